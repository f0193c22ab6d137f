//! The rows of a file, one a member and resolution, as a stream. Rows of one resolution are equal but for the member
//! and its vote: such a row is known by comparing bytes, and what it says of the resolution is read once.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

use super::{
    Body, Column, Columns, States,
    book::{Book, Target},
    days::Days,
    people::People,
    source::Source,
    states,
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Encoding, Finding, Findings, Kind,
            read::{Job, Part},
            records::{Cell, Found, Window, blank, lines, split},
            sheet::{Again, is_header},
            text::READ_AS_WINDOWS,
        },
    },
    model::Vote,
};

/// The longest row that is read.
const LONGEST: usize = 1 << 20;
/// How far the end of a row is looked for. Beyond that a quote is never closed.
const FARTHEST: usize = 16 << 20;
/// How many lines of a row that is none are tried as the beginning of one.
const TRIED: usize = 16;
/// The columns that rows of one resolution differ in.
const VARYING: [Column; 4] = [Column::Code, Column::Name, Column::Permanent, Column::Vote];

/// Reads files of one body.
pub(in super::super) fn read(parts: &[Part<'_>], body: Body, job: &mut Job<'_>) -> Result<(), Problem> {
    read_by(parts, body, Window::BLOCK, job)
}

/// The same in blocks of so many bytes.
pub(super) fn read_by(parts: &[Part<'_>], body: Body, block: usize, job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = job.builder.forum(body.forum());
    let mut states = States::new();
    let (mut book, mut people) = (Book::new(forum), People::default());
    let (mut first, mut permanent) = (0, String::new());
    for part in parts {
        let Source { bytes, lines } = Source::open(part, job.options.encoding, &mut job.findings)?;
        let mut window = Window::new(bytes, block);
        let at_hand = (&mut states, &mut book, &mut people);
        let Some(mut stream) = Stream::begin(part, &mut window, lines, at_hand, job)? else {
            let message = "No header of this layout was found: undl_id, ms_code and ms_vote";
            let finding = Finding::error(Kind::BadRow, message, "The file was left out");
            job.findings.push(finding.at(Place { file: part.file, line: 0 }, 0));
            job.done(part.input)?;
            continue;
        };
        let header = Place { file: part.file, line: stream.line.saturating_sub(1).max(1) };
        stream.columns.tell_nameless(header, job);
        stream.run(&mut window, job)?;
        stream.again.tell(&mut job.findings);
        stream.blank.tell(job);
        let columns = stream.columns;
        people.end_file(&columns, job);
        if columns.place(Column::Permanent).is_some() {
            (first, permanent) = (part.file, columns.name(Column::Permanent).to_owned());
        }
        book.end_file(part.file, job);
        job.done(part.input)?;
    }
    states.finish(parts.first().map_or(first, |part| part.file), &permanent, job);
    book.finish(job);
    Ok(())
}

/// What rows of one resolution differ in.
#[derive(Clone, Copy, Default)]
struct Row<'a> {
    code: &'a [u8],
    name: &'a [u8],
    vote: &'a [u8],
    permanent: &'a [u8],
}

impl<'a> Row<'a> {
    fn set(&mut self, column: Column, value: &'a [u8]) {
        match column {
            Column::Code => self.code = value.trim_ascii(),
            Column::Name => self.name = value.trim_ascii(),
            Column::Vote => self.vote = value.trim_ascii(),
            Column::Permanent => self.permanent = value.trim_ascii(),
            _ => {}
        }
    }
}

/// The last row whose words on its resolution were read: what stands before and behind the cells of the member.
struct Template {
    /// The columns between, in their order; none where they do not stand side by side.
    between: Vec<Column>,
    before: Vec<u8>,
    behind: Vec<u8>,
    lines: u32,
    delimiter: u8,
    target: Target,
}

impl Template {
    /// The cells of the member, where the rest of the row is the same, and the length of the row.
    fn fits<'b>(&self, bytes: &'b [u8]) -> Option<(Row<'b>, usize)> {
        if self.behind.is_empty() {
            return None;
        }
        let mut tail = bytes.strip_prefix(self.before.as_slice())?;
        let mut row = Row::default();
        for column in &self.between {
            let (cell, rest) = tail.split_at_checked(memchr(self.delimiter, tail)?)?;
            if memchr3(b'"', b'\n', b'\r', cell).is_some() {
                return None;
            }
            row.set(*column, cell);
            tail = rest.get(1..)?;
        }
        let next = tail.strip_prefix(self.behind.as_slice())?;
        // A carriage return ends a row as well as one with a line feed does; then the row is longer by one.
        if self.behind.ends_with(b"\r") && next.first().is_none_or(|byte| *byte == b'\n') {
            return None;
        }
        Some((row, bytes.len() - next.len()))
    }
}

