//! A workbook: the roll calls with a column a member, the members, the votes one by one where they fit, and what the
//! collection is.

use std::{borrow::Cow, io::Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use super::{
    About,
    columns::{ABOUT, RollCallColumn, letter},
    table::{Pace, Table, name_on, unwritten, votes_header},
};
use crate::{
    archive::{Archive, RollCall},
    io::{Problem, import::Watch},
    model::Date,
};

/// The most rows and columns that a sheet has, and the most characters of a cell.
const ROWS: u64 = 1_048_576;
const COLUMNS: usize = 16_384;
const CHARACTERS: usize = 32_767;
/// How wide a column of letters is, in characters.
const LETTERS: f64 = 5.5;

/// A workbook with the sheets "Roll calls", "Members", "Votes" where its rows fit, and "About". Gives what could not
/// stand there.
///
/// # Errors
/// That it cannot stand in a workbook at all, why it could not be written, or that it was called off.
pub fn xlsx(archive: &Archive, out: &mut (dyn Write + Send), watch: &dyn Watch) -> Result<Vec<String>, Problem> {
    let table = Table::of(archive);
    let columns = RollCallColumn::ALL.len() + table.extras().names().len() + archive.voters.len();
    if columns > COLUMNS || archive.roll_calls.len() as u64 >= ROWS || archive.voters.len() as u64 >= ROWS {
        let message = format!("A sheet has room for {COLUMNS} columns and {ROWS} rows, and this collection needs more");
        return Err(Problem::new(message, "Save it as CSV or Parquet."));
    }
    let fits = archive.entries() < ROWS;
    let steps = if fits { 2 } else { 1 };
    let mut book = Book {
        archive,
        table: &table,
        pace: Pace::new(watch, archive.roll_calls.len() * steps),
        bold: Format::new().set_bold(),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        middle: Format::new().set_align(FormatAlign::Center),
        cut: 0,
    };
    let remark = (!fits).then(|| {
        format!(
            "The sheet \"Votes\" is left out: it would have {} rows, and a sheet has room for {ROWS}; the same votes stand \
             in \"Roll calls\"",
            archive.entries() + 1
        )
    });
    let mut sheets = vec![book.roll_calls(remark.as_deref())?, book.members()?];
    if fits {
        sheets.push(book.votes()?);
    }
    sheets.push(book.about(remark.as_deref()).map_err(unwritten)?);
    let cut = book.cut;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(archive).map_err(unwritten)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    let bytes = workbook.save_to_buffer().map_err(unwritten)?;
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(unwritten)?;
    let cut = (cut > 0).then(|| {
        format!("{cut} cells were cut to {CHARACTERS} characters, which is the most that a cell of a workbook holds")
    });
    Ok(remark.into_iter().chain(cut).collect())
}

/// The same collection gives the same file: the time at which it was made is not that of the clock.
fn properties(archive: &Archive) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(archive.title.as_str())
        .set_comment(archive.credit.as_str())
        .set_creation_datetime(&made))
}

struct Book<'a> {
    archive: &'a Archive,
    table: &'a Table<'a>,
    pace: Pace<'a>,
    bold: Format,
    day: Format,
    middle: Format,
    cut: usize,
}

