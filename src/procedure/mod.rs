//! The way to a final vote: the order of voting, collisions, division, the text that each way ends in, who moves when
//! an amendment is adopted, sincere and look-ahead voters.

mod agenda;
mod book;
mod course;
mod finals;
mod motions;
mod order;
mod play;
mod setting;
mod tree;
mod votes;

pub use agenda::{Agenda, Put, Step, StepKind, agenda};
pub use finals::MOST_ITEMS;
pub use setting::{Decision, Ground, Setting};
pub use tree::{Leaf, Next, Node, On, Tree, tree};
pub use votes::final_votes;
