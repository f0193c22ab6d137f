//! The files of the layout, together or alone.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::{
    careful::{self, Careful},
    scan::{self, Order},
    table::Table,
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind,
            layouts::{
                sections,
                unga::{self, Resolutions},
            },
            read::{Job, Part, too_many},
            recognize::Head,
            sheet::Again,
            states,
        },
    },
};

/// Bytes for which another thread is worth its while.
const LEAST: u64 = 256 * 1024;

/// Where the header must be.
const HEAD: u64 = 64 * 1024;

/// What a file of this layout holds.
pub(in crate::io::import::layouts) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["rcid", "ccode", "vote"]) {
        return Some("votes");
    }
    head.has(&["rcid", "unres", "yes", "no", "abstain"]).then_some("resolutions")
}

/// Reads the files.
pub(in crate::io::import::layouts) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = unga::forum(job);
    let encoding = job.options.encoding;
    // Titles are read while the votes are.
    let (votes, resolutions) = rayon::join(
        || -> Result<(), Problem> {
            for part in parts.iter().filter(|part| part.role == "votes") {
                votes(part, forum, job)?;
                job.done(part.input)?;
            }
            Ok(())
        },
        || Resolutions::read(parts, "resolutions", encoding),
    );
    votes?;
    let resolutions = resolutions?;
    for part in parts.iter().filter(|part| part.role == "resolutions") {
        job.done(part.input)?;
    }
    let has = |role| parts.iter().any(|part| part.role == role);
    resolutions.join(forum, has("votes") && has("resolutions"), job);
    if !has("resolutions") {
        alone(parts, "There is no file of resolutions", "The roll calls have no date, title or published totals", job);
    }
    if !has("votes") {
        alone(parts, "There is no file of votes", "The roll calls have their published totals alone", job);
    }
    Ok(())
}

fn alone(parts: &[Part<'_>], message: &str, done: &str, job: &mut Job<'_>) {
    let place = Place { file: parts.first().map_or(0, |part| part.file), line: 0 };
    job.findings.push(Finding::note(Kind::Unmatched, message, done).at(place, 0));
}

fn votes(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    match Order::of(&part.input.head(HEAD)?, job.options.encoding) {
        Some(order) => plain(&order, part, forum, job),
        None => careful::sheet(part, forum, job),
    }
}

/// Reads a file whose columns are the known ones alone, so that a row is a line.
fn plain(order: &Order, part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let all = sections::sections(order.body, part.input.len()?, LEAST);
    let read = AtomicU64::new(0);
    let tables: Vec<Result<(Table, u32), Problem>> = all
        .par_iter()
        .map(|section| {
            let mut table = Table::new(part.file);
            let mut line = 0;
            sections::pieces(part.input, *section, |bytes| {
                line = scan::rows(order, bytes, line, &mut table);
                if table.is_full() {
                    return Err(too_many());
                }
                job.progress(read.fetch_add(bytes.len() as u64, Ordering::Relaxed))
            })?;
            Ok((table, line))
        })
        .collect();
    let mut line = order.line;
    let mut ready = Vec::new();
    let mut again = Again::default();
    for table in tables {
        let (mut table, lines) = table?;
        again.append(table.again, line);
        table.shift(line);
        line += lines;
        ready.push(table);
    }
    again.tell(&mut job.findings);
    if fresh(&ready, job) {
        for table in ready {
            take(table, forum, job);
        }
        return Ok(());
    }
    // A vote is listed twice, or a roll call in two files: line by line, to say where.
    let mut careful = Careful::new(part.file, forum, job);
    let mut line = order.line;
    for section in all {
        sections::pieces(part.input, section, |bytes| {
            line = scan::rows(order, bytes, line, &mut careful);
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether no vote is listed twice in these tables, and none of their roll calls was there before.
fn fresh(tables: &[Table], job: &Job<'_>) -> bool {
    let known = |table: &Table| {
        table.rolls.iter().any(|roll| job.builder.known_roll_call(&format!("{}{}", job.prefix, roll.rcid)).is_some())
    };
    tables.iter().all(|table| !table.unclear && !known(table)) && !Table::overlap(tables)
}

/// Puts a table into the collection.
fn take(table: Table, forum: u32, job: &mut Job<'_>) {
    job.findings.append(table.findings);
    let voters: Vec<usize> = table.voters.iter().map(|(ccode, place)| voter(*ccode, *place, job)).collect();
    let straight = voters.iter().enumerate().all(|(own, number)| own == *number);
    for roll in table.rolls {
        let number = job.builder.roll_call(&format!("{}{}", job.prefix, roll.rcid));
        if let Some(found) = job.builder.roll_call_mut(number)
            && found.place.line == 0
        {
            found.forum = forum;
            found.place = roll.place;
            found.session = roll.session.map_or(String::new(), |session| session.to_string());
        }
        let votes = if straight { roll.votes } else { moved(&roll.votes, &voters) };
        if let Err(votes) = job.builder.fill(number, votes) {
            for (voter, entry) in votes.into_iter().enumerate().filter(|(_, entry)| *entry != Entry::Unlisted) {
                job.builder.cast(number, voter, entry);
            }
        }
    }
}

/// Votes in the order of the collection's members.
fn moved(votes: &[Entry], voters: &[usize]) -> Vec<Entry> {
    let width = voters.iter().max().map_or(0, |most| most + 1);
    let mut row = vec![Entry::Unlisted; width];
    for (entry, voter) in votes.iter().zip(voters) {
        if let Some(cell) = row.get_mut(*voter) {
            *cell = *entry;
        }
    }
    row
}

/// The member with this number of a state; one that is not known stands under its number.
pub(super) fn voter(ccode: u32, place: Place, job: &mut Job<'_>) -> usize {
    let key = ccode.to_string();
    if let Some(state) = states::by_cow(ccode) {
        return unga::member(job, state, &key);
    }
    let id = format!("COW{ccode}");
    if let Some(known) = job.builder.known_voter(&id) {
        return known;
    }
    let message = format!("No state is known for the number {ccode} (ccode)");
    let finding = Finding::warning(Kind::Unmatched, message, format!("Its votes stand under \"{id}\""));
    job.findings.push(finding.at(place, 0));
    let number = job.builder.voter(&id);
    if let Some(voter) = job.builder.voter_mut(number) {
        voter.key = key;
    }
    number
}
