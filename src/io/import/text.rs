//! Bytes to text: UTF-8 with or without its mark, UTF-16 with it, and Windows-1252, which says so.

use std::borrow::Cow;

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
}

/// Reads bytes as text, in `wanted` where that is said, else as the bytes look. Never fails: what is no UTF-8 is read
/// as Windows-1252, in which every byte is a character.
#[must_use]
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Decoded<'_> {
    let windows = || Decoded {
        text: encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        encoding: Encoding::Windows1252,
    };
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes).filter(|(known, _)| *known != encoding_rs::UTF_8)
    {
        return Decoded { text: encoding.decode(bytes).0, encoding: Encoding::Utf16 };
    }
    if wanted == Some(Encoding::Windows1252) {
        return windows();
    }
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bare) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8 },
        // The head of a file may end within a character.
        Err(error) if error.error_len().is_none() || wanted == Some(Encoding::Utf8) => {
            Decoded { text: String::from_utf8_lossy(bare), encoding: Encoding::Utf8 }
        }
        Err(_) => windows(),
    }
}

/// Whether a text looks as if it had once been UTF-8 that was read as Windows-1252: "Ã©" for "é", "â€™" for "’". It is
/// only said and not put right, since such texts were often misread twice.
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
    use super::looks_misread;

    #[test]
    fn misread_letters_are_told_from_accents() {
        for text in ["The Arms Trade TreatyÂ", "cafÃ© noir", "Peopleâ€™s", "?ÃƒÂ¡INTERNATIONAL", "Treaty\u{c2}\u{a0}"]
        {
            assert!(looks_misread(text), "{text}");
        }
        for text in ["Côte d’Ivoire", "São Tomé", "SÃO", "ROMÂNIA", "Türkiye", "", "château"] {
            assert!(!looks_misread(text), "{text}");
        }
    }
}
