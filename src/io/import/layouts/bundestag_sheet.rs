//! The Bundestag’s own sheets: one a vote, one row a member, one column an answer with 0 or 1 in it. Several sheets are
//! several roll calls of one collection, joined by the number of the member, or by its name where a sheet has none.

use std::collections::{BTreeMap, BTreeSet};

use super::{bundestag, parliament};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Date, Vote, fold},
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let named = head.has(&["name"]) || head.has(&["bezeichnung"]);
    (named && head.has(&["ja", "nein", "enthaltung"])).then_some("votes")
}

/// An answer that a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Given(Vote),
    /// A ballot that is invalid: no vote is cast with it, so that it does not count among the votes, and it is no
    /// abstention either.
    Invalid,
}

/// The columns of a sheet.
struct Columns {
    period: Option<usize>,
    sitting: Option<usize>,
    number: Option<usize>,
    group: Option<usize>,
    member: Option<usize>,
    last_name: Option<usize>,
    first_name: Option<usize>,
    title: Option<usize>,
    label: Option<usize>,
    remark: Option<usize>,
    answers: Vec<(usize, Answer)>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Self {
        let column = |names: &[&str]| parliament::column(sheet, names);
        // The word is often spoilt by a wrong encoding from its third or fourth letter on.
        let invalid = sheet.header.iter().position(|cell| cell.to_lowercase().starts_with("ung"));
        let answers = [
            (column(&["ja"]), Answer::Given(Vote::Yes)),
            (column(&["nein"]), Answer::Given(Vote::No)),
            (column(&["enthaltung"]), Answer::Given(Vote::Abstain)),
            (invalid, Answer::Invalid),
            (column(&["nichtabgegeben", "nicht abgegeben", "nichtabgegebene"]), Answer::Given(Vote::Absent)),
        ];
        Self {
            period: column(&["wahlperiode"]),
            sitting: column(&["sitzungnr", "sitzungsnr", "sitzung"]),
            number: column(&["abstimmnr", "abstimmungnr", "abstimmungsnr", "abstimmung"]),
            group: column(&["fraktion/gruppe", "fraktion", "gruppe"]),
            member: column(&["abgnr", "abgnr."]),
            last_name: column(&["name"]),
            first_name: column(&["vorname"]),
            title: column(&["titel"]),
            label: column(&["bezeichnung"]),
            remark: column(&["bemerkung"]),
            answers: answers.into_iter().filter_map(|(column, answer)| Some((column?, answer))).collect(),
        }
    }

    /// Last and first name, or the full designation where a sheet has only that.
    fn name(&self, row: &Row<'_>) -> String {
        let name = [row.cell(self.last_name), row.cell(self.first_name)].join(" ");
        let name = name.split_whitespace().collect::<Vec<_>>().join("_");
        if name.is_empty() { parliament::key(row.cell(self.label)).into_owned() } else { name }
    }

