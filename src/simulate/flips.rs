//! The smallest sets of members that turn an outcome by moving from one vote to another.
//!
//! Members that a rule cannot tell apart are interchangeable, so it is enough to look at how many of each kind move: a
//! kind is who is in the same named sets of the rule and has the same weights. Every smaller number of moves is tried
//! before a larger one, in every way of sharing it out among the kinds, so that the first set found is a smallest one.
//! Where a weight counts for Yes alone, as the population in the EU Council, the heavier member of a kind always does
//! more than the lighter, so that the heaviest come first and the weight makes no kinds of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Ballot, MemberId, Outcome, Standing, Vote, WeightId},
    rules::{Measure, Need, Rule, Test, Who, decide},
};

/// A kind of move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// The vote that is left.
    pub from: Vote,
    /// The vote that is taken up.
    pub to: Vote,
}

impl Move {
    /// The moves that can sink an adopted text, in the order in which they are shown.
    pub const AGAINST: [Self; 4] = [
        Self { from: Vote::Yes, to: Vote::No },
        Self { from: Vote::Abstain, to: Vote::No },
        Self { from: Vote::Yes, to: Vote::Abstain },
        Self { from: Vote::Absent, to: Vote::No },
    ];

    /// The moves that can save a text that is not adopted, in the order in which they are shown.
    pub const FOR: [Self; 4] = [
        Self { from: Vote::No, to: Vote::Yes },
        Self { from: Vote::Abstain, to: Vote::Yes },
        Self { from: Vote::No, to: Vote::Abstain },
        Self { from: Vote::Absent, to: Vote::Yes },
    ];

    /// "move from Yes to No"
    #[must_use]
    pub fn words(self) -> String {
        format!("move from {} to {}", self.from.label(), self.to.label())
    }
}

/// What a kind of move can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The kind of move.
    pub kind: Move,
    /// What it takes.
    pub answer: Answer,
}

/// What it takes to turn an outcome by one kind of move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These members; no smaller number of them, nor of others, is enough.
    Smallest(Vec<MemberId>),
    /// No number of such moves does it.
    Never,
    /// There are too many kinds of members to prove an answer.
    Unproved,
}

impl Answer {
    /// How many members it takes, where that is proved.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        if let Self::Smallest(members) = self { Some(members.len()) } else { None }
    }
}

/// How many ways of sharing moves out among kinds are tried before the search is given up, unproved.
const TRIES: usize = 20_000;

/// For each kind of move that works against the outcome of a ballot, a smallest set. Empty where the ballot rests on a
/// tally or has no outcome. `kept` stay as they are.
#[must_use]
pub fn flips(rule: &Rule, ballot: &Ballot, kept: &BTreeSet<MemberId>) -> Vec<Flip> {
    let Some(outcome) = decide(rule, ballot).outcome.filter(|_| ballot.tally.is_none()) else { return Vec::new() };
    let moves = if outcome.is_adopted() { Move::AGAINST } else { Move::FOR };
    moves.into_iter().map(|kind| Flip { kind, answer: smallest(rule, ballot, kind, kept) }).collect()
}

/// A smallest set of members whose move turns adopted into not adopted, or the other way round.
#[must_use]
pub fn smallest(rule: &Rule, ballot: &Ballot, kind: Move, kept: &BTreeSet<MemberId>) -> Answer {
    let Some(now) = decide(rule, ballot).outcome.map(Outcome::is_adopted) else { return Answer::Never };
    let kinds = alike(rule, ballot, kind.from, kept);
    let most: usize = kinds.iter().map(Vec::len).sum();
    let turned = |chosen: &[usize]| {
        let mut moved = ballot.clone();
        for (members, count) in kinds.iter().zip(chosen) {
            for member in members.iter().take(*count) {
                if let Some(seat) = moved.seat_mut(member) {
                    seat.vote = Some(kind.to);
                }
            }
        }
        decide(rule, &moved).outcome.is_some_and(|outcome| outcome.is_adopted() != now)
    };
    let mut tries = TRIES;
    for size in 1..=most {
        let mut chosen = vec![0; kinds.len()];
        match share_out(&kinds, &mut chosen, 0, size, &mut tries, &turned) {
            Found::Yes => {
                let picked = kinds.iter().zip(chosen).flat_map(|(members, count)| members.iter().take(count));
                let mut members: Vec<MemberId> = picked.cloned().collect();
                members.sort();
                return Answer::Smallest(members);
            }
            Found::GaveUp => return Answer::Unproved,
            Found::No => {}
        }
    }
    Answer::Never
}

