//! Many roll calls at once: opening files of votes, filters, what is picked, and the ways out.

use std::sync::Arc;

use crate::{
    app::{
        command::{ArchiveCommand, FileCommand},
        effect::{Effect, Guess},
        library::{self, Collection, FindingFilter, MappingForm, PastTab},
        naming::plain,
        session::{Dialog, Workspace},
        state::App,
    },
    archive::Place,
    io::import::{Kind, Options, mapping::Mapping},
};

pub(super) fn dispatch(app: &mut App, command: ArchiveCommand) -> Vec<Effect> {
    match command {
        ArchiveCommand::Import => return vec![Effect::AskImport],
        ArchiveCommand::ImportPaths(paths) => return vec![Effect::Import(paths, Box::default())],
        ArchiveCommand::ImportWith(paths, options) => {
            app.session.dialog = None;
            return vec![Effect::Import(paths, options)];
        }
        ArchiveCommand::Unknown(form) => {
            app.session.presenting = false;
            app.session.dialog = Some(Dialog::Mapping(form));
        }
        ArchiveCommand::Mapping(mapping) => return say(app, mapping),
        ArchiveCommand::Previewed(mapping, preview) => {
            if let Some(Dialog::Mapping(form)) = &mut app.session.dialog
                && form.mapping == *mapping
            {
                form.preview = Some(preview);
            }
        }
        ArchiveCommand::FormDone => return said(app),
        ArchiveCommand::Forget => return forget(app),
        ArchiveCommand::AskColumns => {
            let Some(held) = app.library.held() else { return Vec::new() };
            let (paths, options) = (held.paths.clone(), Options::default());
            return vec![Effect::Guess(Box::new(Guess { paths, options, asked: Vec::new(), at: 0 }))];
        }
        ArchiveCommand::Imported(held) => imported(app, held),
        ArchiveCommand::NotImported(problem) => app.complain(format!("Not opened. {problem}")),
        ArchiveCommand::Close => app.library.close(),
        ArchiveCommand::OpenRollCalls(numbers) => return open(app, &numbers),
        ArchiveCommand::ExportFindings => return export_findings(app),
        ArchiveCommand::ExportList => {
            let Some(held) = app.library.held() else { return Vec::new() };
            let bytes = library::list_csv(held, &app.library.found(held));
            return vec![Effect::AskWrite("roll-calls.csv".to_owned(), bytes.into())];
        }
        ArchiveCommand::AskSave(form) => {
            let Some(held) = app.library.held() else { return Vec::new() };
            let name = format!("{}.{}", plain(&held.imported.archive.title), form.ending());
            return vec![Effect::AskArchive(form, name)];
        }
        ArchiveCommand::WriteTo(form, path) => {
            let Some(held) = app.library.held() else { return Vec::new() };
            let path = if path.extension().is_none() { path.with_extension(form.ending()) } else { path };
            return vec![Effect::WriteArchive(path, form, Arc::clone(held))];
        }
        ArchiveCommand::WriteBytes(path, bytes) => return vec![Effect::WriteBytes(path, bytes)],
        ArchiveCommand::Jump(place) => return jump(app, place),
        ArchiveCommand::Row(place, lines) => row(app, place, lines),
        view => show(app, view),
    }
    Vec::new()
}

/// What was said of such a file before is forgotten: its layout is looked for again, or it is asked about anew.
fn forget(app: &mut App) -> Vec<Effect> {
    let Some(Dialog::Mapping(form)) = app.session.dialog.take() else { return Vec::new() };
    let MappingForm { paths, mut options, remembered, .. } = *form;
    let Some(key) = remembered else { return Vec::new() };
    options.mappings.remove(&key);
    vec![Effect::Forget(key, paths, Box::new(options))]
}

/// Something else is said of a column: the preview is made anew. Another row of headings is guessed anew.
fn say(app: &mut App, mapping: Box<Mapping>) -> Vec<Effect> {
    let Some(Dialog::Mapping(form)) = &mut app.session.dialog else { return Vec::new() };
    form.mapping = *mapping.clone();
    let Some(path) = form.path().cloned() else { return Vec::new() };
    vec![Effect::Preview(path, mapping)]
}

