//! Search as you type: the texts of all roll calls, folded once into one buffer, looked through on every key.

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::{Archive, RollCall, rank::Ranks};
use crate::model::{Date, fold};

/// Ends a field. No folded text holds it, so that nothing is found across two fields or two roll calls.
const END: u8 = b'\n';
/// The fields in which a whole hit is what was looked for: symbol, drafts, id, session.
const NAMES: std::ops::Range<usize> = 1..5;
const TITLE: usize = 0;
const ISSUES: usize = 5;

/// What was typed, in terms that must all be found. Outside quotation marks every word is the beginning of a word; what
/// stands together without a space ("ES-11/7", "nuclear-weapon") must stand together in the text as well; in quotation
/// marks the words must be whole and follow each other. The last words of a quotation that is not closed yet are taken
/// as beginnings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// What is looked for, with the space before a word and, for whole words, the one after it.
    needle: String,
    /// A number of four digits is a year as well.
    year: Option<i32>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let quotes = ['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];
        let mut terms = Vec::new();
        let mut parts = typed.split(quotes).enumerate().peekable();
        while let Some((n, part)) = parts.next() {
            if n % 2 == 1 {
                terms.extend(Term::new(part, parts.peek().is_some()));
            } else {
                terms.extend(part.split_whitespace().filter_map(|word| Term::new(word, false)));
            }
        }
        Self { terms }
    }

    /// Whether nothing is asked for, which every roll call has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Term {
    fn new(words: &str, whole: bool) -> Option<Self> {
        let folded = fold(words);
        if folded.is_empty() {
            return None;
        }
        let four = folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit());
        let year = if four { folded.parse().ok() } else { None };
        // Scripts that write no spaces have no beginnings of words to look for.
        let open = folded.chars().next().is_some_and(|first| first >= '\u{2e80}') && !whole;
        let (before, after) = (if open { "" } else { " " }, if whole { " " } else { "" });
        Some(Self { needle: format!("{before}{folded}{after}"), year })
    }
}

/// The texts of a collection, ready to be searched and sorted. It holds titles, symbols, drafts, ids, sessions, issues
/// and descriptions without regard to case, accents and punctuation, and is made once for a collection.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The folded fields of every roll call, each between spaces and followed by [`END`].
    text: Vec<u8>,
    /// Where the text of each roll call begins, and where the last one ends.
    bounds: Vec<usize>,
    years: Vec<Option<i32>>,
    ranks: Ranks,
}

