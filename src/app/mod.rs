//! One document, one dispatcher. No egui here.

pub mod actions;
pub mod case;
pub mod command;
pub mod compare;
mod dispatch;
pub mod document;
pub mod effect;
pub mod effort;
pub mod forecast;
pub mod history;
pub mod jobs;
pub mod library;
mod naming;
pub mod session;
pub mod sheet;
pub mod shown;
mod state;
pub mod supposed;

pub use command::Command;
pub use effect::Effect;
pub use state::App;
