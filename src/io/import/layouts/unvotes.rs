//! The unvotes trio: votes, roll calls and issues, with absences dropped by its makers. A state is known by its name
//! there: its two letters are missing for three, and "NA" in quotes is Namibia.

use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
};

use memchr::memchr;

use crate::{
    archive::{Cast as Added, Entry, Place},
    io::{
        Problem,
        import::{
            Encoding, Finding, Kind, Sheet, decode,
            layouts::{
                sections,
                unga::{self, Resolutions},
            },
            looks_misread,
            read::{Job, Part},
            recognize::Head,
            states,
        },
    },
    model::Vote,
};

/// Where the header must be.
const HEAD: u64 = 64 * 1024;

/// The columns of the file of votes.
const COLUMNS: [&str; 4] = ["rcid", "country", "country_code", "vote"];

/// What is said of a row that cannot be used.
const LEFT_OUT: &str = "The row was left out";

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["rcid", "country", "vote"]) {
        return Some("votes");
    }
    if head.has(&["rcid", "short_name", "issue"]) {
        return Some("issues");
    }
    let totals = ["yes", "no", "abstain"].iter().any(|name| head.has(&[name]));
    (head.has(&["rcid", "session", "unres", "short"]) && !totals).then_some("roll calls")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = unga::forum(job);
    let encoding = job.options.encoding;
    let (votes, roll_calls) = rayon::join(
        || -> Result<(), Problem> {
            for part in parts.iter().filter(|part| part.role == "votes") {
                votes(part, forum, job)?;
                job.done(part.input)?;
            }
            Ok(())
        },
        || Resolutions::read(parts, "roll calls", encoding),
    );
    votes?;
    let roll_calls = roll_calls?;
    let has = |role| parts.iter().any(|part| part.role == role);
    roll_calls.join(forum, has("votes") && has("roll calls"), job);
    for part in parts.iter().filter(|part| part.role != "votes") {
        if part.role == "issues" {
            issues(part, forum, job)?;
        }
        job.done(part.input)?;
    }
    let place = Place { file: parts.first().map_or(0, |part| part.file), line: 0 };
    if has("votes") {
        let message = "The makers of these files left out absences and those who were no members";
        let finding = Finding::note(Kind::Understood, message, "Who is not listed counts as not listed, not as absent");
        job.findings.push(finding.at(place, 0));
    }
    for (role, message) in [
        ("votes", "There is no file of votes"),
        ("roll calls", "There is no file of roll calls"),
        ("issues", "There is no file of issues"),
    ] {
        if !has(role) {
            let done = "What it would tell is missing from the collection";
            job.findings.push(Finding::note(Kind::Unmatched, message, done).at(place, 0));
        }
    }
    Ok(())
}

/// A cell as it stands in the file, and whether it was in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell<'a> {
    text: &'a [u8],
    quoted: bool,
}

/// How the cells of a line follow each other.
#[derive(Debug, PartialEq, Eq)]
struct Order {
    delimiter: u8,
    rcid: usize,
    country: usize,
    code: Option<usize>,
    vote: usize,
    width: usize,
    body: u64,
    line: u32,
}

impl Order {
    /// The order of the columns, where they are the known ones and no others, and the file is no UTF-16.
    fn of(head: &[u8], encoding: Option<Encoding>) -> Option<Self> {
        if encoding == Some(Encoding::Utf16) || head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return None;
        }
        let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let end = mark + memchr(b'\n', head.get(mark..)?)?;
        let header = std::str::from_utf8(head.get(mark..end)?).ok()?;
        if header.trim_end().contains('\r') {
            return None;
        }
        let delimiter = [b',', b';', b'\t', b'|'].into_iter().find(|byte| header.as_bytes().contains(byte))?;
        let cells = header.split(char::from(delimiter));
        let names: Vec<String> = cells.map(|cell| cell.trim().trim_matches('"').trim().to_lowercase()).collect();
        let known = COLUMNS.iter().filter(|name| names.iter().any(|cell| cell == *name)).count();
        let at = |name: &str| names.iter().position(|cell| cell == name);
        (known == names.len()).then_some(Self {
            delimiter,
            rcid: at("rcid")?,
            country: at("country")?,
            code: at("country_code"),
            vote: at("vote")?,
            width: names.len(),
            body: end as u64 + 1,
            line: 2,
        })
    }
}

