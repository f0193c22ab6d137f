//! Voteview’s votes, members and roll calls of the Congress of the United States. The President, whose positions stand
//! among the votes, is no member: his rows are noted and not counted.

use std::{collections::BTreeMap, ops::ControlFlow};

use super::{
    congress::{self, House},
    parliament::{self, Called},
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            dates::{Custom, Dates},
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::Tally,
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["congress", "chamber", "rollnumber", "icpsr", "cast_code"]) {
        return Some("votes");
    }
    if head.has(&["congress", "chamber", "icpsr", "party_code"]) {
        return Some("members");
    }
    if head.has(&["congress", "party_code", "party_name"]) {
        return Some("parties");
    }
    head.has(&["congress", "chamber", "rollnumber", "yea_count", "nay_count"]).then_some("rollcalls")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    parliament::votes_missing(parts, "votes", job);
    let first = job.builder.archive().roll_calls.len();
    let listed = parliament::of_role(parts, "rollcalls", job, roll_calls)?;
    let mut people = People::default();
    parliament::of_role(parts, "parties", job, |part, job| parties(part, &mut people, job))?;
    people.file = parliament::of_role(parts, "members", job, |part, job| members(part, &mut people, job))?;
    let mut votes = Votes {
        called: Called::new(listed.is_some()),
        last: None,
        people: &people,
        first: BTreeMap::new(),
        pairs: BTreeMap::new(),
    };
    if parliament::of_role(parts, "votes", job, |part, job| votes.read(part, job))?.is_some() {
        votes.called.silent(job, first);
        votes.finish(job);
    }
    Ok(())
}

/// The id of a roll call: congress, chamber, number.
fn id(congress: u64, house: House, number: u64) -> String {
    format!("{congress}-{}-{number}", house.label())
}

/// The roll call of a row: Congress, chamber, number; a row where one of them is missing is left out.
fn which(
    job: &mut Job<'_>,
    row: &Row<'_>,
    [congress, chamber, number]: [Option<usize>; 3],
) -> Option<(u64, House, u64)> {
    let Some(term) = parliament::whole(row.cell(congress)) else {
        parliament::wrong(job, row, congress, "number of a Congress");
        return None;
    };
    let Some(house) = House::named(row.cell(chamber)) else {
        parliament::wrong(job, row, chamber, "chamber");
        return None;
    };
    let Some(roll) = parliament::whole(row.cell(number)) else {
        parliament::wrong(job, row, number, "number of a roll call");
        return None;
    };
    Some((term, house, roll))
}

/// How days are written: the month first, as in the United States. A year of two digits is one of the hundred years from
/// the first Congress of the file on; where the file goes beyond these, it is none.
fn custom(sheet: &Sheet, congress: Option<usize>) -> Custom {
    /// The year before the first Congress met, less one.
    const BEFORE: u64 = 1787;
    let (mut first, mut last) = (u64::MAX, 0);
    sheet.each(|row| {
        if let Some(term) = parliament::whole(row.cell(congress)).filter(|term| (1..1000).contains(term)) {
            (first, last) = (first.min(term), last.max(term));
        }
        ControlFlow::Continue(())
    });
    match last.checked_sub(first) {
        Some(terms) if terms < 49 => Custom::MONTH_FIRST.since((BEFORE + 2 * first) as u32),
        _ => Custom::MONTH_FIRST,
    }
}

fn roll_calls(part: &Part<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (congress, chamber, number) = (column("congress"), column("chamber"), column("rollnumber"));
    let (date, yea, nay) = (column("date"), column("yea_count"), column("nay_count"));
    let (bill, result, question) = (column("bill_number"), column("vote_result"), column("vote_question"));
    let (short, long) = (column("vote_desc"), column("dtl_desc"));
    let used = [congress, chamber, number, date, yea, nay, bill, result, question, short, long];
    let mut dates = Dates::new(custom(&sheet, congress));
    parliament::each(&sheet, job, |job, row| {
        let Some((term, house, roll)) = which(job, row, [congress, chamber, number]) else { return };
        let forum = house.forum(job);
        let Some(roll) = parliament::add_roll_call(job, row, number, &id(term, house, roll), forum) else { return };
        let date = parliament::day(job, &mut dates, &sheet, row, date);
        let published =
            Tally { yes: parliament::total(job, row, yea), no: parliament::total(job, row, nay), ..Tally::default() };
        let Some(found) = job.builder.roll_call_mut(roll) else { return };
        let (question, bill, result) = (row.cell(question), row.cell(bill), row.cell(result));
        found.date = date;
        found.session = term.to_string();
        found.published = published;
        found.title = [question, bill].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
        found.description = described(row.cell(short), row.cell(long));
        found.draft = bill.to_owned();
        found.kind = congress::kind(question);
        found.rule = congress::rule(house, term, question, bill, found.date.as_ref());
        found.result = result.to_owned();
        found.recorded = congress::outcome(result);
        found.extra = parliament::extras(&sheet, row, &used);
    })
}

