//! The amendments, parts and motions that belong to a text: what became of each, and why.

use super::{
    Point,
    facts::{Facts, sponsor},
    line::clause,
    say::Notes,
    text::Mark,
    words::quoted,
};
use crate::{
    chart::prepare::Source,
    model::{Basis, Text, TextKind},
};

/// The texts that belong to this one, in the order of the dossier.
fn belonging<'a>(facts: &Facts<'a>) -> Vec<&'a Text> {
    let texts = &facts.source.dossier.texts;
    texts.iter().filter(|text| text.amends.as_ref() == Some(&facts.text.id)).collect()
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
    belonging(facts).into_iter().filter_map(|text| point(&facts.source, text, notes)).collect()
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
        say.words(", put forward by ").name(sponsor(source.dossier, text));
    }
    say.words(". ");
    if facts.decided.floor.withdrawn {
        say.words("Withdrawn in this scenario.");
        return Some(Point { mark: Mark::Dot, sentence: say.end() });
    }
    if let Some(outcome) = facts.decided.floor.assumed {
        say.words(format!("Taken to be {} in this scenario.", outcome.label().to_lowercase()));
        return Some(Point { mark: Mark::from(Some(outcome.is_adopted())), sentence: say.end() });
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
            if outcome == crate::model::Outcome::Vetoed && !against.is_empty() {
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
    Some(Point { mark: Mark::from(outcome.map(crate::model::Outcome::is_adopted)), sentence: say.words(".").end() })
}
