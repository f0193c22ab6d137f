//! The words of the command line for files of votes.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::args::Print;
use crate::io::import::{Encoding, Layout, Options};

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
}

impl Sources {
    /// How the files are to be read.
    ///
    /// # Errors
    /// Which layouts there are, where the one that is named is none of them.
    pub fn options(&self) -> Result<Options, super::Failure> {
        let layout = match self.layout.as_deref() {
            None => None,
            Some(name) => Some(Layout::named(name).ok_or_else(|| {
                let names: Vec<&str> = Layout::ALL.into_iter().map(Layout::id).collect();
                super::Failure::Usage(format!("there is no layout {name}; there are {}", names.join(", ")))
            })?),
        };
        Ok(Options { layout, encoding: self.encoding.map(Encoding::from), ..Options::default() })
    }
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
    /// The file to write; its ending (csv, xlsx, parquet) says in what form
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The tables of a CSV file; long where left out
    #[arg(long, value_enum, requires = "out")]
    pub form: Option<Form>,
    /// List all problems; the first of each kind where left out
    #[arg(long)]
    pub all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Print,
}
