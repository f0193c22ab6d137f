//! Tables by their mappings into one collection: what a table and the ones before it have given so far.

use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
};

use super::{
    cell::{Wrong, id, no_vote},
    form::{Answer, Mapping, Mappings, Meaning, Shape, key},
    kept::Kept,
    plan::Plan,
};
use crate::{
    archive::{Builder, Forum, Place},
    io::import::{Finding, Findings, Kind, Row, Sheet, mend, number::is_missing, sheet::Short},
};

/// How many rows from the top a header is looked for.
const MOST_ABOVE: usize = 10;

/// The mapping that is for the header of this table; none where there is none.
#[must_use]
pub fn fitting<'a>(mappings: &'a Mappings, sheet: &Sheet) -> Option<&'a Mapping> {
    if mappings.is_empty() {
        return None;
    }
    (0..=MOST_ABOVE).find_map(|above| {
        let header = sheet.headed(above).cells;
        mappings.get(&key(&header)).filter(|mapping| mapping.above == above && !header.is_empty())
    })
}

/// A collection under way, and what its tables have in common.
pub(in crate::io::import) struct Gather<'a> {
    pub builder: &'a mut Builder,
    pub findings: &'a mut Findings,
    /// What stands before the ids of roll calls.
    pub prefix: &'a str,
    /// How many votes were added.
    pub votes: u64,
    /// Roll calls that a column says the body of.
    pub(super) told: HashSet<usize>,
    /// Roll calls that a table of votes names.
    pub(super) voted: HashSet<usize>,
    /// Roll calls that stand in a table of roll calls, in the order of their rows.
    pub(super) listed: Vec<(usize, Place)>,
    /// Members that a table of votes names.
    pub(super) seen: HashSet<usize>,
    /// The ids of roll calls of the tables before, by what is left without leading zeros; none where that is not clear.
    loose: HashMap<String, Option<String>>,
    /// The same for members.
    loose_members: HashMap<String, Option<String>>,
}

impl<'a> Gather<'a> {
    pub fn new(builder: &'a mut Builder, findings: &'a mut Findings, prefix: &'a str) -> Self {
        Self {
            builder,
            findings,
            prefix,
            votes: 0,
            told: HashSet::new(),
            voted: HashSet::new(),
            listed: Vec::new(),
            seen: HashSet::new(),
            loose: HashMap::new(),
            loose_members: HashMap::new(),
        }
    }

    /// Says which roll calls and members stand in one table and are missing in the others. `body` is that of the roll
    /// calls of which nothing else says it.
    pub fn close(&mut self, members: &[(usize, Place)], body: Option<Forum>) {
        if let Some(body) = body {
            let untold = |number: &usize| !self.told.contains(number) && !self.voted.contains(number);
            let untold: Vec<usize> = self.listed.iter().map(|(number, _)| *number).filter(untold).collect();
            if !untold.is_empty() {
                let forum = self.builder.forum(body);
                for number in untold {
                    if let Some(roll) = self.builder.roll_call_mut(number) {
                        roll.forum = forum;
                    }
                }
            }
        }
        if self.voted.is_empty() {
            return;
        }
        for (roll_call, place) in std::mem::take(&mut self.listed) {
            if !self.voted.contains(&roll_call) {
                let id = self.builder.roll_call_mut(roll_call).map(|roll| roll.id.clone()).unwrap_or_default();
                let message = format!("No votes are listed for the roll call {id}");
                self.findings.push(Finding::warning(Kind::Unmatched, message, "It is kept without votes").at(place, 0));
            }
        }
        for (voter, place) in members {
            if !self.seen.contains(voter) {
                let id = self.builder.voter_mut(*voter).map(|voter| voter.id.to_string()).unwrap_or_default();
                let message = format!("No vote of {id} is listed");
                self.findings.push(Finding::note(Kind::Unmatched, message, "It is kept without votes").at(*place, 0));
            }
        }
    }

    /// The key of a roll call by its id in a table, and whether it was found only without its leading zeros.
    pub(super) fn roll_call_key(&self, id: &str) -> (String, bool) {
        let key = format!("{}{id}", self.prefix);
        match self.loose.get(bare(id)) {
            Some(Some(known)) if self.builder.known_roll_call(&key).is_none() => (known.clone(), true),
            _ => (key, false),
        }
    }

