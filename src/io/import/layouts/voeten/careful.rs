//! Votes one by one: for files whose rows are not lines of numbers alone, and for those in which a vote is listed
//! twice, to say where.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use super::{
    files,
    scan::{self, Cast, Sink},
};
use crate::{
    archive::{Cast as Added, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, Sheet,
            layouts::unga,
            read::{Job, Part},
            sheet::Again,
        },
    },
};

/// Puts votes into the collection one by one.
pub(super) struct Careful<'a, 'b> {
    file: u32,
    forum: u32,
    job: &'a mut Job<'b>,
    rolls: BTreeMap<u32, usize>,
    voters: BTreeMap<u32, usize>,
    /// Roll calls whose rows name two sessions, of which that was said.
    told: BTreeSet<usize>,
    /// Where the header stands again.
    pub again: Again,
}

impl<'a, 'b> Careful<'a, 'b> {
    pub(super) fn new(file: u32, forum: u32, job: &'a mut Job<'b>) -> Self {
        Self {
            file,
            forum,
            job,
            rolls: BTreeMap::new(),
            voters: BTreeMap::new(),
            told: BTreeSet::new(),
            again: Again::default(),
        }
    }

    fn roll(&mut self, cast: Cast, session: &str, place: Place) -> usize {
        let session = cast.session.map_or_else(|| session.to_owned(), |session| session.to_string());
        let number = match self.rolls.get(&cast.rcid) {
            Some(known) => *known,
            None => {
                let number = self.job.builder.roll_call(&format!("{}{}", self.job.prefix, cast.rcid));
                self.rolls.insert(cast.rcid, number);
                number
            }
        };
        let Some(found) = self.job.builder.roll_call_mut(number) else { return number };
        if found.place.line == 0 {
            found.forum = self.forum;
            found.place = place;
        }
        if found.session.is_empty() {
            found.session = session;
        } else if !session.is_empty() && found.session != session && self.told.insert(number) {
            let message =
                format!("Roll call {} is in session {} above and in {session} here", cast.rcid, found.session);
            let finding = Finding::warning(Kind::RepeatedId, message, "The first session stands");
            self.job.findings.push(finding.at(place, 0));
        }
        number
    }

    fn voter(&mut self, ccode: u32, place: Place) -> usize {
        if let Some(known) = self.voters.get(&ccode) {
            return *known;
        }
        let number = files::voter(ccode, place, self.job);
        self.voters.insert(ccode, number);
        number
    }

    fn repeated(&mut self, cast: Cast, voter: usize, before: Option<&str>, place: Place) {
        let name = self.job.builder.voter_mut(voter).map_or(String::new(), |voter| voter.name().to_owned());
        let here = unga::word(cast.entry);
        let finding = if let Some(before) = before {
            let message =
                format!("The vote of {name} in roll call {} is listed twice: {before} above, {here} here", cast.rcid);
            Finding::warning(Kind::RepeatedVote, message, "The first stands")
        } else {
            let message = format!("The vote of {name} in roll call {} is listed twice, {here} both times", cast.rcid);
            Finding::note(Kind::RepeatedVote, message, "It counts once")
        };
        self.job.findings.push(finding.at(place, 0));
    }
}

impl Sink for Careful<'_, '_> {
    fn row(&mut self, line: u32, cast: Cast, session: &str) {
        let place = Place { file: self.file, line };
        let roll_call = self.roll(cast, session, place);
        let voter = self.voter(cast.ccode, place);
        match self.job.builder.cast(roll_call, voter, cast.entry) {
            Added::New => {}
            Added::Again => self.repeated(cast, voter, None, place),
            Added::Other(before) => self.repeated(cast, voter, Some(unga::word(before)), place),
        }
    }

    fn bad(&mut self, line: u32, column: usize, finding: Finding) {
        self.job.findings.push(finding.at(Place { file: self.file, line }, column));
        self.job.findings.leave_out(1);
    }

    fn header(&mut self, line: u32) {
        self.again.note(Place { file: self.file, line });
    }
}

/// Reads a file that has more columns, or is a workbook, row by row.
pub(super) fn sheet(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
    let column = |name: &str| sheet.column(name);
    let (rcid, ccode, session, vote) = (column("rcid"), column("ccode"), column("session"), column("vote"));
    let mut careful = Careful::new(part.file, forum, job);
    sheet.each(|row| {
        if let Some(message) = row.overfull(sheet.header.len()) {
            careful.bad(row.place.line, 0, Finding::error(Kind::BadRow, message, "The row was left out"));
            return ControlFlow::Continue(());
        }
        let cell = |column: Option<usize>| (column.unwrap_or(0), row.cell(column));
        match scan::checked(cell(rcid), cell(ccode), row.cell(session), cell(vote)) {
            Ok((cast, session)) => careful.row(row.place.line, cast, session),
            Err((column, finding)) => careful.bad(row.place.line, column, finding),
        }
        ControlFlow::Continue(())
    });
    Ok(())
}
