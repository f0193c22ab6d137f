//! Chances against every way in which a small body can vote, against each other, and against figures by hand.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly and print"
)]

use std::{collections::BTreeSet, sync::Arc};

use super::{
    dense::dense,
    form::Form,
    open::{Open, Reckon},
    sweep::sweep,
    *,
};
use crate::{
    io,
    model::{Ballot, Body, NamedSet, Outcome, Seat, Standing, Vote, Weight},
    rules::{
        Condition, Formula, Linear, Measure, Need, PERMANENT, POPULATION, Role, Rule, Test, Who, decide, preset,
        presets,
    },
};

/// The votes in the order of [`Linear::place`].
const ORDER: [Vote; 4] = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent];

/// A small seeded generator (xorshift), so that every run is the same.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub(super) fn share(&mut self) -> f64 {
        self.roll(1 << 20) as f64 / (1 << 20) as f64
    }

    /// Four chances, some of them nothing and some of them everything.
    fn odds(&mut self) -> [f64; 4] {
        let mut odds = [0.0; 4];
        match self.roll(8) {
            0 => odds[self.roll(4) as usize] = 1.0,
            1 => (odds[0], odds[1]) = (0.5, 0.5),
            _ => {
                for slot in &mut odds {
                    *slot = if self.roll(4) == 0 { 0.0 } else { self.share() + 1e-3 };
                }
            }
        }
        let sum: f64 = odds.iter().sum();
        if sum == 0.0 { [0.0, 0.0, 1.0, 0.0] } else { odds.map(|chance| chance / sum) }
    }
}

pub(super) fn rule(id: &str) -> &'static Rule {
    preset(&id.into()).expect("a preset")
}

/// The Council of the European Union, in which every third member may veto: every preset can be asked of it.
pub(super) fn union() -> Arc<Body> {
    let mut body = Body::clone(&io::eu_council().dossier.bodies[0]);
    let members = body.seats.keys().step_by(3).cloned().collect();
    body.sets.insert("permanent".into(), NamedSet { name: "permanent members".to_owned(), members });
    Arc::new(body)
}

/// Some seats of a body, with all sorts of standing.
pub(super) fn small(dice: &mut Dice, body: &Arc<Body>, size: usize) -> Ballot {
    let mut members: Vec<_> = body.seats.keys().cloned().collect();
    while members.len() > size {
        members.remove(dice.roll(members.len() as u64) as usize);
    }
    let seats = members
        .into_iter()
        .map(|member| {
            let standing = match dice.roll(16) {
                0 => Standing::NoVote,
                1 => Standing::NotParticipating,
                2 => Standing::MustAbstain,
                _ => Standing::Voting,
            };
            Seat { member, vote: None, standing }
        })
        .collect();
    Ballot { body: Arc::clone(body), seats, tally: None }
}

/// Chances that agree with the standing of each seat.
pub(super) fn odds_of(dice: &mut Dice, ballot: &Ballot) -> Vec<[f64; 4]> {
    let of = |seat: &Seat, dice: &mut Dice| match seat.standing {
        Standing::Voting => dice.odds(),
        Standing::MustAbstain => [0.0, 0.0, 1.0, 0.0],
        _ => [0.0, 0.0, 0.0, 1.0],
    };
    ballot.seats.iter().map(|seat| of(seat, dice)).collect()
}

