//! Chance and change: what it would take for a vote to end otherwise.

mod flips;

#[cfg(test)]
mod tests;

pub use flips::{Answer, Flip, Move, flips, smallest};
