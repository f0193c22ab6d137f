//! Reads files of votes, together where they belong together, into one collection.

use std::{cell::OnceCell, collections::BTreeSet};

use super::{
    Encoding, Finding, Findings, Form, Input, Kind, Layout, Recognized, Summary, Watch, check,
    layouts::{self, mapped::role_of},
    mapping::{self, Mappings},
    recognize, repair,
};
use crate::{
    archive::{Archive, Builder, Place},
    io::Problem,
};

/// How files are to be read, where that is not left to their looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The layout of all of them.
    pub layout: Option<Layout>,
    /// The encoding of all of them.
    pub encoding: Option<Encoding>,
    /// The sheet that is to be read of workbooks, where they do not say so themselves.
    pub sheet: Option<String>,
    /// What tables mean whose header is known: a mapping goes before the layouts that are known here.
    pub mappings: Mappings,
}

/// What files gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The roll calls.
    pub archive: Archive,
    /// What is wrong or worth a word, in the order of files and lines.
    pub findings: Findings,
    /// The figures.
    pub summary: Summary,
}

/// A file of a layout.
pub(super) struct Part<'a> {
    /// The file.
    pub input: &'a Input,
    /// Its number among all files.
    pub file: u32,
    /// What it holds in its layout: "votes", "resolutions".
    pub role: &'static str,
}

/// A reading under way: what it has gathered, and who waits for it.
pub(super) struct Job<'a> {
    /// The collection so far.
    pub builder: Builder,
    /// What was found.
    pub findings: Findings,
    /// How to read.
    pub options: &'a Options,
    /// What stands before the ids of roll calls, so that those of two layouts do not meet; empty where there is one.
    pub prefix: String,
    watch: &'a dyn Watch,
    before: u64,
    total: u64,
}

impl Job<'_> {
    /// Says how many bytes of the file at hand are read.
    ///
    /// # Errors
    /// That it was called off.
    pub fn progress(&self, done: u64) -> Result<(), Problem> {
        // Text may be longer than the bytes that it was decoded from.
        self.watch.progress((self.before + done).min(self.total), self.total);
        if self.builder.is_full() {
            return Err(too_many());
        }
        if self.watch.cancelled() { Err(Problem::new("The import was called off", "")) } else { Ok(()) }
    }

    /// Says that a file is read.
    ///
    /// # Errors
    /// That it was called off.
    pub fn done(&mut self, input: &Input) -> Result<(), Problem> {
        self.before += input.len()?;
        self.progress(0)
    }
}

#[cfg(test)]
impl<'a> Job<'a> {
    /// A reading that a test carries out by itself.
    pub fn alone(options: &'a Options, watch: &'a dyn Watch) -> Self {
        let (builder, findings, prefix) = (Builder::new(), Findings::default(), String::new());
        Job { builder, findings, options, prefix, watch, before: 0, total: 0 }
    }
}

/// There are more members times roll calls than a collection can have.
pub(super) fn too_many() -> Problem {
    Problem::new(
        "There are too many members and roll calls for one collection",
        "Is the right column the id of the roll call, and the right one the member?",
    )
}

