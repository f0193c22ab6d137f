//! Votes in the order of a file, in one table: a row a roll call, one byte a member.

use std::collections::{BTreeSet, HashMap};

use super::scan::{Cast, Sink};
use crate::{
    archive::{Entry, Place},
    io::import::{Finding, Findings, sheet::Again},
};

/// Numbers of states below this are looked up without a hash.
const SMALL: usize = 1024;

/// The most cells of a table: where something else was read as ids there is no end to them.
const MOST_CELLS: u64 = 1 << 31;

/// No member yet.
const NONE: u32 = u32::MAX;

/// The votes of one roll call, by the table's own numbers of members.
pub(super) struct Roll {
    pub rcid: u32,
    pub session: Option<u32>,
    /// Where its first vote stands.
    pub place: Place,
    pub votes: Vec<Entry>,
}

/// A part of a file that was read without a look at the other parts.
pub(super) struct Table {
    file: u32,
    pub rolls: Vec<Roll>,
    rows: HashMap<u32, usize>,
    current: usize,
    /// Numbers of states in the order of their first mention, with that mention.
    pub voters: Vec<(u32, Place)>,
    small: Vec<u32>,
    large: HashMap<u32, u32>,
    /// Whether something is in it that has to be looked at row by row: a vote that is listed twice, a session that is
    /// no number or not the same in all rows of a roll call.
    pub unclear: bool,
    /// How many cells there are, or are made room for.
    cells: u64,
    pub findings: Findings,
    /// Where the header stands again.
    pub again: Again,
}

impl Table {
    pub(super) fn new(file: u32) -> Self {
        Self {
            file,
            rolls: Vec::new(),
            rows: HashMap::new(),
            current: usize::MAX,
            voters: Vec::new(),
            small: vec![NONE; SMALL],
            large: HashMap::new(),
            unclear: false,
            cells: 0,
            findings: Findings::default(),
            again: Again::default(),
        }
    }

    /// Whether there are so many cells that no more votes are taken.
    pub(super) fn is_full(&self) -> bool {
        self.cells > MOST_CELLS
    }

    /// Moves all places down by so many lines: the table began there.
    pub(super) fn shift(&mut self, lines: u32) {
        let rolls = self.rolls.iter_mut().map(|roll| &mut roll.place);
        for place in rolls.chain(self.voters.iter_mut().map(|(_, place)| place)) {
            place.line += lines;
        }
        self.findings.shift(lines);
    }

    /// Whether two tables have votes in one roll call by one member.
    pub(super) fn overlap(tables: &[Self]) -> bool {
        let mut seen: HashMap<u32, Vec<BTreeSet<u32>>> = HashMap::new();
        for (number, table) in tables.iter().enumerate() {
            for roll in &table.rolls {
                // Parts of a file meet in few roll calls; only those are looked at closely.
                let others = tables.iter().enumerate().filter(|(other, _)| *other != number);
                if others.into_iter().any(|(_, other)| other.rows.contains_key(&roll.rcid)) {
                    seen.entry(roll.rcid).or_default().push(table.listed(roll));
                }
            }
        }
        seen.values().any(|lists| {
            let all: usize = lists.iter().map(BTreeSet::len).sum();
            lists.iter().flatten().collect::<BTreeSet<_>>().len() < all
        })
    }

    fn listed(&self, roll: &Roll) -> BTreeSet<u32> {
        let cast = self.voters.iter().zip(&roll.votes).filter(|(_, entry)| **entry != Entry::Unlisted);
        cast.map(|((ccode, _), _)| *ccode).collect()
    }

    fn roll(&mut self, cast: Cast, line: u32) -> Option<&mut Roll> {
        let known = self.rolls.get(self.current).is_some_and(|roll| roll.rcid == cast.rcid);
        if !known {
            let next = self.rolls.len();
            self.current = *self.rows.entry(cast.rcid).or_insert(next);
            if self.current == next {
                let place = Place { file: self.file, line };
                let votes = Vec::with_capacity(self.voters.len().max(64));
                self.cells += votes.capacity() as u64;
                self.rolls.push(Roll { rcid: cast.rcid, session: cast.session, place, votes });
            }
        }
        self.rolls.get_mut(self.current)
    }

    fn voter(&mut self, ccode: u32, line: u32) -> usize {
        let next = self.voters.len() as u32;
        let own = match self.small.get_mut(ccode as usize) {
            Some(own) => own,
            None => self.large.entry(ccode).or_insert(NONE),
        };
        if *own == NONE {
            *own = next;
            self.voters.push((ccode, Place { file: self.file, line }));
        }
        *own as usize
    }
}

impl Sink for Table {
    #[inline]
    fn row(&mut self, line: u32, cast: Cast, session: &str) {
        let voter = self.voter(cast.ccode, line);
        let width = self.voters.len();
        if self.is_full() {
            return;
        }
        let Some(roll) = self.roll(cast, line) else { return };
        let mut more = 0;
        if roll.votes.len() <= voter {
            more = width - roll.votes.len();
            roll.votes.resize(width, Entry::Unlisted);
        }
        let mut unclear = roll.session != cast.session || !session.is_empty();
        if let Some(cell) = roll.votes.get_mut(voter) {
            unclear |= *cell != Entry::Unlisted;
            *cell = cast.entry;
        }
        self.unclear |= unclear;
        self.cells += more as u64;
    }

    fn bad(&mut self, line: u32, column: usize, finding: Finding) {
        self.findings.push(finding.at(Place { file: self.file, line }, column));
        self.findings.leave_out(1);
    }
    fn header(&mut self, line: u32) {
        self.again.note(Place { file: self.file, line });
    }
}
