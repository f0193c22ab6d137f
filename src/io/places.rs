//! Where each value of a JSON text stands, so that a mistake in its meaning is shown at its line and column.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    iter::Peekable,
    str::CharIndices,
};

/// A line and a column in characters, both from 1.
pub(super) type Place = (usize, usize);

#[derive(Clone, Copy, Debug)]
struct Spot {
    /// Where the name of the member begins, or the value where it has none.
    name: Place,
    value: Place,
    /// The bytes of the value.
    start: usize,
    end: usize,
}

/// The places of all values of a text, by JSON pointer (RFC 6901).
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    spots: BTreeMap<String, Spot>,
    /// Names that an object holds twice, with their places.
    pub(super) repeated: Vec<(String, Place)>,
}

impl<'a> Places<'a> {
    /// Reads the places of a text that is known to be JSON. Of other text it reads as far as it can.
    pub(super) fn of(text: &'a str) -> Self {
        let mut places = Self { text, spots: BTreeMap::new(), repeated: Vec::new() };
        let mut scanner = Scanner { text, chars: text.char_indices().peekable(), line: 1, column: 1 };
        scanner.value(String::new(), None, &mut places);
        places
    }

    fn spot(&self, pointer: &str) -> Option<&Spot> {
        let mut pointer = pointer;
        loop {
            if let Some(spot) = self.spots.get(pointer) {
                return Some(spot);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }

    /// The place of a value, or of the nearest value around it that stands in the text.
    pub(super) fn at(&self, pointer: &str) -> Place {
        self.spot(pointer).map_or((1, 1), |spot| spot.value)
    }

    /// The place of the name under which a value stands in its object.
    pub(super) fn name(&self, pointer: &str) -> Place {
        self.spot(pointer).map_or((1, 1), |spot| spot.name)
    }

    /// The place of a word within a string value; of the value where the word is not found in it.
    pub(super) fn word(&self, pointer: &str, word: &str) -> Place {
        let Some(spot) = self.spot(pointer) else { return (1, 1) };
        let raw = self.text.get(spot.start..spot.end).unwrap_or("");
        let mut before = 0;
        for part in raw.split_inclusive(|c: char| c == '"' || c.is_whitespace()) {
            if part.trim_end_matches(|c: char| c == '"' || c.is_whitespace()) == word {
                return (spot.value.0, spot.value.1 + before);
            }
            before += part.chars().count();
        }
        spot.value
    }
}

/// A name as a part of a JSON pointer.
pub(super) fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

struct Scanner<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    line: usize,
    column: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c)
    }

    fn offset(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn next(&mut self) -> Option<char> {
        let (_, c) = self.chars.next()?;
        if c == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(c)
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&what) {
            self.next();
        }
    }

    fn space(&mut self) {
        self.skip(char::is_whitespace);
    }

    fn place(&self) -> Place {
        (self.line, self.column)
    }

    /// Reads a string and returns it as written, quotes included.
    fn string(&mut self) -> &'a str {
        let start = self.offset();
        self.next();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => {
                    self.next();
                }
                _ => {}
            }
        }
        let end = self.offset();
        self.text.get(start..end).unwrap_or("")
    }

    fn value(&mut self, pointer: String, name: Option<Place>, places: &mut Places) {
        self.space();
        let (value, start) = (self.place(), self.offset());
        match self.peek() {
            Some('{') => self.object(&pointer, places),
            Some('[') => self.array(&pointer, places),
            Some('"') => {
                self.string();
            }
            _ => self.skip(|c| !matches!(c, ',' | ']' | '}') && !c.is_whitespace()),
        }
        let end = self.offset();
        places.spots.insert(pointer, Spot { name: name.unwrap_or(value), value, start, end });
    }

    fn object(&mut self, pointer: &str, places: &mut Places) {
        self.next();
        let mut names = BTreeSet::new();
        loop {
            self.space();
            match self.peek() {
                Some('"') => {}
                Some(',') => {
                    self.next();
                    continue;
                }
                Some('}') => {
                    self.next();
                    return;
                }
                _ => return,
            }
            let at = self.place();
            let raw = self.string();
            let name: String = serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned());
            self.space();
            if self.peek() == Some(':') {
                self.next();
            }
            self.value(format!("{pointer}/{}", token(&name)), Some(at), places);
            if !names.insert(name.clone()) {
                places.repeated.push((name, at));
            }
        }
    }

    fn array(&mut self, pointer: &str, places: &mut Places) {
        self.next();
        let mut index = 0_usize;
        loop {
            self.space();
            match self.peek() {
                Some(',') => {
                    self.next();
                }
                Some(']') => {
                    self.next();
                    return;
                }
                None | Some('}' | ':') => return,
                Some(_) => {
                    let mut item = pointer.to_owned();
                    // Writing to a String cannot fail.
                    let _ = write!(item, "/{index}");
                    self.value(item, None, places);
                    index += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_line_and_column() {
        let text = "{\n  \"a\": [1, {\"é\\u0061\": \"USA RUS\"}],\n  \"b/c\": true,\n  \"a\": null\n}\n";
        let places = Places::of(text);
        assert_eq!(places.at("/a/1"), (2, 12));
        assert_eq!(places.at("/a/1/éa"), (2, 24));
        assert_eq!(places.name("/a/1/éa"), (2, 13));
        assert_eq!(places.word("/a/1/éa", "RUS"), (2, 29));
        assert_eq!(places.word("/a/1/éa", "SUN"), (2, 24));
        assert_eq!(places.at("/b~1c"), (3, 10));
        assert_eq!(places.at("/b~1c/not/there"), (3, 10));
        assert_eq!(places.at("/zzz"), (1, 1));
        assert_eq!(places.repeated, [("a".to_owned(), (4, 3))]);
    }

    #[test]
    fn broken_text_ends_the_reading() {
        for text in ["", "{", "[", "{\"a\"", "{\"a\":", "[1,,}", "\"", "{\"a\" 1 2}", "]"] {
            let places = Places::of(text);
            assert!(places.spots.len() < 5, "{text}");
        }
    }
}
