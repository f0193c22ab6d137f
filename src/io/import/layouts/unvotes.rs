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
                sections::{self, Header},
                unga::{self, Resolutions},
            },
            looks_misread,
            read::{Job, Part},
            recognize::Head,
            sheet::Again,
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
        let header = Header::of(head, encoding)?;
        let known = COLUMNS.iter().filter(|name| header.place(name).is_some()).count();
        (known == header.names.len()).then_some(Self {
            delimiter: header.delimiter,
            rcid: header.place("rcid")?,
            country: header.place("country")?,
            code: header.place("country_code"),
            vote: header.place("vote")?,
            width: header.names.len(),
            body: header.body,
            line: header.line,
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
    /// Where the header stands again.
    again: Again,
}

impl<'a, 'b> Votes<'a, 'b> {
    fn new(file: u32, forum: u32, columns: [usize; 3], job: &'a mut Job<'b>) -> Self {
        let current = (Vec::new(), None);
        let (rolls, members, names) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        Self { file, forum, job, current, rolls, members, names, columns, again: Again::default() }
    }

    fn lines(&mut self, order: &Order, bytes: &[u8], first: u32) -> u32 {
        let mut rest = bytes;
        let mut number = first;
        while !rest.is_empty() {
            let (line, tail) = rest.split_at(memchr(b'\n', rest).unwrap_or(rest.len()));
            rest = tail.get(1..).unwrap_or_default();
            // A spreadsheet program writes its empty rows as delimiters alone.
            let blank = |own: &[u8]| own.iter().all(|byte| byte.is_ascii_whitespace() || *byte == order.delimiter);
            for own in line.split(|byte| *byte == b'\r').filter(|own| !blank(own)) {
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
            if vote.text == b"vote" && rcid.text.ends_with(b"rcid") && country.text == b"country" {
                return self.again.note(place);
            }
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
    })?;
    votes.again.tell(&mut votes.job.findings);
    Ok(())
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
        if let Some(message) = row.overfull(sheet.header.len()) {
            votes.bad(row.place, 0, Kind::BadRow, message);
            return ControlFlow::Continue(());
        }
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

#[cfg(test)]
mod tests {
    use rand_xoshiro::{
        Xoshiro256PlusPlus,
        rand_core::{Rng, SeedableRng},
    };

    use super::*;
    use crate::{
        io::import::{Imported, Input, Options, Severity, Silent, import},
        model::MemberId,
    };

    const ROLL_CALLS: &str = "rcid,session,importantvote,date,unres,amend,para,short,descr\n";

    fn read(files: &[&[u8]]) -> Imported {
        let inputs: Vec<Input> = files.iter().map(|file| Input::memory("x.csv", file.to_vec())).collect();
        import(&inputs, &Options::default(), &Silent).expect("a layout that is known")
    }

    fn vote(imported: &Imported, id: &str, member: &str) -> Option<Vote> {
        let archive = &imported.archive;
        let roll_call = archive.roll_calls.iter().position(|roll_call| roll_call.id == id).expect("the roll call");
        archive.vote(roll_call, archive.voter(&MemberId::from(member)).expect("the member"))
    }

    fn faults(imported: &Imported) -> Vec<(Kind, u32, u32)> {
        let faults = imported.findings.list().iter().filter(|finding| finding.severity != Severity::Note);
        faults.map(|finding| (finding.kind, finding.place.line, finding.column)).collect()
    }

    #[test]
    fn na_in_quotes_is_namibia_and_bare_na_is_missing() {
        let text = "rcid,country,country_code,vote\n3,Namibia,\"NA\",yes\n3,Federal Republic of Germany,NA,no\n\
                    3,Yemen Arab Republic,NA,abstain\n3,Zanzibar,NA,yes\n3,Germany,DE,no\n3,Yemen,YE,yes\n\
                    3,Cote d'Or,CI,yes\n3,Yugoslavia,YU,yes\n";
        let imported = read(&[text.as_bytes()]);
        assert_eq!(vote(&imported, "3", "NAM"), Some(Vote::Yes));
        assert_eq!((vote(&imported, "3", "FRG"), vote(&imported, "3", "DEU")), (Some(Vote::No), Some(Vote::No)));
        assert_eq!((vote(&imported, "3", "YAR"), vote(&imported, "3", "YEM")), (Some(Vote::Abstain), Some(Vote::Yes)));
        assert_eq!((vote(&imported, "3", "ZAN"), vote(&imported, "3", "CIV")), (Some(Vote::Yes), Some(Vote::Yes)));
        assert_eq!(vote(&imported, "3", "SRB"), Some(Vote::Yes));
        assert_eq!((imported.summary.votes, faults(&imported)), (8, vec![]));
        let serbia = imported.archive.voters.iter().find(|voter| voter.id == MemberId::from("SRB")).expect("Serbia");
        assert_eq!(serbia.key, "Yugoslavia");
    }

    #[test]
    fn names_of_one_state_never_become_one_member_in_silence() {
        let text = "rcid,country,country_code,vote\n3,Ivory Coast,CI,yes\n3,C\u{f4}te d\u{2019}Ivoire,CI,no\n3,Atlantis,NA,yes\n";
        let imported = read(&[text.as_bytes()]);
        assert_eq!(vote(&imported, "3", "CIV"), Some(Vote::Yes));
        assert_eq!(vote(&imported, "3", "C\u{f4}te d\u{2019}Ivoire"), Some(Vote::No));
        assert_eq!(vote(&imported, "3", "Atlantis"), Some(Vote::Yes));
        assert_eq!(faults(&imported), [(Kind::SharedCode, 3, 0), (Kind::Unmatched, 4, 0)]);
    }

    #[test]
    fn bad_rows_are_located_and_good_ones_kept() {
        let text = "\u{feff}rcid,country,country_code,vote\r\n3,France,FR,yes\r\n3,Chad\r\n,Mali,ML,yes\r\n3,NA,NA,no\r\n\
                    3,Togo,TG,maybe\r\n3,\"Peru,PE,yes\r\n3,France,FR,no\r\n3,France,FR,yes\r\n,, ,\r\n3,\"Chile\",CL,\"no\"";
        let imported = read(&[text.as_bytes()]);
        let expected = [
            (Kind::BadRow, 3, 0),
            (Kind::Missing, 4, 1),
            (Kind::Missing, 5, 2),
            (Kind::UnknownVote, 6, 4),
            (Kind::BadRow, 7, 0),
            (Kind::RepeatedVote, 8, 0),
        ];
        assert_eq!(faults(&imported), expected);
        assert_eq!((imported.summary.votes, imported.summary.left_out), (2, 5));
        assert_eq!(vote(&imported, "3", "CHL"), Some(Vote::No));
    }

    #[test]
    fn the_trio_is_joined() {
        let votes = b"rcid,country,country_code,vote\n3,France,FR,yes\n9001,France,FR,no\n";
        let rolls = format!(
            "{ROLL_CALLS}3,1,0,1946-01-01,R/1/66,1,0,RULES,\"A \\B\\\\\"\"\t0\"\n9001,2,NA,1947-05-06,,0,1,NA,C\n8,1,0,1946-01-02,R/1/67,0,0,X,Y\n"
        );
        let issues = b"rcid,short_name,issue\n3,me,Palestinian conflict\n3,hr,Human rights\n77,hr,Human rights\n3,,\n";
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let files: [&[u8]; 3] = [votes, rolls.as_bytes(), issues];
            let imported = read(&order.map(|at| files[at]));
            let archive = &imported.archive;
            assert_eq!(archive.issues, ["Human rights", "Palestinian conflict"]);
            let ids: Vec<&str> = archive.roll_calls.iter().map(|roll_call| roll_call.id.as_str()).collect();
            assert_eq!(ids, ["3", "9001", "8"]);
            assert_eq!((archive.roll_calls[0].issues.len(), archive.roll_calls[0].session.as_str()), (2, "1"));
            assert_eq!(archive.roll_calls[0].description, "A \\B\\\\\"\t0");
            assert!(archive.roll_calls[0].published.is_empty());
            let mut kinds: Vec<Kind> = faults(&imported).into_iter().map(|(kind, _, _)| kind).collect();
            kinds.sort_unstable();
            assert_eq!(kinds, [Kind::Missing, Kind::Unmatched, Kind::Unmatched]);
            assert_eq!(imported.summary.left_out, 2);
        }
    }

    #[test]
    fn cells_are_those_of_the_csv_crate_in_lines_without_stray_quotes() {
        for line in ["a,b,c,d", "", ",", "\"a\",b", "\"a,b\",c", " a , b ", "a,b,c,d,e,f", "\"\",\"x y\"", "a,\"b\"\r"]
        {
            let line = line.trim_end_matches('\r');
            let (cells, count) = cells(line.as_bytes(), b',');
            let found: Vec<&[u8]> = cells.iter().take(count).map(|cell| cell.text).collect();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let row = reader.records().next().map_or_else(Vec::new, |row| {
                row.expect("text").iter().map(|cell| cell.trim().to_owned()).take(4).collect()
            });
            let expected: Vec<&[u8]> =
                if line.is_empty() { vec![b""] } else { row.iter().map(String::as_bytes).collect() };
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn good_rows_come_back_and_damage_never_panics() {
        const JUNK: [&str; 7] =
            ["abc", "3,Togo", "3,Togo,TG,maybe", ",Togo,TG,yes", "3,,TG,yes", "3,Togo,TG,yes,1", "3,\"Togo,TG,yes"];
        for seed in 0..200 {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            let names: Vec<&str> =
                states::all().iter().filter(|state| state.cow.is_some()).map(|state| state.name_on(None)).collect();
            let mut lines: Vec<String> = Vec::new();
            for roll in 1..=random.next_u64() % 6 + 1 {
                for name in &names {
                    let vote = ["yes", "no", "abstain", ""][(random.next_u64() % 4) as usize];
                    if !vote.is_empty() {
                        lines.push(format!("{roll},\"{name}\",NA,{vote}"));
                    }
                }
            }
            let good = lines.len() as u64;
            let junk = random.next_u64() % 9;
            for _ in 0..junk {
                let at = (random.next_u64() % (lines.len() as u64 + 1)) as usize;
                lines.insert(at, JUNK[(random.next_u64() % 7) as usize].to_owned());
            }
            let end = if seed % 2 == 0 { "\n" } else { "\r\n" };
            let mut text = format!("rcid,country,country_code,vote{end}{}", lines.join(end)).into_bytes();
            let imported = read(&[&text]);
            assert_eq!((imported.summary.votes, imported.summary.left_out), (good, junk), "seed {seed}");
            let header = text.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
            for _ in 0..random.next_u64() % 50 {
                let at = header + (random.next_u64() % (text.len() - header) as u64) as usize;
                text[at] = random.next_u64() as u8;
            }
            text.truncate(header + (random.next_u64() % (text.len() - header) as u64) as usize);
            // A byte that is in no text makes it another sort of file.
            if let Ok(imported) = import(&[Input::memory("x.csv", text)], &Options::default(), &Silent) {
                assert_eq!(imported.summary.votes, imported.archive.entries());
            }
        }
    }
}
