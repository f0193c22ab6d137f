//! What is said of roll calls and members besides the votes.

use super::{
    DateOrder,
    cell::{Wrong, no_date, no_total},
    form::{Answer, Meaning},
    gather::{Own, Reading},
    words,
};
use crate::{
    archive::{Chamber, Forum, Place, RollCall},
    io::import::{
        Finding, Kind, Row,
        number::{self, is_missing},
    },
    model::{Date, TextKind, fold},
};

impl Reading<'_, '_> {
    /// Takes what a row says of its roll call, where nothing was said before.
    pub fn facts(&mut self, number: usize, row: Row<'_>) {
        self.facts_of(number, row, &self.plan.facts.clone());
    }

    /// The same where a roll call has many rows: the first one that says something stands, and it is said once
    /// where another says otherwise.
    pub fn more_facts(&mut self, number: usize, id: &str, row: Row<'_>) {
        let facts = &self.plan.facts;
        let own = self.own.entry(number).or_insert_with(|| Own::from(row.place));
        own.cells.resize(facts.len(), String::new());
        let mut new = Vec::new();
        let mut other = None;
        for ((column, meaning), known) in facts.iter().zip(&mut own.cells) {
            let text = row.get(*column);
            if text == known || is_missing(text) {
                continue;
            }
            if known.is_empty() {
                text.clone_into(known);
                new.push((*column, *meaning));
            } else {
                other = other.or(Some(*column));
            }
        }
        if let Some(column) = other.filter(|_| !own.differs) {
            own.differs = true;
            let name = self.header.get(column).map_or("", String::as_str);
            let message = format!("Rows of the roll call {id} differ in {name}");
            let finding = Finding::warning(Kind::RepeatedId, message, "What was said first stands; the vote was read");
            self.gather.findings.push(finding.at(row.place, column + 1));
        }
        if !new.is_empty() || own.place == row.place {
            self.facts_of(number, row, &new);
        }
    }

    fn facts_of(&mut self, number: usize, row: Row<'_>, facts: &[(usize, Meaning)]) {
        let mut found = RollCall { place: row.place, ..RollCall::default() };
        let mut forum = None;
        for (column, meaning) in facts.iter().copied() {
            let text = row.get(column);
            if is_missing(text) {
                continue;
            }
            let done = match meaning {
                Meaning::Body => {
                    let name = self.words(text, row.place);
                    forum = Some(self.body(&name));
                    Ok(())
                }
                Meaning::Issue => {
                    let issues: Vec<String> =
                        text.split([';', '|']).map(|part| self.words(part.trim(), row.place)).collect();
                    let issues = issues.iter().filter(|issue| !issue.is_empty());
                    found.issues.extend(issues.map(|issue| self.gather.builder.issue(issue)));
                    Ok(())
                }
                Meaning::Extra => {
                    let value = self.words(text, row.place);
                    let name = self.header.get(column).cloned().unwrap_or_default();
                    found.extra.push((name, value));
                    Ok(())
                }
                _ => self.fact(&mut found, meaning, text, row.place),
            };
            if let Err(wrong) = done {
                self.pass_over(wrong, row.place, column + 1);
            }
        }
        if let Some(forum) = forum {
            self.gather.told.insert(number);
            found.forum = forum;
        } else if !self.gather.told.contains(&number) {
            found.forum = self.forum;
        }
        let told = self.gather.told.contains(&number) && forum.is_none();
        if let Some(roll) = self.gather.builder.roll_call_mut(number) {
            if told {
                found.forum = roll.forum;
            }
            fill(roll, found);
        }
    }

