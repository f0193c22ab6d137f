//! Roll calls out to files that others can read: our own tables as CSV, workbook or Parquet, the layout of the UN Digital
//! Library, and dossiers. What a layout has no place for is said.

mod about;
mod cells;
pub mod columns;

pub use about::About;
pub use cells::{extra_values, extras, join, spells, spells_to_text, split};
