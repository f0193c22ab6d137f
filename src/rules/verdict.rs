//! What a rule says of a ballot, and why.

use serde::Serialize;

use super::Role;
use crate::model::{Outcome, RuleId};

/// One condition, with what there is and what is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionResult {
    /// In words.
    pub label: String,
    /// What there is; none where it is not recorded.
    pub have: Option<u64>,
    /// What is needed: the least for a threshold, the most for a limit; none where it is not recorded.
    pub need: Option<u64>,
    /// Whether more than `need` fails the condition, rather than less.
    pub at_most: bool,
    /// Whether it holds; none where that cannot be told.
    pub met: Option<bool>,
    /// What the condition is there for.
    pub role: Role,
    /// What `have` and `need` count, where it is not members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The article.
    pub cites: String,
    /// Why it cannot be told, where that is the body's fault and not the record's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl ConditionResult {
    /// How many votes are to spare (positive) or missing (negative); none for a weight or an open count.
    #[must_use]
    pub fn surplus(&self) -> Option<i64> {
        if self.unit.is_some() {
            return None;
        }
        let have = i64::try_from(self.have?).ok()?;
        let need = i64::try_from(self.need?).ok()?;
        Some(if self.at_most { need - have } else { have - need })
    }
}

/// What a rule says of a ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The rule.
    pub rule: RuleId,
    /// The outcome; none where what is known does not decide it.
    pub outcome: Option<Outcome>,
    /// Every condition, in the order of the rule.
    pub conditions: Vec<ConditionResult>,
    /// Votes to spare (zero or more) where adopted, votes missing (negative) where not, counted on the condition
    /// that decides, with what is needed staying as it is: for a share of those present and voting, that is how many
    /// may go from Yes to No, or must go from No to Yes.
    pub margin: Option<i64>,
}

impl Verdict {
    /// The result of the condition that the bar is drawn for.
    #[must_use]
    pub fn main_condition(&self) -> Option<&ConditionResult> {
        self.conditions.iter().find(|c| c.role == Role::Threshold).or(self.conditions.first())
    }
}
