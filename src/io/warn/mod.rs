//! What looks wrong in a dossier file and does not keep it from being opened.

mod remarks;
mod scenarios;
mod wording;

pub(super) use remarks::warnings;
