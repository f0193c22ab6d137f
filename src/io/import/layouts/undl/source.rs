//! A file as the bytes that its rows are found in: text as it is, a workbook or a Parquet file written as text.

use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
};

use crate::io::{
    Problem,
    import::{Encoding, Findings, Form, Sheet, read::Part},
};

/// The bytes of a file, and the line of the file that each line of them stands for.
pub(super) struct Source<'a> {
    /// In which letters of one byte stand as in ASCII.
    pub bytes: Box<dyn Read + Send + 'a>,
    /// None where the lines are those of the file.
    pub lines: Vec<u32>,
}

impl<'a> Source<'a> {
    /// Opens a file.
    pub fn open(part: &Part<'a>, encoding: Option<Encoding>, findings: &mut Findings) -> Result<Self, Problem> {
        let input = part.input;
        if Form::of(input)? != Form::Text {
            let sheet = Sheet::open(input, part.file, encoding, findings)?;
            return Ok(written(&sheet));
        }
        let mark = input.head(2)?;
        if mark != [0xFF, 0xFE] && mark != [0xFE, 0xFF] {
            return Ok(Self { bytes: input.open()?, lines: Vec::new() });
        }
        let text = crate::io::import::decode(&input.bytes()?, encoding).text.into_owned();
        Ok(Self { bytes: Box::new(Cursor::new(text.into_bytes())), lines: Vec::new() })
    }
}

/// The rows of a sheet as text with commas.
fn written(sheet: &Sheet) -> Source<'static> {
    let (mut bytes, mut lines) = (Vec::new(), Vec::new());
    add(&mut bytes, &mut lines, sheet.header_place.line, sheet.header.iter().map(String::as_str));
    sheet.each(|row| {
        // Blank cells at the end of a row do not stand in a workbook.
        let cells = (0..row.len().max(sheet.header.len())).map(|column| row.raw(column));
        add(&mut bytes, &mut lines, row.place.line, cells);
        ControlFlow::Continue(())
    });
    Source { bytes: Box::new(Cursor::new(bytes)), lines }
}

fn add<'a>(bytes: &mut Vec<u8>, lines: &mut Vec<u32>, line: u32, cells: impl Iterator<Item = &'a str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            bytes.push(b',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t', '|']) {
            bytes.push(b'"');
            bytes.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            bytes.push(b'"');
        } else {
            bytes.extend_from_slice(cell.as_bytes());
        }
        lines.extend(cell.bytes().filter(|byte| *byte == b'\n').map(|_| line));
    }
    bytes.push(b'\n');
    lines.push(line);
}
