//! What the readers of parliaments’ files share: cells that stand for numbers and days, rows that are left out and say
//! so.

use std::{borrow::Cow, collections::BTreeMap, ops::ControlFlow};

use crate::{
    archive::{Chamber, Entry, Forum, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            dates::{self, Dates},
            number,
            read::{Job, Part},
            sheet::Short,
        },
    },
    model::Date,
};

pub(super) use crate::io::import::number::whole;

/// After how many rows it is asked whether to stop.
const BREATH: u32 = 1 << 15;

/// A parliament whose texts are decided by a majority of the votes cast.
pub(super) fn forum(job: &mut Job<'_>, id: &str, name: &str) -> u32 {
    job.builder.forum(Forum {
        id: id.into(),
        name: name.to_owned(),
        chamber: Chamber::Parliament,
        rule: "votes-cast".into(),
    })
}

/// Opens a file of a layout as rows of cells.
pub(super) fn open(part: &Part<'_>, job: &mut Job<'_>) -> Result<Sheet, Problem> {
    Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)
}

/// Reads the files of a role, one after the other. Gives the number of the first one, if there is any.
pub(super) fn of_role<'a>(
    parts: &[Part<'_>],
    role: &str,
    job: &mut Job<'a>,
    mut read: impl FnMut(&Part<'_>, &mut Job<'a>) -> Result<(), Problem>,
) -> Result<Option<u32>, Problem> {
    let mut first = None;
    for part in parts.iter().filter(|part| part.role == role) {
        first.get_or_insert(part.file);
        read(part, job)?;
        job.done(part.input)?;
    }
    Ok(first)
}

/// The column of one of these names, capitals and small letters alike.
pub(super) fn column(sheet: &Sheet, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| sheet.header.iter().position(|cell| cell.to_lowercase() == *name))
}

/// Goes through the rows of a table until it is called off. A row with more cells than the header has names is shifted,
/// so that no cell of it can be trusted: it is left out. One with fewer is read as far as it goes, which is said once.
pub(super) fn each<'a>(
    sheet: &Sheet,
    job: &mut Job<'a>,
    mut visit: impl FnMut(&mut Job<'a>, &Row<'_>),
) -> Result<(), Problem> {
    let columns = sheet.header.len();
    let mut number = 0_u32;
    let mut result = Ok(());
    let mut short = Short::default();
    sheet.each(|row| {
        number = number.wrapping_add(1);
        if number.is_multiple_of(BREATH) {
            result = job.progress(row.byte);
            if result.is_err() {
                return ControlFlow::Break(());
            }
        }
        if let Some(message) = row.overfull(columns) {
            leave_out(job, &row, None, Kind::BadRow, message);
        } else {
            let before = job.findings.left_out();
            visit(job, &row);
            if row.is_short(columns) && job.findings.left_out() == before {
                short.note(row.place);
            }
        }
        ControlFlow::Continue(())
    });
    short.tell(&mut job.findings);
    result
}

/// Leaves a row out and says why.
pub(super) fn leave_out(
    job: &mut Job<'_>,
    row: &Row<'_>,
    column: Option<usize>,
    kind: Kind,
    message: impl Into<String>,
) {
    let mut message = message.into();
    let breaks: usize = (0..row.len()).map(|column| row.get(column).matches('\n').count()).sum();
    if (0..row.len()).any(|column| has_rows(row.get(column), row.len())) {
        let lines = breaks + 1;
        message = format!("{message}; the row runs over {lines} lines: a quotation mark may be missing or too many");
    }
    let found = Finding::error(kind, message, "The row was left out");
    job.findings.push(found.at(row.place, column.map_or(0, |column| column + 1)));
    job.findings.leave_out(1);
}

/// Whether a line of a cell could be a row of so many cells.
fn has_rows(cell: &str, cells: usize) -> bool {
    let delimiters = cells.saturating_sub(1).max(2);
    let row = |line: &str| [',', ';', '\t'].iter().any(|delimiter| line.matches(*delimiter).count() >= delimiters);
    cell.lines().skip(1).any(row)
}

/// Leaves a row out whose cell must not be empty, or has what it must not have.
pub(super) fn wrong(job: &mut Job<'_>, row: &Row<'_>, column: Option<usize>, name: &str) {
    let cell = row.cell(column);
    if cell.is_empty() {
        leave_out(job, row, column, Kind::Missing, format!("There is no {name}"));
    } else {
        leave_out(job, row, column, Kind::BadNumber, format!("{} is no {name}", quoted(cell)));
    }
}

