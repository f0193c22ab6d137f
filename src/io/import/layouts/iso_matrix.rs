//! A wide matrix of the General Assembly: one row a roll call, one column a state by its ISO code, with the codes of
//! Voeten's data in the cells.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::ControlFlow,
};

use crate::{
    archive::{Entry, Place, RollCall},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            layouts::unga::{self, Columns, Resolutions},
            read::{Job, Part},
            recognize::Head,
            states,
        },
    },
    model::Date,
};

/// So many columns of states make a matrix.
const STATES: usize = 20;

/// What a column of ids may be called.
const IDS: [&str; 7] = ["rcid", "id", "roll_call", "rollcall", "roll_call_id", "vote_id", "resolution_id"];

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let line = head.text.lines().find(|line| !line.trim().is_empty())?;
    let cells = line.split([',', ';', '\t', '|']).map(|cell| cell.trim().trim_matches('"'));
    let codes = cells.filter(|cell| is_code(cell) && states::by_code(cell).is_some()).count();
    (codes >= STATES && IDS.iter().any(|name| head.has(&[name]))).then_some("matrix")
}

fn is_code(cell: &str) -> bool {
    cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = unga::forum(job);
    for part in parts {
        let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
        matrix(&sheet, forum, job)?;
        job.done(part.input)?;
    }
    Ok(())
}

/// What is known of the rows so far.
#[derive(Default)]
struct Seen {
    /// How often each id came.
    ids: BTreeMap<String, u32>,
    /// Rows by all that they say but the id, with the first line and id, and how many there are.
    contents: HashMap<(String, Vec<Entry>), (u32, String, u32)>,
    /// Columns with votes that are written as "1.0".
    pointed: BTreeSet<usize>,
    /// Whether somebody voted for Serbia when there was none.
    before_serbia: bool,
}

