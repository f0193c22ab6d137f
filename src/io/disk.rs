//! The file system: a dossier is read whole and saved whole, or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Checked, DossierFile, Problem, WhipCsv, check, parse, whip_csv, write};
use crate::model::Dossier;

/// Opens a dossier file.
///
/// # Errors
/// Why it cannot be read, or the first thing that is wrong with it, with file, line and column.
pub fn open(path: &Path) -> Result<DossierFile, Problem> {
    let name = path.display().to_string();
    read(path).and_then(|text| parse(&text)).map_err(|problem| problem.in_file(name))
}

/// Opens a dossier file and lists all that is or looks wrong with it.
#[must_use]
pub fn check_file(path: &Path) -> Checked {
    let mut checked = match read(path) {
        Ok(text) => check(&text),
        Err(problem) => Checked { errors: vec![problem], ..Checked::default() },
    };
    let name = path.display().to_string();
    for problem in checked.errors.iter_mut().chain(&mut checked.warnings) {
        problem.file = Some(name.clone());
    }
    checked
}

/// Opens a whip count as CSV, for the members of a dossier.
///
/// # Errors
/// Why it cannot be read.
pub fn open_whip(path: &Path, dossier: &Dossier) -> Result<WhipCsv, Problem> {
    let name = path.display().to_string();
    let text = read(path).map_err(|problem| problem.in_file(&name))?;
    let mut found = whip_csv(&text, dossier);
    for problem in found.problems.iter_mut().chain(&mut found.remarks) {
        problem.file = Some(name.clone());
    }
    Ok(found)
}

/// Saves a dossier file. The new text is written beside the old file, flushed to the disk and then takes its place,
/// so that a failure leaves the old file as it was. Permissions stay, and a symbolic link is followed. What would
/// not open again as the same dossier is not saved.
///
/// # Errors
/// Why it could not be saved, with the file.
pub fn save(path: &Path, file: &DossierFile) -> Result<(), Problem> {
    let name = path.display().to_string();
    let text = safe_text(file).map_err(|problem| problem.in_file(&name))?;
    save_bytes(path, text.as_bytes())
}

/// Saves bytes in the same way: all of them, or none.
///
/// # Errors
/// Why they could not be saved, with the file.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let name = path.display().to_string();
    replace(path, bytes).map_err(|error| not_saved(&error).in_file(name))
}

fn not_saved(error: &io::Error) -> Problem {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "Save to a folder that exists.",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "Save to a place that you may write to.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room on the disk, or save elsewhere.",
        _ => "Save to another place; what was there before has not been touched.",
    };
    Problem::new(format!("The file was not saved: {error}"), hint)
}

fn read(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| {
        Problem::new(
            format!("The file cannot be read: {error}"),
            "Check the name of the file and the right to read it.",
        )
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or(&[])).into_owned();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        let hint = "Save it as UTF-8 in the editor that it was written with.";
        Problem::new("The file is not text in UTF-8", hint).at(line, column)
    })
}

/// The text of a dossier file that opens again as the same dossier.
pub(super) fn safe_text(file: &DossierFile) -> Result<String, Problem> {
    write(file).and_then(|text| opens_again(text, file))
}

fn opens_again(text: String, file: &DossierFile) -> Result<String, Problem> {
    match parse(&text) {
        Ok(again) if again == *file => Ok(text),
        Ok(_) => Err(Problem::new(
            "The dossier was not saved: the file would not hold all of it",
            "Undo the last change, and report this as a fault of the program.",
        )),
        Err(problem) => {
            let message = format!("The dossier was not saved, since it would not open again: {}", problem.message);
            Err(Problem::new(message, problem.hint))
        }
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = Part::beside(path)?;
    part.file.write_all(bytes)?;
    part.settle()
}

/// A file that is being written beside the one whose place it takes once it is whole. Dropped before that, it is gone.
pub(super) struct Part {
    file: tempfile::NamedTempFile,
    target: PathBuf,
    before: Option<fs::Permissions>,
}

impl Part {
    fn beside(path: &Path) -> io::Result<Self> {
        let target = follow(path)?;
        let before = match fs::metadata(&target) {
            Ok(found) if found.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder")),
            Ok(found) if found.permissions().readonly() => {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
            }
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".plenary-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: the umask takes its part away.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder_of(&target))?;
        Ok(Self { file, target, before })
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(permissions) = self.before.take() {
            self.file.as_file().set_permissions(permissions)?;
        }
        self.file.as_file().sync_all()
    }

    fn settle(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.persist(&self.target).map_err(|error| error.error)?;
        // The new name is safe once the folder is; a system that cannot flush a folder does so in its own time.
        #[cfg(unix)]
        let _ = fs::File::open(folder_of(&self.target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Saves files that belong together: all are written beside the old ones first, and take their places only once every
/// one of them is whole. What `write` leaves unwritten, or a failure, leaves the old files as they were.
pub(super) fn save_together(
    paths: &[PathBuf],
    mut write: impl FnMut(usize, &mut fs::File) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let unsaved = |path: &Path, error: &io::Error| not_saved(error).in_file(path.display().to_string());
    let mut parts = Vec::new();
    for path in paths {
        parts.push((path, Part::beside(path).map_err(|error| unsaved(path, &error))?));
    }
    for (number, (path, part)) in parts.iter_mut().enumerate() {
        write(number, part.file.as_file_mut()).map_err(|problem| problem.in_file(path.display().to_string()))?;
        part.flush().map_err(|error| unsaved(path, &error))?;
    }
    let mut fresh = Vec::new();
    for (path, part) in parts {
        let target = (!part.target.exists()).then(|| part.target.clone());
        if let Err(error) = part.settle() {
            // Nothing of what was not there before stays.
            for target in &fresh {
                let _: Result<(), io::Error> = fs::remove_file::<&PathBuf>(target);
            }
            return Err(unsaved(path, &error));
        }
        fresh.extend(target);
    }
    Ok(())
}

/// The file that a symbolic link stands for, also where that file does not exist yet.
fn follow(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.file_type().is_symlink() => {
                let link = fs::read_link(&path)?;
                path = path.parent().map_or_else(|| link.clone(), |parent| parent.join(&link));
            }
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("the symbolic links of this file go round in a ring"))
}
