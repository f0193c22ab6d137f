//! A collection of roll calls.

use serde::{Deserialize, Serialize};

use super::{Forum, Planes, RollCall, Voter};
use crate::model::{Counts, MemberId, Vote};

/// What a source says of one member in one roll call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// The source lists nothing for it.
    Unlisted,
    /// The source says that it was not a member.
    NotMember,
    /// It was entitled to vote, and this is what it did.
    Cast(Vote),
}

impl Entry {
    /// The vote, where there is one.
    #[must_use]
    pub fn vote(self) -> Option<Vote> {
        match self {
            Self::Cast(vote) => Some(vote),
            Self::Unlisted | Self::NotMember => None,
        }
    }
}

/// Roll calls with their votes, the members that cast them and the bodies that they were cast in. Columns stand in the
/// order of the source; the same sources give the same collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// A name for it.
    pub title: String,
    /// The names of the files that it was read from.
    pub sources: Vec<String>,
    /// Whose votes it is: licence and attribution, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// The bodies.
    pub forums: Vec<Forum>,
    /// What roll calls are about, sorted.
    #[serde(default)]
    pub issues: Vec<String>,
    /// Who votes.
    pub voters: Vec<Voter>,
    /// The roll calls.
    pub roll_calls: Vec<RollCall>,
    /// Their votes.
    #[serde(skip)]
    pub planes: Planes,
}

impl Archive {
    /// What the source says of a member in a roll call.
    #[must_use]
    pub fn entry(&self, roll_call: usize, voter: usize) -> Entry {
        match self.planes.vote(roll_call, voter) {
            None => Entry::Unlisted,
            Some(None) => Entry::NotMember,
            Some(Some(vote)) => Entry::Cast(vote),
        }
    }

    /// The vote of a member in a roll call.
    #[must_use]
    pub fn vote(&self, roll_call: usize, voter: usize) -> Option<Vote> {
        self.entry(roll_call, voter).vote()
    }

    /// The members that were entitled to vote in a roll call, with their votes, in the order of `voters`.
    pub fn votes(&self, roll_call: usize) -> impl Iterator<Item = (usize, Vote)> {
        (0..self.voters.len()).filter_map(move |voter| Some((voter, self.vote(roll_call, voter)?)))
    }

    /// How the listed members voted.
    #[must_use]
    pub fn counts(&self, roll_call: usize) -> Counts {
        self.planes.counts(roll_call)
    }

    /// How the members voted: counted where votes are listed, else as published, where Yes and No are. A total that was
    /// not published counts as nobody; totals that are too large to be votes are none.
    #[must_use]
    pub fn counts_or_totals(&self, roll_call: usize) -> Option<Counts> {
        let counts = self.counts(roll_call);
        if counts.total() > 0 {
            return Some(counts);
        }
        let published = Some(self.roll_calls.get(roll_call)?.published).filter(|totals| !totals.is_too_large())?;
        Some(Counts {
            yes: published.yes?,
            no: published.no?,
            abstain: published.abstain.unwrap_or(0),
            absent: published.absent.unwrap_or(0),
        })
    }

    /// How many votes the sources list, with those of which they say that the member was none.
    #[must_use]
    pub fn entries(&self) -> u64 {
        (0..self.roll_calls.len()).map(|roll_call| u64::from(self.planes.listed(roll_call))).sum()
    }

    /// The body that voted.
    #[must_use]
    pub fn forum(&self, roll_call: usize) -> Option<&Forum> {
        self.forums.get(self.roll_calls.get(roll_call)?.forum as usize)
    }

    /// The place of a member by its code.
    #[must_use]
    pub fn voter(&self, id: &MemberId) -> Option<usize> {
        self.voters.iter().position(|voter| voter.id == *id)
    }

    /// What the collection holds in memory, in bytes, nearly: columns, texts and planes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let pairs = |extra: &[(String, String)]| -> usize {
            extra.iter().map(|(name, value)| size_of::<(String, String)>() + name.capacity() + value.capacity()).sum()
        };
        let texts = |roll: &RollCall| {
            let words = [
                &roll.id,
                &roll.session,
                &roll.symbol,
                &roll.draft,
                &roll.meeting,
                &roll.title,
                &roll.description,
                &roll.result,
                &roll.note,
            ];
            words.iter().map(|text| text.capacity()).sum::<usize>()
        };
        let roll_calls: usize = self
            .roll_calls
            .iter()
            .map(|roll| size_of::<RollCall>() + texts(roll) + roll.issues.len() * size_of::<u32>() + pairs(&roll.extra))
            .sum();
        let spells = |voter: &Voter| {
            (voter.names.len() + voter.groups.len()) * 96 + voter.noted_names.bytes() + voter.noted_groups.bytes()
        };
        let voters: usize =
            self.voters.iter().map(|voter| size_of::<Voter>() + spells(voter) + pairs(&voter.extra)).sum();
        roll_calls + voters + self.planes.bytes()
    }
}
