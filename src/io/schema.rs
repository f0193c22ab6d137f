//! The JSON Schema of the dossier file, derived from the types that read it.

use schemars::schema_for;
use serde_json::Value;

use super::dossier_file::Layout;

/// The schema (JSON Schema 2020-12).
#[must_use]
pub fn json_schema() -> Value {
    schema_for!(Layout).to_value()
}

/// The schema as published: two spaces a level and a line feed at the end.
///
/// # Errors
/// What keeps it from being written as JSON.
pub fn json_schema_text() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&json_schema()).map(|text| text + "\n")
}
