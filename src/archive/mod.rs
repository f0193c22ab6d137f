//! Many roll calls at once: one column of texts, two bits a vote, and who was entitled to vote, by date.

mod absences;
mod builder;
mod cells;
mod collection;
mod columns;
mod facets;
mod filter;
mod planes;
mod rank;
mod roll_call;
mod search;
mod selection;
mod spells;
mod verdicts;
mod voter;

#[cfg(test)]
mod tests;

pub use absences::absences_listed;
pub use builder::{Builder, Cast};
pub use collection::{Archive, Entry};
pub use columns::{Column, Columns, Pair};
pub use facets::Facets;
pub use filter::{Filter, Filtered, Kind};
pub use planes::Planes;
pub use rank::{Key, Order};
pub use roll_call::{Chamber, Forum, Place, RollCall};
pub use search::{Index, Query};
pub use selection::Selection;
pub use spells::{Noted, spells};
pub use verdicts::Verdicts;
pub use voter::{Spell, Voter};
