//! Tables of a layout that is not known: which column means what, which code stands for which vote, said by the user or
//! guessed, seen in a preview, and read.

mod cell;
mod facts;
mod form;
mod gather;
mod guess;
mod kept;
mod plan;
mod preview;
mod votes;
mod words;

#[cfg(test)]
mod tests;

pub use super::dates::DateOrder;
pub use cell::Understood;
pub use form::{Answer, Column, Mapping, Mappings, Meaning, Shape, code, key};
pub use gather::fitting;
pub use guess::guess;
pub use preview::{CodeSeen, Preview, PreviewCell, PreviewRow, preview, preview_sheet};

pub use super::names::names;
pub(super) use gather::{Gather, table};
pub(super) use words::answer_of as answer;
pub use words::vote_word;
