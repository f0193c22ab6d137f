//! The defender's side: who must be held so that an outcome cannot be turned.
//!
//! To hold a member is to be sure that it does not move. Told are the cheapest way to turn the outcome, who is in it
//! whatever it looks like, and the smallest number of members that, held, leave no way within the attacker's budget.

use super::{
    costs::Costs,
    cover::{Asked, Beyond, Cover, Work, minus},
    flips::cheapest,
    moves::{Kind, Plan},
    question::Question,
    secure::{Search, Seats, apart, classes, within},
};
use crate::{
    model::{Ballot, MemberId},
    rules::Rule,
};

/// What the defender of an outcome should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The cheapest way to turn the outcome, by any mix of moves; none where nothing turns it.
    pub attack: Option<Plan>,
    /// The members that are in every cheapest way.
    pub every: Vec<MemberId>,
    /// The members that are in some cheapest way, those in every one included.
    pub some: Vec<MemberId>,
    /// What the attacker can spend.
    pub budget: u64,
    /// Whom to hold, so that this is not enough.
    pub secure: Secure,
}

/// Whom to hold against a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secure {
    /// Nobody: the budget is too small as it is.
    Nobody,
    /// These; no smaller number of members is enough.
    Smallest(Held),
    /// These are enough and none of them can be spared, but with as few as `at_least` another set may do.
    Enough(Held, usize),
}

/// Members that are held, and what is left to the attacker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Who, in the order of their codes.
    pub members: Vec<MemberId>,
    /// What the cheapest way costs then; none where nothing turns the outcome any more.
    pub then: Option<u64>,
}

impl Secure {
    /// Who is held.
    #[must_use]
    pub fn held(&self) -> Option<&Held> {
        match self {
            Self::Nobody => None,
            Self::Smallest(held) | Self::Enough(held, _) => Some(held),
        }
    }
}

/// What it takes to hold the outcome of a ballot against an attacker with a budget; without one, against the cheapest
/// way that there is.
///
/// # Errors
/// A sentence that says why nothing is known: only totals are, or the body lacks what the rule asks for, or the rule
/// and its weights are more than can be worked out.
pub fn hold(rule: &Rule, ballot: &Ballot, costs: &Costs, budget: Option<u64>) -> Result<Hold, String> {
    let question = Question::new(rule, ballot, costs)?;
    let beyond = |_: Beyond| "the rule joins too many conditions or weights to prove who must be held".to_owned();
    let covers = question.covers(Kind::Mixed).map_err(beyond)?;
    Defence { question: &question, covers: &covers }.answer(budget).map_err(beyond)
}

struct Defence<'a> {
    question: &'a Question<'a>,
    covers: &'a [Cover],
}

impl Defence<'_> {
    fn answer(&self, budget: Option<u64>) -> Result<Hold, Beyond> {
        let Some(attack) = self.attack(&Seats::new())? else {
            let (every, some, budget) = (Vec::new(), Vec::new(), budget.unwrap_or(0));
            return Ok(Hold { attack: None, every, some, budget, secure: Secure::Nobody });
        };
        let cost = attack.cost();
        let (every, some) = self.marks(cost)?;
        let budget = budget.unwrap_or(cost);
        let secure = if budget < cost { Secure::Nobody } else { self.secure(budget)? };
        Ok(Hold { attack: Some(attack), every, some, budget, secure })
    }

    /// The cheapest plan with some seats held.
    fn attack(&self, held: &Seats) -> Result<Option<Plan>, Beyond> {
        cheapest(self.question, self.covers, &|seat| held.contains(&seat), &mut Work::new())
    }

    /// The covers that can be had for this cost while nobody is held; with members held the others cannot either.
    fn covers(&self, cost: u64) -> Result<Vec<&Cover>, Beyond> {
        let limit = self.question.limit(cost);
        let mut found = Vec::new();
        for cover in self.covers {
            if cover.least() <= limit && cover.solve(&cover.asked(limit), &mut Work::new())?.is_some() {
                found.push(cover);
            }
        }
        Ok(found)
    }

    /// The members in every cheapest plan, and those in some. Members of the same use stand in for each other, and each
    /// plan that comes up tells of all that are in it.
    fn marks(&self, cost: u64) -> Result<(Vec<MemberId>, Vec<MemberId>), Beyond> {
        let (covers, limit) = (self.covers(cost)?, self.question.limit(cost));
        let Some(plan) = within(&covers, &|_| false, limit)? else { return Ok((Vec::new(), Vec::new())) };
        let mut every: Seats = plan.seats().collect();
        let mut some = every.clone();
        let classes = classes(&covers);
        for class in &classes {
            let whole = class.seats.iter().all(|seat| every.contains(seat));
            let held = |seat: usize| class.seats.first() == Some(&seat);
            let other = if whole { within(&covers, &held, limit)? } else { None };
            if let Some(plan) = &other {
                let plan: Seats = plan.seats().collect();
                every.retain(|seat| plan.contains(seat));
                some.extend(plan);
            }
            if !whole || other.is_some() {
                every.retain(|seat| !class.seats.contains(seat));
            }
        }
        for class in &classes {
            if let Some(seat) = class.seats.first().filter(|_| !class.seats.iter().any(|seat| some.contains(seat))) {
                some.extend(plan_with(&covers, *seat, limit)?);
            }
        }
        let touched = classes.iter().filter(|class| class.seats.iter().any(|seat| some.contains(seat)));
        let some = touched.flat_map(|class| class.seats.iter().copied()).collect();
        Ok((self.members(&every), self.members(&some)))
    }

    fn members(&self, seats: &Seats) -> Vec<MemberId> {
        seats.iter().filter_map(|seat| self.question.member(*seat).cloned()).collect()
    }

    /// Ways that share no member are held apart from each other.
    fn secure(&self, budget: u64) -> Result<Secure, Beyond> {
        let limit = self.question.limit(budget);
        let (mut seats, mut at_least) = (Seats::new(), 0);
        for covers in apart(self.covers(budget)?) {
            let (more, least) = Search::new(covers, limit).fewest()?;
            seats.extend(more);
            at_least += least;
        }
        let held = Held { members: self.members(&seats), then: self.attack(&seats)?.map(|plan| plan.cost()) };
        Ok(if at_least >= seats.len() { Secure::Smallest(held) } else { Secure::Enough(held, at_least) })
    }
}

/// A plan within the limit in which this seat moves; nobody where there is none.
fn plan_with(covers: &[&Cover], seat: usize, limit: u64) -> Result<Seats, Beyond> {
    let held = |other: usize| other == seat;
    for cover in covers {
        let steps = cover.movers.iter().filter(|mover| mover.seat == seat).flat_map(|mover| &mover.steps);
        for step in steps {
            let Some(limit) = limit.checked_sub(step.weight) else { continue };
            let asked = Asked { held: &held, need: minus(&cover.need, &step.gains), limit };
            if let Some(plan) = cover.solve(&asked, &mut Work::new())? {
                return Ok(plan.seats().chain([seat]).collect());
            }
        }
    }
    Ok(Seats::new())
}
