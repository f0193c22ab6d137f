//! Codes of a dossier from those of a source: never empty, without white space, each once.

use std::collections::BTreeSet;

/// Codes that are taken.
#[derive(Default)]
pub(super) struct Codes(BTreeSet<String>);

impl Codes {
    /// A code that nobody else has, as near to the wanted one as may be.
    pub(super) fn code(&mut self, wanted: &str, nothing: &str) -> String {
        let words: Vec<&str> = wanted.split_whitespace().collect();
        self.numbered(&if words.is_empty() { nothing.to_owned() } else { words.join("_") })
    }

    /// A word as it is, or numbered where it is taken.
    pub(super) fn numbered(&mut self, plain: &str) -> String {
        let mut code = plain.to_owned();
        let mut number = 1_u32;
        while !self.0.insert(code.clone()) {
            number += 1;
            code = format!("{plain}-{number}");
        }
        code
    }
}
