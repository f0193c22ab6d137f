//! How a table would be read by a mapping: its first rows cell by cell, and what is wrong in the first thousands.

use std::{collections::BTreeMap, ops::ControlFlow};

use super::{
    cell::{Understood, understand},
    form::{Answer, Mapping, Meaning, code},
    gather::{Gather, table},
};
use crate::{
    archive::{Builder, Place},
    io::{
        Problem,
        import::{Findings, Input, Sheet},
    },
};

/// How many rows are shown.
const SHOWN: usize = 10;
/// How many rows are read for the findings.
const READ: u64 = 5_000;

/// A cell of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewCell {
    /// What stands there.
    pub text: String,
    /// What it is understood as.
    pub understood: Understood,
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Where it stands.
    pub place: Place,
    /// Its cells, one for each column of the mapping.
    pub cells: Vec<PreviewCell>,
}

/// A code that stands in the columns of votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSeen {
    /// How it is written where it is first met.
    pub text: String,
    /// How the mapping finds it.
    pub code: String,
    /// How often it stands there.
    pub count: u64,
    /// What it stands for; none where nobody has said.
    pub answer: Option<Answer>,
}

/// How a table would be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The headings.
    pub header: Vec<String>,
    /// The first rows.
    pub rows: Vec<PreviewRow>,
    /// The codes of votes that the rows that were read hold, the most frequent first.
    pub codes: Vec<CodeSeen>,
    /// What is wrong or worth a word in the rows that were read.
    pub findings: Findings,
    /// How many rows were read.
    pub rows_read: u64,
    /// Whether these are all rows of the table.
    pub whole: bool,
    /// How many roll calls they name.
    pub roll_calls: u64,
    /// How many members they name.
    pub members: u64,
    /// How many votes they hold.
    pub votes: u64,
}

/// How a file would be read by a mapping.
///
/// # Errors
/// Why it cannot be opened.
pub fn preview(input: &Input, mapping: &Mapping) -> Result<Preview, Problem> {
    let mut findings = Findings::default();
    let sheet = Sheet::open_under(input, 0, mapping.encoding, mapping.above, &mut findings)?;
    let mut preview = preview_sheet(&sheet, mapping);
    findings.append(std::mem::take(&mut preview.findings));
    findings.sort();
    preview.findings = findings;
    Ok(preview)
}

/// How an open table would be read by a mapping.
#[must_use]
pub fn preview_sheet(sheet: &Sheet, mapping: &Mapping) -> Preview {
    let header = sheet.headed(mapping.above);
    let mut preview = Preview { header: header.cells, ..Preview::default() };
    let mut codes: BTreeMap<String, CodeSeen> = BTreeMap::new();
    let mut read = 0;
    sheet.each_below(header.number, |row| {
        if read >= READ {
            return ControlFlow::Break(());
        }
        read += 1;
        for (place, column) in mapping.columns.iter().enumerate() {
            if column.meaning.is_vote() {
                count(&mut codes, row.get(place), mapping);
            }
        }
        if preview.rows.len() < SHOWN {
            let cell = |(place, meaning): (usize, Meaning)| {
                let text = row.get(place).to_owned();
                PreviewCell { understood: understand(mapping, meaning, &text), text }
            };
            let meanings = mapping.columns.iter().map(|column| column.meaning).enumerate();
            preview.rows.push(PreviewRow { place: row.place, cells: meanings.map(cell).collect() });
        }
        ControlFlow::Continue(())
    });
    preview.codes = codes.into_values().collect();
    preview.codes.sort_by_key(|seen| std::cmp::Reverse(seen.count));
    let mut builder = Builder::new();
    let mut gather = Gather::new(&mut builder, &mut preview.findings, "");
    let read = table(&mut gather, sheet, mapping, "file", &mut |row, _| row < READ);
    (preview.rows_read, preview.whole, preview.votes) = (read.rows, read.whole, gather.votes);
    let archive = builder.archive();
    preview.roll_calls = archive.roll_calls.len() as u64;
    preview.members = archive.voters.len() as u64;
    preview.findings.sort();
    preview
}

fn count(codes: &mut BTreeMap<String, CodeSeen>, text: &str, mapping: &Mapping) {
    let code = code(text);
    if let Some(seen) = codes.get_mut(&code) {
        seen.count += 1;
        return;
    }
    let seen = CodeSeen { text: text.to_owned(), code: code.clone(), count: 1, answer: mapping.answer(text) };
    codes.insert(code, seen);
}
