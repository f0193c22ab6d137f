//! The final votes for every set of adopted amendments and kept parts, and how members rank the texts.
//!
//! Members whose votes and ranks no set tells apart are counted as one class, so that thousands of texts take no time.

use std::collections::BTreeMap;

use super::{
    course::Course,
    setting::tally_votes,
    votes::{Mask, React, When, bit, reactions},
};
use crate::{
    model::{MemberId, Outcome, Seat, Tally, Vote},
    rules::{Linear, known_votes},
    scenario::{ChangeKind, changes, movers},
};

/// The most amendments and parts of which every set is looked at: 4096 texts.
pub const MOST_ITEMS: usize = 12;

/// A rank that a scenario sets by hand.
#[derive(Clone, Debug)]
struct Ranked {
    amendments: Mask,
    parts: Mask,
    /// Whether each class ranks the text so.
    movers: Vec<bool>,
    rank: i32,
}

/// The final votes.
#[derive(Clone, Debug)]
pub(super) struct Finals {
    /// The class of each seat of the text.
    pub(super) class_of: Vec<usize>,
    /// How many seats each class has.
    sizes: Vec<u32>,
    base: Vec<Vote>,
    reacts: Vec<React>,
    ranked: Vec<Ranked>,
    /// The rule, over classes.
    linear: Option<Linear>,
    /// The different ways in which the classes vote and rank.
    rows: Vec<Row>,
    /// The row of each set; empty where there are too many sets.
    row_of: Vec<usize>,
    outcomes: Vec<Option<Outcome>>,
}

/// How the classes vote on a text and rank it.
#[derive(Clone, Debug)]
struct Row {
    votes: Vec<Vote>,
    ranks: Vec<i32>,
    tally: Tally,
    outcome: Option<Outcome>,
}

impl Finals {
    /// None where the votes on the text are not known.
    pub(super) fn new(course: &Course<'_>) -> Option<Self> {
        let ballot = &course.floor.ballot;
        let seats = &ballot.seats;
        let votes = known_votes(ballot)?;
        let by_seat: Vec<React> = reactions(&course.setting, &course.root.id, Some(course.root))
            .into_iter()
            .map(|reaction| {
                let when = When::new(&reaction.given, &|id| course.known(id));
                React::new(&course.setting, reaction, &course.floor, when)
            })
            .collect();
        let ranked = ranks_by_hand(course, seats);
        let (class_of, first) = classes(&votes, &by_seat, &ranked);
        let pick = |list: &[bool]| first.iter().map(|n| list.get(*n).copied().unwrap_or(false)).collect();
        let mut sizes = vec![0; first.len()];
        for class in &class_of {
            if let Some(size) = sizes.get_mut(*class) {
                *size += 1;
            }
        }
        let linear = course.setting.rule(&course.rule).and_then(|rule| Linear::new(rule, ballot).ok());
        let mut finals = Self {
            base: first.iter().filter_map(|n| votes.get(*n).copied()).collect(),
            reacts: by_seat.iter().map(|react| React { moves: pick(&react.moves), ..react.clone() }).collect(),
            ranked: ranked.iter().map(|one| Ranked { movers: pick(&one.movers), ..one.clone() }).collect(),
            linear: linear.map(|linear| grouped(&linear, &class_of, first.len())),
            class_of,
            sizes,
            rows: Vec::new(),
            row_of: Vec::new(),
            outcomes: Vec::new(),
        };
        if course.items.len() <= MOST_ITEMS {
            finals.tabulate(course);
        }
        Some(finals)
    }

    /// Looks at every set. Sets on which the same reactions fire and the same ranks are set share a row.
    fn tabulate(&mut self, course: &Course<'_>) {
        let mut seen: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for set in 0..bit(course.items.len()) {
            let kept = set & course.parts | course.moot_parts(set);
            let fires = self.reacts.iter().map(|react| react.when.holds(set, 0));
            let ranked = |one: &Ranked| set & course.amendments == one.amendments && kept == one.parts;
            let sign: Vec<bool> = fires.chain(self.ranked.iter().map(ranked)).collect();
            let row = match seen.get(&sign) {
                Some(row) => *row,
                None => {
                    self.rows.push(self.row(set, sign.get(self.reacts.len()..).unwrap_or_default()));
                    seen.insert(sign, self.rows.len() - 1);
                    self.rows.len() - 1
                }
            };
            self.row_of.push(row);
            let outcome = self.rows.get(row).and_then(|row| row.outcome);
            self.outcomes.push(course.outcome_of(set, |_| outcome));
        }
    }

    /// How the classes vote on the text of a set and rank it; `by_hand` says which ranks are set by hand.
    fn row(&self, set: Mask, by_hand: &[bool]) -> Row {
        let votes = self.votes_on(set);
        let mut ranks: Vec<i32> = votes.iter().map(|vote| by_vote(*vote)).collect();
        for (one, _) in self.ranked.iter().zip(by_hand).filter(|(_, by_hand)| **by_hand) {
            let moved = ranks.iter_mut().zip(&one.movers).filter(|(_, moves)| **moves);
            moved.for_each(|(rank, _)| *rank = one.rank);
        }
        Row { tally: self.count(&votes), outcome: self.decide(&votes), votes, ranks }
    }

    fn count(&self, votes: &[Vote]) -> Tally {
        tally_votes(votes.iter().copied().zip(self.sizes.iter().copied()))
    }

    /// The votes of each class on the text of a set.
    pub(super) fn votes_on(&self, adopted: Mask) -> Vec<Vote> {
        let mut votes = self.base.clone();
        self.reacts.iter().filter(|react| react.when.holds(adopted, 0)).for_each(|react| react.apply(&mut votes));
        votes
    }

