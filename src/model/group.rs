//! Blocs: members that are counted together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, GroupId, Roster};

/// A group of members, such as the European Union.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name as shown.
    pub name: String,
    /// Its members.
    pub members: Roster,
    /// Whether its bar is shown under the floor at the start.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Where the list of members comes from, and how sure it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}
