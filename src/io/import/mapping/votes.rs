//! The votes of a table, in each of its shapes.

use super::{
    cell::{Wrong, id, is_filled, no_vote},
    form::Answer,
    gather::Reading,
};
use crate::{
    archive::{Cast, Entry, Place},
    io::import::{Finding, Kind, Row, names::names, number::is_missing, twice::listed_twice},
    model::Date,
};

impl Reading<'_, '_> {
    /// A row that is a vote.
    pub fn vote_row(&mut self, row: Row<'_>) {
        let at = |column: Option<usize>| column.map_or(0, |column| column + 1);
        let Some(id) = self.row_id(row) else {
            let column = at(self.plan.id.first().copied());
            return self.leave_out((Kind::Missing, "The id of the roll call is missing".to_owned()), row.place, column);
        };
        let answer = match self.row_answer(row) {
            Ok(answer) => answer,
            Err(wrong) => {
                let column = at(self.plan.vote.or(self.plan.answers.first().map(|(column, _)| *column)));
                return self.leave_out(wrong, row.place, column);
            }
        };
        let Some((voter, name)) = self.row_member(row) else {
            let column = at(self.plan.member.or(self.plan.name.first().copied()));
            return self.leave_out((Kind::Missing, "The member is missing".to_owned()), row.place, column);
        };
        let roll_call = self.roll_call(&id);
        self.more_facts(roll_call, &id, row);
        self.keep(row, roll_call, voter);
        let group = self.plan.group.map(|column| self.words(row.get(column), row.place)).unwrap_or_default();
        self.describe(roll_call, voter, &name, &group);
        self.cast(roll_call, voter, answer, row.place, at(self.plan.vote));
    }

    /// What the member of a row did.
    fn row_answer(&mut self, row: Row<'_>) -> Result<Answer, Wrong> {
        if let Some(column) = self.plan.vote {
            let text = row.get(column);
            return self.answer(text).ok_or_else(|| no_vote(text));
        }
        let mut filled = self.plan.answers.iter().filter(|(column, _)| is_filled(row.get(*column)));
        match (filled.next(), filled.next()) {
            (Some((_, answer)), None) => Ok(*answer),
            (None, _) => Ok(Answer::Missing),
            (Some(_), Some(_)) => Err((Kind::UnknownVote, "More than one answer is filled".to_owned())),
        }
    }

    /// A row that is a roll call, with a column for each member.
    pub fn wide_row(&mut self, row: Row<'_>) {
        let Some(roll_call) = self.new_roll_call(row) else { return };
        for (column, voter) in self.heads.clone() {
            let text = row.get(column);
            match self.answer(text) {
                Some(answer) => self.cast(roll_call, voter, answer, row.place, column + 1),
                None => self.lose_vote(text, row.place, column + 1),
            }
        }
    }

    /// A row that is a member, with a column for each roll call.
    pub fn across_row(&mut self, row: Row<'_>) {
        let Some((voter, name)) = self.row_member(row) else {
            let column = self.plan.member.or(self.plan.name.first().copied()).map_or(0, |column| column + 1);
            return self.leave_out((Kind::Missing, "The member is missing".to_owned()), row.place, column);
        };
        let group = self.plan.group.map(|column| self.words(row.get(column), row.place)).unwrap_or_default();
        if let Some(voter) = self.gather.builder.voter_mut(voter) {
            voter.named(&name, None);
            voter.grouped(&group, None);
        }
        for (column, roll_call) in self.heads.clone() {
            let text = row.get(column);
            match self.answer(text) {
                Some(answer) => self.cast(roll_call, voter, answer, row.place, column + 1),
                None => self.lose_vote(text, row.place, column + 1),
            }
        }
    }

    /// A row that is a roll call, with lists of names.
    pub fn names_row(&mut self, row: Row<'_>) {
        let Some(roll_call) = self.new_roll_call(row) else { return };
        for (column, answer) in self.plan.lists.clone() {
            for name in names(row.get(column)) {
                let name = self.words(&name, row.place);
                if name.is_empty() {
                    continue;
                }
                let voter = self.voter(&name);
                self.describe(roll_call, voter, &name, "");
                self.cast(roll_call, voter, answer, row.place, column + 1);
            }
        }
    }