impl Book<'_> {
    /// Writes a text, cut where a cell cannot hold it; nothing where it says nothing.
    fn text(&mut self, sheet: &mut Worksheet, row: u32, column: usize, text: &str) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        // Excel counts in units of UTF-16.
        if text.len() > CHARACTERS && text.encode_utf16().count() > CHARACTERS {
            self.cut += 1;
            let mut left = CHARACTERS;
            let whole = |c: &char| {
                let fits = c.len_utf16() <= left;
                left = left.saturating_sub(c.len_utf16());
                fits
            };
            let short: String = text.chars().take_while(whole).collect();
            return sheet.write_string(row, column as u16, short).map(drop);
        }
        sheet.write_string(row, column as u16, text).map(drop)
    }

    /// A sheet with a header that stays in sight, filters, and widths from `wide`.
    fn sheet(
        &mut self,
        name: &str,
        header: &[Cow<'_, str>],
        rows: usize,
        wide: impl Fn(&str, usize) -> f64,
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        for (column, name) in header.iter().enumerate() {
            sheet.set_column_width(column as u16, wide(name, column))?;
            // A header that is too long for a cell is cut as well.
            self.text(&mut sheet, 0, column, name)?;
        }
        sheet.set_row_format(0, &self.bold)?;
        sheet.set_freeze_panes(1, 1)?;
        if !header.is_empty() {
            sheet.autofilter(0, 0, rows as u32, header.len() as u16 - 1)?;
        }
        Ok(sheet)
    }

    fn roll_calls(&mut self, remark: Option<&str>) -> Result<Worksheet, Problem> {
        let mut header = self.table.roll_call_header("roll_call");
        let first = header.len();
        header.extend(self.archive.voters.iter().map(|voter| Cow::from(voter.id.as_str())));
        let wide = |name: &str, column: usize| if column < first { width(name) } else { LETTERS };
        let mut sheet = self.sheet("Roll calls", &header, self.archive.roll_calls.len(), wide).map_err(unwritten)?;
        for column in first..header.len() {
            sheet.set_column_format(column as u16, &self.middle).map_err(unwritten)?;
        }
        if let Some(remark) = remark {
            sheet.insert_note(0, 0, &Note::new(remark).set_author("Plenary")).map_err(unwritten)?;
        }
        let archive = self.archive;
        for (number, roll) in archive.roll_calls.iter().enumerate() {
            let row = number as u32 + 1;
            self.roll_call(&mut sheet, row, number, roll).map_err(unwritten)?;
            for voter in 0..archive.voters.len() {
                let Some(letter) = letter(archive.entry(number, voter)) else { continue };
                let column = (first + voter) as u16;
                sheet.write_string_with_format(row, column, letter, &self.middle).map_err(unwritten)?;
            }
            self.pace.at(number + 1)?;
        }
        Ok(sheet)
    }

    fn roll_call(&mut self, sheet: &mut Worksheet, row: u32, number: usize, roll: &RollCall) -> Result<(), XlsxError> {
        use RollCallColumn as C;
        let cells = self.table.roll_call(number);
        for (column, cell) in cells.iter().enumerate() {
            let place = column as u16;
            match RollCallColumn::ALL.get(column) {
                Some(C::Date) => match roll.date.as_ref().and_then(day) {
                    Some(day) => drop(sheet.write_datetime_with_format(row, place, &day, &self.day)?),
                    None => self.text(sheet, row, column, cell)?,
                },
                Some(C::Yes | C::No | C::Abstain | C::Absent | C::SourceLine) => {
                    if let Ok(count) = cell.parse::<u32>() {
                        sheet.write_number(row, place, count)?;
                    }
                }
                Some(C::KeyVote) => {
                    if let Some(key) = roll.key_vote {
                        sheet.write_boolean(row, place, key)?;
                    }
                }
                _ => self.text(sheet, row, column, cell)?,
            }
        }
        Ok(())
    }

    fn members(&mut self) -> Result<Worksheet, Problem> {
        let archive = self.archive;
        let header = self.table.member_header();
        let mut sheet =
            self.sheet("Members", &header, archive.voters.len(), |name, _| width(name)).map_err(unwritten)?;
        for (number, voter) in archive.voters.iter().enumerate() {
            for (column, cell) in self.table.member(voter).iter().enumerate() {
                self.text(&mut sheet, number as u32 + 1, column, cell).map_err(unwritten)?;
            }
        }
        Ok(sheet)
    }

    fn votes(&mut self) -> Result<Worksheet, Problem> {
        let archive = self.archive;
        let rows = archive.entries() as usize;
        let mut sheet = self.sheet("Votes", &votes_header(), rows, |name, _| width(name)).map_err(unwritten)?;
        let mut row = 0;
        for (number, roll) in archive.roll_calls.iter().enumerate() {
            let date = roll.date.as_ref();
            for (place, voter) in archive.voters.iter().enumerate() {
                let Some(letter) = letter(archive.entry(number, place)) else { continue };
                row += 1;
                let group = voter.group_on(date).unwrap_or("");
                let cells = [roll.id.as_str(), voter.id.as_str(), name_on(voter, date), group, letter];
                for (column, cell) in cells.into_iter().enumerate() {
                    self.text(&mut sheet, row, column, cell).map_err(unwritten)?;
                }
            }
            self.pace.at(archive.roll_calls.len() + number + 1)?;
        }
        Ok(sheet)
    }

    fn about(&mut self, remark: Option<&str>) -> Result<Worksheet, XlsxError> {
        let about = About::of(self.archive).rows();
        let remark = remark.map(|remark| ("remark", remark.to_owned()));
        let rows: Vec<(&str, String)> = about.into_iter().chain(remark).collect();
        let mut sheet = self.sheet("About", &ABOUT.map(Cow::from), rows.len(), |name, _| width(name))?;
        for (number, (about, value)) in rows.iter().enumerate() {
            for (column, cell) in [about, value.as_str()].into_iter().enumerate() {
                self.text(&mut sheet, number as u32 + 1, column, cell)?;
            }
        }
        Ok(sheet)
    }
}

/// A day as a workbook counts it, which is from 1900 on.
fn day(date: &Date) -> Option<ExcelDateTime> {
    let parts: Vec<u16> = date.as_str().split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    ExcelDateTime::from_ymd(*year, *month as u8, *day as u8).ok().filter(|_| *year >= 1901)
}

/// How wide a column is, in characters.
fn width(name: &str) -> f64 {
    match name {
        "title" | "description" | "value" | "names" => 60.0,
        "issues" | "result" | "note" | "groups" | "body_name" | "name" | "group" => 28.0,
        "symbol" | "draft" | "meeting" | "source_file" | "chamber" => 18.0,
        name if name.starts_with("published_") => 11.0,
        _ => 12.0,
    }
}
