//! Lists of names in cells: one row a vote, who was in favour, against and abstaining. Lists are separated by commas,
//! semicolons or bars, or are written as programs do: `['Poland', 'Russian Federation']`.

use std::{collections::BTreeMap, ops::ControlFlow};

use super::{
    council_record::recorded,
    undl::{Body, Book, Resolution, by_name},
    unga,
};
use crate::{
    archive::{Chamber, Entry, Forum, Place, RollCall},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            dates::{Custom, Dates},
            names::names,
            number,
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Date, Outcome, Tally, Vote},
};

/// The names of columns of lists, in small letters.
const LISTS: [(Vote, &[&str]); 4] = [
    (Vote::Yes, &["in favor", "in favour", "for", "yes", "yes votes", "votes for", "voted for", "yeas", "ayes"]),
    (Vote::No, &["against", "no", "no votes", "votes against", "voted against", "nays", "noes"]),
    (Vote::Abstain, &["abstain", "abstained", "abstaining", "abstention", "abstentions"]),
    (Vote::Absent, &["absent", "not voting", "non-voting", "did not vote", "not participating", "not present"]),
];

fn kind(name: &str) -> Option<Vote> {
    let name = name.trim().to_lowercase();
    LISTS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(vote, _)| *vote)
}

/// Which column is what.
struct Columns {
    lists: Vec<(Vote, usize)>,
    /// One cell with all totals, in the order that its header says: "For,Abstain,Against".
    totals: Option<(usize, Vec<Vote>)>,
    members: Option<usize>,
    id: Option<usize>,
    date: Option<usize>,
    year: Option<usize>,
    meeting: Option<usize>,
    draft: Option<usize>,
    symbol: Option<usize>,
    title: Option<usize>,
    note: Option<usize>,
    outcome: Option<usize>,
}

impl Columns {
    fn new(header: &[String]) -> Self {
        let any =
            |names: &[&str]| header.iter().position(|cell| names.iter().any(|name| cell.eq_ignore_ascii_case(name)));
        let mut lists: Vec<(Vote, usize)> = Vec::new();
        for (place, name) in header.iter().enumerate() {
            if let Some(vote) = kind(name).filter(|vote| lists.iter().all(|(known, _)| known != vote)) {
                lists.push((vote, place));
            }
        }
        let totals = header.iter().enumerate().find_map(|(place, name)| {
            let kinds: Option<Vec<Vote>> = name.split([',', '/', '-']).map(kind).collect();
            kinds.filter(|kinds| kinds.len() > 1).map(|kinds| (place, kinds))
        });
        Self {
            lists,
            totals,
            members: any(&["members"]),
            id: any(&["id", "rcid", "number"]),
            date: any(&["date"]),
            year: any(&["year"]),
            meeting: any(&["meeting number", "meeting"]),
            draft: any(&["voting on", "draft"]),
            symbol: any(&["resolution", "symbol"]),
            title: any(&["title", "topic", "subject", "agenda item"]),
            note: any(&["note", "notes"]),
            outcome: any(&["outcome", "result"]),
        }
    }

    fn has(&self, vote: Vote) -> bool {
        self.lists.iter().any(|(known, _)| *known == vote)
    }

    /// Whether a column has a place of its own.
    fn uses(&self, place: usize) -> bool {
        let single =
            [self.id, self.date, self.year, self.meeting, self.draft, self.symbol, self.title, self.note, self.outcome];
        single.contains(&Some(place))
            || self.lists.iter().any(|(_, list)| *list == place)
            || self.totals.as_ref().is_some_and(|(totals, _)| *totals == place)
    }
}

