//! When a text is adopted. A rule is a readable formula over what was counted, each condition with its article.

mod decide;
mod measure;
mod presets;
mod rule;
mod verdict;

#[cfg(test)]
mod tests;

pub use decide::{decide, decide_record};
pub use measure::{Measure, Span, Who, measure};
pub use presets::{PERMANENT, POPULATION, preset, presets};
pub use rule::{Condition, Formula, Need, Role, Rule, Test};
pub use verdict::{ConditionResult, Verdict};
