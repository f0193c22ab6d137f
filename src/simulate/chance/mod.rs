//! The chance of a vote that is still to come: exact or drawn, who decides it, and how good the forecast was.

mod block;
mod cut;
mod dense;
mod draw;
mod ends;
mod exact;
mod form;
mod normal;
mod open;
mod pivots;
mod sweep;

#[cfg(test)]
mod tests;

pub use draw::{Drawn, Factors, Lots, Watch, draw};
pub use exact::{Chance, Split, exact, quantile};
pub use pivots::{Pivot, Side, calls, deciders, pivots};
