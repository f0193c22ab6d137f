//! Titles without the words that all of them end in.

/// The letters of what titles end in.
const TAIL: &str = "resolutionadoptedbythegeneralassembly";
/// How many letters may be wrong, missing or too many in it.
const TYPOS: usize = 5;

/// A title without " : resolution / adopted by the General Assembly" at its end, however it is misspelt. A title that
/// is nothing else stays.
pub(super) fn bare(title: &str) -> &str {
    let colons = title.rmatch_indices(':').map(|(place, _)| place);
    // Where the colon is missing.
    let slash = title.rfind('/').and_then(|slash| title.get(..slash)?.trim_end().rfind(' '));
    for place in colons.take(3).chain(slash) {
        let (Some(before), Some(after)) = (title.get(..place), title.get(place..)) else { continue };
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '/'));
        if !before.is_empty() && is_tail(after) {
            return before;
        }
    }
    title
}

fn is_tail(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    // Far longer is another sentence, far shorter another tail; neither is worth a comparison.
    letters.len().abs_diff(TAIL.len()) <= TYPOS && distance(&letters) <= TYPOS
}

/// How many letters must be put in, taken out or changed to make the tail.
fn distance(letters: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=letters.len()).collect();
    for (number, wanted) in TAIL.chars().enumerate() {
        let mut corner = number;
        let mut left = number + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (letter, above) in letters.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(*letter != wanted)).min(above + 1).min(left + 1);
            corner = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_goes_with_its_typos_and_nothing_else() {
        for (title, short) in [
            ("The right to food : resolution / adopted by the General Assembly", "The right to food"),
            ("The right to food :P resolution / adopted by the General Assemly", "The right to food"),
            ("The right to food: resolution / adopted by the General Assembly.", "The right to food"),
            ("The right to food :resolution/adopted by the General Asembly", "The right to food"),
            ("The right to food resolution / adopted by the General Assembly", "The right to food"),
            ("Peace : a right : resolution / adopted by the General Assembly", "Peace : a right"),
            ("The right to food", "The right to food"),
            ("Peace: a right of the General Assembly", "Peace: a right of the General Assembly"),
            (" : resolution / adopted by the General Assembly", " : resolution / adopted by the General Assembly"),
            ("Côte : résolution", "Côte : résolution"),
            ("", ""),
        ] {
            assert_eq!(bare(title), short);
        }
    }

    #[test]
    fn distances_count_letters() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        assert_eq!(distance(&letters(TAIL)), 0);
        assert_eq!(distance(&letters("resolutionadoptedbythegeneralassemly")), 1);
        assert_eq!(distance(&letters("presolutionadoptedbythegeneralassemly")), 2);
        assert_eq!(distance(&[]), TAIL.len());
    }
}
