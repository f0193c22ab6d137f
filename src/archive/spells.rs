//! What sources say of a member day by day, in whatever order, and the spells that come of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Spell;
use crate::model::Date;

/// Stands before every day: the beginning of a spell that was given without one.
const OPEN: u32 = 1;
/// Stands after every day: the end of a spell that was given without one.
const ENDLESS: u32 = u32::MAX;

/// The spells of values that were noted day by day: each day as [`Date::packed`] has it, 0 where it is not known, with
/// the place of its value. The order of the notes does not matter. A value that comes back has a spell of its own again.
/// One that was never noted on a known day stands first and has no days.
///
/// Where several values stand on one day, the one of the day before goes first and the others follow by name, so that
/// the last of them is in force on that day.
#[must_use]
pub fn spells(values: &[String], mut noted: Vec<(u32, u32)>) -> Vec<Spell> {
    // Two places may hold one value.
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let firsts: Vec<u32> = values.iter().zip(0..).map(|(value, place)| *known.entry(value).or_insert(place)).collect();
    for (_, place) in &mut noted {
        *place = firsts.get(*place as usize).copied().unwrap_or(*place);
    }
    noted.sort_unstable();
    noted.dedup();
    let runs = runs(values, &noted);
    let days: BTreeSet<u32> = runs.iter().map(|(place, ..)| *place).collect();
    let undated = values.iter().zip(0..).zip(&firsts);
    let undated =
        undated.filter(|((_, place), first)| *first == place && !days.contains(place)).map(|(value, _)| value);
    let undated = undated.map(|(value, _)| Spell { value: value.clone(), ..Spell::default() });
    // An end that nobody saw is no spell of its own.
    let seen = runs.iter().filter(|(_, from, _)| *from != ENDLESS);
    let dated = seen.filter_map(|(place, from, until)| {
        let value = values.get(*place as usize)?.clone();
        Some(Spell { from: Date::unpacked(*from), until: Date::unpacked(*until), value })
    });
    undated.chain(dated).collect()
}

/// The places of values with the first and the last day of each run of days on which they stay the same.
fn runs(values: &[String], noted: &[(u32, u32)]) -> Vec<(u32, u32, u32)> {
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    let put = |runs: &mut Vec<(u32, u32, u32)>, day: u32, place: u32| match runs.last_mut() {
        Some((last, _, until)) if *last == place => *until = day,
        _ => runs.push((place, day, day)),
    };
    for notes in noted.chunk_by(|a, b| a.0 == b.0) {
        match notes {
            [(0, _), ..] => {}
            [(day, place)] => put(&mut runs, *day, *place),
            several => {
                let before = runs.last().map(|(place, ..)| *place);
                let mut several = several.to_vec();
                several.sort_by_key(|(_, place)| (Some(*place) != before, values.get(*place as usize)));
                for (day, place) in several {
                    put(&mut runs, day, place);
                }
            }
        }
    }
    runs
}

/// What was noted of a member so far. A spell alone does not tell on which of its days a value was noted, and a later
/// note of another value may part it. Notes are gathered as they come, and made into spells when all are there, since
/// sources may be in any order.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// The places of the values, in the order of their first mention.
    places: BTreeMap<String, u32>,
    /// In the order in which they came, except that the first ones may be sorted.
    days: Vec<(u32, u32)>,
    /// How many were left when they were sorted last.
    sorted: usize,
    /// Whether something was noted since the spells were made.
    open: bool,
}

/// Members are the same if their spells are, whatever these were made of.
impl PartialEq for Noted {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Noted {}

impl Noted {
    /// Notes a value on a day, or without one. `spells` are those of the member so far, which may have been given.
    pub(super) fn note(&mut self, spells: &[Spell], value: &str, date: Option<&Date>) {
        /// So many notes are gathered at least before those that say the same are taken out.
        const MANY: usize = 256;
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        if self.places.is_empty() {
            self.given(spells);
        }
        let values = self.places.len();
        let place = self.place(value);
        self.open |= self.places.len() > values;
        let Some(date) = date else { return };
        let note = (date.packed(), place);
        // Rows of one day often follow each other.
        if self.days.last() == Some(&note) {
            return;
        }
        self.days.push(note);
        self.open = true;
        if self.days.len() > MANY + 2 * self.sorted {
            self.sort();
        }
    }

    /// The place of a value, which has the next one where it is new.
    fn place(&mut self, value: &str) -> u32 {
        if let Some(place) = self.places.get(value) {
            return *place;
        }
        let next = self.places.len() as u32;
        self.places.insert(value.to_owned(), next);
        next
    }

