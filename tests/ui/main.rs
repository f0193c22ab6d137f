//! The window driven by hand: every test asks the real shell by what it says and shows.
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
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
mod amendments;
mod blocs;
mod brief;
mod brush;
mod chance;
mod coalitions;
mod compare;
mod data;
mod export;
mod files;
mod flips;
mod grid;
mod harness;
mod history;
mod keys;
mod looks;
mod mapping;
mod palette;
mod paste;
mod pictures;
mod rules;
mod scenarios;
mod start;
mod views;
mod votes;
mod wording;
