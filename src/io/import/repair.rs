//! Files that no layout fits as they begin, and one would but for a small thing: a title above the header, a line that
//! says what stands between cells, bytes of nothing, UTF-16 that does not say so.

use std::{borrow::Cow, ops::ControlFlow};

use memchr::memchr_iter;

use super::{Finding, Form, Input, Kind, Recognized, delimiter, quotes::apart, sheet::Sheet, text::decode_head};
use crate::{archive::Place, io::Problem};

/// How much of a file is looked at.
const HEAD: u64 = 64 * 1024;
/// How many rows of a workbook are looked at.
const HEAD_ROWS: u32 = 40;
/// How many sheets of a workbook are looked at.
const SHEETS: usize = 16;
/// How many rows may stand above the header.
const ABOVE: usize = 10;
/// The fewest cells of a header that is looked for below other rows.
const FEWEST: usize = 3;

/// A file that a layout fits now.
pub(super) struct Repaired {
    /// The file as it is to be read.
    pub input: Input,
    /// Its layout.
    pub known: Recognized,
    /// What was done.
    pub findings: Vec<Finding>,
}

/// What a file is to a layout.
type Fits<'a> = &'a dyn Fn(&Input) -> Result<Option<Recognized>, Problem>;

/// Looks for what keeps a file from being known. None where nothing helps.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn repair(input: &Input, file: u32, fits: Fits<'_>) -> Result<Option<Repaired>, Problem> {
    match Form::of(input)? {
        Form::Text => text(input, file, fits),
        Form::Parquet => Ok(None),
        form => workbook(input, form, file, fits),
    }
}

/// Whether a file of text has nothing but white space.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn is_empty(input: &Input) -> Result<bool, Problem> {
    let head = input.head(HEAD)?;
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    Ok(bare.trim_ascii().is_empty())
}

/// Whether a file has a header and no row under it. Large files of text are not looked at.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn has_no_rows(input: &Input) -> Result<bool, Problem> {
    let form = Form::of(input)?;
    let sheet = match form {
        Form::Text if input.len()? > HEAD => return Ok(false),
        Form::Text => Sheet::text(0, decode_head(&input.bytes()?).text.into_owned()),
        form => Sheet::peek(input, form, HEAD_ROWS)?,
    };
    let mut bare = true;
    sheet.each(|_| {
        bare = false;
        ControlFlow::Break(())
    });
    Ok(bare)
}

/// What is wrong with the bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// UTF-16 that says so, which is written anew so that lines can be cut off.
    Marked,
    /// UTF-16 that does not say so.
    Unmarked(&'static encoding_rs::Encoding),
    /// Bytes of nothing here and there.
    Nothing,
}

impl Trouble {
    /// What is wrong with a text that begins so.
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return Some(Self::Marked);
        }
        let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        if even + odd == 0 {
            return None;
        }
        // Every second byte of the letters of English is nothing in UTF-16.
        let (most, few) = (head.len() * 2 / 5, head.len() / 50);
        match () {
            () if odd >= most && even <= few => Some(Self::Unmarked(encoding_rs::UTF_16LE)),
            () if even >= most && odd <= few => Some(Self::Unmarked(encoding_rs::UTF_16BE)),
            () if (even + odd) * 100 <= head.len().max(100) => Some(Self::Nothing),
            () => None,
        }
    }

    /// The bytes without it.
    fn mend(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Marked => super::decode(bytes, None).text.into_owned().into_bytes(),
            Self::Unmarked(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned().into_bytes(),
            Self::Nothing => bytes.iter().copied().filter(|byte| *byte != 0).collect(),
        }
    }

    /// What is said of it.
    fn finding(self, bytes: &[u8], file: u32) -> Option<Finding> {
        match self {
            Self::Marked => None,
            Self::Unmarked(_) => {
                let message = "The file is UTF-16 without the mark that says so";
                let finding = Finding::warning(Kind::Encoding, message, "It was read as UTF-16");
                Some(finding.at(Place { file, line: 0 }, 0))
            }
            Self::Nothing => {
                let first = bytes.iter().position(|byte| *byte == 0)?;
                let line = memchr_iter(b'\n', bytes.get(..first)?).count() as u32 + 1;
                let count = memchr_iter(0, bytes).count();
                let message = match count {
                    1 => "A byte of the line stands for nothing (NUL)".to_owned(),
                    _ => format!("{count} bytes stand for nothing (NUL), the first on this line"),
                };
                let finding = Finding::warning(Kind::Encoding, message, "It was passed over");
                Some(finding.at(Place { file, line }, 0))
            }
        }
    }
}