fn matrix(sheet: &Sheet, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let members = members(sheet, job);
    let id = IDS.iter().find_map(|name| sheet.column(name));
    let columns = Columns::of(sheet, id, |column| members.contains_key(&column));
    let mut seen = Seen::default();
    let mut rows = Resolutions::default();
    let mut stopped = Ok(());
    sheet.each(|row| {
        if has_spare_cells(sheet, &row) {
            let message = format!("The row has {} cells and the header {}", row.len(), sheet.header.len());
            let done = "The row was left out, since votes may stand under other states";
            job.findings.push(Finding::error(Kind::BadRow, message, done).at(row.place, 0));
            job.findings.leave_out(1);
            return ControlFlow::Continue(());
        }
        if let Some((roll_call, issues)) = rows.take(&columns, &row) {
            let votes = votes(&row, &members, &mut seen, job);
            add(roll_call, &issues, votes, forum, &mut seen, job);
        }
        if row.place.line % 1024 == 0 {
            stopped = job.progress(0);
        }
        if stopped.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    stopped?;
    job.findings.append(rows.findings());
    summarise(sheet, &members, &seen, job);
    Ok(())
}

/// Whether a row has more or fewer cells than the header, blank ones at the end apart.
fn has_spare_cells(sheet: &Sheet, row: &Row<'_>) -> bool {
    let width = sheet.header.len();
    row.len() < width || (width..row.len()).any(|column| !row.get(column).is_empty())
}

/// The members by their columns.
fn members(sheet: &Sheet, job: &mut Job<'_>) -> BTreeMap<usize, usize> {
    let mut members: BTreeMap<usize, usize> = BTreeMap::new();
    let place = Place { file: sheet.file, line: 1 };
    for (column, code) in sheet.header.iter().enumerate().filter(|(_, name)| is_code(name)) {
        let Some(state) = states::by_code(code) else {
            let message = format!("\"{code}\" is the code of no state that is known");
            let done = "The column was kept beside the roll calls, not as votes";
            job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(place, column + 1));
            continue;
        };
        let number = unga::member(job, state, code);
        if members.values().all(|known| *known != number) {
            members.insert(column, number);
            continue;
        }
        // Two columns never become one member in silence.
        let own = format!("{code} ({})", column + 1);
        let message = format!("The column {code} is a second one for {}", state.name_on(None));
        let finding = Finding::warning(Kind::SharedCode, message, format!("Its votes stand under \"{own}\""));
        job.findings.push(finding.at(place, column + 1));
        members.insert(column, job.builder.voter(&own));
    }
    members
}

/// The votes of a row, in the order of the collection's members.
fn votes(row: &Row<'_>, members: &BTreeMap<usize, usize>, seen: &mut Seen, job: &mut Job<'_>) -> Vec<Entry> {
    let width = members.values().max().map_or(0, |most| most + 1);
    let mut votes = vec![Entry::Unlisted; width];
    for (column, member) in members {
        let text = row.get(*column);
        let entry = match text {
            "1" | "2" | "3" | "8" | "9" => text.parse().ok().and_then(unga::entry),
            "" | "NA" => continue,
            _ => {
                let entry = unga::number(text).and_then(unga::entry);
                if entry.is_some() {
                    seen.pointed.insert(*column);
                }
                entry
            }
        };
        let Some(entry) = entry else {
            let message = format!("\"{text}\" is no vote of this layout (1, 2, 3, 8 or 9)");
            let finding = Finding::error(Kind::UnknownVote, message, "The vote was left out");
            job.findings.push(finding.at(row.place, column + 1));
            continue;
        };
        if let Some(vote) = votes.get_mut(*member) {
            *vote = entry;
        }
    }
    votes
}

fn add(
    mut roll_call: RollCall,
    issues: &[&'static str],
    votes: Vec<Entry>,
    forum: u32,
    seen: &mut Seen,
    job: &mut Job<'_>,
) {
    let place = roll_call.place;
    let day = roll_call.date.as_ref().map_or("", Date::as_str);
    let words = format!("{day}|{issues:?}|{}|{}|{:?}", roll_call.title, roll_call.description, roll_call.extra);
    let equal = seen.contents.entry((words, votes.clone())).or_insert_with(|| (place.line, roll_call.id.clone(), 0));
    equal.2 += 1;
    if equal.2 > 1 {
        let message =
            format!("The row equals line {} (roll call {}) but for the id {}", equal.0, equal.1, roll_call.id);
        job.findings.push(Finding::note(Kind::EqualRollCalls, message, "Both were kept").at(place, 0));
    }
    let serbia = job.builder.known_voter("SRB").and_then(|srb| votes.get(srb));
    seen.before_serbia |= serbia.is_some_and(|entry| entry.vote().is_some()) && !day.is_empty() && day < "2003-02-04";
    let count = seen.ids.entry(roll_call.id.clone()).or_insert(0);
    *count += 1;
    let mut key = format!("{}{}", job.prefix, roll_call.id);
    if *count > 1 || job.builder.known_roll_call(&key).is_some() {
        let plain = roll_call.id.clone();
        let mut suffix = (*count).max(2);
        while job.builder.known_roll_call(&format!("{key} ({suffix})")).is_some() {
            suffix += 1;
        }
        key = format!("{key} ({suffix})");
        let message = format!("The id {plain} was used above for another roll call");
        let finding = Finding::warning(Kind::RepeatedId, message, format!("Both were kept; this one is \"{key}\""));
        job.findings.push(finding.at(place, 1));
    }
    let number = job.builder.roll_call(&key);
    roll_call.id = key;
    roll_call.forum = forum;
    roll_call.issues = issues.iter().map(|name| job.builder.issue(name)).collect();
    if let Some(found) = job.builder.roll_call_mut(number) {
        *found = roll_call;
    }
    if let Err(votes) = job.builder.fill(number, votes) {
        for (voter, entry) in votes.into_iter().enumerate().filter(|(_, entry)| *entry != Entry::Unlisted) {
            job.builder.cast(number, voter, entry);
        }
    }
}

/// What holds for many rows is said once.
fn summarise(sheet: &Sheet, members: &BTreeMap<usize, usize>, seen: &Seen, job: &mut Job<'_>) {
    let whole = Place { file: sheet.file, line: 0 };
    let equal: u32 = seen.contents.values().map(|(_, _, count)| *count).filter(|count| *count > 1).sum();
    if equal > 0 {
        let message = format!("{equal} rows equal another but for the id");
        let done = "All were kept; they may be one vote that was entered twice";
        job.findings.push(Finding::note(Kind::EqualRollCalls, message, done).at(whole, 0));
    }
    let pointed: Vec<&str> =
        seen.pointed.iter().filter_map(|column| sheet.header.get(*column)).map(String::as_str).collect();
    if !pointed.is_empty() {
        let message = format!("Votes are written as numbers with a point (1.0): {}", pointed.join(", "));
        job.findings.push(Finding::note(Kind::Understood, message, "They were read as whole numbers").at(whole, 0));
    }
    let yugoslavia = sheet.header.iter().enumerate().any(|(at, code)| code == "YUG" && members.contains_key(&at));
    if seen.before_serbia && !yugoslavia {
        let message = "The column SRB holds votes from before February 2003, when Yugoslavia voted";
        let done = "They stand under SRB, with the name of the time";
        job.findings.push(Finding::note(Kind::Predecessor, message, done).at(whole, 0));
    }
}
