//! A what-if: a base (the record or another scenario) plus an ordered list of labelled changes.
//! The record is never edited by a scenario.

mod apply;
mod change;

pub use apply::{Floor, floor, lineage};
pub use change::{Change, ChangeKind, Scenario, ScenarioId};
