//! Our own tables, as [`crate::io::out::columns`] lays them down: the votes, long as CSV or Parquet or wide as CSV or
//! workbook, and the tables of roll calls, of members and about the collection beside them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use super::{parliament, unga};
use crate::{
    archive::{Place, RollCall},
    io::{
        Problem,
        import::{
            Finding, Form, Kind, Row, Sheet,
            dates::Dates,
            mapping::Mapping,
            number, parquet_file,
            read::{Job, Part},
            recognize::Head,
        },
        out::{
            About,
            columns::{ABOUT, METADATA, MemberColumn, RollCallColumn, VOTES, YEAR, chamber},
            extra_name, split,
        },
    },
};

#[cfg(test)]
mod tests;
mod votes;

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let begins = |names: &[&str]| {
        head.header.len() >= names.len() && head.header.iter().zip(names).all(|(cell, name)| cell == name)
    };
    // Votes and roll calls are known in any order of their columns; behind those of a wide table come the members.
    let holds = |names: &[&str]| head.has(names);
    let known: Vec<&str> = RollCallColumn::ALL.iter().skip(1).map(|column| column.name()).collect();
    let members: Vec<&str> = MemberColumn::ALL.iter().map(|column| column.name()).collect();
    let wide = begins(&[&["roll_call"], known.as_slice()].concat());
    match () {
        () if holds(&VOTES) => Some("votes"),
        () if wide && head.form != Form::Text && head.form != Form::Parquet => Some("workbook"),
        () if wide => Some("wide"),
        () if holds(&[&["id"], known.as_slice()].concat()) => Some("roll calls"),
        () if holds(&members) && !holds(&["body"]) => Some("members"),
        () if begins(&ABOUT) && head.header.len() == ABOUT.len() => Some("about"),
        () => None,
    }
}

/// Reads the files: what is about the collection first, then the roll calls, so that all stand in their order.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let mut own = Own {
        sources: Vec::new(),
        members: false,
        dates: Dates::new(unga::DATES),
        roll_calls: false,
        text: false,
        voted: BTreeMap::new(),
        strangers: BTreeSet::new(),
        again: 0,
    };
    for part in parts.iter().filter(|part| part.role == "workbook") {
        own.sheet_of(part, "About", job, Own::about_rows)?;
    }
    for role in ["about", "roll calls", "members", "workbook", "wide", "votes"] {
        for part in parts.iter().filter(|part| part.role == role) {
            if role == "workbook" {
                own.sheet_of(part, "Members", job, Own::member_rows)?;
            }
            let about = own.metadata(part, job)?;
            let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
            own.text = Form::of(part.input)? == Form::Text;
            match role {
                "about" => own.about_rows(&sheet, job),
                "roll calls" => own.roll_call_rows(&sheet, job),
                "members" => own.member_rows(&sheet, job),
                "workbook" | "wide" => own.wide_rows(&sheet, job),
                _ => own.vote_rows(&sheet, about, job),
            }
            job.done(part.input)?;
        }
    }
    Ok(())
}

/// What is known besides the collection under way.
struct Own {
    /// The files that the collection was once read from, each with its number now.
    sources: Vec<(String, u32)>,
    /// Whether a table of members was read: names and groups of rows say nothing then.
    members: bool,
    /// How dates are read: a spreadsheet program may have written them anew, with two digits for the year.
    dates: Dates,
    /// Whether a table of roll calls was read, so that one which is missing there is worth a word.
    roll_calls: bool,
    /// Whether the file at hand is text, in which rows have all their cells.
    text: bool,
    /// The file that the votes of a roll call were first read from.
    voted: BTreeMap<usize, u32>,
    /// Members that were found missing in the table of members.
    strangers: BTreeSet<usize>,
    /// Votes of the file at hand that an earlier one has as well.
    again: u64,
}

/// How a column of the table of roll calls is read.
enum Column {
    Known(RollCallColumn),
    Year,
    Extra(String),
}

