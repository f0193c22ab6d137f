//! The sheet of the groups: who is in which, and from when to when.

use super::{
    cell::CellEdit,
    table::{Face, Table},
};
use crate::model::{Dossier, Group, Member, Terms};

pub(super) struct Groups<'a>(pub(super) &'a Dossier);

/// What stands in the cell of a member that belongs at all times.
const IN: &str = "in";

impl Groups<'_> {
    fn at(&self, row: usize, column: usize) -> Option<(&Member, &Group)> {
        Some((self.0.members.get(row)?, self.0.groups.get(column)?))
    }
}

/// Terms as they are typed: "in", "out", dates, or nothing.
fn terms(typed: &str) -> Result<Option<Terms>, String> {
    match typed.trim().to_lowercase().as_str() {
        "" | "out" | "no" | "0" | "-" | "–" => Ok(None),
        IN | "x" | "yes" | "1" | "•" | "✓" | ".." => Ok(Some(Terms::always())),
        dates => dated(dates).map(Some),
    }
}

/// The same with every date as files have it; none where one of them is no date.
fn as_written(terms: &str) -> Option<String> {
    let end = |end: &str| match end.trim() {
        "" => Some(String::new()),
        date => crate::io::import::dates::typed(date).ok().map(String::from),
    };
    let span = |span: &str| {
        let (from, until) = span.split_once("..")?;
        Some(format!("{}..{}", end(from)?, end(until)?))
    };
    terms.split(',').map(span).collect::<Option<Vec<String>>>().map(|spans| spans.join(", "))
}

/// Dates of membership or of a seat.
pub(super) fn dated(typed: &str) -> Result<Terms, String> {
    let wrong = || format!("\"{typed}\" is neither in nor out nor dates; write in, or 1973-01-01..2020-01-31.");
    // A day or a year by itself is the first one.
    let dates = if typed.contains("..") { typed.to_owned() } else { format!("{typed}..") };
    let dates = as_written(&dates).unwrap_or(dates);
    let terms = Terms::try_from(dates).map_err(|_| wrong())?;
    if terms.ends_before_it_begins() {
        return Err(format!("\"{typed}\" ends before it begins; write the earlier date first."));
    }
    Ok(terms)
}

impl Table for Groups<'_> {
    fn rows(&self) -> usize {
        self.0.members.len()
    }

    fn columns(&self) -> usize {
        self.0.groups.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.0.members.get(row).map_or(String::new(), |member| member.name.clone())
    }

    fn row_mark(&self, row: usize) -> String {
        self.0.members.get(row).map_or(String::new(), |member| member.id.to_string())
    }

    fn column_name(&self, column: usize) -> String {
        self.0.groups.get(column).map_or(String::new(), |group| group.name.clone())
    }

    fn column_mark(&self, column: usize) -> String {
        let Some(group) = self.0.groups.get(column) else { return String::new() };
        let shown = if group.pinned { "shown" } else { "not shown" };
        format!("{} · {shown}", group.members_on(self.0.date.as_ref()).count())
    }

    fn width(&self, column: usize) -> f32 {
        let dated = self.0.groups.get(column).is_some_and(|group| !group.terms.is_empty());
        if dated { 172.0 } else { 118.0 }
    }

    fn text(&self, row: usize, column: usize) -> String {
        let Some((member, group)) = self.at(row, column) else { return String::new() };
        match group.terms.get(&member.id) {
            _ if !group.members.contains(&member.id) => String::new(),
            Some(terms) => terms.clone().into(),
            None => IN.to_owned(),
        }
    }

    fn face(&self, _row: usize, _column: usize) -> Face {
        Face::default()
    }

    fn spoken(&self, row: usize, column: usize) -> String {
        let text = self.text(row, column);
        if text.is_empty() { "out".to_owned() } else { text }
    }

    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String> {
        let (member, group) = self.at(row, column).ok_or("There is no such cell.")?;
        Ok(CellEdit::Group(group.id.clone(), member.id.clone(), terms(typed)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_out_and_dates_are_read() {
        assert_eq!(terms(" "), Ok(None));
        assert_eq!(terms("Out"), Ok(None));
        assert_eq!(terms("IN"), Ok(Some(Terms::always())));
        let read = |typed: &str| terms(typed).map(|terms| terms.map_or(String::new(), String::from));
        assert_eq!(read("1973-01-01..2020-01-31").as_deref(), Ok("1973-01-01..2020-01-31"));
        assert_eq!(read("1995").as_deref(), Ok("1995.."), "a year by itself is the first");
        assert_eq!(read("1990..1992, 2001..").as_deref(), Ok("1990..1992, 2001.."));
        assert_eq!(read("1.1.2024").as_deref(), Ok("2024-01-01.."));
        assert_eq!(read("1.1.1990..31.12.1992, 5 May 2001..").as_deref(), Ok("1990-01-01..1992-12-31, 2001-05-05.."));
        assert!(read("3/4/2024").is_err(), "the day or the month?");
        assert!(read("2020..1973").expect_err("backwards").contains("ends before it begins"));
        assert!(read("perhaps").expect_err("no dates").contains("neither in nor out"));
    }
}