/// Leaves a row out whose vote is none.
pub(super) fn no_vote(job: &mut Job<'_>, row: &Row<'_>, column: Option<usize>, words: &str) {
    let message = format!("{} is no vote of this layout ({words})", quoted(row.cell(column)));
    leave_out(job, row, column, Kind::UnknownVote, message);
}

/// A cell in quotation marks, cut where it is long.
pub(super) fn quoted(cell: &str) -> String {
    const MOST: usize = 40;
    let line = cell.lines().next().unwrap_or("");
    if line.len() == cell.len() && cell.chars().count() <= MOST {
        return format!("\"{cell}\"");
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("\"{cut}…\"")
}

/// An id as a key: a number without its ".0", anything else without white space.
pub(super) fn key(text: &str) -> Cow<'_, str> {
    let text = number::id(text);
    if text.contains(char::is_whitespace) {
        return Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join("_"));
    }
    Cow::Borrowed(text)
}

/// The id in a row of a list of people, `name` being what it is called; a row without one, or with one that is known, is
/// left out.
pub(super) fn new_key<T>(
    job: &mut Job<'_>,
    row: &Row<'_>,
    column: Option<usize>,
    name: &str,
    known: &BTreeMap<String, T>,
) -> Option<String> {
    let key = key(row.cell(column));
    if key.is_empty() {
        wrong(job, row, column, name);
        return None;
    }
    if known.contains_key(key.as_ref()) {
        let message = format!("Two rows have the {name} {key}; the first stands");
        leave_out(job, row, column, Kind::SharedCode, message);
        return None;
    }
    Some(key.into_owned())
}

/// Who votes, with a word that stands beside the votes, as a name or a country, and the place of the first one that has it.
#[derive(Default)]
pub(super) struct Beside {
    /// The place by the number of the member.
    pub first: BTreeMap<usize, Place>,
    words: Vec<String>,
}

impl Beside {
    /// Takes what stands beside a vote.
    pub(super) fn note(&mut self, voter: usize, place: Place, word: &str) {
        if self.words.len() <= voter {
            self.words.resize(voter + 1, String::new());
        }
        if let Some(known) = self.words.get_mut(voter).filter(|known| known.is_empty()) {
            word.clone_into(known);
            self.first.entry(voter).or_insert(place);
        }
    }

    /// The word of a member; empty where there is none.
    pub(super) fn word(&self, voter: usize) -> &str {
        self.words.get(voter).map_or("", String::as_str)
    }
}

/// Somebody in a list of members.
pub(super) struct Person {
    pub first_name: String,
    pub last_name: String,
    /// The columns that have no place of their own.
    pub extra: Vec<(String, String)>,
}

