//! Plenary: open a vote, change it, see the outcome and the coalitions, export the chart.

pub mod analysis;
pub mod app;
pub mod archive;
pub mod brief;
pub mod chart;
pub mod cli;
pub mod export;
pub mod io;
pub mod model;
pub mod procedure;
pub mod rules;
pub mod scenario;
pub mod simulate;
#[cfg(feature = "gui")]
pub mod ui;