/// Both descriptions, where the second says more than the first.
fn described(short: &str, long: &str) -> String {
    match (short, long) {
        (short, "") => short.to_owned(),
        ("", long) => long.to_owned(),
        (short, long) if long.contains(short) => long.to_owned(),
        (short, long) => format!("{short}\n{long}"),
    }
}

/// A row of the list of members: somebody in one Congress.
struct Term {
    congress: u64,
    president: bool,
    name: String,
    party: String,
    extra: Vec<(String, String)>,
}

/// The list of members by number.
#[derive(Default)]
struct People {
    file: Option<u32>,
    terms: BTreeMap<u64, Vec<Term>>,
    /// The names of parties, where there is a list of them.
    parties: BTreeMap<u64, String>,
}

impl People {
    fn party(&self, code: &str) -> String {
        let listed = parliament::whole(code).and_then(|code| self.parties.get(&code));
        listed.cloned().unwrap_or_else(|| congress::party_label(code))
    }

    fn is_president(&self, icpsr: u64, congress: u64) -> bool {
        let Some(terms) = self.terms.get(&icpsr) else { return congress::is_president(icpsr) };
        match terms.iter().find(|term| term.congress == congress) {
            Some(term) => term.president,
            None => terms.iter().any(|term| term.president),
        }
    }

    fn name(&self, icpsr: u64) -> String {
        let term = self.terms.get(&icpsr).and_then(|terms| terms.last());
        let name = term.map(|term| term.name.as_str()).filter(|name| !name.is_empty());
        name.map_or_else(|| icpsr.to_string(), |name| format!("{name} ({icpsr})"))
    }
}

fn parties(part: &Part<'_>, people: &mut People, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let (code, name) = (sheet.column("party_code"), sheet.column("party_name"));
    parliament::each(&sheet, job, |job, row| {
        let Some(number) = parliament::whole(row.cell(code)) else {
            return parliament::wrong(job, row, code, "code of a party");
        };
        // One row a Congress and chamber, always with the same name.
        if !row.cell(name).is_empty() {
            people.parties.entry(number).or_insert_with(|| row.cell(name).to_owned());
        }
    })
}

fn members(part: &Part<'_>, people: &mut People, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (congress, chamber, icpsr) = (column("congress"), column("chamber"), column("icpsr"));
    let (party, name) = (column("party_code"), column("bioname"));
    let used = [congress, chamber, icpsr, party, name];
    parliament::each(&sheet, job, |job, row| {
        let Some(term) = parliament::whole(row.cell(congress)) else {
            return parliament::wrong(job, row, congress, "number of a Congress");
        };
        let president = row.cell(chamber).eq_ignore_ascii_case("president");
        if !president && House::named(row.cell(chamber)).is_none() {
            return parliament::wrong(job, row, chamber, "chamber");
        }
        let Some(number) = parliament::whole(row.cell(icpsr)) else {
            return parliament::wrong(job, row, icpsr, "number of a member");
        };
        let party = people.party(row.cell(party));
        people.terms.entry(number).or_default().push(Term {
            congress: term,
            president,
            name: row.cell(name).to_owned(),
            party,
            extra: parliament::extras(&sheet, row, &used),
        });
    })
}

/// The votes while they are read.
struct Votes<'p> {
    called: Called,
    /// The roll call of the row before: Congress, chamber, number.
    last: Option<((u64, House, u64), usize)>,
    people: &'p People,
    /// The members by number, with their first vote.
    first: BTreeMap<u64, (usize, Place)>,
    /// Who is paired or has announced a vote, by roll call and code.
    pairs: BTreeMap<(usize, u64), Vec<String>>,
}

