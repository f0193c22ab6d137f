//! The grid of a spreadsheet: cells to select, to type in, to copy, fill and search. It reads a table and pushes commands.

mod edit;
mod find;
mod hand;
mod keys;
mod layout;
mod menu;
mod paint;
mod state;
mod view;

pub use find::{bar_ui as find_ui, toggle as toggle_find};
pub use hand::{Held, back_to_source, copy};
pub use keys::is_focused;
pub use state::GridState;
pub use view::grid_ui;
