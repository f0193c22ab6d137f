//! `plenary brief`: a vote explained, printed or written to a file.

use std::path::Path;

use serde_json::json;

use super::{
    Failure,
    args::{Brief as Asked, LengthArg, Print},
    load::{self, apply, dossier, pretty, text_id},
};
use crate::{
    brief::{Brief, Length, as_json, brief as explain, charts, plain},
    chart::prepare::Source,
    export::brief::{BriefFormat, bytes},
    io::{self, DossierFile},
    model::TextId,
};

/// `plenary brief`
pub fn brief(args: &Asked) -> Result<String, Failure> {
    let vote = &args.vote;
    let format = args.out.as_deref().map(form).transpose()?;
    if format.is_some() && vote.format == Print::Json {
        return Err(Failure::Usage("JSON is printed and not written; leave out --out or --format".to_owned()));
    }
    let mut file = dossier(vote.file.as_deref())?;
    let text = text_id(&file, &vote.text)?;
    let asked = load::Asked { set: &vote.set, rule: vote.rule.as_deref(), scenario: vote.scenario.as_deref() };
    let (scenario, remarks) = apply(&mut file, &text, &asked)?;
    for remark in &remarks {
        super::note(remark);
    }
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let source = Source { dossier, rules, scenarios, scenario };
    let brief = explain(&source, &text).ok_or_else(|| {
        let rule = dossier.text(&text).map_or("", |text| text.rule.as_str());
        format!("the body or the rule ({rule}) of {text} is missing")
    })?;
    let length = match args.length {
        Some(LengthArg::Line) => Length::Line,
        Some(LengthArg::Page) => Length::Page,
        None if args.out.is_some() => Length::Page,
        Some(LengthArg::Paragraph) | None => Length::Paragraph,
    };
    match (&args.out, format, vote.format) {
        (Some(out), Some(format), _) => {
            let written = bytes(&brief, &charts(&source, &text), length, format).map_err(|error| error.to_string())?;
            io::save_bytes(out, &written).map_err(|problem| problem.to_string())?;
            Ok(format!("Wrote {}\n", out.display()))
        }
        (_, _, Print::Json) => Ok(pretty(&whole(&text, &source, &brief, length))),
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
