//! The bytes of a file of votes as rows of numbers, line by line and without copying anything.

use memchr::memchr;

use crate::{
    archive::Entry,
    io::import::{
        Encoding, Finding, Kind,
        layouts::{sections::Header, unga},
        number::is_missing,
        sheet::is_header,
    },
};

/// What is said in a row that cannot be used.
const LEFT_OUT: &str = "The row was left out";

/// How the numbers of a line follow each other.
pub(super) struct Order {
    delimiter: u8,
    /// The names of the columns.
    names: Vec<String>,
    /// How many columns there are.
    width: usize,
    rcid: usize,
    ccode: usize,
    vote: usize,
    session: Option<usize>,
    /// Where the first line after the header begins.
    pub body: u64,
    /// The number of that line.
    pub line: u32,
}

/// A row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cast {
    pub rcid: u32,
    pub ccode: u32,
    pub session: Option<u32>,
    pub entry: Entry,
}

/// Who takes the rows.
pub(super) trait Sink {
    /// A row that can be used. The text of the session is given where it is no number.
    fn row(&mut self, line: u32, cast: Cast, session: &str);
    /// A row that cannot be used, and the column from 1 at which that shows.
    fn bad(&mut self, line: u32, column: usize, finding: Finding);
    /// A row that says what the header says.
    fn header(&mut self, line: u32);
}

impl Order {
    /// The order of the columns, where they are the known ones and no others, each once, and the file is no UTF-16.
    pub(super) fn of(bytes: &[u8], encoding: Option<Encoding>) -> Option<Self> {
        let header = Header::of(bytes, encoding)?;
        let at = |name: &str| header.place(name);
        let (rcid, ccode, vote, session) = (at("rcid")?, at("ccode")?, at("vote")?, at("session"));
        let width = 3 + usize::from(session.is_some());
        let Header { delimiter, body, line, names } = header;
        (names.len() == width).then_some(Self { delimiter, names, width, rcid, ccode, vote, session, body, line })
    }

    /// A line of plain numbers, or the code that stands for no vote.
    #[inline]
    fn cast(&self, values: &[u32; 4]) -> Result<Cast, u32> {
        let pick = |column: usize| values.get(column).copied().unwrap_or(0);
        let vote = pick(self.vote);
        let entry = unga::entry(vote).ok_or(vote)?;
        Ok(Cast { rcid: pick(self.rcid), ccode: pick(self.ccode), session: self.session.map(pick), entry })
    }
}

/// Goes through the lines, of which the first has this number, and gives the number of the line after the last. Lines of
/// plain numbers take the short way, all others the long one.
pub(super) fn rows(order: &Order, bytes: &[u8], first: u32, sink: &mut impl Sink) -> u32 {
    let mut rest = bytes;
    let mut line = first;
    while !rest.is_empty() {
        if let Some((values, tail)) = plain(order, rest) {
            match order.cast(&values) {
                Ok(cast) => sink.row(line, cast, ""),
                Err(code) => sink.bad(line, order.vote + 1, no_vote(&code.to_string())),
            }
            rest = tail;
        } else {
            let (own, tail) = rest.split_at(memchr(b'\n', rest).map_or(rest.len(), |at| at + 1));
            odd(order, own, line, sink);
            rest = tail;
        }
        line += 1;
    }
    line
}

/// The numbers of a line that has digits and delimiters alone, and what comes after it.
#[inline]
fn plain<'a>(order: &Order, bytes: &'a [u8]) -> Option<([u32; 4], &'a [u8])> {
    let mut values = [0; 4];
    let mut rest = bytes;
    let mut last = order.delimiter;
    for value in values.iter_mut().take(order.width) {
        if last != order.delimiter {
            return None;
        }
        (*value, last, rest) = digits(rest)?;
    }
    match last {
        b'\n' => Some((values, rest)),
        b'\r' => rest.strip_prefix(b"\n").map(|tail| (values, tail)),
        _ => None,
    }
}

/// A number of up to nine digits, the byte after it, and what follows that byte. The end of the file counts as the end
/// of a line.
#[inline]
fn digits(bytes: &[u8]) -> Option<(u32, u8, &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    let mut number = u32::from(first.wrapping_sub(b'0'));
    if number > 9 {
        return None;
    }
    for _ in 0..9 {
        let Some((byte, tail)) = rest.split_first() else { return Some((number, b'\n', rest)) };
        rest = tail;
        let digit = u32::from(byte.wrapping_sub(b'0'));
        if digit > 9 {
            return Some((number, *byte, rest));
        }
        number = number.wrapping_mul(10).wrapping_add(digit);
    }
    None
}

/// Reads a line as cells: quotes, blanks, ends of line of other systems. Never more than this line, since no cell of
/// this layout has room for a line break, and a stray quote must not take good rows with it.
fn odd(order: &Order, line: &[u8], number: u32, sink: &mut impl Sink) {
    for own in line.split(|byte| matches!(byte, b'\n' | b'\r')) {
        if own.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = String::from_utf8_lossy(own);
        let cells: Vec<&str> =
            text.split(char::from(order.delimiter)).map(|cell| cell.trim().trim_matches('"').trim()).collect();
        // A spreadsheet program writes its empty rows as delimiters alone.
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        match row(order, &cells) {
            Ok((cast, session)) => sink.row(number, cast, session),
            Err(_) if is_header(cells.iter().copied(), &order.names) => sink.header(number),
            Err((column, finding)) => sink.bad(number, column, finding),
        }
    }
}

/// A row of cells, or what is wrong with it and in which column from 1.
fn row<'a>(order: &Order, cells: &[&'a str]) -> Result<(Cast, &'a str), (usize, Finding)> {
    if cells.len() != order.width {
        let message = format!("The row has {} cells and the header {}", cells.len(), order.width);
        return Err((0, Finding::error(Kind::BadRow, message, LEFT_OUT)));
    }
    let cell = |column: usize| (column, cells.get(column).copied().unwrap_or(""));
    checked(cell(order.rcid), cell(order.ccode), order.session.map_or("", |column| cell(column).1), cell(order.vote))
}

/// The row that four cells make, with their columns from 0, and its session where that is no number.
pub(super) fn checked<'a>(
    rcid: (usize, &str),
    ccode: (usize, &str),
    session: &'a str,
    vote: (usize, &str),
) -> Result<(Cast, &'a str), (usize, Finding)> {
    let number = |name: &str, (column, text): (usize, &str)| {
        unga::number(text).ok_or_else(|| {
            let (kind, message) = if is_missing(text) {
                (Kind::Missing, format!("The row has no {name}"))
            } else {
                (Kind::BadNumber, format!("\"{text}\" is no number ({name})"))
            };
            (column + 1, Finding::error(kind, message, LEFT_OUT))
        })
    };
    let (rcid, ccode) = (number("rcid", rcid)?, number("ccode", ccode)?);
    if is_missing(vote.1) {
        number("vote", vote)?;
    }
    let entry = unga::number(vote.1).and_then(unga::entry).ok_or_else(|| (vote.0 + 1, no_vote(vote.1)))?;
    let count = unga::number(session);
    let words = if count.is_some() || is_missing(session) { "" } else { session };
    Ok((Cast { rcid, ccode, session: count, entry }, words))
}

/// A code that stands for no vote.
fn no_vote(text: &str) -> Finding {
    let message = format!("\"{text}\" is no vote of this layout (1, 2, 3, 8 or 9)");
    Finding::error(Kind::UnknownVote, message, LEFT_OUT)
}
