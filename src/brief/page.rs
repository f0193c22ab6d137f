//! The sections of the page.

use super::{
    Part, Point, Section, Table, amendments, assumed,
    facts::Facts,
    line::threshold,
    paragraph::{group_origin, rows, written},
    say::Notes,
    text::Mark,
    turn::{Takes, turns},
    words::{list, noun},
};
use crate::{
    chart::ChartId,
    model::{Basis, Vote},
};

/// All sections that have something to say.
pub(super) fn sections(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Section> {
    let held = facts.decided.fate.is_put() && facts.basis() != Basis::Nothing;
    let mut sections = Vec::new();
    let mut add = |heading: &'static str, parts: Vec<Part>| {
        if !parts.is_empty() {
            sections.push(Section { heading, parts });
        }
    };
    if held {
        add("Why", why(facts, notes));
        add("How the groups voted", groups(facts, notes));
        add("How the members voted", members(facts, notes));
        // What is assumed is turned by no vote.
        if facts.voted() {
            add("What would change it", turn(facts, notes));
        }
    }
    if let Some(heading) = amendments::heading(facts) {
        add(heading, vec![Part::Points(amendments::points(facts, notes))]);
    }
    add("What is assumed", what_if(facts, notes));
    add("Remarks", remarks(facts));
    sections
}

/// Each condition: whether it is met, what there is, what is needed, the article.
fn why(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Part> {
    let conditions = facts.decided.rule.conditions().into_iter().zip(&facts.decided.verdict.conditions);
    let counted = matches!(facts.basis(), Basis::RollCall | Basis::Tally);
    let points: Vec<Point> = conditions
        .map(|(condition, result)| {
            let mut say = notes.say();
            say.name(&*result.label);
            if counted {
                say.words(": ");
                threshold(facts, condition, result, &mut say);
            }
            say.cite(&result.cites).words(".");
            Point { mark: Mark::from(result.met), sentence: say.end() }
        })
        .collect();
    let mut parts = vec![Part::Points(points)];
    if !facts.decided.rule.note.is_empty() {
        parts.push(Part::Text(vec![written(&facts.decided.rule.note)]));
    }
    parts
}

/// The pinned groups in figures and as bars.
fn groups(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Part> {
    let rows = rows(facts);
    if facts.basis() != Basis::RollCall || rows.is_empty() {
        return Vec::new();
    }
    let table = Table {
        heads: vec!["Group", "Members", "Yes", "No", "Abstain", "Absent", "Cohesion"],
        rows: rows
            .iter()
            .map(|row| {
                let origin = group_origin(facts, row);
                let counts = row.counts.counts;
                let cohesion = row.counts.cohesion.filter(|_| row.counts.unset == 0);
                let cohesion = cohesion.map_or_else(|| "–".to_owned(), |index| format!("{index:.2}"));
                std::iter::once(super::Span::Name(row.name.clone()))
                    .chain(
                        [row.counts.members, counts.yes, counts.no, counts.abstain, counts.absent]
                            .map(|n| notes.figure(n, &origin)),
                    )
                    .chain(std::iter::once(notes.figure(cohesion, &origin)))
                    .collect()
            })
            .collect(),
    };
    let words = "Cohesion is the agreement index of those that took part: from zero, where the three ways of voting are \
                 equally strong, to one, where all vote alike. A member can be in several groups.";
    let about = notes.say().words(words).end();
    vec![Part::Chart(ChartId::Blocs), Part::Table(table), Part::Text(vec![about])]
}

/// The roll call in names, the longest list left out.
fn members(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Part> {
    if facts.basis() != Basis::RollCall {
        return Vec::new();
    }
    let votes = facts.votes();
    let counts = facts.ballot().counts();
    // The first of the longest lists: all the others name everybody else.
    let longest =
        [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].into_iter().rev().max_by_key(|vote| counts.of(*vote));
    let rest = longest.filter(|vote| counts.of(*vote) > 30);
    let mut kinds =
        [(Vote::Yes, "In favour"), (Vote::No, "Against"), (Vote::Abstain, "Abstaining"), (Vote::Absent, "Not voting")];
    kinds.sort_by_key(|(vote, _)| rest == Some(*vote));
    let named = kinds.into_iter().filter(|(vote, _)| counts.of(*vote) > 0);
    let points: Vec<Point> = named
        .map(|(vote, head)| {
            let mut say = notes.say();
            let n = u64::from(counts.of(vote));
            say.words(head);
            if rest == Some(vote) {
                say.words(": the other ").figure(n, &votes).words(noun(n, " member.", " members."));
            } else {
                let unset = facts.ballot().seats.iter().filter(|seat| vote == Vote::Absent && seat.counted().is_none());
                let who = facts.voters(vote).chain(unset.map(|seat| &seat.member));
                say.words(", ").count(n, &votes).words(noun(n, " member: ", " members: "));
                say.name(list(&facts.names(who))).words(".");
            }
            Point { mark: Mark::Dot, sentence: say.end() }
        })
        .collect();
    if points.is_empty() { Vec::new() } else { vec![Part::Points(points)] }
}

/// Every kind of move with the smallest number that turns the outcome.
fn turn(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Part> {
    let turns = turns(facts);
    if turns.is_empty() {
        return Vec::new();
    }
    let mut proved = true;
    let points = turns
        .iter()
        .map(|turn| {
            let mut say = notes.say();
            let words = super::words::capital(&turn.words());
            say.words(words).words(": ");
            match (&turn.takes, turn.origin()) {
                (Takes::Moves(_), Some(origin)) => {
                    let members = turn.members();
                    let n = members.len() as u64;
                    say.count(n, &origin).words(noun(n, " member", " members"));
                    // A set that can be read is named; a larger one stands in the note.
                    if members.len() <= 6 {
                        say.words(", such as ").name(list(&facts.in_sentence(&members)));
                    }
                }
                (Takes::Never, _) => {
                    say.words("no number of such moves is enough");
                }
                _ => {
                    proved = false;
                    say.words("the weights of the members are too many for a proof");
                }
            }
            Point { mark: Mark::Dot, sentence: say.words(".").end() }
        })
        .collect();
    let which = if proved { "Each number is" } else { "Each number that stands here is" };
    let words = format!("{which} proved to be the smallest, with all other votes as they are.");
    vec![Part::Points(points), Part::Text(vec![notes.say().words(words).end()])]
}

fn what_if(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Part> {
    let points = assumed::points(facts, notes);
    if points.is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let note = facts.scenario.map(|scenario| &scenario.note).filter(|note| !note.is_empty());
    parts.extend(note.map(|note| Part::Text(vec![written(note)])));
    parts.push(Part::Points(points));
    parts
}

/// What the dossier remarks on the text.
fn remarks(facts: &Facts<'_>) -> Vec<Part> {
    let note = &facts.text.note;
    if note.is_empty() { Vec::new() } else { vec![Part::Text(vec![written(note)])] }
}
