//! Text with delimiters in a stream: the bytes come in blocks, and a row is found in them without a copy. For files too
//! large to be held in memory as a whole.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use memchr::{memchr, memchr3};

/// A window on a stream: bytes that are read and not yet used up.
pub(super) struct Window<'a> {
    source: Box<dyn Read + Send + 'a>,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    block: usize,
    ended: bool,
    used: u64,
}

impl<'a> Window<'a> {
    /// How much is read at once: little enough to stay in the processor's own memory until it is used.
    pub const BLOCK: usize = 256 * 1024;

    /// A window on a stream that is read in blocks of so many bytes.
    pub fn new(source: Box<dyn Read + Send + 'a>, block: usize) -> Self {
        Self { source, bytes: Vec::new(), start: 0, end: 0, block: block.max(1), ended: false, used: 0 }
    }

    /// What is read and not used up.
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the stream has ended, so that the rest is all there is.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// How many bytes are used up.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// Uses up some bytes.
    pub fn pass(&mut self, bytes: usize) {
        let bytes = bytes.min(self.end - self.start);
        self.start += bytes;
        self.used += bytes as u64;
    }

    /// Reads a block more; where a row is longer than a block, as much again as there is.
    pub fn more(&mut self) -> io::Result<()> {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let wanted = self.end + self.block.max(self.end);
        if self.bytes.len() < wanted {
            self.bytes.resize(wanted, 0);
        }
        let free = self.bytes.get_mut(self.end..wanted).unwrap_or_default();
        let read = loop {
            match self.source.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += read;
        self.ended = read == 0;
        Ok(())
    }
}

/// A cell as it stands in the bytes of its row, quotes and all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Where it begins.
    pub start: usize,
    /// Where its delimiter is, or the end of the row.
    pub end: usize,
}

impl Cell {
    /// Its bytes.
    pub fn raw<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// What it says: without the quotes around it and with doubled quotes as one.
    pub fn value<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let raw = self.raw(bytes);
        let Some(inner) = raw.strip_prefix(b"\"") else { return Cow::Borrowed(raw) };
        if let Some(plain) = inner.strip_suffix(b"\"").filter(|plain| memchr(b'"', plain).is_none()) {
            return Cow::Borrowed(plain);
        }
        let mut value = Vec::with_capacity(inner.len());
        let mut rest = inner;
        while let Some(quote) = memchr(b'"', rest) {
            let (before, after) = rest.split_at(quote);
            value.extend_from_slice(before);
            let after = after.get(1..).unwrap_or_default();
            let Some(doubled) = after.strip_prefix(b"\"") else {
                // What follows the closing quote is taken as it stands.
                value.extend_from_slice(after);
                return Cow::Owned(value);
            };
            value.push(b'"');
            rest = doubled;
        }
        value.extend_from_slice(rest);
        Cow::Owned(value)
    }
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where the next one begins.
    pub end: usize,
    /// Whether the bytes ended within quotes.
    pub open: bool,
}

/// How many line ends stand before the first row.
pub(super) fn blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// How many lines are passed with these bytes.
pub(super) fn lines(bytes: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', bytes).count() as u32
}

/// Finds the cells of the row that the bytes begin with. None where the row may go on after them; `whole` says that
/// nothing comes after them. Quotes, line ends and what follows a closing quote are taken as the csv crate takes them.
pub(super) fn split(bytes: &[u8], delimiter: u8, whole: bool, cells: &mut Vec<Cell>) -> Option<Found> {
    cells.clear();
    let mut start = 0;
    loop {
        let from = match closing_quote(bytes, start, whole)? {
            Quoted::No => start,
            Quoted::Until(end) => end,
            Quoted::Open => {
                cells.push(Cell { start, end: bytes.len() });
                return Some(Found { end: bytes.len(), open: true });
            }
        };
        let tail = bytes.get(from..).unwrap_or_default();
        let Some(length) = memchr3(delimiter, b'\n', b'\r', tail) else {
            cells.push(Cell { start, end: bytes.len() });
            return whole.then_some(Found { end: bytes.len(), open: false });
        };
        let end = from + length;
        cells.push(Cell { start, end });
        match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => return Some(Found { end: end + 2, open: false }),
            (Some(b'\r'), None) if !whole => return None,
            (Some(b'\r' | b'\n'), _) => return Some(Found { end: end + 1, open: false }),
            _ => start = end + 1,
        }
    }
}

/// Where the quoted part of a cell ends.
pub(super) enum Quoted {
    /// It has none.
    No,
    /// Behind the quote that closes it.
    Until(usize),
    /// Nowhere.
    Open,
}

/// Where the quoted part of the cell that begins at a byte ends. None where it may go on after the bytes.
pub(super) fn closing_quote(bytes: &[u8], start: usize, whole: bool) -> Option<Quoted> {
    if bytes.get(start) != Some(&b'"') {
        return Some(Quoted::No);
    }
    let mut from = start + 1;
    loop {
        let Some(quote) = memchr(b'"', bytes.get(from..).unwrap_or_default()) else {
            return whole.then_some(Quoted::Open);
        };
        from += quote + 1;
        match bytes.get(from) {
            Some(b'"') => from += 1,
            None if !whole => return None,
            _ => return Some(Quoted::Until(from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8], block: usize) -> Vec<Vec<Vec<u8>>> {
        let mut window = Window::new(Box::new(text), block);
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        loop {
            window.pass(blank(window.rest()));
            let rest = window.rest();
            match split(rest, b',', window.ended(), &mut cells) {
                Some(_) if rest.is_empty() => return rows,
                Some(found) => {
                    rows.push(cells.iter().map(|cell| cell.value(rest).into_owned()).collect());
                    window.pass(found.end);
                }
                None => window.more().expect("memory can be read"),
            }
        }
    }

    fn plain(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        reader.byte_records().map(|row| row.expect("bytes").iter().map(<[u8]>::to_vec).collect()).collect()
    }

    #[test]
    fn rows_are_those_of_the_csv_crate_in_blocks_of_any_size() {
        use rand_xoshiro::{
            Xoshiro256PlusPlus,
            rand_core::{Rng, SeedableRng},
        };
        let mut random = Xoshiro256PlusPlus::seed_from_u64(4);
        let pieces: [&[u8]; 9] = [b"a", b",", b"\"", b"\n", b"\r\n", b"\r", b"\"\"", b" ", b"xyz"];
        for _ in 0..20_000 {
            let length = random.next_u64() % 14;
            let text: Vec<u8> =
                (0..length).flat_map(|_| pieces[(random.next_u64() % 9) as usize].iter().copied()).collect();
            let expected = plain(&text);
            for block in [1, 2, 3, 7, 4096] {
                assert_eq!(rows(&text, block), expected, "{:?} by {block}", String::from_utf8_lossy(&text));
            }
        }
    }
}
