//! Poole and Rosenthal’s .ord files: fixed width, one line a member, one digit a vote.

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
