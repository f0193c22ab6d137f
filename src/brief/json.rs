//! A brief for programs: spans and notes as JSON.

use serde_json::{Value, json};

use super::{Brief, Length, Mark, Part, Sentence, Span};

/// The brief as JSON: its sentences as spans, its sections where it is a page, and its notes with their origins.
#[must_use]
pub fn as_json(brief: &Brief, length: Length) -> Value {
    let sentences: Vec<Value> = match length {
        Length::Line => vec![sentence(&brief.line)],
        Length::Paragraph | Length::Page => std::iter::once(&brief.line).chain(&brief.reasons).map(sentence).collect(),
    };
    let notes: Vec<Value> = brief
        .notes_of(length)
        .iter()
        .map(|note| json!({ "number": note.number, "words": note.words(), "origin": note.origin }))
        .collect();
    let mut value = json!({
        "length": length.label().to_lowercase(),
        "title": brief.title,
        "subtitle": brief.subtitle,
        "sentences": sentences,
    });
    if let Some(fields) = value.as_object_mut() {
        if length == Length::Page {
            let charts: Vec<&str> = brief.charts.iter().map(|chart| chart.id()).collect();
            fields.insert("charts".to_owned(), json!(charts));
            let sections: Vec<Value> = brief
                .sections
                .iter()
                .map(|section| {
                    let parts: Vec<Value> = section.parts.iter().map(part).collect();
                    json!({ "heading": section.heading, "parts": parts })
                })
                .collect();
            fields.insert("sections".to_owned(), Value::Array(sections));
        }
        fields.insert("notes".to_owned(), Value::Array(notes));
    }
    value
}

fn sentence(sentence: &Sentence) -> Value {
    Value::Array(sentence.0.iter().map(span).collect())
}

fn span(span: &Span) -> Value {
    match span {
        Span::Words(words) => json!({ "words": words }),
        Span::Name(name) => json!({ "name": name }),
        Span::Figure { words, note } => json!({ "figure": words, "note": note }),
    }
}

fn part(part: &Part) -> Value {
    match part {
        Part::Text(sentences) => json!({ "text": sentences.iter().map(sentence).collect::<Vec<Value>>() }),
        Part::Points(points) => {
            let met = |mark| match mark {
                Mark::Dot | Mark::Open => Value::Null,
                Mark::Met => Value::Bool(true),
                Mark::Unmet => Value::Bool(false),
            };
            let points =
                points.iter().map(|point| json!({ "met": met(point.mark), "spans": sentence(&point.sentence) }));
            json!({ "points": points.collect::<Vec<Value>>() })
        }
        Part::Table(table) => {
            let rows: Vec<Vec<Value>> = table.rows.iter().map(|row| row.iter().map(span).collect()).collect();
            json!({ "table": { "heads": table.heads, "rows": rows } })
        }
        Part::Chart(chart) => json!({ "chart": chart.id() }),
    }
}
