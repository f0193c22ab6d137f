//! A file as rows of cells: text with delimiters, the first sheet of a workbook, or a Parquet file.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::{
    Encoding, Findings, Form, Input, decode,
    grid::{Grid, List},
    parquet_file, workbook,
};
use crate::{archive::Place, io::Problem};

#[cfg(test)]
mod tests;

/// A file as rows of cells. Cells are given without white space at their ends,
/// but for those that are asked for as they are.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which file it is.
    pub file: u32,
    /// The first row that is not empty.
    pub header: Vec<String>,
    /// Where it stands: what is above it is passed over.
    pub header_place: Place,
    /// How many rows are above it, from the first one.
    above: usize,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    Text { text: String, delimiter: u8 },
    Cells(Grid),
}

/// A header, and where it stands.
pub(super) struct Header {
    /// Its cells, without white space at their ends.
    pub cells: Vec<String>,
    /// The same as they are.
    pub raw: Vec<String>,
    /// Its line.
    pub place: Place,
    /// How many rows stand above it, those included that are empty.
    pub number: usize,
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Where it begins.
    pub place: Place,
    cells: Cells<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Cells<'a> {
    Record(&'a StringRecord),
    List(List<'a>),
}

impl<'a> Row<'a> {
    /// A cell by its column from 0; empty where the row is too short.
    #[must_use]
    pub fn get(&self, column: usize) -> &'a str {
        self.raw(column).trim()
    }

    /// A cell as it is, white space at its ends included.
    #[must_use]
    pub fn raw(&self, column: usize) -> &'a str {
        let cell = match self.cells {
            Cells::Record(record) => record.get(column),
            Cells::List(list) => list.get(column),
        };
        cell.unwrap_or("")
    }

    /// A cell of a column that the file may not have.
    #[must_use]
    pub fn cell(&self, column: Option<usize>) -> &'a str {
        column.map_or("", |column| self.get(column))
    }

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Record(record) => record.len(),
            Cells::List(list) => list.len(),
        }
    }

    /// Whether all cells are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        (0..self.len()).all(|column| self.get(column).is_empty())
    }
}

impl Sheet {
    /// Reads text with delimiters: the one that the first line has most of among comma, semicolon, tab and bar.
    #[must_use]
    pub fn text(file: u32, text: String) -> Self {
        let delimiter = delimiter(&text);
        Self::of(file, Rows::Text { text, delimiter }).under(0)
    }

    /// Rows that were cells to begin with; the first is the header.
    #[must_use]
    pub fn cells(file: u32, rows: &[Vec<String>]) -> Self {
        Self::of(file, Rows::Cells(Grid::of_rows(rows))).under(0)
    }

    fn of(file: u32, rows: Rows) -> Self {
        Self { file, header: Vec::new(), header_place: Place { file, line: 0 }, above: 0, rows }
    }

    /// The same, with the header so many rows below the first one that is not empty, as where a title stands above it.
    #[must_use]
    pub fn under(mut self, above: usize) -> Self {
        let Header { cells, place, number, .. } = self.headed(above);
        (self.header, self.header_place, self.above) = (cells, place, number);
        self
    }

    /// The cells of the header as they are, white space at their ends included.
    pub(super) fn header_as_it_is(&self) -> Vec<String> {
        let mut passed = 0;
        self.records(&mut |number, row| {
            if number >= self.above {
                return ControlFlow::Break(());
            }
            passed += usize::from(!row.is_empty());
            ControlFlow::Continue(())
        });
        self.headed(passed).raw
    }

    /// The row that is the header where so many rows that are not empty stand above it.
    pub(super) fn headed(&self, above: usize) -> Header {
        let place = Place { file: self.file, line: 0 };
        let (mut found, mut passed) = (Header { cells: Vec::new(), raw: Vec::new(), place, number: usize::MAX }, 0);
        self.records(&mut |number, row| {
            if row.is_empty() {
                return ControlFlow::Continue(());
            }
            if passed < above {
                passed += 1;
                return ControlFlow::Continue(());
            }
            let cells = (0..row.len()).map(|column| row.get(column).to_owned()).collect();
            let raw = (0..row.len()).map(|column| row.raw(column).to_owned()).collect();
            found = Header { cells, raw, place: row.place, number };
            ControlFlow::Break(())
        });
        found
    }

