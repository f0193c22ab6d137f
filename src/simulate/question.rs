//! What would turn an outcome, made ready: for each way in which the rule can come out otherwise, what is missing on
//! each of its inequalities and what each move adds.

use super::{
    branches::{Branch, Literal, branches},
    costs::Costs,
    cover::{Beyond, Cover, Gains, LINES, Mover, Step},
    moves::{Ask, Kind, Plan},
};
use crate::{
    model::{Ballot, MemberId, Seat, Vote},
    rules::{Line, Linear, Rule, known_votes, may_move},
};

/// The votes that a member can take up, the mildest first: of moves that do as much for as little, the first is taken.
const MILDEST: [Vote; 4] = [Vote::Abstain, Vote::Yes, Vote::No, Vote::Absent];

/// Gains and what is missing stay below this, so that no sum of them is too large a number.
const MOST: i64 = i64::MAX / 16;

/// A ballot, the rule over it in whole numbers, and what moves cost.
pub(super) struct Question<'a> {
    ballot: &'a Ballot,
    costs: &'a Costs,
    linear: Linear,
    votes: Vec<Vote>,
    branches: Option<Vec<Branch>>,
    /// Whether the text is adopted as it stands.
    pub adopted: bool,
    /// More than there are members: what a cost of one weighs.
    scale: u64,
}

impl<'a> Question<'a> {
    /// Puts the question.
    ///
    /// # Errors
    /// A sentence that says why it cannot be put.
    pub fn new(rule: &Rule, ballot: &'a Ballot, costs: &'a Costs) -> Result<Self, String> {
        let votes = known_votes(ballot).ok_or("only totals are known of this vote, and not who voted how")?;
        let linear = Linear::new(rule, ballot)?;
        let met = |n: usize| linear.lines.get(n).is_some_and(|line| sum(line, &votes) >= i128::from(line.at_least));
        let adopted = linear.shape.holds(&met);
        let branches = branches(&linear.shape, !adopted);
        let scale = u64::try_from(ballot.seats.len()).unwrap_or(u64::MAX).saturating_add(1);
        Ok(Self { ballot, costs, linear, votes, branches, adopted, scale })
    }

    /// The most that a choice of moves for this cost can weigh.
    pub fn limit(&self, cost: u64) -> u64 {
        cost.saturating_mul(self.scale).saturating_add(self.scale - 1)
    }

    /// What each way to the other outcome asks for, those that cannot be had left out, the lightest first.
    pub fn covers(&self, kind: Kind) -> Result<Vec<Cover>, Beyond> {
        let mut covers = Vec::new();
        for branch in self.branches.as_ref().ok_or(Beyond)? {
            covers.extend(self.cover(branch, kind)?);
        }
        covers.sort_by_key(Cover::least);
        Ok(covers)
    }

    /// What a branch asks for; none where these moves cannot bring it about.
    fn cover(&self, branch: &Branch, kind: Kind) -> Result<Option<Cover>, Beyond> {
        let lines: Vec<(&Line, bool)> =
            branch.iter().filter_map(|Literal { line, holds }| Some((self.linear.lines.get(*line)?, *holds))).collect();
        let need = lines.iter().map(|(line, holds)| self.missing(line, *holds)).collect::<Result<Vec<_>, _>>()?;
        let mut choices = Choices { need, alive: vec![true; lines.len()], steps: Vec::new() };
        for (n, (seat, from)) in self.ballot.seats.iter().zip(&self.votes).enumerate() {
            if !may_move(seat) || self.costs.kept.contains(&seat.member) {
                continue;
            }
            for to in MILDEST.into_iter().filter(|to| kind.allows(*from, *to)) {
                let gain = |(line, holds): &(&Line, bool)| {
                    let (now, then) = (line.adds(n, *from), line.adds(n, to));
                    let gain = if *holds { then.checked_sub(now) } else { now.checked_sub(then) };
                    gain.filter(|gain| gain.unsigned_abs() < MOST.unsigned_abs()).ok_or(Beyond)
                };
                let gains = lines.iter().map(gain).collect::<Result<Vec<_>, _>>()?;
                if gains.iter().any(|gain| *gain > 0) {
                    let weight = self.costs.of(&seat.member, *from, to) * self.scale + 1;
                    choices.steps.push(Choice { seat: n, to, weight, gains, alive: true });
                }
            }
        }
        choices.fits()?;
        if choices.narrow() { choices.into_cover() } else { Ok(None) }
    }

    /// What is missing for a line to hold, or to fail; nothing or less where it does.
    fn missing(&self, line: &Line, holds: bool) -> Result<i64, Beyond> {
        let (sum, at_least) = (sum(line, &self.votes), i128::from(line.at_least));
        let missing = if holds { at_least - sum } else { sum - at_least + 1 };
        i64::try_from(missing).ok().filter(|missing| missing.unsigned_abs() < MOST.unsigned_abs()).ok_or(Beyond)
    }

    /// Who sits on a seat.
    pub fn member(&self, seat: usize) -> Option<&MemberId> {
        self.ballot.seats.get(seat).map(|seat| &seat.member)
    }

    /// A choice of moves in words that people know.
    pub fn plan(&self, choice: &[(usize, Vote)]) -> Plan {
        let ask = |(seat, to): &(usize, Vote)| {
            let (Seat { member, .. }, from) = (self.ballot.seats.get(*seat)?, *self.votes.get(*seat)?);
            Some(Ask { member: member.clone(), from, to: *to, cost: self.costs.of(member, from, *to) })
        };
        Plan { asks: choice.iter().filter_map(ask).collect() }
    }
}

