//! A list of members, kept sorted and free of repeats, written as one line of codes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MemberId;

/// Members by id in sorted order, written "AUT BEL BGR".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Roster(Vec<MemberId>);

impl Roster {
    /// The members in sorted order.
    pub fn iter(&self) -> impl Iterator<Item = &MemberId> {
        self.0.iter()
    }

    /// Whether `member` is in the list.
    #[must_use]
    pub fn contains(&self, member: &MemberId) -> bool {
        self.0.binary_search(member).is_ok()
    }

    /// How many members are in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody is in the list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds `member`, or does nothing where it is there already.
    pub fn insert(&mut self, member: MemberId) {
        if let Err(place) = self.0.binary_search(&member) {
            self.0.insert(place, member);
        }
    }

    /// Takes `member` out, where it is there.
    pub fn remove(&mut self, member: &MemberId) {
        self.0.retain(|other| other != member);
    }
}

impl FromIterator<MemberId> for Roster {
    fn from_iter<T: IntoIterator<Item = MemberId>>(members: T) -> Self {
        let mut list: Vec<MemberId> = members.into_iter().collect();
        list.sort();
        list.dedup();
        Self(list)
    }
}

impl From<String> for Roster {
    fn from(text: String) -> Self {
        text.split_whitespace().map(MemberId::from).collect()
    }
}

impl From<Roster> for String {
    fn from(roster: Roster) -> Self {
        let codes: Vec<&str> = roster.0.iter().map(MemberId::as_str).collect();
        codes.join(" ")
    }
}