/// Every way in which a body can vote, with its chance and its outcome by the rule itself.
fn all_ways(rule: &Rule, ballot: &Ballot, odds: &[[f64; 4]], mut each: impl FnMut(&[Vote], f64, Outcome, bool)) {
    let mut ballot = ballot.clone();
    let n = odds.len();
    for code in 0..4_usize.pow(n as u32) {
        let votes: Vec<Vote> = (0..n).map(|seat| ORDER[code >> (2 * seat) & 3]).collect();
        let chance: f64 = votes.iter().zip(odds).map(|(vote, odds)| odds[Linear::place(*vote)]).product();
        if chance == 0.0 {
            continue;
        }
        for (seat, vote) in ballot.seats.iter_mut().zip(&votes) {
            seat.vote = Some(*vote);
        }
        let verdict = decide(rule, &ballot);
        let quorum = verdict.conditions.iter().all(|c| c.role != Role::Quorum || c.met == Some(true));
        each(&votes, chance, verdict.outcome.expect("decided"), quorum);
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

/// What [`exact`] should say, from every way to vote.
struct Brute {
    /// By the number of Yes and the outcome.
    yes: Vec<[f64; 3]>,
    /// By the number of each vote.
    numbers: Vec<[f64; 4]>,
    no_quorum: f64,
}

impl Brute {
    fn new(rule: &Rule, ballot: &Ballot, odds: &[[f64; 4]]) -> Self {
        let n = odds.len() + 1;
        let mut found = Self { yes: vec![[0.0; 3]; n], numbers: vec![[0.0; 4]; n], no_quorum: 0.0 };
        all_ways(rule, ballot, odds, |votes, chance, outcome, quorum| {
            let count = |vote: Vote| votes.iter().filter(|other| **other == vote).count();
            found.yes[count(Vote::Yes)][outcome as usize] += chance;
            found.no_quorum += if quorum { 0.0 } else { chance };
            for (place, vote) in ORDER.into_iter().enumerate() {
                found.numbers[count(vote)][place] += chance;
            }
        });
        found
    }

    fn of(&self, outcome: Outcome) -> f64 {
        self.yes.iter().map(|split| split[outcome as usize]).sum()
    }

    fn equals(&self, found: &Chance, told: &str) {
        for outcome in [Outcome::Adopted, Outcome::Vetoed, Outcome::Rejected] {
            for (want, split) in self.yes.iter().zip(&found.yes) {
                assert!(close(want[outcome as usize], split.of(outcome)), "{want:?} {split:?} {told}");
            }
        }
        for (place, vote) in ORDER.into_iter().enumerate() {
            for (want, chance) in self.numbers.iter().zip(found.numbers(vote)) {
                assert!(close(want[place], *chance), "{told}");
            }
        }
        assert!(close(found.adopted, self.of(Outcome::Adopted)), "{told}");
        assert!(close(found.vetoed, self.of(Outcome::Vetoed)), "{told}");
        assert!(close(found.rejected, self.of(Outcome::Rejected)), "{told}");
        assert!(close(found.no_quorum, self.no_quorum), "{} {} {told}", found.no_quorum, self.no_quorum);
    }
}

#[test]
fn exact_chances_equal_those_of_every_way_to_vote() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let body = union();
    let (mut undecided, mut vetoes, mut no_quorum) = (0, 0, 0);
    for round in 0..60 {
        let ballot = small(&mut dice, &body, 3 + round % 5);
        let odds = odds_of(&mut dice, &ballot);
        for rule in presets() {
            // Nine in favour are asked of fifteen, seven of eleven; of so small a body three are.
            let rule = scaled(rule);
            let told = format!("{} {odds:?} {ballot:?}", rule.id);
            let linear = Linear::new(&rule, &ballot).expect("a rule");
            let found = exact(&linear, &odds).expect("small");
            Brute::new(&rule, &ballot, &odds).equals(&found, &told);
            undecided += usize::from(found.adopted > 0.01 && found.adopted < 0.99);
            vetoes += usize::from(found.vetoed > 0.01);
            no_quorum += usize::from(found.no_quorum > 0.01);
        }
    }
    assert!(undecided > 200 && vetoes > 10 && no_quorum > 100, "{undecided} {vetoes} {no_quorum}");
}

#[test]
fn exact_chances_hold_for_rules_of_ones_own() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let body = union();
    let (mut undecided, mut swept) = (0, 0);
    for round in 0..600 {
        let ballot = small(&mut dice, &body, 2 + round % 4);
        let odds = odds_of(&mut dice, &ballot);
        let rule = Rule { formula: formula(&mut dice, 2), ..rule("ga-simple").clone() };
        let told = format!("{rule:?} {odds:?} {ballot:?}");
        let linear = Linear::new(&rule, &ballot).expect("a rule");
        let found = exact(&linear, &odds).expect("small");
        Brute::new(&rule, &ballot, &odds).equals(&found, &told);
        let form = Form::new(&Open::new(&linear, &odds, Reckon::Likely, &BTreeSet::new()).expect("small"), true);
        swept += usize::from(dense(&form).is_none());
        undecided += usize::from(found.adopted > 0.01 && found.adopted < 0.99);
        check_pivots(&rule, &ballot, &odds, &told);
    }
    assert!(undecided > 100 && swept > 100, "{undecided} {swept}");
}

