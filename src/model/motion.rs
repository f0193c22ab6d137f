//! What a motion on the procedure does to the vote on the text it is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a motion asks for (General Assembly rules 74 to 79, 81, 83 to 85, 89 and 91; Security Council rule 33).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// That the vote be put off (rules 74 and 77; Council rule 33). Carried: nothing more is voted now.
    Adjourn,
    /// That no action be taken on the text (rule 74). Carried: the text is not voted.
    NoAction,
    /// That the debate be closed (rule 75). Changes no outcome.
    Closure,
    /// That this text be voted before others (rule 91). Changes no outcome of its own.
    Priority,
    /// That parts be voted apart (rule 89; Council rule 32). Carried: they are; lost: the text is voted as a whole.
    Division,
    /// That the question be an important one (Charter Art. 18 (3), rule 85). Carried: two-thirds are needed.
    ImportantQuestion,
    /// That the text, once decided, be decided again (rule 81, two-thirds). Lost: the first decision stands.
    Reconsider,
}

impl Motion {
    /// All, in the order of a menu.
    pub const ALL: [Self; 7] = [
        Self::Adjourn,
        Self::NoAction,
        Self::Closure,
        Self::Priority,
        Self::Division,
        Self::ImportantQuestion,
        Self::Reconsider,
    ];

    /// The words in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Adjourn => "Put off the vote",
            Self::NoAction => "Take no action",
            Self::Closure => "Close the debate",
            Self::Priority => "Vote on it first",
            Self::Division => "Vote parts apart",
            Self::ImportantQuestion => "Important question",
            Self::Reconsider => "Decide again",
        }
    }

    /// What follows when it is carried, in one sentence.
    #[must_use]
    pub fn effect(self) -> &'static str {
        match self {
            Self::Adjourn => "Carried, nothing more is voted now.",
            Self::NoAction => "Carried, the text is not put to the vote.",
            Self::Closure => "Carried, the debate ends; no outcome changes.",
            Self::Priority => "Carried, this text is voted before the others.",
            Self::Division => "Carried, the parts are voted apart; lost, the text is voted as a whole.",
            Self::ImportantQuestion => "Carried, the text, its amendments and its parts need two-thirds.",
            Self::Reconsider => "Carried by two-thirds, the text is decided again; lost, the first decision stands.",
        }
    }
}
