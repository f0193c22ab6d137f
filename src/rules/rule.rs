//! The shape of a rule: all or any of conditions, in exact whole numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Measure;
use crate::model::{Extra, RuleId};

/// A rule of adoption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// Its name: "General Assembly: two-thirds of members present and voting".
    pub name: String,
    /// The mark on the bar: "two-thirds".
    pub short: String,
    /// What must hold.
    pub formula: Formula,
    /// The articles: "Charter Art. 18 (2), rule 83".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cites: String,
    /// What else a reader should know, such as what happens at a tie.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Rule {
    /// The conditions from left to right, whatever joins them.
    #[must_use]
    pub fn conditions(&self) -> Vec<&Condition> {
        let mut found = Vec::new();
        self.formula.collect(&mut found);
        found
    }

    /// The condition that the bar is drawn for: the first threshold.
    #[must_use]
    pub fn main_condition(&self) -> Option<&Condition> {
        let conditions = self.conditions();
        conditions.iter().find(|c| c.role == Role::Threshold).or(conditions.first()).copied()
    }
}

/// How the id of a rule ends that was made of another one by [`Rule::without_quorum`].
const UNEXAMINED: &str = "-quorum-unexamined";

impl Rule {
    /// The rule without its conditions on who is there, for votes of which a source does not say that: a vote that was
    /// taken had its quorum, as far as whoever presided could see. None where the rule asks for no quorum.
    #[must_use]
    pub fn without_quorum(&self) -> Option<Self> {
        let formula = self.formula.kept(&|condition| condition.role != Role::Quorum);
        (formula != self.formula).then(|| Self {
            id: format!("{}{UNEXAMINED}", self.id).into(),
            name: format!("{}; quorum not examined", self.name),
            formula,
            ..self.clone()
        })
    }
}

/// All or any of conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Every part must hold. An empty list never holds: no rule adopts everything.
    All(Vec<Formula>),
    /// One part must hold.
    Any(Vec<Formula>),
    /// One condition.
    Condition(Condition),
}

impl Formula {
    /// The formula with only those of its conditions that are wanted.
    fn kept(&self, wanted: &impl Fn(&Condition) -> bool) -> Self {
        let is_wanted = |part: &&Self| if let Self::Condition(own) = part { wanted(own) } else { true };
        let all = |parts: &[Self]| parts.iter().filter(is_wanted).map(|part| part.kept(wanted)).collect();
        match self {
            Self::All(parts) => Self::All(all(parts)),
            Self::Any(parts) => Self::Any(all(parts)),
            Self::Condition(condition) => Self::Condition(condition.clone()),
        }
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a Condition>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect(found)),
            Self::Condition(condition) => found.push(condition),
        }
    }
}

/// What a condition is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// So many votes are needed.
    #[default]
    Threshold,
    /// So many members must be there for a decision to be taken at all.
    Quorum,
    /// Certain members may stop a text that otherwise has what it needs.
    Veto,
}

/// One condition, with the article it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Condition {
    /// In words: "Two-thirds of members present and voting".
    pub label: String,
    /// What is compared with what.
    pub test: Test,
    /// What the condition is there for.
    #[serde(default)]
    pub role: Role,
    /// The article.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cites: String,
}

/// A comparison in whole numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// So many at least, and never none: nothing is adopted by nobody.
    AtLeast {
        /// What is counted.
        of: Measure,
        /// How much is needed.
        need: Need,
    },
    /// So many at most.
    AtMost {
        /// What is counted.
        of: Measure,
        /// The most there may be.
        limit: u64,
    },
}

/// How much is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A fixed number.
    Number(u64),
    /// A share of something else that is counted.
    Share {
        /// The upper number of the fraction.
        num: u64,
        /// The lower number of the fraction, not zero.
        den: u64,
        /// What it is a share of.
        of: Measure,
        /// Whether exactly the share is too little, as with a simple majority ("more than half").
        #[serde(default)]
        more_than: bool,
    },
}
