//! Several things in one cell and back: lists, spells, extra columns.

use std::collections::HashMap;

use super::columns::EXTRA;
use crate::{archive::Spell, model::Date};

/// Texts in one cell, with a bar between them; a bar within one is written `\|`, and `\` is written `\\`.
pub fn join<T: AsRef<str>>(parts: impl Iterator<Item = T>, between: &str) -> String {
    let mut joined = String::new();
    for (number, part) in parts.enumerate() {
        if number > 0 {
            joined.push_str(between);
        }
        for c in part.as_ref().chars() {
            if matches!(c, '\\' | '|') {
                joined.push('\\');
            }
            joined.push(c);
        }
    }
    joined
}

/// The texts of a cell that were joined by a bar; none in an empty cell.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '|' {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
        }
    }
    parts
}

/// Spells in one cell: `1946-01-24..1991-12-24 Soviet Union | 1991-12-25.. Russian Federation`. An end that is not known
/// is left out, so that `.. Utopia` is a name at all times. A bar within a value is written `\|`, and `\` is written `\\`.
#[must_use]
pub fn spells_to_text(spells: &[Spell]) -> String {
    let end = |date: &Option<Date>| date.as_ref().map_or(String::new(), ToString::to_string);
    join(spells.iter().map(|spell| format!("{}..{} {}", end(&spell.from), end(&spell.until), spell.value)), " | ")
}

/// The spells of a cell. One that does not begin with a term is a value at all times, as a person may write it.
#[must_use]
pub fn spells(text: &str) -> Vec<Spell> {
    let parts = split(text);
    let last = parts.len().saturating_sub(1);
    parts
        .iter()
        .enumerate()
        .map(|(number, part)| {
            let part = if number > 0 { part.strip_prefix(' ').unwrap_or(part) } else { part };
            spell(if number < last { part.strip_suffix(' ').unwrap_or(part) } else { part })
        })
        .collect()
}

fn spell(text: &str) -> Spell {
    let (term, value) = text.split_once(' ').unwrap_or((text, ""));
    let end = |part: &str| if part.is_empty() { Some(None) } else { part.parse::<Date>().ok().map(Some) };
    let ends = term.split_once("..").and_then(|(from, until)| Some((end(from)?, end(until)?)));
    match ends {
        Some((from, until)) => Spell { from, until, value: value.to_owned() },
        None => Spell { value: text.to_owned(), ..Spell::default() },
    }
}

/// Names with how many of the same stand before each.
fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (&'a str, usize)> {
    let mut before: HashMap<&str, usize> = HashMap::new();
    names.map(move |name| {
        let count = before.entry(name).or_insert(0);
        *count += 1;
        (name, *count - 1)
    })
}

/// The extra columns of roll calls or of members. A name that one of them has twice is there twice.
#[derive(Clone, Debug, Default)]
pub struct Extras<'a> {
    names: Vec<&'a str>,
    /// Where a name stands, and the second of that name, and so on.
    places: HashMap<(&'a str, usize), usize>,
}

impl<'a> Extras<'a> {
    /// The columns of these lists: each before those that stand after it where it is first found.
    #[must_use]
    pub fn of(lists: impl Iterator<Item = &'a [(String, String)]>) -> Self {
        let mut places: HashMap<(&str, usize), usize> = HashMap::new();
        for list in lists {
            let own: Vec<(&str, usize)> = numbered(list.iter().map(|(name, _)| name.as_str())).collect();
            let mut place = places.len();
            for column in own.into_iter().rev() {
                if let Some(known) = places.get(&column) {
                    place = *known;
                    continue;
                }
                places.values_mut().filter(|other| **other >= place).for_each(|other| *other += 1);
                places.insert(column, place);
            }
        }
        let mut order: Vec<(&str, usize)> = places.iter().map(|((name, _), place)| (*name, *place)).collect();
        order.sort_unstable_by_key(|(_, place)| *place);
        Self { names: order.into_iter().map(|(name, _)| name).collect(), places }
    }

    /// Their names, without what stands before them in a header.
    #[must_use]
    pub fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// Their headers: `extra:NAME`, and `extra#2:NAME` for the second of a name, since programs for tables do not take two
    /// columns of one name.
    #[must_use]
    pub fn headers(&self) -> Vec<String> {
        let header = |(name, before): (&str, usize)| match before {
            0 => format!("{EXTRA}:{name}"),
            more => format!("{EXTRA}#{}:{name}", more + 1),
        };
        numbered(self.names.iter().copied()).map(header).collect()
    }

    /// The values of a list, each with the place of its column.
    pub fn placed<'b>(&self, extra: &'b [(String, String)]) -> impl Iterator<Item = (usize, &'b str)> {
        let columns = numbered(extra.iter().map(|(name, _)| name.as_str()));
        columns.zip(extra).filter_map(|(column, (_, value))| Some((*self.places.get(&column)?, value.as_str())))
    }

    /// The values of all columns; empty where a list does not have one.
    #[must_use]
    pub fn values<'b>(&self, extra: &'b [(String, String)]) -> Vec<&'b str> {
        let mut values = vec![""; self.names.len()];
        for (place, value) in self.placed(extra) {
            if let Some(cell) = values.get_mut(place) {
                *cell = value;
            }
        }
        values
    }
}

