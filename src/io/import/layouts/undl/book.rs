//! The resolutions of the files at hand: which roll call a row belongs to, and what is said of each when all are there.

use std::collections::{BTreeSet, HashMap};

use super::{Column, Columns, Resolution, resolution::Cells, states::packed};
use crate::{
    archive::{Cast, Entry, Place},
    io::import::{Finding, Kind, dates::Dates, layouts::unga, read::Job},
    model::Vote,
};

/// Where the votes of a row go.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Target {
    /// The roll call.
    pub roll_call: usize,
    /// The day as a number that sorts.
    pub day: u32,
    /// The place of its remark on the vote.
    note: Option<usize>,
    /// Whether it was in an earlier file.
    earlier: bool,
}

/// A remark on a vote, and the members whose rows have it.
struct Note {
    roll_call: usize,
    text: String,
    voters: Vec<usize>,
}

/// The resolutions of the files at hand.
pub(in super::super) struct Book {
    forum: u32,
    /// How the dates of the file at hand are read.
    pub dates: Dates,
    known: HashMap<Vec<u8>, Target>,
    notes: Vec<Note>,
    without_vote: Vec<usize>,
    /// Votes that an earlier file has as well.
    again: u64,
    /// Columns of the file at hand that rows of one resolution differ in, by their names and places.
    varying: (BTreeSet<String>, Vec<usize>),
    /// Roll calls of which another file said something else, with that file: each is told once.
    told: BTreeSet<(usize, u32)>,
}

impl Book {
    /// Without a resolution.
    pub fn new(forum: u32) -> Self {
        Self {
            forum,
            dates: Dates::new(unga::DATES),
            known: HashMap::new(),
            notes: Vec::new(),
            without_vote: Vec::new(),
            again: 0,
            varying: <_>::default(),
            told: BTreeSet::new(),
        }
    }

    /// Where rows go that say just this of their resolution.
    pub fn known(&self, key: &[u8]) -> Option<Target> {
        self.known.get(key).copied()
    }

    /// Whether rows of one resolution differ in the column at this place, which has no meaning here.
    pub fn varies(&self, place: usize) -> bool {
        self.varying.1.contains(&place)
    }

