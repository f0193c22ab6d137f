//! Dates as people write them. Files of known layouts begin them with the year; a spreadsheet program that saves such a
//! file anew writes them in its own way, and which number is the day shows only in all dates of a file together.

mod file;
mod months;
mod order;
#[cfg(test)]
mod tests;
mod written;

pub use order::{DateOrder, typed};

pub(super) use file::{Custom, Dates, Fault};
pub(super) use order::order_of;
pub(super) use written::hour;
