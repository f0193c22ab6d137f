//! What of a vote is still open: the seats whose vote is not certain, and the lines of the rule that they decide.

use std::collections::BTreeSet;

use super::ends::Ends;
use crate::rules::Linear;

/// Which votes of a seat are reckoned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reckon {
    /// Those that have any chance.
    Likely,
    /// All four, as is needed to ask what a vote that has no chance would do.
    All,
}

impl Reckon {
    pub(super) fn with(self, odds: &[f64; 4]) -> [bool; 4] {
        odds.map(|chance| self == Self::All || chance > 0.0)
    }
}

/// A line that the open seats decide.
#[derive(Clone, Debug)]
pub(super) struct OpenLine {
    /// What each open seat adds with each vote.
    pub(super) adds: Vec<[i64; 4]>,
    /// What the open seats must come to.
    pub(super) at_least: i64,
}

/// The open part of a vote. What the certain votes settle is left out.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// The open seats, by their number on the ballot.
    pub(super) seats: Vec<usize>,
    /// The chances of their votes.
    pub(super) odds: Vec<[f64; 4]>,
    /// The votes of theirs that are reckoned with.
    pub(super) votes: Vec<[bool; 4]>,
    /// The open lines.
    pub(super) lines: Vec<OpenLine>,
    /// What follows from them.
    pub(super) ends: Ends,
    /// How many seats are certain of each vote.
    pub(super) certain: [u32; 4],
}

impl Open {
    /// Takes out what is settled. The lines in `granted` are taken as met.
    ///
    /// # Errors
    /// A sentence where the numbers of the rule are too large to be added up.
    pub(super) fn new(
        linear: &Linear,
        odds: &[[f64; 4]],
        reckon: Reckon,
        granted: &BTreeSet<usize>,
    ) -> Result<Self, String> {
        let votes: Vec<[bool; 4]> = odds.iter().map(|odds| reckon.with(odds)).collect();
        let is_open = |votes: &[bool; 4]| votes.iter().filter(|vote| **vote).count() > 1;
        let seats: Vec<usize> =
            votes.iter().enumerate().filter(|(_, votes)| is_open(votes)).map(|(seat, _)| seat).collect();
        let mut certain = [0; 4];
        for votes in votes.iter().filter(|votes| !is_open(votes)) {
            certain.iter_mut().zip(votes).for_each(|(count, vote)| *count += u32::from(*vote));
        }
        let (mut lines, mut settled) = (Vec::new(), Vec::new());
        for (number, line) in linear.lines.iter().enumerate() {
            let (mut least, mut most, mut fixed) = (0_i128, 0_i128, 0_i128);
            let mut adds = Vec::with_capacity(seats.len());
            for (row, votes) in line.adds.iter().zip(&votes) {
                let voted = || row.iter().zip(votes).filter(|(_, vote)| **vote).map(|(add, _)| i128::from(*add));
                let (low, high) = (voted().min().unwrap_or(0), voted().max().unwrap_or(0));
                if is_open(votes) {
                    least += low;
                    most += high;
                    adds.push(*row);
                } else {
                    fixed += low;
                }
            }
            let at_least = i128::from(line.at_least) - fixed;
            // Room is left for the sums of sums that are made of these.
            let small = |number: i128| i64::try_from(number).ok().filter(|number| number.abs() < i64::MAX >> 8);
            let (Some(needed), Some(_), Some(_)) = (small(at_least), small(least), small(most)) else {
                return Err("the weights of this rule are too large to be added up".to_owned());
            };
            if granted.contains(&number) || least >= at_least {
                settled.push(Some(true));
            } else if most < at_least {
                settled.push(Some(false));
            } else {
                settled.push(None);
                lines.push(OpenLine { adds, at_least: needed });
            }
        }
        let pick = |all: &[[f64; 4]]| seats.iter().filter_map(|seat| all.get(*seat)).copied().collect();
        Ok(Self {
            odds: pick(odds),
            votes: seats.iter().filter_map(|seat| votes.get(*seat)).copied().collect(),
            seats,
            lines,
            ends: Ends::new(linear, settled),
            certain,
        })
    }
}
