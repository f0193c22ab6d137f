//! Lines over time: how often one side votes as another, takes part, or holds together, with the votes behind each point.

use super::{
    Bloc, By, agreement_index,
    interval::{NINETY, student},
    periods::{Period, periods},
    wilson,
};
use crate::{
    archive::{Archive, Column, Columns, Pair, Selection, Verdicts, absences_listed},
    model::{Counts, Date, Outcome, Vote},
};

/// One end of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A member, by its place in the collection.
    Member(usize),
    /// The majority of a bloc: the vote (Yes, No or Abstain) that more than half of its members that took part cast. It
    /// has none where no vote has more than half, and where fewer than two took part. Beside a member of the bloc the
    /// majority is that of the others.
    Majority(Bloc),
    /// Those that got their way: Yes where the text was adopted, No where it was not.
    Winners,
}

/// What counts as voting alike. Absences are left out in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// The same of Yes, No and Abstain.
    #[default]
    Same,
    /// The same of Yes and No; roll calls in which one of the two abstained are left out.
    YesNo,
    /// As the first, with half an agreement where one abstained and the other did not, after Lijphart (1963), "The
    /// Analysis of Bloc Voting in the General Assembly", American Political Science Review 57: 902–917.
    Scaled,
}

impl Alike {
    /// How far two that were compared agreed, half agreements as halves, and of how many roll calls.
    #[must_use]
    pub fn of(self, pair: &Pair) -> (f64, u32) {
        match self {
            Self::Same => (f64::from(pair.same), pair.both),
            Self::YesNo => (f64::from(pair.same_side), pair.sided),
            Self::Scaled => (f64::from(pair.same) + f64::from(pair.half) / 2.0, pair.both),
        }
    }
}

/// A session or year of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The session, or the year.
    pub name: String,
    /// The day of its first roll call, where known.
    pub from: Option<Date>,
    /// The day of its last one.
    pub until: Option<Date>,
    /// The mean day of its roll calls, for an axis of time.
    pub day: Option<f64>,
    /// The share, from 0 to 1.
    pub share: f64,
    /// The lower end of the band of 90 %.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// In how many roll calls it could be told.
    pub of: u32,
    /// The roll calls in which it was so: both voted alike, the member took part.
    pub like: Vec<u32>,
    /// Those with half an agreement.
    pub half: Vec<u32>,
    /// Those in which it was not so.
    pub unlike: Vec<u32>,
}

/// A line over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The sessions or years in which there is anything to tell, the earliest first. A line must not be drawn as if it
    /// went on through those that are left out.
    pub points: Vec<Point>,
}

/// The votes of one side through all roll calls; `beside` is a member that a bloc is compared with.
#[must_use]
pub fn column(side: &Side, beside: Option<usize>, archive: &Archive, columns: &Columns, verdicts: &Verdicts) -> Column {
    let roll_calls = archive.roll_calls.len();
    match side {
        Side::Member(voter) => columns.get(*voter).cloned().unwrap_or_else(|| Column::empty(roll_calls)),
        Side::Majority(bloc) => {
            let bloc = beside.map_or_else(|| bloc.clone(), |voter| bloc.clone().without(voter));
            let mut column = Column::empty(roll_calls);
            for (number, counts) in bloc_by_roll_call(&bloc, archive, &Selection::all(roll_calls)) {
                if let Some(vote) = majority(&counts) {
                    column.put(number, vote);
                }
            }
            column
        }
        Side::Winners => {
            let mut column = Column::empty(roll_calls);
            for number in 0..roll_calls as u32 {
                match verdicts.outcome(number) {
                    Some(Outcome::Adopted) => column.put(number, Vote::Yes),
                    Some(Outcome::Rejected | Outcome::Vetoed) => column.put(number, Vote::No),
                    None => {}
                }
            }
            column
        }
    }
}

/// How often two sides vote alike, by session or year, in the roll calls of a selection.
#[must_use]
pub fn agreement_line(
    sides: (&Side, &Side),
    alike: Alike,
    by: By,
    (archive, columns, verdicts): (&Archive, &Columns, &Verdicts),
    within: &Selection,
) -> Line {
    let member = |side: &Side| if let Side::Member(voter) = side { Some(*voter) } else { None };
    let (first, second) = sides;
    let a = column(first, member(second), archive, columns, verdicts);
    let b = column(second, member(first), archive, columns, verdicts);
    let told = |number: u32| match (a.vote(number)?, b.vote(number)?) {
        (Vote::Absent, _) | (_, Vote::Absent) => None,
        (Vote::Abstain, _) | (_, Vote::Abstain) if alike == Alike::YesNo => None,
        (a, b) if a == b => Some(2),
        (Vote::Abstain, _) | (_, Vote::Abstain) if alike == Alike::Scaled => Some(1),
        _ => Some(0),
    };
    line(archive, by, within, told)
}

/// How often a member took part (Yes, No or Abstain), of the roll calls that list it as entitled to vote. Those that do
/// not list who was absent are left out, since nothing can be said of them.
#[must_use]
pub fn participation_line(voter: usize, by: By, archive: &Archive, columns: &Columns, within: &Selection) -> Line {
    let absences = absences_listed(archive);
    let told = |number: u32| {
        let vote = columns.get(voter)?.vote(number)?;
        absences.contains(number).then_some(if vote == Vote::Absent { 0 } else { 2 })
    };
    line(archive, by, within, told)
}

