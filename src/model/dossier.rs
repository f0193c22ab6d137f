//! A dossier: the members, groups, bodies and texts that belong together, with the record of their votes.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, BodyId, Date, Extra, Group, GroupId, Member, MemberId, Text, TextId};

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
}
