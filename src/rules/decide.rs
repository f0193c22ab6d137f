//! From a rule and a ballot to a verdict, in exact whole numbers and three values: met, not met, cannot be told.

use super::{
    Condition, ConditionResult, Formula, Measure, Need, Role, Rule, Span, Test, Verdict, measure, measure_counts,
};
use crate::model::{Ballot, Counts, Outcome, Record, SetId, WeightId};

/// What was counted.
trait Counted {
    /// Takes a measure.
    fn measure(&self, what: &Measure) -> Result<Span, String>;
    /// What one unit of a weight is called.
    fn unit(&self, weight: &WeightId) -> String;
}

impl Counted for Ballot {
    fn measure(&self, what: &Measure) -> Result<Span, String> {
        measure(what, self)
    }

    fn unit(&self, weight: &WeightId) -> String {
        self.body.weights.get(weight).map_or_else(
            || weight.to_string(),
            |w| if w.unit.is_empty() { w.name.clone() } else { format!("{}, {}", w.name, w.unit) },
        )
    }
}

/// Counts of the whole body, and of its sets.
struct Heads<'a> {
    all: &'a Counts,
    within: &'a dyn Fn(&SetId) -> Option<Counts>,
}

impl Counted for Heads<'_> {
    fn measure(&self, what: &Measure) -> Result<Span, String> {
        measure_counts(what, self.all, self.within)
    }

    fn unit(&self, weight: &WeightId) -> String {
        weight.to_string()
    }
}

/// Decides a ballot by a rule.
#[must_use]
pub fn decide(rule: &Rule, ballot: &Ballot) -> Verdict {
    decide_counted(rule, ballot)
}

/// Decides by a rule where only the numbers are at hand: how all members that may vote voted, and how those of a set did.
/// It says what [`decide`] says of the same votes, and says it sooner. A rule that weighs members cannot be told.
#[must_use]
pub fn decide_counts(rule: &Rule, all: &Counts, within: &dyn Fn(&SetId) -> Option<Counts>) -> Verdict {
    decide_counted(rule, &Heads { all, within })
}

fn decide_counted(rule: &Rule, counted: &dyn Counted) -> Verdict {
    let conditions: Vec<ConditionResult> =
        rule.conditions().into_iter().map(|condition| examine(condition, counted)).collect();
    let met = |with_veto: bool| {
        let mut results = conditions.iter();
        holds(&rule.formula, &mut results, &|result| {
            if !with_veto && result.role == Role::Veto { Some(true) } else { result.met }
        })
    };
    let outcome = match (met(true), met(false)) {
        (Some(true), _) => Some(Outcome::Adopted),
        // All it needs but for the veto: the No of a permanent member on a text that fails anyhow is no veto.
        (Some(false), Some(true)) => Some(Outcome::Vetoed),
        (_, Some(false)) => Some(Outcome::Rejected),
        _ => None,
    };
    let margin = outcome.and_then(|_| margin(&rule.formula, &mut conditions.iter()).votes());
    Verdict { rule: rule.id.clone(), outcome, conditions, margin }
}

/// Decides a ballot, and where its counts do not, takes the recorded result, which was given under the text's own
/// rule (`own_rule`).
#[must_use]
pub fn decide_record(rule: &Rule, ballot: &Ballot, record: &Record, own_rule: bool) -> Verdict {
    let mut verdict = decide(rule, ballot);
    if verdict.outcome.is_none() && own_rule {
        verdict.outcome = record.outcome;
    }
    verdict
}

fn examine(condition: &Condition, counted: &dyn Counted) -> ConditionResult {
    let compared = match &condition.test {
        Test::AtLeast { of, need } => at_least(of, need, counted),
        Test::AtMost { of, limit } => at_most(of, *limit, counted),
    };
    let (of, is_limit) = match &condition.test {
        Test::AtLeast { of, .. } => (of, false),
        Test::AtMost { of, .. } => (of, true),
    };
    let unit = of.weight.as_ref().map(|id| counted.unit(id));
    let result = |have, need, met, problem| ConditionResult {
        label: condition.label.clone(),
        have,
        need,
        at_most: is_limit,
        met,
        role: condition.role,
        unit: unit.clone(),
        cites: condition.cites.clone(),
        problem,
    };
    match compared {
        Ok((have, need, met)) => result(have, need, met, None),
        Err(problem) => result(None, None, None, Some(problem)),
    }
}

