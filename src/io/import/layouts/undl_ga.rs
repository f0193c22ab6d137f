//! Votes of the General Assembly as the UN Digital Library gives them: one row a member and resolution.

use super::undl::{self, Body, Columns};
use crate::io::{
    Problem,
    import::{
        read::{Job, Part},
        recognize::Head,
    },
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let columns = Columns::new(&head.header);
    (columns.rows() && !columns.council()).then_some("votes")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    undl::read(parts, Body::Assembly, job)
}
