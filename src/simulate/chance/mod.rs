//! The chance of a vote that is still to come: exact or drawn, who decides it, and how good the forecast was.

mod block;
mod cut;
mod dense;
mod draw;
mod ends;
mod exact;
mod forecast;
mod form;
mod normal;
mod open;
mod pivots;
mod score;
mod sweep;

#[cfg(test)]
mod tests;

pub use draw::{Drawn, Factors, Lots, Watch, draw};
pub use exact::{Chance, Split, exact, quantile};
pub use forecast::{Forecast, Ground, Prospect, set_by};
pub use pivots::{Pivot, Side, calls, deciders, pivots};
pub use score::{Foretold, Score, Scored, Scores, brier, foretold, score};
