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
    /// What is wrong with its mark.
    pub why: Why,
}

/// What is wrong with a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is never closed.
    Open,
    /// The line makes so many cells together with what its mark draws in.
    Cells(usize),
    /// What it draws in are rows by themselves, up to the mark at this byte.
    Rows(usize),
    /// It closes the mark of another row.
    Closing,
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
    /// Where the mark stands that closes the last cell which runs over lines.
    closing: usize,
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
        let mut closing = usize::MAX;
        while let Some(quote) = memchr(b'"', self.rest(at)) {
            let before = self.bytes.get(at..at + quote).unwrap_or_default();
            let start = memrchr2(b'\n', b'\r', before).map_or(at, |end| at + end + 1);
            line += lines(self.bytes.get(at..start).unwrap_or_default());
            let own = start..self.line_end(start);
            let (end, found) =
                if own.contains(&closing) { (own.end, Err(Why::Closing)) } else { self.judge(start, from) };
            if let Err(why) = found {
                strays.push(Stray { start, end, lines: line, why });
            }
            if let Err(Why::Rows(mark)) = found {
                closing = mark;
            }
            line += lines(self.bytes.get(start..end).unwrap_or_default());
            at = end;
        }
        strays
    }

    fn rest(&self, from: usize) -> &[u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    fn row(&self, from: usize, length: usize) -> &[u8] {
        self.bytes.get(from..from + length).unwrap_or_default()
    }

    /// The row that begins here, and where the next one does. Where its mark is a stray one, that is the next line.
    fn judge(&self, start: usize, from: usize) -> (usize, Result<(), Why>) {
        let (all, _) = self.columns;
        let mut look = self.look(start, all);
        let usual = if look.breaks > 0 { self.usual(start, from) } else { 0 };
        let whole = look.how == Ending::Line && !look.torn;
        let good = look.breaks == 0 || (whole && self.agrees(&look, usual));
        if good && look.breaks > 0 && are_rows(self.row(start, look.end), self.delimiter, look.cells) {
            return (self.line_end(start), Err(Why::Rows(start + look.closing)));
        }
        let ends = matches!(look.how, Ending::Line | Ending::Over);
        let stray = ends && !good && (look.crossed || self.draws_in(start, usual, &look));
        if look.how == Ending::Over && !stray {
            // It is one row with too many cells, as long as these are not too many by far.
            look = self.look(start, (all + TRIED) * 4);
        }
        if stray || matches!(look.how, Ending::Open | Ending::Over) {
            let why = if look.how == Ending::Open { Why::Open } else { Why::Cells(look.cells) };
            return (self.line_end(start), Err(why));
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
                look.closing = if own > 0 { inside.saturating_sub(1) } else { look.closing };
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

/// Whether the lines of a row that runs over several are rows by themselves, each with as many cells, so that the marks
/// around them are stray ones. Lines of a title or a description may well have as many commas: what begins with a blank
/// behind one is prose, and cells under one another are all numbers or none.
pub(super) fn are_rows(row: &[u8], delimiter: u8, count: usize) -> bool {
    /// Two lines alone are rows only where it can hardly be chance.
    const CERTAIN: usize = 4;
    let mut lines =
        row.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.trim_ascii().is_empty()).map(|line| {
            let cells = apart(line, delimiter);
            (cells.len() == count && !cells.iter().skip(1).any(|cell| cell.starts_with(b" "))).then_some(cells)
        });
    let Some(Some(first)) = lines.next() else { return false };
    let last = row.trim_ascii_end();
    let last = last.get(memrchr2(b'\n', b'\r', last).map_or(0, |end| end + 1)..).unwrap_or_default();
    if !alike(&first, &apart(last, delimiter)) {
        return false;
    }
    let (mut tried, mut good) = (0, 0);
    for line in lines.take(TRIED) {
        tried += 1;
        good += usize::from(line.is_some_and(|line| alike(&first, &line)));
    }
    good * 2 > tried && (tried > 1 || count >= CERTAIN)
}

/// The cells of a line by itself, in which a mark that it does not close is a letter.
pub(super) fn apart(line: &[u8], delimiter: u8) -> Vec<&[u8]> {
    let (mut cells, mut start) = (Vec::new(), 0);
    loop {
        let quoted = match closing_quote(line, start, true) {
            Some(Quoted::Until(end)) if line.get(end).is_none_or(|byte| *byte == delimiter) => Some(end),
            _ => None,
        };
        let rest = line.get(start..).unwrap_or_default();
        let end = quoted.unwrap_or_else(|| memchr(delimiter, rest).map_or(line.len(), |length| start + length));
        cells.push(line.get(start..end).unwrap_or_default());
        if end >= line.len() {
            return cells;
        }
        start = end + 1;
    }
}

/// Whether the cells of two lines are of the same sort, but for a few.
fn alike(first: &[&[u8]], second: &[&[u8]]) -> bool {
    let sort = |cell: &[u8]| {
        let bare = cell.trim_ascii();
        let bare = bare.strip_prefix(b"\"").unwrap_or(bare);
        bare.first().filter(|byte| **byte != b'"').map(|byte| byte.is_ascii_digit() || *byte == b'-')
    };
    let other = |(one, two): &(&&[u8], &&[u8])| sort(one).zip(sort(two)).is_some_and(|(one, two)| one != two);
    // A line of prose may well end with a comma.
    let ends = |cells: &[&[u8]]| cells.last().is_some_and(|cell| sort(cell).is_some());
    let others = first.iter().zip(second).filter(other).count() + usize::from(ends(first) != ends(second));
    first.len() == second.len() && others * 4 <= first.len()
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

    use crate::io::import::{Findings, Input, Kind, Options, Sheet, Silent, import};

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
    fn two_stray_marks_do_not_swallow_the_rows_between_them() {
        let rows = "id,kind,no,vote,share\n1,S,1,1,50\n2,S,1,6,\"50\n3,S,1,1,50\n4,S,1,1,50\"\n5,S,1,6,50\n";
        check(rows, &[(2, "1"), (4, "3"), (6, "5")], &[3, 5]);
        // In neighbouring lines, and with many rows between.
        check(&rows.replace("3,S,1,1,50\n", ""), &[(2, "1"), (5, "5")], &[3, 4]);
        let many = "3,S,1,1,50\n".repeat(40);
        let (kept, strays) = read(&rows.replace("3,S,1,1,50\n", &many));
        assert_eq!((kept.len(), strays), (42, vec![3, 44]));
        // Marks that are all there is in their cells, the last one of three with a row of its own behind it.
        let rows = "rc,who,v\n1,Ann,yes\n1,\",no\n2,Cy,yes\n3,\",no\n4,Eve,yes\n";
        check(rows, &[(2, "1"), (4, "2"), (6, "4")], &[3, 5]);
        check(&format!("{rows}5,\",no\n6,\"x, y\",no\n"), &[(2, "1"), (4, "2"), (6, "4"), (8, "6")], &[3, 5, 7]);
        // Honest cells stand beside them.
        let rows = "id,a,b,c\n1,\"x, y\",\"p,z\n2,,p,z\n3,,p,z\n4,u,p\",\"z, w\"\n5,u,p,z\n";
        check(rows, &[(3, "2"), (4, "3"), (6, "5")], &[2, 5]);
    }

    #[test]
    fn two_stray_marks_in_rows_of_the_library_cost_their_own_lines() {
        let mut text = String::from("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,meeting,title\n");
        for id in 1..9 {
            for (code, name) in [("USA", "UNITED STATES"), ("FRA", "FRANCE"), ("DEU", "GERMANY")] {
                let meeting = if code == "FRA" && [1, 2, 8].contains(&id) { "\"" } else { "A/74/PV.1" };
                writeln!(text, "{id},{code},{name},Y,2020-01-01,74,A/RES/74/{id},{meeting},\"Title\nof, lines\"")
                    .unwrap();
            }
        }
        // The last one is not closed by any; titles over lines do not stand between the other two.
        let text =
            text.replace("\"Title\nof, lines\"", "Title").replace("7,A/74/PV.1,Title", "7,A/74/PV.1,\"a\nb, c\"");
        for block in [text.clone(), text.replace('\n', "\r\n")] {
            let files = [Input::memory("v.csv", block.as_bytes())];
            let imported = import(&files, &Options::default(), &Silent).unwrap();
            let lines = imported.findings.list().iter().filter(|finding| finding.kind == Kind::BadRow);
            let lines: Vec<u32> = lines.map(|finding| finding.place.line).collect();
            assert_eq!((imported.summary.votes, imported.summary.left_out, lines), (21, 3, vec![3, 6, 27]));
        }
    }

    #[test]
    fn titles_over_lines_with_commas_are_no_rows() {
        for title in [
            "Peace\nin A, B and C\nand in D",
            "Peace, love\nA, B\nC, D\nwar",
            "of A,B\nC,D,E\nF,G",
            "Peace,\nlove,\nand all",
            "1, 2\n3, 4\n5",
        ] {
            for (header, before, behind) in [("t,v", "", "yes"), ("id,t,v", "7,", "yes"), ("a,b,c,t,v", "7,x,y,", "1")]
            {
                let row = format!("{before}\"{title}\",{behind}\n");
                let first = row.split(',').next().unwrap().trim_matches('"').to_owned();
                let (rows, strays) = read(&format!("{header}\n{row}{row}"));
                assert_eq!((rows.len(), strays.as_slice()), (2, &[][..]), "{header}: {row}");
                assert!(rows.iter().all(|(_, cell)| cell.starts_with(&first)), "{rows:?}");
            }
        }
    }

    #[test]
    fn a_file_of_stray_marks_takes_no_longer_than_its_length() {
        for line in ["x\"y,\"z\n", "1,\"x,y\n", "1,x,\"y\n1,x,y\n1,x,y\"\n", "1,x,\"\"\"y\n", "1,\"x\",\"\n"] {
            // The best of three: the machine may have other work.
            let time = |count: usize| {
                let text = format!("id,a,b\n{}", line.repeat(count));
                let once = || {
                    let start = Instant::now();
                    let (rows, strays) = read(&text);
                    assert!(rows.len() + strays.len() >= count / 2, "{line}");
                    start.elapsed().as_secs_f64()
                };
                (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
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
