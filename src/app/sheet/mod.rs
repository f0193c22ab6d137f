//! The spreadsheet without its window: what stands in each cell, what may be typed there, what a block of cells becomes.

mod area;
mod cell;
mod find;
mod groups;
mod grow;
mod members;
mod table;
mod texts;
mod votes;
mod weights;

pub use area::{Area, Typed, extend, fill_down, fill_right, place};
pub use cell::{CellEdit, MemberCell, TextCell, apply};
pub use find::Find;
pub use grow::{Grown, grow};
pub(super) use members::code;
pub use table::{Face, SheetId, Table, table};