/// Reads files together. A file that no layout fits, or that belongs to files which are missing, is found and left
/// out; the others are read.
///
/// # Errors
/// Why nothing could be read at all, or that it was called off.
pub fn import(inputs: &[Input], options: &Options, watch: &dyn Watch) -> Result<Imported, Problem> {
    let named = |input: &Input| match (&options.sheet, input.sheet_name()) {
        (Some(sheet), None) => input.clone().with_sheet(sheet),
        _ => input.clone(),
    };
    let inputs: Vec<Input> = inputs.iter().map(named).collect();
    let mut job = Job {
        builder: Builder::new(),
        findings: Findings::default(),
        options,
        prefix: String::new(),
        watch,
        before: 0,
        total: inputs.iter().map(|input| input.len().unwrap_or(0)).sum(),
    };
    let mended: Vec<OnceCell<Input>> = inputs.iter().map(|_| OnceCell::new()).collect();
    let parts = parts(&inputs, &mended, options, &mut job.findings)?;
    let mut layouts: Vec<Layout> = parts.iter().map(|(layout, _)| *layout).collect();
    layouts.sort_unstable();
    layouts.dedup();
    job.builder.archive().sources = inputs.iter().map(|input| input.name.clone()).collect();
    // What holds no votes is no layout of the collection, unless there is nothing else.
    let of_votes: Vec<Layout> = layouts.iter().copied().filter(|layout| *layout != Layout::Beside).collect();
    if of_votes.len() > 1 {
        job.findings.push(several(&of_votes));
    }
    for layout in &layouts {
        if of_votes.len() > 1 {
            job.prefix = format!("{}:", layout.id());
        }
        let own: Vec<&Part<'_>> = parts.iter().filter(|(of, _)| of == layout).map(|(_, part)| part).collect();
        let own: Vec<Part<'_>> =
            own.into_iter().map(|part| Part { input: part.input, file: part.file, role: part.role }).collect();
        layout.read(&own, &mut job)?;
    }
    if job.builder.is_full() {
        return Err(too_many());
    }
    without_rows(&parts, &mut job);
    Ok(finish(job, if of_votes.is_empty() { &layouts } else { &of_votes }))
}

/// Files of more than one layout are one collection, and nothing joins their roll calls.
fn several(layouts: &[Layout]) -> Finding {
    let names: Vec<&str> = layouts.iter().map(|layout| layout.label()).collect();
    let message = format!("The files are of {} layouts: {}", names.len(), names.join("; "));
    Finding::note(
        Kind::Understood,
        message,
        "Each gave roll calls of its own; their ids begin with the name of the layout",
    )
}

/// The files that can be read, with their layouts. What is wrong with the others is found.
fn parts<'a>(
    inputs: &'a [Input],
    mended: &'a [OnceCell<Input>],
    options: &Options,
    findings: &mut Findings,
) -> Result<Vec<(Layout, Part<'a>)>, Problem> {
    let (mut parts, mut left_out, mut problem) = (Vec::new(), Vec::new(), None);
    for ((input, cell), file) in inputs.iter().zip(mended).zip(0..) {
        let found = match known(input, options) {
            Ok(None) => repair::repair(input, file, &|input| known(input, options)).map(|repaired| {
                repaired.map(|repaired| {
                    repaired.findings.into_iter().for_each(|finding| findings.push(finding));
                    (cell.get_or_init(|| repaired.input), repaired.known)
                })
            }),
            other => other.map(|known| known.map(|known| (input, known))),
        };
        match found {
            Ok(Some((input, Recognized { layout, role }))) => parts.push((layout, Part { input, file, role })),
            Ok(None) => left_out.push(unknown(input, file, options)),
            Err(wrong) => {
                let done = format!("{LEFT_OUT}. {}", wrong.hint.trim_end_matches('.'));
                let finding = Finding::error(Kind::Understood, wrong.message.clone(), done);
                left_out.push(finding.at(Place { file, line: 0 }, 0));
                problem = Some(wrong);
            }
        }
    }
    if parts.is_empty() {
        if let Some(problem) = problem.filter(|_| inputs.len() == 1) {
            return Err(problem);
        }
        let told = |(input, finding): (&Input, &Finding)| format!("{}: {}", input.name, finding.message);
        let files: Vec<String> = inputs.iter().zip(&left_out).map(told).collect();
        let hint = |finding: &Finding| Some(finding.done.strip_prefix(LEFT_OUT)?.strip_prefix(". ")?.to_owned());
        let hints: BTreeSet<String> = left_out.iter().filter_map(hint).collect();
        let hints: Vec<String> = hints.into_iter().collect();
        return Err(Problem::new(files.join("; "), hints.join(". ")));
    }
    for finding in left_out {
        findings.push(finding);
    }
    Ok(parts)
}

