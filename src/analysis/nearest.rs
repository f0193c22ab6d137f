//! Roll calls like a roll call: those in which the members voted most alike.

use rayon::prelude::*;

use crate::archive::Archive;

/// A roll call beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The roll call.
    pub roll_call: u32,
    /// How many members voted the same (Yes, No or Abstain).
    pub alike: u32,
    /// Of how many that took part in both.
    pub of: u32,
}

impl Near {
    /// The share of those that voted the same.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from(self.alike) / f64::from(self.of)
    }
}

/// How many members must have taken part in both roll calls, at most.
const LEAST: u32 = 20;

/// The roll calls nearest to one, the nearest first and `most` at most. Half of those that took part in it must have taken
/// part in both, and twenty do in a large body. Among equals the one with more members in common comes first, then the one
/// with more issues in common, then the one that stands nearer in the source, and the earlier of two.
#[must_use]
pub fn nearest(roll_call: u32, most: usize, archive: &Archive) -> Vec<Near> {
    let counts = archive.counts(roll_call as usize);
    let least = ((counts.yes + counts.no + counts.abstain) / 2).clamp(1, LEAST);
    let near = |other: u32| {
        let (of, alike) = archive.planes.alike(roll_call as usize, other as usize);
        (of >= least).then_some(Near { roll_call: other, alike, of })
    };
    let issues = |number: u32| archive.roll_calls.get(number as usize).map_or(&[][..], |roll| &roll.issues);
    let own = issues(roll_call);
    let common = |other: u32| issues(other).iter().filter(|issue| own.contains(issue)).count();
    let all = 0..archive.roll_calls.len() as u32;
    let mut found: Vec<Near> = all.into_par_iter().filter(|other| *other != roll_call).filter_map(near).collect();
    found.par_sort_by(|a, b| {
        let by_votes = b.share().total_cmp(&a.share()).then(b.of.cmp(&a.of));
        let far = |near: &Near| near.roll_call.abs_diff(roll_call);
        by_votes
            .then_with(|| common(b.roll_call).cmp(&common(a.roll_call)))
            .then(far(a).cmp(&far(b)))
            .then(a.roll_call.cmp(&b.roll_call))
    });
    found.truncate(most);
    found
}
