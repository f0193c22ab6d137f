//! When a text is adopted. A rule is a readable formula over what was counted, each condition with its article.

mod council;
mod decide;
mod linear;
mod measure;
mod presets;
mod rule;
mod verdict;

#[cfg(test)]
mod tests;

pub use council::{council_rule_on, is_permanent, of_the_republic};
pub use decide::{decide, decide_counts, decide_record};
pub use linear::{Line, Linear, Shape, known_votes, may_move};
pub use measure::{Measure, Span, Who, measure, measure_counts};
pub use presets::{PERMANENT, POPULATION, important, preset, presets, still_holds};
pub use rule::{Condition, Formula, Need, Role, Rule, Test};
pub use verdict::{ConditionResult, Verdict};