    /// The roll call of a row that is one.
    fn new_roll_call(&mut self, row: Row<'_>) -> Option<usize> {
        let Some(id) = self.row_id(row) else {
            let column = self.plan.id.first().map_or(0, |column| column + 1);
            self.leave_out((Kind::Missing, "The id of the roll call is missing".to_owned()), row.place, column);
            return None;
        };
        let mut number = self.roll_call(&id);
        if let Some(before) = self.own.get(&number).map(|own| own.place) {
            number = self.another_id(&id, before, row.place);
        }
        self.own.insert(number, row.place.into());
        self.gather.voted.insert(number);
        self.facts(number, row);
        Some(number)
    }

    /// Takes the names of members from the headings.
    pub fn member_columns(&mut self, head: Place) {
        for column in self.plan.matrix.clone() {
            let Some(code) = self.heading(column, "member", head) else { continue };
            let mut voter = self.voter(&code);
            if self.heads.iter().any(|(_, known)| *known == voter) {
                let other = format!("{code} ({})", column + 1);
                let message = format!("Two columns are headed {code}");
                let done = format!("The second was read as another member, {other}");
                self.gather.findings.push(Finding::warning(Kind::SharedCode, message, done).at(head, column + 1));
                voter = self.voter(&other);
            }
            self.heads.push((column, voter));
        }
    }

    /// Takes the ids of roll calls from the headings.
    pub fn roll_call_columns(&mut self, head: Place) {
        for column in self.plan.matrix.clone() {
            let Some(id) = self.heading(column, "roll call", head) else { continue };
            let mut number = self.roll_call(&id);
            if self.own.contains_key(&number) {
                let message = format!("Two columns are headed {id}");
                let other = format!("{id} ({})", column + 1);
                let done = format!("The second was read as another roll call, {other}");
                self.gather.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(head, column + 1));
                number = self.roll_call(&other);
            }
            self.own.insert(number, head.into());
            self.gather.voted.insert(number);
            let (told, forum) = (self.gather.told.contains(&number), self.forum);
            if let Some(roll) = self.gather.builder.roll_call_mut(number) {
                if roll.place.line == 0 {
                    roll.place = head;
                }
                if !told {
                    roll.forum = forum;
                }
            }
            self.heads.push((column, number));
        }
    }

    fn heading(&mut self, column: usize, of: &str, head: Place) -> Option<String> {
        let text = self.header.get(column).map(String::as_str).unwrap_or_default();
        // "NA" at the head of a column of votes is Namibia: a column is not missing.
        if text.is_empty() {
            let wrong = (Kind::Missing, format!("The column has no heading that names its {of}"));
            self.gather.findings.push(Finding::error(wrong.0, wrong.1, "The column was left out").at(head, column + 1));
            return None;
        }
        let text = id(text);
        let mended = self.words(&text, head);
        Some(if is_missing(&text) { text } else { mended })
    }

    fn describe(&mut self, roll_call: usize, voter: usize, name: &str, group: &str) {
        let date: Option<Date> = match (name, group) {
            ("", "") => return,
            _ => self.gather.builder.roll_call_mut(roll_call).and_then(|roll| roll.date.clone()),
        };
        if let Some(voter) = self.gather.builder.voter_mut(voter) {
            voter.named(name, date.as_ref());
            voter.grouped(group, date.as_ref());
        }
    }

    fn cast(&mut self, roll_call: usize, voter: usize, answer: Answer, place: Place, column: usize) {
        self.gather.voted.insert(roll_call);
        self.gather.seen.insert(voter);
        let entry = answer.entry();
        if entry == Entry::Unlisted {
            self.missing += 1;
            return;
        }
        let gather = &mut *self.gather;
        let cast = gather.builder.cast(roll_call, voter, entry);
        if cast == Cast::New {
            gather.votes += 1;
        } else {
            listed_twice(cast, (roll_call, voter), entry, (place, column), gather.builder, gather.findings);
        }
    }
}
