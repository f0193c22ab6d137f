//! The dates of one file: in which order they are written, found when the first of them is met that does not begin with
//! its year, so that files which have the year first are read once and no more.

use std::ops::ControlFlow;

use super::{
    DateOrder,
    written::{How, Written},
};
use crate::{
    archive::Place,
    io::import::{Finding, Findings, Kind, Row, Sheet},
    model::Date,
};

/// What is taken of the dates of a source where a file does not tell.
#[derive(Clone, Copy, Debug)]
pub(in crate::io::import) struct Custom {
    order: DateOrder,
    /// The first of the hundred years that a year of two digits may be; without it such a year is none.
    since: Option<u32>,
}

impl Custom {
    /// The day stands before the month, as in most of the world; a year has four digits.
    pub const DAY_FIRST: Self = Self { order: DateOrder::Dmy, since: None };
    /// The month stands before the day, as in the United States; a year has four digits.
    pub const MONTH_FIRST: Self = Self { order: DateOrder::Mdy, since: None };

    /// The same, with years of two digits for the hundred years from this one on.
    pub const fn since(self, year: u32) -> Self {
        Self { since: Some(year), ..self }
    }
}

/// Why a text gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::io::import) enum Fault {
    /// It is none.
    NoDate,
    /// It can be read in two ways, and other dates of the file tell of both.
    Open,
}

impl Fault {
    /// What is to be said of the text, after it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoDate => "is no date",
            Self::Open => "is a date whose day and month cannot be told",
        }
    }
}

/// What the dates of a file tell of their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// This is their order, or is taken to be.
    One(DateOrder),
    /// Some can only have the day first, and some only the month.
    Both,
}

/// How the dates of the files at hand are read, one file after the other.
#[derive(Clone, Debug)]
pub(in crate::io::import) struct Dates {
    custom: Custom,
    /// What was found for a file.
    found: Option<(u32, Found)>,
}

impl Default for Dates {
    fn default() -> Self {
        Self::new(Custom::DAY_FIRST)
    }
}

impl Dates {
    /// Of a source with this custom.
    pub fn new(custom: Custom) -> Self {
        Self { custom, found: None }
    }

    /// Reads a date. One that does not begin with its year is read in the order that was found last, or by the custom.
    pub fn read(&self, text: &str) -> Result<Date, Fault> {
        let written = Written::of(text, self.custom.since).ok_or(Fault::NoDate)?;
        let found = self.found.map_or(Found::One(self.custom.order), |(_, found)| found);
        let ordered = match found {
            Found::One(DateOrder::Mdy) => written.month_first.as_ref(),
            Found::One(_) => written.day_first.as_ref(),
            Found::Both => None,
        };
        ordered.or_else(|| written.only()).cloned().ok_or(Fault::Open)
    }

    /// Whether the order has to be found before this date of a file is read.
    pub fn open(&self, text: &str, file: u32) -> bool {
        let known = self.found.is_some_and(|(known, _)| known == file);
        !known && Written::of(text, self.custom.since).is_some_and(|written| written.how != How::YearFirst)
    }

    /// Finds the order from all dates of a file, which `all` gives with their lines, and says what was found. `column` is
    /// theirs, from 1.
    pub fn settle(
        &mut self,
        file: u32,
        column: usize,
        findings: &mut Findings,
        all: impl FnOnce(&mut dyn FnMut(&str, u32)),
    ) {
        let mut seen = Seen::default();
        all(&mut |text, line| seen.take(text, line, self.custom.since));
        let found = match (&seen.day_first, &seen.month_first) {
            (Some(_), Some(_)) => Found::Both,
            (Some(_), None) => Found::One(DateOrder::Dmy),
            (None, Some(_)) => Found::One(DateOrder::Mdy),
            (None, None) => Found::One(self.custom.order),
        };
        self.found = Some((file, found));
        seen.tell(file, column, self.custom, findings);
    }