    /// The key of a member by its code in a table, and whether it was found only without its leading zeros.
    pub(super) fn voter_key(&self, code: &str) -> (String, bool) {
        match self.loose_members.get(bare(code)) {
            Some(Some(known)) if self.builder.known_voter(code).is_none() => (known.clone(), true),
            _ => (code.to_owned(), false),
        }
    }

    /// Remembers the ids that a table had.
    fn loosen(&mut self) {
        let prefix = self.prefix;
        let archive = self.builder.archive();
        let loose = |key: &str, known: &mut HashMap<String, Option<String>>| {
            let bare = bare(key.strip_prefix(prefix).unwrap_or(key)).to_owned();
            let place = known.entry(bare).or_insert_with(|| Some(key.to_owned()));
            if place.as_deref() != Some(key) {
                *place = None;
            }
        };
        archive.roll_calls.iter().for_each(|roll| loose(&roll.id, &mut self.loose));
        archive.voters.iter().for_each(|voter| loose(&voter.key, &mut self.loose_members));
    }
}

fn bare(id: &str) -> &str {
    let bare = id.trim_start_matches('0');
    if bare.is_empty() { id } else { bare }
}

/// A table that is being read.
pub(super) struct Reading<'t, 'a> {
    pub gather: &'t mut Gather<'a>,
    pub mapping: &'t Mapping,
    pub plan: Plan,
    /// The name of the file without its ending, which is the id of the roll call where no column has one.
    pub stem: &'t str,
    /// The headings.
    pub header: Vec<String>,
    /// The number of the body where no column says it.
    pub forum: u32,
    /// The members or roll calls of the columns of a matrix.
    pub heads: Vec<(usize, usize)>,
    /// Roll calls of which a row of this table was read, and where.
    pub own: HashMap<usize, Own>,
    /// Columns of a table of votes that are kept as they are.
    pub kept: Vec<Kept>,
    /// The next number of an id that more than one row has.
    pub next: HashMap<String, u64>,
    /// The roll call of the row before.
    pub last: Option<(String, usize)>,
    /// Members that a table about them names, in the order of their rows.
    pub members: Vec<(usize, Place)>,
    /// The same without an order.
    pub named: HashSet<usize>,
    answers: HashMap<String, Option<Answer>>,
    mended: (u64, Vec<u32>),
    loosely: (u64, u64),
    /// Whether a date was read that could be in another order too, and whether one was that could not.
    pub dates: (bool, bool),
    /// Votes that are missing.
    pub missing: u64,
    /// Votes in cells of rows that were read, which were left out.
    lost: u64,
    short: Short,
}

/// A roll call of which a row was read.
#[derive(Default)]
pub(super) struct Own {
    /// Where the first one stands.
    pub place: Place,
    /// What rows said of it, in the order of the columns; empty cells may be filled by a later row.
    pub cells: Vec<String>,
    /// Whether it was said that two rows differ.
    pub differs: bool,
}

impl From<Place> for Own {
    fn from(place: Place) -> Self {
        Self { place, ..Self::default() }
    }
}

/// How a table was read.
#[derive(Default)]
pub(in crate::io::import) struct Read {
    /// Its rows.
    pub rows: u64,
    /// Whether that is all of them.
    pub whole: bool,
    /// The members that a table about members names.
    pub members: Vec<(usize, Place)>,
}

/// Reads a table by its mapping. `step` is told the number of each row and how many bytes stand before it, and says
/// whether to go on.
pub(in crate::io::import) fn table(
    gather: &mut Gather<'_>,
    sheet: &Sheet,
    mapping: &Mapping,
    stem: &str,
    step: &mut dyn FnMut(u64, u64) -> bool,
) -> Read {
    let header = sheet.headed(mapping.above);
    let head = Place { line: header.place.line, file: sheet.file };
    let forum = match mapping.shape {
        Shape::Members | Shape::RollCalls => 0,
        _ => gather.builder.forum(mapping.body.clone()),
    };
    let mut reading = Reading {
        gather,
        mapping,
        plan: Plan::of(mapping),
        stem,
        header: header.cells,
        forum,
        heads: Vec::new(),
        own: HashMap::new(),
        kept: Vec::new(),
        next: HashMap::new(),
        short: Short::default(),
        last: None,
        members: Vec::new(),
        named: HashSet::new(),
        answers: HashMap::new(),
        mended: (0, Vec::new()),
        loosely: (0, 0),
        dates: (false, false),
        missing: 0,
        lost: 0,
    };
    reading.begin(head);
    let mut read = Read { whole: true, ..Read::default() };
    sheet.each_below(header.number, |row| {
        if !step(read.rows, row.byte) {
            read.whole = false;
            return ControlFlow::Break(());
        }
        read.rows += 1;
        reading.row(row);
        ControlFlow::Continue(())
    });
    reading.end(head);
    read.members = std::mem::take(&mut reading.members);
    gather.loosen();
    read
}

