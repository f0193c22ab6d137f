//! Who moves when something else is decided: "if L.13 is adopted, these members move to Abstain".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{GroupId, Roster, TextId, Vote};

/// Who moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Movers {
    /// These members.
    Members(Roster),
    /// The members of a group.
    Group(GroupId),
}

/// The result of another vote that a reaction waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// The amendment, part or motion.
    pub text: TextId,
    /// Whether it was adopted; else it was rejected, withdrawn or not put. A part that is not voted apart stays in the
    /// text and counts as adopted.
    pub adopted: bool,
}

/// What some members do to their vote on a text when other votes have gone a certain way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reaction {
    /// All that must have happened.
    pub given: Vec<Given>,
    /// Who moves.
    pub movers: Movers,
    /// Only those who would otherwise vote so; all of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Vote>,
    /// The vote that they take up.
    pub to: Vote,
    /// Where that comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}
