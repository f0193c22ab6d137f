//! A collection to files: all of them whole, or none.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Context, about_csv,
    columns::COMPANIONS,
    dossier, long_csv, members_csv, parquet, roll_calls_csv,
    table::{Pace, unwritten},
    undl, wide_csv, xlsx,
};
use crate::{
    archive::Archive,
    io::{Problem, disk, import::Watch},
};

/// A layout in which a collection is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Our long table, with tables of roll calls, of members and about the collection beside it.
    LongCsv,
    /// One row a roll call, with tables of members and about the collection beside it.
    WideCsv,
    /// A workbook.
    Xlsx,
    /// Our long table with all columns in one file.
    Parquet,
    /// The layout of the UN Digital Library.
    Undl,
    /// A dossier with all roll calls.
    Dossier,
}

impl Format {
    /// All, in the order of a menu.
    pub const ALL: [Self; 6] = [Self::LongCsv, Self::WideCsv, Self::Xlsx, Self::Parquet, Self::Undl, Self::Dossier];

    /// Its name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LongCsv => "csv",
            Self::WideCsv => "csv-wide",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Undl => "undl",
            Self::Dossier => "plenary",
        }
    }

    /// Its name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::LongCsv => "CSV, one row a vote",
            Self::WideCsv => "CSV, one row a roll call",
            Self::Xlsx => "Excel workbook",
            Self::Parquet => "Parquet, one row a vote",
            Self::Undl => "UN Digital Library CSV",
            Self::Dossier => "Plenary dossier",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::LongCsv | Self::WideCsv | Self::Undl => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Dossier => "plenary",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The one that the ending of a file stands for; the long table for CSV.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// All files that it makes of one, the one itself first.
    #[must_use]
    pub fn files(self, path: &Path) -> Vec<PathBuf> {
        let companions: &[&str] = match self {
            Self::LongCsv => &COMPANIONS,
            Self::WideCsv => COMPANIONS.get(1..).unwrap_or(&[]),
            Self::Xlsx | Self::Parquet | Self::Undl | Self::Dossier => &[],
        };
        let beside = companions.iter().map(|companion| {
            let mut name = path.file_stem().unwrap_or_default().to_owned();
            name.push(companion);
            if let Some(ending) = path.extension() {
                name.push(".");
                name.push(ending);
            }
            path.with_file_name(name)
        });
        std::iter::once(path.to_path_buf()).chain(beside).collect()
    }
}

/// What was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The files, the one that was asked for first.
    pub files: Vec<PathBuf>,
    /// What could not stand there, in sentences without their full stops.
    pub remarks: Vec<String>,
}

/// Sees to it that no file which a collection was read from would be written over.
///
/// # Errors
/// Which one would be.
pub fn keeps_sources(written: &[PathBuf], sources: &[PathBuf]) -> Result<(), Problem> {
    let real = |path: &PathBuf| fs::canonicalize(path).ok();
    let read: Vec<PathBuf> = sources.iter().filter_map(real).collect();
    match written.iter().find(|file| real(file).is_some_and(|file| read.contains(&file))) {
        Some(file) => {
            let message = format!("{} would be written over, and the votes were read from it", file.display());
            Err(Problem::new(message, "Choose another name."))
        }
        None => Ok(()),
    }
}

/// Saves a collection. The new files are written beside the old ones and take their places once all of them are whole,
/// so that a failure, or calling it off, leaves the old ones as they were and nothing new behind.
///
/// # Errors
/// Why it could not be saved, or that it was called off.
pub fn save_as(path: &Path, archive: &Archive, format: Format, watch: &dyn Watch) -> Result<Saved, Problem> {
    let files = format.files(path);
    // Nobody was asked about those beside the file that was.
    let stood = |file: &&PathBuf| file.exists();
    let replaced = |file: &PathBuf| format!("{} stood there before and was replaced", file.display());
    let mut remarks: Vec<String> = files.iter().skip(1).filter(stood).map(replaced).collect();
    disk::save_together(&files, |number, file| {
        remarks.extend(write(number, file, archive, format, watch)?);
        Ok(())
    })?;
    Ok(Saved { files, remarks })
}

fn write(
    number: usize,
    file: &mut File,
    archive: &Archive,
    format: Format,
    watch: &dyn Watch,
) -> Result<Vec<String>, Problem> {
    match (format, number) {
        (Format::LongCsv, 0) => long_csv(archive, file, watch)?,
        (Format::LongCsv, 1) => roll_calls_csv(archive, file)?,
        (Format::WideCsv, 0) => wide_csv(archive, file, watch)?,
        (Format::LongCsv, 2) | (Format::WideCsv, 1) => members_csv(archive, file)?,
        (Format::LongCsv | Format::WideCsv, _) => about_csv(archive, file)?,
        (Format::Parquet, _) => parquet(archive, file, watch)?,
        (Format::Xlsx, _) => return xlsx(archive, file, watch),
        (Format::Undl, _) => return undl(archive, file, watch),
        (Format::Dossier, _) => return whole_dossier(archive, file, watch),
    }
    Ok(Vec::new())
}

fn whole_dossier(archive: &Archive, file: &mut File, watch: &dyn Watch) -> Result<Vec<String>, Problem> {
    let pace = Pace::new(watch, 2);
    let all: Vec<usize> = (0..archive.roll_calls.len()).collect();
    let whole = dossier::dossier(archive, &all, &Context::new());
    pace.at(1)?;
    let text = disk::safe_text(&whole)?;
    pace.at(2)?;
    file.write_all(text.as_bytes()).map_err(unwritten)?;
    Ok(dossier::remarks(archive, &whole.dossier))
}
