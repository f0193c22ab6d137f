//! What sort of file it is, by its content: text, a workbook or a Parquet file.

use super::Input;
use crate::io::Problem;

/// What sort of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text, with delimiters or without.
    Text,
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel since 2007, in its binary form.
    Xlsb,
    /// A workbook of Excel before 2007.
    Xls,
    /// A workbook of LibreOffice.
    Ods,
    /// A Parquet file.
    Parquet,
}

/// Above so many bytes the parts of a workbook are not unpacked.
const MOST_UNPACKED: u64 = 1 << 30;

const SAVE_AS: &str = "Open it in a spreadsheet program and save it as .xlsx or .csv.";

impl Form {
    /// What sort of file it is.
    ///
    /// # Errors
    /// Why it cannot be read: it is none of these, protected by a password, or far too large once unpacked.
    pub fn of(input: &Input) -> Result<Self, Problem> {
        let head = input.head(512)?;
        if head.starts_with(b"PAR1") {
            return Ok(Self::Parquet);
        }
        if head.starts_with(b"PARE") {
            return Err(locked(input));
        }
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return compound(input);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return packed(input, &input.bytes()?);
        }
        for (magic, what) in [
            (&b"%PDF"[..], "a PDF document"),
            (b"\x1F\x8B", "packed with gzip"),
            (b"\x28\xB5\x2F\xFD", "packed with zstd"),
            (b"SQLite format 3\0", "an SQLite database"),
            (b"7z\xBC\xAF\x27\x1C", "packed with 7-Zip"),
            (b"RDX3", "an R workspace"),
            (b"ARROW1", "an Arrow file"),
            (b"\x89PNG", "a picture"),
            (b"\xFF\xD8\xFF", "a picture"),
            (b"GIF8", "a picture"),
            (b"\x7FELF", "a program"),
            (b"MZ\x90\0", "a program"),
        ] {
            if head.starts_with(magic) {
                let hint = "Unpack it, or save the table in it as .csv, .xlsx or .parquet.";
                return Err(Problem::new(format!("The file is {what}"), hint).in_file(&input.name));
            }
        }
        let text = String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
        if ["<!doctype", "<html", "<?xml", "<table"].iter().any(|start| text.starts_with(start)) {
            return Err(Problem::new("The file is a web page or XML and not a table", SAVE_AS).in_file(&input.name));
        }
        Ok(Self::Text)
    }
}

fn locked(input: &Input) -> Problem {
    let hint = "Open it with the password, and save it without one.";
    Problem::new("The file is protected by a password", hint).in_file(&input.name)
}

/// An old workbook, or a new one that is encrypted, which is wrapped like an old one.
fn compound(input: &Input) -> Result<Form, Problem> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(&input.bytes()?, &name).is_some() { Err(locked(input)) } else { Ok(Form::Xls) }
}

fn packed(input: &Input, bytes: &[u8]) -> Result<Form, Problem> {
    let broken = || {
        let message = "The file is a packed file that is broken off or damaged";
        Problem::new(message, "Copy or download it again.").in_file(&input.name)
    };
    let parts = parts(bytes).ok_or_else(broken)?;
    let unpacked = parts.iter().map(|(_, size)| *size).fold(0_u64, u64::saturating_add);
    if unpacked > MOST_UNPACKED {
        let message = format!("The file unpacks to {unpacked} bytes, and at most {MOST_UNPACKED} are read");
        return Err(Problem::new(message, "Save the sheet in question alone, as .csv.").in_file(&input.name));
    }
    let has = |name: &str| parts.iter().any(|(part, _)| part.ends_with(name));
    if has("workbook.bin") {
        Ok(Form::Xlsb)
    } else if has("workbook.xml") {
        Ok(Form::Xlsx)
    } else if has("content.xml") {
        Ok(Form::Ods)
    } else {
        let hint = "Unpack it, and open the files in it.";
        Err(Problem::new("The file is packed, and holds no workbook", hint).in_file(&input.name))
    }
}

/// The names and unpacked sizes of the parts of a zip file, from the list at its end.
fn parts(bytes: &[u8]) -> Option<Vec<(String, u64)>> {
    const LAST: usize = 22;
    let number = |at: usize, len: usize| -> Option<u64> {
        let bytes = bytes.get(at..at.checked_add(len)?)?;
        Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    };
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").filter(|end| bytes.len() >= end + LAST)?;
    let count = number(end + 10, 2)?;
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut parts = Vec::new();
    for _ in 0..count {
        if bytes.get(at..)?.get(..4)? != b"PK\x01\x02" {
            return None;
        }
        let length = |offset: usize| number(at + offset, 2).and_then(|n| usize::try_from(n).ok());
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let start = at + 46;
        let text = String::from_utf8_lossy(bytes.get(start..start.checked_add(name)?)?).into_owned();
        // A size that does not fit stands elsewhere, and is beyond all measure anyway.
        parts.push((text, number(at + 24, 4)?));
        at = start + name + extra + comment;
    }
    Some(parts)
}