impl Person {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

/// A list of members by the id that stands beside the votes.
pub(super) struct People {
    file: Option<u32>,
    pub by_id: BTreeMap<String, Person>,
}

impl People {
    /// Reads the files of members: the columns of the id, the first and the last name, and what the id is called.
    pub(super) fn read(parts: &[Part<'_>], names: [&str; 3], id: &str, job: &mut Job<'_>) -> Result<Self, Problem> {
        let mut by_id = BTreeMap::new();
        let file = of_role(parts, "members", job, |part, job| {
            let sheet = open(part, job)?;
            let used = names.map(|name| sheet.column(name));
            let [key, first, last] = used;
            each(&sheet, job, |job, row| {
                let Some(key) = new_key(job, row, key, id, &by_id) else { return };
                let (first_name, last_name) = (row.cell(first).to_owned(), row.cell(last).to_owned());
                by_id.insert(key, Person { first_name, last_name, extra: extras(&sheet, row, &used) });
            })
        })?;
        Ok(Self { file, by_id })
    }

    /// Somebody who votes. Who is missing in the list is said to be, under what is known of him or her.
    pub(super) fn person(&self, key: &str, place: Place, who: &str, job: &mut Job<'_>) -> Option<&Person> {
        let person = self.by_id.get(key);
        if person.is_none() && self.file.is_some() {
            not_listed(job, place, who);
        }
        person
    }

    /// Says how many of the list are not among those who vote.
    pub(super) fn without_votes(&self, voting: &Beside, job: &mut Job<'_>) {
        let Some(file) = self.file else { return };
        let known = voting.first.keys().filter(|number| self.by_id.contains_key(&bare_key(job, **number))).count();
        without_votes(job, file, self.by_id.len() - known);
    }
}

/// The number of a member by its id in the source. Members of two layouts do not meet.
pub(super) fn voter(job: &mut Job<'_>, id: &str) -> usize {
    let key = key(id);
    if job.prefix.is_empty() { job.builder.voter(&key) } else { job.builder.voter(&format!("{}{key}", job.prefix)) }
}

/// The id of a member in the source, by its number here.
pub(super) fn bare_key(job: &mut Job<'_>, voter: usize) -> String {
    let prefix = job.prefix.clone();
    let key = job.builder.voter_mut(voter).map_or("", |voter| voter.key.as_str());
    key.strip_prefix(prefix.as_str()).unwrap_or(key).to_owned()
}

/// The key of a roll call in the collection.
pub(super) fn roll_call_key(job: &Job<'_>, id: &str) -> String {
    format!("{}{}", job.prefix, key(id))
}

/// Adds a roll call of a list of roll calls; a second one of the same id is left out.
pub(super) fn add_roll_call(
    job: &mut Job<'_>,
    row: &Row<'_>,
    column: Option<usize>,
    id: &str,
    forum: u32,
) -> Option<usize> {
    let key = roll_call_key(job, id);
    if job.builder.known_roll_call(&key).is_some() {
        leave_out(job, row, column, Kind::RepeatedId, format!("Roll call {key} is listed twice; the first stands"));
        return None;
    }
    let number = job.builder.roll_call(&key);
    if let Some(found) = job.builder.roll_call_mut(number) {
        found.forum = forum;
        found.place = row.place;
    }
    Some(number)
}

/// The roll calls that votes are listed of, found by the ids in the rows; votes of one roll call mostly stand together.
#[derive(Default)]
pub(super) struct Called {
    last: Option<(String, usize)>,
    voted: Vec<bool>,
    listed: bool,
}

impl Called {
    /// `listed` where there is a list of roll calls, so that one which is missing there is worth a word.
    pub(super) fn new(listed: bool) -> Self {
        Self { listed, ..Self::default() }
    }

    /// The roll call of a row.
    pub(super) fn number(&mut self, job: &mut Job<'_>, row: &Row<'_>, id: &str, forum: u32) -> usize {
        if let Some((_, number)) = self.last.as_ref().filter(|(last, _)| last == id) {
            return *number;
        }
        let key = roll_call_key(job, id);
        let known = job.builder.known_roll_call(&key);
        let number = job.builder.roll_call(&key);
        if known.is_none() {
            if let Some(found) = job.builder.roll_call_mut(number) {
                found.forum = forum;
                found.place = row.place;
            }
            if self.listed {
                let message = format!("Roll call {key} has votes, and is missing in the list of roll calls");
                let found = Finding::warning(Kind::Unmatched, message, "It was kept, without a title and a date");
                job.findings.push(found.at(row.place, 0));
            }
        }
        if self.voted.len() <= number {
            self.voted.resize(number + 1, false);
        }
        if let Some(voted) = self.voted.get_mut(number) {
            *voted = true;
        }
        self.last = Some((id.to_owned(), number));
        number
    }

