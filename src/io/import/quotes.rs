//! Stray quotation marks in a text with delimiters: one that is never closed, or is closed by a mark of another row, draws
//! good rows into a cell. They are looked for before the text is read, so that each costs its own line and no other.

use memchr::{memchr, memchr2, memchr2_iter, memchr3, memrchr2};

use super::records::{Quoted, blank, closing_quote, lines};

/// The longest row that runs over several lines. What is longer has a quotation mark that is never closed.
const LONGEST: usize = 1 << 20;
/// How many lines of a row that is none are tried as rows of their own.
const TRIED: usize = 16;

/// A line with a quotation mark that is not closed in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// Where it begins.
    pub start: usize,
    /// Where the next one begins.
    pub end: usize,
    /// How many line ends stand before it.
    pub lines: u32,
    /// How many cells it makes together with what its mark draws in; none where the mark is never closed.
    pub cells: Option<usize>,
}

/// A text whose rows are known by their columns.
pub(super) struct Text<'t> {
    /// Its bytes.
    pub bytes: &'t [u8],
    /// What stands between cells.
    pub delimiter: u8,
    /// How many cells the header has, and how many up to the last that is not empty.
    pub columns: (usize, usize),
}

/// A row as it is found by its quotation marks.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Where the next one begins.
    end: usize,
    cells: usize,
    /// How many there are up to the last that is not empty.
    filled: usize,
    /// How many lines the row runs over, but for the first.
    breaks: usize,
    how: Ending,
    /// Whether something follows a closing quotation mark in its cell.
    torn: bool,
    /// Whether a cell that runs over lines is closed by what is the opening mark of a cell of another row.
    crossed: bool,
    /// Whether a quotation mark stands within a cell that does not begin with one.
    inner: bool,
}

/// How a row ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ending {
    /// With its line, or with the text.
    #[default]
    Line,
    /// It does not: a quotation mark is not closed.
    Open,
    /// The end was not looked for, since the row has too many cells already.
    Over,
    /// It is longer than a row is looked at.
    Cut,
}

