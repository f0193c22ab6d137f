//! The smallest, or cheapest, sets of moves that turn an outcome.
//!
//! A rule is a formula over inequalities in what the members' votes add. To sink a text some way in which the formula
//! fails must come about, to save it some way in which it holds; each way is a list of inequalities. For each list
//! the cheapest choice of moves is found exactly, and the cheapest of these is the answer.

use super::{
    costs::Costs,
    cover::{Beyond, Cover, Work},
    moves::{Answer, Flip, Kind, Move, Plan},
    question::Question,
};
use crate::{
    model::{Ballot, Vote},
    rules::Rule,
};

/// For each kind of move that works against the outcome of a ballot, and for any mix of moves, a cheapest set.
///
/// # Errors
/// A sentence that says why there are none: only totals are known, or the body lacks what the rule asks for.
pub fn flips(rule: &Rule, ballot: &Ballot, costs: &Costs) -> Result<Vec<Flip>, String> {
    let question = Question::new(rule, ballot, costs)?;
    let moves = if question.adopted { Move::AGAINST } else { Move::FOR };
    let kinds = moves.into_iter().map(Kind::One).chain([Kind::Mixed]);
    Ok(kinds.map(|kind| Flip { kind, answer: answer(&question, kind) }).collect())
}

/// A cheapest set of moves of a kind that turns adopted into not adopted, or the other way round.
///
/// # Errors
/// As [`flips`].
pub fn smallest(rule: &Rule, ballot: &Ballot, kind: Kind, costs: &Costs) -> Result<Answer, String> {
    Ok(answer(&Question::new(rule, ballot, costs)?, kind))
}

fn answer(question: &Question<'_>, kind: Kind) -> Answer {
    let found = question.covers(kind).and_then(|covers| cheapest(question, &covers, &|_| false, &mut Work::new()));
    match found {
        Ok(Some(plan)) => Answer::Smallest(plan),
        Ok(None) => Answer::Never,
        Err(Beyond) => Answer::Unproved,
    }
}

/// The cheapest plan of any of the covers with some seats held, the fewest members first, then the first codes.
pub(super) fn cheapest(
    question: &Question<'_>,
    covers: &[Cover],
    held: &dyn Fn(usize) -> bool,
    work: &mut Work,
) -> Result<Option<Plan>, Beyond> {
    let mut best: Option<(u64, Vec<(usize, Vote)>)> = None;
    for cover in covers {
        let limit = best.as_ref().map_or(u64::MAX, |(weight, _)| *weight);
        if cover.least() > limit {
            continue;
        }
        let mut asked = cover.asked(limit);
        asked.held = held;
        if let Some(solved) = cover.solve(&asked, work)? {
            let found = (solved.weight, solved.choice());
            let seats = |choice: &[(usize, Vote)]| choice.iter().map(|(seat, _)| *seat).collect::<Vec<_>>();
            let first = |(weight, choice): &(u64, Vec<(usize, Vote)>)| (*weight, seats(choice));
            if best.as_ref().is_none_or(|best| first(&found) < first(best)) {
                best = Some(found);
            }
        }
    }
    Ok(best.map(|(_, choice)| question.plan(&choice)))
}
