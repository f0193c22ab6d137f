//! Several things in one cell and back: lists, spells, extra columns.

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

/// The names of extra columns, without what stands before them: each before those that stand after it where it is first
/// found. A name that one roll call or member has twice is there twice.
#[must_use]
pub fn extras<'a>(lists: impl Iterator<Item = &'a [(String, String)]>) -> Vec<&'a str> {
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut own: Vec<(&str, usize)> = Vec::new();
    for list in lists {
        own.clear();
        for (name, _) in list {
            let before = own.iter().filter(|(known, _)| known == name).count();
            own.push((name, before));
        }
        let mut place = names.len();
        for column in own.iter().rev() {
            match names.iter().position(|known| known == column) {
                Some(known) => place = known,
                None => names.insert(place, *column),
            }
        }
    }
    names.into_iter().map(|(name, _)| name).collect()
}

/// The headers of extra columns: `extra:NAME`, and `extra#2:NAME` for the second of a name, since programs for tables do
/// not take two columns of one name.
#[must_use]
pub fn extra_headers(names: &[&str]) -> Vec<String> {
    let before = |place: usize, name: &str| names.iter().take(place).filter(|other| **other == name).count();
    let header = |(place, name): (usize, &&str)| match before(place, name) {
        0 => format!("{EXTRA}:{name}"),
        more => format!("{EXTRA}#{}:{name}", more + 1),
    };
    names.iter().enumerate().map(header).collect()
}

/// The name of an extra column by its header; none where it is the header of another column.
#[must_use]
pub fn extra_name(header: &str) -> Option<&str> {
    let (mark, name) = header.strip_prefix(EXTRA)?.split_once(':')?;
    let number = mark.strip_prefix('#').is_some_and(|number| number.parse::<u32>().is_ok());
    (mark.is_empty() || number).then_some(name)
}

/// The values of these extra columns; empty where a list does not have one.
pub fn extra_values<'a>(extra: &'a [(String, String)], names: &[&str]) -> Vec<&'a str> {
    let mut used = vec![false; extra.len()];
    names
        .iter()
        .map(|wanted| {
            let mut free = extra.iter().zip(&mut used).filter(|((name, _), used)| !**used && name == wanted);
            free.next().map_or("", |((_, value), used)| {
                *used = true;
                value
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
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
        let names = extras(lists.iter().map(Vec::as_slice));
        assert_eq!(names, ["a", "b", "b"], "in the order of the list that has both");
        assert_eq!(extra_values(&lists[1], &names), ["2", "3", "4"]);
        assert_eq!(extra_values(&lists[0], &names), ["", "1", ""]);
        let headers = extra_headers(&names);
        assert_eq!(headers, ["extra:a", "extra:b", "extra#2:b"]);
        assert!(headers.iter().map(|header| extra_name(header)).eq(names.into_iter().map(Some)));
        assert_eq!(extra_name("extra:#2:x: y"), Some("#2:x: y"));
        assert_eq!((extra_name("extra"), extra_name("extra#:x"), extra_name("extras:x")), (None, None, None));
    }
}
