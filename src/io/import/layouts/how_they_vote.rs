//! The export of HowTheyVote: votes of the European Parliament, the position of every member, and the members. Later
//! editions have more columns, which are kept by their names.

use std::collections::BTreeMap;

use super::{
    europarl::{self, Groups, Labels},
    parliament::{self, Beside, Called},
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind,
            dates::Dates,
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Outcome, Tally, TextKind, Vote},
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["vote_id", "member_id", "position"]) {
        return Some("positions");
    }
    if head.has(&["id", "first_name", "last_name", "country_code"]) {
        return Some("members");
    }
    if head.has(&["id", "timestamp", "display_title"]) {
        return Some("votes");
    }
    // Lists that come with the others; what they say stands beside the votes already.
    let aside =
        head.has(&["member_id", "group_code", "start_date"]) || head.has(&["code", "official_name", "short_label"]);
    aside.then_some("aside")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    parliament::votes_missing(parts, "positions", job);
    let forum = europarl::forum(job);
    let first = job.builder.archive().roll_calls.len();
    let listed = parliament::of_role(parts, "votes", job, |part, job| roll_calls(part, forum, job))?;
    let mut by_id = BTreeMap::new();
    let file = parliament::of_role(parts, "members", job, |part, job| members(part, &mut by_id, job))?;
    let people = People { file, by_id };
    let mut called = Called::new(listed.is_some());
    let mut groups = Groups::default();
    let mut countries = Beside::default();
    let read = parliament::of_role(parts, "positions", job, |part, job| {
        positions(part, forum, job, (&mut called, &mut groups, &mut countries))
    })?;
    parliament::of_role(parts, "aside", job, |part, job| {
        let message = "The list of groups is not needed: the group of each member stands beside its votes";
        let found = Finding::note(Kind::Unused, message, "It was not read");
        job.findings.push(found.at(Place { file: part.file, line: 0 }, 0));
        Ok(())
    })?;
    if read.is_some() {
        called.silent(job, first);
        groups.finish(job);
        people.describe(job, &countries);
    }
    Ok(())
}

fn roll_calls(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (id, time, title) = (column("id"), column("timestamp"), column("display_title"));
    let (reference, words, adopted) = (column("reference"), column("description"), column("texts_adopted_reference"));
    let (yes, no) = (column("count_for"), column("count_against"));
    let (abstain, absent) = (column("count_abstention"), column("count_did_not_vote"));
    let (amendment, main) = (column("amendment_number"), column("is_main"));
    let (result, procedure) = (column("result"), column("procedure_title"));
    let used = [id, time, title, reference, words, adopted, yes, no, abstain, absent, result];
    let mut dates = Dates::new(europarl::DATES);
    parliament::each(&sheet, job, |job, row| {
        let key = row.cell(id);
        if key.is_empty() {
            return parliament::wrong(job, row, id, "id");
        }
        let Some(roll) = parliament::add_roll_call(job, row, id, key, forum) else { return };
        let day = parliament::day(job, &mut dates, &sheet, row, time);
        let published = Tally {
            yes: parliament::total(job, row, yes),
            no: parliament::total(job, row, no),
            abstain: parliament::total(job, row, abstain),
            absent: parliament::total(job, row, absent),
        };
        let Some(found) = job.builder.roll_call_mut(roll) else { return };
        found.date = day;
        found.published = published;
        found.title =
            [row.cell(title), row.cell(procedure)].into_iter().find(|t| !t.is_empty()).unwrap_or("").to_owned();
        found.description = row.cell(words).to_owned();
        found.draft = row.cell(reference).to_owned();
        found.symbol = row.cell(adopted).to_owned();
        found.kind = kind(row.cell(amendment), row.cell(words), row.cell(main));
        found.result = row.cell(result).to_owned();
        found.recorded = outcome(row.cell(result));
        found.extra = parliament::extras(&sheet, row, &used);
        let hour = parliament::hour(row.cell(time));
        if !hour.is_empty() {
            found.extra.push(("time".to_owned(), hour.to_owned()));
        }
    })
}

