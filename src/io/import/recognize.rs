//! Which layout a file has, from its first lines.

use std::ops::ControlFlow;

use super::{Form, Input, Layout, layouts, repair, sheet::Sheet, text::decode_head};
use crate::io::Problem;

/// How much of a file is looked at.
const HEAD: u64 = 64 * 1024;
/// How many rows of a workbook or a Parquet file are looked at.
const HEAD_ROWS: u32 = 100;

/// The beginning of a file.
#[derive(Clone, Debug)]
pub struct Head {
    /// The ending of its name in small letters.
    pub ending: String,
    /// What sort of file it is.
    pub form: Form,
    /// The cells of its first row, in small letters; empty where it is no text and no table.
    pub header: Vec<String>,
    /// The text of its first kilobytes; the first rows of a workbook or a Parquet file, with tabs between their cells.
    pub text: String,
}

impl Head {
    /// Whether the header has all of these columns.
    #[must_use]
    pub fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.header.iter().any(|cell| cell == column))
    }
}

/// A file whose layout is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// The layout.
    pub layout: Layout,
    /// What it holds there: "votes", "resolutions", "members".
    pub role: &'static str,
}

/// Looks at the beginning of a file. None where its layout is not known, which is when a mapping helps.
///
/// # Errors
/// Why it cannot be read.
pub fn recognize(input: &Input) -> Result<Option<Recognized>, Problem> {
    let known = |input: &Input| as_it_is(input, None);
    match known(input)? {
        Some(known) => Ok(Some(known)),
        None => Ok(repair::repair(input, 0, &known)?.map(|repaired| repaired.known)),
    }
}

/// The same without mending the file, and where the layout may be said: none where the file does not fit it then.
pub(super) fn as_it_is(input: &Input, layout: Option<Layout>) -> Result<Option<Recognized>, Problem> {
    let head = head(input)?;
    Ok(match layout {
        Some(layout) => layout.role(&head).map(|role| Recognized { layout, role }),
        None => layouts::recognize(&head),
    })
}

/// The beginning of a file.
///
/// # Errors
/// Why it cannot be read.
pub fn head(input: &Input) -> Result<Head, Problem> {
    head_and_sheet(input).map(|(head, _)| head)
}

/// The beginning of a file, as it is and as rows of cells.
pub(super) fn head_and_sheet(input: &Input) -> Result<(Head, Sheet), Problem> {
    let form = Form::of(input)?;
    let (sheet, text) = if form == Form::Text {
        let bytes = input.head(HEAD)?;
        let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        let text = if bytes.contains(&0) && !wide { String::new() } else { decode_head(&bytes).text.into_owned() };
        (Sheet::text(0, text.clone()), text)
    } else {
        let sheet = Sheet::peek(input, form, HEAD_ROWS)?;
        let text = tabbed(&sheet);
        (sheet, text)
    };
    let header = sheet.header.iter().map(|cell| cell.to_lowercase()).collect();
    Ok((Head { ending: input.ending(), form, header, text }, sheet))
}

fn tabbed(sheet: &Sheet) -> String {
    let mut text = sheet.header.join("\t");
    sheet.each(|row| {
        let cells: Vec<&str> = (0..row.len()).map(|column| row.get(column)).collect();
        text.push('\n');
        text.push_str(&cells.join("\t"));
        ControlFlow::Continue(())
    });
    text
}
