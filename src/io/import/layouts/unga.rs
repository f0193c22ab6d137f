//! What the layouts for the General Assembly share: its forum, its members by state, the six issues of Erik Voeten's
//! data, and his table of resolutions, which the unvotes files repeat without the totals.

use std::{collections::BTreeMap, ops::ControlFlow};

use crate::{
    archive::{Chamber, Entry, Forum, Place, RollCall},
    io::{
        Problem,
        import::{
            Encoding, Finding, Findings, Kind, Row, Sheet,
            dates::{Custom, Dates},
            looks_misread,
            number::{self, is_missing},
            read::{Job, Part},
            states::State,
        },
    },
    model::{Date, TextKind, Vote},
};

/// The columns of issues with their names.
pub(super) const ISSUES: [(&str, &str); 6] = [
    ("me", "Palestinian conflict"),
    ("nu", "Nuclear weapons and nuclear material"),
    ("di", "Arms control and disarmament"),
    ("hr", "Human rights"),
    ("co", "Colonialism"),
    ("ec", "Economic development"),
];

/// How days are written that do not begin with the year; the United Nations have voted since 1946.
pub(super) const DATES: Custom = Custom::DAY_FIRST.since(1946);

/// The columns that have a place in a roll call, besides issues.
const KNOWN: [&str; 12] =
    ["rcid", "session", "date", "unres", "short", "descr", "yes", "no", "abstain", "importantvote", "amend", "para"];

/// The General Assembly as the body of a collection.
pub(super) fn forum(job: &mut Job<'_>) -> u32 {
    job.builder.forum(Forum {
        id: "UNGA".into(),
        name: "General Assembly".to_owned(),
        chamber: Chamber::GeneralAssembly,
        rule: "ga-simple".into(),
    })
}

/// The number of a state among the members, with its names by date.
pub(super) fn member(job: &mut Job<'_>, state: &State, key: &str) -> usize {
    let number = job.builder.voter(&state.code);
    if let Some(voter) = job.builder.voter_mut(number) {
        voter.settle();
        if voter.names.is_empty() {
            *voter = state.voter(key);
        }
    }
    number
}

/// The code of Voeten's data and of what was made from it: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.
pub(super) fn entry(code: u32) -> Option<Entry> {
    match code {
        1 => Some(Entry::Cast(Vote::Yes)),
        2 => Some(Entry::Cast(Vote::Abstain)),
        3 => Some(Entry::Cast(Vote::No)),
        8 => Some(Entry::Cast(Vote::Absent)),
        9 => Some(Entry::NotMember),
        _ => None,
    }
}

/// The word for an entry, in a sentence.
pub(super) fn word(entry: Entry) -> &'static str {
    match entry {
        Entry::Cast(Vote::Yes) => "yes",
        Entry::Cast(Vote::No) => "no",
        Entry::Cast(Vote::Abstain) => "abstain",
        Entry::Cast(Vote::Absent) => "absent",
        Entry::NotMember => "not a member",
        Entry::Unlisted => "nothing",
    }
}

/// A number that is written with digits alone, or as spreadsheets do, "12.0".
pub(super) fn number(text: &str) -> Option<u32> {
    number::digits(text.trim())?.parse().ok()
}

/// An id as it stands in keys: a number in its plain form, anything else as it is.
pub(super) fn id(text: &str) -> String {
    number(text).map_or_else(|| text.to_owned(), |number| number.to_string())
}

/// A table of resolutions, read and not yet joined with the votes.
pub(super) struct Resolutions {
    rows: Vec<Resolution>,
    dates: Dates,
    findings: Findings,
}

impl Default for Resolutions {
    fn default() -> Self {
        Self { rows: Vec::new(), dates: Dates::new(DATES), findings: Findings::default() }
    }
}

/// One row of it.
struct Resolution {
    place: Place,
    roll_call: RollCall,
    issues: Vec<&'static str>,
}

/// The columns of a table of resolutions.
pub(super) struct Columns<'a> {
    sheet: &'a Sheet,
    /// Where the known columns are, in the order of [`KNOWN`].
    known: [Option<usize>; KNOWN.len()],
    issues: Vec<(usize, &'static str)>,
    extra: Vec<(usize, String)>,
}

