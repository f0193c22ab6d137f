//! The line: what became of a text, where, when, with how many votes, and how many were needed.

use super::{
    Origin, Sentence,
    facts::Facts,
    say::{Notes, Say},
    words::{full_stop, list, quoted, share, small},
};
use crate::{
    chart::floor_data::Fate,
    model::{Basis, Outcome, Vote},
    rules::{Condition, ConditionResult, Need, Role, Test, Who, measure},
};

/// The line.
pub(super) fn line(facts: &Facts<'_>, notes: &mut Notes) -> Sentence {
    let mut say = notes.say();
    if let Some(scenario) = facts.scenario {
        say.words("Under the scenario ").name(quoted(&scenario.name)).words(", ");
    }
    let subject = facts.subject();
    if say.is_empty() {
        say.name(super::words::capital(&subject));
    } else {
        say.name(subject);
    }
    match &facts.decided.fate {
        Fate::Voted => {}
        Fate::Assumed => {
            let word = facts.outcome().map_or_else(|| "decided".to_owned(), |outcome| outcome.label().to_lowercase());
            say.words(format!(" is taken to be {word}, whatever its votes say."));
            return say.end();
        }
        Fate::Withdrawn => {
            say.words(" is withdrawn and is not put to the vote.");
            return say.end();
        }
        Fate::Moot(why) | Fate::NotPut(why) => {
            say.words(" is not put to the vote. ").name(full_stop(why));
            return say.end();
        }
    }
    verb(facts, &mut say);
    day(facts, &mut say);
    match facts.basis() {
        Basis::RollCall | Basis::Tally => {
            say.words(", ").figure(facts.tally(), &facts.votes());
            if facts.outcome().is_some() && !facts.by_record() {
                say.words(": ");
                clause(facts, &mut say);
            } else if facts.outcome().is_some() {
                say.words("; the outcome is that of the record, since what is counted leaves it open");
            } else {
                say.words("; what is known does not decide it");
            }
        }
        Basis::Result => {
            say.words("; how many voted for it and against it is not recorded");
        }
        Basis::Nothing => {}
    }
    say.words(".");
    say.end()
}

fn verb(facts: &Facts<'_>, say: &mut Say<'_>) {
    let (mood, body) = (facts.mood(), facts.body());
    let Some(outcome) = facts.outcome() else {
        match facts.basis() {
            Basis::Nothing => say.words(": no vote of ").name(body).words(" is recorded"),
            _ => say.words(mood.of(" was", " would have been", " would be")).words(" put to the vote of ").name(body),
        };
        return;
    };
    say.words(mood.of(" was ", " would have been ", " would be ")).words(outcome.label().to_lowercase());
    let vetoers = if outcome == Outcome::Vetoed { facts.of_veto_set(Vote::No) } else { Vec::new() };
    if outcome != Outcome::Vetoed {
        say.words(" by ").name(body);
    } else if vetoers.is_empty() {
        say.words(" in ").name(body);
    } else {
        say.words(" by ").name(list(&facts.in_sentence(vetoers))).words(" in ").name(body);
    }
}

fn day(facts: &Facts<'_>, say: &mut Say<'_>) {
    // What was never recorded was recorded on no day.
    let Some(date) = facts.date().filter(|_| facts.basis() != Basis::Nothing) else { return };
    say.words(if date.as_str().contains('-') { " on " } else { " in " }).name(date.in_words());
}

/// What there is and what is needed, without a full stop: "93 of 111 present and voting, 74 needed".
pub(super) fn clause(facts: &Facts<'_>, say: &mut Say<'_>) {
    let Some((condition, result)) = facts.main() else {
        say.words("the rule has no condition");
        return;
    };
    threshold(facts, condition, result, say);
    let outcome = facts.outcome();
    let others: Vec<&ConditionResult> =
        facts.decided.verdict.conditions.iter().filter(|other| !std::ptr::eq(*other, result)).collect();
    let short = others.iter().find(|other| other.role == Role::Quorum && other.met == Some(false));
    if let Some((quorum, (have, need))) = short.and_then(|quorum| Some((quorum, quorum.have.zip(quorum.need)?))) {
        say.words(", but ").figure(have, &facts.votes()).words(" present where a quorum asks ");
        say.figure(need, &condition_origin(quorum, String::new()));
        return;
    }
    match outcome {
        Some(Outcome::Adopted) => {
            let clear = others.iter().any(|other| other.role == Role::Veto && other.met == Some(true));
            if let Some((_, name)) = facts.veto_set().filter(|_| clear) {
                say.words(", and none of the ").name(name).words(" against");
            } else if result.met == Some(false) {
                labels(", met instead: ", others.iter().filter(|other| other.met == Some(true)), say);
            }
        }
        Some(Outcome::Rejected) if result.met == Some(true) => {
            let failed = others.iter().filter(|other| other.met == Some(false) && other.role != Role::Quorum);
            labels(", but not met: ", failed, say);
        }
        _ => {}
    }
}

