//! A rule over known votes as whole-number sums: each condition says that what the members' votes add comes to at
//! least a number. One form for everything that asks a rule many times: smallest sets, chance, the tree of texts.

use super::{Condition, Formula, Measure, Need, Role, Rule, Test, Who, measure::Scale};
use crate::model::{Ballot, Outcome, Seat, Standing, Vote};

/// One inequality: what the votes add comes to `at_least`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What each seat adds with each vote, in the order of the ballot's seats and of [`Linear::place`].
    pub adds: Vec<[i64; 4]>,
    /// What the sum must come to.
    pub at_least: i64,
    /// What the condition is there for that it comes from.
    pub role: Role,
}

/// How the lines are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Every part must hold; an empty list never holds.
    All(Vec<Shape>),
    /// One part must hold; an empty list never holds.
    Any(Vec<Shape>),
    /// The line with this number.
    Line(usize),
}

/// A rule on the seats of one ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// The inequalities.
    pub lines: Vec<Line>,
    /// How they are joined.
    pub shape: Shape,
}

impl Linear {
    /// Puts a rule into sums over the seats of a ballot. What the seats' votes are does not matter; their standing does.
    ///
    /// # Errors
    /// A sentence that names the set or weight which the body does not have, or the share that cannot be counted.
    pub fn new(rule: &Rule, ballot: &Ballot) -> Result<Self, String> {
        let mut lines = Vec::new();
        let shape = shape(&rule.formula, ballot, &mut lines)?;
        if lines.iter().any(|line| !line.fits()) {
            return Err("the weights of this rule are too large to be added up".to_owned());
        }
        Ok(Self { lines, shape })
    }

    /// The place of a vote in [`Line::adds`].
    #[must_use]
    pub fn place(vote: Vote) -> usize {
        match vote {
            Vote::Yes => 0,
            Vote::No => 1,
            Vote::Abstain => 2,
            Vote::Absent => 3,
        }
    }

    /// The sum of each line, for one vote a seat.
    #[must_use]
    pub fn sums(&self, votes: &[Vote]) -> Vec<i64> {
        self.lines.iter().map(|line| line.sum(votes)).collect()
    }

    /// Whether a text with these sums is adopted.
    #[must_use]
    pub fn holds(&self, sums: &[i64]) -> bool {
        let met = |n: usize| {
            let (line, sum) = (self.lines.get(n), sums.get(n));
            line.zip(sum).is_some_and(|(line, sum)| *sum >= line.at_least)
        };
        self.shape.holds(&met)
    }

    /// The outcome of a text with these sums: vetoed where a veto is all that it lacks, as [`super::decide`] has it.
    #[must_use]
    pub fn outcome(&self, sums: &[i64]) -> Outcome {
        if self.holds(sums) {
            return Outcome::Adopted;
        }
        let met = |n: usize| {
            let (line, sum) = (self.lines.get(n), sums.get(n));
            line.zip(sum).is_some_and(|(line, sum)| line.role == Role::Veto || *sum >= line.at_least)
        };
        if self.shape.holds(&met) { Outcome::Vetoed } else { Outcome::Rejected }
    }

    /// Whether a text with these votes, one a seat, is adopted.
    #[must_use]
    pub fn adopted(&self, votes: &[Vote]) -> bool {
        self.shape.holds(&|n| self.lines.get(n).is_some_and(|line| line.sum(votes) >= line.at_least))
    }
}

impl Line {
    /// The sum, for one vote a seat.
    #[must_use]
    pub fn sum(&self, votes: &[Vote]) -> i64 {
        // By place and not by cases: this runs for every seat of thousands of texts.
        let seats = self.adds.iter().zip(votes);
        seats.map(|(adds, vote)| adds.get(Linear::place(*vote)).copied().unwrap_or(0)).sum()
    }

    /// Whether its sums and their differences are numbers that can be counted with, whatever the votes.
    fn fits(&self) -> bool {
        let most = |adds: &[i64; 4]| adds.iter().map(|add| u128::from(add.unsigned_abs())).max().unwrap_or(0);
        let all = self.adds.iter().map(most).sum::<u128>() + u128::from(self.at_least.unsigned_abs());
        all <= u128::from(u64::MAX / 8)
    }

    /// What a seat adds with a vote; nothing where there is no such seat.
    #[must_use]
    pub fn adds(&self, seat: usize, vote: Vote) -> i64 {
        self.adds.get(seat).and_then(|adds| adds.get(Linear::place(vote))).copied().unwrap_or(0)
    }
}

