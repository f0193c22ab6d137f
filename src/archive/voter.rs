//! A member in a collection: a state or a person, under the names that it had over time.

use serde::{Deserialize, Serialize};

use super::Noted;
use crate::model::{Date, MemberId};

/// Something that was so from one day to another, both included. An end that is not known is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// The first day on which a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day on which a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What was so: a name, a party.
    pub value: String,
}

/// Who votes in the roll calls of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voter {
    /// Its code here, unique in the collection: ISO 3166-1 alpha-3 for a state of today ("USA"), else the code of the
    /// source.
    pub id: MemberId,
    /// What the source calls it: "365", "14226".
    pub key: String,
    /// Its names, the oldest first.
    #[serde(default)]
    pub names: Vec<Spell>,
    /// Its parties or groups, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Spell>,
    /// A remark, such as which state it was before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Columns of the source that have no place here, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
    /// What the names were made of while files are read.
    #[serde(skip)]
    pub(crate) noted_names: Noted,
    /// What the groups were made of.
    #[serde(skip)]
    pub(crate) noted_groups: Noted,
}

impl Voter {
    /// A member without a name.
    #[must_use]
    pub fn new(id: impl Into<MemberId>, key: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            key: key.into(),
            names: Vec::new(),
            groups: Vec::new(),
            note: String::new(),
            extra: Vec::new(),
            noted_names: Noted::default(),
            noted_groups: Noted::default(),
        }
    }

    /// The latest name; the code where none is known.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or(self.id.as_str(), |spell| &spell.value)
    }

    /// The name on a day; the latest where the day is not known.
    #[must_use]
    pub fn name_on(&self, date: Option<&Date>) -> &str {
        spell_on(&self.names, date).unwrap_or(self.id.as_str())
    }

    /// The party or group on a day; none where none is known, which a spell without a value says of its days.
    #[must_use]
    pub fn group_on(&self, date: Option<&Date>) -> Option<&str> {
        spell_on(&self.groups, date).filter(|group| !group.is_empty())
    }

    /// Notes a name on a day, which lengthens its spell, begins another or parts one. The order of the notes does not
    /// matter; where several stand on one day, see [`super::spells`]. [`Voter::settle`] makes the spells of the notes.
    pub fn named(&mut self, name: &str, date: Option<&Date>) {
        self.noted_names.note(&self.names, name, date);
    }

    /// Notes a party or group on a day, as [`Voter::named`] notes a name.
    pub fn grouped(&mut self, group: &str, date: Option<&Date>) {
        self.noted_groups.note(&self.groups, group, date);
    }

    /// Brings the names and groups up to date with what was noted. A collection that is put together does so when it is
    /// finished; before, names and groups are those of the time before the notes.
    pub fn settle(&mut self) {
        self.noted_names.settle(&mut self.names);
        self.noted_groups.settle(&mut self.groups);
    }
}

/// The value on a day: of the last spell that had begun by then, else of the first.
fn spell_on<'a>(spells: &'a [Spell], date: Option<&Date>) -> Option<&'a str> {
    let begun = |spell: &&Spell| date.is_none_or(|date| spell.from.as_ref().is_none_or(|from| from <= date));
    spells.iter().rev().find(begun).or(spells.first()).map(|spell| spell.value.as_str())
}
