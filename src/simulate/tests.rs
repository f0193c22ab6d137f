//! Smallest sets against every subset of small bodies, and against the figures of the record.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use std::{collections::BTreeSet, sync::Arc};

use super::{Answer, Flip, Move, flips, smallest};
use crate::{
    io,
    model::{Ballot, Body, Seat, Standing, Vote},
    rules::{Rule, decide, preset, presets},
    scenario::floor,
};

fn rule(id: &str) -> &'static Rule {
    preset(&id.into()).expect("a preset")
}

fn recorded(text: &str) -> Ballot {
    let file = io::ukraine();
    floor(&file.dossier, &file.scenarios, None, &text.into()).expect("a floor").ballot
}

fn sizes(found: &[Flip]) -> Vec<Option<usize>> {
    found.iter().map(|flip| flip.answer.size()).collect()
}

#[test]
fn the_figures_of_the_european_draft() {
    let found = flips(rule("ga-two-thirds"), &recorded("GA-20250224-L10"), &BTreeSet::new());
    // 20 from Yes to No, 29 abstainers to No, 58 from Yes to Abstain; of the 17 absent, too few can vote.
    assert_eq!(sizes(&found), [Some(20), Some(29), Some(58), None]);
}

#[test]
fn one_permanent_member_is_enough_in_the_council() {
    let found = flips(rule("sc-substantive"), &recorded("SC-20250224-7-RES2774"), &BTreeSet::new());
    assert_eq!(sizes(&found), [Some(1), Some(1), Some(2), None]);
    let one = |n: usize| match &found[n].answer {
        Answer::Smallest(members) => members[0].to_string(),
        other => panic!("{other:?}"),
    };
    assert!(["CHN", "RUS", "USA"].contains(&one(0).as_str()));
    assert!(["FRA", "GBR"].contains(&one(1).as_str()));
}

#[test]
fn locked_members_stay() {
    let ballot = recorded("SC-20250224-7-RES2774");
    let permanent: BTreeSet<_> = ["CHN", "FRA", "GBR", "RUS", "USA"].map(Into::into).into();
    let kind = Move { from: Vote::Yes, to: Vote::No };
    assert_eq!(smallest(rule("sc-substantive"), &ballot, kind, &permanent).size(), Some(2));
}

/// A small seeded generator (xorshift), so that every run is the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// The first seats of the Council of the European Union or of the Security Council, voting at random.
fn small(dice: &mut Dice, body: &Arc<Body>, size: usize) -> Ballot {
    let seats = body
        .seats
        .keys()
        .take(size)
        .map(|member| Seat {
            member: member.clone(),
            vote: Some(Vote::ALL[usize::try_from(dice.roll(4)).expect("small")]),
            standing: if dice.roll(12) == 0 { Standing::NoVote } else { Standing::Voting },
        })
        .collect();
    Ballot { body: Arc::clone(body), seats, tally: None }
}

/// The size of a smallest set, by looking at every subset.
fn brute(rule: &Rule, ballot: &Ballot, kind: Move) -> Option<usize> {
    let now = decide(rule, ballot).outcome?.is_adopted();
    let movers: Vec<usize> = (0..ballot.seats.len())
        .filter(|n| ballot.seats[*n].standing == Standing::Voting && ballot.seats[*n].vote == Some(kind.from))
        .collect();
    (1_u32..1 << movers.len())
        .filter(|subset| {
            let mut moved = ballot.clone();
            for (bit, n) in movers.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1) {
                let _ = bit;
                moved.seats[*n].vote = Some(kind.to);
            }
            decide(rule, &moved).outcome.is_some_and(|outcome| outcome.is_adopted() != now)
        })
        .map(|subset| usize::try_from(subset.count_ones()).expect("small"))
        .min()
}

#[test]
fn smallest_sets_equal_those_of_every_subset() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let union = Arc::clone(&io::eu_council().dossier.bodies[0]);
    let council = Arc::clone(io::ukraine().dossier.body(&"UNSC".into()).expect("the Council"));
    let mut flipped = 0;
    for _ in 0..60 {
        for body in [&union, &council] {
            let ballot = small(&mut dice, body, 9);
            for rule in presets() {
                for kind in Move::AGAINST.into_iter().chain(Move::FOR) {
                    let found = smallest(rule, &ballot, kind, &BTreeSet::new()).size();
                    assert_eq!(found, brute(rule, &ballot, kind), "{} {kind:?} {ballot:?}", rule.id);
                    flipped += usize::from(found.is_some());
                }
            }
        }
    }
    assert!(flipped > 500, "the ballots are close enough to be turned: {flipped}");
}

#[test]
fn the_whole_council_of_the_union_is_proved() {
    let body = Arc::clone(&io::eu_council().dossier.bodies[0]);
    let seats = body.seats.keys().map(|member| Seat {
        member: member.clone(),
        vote: Some(Vote::Yes),
        standing: Standing::Voting,
    });
    let ballot = Ballot { seats: seats.collect(), body: Arc::clone(&body), tally: None };
    let kind = Move { from: Vote::Yes, to: Vote::No };
    // Germany, France, Italy hold 46.89 % and are too few; a fourth is needed to block.
    assert_eq!(smallest(rule("eu-qmv"), &ballot, kind, &BTreeSet::new()).size(), Some(4));
    assert_eq!(smallest(rule("eu-simple"), &ballot, kind, &BTreeSet::new()).size(), Some(14));
    assert_eq!(smallest(rule("eu-unanimity"), &ballot, kind, &BTreeSet::new()).size(), Some(1));
}
