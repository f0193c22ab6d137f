//! What can go wrong when a drawing is turned into a file, in words for the person who asked for the file.

use std::fmt;

/// Why a drawing could not be turned into a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportError {
    /// The picture would have no pixels, or its size is not a number.
    Empty {
        /// Width of the drawing, in points.
        width: f32,
        /// Height of the drawing, in points.
        height: f32,
        /// Pixels per point that were asked for.
        scale: f32,
    },
    /// The picture would have more pixels than the writer takes on.
    TooLarge {
        /// Width of the picture, in pixels.
        width: u64,
        /// Height of the picture, in pixels.
        height: u64,
    },
    /// The typeface of the program could not be read.
    Font,
    /// The PNG encoder refused, with its reason.
    Png(String),
    /// The PDF writer refused, with its reason.
    Pdf(String),
    /// The CSV writer refused, with its reason.
    Table(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { width, height, scale } => {
                write!(f, "a picture of {width} × {height} points at scale {scale} has no pixels")
            }
            Self::TooLarge { width, height } => write!(
                f,
                "a picture of {width} × {height} pixels is too large: at most {} on a side and {} million in all",
                super::png::MAX_SIDE,
                super::png::MAX_PIXELS / 1_000_000
            ),
            Self::Font => f.write_str("the typeface of the program could not be read"),
            Self::Png(reason) => write!(f, "the PNG file could not be encoded: {reason}"),
            Self::Table(reason) => write!(f, "the CSV file could not be written: {reason}"),
            Self::Pdf(reason) => write!(f, "the PDF file could not be written: {reason}"),
        }
    }
}

impl std::error::Error for ExportError {}
