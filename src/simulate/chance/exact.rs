//! The exact chance of each outcome, and of each number of votes, when every member votes for itself alone.

use std::collections::BTreeSet;

use super::{
    dense::dense,
    form::Form,
    open::{Open, Reckon},
    sweep::{Ended, TooMany, count_one, sweep},
};
use crate::{
    model::{Outcome, Vote},
    rules::{Linear, Role, Shape},
};

/// A quorum that fails with no more chance than this is taken as there: what it would change is less than what the
/// rounding of some thousand sums loses.
const NO_CHANCE: f64 = 1e-15;

/// The chance of a number of Yes, parted by the outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Split {
    /// With this number and adopted.
    pub adopted: f64,
    /// With this number and vetoed.
    pub vetoed: f64,
    /// With this number and rejected.
    pub rejected: f64,
}

impl Split {
    /// The chance of this number.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.adopted + self.vetoed + self.rejected
    }

    /// The chance of one outcome.
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> f64 {
        match outcome {
            Outcome::Adopted => self.adopted,
            Outcome::Vetoed => self.vetoed,
            Outcome::Rejected => self.rejected,
        }
    }
}

/// The chances of a vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// That the text is adopted.
    pub adopted: f64,
    /// That it has all it needs but for a veto.
    pub vetoed: f64,
    /// That it is rejected.
    pub rejected: f64,
    /// That there is no quorum; such a text counts as rejected.
    pub no_quorum: f64,
    /// For each number of Yes, from none on, its chance.
    pub yes: Vec<Split>,
    /// For each vote, in the order of [`Linear::place`], the chance of each number, from none on.
    pub numbers: [Vec<f64>; 4],
}

impl Chance {
    /// The chance of each number of a vote, from none on.
    #[must_use]
    pub fn numbers(&self, vote: Vote) -> &[f64] {
        self.numbers.get(Linear::place(vote)).map_or(&[], Vec::as_slice)
    }

    /// The number of a vote to be expected.
    #[must_use]
    pub fn expected(&self, vote: Vote) -> f64 {
        self.numbers(vote).iter().enumerate().map(|(number, chance)| number as f64 * chance).sum()
    }

    /// The least number of a vote that is not passed with a chance of `share`.
    #[must_use]
    pub fn quantile(&self, vote: Vote, share: f64) -> usize {
        quantile(self.numbers(vote), share)
    }
}

/// The least number that is not passed with a chance of `share`, where `chances` are those of each number from none on.
#[must_use]
pub fn quantile(chances: &[f64], share: f64) -> usize {
    let mut sum = 0.0;
    // What rounding takes from the sum must not make the number one more.
    let reached = chances.iter().position(|chance| {
        sum += chance;
        sum >= share - 1e-12
    });
    reached.unwrap_or(chances.len().saturating_sub(1))
}

/// The chances of a vote, where each seat votes by chances of its own, in the order of the seats of the ballot and of
/// [`Linear::place`]. No drawing of lots: the distributions are convolved.
///
/// # Errors
/// A sentence where the sums of the rule have too many values to be gone through one by one.
pub fn exact(linear: &Linear, odds: &[[f64; 4]]) -> Result<Chance, String> {
    let (granted, no_quorum) = quorum(linear, odds, Reckon::Likely)?;
    let open = Open::new(linear, odds, Reckon::Likely, &granted)?;
    let form = Form::new(&open, true);
    let ended = solve(&form).map_err(|TooMany| too_many())?;
    let mut yes = vec![Split::default(); form.certain_yes];
    let counts = ended.adopted.iter().zip(&ended.vetoed).zip(&ended.rejected);
    yes.extend(counts.map(|((adopted, vetoed), rejected)| Split {
        adopted: *adopted,
        vetoed: *vetoed,
        rejected: *rejected,
    }));
    yes.resize(odds.len() + 1, Split::default());
    Ok(Chance {
        adopted: ended.adopted.iter().sum(),
        vetoed: ended.vetoed.iter().sum(),
        rejected: ended.rejected.iter().sum(),
        no_quorum,
        yes,
        numbers: [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].map(|vote| numbers(odds, vote)),
    })
}

/// What is said where a rule has too many different sums.
pub(super) fn too_many() -> String {
    "this rule has too many different weights for an exact chance; a draw gives it with its error".to_owned()
}

fn solve(form: &Form) -> Result<Ended, TooMany> {
    dense(form).map_or_else(|| sweep(form, None), Ok)
}

/// The chance of each number of one vote.
fn numbers(odds: &[[f64; 4]], vote: Vote) -> Vec<f64> {
    let mut numbers = vec![0.0; odds.len() + 1];
    if let Some(none) = numbers.first_mut() {
        *none = 1.0;
    }
    for (done, odds) in odds.iter().enumerate() {
        let chance = odds.get(Linear::place(vote)).copied().unwrap_or(0.0);
        if let Some(reached) = numbers.get_mut(..=done + 1).filter(|_| chance > 0.0) {
            count_one(reached, chance);
        }
    }
    numbers
}

/// The lines of the quorum, where they may be taken as met, and the chance that they are not. Where every vote is
/// reckoned with, they may only if that holds whatever one member does.
pub(super) fn quorum(linear: &Linear, odds: &[[f64; 4]], reckon: Reckon) -> Result<(BTreeSet<usize>, f64), String> {
    let numbers: Vec<usize> = linear
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.role == Role::Quorum)
        .map(|(number, _)| number)
        .collect();
    let mut quorum = Linear {
        lines: numbers.iter().filter_map(|number| linear.lines.get(*number)).cloned().collect(),
        shape: Shape::All((0..numbers.len()).map(Shape::Line).collect()),
    };
    if numbers.is_empty() {
        return Ok((BTreeSet::new(), 0.0));
    }
    let fails = |quorum: &Linear| -> Result<f64, String> {
        let open = Open::new(quorum, odds, Reckon::Likely, &BTreeSet::new())?;
        // Where the quorum itself is too much, it stays a line among the others.
        Ok(solve(&Form::new(&open, false)).map_or(1.0, |ended| ended.rejected.iter().sum()))
    };
    let chance = fails(&quorum)?;
    let certain = if reckon == Reckon::Likely || chance > NO_CHANCE {
        chance
    } else {
        for line in &mut quorum.lines {
            let range = |row: &[i64; 4]| row.iter().max().zip(row.iter().min()).map_or(0, |(most, least)| most - least);
            line.at_least += line.adds.iter().map(range).max().unwrap_or(0);
        }
        fails(&quorum)?
    };
    let granted = if certain <= NO_CHANCE { numbers.into_iter().collect() } else { BTreeSet::new() };
    Ok((granted, chance))
}
