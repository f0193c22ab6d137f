//! What is known of a roll call besides the votes.

use serde::{Deserialize, Serialize};

use crate::model::{BodyId, Date, Outcome, RuleId, Tally, TextKind};

/// What sort of body votes, as far as rules and drawing depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chamber {
    /// The General Assembly of the United Nations.
    GeneralAssembly,
    /// The Security Council of the United Nations.
    SecurityCouncil,
    /// A parliament, or a chamber of one.
    Parliament,
    /// Any other body.
    #[default]
    Other,
}

/// A body whose roll calls a collection holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forum {
    /// Its code, as in dossiers: "UNGA".
    pub id: BodyId,
    /// Its name.
    pub name: String,
    /// What sort of body it is.
    pub chamber: Chamber,
    /// The rule that its texts are decided by where nothing else is said.
    pub rule: RuleId,
}

impl Forum {
    /// The code of the Senate of the United States, which has rules of its own.
    pub const SENATE: &str = "US-SENATE";
}

/// A place in one of the files of a collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Which file, from 0.
    pub file: u32,
    /// The line of it, from 1.
    pub line: u32,
}

/// A roll call without its votes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    /// Its id in the source, unique in the collection.
    pub id: String,
    /// Which of the collection's bodies voted.
    pub forum: u32,
    /// The day of the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The session as the source writes it: "74", "ES-11".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub session: String,
    /// The symbol of the resolution: "A/RES/74/149".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    /// The symbols of the drafts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub draft: String,
    /// The meeting or its record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meeting: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// More words on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What it is about: places in the collection's list of issues, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<u32>,
    /// A whole text, an amendment, a part or a motion.
    #[serde(default)]
    pub kind: TextKind,
    /// Whether the source marks it as important. In the General Assembly's data of Erik Voeten that is the list of key
    /// votes of the US State Department, and not an important question in the sense of Charter Art. 18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_vote: Option<bool>,
    /// The published totals.
    #[serde(default, skip_serializing_if = "Tally::is_empty")]
    pub published: Tally,
    /// The recorded result, where the source gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Outcome>,
    /// The source's words for the result: "Cloture on the Motion to Proceed Rejected".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// The rule that it was decided by, where that is not the one of its body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// A remark, or a link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it stands in the source.
    #[serde(default)]
    pub place: Place,
    /// Columns of the source that have no place here, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
}

impl RollCall {
    /// The name beside a roll call, with the value 1, by which its source marks a text of another kind as a paragraph.
    pub const PARAGRAPH: &str = "para";

    /// The symbol, or the drafts, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        [&self.symbol, &self.draft].into_iter().find(|text| !text.is_empty()).unwrap_or(&self.id)
    }

    /// The title; the description or the label where there is none.
    #[must_use]
    pub fn heading(&self) -> &str {
        [&self.title, &self.description].into_iter().find(|text| !text.is_empty()).map_or(self.label(), |text| text)
    }
}