/// A formula of conditions of any kind.
fn formula(dice: &mut Dice, depth: u64) -> Formula {
    let parts = |dice: &mut Dice| (0..=dice.roll(3)).map(|_| formula(dice, depth - 1)).collect();
    match dice.roll(if depth > 0 { 3 } else { 1 }) {
        1 => Formula::All(parts(dice)),
        2 => Formula::Any(parts(dice)),
        _ => {
            let measure = |dice: &mut Dice, weighted: bool| Measure {
                who: Who::ALL[dice.roll(10) as usize],
                within: (dice.roll(4) == 0).then(|| PERMANENT.into()),
                weight: weighted.then(|| POPULATION.into()),
            };
            let weighted = dice.roll(3) == 0;
            let number = dice.roll(if weighted { 2_000 } else { 4 });
            let of = measure(dice, weighted);
            let test = match dice.roll(3) {
                0 => Test::AtMost { of, limit: number },
                1 => Test::AtLeast { of, need: Need::Number(number) },
                _ => {
                    let (num, den) = (1 + dice.roll(3), 1 + dice.roll(4));
                    Test::AtLeast {
                        of,
                        need: Need::Share { num, den, of: measure(dice, weighted), more_than: dice.roll(2) == 0 },
                    }
                }
            };
            let role = [Role::Threshold, Role::Threshold, Role::Quorum, Role::Veto][dice.roll(4) as usize];
            Formula::Condition(Condition { label: String::new(), test, role, cites: String::new() })
        }
    }
}

/// Pivots against the exact chance with each vote of each seat fixed.
fn check_pivots(rule: &Rule, ballot: &Ballot, odds: &[[f64; 4]], told: &str) {
    let linear = Linear::new(rule, ballot).expect("a rule");
    let found = pivots(&linear, odds).expect("small");
    assert_eq!(found.len(), odds.len());
    let now = exact(&linear, odds).expect("small").adopted;
    for (seat, pivot) in found.iter().enumerate() {
        assert_eq!(pivot.seat, seat);
        assert!(close(pivot.now, now), "{told}");
        for vote in ORDER {
            let mut fixed = odds.to_vec();
            fixed[seat] = [0.0; 4];
            fixed[seat][Linear::place(vote)] = 1.0;
            let want = exact(&linear, &fixed).expect("small").adopted;
            assert!(close(pivot.given(vote), want), "{seat} {vote:?} {} {want} {told}", pivot.given(vote));
        }
    }
}

#[test]
fn pivots_equal_what_fixing_each_vote_gives() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let body = union();
    for round in 0..30 {
        let ballot = small(&mut dice, &body, 5 + round % 20);
        let odds = odds_of(&mut dice, &ballot);
        for rule in presets() {
            let rule = if round % 2 == 0 { scaled(rule) } else { rule.clone() };
            check_pivots(&rule, &ballot, &odds, &format!("{} {odds:?}", rule.id));
        }
    }
}

#[test]
fn the_two_ways_of_reckoning_agree() {
    let mut dice = Dice(0x8CB9_2BA7_2F3D_8DD7);
    let body = union();
    let mut both = 0;
    for _ in 0..20 {
        let ballot = small(&mut dice, &body, 20);
        let odds = odds_of(&mut dice, &ballot);
        for rule in presets() {
            let linear = Linear::new(&scaled(rule), &ballot).expect("a rule");
            for counts_yes in [false, true] {
                let open = Open::new(&linear, &odds, Reckon::Likely, &BTreeSet::new()).expect("small");
                let form = Form::new(&open, counts_yes);
                let Some(table) = dense(&form) else { continue };
                let swept = sweep(&form, None).expect("small");
                both += 1;
                for (a, b) in [
                    (&table.adopted, &swept.adopted),
                    (&table.vetoed, &swept.vetoed),
                    (&table.rejected, &swept.rejected),
                ] {
                    assert!(a.iter().zip(b).all(|(a, b)| close(*a, *b)), "{} {counts_yes}", rule.id);
                }
            }
        }
    }
    assert!(both > 100, "{both}");
}