    /// Makes ready to read the date in a cell of a sheet, from 0: where it does not begin with its year, and is the first
    /// such, the order is found from the whole column.
    pub fn prepare(&mut self, sheet: &Sheet, row: &Row<'_>, column: usize, findings: &mut Findings) {
        if !self.open(row.get(column), sheet.file) {
            return;
        }
        self.settle(sheet.file, column + 1, findings, |take| {
            sheet.each(|row| {
                take(row.get(column), row.place.line);
                ControlFlow::Continue(())
            });
        });
    }

    /// Reads the date in a cell of a sheet, from 0.
    pub fn cell(
        &mut self,
        sheet: &Sheet,
        row: &Row<'_>,
        column: usize,
        findings: &mut Findings,
    ) -> Result<Date, Fault> {
        self.prepare(sheet, row, column, findings);
        self.read(row.get(column))
    }
}

/// A date and its line.
type Example = Option<(String, u32)>;

/// The first dates of each sort.
#[derive(Default)]
struct Seen {
    last: String,
    /// One that can only have the day first.
    day_first: Example,
    /// One that can only have the month first.
    month_first: Example,
    /// One that can be read in both ways.
    open: Example,
    /// One with the month as a word, and what it was read as.
    worded: Example,
    /// One with a year of two digits.
    short: Example,
}

impl Seen {
    fn take(&mut self, text: &str, line: u32, since: Option<u32>) {
        // Rows of one roll call have one date.
        if text == self.last {
            return;
        }
        text.clone_into(&mut self.last);
        let Some(written) = Written::of(text, since) else { return };
        let note = |example: &mut Example| {
            example.get_or_insert_with(|| (text.trim().to_owned(), line));
        };
        if written.short {
            note(&mut self.short);
        }
        match (written.how, &written.day_first, &written.month_first) {
            (How::Word, ..) => note(&mut self.worded),
            (How::Order, Some(_), None) => note(&mut self.day_first),
            (How::Order, None, Some(_)) => note(&mut self.month_first),
            (How::Order, a, b) if a != b => note(&mut self.open),
            (How::Order | How::YearFirst, ..) => {}
        }
    }

    /// Says how the dates were understood.
    fn tell(&self, file: u32, column: usize, custom: Custom, findings: &mut Findings) {
        let whole = Place { file, line: 0 };
        let mut note = |message: String, done: String| {
            findings.push(Finding::note(Kind::Understood, message, done).at(whole, 0));
        };
        if let (Some(since), Some((text, line))) = (custom.since, &self.short) {
            let message = format!("Years are written with two digits (\"{text}\", line {line})");
            note(message, format!("They were read as {since} to {}", since + 99));
        }
        if let Some((text, line)) = &self.worded {
            let message = format!("Dates are written with words for the months (\"{text}\", line {line})");
            note(message, "Each was read by its word".to_owned());
        }
        let told = |order: DateOrder| format!("Dates are read as {}", order.word());
        let sure = |(text, line): &(String, u32)| format!("\"{text}\" in line {line} can be read in no other way");
        match (&self.day_first, &self.month_first, &self.open) {
            (Some(a), None, _) => note(told(DateOrder::Dmy), sure(a)),
            (None, Some(b), _) => note(told(DateOrder::Mdy), sure(b)),
            (Some((a, line)), Some((b, other)), _) => {
                let message = format!(
                    "Some dates have the day first (\"{a}\", line {line}), and some the month (\"{b}\", line {other})"
                );
                let done = "Each was read that can be read in one way alone";
                findings.push(Finding::warning(Kind::BadDate, message, done).at(whole, column));
            }
            (None, None, Some((text, line))) => {
                let message = format!("No date of the file tells the day from the month (\"{text}\")");
                let done = format!("They were read as {}, as such files are mostly written", custom.order.word());
                let place = Place { file, line: *line };
                findings.push(Finding::warning(Kind::BadDate, message, done).at(place, column));
            }
            (None, None, None) => {}
        }
    }
}
