//! The amendments, parts and motions that belong to a text: what became of each, and why.

use super::{
    Origin, Point,
    facts::{Facts, tally_of},
    line::clause,
    paragraph::put_forward_by,
    say::Notes,
    text::Mark,
    words::{full_stop, quoted},
};
use crate::{
    chart::{floor_data::Fate, prepare::Source},
    model::{Basis, Outcome, Text, TextKind},
    procedure::{Put, Setting, agenda},
};

/// The texts that belong to this one, in the order of voting; what is not put on the way to it follows in the order of
/// the dossier.
fn belonging<'a>(facts: &Facts<'a>) -> Vec<&'a Text> {
    let Source { dossier, rules, scenarios, scenario } = facts.source;
    let agenda = agenda(&Setting { dossier, rules, scenarios, scenario }, &facts.text.id);
    let steps = agenda.map(|agenda| agenda.steps).unwrap_or_default();
    let place = |text: &Text| steps.iter().position(|step| step.id == text.id).unwrap_or(steps.len());
    let mut texts: Vec<&Text> =
        dossier.texts.iter().filter(|text| text.amends.as_ref() == Some(&facts.text.id)).collect();
    texts.sort_by_key(|text| place(text));
    texts
}

/// Parts that are voted apart in a scenario alone, with what the vote on them comes to.
fn parts(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Point> {
    let Source { dossier, rules, scenarios, scenario } = facts.source;
    let agenda = agenda(&Setting { dossier, rules, scenarios, scenario }, &facts.text.id);
    let steps = agenda.filter(|agenda| agenda.root == facts.text.id).map(|agenda| agenda.steps).unwrap_or_default();
    steps
        .into_iter()
        .filter(|step| !step.listed && step.put == Put::Voted)
        .map(|step| {
            let mut say = notes.say();
            say.words("The part ").name(quoted(&step.name)).words(", voted apart in this scenario. ");
            let tally = tally_of(|vote| step.result.tally.of(vote));
            let how = format!("the votes on {} with those that the scenario changes on this part", facts.subject());
            match step.result.outcome {
                Some(outcome) => say.words(outcome.label()).words(", ").figure(tally, &Origin::Reckoned { how }),
                None => say.words("What its vote comes to is not known"),
            };
            Point { mark: Mark::from(step.result.adopted()), sentence: say.words(".").end() }
        })
        .collect()
}

/// The heading over them; none where there are none.
pub(super) fn heading(facts: &Facts<'_>) -> Option<&'static str> {
    let texts = belonging(facts);
    let has = |kind| texts.iter().any(|text| text.kind == kind);
    match (has(TextKind::Amendment), has(TextKind::Motion), has(TextKind::Part)) {
        (false, false, false) => None,
        (true, false, false) => Some("Amendments"),
        (false, true, false) => Some("Motions"),
        (false, false, true) => Some("Parts voted apart"),
        (true, true, false) => Some("Amendments and motions"),
        _ => Some("Amendments, parts and motions"),
    }
}

/// A point for each.
pub(super) fn points(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Point> {
    let mut points: Vec<Point> =
        belonging(facts).into_iter().filter_map(|text| point(&facts.source, text, notes)).collect();
    points.extend(parts(facts, notes));
    points
}

fn point(source: &Source<'_>, text: &Text, notes: &mut Notes) -> Option<Point> {
    let facts = Facts::gather(source, &text.id)?;
    let mut say = notes.say();
    let subject = super::words::capital(&facts.subject());
    say.name(&*subject);
    if !subject.contains(&quoted(&text.title)) {
        say.words(": ").name(quoted(&text.title));
    }
    if !text.sponsor.is_empty() {
        say.words(", put forward by ");
        put_forward_by(source.dossier, text, &mut say);
    }
    say.words(". ");
    match &facts.decided.fate {
        Fate::Voted => {}
        Fate::Assumed => {
            let word = facts.outcome().map_or_else(|| "decided".to_owned(), |outcome| outcome.label().to_lowercase());
            say.words(format!("Taken to be {word} in this scenario."));
            let adopted = facts.outcome().map(Outcome::is_adopted);
            return Some(Point { mark: Mark::from(adopted), sentence: say.end() });
        }
        Fate::Withdrawn => {
            say.words("Withdrawn in this scenario.");
            return Some(Point { mark: Mark::Dot, sentence: say.end() });
        }
        Fate::Moot(why) | Fate::NotPut(why) => {
            say.words("Not put to the vote in this scenario. ").name(full_stop(why));
            return Some(Point { mark: Mark::Dot, sentence: say.end() });
        }
    }
    let outcome = facts.outcome();
    match (outcome, facts.basis()) {
        (Some(outcome), Basis::RollCall | Basis::Tally) => {
            say.words(outcome.label()).words(", ").figure(facts.tally(), &facts.votes());
            if facts.by_record() {
                say.words(", as the record has it");
            } else {
                say.words(": ");
                clause(&facts, &mut say);
            }
            let against = facts.in_sentence(facts.of_veto_set(crate::model::Vote::No));
            if outcome == Outcome::Vetoed && !against.is_empty() {
                say.words("; against as a veto: ").name(super::words::list(&against));
            }
        }
        (Some(outcome), _) => {
            say.words(outcome.label()).words("; how many voted for it and against it is not recorded");
        }
        (None, Basis::RollCall | Basis::Tally) => {
            say.figure(facts.tally(), &facts.votes()).words("; what is known does not decide it");
        }
        (None, _) => {
            say.words("No vote is recorded");
        }
    }
    Some(Point { mark: Mark::from(outcome.map(Outcome::is_adopted)), sentence: say.words(".").end() })
}