    /// The roll call of a row that says something that no row has said before. None where it names no resolution.
    pub fn resolution<'a>(
        &mut self,
        key: &[u8],
        columns: &'a Columns,
        cells: Cells<'a>,
        place: Place,
        job: &mut Job<'_>,
    ) -> Option<Target> {
        let resolution = Resolution::read(columns, cells, &self.dates, &[], self.forum, place, job);
        let target = self.add_of(resolution, Some(columns), job)?;
        self.known.insert(key.to_owned(), target);
        Some(target)
    }

    /// The roll call of a resolution, which is added where it is new.
    pub fn add(&mut self, resolution: Resolution, job: &mut Job<'_>) -> Option<Target> {
        self.add_of(resolution, None, job)
    }

    fn add_of(&mut self, resolution: Resolution, columns: Option<&Columns>, job: &mut Job<'_>) -> Option<Target> {
        if resolution.key().is_empty() {
            return None;
        }
        let mut key = format!("{}{}", job.prefix, resolution.key());
        let symbol = |roll_call: usize, job: &mut Job<'_>| {
            job.builder.roll_call_mut(roll_call).map_or(String::new(), |roll_call| roll_call.symbol.clone())
        };
        let place = resolution.roll_call.place;
        if let Some(before) = job.builder.known_roll_call(&key) {
            let (old, new) = (symbol(before, job), resolution.roll_call.symbol.as_str());
            if old != new {
                let message = format!("Record {key} stands for {old} and for {new}");
                key = format!("{key} {new}");
                if job.builder.known_roll_call(&key).is_none() {
                    let finding = Finding::warning(Kind::RepeatedId, message, "Each is a roll call of its own");
                    job.findings.push(finding.at(place, 0));
                }
            }
        }
        let day = packed(resolution.roll_call.date.as_ref());
        let (roll_call, earlier) = match job.builder.known_roll_call(&key) {
            Some(before) => (before, self.compare(before, &resolution, (&key, columns), job)),
            None => (self.create(&key, &resolution, job), false),
        };
        let note = (!resolution.note.is_empty()).then(|| self.note(roll_call, resolution.note));
        Some(Target { roll_call, day, note, earlier })
    }

    fn create(&mut self, key: &str, resolution: &Resolution, job: &mut Job<'_>) -> usize {
        let number = job.builder.roll_call(key);
        if let Some(roll_call) = job.builder.roll_call_mut(number) {
            *roll_call = resolution.roll_call.clone();
            roll_call.id = key.to_owned();
        }
        if resolution.without_vote {
            self.without_vote.push(number);
        }
        for finding in &resolution.findings {
            job.findings.push(finding.clone());
        }
        number
    }

    fn note(&mut self, roll_call: usize, text: String) -> usize {
        let known = self.notes.iter().position(|note| note.roll_call == roll_call && note.text == text);
        known.unwrap_or_else(|| {
            self.notes.push(Note { roll_call, text, voters: Vec::new() });
            self.notes.len() - 1
        })
    }

    /// Adds a vote. False where the file has one of this member already.
    pub fn cast(&mut self, target: Target, voter: usize, entry: Entry, place: Place, job: &mut Job<'_>) -> bool {
        let cast = job.builder.cast(target.roll_call, voter, entry);
        match cast {
            Cast::New => {}
            Cast::Again if target.earlier => self.again += 1,
            Cast::Again | Cast::Other(_) => {
                repeated(cast, target, voter, entry, place, job);
                return false;
            }
        }
        if let Some(note) = target.note.and_then(|note| self.notes.get_mut(note)) {
            note.voters.push(voter);
        }
        true
    }

    /// Says how a file was understood.
    pub fn end_file(&mut self, file: u32, job: &mut Job<'_>) {
        // The same words in another file are of another place.
        self.known.clear();
        self.varying = <_>::default();
        let place = Place { file, line: 0 };
        let done = "Each is taken as adopted";
        let understood = Finding::note(Kind::Understood, "The file lists adopted resolutions and no others", done);
        job.findings.push(understood.at(place, 0));
        if self.again > 0 {
            let message = format!("{} votes stand in an earlier file as well", self.again);
            job.findings.push(Finding::note(Kind::RepeatedVote, message, "Each counts once").at(place, 0));
            self.again = 0;
        }
    }

    /// Says where a row differs from the first one of its resolution; and whether that one is in an earlier file.
    fn compare(
        &mut self,
        before: usize,
        resolution: &Resolution,
        (key, columns): (&str, Option<&Columns>),
        job: &mut Job<'_>,
    ) -> bool {
        let place = resolution.roll_call.place;
        let Some(old) = job.builder.roll_call_mut(before) else { return false };
        let first = old.place;
        // Another edition may well say more or less of a resolution; rows of one file are meant to say the same.
        if first.file != place.file {
            let differs = resolution.contradicts(old);
            if !differs.is_empty() && self.told.insert((before, place.file)) {
                let message = format!("Record {key} differs from the file before in {}", differs.join(", "));
                let done = format!("What line {} of that file says stands; the votes were read", first.line);
                job.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(place, 0));
            }
            return true;
        }
        let mut differs: Vec<String> = resolution.differs(old).into_iter().map(str::to_owned).collect();
        for name in resolution.other_columns(old) {
            let at = columns.and_then(|columns| columns.names.iter().position(|known| *known == name));
            if let Some((at, columns)) = at.zip(columns)
                && columns.kinds.get(at) != Some(&Column::Other)
            {
                differs.push(name);
            } else if self.varying.0.insert(name.clone()) {
                self.varying.1.extend(at);
                let column = if name.is_empty() {
                    "A column without a name".to_owned()
                } else {
                    format!("The column \"{name}\"")
                };
                let message = format!("{column} differs between the rows of one record, first of {key}");
                let done = "What the first row of each record says stands";
                let at = at.map_or(0, |at| at + 1);
                job.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(place, at));
            }
        }
        if !differs.is_empty() {
            let message = format!("Rows of record {key} differ in {}", differs.join(", "));
            let done = format!("What line {} says stands; the vote was read", first.line);
            job.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(place, 0));
        }
        false
    }

    /// Adds the remarks, and what is to be said of resolutions without a vote.
    pub fn finish(self, job: &mut Job<'_>) {
        for note in &self.notes {
            let names: Vec<String> = if note.voters.len() == listed(note.roll_call, job).len() {
                Vec::new()
            } else {
                let voters = &job.builder.archive().voters;
                note.voters.iter().filter_map(|voter| Some(voters.get(*voter)?.name().to_owned())).collect()
            };
            let text =
                if names.is_empty() { note.text.clone() } else { format!("{}: {}", names.join(", "), note.text) };
            if let Some(roll_call) = job.builder.roll_call_mut(note.roll_call) {
                let both = if roll_call.note.is_empty() { text } else { format!("{}; {text}", roll_call.note) };
                roll_call.note = both;
            }
        }
        for number in self.without_vote {
            let votes = listed(number, job);
            let how = match votes.first() {
                Some(first) if votes.iter().any(|vote| vote != first) => "",
                Some(Vote::Absent) => "; the source lists every member as not voting",
                Some(Vote::Yes) => "; the source lists every member in favour",
                _ => "",
            };
            if let Some(roll_call) = job.builder.roll_call_mut(number) {
                roll_call.result = format!("Adopted without a vote{how}");
            }
        }
    }
}

fn listed(roll_call: usize, job: &mut Job<'_>) -> Vec<Vote> {
    let members = job.builder.archive().voters.len();
    (0..members).filter_map(|voter| job.builder.entry(roll_call, voter).vote()).collect()
}

/// Says that a member's vote is listed twice.
fn repeated(cast: Cast, target: Target, voter: usize, entry: Entry, place: Place, job: &mut Job<'_>) {
    let archive = job.builder.archive();
    let name = archive.voters.get(voter).map_or(String::new(), |voter| voter.id.to_string());
    let label = archive.roll_calls.get(target.roll_call).map_or("", |roll_call| roll_call.label());
    let word = |entry: Entry| entry.vote().map_or("not a member", Vote::label);
    let finding = match cast {
        Cast::Other(before) => {
            let (first, now) = (word(before), word(entry));
            let message = format!("{name} is listed twice in {label}: first {first}, then {now}");
            job.findings.leave_out(1);
            Finding::error(Kind::RepeatedVote, message, "The first stands, and this one was left out")
        }
        _ => {
            let message = format!("{name} is listed twice in {label}, with the same vote");
            Finding::warning(Kind::RepeatedVote, message, "It counts once")
        }
    };
    job.findings.push(finding.at(place, 0));
}