fn sum(line: &Line, votes: &[Vote]) -> i128 {
    votes.iter().enumerate().map(|(seat, vote)| i128::from(line.adds(seat, *vote))).sum()
}

/// A move that a member can make, with what it adds to each line of a branch.
struct Choice {
    seat: usize,
    to: Vote,
    weight: u64,
    gains: Vec<i64>,
    alive: bool,
}

impl Choice {
    /// Whether it does as much as another for no more.
    fn beats(&self, other: &Self, alive: &[bool]) -> bool {
        let pairs = || self.gains.iter().zip(&other.gains).zip(alive).filter(|(_, alive)| **alive);
        self.weight <= other.weight && pairs().all(|((mine, theirs), _)| mine >= theirs)
    }
}

/// The moves of a branch, while those that are of no use and lines that hold anyhow are taken out.
struct Choices {
    need: Vec<i64>,
    alive: Vec<bool>,
    /// In the order of the seats, the mildest of a seat first.
    steps: Vec<Choice>,
}

impl Choices {
    /// Whether no sum of gains can be too large a number.
    fn fits(&self) -> Result<(), Beyond> {
        let total = |line: usize| -> u128 {
            let gains = self.steps.iter().filter_map(|step| step.gains.get(line));
            gains.map(|gain| u128::from(gain.unsigned_abs())).sum()
        };
        let most = u128::from(MOST.unsigned_abs());
        (0..self.need.len()).all(|line| total(line) < most).then_some(()).ok_or(Beyond)
    }

    /// Takes out what is of no use until nothing is. False where some line can never be had.
    fn narrow(&mut self) -> bool {
        loop {
            let before = (self.steps.len(), self.alive.iter().filter(|alive| **alive).count());
            let alive = &self.alive;
            self.steps.retain(|step| step.gains.iter().zip(alive).any(|(gain, alive)| *alive && *gain > 0));
            self.leave_beaten();
            for line in 0..self.need.len() {
                let need = self.need.get(line).copied().unwrap_or(0);
                let (least, most) = self.range(line);
                if need > most {
                    return false;
                }
                if need <= least {
                    self.alive.iter_mut().skip(line).take(1).for_each(|alive| *alive = false);
                }
            }
            if before == (self.steps.len(), self.alive.iter().filter(|alive| **alive).count()) {
                return true;
            }
        }
    }

    /// Takes out each move that another one of the same seat beats.
    fn leave_beaten(&mut self) {
        let alive = &self.alive;
        for of_one in self.steps.chunk_by_mut(|a, b| a.seat == b.seat) {
            for n in 1..of_one.len() {
                let (before, after) = of_one.split_at_mut(n);
                let Some(step) = after.first_mut() else { continue };
                for other in before.iter_mut().filter(|other| other.alive) {
                    if other.beats(step, alive) {
                        step.alive = false;
                        break;
                    }
                    other.alive = !step.beats(other, alive);
                }
            }
        }
        self.steps.retain(|step| step.alive);
    }

    /// The least and the most that all together can add to a line.
    fn range(&self, line: usize) -> (i64, i64) {
        let mut range = (0, 0);
        for of_one in self.steps.chunk_by(|a, b| a.seat == b.seat) {
            let gains = || of_one.iter().filter_map(|step| step.gains.get(line)).copied();
            range.0 += gains().min().unwrap_or(0).min(0);
            range.1 += gains().max().unwrap_or(0).max(0);
        }
        range
    }

    /// The lines that are left in their least numbers, those that say the same as one.
    fn into_cover(self) -> Result<Option<Cover>, Beyond> {
        let mut lines: Vec<(Vec<i64>, i64)> = Vec::new();
        for (line, need) in self.need.iter().enumerate().filter(|(line, _)| self.alive.get(*line) == Some(&true)) {
            let gains = || self.steps.iter().filter_map(|step| step.gains.get(line).copied());
            let common = gains().fold(0, |common, gain| divisor(common, gain.unsigned_abs()));
            let common = i64::try_from(common).unwrap_or(1).max(1);
            let gains: Vec<i64> = gains().map(|gain| gain / common).collect();
            let need = need.div_euclid(common) + i64::from(need.rem_euclid(common) > 0);
            match lines.iter_mut().find(|(other, _)| *other == gains) {
                Some((_, other)) => *other = need.max(*other),
                None => lines.push((gains, need)),
            }
        }
        if lines.len() > LINES {
            return Err(Beyond);
        }
        // The fronts keep the first two lines in stairs, so those that take the most values come first.
        let range = |gains: &[i64], need: i64| need - gains.iter().filter(|gain| **gain < 0).sum::<i64>();
        lines.sort_by_key(|(gains, need)| std::cmp::Reverse(range(gains, *need)));
        let mut need: Gains = [0; LINES];
        need.iter_mut().zip(&lines).for_each(|(slot, (_, need))| *slot = *need);
        let mut movers: Vec<Mover> = Vec::new();
        for (n, Choice { seat, to, weight, .. }) in self.steps.iter().enumerate() {
            let mut gains: Gains = [0; LINES];
            gains.iter_mut().zip(&lines).for_each(|(slot, (gains, _))| *slot = gains.get(n).copied().unwrap_or(0));
            let step = Step { to: *to, weight: *weight, gains };
            match movers.last_mut().filter(|mover| mover.seat == *seat) {
                Some(mover) => mover.steps.push(step),
                None => movers.push(Mover { seat: *seat, steps: vec![step] }),
            }
        }
        Ok(Some(Cover { movers, need, lines: lines.len() }))
    }
}

/// The greatest common divisor.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
