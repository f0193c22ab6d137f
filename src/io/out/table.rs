//! The rows of our own tables as cells, and how cells become lines of CSV.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::Extras;
use super::columns::{MemberColumn, RollCallColumn, VOTES};
use crate::{
    archive::{Archive, Voter},
    io::{Problem, import::Watch},
    model::Date,
};

/// A collection with the extra columns that its roll calls and members have.
pub(super) struct Table<'a> {
    pub(super) archive: &'a Archive,
    roll_call_extras: Extras<'a>,
    member_extras: Extras<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn of(archive: &'a Archive) -> Self {
        Self {
            archive,
            roll_call_extras: Extras::of(archive.roll_calls.iter().map(|roll| roll.extra.as_slice())),
            member_extras: Extras::of(archive.voters.iter().map(|voter| voter.extra.as_slice())),
        }
    }

    /// The extra columns of roll calls.
    pub(super) fn extras(&self) -> &Extras<'a> {
        &self.roll_call_extras
    }

    /// The header of the table of roll calls, or the beginning of that of a table whose first column is called
    /// otherwise.
    pub(super) fn roll_call_header(&self, first: &'static str) -> Vec<Cow<'a, str>> {
        let known = RollCallColumn::ALL.into_iter().skip(1).map(|column| column.name().into());
        std::iter::once(first.into()).chain(known).chain(named(&self.roll_call_extras)).collect()
    }

    /// The cells of a roll call.
    pub(super) fn roll_call(&self, number: usize) -> Vec<Cow<'a, str>> {
        let Some(roll) = self.archive.roll_calls.get(number) else { return Vec::new() };
        let known = RollCallColumn::ALL.into_iter().map(|column| column.text(self.archive, roll));
        known.chain(self.roll_call_extras.values(&roll.extra).into_iter().map(Cow::from)).collect()
    }

    /// The header of the table of members.
    pub(super) fn member_header(&self) -> Vec<Cow<'a, str>> {
        let known = MemberColumn::ALL.into_iter().map(|column| column.name().into());
        known.chain(named(&self.member_extras)).collect()
    }

    /// The cells of a member.
    pub(super) fn member(&self, voter: &'a Voter) -> Vec<Cow<'a, str>> {
        let known = MemberColumn::ALL.into_iter().map(|column| column.text(voter));
        known.chain(self.member_extras.values(&voter.extra).into_iter().map(Cow::from)).collect()
    }
}

fn named<'a>(extras: &Extras<'_>) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    extras.headers().into_iter().map(Cow::from)
}

/// The header of the long table.
pub(super) fn votes_header() -> Vec<Cow<'static, str>> {
    VOTES.into_iter().map(Cow::from).collect()
}

/// The name on a day; empty where none is known at all.
pub(super) fn name_on<'a>(voter: &'a Voter, date: Option<&Date>) -> &'a str {
    if voter.names.is_empty() { "" } else { voter.name_on(date) }
}

/// How far a writing is, for whoever waits for it.
pub(super) struct Pace<'a> {
    watch: &'a dyn Watch,
    total: u64,
}

impl<'a> Pace<'a> {
    pub(super) fn new(watch: &'a dyn Watch, total: usize) -> Self {
        Self { watch, total: total as u64 }
    }

    /// So many of all are written.
    pub(super) fn at(&self, done: usize) -> Result<(), Problem> {
        self.watch.progress(done as u64, self.total);
        if self.watch.cancelled() { Err(Problem::new("The export was called off", "")) } else { Ok(()) }
    }
}

/// The problem of bytes that could not be written.
pub(super) fn unwritten(error: impl std::fmt::Display) -> Problem {
    Problem::new(format!("The file was not written: {error}"), "Make room on the disk, or save elsewhere.")
}

/// Lines of CSV on their way out.
pub(super) struct Lines<'a> {
    out: &'a mut (dyn Write + Send),
    buffer: Vec<u8>,
}

/// How many bytes go out at once.
const CHUNK: usize = 256 * 1024;

impl<'a> Lines<'a> {
    pub(super) fn new(out: &'a mut (dyn Write + Send)) -> Self {
        Self { out, buffer: Vec::with_capacity(CHUNK + CHUNK / 4) }
    }

    /// A header. Its cells stand in quotes where anything in them could be taken for what divides cells.
    pub(super) fn header(&mut self, cells: &[Cow<'_, str>]) -> Result<(), Problem> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | ' ');
        for (number, cell) in cells.iter().enumerate() {
            self.comma(number);
            if cell.chars().all(plain) { self.plain(cell) } else { self.quoted(cell) }
        }
        self.end()
    }

    /// A whole line.
    pub(super) fn line<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), Problem> {
        for (number, cell) in cells.iter().enumerate() {
            self.comma(number);
            self.cell(cell.as_ref());
        }
        self.end()
    }

    fn comma(&mut self, number: usize) {
        if number > 0 {
            self.buffer.push(b',');
        }
    }

    /// What needs no quotes, or has them, with its commas.
    pub(super) fn plain(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn quoted(&mut self, text: &str) {
        self.buffer.push(b'"');
        for byte in text.bytes() {
            if byte == b'"' {
                self.buffer.push(b'"');
            }
            self.buffer.push(byte);
        }
        self.buffer.push(b'"');
    }

    /// A cell, in quotes where it needs them.
    pub(super) fn cell(&mut self, text: &str) {
        if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.quoted(text);
        } else {
            self.plain(text);
        }
    }

    /// Ends a line.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        self.buffer.push(b'\n');
        if self.buffer.len() < CHUNK { Ok(()) } else { self.send().map_err(unwritten) }
    }

    fn send(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Sends what is left.
    pub(super) fn finish(mut self) -> Result<(), Problem> {
        self.send().and_then(|()| self.out.flush()).map_err(unwritten)
    }
}
