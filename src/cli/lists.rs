//! `plenary rules`, `plenary charts`, `plenary schema`.

use std::{fmt::Write, path::Path};

use serde_json::{Value, json};

use super::{
    Failure,
    args::Print,
    load::{dossier, pretty},
};
use crate::{chart::ChartId, io, rules::presets};

/// `plenary rules`
pub fn rules(file: Option<&Path>, print: Print) -> Result<String, Failure> {
    let own = dossier(file)?.rules;
    let rules = presets().iter().chain(&own);
    Ok(match print {
        Print::Json => {
            let rules: Vec<Value> = rules
                .map(|r| json!({ "id": r.id, "name": r.name, "cites": r.cites, "note": r.note, "formula": r.formula }))
                .collect();
            pretty(&Value::Array(rules))
        }
        Print::Text => rules.fold(String::new(), |mut text, rule| {
            let _ = writeln!(text, "{:<20} {} [{}]", rule.id, rule.name, rule.cites);
            text
        }),
    })
}

/// `plenary charts`
pub fn charts(print: Print) -> String {
    match print {
        Print::Json => {
            let charts: Vec<Value> =
                ChartId::ALL.iter().map(|c| json!({ "id": c.id(), "name": c.label(), "about": c.about() })).collect();
            pretty(&Value::Array(charts))
        }
        Print::Text => ChartId::ALL.iter().fold(String::new(), |mut text, chart| {
            let _ = writeln!(text, "{:<16} {}", chart.id(), chart.about());
            text
        }),
    }
}

/// `plenary schema`
pub fn schema() -> Result<String, Failure> {
    io::json_schema_text().map_err(|error| Failure::Failed(error.to_string()))
}
