//! The form that asks which column is what, for files of which no layout is known: one file after the other.

use std::{path::PathBuf, sync::Arc};

use crate::io::{
    Problem,
    import::{
        Findings, Input, Options, Sheet,
        mapping::{Mapping, Preview, fitting, guess, preview},
        recognize,
    },
};

/// The form under way.
#[derive(Clone, Debug, PartialEq)]
pub struct MappingForm {
    /// All files that are to be opened together.
    pub paths: Vec<PathBuf>,
    /// How they are to be read, with what was said of the files before this one.
    pub options: Options,
    /// The files that are asked about, by their place among all.
    pub asked: Vec<usize>,
    /// Which of these is asked about now.
    pub at: usize,
    /// What is said of it so far.
    pub mapping: Mapping,
    /// What that gives; none while it is read.
    pub preview: Option<Arc<Preview>>,
    /// The key under which it was remembered from another time, if it was.
    pub remembered: Option<String>,
}

impl MappingForm {
    /// A form for the files that no layout and no mapping fits; none where all are known. With `all` for every file.
    ///
    /// # Errors
    /// Why one of them cannot be read.
    pub fn of(paths: &[PathBuf], options: &Options, all: bool) -> Result<Option<Self>, Problem> {
        let mut asked = Vec::new();
        for (place, path) in paths.iter().enumerate() {
            if all || !known(&Input::file(path), options)? {
                asked.push(place);
            }
        }
        if asked.is_empty() {
            return Ok(None);
        }
        Self::at(paths.to_vec(), options.clone(), asked, 0).map(Some)
    }

    /// The form for one of the files that are asked about, with a guess.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn at(paths: Vec<PathBuf>, options: Options, asked: Vec<usize>, at: usize) -> Result<Self, Problem> {
        let path = asked.get(at).and_then(|place| paths.get(*place)).cloned().unwrap_or_default();
        let input = Input::file(&path);
        let sheet = Sheet::open(&input, 0, options.encoding, &mut Findings::default())?;
        is_table(&input, &sheet)?;
        let known = fitting(&options.mappings, &sheet).cloned();
        let remembered = known.as_ref().map(Mapping::key);
        let mapping = known.unwrap_or_else(|| guess(&sheet));
        let preview = Some(Arc::new(preview(&input, &mapping)?));
        Ok(Self { paths, options, asked, at, mapping, preview, remembered })
    }

    /// The file that is asked about.
    #[must_use]
    pub fn path(&self) -> Option<&PathBuf> {
        self.asked.get(self.at).and_then(|place| self.paths.get(*place))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> String {
        self.path().and_then(|path| path.file_name()).map_or(String::new(), |name| name.to_string_lossy().into_owned())
    }
}

/// Sees to it that there is something to ask about.
///
/// # Errors
/// That the file is empty, or no text.
fn is_table(input: &Input, sheet: &Sheet) -> Result<(), Problem> {
    let odd = |c: char| c.is_control() && !c.is_whitespace();
    let odd_cells = sheet.header.iter().filter(|cell| cell.contains(odd)).count();
    if sheet.header.iter().all(String::is_empty) {
        return Err(Problem::new("The file is empty", "Choose one with a table in it.").in_file(&input.name));
    }
    if odd_cells > 0 {
        let message = "This is no table: it holds signs that no text has";
        return Err(Problem::new(message, "Choose a table as text or as a workbook.").in_file(&input.name));
    }
    Ok(())
}

/// Whether a file can be read without asking.
fn known(input: &Input, options: &Options) -> Result<bool, Problem> {
    if recognize(input)?.is_some() {
        return Ok(true);
    }
    let sheet = Sheet::open(input, 0, options.encoding, &mut Findings::default())?;
    Ok(fitting(&options.mappings, &sheet).is_some())
}
