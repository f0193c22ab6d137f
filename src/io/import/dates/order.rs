//! Dates whose order is known, as where a mapping says it; and the order that most of some dates have.

use serde::{Deserialize, Serialize};

use super::{
    months::{Worded, worded},
    written,
};
use crate::model::Date;

/// In which order a date is written. A date that begins with a year of four digits, or that has the month as a word, is
/// read whatever the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 1971-10-25, 19711025.
    #[default]
    Ymd,
    /// 25.10.1971, 25/10/71.
    Dmy,
    /// 10/25/1971.
    Mdy,
    /// 711025.
    Yymmdd,
}

/// Two digits up to here are years after 2000.
const LAST_SHORT_YEAR: u32 = 40;

impl DateOrder {
    /// All.
    pub const ALL: [Self; 4] = [Self::Ymd, Self::Dmy, Self::Mdy, Self::Yymmdd];

    /// It as the word for a date: "day/month/year".
    #[must_use]
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ymd | Self::Yymmdd => "year/month/day",
            Self::Dmy => "day/month/year",
            Self::Mdy => "month/day/year",
        }
    }

    /// Its name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ymd => "Year, month, day (1971-10-25)",
            Self::Dmy => "Day, month, year (25/10/1971)",
            Self::Mdy => "Month, day, year (10/25/1971)",
            Self::Yymmdd => "Six digits: year, month, day (711025)",
        }
    }

    /// Reads a date; a time of the day behind it is passed over. None where it is no date.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Date> {
        let text = text.trim();
        if let Ok(date) = text.parse() {
            return Some(date);
        }
        let text = without_time(text);
        let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [digits] => self.packed(digits),
            [first, second, third] => self.three(first, second, third),
            _ => with_word(&parts),
        }
    }

    fn packed(self, digits: &str) -> Option<Date> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // What lost its leading zeros in a spreadsheet: 20315 is 2002-03-15.
        let digits = if self == Self::Yymmdd { format!("{digits:0>6}") } else { digits.to_owned() };
        let part = |from: usize, to: usize| digits.get(from..to);
        match (digits.len(), self) {
            (8, Self::Dmy) => date(part(4, 8)?, part(2, 4)?, part(0, 2)?),
            (8, Self::Mdy) => date(part(4, 8)?, part(0, 2)?, part(2, 4)?),
            (8, _) => date(part(0, 4)?, part(4, 6)?, part(6, 8)?),
            (6, Self::Yymmdd) => date(part(0, 2)?, part(2, 4)?, part(4, 6)?),
            _ => None,
        }
    }

    fn three(self, first: &str, second: &str, third: &str) -> Option<Date> {
        if let Some(found) = with_word(&[first, second, third]) {
            return Some(found);
        }
        if first.len() == 4 {
            return date(first, second, third);
        }
        match self {
            Self::Dmy => date(third, second, first),
            Self::Mdy => date(third, first, second),
            Self::Ymd | Self::Yymmdd => date(first, second, third),
        }
    }
}

/// "19711025T123000" and "25/10/1971 12:30" without the time.
fn without_time(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, _)) if day.ends_with(|c: char| c.is_ascii_digit()) => day,
        _ => written::without_time(text).0,
    }
}

/// "25 October 1971", "October 25, 1971", "25 de outubro de 1971".
fn with_word(parts: &[&str]) -> Option<Date> {
    let Worded { day, month, year } = worded(parts)?;
    date(year, &month.to_string(), day)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let year = match (year.len(), number(year)?) {
        (4, year) => year,
        (1 | 2, short) if short <= LAST_SHORT_YEAR => 2000 + short,
        (1 | 2, short) => 1900 + short,
        _ => return None,
    };
    format!("{year:04}-{:02}-{:02}", number(month)?, number(day)?).parse().ok()
}

/// A date as somebody types it: 2024-12-31, 2024, 31.12.2024, 31 December 2024, and 31/12/2024 where the day can be told
/// from the month.
///
/// # Errors
/// A sentence on why it will not do.
pub fn typed(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let sure = text.parse::<Date>();
    match (sure, DateOrder::Dmy.read(text), DateOrder::Mdy.read(text)) {
        (Ok(date), _, _) | (Err(_), Some(date), None) | (Err(_), None, Some(date)) => Ok(date),
        // With points the day always stands first.
        (Err(_), Some(day_first), Some(month_first)) if day_first == month_first || text.contains('.') => Ok(day_first),
        (Err(_), Some(_), Some(_)) => {
            Err(format!("\"{text}\" may be two days; write the year first, as in 2025-02-24"))
        }
        (Err(why), None, None) => Err(why),
    }
}

/// The order in which dates are written, by those of which one number is too large for a month; none where they can be
/// read in both orders.
#[must_use]
pub(in crate::io::import) fn order_of<'a>(dates: impl Iterator<Item = &'a str> + Clone) -> Option<DateOrder> {
    let fits = |order: DateOrder| dates.clone().filter(|text| order.read(text).is_some()).count();
    let counts = DateOrder::ALL.map(|order| (order, fits(order)));
    let best = counts.iter().map(|(_, count)| *count).max().filter(|count| *count > 0)?;
    let mut first = counts.iter().filter(|(_, count)| *count == best).map(|(order, _)| *order);
    match (first.next(), first.next()) {
        // Those that can be read in any order are written with the year first.
        (Some(DateOrder::Ymd), _) => Some(DateOrder::Ymd),
        (Some(DateOrder::Dmy), Some(DateOrder::Mdy)) => None,
        (order, _) => order,
    }
}