    /// Takes over spells that were given as such.
    fn given(&mut self, spells: &[Spell]) {
        for spell in spells.iter().filter(|spell| !spell.value.is_empty()) {
            let place = self.place(&spell.value);
            if spell.from.is_some() || spell.until.is_some() {
                let end = |date: &Option<Date>, open: u32| date.as_ref().map_or(open, Date::packed);
                self.days.extend([(end(&spell.from, OPEN), place), (end(&spell.until, ENDLESS), place)]);
            }
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.days.sort_unstable();
        self.days.dedup();
        self.sorted = self.days.len();
    }

    /// Makes the spells anew where something was noted since they were made. Spells that were given stay as they are
    /// where the notes say no more.
    pub(super) fn settle(&mut self, spells: &mut Vec<Spell>) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        self.sort();
        let made = self.spells();
        let mut before = Self::default();
        before.given(spells);
        if before.spells() != made {
            *spells = made;
        }
    }

    fn spells(&self) -> Vec<Spell> {
        let mut values = vec![String::new(); self.places.len()];
        for (value, place) in &self.places {
            if let Some(slot) = values.get_mut(*place as usize) {
                slot.clone_from(value);
            }
        }
        spells(&values, self.days.clone())
    }

    /// What it holds in memory, in bytes, nearly.
    pub(super) fn bytes(&self) -> usize {
        let values: usize = self.places.keys().map(|value| size_of::<(String, u32)>() + value.capacity()).sum();
        self.days.capacity() * size_of::<(u32, u32)>() + values
    }
}

#[cfg(test)]
mod tests {
    use rand_xoshiro::{
        Xoshiro256PlusPlus,
        rand_core::{Rng, SeedableRng},
    };

    use super::*;
    use crate::archive::Voter;

    /// Days with their values, sorted and cut where the value changes.
    fn plain(notes: &[(String, String)]) -> Vec<(String, String, String)> {
        let mut notes = notes.to_vec();
        notes.sort();
        let mut found: Vec<(String, String, String)> = Vec::new();
        for (day, value) in notes {
            match found.last_mut() {
                Some((last, _, until)) if *last == value => *until = day,
                _ => found.push((value, day.clone(), day)),
            }
        }
        found
    }

    fn told(spells: &[Spell]) -> Vec<(String, String, String)> {
        let day = |date: &Option<Date>| date.as_ref().map_or("?".to_owned(), ToString::to_string);
        spells.iter().map(|spell| (spell.value.clone(), day(&spell.from), day(&spell.until))).collect()
    }

    #[test]
    fn rows_in_any_order_make_the_spells_of_rows_in_the_order_of_time() {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(1958);
        let mut below = |n: u64| (dice.next_u64() % n) as usize;
        let mut came_back = 0;
        for round in 0..400 {
            let days = 1 + below(30);
            let mut notes: Vec<(String, String)> = Vec::new();
            for day in 0..days {
                let value = ["A", "B", "C"][below(3)].to_owned();
                let day = format!("19{:02}-0{}-1{}", 46 + day, 1 + below(9), below(10));
                // Some rows say again what another said.
                (0..=below(2)).for_each(|_| notes.push((day.clone(), value.clone())));
            }
            for n in (1..notes.len()).rev() {
                notes.swap(n, below(n as u64 + 1));
            }
            let mut voter = Voter::new("EGY", "651");
            for (day, value) in &notes {
                let date: Date = day.parse().expect("a date");
                voter.named(value, Some(&date));
                voter.grouped(value, Some(&date));
                // Spells that are made in between change nothing.
                if below(4) == 0 {
                    voter.settle();
                }
            }
            voter.settle();
            let expected = plain(&notes);
            assert_eq!(told(&voter.names), expected, "round {round}: {notes:?}");
            assert_eq!(voter.names, voter.groups);
            for (day, value) in &notes {
                assert_eq!(voter.name_on(day.parse().ok().as_ref()), value);
            }
            assert_eq!(voter.name(), expected.last().expect("a spell").0);
            let values: std::collections::BTreeSet<_> = expected.iter().map(|(value, ..)| value).collect();
            came_back += usize::from(values.len() < expected.len());
        }
        assert!(came_back > 200, "{came_back}");
    }

