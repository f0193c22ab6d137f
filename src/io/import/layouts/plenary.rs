//! Our own tables, as [`crate::io::out::columns`] lays them down: the votes, long as CSV or Parquet or wide as CSV or
//! workbook, and the tables of roll calls, of members and about the collection beside them.

use std::ops::ControlFlow;

use crate::{
    archive::{Cast, Place, RollCall},
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
            columns::{ABOUT, METADATA, MemberColumn, RollCallColumn, VOTES, YEAR, chamber, entry},
            extra_name, split,
        },
    },
};

#[cfg(test)]
mod tests;

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let begins = |names: &[&str]| {
        head.header.len() >= names.len() && head.header.iter().zip(names).all(|(cell, name)| cell == name)
    };
    let known: Vec<&str> = RollCallColumn::ALL.iter().skip(1).map(|column| column.name()).collect();
    let members: Vec<&str> = MemberColumn::ALL.iter().map(|column| column.name()).collect();
    let wide = begins(&[&["roll_call"], known.as_slice()].concat());
    match () {
        () if begins(&VOTES) => Some("votes"),
        () if wide && head.form != Form::Text && head.form != Form::Parquet => Some("workbook"),
        () if wide => Some("wide"),
        () if begins(&[&["id"], known.as_slice()].concat()) => Some("roll calls"),
        () if begins(&members) => Some("members"),
        () if begins(&ABOUT) && head.header.len() == ABOUT.len() => Some("about"),
        () => None,
    }
}

/// Reads the files: what is about the collection first, then the roll calls, so that all stand in their order.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let mut own = Own::default();
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
#[derive(Default)]
struct Own {
    /// The files that the collection was once read from, each with its number now.
    sources: Vec<(String, u32)>,
    /// Whether a table of members was read: names and groups of rows say nothing then.
    members: bool,
    /// How dates are read: a spreadsheet program may have written them anew.
    dates: Dates,
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
            let input = part.input.clone().with_sheet(name);
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

    fn member_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        self.members = true;
        let header = sheet.headed(0).raw;
        sheet.each(|row| {
            let number = job.builder.voter(row.raw(0));
            let Some(voter) = job.builder.voter_mut(number) else { return ControlFlow::Continue(()) };
            for (place, column) in MemberColumn::ALL.into_iter().enumerate() {
                column.read(row.raw(place), voter);
            }
            for (place, name) in header.iter().enumerate().skip(MemberColumn::ALL.len()) {
                if let Some(name) = extra_name(name).filter(|_| !row.raw(place).is_empty()) {
                    voter.extra.push((name.to_owned(), row.raw(place).to_owned()));
                }
            }
            ControlFlow::Continue(())
        });
    }

    fn roll_call_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        let (columns, _) = columns(&sheet.headed(0).raw, 1);
        sheet.each(|row| {
            self.new_roll_call(sheet, row, &columns, job);
            ControlFlow::Continue(())
        });
    }

    /// Adds the roll call of a row, unless it is there already.
    fn new_roll_call(&mut self, sheet: &Sheet, row: Row<'_>, columns: &[(usize, Column)], job: &mut Job<'_>) -> usize {
        let key = format!("{}{}", job.prefix, row.raw(0));
        if let Some(known) = job.builder.known_roll_call(&key) {
            let message = format!("The roll call {} is there already", row.raw(0));
            let finding = Finding::warning(Kind::RepeatedId, message, "What was said first stands");
            job.findings.push(finding.at(row.place, 1));
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

    fn wide_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        let header = sheet.headed(0).raw;
        let (columns, first) = columns(&header, 1);
        let voters: Vec<usize> = header.iter().skip(first).map(|code| job.builder.voter(code)).collect();
        sheet.each(|row| {
            let known = job.builder.known_roll_call(&format!("{}{}", job.prefix, row.raw(0)));
            let roll_call = known.unwrap_or_else(|| self.new_roll_call(sheet, row, &columns, job));
            for (place, voter) in voters.iter().enumerate() {
                cast(roll_call, *voter, row.raw(first + place), row, first + place, job);
            }
            ControlFlow::Continue(())
        });
    }

    fn vote_rows(&mut self, sheet: &Sheet, about: About, job: &mut Job<'_>) {
        let (columns, _) = columns(&sheet.headed(0).raw, VOTES.len());
        let mut without = about.without_votes.into_iter().peekable();
        let (forums, issues) = (about.forums, about.issues);
        let mut insert = |own: &mut Self, job: &mut Job<'_>, all: bool, base: usize| {
            while let Some((_, roll)) =
                without.next_if(|(place, _)| all || base + place <= job.builder.archive().roll_calls.len())
            {
                let number = job.builder.roll_call(&format!("{}{}", job.prefix, roll.id));
                let forum = forums.get(roll.forum as usize).cloned();
                let forum = forum.map_or(0, |forum| job.builder.forum(forum));
                let names = roll.issues.iter().filter_map(|issue| issues.get(*issue as usize));
                let own_issues = names.map(|issue| job.builder.issue(issue)).collect();
                let source = about.sources.get(roll.place.file as usize).cloned();
                let file = source.map_or(roll.place.file, |source| own.source(&source, job));
                let place = Place { file, line: roll.place.line };
                if let Some(known) = job.builder.roll_call_mut(number) {
                    let id = known.id.clone();
                    *known = RollCall { id, forum, issues: own_issues, place, ..roll };
                }
            }
        };
        let base = job.builder.archive().roll_calls.len();
        let mut last: Option<(String, usize)> = None;
        sheet.each(|row| {
            let id = row.raw(0);
            let known = last.as_ref().filter(|(known, _)| known == id).map(|(_, number)| *number);
            let roll_call = known.unwrap_or_else(|| {
                let key = format!("{}{id}", job.prefix);
                let number = job.builder.known_roll_call(&key).unwrap_or_else(|| {
                    insert(self, job, false, base);
                    let number = job.builder.roll_call(&key);
                    self.fill(number, (sheet, row), &columns, job);
                    number
                });
                last = Some((id.to_owned(), number));
                number
            });
            let voter = job.builder.voter(row.raw(1));
            if !self.members {
                let date = job.builder.roll_call_mut(roll_call).and_then(|roll| roll.date.clone());
                if let Some(voter) = job.builder.voter_mut(voter) {
                    voter.named(row.raw(2), date.as_ref());
                    voter.grouped(row.raw(3), date.as_ref());
                }
            }
            cast(roll_call, voter, row.raw(4), row, 4, job);
            ControlFlow::Continue(())
        });
        insert(self, job, true, base);
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

fn cast(roll_call: usize, voter: usize, letter: &str, row: Row<'_>, column: usize, job: &mut Job<'_>) {
    let Some(entry) = entry(letter) else {
        let message = format!("\"{letter}\" is no vote of this layout (Y, N, A, X or -)");
        job.findings.push(Finding::error(Kind::UnknownVote, message, "It was left out").at(row.place, column + 1));
        job.findings.leave_out(1);
        return;
    };
    if entry == crate::archive::Entry::Unlisted {
        return;
    }
    if let Cast::Other(_) = job.builder.cast(roll_call, voter, entry) {
        let message = "The vote of this member in this roll call is listed twice";
        let finding = Finding::error(Kind::RepeatedVote, message, "The first one stands");
        job.findings.push(finding.at(row.place, column + 1));
        job.findings.leave_out(1);
    }
}
