//! What it costs to move members: a price for each member, a price for each step, and who is never asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{MemberId, Vote};

/// The most that a member or a step can cost.
pub const MOST_COST: u32 = 1000;

/// What it costs to move members. The cost of a move is that of the member times that of the step; both are 1 unless
/// they are set, so that at first the cost of a set is how many are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    members: BTreeMap<MemberId, u32>,
    steps: BTreeMap<(Vote, Vote), u32>,
    /// Who is never asked and stays as it is.
    pub kept: BTreeSet<MemberId>,
}

impl Costs {
    /// Every move at the same cost, with these members left as they are.
    #[must_use]
    pub fn keeping(kept: impl IntoIterator<Item = MemberId>) -> Self {
        Self { kept: kept.into_iter().collect(), ..Self::default() }
    }

    /// What a member costs.
    #[must_use]
    pub fn member(&self, member: &MemberId) -> u32 {
        self.members.get(member).copied().unwrap_or(1)
    }

    /// What a step costs, for a member at cost 1.
    #[must_use]
    pub fn step(&self, from: Vote, to: Vote) -> u32 {
        self.steps.get(&(from, to)).copied().unwrap_or(1)
    }

    /// What it costs that a member takes a step.
    #[must_use]
    pub fn of(&self, member: &MemberId, from: Vote, to: Vote) -> u64 {
        u64::from(self.member(member)) * u64::from(self.step(from, to))
    }

    /// Sets what a member costs, at least 1 and at most [`MOST_COST`].
    pub fn set_member(&mut self, member: MemberId, cost: u32) {
        match cost.clamp(1, MOST_COST) {
            1 => drop(self.members.remove(&member)),
            cost => drop(self.members.insert(member, cost)),
        }
    }

    /// Sets what a step costs, at least 1 and at most [`MOST_COST`].
    pub fn set_step(&mut self, from: Vote, to: Vote, cost: u32) {
        match cost.clamp(1, MOST_COST) {
            1 => drop(self.steps.remove(&(from, to))),
            cost => drop(self.steps.insert((from, to), cost)),
        }
    }

    /// The members that cost more than 1, with what they cost, in the order of their codes.
    pub fn dear(&self) -> impl Iterator<Item = (&MemberId, u32)> {
        self.members.iter().map(|(member, cost)| (member, *cost))
    }

    /// Whether every move costs the same, so that the cost of a set is how many are in it.
    #[must_use]
    pub fn even(&self) -> bool {
        self.members.is_empty() && self.steps.is_empty()
    }
}
