//! Finding and replacing in cells, without regard to case.

/// What is looked for, and what comes in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The words that are looked for.
    pub what: String,
    /// The words that come in their place.
    pub with: String,
    /// Only cells that hold nothing else.
    pub whole: bool,
}

impl Find {
    /// Whether a cell holds what is looked for; nothing looked for is nowhere.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        !self.what.is_empty() && self.replaced(text).is_some()
    }

    /// The cell with the words replaced; none where it does not hold them.
    #[must_use]
    pub fn replaced(&self, text: &str) -> Option<String> {
        if self.what.is_empty() {
            return None;
        }
        if self.whole {
            return alike(text, &self.what).then(|| self.with.clone());
        }
        let length = self.what.chars().count();
        let (mut found, mut out, mut rest) = (false, String::new(), text);
        while let Some(first) = rest.chars().next() {
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
            match rest.split_at_checked(end) {
                Some((head, tail)) if alike(head, &self.what) => {
                    out.push_str(&self.with);
                    (found, rest) = (true, tail);
                }
                _ => {
                    out.push(first);
                    rest = rest.get(first.len_utf8()..).unwrap_or("");
                }
            }
        }
        found.then_some(out)
    }
}

fn alike(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(what: &str, with: &str, whole: bool) -> Find {
        Find { what: what.to_owned(), with: with.to_owned(), whole }
    }

    #[test]
    fn words_are_replaced_wherever_they_stand() {
        assert_eq!(
            find("côte", "Coast", false).replaced("Côte d’Ivoire, CÔTE").as_deref(),
            Some("Coast d’Ivoire, Coast")
        );
        assert_eq!(find("aa", "b", false).replaced("aaaaa").as_deref(), Some("bba"));
        assert_eq!(find("x", "xx", false).replaced("x").as_deref(), Some("xx"), "what came is not looked at again");
        assert_eq!(find("y", "", false).replaced("nothing"), None);
        assert_eq!(find("", "b", false).replaced("a"), None);
    }

    #[test]
    fn a_whole_cell_holds_nothing_else() {
        assert_eq!(find("a", "Y", true).replaced("A").as_deref(), Some("Y"));
        assert!(!find("a", "Y", true).holds("absent"));
        assert!(find("a", "Y", false).holds("absent"));
    }
}
