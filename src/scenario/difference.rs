//! What differs between the floors of one text: who votes otherwise, who may not vote, member by member.

use std::collections::{BTreeMap, BTreeSet};

use super::Floor;
use crate::model::{MemberId, Standing, Vote};

/// What a member does on a floor, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cast {
    /// It votes so.
    Vote(Vote),
    /// Its vote is not recorded, or not set.
    Unknown,
    /// It holds no seat.
    NoSeat,
}

impl Cast {
    /// All, in the order in which they stand in a bar.
    pub const ALL: [Self; 6] = [
        Self::Vote(Vote::Yes),
        Self::Vote(Vote::Abstain),
        Self::Vote(Vote::No),
        Self::Vote(Vote::Absent),
        Self::Unknown,
        Self::NoSeat,
    ];

    /// What a member does on a floor.
    #[must_use]
    pub fn of(floor: &Floor, member: &MemberId) -> Self {
        match floor.ballot.seat(member) {
            Some(seat) => seat.counted().map_or(Self::Unknown, Self::Vote),
            None => Self::NoSeat,
        }
    }

    /// The vote, where there is one.
    #[must_use]
    pub fn vote(self) -> Option<Vote> {
        if let Self::Vote(vote) = self { Some(vote) } else { None }
    }

    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Vote(vote) => vote.label(),
            Self::Unknown => "Not known",
            Self::NoSeat => "No seat",
        }
    }

    /// The letter for it; a question mark for what is not known, a dash for who has no seat.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Vote(vote) => vote.letter(),
            Self::Unknown => "?",
            Self::NoSeat => "–",
        }
    }
}

/// A member that does not do the same on every floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The member.
    pub member: MemberId,
    /// What it does on each floor, in their order.
    pub casts: Vec<Cast>,
}

/// Everyone who sits on any of the floors, in the order of their codes.
fn seated<'a>(floors: &[&'a Floor]) -> BTreeSet<&'a MemberId> {
    floors.iter().flat_map(|floor| &floor.ballot.seats).map(|seat| &seat.member).collect()
}

/// The members that do not do the same on all of the floors, in the order of their codes.
#[must_use]
pub fn differing(floors: &[&Floor]) -> Vec<Differing> {
    seated(floors)
        .into_iter()
        .map(|member| Differing {
            member: member.clone(),
            casts: floors.iter().map(|floor| Cast::of(floor, member)).collect(),
        })
        .filter(|row| row.casts.windows(2).any(|pair| pair.first() != pair.last()))
        .collect()
}

/// Members that do one thing on the first floor and one on the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What they do on the first.
    pub from: Cast,
    /// What they do on the second.
    pub to: Cast,
    /// Who, in the order of their codes.
    pub members: Vec<MemberId>,
}

impl Shift {
    /// Whether they do the same on both.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.from == self.to
    }
}

/// Everyone on two floors by what they do on each, those who stay included; in the order of a bar.
#[must_use]
pub fn shifts(first: &Floor, second: &Floor) -> Vec<Shift> {
    let mut found: BTreeMap<(Cast, Cast), Vec<MemberId>> = BTreeMap::new();
    for member in seated(&[first, second]) {
        let pair = (Cast::of(first, member), Cast::of(second, member));
        found.entry(pair).or_default().push(member.clone());
    }
    found.into_iter().map(|((from, to), members)| Shift { from, to, members }).collect()
}

/// The members whose standing is not the same on two floors that both seat them, with the second standing.
#[must_use]
pub fn standings(first: &Floor, second: &Floor) -> Vec<(MemberId, Standing)> {
    second
        .ballot
        .seats
        .iter()
        .filter(|seat| first.ballot.seat(&seat.member).is_some_and(|before| before.standing != seat.standing))
        .map(|seat| (seat.member.clone(), seat.standing))
        .collect()
}