impl Index {
    /// The index of a collection.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let issues: Vec<String> = archive.issues.iter().map(|issue| fold(issue)).collect();
        let (texts, ranks): (Vec<String>, Ranks) = rayon::join(
            || archive.roll_calls.par_iter().map(|roll_call| folded(roll_call, &issues)).collect(),
            || Ranks::new(archive),
        );
        let mut index = Self {
            text: Vec::with_capacity(texts.iter().map(String::len).sum()),
            bounds: vec![0],
            years: archive.roll_calls.iter().map(|roll_call| roll_call.date.as_ref().map(Date::year)).collect(),
            ranks,
        };
        for text in texts {
            index.text.extend_from_slice(text.as_bytes());
            index.bounds.push(index.text.len());
        }
        index
    }

    /// How many roll calls it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.years.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// The roll calls that have all that is asked for, in ascending order; all of them where nothing is.
    #[must_use]
    pub fn search(&self, query: &Query) -> Vec<u32> {
        // The longest first: it is in the fewest texts as a rule, and the others are looked for in those alone.
        let mut terms: Vec<&Term> = query.terms.iter().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.needle.len()));
        let mut terms = terms.into_iter();
        let Some(first) = terms.next() else { return (0..self.len() as u32).collect() };
        let mut found = self.scan(first);
        for term in terms {
            let finder = Finder::new(&term.needle);
            found.retain(|roll_call| self.is_in_year(*roll_call, term) || finder.find(self.of(*roll_call)).is_some());
        }
        found
    }

    /// Puts roll calls that were found in order, the best first: a symbol, id or session as typed, then whole words of
    /// the title, beginnings of its words, issues, the description; the latest first among equals.
    pub fn sort_by_relevance(&self, query: &Query, found: &mut [u32]) {
        let ready: Vec<Ready> = query.terms.iter().map(Ready::new).collect();
        found.sort_by_cached_key(|roll_call| {
            let score: u32 = ready.iter().map(|term| self.score(*roll_call, term)).sum();
            (score, std::cmp::Reverse(self.ranks.date(*roll_call)), *roll_call)
        });
    }

    /// The places of roll calls in the orders that texts and dates give.
    pub(super) fn ranks(&self) -> &Ranks {
        &self.ranks
    }

    fn is_in_year(&self, roll_call: u32, term: &Term) -> bool {
        term.year.is_some() && self.years.get(roll_call as usize).copied().flatten() == term.year
    }

    /// The folded text of a roll call.
    fn of(&self, roll_call: u32) -> &[u8] {
        let at = roll_call as usize;
        let (from, until) = (self.bounds.get(at), self.bounds.get(at + 1));
        from.zip(until).and_then(|(from, until)| self.text.get(*from..*until)).unwrap_or_default()
    }

    /// The roll calls with one term: hit by hit through the whole buffer, on to the next roll call after each.
    fn scan(&self, term: &Term) -> Vec<u32> {
        let finder = Finder::new(&term.needle);
        let (mut found, mut from, mut roll_call) = (Vec::new(), 0, 0_usize);
        while let Some(hit) = self.text.get(from..).and_then(|rest| finder.find(rest)) {
            let hit = from + hit;
            while self.bounds.get(roll_call + 1).is_some_and(|end| *end <= hit) {
                roll_call += 1;
            }
            found.push(roll_call as u32);
            let Some(end) = self.bounds.get(roll_call + 1) else { break };
            from = *end;
        }
        if term.year.is_some() {
            found.extend((0..self.len() as u32).filter(|roll_call| self.is_in_year(*roll_call, term)));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// How well a term fits, the least the best.
    fn score(&self, roll_call: u32, term: &Ready) -> u32 {
        let text = self.of(roll_call);
        let mut best = IN_YEAR;
        let (mut from, mut begin, mut field) = (0, 0, 0);
        while let Some(hit) = text.get(from..).and_then(|rest| term.finder.find(rest)) {
            let hit = from + hit;
            // The field of the hit: as many as have ended before it.
            while let Some(end) = text.get(begin..hit).and_then(|passed| memchr::memchr(END, passed)) {
                begin += end + 1;
                field += 1;
            }
            let after = hit + term.needle.len();
            let whole = text.get(after) == Some(&b' ');
            let last = whole && text.get(after + 1) == Some(&END);
            let names = NAMES.contains(&field);
            best = best.min(match (field, whole) {
                _ if names && last => return 0,
                (TITLE, true) => 1,
                (TITLE, false) => 2,
                _ if names => 3,
                (ISSUES, _) => 4,
                (_, true) => 5,
                (_, false) => 6,
            });
            from = after;
        }
        best
    }
}

/// What a year is worth that a text does not name.
const IN_YEAR: u32 = 7;

/// A term that is looked for in many texts.
struct Ready<'a> {
    needle: &'a [u8],
    finder: Finder<'a>,
}

impl<'a> Ready<'a> {
    fn new(term: &'a Term) -> Self {
        let needle = term.needle.trim_end().as_bytes();
        Self { needle, finder: Finder::new(needle) }
    }
}

/// The fields of a roll call as they are searched.
fn folded(roll_call: &RollCall, issues: &[String]) -> String {
    let mut text = String::new();
    let mut put = |words: &str| {
        text.push(' ');
        text.push_str(words);
        text.push(' ');
        text.push(char::from(END));
    };
    put(&fold(&roll_call.title));
    let symbol = fold(&roll_call.symbol);
    // Voeten's file shortens "A/RES/64/156" to "R/64/156". Both are found; no words run on over two spaces.
    match symbol.strip_prefix("r ") {
        Some(rest) => put(&format!("{symbol}  a res {rest}")),
        None => put(&symbol),
    }
    put(&fold(&roll_call.draft));
    put(&fold(&roll_call.id));
    put(&fold(&roll_call.session));
    let about: Vec<&str> =
        roll_call.issues.iter().filter_map(|issue| issues.get(*issue as usize)).map(String::as_str).collect();
    put(&about.join(" "));
    put(&fold(&roll_call.description));
    text
}
