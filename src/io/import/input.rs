//! A file to read, on the disk or in memory, and whoever waits for it.

use std::{
    fs::{self, File},
    io::{self, Cursor, Read, Seek, SeekFrom},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Findings, Form, Sheet, workbook};
use crate::io::Problem;

/// Whoever waits for a long reading: is told how far it is, and may call it off.
pub trait Watch: Sync {
    /// So many bytes of so many are read.
    fn progress(&self, done: u64, total: u64);
    /// Whether to stop.
    fn cancelled(&self) -> bool;
}

/// Nobody waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Watch for Silent {
    fn progress(&self, _done: u64, _total: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Bytes {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

/// A file to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name, as findings tell it.
    pub name: String,
    bytes: Bytes,
    sheet: Option<String>,
    above: usize,
}

impl Input {
    /// A file on the disk.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        Self { name, bytes: Bytes::Disk(path.to_path_buf()), sheet: None, above: 0 }
    }

    /// Bytes that are in memory already.
    #[must_use]
    pub fn memory(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: Bytes::Memory(bytes.into()), sheet: None, above: 0 }
    }

    /// The same, with the name of the sheet that is to be read where it is a workbook.
    #[must_use]
    pub fn with_sheet(mut self, name: impl Into<String>) -> Self {
        self.sheet = Some(name.into());
        self
    }

    /// The name of the sheet that is to be read; none where that is the first one that has rows.
    #[must_use]
    pub fn sheet_name(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The same, with so many rows above the header where it is a workbook; they are passed over.
    #[must_use]
    pub(super) fn with_rows_above(mut self, above: usize) -> Self {
        self.above = above;
        self
    }

    /// How many rows of a workbook stand above its header.
    pub(super) fn rows_above(&self) -> usize {
        self.above
    }

    /// The names of the sheets of a workbook, the hidden ones last; none where it is no workbook.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheets(&self) -> Result<Vec<String>, Problem> {
        match Form::of(self)? {
            Form::Text | Form::Parquet => Ok(Vec::new()),
            form => workbook::names(self, form),
        }
    }

    /// The path of a file on the disk.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.bytes {
            Bytes::Disk(path) => Some(path),
            Bytes::Memory(_) => None,
        }
    }

    /// The ending of its name in small letters: "csv".
    #[must_use]
    pub fn ending(&self) -> String {
        self.name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
    }

    /// How many bytes it has.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn len(&self) -> Result<u64, Problem> {
        match &self.bytes {
            Bytes::Disk(path) => fs::metadata(path).map(|found| found.len()).map_err(|error| self.unreadable(&error)),
            Bytes::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// Whether it has no bytes.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn is_empty(&self) -> Result<bool, Problem> {
        self.len().map(|len| len == 0)
    }

    /// A stream of its bytes.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(&self) -> Result<Box<dyn Read + Send + '_>, Problem> {
        match &self.bytes {
            Bytes::Disk(path) => match File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(self.unreadable(&error)),
            },
            Bytes::Memory(bytes) => Ok(Box::new(Cursor::new(bytes))),
        }
    }

    /// A stream of its bytes from a place on.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open_at(&self, from: u64) -> Result<Box<dyn Read + Send + '_>, Problem> {
        match &self.bytes {
            Bytes::Disk(path) => {
                let mut file = File::open(path).map_err(|error| self.unreadable(&error))?;
                file.seek(SeekFrom::Start(from)).map_err(|error| self.unreadable(&error))?;
                Ok(Box::new(file))
            }
            Bytes::Memory(bytes) => {
                let mut bytes = Cursor::new(bytes);
                bytes.set_position(from);
                Ok(Box::new(bytes))
            }
        }
    }

    /// All of its bytes.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        match &self.bytes {
            Bytes::Disk(path) => fs::read(path).map_err(|error| self.unreadable(&error)),
            Bytes::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }

    /// Its first bytes, as many as asked for or as there are.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn head(&self, most: u64) -> Result<Vec<u8>, Problem> {
        let mut head = Vec::new();
        self.open()?.take(most).read_to_end(&mut head).map_err(|error| self.unreadable(&error))?;
        Ok(head)
    }

    /// The problem of a file that cannot be read.
    #[must_use]
    pub fn unreadable(&self, error: &io::Error) -> Problem {
        Problem::new(
            format!("The file cannot be read: {error}"),
            "Check the name of the file and the right to read it.",
        )
        .in_file(&self.name)
    }
}

/// A row of a file with two before and after it, each with its number: lines of a text, rows of a workbook. None where
/// there is no such row.
#[must_use]
pub fn rows_around(input: &Input, line: u32) -> Option<Vec<String>> {
    match Form::of(input).ok()? {
        Form::Text => lines_around(input, line),
        _ => cells_around(input, line),
    }
}

/// The longest row that is shown whole, in characters.
const LONGEST: usize = 400;

fn cells_around(input: &Input, line: u32) -> Option<Vec<String>> {
    let sheet = Sheet::open(input, 0, None, &mut Findings::default()).ok()?;
    let mut found = Vec::new();
    let mut there = false;
    sheet.each(|row| {
        let number = row.place.line;
        there |= number == line;
        if number.abs_diff(line) <= 2 {
            let cells: Vec<&str> = (0..row.len()).map(|column| row.get(column)).collect();
            let cells: String = cells.join(" | ").chars().take(LONGEST).collect();
            found.push(numbered(number, line, &cells));
        }
        if number > line.saturating_add(2) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    there.then_some(found)
}

/// "→ 114: …" for the row itself, "113: …" for those around it.
fn numbered(number: u32, line: u32, text: &str) -> String {
    let mark = if number == line { "→ " } else { "" };
    format!("{mark}{number}: {text}")
}

fn lines_around(input: &Input, line: u32) -> Option<Vec<String>> {
    let line = line as usize;
    let first = line.saturating_sub(2).max(1);
    let mut reader = io::BufReader::new(input.open().ok()?);
    let mut found = Vec::new();
    let mut bytes = Vec::new();
    for number in 1..=line.saturating_add(2) {
        bytes.clear();
        if io::BufRead::read_until(&mut reader, b'\n', &mut bytes).ok()? == 0 {
            break;
        }
        if number >= first {
            if bytes.contains(&0) {
                return None;
            }
            let text: String = super::decode(&bytes, None).text.trim_end().chars().take(LONGEST).collect();
            found.push(numbered(number as u32, line as u32, &text));
        }
    }
    (line > 0 && found.len() > line - first).then_some(found)
}
