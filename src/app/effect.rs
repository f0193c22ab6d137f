//! What the dispatcher asks of the world outside: dialogs, files, the clipboard. Data, so that tests can look at it.

use std::{path::PathBuf, sync::Arc};

use super::{
    forecast::ShownChance,
    library::Collection,
    session::{BriefForm, ExportForm},
    shown::ShownBrief,
};
use crate::{
    archive::Place,
    chart::Chart,
    io::{
        DossierFile,
        import::{Options, mapping::Mapping},
        out::Format,
    },
    model::Dossier,
};

/// A file whose columns are to be guessed: one of several that are opened together.
#[derive(Clone, Debug)]
pub struct Guess {
    /// All files.
    pub paths: Vec<PathBuf>,
    /// How they are to be read.
    pub options: Options,
    /// Those that are asked about, by their place; all where empty.
    pub asked: Vec<usize>,
    /// Which of these is asked about now.
    pub at: usize,
}

/// Something to be done outside the app.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask which file to open, then push `FileCommand::OpenPath`.
    AskOpen,
    /// Ask which files of votes to open together, then push `ArchiveCommand::ImportPaths`.
    AskImport,
    /// Ask where to put bytes, beginning with this name, and write them.
    AskWrite(String, Arc<[u8]>),
    /// Write these bytes.
    WriteBytes(PathBuf, Arc<[u8]>),
    /// Ask where to write a collection, beginning with this name, then push `ArchiveCommand::WriteTo`.
    AskArchive(Format, String),
    /// Write a collection; the ending of the file says in what form.
    WriteArchive(PathBuf, Format, Arc<Collection>),
    /// Read files of votes together, then push `ArchiveCommand::Imported`.
    Import(Vec<PathBuf>, Box<Options>),
    /// Read the beginning of a file by a mapping, then push `ArchiveCommand::Previewed`.
    Preview(PathBuf, Box<Mapping>),
    /// Guess what the columns of a file mean, then push `ArchiveCommand::Unknown`.
    Guess(Box<Guess>),
    /// Remember what the columns of files mean.
    Remember(Box<Mapping>),
    /// Forget what the columns of files with this header mean, then read these files.
    Forget(String, Vec<PathBuf>, Box<Options>),
    /// Show a row of a file that no roll call stands at, then push `ArchiveCommand::Row`.
    ReadRow(Arc<Collection>, Place),
    /// Ask where to save, beginning with this name, then push `FileCommand::SaveTo`.
    AskSave(String),
    /// Ask where to export, beginning with this name, then push `ExportCommand::Write`.
    AskExport(ExportForm, String),
    /// Ask where to write a brief, beginning with this name, then push `ExportCommand::WriteBrief`.
    AskBrief(BriefForm, String),
    /// Read a dossier, then push `FileCommand::Opened`.
    Read(PathBuf),
    /// Write a dossier, then push `FileCommand::Saved`.
    Write(PathBuf, Box<DossierFile>),
    /// Draw a chart and write it.
    Export(Box<(Chart, ExportForm, PathBuf)>),
    /// Draw a chart and put it on the clipboard.
    CopyImage(Box<(Chart, ExportForm)>),
    /// Write a brief.
    Brief(Box<(Arc<ShownBrief>, BriefForm, PathBuf)>),
    /// Put text on the clipboard.
    CopyText(String),
    /// Draw a vote so many times, then push `ChanceCommand::Drawn`.
    Draw(Box<(Arc<ShownChance>, Arc<Dossier>, u64)>),
    /// Close the window.
    Quit,
}
