//! `plenary import`: read files of votes, say what they hold and what is wrong in them, write them in another form.

use super::{
    Failure,
    archive_args::{Import, Sources},
    args::Print,
    import_words::{as_json, as_text},
    watch::Waiting,
};
use crate::io::import::{self, Imported, Input};

/// `plenary import`
pub fn import(args: &Import) -> Result<String, Failure> {
    let waiting = Waiting::new();
    let imported = read(&args.sources, &waiting)?;
    Ok(match args.format {
        Print::Json => super::load::pretty(&as_json(&imported)),
        Print::Text => as_text(&imported, args.all),
    })
}

/// Reads the files.
fn read(sources: &Sources, waiting: &Waiting) -> Result<Imported, Failure> {
    let options = sources.options()?;
    let inputs: Vec<Input> = sources.files.iter().map(|path| Input::file(path)).collect();
    let read = import::import(&inputs, &options, waiting);
    waiting.finish();
    waiting.check()?;
    read.map_err(|problem| Failure::Failed(problem.to_string()))
}