    fn fact(&mut self, roll: &mut RollCall, meaning: Meaning, text: &str, place: Place) -> Result<(), Wrong> {
        let words = |reading: &mut Self| reading.words(text, place);
        match meaning {
            Meaning::Date => {
                let date = self.mapping.dates.read(text).ok_or_else(|| no_date(text, self.mapping))?;
                self.weigh(text, &date);
                roll.date = Some(date);
            }
            Meaning::Session => roll.session = super::cell::id(text),
            Meaning::Symbol => roll.symbol = words(self),
            Meaning::Draft => roll.draft = words(self),
            Meaning::Meeting => roll.meeting = words(self),
            Meaning::Title => roll.title = words(self),
            Meaning::Description => roll.description = words(self),
            Meaning::Note => roll.note = words(self),
            Meaning::Kind => {
                let wrong = || (Kind::Understood, format!("\"{text}\" is no kind of text that is known here"));
                roll.kind = words::kind(text).ok_or_else(wrong)?;
            }
            Meaning::Amendment if truth(text)? => roll.kind = TextKind::Amendment,
            Meaning::Part if truth(text)? => roll.kind = TextKind::Part,
            Meaning::KeyVote => roll.key_vote = Some(truth(text)?),
            Meaning::Total(answer) => {
                let number = number::total(text).map_err(|_| no_total(text))?;
                let total = match answer {
                    Answer::Yes => &mut roll.published.yes,
                    Answer::No => &mut roll.published.no,
                    Answer::Abstain => &mut roll.published.abstain,
                    _ => &mut roll.published.absent,
                };
                *total = number;
            }
            Meaning::Outcome => {
                roll.recorded = words::outcome(text);
                roll.result = words(self);
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes whether a date tells the day from the month.
    fn weigh(&mut self, text: &str, date: &Date) {
        let other = match self.mapping.dates {
            DateOrder::Dmy => DateOrder::Mdy.read(text),
            DateOrder::Mdy => DateOrder::Dmy.read(text),
            DateOrder::Ymd | DateOrder::Yymmdd => return,
        };
        match other {
            None => self.dates.1 = true,
            Some(other) if other != *date => self.dates.0 = true,
            Some(_) => {}
        }
    }

    /// The number of the body with a name.
    fn body(&mut self, name: &str) -> u32 {
        let own = &self.mapping.body;
        let folded = fold(name);
        let forum = |id: &str, name: &str, chamber, rule: &str| Forum {
            id: id.into(),
            name: name.to_owned(),
            chamber,
            rule: rule.into(),
        };
        let forum = match folded.as_str() {
            _ if folded == fold(own.id.as_str()) || folded == fold(&own.name) => own.clone(),
            "unga" | "ga" | "general assembly" | "un general assembly" => {
                forum("UNGA", "General Assembly", Chamber::GeneralAssembly, "ga-simple")
            }
            "unsc" | "sc" | "security council" | "un security council" => {
                forum("UNSC", "Security Council", Chamber::SecurityCouncil, "sc-substantive")
            }
            _ => Forum { id: folded.replace(' ', "-").into(), name: name.to_owned(), ..own.clone() },
        };
        self.gather.builder.forum(forum)
    }

    /// A row of a table about roll calls.
    pub fn roll_call_row(&mut self, row: Row<'_>) {
        let column = self.plan.id.first().map_or(0, |column| column + 1);
        let Some(id) = self.row_id(row) else {
            return self.leave_out((Kind::Missing, "The id of the roll call is missing".to_owned()), row.place, column);
        };
        let number = self.roll_call(&id);
        if let Some(before) = self.own.get(&number) {
            let message = format!("The roll call {id} stands on line {} already", before.place.line);
            return self.leave_out((Kind::RepeatedId, message), row.place, column);
        }
        self.own.insert(number, row.place.into());
        self.gather.listed.push((number, row.place));
        self.facts(number, row);
    }

    /// A row of a table about members.
    pub fn member_row(&mut self, row: Row<'_>) {
        let Some((number, name)) = self.row_member(row) else {
            let column = self.plan.member.or(self.plan.name.first().copied()).map_or(0, |column| column + 1);
            return self.leave_out((Kind::Missing, "The member is missing".to_owned()), row.place, column);
        };
        if self.named.insert(number) {
            self.members.push((number, row.place));
        }
        let group = self.plan.group.map(|column| self.words(row.get(column), row.place)).unwrap_or_default();
        let mut note = String::new();
        let mut extra = Vec::new();
        for (column, meaning) in self.plan.facts.clone() {
            let text = self.words(row.get(column), row.place);
            match meaning {
                Meaning::Note => note = text,
                Meaning::Extra if !text.is_empty() => {
                    extra.push((self.header.get(column).cloned().unwrap_or_default(), text));
                }
                _ => {}
            }
        }
        let Some(voter) = self.gather.builder.voter_mut(number) else { return };
        voter.named(&name, None);
        voter.grouped(&group, None);
        if voter.note.is_empty() {
            voter.note = note;
        }
        for pair in extra {
            if !voter.extra.contains(&pair) {
                voter.extra.push(pair);
            }
        }
    }

    /// Warns that the id of a roll call stands there twice, and gives another to the second.
    pub fn another_id(&mut self, id: &str, before: Place, place: Place) -> usize {
        let column = self.plan.id.first().map_or(0, |column| column + 1);
        let next = self.next.entry(id.to_owned()).or_insert(2);
        let builder = &self.gather.builder;
        while builder.known_roll_call(&format!("{}{id} ({next})", self.gather.prefix)).is_some() {
            *next += 1;
        }
        let other = format!("{id} ({next})");
        let message = format!("The roll call {id} stands on line {} already", before.line);
        let done = format!("It was read as another one, {other}");
        self.gather.findings.push(Finding::warning(Kind::RepeatedId, message, done).at(place, column));
        self.roll_call(&other)
    }
}

fn truth(text: &str) -> Result<bool, Wrong> {
    words::truth(text).ok_or_else(|| (Kind::Understood, format!("\"{text}\" is neither yes nor no")))
}

/// Puts in what nothing was said of before.
fn fill(roll: &mut RollCall, found: RollCall) {
    let texts = [
        (&mut roll.session, found.session),
        (&mut roll.symbol, found.symbol),
        (&mut roll.draft, found.draft),
        (&mut roll.meeting, found.meeting),
        (&mut roll.title, found.title),
        (&mut roll.description, found.description),
        (&mut roll.result, found.result),
        (&mut roll.note, found.note),
    ];
    for (text, new) in texts {
        if text.is_empty() {
            *text = new;
        }
    }
    roll.forum = found.forum;
    roll.date = roll.date.take().or(found.date);
    roll.recorded = roll.recorded.or(found.recorded);
    roll.key_vote = roll.key_vote.or(found.key_vote);
    if roll.kind == TextKind::default() {
        roll.kind = found.kind;
    }
    let (old, new) = (&mut roll.published, found.published);
    old.yes = old.yes.or(new.yes);
    old.no = old.no.or(new.no);
    old.abstain = old.abstain.or(new.abstain);
    old.absent = old.absent.or(new.absent);
    roll.issues.extend(found.issues);
    for pair in found.extra {
        if !roll.extra.contains(&pair) {
            roll.extra.push(pair);
        }
    }
    if roll.place.line == 0 {
        roll.place = found.place;
    }
}
