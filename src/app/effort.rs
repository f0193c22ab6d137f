//! What the attacker and the defender of an outcome reckon with: costs of members and steps, who is never asked, and
//! what can be spent. It stays while one text after another is looked at, and is not saved.

use std::collections::BTreeSet;

use crate::{
    model::{Date, Dossier, GroupId, MemberId, Vote},
    simulate::Costs,
};

/// From which side the card of what would change an outcome is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// The other outcome is wanted.
    #[default]
    Turn,
    /// The outcome is to stay.
    Hold,
}

/// What moves cost, who is never asked, and what the attacker can spend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Costs, and the single members that are never asked.
    pub costs: Costs,
    /// Groups that are never asked.
    pub groups: BTreeSet<GroupId>,
    /// What the attacker can spend; none for as much as the cheapest way costs.
    pub budget: Option<u64>,
}

/// A change of it.
#[derive(Clone, Debug)]
pub enum EffortEdit {
    /// What a step costs, for a member at cost 1.
    Step(Vote, Vote, u32),
    /// What members cost.
    Members(Vec<MemberId>, u32),
    /// Never ask members, or ask them again.
    Keep(Vec<MemberId>, bool),
    /// Never ask a group, or ask it again.
    KeepGroup(GroupId, bool),
    /// What the attacker can spend.
    Budget(Option<u64>),
    /// Everything at a cost of 1 again, and nobody left out.
    Clear,
}

impl Effort {
    /// The costs as they are reckoned with: everybody who is locked or left out stays as it is.
    #[must_use]
    pub fn reckoned(&self, dossier: &Dossier, date: Option<&Date>, locked: &BTreeSet<MemberId>) -> Costs {
        let mut costs = self.costs.clone();
        let groups = self.groups.iter().filter_map(|id| dossier.group(id));
        costs.kept.extend(groups.flat_map(|group| group.members_on(date).cloned()));
        costs.kept.extend(locked.iter().cloned());
        costs
    }

    /// Whether every move costs the same and nobody is left out.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.costs == Costs::default() && self.groups.is_empty()
    }

    /// Makes a change.
    pub fn edit(&mut self, edit: EffortEdit) {
        match edit {
            EffortEdit::Step(from, to, cost) => self.costs.set_step(from, to, cost),
            EffortEdit::Members(members, cost) => {
                for member in members {
                    self.costs.set_member(member, cost);
                }
            }
            EffortEdit::Keep(members, true) => self.costs.kept.extend(members),
            EffortEdit::Keep(members, false) => self.costs.kept.retain(|member| !members.contains(member)),
            EffortEdit::KeepGroup(group, true) => drop(self.groups.insert(group)),
            EffortEdit::KeepGroup(group, false) => drop(self.groups.remove(&group)),
            EffortEdit::Budget(budget) => self.budget = budget,
            EffortEdit::Clear => *self = Self { budget: self.budget, ..Self::default() },
        }
    }
}