/// What became of the next bytes.
enum Step {
    /// So many are used.
    Used(usize),
    /// More are needed.
    More,
    /// There are none.
    End,
}

/// The stream of the rows of a file.
struct Stream<'s, 'p> {
    part: &'s Part<'p>,
    states: &'s mut States,
    book: &'s mut Book,
    people: &'s mut People,
    columns: Columns,
    delimiter: u8,
    line: u32,
    /// Where the rows begin: after so many bytes, on this line.
    begin: (u64, u32),
    /// The line of the file that each line stands for; none where they are the same.
    lines: Vec<u32>,
    template: Template,
    cells: Vec<Cell>,
    key: Vec<u8>,
    odd_bytes: bool,
    /// Where the header stands again.
    again: Again,
    /// Votes that are blank.
    blank: Blank,
}

/// Votes that are blank: older editions write so who did not vote.
#[derive(Clone, Copy, Default)]
struct Blank {
    votes: u64,
    first: Place,
}

impl Blank {
    fn note(&mut self, place: Place) {
        if self.votes == 0 {
            self.first = place;
        }
        self.votes += 1;
    }

    fn tell(self, job: &mut Job<'_>) {
        let message = match self.votes {
            0 => return,
            1 => "A vote is blank".to_owned(),
            votes => format!("{votes} votes are blank; this is the first"),
        };
        let finding = Finding::note(Kind::Understood, message, "A blank vote is read as not voting");
        job.findings.push(finding.at(self.first, 0));
    }
}

impl<'s, 'p> Stream<'s, 'p> {
    /// Reads the header. None where there is none.
    fn begin(
        part: &'s Part<'p>,
        window: &mut Window<'_>,
        lines_of_file: Vec<u32>,
        (states, book, people): (&'s mut States, &'s mut Book, &'s mut People),
        job: &Job<'_>,
    ) -> Result<Option<Self>, Problem> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let more = |window: &mut Window<'_>| window.more().map_err(|error| part.input.unreadable(&error));
        while window.rest().len() < MARK.len() && !window.ended() {
            more(window)?;
        }
        if window.rest().starts_with(MARK) {
            window.pass(MARK.len());
        }
        let mut line = 1;
        let mut cells = Vec::new();
        let (delimiter, columns, length) = loop {
            let lead = blank(window.rest());
            line += lines(window.rest().get(..lead).unwrap_or_default());
            window.pass(lead);
            if let Some(found) = header(window.rest(), window.ended(), &mut cells, job.options.encoding) {
                break found;
            }
            if window.ended() || window.rest().len() > LONGEST {
                return Ok(None);
            }
            more(window)?;
        };
        if !columns.rows() {
            return Ok(None);
        }
        line += lines(window.rest().get(..length).unwrap_or_default());
        window.pass(length);
        let template = Template {
            between: Vec::new(),
            before: Vec::new(),
            behind: Vec::new(),
            lines: 0,
            delimiter,
            target: Target::default(),
        };
        let key = Vec::new();
        let odd_bytes = false;
        Ok(Some(Self {
            part,
            states,
            book,
            people,
            columns,
            delimiter,
            line,
            begin: (window.used(), line),
            lines: lines_of_file,
            template,
            cells,
            key,
            odd_bytes,
            again: Again::default(),
            blank: Blank::default(),
        }))
    }

    fn run(&mut self, window: &mut Window<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
        loop {
            while let Some((row, length)) = self.template.fits(window.rest()) {
                self.known(row, job);
                self.line += self.template.lines;
                window.pass(length);
            }
            match self.step(window.rest(), window.ended(), job) {
                Step::Used(bytes) => window.pass(bytes),
                Step::More => {
                    job.progress(window.used())?;
                    window.more().map_err(|error| self.part.input.unreadable(&error))?;
                }
                Step::End => return Ok(()),
            }
        }
    }

    fn place(&self) -> Place {
        let line = (self.line as usize).checked_sub(1).and_then(|line| self.lines.get(line));
        Place { file: self.part.file, line: line.copied().unwrap_or(self.line) }
    }

