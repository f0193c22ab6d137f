//! The wording of a draft, paragraph by paragraph, and what an amendment does to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Before the decisions: why.
    Preambular,
    /// Among the decisions: what.
    #[default]
    Operative,
}

/// A paragraph of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// How it is called: "1", "PP2". Amendments and parts name it so.
    pub id: String,
    /// Preambular or operative.
    #[serde(default)]
    pub place: Place,
    /// Its words.
    pub text: String,
}

/// One thing that an amendment does to the wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Puts in a new paragraph.
    Insert {
        /// The paragraph after which it stands; at the head where left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        /// The new paragraph.
        paragraph: Paragraph,
    },
    /// Puts other words in the place of some, or adds words after them.
    Replace {
        /// The paragraph.
        paragraph: String,
        /// The words that go, as they stand there; the whole paragraph where left out.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
        /// The words that come.
        with: String,
    },
    /// Takes words out, or the whole paragraph.
    Delete {
        /// The paragraph.
        paragraph: String,
        /// The words that go, as they stand there; the whole paragraph where left out.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
}

impl Edit {
    /// The paragraph that it touches; for a new one, the paragraph after which it stands.
    #[must_use]
    pub fn touches(&self) -> Option<&str> {
        match self {
            Self::Insert { after, .. } => after.as_deref(),
            Self::Replace { paragraph, .. } | Self::Delete { paragraph, .. } => Some(paragraph),
        }
    }
}
