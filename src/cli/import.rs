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
    cache,
    import::{self, Findings, Imported, Input, Options, Sheet, mapping},
    out::{Format, Saved, keeps_sources, save_as},
};

/// `plenary import`
pub fn import(args: &Import) -> Result<String, Failure> {
    let options = args.sources.options()?;
    if args.guess_mapping {
        return guessed(&args.sources, &options);
    }
    let target = args.out.as_deref().map(|path| Ok::<_, Failure>((path, format(path, args.form)?))).transpose()?;
    if let Some((path, format)) = target {
        let written = format.files(path);
        keeps_sources(&written, &args.sources.files).map_err(|problem| Failure::Usage(problem.to_string()))?;
    }
    let waiting = Waiting::new();
    let imported = read(&args.sources, &options, &waiting)?;
    let saved = target.map(|(path, format)| save(path, &imported, format, &waiting)).transpose()?;
    Ok(match args.format {
        Print::Json => super::load::pretty(&as_json(&imported, saved.as_ref())),
        Print::Text => as_text(&imported, saved.as_ref(), args.all),
    })
}

/// The form of a file, by its ending and by what is asked for.
fn format(path: &Path, form: Option<Form>) -> Result<Format, Failure> {
    let name = path.display();
    match (Format::of(path), form) {
        (Some(Format::LongCsv), Some(Form::Wide)) => Ok(Format::WideCsv),
        (Some(Format::LongCsv), Some(Form::Undl)) => Ok(Format::Undl),
        (Some(by_ending), form) if form.is_none() || by_ending == Format::LongCsv => Ok(by_ending),
        (_, Some(_)) => {
            Err(Failure::Usage(format!("{name}: --form says how a CSV file is laid out, and this is none")))
        }
        (_, None) => {
            Err(Failure::Usage(format!("{name}: the ending says the form; use .plenary, .parquet, .csv or .xlsx")))
        }
    }
}

/// What the columns of a table seem to mean, as JSON.
fn guessed(sources: &Sources, options: &Options) -> Result<String, Failure> {
    let [file] = sources.files.as_slice() else {
        return Err(Failure::Usage("--guess-mapping is for one table at a time".to_owned()));
    };
    let input = match &options.sheet {
        Some(sheet) => Input::file(file).with_sheet(sheet),
        None => Input::file(file),
    };
    let sheet = Sheet::open(&input, 0, options.encoding, &mut Findings::default());
    let sheet = sheet.map_err(|problem| Failure::Failed(problem.to_string()))?;
    let known = mapping::fitting(&options.mappings, &sheet).cloned();
    let text = serde_json::to_value(known.unwrap_or_else(|| mapping::guess(&sheet)));
    text.map(|value| super::load::pretty(&value)).map_err(|error| Failure::Failed(error.to_string()))
}

/// The files to read.
fn inputs(sources: &Sources) -> Vec<Input> {
    sources.files.iter().map(|path| Input::file(path)).collect()
}

/// Reads the files.
fn read(sources: &Sources, options: &Options, waiting: &Waiting) -> Result<Imported, Failure> {
    let read = import::import(&inputs(sources), options, waiting);
    waiting.finish();
    waiting.check()?;
    read.map_err(|problem| Failure::Failed(problem.to_string()))
}

/// Reads the files, or takes what was read of them before from the cache.
pub fn read_cached(sources: &Sources, options: &Options, waiting: &Waiting) -> Result<Imported, Failure> {
    let Some(folder) = cache::folder() else { return read(sources, options, waiting) };
    let read = cache::import_cached(&inputs(sources), options, waiting, &folder);
    waiting.finish();
    waiting.check()?;
    read.map(|(imported, _)| imported).map_err(|problem| Failure::Failed(problem.to_string()))
}

fn save(path: &Path, imported: &Imported, format: Format, waiting: &Waiting) -> Result<Saved, Failure> {
    let saved = save_as(path, &imported.archive, format, waiting);
    waiting.finish();
    saved.map_err(|problem| if waiting.check().is_err() { Failure::Stopped } else { problem.to_string().into() })
}