#[derive(PartialEq)]
enum Found {
    Yes,
    No,
    GaveUp,
}

/// Tries every way of taking `left` members from the kinds from `at` on.
fn share_out(
    kinds: &[Vec<MemberId>],
    chosen: &mut Vec<usize>,
    at: usize,
    left: usize,
    tries: &mut usize,
    turned: &dyn Fn(&[usize]) -> bool,
) -> Found {
    let Some(kind) = kinds.get(at) else {
        if left > 0 {
            return Found::No;
        }
        let Some(rest) = tries.checked_sub(1) else { return Found::GaveUp };
        *tries = rest;
        return if turned(chosen) { Found::Yes } else { Found::No };
    };
    let after: usize = kinds.iter().skip(at + 1).map(Vec::len).sum();
    for count in left.saturating_sub(after)..=left.min(kind.len()) {
        if let Some(slot) = chosen.get_mut(at) {
            *slot = count;
        }
        match share_out(kinds, chosen, at + 1, left - count, tries, turned) {
            Found::No => {}
            other => return other,
        }
    }
    Found::No
}

/// The members that can make the move, in kinds that the rule cannot tell apart.
fn alike(rule: &Rule, ballot: &Ballot, from: Vote, kept: &BTreeSet<MemberId>) -> Vec<Vec<MemberId>> {
    let measures: Vec<&Measure> = rule.conditions().into_iter().flat_map(|c| measures(&c.test)).collect();
    let ordered = weight_of_yes(rule);
    let weighs = |id: &WeightId, member: &MemberId| {
        ballot.body.weights.get(id).and_then(|weight| weight.values.get(member).copied()).unwrap_or(0)
    };
    let mut kinds: BTreeMap<Vec<u64>, Vec<MemberId>> = BTreeMap::new();
    for seat in &ballot.seats {
        if seat.standing != Standing::Voting || seat.counted() != Some(from) || kept.contains(&seat.member) {
            continue;
        }
        let sign = measures
            .iter()
            .flat_map(|m| {
                let set = m.within.as_ref().and_then(|id| ballot.body.sets.get(id));
                let weight = m.weight.as_ref().filter(|_| ordered.is_none());
                let inside = u64::from(set.is_some_and(|set| set.members.contains(&seat.member)));
                [inside, weight.map_or(0, |id| weighs(id, &seat.member))]
            })
            .collect();
        kinds.entry(sign).or_default().push(seat.member.clone());
    }
    if let Some(weight) = ordered {
        for kind in kinds.values_mut() {
            kind.sort_by_key(|member| std::cmp::Reverse(weighs(weight, member)));
        }
    }
    kinds.into_values().collect()
}

/// The one weight of a rule, where it counts for Yes alone against a base that no vote changes: then a heavier Yes is
/// worth at least as much as a lighter one, whatever else there is.
fn weight_of_yes(rule: &Rule) -> Option<&WeightId> {
    let mut only = None;
    for condition in rule.conditions() {
        for measure in measures(&condition.test) {
            let Some(weight) = &measure.weight else { continue };
            let base = matches!(measure.who, Who::Members | Who::Eligible | Who::Participating);
            let yes = measure.who == Who::Yes && matches!(condition.test, Test::AtLeast { .. });
            if !(base || yes) || only.is_some_and(|other| other != weight) || measure.within.is_some() {
                return None;
            }
            only = Some(weight);
        }
    }
    only
}

fn measures(test: &Test) -> Vec<&Measure> {
    match test {
        Test::AtLeast { of, need: Need::Share { of: base, .. } } => vec![of, base],
        Test::AtLeast { of, .. } | Test::AtMost { of, .. } => vec![of],
    }
}
