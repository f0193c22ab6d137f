//! Which layout a file has, from its first lines.

use super::{Input, Layout, decode, layouts, sheet::Sheet};
use crate::io::Problem;

/// How much of a file is looked at.
const HEAD: u64 = 64 * 1024;

/// The beginning of a file.
#[derive(Clone, Debug)]
pub struct Head {
    /// The name of the file.
    pub name: String,
    /// The ending of its name in small letters.
    pub ending: String,
    /// The cells of its first row, in small letters; empty where it is no text.
    pub header: Vec<String>,
    /// The text of its first kilobytes; empty where it is no text.
    pub text: String,
}

impl Head {
    /// Whether the header has all of these columns.
    #[must_use]
    pub fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.header.iter().any(|cell| cell == column))
    }
}

/// A file whose layout is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// The layout.
    pub layout: Layout,
    /// What it holds there: "votes", "resolutions", "members".
    pub role: &'static str,
}

/// Looks at the beginning of a file. None where its layout is not known, which is when a mapping helps.
///
/// # Errors
/// Why it cannot be read.
pub fn recognize(input: &Input) -> Result<Option<Recognized>, Problem> {
    let head = head(input)?;
    Ok(layouts::recognize(&head))
}

/// The beginning of a file.
///
/// # Errors
/// Why it cannot be read.
pub fn head(input: &Input) -> Result<Head, Problem> {
    let bytes = input.head(HEAD)?;
    let text = if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        String::new()
    } else {
        decode(&bytes, None).text.into_owned()
    };
    let header = Sheet::text(0, text.clone()).header.iter().map(|cell| cell.to_lowercase()).collect();
    Ok(Head { name: input.name.clone(), ending: input.ending(), header, text })
}
