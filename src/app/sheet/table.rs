//! What every sheet answers: its rows and columns, what stands in a cell, and what typed words would make of it.

use super::{cell::CellEdit, groups::Groups, members::Members, texts::Texts, votes::Votes, weights::Weights};
use crate::{
    model::{BodyId, Dossier, Vote},
    rules::Rule,
};

/// A sheet of the Data workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetId {
    /// Members with their codes, names and other names.
    Members,
    /// Members by groups.
    Groups,
    /// Members by weights of a body.
    Weights(BodyId),
    /// Texts with all that is said of them.
    Texts,
    /// Members by texts of a body.
    Votes(BodyId),
}

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// The vote that stands in it.
    pub vote: Option<Vote>,
    /// Whether it stands at the right end, as numbers do.
    pub right: bool,
    /// Why nothing can be typed here.
    pub fixed: Option<String>,
    /// What the source says, where it says something else.
    pub changed: Option<String>,
}

/// A sheet over a dossier.
pub trait Table {
    /// How many rows.
    fn rows(&self) -> usize;
    /// How many columns.
    fn columns(&self) -> usize;
    /// The name of a row, read aloud and shown at its head.
    fn row_name(&self, row: usize) -> String;
    /// What stands small before the name at the head of a row, such as a code.
    fn row_mark(&self, row: usize) -> String;
    /// The name of a column.
    fn column_name(&self, column: usize) -> String;
    /// What stands small under it, such as a day.
    fn column_mark(&self, column: usize) -> String;
    /// How wide a column is, in points.
    fn width(&self, column: usize) -> f32;
    /// What stands in a cell, as it is typed and copied.
    fn text(&self, row: usize, column: usize) -> String;
    /// How it looks.
    fn face(&self, row: usize, column: usize) -> Face;
    /// What typed words would make of it.
    ///
    /// # Errors
    /// A sentence on why they will not do.
    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String>;

    /// How wide the heads of the rows are, in points; narrow ones show the mark alone.
    fn head_width(&self) -> f32 {
        236.0
    }

    /// What stands in a cell, read aloud.
    fn spoken(&self, row: usize, column: usize) -> String {
        let text = self.text(row, column);
        match self.face(row, column).vote {
            Some(vote) => vote.label().to_owned(),
            None if text.is_empty() => "empty".to_owned(),
            None => text,
        }
    }

    /// The name of a cell: "United States, L.10".
    fn cell_name(&self, row: usize, column: usize) -> String {
        format!("{}, {}", self.row_name(row), self.column_name(column))
    }

    /// Whether what is pasted beyond the last row becomes new rows.
    fn grows(&self) -> bool {
        false
    }

    /// What brings a cell back to its source, where it differs from it.
    fn source(&self, _row: usize, _column: usize) -> Option<CellEdit> {
        None
    }
}

/// The sheet with this name; none where its body is gone.
#[must_use]
pub fn table<'a>(id: &SheetId, dossier: &'a Dossier, rules: &'a [Rule]) -> Option<Box<dyn Table + 'a>> {
    Some(match id {
        SheetId::Members => Box::new(Members(dossier)),
        SheetId::Groups => Box::new(Groups(dossier)),
        SheetId::Weights(body) => Box::new(Weights::new(dossier, dossier.body(body)?)),
        SheetId::Texts => Box::new(Texts { dossier, rules }),
        SheetId::Votes(body) => Box::new(Votes::new(dossier, dossier.body(body)?)),
    })
}
