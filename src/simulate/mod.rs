//! Chance and change: what it would take for a vote to end otherwise.

mod abstain;
pub mod chance;
mod flips;

#[cfg(test)]
mod tests;

pub use abstain::{OneMore, Plane, Region, in_words, one_more, plane};
pub use flips::{Answer, Flip, Move, flips, smallest};