/// The cells of a line, four at most, and how many it has. A quote that is not closed ends with the line: no cell of
/// this file has room for a line break.
fn cells(line: &[u8], delimiter: u8) -> ([Cell<'_>; 4], usize) {
    let mut cells = [Cell::default(); 4];
    let mut count = 0;
    let mut rest = Some(line);
    while let Some(line) = rest {
        let quoted = line.first() == Some(&b'"');
        let inner = if quoted { line.get(1..).unwrap_or_default() } else { line };
        let text =
            if quoted { memchr(b'"', inner).map_or(inner, |end| inner.get(..end).unwrap_or_default()) } else { inner };
        let after = if quoted { inner.get(text.len() + 1..).unwrap_or_default() } else { inner };
        let (tail, next) = match memchr(delimiter, after) {
            Some(end) => (after.get(..end).unwrap_or_default(), after.get(end + 1..)),
            None => (after, None),
        };
        if let Some(cell) = cells.get_mut(count) {
            *cell = Cell { text: if quoted { text } else { tail.trim_ascii() }, quoted };
        }
        count += 1;
        rest = next;
    }
    (cells, count)
}

/// Puts votes into the collection. A name is looked up once.
struct Votes<'a, 'b> {
    file: u32,
    forum: u32,
    job: &'a mut Job<'b>,
    current: (Vec<u8>, Option<usize>),
    rolls: HashMap<Vec<u8>, usize>,
    members: HashMap<Vec<u8>, usize>,
    /// Members by their number, with the name that the file has for them.
    names: BTreeMap<usize, String>,
    columns: [usize; 3],
}

impl<'a, 'b> Votes<'a, 'b> {
    fn new(file: u32, forum: u32, columns: [usize; 3], job: &'a mut Job<'b>) -> Self {
        let current = (Vec::new(), None);
        let (rolls, members, names) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        Self { file, forum, job, current, rolls, members, names, columns }
    }

    fn lines(&mut self, order: &Order, bytes: &[u8], first: u32) -> u32 {
        let mut rest = bytes;
        let mut number = first;
        while !rest.is_empty() {
            let (line, tail) = rest.split_at(memchr(b'\n', rest).unwrap_or(rest.len()));
            rest = tail.get(1..).unwrap_or_default();
            for own in line.split(|byte| *byte == b'\r').filter(|own| !own.trim_ascii().is_empty()) {
                let (cells, count) = cells(own, order.delimiter);
                let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
                let place = Place { file: self.file, line: number };
                if count == order.width {
                    let code = order.code.map_or(Cell::default(), cell);
                    self.row(place, cell(order.rcid), cell(order.country), code, cell(order.vote));
                } else {
                    let message = format!("The row has {count} cells and the header {}", order.width);
                    self.bad(place, 0, Kind::BadRow, message);
                }
            }
            number += 1;
        }
        number
    }

    fn bad(&mut self, place: Place, column: usize, kind: Kind, message: String) {
        self.job.findings.push(Finding::error(kind, message, LEFT_OUT).at(place, column));
        self.job.findings.leave_out(1);
    }

    fn row(&mut self, place: Place, rcid: Cell<'_>, country: Cell<'_>, code: Cell<'_>, vote: Cell<'_>) {
        let [rcid_column, country_column, vote_column] = self.columns;
        if is_missing(rcid) {
            return self.bad(place, rcid_column, Kind::Missing, "The row names no roll call".to_owned());
        }
        if is_missing(country) {
            return self.bad(place, country_column, Kind::Missing, "The row names no country".to_owned());
        }
        let Some(entry) = entry(vote.text) else {
            let message = format!("\"{}\" is no vote of this layout (yes, no, abstain)", words(vote.text));
            return self.bad(place, vote_column, Kind::UnknownVote, message);
        };
        let roll_call = self.roll(rcid.text, place);
        let voter = match self.members.get(country.text) {
            Some(known) => *known,
            None => self.member(country.text, code, place),
        };
        match self.job.builder.cast(roll_call, voter, entry) {
            Added::New => {}
            Added::Again => self.repeated(rcid.text, country.text, entry, None, place),
            Added::Other(before) => self.repeated(rcid.text, country.text, entry, Some(before), place),
        }
    }

    fn roll(&mut self, rcid: &[u8], place: Place) -> usize {
        if let (text, Some(number)) = &self.current
            && text == rcid
        {
            return *number;
        }
        let number = match self.rolls.get(rcid) {
            Some(known) => *known,
            None => {
                let number = self.job.builder.roll_call(&format!("{}{}", self.job.prefix, unga::id(&words(rcid))));
                if let Some(roll_call) = self.job.builder.roll_call_mut(number)
                    && roll_call.place.line == 0
                {
                    roll_call.place = place;
                    roll_call.forum = self.forum;
                }
                self.rolls.insert(rcid.to_vec(), number);
                number
            }
        };
        self.current = (rcid.to_vec(), Some(number));
        number
    }

    /// The member with a name that is new.
    fn member(&mut self, country: &[u8], code: Cell<'_>, place: Place) -> usize {
        let name = words(country);
        let named = states::by_name(&name, None);
        // Its two letters are used where the name is not known, but not where they may stand for "missing".
        let lettered = || states::by_iso2(&words(code.text)).filter(|_| !is_missing(code));
        let number = match named.or_else(lettered) {
            // In these files the name goes on to 2019, for what was then Serbia.
            Some(state) if state.code == "YUG" => self.state("SRB", &name, place),
            Some(state) => self.state(&state.code, &name, place),
            None => self.stranger(&name, place),
        };
        self.members.insert(country.to_vec(), number);
        number
    }

    fn state(&mut self, code: &str, name: &str, place: Place) -> usize {
        let Some(state) = states::by_code(code) else { return self.stranger(name, place) };
        let number = unga::member(self.job, state, name);
        if let Some(other) = self.names.get(&number).filter(|other| *other != name) {
            // Two names of the file never become one member in silence.
            let message = format!("\"{name}\" and \"{other}\" are names of one state ({code})");
            let finding = Finding::warning(Kind::SharedCode, message, format!("\"{name}\" stands under its own name"));
            self.job.findings.push(finding.at(place, 0));
            return self.own(name);
        }
        self.names.insert(number, name.to_owned());
        number
    }

    /// A member whose name is known to no list.
    fn stranger(&mut self, name: &str, place: Place) -> usize {
        let (message, done) = (format!("No state of the name \"{name}\" is known"), "It stands under its own name");
        self.job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(place, 0));
        if looks_misread(name) {
            let message = format!("\"{name}\" looks as if it had been read in a wrong encoding");
            let finding = Finding::note(Kind::Encoding, message, "The name stands as the file has it");
            self.job.findings.push(finding.at(place, 0));
        }
        self.own(name)
    }

    fn own(&mut self, name: &str) -> usize {
        let number = self.job.builder.voter(name);
        if let Some(voter) = self.job.builder.voter_mut(number) {
            voter.named(name, None);
        }
        number
    }

    fn repeated(&mut self, rcid: &[u8], country: &[u8], entry: Entry, before: Option<Entry>, place: Place) {
        let (rcid, name, here) = (words(rcid), words(country), unga::word(entry));
        let finding = match before.map(unga::word) {
            Some(before) => {
                let message =
                    format!("The vote of {name} in roll call {rcid} is listed twice: {before} above, {here} here");
                Finding::warning(Kind::RepeatedVote, message, "The first stands")
            }
            None => {
                let message = format!("The vote of {name} in roll call {rcid} is listed twice, {here} both times");
                Finding::note(Kind::RepeatedVote, message, "It counts once")
            }
        };
        self.job.findings.push(finding.at(place, 0));
    }
}

