//! Bytes to text: UTF-8 with or without its mark, UTF-16 with it, and Windows-1252, which says so.

use std::borrow::Cow;

use super::{Finding, Kind};
use crate::archive::Place;

/// How the bytes of a file stand for characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, known by its byte order mark.
    Utf16,
    /// Windows-1252, the Western European code page.
    Windows1252,
}

impl Encoding {
    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Text with what it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without a byte order mark.
    pub text: Cow<'a, str>,
    /// What it was written in.
    pub encoding: Encoding,
    /// The lines that are not UTF-8: the number of the first, from 1, and how many there are. None where another encoding
    /// was asked for or is told by a mark.
    pub odd: Option<(u32, u32)>,
}

impl Decoded<'_> {
    /// What is to be said of lines that are not UTF-8, in the file with this number.
    #[must_use]
    pub(super) fn finding(&self, file: u32) -> Option<Finding> {
        let (line, count) = self.odd?;
        let message = match count {
            1 => "The line is not UTF-8".to_owned(),
            _ => format!("{count} lines are not UTF-8, from this one on"),
        };
        let found = if self.encoding == Encoding::Utf8 {
            Finding::warning(Kind::Encoding, message, LOST)
        } else {
            Finding::note(Kind::Encoding, message, READ_AS_WINDOWS)
        };
        Some(found.at(Place { file, line }, 0))
    }
}

/// What is done with bytes that are not UTF-8 where UTF-8 is wanted.
pub(super) const LOST: &str = "Letters that cannot be read stand as �; choose another encoding";
/// What is done with bytes that are not UTF-8.
pub(super) const READ_AS_WINDOWS: &str = "Read as Windows-1252; choose another encoding where letters look wrong";

/// Reads bytes as text, in `wanted` where that is said, else as the bytes look. Never fails: what is no UTF-8 is read
/// as Windows-1252, in which every byte is a character; line by line, so that a bad one does not spoil the names in the
/// others, and within a line that is UTF-8 for the most part only the bytes that are not.
#[must_use]
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Decoded<'_> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes).filter(|(known, _)| *known != encoding_rs::UTF_8)
    {
        return Decoded { text: encoding.decode(bytes).0, encoding: Encoding::Utf16, odd: None };
    }
    if wanted == Some(Encoding::Windows1252) {
        return Decoded { text: windows(bytes), encoding: Encoding::Windows1252, odd: None };
    }
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bare) {
        return Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, odd: None };
    }
    by_line(bare, wanted)
}

/// Reads the beginning of a file as [`decode`] does, less a character that it ends within.
pub(super) fn decode_head(bytes: &[u8]) -> Decoded<'_> {
    let whole = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    };
    decode(whole, None)
}

fn windows(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// Every line as it looks, or as the UTF-8 that is wanted.
fn by_line(bytes: &[u8], wanted: Option<Encoding>) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut odd: Option<(u32, u32)> = None;
    for (line, number) in bytes.split_inclusive(|byte| *byte == b'\n').zip(1..) {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
            continue;
        }
        odd = Some(odd.map_or((number, 1), |(first, count)| (first, count + 1)));
        match mixed(line) {
            _ if wanted == Some(Encoding::Utf8) => text.push_str(&String::from_utf8_lossy(line)),
            Some(line) => text.push_str(&line),
            None => text.push_str(&windows(line)),
        }
    }
    let encoding = if wanted == Some(Encoding::Utf8) { Encoding::Utf8 } else { Encoding::Windows1252 };
    Decoded { text: Cow::Owned(text), encoding, odd }
}

/// UTF-8 with some bytes of Windows-1252 between: none where letters of UTF-8 are so few that they may be chance.
fn mixed(bytes: &[u8]) -> Option<String> {
    /// So many bad bytes may stand beside each letter that is good.
    const BESIDE: usize = 4;
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC2).count();
        bad += chunk.invalid().len();
    }
    if good == 0 || bad > BESIDE * good {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + bad);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&windows(chunk.invalid()));
    }
    Some(text)
}

/// Text that was UTF-8, was read as Windows-1252 and saved again ("CÃ´te dâ€™Ivoire"), as it was meant; none where it does
/// not look so. Done until nothing of the sort is left, since some texts went that way twice.
#[must_use]
pub fn mend(text: &str) -> Option<String> {
    const MOST_TIMES: usize = 4;
    let mut mended = once(text)?;
    for _ in 1..MOST_TIMES {
        match once(&mended) {
            Some(again) => mended = again,
            None => break,
        }
    }
    Some(mended)
}

