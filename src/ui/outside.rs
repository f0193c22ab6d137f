//! What happens outside the app: dialogs, files, the clipboard. The window does it natively; tests put a script in its place.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        Command, Effect,
        command::{ArchiveCommand, ChanceCommand, ExportCommand, FileCommand},
        effect::Guess,
        forecast::{Drawing, ShownChance},
        jobs::{self, Jobs},
        library::{Collection, MappingForm},
        session::{BriefForm, ExportForm, Notice},
        shown::ShownBrief,
    },
    chart::{Chart, mark::FloorOptions},
    export::{self, png},
    io::{
        self, Problem,
        import::{
            Input, Options,
            mapping::{Mapping, preview},
        },
        out::Format,
    },
    model::Dossier,
    simulate::chance::{Lots, Watch},
};

/// The endings of files of votes.
const VOTES: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "ord"];

/// The title of a reading of files of votes.
const READING: &str = "Reading votes";
/// The title of a reading of the beginning of a file.
const PREVIEW: &str = "Reading the first rows";

/// Where the program keeps what is its own.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// What was read of files of votes.
    pub cache: Option<PathBuf>,
    /// What the user has said of tables.
    pub settings: Option<PathBuf>,
}

/// Asks the user for files.
pub trait Outside {
    /// Where the program keeps what is its own.
    fn folders(&self) -> Folders;
    /// Which file to open.
    fn ask_open(&mut self, jobs: &mut Jobs, wake: Wake);
    /// Which files of votes to open together.
    fn ask_import(&mut self, jobs: &mut Jobs, wake: Wake);
    /// Where to write something; `then` says what is to be done with the answer.
    fn ask_path(&mut self, jobs: &mut Jobs, wake: Wake, name: String, then: Then);
    /// Where to save a dossier.
    fn ask_save(&mut self, jobs: &mut Jobs, wake: Wake, name: String);
    /// Where to export a chart.
    fn ask_export(&mut self, jobs: &mut Jobs, wake: Wake, form: ExportForm, name: String);
    /// Where to write a brief.
    fn ask_brief(&mut self, jobs: &mut Jobs, wake: Wake, form: BriefForm, name: String);
}

/// What is to be done with a path.
pub type Then = Box<dyn FnOnce(PathBuf) -> Command + Send>;

/// Called when a job is done, so that the window draws again.
pub type Wake = Box<dyn Fn() + Send>;

/// The dialogs of the system.
#[derive(Debug, Default)]
pub struct Native;

impl Outside for Native {
    fn folders(&self) -> Folders {
        Folders { cache: io::cache::folder(), settings: io::mappings::config_folder() }
    }

    fn ask_open(&mut self, jobs: &mut Jobs, wake: Wake) {
        jobs.start("Choose a file", wake, |_| {
            let dialog = rfd::FileDialog::new()
                .add_filter("Plenary dossier", &["plenary", "json"])
                .add_filter("Votes", &VOTES)
                .add_filter("All files", &["*"]);
            dialog.pick_file().map(|path| Command::File(FileCommand::OpenPath(path)))
        });
    }

    fn ask_import(&mut self, jobs: &mut Jobs, wake: Wake) {
        jobs.start("Choose files", wake, |_| {
            let dialog = rfd::FileDialog::new().add_filter("Votes", &VOTES).add_filter("All files", &["*"]);
            dialog.pick_files().map(|paths| Command::Archive(ArchiveCommand::ImportPaths(paths)))
        });
    }

