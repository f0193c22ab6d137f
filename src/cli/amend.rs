//! `plenary amend`: the order of voting, every text it could end in, whether the order matters, look-ahead voters,
//! killer amendments.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Failure,
    args::{Print, Tally},
    load::{Prepared, pretty},
};
use crate::{
    io::DossierFile,
    model::{Outcome, Tally as Totals, TextId},
    procedure::{self, End, Ends, Put, Setting, StepKind, Study},
};

/// `plenary amend`
pub fn amend(args: &Tally) -> Result<String, Failure> {
    let Prepared { file, text, scenario, .. } = Prepared::of(args)?;
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let setting = Setting { dossier, rules, scenarios, scenario };
    let study = procedure::study(&setting, &text).ok_or_else(|| format!("the body of {text} is missing"))?;
    Ok(match args.format {
        Print::Json => pretty(&as_json(&study)),
        Print::Text => as_text(&study),
    })
}

fn word(outcome: Option<Outcome>) -> Option<String> {
    outcome.map(|outcome| outcome.label().to_lowercase())
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Motion(_) => "motion",
        StepKind::Amendment => "amendment",
        StepKind::Part => "part",
        StepKind::Text => "text",
    }
}

/// Whether a step is put, and why not.
fn put(study: &Study, put: &Put) -> (&'static str, Option<String>) {
    match put {
        Put::Voted => ("voted", None),
        Put::Withdrawn => ("withdrawn", None),
        Put::Moot { by } => ("moot", study.agenda.steps.get(*by).map(|step| format!("{} was adopted", step.name))),
        Put::NotPut { why } => ("not_put", Some(why.clone())),
    }
}

fn end(end: &End) -> Value {
    json!({ "adopted": end.adopted, "fallen": end.fallen, "outcome": end.outcome, "tally": end.tally })
}

fn ends(ends: &Ends) -> Value {
    let list: Vec<Value> = ends
        .ends
        .iter()
        .map(|one| json!({ "text": end(&one.end), "orders": one.orders, "example": one.example, "present": one.present }))
        .collect();
    json!({ "matters": ends.matters(), "every_order": ends.every, "unknown_orders": ends.unknown, "ends": list })
}