    /// The outcome of votes, one a class.
    pub(super) fn decide(&self, votes: &[Vote]) -> Option<Outcome> {
        let linear = self.linear.as_ref()?;
        Some(linear.outcome(&linear.sums(votes)))
    }

    /// Whether every set has been looked at.
    pub(super) fn tabulated(&self) -> bool {
        !self.outcomes.is_empty()
    }

    /// How many sets have been looked at.
    pub(super) fn sets(&self) -> usize {
        self.outcomes.len()
    }

    fn row_at(&self, adopted: Mask) -> Option<&Row> {
        self.rows.get(self.row_of(adopted)?)
    }

    /// The number of the row of a set.
    pub(super) fn row_of(&self, adopted: Mask) -> Option<usize> {
        self.row_of.get(adopted as usize).copied()
    }

    /// Each row: how the classes rank, and how they vote.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&[i32], &[Vote])> {
        self.rows.iter().map(|row| (row.ranks.as_slice(), row.votes.as_slice()))
    }

    /// Whether all vote alike on the texts of two sets, and rank them alike.
    pub(super) fn alike(&self, one: Mask, other: Mask) -> bool {
        self.row_of(one) == self.row_of(other)
    }

    /// The tabulated votes of each class on the text of a set.
    pub(super) fn votes(&self, adopted: Mask) -> &[Vote] {
        self.row_at(adopted).map_or(&[], |row| &row.votes)
    }

    /// The tabulated rank that each class gives the text of a set; no text at all has zero.
    pub(super) fn ranks(&self, adopted: Mask) -> &[i32] {
        self.row_at(adopted).map_or(&[], |row| &row.ranks)
    }

    /// The tabulated outcome of the text of a set.
    pub(super) fn outcome(&self, adopted: Mask) -> Option<Outcome> {
        self.outcomes.get(adopted as usize).copied().flatten()
    }

    /// Whether the outcome of some set is not known.
    pub(super) fn any_unknown(&self) -> bool {
        self.outcomes.contains(&None)
    }

    /// Whether any reaction says who moves on the text of a set.
    pub(super) fn any_fires(&self, adopted: Mask) -> bool {
        self.reacts.iter().any(|react| react.when.holds(adopted, 0))
    }

    /// Whether any reaction waits for a vote on the way.
    pub(super) fn depend(&self) -> bool {
        self.reacts.iter().any(|react| react.when.waits())
    }

    /// The counts of the final vote on the text of a set.
    pub(super) fn tally(&self, adopted: Mask) -> Tally {
        self.row_at(adopted).map_or_else(|| self.count(&self.votes_on(adopted)), |row| row.tally)
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.base.len()
    }
}

/// A vote for a text ranks it above nothing, a vote against it below.
fn by_vote(vote: Vote) -> i32 {
    match vote {
        Vote::Yes => 1,
        Vote::No => -1,
        Vote::Abstain | Vote::Absent => 0,
    }
}

/// The ranks that the scenario sets by hand, laid out on seats. A rank is of the text with just these amendments, and
/// with every part of it, unless parts are named as well: then just those are kept.
fn ranks_by_hand(course: &Course<'_>, seats: &[Seat]) -> Vec<Ranked> {
    let setting = &course.setting;
    changes(setting.scenarios, setting.scenario)
        .filter(|change| change.text == course.root.id)
        .filter_map(|change| match &change.kind {
            ChangeKind::Rank { movers: who, with, rank } => {
                let mut named = 0;
                for id in with {
                    named |= (0..course.items.len())
                        .find(|n| course.item_entry(*n).is_some_and(|(_, entry)| entry.id == *id))
                        .map(bit)?;
                }
                let parts = if named & course.parts == 0 { course.parts } else { named & course.parts };
                let who = movers(setting.dossier, who, course.floor.date.as_ref());
                let movers = seats.iter().map(|seat| who.contains(&&seat.member)).collect();
                Some(Ranked { amendments: named & course.amendments, parts, movers, rank: *rank })
            }
            _ => None,
        })
        .collect()
}

/// The class of each seat, and the first seat of each class.
fn classes(votes: &[Vote], reacts: &[React], ranked: &[Ranked]) -> (Vec<usize>, Vec<usize>) {
    let mut seen: BTreeMap<(Vote, Vec<bool>), usize> = BTreeMap::new();
    let mut first = Vec::new();
    let class_of = votes
        .iter()
        .enumerate()
        .map(|(n, vote)| {
            let moved = reacts.iter().map(|react| &react.moves);
            let lists = moved.chain(ranked.iter().map(|one| &one.movers));
            let sign = lists.map(|list| list.get(n).copied().unwrap_or(false)).collect();
            *seen.entry((*vote, sign)).or_insert_with(|| {
                first.push(n);
                first.len() - 1
            })
        })
        .collect();
    (class_of, first)
}

/// A rule over classes of seats: what a class adds with a vote is what its seats add together.
pub(super) fn grouped(linear: &Linear, class_of: &[usize], classes: usize) -> Linear {
    let mut grouped = linear.clone();
    for line in &mut grouped.lines {
        let mut sums = vec![[0; 4]; classes];
        for (adds, class) in line.adds.iter().zip(class_of) {
            if let Some(sum) = sums.get_mut(*class) {
                sum.iter_mut().zip(adds).for_each(|(sum, add)| *sum += add);
            }
        }
        line.adds = sums;
    }
    grouped
}

/// The class of each seat of another floor; one class more for members that have no seat on the text.
pub(super) fn class_elsewhere(seats: &[Seat], places: &BTreeMap<&MemberId, usize>, finals: &Finals) -> Vec<usize> {
    let class = |seat: &Seat| places.get(&seat.member).and_then(|place| finals.class_of.get(*place)).copied();
    seats.iter().map(|seat| class(seat).unwrap_or(finals.classes())).collect()
}
