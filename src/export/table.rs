//! The data of a chart as CSV.

use super::ExportError;
use crate::chart::sheet::Sheet;

/// Writes a sheet as CSV: UTF-8, commas, one head line.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let wrote =
        writer.write_record(&sheet.head).and_then(|()| sheet.rows.iter().try_for_each(|row| writer.write_record(row)));
    wrote.map_err(|error| ExportError::Table(error.to_string()))?;
    writer.into_inner().map_err(|error| ExportError::Table(error.to_string()))
}
