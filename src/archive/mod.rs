//! Many roll calls at once: one column of texts, two bits a vote, and who was entitled to vote, by date.

mod builder;
mod collection;
mod planes;
mod roll_call;
mod voter;

#[cfg(test)]
mod tests;

pub use builder::{Builder, Cast};
pub use collection::{Archive, Entry};
pub use planes::Planes;
pub use roll_call::{Chamber, Forum, Place, RollCall};
pub use voter::{Spell, Voter};
