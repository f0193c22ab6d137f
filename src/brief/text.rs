//! What a brief is made of: sentences of spans, gathered in a line, a paragraph and the sections of a page.

use super::Note;
use crate::chart::ChartId;

/// How long a brief is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// One sentence.
    Line,
    /// The line with its reasons.
    #[default]
    Paragraph,
    /// The paragraph with sections and charts.
    Page,
}

impl Length {
    /// All, from the shortest.
    pub const ALL: [Self; 3] = [Self::Line, Self::Paragraph, Self::Page];

    /// The word on a button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Line => "Line",
            Self::Paragraph => "Paragraph",
            Self::Page => "Page",
        }
    }
}

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain words. They hold no figure.
    Words(String),
    /// Something called by its name as the dossier has it: a symbol, a title, a day, an article, a member.
    Name(String),
    /// A figure and the number of the note that says where it comes from.
    Figure {
        /// The figure.
        words: String,
        /// The number of its note, from 1.
        note: usize,
    },
}

impl Span {
    /// What is read.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Words(words) | Self::Name(words) | Self::Figure { words, .. } => words,
        }
    }
}

/// A sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Span>);

impl Sentence {
    /// What is read, without the numbers of notes.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(Span::text).collect()
    }

    /// The notes that it points at, in order of first use.
    pub fn notes(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|span| if let Span::Figure { note, .. } = span { Some(*note) } else { None })
    }
}

/// The sign before a point of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to judge.
    Dot,
    /// It holds.
    Met,
    /// It does not hold.
    Unmet,
    /// It cannot be told.
    Open,
}

impl Mark {
    /// The word for it, before what it judges.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dot => "",
            Self::Met => "Met",
            Self::Unmet => "Not met",
            Self::Open => "Not known",
        }
    }
}

impl From<Option<bool>> for Mark {
    fn from(met: Option<bool>) -> Self {
        match met {
            Some(true) => Self::Met,
            Some(false) => Self::Unmet,
            None => Self::Open,
        }
    }
}

/// One point of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The sign before it.
    pub mark: Mark,
    /// What it says.
    pub sentence: Sentence,
}

/// Figures in rows and columns. The first column holds names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns.
    pub heads: Vec<&'static str>,
    /// The rows, each with a cell for every head.
    pub rows: Vec<Vec<Span>>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Sentences that run on.
    Text(Vec<Sentence>),
    /// A list.
    Points(Vec<Point>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(ChartId),
}

/// A section of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: &'static str,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// A vote explained. The paragraph begins with the line, and the page with both, so that the number of a note is the
/// same in all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The text in a heading: its symbol and title.
    pub title: String,
    /// Body, day and scenario in one line.
    pub subtitle: String,
    /// The line.
    pub line: Sentence,
    /// What the paragraph says after the line.
    pub reasons: Vec<Sentence>,
    /// The charts that stand by line and reasons on a page.
    pub charts: Vec<ChartId>,
    /// What the page says after the paragraph.
    pub sections: Vec<Section>,
    /// Where the figures come from, in order of first use.
    pub notes: Vec<Note>,
}

impl Brief {
    /// The notes that a brief of this length points at.
    #[must_use]
    pub fn notes_of(&self, length: Length) -> &[Note] {
        let of = |sentence: &Sentence| sentence.notes().max().unwrap_or(0);
        let last = match length {
            Length::Line => of(&self.line),
            Length::Paragraph => self.reasons.iter().map(of).max().unwrap_or(0).max(of(&self.line)),
            Length::Page => self.notes.len(),
        };
        self.notes.get(..last).unwrap_or(&self.notes)
    }

    /// The note with this number.
    #[must_use]
    pub fn note(&self, number: usize) -> Option<&Note> {
        self.notes.get(number.checked_sub(1)?)
    }
}
