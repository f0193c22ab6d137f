//! Which roll calls a list shows, and how many each box of a filter would show.

use std::collections::BTreeSet;

use super::{Archive, Facets, Index, Query, RollCall, Selection, Verdicts};
use crate::model::{Date, Outcome, Term, TextKind, Vote};

/// What was voted on, as far as a filter tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A whole text, amended or not.
    Whole,
    /// An amendment.
    Amendment,
    /// A part that is voted apart, such as a paragraph.
    Part,
    /// A motion on the procedure.
    Motion,
}

impl Kind {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Whole, Self::Amendment, Self::Part, Self::Motion];

    /// The words beside its box.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "Whole text",
            Self::Amendment => "Amendment",
            Self::Part => "Paragraph or part",
            Self::Motion => "Motion",
        }
    }
}

impl Kind {
    /// The kinds of a roll call: that of its text, and a part as well where the source marks an amendment as one to a
    /// paragraph.
    pub fn of(roll_call: &RollCall) -> impl Iterator<Item = Self> {
        let own = Self::from(roll_call.kind);
        let is_part = |(name, value): &(String, String)| name == RollCall::PARAGRAPH && value == "1";
        let part = own == Self::Amendment && roll_call.extra.iter().any(is_part);
        [Some(own), part.then_some(Self::Part)].into_iter().flatten()
    }
}

impl From<TextKind> for Kind {
    fn from(kind: TextKind) -> Self {
        match kind {
            TextKind::Draft | TextKind::AsAmended => Self::Whole,
            TextKind::Amendment => Self::Amendment,
            TextKind::Part => Self::Part,
            TextKind::Motion => Self::Motion,
        }
    }
}

/// What a list is asked to show. All that is set must hold; within a set of boxes any one of them; an empty set of boxes
/// asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What is typed into the search field, see [`Query`].
    pub words: String,
    /// Bodies, by their place in the collection.
    pub forums: BTreeSet<u32>,
    /// Sessions, as the source writes them.
    pub sessions: BTreeSet<String>,
    /// The first day. A roll call without a date is on no day; one of which only the year is known passes where any day
    /// of that year would.
    pub from: Option<Date>,
    /// The last day; a year alone runs to its end.
    pub until: Option<Date>,
    /// Issues, by their place in the collection.
    pub issues: BTreeSet<u32>,
    /// Kinds of texts.
    pub kinds: BTreeSet<Kind>,
    /// Outcomes as a list shows them; none for those that are not known.
    pub outcomes: BTreeSet<Option<Outcome>>,
    /// Marked as a key vote or important by the source, or not marked. One of which the source says nothing is neither.
    pub key_vote: Option<bool>,
    /// The least and the most of [`Verdicts::scale`], from 0 (decided by one vote) to 1 (nobody on the other side), both
    /// ends included. A roll call without a margin has no place on it.
    pub margin: Option<(f64, f64)>,
    /// Members, by their place in the collection, each with the votes that it may have cast.
    pub members: Vec<(usize, BTreeSet<Vote>)>,
    /// Only those where the rules and the record come to different outcomes.
    pub differs: bool,
    /// Only those whose published totals differ from the listed votes.
    pub totals_differ: bool,
}

/// What a filter lets through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filtered {
    /// The roll calls, in the order of the source.
    pub roll_calls: Vec<u32>,
    /// How many roll calls each box would show.
    pub facets: Facets,
}

/// The parts of a filter, as bits: which of them a roll call fails.
pub(super) mod part {
    pub(in crate::archive) const WORDS: u16 = 1;
    pub(in crate::archive) const FORUM: u16 = 1 << 1;
    pub(in crate::archive) const SESSION: u16 = 1 << 2;
    pub(in crate::archive) const DATE: u16 = 1 << 3;
    pub(in crate::archive) const ISSUE: u16 = 1 << 4;
    pub(in crate::archive) const KIND: u16 = 1 << 5;
    pub(in crate::archive) const OUTCOME: u16 = 1 << 6;
    pub(in crate::archive) const KEY_VOTE: u16 = 1 << 7;
    pub(in crate::archive) const MARGIN: u16 = 1 << 8;
    pub(in crate::archive) const MEMBERS: u16 = 1 << 9;
    pub(in crate::archive) const DIFFERS: u16 = 1 << 10;
    pub(in crate::archive) const TOTALS: u16 = 1 << 11;
}

