//! Sessions, years and months: the stretches of time that a line over time has its points for.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    archive::{Archive, Selection},
    model::Date,
};

/// What a point of a line stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A session, as the source writes it.
    #[default]
    Session,
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
}

impl By {
    /// What gives a collection enough points for a line: its sessions, or where they are few its years, or else months.
    #[must_use]
    pub fn fitting(archive: &Archive) -> Self {
        const FEW_SESSIONS: usize = 3;
        const FEW_YEARS: usize = 5;
        let rolls = || archive.roll_calls.iter();
        let sessions: BTreeSet<&str> =
            rolls().map(|roll| roll.session.as_str()).filter(|name| !name.is_empty()).collect();
        let years: BTreeSet<i32> = rolls().filter_map(|roll| Some(roll.date.as_ref()?.year())).collect();
        let months = rolls().any(|roll| roll.date.as_ref().is_some_and(|date| date.month().is_some()));
        match (sessions.len(), years.len()) {
            (FEW_SESSIONS.., _) => Self::Session,
            (_, FEW_YEARS..) => Self::Year,
            (_, 1..) if months => Self::Month,
            (1.., 0) => Self::Session,
            _ => Self::Year,
        }
    }
}

/// The roll calls of a session, year or month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// The session, the year (1971), or the month (1971-10).
    pub name: String,
    /// The day of its first roll call, where known.
    pub from: Option<Date>,
    /// The day of its last one.
    pub until: Option<Date>,
    /// The mean day of its roll calls for an axis of time, see [`Date::axis_day`].
    pub day: Option<f64>,
    /// Its roll calls, in the order of the source.
    pub roll_calls: Vec<u32>,
}

/// The roll calls of a selection by session, year or month, the earliest first: sessions in the order of their first day, those
/// without any date last. Roll calls without a session, or without a date, are in none.
#[must_use]
pub fn periods(archive: &Archive, by: By, within: &Selection) -> Vec<Period> {
    let mut found: BTreeMap<String, Period> = BTreeMap::new();
    let mut days: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for number in within.iter() {
        let Some(roll_call) = archive.roll_calls.get(number as usize) else { continue };
        let name = match by {
            By::Session => Some(roll_call.session.clone()).filter(|session| !session.is_empty()),
            By::Year => roll_call.date.as_ref().map(|date| format!("{:04}", date.year())),
            By::Month => roll_call.date.as_ref().and_then(Date::month).map(ToOwned::to_owned),
        };
        let Some(name) = name else { continue };
        let period = found.entry(name.clone()).or_insert_with(|| Period { name: name.clone(), ..Period::default() });
        period.roll_calls.push(number);
        if let Some(date) = &roll_call.date {
            if period.from.as_ref().is_none_or(|from| date < from) {
                period.from = Some(date.clone());
            }
            if period.until.as_ref().is_none_or(|until| date > until) {
                period.until = Some(date.clone());
            }
            let (sum, count) = days.entry(name).or_insert((0.0, 0));
            *sum += date.axis_day();
            *count += 1;
        }
    }
    for (name, (sum, count)) in days {
        if let Some(period) = found.get_mut(&name) {
            period.day = Some(sum / f64::from(count));
        }
    }
    let mut periods: Vec<Period> = found.into_values().collect();
    // A stable sort: sessions of the same first day stay in the order of their names.
    periods.sort_by(|a, b| (a.from.is_none(), &a.from).cmp(&(b.from.is_none(), &b.from)));
    periods
}