    /// The name in the order of speech: the designation, else title, first and last name.
    fn spoken(&self, row: &Row<'_>) -> String {
        let label = row.cell(self.label);
        if !label.is_empty() {
            return label.to_owned();
        }
        let words = [self.title, self.first_name, self.last_name].map(|column| row.cell(column));
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The answer of a row, or why there is none.
    fn answer(&self, row: &Row<'_>) -> Result<Answer, (usize, String)> {
        let mut given = Vec::new();
        for (column, answer) in &self.answers {
            match (row.get(*column), parliament::whole(row.get(*column))) {
                ("", _) | (_, Some(0)) => {}
                (_, Some(1)) => given.push(*answer),
                (cell, _) => {
                    return Err((column + 1, format!("{} is neither 0 nor 1", parliament::quoted(cell))));
                }
            }
        }
        match given.as_slice() {
            [answer] => Ok(*answer),
            [] => Err((0, "No answer is marked with a 1".to_owned())),
            more => Err((0, format!("{} answers are marked with a 1", more.len()))),
        }
    }
}

/// A sheet that is open.
struct Opened {
    sheet: Sheet,
    columns: Columns,
    /// The name of the file without its ending.
    stem: String,
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = bundestag::forum(job);
    let mut sheets = Vec::new();
    for part in parts {
        let sheet = parliament::open(part, job)?;
        let columns = Columns::of(&sheet);
        let name = part.input.name.as_str();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        sheets.push(Opened { sheet, columns, stem });
    }
    let mut reading = Reading {
        forum,
        numbered: sheets.iter().all(|opened| opened.columns.member.is_some()),
        shared: shared(&sheets),
        files: BTreeMap::new(),
        labels: BTreeMap::new(),
        invalid: BTreeMap::new(),
    };
    for (part, opened) in parts.iter().zip(&sheets) {
        reading.sheet(opened, job)?;
        job.done(part.input)?;
    }
    reading.finish(job);
    Ok(())
}

/// Names that two members have, who are told apart by their designations: the place stands there.
fn shared(sheets: &[Opened]) -> BTreeSet<String> {
    let mut shared = BTreeSet::new();
    for Opened { sheet, columns, .. } in sheets {
        let mut seen: BTreeMap<(String, [String; 3]), String> = BTreeMap::new();
        sheet.each(|row| {
            let roll = [columns.period, columns.sitting, columns.number].map(|column| row.cell(column).to_owned());
            let (name, label) = (columns.name(&row), row.cell(columns.label));
            let first = seen.entry((name.clone(), roll)).or_insert_with(|| label.to_owned());
            if first != label {
                shared.insert(name);
            }
            std::ops::ControlFlow::Continue(())
        });
    }
    shared
}

/// The day in the name of a file: "20230512_1_xls".
fn day_in(stem: &str) -> Option<Date> {
    let digits = stem.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    if stem.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    format!("{year}-{month}-{day}").parse().ok()
}

/// The sheets while they are read.
struct Reading {
    forum: u32,
    /// Whether every sheet has the numbers of the members.
    numbered: bool,
    shared: BTreeSet<String>,
    /// The file of every roll call.
    files: BTreeMap<usize, u32>,
    /// The labels of groups as they were first written.
    labels: BTreeMap<String, BTreeMap<String, Place>>,
    /// Who gave an invalid ballot, by roll call.
    invalid: BTreeMap<usize, (Place, Vec<String>)>,
}

impl Reading {
    fn sheet(&mut self, opened: &Opened, job: &mut Job<'_>) -> Result<(), Problem> {
        let Opened { sheet, columns, stem } = opened;
        let mut again = BTreeSet::new();
        parliament::each(sheet, job, |job, row| {
            let Some((id, parts)) = identity(columns, stem, row, job) else { return };
            let name = columns.name(row);
            if name.is_empty() {
                return parliament::leave_out(job, row, columns.last_name, Kind::Missing, "There is no name");
            }
            let answer = match columns.answer(row) {
                Ok(answer) => answer,
                Err((column, message)) => {
                    return parliament::leave_out(job, row, column.checked_sub(1), Kind::UnknownVote, message);
                }
            };
            let roll = self.roll_call(job, row, &id, parts, stem);
            let spoken = columns.spoken(row);
            let voter = self.voter(job, columns, row, &name);
            let vote = match answer {
                Answer::Given(vote) => vote,
                Answer::Invalid => Vote::Absent,
            };
            let new = job.builder.entry(roll, voter) == Entry::Unlisted;
            if new && answer == Answer::Invalid {
                self.invalid.entry(roll).or_insert((row.place, Vec::new())).1.push(spoken.clone());
            }
            if new && !row.cell(columns.remark).is_empty() {
                let remark = format!("{spoken}: {}", row.cell(columns.remark));
                if let Some(found) = job.builder.roll_call_mut(roll) {
                    found.extra.push(("Bemerkung".to_owned(), remark));
                }
            }
            if self.files.get(&roll).is_some_and(|file| *file != row.place.file) {
                if again.insert(roll) {
                    let message = format!("Roll call {id} stands in two files");
                    let done = "Their votes were joined; where they differ the first stands";
                    job.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(row.place, 0));
                }
                if !new && job.builder.entry(roll, voter) == Entry::Cast(vote) {
                    return;
                }
            }
            parliament::cast(job, row, None, (roll, voter), Entry::Cast(vote));
            self.describe(job, row, (roll, voter), &spoken, row.cell(columns.group));
        })
    }

    fn roll_call(&mut self, job: &mut Job<'_>, row: &Row<'_>, id: &str, parts: Option<[u64; 3]>, stem: &str) -> usize {
        let key = parliament::roll_call_key(job, id);
        let number = job.builder.roll_call(&key);
        if self.files.contains_key(&number) {
            return number;
        }
        self.files.insert(number, row.place.file);
        let Some(found) = job.builder.roll_call_mut(number) else { return number };
        found.forum = self.forum;
        found.place = row.place;
        found.date = day_in(stem);
        if let Some([period, sitting, vote]) = parts {
            found.session = period.to_string();
            found.meeting = sitting.to_string();
            found.title = format!("Recorded vote {vote} of sitting {sitting}");
        }
        number
    }

