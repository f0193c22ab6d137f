//! The dossier file `*.plenary`: versioned JSON that people can read, with the dossier, the rules of one's own and
//! the scenarios. Fields that this version does not know are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, error::Category};

use super::{Problem, migrate::migrate, places::Places, validate, warn};
use crate::{
    model::{Dossier, Extra},
    rules::Rule,
    scenario::Scenario,
};

/// The mark at the head of every dossier file.
pub const FORMAT: &str = "plenary";
/// The version of the layout that this program writes.
pub const VERSION: u32 = 1;

/// What a dossier file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DossierFile {
    /// The members, groups, bodies and texts.
    pub dossier: Dossier,
    /// Rules of one's own, beside the presets.
    pub rules: Vec<Rule>,
    /// The what-ifs.
    pub scenarios: Vec<Scenario>,
    /// Fields at the top of the file that this version does not know.
    pub extra: Extra,
}

/// The mark of the format, the only value that its field may have.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
enum Format {
    #[serde(rename = "plenary")]
    Plenary,
}

/// A dossier file of Plenary.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DossierFile")]
pub(super) struct Layout {
    /// Always "plenary".
    format: Format,
    /// The version of this layout.
    version: u32,
    /// The members, groups, bodies and texts.
    dossier: Dossier,
    /// Rules of one's own, beside the presets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rules: Vec<Rule>,
    /// The what-ifs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scenarios: Vec<Scenario>,
    /// Fields this version does not know.
    #[serde(flatten)]
    extra: Extra,
}

impl From<Layout> for DossierFile {
    fn from(layout: Layout) -> Self {
        let Layout { dossier, rules, scenarios, extra, .. } = layout;
        Self { dossier, rules, scenarios, extra }
    }
}

impl From<DossierFile> for Layout {
    fn from(file: DossierFile) -> Self {
        let DossierFile { dossier, rules, scenarios, extra } = file;
        Self { format: Format::Plenary, version: VERSION, dossier, rules, scenarios, extra }
    }
}

/// What a check of a dossier file found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The file, where it could be read at all and has no errors.
    pub file: Option<DossierFile>,
    /// What keeps the file from being opened, in the order of its lines.
    pub errors: Vec<Problem>,
    /// What looks wrong and does not keep the file from being opened, in the order of its lines.
    pub warnings: Vec<Problem>,
}

/// Reads the text of a dossier file.
///
/// # Errors
/// The first thing that is wrong with it, with line and column.
pub fn parse(text: &str) -> Result<DossierFile, Problem> {
    let text = without_mark(text);
    let (file, _) = read(text)?;
    let errors = validate::errors(&file, &Places::of(text));
    let more = errors.len().saturating_sub(1);
    match errors.into_iter().next() {
        None => Ok(file),
        Some(mut first) => {
            if more > 0 {
                first.hint = format!("{} There are {more} more errors; \"plenary check\" lists them all.", first.hint);
            }
            Err(first)
        }
    }
}

/// Reads the text of a dossier file and lists all that is or looks wrong with it.
#[must_use]
pub fn check(text: &str) -> Checked {
    let text = without_mark(text);
    match read(text) {
        Err(problem) => Checked { errors: vec![problem], ..Checked::default() },
        Ok((file, source)) => {
            let places = Places::of(text);
            let errors = validate::errors(&file, &places);
            let warnings = warn::warnings(&file, &source, &places);
            Checked { file: errors.is_empty().then_some(file), errors, warnings }
        }
    }
}

/// The text of a dossier file: two spaces a level, a line feed at the end, the same for the same file at all times.
///
/// # Errors
/// What keeps the file from being written as JSON.
pub fn write(file: &DossierFile) -> Result<String, Problem> {
    let text = serde_json::to_string_pretty(&Layout::from(file.clone()))
        .map_err(|error| Problem::new(format!("The dossier cannot be written: {error}"), ""))?;
    Ok(text + "\n")
}

/// The file as plain JSON, to compare it with what was read.
pub(super) fn to_value(file: &DossierFile) -> Option<Value> {
    serde_json::to_value(Layout::from(file.clone())).ok()
}

/// Editors on some systems put a byte order mark before the text.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The file and its JSON, migrated where it was of an older version.
fn read(text: &str) -> Result<(DossierFile, Value), Problem> {
    let source: Value = serde_json::from_str(text).map_err(|error| located(&error, text))?;
    let version = head(&source).map_err(|(pointer, problem)| {
        let (line, column) = Places::of(text).at(pointer);
        problem.at(line, column)
    })?;
    if version == u64::from(VERSION) {
        let layout: Layout = serde_json::from_str(text).map_err(|error| located(&error, text))?;
        return Ok((layout.into(), source));
    }
    let source = migrate(source, version).map_err(|(pointer, why)| {
        let (line, column) = Places::of(text).at(&pointer);
        Problem::new(format!("In this file of version {version}, {why}"), "Correct it there.").at(line, column)
    })?;
    // The lines of the old layout are not those of the new one, so an error in it has no place.
    let layout: Layout = serde_json::from_value(source.clone()).map_err(|error| {
        let hint = format!("Correct it, or write the file in version {VERSION}.");
        Problem::new(format!("In this file of version {version}: {error}"), hint)
    })?;
    Ok((layout.into(), source))
}

/// The version that the head of a file names, or the pointer to what is wrong with the head.
fn head(source: &Value) -> Result<u64, (&'static str, Problem)> {
    let other = |found: &str| {
        let hint = "Choose a file that Plenary has saved; its first field is \"format\": \"plenary\".";
        Problem::new(format!("This is not a Plenary dossier: {found}"), hint)
    };
    let Some(head) = source.as_object() else { return Err(("", other("it is not a JSON object"))) };
    match head.get("format") {
        None => return Err(("", other("it has no \"format\""))),
        Some(Value::String(format)) if format == FORMAT => {}
        Some(format) => return Err(("/format", other(&format!("its format is {format}")))),
    }
    match head.get("version").map(|version| (version, version.as_u64())) {
        None => {
            let hint = format!("Add \"version\": {VERSION} after the format.");
            Err(("", Problem::new("This dossier does not say which version of the format it has", hint)))
        }
        Some((_, Some(version))) if version <= u64::from(VERSION) => Ok(version),
        Some((_, Some(version))) => {
            let message = format!(
                "This dossier has version {version} of the format, and this program reads up to version {VERSION}"
            );
            Err(("/version", Problem::new(message, "Open it with a newer release of Plenary.")))
        }
        Some((version, None)) => {
            let hint = format!("Write \"version\": {VERSION}.");
            Err(("/version", Problem::new(format!("{version} is no version of the format"), hint)))
        }
    }
}

/// A syntax or type error with its place; columns count characters and not bytes.
fn located(error: &serde_json::Error, text: &str) -> Problem {
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let hint = match error.classify() {
        Category::Data => "Correct the field that ends here; docs/plenary.schema.json lists what each may hold.",
        _ => "The file is not well-formed JSON; correct it here or just before.",
    };
    let mut message = message.to_owned();
    if let Some(first) = message.get(..1).map(str::to_uppercase) {
        message.replace_range(..1, &first);
    }
    let problem = Problem::new(message, hint);
    if error.line() == 0 {
        return problem;
    }
    let line = text.split('\n').nth(error.line() - 1).unwrap_or("");
    let bytes = error.column();
    let column = line.char_indices().take_while(|(at, _)| *at < bytes).count();
    problem.at(error.line(), column.max(1))
}