    /// A row of the resolution of the row before it.
    fn known(&mut self, row: Row<'_>, job: &mut Job<'_>) {
        match self.vote(&row) {
            Ok(vote) => self.cast(&row, vote, self.template.target, job),
            Err(finding) => leave_out(finding, job),
        }
    }

    /// The vote of a row, or why it has none.
    fn vote(&self, row: &Row<'_>) -> Result<Vote, Finding> {
        let at = |finding: Finding, column| {
            finding.at(self.place(), self.columns.place(column).map_or(0, |column| column + 1))
        };
        let vote = match row.vote {
            b"Y" | b"y" => Vote::Yes,
            b"N" | b"n" => Vote::No,
            b"A" | b"a" => Vote::Abstain,
            b"X" | b"x" | b"NV" | b"nv" | b"" => Vote::Absent,
            other => {
                let message = format!("\"{}\" is no vote of this layout (Y, N, A or X)", shortened(other));
                return Err(at(Finding::error(Kind::UnknownVote, message, "The row was left out"), Column::Vote));
            }
        };
        if row.code.is_empty() && row.name.is_empty() {
            let finding = Finding::error(Kind::Missing, "The row names no member", "The row was left out");
            return Err(at(finding, Column::Code));
        }
        Ok(vote)
    }

    fn cast(&mut self, row: &Row<'_>, vote: Vote, target: Target, job: &mut Job<'_>) {
        let voter = self.states.voter(row.code, row.name, target.day, job);
        let place = self.place();
        self.people.note(voter, (row.code, row.name), target.day, (place, &self.columns), job);
        if row.vote.is_empty() {
            self.blank.note(place);
        }
        // A row that is refused says nothing of its member either.
        if !self.book.cast(target, voter, Entry::Cast(vote), place, job) {
            return;
        }
        self.states.named(voter, row.name, target.day);
        self.states.permanent(voter, row.permanent);
    }

    /// Reads the next row cell by cell.
    fn step(&mut self, bytes: &[u8], whole: bool, job: &mut Job<'_>) -> Step {
        let lead = blank(bytes);
        if lead > 0 {
            self.line += lines(bytes.get(..lead).unwrap_or_default());
            return Step::Used(lead);
        }
        if bytes.is_empty() {
            return if whole { Step::End } else { Step::More };
        }
        let mut cells = std::mem::take(&mut self.cells);
        let found = split(bytes, self.delimiter, whole, &mut cells);
        let step = match found {
            None if bytes.len() <= LONGEST => Step::More,
            Some(found) if !found.open && found.end <= LONGEST => {
                let row = bytes.get(..found.end).unwrap_or_default();
                let extra = cells.get(self.columns.kinds.len()..).unwrap_or_default();
                if extra.iter().all(|cell| cell.raw(row).trim_ascii().is_empty()) {
                    cells.truncate(self.columns.kinds.len());
                }
                if cells.iter().all(|cell| cell.raw(row).trim_ascii().is_empty()) {
                    self.pass(row)
                } else if cells.len() == self.columns.kinds.len() {
                    self.row(row, &cells, job);
                    self.pass(row)
                } else {
                    self.shifted(bytes, found.end, cells.len(), whole, job)
                }
            }
            None if bytes.len() <= FARTHEST => Step::More,
            Some(Found { end, open: false }) if self.too_long(bytes, end, &cells, whole) => {
                let message = format!("The row is {end} bytes long, and at most {LONGEST} are read");
                leave_out(Finding::error(Kind::BadRow, message, "The row was left out").at(self.place(), 0), job);
                self.pass(bytes.get(..end).unwrap_or_default())
            }
            _ => self.unclosed(bytes, job),
        };
        self.cells = cells;
        step
    }

    /// Whether it is one long row, and not many that a stray quote has made one of.
    fn too_long(&self, bytes: &[u8], end: usize, cells: &[Cell], whole: bool) -> bool {
        let mut spare = Vec::new();
        let row = bytes.get(..end).unwrap_or_default();
        let mut starts = memchr::memchr_iter(b'\n', row).take(TRIED).map(|line| line + 1).filter(|start| *start < end);
        cells.len() == self.columns.kinds.len()
            && !starts.any(|start| {
                let tail = row.get(start..).unwrap_or_default();
                split(tail, self.delimiter, whole, &mut spare).is_some_and(|found| !found.open)
                    && self.is_row(tail, &spare)
            })
    }