    fn voter(&self, job: &mut Job<'_>, columns: &Columns, row: &Row<'_>, name: &str) -> usize {
        let number = row.cell(columns.member);
        if self.numbered && !number.is_empty() {
            return parliament::voter(job, number);
        }
        if self.shared.contains(name) {
            return parliament::voter(job, &format!("{name}_({})", row.cell(columns.label)));
        }
        parliament::voter(job, name)
    }

    fn describe(&mut self, job: &mut Job<'_>, row: &Row<'_>, (roll, voter): (usize, usize), spoken: &str, group: &str) {
        let date = job.builder.roll_call_mut(roll).and_then(|roll| roll.date.clone());
        let written = self.labels.entry(group_key(group)).or_default();
        written.entry(group.to_owned()).or_insert(row.place);
        let first = written.iter().min_by_key(|(_, place)| **place).map_or(group, |(label, _)| label.as_str());
        let Some(voter) = job.builder.voter_mut(voter) else { return };
        voter.named(spoken, date.as_ref());
        voter.grouped(first, date.as_ref());
    }

    fn finish(self, job: &mut Job<'_>) {
        for (roll, (place, names)) in self.invalid {
            let Some(found) = job.builder.roll_call_mut(roll) else { continue };
            let message = match names.len() {
                1 => format!("Roll call {} has an invalid ballot (ungültig)", found.id),
                count => format!("Roll call {} has {count} invalid ballots (ungültig)", found.id),
            };
            found.extra.push(("ungültig".to_owned(), names.join("; ")));
            let done = "It is no vote cast: it counts as absent, and the names stand beside the roll call";
            job.findings.push(Finding::note(Kind::Understood, message, done).at(place, 0));
        }
        for written in self.labels.values().filter(|written| written.len() > 1) {
            let mut labels: Vec<(&String, &Place)> = written.iter().collect();
            labels.sort_by_key(|(_, place)| **place);
            let Some(((first, _), others)) = labels.split_first() else { continue };
            for (label, place) in others {
                let message = format!("A parliamentary group is called {label} here, and {first} before");
                let found = Finding::note(Kind::Understood, message, format!("It was read as {first}"));
                job.findings.push(found.at(**place, 0));
            }
        }
    }
}

/// The id of the roll call of a row: period, sitting and vote; the name of the file where the sheet does not say.
fn identity(columns: &Columns, stem: &str, row: &Row<'_>, job: &mut Job<'_>) -> Option<(String, Option<[u64; 3]>)> {
    if columns.period.is_none() || columns.sitting.is_none() || columns.number.is_none() {
        return Some((stem.to_owned(), None));
    }
    let names = ["number of a period (Wahlperiode)", "number of a sitting (Sitzungnr)", "number of a vote (Abstimmnr)"];
    let mut parts = [0; 3];
    for ((slot, column), name) in parts.iter_mut().zip([columns.period, columns.sitting, columns.number]).zip(names) {
        let Some(number) = parliament::whole(row.cell(column)) else {
            parliament::wrong(job, row, column, name);
            return None;
        };
        *slot = number;
    }
    let [period, sitting, vote] = parts;
    Some((format!("{period}-{sitting}-{vote}"), Some(parts)))
}

/// What two spellings of a parliamentary group have in common.
fn group_key(group: &str) -> String {
    let folded = fold(group);
    let has = |part: &str| folded.contains(part);
    if has("grun") || has("gruen") || folded.starts_with("bu90") || folded.starts_with("b90") {
        return "grune".to_owned();
    }
    if has("linke") { "linke".to_owned() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_at_the_head_of_the_name() {
        assert_eq!(day_in("20230512_1_xls").map(|day| day.to_string()).as_deref(), Some("2023-05-12"));
        for stem in ["2023", "20231312_1", "202305121", "Rente"] {
            assert_eq!(day_in(stem), None, "{stem}");
        }
    }

    #[test]
    fn one_group_has_many_spellings() {
        for group in ["BÜ90/GR", "B90/GRUENE", "BÜNDNIS`90/DIE GRÜNEN"] {
            assert_eq!(group_key(group), "grune", "{group}");
        }
        assert_eq!(group_key("DIE LINKE."), group_key("Die Linke"));
        assert_eq!(group_key("fraktionslos"), group_key("Fraktionslos"));
        assert_ne!(group_key("SPD"), group_key("FDP"));
    }
}