    fn ask_path(&mut self, jobs: &mut Jobs, wake: Wake, name: String, then: Then) {
        jobs.start("Choose a file", wake, move |_| {
            let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned());
            let dialog = rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]).set_file_name(name);
            dialog.save_file().map(then)
        });
    }

    fn ask_save(&mut self, jobs: &mut Jobs, wake: Wake, name: String) {
        jobs.start("Choose a file", wake, move |_| {
            let dialog = rfd::FileDialog::new().add_filter("Plenary dossier", &["plenary"]).set_file_name(name);
            dialog.save_file().map(|path| Command::File(FileCommand::SaveTo(path)))
        });
    }

    fn ask_export(&mut self, jobs: &mut Jobs, wake: Wake, form: ExportForm, name: String) {
        jobs.start("Choose a file", wake, move |_| {
            let ending = form.format.ending();
            let dialog = rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]).set_file_name(name);
            dialog.save_file().map(|path| Command::Export(ExportCommand::Write(form, path)))
        });
    }

    fn ask_brief(&mut self, jobs: &mut Jobs, wake: Wake, form: BriefForm, name: String) {
        jobs.start("Choose a file", wake, move |_| {
            let ending = form.format.ending();
            let dialog = rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]).set_file_name(name);
            dialog.save_file().map(|path| Command::Export(ExportCommand::WriteBrief(form, path)))
        });
    }
}

/// Does an effect. Files are read, drawn and written on threads of their own.
pub fn perform(effect: Effect, outside: &mut dyn Outside, jobs: &mut Jobs, ctx: &egui::Context, options: FloorOptions) {
    let waker = ctx.clone();
    let wake: Wake = Box::new(move || waker.request_repaint());
    match effect {
        Effect::AskOpen => outside.ask_open(jobs, wake),
        Effect::AskImport => outside.ask_import(jobs, wake),
        Effect::Preview(path, mapping) => {
            jobs.cancel(PREVIEW);
            jobs.start(PREVIEW, wake, move |_| Some(previewed(&path, mapping)));
        }
        Effect::Guess(guess) => {
            let folders = outside.folders();
            jobs.start(READING, wake, move |_| Some(guessed(*guess, &folders)));
        }
        Effect::Forget(key, paths, options) => {
            jobs.cancel(READING);
            let folders = outside.folders();
            jobs.start(READING, wake, move |ticket| match forget(&folders, &key) {
                Some(failed) => Some(failed),
                None => import(paths, &options, &folders, ticket),
            });
        }
        Effect::ReadRow(held, place) => jobs.start("Reading a row", wake, move |_| {
            let lines = held.row(place);
            Some(Command::Archive(ArchiveCommand::Row(place, lines)))
        }),
        Effect::Remember(mapping) => {
            let folders = outside.folders();
            jobs.start("Remembering the columns", wake, move |_| remember(&folders, *mapping));
        }
        Effect::AskWrite(name, bytes) => {
            let then = move |path| Command::Archive(ArchiveCommand::WriteBytes(path, bytes));
            outside.ask_path(jobs, wake, name, Box::new(then));
        }
        Effect::WriteBytes(path, bytes) => jobs.start("Writing", wake, move |_| Some(write_bytes(&path, &bytes))),
        Effect::AskArchive(form, name) => {
            let then = move |path| Command::Archive(ArchiveCommand::WriteTo(form, path));
            outside.ask_path(jobs, wake, name, Box::new(then));
        }
        Effect::WriteArchive(path, form, held) => {
            jobs.start("Writing the collection", wake, move |ticket| write_collection(&path, form, &held, ticket));
        }
        Effect::Import(paths, options) => {
            // What is opened last is what is wanted.
            jobs.cancel(READING);
            let folders = outside.folders();
            jobs.start(READING, wake, move |ticket| import(paths, &options, &folders, ticket));
        }
        Effect::AskSave(name) => outside.ask_save(jobs, wake, name),
        Effect::AskExport(form, name) => outside.ask_export(jobs, wake, form, name),
        Effect::AskBrief(form, name) => outside.ask_brief(jobs, wake, form, name),
        Effect::Brief(brief) => jobs.start("Writing", wake, move |ticket| {
            let (shown, form, path) = *brief;
            write_brief(&shown, form, path, ticket)
        }),
        Effect::CopyText(text) => ctx.copy_text(text),
        Effect::Read(path) => jobs.start("Opening", wake, move |_| Some(read(path))),
        Effect::Write(path, file) => jobs.start("Saving", wake, move |_| {
            Some(match io::save(&path, &file) {
                Ok(()) => Command::File(FileCommand::Saved(path)),
                Err(problem) => jobs::failed(&problem.to_string()),
            })
        }),
        Effect::Export(export) => jobs.start("Exporting", wake, move |ticket| {
            let (chart, form, path) = *export;
            write(&chart, &form, options, path, ticket)
        }),
        Effect::Draw(asked) => {
            // A newer draw takes the place of one that is under way.
            jobs.cancel("Drawing votes");
            jobs.start("Drawing votes", wake, move |ticket| drawn(&asked.0, &asked.1, asked.2, ticket));
        }
        Effect::CopyImage(copy) => copy_image(&copy.0, &copy.1, options, ctx),
        Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
    }
}

