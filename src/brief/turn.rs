//! The smallest changes that would turn an outcome, as the room of simulation proves them.

use super::{Origin, facts::Facts};
use crate::{
    model::{MemberId, Vote},
    simulate::{self, Answer, Costs, Kind},
};

/// One kind of move and what it takes.
pub(super) struct Turn {
    /// The vote that is left.
    pub from: Vote,
    /// The vote that is taken up.
    pub to: Vote,
    /// What it takes.
    pub takes: Takes,
}

/// What a kind of move takes to turn an outcome.
pub(super) enum Takes {
    /// These members, and no fewer.
    Members(Vec<MemberId>),
    /// No number of them is enough.
    Never,
    /// Not proved.
    Unproved,
}

impl Turn {
    /// "from Yes to No"
    pub fn words(&self) -> String {
        format!("from {} to {}", self.from.label(), self.to.label())
    }

    /// Where the number comes from, where there is one.
    pub fn origin(&self) -> Option<Origin> {
        let Takes::Members(members) = &self.takes else { return None };
        let members = members.iter().map(ToString::to_string).collect();
        Some(Origin::Smallest { moves: self.words(), members })
    }
}

/// Every kind of move against the outcome, mixtures left out. Empty where the outcome rests on a tally or is not known.
pub(super) fn turns(facts: &Facts<'_>) -> Vec<Turn> {
    let found = simulate::flips(facts.decided.rule, facts.ballot(), &Costs::default()).unwrap_or_default();
    found
        .into_iter()
        .filter_map(|flip| {
            let Kind::One(kind) = flip.kind else { return None };
            let takes = match flip.answer {
                Answer::Smallest(plan) => Takes::Members(plan.members()),
                Answer::Never => Takes::Never,
                Answer::Unproved => Takes::Unproved,
            };
            Some(Turn { from: kind.from, to: kind.to, takes })
        })
        .collect()
}
