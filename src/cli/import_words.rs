//! What `plenary import` prints.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Value, json};

use crate::{
    archive::Place,
    io::{
        import::{Finding, Imported, Kind, Severity},
        out::Saved,
    },
};

/// How many problems of one kind are listed where not all are asked for.
const OF_A_KIND: usize = 3;

/// For programs.
pub fn as_json(imported: &Imported, saved: Option<&Saved>) -> Value {
    let (summary, findings) = (&imported.summary, &imported.findings);
    let number = |n: u32| (n > 0).then_some(n);
    let problems: Vec<Value> = findings
        .list()
        .iter()
        .map(|finding| {
            json!({
                "file": file(imported, finding.place),
                "line": number(finding.place.line),
                "column": number(finding.column),
                "severity": finding.severity,
                "kind": finding.kind,
                "message": finding.message,
                "done": finding.done,
            })
        })
        .collect();
    json!({
        "layout": summary.layouts.join("+"),
        "sources": imported.archive.sources,
        "roll_calls": summary.roll_calls,
        "members": summary.members,
        "votes": summary.votes,
        "totals": summary.totals,
        "left_out": summary.left_out,
        "problems": problems,
        "problems_not_listed": findings.unkept(),
        "written": saved.map(|saved| &saved.files),
        "remarks": saved.map(|saved| &saved.remarks),
    })
}

/// For people: the figures, then the problems by kind, the first of each or all.
pub fn as_text(imported: &Imported, saved: Option<&Saved>, all: bool) -> String {
    let (summary, findings) = (&imported.summary, &imported.findings);
    let mut text = String::new();
    let totals = summary.totals;
    let graded = |severity, word: &str| count(findings.graded(severity), word);
    for (name, value) in [
        ("layout", summary.layouts.join(", ")),
        ("roll calls", summary.roll_calls.to_string()),
        ("members", summary.members.to_string()),
        ("votes", summary.votes.to_string()),
        ("totals", format!("{} checked, {} agree, {} differ", totals.checked, totals.agree, totals.differ)),
        ("left out", left_out(summary.left_out)),
        (
            "problems",
            [graded(Severity::Error, "error"), graded(Severity::Warning, "warning"), graded(Severity::Note, "note")]
                .join(", "),
        ),
    ] {
        let _ = writeln!(text, "{name:<11}{value}");
    }
    let mut kinds: BTreeMap<(Severity, Kind), Vec<&Finding>> = BTreeMap::new();
    for finding in findings.list() {
        kinds.entry((finding.severity, finding.kind)).or_default().push(finding);
    }
    for ((severity, kind), list) in kinds {
        group(&mut text, imported, (severity, kind), &list, all);
    }
    if findings.unkept() > 0 {
        let _ = writeln!(text, "\n{} more were counted and are not listed", findings.unkept());
    }
    if saved.is_some() {
        text.push('\n');
    }
    for file in saved.into_iter().flat_map(|saved| &saved.files) {
        let _ = writeln!(text, "Wrote {}", file.display());
    }
    for remark in saved.into_iter().flat_map(|saved| &saved.remarks) {
        let _ = writeln!(text, "  {remark}");
    }
    text
}

/// The problems of one kind and gravity; what was done stands in the heading where it was the same for all.
fn group(text: &mut String, imported: &Imported, of: (Severity, Kind), list: &[&Finding], all: bool) {
    let done = list.first().map_or("", |first| &first.done);
    let same = list.iter().all(|finding| finding.done == done);
    let (severity, kind) = of;
    let _ = write!(text, "\n{}: {} ({})", severity.label(), kind_words(kind), list.len());
    let _ = if same && !done.is_empty() { writeln!(text, ". {done}") } else { writeln!(text) };
    let shown = if all { list.len() } else { list.len().min(OF_A_KIND) };
    for finding in list.iter().take(shown) {
        let mut place = vec![file(imported, finding.place).to_owned()];
        place.extend([finding.place.line, finding.column].iter().take_while(|n| **n > 0).map(u32::to_string));
        let own = if same || finding.done.is_empty() { String::new() } else { format!(". {}", finding.done) };
        let _ = writeln!(text, "  {}: {}{own}", place.join(":"), finding.message);
    }
    if shown < list.len() {
        let _ = writeln!(text, "  and {} more; --all lists them", list.len() - shown);
    }
}

/// The name of the file of a place.
fn file(imported: &Imported, place: Place) -> &str {
    imported.archive.sources.get(place.file as usize).map_or("", |name| name)
}

/// "1 row or vote", "2 rows or votes"
fn left_out(number: u64) -> String {
    if number == 1 { "1 row or vote".to_owned() } else { format!("{number} rows or votes") }
}

/// "1 error", "2 errors"
fn count(number: u64, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// "totals differ"
fn kind_words(kind: Kind) -> String {
    let name = serde_json::to_value(kind).unwrap_or_default();
    name.as_str().unwrap_or("other").replace('-', " ")
}
