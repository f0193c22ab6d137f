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

use rayon::prelude::*;
use rand_xoshiro::{Xoshiro256PlusPlus, rand_core::SeedableRng};

use super::{
    block::{Block, LANES, Tally},
    cut::{Cuts, Lists},
    ends::Ends,
    exact::Split,
    open::{Open, Reckon},
};
use crate::{
    model::Outcome,
    rules::Linear,
};

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
        tallies.iter().for_each(|tally| all.add(tally));
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
