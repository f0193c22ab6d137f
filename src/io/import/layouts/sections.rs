//! A large file of lines, part by part and block by block: several threads can read it at once, and none of them ever
//! holds more of it than a block.

use std::io::Read;

use memchr::{memchr, memrchr};

use crate::io::{
    Problem,
    import::{Encoding, Input, delimiter},
};

/// So much is read at a time: small enough to stay near the processor.
const BLOCK: u64 = 256 * 1024;

/// The first line of a file that is not empty, where it is one of cells, and the rows are lines of their own.
pub(super) struct Header {
    /// What stands between the cells.
    pub delimiter: u8,
    /// The cells in small letters.
    pub names: Vec<String>,
    /// Where the next line begins.
    pub body: u64,
    /// The number of that line.
    pub line: u32,
}

impl Header {
    /// The header in the beginning of a file. None where there is none, or where a line of cells is none of bytes: in
    /// UTF-16, or where lines end with a carriage return alone.
    pub(super) fn of(head: &[u8], encoding: Option<Encoding>) -> Option<Self> {
        if encoding == Some(Encoding::Utf16) || head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return None;
        }
        let mut start = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let mut line = 1;
        let end = loop {
            let end = start + memchr(b'\n', head.get(start..)?)?;
            if head.get(start..end)?.iter().any(|byte| !byte.is_ascii_whitespace()) {
                break end;
            }
            start = end + 1;
            line += 1;
        };
        let header = std::str::from_utf8(head.get(start..end)?).ok()?;
        if header.trim_end().contains('\r') {
            return None;
        }
        let counts = delimiter::counts(header.as_bytes());
        let delimiter = counts.iter().any(|count| *count > 0).then(|| delimiter::most(counts))?;
        let cells = header.split(char::from(delimiter));
        let names = cells.map(|cell| cell.trim().trim_matches('"').trim().to_lowercase()).collect();
        Some(Self { delimiter, names, body: end as u64 + 1, line: line + 1 })
    }

    /// Where a column stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|cell| cell == name)
    }
}

/// The lines that begin in a stretch of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The first byte. A line that begins before it is another section's.
    from: u64,
    /// The byte after the last. A line that begins before it is read to its end.
    to: u64,
    /// Whether a line begins at the first byte for certain.
    clean: bool,
}

/// The part of a file from a byte on, in as many sections as there are threads, of at least so many bytes.
pub(super) fn sections(from: u64, len: u64, least: u64) -> Vec<Section> {
    let body = len.saturating_sub(from);
    let count = (rayon::current_num_threads() as u64).min(body / least.max(1)).max(1);
    let at = |number: u64| if number == count { u64::MAX } else { from + body / count * number };
    (0..count).map(|number| Section { from: at(number), to: at(number + 1), clean: number == 0 }).collect()
}

/// All of a file from a byte on.
pub(super) fn whole(from: u64) -> Section {
    Section { from, to: u64::MAX, clean: true }
}

/// Gives all lines of a section in order, many at a time: each piece ends with the end of a line, or with the file.
pub(super) fn pieces(
    input: &Input,
    section: Section,
    mut visit: impl FnMut(&[u8]) -> Result<(), Problem>,
) -> Result<(), Problem> {
    // The byte before tells whether a line begins at the first one.
    let mut base = section.from - u64::from(!section.clean);
    let mut stream = input.open_at(base)?;
    let mut buffer = Vec::with_capacity(BLOCK as usize + 1024);
    let mut skipping = !section.clean;
    loop {
        let before = buffer.len();
        stream.by_ref().take(BLOCK).read_to_end(&mut buffer).map_err(|error| input.unreadable(&error))?;
        let ended = buffer.len() == before;
        if skipping {
            let Some(end) = memchr(b'\n', &buffer) else {
                if ended {
                    return Ok(());
                }
                base += buffer.len() as u64;
                buffer.clear();
                continue;
            };
            buffer.drain(..=end);
            base += end as u64 + 1;
            skipping = false;
        }
        // The line that is being read where the section ends is its last one.
        let wanted = section.to.saturating_sub(base);
        if wanted == 0 {
            return Ok(());
        }
        let last = usize::try_from(wanted - 1).ok().filter(|at| *at < buffer.len());
        let cut = match last {
            Some(at) => buffer.get(at..).and_then(|tail| memchr(b'\n', tail)).map(|end| at + end + 1),
            None => memrchr(b'\n', &buffer).map(|end| end + 1),
        };
        match cut {
            Some(cut) => {
                visit(buffer.get(..cut).unwrap_or_default())?;
                if last.is_some() {
                    return Ok(());
                }
                buffer.drain(..cut);
                base += cut as u64;
            }
            None if ended => return if buffer.is_empty() { Ok(()) } else { visit(&buffer) },
            None => {}
        }
        if ended {
            return if buffer.is_empty() { Ok(()) } else { visit(&buffer) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, sections: &[Section]) -> String {
        let input = Input::memory("x", text.as_bytes());
        let mut out = Vec::new();
        for section in sections {
            pieces(&input, *section, |bytes| {
                assert!(!bytes.is_empty());
                out.extend_from_slice(bytes);
                Ok(())
            })
            .expect("it is in memory");
        }
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn every_line_is_in_one_section() {
        let texts = ["", "a", "a\n", "\n", "\n\n\n", "ab\ncd\n\nef", "ab\r\ncd\r\n", "long line\nx\ny\nz"];
        for text in texts {
            let len = text.len() as u64;
            for first in 0..=len {
                for second in first..=len {
                    let parts = [
                        Section { from: 0, to: first, clean: true },
                        Section { from: first, to: second, clean: false },
                        Section { from: second, to: u64::MAX, clean: false },
                    ];
                    // A section that begins at the first byte is clean, as the first one is.
                    let parts: Vec<Section> = parts
                        .into_iter()
                        .filter(|part| part.to > part.from)
                        .map(|part| Section { clean: part.from == 0, ..part })
                        .collect();
                    assert_eq!(all(text, &parts), text, "{text:?} at {first} and {second}");
                }
            }
        }
    }

    #[test]
    fn lines_longer_than_a_block_stay_whole() {
        let line = "x".repeat(BLOCK as usize * 2 + 17);
        let text = format!("a\n{line}\nb\n{line}");
        let input = Input::memory("x", text.as_bytes());
        for count in 1..5 {
            let len = text.len() as u64;
            let at = |n: u64| if n == count { u64::MAX } else { len / count * n };
            let mut found = Vec::new();
            for number in 0..count {
                let section = Section { from: at(number), to: at(number + 1), clean: number == 0 };
                pieces(&input, section, |bytes| {
                    found.extend(bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len));
                    Ok(())
                })
                .expect("it is in memory");
            }
            assert_eq!(found, [2, line.len() + 1, 2, line.len()], "{count} sections");
        }
    }
}
