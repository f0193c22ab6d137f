//! All remarks together, and those on records, rules and fields that are not known.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{scenarios, wording};
use crate::{
    io::{
        DossierFile, Problem,
        dossier_file::to_value,
        places::{Places, token},
    },
    model::{Body, Counts, Dossier, RuleId, Text, Vote},
    rules::{Measure, Need, Rule, Test, preset},
    scenario::floor,
};

/// Remarks, each with the JSON pointer to what it is about.
pub(super) type Found = Vec<(String, Problem)>;

/// All warnings about a file, in the order of its lines. `source` is its JSON in the present layout.
pub(in crate::io) fn warnings(file: &DossierFile, source: &Value, places: &Places) -> Vec<Problem> {
    let mut found = Found::new();
    for (n, text) in file.dossier.texts.iter().enumerate() {
        let root = format!("/dossier/texts/{n}");
        roll_call(&file.dossier, text, &root, &mut found);
        totals(&file.dossier, text, &root, &mut found);
        if let Some(body) = file.dossier.body(&text.body) {
            rule_fits(&file.rules, &text.rule, body, &format!("{root}/rule"), &mut found);
        }
        wording::remarks(&file.dossier, text, &root, &mut found);
    }
    scenarios::remarks(file, &mut found);
    if let Some(kept) = to_value(file) {
        lost(source, &kept, "", &mut found);
    }
    let mut problems: Vec<Problem> = found
        .into_iter()
        .map(|(pointer, problem)| {
            let (line, column) = places.name(&pointer);
            problem.at(line, column)
        })
        .collect();
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

/// A few of a list, and how many more there are.
pub(super) fn some_of(names: &[&str]) -> String {
    const SHOWN: usize = 5;
    let first: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    match names.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

fn roll_call(dossier: &Dossier, text: &Text, root: &str, found: &mut Found) {
    if !text.record.roll_call {
        return;
    }
    let Some(floor) = floor(dossier, &[], None, &text.id) else { return };
    let open: Vec<&str> =
        floor.ballot.seats.iter().filter(|seat| seat.counted().is_none()).map(|seat| seat.member.as_str()).collect();
    if !open.is_empty() {
        let message = format!("The roll call of {} is said to be full, but has no vote of {}", text.id, some_of(&open));
        let hint = "Add the votes (absent where a member took no part), or set \"roll_call\" to false.";
        found.push((format!("{root}/record/roll_call"), Problem::new(message, hint)));
    }
}

fn totals(dossier: &Dossier, text: &Text, root: &str, found: &mut Found) {
    let Some(floor) = floor(dossier, &[], None, &text.id) else { return };
    let ballot = &floor.ballot;
    let known: Counts = ballot.seats.iter().filter_map(|seat| seat.vote.and(seat.counted())).collect();
    let counted = if text.record.roll_call { ballot.counts() } else { known };
    let tally = &text.record.tally;
    for vote in Vote::ALL {
        let Some(published) = tally.of(vote) else { continue };
        let count = counted.of(vote);
        let word = vote.label().to_lowercase();
        let wrong = if text.record.roll_call { published != count } else { published < count };
        if wrong {
            let least = if text.record.roll_call { "" } else { "at least " };
            let message = format!(
                "{}: {published} {word} were published, and the votes listed here give {least}{count}",
                text.id
            );
            let hint = "Correct the votes or the total; a verdict on a roll call counts the votes.";
            found.push((format!("{root}/record/tally/{word}"), Problem::new(message, hint)));
        }
    }
    let sum: u64 = Vote::ALL.iter().filter_map(|vote| tally.of(*vote)).map(u64::from).sum();
    let seats = ballot.seats.len();
    if usize::try_from(sum).is_ok_and(|sum| sum > seats) {
        let message =
            format!("{}: the published totals add up to {sum}, and the body has {seats} seats that day", text.id);
        found.push((
            format!("{root}/record/tally"),
            Problem::new(message, "Correct the totals or the terms of the seats."),
        ));
    }
}

/// A rule that asks for a set or weight which the body does not have gives no verdict.
pub(super) fn rule_fits(own: &[Rule], id: &RuleId, body: &Body, pointer: &str, found: &mut Found) {
    let Some(rule) = preset(id).or_else(|| own.iter().find(|rule| rule.id == *id)) else { return };
    let mut missing = BTreeSet::new();
    for condition in rule.conditions() {
        let measures: Vec<&Measure> = match &condition.test {
            Test::AtLeast { of, need: Need::Share { of: base, .. } } => vec![of, base],
            Test::AtLeast { of, .. } | Test::AtMost { of, .. } => vec![of],
        };
        for measure in measures {
            missing.extend(
                measure.within.iter().filter(|set| !body.sets.contains_key(*set)).map(|id| format!("set \"{id}\"")),
            );
            missing.extend(
                measure
                    .weight
                    .iter()
                    .filter(|weight| !body.weights.contains_key(*weight))
                    .map(|id| format!("weight \"{id}\"")),
            );
        }
    }
    for what in missing {
        let message = format!("The rule \"{id}\" asks for the {what}, which {} does not have", body.id);
        let hint = "Add it to the body, or choose another rule; without it there is no verdict.";
        found.push((pointer.to_owned(), Problem::new(message, hint)));
    }
}

/// Fields of the source that are not in what would be written again.
fn lost(source: &Value, kept: &Value, pointer: &str, found: &mut Found) {
    match (source, kept) {
        (Value::Object(source), Value::Object(kept)) => {
            for (name, value) in source {
                let here = format!("{pointer}/{}", token(name));
                match kept.get(name) {
                    Some(kept) => lost(value, kept, &here, found),
                    None if says_nothing(value) => {}
                    None => {
                        let message = format!("\"{name}\" is not known here and is not kept when the file is saved");
                        found.push((here, Problem::new(message, "Correct the name of the field, or take it out.")));
                    }
                }
            }
        }
        (Value::Array(source), Value::Array(kept)) => {
            for (n, (source, kept)) in source.iter().zip(kept).enumerate() {
                lost(source, kept, &format!("{pointer}/{n}"), found);
            }
        }
        _ => {}
    }
}

/// Whether a value is one that stands for itself when it is left out.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(says_nothing),
        _ => false,
    }
}
