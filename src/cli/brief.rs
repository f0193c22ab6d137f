//! `plenary brief`: a vote explained, printed or written to a file.

use std::path::Path;

use serde_json::json;

use super::{
    Failure,
    args::{Brief as Asked, LengthArg, Print},
    load::{Prepared, pretty},
};
use crate::{
    brief::{Brief, Length, as_json, brief as explain, charts, plain},
    chart::prepare::Source,
    export::brief::{BriefFormat, bytes},
    io,
    model::TextId,
};

/// `plenary brief`
pub fn brief(args: &Asked) -> Result<String, Failure> {
    let vote = &args.vote;
    let format = args.out.as_deref().map(form).transpose()?;
    if format.is_some() && vote.format == Print::Json {
        return Err(Failure::Usage("JSON is printed and not written; leave out --out or --format".to_owned()));
    }
    let prepared = Prepared::of(vote)?;
    let (text, source) = (&prepared.text, prepared.source());
    let brief = explain(&source, text).ok_or_else(|| prepared.missing())?;
    let length = match args.length {
        Some(LengthArg::Line) => Length::Line,
        Some(LengthArg::Page) => Length::Page,
        None if args.out.is_some() => Length::Page,
        Some(LengthArg::Paragraph) | None => Length::Paragraph,
    };
    match (&args.out, format, vote.format) {
        (Some(out), Some(format), _) => {
            let written = bytes(&brief, &charts(&source, text), length, format).map_err(|error| error.to_string())?;
            io::save_bytes(out, &written).map_err(|problem| problem.to_string())?;
            Ok(format!("Wrote {}\n", out.display()))
        }
        (_, _, Print::Json) => Ok(pretty(&whole(text, &source, &brief, length))),
        (_, _, Print::Text) => Ok(plain(&brief, length, true)),
    }
}

fn form(out: &Path) -> Result<BriefFormat, Failure> {
    BriefFormat::of(out)
        .ok_or_else(|| Failure::Usage(format!("{}: the ending says the form; use .txt, .html or .pdf", out.display())))
}

fn whole(text: &TextId, source: &Source<'_>, brief: &Brief, length: Length) -> serde_json::Value {
    let mut value = json!({ "text": text, "scenario": source.scenario.map(|_| source.scenario_name()) });
    if let (Some(all), serde_json::Value::Object(fields)) = (value.as_object_mut(), as_json(brief, length)) {
        all.extend(fields);
    }
    value
}