fn labels<'r>(head: &str, conditions: impl Iterator<Item = &'r &'r ConditionResult>, say: &mut Say<'_>) {
    let names: Vec<String> = conditions.map(|condition| small(&condition.label)).collect();
    if !names.is_empty() {
        say.words(head).name(super::words::long_list(&names));
    }
}

/// One condition: what there is, what is needed.
pub(super) fn threshold(facts: &Facts<'_>, condition: &Condition, result: &ConditionResult, say: &mut Say<'_>) {
    if let Some(problem) = &result.problem {
        say.name(problem.clone());
        return;
    }
    let (Test::AtLeast { of, .. } | Test::AtMost { of, .. }) = &condition.test;
    let plain = of.who == Who::Yes && of.within.is_none() && of.weight.is_none();
    match (&condition.test, result.have, result.need) {
        (Test::AtLeast { need: Need::Share { num, den, of: base, more_than }, .. }, Some(have), Some(need))
            if base.within.is_none() && base.weight.is_none() && (plain || of.who == Who::Present) =>
        {
            let total = measure(base, facts.ballot()).ok().and_then(crate::rules::Span::exact);
            let how = total.map(|total| taken(*num, *den, total, need, *more_than)).unwrap_or_default();
            say.figure(have, &facts.votes());
            if let Some(total) = total {
                say.words(" of ").figure(total, &facts.base(base)).words(" ").words(base.who.label());
            }
            say.words(if plain { ", " } else { " present, " });
            say.figure(need, &condition_origin(result, how)).words(" needed");
        }
        (Test::AtLeast { need: Need::Number(_), .. }, Some(have), Some(need)) if plain => {
            say.figure(have, &facts.votes()).words(" in favour, ");
            say.figure(need, &condition_origin(result, String::new())).words(" needed");
        }
        (Test::AtMost { of, limit: 0 }, Some(have), _) if of.who == Who::No && of.weight.is_none() => {
            let have = if have == 0 { "nobody".to_owned() } else { have.to_string() };
            say.figure(have, &facts.votes()).words(" against, and ");
            say.figure("none", &condition_origin(result, String::new())).words(" allowed");
        }
        (_, have, need) => {
            let unit = result.unit.as_ref().map_or(String::new(), |unit| format!(" ({unit})"));
            match have {
                Some(have) => say.figure(have, &facts.votes()),
                None => say.words("not recorded"),
            };
            say.words(", ");
            match need {
                Some(need) if result.at_most => {
                    say.figure(need, &condition_origin(result, String::new())).words(" at most")
                }
                Some(need) => say.figure(need, &condition_origin(result, String::new())).words(" needed"),
                None => say.words("and what is needed is not known"),
            };
            say.name(unit);
        }
    }
}

/// The origin of a number that a condition asks.
pub(super) fn condition_origin(result: &ConditionResult, how: String) -> Origin {
    Origin::Condition { label: small(&result.label), cites: result.cites.clone(), how }
}

/// How a share becomes a whole number: "two-thirds of 111 is 74".
fn taken(num: u64, den: u64, total: u64, need: u64, more_than: bool) -> String {
    let share = share(num, den);
    let product = u128::from(num) * u128::from(total);
    let exact = den > 0 && product % u128::from(den) == 0;
    if more_than {
        format!("more than {share} of {total} is at least {need}")
    } else if exact {
        format!("{share} of {total} is {need}")
    } else {
        format!("{share} of {total} is more than {}, so that {need} is the least", need.saturating_sub(1))
    }
}
