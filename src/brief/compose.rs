//! Puts a brief together, from the line to the last section, so that notes are numbered in the order of reading.

use super::{Brief, Length, facts::Facts, line::line, page::sections, paragraph::reasons, say::Notes};
use crate::{
    chart::{ChartId, prepare::Source},
    model::{Basis, TextId, TextKind},
};

/// Explains a vote on the record or under the scenario of `source`. None where the text, its body or its rule is
/// missing.
#[must_use]
pub fn brief(source: &Source<'_>, text: &TextId) -> Option<Brief> {
    let facts = Facts::gather(source, text)?;
    let mut notes = Notes::default();
    let line = line(&facts, &mut notes);
    let reasons = reasons(&facts, &mut notes);
    let sections = sections(&facts, &mut notes);
    Some(Brief {
        title: title(&facts),
        subtitle: subtitle(&facts),
        line,
        reasons,
        charts: charts(&facts),
        sections,
        notes: notes.0,
    })
}

/// "A/ES-11/L.11 as amended: The path to peace"
fn title(facts: &Facts<'_>) -> String {
    let text = facts.text;
    let label = text.label();
    if label == text.title {
        return text.title.clone();
    }
    // A draft as amended says so; of the other kinds the title tells.
    let head = if text.kind == TextKind::AsAmended { facts.subject() } else { label.to_owned() };
    format!("{head}: {}", text.title)
}

fn subtitle(facts: &Facts<'_>) -> String {
    let scenario = match facts.scenario {
        Some(scenario) => format!("Scenario: {}", scenario.name),
        None => "As recorded".to_owned(),
    };
    let date = facts.date().map_or(String::new(), crate::model::Date::in_words);
    let parts = [facts.ballot().body.name.clone(), facts.text.meeting.clone(), date, scenario];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The charts that stand by the first sentences: as much as is known.
fn charts(facts: &Facts<'_>) -> Vec<ChartId> {
    if !facts.decided.fate.is_put() {
        return Vec::new();
    }
    match facts.basis() {
        Basis::RollCall => vec![ChartId::Verdict, ChartId::Chamber],
        Basis::Tally => vec![ChartId::Verdict],
        Basis::Result | Basis::Nothing => Vec::new(),
    }
}

impl Brief {
    /// The name of a file with this brief in it, without its ending.
    #[must_use]
    pub fn file_name(&self, length: Length) -> String {
        format!("{} {}", self.title, length.label())
    }
}
