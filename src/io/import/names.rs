//! Lists of names in cells, as people and programs write them.

use super::{number::is_missing, states};

/// The names in a list, as it stands in a cell: `['Poland', "Côte d'Ivoire"]`, or with semicolons, bars, line breaks, or
/// else commas between them. A name with a comma of its own stays whole where it is that of a state.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    let text = text.trim();
    let within = |open, close| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    // Round brackets may belong to the first name and the last one.
    let listed = |inner: &&str| inner.trim().is_empty() || inner.trim_start().starts_with(['\'', '"']);
    let inner = within('[', ']').or_else(|| within('(', ')').or_else(|| within('{', '}')).filter(listed));
    if let Some(quoted) = inner.and_then(quoted) {
        return quoted;
    }
    let text = inner.unwrap_or(text);
    let clean = |name: &str| name.trim().trim_matches(['"', '\'']).trim().to_owned();
    if text.contains([';', '|', '\n']) {
        return text.split([';', '|', '\n']).map(clean).filter(|name| !is_missing(name)).collect();
    }
    joined(text.split(',').map(clean).filter(|name| !is_missing(name)))
}

/// The texts in quotation marks of a list, with a stroke before a mark that is a part of the name; none where it is not
/// made of such.
fn quoted(text: &str) -> Option<Vec<String>> {
    let (mut names, mut rest) = (Vec::new(), text.trim());
    while let Some(mark) = rest.chars().next() {
        if !matches!(mark, '\'' | '"') {
            return None;
        }
        let mut name = String::new();
        let mut letters = rest.get(1..)?.char_indices();
        let end = loop {
            match letters.next()? {
                (_, '\\') => name.push(letters.next()?.1),
                (at, letter) if letter == mark => break at + 2,
                (_, letter) => name.push(letter),
            }
        };
        names.push(name.trim().to_owned());
        rest = rest.get(end..)?.trim_start();
        // Some programs have nothing but white space between them.
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// Names that were torn at a comma of their own are joined again: "Korea, Republic of".
fn joined(parts: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let both = names.last().map(|last| format!("{last}, {part}"));
        let torn = states::by_name(&part, None).is_none()
            && both.as_ref().is_some_and(|both| states::by_name(both, None).is_some());
        match (both, names.last_mut()) {
            (Some(both), Some(last)) if torn => *last = both,
            _ => names.push(part),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_however_they_are_written() {
        for (cell, wanted) in [
            ("['Poland', 'Russian Federation']", &["Poland", "Russian Federation"][..]),
            ("[\"Côte d'Ivoire\", 'Cote d\\'Ivoire']", &["Côte d'Ivoire", "Cote d'Ivoire"]),
            ("('Poland', 'France')", &["Poland", "France"]),
            ("{'Poland'}", &["Poland"]),
            ("['Poland' 'France']", &["Poland", "France"]),
            ("['Korea, Republic of', 'China']", &["Korea, Republic of", "China"]),
            ("[]", &[]),
            ("()", &[]),
            ("", &[]),
            ("NA", &[]),
            ("[Poland, France]", &["Poland", "France"]),
            ("Poland; Korea, Republic of ;", &["Poland", "Korea, Republic of"]),
            ("Poland|France", &["Poland", "France"]),
            ("Poland\nFrance", &["Poland", "France"]),
            ("China, Korea, Republic of", &["China", "Korea, Republic of"]),
            ("Poland, Korea, Republic of, France", &["Poland", "Korea, Republic of", "France"]),
            ("Smith, Jones", &["Smith", "Jones"]),
            ("(A) Smith; Jones (B)", &["(A) Smith", "Jones (B)"]),
            ("Poland", &["Poland"]),
            ("['Poland", &["['Poland"]),
            ("['Poland, France]", &["Poland", "France"]),
        ] {
            assert_eq!(names(cell), wanted, "{cell}");
        }
    }
}
