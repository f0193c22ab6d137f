//! The smallest changes that would turn an outcome, as the room of simulation proves them.

use super::{Origin, facts::Facts};
use crate::{
    model::MemberId,
    simulate::{self, Answer, Costs, Kind, Plan},
};

/// One kind of move and what it takes.
pub(super) struct Turn {
    kind: Kind,
    /// What it takes.
    pub takes: Takes,
}

/// What a kind of move takes to turn an outcome.
pub(super) enum Takes {
    /// These moves, and no fewer.
    Moves(Plan),
    /// No number of them is enough.
    Never,
    /// Not proved.
    Unproved,
}

impl Turn {
    /// "from Yes to No", "in a mix of moves"
    pub fn words(&self) -> String {
        match self.kind {
            Kind::One(kind) => format!("from {} to {}", kind.from.label(), kind.to.label()),
            Kind::Mixed => "in a mix of moves".to_owned(),
        }
    }

    /// Whether moves of more than one kind are meant.
    pub fn is_mixed(&self) -> bool {
        self.kind == Kind::Mixed
    }

    /// How many members it takes, where there is a number.
    pub fn size(&self) -> Option<u64> {
        if let Takes::Moves(plan) = &self.takes { Some(plan.asks.len() as u64) } else { None }
    }

    /// One such set.
    pub fn members(&self) -> Vec<MemberId> {
        if let Takes::Moves(plan) = &self.takes { plan.members() } else { Vec::new() }
    }

    /// Where the number comes from, where there is one.
    pub fn origin(&self) -> Option<Origin> {
        let Takes::Moves(plan) = &self.takes else { return None };
        let set = if self.is_mixed() {
            plan.words()
        } else {
            plan.asks.iter().map(|ask| ask.member.as_str()).collect::<Vec<_>>().join(" ")
        };
        Some(Origin::Smallest { moves: self.words(), number: plan.asks.len(), set })
    }
}

/// Every kind of move against the outcome; mixtures only where they take fewer members than any one kind. Empty where
/// the outcome rests on a tally or is not known.
pub(super) fn turns(facts: &Facts<'_>) -> Vec<Turn> {
    let found = simulate::flips(facts.decided.rule, facts.ballot(), &Costs::default()).unwrap_or_default();
    let mut turns: Vec<Turn> = found
        .into_iter()
        .map(|flip| Turn {
            kind: flip.kind,
            takes: match flip.answer {
                Answer::Smallest(plan) => Takes::Moves(plan),
                Answer::Never => Takes::Never,
                Answer::Unproved => Takes::Unproved,
            },
        })
        .collect();
    let best = turns.iter().filter(|turn| !turn.is_mixed()).filter_map(Turn::size).min();
    turns.retain(|turn| !turn.is_mixed() || turn.size().is_some_and(|size| best.is_none_or(|best| size < best)));
    turns
}