impl Shape {
    /// Whether it holds, where `met` says which lines do.
    pub fn holds(&self, met: &impl Fn(usize) -> bool) -> bool {
        match self {
            Self::All(parts) => !parts.is_empty() && parts.iter().all(|part| part.holds(met)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(met)),
            Self::Line(n) => met(*n),
        }
    }
}

fn shape(formula: &Formula, ballot: &Ballot, lines: &mut Vec<Line>) -> Result<Shape, String> {
    Ok(match formula {
        Formula::All(parts) => {
            Shape::All(parts.iter().map(|part| shape(part, ballot, lines)).collect::<Result<_, _>>()?)
        }
        Formula::Any(parts) => {
            Shape::Any(parts.iter().map(|part| shape(part, ballot, lines)).collect::<Result<_, _>>()?)
        }
        Formula::Condition(condition) => of_condition(condition, ballot, lines)?,
    })
}

fn of_condition(condition: &Condition, ballot: &Ballot, lines: &mut Vec<Line>) -> Result<Shape, String> {
    let role = condition.role;
    let mut push = |line: Line| {
        lines.push(line);
        Shape::Line(lines.len() - 1)
    };
    match &condition.test {
        Test::AtMost { of, limit } => {
            let adds = adds(of, ballot)?.into_iter().map(|seat| seat.map(|add| -add)).collect();
            Ok(push(Line { adds, at_least: -whole(*limit)?, role }))
        }
        Test::AtLeast { of, need: Need::Number(number) } => {
            Ok(push(Line { adds: adds(of, ballot)?, at_least: whole(*number)?.max(1), role }))
        }
        Test::AtLeast { of, need: Need::Share { num, den, of: base, more_than } } => {
            let (num, den) = (whole(*num)?, whole(*den)?);
            if den == 0 {
                return Err("the share of this rule has a zero below its line".to_owned());
            }
            let have = adds(of, ballot)?;
            let shares: Option<Vec<[i64; 4]>> =
                have.iter().zip(adds(base, ballot)?).map(|(have, base)| above_share(*have, base, num, den)).collect();
            let shares = shares.ok_or("the share of this rule is too large a number")?;
            let share = push(Line { adds: shares, at_least: i64::from(*more_than), role });
            // Nothing is adopted by nobody, whatever the base.
            let somebody = push(Line { adds: have, at_least: 1, role });
            Ok(Shape::All(vec![share, somebody]))
        }
    }
}

/// `den * have - num * base` for each vote.
fn above_share(have: [i64; 4], base: [i64; 4], num: i64, den: i64) -> Option<[i64; 4]> {
    let mut found = [0; 4];
    for ((slot, have), base) in found.iter_mut().zip(have).zip(base) {
        *slot = den.checked_mul(have)?.checked_sub(num.checked_mul(base)?)?;
    }
    Some(found)
}

fn whole(number: u64) -> Result<i64, String> {
    i64::try_from(number).map_err(|_| "a number of this rule is too large".to_owned())
}

/// What each seat adds to a measure with each vote.
fn adds(what: &Measure, ballot: &Ballot) -> Result<Vec<[i64; 4]>, String> {
    let scale = Scale::of(what, &ballot.body)?;
    ballot
        .seats
        .iter()
        .map(|seat| {
            let inside = scale.has(&seat.member) && what.who.admits(seat.standing);
            let weighs = if inside { whole(scale.weight_of(&seat.member))? } else { 0 };
            Ok([Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent]
                .map(|vote| if counts(what.who, seat, vote) { weighs } else { 0 }))
        })
        .collect()
}

/// Whether a seat with this vote counts, given what its standing makes of the vote.
fn counts(who: Who, seat: &Seat, vote: Vote) -> bool {
    let counted = seat.if_voting(vote);
    who.votes().is_none_or(|votes| votes.contains(&counted))
}

/// The votes of a ballot as [`Linear`] counts them: a seat without one is absent, and a seat that may not vote is what
/// its standing makes of it. None where the ballot rests on published totals, since then the votes are not known.
#[must_use]
pub fn known_votes(ballot: &Ballot) -> Option<Vec<Vote>> {
    ballot.tally.is_none().then(|| ballot.seats.iter().map(|seat| seat.counted().unwrap_or(Vote::Absent)).collect())
}

/// Whether a seat may be given another vote.
#[must_use]
pub fn may_move(seat: &Seat) -> bool {
    seat.standing == Standing::Voting
}
