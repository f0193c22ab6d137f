//! Members by their codes, with the names that they had at the time.

use std::collections::HashMap;

use crate::{
    archive::{Place, Spell, spells},
    io::import::{Encoding, Finding, Kind, mend, read::Job, states},
    model::Date,
};

use super::title_case;

/// Codes of three capital letters.
const CODES: usize = 26 * 26 * 26;

/// What rows say of a member.
#[derive(Default)]
struct Seen {
    /// Names as the file writes them.
    names: Vec<Vec<u8>>,
    /// The days of rows with the place of their name, in the order of the rows. Rows that follow one another have one day
    /// and one name as a rule, and are noted once.
    days: Vec<(u32, u32)>,
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
    date.map_or(0, Date::packed)
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

/// The name of a member as text. One that was read in a wrong encoding once is put right: it is to be found by its name.
pub(super) fn named(bytes: &[u8], wanted: Option<Encoding>) -> std::borrow::Cow<'_, str> {
    let (text, _) = text(bytes, wanted);
    mend(&text).map_or(text, Into::into)
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
        let words = named(key, job.options.encoding);
        let voter =
            if code.is_empty() { by_name(&words, Date::unpacked(day).as_ref(), job) } else { added(&words, job) };
        self.others.insert(key.to_owned(), voter);
        voter
    }

    /// Notes the name that a row has for a member on a day.
    pub fn named(&mut self, voter: usize, name: &[u8], day: u32) {
        if self.seen.len() <= voter {
            self.seen.resize_with(voter + 1, Seen::default);
        }
        let Some(seen) = self.seen.get_mut(voter) else { return };
        let named = |place: u32| seen.names.get(place as usize).is_some_and(|known| known == name);
        let last = seen.days.last().copied().filter(|(_, place)| named(*place));
        if last.is_some_and(|(last, _)| last == day) {
            return;
        }
        let known = last.map(|(_, place)| place).or_else(|| (0..seen.names.len() as u32).find(|place| named(*place)));
        let place = known.unwrap_or_else(|| {
            seen.names.push(name.to_owned());
            seen.names.len() as u32 - 1
        });
        seen.days.push((day, place));
    }

    /// Notes whether a row calls a member a permanent one.
    pub fn permanent(&mut self, voter: usize, word: &[u8]) {
        let Some(seen) = self.seen.get_mut(voter).filter(|_| !word.is_empty()) else { return };
        if seen.permanent.iter().all(|known| known != word) {
            seen.permanent.push(word.to_owned());
        }
    }

    /// Tells the collection the names, and says which codes stand for two states.
    pub fn finish(&mut self, file: u32, permanent: &str, job: &mut Job<'_>) {
        let place = Place { file, line: 0 };
        for (number, seen) in self.seen.iter_mut().enumerate() {
            let Some(voter) = job.builder.voter_mut(number) else { continue };
            let words = |name: &Vec<u8>| title_case(&named(name, job.options.encoding));
            let words: Vec<String> = seen.names.iter().map(words).collect();
            let spells = spells(&words, std::mem::take(&mut seen.days));
            for spell in &spells {
                voter.named(&spell.value, spell.from.as_ref());
                voter.named(&spell.value, spell.until.as_ref());
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
fn predecessor(code: &str, spells: &[Spell]) -> Option<String> {
    match code {
        "FRG" => return Some("The code GER is the Federal Republic of Germany from 1973 to 1990".to_owned()),
        "SCG" => return Some("The code SCG is Serbia and Montenegro from 2003 to 2006".to_owned()),
        _ => {}
    }
    let begins = |name: &str| PREDECESSORS.iter().any(|known| name.starts_with(known));
    let first = spells.iter().find(|spell| begins(&spell.value))?;
    let name = &first.value;
    let until = spells.iter().rfind(|spell| spell.value == *name).and_then(|last| last.until.as_ref());
    spells.iter().any(|spell| spell.value != *name).then(|| match (&first.from, until) {
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
    fn codes_have_places() {
        assert_eq!(packed(None), 0);
        assert_eq!((place(b"AAA"), place(b"ZZZ"), place(b"AB"), place(b"AbC")), (Some(0), Some(CODES - 1), None, None));
    }

    #[test]
    fn names_that_come_back_in_rows_of_any_order() {
        let rows: [(&[u8], u32); 6] = [
            (b"EGYPT", 20_200_101),
            (b"UNITED ARAB REPUBLIC", 19_710_101),
            (b"Egypt", 19_461_214),
            (b"UNITED ARAB REPUBLIC", 19_581_212),
            (b"EGYPT", 19_571_126),
            (b"EGYPT", 0),
        ];
        for turn in 0..rows.len() {
            let mut states = States::new();
            for n in 0..rows.len() {
                let (name, day) = rows[(n * 5 + turn) % rows.len()];
                states.named(0, name, day);
                states.named(0, name, day);
            }
            let seen = &states.seen[0];
            assert_eq!(seen.days.len(), rows.len(), "rows alike are noted once");
            let words: Vec<String> = seen.names.iter().map(|name| title_case(&text(name, None).0)).collect();
            let told: Vec<(String, u32, u32)> = spells(&words, seen.days.clone())
                .into_iter()
                .map(|spell| (spell.value, packed(spell.from.as_ref()), packed(spell.until.as_ref())))
                .collect();
            let expected = [
                ("Egypt", 19_461_214, 19_571_126),
                ("United Arab Republic", 19_581_212, 19_710_101),
                ("Egypt", 20_200_101, 20_200_101),
            ];
            assert_eq!(told, expected.map(|(name, from, until)| (name.to_owned(), from, until)));
        }
    }

    #[test]
    fn a_code_that_stands_for_two_states_says_so() {
        let spells = |names: &[(&str, u32, u32)]| -> Vec<Spell> {
            let spell = |(name, from, until): &(&str, u32, u32)| Spell {
                value: (*name).to_owned(),
                from: Date::unpacked(*from),
                until: Date::unpacked(*until),
            };
            names.iter().map(spell).collect()
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
