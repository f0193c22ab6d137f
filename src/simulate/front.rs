//! Sums that no other sum beats: none that weighs no more adds as much to every line.

use std::{cmp::Ordering, collections::BTreeMap};

use super::cover::{Beyond, Gains, Work};

/// What some choice of moves adds, and what it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What it weighs.
    pub weight: u64,
    /// What it adds to each line.
    pub gains: Gains,
}

/// Empties `labels` into those that no other beats, lightest first.
pub(super) fn unbeaten(labels: &mut Vec<Label>, lines: usize, work: &mut Work) -> Result<Vec<Label>, Beyond> {
    // A stable sort, quick here: each step of a mover has added a run that is in order already.
    labels.sort_by(lighter);
    let mut kept: Vec<Label> = Vec::with_capacity(labels.len());
    if lines <= 1 {
        for label in labels.drain(..) {
            if kept.last().is_none_or(|last| label.gains.first() > last.gains.first()) {
                kept.push(label);
            }
        }
        return Ok(kept);
    }
    let mut stairs: Vec<(Gains, Stair)> = Vec::new();
    for label in labels.drain(..) {
        work.spend(stairs.len() as u64)?;
        let [x, y, rest @ ..] = label.gains;
        let beaten = stairs.iter().any(|(key, stair)| {
            let [_, _, others @ ..] = key;
            others.iter().zip(&rest).all(|(other, mine)| other >= mine) && stair.beats(x, y)
        });
        if beaten {
            continue;
        }
        kept.push(label);
        let mut key = label.gains;
        key.iter_mut().take(2).for_each(|slot| *slot = 0);
        match stairs.iter_mut().find(|(other, _)| *other == key) {
            Some((_, stair)) => stair.add(x, y),
            None => {
                let mut stair = Stair::default();
                stair.add(x, y);
                stairs.push((key, stair));
            }
        }
    }
    Ok(kept)
}

/// Lightest first; of those as heavy, the one that adds more first.
fn lighter(a: &Label, b: &Label) -> Ordering {
    a.weight.cmp(&b.weight).then_with(|| b.gains.cmp(&a.gains))
}

/// Pairs of which none is at least another in both: the second number falls as the first rises.
#[derive(Default)]
struct Stair(BTreeMap<i64, i64>);

impl Stair {
    /// Whether some pair is at least this one in both numbers.
    fn beats(&self, x: i64, y: i64) -> bool {
        self.0.range(x..).next().is_some_and(|(_, best)| *best >= y)
    }

    /// Adds a pair that none beats, and takes those out that it beats.
    fn add(&mut self, x: i64, y: i64) {
        while let Some((beaten, _)) = self.0.range(..=x).next_back().filter(|(_, best)| **best <= y) {
            let beaten = *beaten;
            self.0.remove(&beaten);
        }
        self.0.insert(x, y);
    }
}
