//! The forms in which a brief can be written.

use std::path::Path;

use crate::{
    brief::{Brief, Charts, Length, plain},
    export::ExportError,
};

/// The form of a file with a brief in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BriefFormat {
    /// Pages of paper.
    #[default]
    Pdf,
    /// A web page.
    Html,
    /// Plain text, without charts.
    Txt,
}

impl BriefFormat {
    /// All, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Html, Self::Txt];

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Txt => "txt",
        }
    }

    /// The form that a file name asks for by its ending.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let ending = if ending == "htm" { "html".to_owned() } else { ending };
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

/// The bytes of a brief in the form that is asked for. The same input gives the same bytes.
///
/// # Errors
/// A font that cannot be written.
pub fn bytes(brief: &Brief, charts: &Charts, length: Length, format: BriefFormat) -> Result<Vec<u8>, ExportError> {
    match format {
        BriefFormat::Txt => Ok(plain(brief, length, true).into_bytes()),
        BriefFormat::Html => Ok(super::html(brief, charts, length).into_bytes()),
        BriefFormat::Pdf => super::pages::pdf(brief, charts, length),
    }
}
