//! Votes pasted from a spreadsheet: a member and its vote on each line. Nothing is dropped without a word.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::Problem;
use crate::model::{Dossier, Member, MemberId, Vote, fold};

/// What pasted text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The votes, one for a member, in the order in which the members first come.
    pub votes: Vec<(MemberId, Vote)>,
    /// The lines that could not be read, and what is doubtful about the others.
    pub problems: Vec<Problem>,
}

/// Reads lines of a member (code, name or another name) and its vote (word or letter), with a tab, semicolon or comma
/// between them. The vote is in the column that ends most lines; a line of headings at the top is passed over.
#[must_use]
pub fn votes(text: &str, dossier: &Dossier) -> Pasted {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut pasted = Pasted::default();
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(record),
            Err(error) => {
                pasted.problems.push(Problem::new(format!("The pasted text cannot be read: {error}"), ""));
            }
        }
    }
    // A line of empty columns says nothing.
    rows.retain(|row| last_filled(row).is_some());
    let skip = usize::from(rows.first().is_some_and(is_heading));
    let names = Names::of(dossier);
    let column = vote_column(rows.iter().skip(skip));
    for record in rows.iter().skip(skip) {
        let line = record.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or(1);
        match row(record, column, &names) {
            Ok((member, vote)) => pasted.add(member, vote, line),
            Err(problem) => pasted.problems.push(problem.at(line, 1)),
        }
    }
    pasted
}

fn last_filled(record: &StringRecord) -> Option<usize> {
    record.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()).map(|(at, _)| at).last()
}

/// The column that is the last one filled in most lines. In a line that ends before it the vote is missing, and must
/// not be read from another column: "NO" is also a code of Norway.
fn vote_column<'a>(rows: impl Iterator<Item = &'a StringRecord>) -> usize {
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    for last in rows.filter_map(last_filled) {
        *lines.entry(last).or_default() += 1;
    }
    lines.into_iter().max_by_key(|(column, count)| (*count, *column)).map_or(1, |(column, _)| column).max(1)
}

impl Pasted {
    fn add(&mut self, member: &MemberId, vote: Vote, line: usize) {
        match self.votes.iter_mut().find(|(other, _)| other == member) {
            None => self.votes.push((member.clone(), vote)),
            Some((_, before)) if *before == vote => {}
            Some((_, before)) => {
                let message = format!("{member} was {} before and is {} here", before.label(), vote.label());
                *before = vote;
                let hint = "The later one stands; take out the one that is wrong.";
                self.problems.push(Problem::new(message, hint).at(line, 1));
            }
        }
    }
}

/// Tabs come from a spreadsheet; a comma may be part of a name where semicolons separate.
pub(super) fn delimiter(text: &str) -> u8 {
    [b'\t', b';'].into_iter().find(|mark| text.contains(char::from(*mark))).unwrap_or(b',')
}

fn is_heading(record: &StringRecord) -> bool {
    const MEMBER: [&str; 16] = [
        "member",
        "members",
        "member state",
        "state",
        "states",
        "country",
        "countries",
        "code",
        "name",
        "iso",
        "iso2",
        "iso3",
        "ms code",
        "ms name",
        "delegation",
        "seat",
    ];
    const VOTE: [&str; 7] = ["vote", "votes", "voted", "ms vote", "position", "choice", "voting"];
    let is = |field: Option<&str>, words: &[&str]| field.is_some_and(|field| words.contains(&fold(field).as_str()));
    let last = last_filled(record).and_then(|at| record.get(at));
    is(record.get(0), &MEMBER) || is(last, &VOTE)
}

fn row<'a>(record: &StringRecord, column: usize, names: &Names<'a>) -> Result<(&'a MemberId, Vote), Problem> {
    if record.iter().any(|field| field.contains('\n')) {
        let start = record.iter().find_map(|field| field.split_once('\n')).map_or("", |(start, _)| start);
        let hint = "Close or remove the quotation mark; the lines after it were not read.";
        return Err(Problem::new(format!("A quotation mark is opened and not closed at \"{start}\""), hint));
    }
    // A comma within a name makes a longer line.
    let column = last_filled(record).unwrap_or(0).max(column);
    let heads: Vec<&str> = record.iter().take(column).map(str::trim).filter(|field| !field.is_empty()).collect();
    let last = record.get(column).unwrap_or("").trim();
    if heads.is_empty() {
        return Err(Problem::new(format!("\"{last}\" stands without a member"), "Write the member before its vote."));
    }
    let member = names.member(&heads)?;
    let hint = "Write Yes, No, Abstain or Absent, or Y, N, A or X.";
    let problem = if last.is_empty() {
        format!("The vote of {member} is missing")
    } else {
        format!("\"{last}\" is no vote, so {member} has none")
    };
    Vote::parse(last).map(|vote| (member, vote)).ok_or_else(|| Problem::new(problem, hint))
}

/// All names by which the members can be given, in folded form.
pub(super) struct Names<'a> {
    members: Vec<(&'a Member, Vec<String>)>,
}

impl<'a> Names<'a> {
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        let members = dossier.members.iter().map(|member| {
            let names = std::iter::once(&member.name).chain(&member.aliases).map(|name| fold(name)).collect();
            (member, names)
        });
        Self { members: members.collect() }
    }

    /// The member of a line: all columns but the last together, or else any one of them.
    pub(super) fn member(&self, heads: &[&str]) -> Result<&'a MemberId, Problem> {
        let whole = self.named(&heads.join(", "));
        let mut found = whole;
        if found.is_empty() {
            found = heads.iter().flat_map(|head| self.named(head)).collect();
            found.sort();
            found.dedup();
        }
        let given = heads.join(", ");
        match found.as_slice() {
            [member] => Ok(member),
            [] => Err(Problem::new(
                format!("\"{given}\" is no member"),
                "Correct the name, or use the code of the member.",
            )),
            several => {
                let codes: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                Err(Problem::new(format!("\"{given}\" may be {}", codes.join(" or ")), "Use the code of the member."))
            }
        }
    }

    /// The members that bear a name; the one whose code it is comes before all others.
    fn named(&self, name: &str) -> Vec<&'a MemberId> {
        let folded = fold(name);
        if folded.is_empty() {
            return Vec::new();
        }
        let code: Vec<&MemberId> =
            self.members.iter().map(|(member, _)| &member.id).filter(|id| fold(id.as_str()) == folded).collect();
        if !code.is_empty() {
            return code;
        }
        self.members.iter().filter(|(_, names)| names.contains(&folded)).map(|(member, _)| &member.id).collect()
    }
}
