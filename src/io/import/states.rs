//! Facts about states: their codes in several lists, and the names that they had from day to day. Sources name a state
//! by a number, by two letters, or by whatever its name was at the time.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    archive::{Spell, Voter},
    model::{Date, fold},
};

/// One row a name: code, number, two letters, name, first and last day, other spellings, other codes.
const FACTS: &str = include_str!("../../../assets/states.csv");

/// A name that is another state's for the same days, and therefore never leads to this one.
const NOT_BY_NAME: &str = "-";

/// A state, of today or gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3 for a state of today; for one that is gone the code that it had there, else a clear one
    /// ("FRG", "YAR", "ZAN").
    pub code: String,
    /// Its number among the Correlates of War, where it has one.
    pub cow: Option<u32>,
    /// ISO 3166-1 alpha-2, where it has one.
    pub iso2: String,
    /// Its names in English, the oldest first.
    pub names: Vec<Spell>,
    /// Codes of three letters that it had once, or has in some lists: "ROM", "GER".
    codes: Vec<String>,
    /// Other spellings of each name, in the order of `names`; none where the name is not to be looked up.
    also: Vec<Option<Vec<String>>>,
}

impl State {
    /// Its name on a day; the latest where the day is not known.
    #[must_use]
    pub fn name_on(&self, date: Option<&Date>) -> &str {
        let begun = |spell: &&Spell| date.is_none_or(|date| spell.from.as_ref().is_none_or(|from| from <= date));
        self.names.iter().rev().find(begun).or(self.names.first()).map_or(self.code.as_str(), |spell| &spell.value)
    }

    /// This state as a member of a collection, under the key that the source has for it, with its names by date.
    #[must_use]
    pub fn voter(&self, key: &str) -> Voter {
        Voter { names: self.names.clone(), ..Voter::new(self.code.as_str(), key) }
    }
}

/// All of them, and how they are found.
struct Facts {
    states: Vec<State>,
    by_cow: BTreeMap<u32, usize>,
    by_iso2: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
}

static STATES: LazyLock<Facts> = LazyLock::new(|| Facts::read(FACTS));

/// A folded name, or its words in the order of the alphabet, and whose it is: the state and which of its names.
type Names = BTreeMap<String, Vec<(usize, usize)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| names(&STATES.states));

impl Facts {
    fn read(text: &str) -> Self {
        let mut states: Vec<State> = Vec::new();
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records().flatten() {
            let cell = |column: usize| row.get(column).unwrap_or("").trim();
            let list =
                |column: usize| cell(column).split(';').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if states.last().is_none_or(|state| state.code != cell(0)) {
                states.push(State {
                    code: cell(0).to_owned(),
                    cow: cell(1).parse().ok(),
                    iso2: cell(2).to_owned(),
                    codes: list(7),
                    ..State::default()
                });
            }
            let Some(state) = states.last_mut() else { continue };
            state.names.push(Spell {
                from: cell(4).parse().ok(),
                until: cell(5).parse().ok(),
                value: cell(3).to_owned(),
            });
            state.also.push((cell(6) != NOT_BY_NAME).then(|| list(6)));
        }
        let mut facts = Self { states, by_cow: BTreeMap::new(), by_iso2: BTreeMap::new(), by_code: BTreeMap::new() };
        for (number, state) in facts.states.iter().enumerate() {
            facts.by_cow.extend(state.cow.map(|cow| (cow, number)));
            if !state.iso2.is_empty() {
                facts.by_iso2.insert(state.iso2.clone(), number);
            }
            facts.by_code.insert(state.code.clone(), number);
        }
        for (number, state) in facts.states.iter().enumerate() {
            for code in &state.codes {
                facts.by_code.entry(code.clone()).or_insert(number);
            }
        }
        facts
    }
}

fn names(states: &[State]) -> Names {
    let mut names = Names::new();
    for (number, state) in states.iter().enumerate() {
        for (spell, (name, also)) in state.names.iter().zip(&state.also).enumerate() {
            let Some(also) = also else { continue };
            for text in also.iter().chain([&name.value]) {
                for key in keys(text) {
                    let known = names.entry(key).or_default();
                    if !known.contains(&(number, spell)) {
                        known.push((number, spell));
                    }
                }
            }
        }
    }
    names
}