/// The columns of roll calls in a header, and where those behind them begin.
fn columns(header: &[String], from: usize) -> (Vec<(usize, Column)>, usize) {
    let mut found = Vec::new();
    let mut behind = from;
    let mut known = RollCallColumn::ALL.into_iter().skip(1).peekable();
    for (place, name) in header.iter().enumerate().skip(from) {
        let column = match (known.peek(), extra_name(name)) {
            (Some(next), _) if next.name() == name => known.next().map(Column::Known),
            (None, Some(extra)) => Some(Column::Extra(extra.to_owned())),
            (None, None) if name == YEAR && place == from + RollCallColumn::ALL.len() - 1 => Some(Column::Year),
            _ => None,
        };
        let Some(column) = column else { break };
        found.push((place, column));
        behind = place + 1;
    }
    (found, behind)
}

/// The columns of roll calls in a header by their names, in any order, but for those in `but`; and what is no column of
/// ours.
fn columns_by_name(header: &[String], but: &[usize]) -> (Vec<(usize, Column)>, Vec<usize>) {
    let (mut found, mut others, mut taken) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (place, name) in header.iter().enumerate().filter(|(place, _)| !but.contains(place)) {
        let known = RollCallColumn::named(&name.trim().to_lowercase()).filter(|known| *known != RollCallColumn::Id);
        match (known, extra_name(name)) {
            (Some(known), _) if taken.insert(known) => found.push((place, Column::Known(known))),
            (None, Some(extra)) => found.push((place, Column::Extra(extra.to_owned()))),
            (None, None) if name.eq_ignore_ascii_case(YEAR) => found.push((place, Column::Year)),
            _ => others.push(place),
        }
    }
    (found, others)
}

/// Where columns with these names are.
fn places<const N: usize>(header: &[String], names: [&str; N]) -> [usize; N] {
    let place = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    names.map(|name| place(name).unwrap_or(usize::MAX))
}

/// Says which columns have no meaning here.
fn unused(sheet: &Sheet, header: &[String], others: &[usize], job: &mut Job<'_>) {
    for (place, name) in others.iter().filter_map(|place| Some((*place, header.get(*place)?))) {
        if !name.trim().is_empty() {
            let message = format!("The column \"{name}\" is none of this layout");
            let finding = Finding::note(Kind::Unused, message, "It was not read");
            job.findings.push(finding.at(sheet.header_place, place + 1));
        }
    }
}

/// Leaves a row out and says why.
fn leave_out(row: Row<'_>, column: usize, kind: Kind, message: impl Into<String>, job: &mut Job<'_>) {
    job.findings.push(Finding::error(kind, message, "The row was left out").at(row.place, column));
    job.findings.leave_out(1);
}

impl Own {
    /// Reads another sheet of a workbook, where it has it.
    fn sheet_of(
        &mut self,
        part: &Part<'_>,
        name: &str,
        job: &mut Job<'_>,
        read: fn(&mut Self, &Sheet, &mut Job<'_>),
    ) -> Result<(), Problem> {
        if part.input.sheets()?.iter().any(|sheet| sheet == name) {
            let input = part.input.clone().with_sheet(name).with_rows_above(0);
            let sheet = Sheet::open(&input, part.file, None, &mut job.findings)?;
            read(self, &sheet, job);
        }
        Ok(())
    }

    /// What stands in the metadata of a Parquet file.
    fn metadata(&mut self, part: &Part<'_>, job: &mut Job<'_>) -> Result<About, Problem> {
        if Form::of(part.input)? != Form::Parquet {
            return Ok(About::default());
        }
        let Some(text) = parquet_file::metadata(part.input, METADATA)? else { return Ok(About::default()) };
        match serde_json::from_str::<About>(&text) {
            Ok(about) => {
                self.about(&about, job);
                Ok(about)
            }
            Err(error) => {
                let message = format!("What the file says of the collection cannot be understood: {error}");
                let finding = Finding::error(Kind::Understood, message, "The votes alone were read");
                job.findings.push(finding.at(Place { file: part.file, line: 0 }, 0));
                Ok(About::default())
            }
        }
    }

    fn about(&mut self, about: &About, job: &mut Job<'_>) {
        for forum in &about.forums {
            job.builder.forum(forum.clone());
        }
        for issue in &about.issues {
            job.builder.issue(issue);
        }
        for source in &about.sources {
            self.source(source, job);
        }
        for voter in &about.voters {
            self.members = true;
            let number = job.builder.voter(voter.id.as_str());
            if let Some(own) = job.builder.voter_mut(number) {
                own.clone_from(voter);
            }
        }
        let archive = job.builder.archive();
        if archive.title.is_empty() {
            archive.title.clone_from(&about.title);
        }
        if archive.credit.is_empty() {
            archive.credit.clone_from(&about.credit);
        }
    }

    /// The number of a file that the collection was once read from.
    fn source(&mut self, name: &str, job: &mut Job<'_>) -> u32 {
        if let Some((_, number)) = self.sources.iter().find(|(known, _)| known == name) {
            return *number;
        }
        let sources = &mut job.builder.archive().sources;
        sources.push(name.to_owned());
        let number = sources.len() as u32 - 1;
        self.sources.push((name.to_owned(), number));
        number
    }

    fn about_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        let mut about = About::default();
        sheet.each(|row| {
            if let Err(wrong) = about.take(row.raw(0), row.raw(1)) {
                job.findings.push(Finding::error(Kind::BadRow, wrong, "The row was left out").at(row.place, 1));
                job.findings.leave_out(1);
            }
            ControlFlow::Continue(())
        });
        self.about(&about, job);
    }

