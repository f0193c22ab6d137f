//! Members by their codes, with the names that they had at the time.

use std::collections::HashMap;

use crate::{
    archive::Place,
    io::import::{Encoding, Finding, Kind, read::Job, states},
    model::Date,
};

use super::title_case;

/// Codes of three capital letters.
const CODES: usize = 26 * 26 * 26;

/// A name as the file writes it, with the first and the last day on which it does.
struct Name {
    bytes: Vec<u8>,
    from: u32,
    until: u32,
}

/// What rows say of a member.
#[derive(Default)]
struct Seen {
    names: Vec<Name>,
    /// The name of the last row, which the next one has as well as a rule.
    last: usize,
    permanent: Vec<Vec<u8>>,
}

/// The members of the files at hand.
pub(in super::super) struct States {
    codes: Vec<u32>,
    others: HashMap<Vec<u8>, usize>,
    seen: Vec<Seen>,
}

/// A day as a number that sorts: 20231027; 0 where it is not known, and no month or day where only the year is.
pub(super) fn packed(date: Option<&Date>) -> u32 {
    let digits: String = date.map_or("", Date::as_str).chars().filter(char::is_ascii_digit).collect();
    match digits.parse::<u32>() {
        Ok(year) if digits.len() == 4 => year * 10_000,
        Ok(day) => day,
        Err(_) => 0,
    }
}

pub(super) fn unpacked(day: u32) -> Option<Date> {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let text = if month == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}-{day:02}") };
    text.parse().ok().filter(|_| year > 0)
}

/// The place of a code of three capital letters.
fn place(code: &[u8]) -> Option<usize> {
    let [a, b, c] = code else { return None };
    [a, b, c].into_iter().try_fold(0, |sum, letter| {
        letter.is_ascii_uppercase().then(|| sum * 26 + usize::from(letter.wrapping_sub(b'A')))
    })
}

/// Bytes as text: UTF-8, else Windows-1252; and whether they were not UTF-8.
pub(super) fn text(bytes: &[u8], wanted: Option<Encoding>) -> (std::borrow::Cow<'_, str>, bool) {
    match (wanted, std::str::from_utf8(bytes)) {
        (None | Some(Encoding::Utf8 | Encoding::Utf16), Ok(text)) => (text.into(), false),
        (Some(Encoding::Utf8 | Encoding::Utf16), Err(_)) => (String::from_utf8_lossy(bytes), false),
        (Some(Encoding::Windows1252), _) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, false),
        (None, Err(_)) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}

/// The member with a code. The Federal Republic's is here as in other collections.
fn added(code: &str, job: &mut Job<'_>) -> usize {
    let new = job.builder.known_voter(code).is_none();
    let number = job.builder.voter(code);
    if let Some(voter) = job.builder.voter_mut(number).filter(|_| new && code == "GER") {
        voter.id = "FRG".into();
    }
    number
}

/// The member with a name: a state that is known with all of its names, any other under this one.
pub(in super::super) fn by_name(name: &str, date: Option<&Date>, job: &mut Job<'_>) -> usize {
    let Some(state) = states::by_name(name, date) else {
        let name = title_case(name);
        let number = job.builder.voter(&name);
        if let Some(voter) = job.builder.voter_mut(number) {
            voter.named(&name, date);
        }
        return number;
    };
    let new = job.builder.known_voter(&state.code).is_none();
    let number = job.builder.voter(&state.code);
    if let Some(voter) = job.builder.voter_mut(number).filter(|_| new) {
        *voter = state.voter(&state.code);
    }
    number
}

impl States {
    /// None yet.
    pub fn new() -> Self {
        Self { codes: vec![0; CODES], others: HashMap::new(), seen: Vec::new() }
    }

    /// The number of a member by its code; by its name where it has none.
    pub fn voter(&mut self, code: &[u8], name: &[u8], day: u32, job: &mut Job<'_>) -> usize {
        let known = place(code).and_then(|place| self.codes.get_mut(place));
        if let Some(known) = known {
            if *known == 0 {
                let (code, _) = text(code, job.options.encoding);
                *known = added(&code, job) as u32 + 1;
            }
            return *known as usize - 1;
        }
        let key = if code.is_empty() { name } else { code };
        if let Some(known) = self.others.get(key) {
            return *known;
        }
        let (words, _) = text(key, job.options.encoding);
        let voter = if code.is_empty() { by_name(&words, unpacked(day).as_ref(), job) } else { added(&words, job) };
        self.others.insert(key.to_owned(), voter);
        voter
    }

