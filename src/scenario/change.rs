//! What a scenario is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Extra, MemberId, RuleId, Standing, TextId, Vote, Votes};

/// The number of a scenario within its dossier; it stays when the scenario is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ScenarioId(pub u32);

/// A named what-if.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scenario {
    /// Its number.
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// The scenario that it starts from; the record where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<ScenarioId>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What is changed, in order.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One labelled change to one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What it does, in words.
    pub label: String,
    /// The text it concerns.
    pub text: TextId,
    /// What it changes.
    pub kind: ChangeKind,
    /// Where the assumption comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// What a change changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The votes of some members.
    Votes(Votes),
    /// What a member may do.
    Standing {
        /// The member.
        member: MemberId,
        /// What it may do from here on.
        standing: Standing,
    },
    /// The rule of adoption.
    Rule(RuleId),
}

impl Change {
    /// A change that gives all of `members` the same vote.
    pub fn votes(text: TextId, label: String, members: impl IntoIterator<Item = MemberId>, vote: Vote) -> Self {
        let votes = Votes(members.into_iter().map(|member| (member, vote)).collect());
        Self { label, text, kind: ChangeKind::Votes(votes), source: String::new() }
    }
}