/// Puts every run of characters that are the bytes of one character of UTF-8 in its place.
fn once(text: &str) -> Option<String> {
    // All such runs begin with a byte from C2 to F4, which stand for these letters.
    if !text.contains(|c: char| ('\u{c2}'..='\u{f4}').contains(&c)) {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let (mut mended, mut changed, mut at) = (String::with_capacity(text.len()), false, 0);
    while let Some(letter) = letters.get(at) {
        match run(letters.get(at..).unwrap_or(&[])) {
            Some((meant, length)) => {
                mended.push(meant);
                changed = true;
                at += length;
            }
            None => {
                mended.push(*letter);
                at += 1;
            }
        }
    }
    changed.then_some(mended)
}

/// The character that the first letters are the bytes of, and how many they are.
fn run(letters: &[char]) -> Option<(char, usize)> {
    let first = byte(*letters.first()?)?;
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = letters.get(..length)?.iter().copied().map(byte).collect::<Option<_>>()?;
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    // A pair is mended only where it gives a letter of a European script or a mark of Latin-1: others may well stand beside
    // each other in a word as it was meant.
    let control = letters.get(1).is_some_and(|letter| ('\u{80}'..='\u{9f}').contains(letter));
    let plausible = length > 2 || control || matches!(meant, '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{5ff}');
    plausible.then_some((meant, length))
}

/// The byte that a letter is in Windows-1252, the five that it leaves free included.
fn byte(letter: char) -> Option<u8> {
    let code = u32::from(letter);
    if code < 0x80 || (0xA0..=0xFF).contains(&code) || matches!(code, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
        return u8::try_from(code).ok();
    }
    let mut room = [0; 4];
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut room));
    match (bytes.as_ref(), lost) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

/// Whether a text looks as if it had once been UTF-8 that was read as Windows-1252: "Ã©" for "é", "â€™" for "’". Wider than
/// [`mend`], which must be sure: here too little is left of some letters to put them right.
#[must_use]
pub fn looks_misread(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        // The second byte of two stands for a mark or a sign, never for a letter that follows in a word.
        let sign =
            next.is_none_or(|next| matches!(next, '\u{80}'..='\u{bf}' | '€' | '™' | '†' | 'ƒ' | '‰' | '‹' | '›'));
        match letter {
            'Ã' | 'Â' if sign => return true,
            'â' if next == Some('€') => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a program does that takes UTF-8 for Windows-1252.
    fn spoil(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn one_bad_byte_does_not_spoil_the_rest() {
        let read = |bytes: &[u8]| decode(bytes, None).text.into_owned();
        assert_eq!(read("Côte d’Ivoire\nCaf\u{0}".as_bytes()), "Côte d’Ivoire\nCaf\0");
        assert_eq!(read(b"C\xC3\xB4te\nCaf\xE9\n"), "Côte\nCafé\n");
        assert_eq!(decode(b"C\xC3\xB4te\nCaf\xE9\n", None).encoding, Encoding::Windows1252);
        // Too little of it is UTF-8.
        assert_eq!(read(b"\xC3\xB4\xE9\xE9\xE9\xE9\xE9 "), "Ã´ééééé ");
    }

    #[test]
    fn a_line_of_bad_bytes_does_not_spoil_the_others() {
        let mut bytes = "Côte d’Ivoire\n".as_bytes().to_vec();
        bytes.extend([0xFE, b'\t', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, b'\n']);
        bytes.extend(b"T\xFCrkiye\n");
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.odd), (Encoding::Windows1252, Some((2, 2))));
        assert!(decoded.text.starts_with("Côte d’Ivoire\n"), "{}", decoded.text);
        assert!(decoded.text.ends_with("\nTürkiye\n"), "{}", decoded.text);
        let finding = decoded.finding(0).unwrap();
        assert_eq!((finding.place.line, finding.message.as_str()), (2, "2 lines are not UTF-8, from this one on"));
    }

    #[test]
    fn a_letter_at_the_very_end_is_read() {
        assert_eq!(decode(b"Belgium\nCaf\xE9", None).text, "Belgium\nCafé");
        assert_eq!(decode_head("Belgium\nCafé".as_bytes().split_last().unwrap().1).text, "Belgium\nCaf");
    }

    #[test]
    fn what_is_wanted_is_kept_to() {
        let decoded = decode(b"a\nT\xFCrkiye\n", Some(Encoding::Utf8));
        assert_eq!((decoded.encoding, decoded.text.as_ref()), (Encoding::Utf8, "a\nT\u{FFFD}rkiye\n"));
        assert_eq!(decoded.finding(3).map(|finding| finding.place), Some(Place { file: 3, line: 2 }));
        let decoded = decode(b"T\xFCrkiye\n", Some(Encoding::Windows1252));
        assert_eq!((decoded.text.as_ref(), decoded.finding(0)), ("Türkiye\n", None));
    }

    #[test]
    fn text_that_was_read_wrongly_is_mended() {
        assert_eq!(mend("CÃ´te dâ€™Ivoire").as_deref(), Some("Côte d’Ivoire"));
        assert_eq!(mend("Yes,\u{c2}\u{a0}no").as_deref(), Some("Yes,\u{a0}no"));
        for text in [
            "Côte d’Ivoire",
            "São Tomé e Príncipe",
            "Türkiye",
            "Łódź",
            "Åland à",
            "“x” – y",
            "Ελλάδα",
            "Россия",
            "日本",
            "№ 5",
        ] {
            assert_eq!(mend(&spoil(text)).as_deref(), Some(text), "{}", spoil(text));
            assert_eq!(mend(&spoil(&spoil(text))).as_deref(), Some(text), "twice");
            assert_eq!(mend(text), None, "{text} is as it should be");
        }
        for text in
            ["", "plain", "SÃO PAULO", "ÉTATS-UNIS", "Ã", "naïve Â", "Câmara dos Deputados", "NÃO", "Ñandú", "ÂÊÎ"]
        {
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
