//! A text put to the vote: a draft resolution, an amendment, a motion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BodyId, Date, Edit, Extra, Motion, Paragraph, Reaction, Record, Roster, RuleId, TextId, Whip};

/// What sort of text it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// A draft resolution.
    #[default]
    Draft,
    /// A draft resolution that amendments have changed.
    AsAmended,
    /// An amendment to another text.
    Amendment,
    /// A part of another text that is voted apart.
    Part,
    /// A motion on the procedure.
    Motion,
}

impl TextKind {
    /// The word for it at the head of a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::AsAmended => "Draft as amended",
            Self::Amendment => "Amendment",
            Self::Part => "Part",
            Self::Motion => "Motion",
        }
    }
}

/// A text put to the vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// Its id.
    pub id: TextId,
    /// The document symbol: "A/ES-11/L.10".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    /// The symbol of the resolution that it became: "A/RES/ES-11/7".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub resolution: String,
    /// A name for narrow places: "L.12 Russia"; the symbol where left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its title.
    pub title: String,
    /// A few words for a narrow list; the title where left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// What sort of text it is.
    #[serde(default)]
    pub kind: TextKind,
    /// The body that votes.
    pub body: BodyId,
    /// The day of the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The session or meeting, for the agenda.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meeting: String,
    /// The text that this one would change, is a part of, or is a motion about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<TextId>,
    /// What a motion asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<Motion>,
    /// The wording of a draft before any amendment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<Paragraph>,
    /// What an amendment does to the wording of the text that it amends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// The paragraphs of the draft that a part holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// How far an amendment is removed in substance from the draft: the furthest is voted first (General Assembly rule
    /// 90, Council rule 36). Left out where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<u32>,
    /// Amendments that cannot stand beside this one: the adoption of either rejects the other (rule 90).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<TextId>,
    /// Who moves on this text when its amendments go another way than its votes suppose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reaction>,
    /// Members that would have to abstain as parties to the dispute (Charter Art. 27 (3)), were that asked of them.
    #[serde(default, skip_serializing_if = "Roster::is_empty")]
    pub parties: Roster,
    /// Who put it forward.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sponsor: String,
    /// The rule of adoption.
    pub rule: RuleId,
    /// What is known of the vote.
    #[serde(default)]
    pub record: Record,
    /// How the members were or are expected to vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whip: Option<Whip>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Text {
    /// The symbol, or the title where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        [&self.symbol, &self.resolution].into_iter().find(|text| !text.is_empty()).unwrap_or(&self.title)
    }

    /// The name for narrow places.
    #[must_use]
    pub fn short_name(&self) -> &str {
        if self.name.is_empty() { self.label() } else { &self.name }
    }

    /// The few words that stand under the name in the agenda.
    #[must_use]
    pub fn subtitle(&self) -> &str {
        if self.short.is_empty() { &self.title } else { &self.short }
    }
}

impl Text {
    /// A draft with nothing but an id, a title, a body and a rule.
    #[must_use]
    pub fn new(id: TextId, title: String, body: BodyId, rule: RuleId) -> Self {
        Self {
            id,
            symbol: String::new(),
            resolution: String::new(),
            name: String::new(),
            title,
            short: String::new(),
            kind: TextKind::Draft,
            body,
            date: None,
            meeting: String::new(),
            amends: None,
            motion: None,
            paragraphs: Vec::new(),
            edits: Vec::new(),
            holds: Vec::new(),
            distance: None,
            excludes: Vec::new(),
            reactions: Vec::new(),
            parties: Roster::default(),
            sponsor: String::new(),
            rule,
            record: Record::default(),
            whip: None,
            source: String::new(),
            note: String::new(),
            extra: Extra::new(),
        }
    }
}
