//! Which rules of procedure a body votes by, for the articles that the agenda names.

use crate::model::RuleId;

/// A book of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Book {
    /// Plenary meetings of the General Assembly.
    Assembly,
    /// Its committees, and the Human Rights Council, which takes up their rules.
    Committee,
    /// The Security Council.
    Council,
    /// Another body; no article is named.
    Other,
}

impl Book {
    /// The book of a body that votes by this rule.
    pub(super) fn of(rule: &RuleId) -> Self {
        match rule.as_str() {
            "ga-simple" | "ga-two-thirds" => Self::Assembly,
            "hrc" => Self::Committee,
            "sc-substantive" | "sc-procedural" | "sc-substantive-11" | "sc-procedural-11" => Self::Council,
            _ => Self::Other,
        }
    }

    /// The rule on the order of amendments, in brackets for the end of a sentence.
    pub(super) fn amendments(self) -> &'static str {
        match self {
            Self::Assembly => " (rule 90)",
            Self::Committee => " (General Assembly rule 130)",
            Self::Council => " (Council rule 36)",
            Self::Other => "",
        }
    }

    /// The rule on parts that are voted apart.
    pub(super) fn division(self) -> &'static str {
        match self {
            Self::Assembly => " (rule 89)",
            Self::Committee => " (General Assembly rule 129)",
            Self::Council => " (Council rule 32)",
            Self::Other => "",
        }
    }

    /// The rule on motions that come before the text.
    pub(super) fn motions(self) -> &'static str {
        match self {
            Self::Assembly => " (rules 74 to 79)",
            Self::Committee => " (General Assembly rules 116 to 119)",
            Self::Council => " (Council rule 33)",
            Self::Other => "",
        }
    }

    /// The rule on the order of texts.
    pub(super) fn priority(self) -> &'static str {
        match self {
            Self::Assembly => " (rule 91)",
            Self::Committee => " (General Assembly rule 131)",
            Self::Council => " (Council rule 32)",
            Self::Other => "",
        }
    }

    /// The rule on deciding again.
    pub(super) fn again(self) -> &'static str {
        match self {
            Self::Assembly => " (rule 81)",
            Self::Committee => " (General Assembly rule 123)",
            Self::Council | Self::Other => "",
        }
    }

    /// The rule on a sponsor that takes its text back.
    pub(super) fn withdrawal(self) -> &'static str {
        match self {
            Self::Assembly => " (rule 80)",
            Self::Committee => " (General Assembly rule 122)",
            Self::Council => " (Council rule 35)",
            Self::Other => "",
        }
    }
}