/// Nothing, or the mark for nothing; in quotes the same two letters are Namibia's.
fn is_missing(cell: Cell<'_>) -> bool {
    cell.text.is_empty() || (cell.text == b"NA" && !cell.quoted)
}

/// The text of a cell: UTF-8, or else Windows-1252.
fn words(text: &[u8]) -> String {
    decode(text, None).text.trim().to_owned()
}

fn entry(text: &[u8]) -> Option<Entry> {
    let vote = match text {
        b"yes" => Vote::Yes,
        b"no" => Vote::No,
        b"abstain" => Vote::Abstain,
        other => match other.to_ascii_lowercase().as_slice() {
            b"yes" | b"1" => Vote::Yes,
            b"no" | b"3" => Vote::No,
            b"abstain" | b"2" => Vote::Abstain,
            b"absent" | b"8" => Vote::Absent,
            _ => return None,
        },
    };
    Some(Entry::Cast(vote))
}

fn votes(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let Some(order) = Order::of(&part.input.head(HEAD)?, job.options.encoding) else {
        return sheet(part, forum, job);
    };
    let mut votes = Votes::new(part.file, forum, [order.rcid, order.country, order.vote].map(|at| at + 1), job);
    let mut line = order.line;
    let mut done = 0;
    sections::pieces(part.input, sections::whole(order.body), |bytes| {
        line = votes.lines(&order, bytes, line);
        done += bytes.len() as u64;
        votes.job.progress(done)
    })
}

