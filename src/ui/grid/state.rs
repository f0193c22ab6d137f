//! What the grid remembers between frames: which cells are selected, what is being typed, what is dragged.

use crate::app::sheet::{Area, Find, SheetId, Table};

/// A row and a column.
pub type Cell = (usize, usize);

/// What is being typed into a cell.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The cell.
    pub cell: Cell,
    /// What stands in the field.
    pub text: String,
    /// Whether the field was just opened, and is to take the keyboard.
    pub fresh: bool,
    /// Whether it was opened by typing, so that the arrows leave it.
    pub typed: bool,
}

/// What the pointer draws out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drag {
    /// Nothing.
    #[default]
    None,
    /// A selection of cells.
    Cells,
    /// A selection of rows.
    Rows,
    /// A selection of columns.
    Columns,
    /// The cells that are filled from the selection.
    Fill(Area),
}

/// What the grid remembers.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    /// The sheet that this belongs to.
    pub sheet: Option<SheetId>,
    /// The cell that keys and typing mean.
    pub at: Cell,
    /// The other corner of the selection.
    pub end: Cell,
    /// What is being typed.
    pub editing: Option<Editing>,
    /// What the pointer draws out.
    pub drag: Drag,
    /// The cell that is to be brought into sight.
    pub reveal: Option<Cell>,
    /// The bar to find and replace, where it is open.
    pub find: Option<FindBar>,
    /// The letters of a vote that were typed so far.
    pub word: String,
    /// Whether the grid is to take the keyboard.
    pub focus: bool,
    /// The cell whose menu was opened last.
    pub menu: Cell,
    /// How many rows are in sight.
    pub page: usize,
    /// The cell to be selected once the revision is another, and what is added is there.
    pub coming: Option<(u64, Cell)>,
}

/// The bar to find and replace.
#[derive(Clone, Debug, Default)]
pub struct FindBar {
    /// What is looked for.
    pub find: Find,
    /// Only among these cells.
    pub within: Option<Area>,
    /// Whether the bar was just opened, and is to take the keyboard.
    pub fresh: bool,
}

impl GridState {
    /// Begins anew where another sheet is shown, and stays within the sheet where it has shrunk.
    pub fn fit(&mut self, sheet: &SheetId, table: &dyn Table) {
        if self.sheet.as_ref() != Some(sheet) {
            let coming = self.coming;
            *self = Self { sheet: Some(sheet.clone()), focus: true, coming, ..Self::default() };
        }
        let last = (table.rows().saturating_sub(1), table.columns().saturating_sub(1));
        let within = |cell: Cell| (cell.0.min(last.0), cell.1.min(last.1));
        (self.at, self.end, self.menu) = (within(self.at), within(self.end), within(self.menu));
        if let Some(area) = self.find.as_mut().and_then(|bar| bar.within.as_mut()) {
            *area = Area::between(within((area.top, area.left)), within((area.bottom, area.right)));
        }
        self.editing.take_if(|editing| editing.cell != within(editing.cell));
    }

    /// The selected cells.
    pub fn area(&self) -> Area {
        Area::between(self.at, self.end)
    }

    /// Selects one cell.
    pub fn select(&mut self, cell: Cell) {
        (self.at, self.end) = (cell, cell);
        self.reveal = Some(cell);
        self.word.clear();
    }

    /// Selects a cell of what is being added, as soon as it is there.
    pub fn select_new(&mut self, revision: u64, cell: Cell) {
        self.coming = Some((revision, cell));
    }

    /// Selects what was added, where it is there now.
    pub fn arrive(&mut self, revision: u64) {
        if let Some((_, cell)) = self.coming.take_if(|(then, _)| *then != revision) {
            self.select(cell);
        }
    }

    /// Draws the selection out to a cell.
    pub fn extend(&mut self, cell: Cell) {
        self.end = cell;
        self.reveal = Some(cell);
        self.word.clear();
    }

    /// Opens the field of a cell with what stands in it, or with what was typed.
    pub fn edit(&mut self, text: String, typed: bool) {
        self.editing = Some(Editing { cell: self.at, text, fresh: true, typed });
        self.reveal = Some(self.at);
        self.word.clear();
    }
}