/// All is said of one file: on to the next one, or all are read.
fn said(app: &mut App) -> Vec<Effect> {
    let Some(Dialog::Mapping(form)) = app.session.dialog.take() else { return Vec::new() };
    let MappingForm { paths, mut options, asked, at, mapping, .. } = *form;
    options.mappings.insert(mapping.key(), mapping.clone());
    let remember = Effect::Remember(Box::new(mapping));
    if at + 1 < asked.len() {
        return vec![remember, Effect::Guess(Box::new(Guess { paths, options, asked, at: at + 1 }))];
    }
    vec![remember, Effect::Import(paths, Box::new(options))]
}

/// What only changes what is shown.
fn show(app: &mut App, command: ArchiveCommand) {
    let view = &mut app.library.view;
    match command {
        ArchiveCommand::Filter(filter) => {
            view.filter = *filter;
            (view.point, view.nearest) = (None, None);
            view.tab = PastTab::RollCalls;
            pick_listed(app);
        }
        ArchiveCommand::Order(order) => view.order = order,
        ArchiveCommand::Pick(number) => view.picked = number,
        ArchiveCommand::Nearest(number) => {
            (view.nearest, view.point) = (number, None);
            view.tab = PastTab::RollCalls;
        }
        ArchiveCommand::Tab(tab) => view.tab = tab,
        ArchiveCommand::Line(line) => {
            view.line = line;
            view.point = None;
        }
        ArchiveCommand::Point(point) => {
            (view.point, view.nearest) = (point, None);
            view.tab = PastTab::RollCalls;
        }
        ArchiveCommand::Member(member) => {
            view.member = Some(member);
            view.tab = PastTab::Member;
        }
        ArchiveCommand::Findings(filter) => view.findings = filter,
        ArchiveCommand::ShowFindings(kind) => show_findings(app, kind),
        _ => {}
    }
}

/// What is picked is one of those that are listed: the first, where it is not.
fn pick_listed(app: &mut App) {
    let Some(held) = app.library.held().cloned() else { return };
    let found = app.library.found(&held);
    if app.library.view.picked.is_none_or(|picked| !found.contains(&picked)) {
        app.library.view.picked = found.first().copied();
    }
}

fn imported(app: &mut App, held: Arc<Collection>) {
    let summary = &held.imported.summary;
    let left_out = match summary.left_out {
        0 => String::new(),
        1 => ", 1 row or vote left out".to_owned(),
        many => format!(", {many} rows or votes left out"),
    };
    let words = format!(
        "Opened {} with {} votes{left_out}",
        if summary.roll_calls == 1 {
            "1 roll call".to_owned()
        } else {
            format!("{} roll calls", library::thousands(summary.roll_calls))
        },
        library::thousands(summary.votes)
    );
    app.library.open(held);
    app.session.workspace = Workspace::History;
    app.session.presenting = false;
    app.tell(words);
}

/// Roll calls become a dossier, which takes the place of the one that is open.
fn open(app: &mut App, numbers: &[u32]) -> Vec<Effect> {
    let Some(held) = app.library.held() else { return Vec::new() };
    let file = held.dossier(numbers);
    super::file::dispatch(app, FileCommand::OpenFile(Box::new(file)))
}

fn export_findings(app: &App) -> Vec<Effect> {
    let Some(held) = app.library.held() else { return Vec::new() };
    let places = app.library.findings();
    let bytes = library::csv(&held.imported.findings, &places, &held.imported.archive.sources);
    vec![Effect::AskWrite("problems.csv".to_owned(), bytes.into())]
}

fn show_findings(app: &mut App, kind: Option<Kind>) {
    app.library.view.findings = FindingFilter { kind, ..FindingFilter::default() };
    app.library.view.tab = PastTab::Findings;
}

/// To a row of a file, which is read to be shown; where a roll call stands in it, that is picked as well.
fn jump(app: &mut App, place: Place) -> Vec<Effect> {
    let Some(held) = app.library.held().cloned() else { return Vec::new() };
    if let Some(number) = held.at(place) {
        app.library.view.picked = Some(number);
    }
    if place.line == 0 {
        app.tell(format!("This is about the whole of {}.", held.file_words(place)));
        return Vec::new();
    }
    vec![Effect::ReadRow(held, place)]
}

fn row(app: &mut App, place: Place, lines: Option<Vec<String>>) {
    let Some(held) = app.library.held().cloned() else { return };
    match lines {
        Some(lines) => app.session.dialog = Some(Dialog::Problems(held.place_words(place), lines)),
        None => app.complain("The row cannot be shown: the file is not there any more, or it has changed."),
    }
}