/// A vote with the number of an amendment is one on it, and a paragraph that is no main vote is a part.
fn kind(amendment: &str, description: &str, main: &str) -> TextKind {
    let is_main = main.eq_ignore_ascii_case("true") || main == "1";
    if is_main {
        TextKind::Draft
    } else if !amendment.is_empty() || description.starts_with("Am ") {
        TextKind::Amendment
    } else if description.starts_with('§') || description.starts_with("Recital ") {
        TextKind::Part
    } else {
        TextKind::Draft
    }
}

fn outcome(result: &str) -> Option<Outcome> {
    match result.to_uppercase().as_str() {
        "ADOPTED" => Some(Outcome::Adopted),
        "REJECTED" => Some(Outcome::Rejected),
        _ => None,
    }
}

/// A row of the list of members.
struct Person {
    name: String,
    extra: Vec<(String, String)>,
}

struct People {
    file: Option<u32>,
    by_id: BTreeMap<String, Person>,
}

fn members(part: &Part<'_>, known: &mut BTreeMap<String, Person>, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (id, first, last) = (column("id"), column("first_name"), column("last_name"));
    let used = [id, first, last];
    parliament::each(&sheet, job, |job, row| {
        let Some(key) = parliament::new_key(job, row, id, "id", known) else { return };
        let name = format!("{} {}", row.cell(first), row.cell(last)).trim().to_owned();
        known.insert(key, Person { name, extra: parliament::extras(&sheet, row, &used) });
    })
}

impl People {
    /// Puts the list of members beside those who vote.
    fn describe(&self, job: &mut Job<'_>, countries: &Beside) {
        let mut known = 0;
        for (number, place) in &countries.first {
            let key = parliament::bare_key(job, *number);
            let Some(voter) = job.builder.voter_mut(*number) else { continue };
            let person = self.by_id.get(&key);
            if let Some(person) = person {
                known += 1;
                voter.named(&person.name, None);
                voter.extra.extend(person.extra.iter().cloned());
            }
            let country = countries.word(*number);
            if !country.is_empty() && voter.extra.iter().all(|(name, _)| name != "country_code") {
                voter.extra.push(("country_code".to_owned(), country.to_owned()));
            }
            if person.is_none() && self.file.is_some() {
                parliament::not_listed(job, *place, &format!("Member {key}"));
            }
        }
        if let Some(file) = self.file {
            parliament::without_votes(job, file, self.by_id.len() - known);
        }
    }
}

fn positions(
    part: &Part<'_>,
    forum: u32,
    job: &mut Job<'_>,
    (called, groups, countries): (&mut Called, &mut Groups, &mut Beside),
) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (vote, member, position) = (column("vote_id"), column("member_id"), column("position"));
    let (country, group) = (column("country_code"), column("group_code"));
    let mut labels = Labels::default();
    parliament::each(&sheet, job, |job, row| {
        let (roll, who) = (row.cell(vote), row.cell(member));
        if roll.is_empty() {
            return parliament::wrong(job, row, vote, "id of a vote");
        }
        if who.is_empty() {
            return parliament::wrong(job, row, member, "id of a member");
        }
        let entry = match row.cell(position) {
            "FOR" => Vote::Yes,
            "AGAINST" => Vote::No,
            "ABSTENTION" => Vote::Abstain,
            "DID_NOT_VOTE" => Vote::Absent,
            _ => return parliament::no_vote(job, row, position, "FOR, AGAINST, ABSTENTION, DID_NOT_VOTE"),
        };
        let roll = called.number(job, row, roll, forum);
        let voter = parliament::voter(job, who);
        countries.note(voter, row.place, row.cell(country));
        parliament::cast(job, row, position, (roll, voter), Entry::Cast(entry));
        groups.note(job, (roll, voter), labels.read(row.cell(group)));
    })?;
    labels.tell(job, part.file);
    Ok(())
}