impl Reading<'_, '_> {
    fn begin(&mut self, head: Place) {
        let findings = &mut *self.gather.findings;
        for (place, name) in self.header.iter().enumerate() {
            let unused = self.mapping.columns.get(place).is_none_or(|column| column.meaning == Meaning::Ignore);
            if unused && !name.is_empty() {
                let message = format!("The column {name} is not used");
                findings.push(Finding::note(Kind::Unused, message, "").at(head, place + 1));
            }
        }
        match self.plan.shape {
            Shape::Long => {
                let kept = self.plan.facts.extract_if(.., |(_, meaning)| *meaning == Meaning::Extra);
                self.kept = kept.map(|(column, _)| Kept::of(column)).collect();
            }
            Shape::Wide => self.member_columns(head),
            Shape::Across => self.roll_call_columns(head),
            _ => {}
        }
    }

    fn row(&mut self, row: Row<'_>) {
        let columns = self.header.len();
        let needed = if self.plan.shape == Shape::Long { self.plan.needed() } else { 0 };
        // In a workbook a cell beside the table is a remark, and one that is empty is no cell.
        let over = if row.is_text() { row.overfull(columns) } else { None };
        let wrong = over.or_else(|| row.is_short(needed).then(|| row.count(columns)));
        if let Some(message) = wrong {
            return self.leave_out((Kind::BadRow, message), row.place, 0);
        }
        let before = self.gather.findings.left_out();
        self.row_of_shape(row);
        if row.is_short(columns) && self.gather.findings.left_out() == before {
            self.short.note(row.place);
        }
    }

    fn row_of_shape(&mut self, row: Row<'_>) {
        match self.plan.shape {
            Shape::Long => self.vote_row(row),
            Shape::Wide => self.wide_row(row),
            Shape::Across => self.across_row(row),
            Shape::Names => self.names_row(row),
            Shape::RollCalls => self.roll_call_row(row),
            Shape::Members => self.member_row(row),
        }
    }

    fn end(&mut self, head: Place) {
        self.put_kept();
        self.gather.findings.leave_out(self.lost);
        self.short.tell(self.gather.findings);
        let mut note = |kind: Kind, message: String, done: &str| {
            self.gather.findings.push(Finding::note(kind, message, done).at(head, 0));
        };
        if let (count @ 1.., lines) = &self.mended {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let cells = if *count == 1 { "cell holds" } else { "cells hold" };
            let message = format!(
                "{count} {cells} text that was once read in a wrong encoding; the first on line {}",
                lines.join(", ")
            );
            note(Kind::Encoding, message, "It was read as it was meant");
        }
        if self.dates == (true, false) {
            let done = format!("They were read as {}", self.mapping.dates.label().to_lowercase());
            let message = "Nothing in the dates tells the day from the month".to_owned();
            note(Kind::Understood, message, &done);
        }
        for (count, what) in [(self.loosely.0, "roll calls"), (self.loosely.1, "members")] {
            if count > 0 {
                let message = format!("{count} ids of {what} are those of another file but for leading zeros");
                note(Kind::Understood, message, "They were taken for the same");
            }
        }
        if self.missing > 0 {
            let message = format!("{} votes are empty or marked as missing", self.missing);
            note(Kind::Missing, message, "Nothing is listed for them");
        }
        let shape = self.plan.shape;
        if self.plan.id.is_empty() && !matches!(shape, Shape::Across | Shape::Members) {
            let done = if shape == Shape::Long {
                format!("All votes were read as those of the roll call {}", self.stem)
            } else {
                "Each row was numbered by its line".to_owned()
            };
            note(Kind::Understood, "No column holds the id of the roll call".to_owned(), &done);
        }
    }

