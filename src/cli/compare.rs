//! `plenary compare`: the difference between two scenarios, or the votes of a dossier under another rule.

use std::{fmt::Write, path::Path};

use serde_json::{Value, json};

use super::{
    Failure,
    args::{Compare, Print},
    load::{dossier, pretty, scenario, text_id},
};
use crate::{
    chart::{
        compare::{Difference, result_words},
        other_rule::{OtherRow, OtherTable, OtherTerms},
        prepare::Source,
    },
    io::DossierFile,
    model::{BodyId, Outcome, RuleId, TextId, Vote},
    scenario::{Scenario, ScenarioId},
};

/// How the record is called where a scenario is asked for.
const RECORD: &str = "record";

/// `plenary compare`
pub fn compare(args: &Compare) -> Result<String, Failure> {
    match (&args.rule, args.words.as_slice()) {
        (Some(rule), []) => other_rule(args, None, rule),
        (Some(rule), [file]) => other_rule(args, Some(file), rule),
        (None, [first, second]) => two(args, None, first, second),
        (None, [file, first, second]) => two(args, Some(file), first, second),
        _ => Err(Failure::Usage(
            "name two scenarios, as in `plenary compare record \"US abstains\"`, or another rule, as in `plenary \
             compare --rule ga-simple`; a dossier may stand before them"
                .to_owned(),
        )),
    }
}

fn source(file: &DossierFile, scenario: Option<ScenarioId>) -> Source<'_> {
    let DossierFile { dossier, rules, scenarios, .. } = file;
    Source { dossier, rules, scenarios, scenario }
}

/// The scenario with this name; none for the record.
fn side(file: &DossierFile, name: &str) -> Result<Option<ScenarioId>, Failure> {
    let named = |s: &Scenario| s.name == name;
    if name == RECORD && !file.scenarios.iter().any(named) { Ok(None) } else { scenario(file, name).map(Some) }
}

fn two(args: &Compare, file: Option<&String>, first: &str, second: &str) -> Result<String, Failure> {
    for (given, option) in [(&args.body, "--body"), (&args.date, "--date"), (&args.of, "--of")] {
        if given.is_some() {
            return Err(Failure::Usage(format!("{option} goes with --rule")));
        }
    }
    let file = dossier(file.map(Path::new))?;
    let pair = [side(&file, first)?, side(&file, second)?];
    let source = source(&file, None);
    let texts: Vec<TextId> = match &args.text {
        Some(text) => vec![text_id(&file, text)?],
        None => source.dossier.texts.iter().map(|text| text.id.clone()).collect(),
    };
    let asked = args.text.is_some();
    let mut found = Vec::new();
    for text in texts {
        let [a, b] = pair;
        let Some(difference) = source.difference(&text, a, b) else {
            if asked {
                return Err(format!("the body or the rule of {text} is missing").into());
            }
            continue;
        };
        if asked || !difference.points.is_empty() {
            found.push((text, difference));
        }
    }
    Ok(match args.format {
        Print::Json => pretty(&two_json(&source, pair, &found)),
        Print::Text => two_text(&source, pair, &found),
    })
}

fn two_text(source: &Source<'_>, [a, b]: [Option<ScenarioId>; 2], found: &[(TextId, Difference)]) -> String {
    let [first, second] = [a, b].map(|scenario| source.under(scenario).scenario_name());
    let mut text = format!("From {first} to {second}\n");
    if found.is_empty() {
        let _ = writeln!(text, "Every text comes to the same, by the same votes.");
    }
    for (id, difference) in found {
        let name = source.dossier.text(id).map_or(id.as_str(), |text| text.label());
        let _ = writeln!(text, "{id}: {name}");
        if difference.points.is_empty() {
            let _ = writeln!(text, "  the same votes and the same result");
        }
        for point in &difference.points {
            let _ = writeln!(text, "  {}", point.words);
        }
    }
    text
}

