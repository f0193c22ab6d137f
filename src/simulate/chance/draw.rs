//! The chance of a vote when members go together: drawn by lot, the same for the same seed.
//!
//! Behind each vote stands a normal variable, the member's inclination: a part common to all, a part common to its
//! bloc, and a part of its own (a Gaussian copula). From the top of it down lie Yes, Abstain, Absent and No, each as
//! wide as the member's own chance of it; so each member keeps its chances, and what is common makes members move the
//! same way at once. Given what is common, members vote apart.
//!
//! The draws are made in pieces of a fixed size, each with random numbers of its own that come from the seed, and are
//! counted in whole numbers: how many threads share the work changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use rand_xoshiro::{Xoshiro256PlusPlus, rand_core::SeedableRng};
use rayon::prelude::*;

use super::{
    block::{Block, LANES, Tally},
    cut::{Cuts, Lists},
    ends::Ends,
    exact::Split,
    open::{Open, Reckon},
};
use crate::{model::Outcome, rules::Linear};

/// How many blocks of draws one piece of work holds.
const BLOCKS: u64 = 16;

/// How far seats go together, as shares of the variance of their inclination.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Factors {
    /// The share common to all.
    pub all: f64,
    /// The share common to a bloc besides.
    pub bloc: f64,
    /// The number of the bloc of each seat, in the order of the ballot; a seat beyond the end has none.
    pub blocs: Vec<Option<usize>>,
}

/// How many draws, and where they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lots {
    /// How many.
    pub draws: u64,
    /// The same seed gives the same draw.
    pub seed: u64,
}

/// What a long draw shares with whoever waits for it.
pub struct Watch<'a> {
    /// Is told how many draws are done, and of how many.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
    /// Set where the draw is to stop.
    pub cancel: &'a AtomicBool,
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// How many draws were made.
    pub draws: u64,
    /// The share that was adopted.
    pub adopted: f64,
    /// The standard error of that share.
    pub error: f64,
    /// The share that had all but for a veto.
    pub vetoed: f64,
    /// The share that was rejected.
    pub rejected: f64,
    /// For each number of Yes, from none on, the share of draws.
    pub yes: Vec<Split>,
}

/// Seats that no line tells apart.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) kinds: Vec<Kind>,
    /// What the class adds to each line: of itself, and for each seat at or above each of the three cuts.
    pub(super) worth: Vec<[i64; 4]>,
}

/// Seats of a class that have the same chances and belong to the same bloc.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) members: u32,
    /// Which common variable they hang on.
    pub(super) slot: usize,
    /// Where Yes ends, where Abstain does, and where Absent does.
    pub(super) cuts: Cuts,
}

/// All that is needed to draw.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) classes: Vec<Class>,
    pub(super) at_least: Vec<i64>,
    pub(super) ends: Ends,
    pub(super) certain_yes: usize,
    pub(super) seats: usize,
    /// The common variables of the seats: first that of those in no bloc, then one for each bloc.
    pub(super) slots: usize,
    pub(super) all: f64,
    pub(super) bloc: f64,
}

/// Draws a vote many times. None where it was stopped.
///
/// # Errors
/// A sentence where the numbers of the rule are too large to be added up.
pub fn draw(
    linear: &Linear,
    odds: &[[f64; 4]],
    factors: &Factors,
    lots: Lots,
    watch: &Watch<'_>,
) -> Result<Option<Drawn>, String> {
    let plan = Plan::new(linear, odds, factors)?;
    let piece = BLOCKS * LANES as u64;
    let done = AtomicU64::new(0);
    let tallies: Option<Vec<Tally>> = (0..lots.draws.div_ceil(piece))
        .into_par_iter()
        .map(|number| {
            let draws = piece.min(lots.draws - number * piece);
            let tally = one_piece(&plan, lots.seed, number, draws, watch.cancel)?;
            (watch.progress)(done.fetch_add(draws, Ordering::Relaxed) + draws, lots.draws);
            Some(tally)
        })
        .collect();
    Ok(tallies.map(|tallies| Drawn::new(&tallies, lots.draws, odds.len())))
}

