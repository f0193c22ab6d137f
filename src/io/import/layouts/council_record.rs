//! A record of the Security Council: one row a member and vote, adopted and failed drafts.

use crate::io::{
    Problem,
    import::{
        read::{Job, Part},
        recognize::Head,
    },
};

/// What a file of this layout holds.
pub(super) fn role(_head: &Head) -> Option<&'static str> {
    None
}

/// Reads the files.
pub(super) fn read(_parts: &[Part<'_>], _job: &mut Job<'_>) -> Result<(), Problem> {
    Ok(())
}
