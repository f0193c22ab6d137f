//! Dossiers for the headless commands: read, checked, and changed as the command line says.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use serde_json::json;

use super::{
    Failure,
    args::{Print, Tally},
};
use crate::{
    chart::prepare::Source,
    io::{self, BuiltIn, DossierFile},
    model::{Counts, Date, Dossier, Lean, Member, MemberId, RuleId, Standing, TextId, Vote, Votes, find, fold},
    scenario::{Change, ChangeKind, Scenario, ScenarioId, floor},
};

/// How a built-in dossier is told from a file.
const BUILT_IN: &str = "builtin:";

/// The dossier of a file, or a built-in one: that of 24 February 2025 where none is named.
pub fn dossier(file: Option<&Path>) -> Result<DossierFile, Failure> {
    if let Some(name) = file.and_then(Path::to_str).and_then(|name| name.strip_prefix(BUILT_IN)) {
        return Ok(built_in(name)?.file());
    }
    match file {
        Some(path) => io::open(path).map_err(|problem| Failure::Failed(problem.to_string())),
        None => Ok(io::ukraine()),
    }
}

fn built_in(name: &str) -> Result<BuiltIn, Failure> {
    BuiltIn::named(name).ok_or_else(|| {
        let names: Vec<&str> = BuiltIn::ALL.into_iter().map(BuiltIn::id).collect();
        Failure::Usage(format!("there is no built-in dossier {name}; there are {}", names.join(", ")))
    })
}

/// `plenary demo`
pub fn demo(out: &Path, name: &str) -> Result<String, Failure> {
    io::save(out, &built_in(name)?.file()).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {}\n", out.display()))
}

