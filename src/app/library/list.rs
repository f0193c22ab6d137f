//! The roll calls that are listed as a file.

use super::Collection;
use crate::analysis::{LIST_COLUMNS, list_rows};

/// The table of roll calls as CSV, in the order of the list.
#[must_use]
pub fn list_csv(held: &Collection, numbers: &[u32]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A writer into memory does not fail.
    let _ = writer.write_record(LIST_COLUMNS);
    for row in list_rows(&held.imported.archive, held.all_decided(), numbers) {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
