//! What the rules say of the roll calls of a collection, in columns, for filters and orders. `analysis` fills them.

use crate::model::Outcome;

/// Columns by roll call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdicts {
    /// The outcome that a list shows: the recorded one, and that of the rule where the source gives none.
    pub outcomes: Vec<Option<Outcome>>,
    /// Votes to spare (zero or more) where the rule adopts, votes missing (negative) where it does not.
    pub margins: Vec<Option<i64>>,
    /// How one-sided the vote was: from 0, decided by a single vote, to 1, no vote on the other side.
    pub scales: Vec<Option<f64>>,
    /// Whether the rule and the record come to different outcomes; where the source records none, whether the listed
    /// votes and the published totals do.
    pub differs: Vec<bool>,
    /// Whether the published totals differ from the listed votes.
    pub totals_differ: Vec<bool>,
}

impl Verdicts {
    /// The outcome that a list shows.
    #[must_use]
    pub fn outcome(&self, roll_call: u32) -> Option<Outcome> {
        self.outcomes.get(roll_call as usize).copied().flatten()
    }

    /// Votes to spare or missing.
    #[must_use]
    pub fn margin(&self, roll_call: u32) -> Option<i64> {
        self.margins.get(roll_call as usize).copied().flatten()
    }

    /// How one-sided the vote was, from 0 to 1.
    #[must_use]
    pub fn scale(&self, roll_call: u32) -> Option<f64> {
        self.scales.get(roll_call as usize).copied().flatten()
    }

    /// Whether rules and record differ.
    #[must_use]
    pub fn differs(&self, roll_call: u32) -> bool {
        self.differs.get(roll_call as usize).copied().unwrap_or(false)
    }

    /// Whether published totals and listed votes differ.
    #[must_use]
    pub fn totals_differ(&self, roll_call: u32) -> bool {
        self.totals_differ.get(roll_call as usize).copied().unwrap_or(false)
    }
}
