//! What a scenario is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    BodyId, Date, Extra, GroupId, MemberId, Movers, Outcome, Reaction, Roster, RuleId, Standing, TextId, Vote, Votes,
};

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
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
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
    /// The vote of a whole group, but for some of it.
    Bloc {
        /// The group.
        group: GroupId,
        /// Its vote.
        vote: Vote,
        /// Members of it that stay as they are.
        #[serde(default, skip_serializing_if = "Roster::is_empty")]
        except: Roster,
    },
    /// The rule of adoption.
    Rule(RuleId),
    /// Whether it is an important question, which asks two-thirds of the text, its amendments and its parts
    /// (Charter Art. 18 (2) and (3), rules 83 and 84, resolution 475 (V)).
    Important(bool),
    /// The order in which what belongs to the text is voted; what is not named follows in its own order.
    Order(Vec<TextId>),
    /// The result of the vote, whatever its votes say.
    Assume(Outcome),
    /// The text is withdrawn and not put to the vote (rule 80).
    Withdraw,
    /// Parts of the text are voted apart, then what is kept (rule 89).
    Division(Vec<Division>),
    /// Who moves on this text when other votes go a certain way.
    Reaction(Reaction),
    /// Members that must abstain as parties to the dispute (Charter Art. 27 (3)); nobody, to lift the duty.
    Parties(Roster),
    /// Another body votes.
    Body(BodyId),
    /// The vote is taken on another day, so that the members of that day vote.
    Date(Date),
    /// How some members rank the text with certain amendments, set by hand: above nothing at all where positive, below
    /// it where negative; of two texts the one with the higher number is better.
    Rank {
        /// Who ranks it so.
        movers: Movers,
        /// The amendments that are adopted in it.
        with: Vec<TextId>,
        /// The rank; no text at all has zero.
        rank: i32,
    },
}

/// A part of a draft that is voted apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Division {
    /// What it is called.
    pub name: String,
    /// The paragraphs that it holds.
    pub holds: Vec<String>,
    /// Who votes otherwise on it than on the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<PartMove>,
}

/// Some members that vote otherwise on a part than on the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartMove {
    /// Who.
    pub movers: Movers,
    /// Their vote on the part.
    pub to: Vote,
}

impl Change {
    /// A change that gives all of `members` the same vote.
    pub fn votes(text: TextId, label: String, members: impl IntoIterator<Item = MemberId>, vote: Vote) -> Self {
        let votes = Votes(members.into_iter().map(|member| (member, vote)).collect());
        Self::new(text, label, ChangeKind::Votes(votes))
    }

    /// A change without source or remark.
    #[must_use]
    pub fn new(text: TextId, label: impl Into<String>, kind: ChangeKind) -> Self {
        Self { label: label.into(), text, kind, source: String::new(), note: String::new() }
    }
}
