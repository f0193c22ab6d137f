//! A what-if: a base (the record or another scenario) plus an ordered list of labelled changes.
//! The record is never edited by a scenario.

mod apply;
mod base;
mod change;
mod difference;
mod slot;

#[cfg(test)]
mod tests;

pub use apply::{Floor, changes, floor, lineage, movers};
pub use base::{possible_bases, put_at, rests_on};
pub use change::{Change, ChangeKind, Division, PartMove, Scenario, ScenarioId};
pub use difference::{Cast, Differing, Shift, differing, shifts, standings};
pub use slot::{Slot, put};
