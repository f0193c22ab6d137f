//! What a scenario assumes, and what that changes against the record.

use super::{
    Origin, Point, Sentence,
    facts::{Facts, name_of},
    paragraph::on_record,
    say::Notes,
    text::Mark,
    words::noun,
};
use crate::scenario::{Change, Scenario, lineage};

/// So many assumptions are told in a sentence.
const TOLD: usize = 4;

/// Every assumption with the scenario that makes it, those of the scenarios below it first.
fn assumptions<'a>(facts: &Facts<'a>) -> Vec<(&'a Scenario, &'a Change)> {
    lineage(facts.source.scenarios, facts.source.scenario)
        .into_iter()
        .flat_map(|scenario| scenario.changes.iter().map(move |change| (scenario, change)))
        .collect()
}

fn origin(scenario: &Scenario, change: &Change) -> Origin {
    Origin::Assumption {
        label: change.label.clone(),
        scenario: scenario.name.clone(),
        note: change.note.clone(),
        source: change.source.clone(),
    }
}

/// What is assumed of this text, and how the record differs.
pub(super) fn sentences(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Sentence> {
    let mut said = Vec::new();
    let Some(chosen) = facts.source.scenario.and_then(|id| facts.source.scenarios.iter().find(|s| s.id == id)) else {
        return said;
    };
    if facts.scenario.is_none() {
        let mut say = notes.say();
        say.words("The scenario ").name(super::words::quoted(&chosen.name)).words(" changes nothing in this vote.");
        said.push(say.end());
        return said;
    }
    let own: Vec<_> = assumptions(facts).into_iter().filter(|(_, change)| change.text == facts.text.id).collect();
    if !own.is_empty() {
        let mut say = notes.say();
        say.words("The scenario assumes: ");
        for (n, (scenario, change)) in own.iter().take(TOLD).enumerate() {
            say.words(if n == 0 { "" } else { "; " }).figure(&change.label, &origin(scenario, change));
        }
        let more = own.len().saturating_sub(TOLD) as u64;
        if let Some((scenario, change)) = own.get(TOLD) {
            say.words("; and ").count(more, &origin(scenario, change));
            say.words(noun(more, " change more", " changes more"));
        }
        said.push(say.words(".").end());
    }
    said.extend(reacted(facts, notes));
    said.extend(beside_record(facts, notes));
    said
}

/// How many members move since other votes go otherwise.
fn reacted(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let moved = facts.decided.reacted as u64;
    if moved == 0 || !facts.decided.fate.is_put() {
        return None;
    }
    let how = "who moves as the other votes go: the reactions that the dossier and the scenario have for this text";
    let origin = Origin::Reckoned { how: how.to_owned() };
    let mut say = notes.say();
    say.words("As the other votes go in it, ").count(moved, &origin);
    Some(say.words(noun(moved, " member votes otherwise.", " members vote otherwise.")).end())
}

/// What the scenario changes against the record.
fn beside_record(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let before = facts.recorded.as_ref()?.verdict.outcome?;
    let mut say = notes.say();
    on_record(facts, &mut say)?;
    let now = facts.outcome();
    say.words(match now {
        Some(now) if now == before => "; the outcome stays the same.",
        Some(now) if now.is_adopted() == before.is_adopted() => "; it still fails, for another reason.",
        Some(_) => "; the scenario turns the outcome.",
        None => ".",
    });
    Some(say.end())
}

/// Everything that is assumed, point by point: of this text first, then of others.
pub(super) fn points(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Point> {
    if facts.scenario.is_none() {
        return Vec::new();
    }
    let all = assumptions(facts);
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, change)| change.text == facts.text.id);
    own.into_iter()
        .map(|part| (part, None))
        .chain(others.into_iter().map(|part| (part, facts.source.dossier.text(&part.1.text))))
        .map(|((scenario, change), other)| {
            let mut say = notes.say();
            if let Some(other) = other {
                say.words("Of ").name(name_of(facts.source.dossier, other)).words(": ");
            }
            say.figure(&change.label, &origin(scenario, change));
            if !change.note.is_empty() {
                say.words(". ").name(change.note.trim_end_matches('.'));
            }
            if !change.source.is_empty() && change.source != "assumption" {
                say.words(". Source: ").name(change.source.trim_end_matches('.'));
            }
            Point { mark: Mark::Dot, sentence: say.words(".").end() }
        })
        .collect()
}
