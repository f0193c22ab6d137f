//! Codes of a dossier from those of a source: never empty, without white space, each once.

use std::collections::BTreeSet;

/// Codes that are taken.
#[derive(Default)]
pub(super) struct Codes(BTreeSet<String>);

impl Codes {
    /// A code that nobody else has, as near to the wanted one as may be.
    pub(super) fn code(&mut self, wanted: &str, nothing: &str) -> String {
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let plain = if words.is_empty() { nothing.to_owned() } else { words.join("_") };
        let mut code = plain.clone();
        let mut number = 1_u32;
        while !self.0.insert(code.clone()) {
            number += 1;
            code = format!("{plain}-{number}");
        }
        code
    }
}