fn text(input: &Input, file: u32, fits: Fits<'_>) -> Result<Option<Repaired>, Problem> {
    let bytes = input.head(HEAD)?;
    let trouble = Trouble::of(&bytes);
    let head = match trouble {
        // Half a letter at the end of what is looked at is none.
        Some(trouble) => Cow::Owned(trouble.mend(bytes.get(..bytes.len() / 2 * 2).unwrap_or(&bytes))),
        None => Cow::Borrowed(bytes.as_slice()),
    };
    let trial = |above: usize| -> Result<Option<Recognized>, Problem> {
        fits(&Input::memory(input.name.clone(), below(&head, above)))
    };
    let mut found = None;
    for above in std::iter::once(0).filter(|_| trouble.is_some()).chain(starts(&head)) {
        if let Some(known) = trial(above)? {
            found = Some((above, known));
            break;
        }
    }
    let Some((above, known)) = found else { return Ok(None) };
    let whole = input.bytes()?;
    let mut findings: Vec<Finding> = trouble.and_then(|trouble| trouble.finding(&whole, file)).into_iter().collect();
    let mended = trouble.map_or(Cow::Borrowed(whole.as_slice()), |trouble| Cow::Owned(trouble.mend(&whole)));
    if above > 0 {
        let passed = mended.get(..above).unwrap_or_default();
        let line = memchr_iter(b'\n', passed).count() as u32 + 1;
        findings.push(passed_over(Place { file, line }));
    }
    let input = Input::memory(input.name.clone(), below(&mended, above));
    Ok(Some(Repaired { input, known, findings }))
}

fn passed_over(place: Place) -> Finding {
    let message = "The header stands here, below other rows";
    Finding::note(Kind::Understood, message, "What stands above it was passed over").at(place, 0)
}

/// The bytes with nothing but line ends in the first so many, so that the lines below keep their numbers.
fn below(bytes: &[u8], above: usize) -> Vec<u8> {
    let (passed, rest) = bytes.split_at_checked(above).unwrap_or((&[], bytes));
    let mut kept: Vec<u8> = passed.iter().copied().filter(|byte| *byte == b'\n').collect();
    kept.extend_from_slice(rest);
    kept
}

/// Where a header may begin below lines that are titles and no rows of its table: with half as many cells at most.
fn starts(head: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut above: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    for line in head.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        let start = at;
        at += line.len();
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mark = delimiter::most(delimiter::counts(line));
        // A spreadsheet program writes as many delimiters in a title as in a row: what counts are the cells that are filled.
        let filled = |line: &[u8]| {
            let cells = apart(line.trim_ascii_end(), mark);
            cells.iter().filter(|cell| !cell.trim_ascii().is_empty() && **cell != b"\"\"").count()
        };
        let cells = filled(line);
        if cells == 0 {
            continue;
        }
        if !above.is_empty() && cells >= FEWEST && above.iter().all(|title| filled(title) * 2 <= cells) {
            starts.push(start);
        }
        above.push(line);
        if above.len() > ABOVE {
            break;
        }
    }
    starts
}

fn workbook(input: &Input, form: Form, file: u32, fits: Fits<'_>) -> Result<Option<Repaired>, Problem> {
    if let Some(repaired) = below_titles(input, form, file, fits)? {
        return Ok(Some(repaired));
    }
    if input.sheet_name().is_some() {
        return Ok(None);
    }
    // The first sheet may be a cover: the next that is known is read, which is said when it is opened.
    for name in input.sheets()?.into_iter().take(SHEETS) {
        let other = input.clone().with_sheet(name);
        // A sheet without cells, or with something else, does not keep the next one from being read.
        if let Ok(Some(known)) = fits(&other) {
            return Ok(Some(Repaired { input: other, known, findings: Vec::new() }));
        }
        if let Ok(Some(repaired)) = below_titles(&other, form, file, fits) {
            return Ok(Some(repaired));
        }
    }
    Ok(None)
}

