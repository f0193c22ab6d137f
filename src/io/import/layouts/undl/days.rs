//! All days of a file, for the one question which of their numbers is the day. Rows are not read here: one that is no
//! row is passed line by line.

use std::io::Read;

use memchr::{memchr, memchr3};

use super::states;
use crate::io::import::records::{Window, blank, lines, split};

/// The longest row, as where rows are read.
const LONGEST: usize = 1 << 20;

/// Where the days of a file are.
pub(super) struct Days {
    /// Where the rows begin: after so many bytes, on this line.
    pub begin: (u64, u32),
    /// What stands between cells.
    pub delimiter: u8,
    /// How many cells a row has.
    pub width: usize,
    /// The column of days, from 0.
    pub column: usize,
}

impl Days {
    /// The length of a row that is the last one but for the cells before its day.
    fn same(&self, bytes: &[u8], behind: &[u8]) -> Option<usize> {
        if !behind.ends_with(b"\n") {
            return None;
        }
        let mut tail = bytes;
        for _ in 0..self.column {
            let (cell, rest) = tail.split_at_checked(memchr(self.delimiter, tail)?)?;
            if memchr3(b'"', b'\n', b'\r', cell).is_some() {
                return None;
            }
            tail = rest.get(1..)?;
        }
        Some(bytes.len() - tail.strip_prefix(behind)?.len())
    }

    /// Gives the day of every row with its line. What cannot be read ends the search: it ends the reading of the file, too.
    pub fn each(&self, source: Box<dyn Read + Send + '_>, take: &mut dyn FnMut(&str, u32)) {
        let mut window = Window::new(source, Window::BLOCK);
        let (mut before, mut line) = self.begin;
        let mut cells = Vec::new();
        // The last row from its day on, which is that of the next one where both are of one resolution.
        let mut behind: (Vec<u8>, u32) = (Vec::new(), 0);
        while before > 0 && !window.ended() {
            if window.more().is_err() {
                return;
            }
            let passed = window.rest().len().min(usize::try_from(before).unwrap_or(usize::MAX));
            window.pass(passed);
            before -= passed as u64;
        }
        loop {
            while let Some(length) = self.same(window.rest(), &behind.0) {
                window.pass(length);
                line += behind.1;
            }
            let lead = blank(window.rest());
            line += lines(window.rest().get(..lead).unwrap_or_default());
            window.pass(lead);
            let rest = window.rest();
            if rest.is_empty() && window.ended() {
                return;
            }
            let used = match split(rest, self.delimiter, window.ended(), &mut cells) {
                None if rest.len() <= LONGEST => {
                    if window.more().is_err() {
                        return;
                    }
                    continue;
                }
                Some(found) if !found.open && cells.len() >= self.width && found.end <= LONGEST => {
                    if let Some(cell) = cells.get(self.column) {
                        take(&states::text(&cell.value(rest), None).0, line);
                        let tail = rest.get(cell.start..found.end).unwrap_or_default();
                        behind = (tail.to_owned(), lines(tail));
                    }
                    found.end
                }
                _ => memchr(b'\n', rest).map_or(rest.len(), |end| end + 1),
            };
            line += lines(rest.get(..used).unwrap_or_default());
            window.pass(used);
        }
    }
}
