//! Open, save, close. An open dossier is never lost to a file that cannot be read.

use std::path::{Path, PathBuf};

use super::archive;
use crate::{
    app::{
        command::{ArchiveCommand, FileCommand},
        document::Document,
        effect::Effect,
        naming::plain,
        session::{AfterUnsaved, Dialog, Session},
        state::App,
    },
    io::{self, DossierFile},
};

pub(super) fn dispatch(app: &mut App, command: FileCommand) -> Vec<Effect> {
    match command {
        FileCommand::New => guarded(app, AfterUnsaved::New),
        FileCommand::BuiltIn(one) => guarded(app, AfterUnsaved::BuiltIn(one)),
        FileCommand::Open => guarded(app, AfterUnsaved::Open),
        FileCommand::OpenPath(path) if is_dossier(&path) => guarded(app, AfterUnsaved::OpenPath(path)),
        FileCommand::OpenPath(path) => archive::dispatch(app, ArchiveCommand::ImportPaths(vec![path])),
        FileCommand::OpenFile(file) => guarded(app, AfterUnsaved::OpenFile(file)),
        FileCommand::Quit => guarded(app, AfterUnsaved::Quit),
        FileCommand::Discard(then) => {
            app.session.dialog = None;
            go_on(app, then)
        }
        FileCommand::Opened(path, file, warnings) => {
            open(app, *file, Some(path.clone()));
            let name = file_name(&path);
            if warnings.is_empty() {
                app.tell(format!("Opened {name}"));
            } else {
                app.session.dialog = Some(Dialog::Problems(format!("{name} opened, with remarks"), warnings));
            }
            Vec::new()
        }
        FileCommand::Save => match app.session.path.clone() {
            Some(path) => write(app, path),
            None => vec![Effect::AskSave(suggested_name(app))],
        },
        FileCommand::SaveAs => vec![Effect::AskSave(suggested_name(app))],
        FileCommand::SaveTo(path) => {
            let path = if path.extension().is_none() { path.with_extension("plenary") } else { path };
            write(app, path)
        }
        FileCommand::Saved(path) => {
            app.saved = app.document.clone();
            app.tell(format!("Saved {}", file_name(&path)));
            app.session.path = Some(path);
            Vec::new()
        }
        FileCommand::Tell(notice) => {
            app.session.notice = Some(notice);
            Vec::new()
        }
    }
}

/// Whether a file is a dossier by its name; others are read as files of votes.
fn is_dossier(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| matches!(ending.as_str(), "plenary" | "json"))
}

fn guarded(app: &mut App, then: AfterUnsaved) -> Vec<Effect> {
    if app.unsaved() {
        app.session.dialog = Some(Dialog::Unsaved(then));
        return Vec::new();
    }
    go_on(app, then)
}

fn go_on(app: &mut App, then: AfterUnsaved) -> Vec<Effect> {
    match then {
        AfterUnsaved::New => {
            open(app, io::blank(), None);
            Vec::new()
        }
        AfterUnsaved::BuiltIn(one) => {
            open(app, one.file(), None);
            Vec::new()
        }
        AfterUnsaved::OpenFile(file) => {
            open(app, *file, None);
            Vec::new()
        }
        AfterUnsaved::Open => vec![Effect::AskOpen],
        AfterUnsaved::OpenPath(path) => vec![Effect::Read(path)],
        AfterUnsaved::Quit => vec![Effect::Quit],
    }
}

fn open(app: &mut App, file: DossierFile, path: Option<PathBuf>) {
    let dark = app.session.dark;
    app.document = Document::from(file);
    app.saved = app.document.clone();
    app.history.clear();
    app.session = Session { path, dark, ..Session::new(&app.document.dossier) };
}

fn write(app: &App, path: PathBuf) -> Vec<Effect> {
    vec![Effect::Write(path, Box::new(app.document.to_file()))]
}

fn suggested_name(app: &App) -> String {
    match &app.session.path {
        Some(path) => file_name(path),
        None => format!("{}.plenary", plain(&app.document.dossier.title)),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