/// `plenary check`
pub fn check(file: &Path, print: Print) -> Result<String, Failure> {
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
    let totals = checked.file.as_ref().map(totals).unwrap_or_default();
    let text = match print {
        Print::Json => pretty(&json!({
            "valid": checked.errors.is_empty(),
            "texts": texts,
            "roll_calls": totals.roll_calls,
            "totals": { "checked": totals.checked, "agree": totals.agree, "differ": totals.checked - totals.agree },
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
            let _ = writeln!(
                text,
                "{}: {texts} texts, {} roll calls, {} with published totals, {} agree, {count} {words}",
                file.display(),
                totals.roll_calls,
                totals.checked,
                totals.agree
            );
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
            Err(lines.join("\n").into())
        }
    }
}

/// Published totals beside counted ones.
#[derive(Default)]
struct Totals {
    roll_calls: usize,
    checked: usize,
    agree: usize,
}

fn totals(file: &DossierFile) -> Totals {
    let mut totals = Totals::default();
    for text in file.dossier.texts.iter().filter(|text| text.record.roll_call) {
        totals.roll_calls += 1;
        let counted: Counts = text.record.votes.0.values().copied().collect();
        let published = text.record.tally;
        if !published.is_empty() {
            totals.checked += 1;
            let same = |vote| published.of(vote).is_none_or(|total| total == counted.of(vote));
            totals.agree += usize::from(Vote::ALL.into_iter().all(same));
        }
    }
    totals
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

impl<'a> From<&'a Tally> for Asked<'a> {
    fn from(args: &'a Tally) -> Self {
        Self { set: &args.set, rule: args.rule.as_deref(), scenario: args.scenario.as_deref() }
    }
}

/// A dossier with what the command line changes in one of its texts.
pub struct Prepared {
    /// The dossier, with the changes as a scenario of its own.
    pub file: DossierFile,
    /// The text.
    pub text: TextId,
    /// That scenario, or the one that was asked for; none for the record.
    pub scenario: Option<ScenarioId>,
    /// What is to be said of the changes.
    pub remarks: Vec<String>,
}

impl Prepared {
    /// Reads the dossier and changes what is asked; the remarks are printed.
    pub fn of(args: &Tally) -> Result<Self, Failure> {
        let mut file = dossier(args.file.as_deref())?;
        let text = text_id(&file, &args.text)?;
        let (scenario, remarks) = apply(&mut file, &text, &args.into())?;
        for remark in &remarks {
            super::note(remark);
        }
        Ok(Self { file, text, scenario, remarks })
    }

    /// Why the text cannot be decided.
    pub fn missing(&self) -> String {
        let rule = self.file.dossier.text(&self.text).map_or("", |text| text.rule.as_str());
        format!("the body or the rule ({rule}) of {} is missing", self.text)
    }

    /// The dossier as the scenario has it.
    pub fn source(&self) -> Source<'_> {
        let DossierFile { dossier, rules, scenarios, .. } = &self.file;
        Source { dossier, rules, scenarios, scenario: self.scenario }
    }
}

/// Adds what the command line asks to the dossier as a scenario of its own, and gives that, with remarks.
pub fn apply(
    file: &mut DossierFile,
    text: &TextId,
    asked: &Asked<'_>,
) -> Result<(Option<ScenarioId>, Vec<String>), Failure> {
    let base = match asked.scenario {
        None => None,
        Some(name) => Some(scenario(file, name)?),
    };
    let mut remarks = Vec::new();
    let mut changes = Vec::new();
    if let Some(rule) = asked.rule {
        let rule = RuleId::from(rule);
        let source = Source { dossier: &file.dossier, rules: &file.rules, scenarios: &[], scenario: None };
        let Some(found) = source.rule(&rule) else {
            return Err(format!("there is no rule {rule}; `plenary rules` lists them").into());
        };
        changes.push(change(text, &format!("Rule: {}", found.name), ChangeKind::Rule(rule)));
    }
    let votes = votes(file, text, base, asked.set, &mut remarks)?;
    if !votes.0.is_empty() {
        changes.push(change(text, &label(&file.dossier, &votes), ChangeKind::Votes(votes)));
    }
    if changes.is_empty() {
        return Ok((base, remarks));
    }
    let id = ScenarioId(file.scenarios.iter().map(|s| s.id.0).max().unwrap_or(0).saturating_add(1));
    let name = base.and_then(|id| file.scenarios.iter().find(|s| s.id == id)).map_or("What if", |s| &s.name).to_owned();
    let (note, extra) = (String::new(), crate::model::Extra::new());
    file.scenarios.push(Scenario { id, name, base, note, changes, extra });
    Ok((Some(id), remarks))
}

/// "France to No, United States to Abstain", or how many where they are many.
fn label(dossier: &Dossier, votes: &Votes) -> String {
    if votes.0.len() > 12 {
        return format!("{} votes set", votes.0.len());
    }
    let one = |(member, vote): (&MemberId, &Vote)| format!("{} to {}", dossier.member_name(member), vote.label());
    votes.0.iter().map(one).collect::<Vec<String>>().join(", ")
}

fn change(text: &TextId, label: &str, kind: ChangeKind) -> Change {
    Change { source: "command line".to_owned(), ..Change::new(text.clone(), label, kind) }
}

/// The text that is meant: by its id, or by a symbol that only one text has.
pub fn text_id(file: &DossierFile, word: &str) -> Result<TextId, Failure> {
    let texts = &file.dossier.texts;
    if let Some(text) = texts.iter().find(|text| text.id.as_str() == word) {
        return Ok(text.id.clone());
    }
    let named: Vec<&TextId> =
        texts.iter().filter(|text| text.symbol == word || text.resolution == word).map(|text| &text.id).collect();
    if let [only] = named.as_slice() {
        return Ok((*only).clone());
    }
    let mut message = match named.len() {
        0 => format!("there is no text {word}; the dossier has"),
        _ => format!("more than one text is called {word}; the dossier has"),
    };
    for text in texts.iter().filter(|text| named.is_empty() || named.contains(&&text.id)) {
        let _ = write!(message, "\n  {}  {}", text.id, text.title);
    }
    Err(message.into())
}

/// The scenario that is meant, by its name.
pub fn scenario(file: &DossierFile, name: &str) -> Result<ScenarioId, Failure> {
    let found = file.scenarios.iter().find(|scenario| scenario.name == name).map(|scenario| scenario.id);
    found.ok_or_else(|| {
        let names: Vec<String> = file.scenarios.iter().map(|s| format!("\"{}\"", s.name)).collect();
        let have = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        Failure::Failed(format!("there is no scenario \"{name}\"; the dossier has {have}"))
    })
}

fn votes(
    file: &DossierFile,
    text: &TextId,
    base: Option<ScenarioId>,
    set: &[String],
    remarks: &mut Vec<String>,
) -> Result<Votes, Failure> {
    let floor = floor(&file.dossier, &file.scenarios, base, text).ok_or("the body of this text is missing")?;
    let mut votes = BTreeMap::new();
    for part in set.iter().filter(|part| !part.trim().is_empty()) {
        let usage = |words: String| Failure::Usage(words);
        let (code, word) =
            part.split_once('=').ok_or_else(|| usage(format!("\"{part}\" is no vote; write USA=abstain")))?;
        let vote = Vote::parse(word).ok_or_else(|| {
            usage(format!("\"{word}\" is no vote; write yes, no, abstain or absent, as in USA=abstain"))
        })?;
        let member = member(&file.dossier, code.trim())?;
        let seat = floor.ballot.seat(&member);
        let seat = seat.ok_or_else(|| format!("{member} holds no seat in the {} that day", floor.ballot.body.name))?;
        if seat.standing != Standing::Voting {
            remarks.push(format!("{member} may not vote and counts as absent whatever is set"));
        }
        votes.insert(member, vote);
    }
    Ok(Votes(votes))
}

/// The members that are meant: one, or those of a group of that day by its id or its name.
pub fn movers(dossier: &Dossier, word: &str, date: Option<&Date>) -> Result<Vec<MemberId>, Failure> {
    let folded = fold(word);
    let named = dossier.groups.iter().find(|group| fold(group.id.as_str()) == folded || fold(&group.name) == folded);
    match named.filter(|_| dossier.member(&word.into()).is_none()) {
        Some(group) => Ok(group.members_on(date).cloned().collect()),
        None => Ok(vec![member(dossier, word)?]),
    }
}

/// The member that is meant: by its code, or by a name or alias that is written out.
pub fn member(dossier: &Dossier, word: &str) -> Result<MemberId, Failure> {
    let folded = fold(word);
    let named = |member: &&Member| {
        fold(member.id.as_str()) == folded
            || fold(&member.name) == folded
            || member.aliases.iter().any(|alias| fold(alias) == folded)
    };
    let exact = dossier.member(&word.into());
    if let Some(member) = exact.or_else(|| dossier.members.iter().find(named)) {
        return Ok(member.id.clone());
    }
    let near: Vec<String> =
        find(dossier.members.iter(), word).iter().take(3).map(|m| format!("{} ({})", m.id, m.name)).collect();
    let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
    Err(format!("{word} is no member of this dossier{hint}").into())
}

/// The leans of a whip count in a CSV file, with remarks on it.
pub fn leans(path: &Path, dossier: &Dossier) -> Result<(BTreeMap<MemberId, Lean>, Vec<String>), Failure> {
    let read = io::open_whip(path, dossier).map_err(|problem| problem.to_string())?;
    if !read.problems.is_empty() {
        let lines: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        return Err(lines.join("\n").into());
    }
    Ok((read.leans, read.remarks.iter().map(ToString::to_string).collect()))
}
