//! Our own tables as CSV: the votes, long or wide, and the tables of roll calls, of members and about the collection.

use std::{borrow::Cow, io::Write};

use super::{
    About,
    columns::{ABOUT, letter},
    table::{Lines, Pace, Table, name_on, votes_header},
};
use crate::{
    archive::Archive,
    io::{Problem, import::Watch},
};

/// The long table: one row an entry.
///
/// # Errors
/// Why it could not be written, or that it was called off.
pub fn long_csv(archive: &Archive, out: &mut (dyn Write + Send), watch: &dyn Watch) -> Result<(), Problem> {
    let pace = Pace::new(watch, archive.roll_calls.len());
    let mut lines = Lines::new(out);
    lines.header(&votes_header())?;
    for (number, roll) in archive.roll_calls.iter().enumerate() {
        for (place, voter) in archive.voters.iter().enumerate() {
            let Some(letter) = letter(archive.entry(number, place)) else { continue };
            for cell in [&roll.id, voter.id.as_str(), name_on(voter, roll.date.as_ref())] {
                lines.cell(cell);
                lines.plain(",");
            }
            lines.cell(voter.group_on(roll.date.as_ref()).unwrap_or(""));
            lines.plain(",");
            lines.plain(letter);
            lines.end()?;
        }
        pace.at(number + 1)?;
    }
    lines.finish()
}

/// The wide table: one row a roll call, one column a member.
///
/// # Errors
/// Why it could not be written, or that it was called off.
pub fn wide_csv(archive: &Archive, out: &mut (dyn Write + Send), watch: &dyn Watch) -> Result<(), Problem> {
    let pace = Pace::new(watch, archive.roll_calls.len());
    let table = Table::of(archive);
    let mut lines = Lines::new(out);
    let mut header = table.roll_call_header("roll_call");
    header.extend(archive.voters.iter().map(|voter| Cow::from(voter.id.as_str())));
    lines.header(&header)?;
    for number in 0..archive.roll_calls.len() {
        let mut cells = table.roll_call(number);
        let letters = (0..archive.voters.len()).map(|voter| letter(archive.entry(number, voter)).unwrap_or(""));
        cells.extend(letters.map(Cow::from));
        lines.line(&cells)?;
        pace.at(number + 1)?;
    }
    lines.finish()
}

/// The table of roll calls.
///
/// # Errors
/// Why it could not be written.
pub fn roll_calls_csv(archive: &Archive, out: &mut (dyn Write + Send)) -> Result<(), Problem> {
    let table = Table::of(archive);
    let mut lines = Lines::new(out);
    lines.header(&table.roll_call_header("id"))?;
    for number in 0..archive.roll_calls.len() {
        lines.line(&table.roll_call(number))?;
    }
    lines.finish()
}

/// The table of members.
///
/// # Errors
/// Why it could not be written.
pub fn members_csv(archive: &Archive, out: &mut (dyn Write + Send)) -> Result<(), Problem> {
    let table = Table::of(archive);
    let mut lines = Lines::new(out);
    lines.header(&table.member_header())?;
    for voter in &archive.voters {
        lines.line(&table.member(voter))?;
    }
    lines.finish()
}

/// The about table.
///
/// # Errors
/// Why it could not be written.
pub fn about_csv(archive: &Archive, out: &mut (dyn Write + Send)) -> Result<(), Problem> {
    let mut lines = Lines::new(out);
    lines.header(&ABOUT.map(Cow::from))?;
    for (about, value) in About::of(archive).rows() {
        lines.line(&[about, value.as_str()])?;
    }
    lines.finish()
}
