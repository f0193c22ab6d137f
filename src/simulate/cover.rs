//! The cheapest choice of moves that makes up what is missing on every line of a branch, each member moving once at
//! most.
//!
//! Members are taken one after the other, from the last. For those seen so far the front is kept: every sum of gains
//! that no other choice beats, with its weight. A gain beyond all that can still be asked for counts as no more than
//! that, and a sum that the members to come cannot complete within the limit is dropped. The fronts are kept for each
//! member, so that the choice can be read off them in the order of the members.

use super::{
    bounds::Bounds,
    front::{self, Label},
};
use crate::model::Vote;

/// So many lines at most are missing something at once.
pub(super) const LINES: usize = 8;

/// What a move adds to each line; zero beyond the lines there are.
pub(super) type Gains = [i64; LINES];

/// More than can be worked out in a time that a person waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beyond;

/// How much work is left for an answer, in sums looked at.
#[derive(Debug)]
pub(super) struct Work {
    left: u64,
    /// How much is spent on the plain way at first.
    little: u64,
}

impl Work {
    /// What is spent on one answer at most.
    pub fn new() -> Self {
        Self { left: 4_000_000, little: 20_000 }
    }

    /// The same, with nothing spent on the plain way.
    #[cfg(test)]
    pub fn hard() -> Self {
        Self { little: 0, ..Self::new() }
    }

    /// Spends some of it.
    pub fn spend(&mut self, sums: u64) -> Result<(), Beyond> {
        self.left = self.left.checked_sub(sums).ok_or(Beyond)?;
        Ok(())
    }
}

/// A move that a member can make.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    /// The vote that it takes up.
    pub to: Vote,
    /// Its cost, and one for the member so that of equal costs fewer members come first.
    pub weight: u64,
    /// What it adds.
    pub gains: Gains,
}

/// A member that can move.
#[derive(Clone, Debug)]
pub(super) struct Mover {
    /// The place of its seat.
    pub seat: usize,
    /// What it can do; a move that another one of its own beats is not among them.
    pub steps: Vec<Step>,
}

/// What is missing on the lines of a branch, and who can add to it.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    /// Who can move, in the order of the seats.
    pub movers: Vec<Mover>,
    /// What is missing on each line.
    pub need: Gains,
    /// How many lines there are.
    pub lines: usize,
}

/// What is asked of a cover.
pub(super) struct Asked<'a> {
    /// Seats that stay as they are.
    pub held: &'a dyn Fn(usize) -> bool,
    /// What is missing.
    pub need: Gains,
    /// The most that the choice may weigh.
    pub limit: u64,
}

/// For each mover, the sums of it and those after it that none beats; at the end, for nobody.
type Fronts = Vec<Vec<Label>>;

/// The fronts of a cover: for each mover, the sums of it and those after it.
pub(super) struct Solved<'a> {
    movers: Vec<&'a Mover>,
    fronts: Fronts,
    need: Gains,
    lines: usize,
    /// What the lightest choice weighs.
    pub weight: u64,
}

