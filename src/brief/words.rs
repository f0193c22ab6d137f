//! Grammar: lists, plurals, articles of names, small numbers.

/// "A", "A and B", "A, B and C".
pub(super) fn list<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}

/// The same, with semicolons where a part has commas of its own.
pub(super) fn long_list(parts: &[String]) -> String {
    if parts.iter().any(|part| part.contains(',')) { parts.join("; ") } else { list(parts) }
}

/// A number in a sentence: "one", or its digits.
pub(super) fn number(n: u64) -> String {
    if n == 1 { "one".to_owned() } else { n.to_string() }
}

/// The noun in the form that goes with a number.
pub(super) fn noun(n: u64, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// With a full stop at the end, unless a sentence ends there already.
pub(super) fn full_stop(text: &str) -> String {
    let text = text.trim_end();
    let quoted = text.trim_end_matches(['”', '"', ')']);
    let ended = text.ends_with(['.', '!', '?', '…']) || (quoted != text && quoted.ends_with(['.', '!', '?']));
    if ended { text.to_owned() } else { format!("{text}.") }
}

/// The text with a capital at its head.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text with a small letter at its head, unless its first word is written in capitals.
pub(super) fn small(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    match chars.clone().next() {
        Some(second) if second.is_uppercase() || second.is_ascii_digit() => text.to_owned(),
        _ => first.to_lowercase().chain(chars).collect(),
    }
}

/// A title as it is quoted.
pub(super) fn quoted(title: &str) -> String {
    // Quotation marks inside become single ones.
    format!("“{}”", title.replace('“', "‘").replace('”', "’"))
}

/// A member's name in a sentence, with its article where it takes one.
pub(super) fn the(name: &str) -> String {
    const HEADS: [&str; 19] = [
        "Central African Republic",
        "Democratic Republic",
        "Democratic People",
        "Dominican Republic",
        "Federal Republic",
        "German Democratic",
        "Holy See",
        "Islamic Republic",
        "Lao People",
        "Marshall Islands",
        "Republic of",
        "Russian Federation",
        "Solomon Islands",
        "Soviet Union",
        "State of",
        "Syrian Arab",
        "United ",
        "European Union",
        "African Union",
    ];
    const WHOLE: [&str; 8] =
        ["Bahamas", "Comoros", "Congo", "Gambia", "Maldives", "Netherlands", "Philippines", "Sudan"];
    let takes = HEADS.iter().any(|head| name.starts_with(head)) || WHOLE.contains(&name);
    if takes { format!("the {name}") } else { name.to_owned() }
}

/// A share in words where it has common ones: "two-thirds", "half", "55 %".
pub(super) fn share(num: u64, den: u64) -> String {
    match (num, den) {
        (1, 2) => "half".to_owned(),
        (1, 3) => "a third".to_owned(),
        (2, 3) => "two-thirds".to_owned(),
        (3, 4) => "three quarters".to_owned(),
        (1, 1) => "all".to_owned(),
        (num, 100) => format!("{num} %"),
        (num, den) => format!("{num}/{den}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_a_sentence() {
        assert_eq!(the("United States"), "the United States");
        assert_eq!(the("France"), "France");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(list(&["A", "B"]), "A and B");
        assert_eq!(quoted("+ “x”"), "“+ ‘x’”");
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(full_stop("so it is"), "so it is.");
        assert_eq!(full_stop("so it is."), "so it is.");
        assert_eq!(full_stop("“so it is.”"), "“so it is.”");
        assert_eq!(full_stop("“so it is”"), "“so it is”.");
    }

    #[test]
    fn capitals_go_only_where_they_may() {
        assert_eq!(small("Nine members"), "nine members");
        assert_eq!(small("EU members"), "EU members");
        assert_eq!(small("A majority"), "a majority");
        assert_eq!(capital("the amendment"), "The amendment");
    }
}
