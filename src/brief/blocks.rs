//! A brief as the blocks that stand below one another, the same for every form in which it is written.

use super::{Brief, Length, Note, Part, Point, Sentence, Table};
use crate::chart::ChartId;

/// The heading over the notes.
pub const NOTES: &str = "Where the numbers come from";

/// What stands between two gaps.
#[derive(Clone, Debug, PartialEq)]
pub enum Block<'a> {
    /// The title.
    Title(&'a str),
    /// The line below it.
    Subtitle(&'a str),
    /// The line, where it stands alone.
    Lead(&'a Sentence),
    /// Sentences that run on.
    Text(Vec<&'a Sentence>),
    /// The heading of a section.
    Heading(&'static str),
    /// A list.
    Points(&'a [Point]),
    /// A table.
    Table(&'a Table),
    /// A chart.
    Chart(ChartId),
    /// The notes.
    Notes(&'a [Note]),
}

impl Brief {
    /// The blocks of a brief of this length. What is written into a file of its own bears its title whatever its length.
    #[must_use]
    pub fn blocks(&self, length: Length, titled: bool) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        if titled || length == Length::Page {
            blocks.extend([Block::Title(&self.title), Block::Subtitle(&self.subtitle)]);
        }
        match length {
            Length::Line => blocks.push(Block::Lead(&self.line)),
            Length::Paragraph => blocks.push(Block::Text(std::iter::once(&self.line).chain(&self.reasons).collect())),
            Length::Page => self.page(&mut blocks),
        }
        let notes = self.notes_of(length);
        if !notes.is_empty() {
            if titled || length == Length::Page {
                blocks.push(Block::Heading(NOTES));
            }
            blocks.push(Block::Notes(notes));
        }
        blocks
    }

    fn page<'a>(&'a self, blocks: &mut Vec<Block<'a>>) {
        blocks.push(Block::Lead(&self.line));
        let mut charts = self.charts.iter().map(|chart| Block::Chart(*chart));
        blocks.extend(charts.next());
        if !self.reasons.is_empty() {
            blocks.push(Block::Text(self.reasons.iter().collect()));
        }
        blocks.extend(charts);
        for section in &self.sections {
            blocks.push(Block::Heading(section.heading));
            blocks.extend(section.parts.iter().map(|part| match part {
                Part::Text(sentences) => Block::Text(sentences.iter().collect()),
                Part::Points(points) => Block::Points(points),
                Part::Table(table) => Block::Table(table),
                Part::Chart(chart) => Block::Chart(*chart),
            }));
        }
    }
}
