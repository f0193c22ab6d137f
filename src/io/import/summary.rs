//! What was read, in figures.

use serde::{Deserialize, Serialize};

/// Published totals beside counted ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Roll calls with published totals.
    pub checked: u64,
    /// Of these, the ones whose count is the same.
    pub agree: u64,
    /// Of these, the ones whose count differs.
    pub differ: u64,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The layouts, in the order of the files, each once.
    pub layouts: Vec<String>,
    /// Roll calls.
    pub roll_calls: u64,
    /// Members.
    pub members: u64,
    /// Votes, those included of which the source says that the member was none.
    pub votes: u64,
    /// Published totals beside counted ones.
    pub totals: Totals,
    /// Rows that were left out, and single votes of rows that were read otherwise.
    pub left_out: u64,
}