impl Cover {
    /// Everything missing, nobody held.
    pub fn asked(&self, limit: u64) -> Asked<'static> {
        Asked { held: &|_| false, need: self.need, limit }
    }

    /// A weight below which no choice can be, soon told.
    pub fn least(&self) -> u64 {
        Bounds::of(&self.movers.iter().collect::<Vec<_>>(), &self.need, self.lines).rough()
    }

    /// The lightest choice within the limit; none where there is none.
    pub fn solve(&self, asked: &Asked<'_>, work: &mut Work) -> Result<Option<Solved<'_>>, Beyond> {
        let mut movers: Vec<&Mover> = self.movers.iter().filter(|mover| !(asked.held)(mover.seat)).collect();
        let mut bounds = Bounds::of(&movers, &asked.need, self.lines);
        // Most are soon solved, with each line for itself as the bound.
        let slice = work.little.min(work.left);
        let mut first = Work { left: slice, little: 0 };
        let tried = self.widen(&movers, &bounds, bounds.rough(), asked.limit, &mut first);
        work.spend(slice - first.left)?;
        let found = match tried {
            Ok(found) => found,
            Err(Beyond) => {
                // Members who work on the same lines one after the other, so that these lines are soon done with.
                let lines = |mover: &Mover| {
                    mover.steps.iter().map(|step| step.gains.map(|gain| gain != 0)).max().unwrap_or_default()
                };
                movers.sort_by(|a, b| lines(a).cmp(&lines(b)).then_with(|| a.steps.cmp(&b.steps)));
                bounds = Bounds::of(&movers, &asked.need, self.lines);
                let least = bounds.priced(&movers);
                self.widen(&movers, &bounds, least, asked.limit, work)?
            }
        };
        Ok(found.map(|(weight, fronts)| Solved { movers, fronts, need: asked.need, lines: self.lines, weight }))
    }

    /// The fronts for the least limit that leaves a choice, and what that weighs: a tight one first, and a wider one
    /// where it does not do.
    fn widen(
        &self,
        movers: &[&Mover],
        bounds: &Bounds,
        least: u64,
        limit: u64,
        work: &mut Work,
    ) -> Result<Option<(u64, Fronts)>, Beyond> {
        let weights = |mover: &&Mover| mover.steps.iter().map(|step| step.weight).collect::<Vec<_>>();
        let heaviest = |mover: &&Mover| weights(mover).into_iter().max().unwrap_or(0);
        let most = movers.iter().map(heaviest).sum::<u64>().min(limit);
        let mut spare = movers.iter().flat_map(weights).min().unwrap_or(0);
        if least > most {
            return Ok(None);
        }
        // A limit that is not far off is taken as it is.
        if most - least <= least / 4 {
            spare = spare.max(most - least);
        }
        loop {
            let limit = most.min(least.saturating_add(spare));
            let fronts = self.fronts(movers, bounds, limit, work)?;
            if let Some(best) = fronts.first().and_then(|front| front.first()) {
                return Ok(Some((best.weight, fronts)));
            }
            if limit >= most {
                return Ok(None);
            }
            spare = spare.saturating_mul(2).saturating_add(1);
        }
    }

    fn fronts(&self, movers: &[&Mover], bounds: &Bounds, limit: u64, work: &mut Work) -> Result<Fronts, Beyond> {
        let mut fronts: Fronts = Vec::with_capacity(movers.len() + 1);
        let mut front = vec![Label { weight: 0, gains: [0; LINES] }];
        let mut next = Vec::new();
        for (at, mover) in movers.iter().enumerate().rev() {
            work.spend((front.len() * (mover.steps.len() + 1)) as u64)?;
            let Some(before) = bounds.before(at) else { return Err(Beyond) };
            let caps = before.caps();
            let mut add = |label: &Label, weight: u64, gains: &Gains| {
                let mut sum = label.gains;
                for ((sum, gain), cap) in sum.iter_mut().zip(gains).zip(caps).take(self.lines) {
                    *sum = (*sum + gain).min(cap);
                }
                let label = Label { weight: label.weight + weight, gains: sum };
                if before.completes(&label, limit) {
                    next.push(label);
                }
            };
            for label in &front {
                add(label, 0, &[0; LINES]);
            }
            for step in &mover.steps {
                for label in &front {
                    add(label, step.weight, &step.gains);
                }
            }
            let kept = front::unbeaten(&mut next, self.lines, work)?;
            fronts.push(std::mem::replace(&mut front, kept));
        }
        fronts.push(front);
        fronts.reverse();
        Ok(fronts)
    }
}

impl Solved<'_> {
    /// The seats that move in the lightest choice.
    pub fn seats(&self) -> impl Iterator<Item = usize> {
        self.choice().into_iter().map(|(seat, _)| seat)
    }

    /// The lightest choice; of those as light, the one whose seats come first.
    pub fn choice(&self) -> Vec<(usize, Vote)> {
        let (mut need, mut left) = (self.need, self.weight);
        let mut chosen = Vec::new();
        for (mover, rest) in self.movers.iter().zip(self.fronts.iter().skip(1)) {
            let does = |step: &&Step| {
                let Some(spare) = left.checked_sub(step.weight) else { return false };
                let missing = minus(&need, &step.gains);
                rest.iter()
                    .take_while(|label| label.weight <= spare)
                    .any(|label| label.gains.iter().zip(&missing).take(self.lines).all(|(have, need)| have >= need))
            };
            if let Some(step) = mover.steps.iter().find(does) {
                need = minus(&need, &step.gains);
                left -= step.weight;
                chosen.push((mover.seat, step.to));
            }
            if left == 0 {
                break;
            }
        }
        chosen
    }
}

/// What is still missing after a gain.
pub(super) fn minus(need: &Gains, gains: &Gains) -> Gains {
    let mut left = *need;
    left.iter_mut().zip(gains).for_each(|(left, gain)| *left -= gain);
    left
}