/// A line of what is told of roll calls: 2 so, 1 half so, 0 not so, none not known.
fn line(archive: &Archive, by: By, within: &Selection, told: impl Fn(u32) -> Option<u8>) -> Line {
    let point = |period: Period| {
        let (mut like, mut half, mut unlike) = (Vec::new(), Vec::new(), Vec::new());
        for number in &period.roll_calls {
            match told(*number) {
                Some(2) => like.push(*number),
                Some(1) => half.push(*number),
                Some(_) => unlike.push(*number),
                None => {}
            }
        }
        let of = (like.len() + half.len() + unlike.len()) as u32;
        let so = like.len() as f64 + half.len() as f64 / 2.0;
        let (low, high) = wilson(so, of, NINETY)?;
        let Period { name, from, until, day, .. } = period;
        Some(Point { name, from, until, day, share: so / f64::from(of), low, high, of, like, half, unlike })
    };
    Line { points: periods(archive, by, within).into_iter().filter_map(point).collect() }
}

/// How the members of a bloc voted in each roll call of a selection.
fn bloc_by_roll_call(bloc: &Bloc, archive: &Archive, within: &Selection) -> Vec<(u32, Counts)> {
    let words = archive.planes.words();
    // Roll calls of one day have the same members; sources stand in the order of time as a rule.
    let mut last: Option<(Option<&Date>, Vec<u64>)> = None;
    let mut found = Vec::new();
    for number in within.iter() {
        let Some(roll_call) = archive.roll_calls.get(number as usize) else { continue };
        let date = roll_call.date.as_ref();
        if last.as_ref().is_none_or(|(day, _)| *day != date) {
            last = Some((date, bloc.mask(date, words)));
        }
        if let Some((_, mask)) = &last {
            found.push((number, archive.planes.counts_within(number as usize, mask)));
        }
    }
    found
}

/// The vote that more than half of those that took part cast, where two did at least.
fn majority(counts: &Counts) -> Option<Vote> {
    let present = counts.yes + counts.no + counts.abstain;
    let most = |vote: &Vote| 2 * counts.of(*vote) > present;
    [Vote::Yes, Vote::No, Vote::Abstain].into_iter().find(most).filter(|_| present >= 2)
}

/// How closely a bloc holds together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cohesion {
    /// The agreement index of Hix, Noury and Roland (2005), over Yes, No and Abstain, see [`agreement_index`].
    #[default]
    Agreement,
    /// The index of Rice (1925), "The Behavior of Legislative Groups", Political Science Quarterly 40: 60–72: the
    /// difference of Yes and No over their sum. Abstentions are left out.
    Rice,
}

/// A session or year of a line of cohesion.
#[derive(Clone, Debug, PartialEq)]
pub struct CohesionPoint {
    /// The session, or the year.
    pub name: String,
    /// The day of its first roll call, where known.
    pub from: Option<Date>,
    /// The day of its last one.
    pub until: Option<Date>,
    /// The mean day of its roll calls, for an axis of time.
    pub day: Option<f64>,
    /// The mean of the index over the roll calls, from 0 to 1.
    pub mean: f64,
    /// The mean less and plus its standard error times the quantile of Student's t (a band of 90 %, see [`student`]),
    /// within 0 and 1; none of a single roll call.
    pub band: Option<(f64, f64)>,
    /// The roll calls with their index, in the order of the source.
    pub roll_calls: Vec<(u32, f64)>,
}

/// How closely a bloc held together, by session or year: roll calls in which two of its members at least voted (Yes or
/// No for the index of Rice, else Abstain as well), each with the same weight, as Hix, Noury and Roland (2005) average
/// their index over all roll calls of a parliament.
#[must_use]
pub fn cohesion_line(
    bloc: &Bloc,
    index: Cohesion,
    by: By,
    archive: &Archive,
    within: &Selection,
) -> Vec<CohesionPoint> {
    let counts: std::collections::BTreeMap<u32, Counts> =
        bloc_by_roll_call(bloc, archive, within).into_iter().collect();
    let told = |number: &u32| {
        let counts = counts.get(number)?;
        let value = match index {
            Cohesion::Agreement if counts.yes + counts.no + counts.abstain >= 2 => {
                agreement_index(counts.yes, counts.no, counts.abstain)
            }
            Cohesion::Rice if counts.yes + counts.no >= 2 => {
                Some(f64::from(counts.yes.abs_diff(counts.no)) / f64::from(counts.yes + counts.no))
            }
            _ => None,
        };
        Some((*number, value?))
    };
    let point = |period: Period| {
        let roll_calls: Vec<(u32, f64)> = period.roll_calls.iter().filter_map(told).collect();
        let n = roll_calls.len() as f64;
        let mean = roll_calls.iter().map(|(_, value)| value).sum::<f64>() / n;
        let squares: f64 = roll_calls.iter().map(|(_, value)| (value - mean) * (value - mean)).sum();
        let band = student(roll_calls.len()).map(|t| {
            let error = t * (squares / (n - 1.0) / n).sqrt();
            ((mean - error).max(0.0), (mean + error).min(1.0))
        });
        let Period { name, from, until, day, .. } = period;
        (!roll_calls.is_empty()).then_some(CohesionPoint { name, from, until, day, mean, band, roll_calls })
    };
    periods(archive, by, within).into_iter().filter_map(point).collect()
}
