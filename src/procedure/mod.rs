//! The way to a final vote: the order of voting, collisions, division, the text that each way ends in, who moves when
//! an amendment is adopted, sincere and look-ahead voters.

mod agenda;
mod book;
mod course;
mod division;
mod finals;
mod killers;
mod look_ahead;
mod motions;
mod order;
mod orders;
mod play;
mod setting;
mod study;
mod tree;
mod votes;
mod wording;

#[cfg(test)]
mod tests;

pub use agenda::{Agenda, Put, Step, StepKind, agenda};
pub use finals::MOST_ITEMS;
pub use killers::{Killers, Turner, killers};
pub use look_ahead::{End, LookAhead, Otherwise, Reason, Turn, look_ahead};
pub use orders::{Ends, MOST_ORDERS, OrderEnd, Orders, orders};
pub use setting::{Decision, Ground, Setting};
pub use study::{Study, study};
pub use tree::{Leaf, Next, Node, On, Tree, tree};
pub use votes::final_votes;
pub use wording::{Mark, Marked, Piece, Wording, wording, work_in};