fn drawn(shown: &ShownChance, dossier: &Dossier, draws: u64, ticket: &jobs::Ticket) -> Option<Command> {
    let together = &shown.whip.together;
    let factors = shown.forecast.factors(together, &dossier.groups);
    let watch = Watch { progress: &|done, total| ticket.progress(done, total), cancel: &ticket.cancel };
    let lots = Lots { draws, seed: shown.whip.seed };
    match shown.forecast.draw(&factors, lots, &watch) {
        Ok(drawn) => {
            let (forecast, together) = (shown.forecast.clone(), together.clone());
            let drawing = Drawing { forecast, together, seed: shown.whip.seed, drawn: drawn? };
            Some(Command::Chance(ChanceCommand::Drawn(Box::new(drawing))))
        }
        Err(why) => Some(jobs::failed(&why)),
    }
}

fn remember(folders: &Folders, mapping: Mapping) -> Option<Command> {
    let remembered = folders.settings.as_ref().map(|folder| io::mappings::remember(folder, mapping));
    let problem = remembered?.err()?;
    Some(jobs::failed(&format!("The columns are not remembered. {problem}")))
}

/// Forgets what was said of tables; what to tell where that fails.
fn forget(folders: &Folders, key: &str) -> Option<Command> {
    let problem = folders.settings.as_ref().map(|folder| io::mappings::forget(folder, key))?.err()?;
    Some(jobs::failed(&format!("The columns are not forgotten. {problem}")))
}

/// Puts what was said of tables another time beside what was said just now, which goes before it.
fn remembered(options: &mut Options, folders: &Folders) -> Result<(), Problem> {
    let (known, broken) = folders.settings.as_ref().map(|folder| io::mappings::load(folder)).unwrap_or_default();
    for (key, mapping) in known {
        options.mappings.entry(key).or_insert(mapping);
    }
    broken.map_or(Ok(()), Err)
}

fn import(paths: Vec<PathBuf>, options: &Options, folders: &Folders, ticket: &jobs::Ticket) -> Option<Command> {
    let mut options = options.clone();
    if let Err(problem) = remembered(&mut options, folders) {
        return Some(Command::Archive(ArchiveCommand::NotImported(problem)));
    }
    match MappingForm::of(&paths, &options, false) {
        Ok(None) => {}
        Ok(Some(form)) => return Some(Command::Archive(ArchiveCommand::Unknown(Box::new(form)))),
        Err(problem) => return Some(Command::Archive(ArchiveCommand::NotImported(problem))),
    }
    match Collection::open(paths, &options, folders.cache.as_deref(), ticket) {
        Ok(held) => Some(Command::Archive(ArchiveCommand::Imported(Arc::new(held)))),
        Err(_) if ticket.cancelled() => None,
        Err(problem) => Some(Command::Archive(ArchiveCommand::NotImported(problem))),
    }
}

fn guessed(guess: Guess, folders: &Folders) -> Command {
    let Guess { paths, mut options, asked, at } = guess;
    if let Err(problem) = remembered(&mut options, folders) {
        return Command::Archive(ArchiveCommand::NotImported(problem));
    }
    let form = if asked.is_empty() {
        MappingForm::of(&paths, &options, true)
    } else {
        MappingForm::at(paths, options, asked, at).map(Some)
    };
    match form {
        Ok(Some(form)) => Command::Archive(ArchiveCommand::Unknown(Box::new(form))),
        Ok(None) => jobs::failed("There is no file to ask about."),
        Err(problem) => Command::Archive(ArchiveCommand::NotImported(problem)),
    }
}