/// A filter made ready for one collection.
struct Sieve<'a> {
    filter: &'a Filter,
    archive: &'a Archive,
    verdicts: &'a Verdicts,
    /// The roll calls with the words; none where no word is asked for.
    found: Option<Selection>,
    days: Option<Term>,
}

impl Filter {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let bare = Self { words: String::new(), ..self.clone() };
        bare == Self::default() && Query::parse(&self.words).is_empty()
    }

    /// The roll calls that it lets through, and how many each of its boxes would show.
    #[must_use]
    pub fn apply(&self, archive: &Archive, index: &Index, verdicts: &Verdicts) -> Filtered {
        let sieve = self.sieve(archive, index, verdicts);
        let mut filtered = Filtered { roll_calls: Vec::new(), facets: Facets::new(archive, index) };
        for (number, roll_call) in archive.roll_calls.iter().enumerate() {
            let number = number as u32;
            let fails = sieve.fails(number, roll_call);
            if fails == 0 {
                filtered.roll_calls.push(number);
            }
            filtered.facets.count(number, roll_call, fails, index, verdicts);
        }
        filtered
    }

    fn sieve<'a>(&'a self, archive: &'a Archive, index: &Index, verdicts: &'a Verdicts) -> Sieve<'a> {
        let query = Query::parse(&self.words);
        let found = (!query.is_empty()).then(|| Selection::of(index.len(), index.search(&query)));
        let limited = self.from.is_some() || self.until.is_some();
        let days = limited.then(|| Term { from: self.from.clone(), until: self.until.clone() });
        Sieve { filter: self, archive, verdicts, found, days }
    }
}

impl Sieve<'_> {
    /// The parts of the filter that a roll call fails.
    fn fails(&self, number: u32, roll_call: &RollCall) -> u16 {
        let filter = self.filter;
        let place = number as usize;
        let if_not = |holds: bool, part: u16| if holds { 0 } else { part };
        let key_vote = filter.key_vote.is_none_or(|asked| roll_call.key_vote == Some(asked));
        let issue = filter.issues.is_empty() || roll_call.issues.iter().any(|issue| filter.issues.contains(issue));
        let session = filter.sessions.is_empty() || filter.sessions.contains(&roll_call.session);
        let day = self.days.as_ref().is_none_or(|days| roll_call.date.as_ref().is_some_and(|day| days.contains(day)));
        let outcome = filter.outcomes.is_empty() || filter.outcomes.contains(&self.verdicts.outcome(number));
        let margin = filter.margin.is_none_or(|(least, most)| {
            self.verdicts.scale(number).is_some_and(|scale| scale >= least && scale <= most)
        });
        let members = filter
            .members
            .iter()
            .all(|(voter, votes)| self.archive.vote(place, *voter).is_some_and(|vote| votes.contains(&vote)));
        if_not(self.found.as_ref().is_none_or(|found| found.contains(number)), part::WORDS)
            | if_not(filter.forums.is_empty() || filter.forums.contains(&roll_call.forum), part::FORUM)
            | if_not(session, part::SESSION)
            | if_not(day, part::DATE)
            | if_not(issue, part::ISSUE)
            | if_not(
                filter.kinds.is_empty() || Kind::of(roll_call).any(|kind| filter.kinds.contains(&kind)),
                part::KIND,
            )
            | if_not(outcome, part::OUTCOME)
            | if_not(key_vote, part::KEY_VOTE)
            | if_not(margin, part::MARGIN)
            | if_not(members, part::MEMBERS)
            | if_not(!filter.differs || self.verdicts.differs(number), part::DIFFERS)
            | if_not(!filter.totals_differ || self.verdicts.totals_differ(number), part::TOTALS)
    }
}