impl Text<'_> {
    /// The stray marks of the rows below the header, which begins at this byte or after some line ends there.
    /// A header of one cell is a title, and tells nothing of the rows.
    pub fn strays_below(&self, header: usize) -> Vec<Stray> {
        if self.columns.0 < 2 || memchr(b'"', self.rest(header)).is_none() {
            return Vec::new();
        }
        let from = header + blank(self.rest(header));
        let from = (from + self.look(from, usize::MAX).end).min(self.bytes.len());
        self.strays(from, lines(self.bytes.get(..from).unwrap_or_default()))
    }

    /// The stray marks of the rows from this byte on, which so many line ends stand before.
    fn strays(&self, from: usize, line: u32) -> Vec<Stray> {
        let (mut strays, mut at, mut line) = (Vec::new(), from, line);
        while let Some(quote) = memchr(b'"', self.rest(at)) {
            let before = self.bytes.get(at..at + quote).unwrap_or_default();
            let start = memrchr2(b'\n', b'\r', before).map_or(at, |end| at + end + 1);
            line += lines(self.bytes.get(at..start).unwrap_or_default());
            let (end, cells) = self.judge(start, from);
            if let Err(cells) = cells {
                strays.push(Stray { start, end, lines: line, cells });
            }
            line += lines(self.bytes.get(start..end).unwrap_or_default());
            at = end;
        }
        strays
    }

    fn rest(&self, from: usize) -> &[u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    /// The row that begins here, and where the next one does. Where its mark is a stray one, that is the next line.
    fn judge(&self, start: usize, from: usize) -> (usize, Result<(), Option<usize>>) {
        let (all, _) = self.columns;
        let mut look = self.look(start, all);
        let usual = if look.breaks > 0 { self.usual(start, from) } else { 0 };
        let whole = look.how == Ending::Line && !look.torn;
        let good = look.breaks == 0 || (whole && self.agrees(&look, usual));
        let ends = matches!(look.how, Ending::Line | Ending::Over);
        let stray = ends && !good && (look.crossed || self.draws_in(start, usual, &look));
        if look.how == Ending::Over && !stray {
            // It is one row with too many cells, as long as these are not too many by far.
            look = self.look(start, (all + TRIED) * 4);
        }
        if stray || matches!(look.how, Ending::Open | Ending::Over) {
            return (self.line_end(start), Err(Some(look.cells).filter(|_| look.how != Ending::Open)));
        }
        let end = start + look.end;
        (if look.how == Ending::Cut { self.line_end(end) } else { end }, Ok(()))
    }

    /// Whether a row that runs over several lines draws in rows of their own. What has more lines than any cell is not
    /// looked at to its end.
    fn draws_in(&self, start: usize, usual: usize, look: &Look) -> bool {
        let mut next = self.line_end(start);
        for _ in 0..TRIED.min(look.breaks) {
            let line = self.look(next, self.columns.0);
            let whole = line.how == Ending::Line && !line.torn && !line.inner;
            if whole && line.filled > 0 && self.agrees(&line, usual) {
                return true;
            }
            next = self.line_end(next);
        }
        look.breaks > TRIED
    }

    /// Whether a row has as many cells as the header, empty ones at the end apart, or as the row before it.
    fn agrees(&self, look: &Look, usual: usize) -> bool {
        let (all, named) = self.columns;
        (look.filled <= all && look.cells >= named) || look.cells == usual
    }

    /// How many cells the line before has, where it is a row of its own.
    fn usual(&self, start: usize, from: usize) -> usize {
        let before = self.bytes.get(from..start).unwrap_or_default().trim_ascii_end();
        let line = memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
        let look = self.look(from + line, self.columns.0);
        let alone = look.how != Ending::Open && look.breaks == 0 && !look.inner;
        if alone && !before.is_empty() { look.cells } else { 0 }
    }

    /// The end of a line with its line end.
    fn line_end(&self, from: usize) -> usize {
        let rest = self.rest(from);
        let Some(end) = memchr2(b'\n', b'\r', rest) else { return self.bytes.len() };
        let both = rest.get(end..end + 2) == Some(b"\r\n");
        from + end + if both { 2 } else { 1 }
    }

    /// The row that begins here. One that runs over several lines is looked at no further than so many cells.
    fn look(&self, from: usize, most: usize) -> Look {
        let rest = self.rest(from);
        let bytes = rest.get(..LONGEST).unwrap_or(rest);
        let (mut look, mut start) = (Look::default(), 0);
        loop {
            let (inside, quoted) = match closing_quote(bytes, start, true) {
                Some(Quoted::Until(end)) => (end, true),
                Some(Quoted::Open) => {
                    look.how = Ending::Open;
                    (bytes.len(), true)
                }
                Some(Quoted::No) | None => (start, false),
            };
            let tail = bytes.get(inside..).unwrap_or_default();
            let length = memchr3(self.delimiter, b'\n', b'\r', tail);
            let end = inside + length.unwrap_or(tail.len());
            let after = bytes.get(inside..end).unwrap_or_default();
            let cell = bytes.get(start..end).unwrap_or_default().trim_ascii();
            look.cells += 1;
            if !cell.is_empty() && cell != b"\"\"" {
                look.filled = look.cells;
            }
            if quoted {
                let (own, torn) =
                    (breaks(bytes.get(start..inside).unwrap_or_default()), !after.trim_ascii().is_empty());
                let before = inside.checked_sub(2).and_then(|at| bytes.get(at));
                let opening = before.is_some_and(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
                look.breaks += own;
                look.torn |= torn;
                look.crossed |= torn && own > 0 && opening;
            } else {
                look.inner |= memchr(b'"', after).is_some();
            }
            look.end = (end + 1).min(bytes.len());
            if look.breaks > 0 && look.filled > most && look.how == Ending::Line {
                look.how = Ending::Over;
                return look;
            }
            match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b'\r'), Some(b'\n')) => {
                    look.end = end + 2;
                    return look;
                }
                (Some(b'\r' | b'\n'), _) => return look,
                (Some(_), _) => start = end + 1,
                (None, _) => {
                    if bytes.len() < rest.len() && look.how == Ending::Line {
                        look.how = Ending::Cut;
                    }
                    return look;
                }
            }
        }
    }
}

