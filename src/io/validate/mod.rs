//! What a dossier file must keep to beyond its shape: ids that exist and are unique, chains that end, votes of
//! members that hold a seat, paragraphs that are there. Each error with line and column.

mod check;
mod dossier;
mod scenarios;
mod texts;

pub(super) use check::errors;
