//! A block of draws side by side: member after member votes in all of them, so that the work is a few plain loops.

use rand_xoshiro::{Xoshiro256PlusPlus, rand_core::Rng};

use super::{
    cut::{Cuts, STEPS, above, parts, step},
    draw::{Class, Kind, Plan},
    normal,
};
use crate::model::Outcome;

/// How many draws a block holds.
pub(super) const LANES: usize = 2048;

/// How many draws ended with each number of Yes and each outcome.
#[derive(Clone, Debug)]
pub(super) struct Tally(pub(super) Vec<[u64; 3]>);

impl Tally {
    pub(super) fn new(seats: usize) -> Self {
        Self(vec![[0; 3]; seats + 1])
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }

    pub(super) fn of(&self, outcome: Outcome) -> u64 {
        self.0.iter().filter_map(|counts| counts.get(place(outcome))).sum()
    }
}

fn place(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Adopted => 0,
        Outcome::Vetoed => 1,
        Outcome::Rejected => 2,
    }
}

/// The next 64 random bits.
pub(super) fn next(lots: &mut Xoshiro256PlusPlus) -> u64 {
    lots.next_u64()
}

/// A normal variable. One random number makes one, so that a draw never depends on what came before it.
fn normal(lots: &mut Xoshiro256PlusPlus) -> f64 {
    const UNIT: f64 = 1.0 / 9_007_199_254_740_992.0;
    normal::quantile(((next(lots) >> 11) as f64 + 0.5) * UNIT)
}

/// The common variable of one group of members, in each draw.
struct Common {
    value: Vec<f64>,
    step: Vec<u16>,
}

impl Common {
    fn take_steps(&mut self) {
        self.step.iter_mut().zip(&self.value).for_each(|(slot, value)| *slot = step(*value));
    }
}

/// The draws of a block.
pub(super) struct Block {
    commons: Vec<Common>,
    /// How many members of a class are above each cut, three counts in a word.
    counts: Vec<u64>,
    yes: Vec<u32>,
    /// What each line comes to.
    sums: Vec<Vec<i64>>,
}

impl Block {
    pub(super) fn new(plan: &Plan) -> Self {
        let common = || Common { value: vec![0.0; LANES], step: vec![0; LANES] };
        Self {
            commons: (0..plan.slots).map(|_| common()).collect(),
            counts: vec![0; LANES],
            yes: vec![0; LANES],
            sums: vec![vec![0; LANES]; plan.at_least.len()],
        }
    }

    /// Draws all votes.
    pub(super) fn run(&mut self, plan: &Plan, lots: &mut Xoshiro256PlusPlus) {
        self.draw_commons(plan, lots);
        self.yes.fill(plan.certain_yes as u32);
        self.sums.iter_mut().for_each(|sum| sum.fill(0));
        for class in &plan.classes {
            self.counts.fill(0);
            class.kinds.iter().for_each(|kind| self.vote(kind, lots));
            self.add_up(class);
        }
    }

    /// Counts the outcomes of the first `lanes` draws.
    pub(super) fn count(&self, plan: &Plan, lanes: usize, tally: &mut Tally) {
        for (lane, yes) in self.yes.iter().take(lanes).enumerate() {
            let met =
                self.sums.iter().zip(&plan.at_least).map(|(sums, at_least)| sums.get(lane).map(|s| s >= at_least));
            let slot =
                plan.ends.ending(met).and_then(|outcome| tally.0.get_mut(*yes as usize)?.get_mut(place(outcome)));
            if let Some(slot) = slot {
                *slot += 1;
            }
        }
    }

    fn draw_commons(&mut self, plan: &Plan, lots: &mut Xoshiro256PlusPlus) {
        let Some((apart, blocs)) = self.commons.split_first_mut() else { return };
        if plan.all > 0.0 {
            apart.value.iter_mut().for_each(|value| *value = normal(lots));
            apart.take_steps();
        } else {
            for four in apart.step.chunks_exact_mut(4) {
                let bits = next(lots);
                four.iter_mut().zip(0..).for_each(|(step, place)| *step = (bits >> (16 * place)) as u16 % STEPS as u16);
            }
        }
        // Both parts together again have a variance of one.
        let whole = plan.all + plan.bloc;
        let (of_all, of_bloc) = ((plan.all / whole).sqrt(), (plan.bloc / whole).sqrt());
        for bloc in blocs {
            for (value, all) in bloc.value.iter_mut().zip(&apart.value) {
                *value = of_all * all + of_bloc * normal(lots);
            }
            bloc.take_steps();
        }
    }

    /// The members of a kind vote.
    fn vote(&mut self, kind: &Kind, lots: &mut Xoshiro256PlusPlus) {
        let Some(common) = self.commons.get(kind.slot) else { return };
        match &kind.cuts {
            Cuts::Listed(list) => {
                for _ in 0..kind.members {
                    for (counts, steps) in self.counts.chunks_exact_mut(4).zip(common.step.chunks_exact(4)) {
                        let bits = next(lots);
                        for ((count, step), place) in counts.iter_mut().zip(steps).zip(0..) {
                            *count = count.wrapping_add(above(list, *step, bits >> (16 * place) & 0x7FFF));
                        }
                    }
                }
            }
            Cuts::Alone(cuts) => {
                let members = u64::from(kind.members);
                for (count, value) in self.counts.iter_mut().zip(&common.value) {
                    for (cut, place) in cuts.iter().zip(0..) {
                        let there = if value > cut { members } else { 0 };
                        *count = count.wrapping_add(there << (16 * place));
                    }
                }
            }
        }
    }

    /// Adds what the members of a class voted to the lines.
    fn add_up(&mut self, class: &Class) {
        for (sums, [of_itself, worth @ ..]) in self.sums.iter_mut().zip(&class.worth) {
            for (sum, counts) in sums.iter_mut().zip(&self.counts) {
                let counts = parts(*counts).into_iter().zip(worth);
                let votes: i64 =
                    counts.fold(0, |all, (count, worth)| all.wrapping_add(i64::from(count).wrapping_mul(*worth)));
                *sum = sum.wrapping_add(votes.wrapping_add(*of_itself));
            }
        }
        for (yes, counts) in self.yes.iter_mut().zip(&self.counts) {
            let [first, ..] = parts(*counts);
            *yes = yes.wrapping_add(first);
        }
    }
}
