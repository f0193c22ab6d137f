//! What is known of a vote: a full roll call, single votes, a tally, or only the result. Missing data stays missing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Counts, MemberId, Roster, Vote};

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It has what its rule asks.
    Adopted,
    /// It has not.
    Rejected,
    /// It has all but for the No of a member that may veto.
    Vetoed,
}

impl Outcome {
    /// The word on a pill.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Adopted => "Adopted",
            Self::Rejected => "Rejected",
            Self::Vetoed => "Vetoed",
        }
    }

    /// Whether the text stands.
    #[must_use]
    pub fn is_adopted(self) -> bool {
        self == Self::Adopted
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The vote of every member.
    RollCall,
    /// The counts alone, with the single votes that are known.
    Tally,
    /// Only the recorded result.
    Result,
    /// Nothing is recorded.
    Nothing,
}

/// More votes than any body has.
const MOST_VOTES: u64 = 100_000;

/// Published totals. A total that was not published is none, and not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// In favour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<u32>,
    /// Against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<u32>,
    /// Abstaining.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstain: Option<u32>,
    /// Not voting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<u32>,
}

impl Tally {
    /// Whether no total at all was published.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All totals together.
    #[must_use]
    pub fn sum(&self) -> u64 {
        Vote::ALL.iter().filter_map(|vote| self.of(*vote)).map(u64::from).sum()
    }

    /// Whether the totals are more than any body has votes: a slip of the source, of which nothing can be counted.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.sum() > MOST_VOTES
    }

    /// The totals that differ from a count, each as it was published and as it was counted. One that was not published
    /// differs from nothing.
    pub fn differences(self, counted: Counts) -> impl Iterator<Item = (Vote, u32, u32)> {
        let of = move |vote| Some((vote, self.of(vote)?, counted.of(vote)));
        [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent]
            .into_iter()
            .filter_map(of)
            .filter(|(_, published, counted)| published != counted)
    }

    /// Puts the total of one kind of vote.
    pub fn set(&mut self, vote: Vote, total: Option<u32>) {
        match vote {
            Vote::Yes => self.yes = total,
            Vote::No => self.no = total,
            Vote::Abstain => self.abstain = total,
            Vote::Absent => self.absent = total,
        }
    }

    /// The total of one kind of vote.
    #[must_use]
    pub fn of(&self, vote: Vote) -> Option<u32> {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::Absent => self.absent,
        }
    }
}

/// The votes of members, one at most for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "VotesByKind", into = "VotesByKind")]
#[schemars(with = "VotesByKind")]
pub struct Votes(pub BTreeMap<MemberId, Vote>);

impl Votes {
    /// Whether no vote is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How votes stand in a file: four lines of codes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct VotesByKind {
    #[serde(default, skip_serializing_if = "Roster::is_empty")]
    yes: Roster,
    #[serde(default, skip_serializing_if = "Roster::is_empty")]
    no: Roster,
    #[serde(default, skip_serializing_if = "Roster::is_empty")]
    abstain: Roster,
    #[serde(default, skip_serializing_if = "Roster::is_empty")]
    absent: Roster,
}

impl TryFrom<VotesByKind> for Votes {
    type Error = String;

    fn try_from(kinds: VotesByKind) -> Result<Self, String> {
        let mut votes = BTreeMap::new();
        let lists = [
            (Vote::Yes, kinds.yes),
            (Vote::No, kinds.no),
            (Vote::Abstain, kinds.abstain),
            (Vote::Absent, kinds.absent),
        ];
        for (vote, roster) in lists {
            for member in roster.iter() {
                if let Some(other) = votes.insert(member.clone(), vote) {
                    return Err(format!("{member} is listed under {} and under {}", other.label(), vote.label()));
                }
            }
        }
        Ok(Self(votes))
    }
}

impl From<Votes> for VotesByKind {
    fn from(votes: Votes) -> Self {
        let list = |vote: Vote| votes.0.iter().filter(|(_, v)| **v == vote).map(|(m, _)| m.clone()).collect();
        Self { yes: list(Vote::Yes), no: list(Vote::No), abstain: list(Vote::Abstain), absent: list(Vote::Absent) }
    }
}

/// What is known of one vote.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The votes that are known. Every member's, where `roll_call` is true.
    #[serde(default, skip_serializing_if = "Votes::is_empty")]
    pub votes: Votes,
    /// Whether `votes` is the whole roll call.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub roll_call: bool,
    /// The published totals.
    #[serde(default, skip_serializing_if = "Tally::is_empty")]
    pub tally: Tally,
    /// The recorded result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The reason given with it: "want of nine".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome_note: String,
}

impl Record {
    /// The best that a verdict on this vote can rest on.
    #[must_use]
    pub fn basis(&self) -> Basis {
        if self.roll_call {
            Basis::RollCall
        } else if self.tally.yes.is_some() && self.tally.no.is_some() {
            Basis::Tally
        } else if self.outcome.is_some() {
            Basis::Result
        } else {
            Basis::Nothing
        }
    }
}
