//! What a condition counts: members or their weight, in the whole body or one set of it.
//!
//! A tally without a roll call leaves some of it open, so a measure is a span from the least to the most it can be.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Ballot, Seat, SetId, Standing, Tally, Vote, WeightId};

/// Whom a measure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstaining.
    Abstain,
    /// Not voting.
    Absent,
    /// Everyone who takes part in the decision and is not in favour, abstainers and absentees included.
    NotInFavour,
    /// In favour or against (General Assembly rule 86: abstainers are considered as not voting).
    PresentAndVoting,
    /// In favour, against or abstaining.
    Present,
    /// All that hold a seat.
    Members,
    /// All that hold a seat and may vote.
    Eligible,
    /// All that hold a seat and take part in the decision.
    Participating,
}

impl Who {
    /// The words for it in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "in favour",
            Self::No => "against",
            Self::Abstain => "abstaining",
            Self::Absent => "not voting",
            Self::NotInFavour => "not in favour",
            Self::PresentAndVoting => "present and voting",
            Self::Present => "present",
            Self::Members => "members",
            Self::Eligible => "members that may vote",
            Self::Participating => "participating members",
        }
    }

    /// All of them, in the order of a menu.
    pub const ALL: [Self; 10] = [
        Self::Yes,
        Self::No,
        Self::Abstain,
        Self::Absent,
        Self::NotInFavour,
        Self::PresentAndVoting,
        Self::Present,
        Self::Members,
        Self::Eligible,
        Self::Participating,
    ];

    /// The votes that make a member count, for the measures that depend on votes.
    fn votes(self) -> Option<&'static [Vote]> {
        match self {
            Self::Yes => Some(&[Vote::Yes]),
            Self::No => Some(&[Vote::No]),
            Self::Abstain => Some(&[Vote::Abstain]),
            Self::Absent => Some(&[Vote::Absent]),
            Self::NotInFavour => Some(&[Vote::No, Vote::Abstain, Vote::Absent]),
            Self::PresentAndVoting => Some(&[Vote::Yes, Vote::No]),
            Self::Present => Some(&[Vote::Yes, Vote::No, Vote::Abstain]),
            Self::Members | Self::Eligible | Self::Participating => None,
        }
    }

    /// Whether the standing of a seat lets it count at all.
    fn admits(self, standing: Standing) -> bool {
        match self {
            Self::Eligible => standing == Standing::Voting,
            Self::Participating | Self::NotInFavour => standing != Standing::NotParticipating,
            _ => true,
        }
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// Whom.
    pub who: Who,
    /// Only members of this set of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<SetId>,
    /// Their weight and not their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<WeightId>,
}

impl Measure {
    /// Counts members of the whole body.
    #[must_use]
    pub fn of(who: Who) -> Self {
        Self { who, within: None, weight: None }
    }

    /// The same, in one set of the body.
    #[must_use]
    pub fn within(mut self, set: &str) -> Self {
        self.within = Some(set.into());
        self
    }

    /// The same, by a weight.
    #[must_use]
    pub fn weighted(mut self, weight: &str) -> Self {
        self.weight = Some(weight.into());
        self
    }
}

/// The least and the most that a measure can be; both the same where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

impl Span {
    /// The value, where there is only one.
    #[must_use]
    pub fn exact(self) -> Option<u64> {
        (self.least == self.most).then_some(self.least)
    }
}

/// Takes a measure of a ballot.
///
/// # Errors
/// A sentence that names the set or weight which the body does not have.
pub fn measure(what: &Measure, ballot: &Ballot) -> Result<Span, String> {
    let body = &ballot.body;
    let set = match &what.within {
        None => None,
        Some(id) => Some(&body.sets.get(id).ok_or_else(|| format!("{} has no set \"{id}\"", body.name))?.members),
    };
    let weight = match &what.weight {
        None => None,
        Some(id) => Some(body.weights.get(id).ok_or_else(|| format!("{} has no weight \"{id}\"", body.name))?),
    };
    let mut known = 0;
    let mut open = 0;
    let mut outside = 0;
    for seat in ballot.seats.iter().filter(|seat| what.who.admits(seat.standing)) {
        let weighs = weight.map_or(1, |weight| weight.values.get(&seat.member).copied().unwrap_or(0));
        let counts = counts(what.who, seat, ballot.tally.is_some());
        if set.is_some_and(|set| !set.contains(&seat.member)) {
            outside += u64::from(counts != Counted::No);
        } else {
            match counts {
                Counted::Yes => known += weighs,
                Counted::Open => open += weighs,
                Counted::No => {}
            }
        }
    }
    let seats = Span { least: known, most: known + open };
    Ok(match ballot.tally.as_ref().filter(|_| weight.is_none()).and_then(|tally| published(what.who, tally)) {
        // The published total bounds what the unrecorded seats can have done, and those outside the set.
        Some(total) => {
            let most = seats.most.min(total);
            Span { least: seats.least.max(total.saturating_sub(outside)).min(most), most }
        }
        None => seats,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Yes,
    No,
    Open,
}

/// Whether a seat counts. A vote that is not set is open where there is a tally of it, and an absence where there is not.
fn counts(who: Who, seat: &Seat, from_tally: bool) -> Counted {
    let Some(votes) = who.votes() else { return Counted::Yes };
    match seat.counted() {
        None if from_tally => Counted::Open,
        vote if votes.contains(&vote.unwrap_or(Vote::Absent)) => Counted::Yes,
        _ => Counted::No,
    }
}

/// The published total of what a measure counts, where each part of it was published.
fn published(who: Who, tally: &Tally) -> Option<u64> {
    let votes: Cow<'_, [Vote]> = who.votes()?.into();
    votes.iter().map(|vote| tally.of(*vote).map(u64::from)).sum()
}