fn as_json(study: &Study) -> Value {
    let steps: Vec<Value> = study
        .agenda
        .steps
        .iter()
        .map(|step| {
            let (put, why) = put(study, &step.put);
            json!({
                "id": step.id, "kind": kind(step.kind), "name": step.name, "rule": step.rule, "put": put, "why_not": why,
                "outcome": step.result.outcome, "ground": format!("{:?}", step.result.ground).to_lowercase(),
                "tally": step.result.tally, "recorded": step.recorded, "place": step.place,
                "collides": step.collides.iter().filter_map(|n| study.agenda.steps.get(*n)).map(|s| &s.id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let tree = match &study.tree {
        Ok(tree) => json!({
            "texts": tree.leaves.iter().map(|leaf| json!({
                "adopted": leaf.adopted, "fallen": leaf.fallen, "outcome": leaf.outcome, "tally": leaf.tally,
                "nobody_known_to_move": leaf.unmoved, "recorded_path": leaf.on.recorded, "sincere_path": leaf.on.sincere,
                "look_ahead_path": leaf.on.look_ahead,
            })).collect::<Vec<_>>(),
            "stop": tree.stop,
        }),
        Err(why) => json!({ "problem": why }),
    };
    let orders = match &study.orders {
        Ok(orders) => json!({
            "allowed": orders.allowed,
            "present_allowed": orders.present_allowed,
            "sincere": ends(&orders.sincere),
            "look_ahead": orders.look_ahead.as_ref().map_or_else(|why| json!({ "problem": why }), ends),
        }),
        Err(why) => json!({ "problem": why }),
    };
    let look_ahead = match &study.look_ahead {
        Ok(ahead) => json!({
            "end": end(&ahead.end),
            "sincere": ahead.sincere.as_ref().map(end),
            "turns": ahead.turns.iter().map(|turn| json!({
                "id": turn.id, "adopted": turn.adopted, "reason": format!("{:?}", turn.reason).to_lowercase(),
                "tally": turn.tally, "with": end(&turn.with), "without": end(&turn.without),
                "otherwise": turn.otherwise.iter().map(|o| json!({
                    "member": o.member, "sincere": o.sincere, "vote": o.vote,
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        }),
        Err(why) => json!({ "problem": why }),
    };
    let turners = |list: &[procedure::Turner]| -> Vec<Value> {
        list.iter().map(|t| json!({ "id": t.id, "with": end(&t.with), "without": end(&t.without) })).collect()
    };
    json!({
        "text": study.agenda.root,
        "important_question": study.agenda.important,
        "steps": steps,
        "out_of_order": study.agenda.out_of_order,
        "notes": study.agenda.notes,
        "tree": tree,
        "orders": orders,
        "look_ahead": look_ahead,
        "killers": turners(&study.killers.sink),
        "savers": turners(&study.killers.save),
    })
}

fn counts(tally: &Totals) -> String {
    if tally.is_empty() {
        return "votes not known".to_owned();
    }
    let one = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{}–{}–{}", one(tally.yes), one(tally.no), one(tally.abstain))
}

fn named(study: &Study, ids: &[TextId]) -> String {
    let name = |id: &TextId| study.agenda.step(id).map_or_else(|| id.to_string(), |step| step.name.clone());
    if ids.is_empty() { "no amendment".to_owned() } else { ids.iter().map(name).collect::<Vec<_>>().join(", ") }
}

fn outcome(outcome: Option<Outcome>) -> String {
    word(outcome).unwrap_or_else(|| "not known".to_owned())
}

fn end_words(study: &Study, end: &End) -> String {
    format!("{}: {}, {}", named(study, &end.adopted), outcome(end.outcome), counts(&end.tally))
}

fn as_text(study: &Study) -> String {
    let mut text = format!("{}\n\nOrder of voting\n", study.agenda.root);
    for (n, step) in study.agenda.steps.iter().enumerate() {
        let (word, why) = put(study, &step.put);
        let result = match step.put {
            Put::Voted => format!("{}, {}", outcome(step.result.outcome), counts(&step.result.tally)),
            _ => why.map_or_else(|| word.to_owned(), |why| format!("{word}: {why}")),
        };
        let _ = writeln!(text, "  {}. {} ({}): {result}", n + 1, step.name, kind(step.kind));
    }
    for note in &study.agenda.notes {
        let _ = writeln!(text, "  {note}");
    }
    let _ = writeln!(text, "\nEvery text that could reach the final vote");
    match &study.tree {
        Ok(tree) => {
            for leaf in &tree.leaves {
                let path = match (leaf.on.recorded, leaf.on.sincere) {
                    (true, _) => "  <- as recorded",
                    (false, true) => "  <- sincere voters",
                    _ => "",
                };
                let borrowed = if leaf.unmoved { ", if nobody moved" } else { "" };
                let (words, tally) = (named(study, &leaf.adopted), counts(&leaf.tally));
                let _ = writeln!(text, "  {words}: {}, {tally}{borrowed}{path}", outcome(leaf.outcome));
            }
        }
        Err(why) => {
            let _ = writeln!(text, "  {why}");
        }
    }
    let _ = writeln!(text, "\nDoes the order matter?");
    match &study.orders {
        Ok(orders) => {
            let voters =
                [("sincere voters", Some(&orders.sincere)), ("look-ahead voters", orders.look_ahead.as_ref().ok())];
            for (who, ends) in voters {
                let answer = match ends.map(Ends::matters) {
                    Some(Some(true)) => "yes",
                    Some(Some(false)) => "no",
                    _ => "not known",
                };
                let _ = writeln!(text, "  {who}: {answer}, of {} orders", orders.allowed);
                for one in ends.map(|ends| ends.ends.as_slice()).unwrap_or_default() {
                    let _ = writeln!(text, "    {} end with {}", one.orders, end_words(study, &one.end));
                }
            }
        }
        Err(why) => {
            let _ = writeln!(text, "  {why}");
        }
    }
    match &study.look_ahead {
        Ok(ahead) => {
            let _ = writeln!(text, "\nLook-ahead voters end with {}", end_words(study, &ahead.end));
        }
        Err(why) => {
            let _ = writeln!(text, "\nLook-ahead voters: {why}");
        }
    }
    for (list, does) in [(&study.killers.sink, "would sink"), (&study.killers.save, "would save")] {
        for one in list {
            let name = named(study, std::slice::from_ref(&one.id));
            let _ = writeln!(
                text,
                "{name} {does} the text: {} instead of {}",
                counts(&one.with.tally),
                counts(&one.without.tally)
            );
        }
    }
    text
}
