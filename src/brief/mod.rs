//! A vote explained in a line, a paragraph or a page: fixed sentences, each number with where it comes from.

mod amendments;
mod assumed;
mod blocks;
mod chance;
mod charts;
mod compose;
mod facts;
mod json;
mod line;
mod origin;
mod page;
mod paragraph;
mod plain;
mod say;
mod text;
mod turn;
mod words;

pub use blocks::{Block, NOTES};
pub use charts::{Charts, charts};
pub use compose::brief;
pub use json::as_json;
pub use origin::{Note, Origin};
pub use plain::plain;
pub use text::{Brief, Length, Mark, Part, Point, Section, Sentence, Span, Table};
