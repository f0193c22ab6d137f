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
    self, cache,
    import::{self, Imported, Input, Options},
    out::{Context, Format, Saved, dossier, save_as},
};

/// `plenary import`
pub fn import(args: &Import) -> Result<String, Failure> {
    let options = args.sources.options()?;
    let target = args.out.as_deref().map(|path| Target::of(path, args.form)).transpose()?;
    let waiting = Waiting::new();
    let imported = read(&args.sources, &options, &waiting)?;
    let saved = match (&args.out, target) {
        (Some(path), Some(target)) => Some(save(path, &imported, target, &waiting)?),
        _ => None,
    };
    Ok(match args.format {
        Print::Json => super::load::pretty(&as_json(&imported, saved.as_ref())),
        Print::Text => as_text(&imported, saved.as_ref(), args.all),
    })
}

/// In what form a file is written.
#[derive(Clone, Copy)]
enum Target {
    /// A dossier, in which the roll calls can be changed.
    Dossier,
    /// Tables.
    Tables(Format),
}

impl Target {
    /// By the ending of the file and by what is asked for.
    fn of(path: &Path, form: Option<Form>) -> Result<Self, Failure> {
        let name = path.display();
        let dossier = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("plenary"));
        match (Format::of(path), form) {
            (Some(Format::LongCsv), Some(Form::Long)) => Ok(Self::Tables(Format::LongCsv)),
            (Some(Format::LongCsv), Some(Form::Wide)) => Ok(Self::Tables(Format::WideCsv)),
            (Some(Format::LongCsv), Some(Form::Undl)) => Ok(Self::Tables(Format::Undl)),
            (_, Some(_)) => {
                Err(Failure::Usage(format!("{name}: --form says how a CSV file is laid out, and this is none")))
            }
            (Some(by_ending), None) => Ok(Self::Tables(by_ending)),
            (None, None) if dossier => Ok(Self::Dossier),
            (None, None) => {
                Err(Failure::Usage(format!("{name}: the ending says the form; use .plenary, .parquet, .csv or .xlsx")))
            }
        }
    }
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

fn save(path: &Path, imported: &Imported, target: Target, waiting: &Waiting) -> Result<Saved, Failure> {
    let archive = &imported.archive;
    let saved = match target {
        Target::Tables(format) => save_as(path, archive, format, waiting),
        Target::Dossier => {
            let all: Vec<usize> = (0..archive.roll_calls.len()).collect();
            let file = dossier(archive, &all, &Context::new());
            waiting.check()?;
            io::save(path, &file).map(|()| Saved { files: vec![path.to_path_buf()], remarks: Vec::new() })
        }
    };
    waiting.finish();
    saved.map_err(|problem| if waiting.check().is_err() { Failure::Stopped } else { problem.to_string().into() })
}
