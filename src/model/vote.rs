//! The four things a member can do when a text is put to the vote.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a member did in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Vote {
    /// In favour.
    Yes,
    /// Present, and neither for nor against.
    Abstain,
    /// Against.
    No,
    /// Took no part.
    Absent,
}

impl Vote {
    /// All four, in the order in which a click goes through them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Abstain, Self::No, Self::Absent];

    /// The vote that a click on a member turns this one into.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Yes => Self::Abstain,
            Self::Abstain => Self::No,
            Self::No => Self::Absent,
            Self::Absent => Self::Yes,
        }
    }

    /// The vote before this one in the order of [`Vote::next`].
    #[must_use]
    pub fn previous(self) -> Self {
        self.next().next().next()
    }

    /// The word for the vote on a button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::Abstain => "Abstain",
            Self::No => "No",
            Self::Absent => "Absent",
        }
    }

    /// The letter of the vote, as in roll-call tables (Y, A, N, X).
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Yes => "Y",
            Self::Abstain => "A",
            Self::No => "N",
            Self::Absent => "X",
        }
    }

    /// Reads a word or letter as people write it in a spreadsheet.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "y" | "yes" | "for" | "in favour" | "in favor" | "+" => Some(Self::Yes),
            "a" | "abstain" | "abstention" | "abstained" | "abs" | "0" => Some(Self::Abstain),
            "n" | "no" | "against" | "-" | "−" => Some(Self::No),
            "x" | "absent" | "nv" | "not voting" | "non-voting" | "did not vote" => Some(Self::Absent),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_clicks_come_back_and_back_undoes_forward() {
        for vote in Vote::ALL {
            assert_eq!(vote.next().next().next().next(), vote);
            assert_eq!(vote.next().previous(), vote);
            assert_eq!(Vote::parse(vote.letter()), Some(vote));
            assert_eq!(Vote::parse(vote.label()), Some(vote));
        }
        assert_eq!(Vote::parse("maybe"), None);
    }
}
