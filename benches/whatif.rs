//! How long the questions of a what-if take, for 193 members: what turns a vote, its chance when none is certain, and every
//! text that twelve amendments could lead to. Run with `cargo bench --bench whatif`;
//! `python3 benches/whatif.py` does the same in numpy and sets both beside each other.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
use std::{hint::black_box, sync::atomic::AtomicBool};

use divan::Bencher;
use plenary::{
    io,
    model::{Ballot, Given, Movers, Outcome, Reaction, Seat, Standing, Text, TextId, TextKind, Vote},
    procedure::{Setting, tree},
    rules::{Linear, preset},
    scenario::floor,
    simulate::{
        Costs,
        chance::{Factors, Lots, Watch, draw, exact, pivots},
        flips,
    },
};

fn main() {
    divan::main();
}

/// A rule over the 193 seats of the General Assembly, all of which may vote.
fn linear(rule: &str) -> Linear {
    let file = io::ukraine();
    let mut ballot = floor(&file.dossier, &file.scenarios, None, &"GA-20250224-L10".into()).expect("a floor").ballot;
    ballot.seats.iter_mut().for_each(|seat| seat.standing = Standing::Voting);
    Linear::new(preset(&rule.into()).expect("a preset"), &ballot).expect("a rule")
}

/// Chances of Yes, No, Abstain and Absent that differ from seat to seat. The same in whatif.py.
fn odds(seats: usize) -> Vec<[f64; 4]> {
    (0..seats)
        .map(|seat| {
            let yes = 0.30 + 0.40 * (seat * 37 % 193) as f64 / 193.0;
            let absent = 0.02 + 0.08 * (seat * 53 % 193) as f64 / 193.0;
            let rest = 1.0 - yes - absent;
            [yes, 0.6 * rest, 0.4 * rest, absent]
        })
        .collect()
}

/// The exact chance and the distribution of Yes, split by outcome.
#[divan::bench]
fn exact_chance(bencher: Bencher<'_, '_>) {
    let linear = linear("ga-two-thirds");
    let odds = odds(linear.lines[0].adds.len());
    bencher.bench_local(|| black_box(exact(&linear, &odds).expect("exact")));
}

/// The same where so many may stay away that the quorum is in doubt.
#[divan::bench(sample_count = 10)]
fn exact_chance_quorum_in_doubt(bencher: Bencher<'_, '_>) {
    let linear = linear("ga-two-thirds");
    let mut odds = odds(linear.lines[0].adds.len());
    for odds in &mut odds {
        *odds = odds.map(|chance| chance * 0.55);
        odds[3] += 0.45;
    }
    bencher.bench_local(|| black_box(exact(&linear, &odds).expect("exact")));
}

/// What each of the 193 votes does to the chance.
#[divan::bench]
fn pivots_of_all(bencher: Bencher<'_, '_>) {
    let linear = linear("ga-two-thirds");
    let odds = odds(linear.lines[0].adds.len());
    bencher.bench_local(|| black_box(pivots(&linear, &odds).expect("exact")));
}

/// The qualified majority of the 27 by population.
#[divan::bench]
fn exact_chance_by_population(bencher: Bencher<'_, '_>) {
    let body = io::eu_council().dossier.bodies[0].clone();
    let seats = body.seats.keys().map(|member| Seat { member: member.clone(), vote: None, standing: Standing::Voting });
    let ballot = Ballot { seats: seats.collect(), body: body.clone(), tally: None };
    let linear = Linear::new(preset(&"eu-qmv".into()).expect("a preset"), &ballot).expect("a rule");
    let odds = odds(ballot.seats.len());
    bencher.bench_local(|| black_box(exact(&linear, &odds).expect("exact")));
}

/// A million draws of 193 members of whom no two have the same chances, in blocs that go together.
#[divan::bench(sample_count = 10)]
fn million_correlated_draws(bencher: Bencher<'_, '_>) {
    let linear = linear("ga-two-thirds");
    let odds = odds(linear.lines[0].adds.len());
    let blocs = (0..odds.len()).map(|seat| (seat % 6).checked_sub(1)).collect();
    let factors = Factors { all: 0.1, bloc: 0.3, blocs };
    let watch = Watch { progress: &|_, _| {}, cancel: &AtomicBool::new(false) };
    let lots = Lots { draws: 1_000_000, seed: 1 };
    bencher.bench_local(|| black_box(draw(&linear, &odds, &factors, lots, &watch).expect("small")));
}

/// The cheapest sets of every kind of move on the European draft, proved.
#[divan::bench]
fn smallest_sets(bencher: Bencher<'_, '_>) {
    let file = io::ukraine();
    let ballot = floor(&file.dossier, &file.scenarios, None, &"GA-20250224-L10".into()).expect("a floor").ballot;
    let rule = preset(&"ga-two-thirds".into()).expect("a preset");
    bencher.bench_local(|| black_box(flips(rule, &ballot, &Costs::default()).expect("a rule")));
}

/// The tree of twelve amendments to a text of 193 members, each with a group that moves on it: 4,096 texts.
#[divan::bench]
fn tree_of_twelve(bencher: Bencher<'_, '_>) {
    let mut file = io::ukraine();
    let root = TextId::from("GA-20250224-L10");
    let text = file.dossier.text(&root).expect("the draft").clone();
    let groups: Vec<_> = file.dossier.groups.iter().map(|group| group.id.clone()).take(12).collect();
    for (n, group) in groups.into_iter().enumerate() {
        let id = TextId::from(format!("AMENDMENT-{n}"));
        let mut amendment = Text::new(id.clone(), format!("Amendment {n}"), text.body.clone(), text.rule.clone());
        (amendment.kind, amendment.amends, amendment.date) =
            (TextKind::Amendment, Some(root.clone()), text.date.clone());
        amendment.record.outcome = Some(if n % 2 == 0 { Outcome::Adopted } else { Outcome::Rejected });
        let to = if n % 3 == 0 { Vote::No } else { Vote::Abstain };
        let given = vec![Given { text: id, adopted: true }];
        let reaction =
            Reaction { given, movers: Movers::Group(group), from: Some(Vote::Yes), to, source: String::new() };
        file.dossier.texts.iter_mut().find(|t| t.id == root).expect("the draft").reactions.push(reaction);
        file.dossier.texts.push(amendment);
    }
    let setting = Setting { dossier: &file.dossier, rules: &[], scenarios: &[], scenario: None };
    assert_eq!(tree(&setting, &root).expect("a tree").leaves.len(), 4096);
    bencher.bench_local(|| black_box(tree(&setting, &root).expect("a tree")));
}
