//! The headless commands. Exit code 0 when all went well, 1 with a message on stderr, 2 for a wrong call, 130
//! when it was called off.

mod amend;
mod archive_args;
mod args;
mod brief;
mod chance;
mod chance_words;
mod compare;
mod export;
mod flips;
mod history;
mod history_args;
mod history_tables;
mod history_who;
mod import;
mod import_words;
mod lists;
mod load;
mod tally;
mod watch;

use std::{ffi::OsString, io::Write, path::PathBuf, process::ExitCode};

use clap::Parser;

use args::{Args, Sub};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The words of the call are wrong: exit code 2.
    Usage(String),
    /// What was asked for cannot be had: exit code 1.
    Failed(String),
    /// It was called off by Ctrl-C: exit code 130, as shells have it.
    Stopped,
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Self::Failed(text)
    }
}

impl From<&str> for Failure {
    fn from(text: &str) -> Self {
        Self::Failed(text.to_owned())
    }
}

/// What the program was called for.
pub enum Called {
    /// To open its window, on a file where one is given.
    Window(Vec<PathBuf>),
    /// For something that is done now.
    Done(ExitCode),
}

/// Reads the command line and does what it asks, but for opening the window.
pub fn call(arguments: impl IntoIterator<Item = OsString>) -> Called {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing can be done where even the usage cannot be printed.
            let _ = error.print();
            return Called::Done(ExitCode::from(code));
        }
    };
    let files = args.files;
    let Some(sub) = args.command else {
        return match files.iter().find(|file| !file.exists()) {
            Some(gone) => {
                note(&format!("{}: there is no such file, and no such command; see plenary --help", gone.display()));
                Called::Done(ExitCode::FAILURE)
            }
            None => Called::Window(files),
        };
    };
    let done = match sub {
        Sub::Demo { out, dossier } => load::demo(&out, &dossier),
        Sub::Check { file, format } => load::check(&file, format),
        Sub::Tally(tally) => tally::tally(&tally),
        Sub::Compare(args) => compare::compare(&args),
        Sub::Amend(tally) => amend::amend(&tally),
        Sub::Flips(flips) => flips::flips(&flips),
        Sub::Chance(chance) => chance::chance(&chance),
        Sub::Brief(brief) => brief::brief(&brief),
        Sub::Rules { file, format } => lists::rules(file.as_deref(), format),
        Sub::Charts { format } => Ok(lists::charts(format)),
        Sub::Export(export) => export::export(&export),
        Sub::Schema => lists::schema(),
        Sub::Import(args) => import::import(&args),
        Sub::History(args) => history::history(&args),
    };
    Called::Done(finish(done))
}

/// Prints what a command gives, or why it failed.
fn finish(done: Result<String, Failure>) -> ExitCode {
    match done {
        Ok(text) => print(&text),
        Err(Failure::Failed(why)) => {
            note(&why);
            ExitCode::FAILURE
        }
        Err(Failure::Usage(why)) => {
            note(&why);
            ExitCode::from(2)
        }
        Err(Failure::Stopped) => {
            note("called off; nothing was written");
            ExitCode::from(130)
        }
    }
}

/// Prints on stdout.
fn print(text: &str) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read from us has had enough, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Prints a line on stderr.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "plenary: {text}");
}
