//! What is wrong with a file, where, and what to do about it.

use std::fmt;

/// Something wrong in a file or in pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The path of the file; none for text that did not come from one.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What to do, in a sentence; may be empty.
    pub hint: String,
}

impl Problem {
    /// A problem without a place.
    #[must_use]
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), ..Self::default() }
    }

    /// The same, at a line and a column, both from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same, in a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: message. What to do.`, with what is not known left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |n: Option<usize>| n.map(|n| n.to_string());
        let place: Vec<String> =
            [self.file.clone(), number(self.line), number(self.column)].into_iter().flatten().collect();
        if !place.is_empty() {
            // A place without a file would be two bare numbers.
            let lead = if self.file.is_none() { "line " } else { "" };
            write!(f, "{lead}{}: ", place.join(":"))?;
        }
        let sentence = |text: &str| format!("{}.", text.trim().trim_end_matches('.'));
        f.write_str(&sentence(&self.message))?;
        if self.hint.trim().is_empty() { Ok(()) } else { write!(f, " {}", sentence(&self.hint)) }
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_comes_first_as_far_as_it_is_known() {
        let bare = Problem::new("Nothing here", "Look elsewhere.");
        assert_eq!(bare.to_string(), "Nothing here. Look elsewhere.");
        assert_eq!(bare.clone().at(3, 7).to_string(), "line 3:7: Nothing here. Look elsewhere.");
        assert_eq!(
            bare.clone().at(3, 7).in_file("a b.plenary").to_string(),
            "a b.plenary:3:7: Nothing here. Look elsewhere."
        );
        assert_eq!(bare.in_file("a").to_string(), "a: Nothing here. Look elsewhere.");
        assert_eq!(Problem::new("Nothing here.", "").to_string(), "Nothing here.");
    }
}
