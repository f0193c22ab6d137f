//! Roll calls of a collection as a dossier, which can be changed and played like any other.

mod body;
mod build;
mod codes;
mod groups;
mod kept;
mod text;

pub use build::{Context, dossier};
pub(super) use kept::remarks;
