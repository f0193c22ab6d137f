//! The layouts that are known, one file each.

mod voeten;

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
    /// Erik Voeten's raw votes of the General Assembly: `rcid,ccode,session,vote` with a file of resolutions.
    Voeten,
}

impl Layout {
    /// All, in the order in which a file is tried against them.
    pub const ALL: [Self; 1] = [Self::Voeten];

    /// Its name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Voeten => "voeten",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Voeten => "Voeten’s votes of the General Assembly",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.id() == id)
    }

    /// What a file that begins like this holds in this layout; none where it is not of this layout.
    fn role(self, head: &Head) -> Option<&'static str> {
        match self {
            Self::Voeten => voeten::role(head),
        }
    }

    /// Reads the files of this layout.
    pub(super) fn read(self, parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
        match self {
            Self::Voeten => voeten::read(parts, job),
        }
    }
}

/// The first layout that a file fits.
pub(super) fn recognize(head: &Head) -> Option<Recognized> {
    Layout::ALL.into_iter().find_map(|layout| Some(Recognized { layout, role: layout.role(head)? }))
}
