//! A text put to the vote: a draft resolution, an amendment, a motion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    BodyId, Date, Edit, Extra, MemberId, Motion, Paragraph, Reaction, Record, Roster, RuleId, TextId, Vote, Whip,
};

/// The source of what the user has made.
pub const BY_HAND: &str = "set by hand";

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
    /// The record as it came from its source, where it was changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_published: Option<Box<Record>>,
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
            as_published: None,
            whip: None,
            source: String::new(),
            note: String::new(),
            extra: Extra::new(),
        }
    }
}

impl Text {
    /// Whether the record came with a source, so that a change of it is worth a mark.
    #[must_use]
    pub fn has_source(&self) -> bool {
        !self.source.is_empty() && self.source != BY_HAND
    }

    /// Changes the record. What came from a source is kept beside it, for as long as the two differ.
    pub fn change_record(&mut self, change: impl FnOnce(&mut Record)) {
        let before = self.record.clone();
        change(&mut self.record);
        if self.as_published.is_none() && self.has_source() && self.record != before {
            self.as_published = Some(Box::new(before));
        }
        self.settle();
    }

    /// Forgets the published record where the record says the same again.
    pub fn settle(&mut self) {
        self.as_published.take_if(|published| **published == self.record);
    }

    /// Puts the record back to what its source says. Whether it was another.
    pub fn back_to_source(&mut self) -> bool {
        match self.as_published.take() {
            Some(published) => {
                self.record = *published;
                true
            }
            None => false,
        }
    }

    /// Where the vote of a member differs from the source: the vote there, none where it had none.
    #[must_use]
    pub fn published_vote(&self, member: &MemberId) -> Option<Option<Vote>> {
        let vote = |record: &Record| record.votes.0.get(member).copied();
        let then = vote(self.as_published.as_deref()?);
        (then != vote(&self.record)).then_some(then)
    }

    /// How many votes and figures of the record differ from its source.
    #[must_use]
    pub fn changed_count(&self) -> usize {
        let Some(published) = self.as_published.as_deref() else { return 0 };
        let (then, now) = (&published.votes.0, &self.record.votes.0);
        let votes = now.iter().filter(|(member, vote)| then.get(*member) != Some(*vote)).count();
        let gone = then.keys().filter(|member| !now.contains_key(*member)).count();
        let totals = Vote::ALL.iter().filter(|vote| published.tally.of(**vote) != self.record.tally.of(**vote)).count();
        votes + gone + totals + usize::from(published.outcome != self.record.outcome)
    }

    /// The source of the record, and that it was changed since where it was.
    #[must_use]
    pub fn source_line(&self) -> String {
        match &self.as_published {
            Some(_) => format!("{}; changed by hand", self.source),
            None => self.source.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_from_a_source_stays_beside_what_is_changed() {
        let mut text = Text::new("T".into(), "Tea".to_owned(), "B".into(), "ga-simple".into());
        let set = |vote: Vote| {
            move |record: &mut Record| {
                record.votes.0.insert("AAA".into(), vote);
            }
        };
        text.change_record(set(Vote::Yes));
        assert_eq!(text.as_published, None, "without a source there is nothing to keep");
        text.source = "A/1".to_owned();
        text.change_record(set(Vote::No));
        text.change_record(|record| record.tally.yes = Some(3));
        assert_eq!(text.published_vote(&"AAA".into()), Some(Some(Vote::Yes)));
        assert_eq!((text.changed_count(), text.source_line().as_str()), (2, "A/1; changed by hand"));
        text.change_record(|record| record.tally.yes = None);
        text.change_record(set(Vote::Yes));
        assert_eq!(text.as_published, None, "equal again");
        text.change_record(|record| record.votes.0.clear());
        assert_eq!(text.published_vote(&"AAA".into()), Some(Some(Vote::Yes)));
        assert!(text.back_to_source() && !text.back_to_source());
        assert_eq!(text.record.votes.0.len(), 1);
    }
}