/// The rule with three in favour where it asks nine.
fn scaled(rule: &Rule) -> Rule {
    let text = serde_json::to_string(rule).expect("text").replace("\"number\":9", "\"number\":3");
    let text = text.replace("\"number\":7", "\"number\":3");
    serde_json::from_str(&text).expect("a rule")
}

#[test]
fn an_assembly_of_whom_nobody_is_certain() {
    let file = io::ukraine();
    let floor = crate::scenario::floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    let odds = odds_of(&mut dice, &floor.ballot);
    for id in ["ga-simple", "ga-two-thirds"] {
        let linear = Linear::new(rule(id), &floor.ballot).expect("a rule");
        let found = exact(&linear, &odds).expect("an answer");
        assert!(close(found.adopted + found.vetoed + found.rejected, 1.0));
        assert!(close(found.yes.iter().map(Split::total).sum(), 1.0));
        for vote in ORDER {
            let expected: f64 = odds.iter().map(|odds| odds[Linear::place(vote)]).sum();
            assert!((found.expected(vote) - expected).abs() < 1e-9);
        }
        for split in found.yes.iter().zip(found.numbers(Vote::Yes)) {
            assert!(close(split.0.total(), *split.1));
        }
        let pivots = pivots(&linear, &odds).expect("an answer");
        for seat in [0, 7, 100, 192] {
            for vote in ORDER {
                let mut fixed = odds.clone();
                fixed[seat] = [0.0; 4];
                fixed[seat][Linear::place(vote)] = 1.0;
                let standing = floor.ballot.seats[seat].standing;
                let want = if standing == Standing::Voting {
                    exact(&linear, &fixed).expect("an answer").adopted
                } else {
                    found.adopted
                };
                assert!(close(pivots[seat].given(vote), want), "{seat} {vote:?}");
            }
        }
    }
}

#[test]
fn more_yes_never_harms_a_preset() {
    let mut dice = Dice(0xE703_7ED1_A0B4_28DB);
    let body = union();
    for _ in 0..30 {
        let ballot = small(&mut dice, &body, 9);
        let odds = odds_of(&mut dice, &ballot);
        for rule in presets() {
            let linear = Linear::new(&scaled(rule), &ballot).expect("a rule");
            let now = exact(&linear, &odds).expect("small").adopted;
            let found = pivots(&linear, &odds).expect("small");
            for pivot in &found {
                assert!(pivot.decides() > -1e-12, "{} {pivot:?}", rule.id);
                assert!(pivot.gain(Side::For) > -1e-12, "{} {pivot:?}", rule.id);
                // To stay away may break a quorum that a No keeps, and harm more.
                if !rule.conditions().iter().any(|c| c.role == Role::Quorum) {
                    assert!(pivot.gain(Side::Against) > -1e-12, "{} {pivot:?}", rule.id);
                }
            }
            let better: Vec<[f64; 4]> = odds
                .iter()
                .zip(&ballot.seats)
                .map(|(odds, seat)| if seat.standing == Standing::Voting { lifted(*odds) } else { *odds })
                .collect();
            assert!(exact(&linear, &better).expect("small").adopted > now - 1e-12, "{}", rule.id);
            let calls = calls(&found, Side::For);
            assert!(calls.windows(2).all(|pair| pair[0].gain(Side::For) > pair[1].gain(Side::For) - 1e-12));
            let best = found.iter().map(|pivot| pivot.gain(Side::For)).fold(0.0, f64::max);
            assert!(close(calls.first().map_or(0.0, |call| call.gain(Side::For)), best));
        }
    }
}