fn previewed(path: &Path, mapping: Box<Mapping>) -> Command {
    match preview(&Input::file(path), &mapping) {
        Ok(preview) => Command::Archive(ArchiveCommand::Previewed(mapping, Arc::new(preview))),
        Err(problem) => jobs::failed(&problem.to_string()),
    }
}

fn write_collection(path: &Path, form: Format, held: &Collection, ticket: &jobs::Ticket) -> Option<Command> {
    if let Err(problem) = io::out::keeps_sources(&form.files(path), &held.paths) {
        return Some(jobs::failed(&format!("Not written. {problem}")));
    }
    match io::out::save_as(path, &held.imported.archive, form, ticket) {
        Ok(saved) => {
            let more = saved.remarks.first().map_or(String::new(), |remark| format!(". {remark}"));
            Some(Command::File(FileCommand::Tell(Notice {
                text: format!("Written to {}{more}", path.display()),
                error: false,
            })))
        }
        Err(_) if ticket.cancelled() => None,
        Err(problem) => Some(jobs::failed(&format!("Not written. {problem}"))),
    }
}

fn write_bytes(path: &Path, bytes: &[u8]) -> Command {
    let told = match io::save_bytes(path, bytes) {
        Ok(()) => Notice { text: format!("Written to {}", path.display()), error: false },
        Err(why) => Notice { text: format!("Not written. {why}"), error: true },
    };
    Command::File(FileCommand::Tell(told))
}

fn read(path: PathBuf) -> Command {
    let checked = io::check_file(&path);
    let warnings = checked.warnings.iter().map(ToString::to_string).collect();
    match (checked.file, checked.errors.first()) {
        (Some(file), None) => Command::File(FileCommand::Opened(path, Box::new(file), warnings)),
        (_, problem) => {
            let why = problem.map_or_else(|| "Nothing could be read.".to_owned(), ToString::to_string);
            jobs::failed(&format!("Not opened. {why}"))
        }
    }
}

fn write(
    chart: &Chart,
    form: &ExportForm,
    options: FloorOptions,
    path: PathBuf,
    ticket: &jobs::Ticket,
) -> Option<Command> {
    let drawn = export::bytes(chart, form, options);
    if ticket.cancelled() {
        return None;
    }
    let told = match drawn
        .map_err(|e| e.to_string())
        .and_then(|bytes| io::save_bytes(&path, &bytes).map_err(|e| e.to_string()))
    {
        Ok(()) => Notice { text: format!("Exported to {}", path.display()), error: false },
        Err(why) => Notice { text: format!("Not exported. {why}"), error: true },
    };
    Some(Command::File(FileCommand::Tell(told)))
}

fn write_brief(shown: &ShownBrief, form: BriefForm, path: PathBuf, ticket: &jobs::Ticket) -> Option<Command> {
    let written = export::brief::bytes(&shown.brief, &shown.charts, form.length, form.format);
    if ticket.cancelled() {
        return None;
    }
    let saved = written.map_err(|error| error.to_string());
    let saved = saved.and_then(|bytes| io::save_bytes(&path, &bytes).map_err(|error| error.to_string()));
    let told = match saved {
        Ok(()) => Notice { text: format!("Written to {}", path.display()), error: false },
        Err(why) => Notice { text: format!("Not written. {why}"), error: true },
    };
    Some(Command::File(FileCommand::Tell(told)))
}

fn copy_image(chart: &Chart, form: &ExportForm, options: FloorOptions, ctx: &egui::Context) {
    let drawing = export::page(chart, form, options);
    if let Ok((width, height, pixels)) = png::pixels(&drawing, form.scale) {
        let size = [width as usize, height as usize];
        ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &pixels));
    }
}
