//! The orders in which roll calls can stand: by day, title, symbol and session, found once and kept as ranks.

use rayon::prelude::*;

use super::{Archive, Index, Query, Verdicts};
use crate::model::fold;

/// What a list of roll calls is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The order of the source.
    Source,
    /// The day of the vote.
    #[default]
    Date,
    /// How many votes lay between the outcome and the other one: the closest first.
    Margin,
    /// The title, or what stands in its place, without regard to case and accents.
    Title,
    /// The symbol of the resolution or the draft, its numbers as numbers: 9/1 before 74/1.
    Symbol,
    /// The share of Yes among Yes and No.
    YesShare,
    /// The session, its numbers as numbers; special sessions after the regular ones.
    Session,
    /// How many votes were cast: Yes, No and Abstain.
    Cast,
    /// How well the words that are searched for fit: the best first, see [`Index::sort_by_relevance`].
    Relevance,
}

impl Key {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Title,
        Self::Symbol,
        Self::Session,
        Self::YesShare,
        Self::Margin,
        Self::Cast,
        Self::Relevance,
        Self::Source,
    ];

    /// What it goes by, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Source => "order of the source",
            Self::Date => "date",
            Self::Margin => "margin",
            Self::Title => "title",
            Self::Symbol => "symbol",
            Self::YesShare => "share of Yes",
            Self::Session => "session",
            Self::Cast => "votes cast",
            Self::Relevance => "best match",
        }
    }
}

/// An order. Equals stand in the order of the source, both ways; what has no date, symbol, session or votes comes last,
/// both ways. By relevance the latest comes first among equals, and the other way round is the whole reversed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// What it goes by.
    pub key: Key,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl Order {
    /// Puts roll calls into this order; `words` are those searched for, for [`Key::Relevance`].
    pub fn sort(self, roll_calls: &mut [u32], words: &str, index: &Index, verdicts: &Verdicts) {
        if self.key == Key::Relevance {
            index.sort_by_relevance(&Query::parse(words), roll_calls);
            if self.descending {
                roll_calls.reverse();
            }
            return;
        }
        let ranks = index.ranks();
        let at = |column: &[u32], roll_call: u32| column.get(roll_call as usize).map(|rank| u64::from(*rank));
        let value = |roll_call: u32| match self.key {
            Key::Source | Key::Relevance => Some(u64::from(roll_call)),
            Key::Date => at(&ranks.dates, roll_call),
            Key::Margin => verdicts.margin(roll_call).map(closeness),
            Key::Title => at(&ranks.titles, roll_call),
            Key::Symbol => at(&ranks.symbols, roll_call),
            // Shares are not negative, and the bits of such numbers are in the order of the numbers.
            Key::YesShare => ranks.yes_shares.get(roll_call as usize).copied().flatten().map(f64::to_bits),
            Key::Session => at(&ranks.sessions, roll_call),
            Key::Cast => at(&ranks.cast, roll_call),
        };
        roll_calls.sort_by_cached_key(|roll_call| {
            let value = value(*roll_call).filter(|value| *value < u64::from(MISSING) || self.key == Key::YesShare);
            let place = value.map(|value| if self.descending { u64::MAX - value } else { value });
            (place.is_none(), place, *roll_call)
        });
    }
}

/// How far a vote was from the other outcome: nothing to spare is as close as one vote missing, since one member turns
/// either.
fn closeness(margin: i64) -> u64 {
    if margin < 0 { margin.unsigned_abs() - 1 } else { margin.unsigned_abs() }
}

/// The rank of what is not there.
const MISSING: u32 = u32::MAX;

/// Ranks by roll call; equal values have equal ranks.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks {
    dates: Vec<u32>,
    titles: Vec<u32>,
    symbols: Vec<u32>,
    sessions: Vec<u32>,
    cast: Vec<u32>,
    yes_shares: Vec<Option<f64>>,
    /// The sessions, each once, in order.
    pub(super) session_names: Vec<String>,
    /// The place of each roll call's session there.
    session_places: Vec<Option<u32>>,
}

