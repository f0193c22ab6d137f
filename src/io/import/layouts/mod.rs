//! The layouts that are known, one file each.

mod beside;
mod bundestag;
mod bundestag_sheet;
mod congress;
mod council_record;
mod europarl;
mod how_they_vote;
mod iso_matrix;
pub(super) mod mapped;
mod name_lists;
mod ord;
mod parliament;
mod plenary;
mod sections;
mod undl;
mod undl_ga;
mod undl_sc;
mod undl_wide;
mod unga;
#[cfg(test)]
mod untidy;
mod unvotes;
mod voeten;
mod voteview;

use serde::{Deserialize, Serialize};

use super::{
    read::{Job, Part},
    recognize::{Head, Recognized},
};
use crate::io::Problem;

/// A layout of files of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Our own long table of votes with its tables of roll calls and members; as CSV or Parquet.
    Plenary,
    /// Votes of the General Assembly as the UN Digital Library gives them: one row a member and resolution.
    UndlGa,
    /// Votes of the Security Council as the UN Digital Library gives them: one row a member and resolution.
    UndlSc,
    /// The edition of the UN Digital Library with one row a resolution and one column a member.
    UndlWide,
    /// Erik Voeten’s raw votes of the General Assembly, with a file of resolutions.
    Voeten,
    /// The unvotes trio: votes, roll calls and issues, with absences dropped by its makers.
    Unvotes,
    /// A wide matrix of the General Assembly: one row a roll call, one column a state by its ISO code.
    IsoMatrix,
    /// Voteview’s votes, members and roll calls of the Congress of the United States.
    Voteview,
    /// Poole and Rosenthal’s .ord files: fixed width, one line a member, one digit a vote.
    Ord,
    /// Roll calls of the European Parliament: items, members and every vote.
    Europarl,
    /// The export of HowTheyVote: votes and members’ votes in the European Parliament.
    HowTheyVote,
    /// Recorded votes of the Bundestag: polls, mandates and votes.
    Bundestag,
    /// The Bundestag’s own sheets: one a vote, one row a member, one column an answer.
    BundestagSheet,
    /// A record of the Security Council: one row a member and vote, adopted and failed drafts.
    CouncilRecord,
    /// Lists of names in cells: one row a vote, who was in favour, against and abstaining.
    NameLists,
    /// Tables without votes that people keep beside them: codes of states, ideal points.
    Beside,
    /// Any table, by a mapping that says what its columns mean.
    Mapped,
}

impl Layout {
    /// All, in the order in which a file is tried against them.
    pub const ALL: [Self; 17] = [
        Self::Plenary,
        Self::UndlGa,
        Self::UndlSc,
        Self::UndlWide,
        Self::Voeten,
        Self::Unvotes,
        Self::IsoMatrix,
        Self::Voteview,
        Self::Ord,
        Self::Europarl,
        Self::HowTheyVote,
        Self::Bundestag,
        Self::BundestagSheet,
        Self::CouncilRecord,
        Self::NameLists,
        Self::Beside,
        Self::Mapped,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Plenary => "plenary",
            Self::UndlGa => "undl-ga",
            Self::UndlSc => "undl-sc",
            Self::UndlWide => "undl-wide",
            Self::Voeten => "voeten",
            Self::Unvotes => "unvotes",
            Self::IsoMatrix => "iso-matrix",
            Self::Voteview => "voteview",
            Self::Ord => "ord",
            Self::Europarl => "europarl",
            Self::HowTheyVote => "how-they-vote",
            Self::Bundestag => "bundestag",
            Self::BundestagSheet => "bundestag-sheet",
            Self::CouncilRecord => "council-record",
            Self::NameLists => "name-lists",
            Self::Beside => "beside",
            Self::Mapped => "mapped",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Plenary => "Plenary’s own long table",
            Self::UndlGa => "UN Digital Library, General Assembly",
            Self::UndlSc => "UN Digital Library, Security Council",
            Self::UndlWide => "UN Digital Library, one row a resolution",
            Self::Voeten => "Voeten’s votes of the General Assembly",
            Self::Unvotes => "unvotes: votes, roll calls and issues",
            Self::IsoMatrix => "General Assembly, one column a state",
            Self::Voteview => "Voteview",
            Self::Ord => "Poole and Rosenthal’s .ord",
            Self::Europarl => "European Parliament lists",
            Self::HowTheyVote => "HowTheyVote",
            Self::Bundestag => "Bundestag: polls, mandates and votes",
            Self::BundestagSheet => "Bundestag sheet",
            Self::CouncilRecord => "Security Council record, one row a vote",
            Self::NameLists => "Lists of names per vote",
            Self::Beside => "Codes of states and ideal points, beside votes",
            Self::Mapped => "Any table, by a mapping",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.id() == id)
    }

    /// What a file that begins like this holds in this layout; none where it is not of this layout.
    pub(super) fn role(self, head: &Head) -> Option<&'static str> {
        match self {
            Self::Plenary => plenary::role(head),
            Self::UndlGa => undl_ga::role(head),
            Self::UndlSc => undl_sc::role(head),
            Self::UndlWide => undl_wide::role(head),
            Self::Voeten => voeten::role(head),
            Self::Unvotes => unvotes::role(head),
            Self::IsoMatrix => iso_matrix::role(head),
            Self::Voteview => voteview::role(head),
            Self::Ord => ord::role(head),
            Self::Europarl => europarl::role(head),
            Self::HowTheyVote => how_they_vote::role(head),
            Self::Bundestag => bundestag::role(head),
            Self::BundestagSheet => bundestag_sheet::role(head),
            Self::CouncilRecord => council_record::role(head),
            Self::NameLists => name_lists::role(head),
            Self::Beside => beside::role(head),
            Self::Mapped => mapped::role(head),
        }
    }

    /// Reads the files of this layout.
    pub(super) fn read(self, parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
        match self {
            Self::Plenary => plenary::read(parts, job),
            Self::UndlGa => undl_ga::read(parts, job),
            Self::UndlSc => undl_sc::read(parts, job),
            Self::UndlWide => undl_wide::read(parts, job),
            Self::Voeten => voeten::read(parts, job),
            Self::Unvotes => unvotes::read(parts, job),
            Self::IsoMatrix => iso_matrix::read(parts, job),
            Self::Voteview => voteview::read(parts, job),
            Self::Ord => ord::read(parts, job),
            Self::Europarl => europarl::read(parts, job),
            Self::HowTheyVote => how_they_vote::read(parts, job),
            Self::Bundestag => bundestag::read(parts, job),
            Self::BundestagSheet => bundestag_sheet::read(parts, job),
            Self::CouncilRecord => council_record::read(parts, job),
            Self::NameLists => name_lists::read(parts, job),
            Self::Beside => beside::read(parts, job),
            Self::Mapped => mapped::read(parts, job),
        }
    }
}

/// The first layout that a file fits.
pub(super) fn recognize(head: &Head) -> Option<Recognized> {
    Layout::ALL.into_iter().find_map(|layout| Some(Recognized { layout, role: layout.role(head)? }))
}
