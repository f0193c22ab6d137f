//! What the editions of the UN Digital Library's voting files share: their columns, what a resolution is, the names of
//! states at the time, and the stream of their rows.

mod book;
mod case;
mod columns;
mod days;
mod people;
mod resolution;
mod rows;
mod source;
mod states;
mod title;

#[cfg(test)]
mod tests;

pub(super) use book::Book;
pub(super) use case::title_case;
pub(super) use columns::{Column, Columns};
pub(super) use resolution::{Body, Resolution};
pub(super) use rows::read;
pub(super) use states::{States, by_name};
