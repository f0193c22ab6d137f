//! A file as rows of cells: text with delimiters, the first sheet of a workbook, or a Parquet file.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::{
    Encoding, Finding, Findings, Form, Input, Kind, decode,
    grid::{Grid, List},
    parquet_file,
    quotes::{self, Stray},
    records::lines,
    workbook,
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
    /// Where it stands again below itself, as in files that were pasted together.
    again: Again,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    Text {
        text: String,
        delimiter: u8,
        /// The lines that are left out for their quotation marks.
        strays: Vec<Stray>,
    },
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
    /// How many bytes stand above it.
    byte: usize,
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Where it begins.
    pub place: Place,
    /// How many bytes of the text stand before it; 0 where it is none.
    pub(super) byte: u64,
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

    /// What is wrong with a row that has filled cells beyond the last of so many columns: it is shifted, so that none of
    /// its cells can be trusted.
    pub(super) fn overfull(&self, columns: usize) -> Option<String> {
        let over = (columns..self.len()).any(|column| !self.get(column).is_empty());
        over.then(|| self.count(columns))
    }

    /// Whether it is a row of text that ends before the last of so many columns. The rows of a workbook end with their
    /// last filled cell, which says nothing.
    pub(super) fn is_short(&self, columns: usize) -> bool {
        self.is_text() && self.len() < columns
    }

    /// Whether its cells were told apart by delimiters.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.cells, Cells::Record(_))
    }

    /// The words for another count of cells than that of the header.
    pub(super) fn count(&self, columns: usize) -> String {
        format!("The row has {} cells and the header {columns}", self.len())
    }
}

/// Rows that are read although they have fewer cells than the header.
#[derive(Default)]
pub(super) struct Short {
    rows: u64,
    first: Place,
}

impl Short {
    /// Takes one of them.
    pub fn note(&mut self, place: Place) {
        if self.rows == 0 {
            self.first = place;
        }
        self.rows += 1;
    }

    /// Says how many there were.
    pub fn tell(&self, findings: &mut Findings) {
        let message = match self.rows {
            0 => return,
            1 => "The row has fewer cells than the header".to_owned(),
            rows => format!("{rows} rows have fewer cells than the header; this is the first"),
        };
        let finding = Finding::warning(Kind::BadRow, message, "The cells that are there were read");
        findings.push(finding.at(self.first, 0));
    }
}

/// Rows that say what the header says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Again {
    rows: u64,
    first: Place,
}

impl Again {
    /// Takes one of them.
    pub fn note(&mut self, place: Place) {
        if self.rows == 0 {
            self.first = place;
        }
        self.rows += 1;
    }

    /// Takes those of a part of the file that begins so many lines below.
    pub fn append(&mut self, other: Self, lines: u32) {
        if self.rows == 0 {
            self.first = Place { line: other.first.line + lines, ..other.first };
        }
        self.rows += other.rows;
    }

    /// Says how many there were.
    pub fn tell(&self, findings: &mut Findings) {
        let (message, done) = match self.rows {
            0 => return,
            1 => (format!("The header stands again in line {}", self.first.line), "The line was passed over"),
            rows => (format!("The header stands again in {rows} lines; this is the first"), "They were passed over"),
        };
        findings.push(Finding::note(Kind::Understood, message, done).at(self.first, 0));
    }
}

/// Whether cells say what the header says, as far as either of them says anything. Where a file that was pasted on
/// begins, the mark of its encoding may stand.
pub(super) fn is_header<'a>(cells: impl Iterator<Item = &'a str>, header: &[String]) -> bool {
    let mut names = header.iter();
    let mut filled = 0;
    for cell in cells {
        let cell = cell.trim().trim_start_matches('\u{feff}').trim();
        if !cell.eq_ignore_ascii_case(names.next().map_or("", |name| name.trim())) {
            return false;
        }
        filled += usize::from(!cell.is_empty());
    }
    filled > 1 && names.all(|name| name.trim().is_empty())
}

/// The words with which a line of totals or a footnote begins.
const BESIDE: [&str; 8] = ["total", "totals", "sum", "sums", "source", "sources", "note", "notes"];

