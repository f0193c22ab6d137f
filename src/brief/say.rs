//! Puts sentences together: words, names, and figures with their notes.

use super::{Note, Origin, Sentence, Span, words::number};

/// The notes so far. The same origin is the same note.
#[derive(Debug, Default)]
pub(super) struct Notes(pub Vec<Note>);

impl Notes {
    fn number(&mut self, origin: &Origin) -> usize {
        if let Some(known) = self.0.iter().find(|note| note.origin == *origin) {
            return known.number;
        }
        let number = self.0.len() + 1;
        self.0.push(Note { number, origin: origin.clone() });
        number
    }

    /// A sentence to be written.
    pub fn say(&mut self) -> Say<'_> {
        Say { notes: self, spans: Vec::new() }
    }

    /// A figure that stands alone, as in a table.
    pub fn figure(&mut self, words: impl ToString, origin: &Origin) -> Span {
        Span::Figure { words: words.to_string(), note: self.number(origin) }
    }
}

/// A sentence that is being written.
pub(super) struct Say<'a> {
    notes: &'a mut Notes,
    spans: Vec<Span>,
}

impl Say<'_> {
    /// Plain words, without a figure.
    pub fn words(&mut self, words: impl AsRef<str>) -> &mut Self {
        let words = words.as_ref();
        match self.spans.last_mut() {
            _ if words.is_empty() => {}
            Some(Span::Words(before)) => before.push_str(words),
            _ => self.spans.push(Span::Words(words.to_owned())),
        }
        self
    }

    /// Something called by its name.
    pub fn name(&mut self, name: impl Into<String>) -> &mut Self {
        let name = name.into();
        match self.spans.last_mut() {
            _ if name.is_empty() => {}
            Some(Span::Name(before)) => before.push_str(&name),
            _ => self.spans.push(Span::Name(name)),
        }
        self
    }

    /// A figure.
    pub fn figure(&mut self, words: impl ToString, origin: &Origin) -> &mut Self {
        let figure = self.notes.figure(words, origin);
        self.spans.push(figure);
        self
    }

    /// A figure that stands before a noun: "one", or its digits.
    pub fn count(&mut self, n: impl Into<u64>, origin: &Origin) -> &mut Self {
        self.figure(number(n.into()), origin)
    }

    /// An article in brackets; nothing where there is none.
    pub fn cite(&mut self, cites: &str) -> &mut Self {
        if !cites.is_empty() {
            self.words(" (").name(cites).words(")");
        }
        self
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The sentence, with a capital at its head.
    pub fn end(&mut self) -> Sentence {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(Span::Words(words) | Span::Figure { words, .. }) = spans.first_mut() {
            *words = super::words::capital(words);
        }
        Sentence(spans)
    }
}
