//! Dossiers for the headless commands: read, checked, and changed as the command line says.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use serde_json::json;

use super::args::Print;
use crate::{
    chart::prepare::Source,
    io::{self, DossierFile},
    model::{MemberId, RuleId, Standing, TextId, Vote, Votes},
    scenario::{Change, ChangeKind, Scenario, ScenarioId, floor},
};

/// The dossier of a file, or the built-in one.
pub fn dossier(file: Option<&Path>) -> Result<DossierFile, String> {
    match file {
        Some(path) => io::open(path).map_err(|problem| problem.to_string()),
        None => Ok(io::ukraine()),
    }
}

/// `plenary demo`
pub fn demo(out: &Path) -> Result<String, String> {
    io::save(out, &io::ukraine()).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {}\n", out.display()))
}

/// `plenary check`
pub fn check(file: &Path, print: Print) -> Result<String, String> {
    let checked = io::check_file(file);
    let list = |problems: &[io::Problem]| -> Vec<serde_json::Value> {
        problems
            .iter()
            .map(
                |p| json!({ "file": p.file, "line": p.line, "column": p.column, "message": p.message, "hint": p.hint }),
            )
            .collect()
    };
    let texts = checked.file.as_ref().map_or(0, |file| file.dossier.texts.len());
    let text = match print {
        Print::Json => pretty(&json!({
            "valid": checked.errors.is_empty(),
            "texts": texts,
            "errors": list(&checked.errors),
            "warnings": list(&checked.warnings),
        })),
        Print::Text => {
            let mut text = String::new();
            for warning in &checked.warnings {
                let _ = writeln!(text, "warning: {warning}");
            }
            let count = checked.warnings.len();
            let words = if count == 1 { "warning" } else { "warnings" };
            let _ = writeln!(text, "{}: {texts} texts, {count} {words}", file.display());
            text
        }
    };
    match checked.errors.as_slice() {
        [] => Ok(text),
        errors => {
            if print == Print::Json {
                super::print(&text);
            }
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Err(lines.join("\n"))
        }
    }
}

/// Pretty JSON with a line end.
pub fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// What the command line changes.
pub struct Asked<'a> {
    /// "USA=abstain"
    pub set: &'a [String],
    /// A rule id.
    pub rule: Option<&'a str>,
    /// A scenario's name.
    pub scenario: Option<&'a str>,
}

/// Adds what the command line asks to the dossier as a scenario of its own, and gives that, with remarks.
pub fn apply(
    file: &mut DossierFile,
    text: &TextId,
    asked: &Asked<'_>,
) -> Result<(Option<ScenarioId>, Vec<String>), String> {
    if file.dossier.text(text).is_none() {
        return Err(unknown_text(file, text));
    }
    let base = match asked.scenario {
        None => None,
        Some(name) => Some(scenario(file, name)?),
    };
    let mut remarks = Vec::new();
    let mut changes = Vec::new();
    if let Some(rule) = asked.rule {
        let rule = RuleId::from(rule);
        let source = Source { dossier: &file.dossier, rules: &file.rules, scenarios: &[], scenario: None };
        if source.rule(&rule).is_none() {
            return Err(format!("there is no rule {rule}; `plenary rules` lists them"));
        }
        changes.push(change(text, "rule", ChangeKind::Rule(rule)));
    }
    let votes = votes(file, text, base, asked.set, &mut remarks)?;
    if !votes.0.is_empty() {
        changes.push(change(text, "votes", ChangeKind::Votes(votes)));
    }
    if changes.is_empty() {
        return Ok((base, remarks));
    }
    let id = ScenarioId(file.scenarios.iter().map(|s| s.id.0).max().unwrap_or(0).saturating_add(1));
    let name = base.and_then(|id| file.scenarios.iter().find(|s| s.id == id)).map_or("What if", |s| &s.name).to_owned();
    let (note, extra) = (String::new(), crate::model::Extra::new());
    file.scenarios.push(Scenario { id, name, base, changes, note, extra });
    Ok((Some(id), remarks))
}

fn change(text: &TextId, label: &str, kind: ChangeKind) -> Change {
    Change { label: label.to_owned(), text: text.clone(), kind, source: "command line".to_owned() }
}

fn unknown_text(file: &DossierFile, text: &TextId) -> String {
    let ids: Vec<&str> = file.dossier.texts.iter().map(|text| text.id.as_str()).collect();
    format!("there is no text {text}; the dossier has {}", ids.join(", "))
}

fn scenario(file: &DossierFile, name: &str) -> Result<ScenarioId, String> {
    let found = file.scenarios.iter().find(|scenario| scenario.name == name).map(|scenario| scenario.id);
    found.ok_or_else(|| {
        let names: Vec<String> = file.scenarios.iter().map(|s| format!("\"{}\"", s.name)).collect();
        let have = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        format!("there is no scenario \"{name}\"; the dossier has {have}")
    })
}

fn votes(
    file: &DossierFile,
    text: &TextId,
    base: Option<ScenarioId>,
    set: &[String],
    remarks: &mut Vec<String>,
) -> Result<Votes, String> {
    let floor = floor(&file.dossier, &file.scenarios, base, text).ok_or("the body of this text is missing")?;
    let mut votes = BTreeMap::new();
    for part in set.iter().filter(|part| !part.trim().is_empty()) {
        let (code, word) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is no vote; write USA=abstain"))?;
        let member = MemberId::from(code.trim().to_uppercase());
        let member = if floor.ballot.seat(&member).is_some() { member } else { MemberId::from(code.trim()) };
        let vote = Vote::parse(word)
            .ok_or_else(|| format!("\"{word}\" is no vote; write yes, no, abstain or absent, as in USA=abstain"))?;
        let seat = floor.ballot.seat(&member);
        let seat = seat.ok_or_else(|| format!("{member} holds no seat in the {} that day", floor.ballot.body.name))?;
        if seat.standing != Standing::Voting {
            remarks.push(format!("{member} may not vote and counts as absent whatever is set"));
        }
        votes.insert(member, vote);
    }
    Ok(Votes(votes))
}
