//! One date as it is written, with all the ways in which it can be read.

use super::months::{Worded, worded};
use crate::model::Date;

/// What may stand between the parts of a date.
const BETWEEN: [char; 6] = ['/', '.', '-', ' ', ',', '\u{a0}'];

/// What tells the day from the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The year stands first, and the month after it.
    YearFirst,
    /// The month is a word.
    Word,
    /// Nothing but the order: three numbers with the year last.
    Order,
}

/// A date with its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// With the day before the month.
    pub day_first: Option<Date>,
    /// With the month before the day.
    pub month_first: Option<Date>,
    /// What tells them apart.
    pub how: How,
    /// Whether its year has two digits.
    pub short: bool,
}

impl Written {
    /// Takes a text apart; a time of the day after the date is passed over. A year of two digits is one of the hundred
    /// years from `since` on, and none without it. None where the text is no date.
    pub fn of(text: &str, since: Option<u32>) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = year_first(text) {
            return Some(Self::sure(date, How::YearFirst, false));
        }
        let (day, _) = without_time(text);
        let parts: Vec<&str> = day.split(BETWEEN).filter(|part| !part.is_empty()).collect();
        if let Some(Worded { day, month, year: end }) = worded(&parts) {
            let date = date(year(end, since)?, month, small(day)?)?;
            return Some(Self::sure(date, How::Word, end.len() != 4));
        }
        let [first, second, third] = parts.as_slice() else { return None };
        if first.len() == 4 {
            let date = date(number(first, 4)?, small(second)?, small(third)?)?;
            return Some(Self::sure(date, How::YearFirst, false));
        }
        let short = third.len() != 4;
        // Of three short numbers with hyphens between them the first may well be the year.
        if short && day.contains('-') {
            return None;
        }
        let (year, first, second) = (year(third, since)?, small(first)?, small(second)?);
        let (day_first, month_first) = (date(year, second, first), date(year, first, second));
        let any = day_first.is_some() || month_first.is_some();
        any.then_some(Self { day_first, month_first, how: How::Order, short })
    }

    fn sure(date: Date, how: How, short: bool) -> Self {
        Self { day_first: Some(date.clone()), month_first: Some(date), how, short }
    }

    /// The reading, where there is one alone.
    pub fn only(&self) -> Option<&Date> {
        match (&self.day_first, &self.month_first) {
            (Some(a), Some(b)) => (a == b).then_some(a),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => None,
        }
    }
}

/// "2019-12-15", "20191215", or the year alone; what follows ten letters is a time, unless it goes on with a digit or
/// with another word.
fn year_first(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let packed = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if packed {
        let part = |from: usize, to: usize| text.get(from..to)?.parse().ok();
        return date(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    }
    let (day, rest) = text.split_at_checked(10)?;
    rest.starts_with(['T', ' ', '-', 'Z', '+']).then(|| day.parse().ok()).flatten()
}

/// The day of a text, and the time that follows it; a time has a colon.
pub(super) fn without_time(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else { return (text, "") };
    let (head, _) = text.split_at(colon);
    let day = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let time = text.get(day.len()..).unwrap_or("");
    (day.trim_end_matches(['T', ' ', ',', '\u{a0}']), time)
}

/// The hour after a day: "11:24:18"; empty where there is none, or midnight, which is none.
pub(in crate::io::import) fn hour(text: &str) -> &str {
    let text = text.trim();
    let hour = match year_first(text) {
        Some(_) => text.get(10..).unwrap_or("").trim_start_matches(['T', ' ']),
        None => without_time(text).1,
    };
    let hour = hour.trim_end_matches('Z');
    let midnight = hour.strip_prefix("12:").and_then(|rest| rest.strip_suffix("AM")).map_or(hour, str::trim);
    if midnight.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) { "" } else { hour }
}

fn number(text: &str, most: usize) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A day or a month.
fn small(text: &str) -> Option<u32> {
    number(text, 2)
}

fn year(text: &str, since: Option<u32>) -> Option<u32> {
    match (text.len(), since) {
        (4, _) => number(text, 4),
        (2, Some(since)) => {
            let year = since / 100 * 100 + number(text, 2)?;
            Some(if year < since { year + 100 } else { year })
        }
        _ => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}
