//! The window: reads the app, pushes commands. The only place with eframe and rfd.

mod agenda;
mod amendments;
mod coalitions;
mod compare;
mod data;
mod dialogs;
mod fields;
mod grid;
mod history;
mod keys;
mod outside;
mod pane;
mod shell;
mod status;
mod strip;
mod theme;
mod topbar;
mod vote;
mod widgets;

pub use outside::{Folders, Native, Outside};
pub use shell::{Shell, run};
