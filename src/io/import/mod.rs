//! Votes in from the files that people have: each layout is known by its header or its content and has a file of its
//! own under `layouts`. What is wrong in a file is found, with its place, and never stops the rest from opening.

mod check;
mod damaged;
pub mod dates;
mod delimiter;
mod finding;
mod form;
mod grid;
mod input;
mod layouts;
pub mod mapping;
mod names;
mod number;
mod old_workbook;
mod parquet_file;
mod quotes;
mod read;
mod recognize;
mod records;
mod repair;
mod sheet;
pub mod states;
mod summary;
mod text;
mod twice;
mod workbook;

pub use finding::{Finding, Findings, Kind, Severity};
pub use form::Form;
pub use input::{Input, Silent, Watch, rows_around};
pub use layouts::Layout;
pub use read::{Imported, Options, import};
pub use recognize::{Recognized, recognize};
pub use sheet::{Row, Sheet};
pub use summary::{Summary, Totals};
pub use text::{Decoded, Encoding, decode, looks_misread, mend};