/// How a name is looked up: as it is written but for accents, capitals and marks; then by its words in any order, since
/// lists write "Korea, Republic of" and "Republic of Korea".
fn keys(name: &str) -> [String; 2] {
    let folded = fold(name);
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !["the", "of", "and"].contains(word))
        .map(|word| match word {
            "st" => "saint",
            "rep" => "republic",
            "dem" => "democratic",
            "fed" => "federal",
            "is" => "islands",
            other => other,
        })
        .collect();
    words.sort_unstable();
    // The bar keeps the two kinds of key apart.
    let words = format!("|{}", words.join("|"));
    [folded, words]
}

/// All states, in the order of their codes.
#[must_use]
pub fn all() -> &'static [State] {
    &STATES.states
}

/// The state with this number among the Correlates of War, as in Voeten's data: 365. Numbers and states are one to one;
/// a number that goes on under another name stays one state (365 is "RUS" and was the Soviet Union, 345 is "SRB" and
/// was Yugoslavia).
#[must_use]
pub fn by_cow(number: u32) -> Option<&'static State> {
    STATES.states.get(*STATES.by_cow.get(&number)?)
}

/// The state with these two letters of ISO 3166-1, in capitals: "NA" is Namibia.
#[must_use]
pub fn by_iso2(letters: &str) -> Option<&'static State> {
    STATES.states.get(*STATES.by_iso2.get(letters)?)
}

/// The state with this code of three letters, in capitals, of today or of once: "COD", and "ZAR" too.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static State> {
    STATES.states.get(*STATES.by_code.get(code)?)
}

/// The state that had this name on a day, in any spelling that is known: accents, capitals, marks and the order of
/// words do not count. Where two had it, the day decides ("China" until 25 October 1971 is "TWN"); without a day it is
/// the one that has it now. A name that is not known leads to none, never to one that looks like it.
#[must_use]
pub fn by_name(name: &str, date: Option<&Date>) -> Option<&'static State> {
    let [folded, words] = keys(name);
    if folded.is_empty() {
        return None;
    }
    let found = NAMES.get(&folded).or_else(|| NAMES.get(&words))?;
    let on = |(number, spell): &(usize, usize)| {
        let spell = STATES.states.get(*number)?.names.get(*spell)?;
        let held = match date {
            None => spell.until.is_none(),
            Some(date) => {
                spell.from.as_ref().is_none_or(|from| from <= date)
                    && spell.until.as_ref().is_none_or(|until| date <= until)
            }
        };
        held.then_some(*number)
    };
    // A list may write today's name for a day on which it was another, or the other way round.
    let number = found.iter().find_map(on).or_else(|| found.last().map(|(number, _)| *number))?;
    STATES.states.get(number)
}

