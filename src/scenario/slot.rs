//! Changes of which a scenario holds one at most for a text: a later one takes the place of the one before it.

use super::{Change, ChangeKind};

/// What a change decides of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The rule of adoption.
    Rule,
    /// Whether the question is important.
    Important,
    /// The order of voting.
    Order,
    /// The result that is assumed.
    Assume,
    /// Whether it is withdrawn.
    Withdraw,
    /// How it is divided.
    Division,
    /// Who must abstain.
    Parties,
    /// Which body votes.
    Body,
    /// On which day.
    Date,
}

impl ChangeKind {
    /// The slot that it fills; none for what adds up, such as votes and reactions.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        Some(match self {
            Self::Rule(_) => Slot::Rule,
            Self::Important(_) => Slot::Important,
            Self::Order(_) => Slot::Order,
            Self::Assume(_) => Slot::Assume,
            Self::Withdraw => Slot::Withdraw,
            Self::Division(_) => Slot::Division,
            Self::Parties(_) => Slot::Parties,
            Self::Body(_) => Slot::Body,
            Self::Date(_) => Slot::Date,
            Self::Votes(_) | Self::Standing { .. } | Self::Bloc { .. } | Self::Reaction(_) | Self::Rank { .. } => {
                return None;
            }
        })
    }
}

/// Adds a change at the end of a list and takes out the one that fills the same slot of the same text, or ranks the
/// same text for the same members. At the end, since a rule and an important question decide the same thing: the later
/// of the two is in force.
pub fn put(changes: &mut Vec<Change>, change: Change) {
    let same = |other: &Change| {
        other.text == change.text
            && match (&other.kind, &change.kind) {
                (ChangeKind::Rank { movers: a, with: b, .. }, ChangeKind::Rank { movers: c, with: d, .. }) => {
                    a == c && b == d
                }
                (a, b) => a.slot().is_some() && a.slot() == b.slot(),
            }
    };
    changes.retain(|other| !same(other));
    changes.push(change);
}