    /// Notes the name that a row has for a member on a day.
    pub fn named(&mut self, voter: usize, name: &[u8], day: u32) {
        if self.seen.len() <= voter {
            self.seen.resize_with(voter + 1, Seen::default);
        }
        let Some(seen) = self.seen.get_mut(voter) else { return };
        if seen.names.get(seen.last).is_none_or(|last| last.bytes != name) {
            seen.last = seen.names.iter().position(|known| known.bytes == name).unwrap_or_else(|| {
                seen.names.push(Name { bytes: name.to_owned(), from: day, until: day });
                seen.names.len() - 1
            });
        }
        if let Some(spell) = seen.names.get_mut(seen.last) {
            spell.until = spell.until.max(day);
            if day > 0 && (spell.from == 0 || day < spell.from) {
                spell.from = day;
            }
        }
    }

    /// Notes whether a row calls a member a permanent one.
    pub fn permanent(&mut self, voter: usize, word: &[u8]) {
        let Some(seen) = self.seen.get_mut(voter).filter(|_| !word.is_empty()) else { return };
        if seen.permanent.iter().all(|known| known != word) {
            seen.permanent.push(word.to_owned());
        }
    }

    /// Tells the collection the names, and says which codes stand for two states.
    pub fn finish(&self, file: u32, permanent: &str, job: &mut Job<'_>) {
        let place = Place { file, line: 0 };
        for (number, seen) in self.seen.iter().enumerate() {
            let mut names: Vec<&Name> = seen.names.iter().collect();
            names.sort_by_key(|name| (name.from, name.until));
            let Some(voter) = job.builder.voter_mut(number) else { continue };
            let mut spells = Vec::new();
            for name in names {
                let (words, _) = text(&name.bytes, job.options.encoding);
                let words = title_case(&words);
                voter.named(&words, unpacked(name.from).as_ref());
                voter.named(&words, unpacked(name.until).as_ref());
                spells.push((words, name.from, name.until));
            }
            if let [word] = seen.permanent.as_slice() {
                let word = text(word, job.options.encoding).0.into_owned();
                if voter.extra.iter().all(|(known, _)| known != permanent) {
                    voter.extra.push((permanent.to_owned(), word));
                }
            } else if seen.permanent.len() > 1 {
                let message = format!("{} is listed as a permanent member and as none", voter.id);
                let finding = Finding::warning(Kind::NotOfTheBody, message, "Neither was kept");
                job.findings.push(finding.at(place, 0));
                continue;
            }
            if let Some(note) = predecessor(voter.id.as_str(), &spells) {
                if voter.note.is_empty() {
                    voter.note = note.clone();
                }
                let done = "It is one member here, under the names of the time";
                job.findings.push(Finding::note(Kind::Predecessor, note, done).at(place, 0));
            }
        }
    }
}

/// States that are not the one that has their code today, by their names.
const PREDECESSORS: [&str; 4] =
    ["Union of Soviet Socialist Republics", "United Arab Republic", "Czechoslovakia", "Yugoslavia"];

/// What to say of a code that stands for a state of former times.
fn predecessor(code: &str, spells: &[(String, u32, u32)]) -> Option<String> {
    match code {
        "FRG" => return Some("The code GER is the Federal Republic of Germany from 1973 to 1990".to_owned()),
        "SCG" => return Some("The code SCG is Serbia and Montenegro from 2003 to 2006".to_owned()),
        _ => {}
    }
    let begins = |name: &str| PREDECESSORS.iter().any(|known| name.starts_with(known));
    let (name, from, until) = spells.iter().find(|(name, ..)| begins(name))?;
    spells.iter().any(|(other, ..)| other != name).then(|| match (unpacked(*from), unpacked(*until)) {
        (Some(from), Some(until)) => {
            format!("{code} is also {name}, from {} to {}", from.in_words(), until.in_words())
        }
        _ => format!("{code} is also {name}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_pack_and_unpack() {
        for text in ["2023-10-27", "1946-01-01", "1971"] {
            let date: Date = text.parse().expect("a date");
            assert_eq!(unpacked(packed(Some(&date))), Some(date));
        }
        assert_eq!(unpacked(packed(None)), None);
        assert_eq!((place(b"AAA"), place(b"ZZZ"), place(b"AB"), place(b"AbC")), (Some(0), Some(CODES - 1), None, None));
    }

    #[test]
    fn a_code_that_stands_for_two_states_says_so() {
        let spells = |names: &[(&str, u32, u32)]| -> Vec<(String, u32, u32)> {
            names.iter().map(|(name, from, until)| ((*name).to_owned(), *from, *until)).collect()
        };
        let rus = spells(&[
            ("Union of Soviet Socialist Republics", 19_461_214, 19_911_213),
            ("Russian Federation", 19_920_131, 20_240_101),
        ]);
        assert_eq!(
            predecessor("RUS", &rus).as_deref(),
            Some("RUS is also Union of Soviet Socialist Republics, from 14 December 1946 to 13 December 1991")
        );
        assert_eq!(predecessor("RUS", &rus[1..]), None);
        assert!(predecessor("FRG", &[]).is_some() && predecessor("SCG", &[]).is_some());
        assert_eq!(predecessor("MKD", &spells(&[("The Former Yugoslav Republic of Macedonia", 0, 0)])), None);
    }
}