/// The name of the state with this code on a day; the latest where the day is not known.
#[must_use]
pub fn name_on(code: &str, date: Option<&Date>) -> Option<&'static str> {
    by_code(code).map(|state| state.name_on(date))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn code(name: &str, day: &str) -> &'static str {
        let day = if day.is_empty() { None } else { Some(date(day)) };
        by_name(name, day.as_ref()).map_or("", |state| state.code.as_str())
    }

    #[test]
    fn codes_and_days_are_unique() {
        let (mut codes, mut cows, mut letters) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for state in all() {
            assert!(state.code.len() == 3 && codes.insert(&state.code), "{}", state.code);
            assert!(state.cow.is_none_or(|cow| cows.insert(cow)), "{}", state.code);
            assert!(state.iso2.is_empty() || state.iso2.len() == 2 && letters.insert(&state.iso2), "{}", state.code);
            for code in &state.codes {
                assert!(codes.insert(code), "{code}");
            }
            for pair in state.names.windows(2) {
                let (until, from) = (pair[0].until.as_ref().unwrap(), pair[1].from.as_ref().unwrap());
                assert!(until < from && (from.axis_day() - until.axis_day()) == 1.0, "{}", state.code);
            }
            assert!(state.names.iter().all(|name| !name.value.is_empty()));
        }
        // Every row of the file is there: a row that cannot be read is not passed over.
        assert_eq!(all().iter().map(|state| state.names.len()).sum::<usize>(), FACTS.lines().count() - 1);
        assert_eq!(cows.len(), 201);
        assert!(all().is_sorted_by_key(|state| &state.code));
    }

    #[test]
    fn a_name_leads_to_one_state_a_day() {
        for (key, found) in NAMES.iter() {
            for (place, (number, spell)) in found.iter().enumerate() {
                for (other, second) in &found[place + 1..] {
                    let (a, b) = (&all()[*number].names[*spell], &all()[*other].names[*second]);
                    let apart = a.until.as_ref().zip(b.from.as_ref()).is_some_and(|(until, from)| until < from)
                        || b.until.as_ref().zip(a.from.as_ref()).is_some_and(|(until, from)| until < from);
                    assert!(number == other || apart, "{key}: {} and {}", all()[*number].code, all()[*other].code);
                }
            }
        }
    }

    #[test]
    fn every_name_leads_back() {
        for state in all() {
            for (spell, also) in state.names.iter().zip(&state.also) {
                let day = spell.from.as_ref().or(spell.until.as_ref());
                for name in also.iter().flatten().chain(also.is_some().then_some(&spell.value)) {
                    assert_eq!(by_name(name, day).map(|found| &found.code), Some(&state.code), "{name}");
                    assert_eq!(
                        by_name(&name.to_uppercase(), day).map(|found| &found.code),
                        Some(&state.code),
                        "{name}"
                    );
                }
            }
        }
    }

    #[test]
    fn names_are_found_in_many_spellings() {
        for (name, expected) in [
            ("Côte d’Ivoire", "CIV"),
            ("COTE D'IVOIRE", "CIV"),
            ("Cote d' Ivoire", "CIV"),
            ("Ivory Coast", "CIV"),
            ("Union of Soviet Socialist Republics", "RUS"),
            ("Ukranian Soviet Socialist Republic", "UKR"),
            ("ST. VINCENT AND THE GRENADINES", "VCT"),
            ("Korea, Republic of", "KOR"),
            ("Korea, Dem. People's Rep. of", "PRK"),
            ("Saudia Arabia", "SAU"),
            ("BOLIVIA (PLURINATIOANL STATE OF)", "BOL"),
            ("Congo, Democratic Republic of the", "COD"),
            ("Congo", "COG"),
            ("Türkiye", "TUR"),
            ("Sao Tome & Principe", "STP"),
            ("Zaire", "COD"),
            ("Guinea Bissau", "GNB"),
            ("Yugoslavia", "YUG"),
            ("Niger", "NER"),
            ("Nigeria", "NGA"),
            ("Nigerland", ""),
            ("", ""),
            ("’", ""),
        ] {
            assert_eq!(code(name, ""), expected, "{name}");
        }
    }

    #[test]
    fn the_day_decides_whose_name_it_is() {
        for (name, day, expected) in [
            ("China", "1950-01-01", "TWN"),
            ("China", "1971-10-25", "TWN"),
            ("China", "1971-10-26", "CHN"),
            ("China", "", "CHN"),
            ("Germany", "1980-01-01", "FRG"),
            ("Germany", "1990-10-03", "DEU"),
            ("Yemen", "1955-01-01", "YAR"),
            ("Yemen", "1985-01-01", "YAR"),
            ("Yemen", "1995-01-01", "YEM"),
            ("Democratic Yemen", "1985-01-01", "YMD"),
            ("Russian Federation", "1947-01-01", "RUS"),
            ("Serbia and Montenegro", "2004-01-01", "SCG"),
        ] {
            assert_eq!(code(name, day), expected, "{name} on {day}");
        }
    }

    #[test]
    fn numbers_letters_and_codes() {
        let found: Vec<&str> = [255, 260, 265, 315, 316, 345, 365, 511, 565, 678, 679, 680, 710, 713]
            .map(|n| by_cow(n).unwrap().code.as_str())
            .into();
        let codes = ["DEU", "FRG", "DDR", "CSK", "CZE", "SRB", "RUS", "ZAN", "NAM", "YAR", "YEM", "YMD", "CHN", "TWN"];
        assert_eq!(found, codes);
        assert_eq!(by_cow(9999), None);
        assert_eq!(by_iso2("NA").unwrap().code, "NAM");
        assert_eq!(by_code("ZAR").unwrap().code, "COD");
        assert_eq!(name_on("RUS", Some(&date("1962-10-22"))), Some("Soviet Union"));
        assert_eq!(name_on("RUS", None), Some("Russian Federation"));
        assert_eq!(name_on("SRB", Some(&date("1970-01-01"))), Some("Yugoslavia"));
        assert_eq!(name_on("KHM", Some(&date("1980-01-01"))), Some("Democratic Kampuchea"));
        assert_eq!(name_on("BFA", Some(&date("1984-08-03"))), Some("Upper Volta"));
        assert_eq!(name_on("XYZ", None), None);
        let voter = by_cow(490).unwrap().voter("490");
        assert_eq!(
            (voter.id.as_str(), voter.key.as_str(), voter.name_on(Some(&date("1980")))),
            ("COD", "490", "Zaire")
        );
    }
}