    /// Says which of the roll calls from `first` on have no vote.
    pub(super) fn silent(&self, job: &mut Job<'_>, first: usize) {
        let silent: Vec<(String, Place, bool)> = job
            .builder
            .archive()
            .roll_calls
            .iter()
            .enumerate()
            .skip(first)
            .filter(|(number, _)| !self.voted.get(*number).copied().unwrap_or(false))
            .map(|(_, roll)| (roll.id.clone(), roll.place, roll.published.is_empty()))
            .collect();
        for (id, place, blank) in silent {
            let found = if blank {
                let message = format!("Roll call {id} has no totals, and no vote of it is listed");
                Finding::note(Kind::TotalsBlank, message, "It was kept without votes; a secret ballot has none")
            } else {
                let message = format!("Roll call {id} has totals, and no vote of it is listed");
                Finding::warning(Kind::Unmatched, message, "It was kept with its totals alone")
            };
            job.findings.push(found.at(place, 0));
        }
    }
}

/// Adds the vote of a row.
pub(super) fn cast(job: &mut Job<'_>, row: &Row<'_>, column: Option<usize>, at: (usize, usize), entry: Entry) {
    job.cast(at, entry, row.place, column.map_or(0, |column| column + 1));
}

/// A published total; none where the cell is empty.
pub(super) fn total(job: &mut Job<'_>, row: &Row<'_>, column: Option<usize>) -> Option<u32> {
    let cell = row.cell(column);
    let total = number::total(cell);
    if total.is_err() {
        let found = Finding::warning(Kind::BadNumber, format!("{} is no total", quoted(cell)), "It stays blank");
        job.findings.push(found.at(row.place, column.map_or(0, |column| column + 1)));
    }
    total.ok().flatten()
}

/// A day, with or without an hour after it; none where the cell is empty.
pub(super) fn day(
    job: &mut Job<'_>,
    dates: &mut Dates,
    sheet: &Sheet,
    row: &Row<'_>,
    column: Option<usize>,
) -> Option<Date> {
    let column = column.filter(|column| !row.get(*column).is_empty())?;
    match dates.cell(sheet, row, column, &mut job.findings) {
        Ok(date) => Some(date),
        Err(fault) => {
            let message = format!("{} {}", quoted(row.get(column)), fault.words());
            let found = Finding::warning(Kind::BadDate, message, "The roll call was kept without a date");
            job.findings.push(found.at(row.place, column + 1));
            None
        }
    }
}

/// "2019-07-18", "2019-07-18 11:24:18", "2019-07-18T11:24:18Z", "2019-07-18-11.24.18".
pub(super) fn parse_day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    if rest.starts_with(|c: char| c.is_ascii_digit()) { None } else { day.parse().ok() }
}

/// The hour after a day: "11:24:18"; empty where there is none, or midnight, which is none.
pub(super) fn hour(text: &str) -> &str {
    dates::hour(text)
}

/// The cells of the columns that have no place of their own, by name; those that are empty say nothing.
pub(super) fn extras(sheet: &Sheet, row: &Row<'_>, used: &[Option<usize>]) -> Vec<(String, String)> {
    let free = |column: &usize| !used.contains(&Some(*column));
    let cells = sheet.header.iter().enumerate().filter(|(column, _)| free(column));
    cells
        .map(|(column, name)| (name.clone(), row.get(column).to_owned()))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .collect()
}

/// A note on a whole file.
pub(super) fn note(job: &mut Job<'_>, file: u32, message: impl Into<String>, done: &str) {
    job.findings.push(Finding::note(Kind::Understood, message, done).at(Place { file, line: 0 }, 0));
}

/// Says of a member whose vote is listed that the list of members has no row for it.
pub(super) fn not_listed(job: &mut Job<'_>, place: Place, who: &str) {
    let message = format!("{who} votes, and is missing in the list of members");
    let done = "The votes were kept under the name or number that stands beside them";
    job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(place, 0));
}

/// Says how many of a list of members have no vote here.
pub(super) fn without_votes(job: &mut Job<'_>, file: u32, count: usize) {
    if count > 0 {
        let verb = if count == 1 { "person in the list of members has" } else { "people in the list of members have" };
        let done = "They are no members of this collection";
        note(job, file, format!("{count} {verb} no vote in these roll calls"), done);
    }
}

/// Says that a list is there without the votes that it belongs to.
pub(super) fn votes_missing(parts: &[Part<'_>], role: &str, job: &mut Job<'_>) {
    if parts.iter().any(|part| part.role == role) {
        return;
    }
    let file = parts.first().map_or(0, |part| part.file);
    let message = "The file with the votes is missing";
    let done = "What stands in the other files was read; open it together with them";
    job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(Place { file, line: 0 }, 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_a_needless_point_and_white_space() {
        assert_eq!(key("14226.0"), "14226");
        assert_eq!(key("Müller  Erlangen"), "Müller_Erlangen");
        assert_eq!(key("1.5"), "1.5");
    }

    #[test]
    fn days_come_with_and_without_an_hour() {
        for text in ["2019-07-18", "2019-07-18 11:24:18", "2019-07-18T11:24:18Z"] {
            assert_eq!(parse_day(text).map(|day| day.to_string()).as_deref(), Some("2019-07-18"));
        }
        for text in ["", "2019-07-181", "18.07.2019", "2019-02-30 00:00:00", "Äußerung"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
        assert_eq!(hour("2019-07-18 11:24:18"), "11:24:18");
        assert_eq!(hour("2019-07-18T11:24:18Z"), "11:24:18");
        assert_eq!(hour("2019-07-18 00:00:00"), "");
        assert_eq!(hour("2019-07-18"), "");
    }

    #[test]
    fn a_long_cell_is_cut() {
        assert_eq!(quoted("yes"), "\"yes\"");
        assert_eq!(quoted("one\ntwo"), "\"one…\"");
        assert_eq!(quoted(&"ä".repeat(50)).chars().count(), 43);
    }
}
