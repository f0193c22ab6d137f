//! A what-if: a base (the record or another scenario) plus an ordered list of labelled changes.
//! The record is never edited by a scenario.

mod apply;
mod change;
mod slot;

pub use apply::{Floor, changes, floor, lineage, movers};
pub use change::{Change, ChangeKind, Division, PartMove, Scenario, ScenarioId};
pub use slot::{Slot, put};
