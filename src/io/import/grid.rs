//! Cells of workbooks and Parquet files: each text once, and a number for it in every cell that holds it.

use std::collections::HashMap;

/// Above so many cells a table is refused: no table of votes comes near, and a file that unpacks to more than the memory
/// holds would take the program with it.
pub(super) const MOST_CELLS: usize = 100_000_000;

/// The number of the empty text.
pub(super) const EMPTY: u32 = 0;

/// Texts, each once.
#[derive(Debug)]
pub(super) struct Pool {
    known: HashMap<Box<str>, u32>,
}

impl Default for Pool {
    fn default() -> Self {
        Self { known: HashMap::from([(Box::from(""), EMPTY)]) }
    }
}

impl Pool {
    /// The number of a text.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let next = self.known.len() as u32;
        self.known.insert(text.into(), next);
        next
    }

    fn texts(self) -> Vec<Box<str>> {
        let mut texts: Vec<(u32, Box<str>)> = self.known.into_iter().map(|(text, number)| (number, text)).collect();
        texts.sort_unstable_by_key(|(number, _)| *number);
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

/// A cell that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// The number of its text.
    pub text: u32,
}

/// A table is too large to be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

#[derive(Clone, Debug)]
struct Line {
    number: u32,
    start: usize,
    end: usize,
}

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    texts: Vec<Box<str>>,
    cells: Vec<u32>,
    lines: Vec<Line>,
}

impl Grid {
    /// Rows that were cells to begin with; the first stands on line 1.
    pub fn of_rows(rows: &[Vec<String>]) -> Self {
        let mut pool = Pool::default();
        let mut grid = Self::default();
        for (number, row) in rows.iter().enumerate() {
            let start = grid.cells.len();
            grid.cells.extend(row.iter().map(|cell| pool.number(cell)));
            grid.close(number as u32 + 1, start);
        }
        grid.texts = pool.texts();
        grid
    }

    /// Cells in any order. Rows without any are left out; lines are counted with them.
    pub fn of_spots(pool: Pool, mut spots: Vec<Spot>) -> Result<Self, TooLarge> {
        // Of two cells in one place the later one stands, as in a spreadsheet program.
        spots.sort_by_key(|spot| (spot.row, spot.column));
        let mut grid = Self::default();
        let mut current = None;
        let mut start = 0;
        for spot in spots {
            if current != Some(spot.row) {
                if let Some(row) = current {
                    grid.close(row + 1, start);
                }
                (current, start) = (Some(spot.row), grid.cells.len());
            }
            let place = start + spot.column as usize;
            if place >= MOST_CELLS {
                return Err(TooLarge);
            }
            if grid.cells.len() <= place {
                grid.cells.resize(place + 1, EMPTY);
            }
            if let Some(cell) = grid.cells.get_mut(place) {
                *cell = spot.text;
            }
        }
        if let Some(row) = current {
            grid.close(row + 1, start);
        }
        grid.texts = pool.texts();
        Ok(grid)
    }

    /// Columns of equal length under a header, which stands on line 1.
    pub fn of_columns(pool: Pool, header: Vec<u32>, columns: &[Vec<u32>]) -> Result<Self, TooLarge> {
        let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
        if rows.saturating_mul(columns.len()) >= MOST_CELLS {
            return Err(TooLarge);
        }
        let mut grid = Self { cells: header, ..Self::default() };
        grid.close(1, 0);
        grid.cells.reserve(rows * columns.len());
        for row in 0..rows {
            let start = grid.cells.len();
            grid.cells.extend(columns.iter().map(|column| column.get(row).copied().unwrap_or(EMPTY)));
            grid.close(row as u32 + 2, start);
        }
        grid.texts = pool.texts();
        Ok(grid)
    }

    fn close(&mut self, number: u32, start: usize) {
        self.lines.push(Line { number, start, end: self.cells.len() });
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Line by line: its number in the file, from 1, and its cells.
    pub fn rows(&self) -> impl Iterator<Item = (u32, List<'_>)> {
        self.lines.iter().map(|line| {
            let cells = self.cells.get(line.start..line.end).unwrap_or(&[]);
            (line.number, List { cells, texts: &self.texts })
        })
    }
}

/// The cells of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    cells: &'a [u32],
    texts: &'a [Box<str>],
}

impl<'a> List<'a> {
    /// A cell by its column from 0.
    pub fn get(&self, column: usize) -> Option<&'a str> {
        let text = self.cells.get(column)?;
        self.texts.get(*text as usize).map(AsRef::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }
}