/// How many lines end in a cell.
fn breaks(cell: &[u8]) -> usize {
    let alone = |at: &usize| cell.get(at.wrapping_sub(1)..*at) != Some(b"\r") || cell.get(*at) != Some(&b'\n');
    memchr2_iter(b'\n', b'\r', cell).filter(alone).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may fail loudly and read the clock")]

    use std::{fmt::Write, ops::ControlFlow, time::Instant};

    use crate::io::import::{Findings, Input, Kind, Sheet};

    /// The lines and first cells of the rows that are read, and the lines that are left out.
    fn read(text: &str) -> (Vec<(u32, String)>, Vec<u32>) {
        let mut findings = Findings::default();
        let sheet = Sheet::open(&Input::memory("x.csv", text.as_bytes()), 0, None, &mut findings).unwrap();
        let mut rows = Vec::new();
        sheet.each(|row| {
            rows.push((row.place.line, row.get(0).to_owned()));
            ControlFlow::Continue(())
        });
        assert_eq!(findings.left_out(), findings.of(Kind::BadRow));
        (rows, findings.list().iter().map(|finding| finding.place.line).collect())
    }

    fn check(text: &str, rows: &[(u32, &str)], strays: &[u32]) {
        let rows: Vec<(u32, String)> = rows.iter().map(|(line, cell)| (*line, (*cell).to_owned())).collect();
        assert_eq!(read(text), (rows, strays.to_vec()), "{text}");
        let other = text.replace('\n', "\r\n");
        assert_eq!(read(&other), read(text), "{other}");
    }

    #[test]
    fn a_stray_mark_costs_its_own_line_alone() {
        // Never closed.
        check("id,a,b\n1,x,y\n2,\"x,y\n3,x,y\n4,x,y\n", &[(2, "1"), (4, "3"), (5, "4")], &[3]);
        // Closed by the opening mark of another row, with too few cells, and with just as many.
        check("id,a,b\n2,\"x,y\n3,\"x\",y\n4,x,y\n", &[(3, "3"), (4, "4")], &[2]);
        check("id,a,b\n2,x,\"y\n3,x,\"y\"\n4,x,y\n", &[(3, "3"), (4, "4")], &[2]);
        // Two of them after each other, and one in the last line.
        check("id,a,b\n2,\"x,y\n3,\"x,y\n4,x,y\n5,x,\"y", &[(4, "4")], &[2, 3, 5]);
        // Rows that all lack their last cells.
        check("id,a,b,c,d\n1,x,y\n2,\"x,y\n3,\"x\",y\n4,x,y\n", &[(2, "1"), (4, "3"), (5, "4")], &[3]);
        // Within a cell it is a letter as any other.
        check("id,a,b\n1,5\" x,y\n2,x,y\n", &[(2, "1"), (3, "2")], &[]);
    }

    #[test]
    fn cells_with_line_breaks_stay_whole() {
        check("id,a,b\n1,\"x\ny\",z\n2,\"x\n\n\"\"q\"\", 3,x,y\n4\",z\n5,x,y\n", &[(2, "1"), (4, "2"), (8, "5")], &[]);
        // Empty cells at the end may be there or not.
        check("id,a,b,\n1,\"x\ny\",z\n2,x,y\n", &[(2, "1"), (4, "2")], &[]);
        check("id,a,b\n1,\"x\ny\",z,,\n2,x,y\n", &[(2, "1"), (4, "2")], &[]);
        check("id,a,b,c\n1,\"x\ny\"\n2,x,y\n", &[(2, "1"), (4, "2")], &[]);
        // A row with too many cells is one bad row, for whoever reads it.
        check("id,a,b\n1,\"x\ny\",z,w,v\n2,x,y\n", &[(2, "1"), (4, "2")], &[]);
        // A header of one cell is a title.
        check("Votes\nid,a\n1,\"x\ny\nz\"\n2,x\n", &[(2, "id"), (3, "1"), (6, "2")], &[]);
    }

    #[test]
    fn a_file_of_stray_marks_takes_no_longer_than_its_length() {
        for line in ["x\"y,\"z\n", "1,\"x,y\n", "1,x,\"\"\"y\n", "1,\"x\",\"\n"] {
            let time = |count: usize| {
                let text = format!("id,a,b\n{}", line.repeat(count));
                let start = Instant::now();
                let (rows, strays) = read(&text);
                assert!(rows.len() + strays.len() >= count / 2, "{line}");
                start.elapsed().as_secs_f64()
            };
            // Ten times the length would take a hundred times as long.
            let (short, long) = (time(2_000), time(20_000));
            assert!(long < 40.0 * short + 0.5, "{line:?}: {short} s and {long} s");
        }
    }

    #[test]
    fn one_mark_in_any_place_costs_one_row_at_most() {
        let mut text = String::from("id,title,vote,note\n");
        for id in 0..12 {
            let title = ["plain", "\"in, marks\"", "\"two\nlines\"", "\"\""][id % 4];
            writeln!(text, "{id},{title},yes,{}", ["", "\"said \"\"no\"\"\""][id % 2]).unwrap();
        }
        let whole = read(&text);
        assert_eq!((whole.0.len(), whole.1.len()), (12, 0));
        let body = text.find('\n').unwrap() + 1;
        for place in body..text.len() {
            let broken = format!("{}\"{}", text.get(..place).unwrap(), text.get(place..).unwrap());
            let (rows, _) = read(&broken);
            let kept = whole.0.iter().filter(|(_, id)| rows.iter().any(|(_, cell)| cell == id)).count();
            assert!(kept >= 11, "{kept} of 12 in {broken}");
        }
    }
}
