//! Chance and change: what it would take for a vote to end otherwise.

mod abstain;
mod bounds;
mod branches;
pub mod chance;
mod costs;
mod cover;
mod flips;
mod front;
mod hold;
mod moves;
mod question;
mod secure;

#[cfg(test)]
mod tests;

pub use abstain::{OneMore, Plane, Region, in_words, one_more, plane};
pub use costs::{Costs, MOST_COST};
pub use flips::{flips, smallest};
pub use hold::{Held, Hold, Secure, hold};
pub use moves::{Answer, Ask, Flip, Kind, Move, Plan};