/// Reads a file that has more columns, or is a workbook, row by row. Quotes are gone there, so that a country is known
/// by its name alone.
fn sheet(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
    let column = |name: &str| sheet.column(name);
    let (rcid, country, vote) = (column("rcid"), column("country"), column("vote"));
    let columns = [rcid, country, vote].map(|at| at.map_or(0, |at| at + 1));
    let mut votes = Votes::new(part.file, forum, columns, job);
    sheet.each(|row| {
        let cell = |column| Cell { text: row.cell(column).as_bytes(), quoted: false };
        votes.row(row.place, cell(rcid), cell(country), Cell::default(), cell(vote));
        ControlFlow::Continue(())
    });
    Ok(())
}

/// Adds the issues of a file to the roll calls.
fn issues(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
    let (rcid, name, short) = (sheet.column("rcid"), sheet.column("issue"), sheet.column("short_name"));
    sheet.each(|row| {
        let short = row.cell(short);
        let known = unga::ISSUES.iter().find(|(own, _)| *own == short).map_or(short, |(_, name)| *name);
        let name = Some(row.cell(name)).filter(|name| !name.is_empty()).unwrap_or(known);
        let id = format!("{}{}", job.prefix, unga::id(row.cell(rcid)));
        if name.is_empty() || row.cell(rcid).is_empty() {
            let finding = Finding::error(Kind::Missing, "The row names no roll call or no issue", LEFT_OUT);
            job.findings.push(finding.at(row.place, 0));
            job.findings.leave_out(1);
            return ControlFlow::Continue(());
        }
        let Some(number) = job.builder.known_roll_call(&id) else {
            let message = format!("Roll call {} has an issue and is in no other file", row.cell(rcid));
            let finding = Finding::warning(Kind::Unmatched, message, LEFT_OUT);
            job.findings.push(finding.at(row.place, rcid.map_or(0, |at| at + 1)));
            job.findings.leave_out(1);
            return ControlFlow::Continue(());
        };
        let issue = job.builder.issue(name);
        if let Some(roll_call) = job.builder.roll_call_mut(number) {
            roll_call.forum = forum;
            roll_call.issues.push(issue);
        }
        ControlFlow::Continue(())
    });
    Ok(())
}