fn two_json(source: &Source<'_>, pair: [Option<ScenarioId>; 2], found: &[(TextId, Difference)]) -> Value {
    let [a, b] = pair;
    let name = |scenario| source.under(scenario).scenario_name();
    let texts: Vec<Value> = found
        .iter()
        .map(|(id, difference)| {
            let moves: Vec<Value> = difference
                .shifts
                .iter()
                .map(|shift| {
                    let word = |cast: crate::scenario::Cast| cast.label().to_lowercase();
                    json!({ "from": word(shift.from), "to": word(shift.to), "members": shift.members })
                })
                .collect();
            let words: Vec<&str> = difference.points.iter().map(|point| point.words.as_str()).collect();
            json!({
                "text": id,
                "from": side_json(&source.under(a), id),
                "to": side_json(&source.under(b), id),
                "moves": moves,
                "words": words,
            })
        })
        .collect();
    json!({ "from": name(a), "to": name(b), "texts": texts })
}

fn side_json(source: &Source<'_>, text: &TextId) -> Value {
    let Some((data, decided)) = source.floor_data(text) else { return Value::Null };
    let count = |vote| data.count(vote);
    json!({
        "rule": decided.rule.id,
        "outcome": data.verdict.outcome,
        "words": result_words(&data),
        "put": data.fate.is_put(),
        "assumed": data.fate == crate::chart::floor_data::Fate::Assumed,
        "counts": {
            "yes": count(Vote::Yes),
            "no": count(Vote::No),
            "abstain": count(Vote::Abstain),
            "absent": count(Vote::Absent),
        },
    })
}

fn other_rule(args: &Compare, file: Option<&String>, rule: &str) -> Result<String, Failure> {
    if args.text.is_some() {
        return Err(Failure::Usage(
            "--text goes with two scenarios; `plenary tally --rule` decides one text".to_owned(),
        ));
    }
    let file = dossier(file.map(Path::new))?;
    let shown = args.scenario.as_deref().map(|name| side(&file, name)).transpose()?.flatten();
    let terms = OtherTerms {
        rule: RuleId::from(rule),
        of: args.of.as_deref().map(|id| body(&file, id)).transpose()?,
        body: args.body.as_deref().map(|id| body(&file, id)).transpose()?,
        date: args.date.as_deref().map(str::parse).transpose().map_err(Failure::Usage)?,
    };
    let table = source(&file, shown)
        .other_rule(&terms)
        .ok_or_else(|| format!("there is no rule {rule}; `plenary rules` lists them"))?;
    Ok(match args.format {
        Print::Json => pretty(&table_json(&table)),
        Print::Text => table_text(&table),
    })
}

fn body(file: &DossierFile, id: &str) -> Result<BodyId, Failure> {
    let bodies = &file.dossier.bodies;
    if bodies.iter().any(|body| body.id.as_str() == id) {
        return Ok(id.into());
    }
    let have: Vec<&str> = bodies.iter().map(|body| body.id.as_str()).collect();
    Err(format!("there is no body {id}; the dossier has {}", have.join(", ")).into())
}

fn word(outcome: Option<Outcome>) -> String {
    outcome.map_or("not known", Outcome::label).to_lowercase()
}

fn table_text(table: &OtherTable) -> String {
    let mut text = format!("{}\n", table.sentence());
    for row in &table.rows {
        let mark = if row.changes() { '*' } else { ' ' };
        let tally = if row.tally == row.other_tally {
            row.tally.clone()
        } else {
            format!("{} of {}", row.other_tally, row.tally)
        };
        let spare = if row.spare.is_empty() { String::new() } else { format!(", {}", row.spare) };
        let _ = writeln!(
            text,
            "{mark} {}  {tally}  {} ({}) -> {}{spare}",
            row.text,
            word(row.own),
            row.own_rule,
            word(row.other.outcome)
        );
    }
    text
}

fn table_json(table: &OtherTable) -> Value {
    let row = |row: &OtherRow| {
        json!({
            "text": row.text,
            "name": row.name,
            "body": row.body,
            "date": row.date,
            "tally": row.tally,
            "own": { "rule": row.own_rule, "outcome": row.own },
            "other": {
                "outcome": row.other.outcome,
                "margin": row.other.margin,
                "tally": row.other_tally,
                "votes_not_known": row.unset,
            },
            "changes": row.changes(),
        })
    };
    json!({
        "rule": table.terms.rule,
        "scenario": table.scenario,
        "of": table.terms.of,
        "body": table.terms.body,
        "date": table.terms.date,
        "changed": table.changed(),
        "not_known": table.open(),
        "sentence": table.sentence(),
        "texts": table.rows.iter().map(row).collect::<Vec<Value>>(),
    })
}