impl Row<'_> {
    /// What is wrong with a row that names no roll call, but has a line of totals or a footnote in its first filled cell.
    /// In the columns of `told` a roll call would have something: a date, a title, a symbol.
    pub(super) fn beside(&self, told: &[Option<usize>]) -> Option<String> {
        let mut filled = (0..self.len()).filter(|column| !self.get(*column).is_empty());
        let first = filled.next()?;
        let text = self.get(first);
        let word = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
        let told = told.iter().flatten().any(|column| *column != first && !self.get(*column).is_empty());
        let known = BESIDE.iter().any(|known| known.eq_ignore_ascii_case(word));
        let text: String = text.lines().next().unwrap_or("").chars().take(40).collect();
        (known && !told).then(|| format!("\"{text}\" begins a line of totals or a note, and names no roll call"))
    }

    /// Whether one cell is filled, and no other.
    pub(super) fn is_lone(&self) -> bool {
        (0..self.len()).filter(|column| !self.get(*column).is_empty()).count() == 1
    }
}

impl Sheet {
    /// Reads text with delimiters: the one that the first line has most of among comma, semicolon, tab and bar.
    #[must_use]
    pub fn text(file: u32, text: String) -> Self {
        let delimiter = delimiter(&text);
        Self::of(file, Rows::Text { text, delimiter, strays: Vec::new() }).under(0)
    }

    /// Rows that were cells to begin with; the first is the header.
    #[must_use]
    pub fn cells(file: u32, rows: &[Vec<String>]) -> Self {
        Self::of(file, Rows::Cells(Grid::of_rows(rows))).under(0)
    }

    fn of(file: u32, rows: Rows) -> Self {
        let header_place = Place { file, line: 0 };
        Self { file, header: Vec::new(), header_place, above: 0, again: Again::default(), rows }
    }

    /// The same, with the header so many rows below the first one that is not empty, as where a title stands above it.
    #[must_use]
    pub fn under(mut self, above: usize) -> Self {
        if let Rows::Text { strays, .. } = &mut self.rows {
            // They are told by the header.
            strays.clear();
        }
        let Header { cells, place, number, byte, .. } = self.headed(above);
        (self.header, self.header_place, self.above) = (cells, place, number);
        if let Rows::Text { text, delimiter, strays } = &mut self.rows {
            let named = self.header.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let columns = (self.header.len(), named);
            *strays = quotes::Text { bytes: text.as_bytes(), delimiter: *delimiter, columns }.strays_below(byte);
        }
        self.again = self.headers_below(byte);
        self
    }

    /// Where the header stands again. Rows of text are looked at where its longest cell is found below it, and in no
    /// other file.
    fn headers_below(&self, byte: usize) -> Again {
        let mut again = Again::default();
        if let Rows::Text { text, .. } = &self.rows {
            let plain = self.header.iter().filter(|cell| !cell.contains('"'));
            let Some(longest) = plain.max_by_key(|cell| cell.len()).filter(|cell| !cell.is_empty()) else {
                return again;
            };
            let below = text.get(byte..).and_then(|text| Some(text.split_once(longest.as_str())?.1));
            if below.is_none_or(|below| memchr::memmem::find(below.as_bytes(), longest.as_bytes()).is_none()) {
                return again;
            }
        }
        self.records(&mut |number, row| {
            if number > self.above && self.is_header(&row) {
                again.note(row.place);
            }
            ControlFlow::Continue(())
        });
        again
    }

    fn is_header(&self, row: &Row<'_>) -> bool {
        let first = self.header.first().map_or("", String::as_str);
        row.get(0).ends_with(first) && is_header((0..row.len()).map(|column| row.get(column)), &self.header)
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
        let (mut found, mut passed) =
            (Header { cells: Vec::new(), raw: Vec::new(), place, number: usize::MAX, byte: usize::MAX }, 0);
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
            found = Header { cells, raw, place: row.place, number, byte: row.byte as usize };
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
        Self::open_under(input, file, encoding, 0, findings)
    }

