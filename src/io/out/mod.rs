//! Roll calls out to files that others can read: our own tables as CSV, workbook or Parquet, the layout of the UN Digital
//! Library, and dossiers. What a layout has no place for is said.

mod about;
mod cells;
pub mod columns;
mod csv_tables;
mod dossier;
mod parquet;
mod save;
mod table;
mod undl;
mod xlsx;

pub use about::About;
pub use cells::{Extras, extra_name, join, spells, spells_to_text, split};
pub use csv_tables::{about_csv, long_csv, members_csv, roll_calls_csv, wide_csv};
pub use dossier::{Context, dossier};
pub use parquet::parquet;
pub use save::{Format, Saved, keeps_sources, save_as};
pub use undl::{GENERAL_ASSEMBLY, SECURITY_COUNCIL, undl};
pub use xlsx::xlsx;
