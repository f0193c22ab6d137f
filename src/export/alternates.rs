//! Characters that the typeface shows as others when they stand together: Inter turns `->` into an arrow and an `x`
//! between digits into a multiplication sign.
//!
//! A galley tells where glyphs are and not which. For these the glyph is that of another character, so it can be
//! found all the same. Left plain are the alternates of punctuation next to capitals and digits, which differ by a
//! small shift upwards.

/// Characters joined into one glyph, and a character that has this glyph of its own.
const JOINED: [(&str, char); 13] = [
    ("->", '→'),
    ("-->", '⟶'),
    ("--->", '🡒'),
    ("<-", '←'),
    ("<--", '⟵'),
    ("<---", '🡐'),
    ("<->", '↔'),
    ("<-->", '⟷'),
    ("=>", '⇒'),
    ("==>", '⟹'),
    ("<==", '⟸'),
    ("<=>", '⇔'),
    ("<==>", '⟺'),
];

/// The character whose glyph is shown for a group of characters that share one.
pub(super) fn joined(group: &[char]) -> Option<char> {
    // A dash of any length makes up an arrow.
    let plain = |ch: &char| if matches!(ch, '–' | '—') { '-' } else { *ch };
    let known = |text: &str| text.chars().eq(group.iter().map(plain));
    JOINED.into_iter().find(|(text, _)| known(text)).map(|(_, shown)| shown)
}

/// Whether the character at a place is an `x` that multiplies: a digit on either side, at most two spaces away.
pub(super) fn multiplies(chars: &[char], at: usize) -> bool {
    fn is_digit<'a>(side: impl Iterator<Item = &'a char>) -> bool {
        side.take(3).find(|ch| !ch.is_whitespace()).is_some_and(char::is_ascii_digit)
    }
    let before = chars.get(..at).unwrap_or_default().iter().rev();
    let after = chars.get(at + 1..).unwrap_or_default().iter();
    chars.get(at) == Some(&'x') && is_digit(before) && is_digit(after)
}

#[cfg(test)]
mod tests {
    use super::{joined, multiplies};

    #[test]
    fn arrows_and_products() {
        assert_eq!(joined(&['-', '>']), Some('→'));
        assert_eq!(joined(&['–', '-', '>']), Some('⟶'));
        assert_eq!(joined(&['f', 'i']), None);
        let chars: Vec<char> = "2x3 4 x 5 axis 2 x y".chars().collect();
        let products: Vec<usize> = (0..chars.len()).filter(|at| multiplies(&chars, *at)).collect();
        assert_eq!(products, [1, 6]);
    }
}
