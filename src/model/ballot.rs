//! The floor of a body at the moment of a vote: one seat a member, with its vote as far as it is known.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, MemberId, Tally, Vote};

/// What a member that holds a seat may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It may vote.
    #[default]
    Voting,
    /// It takes part but has lost its vote, as under Article 19 of the Charter.
    NoVote,
    /// It takes no part in this decision, as a state that has opted out.
    NotParticipating,
    /// It must abstain, as a party to the dispute (Charter Art. 27 (3)).
    MustAbstain,
}

/// A seat at the moment of a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub member: MemberId,
    /// Its vote; none where it is not recorded and not set.
    pub vote: Option<Vote>,
    /// What it may do. A seat that may not vote counts as absent whatever `vote` says.
    pub standing: Standing,
}

impl Seat {
    /// The vote that counts: a member that may not vote is absent, and one that must abstain abstains.
    #[must_use]
    pub fn counted(&self) -> Option<Vote> {
        match self.standing {
            Standing::Voting => self.vote,
            _ => Some(self.if_voting(Vote::Absent)),
        }
    }

    /// What counts if it votes so.
    #[must_use]
    pub fn if_voting(&self, vote: Vote) -> Vote {
        match self.standing {
            Standing::Voting => vote,
            Standing::MustAbstain => Vote::Abstain,
            Standing::NoVote | Standing::NotParticipating => Vote::Absent,
        }
    }
}

/// How many voted how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In favour.
    pub yes: u32,
    /// Against.
    pub no: u32,
    /// Abstaining.
    pub abstain: u32,
    /// Not voting, those whose vote is not set included.
    pub absent: u32,
}

impl Counts {
    /// The count of one kind of vote.
    #[must_use]
    pub fn of(&self, vote: Vote) -> u32 {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::Absent => self.absent,
        }
    }

    /// Counts one more vote.
    pub fn add(&mut self, vote: Vote) {
        match vote {
            Vote::Yes => self.yes += 1,
            Vote::No => self.no += 1,
            Vote::Abstain => self.abstain += 1,
            Vote::Absent => self.absent += 1,
        }
    }

    /// All that are counted.
    #[must_use]
    pub fn total(&self) -> u32 {
        // Published totals may be any numbers.
        [self.no, self.abstain, self.absent].into_iter().fold(self.yes, u32::saturating_add)
    }
}

impl FromIterator<Vote> for Counts {
    fn from_iter<T: IntoIterator<Item = Vote>>(votes: T) -> Self {
        let mut counts = Self::default();
        votes.into_iter().for_each(|vote| counts.add(vote));
        counts
    }
}

/// The floor at the moment of a vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// The body, for its sets and weights.
    pub body: Arc<Body>,
    /// The seats, in the order of the members' codes.
    pub seats: Vec<Seat>,
    /// The published totals, where they and not the seats are what the verdict rests on.
    pub tally: Option<Tally>,
}

impl Ballot {
    /// The seat of `member`.
    #[must_use]
    pub fn seat(&self, member: &MemberId) -> Option<&Seat> {
        let place = self.seats.binary_search_by(|seat| seat.member.cmp(member)).ok()?;
        self.seats.get(place)
    }

    /// The seat of `member`, to change it.
    pub fn seat_mut(&mut self, member: &MemberId) -> Option<&mut Seat> {
        let place = self.seats.binary_search_by(|seat| seat.member.cmp(member)).ok()?;
        self.seats.get_mut(place)
    }

    /// The seats counted; one without a vote counts as absent.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.seats.iter().map(|seat| seat.counted().unwrap_or(Vote::Absent)).collect()
    }

    /// How many seats may vote and have none set.
    #[must_use]
    pub fn unset(&self) -> usize {
        self.seats.iter().filter(|seat| seat.counted().is_none()).count()
    }
}
