//! `plenary tally`: decide a text and say why.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Failure,
    args::{Print, Tally},
    load::{Prepared, pretty},
};
use crate::{
    chart::floor_data::{Fate, FloorData},
    model::{Basis, TextId, Vote},
};

/// `plenary tally`
pub fn tally(args: &Tally) -> Result<String, Failure> {
    let prepared = Prepared::of(args)?;
    let (text, source) = (&prepared.text, prepared.source());
    let (data, decided) = source.floor_data(text).ok_or_else(|| prepared.missing())?;
    Ok(match args.format {
        Print::Json => pretty(&as_json(text, &data, decided.rule.id.as_str(), &prepared.remarks)),
        Print::Text => as_text(&data, &decided.rule.name),
    })
}

fn as_json(text: &TextId, data: &FloorData, rule: &str, remarks: &[String]) -> Value {
    let counts = |vote| data.count(vote);
    let voting = counts(Vote::Yes).zip(counts(Vote::No)).map(|(yes, no)| yes + no);
    let conditions: Vec<Value> = data
        .verdict
        .conditions
        .iter()
        .map(|c| {
            json!({
                "label": c.label,
                "have": c.have,
                "need": c.need,
                "at_most": c.at_most,
                "met": c.met,
                "role": c.role,
                "unit": c.unit,
                "cites": c.cites,
                "problem": c.problem,
            })
        })
        .collect();
    let put = data.fate.is_put();
    json!({
        "text": text,
        "symbol": data.symbol,
        "title": data.title,
        "scenario": data.scenario,
        "rule": rule,
        "counts": {
            "yes": counts(Vote::Yes),
            "no": counts(Vote::No),
            "abstain": counts(Vote::Abstain),
            "absent": counts(Vote::Absent),
        },
        "present_and_voting": voting,
        "outcome": data.verdict.outcome,
        "put_to_the_vote": put,
        "assumed": data.fate == Fate::Assumed,
        "basis": data.basis,
        "conditions": conditions,
        "margin": data.verdict.margin,
        "from_empty_floor": data.from_empty,
        "recorded": { "outcome": data.recorded.0, "note": data.recorded.1 },
        "source": data.source,
        "remarks": remarks,
    })
}

fn as_text(data: &FloorData, rule: &str) -> String {
    let mut text = String::new();
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    if data.symbol != data.title {
        let _ = writeln!(text, "{}", data.symbol);
    }
    let _ = writeln!(text, "{}", data.title);
    let _ = writeln!(text, "{rule}");
    if !data.fate.is_put() {
        let _ = writeln!(text, "{}", data.outcome_words().to_uppercase());
        let _ = writeln!(text, "{}", data.fate.sentence());
        return text;
    }
    let _ = writeln!(text, "{} {}", data.outcome_words().to_uppercase(), data.tally_words());
    if data.fate == Fate::Assumed {
        let _ = writeln!(text, "{}", data.fate.sentence());
    }
    let count = |vote| data.count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
    let basis = match data.basis {
        Basis::RollCall => "by the roll call",
        Basis::Tally => "by the tally",
        Basis::Result => "by the recorded result",
        Basis::Nothing => "nothing is recorded",
    };
    let _ = writeln!(text, "{} not voting, {basis}", count(Vote::Absent));
    for c in &data.verdict.conditions {
        let met = c.met.map_or("not known", |met| if met { "met" } else { "not met" });
        let word = if c.at_most { "at most" } else { "needed" };
        let cites = if c.cites.is_empty() { String::new() } else { format!(" ({})", c.cites) };
        let _ = writeln!(text, "  {met}: {}: {}, {word} {}{cites}", c.label, number(c.have), number(c.need));
        if let Some(problem) = &c.problem {
            let _ = writeln!(text, "    {problem}");
        }
    }
    if !data.bar.spare.is_empty() {
        let _ = writeln!(text, "{}", data.bar.spare);
    }
    if data.from_empty {
        let _ = writeln!(
            text,
            "No roll call is recorded: this began from an empty floor, {} votes are not set.",
            data.unset
        );
    }
    if let Some(recorded) = data.recorded.0 {
        let note = if data.recorded.1.is_empty() { String::new() } else { format!(" ({})", data.recorded.1) };
        let _ = writeln!(text, "On the record: {}{note}", recorded.label().to_lowercase());
    }
    let _ = writeln!(text, "Source: {}", data.source);
    text
}
