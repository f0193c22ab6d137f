//! Files in and out: the dossier file, files of votes in many layouts, pasted votes, the built-in dossiers and the
//! published schema. Returns data and located problems; this is the only room that touches the file system.

mod builtin;
pub mod cache;
mod disk;
mod dossier_file;
pub mod import;
pub mod mappings;
mod migrate;
pub mod out;
mod paste;
mod places;
mod problem;
mod schema;
pub mod tsv;
mod validate;
mod warn;
mod whip_csv;

pub use builtin::{BodyTemplate, BuiltIn, blank, china, eu_council, templates, ukraine};
pub use disk::{check_file, open, open_whip, save, save_bytes};
pub use dossier_file::{Checked, DossierFile, FORMAT, VERSION, check, parse, write};
pub use paste::{Pasted, votes};
pub use problem::Problem;
pub use schema::{json_schema, json_schema_text};
pub use whip_csv::{WhipCsv, whip_csv};