/// The layout of a file that is wanted.
fn known(input: &Input, options: &Options) -> Result<Option<Recognized>, Problem> {
    let known = match mapped(input, options)? {
        Some(known) => Some(known),
        None => recognize::as_it_is(input, options.layout)?,
    };
    Ok(known)
}

/// Says which files have a header and nothing under it. Workbooks are looked into where nothing was read.
fn without_rows(parts: &[(Layout, Part<'_>)], job: &mut Job<'_>) {
    let nothing = job.builder.archive().roll_calls.is_empty();
    for (layout, part) in parts {
        let text = matches!(Form::of(part.input), Ok(Form::Text));
        let looked_at = *layout != Layout::Ord && (text || nothing);
        if looked_at && matches!(repair::has_no_rows(part.input), Ok(true)) {
            let message = "The file has a header and no row under it";
            let finding = Finding::warning(Kind::Missing, message, "Nothing was read from it");
            job.findings.push(finding.at(Place { file: part.file, line: 0 }, 0));
        }
    }
}

/// What a file holds that a mapping is for.
fn mapped(input: &Input, options: &Options) -> Result<Option<Recognized>, Problem> {
    if options.mappings.is_empty() || options.layout.is_some_and(|layout| layout != Layout::Mapped) {
        return Ok(None);
    }
    let (_, sheet) = recognize::head_and_sheet(input)?;
    let mapping = mapping::fitting(&options.mappings, &sheet);
    Ok(mapping.map(|mapping| Recognized { layout: Layout::Mapped, role: role_of(mapping) }))
}

/// What was done with a file that cannot be read.
const LEFT_OUT: &str = "The file was left out";
/// What opens a file of any layout.
const MAPPING: &str = "Say which column is what: in the form of the window, or by --mapping on the command line (--guess-mapping prints one)";

/// What is said of a file in the form that dossiers have.
const NO_TABLE: &str = "A dossier is opened by itself: plenary FILE shows it, plenary check FILE says what is in it";

/// A file that no layout fits, with what stands in its head.
fn unknown(input: &Input, file: u32, options: &Options) -> Finding {
    const SHOWN: usize = 8;
    if matches!(Form::of(input), Ok(Form::Text)) && matches!(repair::is_empty(input), Ok(true)) {
        let finding = Finding::error(Kind::Understood, "The file is empty", LEFT_OUT);
        return finding.at(Place { file, line: 0 }, 0);
    }
    let head = recognize::head(input).ok();
    let other = head.as_ref().and_then(layouts::recognize).map(|known| known.layout.id());
    let header = head.map(|head| head.header).unwrap_or_default();
    let names: Vec<&str> = header.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let columns: String = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    let columns: String = if columns.is_empty() { String::new() } else { format!(" (columns {columns}{more})") };
    if names.first().is_some_and(|name| name.starts_with('{')) {
        let finding =
            Finding::error(Kind::Understood, "This is JSON, and no table of votes", format!("{LEFT_OUT}. {NO_TABLE}"));
        return finding.at(Place { file, line: 0 }, 0);
    }
    let message = match options.layout {
        Some(layout) => {
            let other = other.map_or(String::new(), |other| format!("; it looks like {other}"));
            format!("This is not the layout {}{columns}{other}", layout.id())
        }
        None => format!("The layout is not known{columns}"),
    };
    let done = format!("{LEFT_OUT}. {MAPPING}");
    Finding::error(Kind::Understood, message, done).at(Place { file, line: 0 }, 0)
}

/// What a reading gave, with its figures.
pub(super) fn finish(job: Job<'_>, layouts: &[Layout]) -> Imported {
    let mut findings = job.findings;
    let archive = job.builder.finish();
    let totals = check::totals(&archive, &mut findings);
    findings.sort();
    findings.fold();
    let summary = Summary {
        layouts: layouts.iter().map(|layout| layout.id().to_owned()).collect(),
        roll_calls: archive.roll_calls.len() as u64,
        members: archive.voters.len() as u64,
        votes: archive.entries(),
        totals,
        left_out: findings.left_out(),
    };
    Imported { archive, findings, summary }
}