/// A header below titles in the sheet of a workbook that is to be read.
fn below_titles(input: &Input, form: Form, file: u32, fits: Fits<'_>) -> Result<Option<Repaired>, Problem> {
    let filled = |sheet: &Sheet| sheet.header.iter().filter(|cell| !cell.is_empty()).count();
    let mut sheet = Sheet::peek(input, form, HEAD_ROWS)?;
    let mut most = filled(&sheet);
    for above in 1..=ABOVE {
        sheet = sheet.under(above);
        let cells = filled(&sheet);
        if cells >= FEWEST && most * 2 <= cells {
            let lower = input.clone().with_rows_above(above);
            if let Some(known) = fits(&lower)? {
                let place = Place { file, line: sheet.header_place.line };
                return Ok(Some(Repaired { input: lower, known, findings: vec![passed_over(place)] }));
            }
        }
        most = most.max(cells);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use crate::io::import::{Imported, Input, Kind, Options, Severity, Silent, import};

    const UNDL: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes\n\
                        1,FRA,FRANCE,Y,2020-01-01,74,A/RES/74/1,Peace,1.0\n\
                        1,USA,UNITED STATES,?,2020-01-01,74,A/RES/74/1,Peace,1.0\n";

    fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
        let bytes: Vec<u8> = bytes.into();
        import(&[Input::memory(name, bytes)], &Options::default(), &Silent).expect("a known layout")
    }

    fn problem(files: &[(&str, &[u8])]) -> String {
        let inputs: Vec<Input> = files.iter().map(|(name, bytes)| Input::memory(*name, *bytes)).collect();
        import(&inputs, &Options::default(), &Silent).expect_err("nothing to read").to_string()
    }

    fn lines(imported: &Imported, kind: Kind) -> Vec<u32> {
        let list = imported.findings.list().iter().filter(|finding| finding.kind == kind);
        list.map(|finding| finding.place.line).collect()
    }

    #[test]
    fn the_commas_of_a_title_in_quotes_are_no_cells() {
        let imported = read("x.csv", format!("\"Votes, by day, state, symbol, and more\"\n{UNDL}"));
        assert_eq!(imported.summary.layouts, ["undl-ga"]);
        assert_eq!((imported.summary.votes, imported.summary.left_out), (1, 1));
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let plain = read("v.csv", UNDL);
        for (above, more) in [
            ("Votes of the General Assembly\nDownloaded, 6 Feb 2026\n\n", 3),
            ("sep=,\n", 1),
            ("\u{feff}\"A title\nof two lines\"\r\n\r\n", 3),
        ] {
            let imported = read("v.csv", format!("{above}{UNDL}"));
            assert_eq!(imported.summary, plain.summary, "{above}");
            assert_eq!(lines(&imported, Kind::UnknownVote), [3 + more], "{above}");
            assert_eq!(imported.archive.roll_calls[0].place.line, 2 + more, "{above}");
            assert!(lines(&imported, Kind::Understood).contains(&(1 + more)), "{:?}", imported.findings);
        }
        // As a spreadsheet program saves a title, and a row of headings over several columns.
        for above in [",,,,,,,,\n", "GA votes,,,,,,,,\n", "\"Votes, of all\",,\"\",,,,,,\n", "record,,member,,,,,,\n"] {
            let imported = read("v.csv", format!("{above}{UNDL}"));
            assert_eq!(imported.summary, plain.summary, "{above}");
            assert_eq!(lines(&imported, Kind::UnknownVote), [4], "{above}");
        }
        let codes = ["USA", "CAN", "BHS", "CUB", "HTI", "DOM", "JAM", "TTO", "BRB", "MEX", "GTM", "HND", "SLV", "NIC"];
        let codes = format!("{},CRI,PAN,COL,VEN,GUY,ECU,PER", codes.join(","));
        let matrix = format!("rcid,date,{codes}\n3,1946-01-01{}\n", ",1".repeat(21));
        for above in ["", ",,,,,,,,,,,,,,,,,,,,,,\n", "Votes,,,,,,,,,,,,,,,,,,,,,,\n"] {
            let imported = read("v.csv", format!("{above}{matrix}"));
            assert_eq!(
                (imported.summary.votes, imported.summary.layouts),
                (21, vec!["iso-matrix".to_owned()]),
                "{above}"
            );
        }
        let voeten = read("v.csv", "sep=;\nrcid;ccode;session;vote\n3;2;1;1\n3;20;1;7\n");
        assert_eq!((voeten.summary.votes, lines(&voeten, Kind::UnknownVote)), (1, vec![4]));
        // A table of a layout that is not known is not read from its second row on.
        let words = "id,AFG,AGO,ALB,AND\n1,yes,no,abstain,absent\n2,yes,no,abstain,absent\n";
        assert!(problem(&[("x.csv", words.as_bytes())]).contains("not known"));
    }

    #[test]
    fn titles_above_the_header_of_a_workbook_are_passed_over() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Votes of the General Assembly").expect("room");
        for (row, line) in UNDL.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                sheet.write(row as u32 + 3, column as u16, cell).expect("room");
            }
        }
        let imported = read("v.xlsx", book.save_to_buffer().expect("a workbook"));
        assert_eq!(imported.summary, read("v.csv", UNDL).summary);
        assert_eq!(lines(&imported, Kind::UnknownVote), [6]);
    }

    #[test]
    fn a_workbook_with_a_cover_is_read_from_the_sheet_that_is_known() {
        let write = |sheet: &mut rust_xlsxwriter::Worksheet, text: &str| {
            for (row, line) in text.lines().enumerate() {
                for (column, cell) in line.split(',').enumerate() {
                    sheet.write(row as u32, column as u16, cell).expect("room");
                }
            }
        };
        for above in ["", "Votes of the General Assembly\nand more\n"] {
            let mut book = rust_xlsxwriter::Workbook::new();
            write(book.add_worksheet().set_name("Read me").expect("a name"), "About,this\nfile,x\nand,more\n");
            book.add_worksheet().set_name("Empty").expect("a name");
            write(book.add_worksheet().set_name("Data").expect("a name"), &format!("{above}{UNDL}"));
            let bytes = book.save_to_buffer().expect("a workbook");
            let imported = read("v.xlsx", bytes.clone());
            assert_eq!(imported.summary, read("v.csv", UNDL).summary);
            let told = imported.findings.list().iter().find(|finding| finding.message.contains("3 sheets"));
            assert!(
                told.is_some_and(|finding| finding.done.contains("\u{201c}Data\u{201d}")),
                "{:?}",
                imported.findings
            );
            // What is asked for is kept to.
            let wanted = Options { sheet: Some("Read me".to_owned()), ..Options::default() };
            assert!(import(&[Input::memory("v.xlsx", bytes)], &wanted, &Silent).is_err());
        }
    }

    #[test]
    fn cells_that_are_merged_downwards_are_read_in_each_of_their_rows() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let plain = rust_xlsxwriter::Format::new();
        for (row, line) in UNDL.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                let (row, column) = (row as u32, column as u16);
                match column {
                    0 | 4..=7 if row == 1 => drop(sheet.merge_range(1, column, 2, column, cell, &plain).expect("room")),
                    0 | 4..=7 if row == 2 => {}
                    _ => drop(sheet.write(row, column, cell).expect("room")),
                }
            }
        }
        let text = UNDL.replace('?', "N");
        sheet.write(2, 3, "N").expect("room");
        let imported = read("v.xlsx", book.save_to_buffer().expect("a workbook"));
        let whole = read("v.csv", text.as_str());
        assert_eq!((imported.summary.votes, imported.summary.left_out), (2, 0), "{:?}", imported.findings);
        assert_eq!(imported.summary, whole.summary);
        assert!(
            imported
                .findings
                .list()
                .iter()
                .any(|finding| finding.message == "5 cells are merged with those below them")
        );
    }

    #[test]
    fn bytes_of_nothing_and_utf_16_without_its_mark_are_read_and_said() {
        let plain = read("v.csv", UNDL);
        for text in [UNDL.replace("FRANCE", "FRA\0NCE"), UNDL.replace("undl_id", "undl\0_id")] {
            let imported = read("v.csv", text);
            assert_eq!(imported.archive, plain.archive);
            assert_eq!(imported.findings.of(Kind::Encoding), 1);
            assert_eq!(imported.findings.graded(Severity::Warning), plain.findings.graded(Severity::Warning) + 1);
        }
        let little: Vec<u8> = UNDL.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = UNDL.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let imported = read("v.csv", bytes);
            assert_eq!((&imported.archive, lines(&imported, Kind::Encoding)), (&plain.archive, vec![0]));
        }
    }

    #[test]
    fn files_without_rows_say_so() {
        for bytes in [&b""[..], b" \n\n", b"\xEF\xBB\xBF\n"] {
            assert!(problem(&[("e.csv", bytes)]).contains("The file is empty"));
        }
        let header = UNDL.lines().next().unwrap_or_default();
        let imported = read("v.csv", header);
        assert_eq!(imported.findings.of(Kind::Missing), 1, "{:?}", imported.findings);
        assert_eq!(read("v.csv", UNDL).findings.of(Kind::Missing), 0);
    }

    #[test]
    fn one_file_that_cannot_be_read_does_not_stop_the_others() {
        let packed: &[u8] = b"\x1F\x8B\x08\0\0\0\0\0";
        let files = [Input::memory("v.csv.gz", packed), Input::memory("v.csv", UNDL.as_bytes())];
        let imported = import(&files, &Options::default(), &Silent).expect("one of them is known");
        assert_eq!(imported.summary.votes, 1);
        let found = imported.findings.list().iter().find(|finding| finding.place.file == 0).expect("a finding");
        assert_eq!((found.severity, found.message.as_str()), (Severity::Error, "The file is packed with gzip"));
        assert!(problem(&[("v.csv.gz", packed)]).starts_with("v.csv.gz: The file is packed with gzip."));
        assert!(
            problem(&[("v.csv.gz", packed), ("e.csv", b"")]).contains("v.csv.gz: The file is packed with gzip; e.csv")
        );
        let missing =
            [Input::file(std::path::Path::new("/nowhere/at/all.csv")), Input::memory("v.csv", UNDL.as_bytes())];
        assert_eq!(import(&missing, &Options::default(), &Silent).expect("one of them is known").summary.votes, 1);
    }
}
