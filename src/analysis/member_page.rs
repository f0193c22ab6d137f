//! The page of a member: its votes over time, who votes as it does, and where it stood alone.

use super::{Alike, Bloc, By, Side, column, interval::NINETY, periods::periods, wilson};
use crate::{
    archive::{Archive, Columns, Pair, Selection, Verdicts, absences_listed},
    model::{Counts, Date, Vote},
};

/// The votes of a member in one session or year, or in all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VotingRecord {
    /// The session, or the year; empty for the whole.
    pub name: String,
    /// The day of the first roll call, where known.
    pub from: Option<Date>,
    /// The day of the last one.
    pub until: Option<Date>,
    /// How it voted. Absences are those that the source lists.
    pub counts: Counts,
    /// Whether the source lists absences in any of these roll calls; otherwise nothing can be said of them.
    pub absences_listed: bool,
    /// How often it voted with the side that got its way, of the roll calls in which it voted Yes or No and the outcome is
    /// known.
    pub won: u32,
    /// Of how many.
    pub decided: u32,
}

impl VotingRecord {
    /// The share of votes with the side that got its way; none of none.
    #[must_use]
    pub fn won_share(&self) -> Option<f64> {
        (self.decided > 0).then(|| f64::from(self.won) / f64::from(self.decided))
    }
}

/// Somebody beside a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partner {
    /// Who: a member by its place in the collection, or a bloc by its place in what was asked.
    pub who: usize,
    /// Agreements; half ones count half.
    pub like: f64,
    /// Of how many roll calls in which both took part.
    pub of: u32,
    /// The share, from 0 to 1.
    pub share: f64,
    /// The lower end of the band of 90 %, see [`wilson`].
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A vote with few or none beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lonely {
    /// The roll call.
    pub roll_call: u32,
    /// What it voted.
    pub vote: Vote,
    /// Who voted the same, in the order of the collection.
    pub with: Vec<usize>,
    /// How many voted otherwise.
    pub against: u32,
}

/// The votes of a member by session or year, the earliest first, in the roll calls of a selection; those in which nothing
/// is listed for it are left out. And all of them together, the ones without a date or session included.
#[must_use]
pub fn member_record(
    voter: usize,
    by: By,
    (archive, columns, verdicts): (&Archive, &Columns, &Verdicts),
    within: &Selection,
) -> (Vec<VotingRecord>, VotingRecord) {
    let Some(votes) = columns.get(voter) else { return (Vec::new(), VotingRecord::default()) };
    let winners = column(&Side::Winners, None, archive, columns, verdicts);
    let absences = absences_listed(archive);
    let record = |name: String, from, until, within: &Selection| {
        let pair = votes.pair(&winners, within);
        VotingRecord {
            name,
            from,
            until,
            counts: votes.counts(within),
            absences_listed: within.iter().any(|number| absences.contains(number)),
            won: pair.same_side,
            decided: pair.sided,
        }
    };
    let roll_calls = archive.roll_calls.len();
    let found = periods(archive, by, within).into_iter().map(|period| {
        let within = Selection::of(roll_calls, period.roll_calls.iter().copied());
        record(period.name, period.from, period.until, &within)
    });
    let days = || within.iter().filter_map(|number| archive.roll_calls.get(number as usize)?.date.as_ref());
    let whole = record(String::new(), days().min().cloned(), days().max().cloned(), within);
    (found.filter(|record| record.counts.total() > 0).collect(), whole)
}

/// Everybody that took part in `least` roll calls or more together with a member, the one that votes most often as it
/// does first; among equals the one with more roll calls in common, then in the order of the collection.
#[must_use]
pub fn partners(voter: usize, alike: Alike, least: u32, columns: &Columns, within: &Selection) -> Vec<Partner> {
    let Some(mine) = columns.get(voter) else { return Vec::new() };
    let others = columns.iter().enumerate().filter(|(other, _)| *other != voter);
    ranked(others.filter_map(|(who, other)| partner(who, mine.pair(other, within), alike, least)).collect())
}

/// A member beside the majority of each bloc, see [`Side::Majority`], in the order of [`partners`].
#[must_use]
pub fn bloc_partners(
    voter: usize,
    blocs: &[Bloc],
    alike: Alike,
    least: u32,
    (archive, columns, verdicts): (&Archive, &Columns, &Verdicts),
    within: &Selection,
) -> Vec<Partner> {
    let Some(mine) = columns.get(voter) else { return Vec::new() };
    let beside = |(who, bloc): (usize, &Bloc)| {
        let theirs = column(&Side::Majority(bloc.clone()), Some(voter), archive, columns, verdicts);
        partner(who, mine.pair(&theirs, within), alike, least)
    };
    ranked(blocs.iter().enumerate().filter_map(beside).collect())
}

fn partner(who: usize, pair: Pair, alike: Alike, least: u32) -> Option<Partner> {
    let (like, of) = alike.of(&pair);
    let (low, high) = wilson(like, of, NINETY).filter(|_| of >= least)?;
    Some(Partner { who, like, of, share: like / f64::from(of), low, high })
}

fn ranked(mut partners: Vec<Partner>) -> Vec<Partner> {
    partners.sort_by(|a, b| b.share.total_cmp(&a.share).then(b.of.cmp(&a.of)).then(a.who.cmp(&b.who)));
    partners
}

/// The roll calls in which a member cast a vote (Yes, No or Abstain) that no more than `most` others cast, and that fewer
/// cast than each other vote which anybody cast at all; the loneliest first, then in the order of the source.
#[must_use]
pub fn lonely(voter: usize, most: u32, archive: &Archive, columns: &Columns, within: &Selection) -> Vec<Lonely> {
    let Some(mine) = columns.get(voter) else { return Vec::new() };
    let told = |number: u32| {
        let vote = mine.vote(number).filter(|vote| *vote != Vote::Absent)?;
        let counts = archive.counts(number as usize);
        let own = counts.of(vote);
        let others = [counts.yes, counts.no, counts.abstain].into_iter().zip([Vote::Yes, Vote::No, Vote::Abstain]);
        let mut others = others.filter(|(count, other)| *other != vote && *count > 0).peekable();
        let few = own <= most.saturating_add(1) && others.peek().is_some() && others.all(|(count, _)| own < count);
        few.then(|| Lonely {
            roll_call: number,
            vote,
            with: archive
                .votes(number as usize)
                .filter(|(other, cast)| *cast == vote && *other != voter)
                .map(|(other, _)| other)
                .collect(),
            against: counts.yes + counts.no + counts.abstain - own,
        })
    };
    let mut found: Vec<Lonely> = within.iter().filter_map(told).collect();
    found.sort_by_key(|lonely| (lonely.with.len(), lonely.roll_call));
    found
}