    /// Opens a file as rows of cells: text with delimiters, a sheet of a workbook, or a Parquet file, by its content.
    /// Says where it had to be read in another encoding than UTF-8, which sheet was read, and what was left out.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub fn open(
        input: &Input,
        file: u32,
        encoding: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self, Problem> {
        let form = Form::of(input)?;
        match form {
            Form::Text => {}
            Form::Parquet => {
                let grid = parquet_file::read(input, file, None, findings)?;
                return Ok(Self::of(file, Rows::Cells(grid)).under(0));
            }
            Form::Xlsx | Form::Xlsb | Form::Xls | Form::Ods => {
                let grid = workbook::read(input, file, form, None, findings)?;
                return Ok(Self::of(file, Rows::Cells(grid)).under(input.rows_above()));
            }
        }
        let bytes = input.bytes()?;
        let decoded = decode(&bytes, encoding);
        if let Some(finding) = decoded.finding(file) {
            findings.push(finding);
        }
        Ok(Self::text(file, decoded.text.into_owned()))
    }

    /// The first rows of a workbook or a Parquet file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn peek(input: &Input, form: Form, rows: u32) -> Result<Self, Problem> {
        let mut findings = Findings::default();
        let grid = match form {
            Form::Parquet => parquet_file::read(input, 0, Some(rows), &mut findings)?,
            _ => workbook::read(input, 0, form, Some(rows), &mut findings)?,
        };
        Ok(Self::of(0, Rows::Cells(grid)).under(input.rows_above()))
    }

    /// The column with this name, capitals and small letters alike.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.eq_ignore_ascii_case(name))
    }

    /// Goes through the rows under the header, without those that are empty, until told to stop.
    pub fn each(&self, visit: impl FnMut(Row<'_>) -> ControlFlow<()>) {
        self.each_below(self.above, visit);
    }

    /// Goes through the rows below one of them, without those that are empty, until told to stop.
    pub(super) fn each_below(&self, header: usize, mut visit: impl FnMut(Row<'_>) -> ControlFlow<()>) {
        self.records(&mut |number, row| {
            if number <= header || row.is_empty() { ControlFlow::Continue(()) } else { visit(row) }
        });
    }

    fn records(&self, visit: &mut dyn FnMut(usize, Row<'_>) -> ControlFlow<()>) {
        let place = |line| Place { file: self.file, line };
        match &self.rows {
            Rows::Cells(rows) => {
                for (number, (line, list)) in rows.rows().enumerate() {
                    let row = Row { place: place(line), cells: Cells::List(list) };
                    if visit(number, row).is_break() {
                        return;
                    }
                }
            }
            Rows::Text { text, delimiter } => {
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(*delimiter)
                    .from_reader(text.as_bytes());
                let mut record = StringRecord::new();
                let mut number = 0;
                // Text is text already, so that a record can always be read.
                while let Ok(true) = reader.read_record(&mut record) {
                    let line = record.position().map_or(0, |at| line_of(text, at));
                    if visit(number, Row { place: place(line), cells: Cells::Record(&record) }).is_break() {
                        return;
                    }
                    number += 1;
                }
            }
        }
    }
}

/// The line on which a record begins. The reader counts the ends of the lines before it as part of it.
fn line_of(text: &str, at: &csv::Position) -> u32 {
    let rest = usize::try_from(at.byte()).ok().and_then(|from| text.as_bytes().get(from..)).unwrap_or(&[]);
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    (at.line() + ends as u64) as u32
}

/// How many lines are looked at where the first one does not tell what stands between cells.
const LINES: usize = 20;

/// The delimiter that the first line that is not empty has most of, outside quotes. Where it has one at most, it may be a
/// title: then the one that most of the first lines have. A comma where there is none.
fn delimiter(text: &str) -> u8 {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).map(count);
    let first = lines.next().unwrap_or_default();
    // The first of equals wins.
    let most = |counts: [usize; 4]| {
        let places = DELIMITERS.iter().zip(counts).rev();
        places.max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| *byte)
    };
    if first.iter().any(|count| *count > 1) {
        return most(first);
    }
    let mut having = first.map(|count| count.min(1));
    for counts in lines {
        having.iter_mut().zip(counts).for_each(|(having, count)| *having += count.min(1));
    }
    most(having)
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How often a line has each delimiter outside quotes.
fn count(line: &str) -> [usize; 4] {
    let mut counts = [0; 4];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        let known = DELIMITERS.iter().position(|known| !quoted && *known == byte);
        if let Some(count) = known.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}
