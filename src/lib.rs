//! Plenary: open a vote, change it, see the outcome and the coalitions, export the chart.

pub mod chart;
pub mod export;
pub mod model;
