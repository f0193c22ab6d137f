//! What a hand does with the selected cells: write, clear, copy, paste, fill, bring back to the source.

use super::state::GridState;
use crate::{
    app::{
        Command,
        command::{CellsEdit, EditCommand, Hand},
        sheet::{self, Area, SheetId, Table, Typed},
    },
    io::tsv,
    ui::pane::Pane,
};

/// A grid under the hand.
pub struct Held<'a> {
    /// Which sheet.
    pub sheet: &'a SheetId,
    /// What stands in it.
    pub table: &'a dyn Table,
}

impl Held<'_> {
    /// How many rows and columns.
    pub fn size(&self) -> (usize, usize) {
        (self.table.rows(), self.table.columns())
    }

    /// How many rows and columns something pasted may come to lie in.
    fn room(&self) -> (usize, usize) {
        let (rows, columns) = self.size();
        (if self.table.grows() { usize::MAX } else { rows }, columns)
    }

    /// Asks for words to be put into cells.
    pub fn write(&self, pane: &mut Pane<'_>, hand: Hand, typed: Vec<Typed>, lost: Option<String>) {
        pane.push(Command::Edit(EditCommand::Cells(self.sheet.clone(), CellsEdit::Write(hand, typed, lost))));
    }

    /// The same, but that of many cells those in which nothing can be typed are passed over.
    pub fn write_open(&self, pane: &mut Pane<'_>, hand: Hand, mut typed: Vec<Typed>) {
        if typed.len() > 1 {
            typed.retain(|(row, column, _)| self.table.face(*row, *column).fixed.is_none());
        }
        self.write(pane, hand, typed, None);
    }

    /// Puts the same words into all cells of an area.
    pub fn write_all(&self, pane: &mut Pane<'_>, hand: Hand, area: Area, words: &str) {
        self.write_open(pane, hand, area.cells().map(|(row, column)| (row, column, words.to_owned())).collect());
    }

    /// Clears the selected cells.
    pub fn clear(&self, pane: &mut Pane<'_>, state: &GridState) {
        self.write_all(pane, Hand::Clear, state.area(), "");
    }

    /// Puts pasted text where the selection is, and selects what it came to.
    pub fn paste(&self, pane: &mut Pane<'_>, state: &mut GridState, text: &str) {
        let (typed, lost) = sheet::place(&tsv::parse(text), state.area(), self.room());
        let corner = (state.area().top, state.area().left);
        let end = typed.iter().fold(corner, |end, (row, column, _)| (end.0.max(*row), end.1.max(*column)));
        if !typed.is_empty() {
            (state.at, state.end) = (corner, end);
        }
        // New texts stand at the end; new members where their codes put them.
        if end.0 >= self.table.rows() && *self.sheet == SheetId::Texts {
            state.select_new(pane.app.shown.revision, (end.0, corner.1));
        }
        self.write(pane, Hand::Paste, typed, lost);
    }

    /// Puts the first row of the selection into its other rows.
    pub fn fill_down(&self, pane: &mut Pane<'_>, state: &GridState) {
        self.write_open(pane, Hand::Fill, sheet::fill_down(state.area(), |row, column| self.table.text(row, column)));
    }

    /// Puts the first column of the selection into its other columns.
    pub fn fill_right(&self, pane: &mut Pane<'_>, state: &GridState) {
        self.write_open(pane, Hand::Fill, sheet::fill_right(state.area(), |row, column| self.table.text(row, column)));
    }

    /// Fills an area from the selection, which is a part of it.
    pub fn fill_to(&self, pane: &mut Pane<'_>, state: &mut GridState, to: Area) {
        let from = state.area();
        if to != from {
            self.write_open(pane, Hand::Fill, sheet::extend(from, to, |row, column| self.table.text(row, column)));
            (state.at, state.end) = ((to.top, to.left), (to.bottom, to.right));
        }
    }

    /// Whether a selected cell differs from its source.
    pub fn has_source(&self, area: Area) -> bool {
        area.cells().any(|(row, column)| self.table.source(row, column).is_some())
    }
}

/// Puts the selected cells on the clipboard.
pub fn copy(ctx: &egui::Context, held: &Held<'_>, state: &GridState) {
    ctx.copy_text(tsv::write(&state.area().block(|row, column| held.table.text(row, column))));
}

/// Brings the selected cells back to what their source says.
pub fn back_to_source(pane: &mut Pane<'_>, sheet: &SheetId, area: Area) {
    pane.push(Command::Edit(EditCommand::Cells(sheet.clone(), CellsEdit::BackToSource(area))));
}
