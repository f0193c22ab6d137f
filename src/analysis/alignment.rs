//! How two voices vote beside each other over time: a member or a bloc against a member or a bloc.

use std::collections::BTreeMap;

use super::bloc_counts;
use crate::model::{Ballot, Counts, Date, Group, MemberId, Roster, Vote};

/// Who is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Voice {
    /// One member.
    Member(MemberId),
    /// A bloc, which speaks with the most frequent of Yes, No and Abstain among its members, and at a tie not at all.
    Bloc(Roster),
    /// The same of a group, with its members of the day.
    Group(Box<Group>),
}

impl Voice {
    /// The vote of this voice (Yes, No or Abstain) on a day; none where it took no part or its bloc is tied.
    #[must_use]
    pub fn vote(&self, ballot: &Ballot, date: Option<&Date>) -> Option<Vote> {
        match self {
            Self::Member(member) => part(ballot, member),
            Self::Bloc(members) => bloc_counts(ballot, members).majority,
            Self::Group(group) => bloc_counts(ballot, &group.roster_on(date)).majority,
        }
    }

    /// Whether a member is one of the bloc on a day; none where this is one member.
    fn bloc_holds(&self, member: &MemberId, date: Option<&Date>) -> Option<bool> {
        match self {
            Self::Member(_) => None,
            Self::Bloc(members) => Some(members.contains(member)),
            Self::Group(group) => Some(group.holds(member, date)),
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many did.
    pub like: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// The share from 0 to 1; none of none.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.like) / f64::from(self.of))
    }
}

/// One roll call.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignmentPoint {
    /// The place of the roll call in what was given.
    pub floor: usize,
    /// Its day.
    pub date: Option<Date>,
    /// The vote of the first voice.
    pub first: Option<Vote>,
    /// The vote of the second voice.
    pub second: Option<Vote>,
    /// Whether both votes are the same; none where one of them has none.
    pub agree: Option<bool>,
    /// For a member against a bloc: how many of the bloc voted like the member, of those that took part. The member
    /// itself does not count as one of the bloc. None where the member took no part, and for other pairs of voices.
    pub share: Option<Share>,
}

/// The roll calls of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlignmentYear {
    /// The year.
    pub year: i32,
    /// In how many roll calls the voices agreed.
    pub agree: u32,
    /// In how many both had a vote.
    pub of: u32,
}

/// Two voices over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The roll calls in the order of their dates, those of a day as given, those without a date last.
    pub points: Vec<AlignmentPoint>,
    /// The years with a roll call in which both had a vote, in order. Roll calls without a date are in none.
    pub years: Vec<AlignmentYear>,
}

/// Compares two voices in all roll calls. Floors that rest on published totals and not on a roll call are passed over.
#[must_use]
pub fn alignment(first: &Voice, second: &Voice, floors: &[(Option<Date>, &Ballot)]) -> Alignment {
    let mut points: Vec<AlignmentPoint> = floors
        .iter()
        .enumerate()
        .filter(|(_, (_, ballot))| ballot.tally.is_none())
        .map(|(floor, (date, ballot))| {
            let (a, b) = (first.vote(ballot, date.as_ref()), second.vote(ballot, date.as_ref()));
            let agree = a.zip(b).map(|(a, b)| a == b);
            let share = match (first, second) {
                (Voice::Member(_), Voice::Member(_)) => None,
                (Voice::Member(member), bloc) | (bloc, Voice::Member(member)) => {
                    share(ballot, member, |other| bloc.bloc_holds(other, date.as_ref()) == Some(true))
                }
                _ => None,
            };
            AlignmentPoint { floor, date: date.clone(), first: a, second: b, agree, share }
        })
        .collect();
    points.sort_by(|a, b| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)));
    let mut years: BTreeMap<i32, AlignmentYear> = BTreeMap::new();
    for point in &points {
        if let (Some(date), Some(agree)) = (&point.date, point.agree) {
            let year = date.year();
            let entry = years.entry(year).or_insert(AlignmentYear { year, agree: 0, of: 0 });
            entry.agree += u32::from(agree);
            entry.of += 1;
        }
    }
    Alignment { points, years: years.into_values().collect() }
}

/// The vote of a member that took part.
fn part(ballot: &Ballot, member: &MemberId) -> Option<Vote> {
    ballot.seat(member)?.counted().filter(|vote| *vote != Vote::Absent)
}

fn share(ballot: &Ballot, member: &MemberId, inside: impl Fn(&MemberId) -> bool) -> Option<Share> {
    let vote = part(ballot, member)?;
    let others = ballot.seats.iter().filter(|seat| seat.member != *member && inside(&seat.member));
    let counts: Counts = others.filter_map(crate::model::Seat::counted).collect();
    Some(Share { like: counts.of(vote), of: counts.total() - counts.absent })
}