    /// Says what is wrong in a cell, and that its row was left out.
    pub fn leave_out(&mut self, (kind, message): Wrong, place: Place, column: usize) {
        self.gather.findings.push(Finding::error(kind, message, "The row was left out").at(place, column));
        self.gather.findings.leave_out(1);
    }

    /// Says what is wrong in a cell, and that it was left out.
    pub fn pass_over(&mut self, (kind, message): Wrong, place: Place, column: usize) {
        self.gather.findings.push(Finding::error(kind, message, "The cell was left out").at(place, column));
    }

    /// The same for a cell that is a vote.
    pub fn lose_vote(&mut self, text: &str, place: Place, column: usize) {
        self.lost += 1;
        self.pass_over(no_vote(text), place, column);
    }

    /// What a code of a vote stands for.
    pub fn answer(&mut self, text: &str) -> Option<Answer> {
        if let Some(known) = self.answers.get(text) {
            return *known;
        }
        let answer = self.mapping.answer(text);
        self.answers.insert(text.to_owned(), answer);
        answer
    }

    /// The text of a cell as it was meant; empty where it stands for nothing.
    pub fn words(&mut self, text: &str, place: Place) -> String {
        const MOST_LINES: usize = 3;
        if is_missing(text) {
            return String::new();
        }
        let Some(mended) = mend(text) else { return text.to_owned() };
        self.mended.0 += 1;
        if self.mended.1.len() < MOST_LINES && self.mended.1.last() != Some(&place.line) {
            self.mended.1.push(place.line);
        }
        mended
    }

    /// The number of the roll call with an id.
    pub fn roll_call(&mut self, id: &str) -> usize {
        if let Some((known, number)) = &self.last
            && known == id
        {
            return *number;
        }
        let (key, loose) = self.gather.roll_call_key(id);
        let number = self.gather.builder.roll_call(&key);
        self.loosely.0 += u64::from(loose && !self.own.contains_key(&number));
        self.last = Some((id.to_owned(), number));
        number
    }

    /// The number of the member with a code, or with a name where it has no code.
    pub fn voter(&mut self, code: &str) -> usize {
        let (key, loose) = self.gather.voter_key(code);
        let known = self.gather.builder.known_voter(&key);
        self.loosely.1 += u64::from(loose && known.is_some_and(|known| !self.gather.seen.contains(&known)));
        known.unwrap_or_else(|| {
            let number = self.gather.builder.voter(&key);
            // A code holds no white space.
            if key.contains(char::is_whitespace)
                && let Some(voter) = self.gather.builder.voter_mut(number)
            {
                voter.id = key.split_whitespace().collect::<Vec<_>>().join("_").into();
            }
            number
        })
    }

    /// The id of the roll call of a row; none where the cells are empty.
    pub fn row_id(&self, row: Row<'_>) -> Option<String> {
        let parts: Vec<String> =
            self.plan.id.iter().map(|column| row.get(*column)).filter(|text| !is_missing(text)).map(id).collect();
        match (self.plan.id.is_empty(), self.plan.shape) {
            (true, Shape::Long) => Some(self.stem.to_owned()),
            (true, _) => Some(row.place.line.to_string()),
            (false, _) => (!parts.is_empty()).then(|| parts.join("/")),
        }
    }

    /// The code of the member of a row, or its name where it has no code; none where it has neither.
    pub fn row_member(&mut self, row: Row<'_>) -> Option<(usize, String)> {
        let name = self.row_name(row);
        let code = self.plan.member.map(|column| row.get(column)).unwrap_or_default();
        let is_code = !is_missing(code) || (code == "NA" && self.mapping.namibia);
        let key = if is_code { id(code) } else { name.clone() };
        (!key.is_empty()).then(|| (self.voter(&key), name))
    }

    fn row_name(&mut self, row: Row<'_>) -> String {
        let places = self.plan.name.clone();
        let parts: Vec<String> = places.into_iter().map(|column| self.words(row.get(column), row.place)).collect();
        parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