type Compared = (Option<u64>, Option<u64>, Option<bool>);

fn at_least(of: &Measure, need: &Need, counted: &dyn Counted) -> Result<Compared, String> {
    let have = counted.measure(of)?;
    let (least_needed, most_needed) = match need {
        Need::Number(number) => (*number, *number),
        Need::Share { num, den, of, more_than } => {
            let base = counted.measure(of)?;
            let at = |base: u64| share(base, *num, *den, *more_than);
            (at(base.least)?, at(base.most)?)
        }
    };
    // Nothing is adopted by nobody, whatever the base.
    let (least_needed, most_needed) = (least_needed.max(1), most_needed.max(1));
    let met = if have.least >= most_needed {
        Some(true)
    } else if have.most < least_needed {
        Some(false)
    } else {
        None
    };
    let need = Span { least: least_needed, most: most_needed };
    Ok((have.exact(), need.exact(), met))
}

fn at_most(of: &Measure, limit: u64, counted: &dyn Counted) -> Result<Compared, String> {
    let have = counted.measure(of)?;
    let met = if have.most <= limit {
        Some(true)
    } else if have.least > limit {
        Some(false)
    } else {
        None
    };
    Ok((have.exact(), Some(limit), met))
}

/// The least whole number that is `num / den` of `base`, or more than that.
fn share(base: u64, num: u64, den: u64, more_than: bool) -> Result<u64, String> {
    if den == 0 {
        return Err("the share of this rule has a zero below its line".to_owned());
    }
    let product = u128::from(base) * u128::from(num);
    let den = u128::from(den);
    let needed = if more_than { product / den + 1 } else { product.div_ceil(den) };
    u64::try_from(needed).map_err(|_| "the share of this rule is too large a number".to_owned())
}

/// Whether a formula holds; `results` hands out the results of its conditions from left to right.
fn holds<'a>(
    formula: &Formula,
    results: &mut dyn Iterator<Item = &'a ConditionResult>,
    read: &dyn Fn(&ConditionResult) -> Option<bool>,
) -> Option<bool> {
    match formula {
        Formula::All(list) => {
            let parts: Vec<Option<bool>> = list.iter().map(|part| holds(part, results, read)).collect();
            if parts.is_empty() || parts.contains(&Some(false)) {
                Some(false)
            } else {
                (!parts.contains(&None)).then_some(true)
            }
        }
        Formula::Any(list) => {
            let parts: Vec<Option<bool>> = list.iter().map(|part| holds(part, results, read)).collect();
            if parts.contains(&Some(true)) { Some(true) } else { (!parts.contains(&None)).then_some(false) }
        }
        Formula::Condition(_) => results.next().and_then(read),
    }
}

/// Votes to spare or missing, with the two ends for what no number of votes can say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slack {
    /// Missing, and not a number of votes (a weight).
    Unmet,
    /// A number of votes.
    Votes(i64),
    /// Held, and not what decides.
    Met,
}

impl Slack {
    fn votes(self) -> Option<i64> {
        if let Self::Votes(votes) = self { Some(votes) } else { None }
    }
}

fn margin(formula: &Formula, results: &mut dyn Iterator<Item = &ConditionResult>) -> Slack {
    match formula {
        Formula::All(list) => list.iter().map(|part| margin(part, results)).min().unwrap_or(Slack::Unmet),
        Formula::Any(list) => list.iter().map(|part| margin(part, results)).max().unwrap_or(Slack::Unmet),
        Formula::Condition(_) => results.next().map_or(Slack::Unmet, slack),
    }
}

fn slack(result: &ConditionResult) -> Slack {
    match (result.met, result.surplus()) {
        // A quorum or a veto that is no obstacle, or not known to be one, says nothing about how close the vote was.
        (Some(true) | None, _) if result.role != Role::Threshold => Slack::Met,
        (_, Some(votes)) => Slack::Votes(votes),
        (Some(true), None) => Slack::Met,
        _ => Slack::Unmet,
    }
}