impl<'a> Columns<'a> {
    /// The columns of a sheet, with the id in this one; those that `skip` names are read elsewhere.
    pub(super) fn of(sheet: &'a Sheet, id: Option<usize>, skip: impl Fn(usize) -> bool) -> Self {
        let known = KNOWN.map(|name| if name == "rcid" { id } else { sheet.column(name) });
        let issues: Vec<(usize, &str)> =
            ISSUES.into_iter().filter_map(|(short, name)| Some((sheet.column(short)?, name))).collect();
        let taken =
            |column| skip(column) || known.contains(&Some(column)) || issues.iter().any(|(at, _)| *at == column);
        let rest = sheet.header.iter().enumerate().filter(|(column, _)| !taken(*column));
        let extra = rest.map(|(column, name)| (column, name.clone())).collect();
        Self { sheet, known, issues, extra }
    }

    fn at(&self, name: &str) -> Option<usize> {
        KNOWN.iter().zip(&self.known).find(|(known, _)| **known == name).and_then(|(_, at)| *at)
    }

    fn cell<'b>(&self, row: &Row<'b>, name: &str) -> &'b str {
        row.cell(self.at(name))
    }

    /// The first cell, by its column from 0, that cannot stand in its column: the cells of the row are shifted.
    fn strange(&self, row: &Row<'_>) -> Option<usize> {
        /// Columns, and what can stand in them.
        type Check = (Vec<usize>, fn(&str) -> bool);
        let year =
            || self.extra.iter().filter(|(_, name)| name.eq_ignore_ascii_case("year")).map(|(column, _)| *column);
        let flags = ["importantvote", "amend", "para"].iter().filter_map(|name| self.at(name));
        let flags = flags.chain(self.issues.iter().map(|(column, _)| *column));
        let totals = ["yes", "no", "abstain"].iter().filter_map(|name| self.at(name));
        let checks: [Check; 5] = [
            (flags.collect(), |text| {
                is_true(text) || matches!(text, "0" | "0.0" | "F") || text.eq_ignore_ascii_case("false")
            }),
            (totals.chain(year()).collect(), |text| number(text).is_some()),
            (self.at("session").into_iter().collect(), |text| text.len() <= 4 || Dates::new(DATES).read(text).is_err()),
            (self.at("date").into_iter().collect(), |text| Dates::new(DATES).read(text).is_ok()),
            (self.at("unres").into_iter().collect(), |text| text.bytes().any(|byte| byte.is_ascii_digit())),
        ];
        let wrong = checks.iter().flat_map(|(columns, fits)| {
            columns.iter().copied().filter(|column| !is_missing(row.get(*column)) && !fits(row.get(*column)))
        });
        wrong.min()
    }

    /// The column from 1, as findings tell it.
    fn told(&self, name: &str) -> usize {
        self.at(name).map_or(0, |column| column + 1)
    }
}

