//! Sessions and years: the stretches of time that a line over time has its points for.

use std::collections::BTreeMap;

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
}

/// The roll calls of a session or year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// The session, or the year.
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

/// The roll calls of a selection by session or year, the earliest first: sessions in the order of their first day, those
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