impl Votes<'_> {
    fn read(&mut self, part: &Part<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
        let sheet = parliament::open(part, job)?;
        let column = |name: &str| sheet.column(name);
        let (congress, chamber, number) = (column("congress"), column("chamber"), column("rollnumber"));
        let (icpsr, code) = (column("icpsr"), column("cast_code"));
        let (mut paired, mut present) = (0_u64, 0_u64);
        parliament::each(&sheet, job, |job, row| {
            let Some((term, house, roll)) = which(job, row, [congress, chamber, number]) else { return };
            let Some(who) = parliament::whole(row.cell(icpsr)) else {
                return parliament::wrong(job, row, icpsr, "number of a member");
            };
            let known = parliament::whole(row.cell(code));
            let Some((known, entry)) = known.and_then(|known| Some((known, congress::entry(known)?))) else {
                return parliament::no_vote(job, row, code, "0 to 9");
            };
            let roll = self.roll_call(job, row, (term, house, roll));
            let voter = self.voter(job, row, who);
            if self.people.is_president(who, term) {
                return self.president(job, row, (roll, voter, icpsr), (who, known, house));
            }
            paired += u64::from(congress::is_pair(known));
            present += u64::from(matches!(known, 7 | 8));
            if congress::is_pair(known) && job.builder.entry(roll, voter) == Entry::Unlisted {
                self.pairs.entry((roll, known)).or_default().push(self.people.name(who));
            }
            parliament::cast(job, row, code, (roll, voter), entry);
        })?;
        if paired > 0 {
            let message = format!("{paired} rows are pairs or announcements (codes 2 to 5)");
            let done = "They are no votes cast: the members count as absent, and the pairs stand beside the roll calls";
            parliament::note(job, part.file, message, done);
        }
        if present > 0 {
            let message = format!("{present} rows say \"present\" (codes 7 and 8)");
            parliament::note(job, part.file, message, "They count as abstentions");
        }
        Ok(())
    }

    fn roll_call(&mut self, job: &mut Job<'_>, row: &Row<'_>, which: (u64, House, u64)) -> usize {
        if let Some((_, known)) = self.last.filter(|(last, _)| *last == which) {
            return known;
        }
        let (congress, house, number) = which;
        let forum = house.forum(job);
        let roll = self.called.number(job, row, &id(congress, house, number), forum);
        if let Some(found) = job.builder.roll_call_mut(roll).filter(|found| found.session.is_empty()) {
            found.session = congress.to_string();
        }
        self.last = Some((which, roll));
        roll
    }

    fn voter(&mut self, job: &mut Job<'_>, row: &Row<'_>, icpsr: u64) -> usize {
        self.first.entry(icpsr).or_insert_with(|| (parliament::voter(job, &icpsr.to_string()), row.place)).0
    }

    /// Keeps the position of a President beside the roll call.
    fn president(&self, job: &mut Job<'_>, row: &Row<'_>, at: (usize, usize, Option<usize>), what: (u64, u64, House)) {
        let ((roll, voter, column), (icpsr, code, house)) = (at, what);
        let name = self.people.name(icpsr);
        let body = if house == House::Senate { "Senate" } else { "House of Representatives" };
        let message = format!("{name} is the President, and no member of the {body}");
        let done = format!("The position ({}) stands beside the roll call and does not count", congress::word(code));
        let found = Finding::note(Kind::NotOfTheBody, message, done);
        job.findings.push(found.at(row.place, column.map_or(0, |column| column + 1)));
        let new = job.builder.entry(roll, voter) == Entry::Unlisted;
        parliament::cast(job, row, column, (roll, voter), Entry::NotMember);
        if let Some(found) = job.builder.roll_call_mut(roll).filter(|_| new) {
            found.extra.push((format!("Position of {name}"), congress::word(code).to_owned()));
        }
        if let Some(found) = job.builder.voter_mut(voter).filter(|found| found.note.is_empty()) {
            "President of the United States, no member of a chamber".clone_into(&mut found.note);
        }
    }

    /// Puts the pairs beside their roll calls, and the list of members beside those who vote.
    fn finish(self, job: &mut Job<'_>) {
        for ((roll, code), names) in self.pairs {
            if let Some(found) = job.builder.roll_call_mut(roll) {
                found.extra.push((congress::word(code).to_owned(), names.join("; ")));
            }
        }
        let Some(file) = self.people.file else { return };
        for (icpsr, (voter, place)) in &self.first {
            let Some(terms) = self.people.terms.get(icpsr) else {
                parliament::not_listed(job, *place, &format!("Member {icpsr}"));
                continue;
            };
            for term in terms {
                describe(job, *voter, term);
            }
        }
        let silent = self.people.terms.keys().filter(|icpsr| !self.first.contains_key(icpsr)).count();
        parliament::without_votes(job, file, silent);
    }
}

/// Puts a row of the list of members beside a member. What differs from an earlier Congress says in which it was so.
fn describe(job: &mut Job<'_>, voter: usize, term: &Term) {
    let Some(voter) = job.builder.voter_mut(voter) else { return };
    voter.named(&term.name, None);
    let days = congress::days(term.congress);
    for day in [days.as_ref().map(|(first, _)| first), days.as_ref().map(|(_, last)| last)] {
        voter.grouped(&term.party, day);
    }
    for (name, value) in &term.extra {
        match voter.extra.iter().find(|(known, _)| known == name) {
            None => voter.extra.push((name.clone(), value.clone())),
            Some((_, known)) if known == value => {}
            Some(_) => {
                let entry = (format!("{name} ({})", term.congress), value.clone());
                if !voter.extra.contains(&entry) {
                    voter.extra.push(entry);
                }
            }
        }
    }
}
