//! A file as rows of cells: text with delimiters, the first sheet of a workbook, or a Parquet file.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::{Encoding, Finding, Findings, Input, Kind, decode};
use crate::{archive::Place, io::Problem};

/// A file as rows of cells. Cells are given without white space at their ends.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which file it is.
    pub file: u32,
    /// The first row.
    pub header: Vec<String>,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    Text { text: String, delimiter: u8 },
    Cells(Vec<Vec<String>>),
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
    List(&'a [String]),
}

impl<'a> Row<'a> {
    /// A cell by its column from 0; empty where the row is too short.
    #[must_use]
    pub fn get(&self, column: usize) -> &'a str {
        let cell = match self.cells {
            Cells::Record(record) => record.get(column),
            Cells::List(list) => list.get(column).map(String::as_str),
        };
        cell.map_or("", str::trim)
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
        let mut sheet = Self { file, header: Vec::new(), rows: Rows::Text { text, delimiter } };
        let mut header = Vec::new();
        sheet.records(&mut |_, row| {
            header = (0..row.len()).map(|column| row.get(column).to_owned()).collect();
            ControlFlow::Break(())
        });
        sheet.header = header;
        sheet
    }

    /// Rows that were cells to begin with; the first is the header.
    #[must_use]
    pub fn cells(file: u32, rows: Vec<Vec<String>>) -> Self {
        let header =
            rows.first().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default();
        Self { file, header, rows: Rows::Cells(rows) }
    }

    /// Opens a file as rows of cells, and says where it had to be read in another encoding than UTF-8.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub fn open(
        input: &Input,
        file: u32,
        encoding: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self, Problem> {
        let bytes = input.bytes()?;
        let decoded = decode(&bytes, encoding);
        if decoded.encoding == Encoding::Windows1252 && encoding.is_none() {
            let message = "The file is not UTF-8";
            let done = "It was read as Windows-1252; choose another encoding where letters look wrong";
            findings.push(Finding::note(Kind::Encoding, message, done).at(Place { file, line: 0 }, 0));
        }
        Ok(Self::text(file, decoded.text.into_owned()))
    }

    /// The column with this name, capitals and small letters alike.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.eq_ignore_ascii_case(name))
    }

    /// Goes through the rows under the header, without those that are empty, until told to stop.
    pub fn each(&self, mut visit: impl FnMut(Row<'_>) -> ControlFlow<()>) {
        self.records(&mut |number, row| {
            if number == 0 || row.is_empty() { ControlFlow::Continue(()) } else { visit(row) }
        });
    }

    fn records(&self, visit: &mut dyn FnMut(usize, Row<'_>) -> ControlFlow<()>) {
        let place = |line| Place { file: self.file, line };
        match &self.rows {
            Rows::Cells(rows) => {
                for (number, row) in rows.iter().enumerate() {
                    let row = Row { place: place(number as u32 + 1), cells: Cells::List(row) };
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
                    let line = record.position().map_or(0, csv::Position::line) as u32;
                    if visit(number, Row { place: place(line), cells: Cells::Record(&record) }).is_break() {
                        return;
                    }
                    number += 1;
                }
            }
        }
    }
}

/// The delimiter that the first line that is not empty has most of, outside quotes; a comma where it has none.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| !quoted && *known == byte) {
            *count += 1;
        }
    }
    // The first of equals wins.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| *byte)
}