/// A tenth of what is not Yes becomes Yes.
fn lifted([yes, no, abstain, absent]: [f64; 4]) -> [f64; 4] {
    [yes + 0.1 * (1.0 - yes), 0.9 * no, 0.9 * abstain, 0.9 * absent]
}

#[test]
fn a_quorum_that_is_in_doubt_counts() {
    let file = io::ukraine();
    let mut floor = crate::scenario::floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
    floor.ballot.seats.iter_mut().for_each(|seat| seat.standing = Standing::Voting);
    let linear = Linear::new(rule("ga-simple"), &floor.ballot).expect("a rule");
    // Whoever comes votes Yes: adopted where 97 of 193 come, which is as likely as not.
    let found = exact(&linear, &vec![[0.5, 0.0, 0.0, 0.5]; 193]).expect("an answer");
    assert!(close(found.adopted, 0.5) && close(found.no_quorum, 0.5), "{found:?}");
    // With a few that vote No it is the same quorum, and the other way of reckoning.
    let mut odds = vec![[0.5, 0.0, 0.0, 0.5]; 193];
    for odds in odds.iter_mut().take(20) {
        *odds = [0.0, 0.5, 0.0, 0.5];
    }
    let found = exact(&linear, &odds).expect("an answer");
    assert!((found.adopted - 0.5).abs() < 1e-9 && close(found.no_quorum, 0.5), "{}", found.adopted);
}

#[test]
fn quantiles_are_the_least_numbers_not_passed() {
    assert_eq!(quantile(&[0.25, 0.25, 0.5], 0.05), 0);
    assert_eq!(quantile(&[0.25, 0.25, 0.5], 0.5), 1);
    assert_eq!(quantile(&[0.25, 0.25, 0.5], 0.51), 2);
    assert_eq!(quantile(&[0.25, 0.25, 0.5], 1.0), 2);
    let thirds = [1.0 / 3.0; 3];
    assert_eq!(quantile(&thirds, 2.0 / 3.0), 1);
}

#[test]
fn weights_without_end_are_refused_and_not_guessed() {
    let mut body = Body::clone(io::ukraine().dossier.body(&"UNGA".into()).expect("the Assembly"));
    let mut dice = Dice(0x8EBC_6AF0_9C88_C6E3);
    let values = body.seats.keys().map(|member| (member.clone(), 1 + dice.roll(1 << 40))).collect();
    let weight = Weight { name: "shares".to_owned(), unit: String::new(), values, source: String::new() };
    body.weights.insert(POPULATION.into(), weight);
    let seats =
        body.members_on(None).map(|member| Seat { member: member.clone(), vote: None, standing: Standing::Voting });
    let ballot = Ballot { seats: seats.collect(), body: Arc::new(body.clone()), tally: None };
    let odds = vec![[0.5, 0.3, 0.2, 0.0]; ballot.seats.len()];
    let linear = Linear::new(rule("eu-qmv-reinforced"), &ballot).expect("a rule");
    assert!(exact(&linear, &odds).expect_err("too many").contains("draw"));
    assert!(pivots(&linear, &odds).is_err());
}

#[test]
fn members_alike_stand_in_the_order_of_the_ballot() {
    let file = io::ukraine();
    let mut floor = crate::scenario::floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
    floor.ballot.seats.iter_mut().for_each(|seat| seat.standing = Standing::Voting);
    let linear = Linear::new(rule("ga-two-thirds"), &floor.ballot).expect("a rule");
    let mut odds = vec![[0.6, 0.3, 0.1, 0.0]; 193];
    odds[150] = [0.0, 1.0, 0.0, 0.0];
    let found = pivots(&linear, &odds).expect("an answer");
    let wanted: Vec<usize> = calls(&found, Side::For).iter().map(|pivot| pivot.seat).collect();
    let rest: Vec<usize> = (0..193).filter(|seat| *seat != 150).collect();
    assert_eq!((wanted[0], &wanted[1..]), (150, rest.as_slice()));
    let deciding: Vec<usize> = deciders(&found).iter().map(|pivot| pivot.seat).collect();
    assert_eq!(deciding.len(), 193);
}
