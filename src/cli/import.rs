//! `plenary import`: read files of votes, say what they hold and what is wrong in them, write them in another form.

use std::path::Path;

use super::{
    Failure,
    archive_args::{Form, Import, Sources},
    args::Print,
    import_words::{as_json, as_text},
    watch::Waiting,
};
use crate::io::{
    import::{self, Imported, Input},
    out::{Format, Saved, save_as},
};

/// `plenary import`
pub fn import(args: &Import) -> Result<String, Failure> {
    let options = args.sources.options()?;
    let target = args.out.as_deref().map(|path| Ok::<_, Failure>((path, format(path, args.form)?))).transpose()?;
    let waiting = Waiting::new();
    let imported = read(&args.sources, &options, &waiting)?;
    let saved = match target {
        None => None,
        Some((path, format)) => Some(save(path, &imported, format, &waiting)?),
    };
    Ok(match args.format {
        Print::Json => super::load::pretty(&as_json(&imported, saved.as_ref())),
        Print::Text => as_text(&imported, saved.as_ref(), args.all),
    })
}

/// In what form a file is written, by its ending and by what is asked for.
fn format(path: &Path, form: Option<Form>) -> Result<Format, Failure> {
    let name = path.display();
    let by_ending = Format::of(path)
        .ok_or_else(|| Failure::Usage(format!("{name}: the ending says the form; use .csv, .xlsx or .parquet")))?;
    match (by_ending, form) {
        (by_ending, None) => Ok(by_ending),
        (Format::LongCsv, Some(Form::Long)) => Ok(Format::LongCsv),
        (Format::LongCsv, Some(Form::Wide)) => Ok(Format::WideCsv),
        (Format::LongCsv, Some(Form::Undl)) => Ok(Format::Undl),
        (_, Some(_)) => {
            Err(Failure::Usage(format!("{name}: --form says how a CSV file is laid out, and this is none")))
        }
    }
}

/// Reads the files.
pub fn read(sources: &Sources, options: &import::Options, waiting: &Waiting) -> Result<Imported, Failure> {
    let inputs: Vec<Input> = sources.files.iter().map(|path| Input::file(path)).collect();
    let read = import::import(&inputs, options, waiting);
    waiting.finish();
    waiting.check()?;
    read.map_err(|problem| Failure::Failed(problem.to_string()))
}

fn save(path: &Path, imported: &Imported, format: Format, waiting: &Waiting) -> Result<Saved, Failure> {
    let saved = save_as(path, &imported.archive, format, waiting);
    waiting.finish();
    saved.map_err(|problem| if waiting.check().is_err() { Failure::Stopped } else { problem.to_string().into() })
}
