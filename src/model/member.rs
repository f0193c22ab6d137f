//! Who votes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, MemberId};

/// A member of one or more bodies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Its code, without white space.
    pub id: MemberId,
    /// Its name as shown.
    pub name: String,
    /// Other names and codes by which it can be found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A remark, with its source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Member {
    /// A member with nothing but a code and a name.
    #[must_use]
    pub fn new(id: impl Into<MemberId>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), aliases: Vec::new(), note: String::new(), extra: Extra::new() }
    }
}
