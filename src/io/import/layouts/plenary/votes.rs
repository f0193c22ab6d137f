//! The rows of votes of our own tables.

use std::ops::ControlFlow;

use super::{Column, Own, columns, columns_by_name, leave_out, parliament, places, unused};
use crate::{
    archive::{Cast, Entry, Place, RollCall},
    io::{
        import::{Finding, Kind, Row, Sheet, read::Job},
        out::{
            About,
            columns::{VOTES, entry},
        },
    },
};

impl Own {
    pub(super) fn wide_rows(&mut self, sheet: &Sheet, job: &mut Job<'_>) {
        let header = sheet.header_as_it_is();
        let (columns, first) = columns(&header, 1);
        let voters: Vec<usize> = header.iter().skip(first).map(|code| job.builder.voter(code)).collect();
        sheet.each(|row| {
            if !self.is_row(row, header.len(), 0, "roll call", job) {
                return ControlFlow::Continue(());
            }
            let known = job.builder.known_roll_call(&format!("{}{}", job.prefix, row.raw(0)));
            let roll_call = known.unwrap_or_else(|| self.new_roll_call((sheet, row), 0, &columns, job));
            for (place, voter) in voters.iter().enumerate() {
                self.cast((roll_call, *voter), row.raw(first + place), row, first + place, job);
            }
            ControlFlow::Continue(())
        });
        job.said_again(&mut self.again, sheet.file);
    }

    pub(super) fn vote_rows(&mut self, sheet: &Sheet, about: About, job: &mut Job<'_>) {
        let header = sheet.header_as_it_is();
        let own = places(&header, VOTES);
        let [id, member, name, group, vote] = own;
        let (columns, others) = columns_by_name(&header, &own);
        unused(sheet, &header, &others, job);
        let mut silent = Silent { about, place: 0, base: job.builder.archive().roll_calls.len() };
        let mut last: Option<(String, usize)> = None;
        sheet.each(|row| {
            if !self.is_row(row, header.len(), id, "roll call", job) {
                return ControlFlow::Continue(());
            }
            for (column, what) in [(member, "names no member"), (vote, "has no vote")] {
                if row.get(column).is_empty() {
                    leave_out(row, column + 1, Kind::Missing, format!("The row {what}"), job);
                    return ControlFlow::Continue(());
                }
            }
            if entry_of(row.raw(vote)).is_none() {
                no_vote(row, vote, "The row was left out", job);
                return ControlFlow::Continue(());
            }
            let key = row.raw(id);
            let known = last.as_ref().filter(|(known, _)| known == key).map(|(_, number)| *number);
            let roll_call = known.unwrap_or_else(|| {
                let number = self.roll_call_of((sheet, row), id, &columns, &mut silent, job);
                last = Some((key.to_owned(), number));
                number
            });
            let voter = self.voter_of(row, (member, name, group), roll_call, job);
            self.cast((roll_call, voter), row.raw(vote), row, vote, job);
            ControlFlow::Continue(())
        });
        silent.insert(self, true, job);
        job.said_again(&mut self.again, sheet.file);
    }

    /// The roll call of a row of the table of votes.
    fn roll_call_of(
        &mut self,
        (sheet, row): (&Sheet, Row<'_>),
        id: usize,
        columns: &[(usize, Column)],
        silent: &mut Silent,
        job: &mut Job<'_>,
    ) -> usize {
        let key = format!("{}{}", job.prefix, row.raw(id));
        if let Some(known) = job.builder.known_roll_call(&key) {
            return known;
        }
        silent.insert(self, false, job);
        let number = job.builder.roll_call(&key);
        self.fill(number, (sheet, row), columns, job);
        if self.roll_calls && columns.is_empty() {
            let message = format!("Roll call {} has votes, and is missing in the table of roll calls", row.raw(id));
            let finding = Finding::warning(Kind::Unmatched, message, "It was kept, without a title and a date");
            job.findings.push(finding.at(row.place, id + 1));
        }
        number
    }

    /// The member of a row of the table of votes.
    fn voter_of(
        &mut self,
        row: Row<'_>,
        (member, name, group): (usize, usize, usize),
        roll_call: usize,
        job: &mut Job<'_>,
    ) -> usize {
        let known = job.builder.known_voter(row.raw(member));
        let voter = job.builder.voter(row.raw(member));
        if self.members && known.is_none() {
            self.strangers.insert(voter);
            let message = format!("Member {} votes, and is missing in the table of members", row.raw(member));
            let finding = Finding::warning(Kind::Unmatched, message, "It was kept, with the name beside its votes");
            job.findings.push(finding.at(row.place, member + 1));
        }
        if !self.members || self.strangers.contains(&voter) {
            let date = job.builder.roll_call_mut(roll_call).and_then(|roll| roll.date.clone());
            if let Some(voter) = job.builder.voter_mut(voter) {
                voter.named(row.raw(name), date.as_ref());
                voter.grouped(row.raw(group), date.as_ref());
            }
        }
        voter
    }

    fn cast(&mut self, at: (usize, usize), letter: &str, row: Row<'_>, column: usize, job: &mut Job<'_>) {
        let Some(entry) = entry_of(letter) else { return no_vote(row, column, "The vote was left out", job) };
        if entry == Entry::Unlisted {
            return;
        }
        let first = *self.voted.entry(at.0).or_insert(row.place.file);
        let cast = job.builder.cast(at.0, at.1, entry);
        match cast {
            Cast::New | Cast::Lost => {}
            Cast::Again if first != row.place.file => self.again += 1,
            Cast::Again | Cast::Other(_) => job.listed_twice(cast, at, entry, (row.place, column + 1)),
        }
    }
}

/// Roll calls without votes, of which the metadata of a Parquet file tells, and where they stand among the others.
struct Silent {
    about: About,
    /// How many of them are in the collection already.
    place: usize,
    /// How many roll calls the collection had before the file.
    base: usize,
}

impl Silent {
    /// Adds those that stand before the next roll call with votes, or all that are left.
    fn insert(&mut self, own: &mut Own, all: bool, job: &mut Job<'_>) {
        while let Some((_, roll)) = self
            .about
            .without_votes
            .get(self.place)
            .filter(|(place, _)| all || self.base + place <= job.builder.archive().roll_calls.len())
            .cloned()
        {
            self.place += 1;
            let number = job.builder.roll_call(&format!("{}{}", job.prefix, roll.id));
            let forum = self.about.forums.get(roll.forum as usize).cloned();
            let forum = forum.map_or(0, |forum| job.builder.forum(forum));
            let names = roll.issues.iter().filter_map(|issue| self.about.issues.get(*issue as usize));
            let issues = names.map(|issue| job.builder.issue(issue)).collect();
            let source = self.about.sources.get(roll.place.file as usize).cloned();
            let file = source.map_or(roll.place.file, |source| own.source(&source, job));
            let place = Place { file, line: roll.place.line };
            if let Some(known) = job.builder.roll_call_mut(number) {
                let id = known.id.clone();
                *known = RollCall { id, forum, issues, place, ..roll };
            }
        }
    }
}

/// What a letter says, in capitals or small.
fn entry_of(letter: &str) -> Option<Entry> {
    entry(letter).or_else(|| entry(&letter.trim().to_uppercase()))
}

fn no_vote(row: Row<'_>, column: usize, done: &str, job: &mut Job<'_>) {
    let message = format!("{} is no vote of this layout (Y, N, A, X or -)", parliament::quoted(row.get(column)));
    job.findings.push(Finding::error(Kind::UnknownVote, message, done).at(row.place, column + 1));
    job.findings.leave_out(1);
}
