//! Briefs: their words in full for votes of the record, the origin of every figure, and the files that they become.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
mod command;
mod notes;
mod pages;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::{Command, Output},
};

use plenary::{
    brief::{Brief, Charts, Length, Origin, Part, Sentence, Span, brief, charts, plain},
    chart::prepare::Source,
    export::brief::{BriefFormat, bytes, html},
    io::{BuiltIn, DossierFile, ukraine},
    model::{Hearing, Lean, Percent, Stance, TextId, Whip},
    scenario::{Scenario, ScenarioId},
};

fn source(file: &DossierFile, scenario: Option<ScenarioId>) -> Source<'_> {
    Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario }
}

fn explained(file: &DossierFile, text: &str, scenario: Option<&str>) -> (Brief, Charts) {
    let named = |name: &str| file.scenarios.iter().find(|s| s.name == name).expect("a scenario").id;
    let source = source(file, scenario.map(named));
    (brief(&source, &text.into()).expect("a brief"), charts(&source, &text.into()))
}

/// The words of a brief of the record, without notes, as one line.
fn words(text: &str, length: Length) -> String {
    one_line(&plain(&explained(&ukraine(), text, None).0, length, false))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
