//! The words of the command line for files of votes.

use std::{
    fmt::Display,
    path::{Path, PathBuf},
};

use clap::{Args as ClapArgs, ValueEnum};

use super::{Failure, args::Print};
use crate::io::import::{
    Encoding, Input, Layout, Options,
    mapping::{Mapping, Mappings},
};

/// How the bytes of files stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EncodingArg {
    /// With or without a byte order mark.
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    /// Known by its byte order mark.
    #[value(name = "utf-16", alias = "utf16")]
    Utf16,
    /// The Western European code page.
    #[value(name = "windows-1252", aliases = ["cp1252", "latin1", "iso-8859-1"])]
    Windows1252,
}

impl From<EncodingArg> for Encoding {
    fn from(arg: EncodingArg) -> Self {
        match arg {
            EncodingArg::Utf8 => Self::Utf8,
            EncodingArg::Utf16 => Self::Utf16,
            EncodingArg::Windows1252 => Self::Windows1252,
        }
    }
}

/// Files of votes that are read together.
#[derive(Debug, ClapArgs)]
pub struct Sources {
    /// The files; those that belong together (votes, roll calls, members) are joined
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The layout of the files, by its name; found by their header and content where left out
    #[arg(long, value_name = "NAME")]
    pub layout: Option<String>,
    /// The encoding of the files; found by their bytes where left out
    #[arg(long, value_enum, value_name = "NAME")]
    pub encoding: Option<EncodingArg>,
    /// What the columns of a table mean whose layout is not known, as a file; more than one for several tables
    #[arg(long, value_name = "FILE.json")]
    pub mapping: Vec<PathBuf>,
    /// The sheet of a workbook, by its name; the one with votes, or the first, where left out
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

impl Sources {
    /// How the files are to be read.
    ///
    /// # Errors
    /// Which layouts there are, where the one that is named is none of them; what is wrong with a mapping.
    pub fn options(&self) -> Result<Options, Failure> {
        let layout = match self.layout.as_deref() {
            None => None,
            Some(name) => Some(Layout::named(name).ok_or_else(|| {
                let names: Vec<&str> = Layout::ALL.into_iter().map(Layout::id).collect();
                Failure::Usage(format!("there is no layout {name}; there are {}", names.join(", ")))
            })?),
        };
        let mut mappings = Mappings::new();
        for path in &self.mapping {
            let mapping = mapping(path)?;
            mappings.insert(mapping.key(), mapping);
        }
        Ok(Options { layout, encoding: self.encoding.map(Encoding::from), sheet: self.sheet.clone(), mappings })
    }
}

/// Reads a mapping.
fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = Input::file(path).bytes().map_err(|problem| problem.to_string())?;
    let fault = |words: &dyn Display| Failure::Failed(format!("{}: this is no mapping: {words}", path.display()));
    let mapping: Mapping = serde_json::from_slice(&bytes).map_err(|error| fault(&error))?;
    mapping.lacks().first().map_or(Ok(()), |lack| Err(fault(lack)))?;
    Ok(mapping)
}

/// In which tables a CSV file holds votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One row a vote, with tables of roll calls, members and sources beside it.
    Long,
    /// One row a roll call, with tables of members and sources beside it.
    Wide,
    /// The layout of the UN Digital Library.
    Undl,
}

/// Read files of votes.
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// What is read.
    #[command(flatten)]
    pub sources: Sources,
    /// The file to write; its ending (plenary, parquet, csv, xlsx) says in what form
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The tables of a CSV file; long where left out
    #[arg(long, value_enum, requires = "out")]
    pub form: Option<Form>,
    /// Print what the columns of a table seem to mean, as a file for --mapping to begin with, and read no votes
    #[arg(long, conflicts_with = "out")]
    pub guess_mapping: bool,
    /// List all problems; the first of each kind where left out
    #[arg(long)]
    pub all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Print,
}