/// Whether it is a table of the Security Council's meetings.
fn council(header: &[String]) -> bool {
    ["Meeting Number", "Voting On"].iter().all(|name| header.iter().any(|cell| cell.eq_ignore_ascii_case(name)))
}

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let columns = Columns::new(&head.header);
    if !columns.has(Vote::Yes) || !columns.has(Vote::No) {
        return None;
    }
    // Columns of these names hold counts as a rule.
    let sheet = Sheet::text(0, head.text.clone());
    let mut named = false;
    sheet.each(|row| {
        let words = |place: usize| {
            names(row.get(place)).iter().any(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 2)
        };
        named = columns.lists.iter().any(|(_, place)| words(*place));
        if named { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    named.then_some("votes")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let mut rows = None;
    for part in parts {
        let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
        let columns = Columns::new(&sheet.header);
        let of_council = council(&sheet.header);
        let forum = job.builder.forum(if of_council { Body::Council.forum() } else { other() });
        if !of_council {
            let done = "A simple majority of those present and voting is taken as its rule";
            let finding = Finding::note(Kind::Understood, "The file does not say which body voted", done);
            job.findings.push(finding.at(Place { file: part.file, line: 0 }, 0));
        }
        let rows = rows.get_or_insert_with(|| Rows { book: Book::new(forum), next: BTreeMap::new() });
        rows.book.dates = Dates::new(if of_council { unga::DATES } else { Custom::DAY_FIRST });
        sheet.each(|row| {
            read_row(&sheet, &columns, &row, forum, rows, job);
            ControlFlow::Continue(())
        });
        job.done(part.input)?;
    }
    Ok(())
}

fn other() -> Forum {
    Forum { id: "VOTES".into(), name: "Votes".to_owned(), chamber: Chamber::Other, rule: "ga-simple".into() }
}

fn read_row(sheet: &Sheet, columns: &Columns, row: &Row<'_>, forum: u32, rows: &mut Rows, job: &mut Job<'_>) {
    let lists: Vec<(Vote, Vec<String>)> =
        columns.lists.iter().map(|(vote, place)| (*vote, names(row.get(*place)))).collect();
    let wrong = if row.len() != sheet.header.len() {
        format!("The row has {} cells and the header {}", row.len(), sheet.header.len())
    } else if lists.iter().all(|(_, names)| names.is_empty()) {
        "The row lists nobody".to_owned()
    } else {
        String::new()
    };
    let Rows { book, next } = rows;
    let resolution = resolution(sheet, columns, row, (forum, &mut book.dates, next), job);
    let (date, id) = (resolution.roll_call.date.clone(), resolution.roll_call.id.clone());
    let target = if wrong.is_empty() { book.add(resolution, job) } else { None };
    let Some(target) = target else {
        job.findings.push(Finding::error(Kind::BadRow, wrong, "The row was left out").at(row.place, 0));
        job.findings.leave_out(1);
        return;
    };
    let mut voters = Vec::new();
    for (vote, names) in &lists {
        for name in names {
            let voter = by_name(name, date.as_ref(), job);
            voters.push(voter);
            book.cast(target, voter, Entry::Cast(*vote), row.place, job);
        }
    }
    let members: Vec<(String, usize)> = columns.members.map_or(Vec::new(), |place| {
        let members = names(row.get(place));
        members.into_iter().map(|name| (name.clone(), by_name(&name, date.as_ref(), job))).collect()
    });
    if members.is_empty() {
        return;
    }
    let missing: Vec<&(String, usize)> = members.iter().filter(|(_, voter)| !voters.contains(voter)).collect();
    let strangers = voters.iter().filter(|voter| members.iter().all(|(_, member)| member != *voter)).count();
    if strangers == 0 {
        for (_, voter) in missing {
            book.cast(target, *voter, Entry::Cast(Vote::Absent), row.place, job);
        }
    } else {
        // Perhaps one state under two names: that it did not vote cannot be said then.
        let names: Vec<&str> = missing.iter().map(|(name, _)| name.as_str()).collect();
        let message = format!(
            "{id}: {strangers} that voted are not among the members, and {} did not vote",
            if names.is_empty() { "no member".to_owned() } else { names.join(", ") }
        );
        let finding = Finding::warning(Kind::NotOfTheBody, message, "The votes stand as listed");
        job.findings.push(finding.at(row.place, columns.members.map_or(0, |place| place + 1)));
    }
}

/// What a row says besides the names.
fn resolution(
    sheet: &Sheet,
    columns: &Columns,
    row: &Row<'_>,
    (forum, dates, next): (u32, &mut Dates, &mut BTreeMap<String, u64>),
    job: &mut Job<'_>,
) -> Resolution {
    let text = |place: Option<usize>| row.cell(place).to_owned();
    let mut findings = Vec::new();
    let year = || number::id(row.cell(columns.year)).parse::<Date>().ok();
    let date = match columns.date.filter(|column| !row.get(*column).is_empty()) {
        None => year(),
        Some(column) => match dates.cell(sheet, row, column, &mut job.findings) {
            Ok(date) => Some(date),
            Err(fault) => {
                let message = format!("\"{}\" {}", row.get(column), fault.words());
                let finding = Finding::warning(Kind::BadDate, message, "It was kept as a text");
                findings.push(finding.at(row.place, column + 1));
                year()
            }
        },
    };
    let mut extra: Vec<(String, String)> = Vec::new();
    for (place, name) in sheet.header.iter().enumerate() {
        let unread = columns.date == Some(place) && !findings.is_empty();
        if (!columns.uses(place) || unread) && !row.get(place).is_empty() {
            extra.push((name.clone(), row.get(place).to_owned()));
        }
    }
    let label = if text(columns.symbol).is_empty() { text(columns.draft) } else { text(columns.symbol) };
    let plain = |place| number::id(row.cell(place)).to_owned();
    let mut id = match (plain(columns.id), plain(columns.meeting)) {
        (id, _) if !id.is_empty() => id,
        (_, meeting) => format!("{meeting} {label}").trim().to_owned(),
    };
    if id.is_empty() {
        id = format!("line {}", row.place.line);
    }
    let id = unique(&id, row.place, next, job);
    let note = text(columns.note);
    let outcome = text(columns.outcome);
    // The Council's own word for it: a negative vote of a permanent member.
    let veto = council(&sheet.header) && note.to_lowercase().starts_with("negative vote");
    let roll_call = RollCall {
        id,
        forum,
        date,
        symbol: text(columns.symbol),
        draft: text(columns.draft),
        meeting: plain(columns.meeting),
        title: text(columns.title),
        published: published(columns, row, &mut findings),
        recorded: if veto { Some(Outcome::Vetoed) } else { recorded(&outcome) },
        result: if outcome.is_empty() { note.clone() } else { outcome.clone() },
        note: if outcome.is_empty() { String::new() } else { note },
        place: row.place,
        extra,
        ..RollCall::default()
    };
    Resolution { roll_call, note: String::new(), without_vote: false, findings }
}

/// What is known of the rows so far.
struct Rows {
    book: Book,
    /// The next number of an id that more than one row has.
    next: BTreeMap<String, u64>,
}

/// An id that no other row has.
fn unique(id: &str, place: Place, next: &mut BTreeMap<String, u64>, job: &mut Job<'_>) -> String {
    let known = |id: &str, job: &Job<'_>| job.builder.known_roll_call(&format!("{}{id}", job.prefix)).is_some();
    if !known(id, job) {
        return id.to_owned();
    }
    let next = next.entry(id.to_owned()).or_insert(2);
    while known(&format!("{id} #{next}"), job) {
        *next += 1;
    }
    let number = *next;
    let (message, done) = (format!("{id} stands for two votes"), format!("This one is {id} #{number}"));
    job.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(place, 0));
    format!("{id} #{number}")
}

/// "(2, 0, 9)" in the order of the header.
fn published(columns: &Columns, row: &Row<'_>, findings: &mut Vec<Finding>) -> Tally {
    let mut tally = Tally::default();
    let Some((place, kinds)) = &columns.totals else { return tally };
    let parts: Vec<&str> =
        row.get(*place).split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if parts.len() != kinds.len() {
        return tally;
    }
    let mut total = |part: &&str| {
        number::total(part).unwrap_or_else(|_| {
            let finding = Finding::warning(Kind::BadNumber, format!("{part} is no total"), "It stays blank");
            findings.push(finding.at(row.place, place + 1));
            None
        })
    };
    let numbers: Vec<Option<u32>> = parts.iter().map(&mut total).collect();
    for (vote, number) in kinds.iter().zip(numbers) {
        match vote {
            Vote::Yes => tally.yes = number,
            Vote::No => tally.no = number,
            Vote::Abstain => tally.abstain = number,
            Vote::Absent => tally.absent = number,
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use super::*;
    use crate::io::import::{Imported, Input, Options, Silent, import, recognize};

    fn whole(text: &str) -> Imported {
        import(&[Input::memory("lists.csv", text.as_bytes())], &Options::default(), &Silent).expect("a known layout")
    }

    fn votes(imported: &Imported, number: usize) -> Vec<(String, &'static str)> {
        let archive = &imported.archive;
        archive.votes(number).map(|(voter, vote)| (archive.voters[voter].id.to_string(), vote.letter())).collect()
    }

    #[test]
    fn members_that_are_in_no_list_did_not_vote_unless_a_name_is_open() {
        let header = "Meeting Number,Voting On,Year,In Favor,Abstain,Against,Note,\"For,Abstain,Against\",Members,Mark";
        let text = format!(
            "{header}\n706,S/1,1976,\"['France']\",[],['Russian Federation'],Negative vote,\"(1, 0, 1)\",\
             \"['China', 'France', 'Union of Soviet Socialist Republics']\",x\n\
             706,S/1,1976,\"['France']\",['Atlantis'],[],,\"(1, 1, 1)\",\"['France', 'Hyperborea']\",\n\
             short,row\n7,S/2,1976,[],[],[],,,[],\n"
        );
        let imported = whole(&text);
        assert_eq!(imported.summary.layouts, ["name-lists"]);
        let pair = |id: &str, letter: &'static str| (id.to_owned(), letter);
        let mut first = votes(&imported, 0);
        first.sort();
        assert_eq!(first, [pair("CHN", "X"), pair("FRA", "Y"), pair("RUS", "N")]);
        assert_eq!(votes(&imported, 1), [pair("FRA", "Y"), pair("Atlantis", "A")]);
        let archive = &imported.archive;
        assert_eq!(archive.roll_calls[0].recorded, Some(Outcome::Vetoed));
        assert_eq!(archive.roll_calls[1].id, "706 S/1 #2");
        let absent = Tally { yes: Some(1), no: Some(1), abstain: Some(0), absent: None };
        assert_eq!(archive.roll_calls[0].published, absent);
        assert_eq!(archive.roll_calls[0].extra[1], ("Mark".to_owned(), "x".to_owned()));
        assert_eq!((imported.summary.totals.agree, imported.summary.totals.differ), (1, 1));
        assert_eq!(imported.summary.left_out, 2);
        assert_eq!(imported.findings.of(Kind::NotOfTheBody), 1);
    }

    #[test]
    fn columns_of_counts_are_no_lists() {
        let known = |text: &str| {
            let input = Input::memory("x.csv", text.as_bytes());
            recognize(&input).expect("memory can be read").map(|known| known.layout.id())
        };
        assert_eq!(known("id,yes,no,abstain\n1,5,3,2\n"), None);
        assert_eq!(known("id;yes;no;abstain\n1;France, Mali;Chad;\n"), Some("name-lists"));
        let imported = whole("id;date;yes;no;abstain;result\n1;2001-02-03;France, Mali;Chad;;Not adopted\n");
        assert_eq!(votes(&imported, 0).len(), 3);
        assert_eq!(imported.archive.roll_calls[0].recorded, Some(Outcome::Rejected));
    }
}