/// The name of an extra column by its header; none where it is the header of another column.
#[must_use]
pub fn extra_name(header: &str) -> Option<&str> {
    let (mark, name) = header.strip_prefix(EXTRA)?.split_once(':')?;
    let number = mark.strip_prefix('#').is_some_and(|number| number.parse::<u32>().is_ok());
    (mark.is_empty() || number).then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn texts_in_a_cell_come_apart_as_they_were() {
        let lists: [&[&str]; 5] = [&[], &["a"], &["a|b", "\\", "c\\|"], &["x", "", "y"], &["= 1", " 2 "]];
        for list in lists {
            assert_eq!(split(&join(list.iter(), "|")), list);
        }
    }

    #[test]
    fn spells_come_back_as_they_were() {
        let spell = |from: &str, until: &str, value: &str| Spell {
            from: from.parse().ok(),
            until: until.parse().ok(),
            value: value.to_owned(),
        };
        let lists = [
            vec![],
            vec![spell("1946-01-24", "1991-12-24", "Soviet Union"), spell("1991-12-25", "", "Russian Federation")],
            vec![spell("", "", "A | B \\ C"), spell("", "1971", ""), spell("1950", "", "1950..1951 = \"x\"\n,y")],
        ];
        for list in lists {
            assert_eq!(spells(&spells_to_text(&list)), list);
        }
        assert_eq!(spells("Utopia"), [spell("", "", "Utopia")]);
        assert_eq!(
            spells_to_text(&[spell("1946", "", "Siam"), spell("", "", "Thailand")]),
            "1946.. Siam | .. Thailand"
        );
    }

    #[test]
    fn a_name_that_is_there_twice_has_two_columns() {
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let lists = [pairs(&[("b", "1")]), pairs(&[("a", "2"), ("b", "3"), ("b", "4")]), pairs(&[])];
        let extras = Extras::of(lists.iter().map(Vec::as_slice));
        assert_eq!(extras.names(), ["a", "b", "b"], "in the order of the list that has both");
        assert_eq!(extras.values(&lists[1]), ["2", "3", "4"]);
        assert_eq!(extras.values(&lists[0]), ["", "1", ""]);
        let headers = extras.headers();
        assert_eq!(headers, ["extra:a", "extra:b", "extra#2:b"]);
        assert!(headers.iter().map(|header| extra_name(header)).eq(extras.names().iter().copied().map(Some)));
        assert_eq!(extra_name("extra:#2:x: y"), Some("#2:x: y"));
        assert_eq!((extra_name("extra"), extra_name("extra#:x"), extra_name("extras:x")), (None, None, None));
    }

    /// The columns one after the other, each sought among all: slow, and plain to see.
    fn sought(lists: &[Vec<(String, String)>]) -> Vec<(&str, usize)> {
        let mut names: Vec<(&str, usize)> = Vec::new();
        for list in lists {
            let before = |at: usize, name: &str| list.iter().take(at).filter(|(other, _)| other == name).count();
            let own = list.iter().enumerate().map(|(at, (name, _))| (name.as_str(), before(at, name)));
            let mut place = names.len();
            for column in own.collect::<Vec<_>>().into_iter().rev() {
                match names.iter().position(|known| *known == column) {
                    Some(known) => place = known,
                    None => names.insert(place, column),
                }
            }
        }
        names
    }

    #[test]
    fn columns_of_many_lists_stand_as_if_each_was_sought_among_all() {
        let mut state = 1_u64;
        let mut below = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..300 {
            let lists: Vec<Vec<(String, String)>> = (0..below(12))
                .map(|_| (0..below(9)).map(|at| (format!("c{}", below(7)), format!("v{at}"))).collect())
                .collect();
            let (extras, sought) = (Extras::of(lists.iter().map(Vec::as_slice)), sought(&lists));
            assert!(extras.names().iter().eq(sought.iter().map(|(name, _)| name)), "{lists:?}");
            for list in &lists {
                let values = extras.values(list);
                for (at, (name, value)) in list.iter().enumerate() {
                    let before = list.iter().take(at).filter(|(other, _)| other == name).count();
                    let place = sought.iter().position(|known| *known == (name.as_str(), before)).expect("a column");
                    assert_eq!(values[place], value, "{lists:?}");
                }
                assert_eq!(values.iter().filter(|value| !value.is_empty()).count(), list.len());
            }
        }
    }

    #[test]
    fn a_thousand_columns_of_thousands_of_roll_calls_do_not_take_for_ever() {
        let lists: Vec<Vec<(String, String)>> = (0..6_000_usize)
            .map(|roll| (0..10).map(|at| (format!("c{:04}", (roll * 10 + at) % 1_000), roll.to_string())).collect())
            .collect();
        let extras = Extras::of(lists.iter().map(Vec::as_slice));
        assert_eq!(extras.names().len(), 1_000);
        let placed: usize = lists.iter().map(|list| extras.placed(list).count()).sum();
        assert_eq!(placed, 60_000);
    }
}