    /// Whether a row is one of the table: with as many cells as the header has, and with an id.
    fn is_row(&self, row: Row<'_>, width: usize, id: usize, what: &str, job: &mut Job<'_>) -> bool {
        let more = (width..row.len()).any(|column| !row.get(column).is_empty());
        if more || (self.text && row.len() < width) {
            let message = format!("The row has {} cells and the header {width}", row.len());
            leave_out(row, 0, Kind::BadRow, message, job);
            return false;
        }
        if row.get(id).is_empty() {
            leave_out(row, id + 1, Kind::Missing, format!("The row names no {what}"), job);
            return false;
        }
        true
    }

    fn member_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        self.members = true;
        let header = sheet.header_as_it_is();
        let columns = places(&header, MemberColumn::ALL.map(MemberColumn::name));
        let [id, ..] = columns;
        let mut known = BTreeSet::new();
        sheet.each(|row| {
            if !self.is_row(row, header.len(), id, "member", job) {
                return ControlFlow::Continue(());
            }
            if !known.insert(row.raw(id).to_owned()) {
                let message = format!("The member {} is there already; what was said first stands", row.raw(id));
                leave_out(row, id + 1, Kind::RepeatedId, message, job);
                return ControlFlow::Continue(());
            }
            let number = job.builder.voter(row.raw(id));
            let Some(voter) = job.builder.voter_mut(number) else { return ControlFlow::Continue(()) };
            for (place, column) in columns.iter().zip(MemberColumn::ALL) {
                column.read(row.raw(*place), voter);
            }
            for (place, name) in header.iter().enumerate().filter(|(place, _)| !columns.contains(place)) {
                if let Some(name) = extra_name(name).filter(|_| !row.raw(place).is_empty()) {
                    voter.extra.push((name.to_owned(), row.raw(place).to_owned()));
                }
            }
            ControlFlow::Continue(())
        });
    }

    fn roll_call_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        self.roll_calls = true;
        let header = sheet.header_as_it_is();
        let [id] = places(&header, ["id"]);
        let (columns, others) = columns_by_name(&header, &[id]);
        unused(sheet, &header, &others, job);
        sheet.each(|row| {
            if self.is_row(row, header.len(), id, "roll call", job) {
                self.new_roll_call((sheet, row), id, &columns, job);
            }
            ControlFlow::Continue(())
        });
    }

    /// Adds the roll call of a row, unless it is there already.
    fn new_roll_call(
        &mut self,
        (sheet, row): (&Sheet, Row<'_>),
        id: usize,
        columns: &[(usize, Column)],
        job: &mut Job<'_>,
    ) -> usize {
        let key = format!("{}{}", job.prefix, row.raw(id));
        if let Some(known) = job.builder.known_roll_call(&key) {
            let message = format!("The roll call {} is there already", row.raw(id));
            let finding = Finding::warning(Kind::RepeatedId, message, "What was said first stands");
            job.findings.push(finding.at(row.place, id + 1));
            return known;
        }
        let number = job.builder.roll_call(&key);
        self.fill(number, (sheet, row), columns, job);
        number
    }

    /// Takes what a row says of its roll call.
    fn fill(&mut self, number: usize, (sheet, row): (&Sheet, Row<'_>), columns: &[(usize, Column)], job: &mut Job<'_>) {
        let mut roll = RollCall { place: row.place, ..RollCall::default() };
        let mut forum = Mapping::any_body();
        let mut place = (None, None);
        for (at, column) in columns {
            let text = row.raw(*at);
            let done = match column {
                Column::Known(RollCallColumn::Body) => {
                    forum.id = text.into();
                    Ok(())
                }
                Column::Known(RollCallColumn::BodyName) => {
                    text.clone_into(&mut forum.name);
                    Ok(())
                }
                Column::Known(RollCallColumn::Chamber) => chamber(text).map(|chamber| forum.chamber = chamber),
                Column::Known(RollCallColumn::BodyRule) => {
                    forum.rule = text.into();
                    Ok(())
                }
                Column::Known(RollCallColumn::Issues) => {
                    roll.issues.extend(split(text).iter().map(|issue| job.builder.issue(issue)));
                    Ok(())
                }
                Column::Known(RollCallColumn::SourceFile) => {
                    place.0 = (!text.is_empty()).then(|| self.source(text, job));
                    Ok(())
                }
                Column::Known(RollCallColumn::SourceLine) => {
                    place.1 = text.parse().ok();
                    Ok(())
                }
                // In workbooks and Parquet they are capitals.
                Column::Known(RollCallColumn::KeyVote) => RollCallColumn::KeyVote.read(&text.to_lowercase(), &mut roll),
                Column::Known(
                    column @ (RollCallColumn::Yes
                    | RollCallColumn::No
                    | RollCallColumn::Abstain
                    | RollCallColumn::Absent),
                ) => {
                    // A spreadsheet may write 2 as 2.0.
                    let whole = parliament::whole(text).filter(|_| !text.is_empty());
                    column.read(whole.map_or_else(|| text.to_owned(), |number| number.to_string()).as_str(), &mut roll)
                }
                Column::Known(RollCallColumn::Date) if !text.is_empty() => {
                    let date = self.dates.cell(sheet, &row, *at, &mut job.findings);
                    date.map(|date| roll.date = Some(date)).map_err(|fault| format!("\"{text}\" {}", fault.words()))
                }
                Column::Known(column) => column.read(text, &mut roll),
                Column::Year if roll.date.is_none() && !text.is_empty() => {
                    RollCallColumn::Date.read(&format!("{text:0>4}"), &mut roll)
                }
                Column::Extra(name) if !text.is_empty() => {
                    roll.extra.push((name.clone(), text.to_owned()));
                    Ok(())
                }
                Column::Year | Column::Extra(_) => Ok(()),
            };
            if let Err(wrong) = done {
                let finding = Finding::error(Kind::BadRow, wrong, "The cell was left out");
                job.findings.push(finding.at(row.place, at + 1));
            }
        }
        bound(&mut roll, row.place, columns, job);
        if let Some(file) = place.0 {
            roll.place = Place { file, line: place.1.unwrap_or(0) };
        }
        roll.forum = job.builder.forum(forum);
        if let Some(own) = job.builder.roll_call_mut(number) {
            roll.id.clone_from(&own.id);
            *own = roll;
        }
    }
}

/// Leaves totals blank that no body can have.
fn bound(roll: &mut RollCall, place: Place, columns: &[(usize, Column)], job: &mut Job<'_>) {
    let published = &mut roll.published;
    for (total, known) in [
        (&mut published.yes, RollCallColumn::Yes),
        (&mut published.no, RollCallColumn::No),
        (&mut published.abstain, RollCallColumn::Abstain),
        (&mut published.absent, RollCallColumn::Absent),
    ] {
        if let Some(number) = total.take_if(|number| !number::is_total(*number)) {
            let at = columns.iter().find(|(_, column)| matches!(column, Column::Known(column) if *column == known));
            let finding = Finding::warning(Kind::BadNumber, format!("{number} is no total"), "It stays blank");
            job.findings.push(finding.at(place, at.map_or(0, |(at, _)| at + 1)));
        }
    }
}