fn one_piece(plan: &Plan, seed: u64, number: u64, draws: u64, cancel: &AtomicBool) -> Option<Tally> {
    // The seeds of neighbours differ in all their bits, since the generator is seeded through another one.
    let mut seeds = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut lots = Xoshiro256PlusPlus::seed_from_u64(super::block::next(&mut seeds).wrapping_add(number));
    let mut tally = Tally::new(plan.seats);
    let mut block = Block::new(plan);
    let mut left = draws;
    while left > 0 {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let lanes = left.min(LANES as u64);
        block.run(plan, &mut lots);
        block.count(plan, lanes as usize, &mut tally);
        left -= lanes;
    }
    Some(tally)
}

impl Drawn {
    fn new(tallies: &[Tally], draws: u64, seats: usize) -> Self {
        let mut all = Tally::new(seats);
        for tally in tallies {
            all.add(tally);
        }
        let share = |count: u64| if draws == 0 { 0.0 } else { count as f64 / draws as f64 };
        let yes: Vec<Split> = all
            .0
            .iter()
            .map(|[adopted, vetoed, rejected]| Split {
                adopted: share(*adopted),
                vetoed: share(*vetoed),
                rejected: share(*rejected),
            })
            .collect();
        let of = |outcome: Outcome| share(all.of(outcome));
        let adopted = of(Outcome::Adopted);
        Self {
            draws,
            adopted,
            error: if draws == 0 { 0.0 } else { (adopted * (1.0 - adopted) / draws as f64).sqrt() },
            vetoed: of(Outcome::Vetoed),
            rejected: of(Outcome::Rejected),
            yes,
        }
    }
}

/// What tells kinds apart: the common variable and the chances, as bits so that they can be put in order.
type KindKey = (usize, [u64; 4]);