    #[test]
    fn several_values_on_one_day_do_not_go_by_the_order_of_the_rows() {
        let notes = [("1950", "A"), ("1951", "A"), ("1951", "C"), ("1951", "B"), ("1952", "C"), ("1953", "A")];
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(3);
        for _ in 0..200 {
            let mut notes = notes.to_vec();
            for n in (1..notes.len()).rev() {
                notes.swap(n, (dice.next_u64() % (n as u64 + 1)) as usize);
            }
            let mut voter = Voter::new("X", "X");
            for (day, value) in &notes {
                voter.named(value, day.parse().ok().as_ref());
            }
            voter.settle();
            let words: Vec<String> =
                told(&voter.names).iter().map(|(value, from, until)| format!("{value} {from} {until}")).collect();
            assert_eq!(words, ["A 1950 1951", "B 1951 1951", "C 1951 1952", "A 1953 1953"], "{notes:?}");
        }
    }

    #[test]
    fn spells_that_were_given_stay_and_are_parted_by_notes() {
        let date = |text: &str| text.parse::<Date>().ok();
        let mut voter = Voter::new("EGY", "651");
        voter.names = vec![
            Spell { until: date("1958-02-21"), value: "Egypt".into(), ..Spell::default() },
            Spell { from: date("1971-09-02"), value: "Egypt again".into(), ..Spell::default() },
        ];
        let given = voter.names.clone();
        voter.named("Egypt again", date("2001-01-01").as_ref());
        voter.named("Egypt", date("1950-01-01").as_ref());
        voter.settle();
        assert_eq!(voter.names, given, "they say no more than was given");
        voter.named("United Arab Republic", date("1960-01-01").as_ref());
        voter.settle();
        assert_eq!(voter.name_on(date("1965-01-01").as_ref()), "United Arab Republic");
        assert_eq!((voter.name(), voter.name_on(date("1947-01-01").as_ref())), ("Egypt again", "Egypt"));
        // A name without a day is one of no day, until a day is known.
        voter.named("Misr", None);
        voter.settle();
        assert_eq!((voter.name(), voter.names[0].value.as_str()), ("Egypt again", "Misr"));
        voter.named("Misr", date("2020-01-01").as_ref());
        voter.settle();
        assert_eq!((voter.name(), voter.names.len()), ("Misr", 4));
    }

    #[test]
    fn notes_wait_until_all_are_there() {
        let days: Vec<Date> = (1_u32..=9_999).filter_map(|year| Date::unpacked(year * 10_000 + 1_231)).collect();
        let value = |date: &Date| ["A", "B"][usize::from(date.year() % 7 == 0)];
        let read = |days: &mut dyn Iterator<Item = &Date>| {
            let mut voter = Voter::new("X", "X");
            for date in days {
                // A day has several votes.
                for _ in 0..3 {
                    voter.named(value(date), Some(date));
                    voter.named("", Some(date));
                }
                assert!(voter.names.is_empty(), "nothing is made of a single note");
            }
            voter.settle();
            voter
        };
        let (oldest, newest) = (read(&mut days.iter()), read(&mut days.iter().rev()));
        assert_eq!(told(&oldest.names), told(&newest.names));
        assert_eq!(oldest.names.len(), 2 * (9_999 / 7) + 1);
        // The same said over and over takes no room.
        let mut voter = Voter::new("X", "X");
        for _ in 0..500 {
            days.iter().take(100).for_each(|date| voter.grouped(value(date), Some(date)));
            assert!(voter.noted_groups.days.len() <= 256 + 2 * 100);
        }
        voter.settle();
        assert_eq!((voter.noted_groups.days.len(), voter.groups.len()), (100, 2 * (100 / 7) + 1));
    }

    #[test]
    fn spells_that_were_given_keep_those_without_a_value_where_notes_say_no_more() {
        let date = |text: &str| text.parse::<Date>().ok();
        let mut voter = Voter::new("1", "1");
        let given =
            vec![Spell::default(), Spell { from: date("2001-01-01"), until: date("2005-01-01"), value: "A".into() }];
        voter.groups.clone_from(&given);
        for day in ["2003-01-01", "2001-01-01", "2005-01-01"] {
            voter.grouped("A", date(day).as_ref());
        }
        voter.grouped("A", None);
        voter.settle();
        assert_eq!(voter.groups, given);
        voter.grouped("A", date("2006-01-01").as_ref());
        voter.settle();
        assert_eq!(told(&voter.groups), [("A".to_owned(), "2001-01-01".to_owned(), "2006-01-01".to_owned())]);
    }
}