    fn pass(&mut self, row: &[u8]) -> Step {
        self.line += lines(row);
        Step::Used(row.len())
    }

    /// A row whose quotes do not close: its first line is left out, and the next one may be a row again.
    fn unclosed(&mut self, bytes: &[u8], job: &mut Job<'_>) -> Step {
        let done = "The line was left out, and reading went on at the next one";
        let finding = Finding::error(Kind::BadRow, "A quotation mark is not closed", done);
        leave_out(finding.at(self.place(), 0), job);
        let longest = bytes.get(..LONGEST).unwrap_or(bytes);
        let end = memchr(b'\n', longest).map_or(longest.len(), |end| end + 1);
        self.pass(bytes.get(..end).unwrap_or_default())
    }

    /// A row with too few or too many cells. Where a stray quote has drawn the next rows into it, these are found.
    fn shifted(&mut self, bytes: &[u8], end: usize, count: usize, whole: bool, job: &mut Job<'_>) -> Step {
        let row = bytes.get(..end).unwrap_or_default();
        let mut end = end;
        let mut spare = Vec::new();
        for line in memchr::memchr_iter(b'\n', row).take(TRIED) {
            let tail = bytes.get(line + 1..).unwrap_or_default();
            if line + 1 >= row.len() {
                break;
            }
            match split(tail, self.delimiter, whole, &mut spare) {
                None if tail.len() <= LONGEST => return Step::More,
                Some(found) if !found.open && found.end <= LONGEST && self.is_row(tail, &spare) => {
                    end = line + 1;
                    break;
                }
                _ => {}
            }
        }
        let message = format!("The row has {count} cells and the header {}", self.columns.kinds.len());
        let finding = Finding::error(Kind::BadRow, message, "The row was left out");
        leave_out(finding.at(self.place(), 0), job);
        self.pass(bytes.get(..end).unwrap_or_default())
    }

    /// Whether cells look like a row: as many as there are columns, with a vote.
    fn is_row(&self, bytes: &[u8], cells: &[Cell]) -> bool {
        let vote = self.columns.place(Column::Vote).and_then(|place| cells.get(place));
        let votes: [&[u8]; 5] = [b"Y", b"N", b"A", b"X", b"NV"];
        cells.len() == self.columns.kinds.len() && vote.is_some_and(|vote| votes.contains(&&*vote.value(bytes)))
    }

    /// Whether a row says what the header says.
    fn is_header(&self, bytes: &[u8], cells: &[Cell]) -> bool {
        let texts: Vec<Cow<'_, [u8]>> = cells.iter().map(|cell| cell.value(bytes)).collect();
        let texts = texts.iter().map(|text| std::str::from_utf8(text).unwrap_or("\u{fffd}"));
        is_header(texts, &self.columns.names)
    }

    /// A row with all its cells.
    fn row(&mut self, bytes: &[u8], cells: &[Cell], job: &mut Job<'_>) {
        let value = |column| {
            let cell = self.columns.place(column).and_then(|place: usize| cells.get(place));
            cell.map_or(Cow::Borrowed(&b""[..]), |cell| cell.value(bytes))
        };
        let values = VARYING.map(|column| (column, value(column)));
        let mut row = Row::default();
        for (column, value) in &values {
            row.set(*column, value);
        }
        let vote = match self.vote(&row) {
            Ok(vote) => vote,
            Err(_) if self.is_header(bytes, cells) => return self.again.note(self.place()),
            Err(finding) => return leave_out(finding, job),
        };
        let Some(target) = self.target(bytes, cells, job) else {
            let finding = Finding::error(Kind::Missing, "The row names no resolution", "The row was left out");
            let column = self.columns.place(Column::Id).map_or(0, |column| column + 1);
            return leave_out(finding.at(self.place(), column), job);
        };
        self.cast(&row, vote, target, job);
        self.remember(bytes, cells, target);
    }