impl Plan {
    fn new(linear: &Linear, odds: &[[f64; 4]], factors: &Factors) -> Result<Self, String> {
        if odds.len() > usize::from(u16::MAX) {
            return Err("there are too many seats for a draw".to_owned());
        }
        let open = Open::new(linear, odds, Reckon::Likely, &BTreeSet::new())?;
        let all = factors.all.clamp(0.0, 1.0);
        let bloc = factors.bloc.clamp(0.0, 1.0 - all);
        let mut grouped: BTreeMap<Vec<[i64; 4]>, BTreeMap<KindKey, u32>> = BTreeMap::new();
        for (number, (seat, odds)) in open.seats.iter().zip(&open.odds).enumerate() {
            let rows = open.lines.iter().filter_map(|line| line.adds.get(number)).copied().collect();
            let in_bloc = factors.blocs.get(*seat).copied().flatten().filter(|_| bloc > 0.0);
            let key = (in_bloc.map_or(0, |bloc| bloc + 1), odds.map(f64::to_bits));
            *grouped.entry(rows).or_default().entry(key).or_default() += 1;
        }
        let slots = 1 + grouped.values().flat_map(BTreeMap::keys).map(|key| key.0).max().unwrap_or(0);
        let mut lists = Lists::default();
        let classes = grouped
            .into_iter()
            .map(|(rows, kinds)| {
                let members = i64::from(kinds.values().sum::<u32>());
                let kinds = kinds
                    .into_iter()
                    .map(|((slot, bits), members)| {
                        let common = if slot == 0 { all } else { all + bloc };
                        let [yes, no, abstain, absent] = bits.map(f64::from_bits);
                        // What rounding left of the whole is nobody's.
                        let last = if no > 0.0 { yes + abstain + absent } else { 1.0 };
                        let middle = if absent > 0.0 { yes + abstain } else { last };
                        let first = if abstain > 0.0 { yes } else { middle };
                        Kind { members, slot, cuts: lists.cuts([first, middle, last], common) }
                    })
                    .collect();
                let worth = rows
                    .iter()
                    .map(|[yes, no, abstain, absent]| [members * no, yes - abstain, abstain - absent, absent - no])
                    .collect();
                Class { kinds, worth }
            })
            .collect();
        Ok(Self {
            classes,
            at_least: open.lines.iter().map(|line| line.at_least).collect(),
            ends: open.ends,
            certain_yes: open.certain.first().map_or(0, |yes| *yes as usize),
            seats: odds.len(),
            slots,
            all,
            bloc,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

    use super::*;
    use crate::{
        model::{Ballot, Standing, Vote},
        rules::{Linear, presets},
        simulate::chance::{
            exact,
            tests::{Dice, odds_of, rule, small, union},
        },
    };

    static CALM: AtomicBool = AtomicBool::new(false);

    fn drawn(linear: &Linear, odds: &[[f64; 4]], factors: &Factors, draws: u64) -> Drawn {
        let watch = Watch { progress: &|_, _| {}, cancel: &CALM };
        draw(linear, odds, factors, Lots { draws, seed: 7 }, &watch).expect("a rule").expect("not stopped")
    }

    /// A body of so many members that may all vote.
    fn voters(count: usize) -> Ballot {
        let mut ballot = small(&mut Dice(0x5851_F42D_4C95_7F2D), &union(), count);
        ballot.seats.iter_mut().for_each(|seat| seat.standing = Standing::Voting);
        ballot
    }

    #[test]
    fn members_apart_come_out_as_reckoned() {
        let mut dice = Dice(0x1405_7B7E_F767_814F);
        for round in 0..4 {
            let ballot = small(&mut dice, &union(), 20);
            let odds = odds_of(&mut dice, &ballot);
            for rule in presets() {
                let linear = Linear::new(rule, &ballot).expect("a rule");
                let (want, found) =
                    (exact(&linear, &odds).expect("small"), drawn(&linear, &odds, &Factors::default(), 40_000));
                let error = |share: f64| 4.0 * (share * (1.0 - share) / 40_000.0).sqrt() + 1e-9;
                assert!((found.adopted - want.adopted).abs() <= error(want.adopted), "{} {round}", rule.id);
                assert!((found.vetoed - want.vetoed).abs() <= error(want.vetoed), "{} {round}", rule.id);
                for (want, found) in want.yes.iter().zip(&found.yes) {
                    assert!((found.total() - want.total()).abs() <= error(want.total()), "{} {round}", rule.id);
                }
            }
        }
    }

    #[test]
    fn members_keep_their_chances_however_they_go_together() {
        let mut dice = Dice(0x94D0_49BB_1331_11EB);
        let ballot = voters(12);
        let odds = odds_of(&mut dice, &ballot);
        let linear = Linear::new(rule("ga-simple"), &ballot).expect("a rule");
        let expected: f64 = odds.iter().map(|odds| odds[0]).sum();
        for (all, bloc) in [(0.0, 0.0), (0.3, 0.0), (0.0, 0.6), (0.2, 0.5), (0.5, 0.5), (0.0, 1.0), (1.0, 0.0)] {
            let blocs = (0..12).map(|seat| [None, Some(0), Some(1)][seat % 3]).collect();
            let found = drawn(&linear, &odds, &Factors { all, bloc, blocs }, 200_000);
            let mean: f64 = found.yes.iter().enumerate().map(|(yes, split)| yes as f64 * split.total()).sum();
            // At most twelve members move at once.
            assert!((mean - expected).abs() < 4.0 * 6.0 / 200_000_f64.sqrt(), "{all} {bloc}: {mean} {expected}");
            assert!((found.yes.iter().map(Split::total).sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn two_members_agree_as_often_as_their_correlation_says() {
        let ballot = voters(3);
        let linear = Linear::new(rule("ga-simple"), &ballot).expect("a rule");
        let even = [[0.5, 0.5, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]];
        let both = |all: f64, bloc: f64, blocs: [Option<usize>; 3]| {
            let found = drawn(&linear, &even, &Factors { all, bloc, blocs: blocs.to_vec() }, 400_000);
            found.yes[2].total()
        };
        // Sheppard: both of two even chances come with a quarter and the arc sine of the correlation over two pi.
        let want = |correlation: f64| 0.25 + correlation.asin() / std::f64::consts::TAU;
        let one = [Some(0), Some(0), None];
        for (found, correlation) in [
            (both(0.5, 0.0, [None; 3]), 0.5),
            (both(0.0, 0.9, one), 0.9),
            (both(0.2, 0.3, one), 0.5),
            (both(0.2, 0.3, [Some(0), Some(1), None]), 0.2),
            (both(0.2, 0.3, [Some(0), None, None]), 0.2),
            (both(0.0, 0.9, [Some(0), None, None]), 0.0),
            (both(1.0, 0.0, [None; 3]), 1.0),
            (both(0.4, 0.6, one), 1.0),
        ] {
            let (want, found) = (want(correlation), found);
            assert!((found - want).abs() < 4.0 * (0.25 / 400_000_f64).sqrt(), "{correlation}: {found} {want}");
        }
    }

    #[test]
    fn members_that_are_one_vote_as_one() {
        let ballot = voters(20);
        let linear = Linear::new(rule("ga-simple"), &ballot).expect("a rule");
        let odds = vec![[0.6, 0.2, 0.1, 0.1]; 20];
        let found = drawn(&linear, &odds, &Factors { all: 1.0, ..Factors::default() }, 100_000);
        assert!((found.adopted - 0.6).abs() < 4.0 * found.error, "{}", found.adopted);
        for (yes, split) in found.yes.iter().enumerate() {
            assert_eq!(split.total() > 0.0, yes == 0 || yes == 20, "{yes}");
        }
        // What is certain stays certain.
        let sure = drawn(&linear, &[[1.0, 0.0, 0.0, 0.0]; 20], &Factors { all: 1.0, ..Factors::default() }, 5_000);
        assert_eq!((sure.adopted, sure.error, sure.yes[20].adopted), (1.0, 0.0, 1.0));
        let never = drawn(&linear, &[[0.0, 0.3, 0.7, 0.0]; 20], &Factors { all: 0.4, ..Factors::default() }, 50_000);
        assert_eq!((never.adopted, never.yes[0].total()), (0.0, 1.0));
    }

    #[test]
    fn threads_change_nothing_and_the_seed_does() {
        let mut dice = Dice(0xBF58_476D_1CE4_E5B9);
        let ballot = voters(20);
        let odds = odds_of(&mut dice, &ballot);
        let linear = Linear::new(rule("eu-qmv"), &ballot).expect("a rule");
        let factors = Factors { all: 0.2, bloc: 0.3, blocs: (0..20).map(|seat| Some(seat % 4)).collect() };
        let with = |threads: usize, seed: u64| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let watch = Watch { progress: &|_, _| {}, cancel: &CALM };
            pool.install(|| draw(&linear, &odds, &factors, Lots { draws: 150_001, seed }, &watch)).expect("a rule")
        };
        let one = with(1, 5);
        assert_eq!(one, with(2, 5));
        assert_ne!(one, with(2, 6));
        let all = one.expect("not stopped");
        assert_eq!((all.yes.iter().map(Split::total).sum::<f64>() * 150_001.0).round(), 150_001.0);
    }

    #[test]
    fn a_draw_says_how_far_it_is_and_can_be_stopped() {
        let ballot = voters(10);
        let linear = Linear::new(rule("ga-simple"), &ballot).expect("a rule");
        let odds = vec![[0.5, 0.5, 0.0, 0.0]; 10];
        let lots = Lots { draws: 200_000, seed: 1 };
        let seen = AtomicU64::new(0);
        let cancel = AtomicBool::new(false);
        let progress = |done: u64, total: u64| {
            assert_eq!(total, 200_000);
            seen.fetch_max(done, Ordering::Relaxed);
        };
        let watch = Watch { progress: &progress, cancel: &cancel };
        assert!(draw(&linear, &odds, &Factors::default(), lots, &watch).expect("a rule").is_some());
        assert_eq!(seen.load(Ordering::Relaxed), 200_000);
        let stop = |_: u64, _: u64| cancel.store(true, Ordering::Relaxed);
        let watch = Watch { progress: &stop, cancel: &cancel };
        assert_eq!(draw(&linear, &odds, &Factors::default(), lots, &watch), Ok(None));
        let none = drawn(&linear, &odds, &Factors::default(), 0);
        assert_eq!((none.adopted, none.error), (0.0, 0.0));
    }

    #[test]
    fn many_weights_are_no_hindrance_to_a_draw() {
        let ballot = voters(27);
        let linear = Linear::new(rule("eu-qmv"), &ballot).expect("a rule");
        let odds: Vec<[f64; 4]> =
            (0..27).map(|n| [0.5 + f64::from(n) / 60.0, 0.04, 0.46 - f64::from(n) / 60.0, 0.0]).collect();
        let (want, found) =
            (exact(&linear, &odds).expect("small"), drawn(&linear, &odds, &Factors::default(), 200_000));
        assert!(want.adopted > 0.1 && want.adopted < 0.9, "{}", want.adopted);
        assert!((found.adopted - want.adopted).abs() < 4.0 * found.error, "{} {}", found.adopted, want.adopted);
        let yes = |splits: &[Split]| splits.iter().enumerate().map(|(n, split)| n as f64 * split.total()).sum::<f64>();
        assert!((yes(&found.yes) - want.expected(Vote::Yes)).abs() < 0.05);
    }
}
