//! A dossier: the members, groups, bodies and texts that belong together, with the record of their votes.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, BodyId, Date, Edit, Extra, Group, GroupId, Member, MemberId, Paragraph, Text, TextId};

/// Everything a person opens at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dossier {
    /// Its name.
    pub title: String,
    /// The day it is about; texts of other days are the earlier or later record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members, in the order of their codes.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Groups, in the order in which they are shown.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Bodies, in the order in which they are shown.
    #[serde(default)]
    pub bodies: Vec<Arc<Body>>,
    /// Texts, in the order of voting.
    #[serde(default)]
    pub texts: Vec<Text>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Dossier {
    /// The member with this code.
    #[must_use]
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == *id)
    }

    /// The name of a member; its code where it is not listed.
    #[must_use]
    pub fn member_name<'a>(&'a self, id: &'a MemberId) -> &'a str {
        self.member(id).map_or(id.as_str(), |member| &member.name)
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The body with this id.
    #[must_use]
    pub fn body(&self, id: &BodyId) -> Option<&Arc<Body>> {
        self.bodies.iter().find(|body| body.id == *id)
    }

    /// The text with this id.
    #[must_use]
    pub fn text(&self, id: &TextId) -> Option<&Text> {
        self.texts.iter().find(|text| text.id == *id)
    }

    /// The texts that this one amends, is a part of or is a motion about, the nearest first.
    pub fn above<'a>(&'a self, id: &'a TextId) -> impl Iterator<Item = &'a Text> {
        let mut seen = vec![id];
        let mut next = self.text(id).and_then(|text| text.amends.as_ref());
        std::iter::from_fn(move || {
            // A ring in a file that is being checked must not hold us.
            let id = next.take().filter(|id| !seen.contains(id))?;
            seen.push(id);
            let text = self.text(id)?;
            next = text.amends.as_ref();
            Some(text)
        })
    }

    /// The paragraphs that an amendment to this text can name: its own, those that it puts in, and those of the texts
    /// that it amends itself.
    #[must_use]
    pub fn paragraphs<'a>(&'a self, id: &'a TextId) -> Vec<&'a Paragraph> {
        let own = self.text(id).into_iter().chain(self.above(id));
        own.flat_map(|text| {
            text.paragraphs.iter().chain(text.edits.iter().filter_map(|edit| match edit {
                Edit::Insert { paragraph, .. } => Some(paragraph),
                Edit::Replace { .. } | Edit::Delete { .. } => None,
            }))
        })
        .collect()
    }
}