    /// The same, with the header so many rows below the first one that is not empty.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub(super) fn open_under(
        input: &Input,
        file: u32,
        encoding: Option<Encoding>,
        above: usize,
        findings: &mut Findings,
    ) -> Result<Self, Problem> {
        let form = Form::of(input)?;
        match form {
            Form::Text => {}
            Form::Parquet => {
                let grid = parquet_file::read(input, file, None, findings)?;
                return Ok(Self::of(file, Rows::Cells(grid)).under(above).told(findings));
            }
            Form::Xlsx | Form::Xlsb | Form::Xls | Form::Ods => {
                let grid = workbook::read(input, file, form, None, findings)?;
                return Ok(Self::of(file, Rows::Cells(grid)).under(above.max(input.rows_above())).told(findings));
            }
        }
        let bytes = input.bytes()?;
        let decoded = decode(&bytes, encoding);
        if let Some(finding) = decoded.finding(file) {
            findings.push(finding);
        }
        let text = decoded.text.into_owned();
        let delimiter = delimiter(&text);
        let sheet = Self::of(file, Rows::Text { text, delimiter, strays: Vec::new() }).under(above);
        sheet.tell_strays(findings);
        Ok(sheet.told(findings))
    }

    /// The same, after it is said that the header stands in it again.
    fn told(self, findings: &mut Findings) -> Self {
        self.again.tell(findings);
        self
    }

    /// Says which lines are left out for their quotation marks.
    fn tell_strays(&self, findings: &mut Findings) {
        let Rows::Text { strays, .. } = &self.rows else { return };
        for stray in strays {
            let message = match stray.cells {
                Some(cells) => format!(
                    "A quotation mark seems to be missing or too many: with the lines that it draws in the row has {cells} \
                     cells and the header {}",
                    self.header.len()
                ),
                None => "A quotation mark is not closed".to_owned(),
            };
            let finding =
                Finding::error(Kind::BadRow, message, "The line was left out, and reading went on at the next one");
            findings.push(finding.at(Place { file: self.file, line: stray.lines + 1 }, 0));
        }
        findings.leave_out(strays.len() as u64);
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
        let again = self.again.rows > 0;
        self.records(&mut |number, row| {
            let passed = number <= header || row.is_empty() || (again && self.is_header(&row));
            if passed { ControlFlow::Continue(()) } else { visit(row) }
        });
    }

    fn records(&self, visit: &mut dyn FnMut(usize, Row<'_>) -> ControlFlow<()>) {
        let place = |line| Place { file: self.file, line };
        match &self.rows {
            Rows::Cells(rows) => {
                for (number, (line, list)) in rows.rows().enumerate() {
                    let row = Row { place: place(line), byte: 0, cells: Cells::List(list) };
                    if visit(number, row).is_break() {
                        return;
                    }
                }
            }
            Rows::Text { text, delimiter, strays } => {
                let (mut number, mut from) = (0, Part::default());
                for until in strays.iter().map(Some).chain([None]) {
                    let part = text.get(from.byte..until.map_or(text.len(), |stray| stray.start)).unwrap_or("");
                    if self.part(part, from, *delimiter, &mut number, visit).is_break() {
                        return;
                    }
                    if let Some(stray) = until {
                        from.byte = stray.end;
                        from.lines =
                            stray.lines + lines(text.as_bytes().get(stray.start..stray.end).unwrap_or_default());
                    }
                }
            }
        }
    }

    /// Goes through the rows of a part of the text.
    fn part(
        &self,
        text: &str,
        from: Part,
        delimiter: u8,
        number: &mut usize,
        visit: &mut dyn FnMut(usize, Row<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        const ROOM: usize = 8 * 1024;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(text.len().clamp(1, ROOM))
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        // Text is text already, so that a record can always be read.
        while let Ok(true) = reader.read_record(&mut record) {
            let (byte, line) = record.position().map_or((0, 0), |at| (at.byte(), line_of(text, at)));
            let place = Place { file: self.file, line: from.lines + line };
            let row = Row { place, byte: from.byte as u64 + byte, cells: Cells::Record(&record) };
            visit(*number, row)?;
            *number += 1;
        }
        ControlFlow::Continue(())
    }
}

/// Where a part of a text begins.
#[derive(Clone, Copy, Default)]
struct Part {
    byte: usize,
    /// How many line ends stand before it.
    lines: u32,
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
