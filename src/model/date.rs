//! Calendar dates as facts give them: a day, or only a year; and the terms in which a member holds a seat.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// "2025-02-24", or "1971" where only the year is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Date(String);

impl Date {
    /// The date as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year and month as they are written, "1971-10"; none where the month is not known.
    #[must_use]
    pub fn month(&self) -> Option<&str> {
        self.0.get(..7)
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.0.split('-').next().and_then(|year| year.parse().ok()).unwrap_or(0)
    }

    /// The date as a number that sorts as dates do: 20231027, or 19710000 where only the year is known. The year 0 alone
    /// is 0.
    #[must_use]
    pub fn packed(&self) -> u32 {
        let mut parts = self.0.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
        let mut next = || parts.next().unwrap_or(0);
        next() * 10_000 + next() * 100 + next()
    }

    /// The date of such a number; none where it is none, and for 0.
    #[must_use]
    pub fn unpacked(number: u32) -> Option<Self> {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let year_only = month == 0 && day == 0;
        let text = if year_only { format!("{year:04}") } else { format!("{year:04}-{month:02}-{day:02}") };
        text.parse().ok().filter(|_| number > 0)
    }

    /// The date in words, "24 February 2025" or "1971".
    #[must_use]
    pub fn in_words(&self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let mut parts = self.0.split('-').map(|part| part.parse::<usize>().unwrap_or(0));
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day)) => match MONTHS.get(month.wrapping_sub(1)) {
                Some(name) => format!("{day} {name} {year}"),
                None => self.0.clone(),
            },
            _ => self.0.clone(),
        }
    }

    /// Days since 1 January 1970, for an axis of time. A year alone counts as its first of July.
    #[must_use]
    pub fn axis_day(&self) -> f64 {
        let mut parts = self.0.split('-').map(|part| part.parse::<i64>().unwrap_or(0));
        let year = parts.next().unwrap_or(0);
        let (month, day) = (parts.next().unwrap_or(7), parts.next().unwrap_or(1));
        // Days from the civil calendar: years begin in March so that the leap day comes last.
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        (era * 146_097 + day_of_era - 719_468) as f64
    }

    /// Whether this date lies on or before `end`, where a year alone as an end runs to its last day. A year alone is
    /// before all of its days.
    fn on_or_before(&self, end: &Self) -> bool {
        self.0 <= end.0 || self.0.starts_with(end.as_str())
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is not a date; write it as 2025-02-24, or as 2025");
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
        };
        let ok = match parts.as_slice() {
            [year] => number(year, 4).is_some(),
            [year, month, day] => match (number(year, 4), number(month, 2), number(day, 2)) {
                (Some(y), Some(m), Some(d)) => d >= 1 && d <= days_in_month(y, m),
                _ => false,
            },
            _ => false,
        };
        if ok { Ok(Self(text.to_owned())) } else { Err(wrong()) }
    }
}

/// Days in a month, 0 where there is no such month.
fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of time, both ends included; an open end has no limit. A year alone as an end takes in all of its days; one
/// as a date lies within where any of its days may do so, at the beginning as at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Term {
    /// Whether `date` lies within the term, or may lie there where only its year is known: "1995" lies in a term from
    /// 1995-06-15 and in one until 1995-06-14.
    #[must_use]
    pub fn contains(&self, date: &Date) -> bool {
        self.from.as_ref().is_none_or(|from| from.on_or_before(date))
            && self.until.as_ref().is_none_or(|end| date.on_or_before(end))
    }
}

/// The terms of a seat, written "1945..1991-12-24" or "2012..2013, 2025..2026".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Terms(pub Vec<Term>);

impl Terms {
    /// A seat held at all times.
    #[must_use]
    pub fn always() -> Self {
        Self(vec![Term::default()])
    }

    /// Whether one of them ends before it begins.
    #[must_use]
    pub fn ends_before_it_begins(&self) -> bool {
        let backwards = |from: &Date, until: &Date| until < from && !from.0.starts_with(until.as_str());
        let mut both = self.0.iter().filter_map(|term| term.from.as_ref().zip(term.until.as_ref()));
        both.any(|(from, until)| backwards(from, until))
    }

    /// Whether the seat is held on `date`.
    #[must_use]
    pub fn contains(&self, date: &Date) -> bool {
        self.0.iter().any(|term| term.contains(date))
    }
}

impl TryFrom<String> for Terms {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // No terms at all: a seat that is never held.
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let end = |part: &str| if part.is_empty() { Ok(None) } else { part.parse::<Date>().map(Some) };
        text.split(',')
            .map(|part| {
                let (from, until) = part.trim().split_once("..").ok_or_else(|| {
                    format!("\"{text}\" is no term; write it as 1945..1991-12-24, with either end left out where open")
                })?;
                Ok(Term { from: end(from)?, until: end(until)? })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl From<Terms> for String {
    fn from(terms: Terms) -> Self {
        let end = |date: &Option<Date>| date.as_ref().map_or(String::new(), ToString::to_string);
        let parts: Vec<String> =
            terms.0.iter().map(|term| format!("{}..{}", end(&term.from), end(&term.until))).collect();
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2025-02-29", "2025-13-01", "2025-2-4", "25", "", "2025-02", "abcd"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2024-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn dates_pack_and_unpack() {
        for text in ["2023-10-27", "1946-01-01", "1971", "0000-01-01", "9999-12-31"] {
            assert_eq!(Date::unpacked(date(text).packed()), Some(date(text)));
        }
        assert_eq!([0, 1, u32::MAX, 20_231_327].map(Date::unpacked), [None, None, None, None]);
        assert!(date("1971").packed() < date("1971-01-01").packed());
    }

    #[test]
    fn terms_include_both_ends_and_whole_years() {
        let terms = Terms::try_from("1945..1971-10-25, 2024..2025".to_owned()).expect("terms");
        assert!(terms.contains(&date("1945-10-24")) && terms.contains(&date("1971-10-25")));
        assert!(!terms.contains(&date("1971-10-26")));
        assert!(terms.contains(&date("2025-12-31")) && !terms.contains(&date("2026-01-01")));
        assert_eq!(String::from(terms), "1945..1971-10-25, 2024..2025");
    }

    #[test]
    fn a_year_alone_lies_in_a_term_that_any_of_its_days_lies_in() {
        for (term, day, within) in [
            ("1995-01-01..", "1995", true),
            ("1995-06-15..", "1995", true),
            ("1995-12-31..", "1995", true),
            ("1996-01-01..", "1995", false),
            ("..1995-06-15", "1995", true),
            ("..1994-12-31", "1995", false),
            ("1995-03-01..1995-04-01", "1995", true),
            ("1995..1995", "1995", true),
            ("1995..", "1995-01-01", true),
            ("1995-06-15..", "1995-06-14", false),
        ] {
            let terms = Terms::try_from(term.to_owned()).expect("terms");
            assert_eq!(terms.contains(&date(day)), within, "{day} in {term}");
        }
    }

    #[test]
    fn axis_days_count_from_1970() {
        assert!((date("1970-01-01").axis_day()).abs() < 1e-9);
        assert!((date("2025-02-24").axis_day() - 20_143.0).abs() < 1e-9);
        assert!((date("1969-12-31").axis_day() + 1.0).abs() < 1e-9);
    }
}