impl Ranks {
    pub(super) fn new(archive: &Archive) -> Self {
        let roll_calls = &archive.roll_calls;
        let dates: Vec<String> =
            roll_calls.iter().map(|roll| roll.date.as_ref().map_or(String::new(), ToString::to_string)).collect();
        let titles: Vec<String> = roll_calls.par_iter().map(|roll| fold(roll.heading())).collect();
        let symbols: Vec<String> = roll_calls
            .par_iter()
            .map(|roll| if roll.symbol.is_empty() { natural(&roll.draft) } else { natural(&roll.symbol) })
            .collect();
        let mut session_names: Vec<(String, &str)> =
            roll_calls.iter().map(|roll| (natural(&roll.session), roll.session.as_str())).collect();
        let sessions: Vec<String> = session_names.iter().map(|(key, _)| key.clone()).collect();
        session_names.retain(|(_, name)| !name.is_empty());
        session_names.sort();
        session_names.dedup();
        let place = |name: (&String, &str)| {
            let found = session_names.binary_search_by(|(key, known)| (key, *known).cmp(&name)).ok();
            found.map(|place| place as u32)
        };
        let session_places =
            sessions.iter().zip(roll_calls).map(|(key, roll)| place((key, roll.session.as_str()))).collect();
        let mut ranks = Self {
            session_places,
            dates: ranked(&dates),
            titles: ranked(&titles),
            symbols: ranked(&symbols),
            sessions: ranked(&sessions),
            session_names: session_names.into_iter().map(|(_, name)| name.to_owned()).collect(),
            ..Self::default()
        };
        for number in 0..roll_calls.len() {
            let counts = archive.counts_or_totals(number);
            let cast = counts.map(|counts| counts.yes + counts.no + counts.abstain);
            ranks.cast.push(cast.unwrap_or(MISSING));
            ranks.yes_shares.push(
                counts
                    .filter(|counts| counts.yes + counts.no > 0)
                    .map(|counts| f64::from(counts.yes) / (f64::from(counts.yes) + f64::from(counts.no))),
            );
        }
        ranks
    }

    /// The place of the session of a roll call among [`Ranks::session_names`].
    pub(super) fn session(&self, roll_call: u32) -> Option<usize> {
        self.session_places.get(roll_call as usize).copied().flatten().map(|place| place as usize)
    }

    /// The rank of the day of a roll call.
    pub(super) fn date(&self, roll_call: u32) -> Option<u32> {
        self.dates.get(roll_call as usize).copied().filter(|rank| *rank != MISSING)
    }
}

/// The ranks of values; those that are empty are missing.
fn ranked(values: &[String]) -> Vec<u32> {
    let mut order: Vec<(&str, usize)> = values.iter().map(String::as_str).zip(0..).collect();
    order.par_sort_unstable();
    let mut ranks = vec![MISSING; values.len()];
    let (mut rank, mut last) = (0, "");
    for (value, at) in order.into_iter().filter(|(value, _)| !value.is_empty()) {
        rank += u32::from(value != last);
        last = value;
        if let Some(slot) = ranks.get_mut(at) {
            *slot = rank;
        }
    }
    ranks
}

/// A text that sorts as a person would sort it: folded, with the numbers in it as numbers.
pub(super) fn natural(text: &str) -> String {
    let mut key = String::new();
    for word in fold(text).split(' ') {
        let mut digits = String::new();
        for c in word.chars().chain(std::iter::once(' ')) {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            if !digits.is_empty() {
                let number = digits.trim_start_matches('0');
                // The length before the number sorts numbers of any length.
                key.push(char::from_u32(number.len() as u32 + u32::from('0')).unwrap_or('9'));
                key.push_str(number);
                digits.clear();
            }
            key.push(c);
        }
    }
    key.truncate(key.trim_end().len());
    key
}