    /// The roll call of a row: of what it says besides the member and its vote.
    fn target(&mut self, bytes: &[u8], cells: &[Cell], job: &mut Job<'_>) -> Option<Target> {
        self.key.clear();
        for ((place, cell), kind) in cells.iter().enumerate().zip(&self.columns.kinds) {
            if !VARYING.contains(kind) && !self.book.varies(place) && !self.columns.is_nameless(place) {
                self.key.extend_from_slice(cell.raw(bytes));
                self.key.push(self.delimiter);
            }
        }
        if let Some(target) = self.book.known(&self.key) {
            return Some(target);
        }
        if !self.odd_bytes && job.options.encoding.is_none() && std::str::from_utf8(bytes).is_err() {
            self.odd_bytes = true;
            let message = "The line is not UTF-8; others after it may be so";
            let finding = Finding::note(Kind::Encoding, message, READ_AS_WINDOWS);
            job.findings.push(finding.at(self.place(), 0));
        }
        let wanted = job.options.encoding;
        let place = self.place();
        self.people.text(&states::text(&self.key, wanted).0, place);
        let read = |place: usize| -> Cow<'_, str> {
            let Some(cell) = cells.get(place) else { return Cow::Borrowed("") };
            match cell.value(bytes) {
                Cow::Borrowed(value) => states::text(value, wanted).0,
                Cow::Owned(value) => Cow::Owned(states::text(&value, wanted).0.into_owned()),
            }
        };
        if let Some(column) = self.columns.place(Column::Date)
            && self.book.dates.open(&read(column), self.part.file)
        {
            self.book.dates.settle(self.part.file, column + 1, &mut job.findings, |take| {
                let all =
                    Days { begin: self.begin, delimiter: self.delimiter, width: self.columns.kinds.len(), column };
                // What is to be said of the file is said already.
                if let Ok(Source { bytes, lines }) = Source::open(self.part, wanted, &mut Findings::default()) {
                    let line_of = |line: u32| {
                        let known = (line as usize).checked_sub(1).and_then(|line| lines.get(line));
                        known.copied().unwrap_or(line)
                    };
                    all.each(bytes, &mut |text, line| take(text, line_of(line)));
                }
            });
        }
        self.book.resolution(&self.key, &self.columns, &read, self.place(), job)
    }

    /// Keeps what stands before and behind the cells of the member, to compare the next row with.
    fn remember(&mut self, bytes: &[u8], cells: &[Cell], target: Target) {
        let kinds = &self.columns.kinds;
        let places: Vec<usize> =
            (0..kinds.len()).filter(|place| kinds.get(*place).is_some_and(|kind| VARYING.contains(kind))).collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
        let before = cells.get(*first).map_or(0, |cell| cell.start);
        let behind = cells.get(last + 1).map_or(bytes.len(), |cell| cell.start);
        let side_by_side = last + 1 - first == places.len();
        // Without its line end the row is the last one, and so is one whose line end was cut off by its block.
        let ended = bytes.ends_with(b"\n") || bytes.ends_with(b"\r");
        let template = &mut self.template;
        template.before.clear();
        template.behind.clear();
        if !side_by_side || !ended || last + 1 >= kinds.len() {
            return;
        }
        template.between.clear();
        template.between.extend(places.iter().filter_map(|place| kinds.get(*place)));
        template.before.extend_from_slice(bytes.get(..before).unwrap_or_default());
        template.behind.extend_from_slice(bytes.get(behind..).unwrap_or_default());
        template.lines = lines(&template.before) + lines(&template.behind);
        template.target = target;
    }
}

/// The header: the delimiter that gives most columns that are known, these, and the length of the line.
fn header(bytes: &[u8], whole: bool, cells: &mut Vec<Cell>, wanted: Option<Encoding>) -> Option<(u8, Columns, usize)> {
    let mut best: Option<(usize, u8, Columns, usize)> = None;
    for delimiter in [b',', b';', b'\t', b'|'] {
        let found = split(bytes, delimiter, whole, cells)?;
        let names: Vec<String> =
            cells.iter().map(|cell| states::text(&cell.value(bytes), wanted).0.into_owned()).collect();
        let columns = Columns::new(&names);
        let known = columns.kinds.iter().filter(|kind| **kind != Column::Other).count();
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, delimiter, columns, found.end));
        }
    }
    best.map(|(_, delimiter, columns, length)| (delimiter, columns, length))
}

fn leave_out(finding: Finding, job: &mut Job<'_>) {
    job.findings.push(finding);
    job.findings.leave_out(1);
}

/// The beginning of a cell, for a sentence.
fn shortened(bytes: &[u8]) -> String {
    const MOST: usize = 40;
    let text = String::from_utf8_lossy(bytes);
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