impl Resolutions {
    /// Reads the files of a role.
    pub(super) fn read(parts: &[Part<'_>], role: &str, encoding: Option<Encoding>) -> Result<Self, Problem> {
        let mut all = Self::default();
        for part in parts.iter().filter(|part| part.role == role) {
            let sheet = Sheet::open(part.input, part.file, encoding, &mut all.findings)?;
            let columns = Columns::of(&sheet, sheet.column("rcid"), |_| false);
            sheet.each(|row| {
                all.row(&columns, &row);
                ControlFlow::Continue(())
            });
        }
        Ok(all)
    }

    fn row(&mut self, columns: &Columns<'_>, row: &Row<'_>) {
        let name = columns.cell(row, "rcid");
        let width = columns.sheet.header.len();
        let told = ["date", "unres", "short", "descr"].map(|name| columns.at(name));
        let wrong = if let Some(message) = row.overfull(width).or_else(|| row.beside(&told)) {
            Some((0, message))
        } else if is_missing(name) {
            Some((columns.told("rcid"), "The row names no roll call".to_owned()))
        } else if number(name).is_none() && row.len() != width {
            let message =
                format!("\"{name}\" is no number of a roll call, and the row has not as many cells as the header");
            Some((columns.told("rcid"), message))
        } else {
            let strange = row.is_short(width).then(|| columns.strange(row)).flatten();
            strange.map(|column| {
                let told = columns.sheet.header.get(column).map_or("", String::as_str);
                let message = format!("{}, and \"{}\" is no {told}: it is shifted", row.count(width), row.get(column));
                (column + 1, message)
            })
        };
        if let Some((column, message)) = wrong {
            let finding = Finding::error(Kind::BadRow, message, "The row was left out");
            self.findings.push(finding.at(row.place, column));
            self.findings.leave_out(1);
            return;
        }
        if row.len() < width {
            let finding = Finding::warning(Kind::BadRow, row.count(width), "The cells that are there were read");
            self.findings.push(finding.at(row.place, 0));
        }
        let text = |name| Some(columns.cell(row, name)).filter(|text| !is_missing(text)).unwrap_or("").to_owned();
        let mut roll_call = RollCall {
            id: id(name),
            session: number::id(&text("session")).to_owned(),
            symbol: text("unres"),
            title: text("short"),
            description: text("descr"),
            place: row.place,
            ..RollCall::default()
        };
        for (name, text) in
            [("unres", &roll_call.symbol), ("short", &roll_call.title), ("descr", &roll_call.description)]
        {
            if looks_misread(text) {
                let message = format!("Letters in \"{name}\" look as if they had been read in a wrong encoding");
                let finding = Finding::note(Kind::Encoding, message, "The text stands as the file has it");
                self.findings.push(finding.at(row.place, columns.told(name)));
            }
        }
        roll_call.date = self.date(columns, row);
        self.totals(columns, row, &mut roll_call);
        kind(columns, row, &mut roll_call);
        for (column, name) in &columns.extra {
            let value = row.get(*column);
            if !is_missing(value) {
                roll_call.extra.push((name.clone(), value.to_owned()));
            }
        }
        let issues = columns.issues.iter().filter(|(column, _)| is_true(row.get(*column))).map(|(_, name)| *name);
        self.rows.push(Resolution { place: row.place, roll_call, issues: issues.collect() });
    }

    fn date(&mut self, columns: &Columns<'_>, row: &Row<'_>) -> Option<Date> {
        let column = columns.at("date").filter(|column| !is_missing(row.get(*column)))?;
        match self.dates.cell(columns.sheet, row, column, &mut self.findings) {
            Ok(date) => Some(date),
            Err(fault) => {
                let message = format!("\"{}\" {}", row.get(column), fault.words());
                let finding = Finding::warning(Kind::BadDate, message, "The roll call has no date");
                self.findings.push(finding.at(row.place, column + 1));
                None
            }
        }
    }

    /// The published totals. A total that is blank beside others that are not stands for none: that is how the files
    /// write it.
    fn totals(&mut self, columns: &Columns<'_>, row: &Row<'_>, roll_call: &mut RollCall) {
        let mut found = [None; 3];
        let mut blank = Vec::new();
        for (total, name) in found.iter_mut().zip(["yes", "no", "abstain"]) {
            let text = columns.cell(row, name);
            if let Ok(read) = number::total(text) {
                *total = read;
                if read.is_none() && columns.at(name).is_some() {
                    blank.push(name);
                }
                continue;
            }
            let message = format!("\"{text}\" is no number of votes");
            let finding = Finding::warning(Kind::BadNumber, message, "It stays blank");
            self.findings.push(finding.at(row.place, columns.told(name)));
        }
        if let Some(first) = blank.first().filter(|_| found.iter().any(Option::is_some)) {
            for (total, name) in found.iter_mut().zip(["yes", "no", "abstain"]) {
                if blank.contains(&name) {
                    *total = Some(0);
                }
            }
            let message = format!("The published total is blank: {}", blank.join(", "));
            let finding = Finding::note(Kind::TotalsBlank, message, "It was taken as 0");
            self.findings.push(finding.at(row.place, columns.told(first)));
        }
        let [yes, no, abstain] = found;
        roll_call.published = crate::model::Tally { yes, no, abstain, absent: None };
    }

    /// Reads a row and gives it away: the roll call, still without its issues, and their names. None where it was left
    /// out.
    pub(super) fn take(&mut self, columns: &Columns<'_>, row: &Row<'_>) -> Option<(RollCall, Vec<&'static str>)> {
        self.row(columns, row);
        self.rows.pop().map(|row| (row.roll_call, row.issues))
    }

    /// What was found in the rows that were given away.
    pub(super) fn findings(self) -> Findings {
        self.findings
    }

    /// Joins the rows with the votes that are there already. With `joined`, what is missing on either side is found.
    pub(super) fn join(mut self, forum: u32, joined: bool, job: &mut Job<'_>) {
        job.findings.append(std::mem::take(&mut self.findings));
        let mut seen: BTreeMap<usize, Place> = BTreeMap::new();
        let before = job.builder.archive().roll_calls.len();
        let issues = ISSUES.map(|(_, name)| name);
        let numbers: Vec<Option<u32>> = issues
            .iter()
            .map(|name| self.rows.iter().any(|row| row.issues.contains(name)).then(|| job.builder.issue(name)))
            .collect();
        self.summarise(&mut job.findings);
        for Resolution { place, mut roll_call, issues: own } in self.rows {
            let key = format!("{}{}", job.prefix, roll_call.id);
            let number = job.builder.roll_call(&key);
            if let Some(first) = seen.insert(number, place) {
                seen.insert(number, first);
                let message = format!("Roll call {} was described in line {} already", roll_call.id, first.line);
                let finding = Finding::error(Kind::RepeatedId, message, "The row was left out and the first stands");
                job.findings.push(finding.at(place, 0));
                job.findings.leave_out(1);
                continue;
            }
            if joined && number >= before {
                let message = format!("No vote is listed for roll call {}", roll_call.label());
                let finding = Finding::warning(Kind::Unmatched, message, "It was kept without votes");
                job.findings.push(finding.at(place, 0));
            }
            let at = |name: &&str| issues.iter().position(|known| known == name).and_then(|at| *numbers.get(at)?);
            roll_call.issues = own.iter().filter_map(at).collect();
            roll_call.forum = forum;
            roll_call.id = key;
            if let Some(known) = job.builder.roll_call_mut(number) {
                if roll_call.session.is_empty() {
                    roll_call.session = std::mem::take(&mut known.session);
                }
                *known = roll_call;
            }
        }
        if joined {
            undescribed(&seen, before, forum, job);
        }
    }

    /// What holds for many rows is said once.
    fn summarise(&self, findings: &mut Findings) {
        let mut symbols: BTreeMap<&str, u32> = BTreeMap::new();
        for row in &self.rows {
            *symbols.entry(row.roll_call.symbol.as_str()).or_default() += 1;
        }
        let empty = symbols.remove("").unwrap_or(0);
        let repeated: u32 = symbols.values().map(|count| count - 1).sum();
        let Some(first) = self.rows.first() else { return };
        let whole = Place { file: first.place.file, line: 0 };
        if empty > 0 {
            let message = format!("Roll calls without a symbol (unres): {empty}");
            findings.push(Finding::note(Kind::Missing, message, "They stand under their number").at(whole, 0));
        }
        if repeated > 0 {
            let message = format!("Symbols (unres) that repeat one of another roll call: {repeated}");
            let done = "Each is a roll call of its own, told apart by its number";
            findings.push(Finding::note(Kind::Understood, message, done).at(whole, 0));
        }
    }
}

/// Roll calls with votes that no row describes.
fn undescribed(seen: &BTreeMap<usize, Place>, before: usize, forum: u32, job: &mut Job<'_>) {
    let archive = job.builder.archive();
    let missing: Vec<(Place, String)> = archive
        .roll_calls
        .iter()
        .enumerate()
        .take(before)
        .filter(|(number, roll_call)| !seen.contains_key(number) && roll_call.forum == forum)
        .filter(|(_, roll_call)| roll_call.id.starts_with(&job.prefix))
        .map(|(_, roll_call)| (roll_call.place, roll_call.id.clone()))
        .collect();
    for (place, id) in missing {
        let message = format!("No row describes roll call {id}");
        let finding = Finding::warning(Kind::Unmatched, message, "It was kept without date, title and totals");
        job.findings.push(finding.at(place, 0));
    }
}

/// Whether a flag is up.
pub(super) fn is_true(text: &str) -> bool {
    matches!(text, "1" | "1.0" | "T") || text.eq_ignore_ascii_case("true")
}

/// A whole text, an amendment or a part, and whether it was a key vote.
fn kind(columns: &Columns<'_>, row: &Row<'_>, roll_call: &mut RollCall) {
    let (amend, para) = (is_true(columns.cell(row, "amend")), is_true(columns.cell(row, "para")));
    roll_call.kind = match (amend, para) {
        (true, _) => TextKind::Amendment,
        (false, true) => TextKind::Part,
        (false, false) => TextKind::Draft,
    };
    if amend && para {
        // A roll call has one kind, and the file says both.
        roll_call.extra.push((RollCall::PARAGRAPH.to_owned(), "1".to_owned()));
    }
    let important = columns.cell(row, "importantvote");
    roll_call.key_vote = (!is_missing(important)).then(|| is_true(important));
}
