//! The engine of the History workspace: search, filters, rules against record, lines over time, pages of members.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print and read the clock"
)]

mod filters;
mod lines;
mod made_up;
mod pages;
mod real;
mod search;
mod speed;
mod verdicts;
