//! The export of HowTheyVote: votes of the European Parliament, the position of every member, and the members. Later
//! editions have more columns, which are kept by their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    europarl::{self, Groups, Labels},
    parliament::{self, Beside, Called, People},
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind,
            dates::Dates,
            read::{Job, Part},
            recognize::{self, Head},
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
    if head.has(&["vote_id", "eurovoc_concept_id"]) {
        return Some("concepts of votes");
    }
    if head.header == ["id", "label"] {
        return Some("concepts");
    }
    let aside = ASIDE.iter().any(|(names, _)| head.has(names)) || head.header == ["code", "label"];
    aside.then_some("aside")
}

/// Lists that come with the others and are not needed, by their columns, with what they are.
const ASIDE: [(&[&str], &str); 9] = [
    (&["member_id", "group_code", "start_date"], GROUPS),
    (&["code", "official_name", "short_label"], GROUPS),
    (&["eurovoc_concept_id", "related_eurovoc_concept_id"], "The list of concepts that belong together is not needed"),
    (&["vote_id", "geo_area_code"], "The list of areas is not needed"),
    (&["vote_id", "oeil_subject_code"], "The list of subjects of the Legislative Observatory is not needed"),
    (&["vote_id", "committee_code"], "The list of committees is not needed"),
    (&["code", "label", "abbreviation"], "The list of committees is not needed"),
    (
        &["code", "iso_alpha_2", "label"],
        "The list of countries and areas is not needed: their codes stand beside the votes",
    ),
    (&["vote_id", "press_release_id"], "The list of press releases is not needed"),
];

const GROUPS: &str = "The list of groups is not needed: the group of each member stands beside its votes";

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    parliament::votes_missing(parts, "positions", job);
    let forum = europarl::forum(job);
    let first = job.builder.archive().roll_calls.len();
    let listed = parliament::of_role(parts, "votes", job, |part, job| roll_calls(part, forum, job))?;
    let mut concepts = BTreeMap::new();
    let labels = parliament::of_role(parts, "concepts", job, |part, job| labels(part, &mut concepts, job))?;
    parliament::of_role(parts, "concepts of votes", job, |part, job| {
        issues(part, labels.map(|_| &concepts), listed.is_some(), job)
    })?;
    let people = People::read(parts, ["id", "first_name", "last_name"], "id", job)?;
    let mut called = Called::new(listed.is_some());
    let mut groups = Groups::default();
    let mut countries = Beside::default();
    let read = parliament::of_role(parts, "positions", job, |part, job| {
        positions(part, forum, job, (&mut called, &mut groups, &mut countries))
    })?;
    parliament::of_role(parts, "aside", job, |part, job| {
        let header = recognize::head(part.input)?;
        let known = ASIDE.iter().find(|(names, _)| header.has(names));
        let message = known.map_or("The list of codes and labels is not needed", |(_, message)| message);
        let found = Finding::note(Kind::Unused, message, "It was not read");
        job.findings.push(found.at(Place { file: part.file, line: 0 }, 0));
        Ok(())
    })?;
    if read.is_some() {
        called.silent(job, first);
        groups.finish(job);
        describe(&people, job, &countries);
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

/// The labels of concepts by their ids.
fn labels(part: &Part<'_>, known: &mut BTreeMap<String, String>, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let (id, label) = (sheet.column("id"), sheet.column("label"));
    parliament::each(&sheet, job, |job, row| {
        if row.cell(label).is_empty() {
            return parliament::wrong(job, row, label, "label");
        }
        let Some(key) = parliament::new_key(job, row, id, "id", known) else { return };
        known.insert(key, row.cell(label).to_owned());
    })
}

/// Makes the concepts of votes their issues. A concept without a label stands under its id.
fn issues(
    part: &Part<'_>,
    labels: Option<&BTreeMap<String, String>>,
    listed: bool,
    job: &mut Job<'_>,
) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let (vote, concept) = (sheet.column("vote_id"), sheet.column("eurovoc_concept_id"));
    let (mut unlabelled, mut missing) = (BTreeSet::new(), BTreeSet::new());
    parliament::each(&sheet, job, |job, row| {
        for (column, name) in [(vote, "id of a vote"), (concept, "id of a concept")] {
            if row.cell(column).is_empty() {
                return parliament::wrong(job, row, column, name);
            }
        }
        let key = parliament::roll_call_key(job, row.cell(vote));
        let Some(roll) = job.builder.known_roll_call(&key) else {
            if listed && missing.insert(key.clone()) {
                let message = format!("Vote {key} has concepts, and is missing in the list of votes");
                let found = Finding::warning(Kind::Unmatched, message, "Its concepts were left out");
                job.findings.push(found.at(row.place, 1));
            }
            job.findings.leave_out(u64::from(listed));
            return;
        };
        let id = parliament::key(row.cell(concept)).into_owned();
        let label = labels.and_then(|labels| labels.get(&id));
        if label.is_none() && labels.is_some() && unlabelled.insert(id.clone()) {
            let message = format!("Concept {id} is missing in the list of concepts");
            let found = Finding::warning(Kind::Unmatched, message, "It stands under its id");
            job.findings.push(found.at(row.place, 2));
        }
        let issue = job.builder.issue(label.unwrap_or(&id));
        if let Some(found) = job.builder.roll_call_mut(roll).filter(|found| !found.issues.contains(&issue)) {
            found.issues.push(issue);
        }
    })?;
    let place = Place { file: part.file, line: 0 };
    if !listed {
        let message = "The list of votes is missing, which concepts belong to";
        let found = Finding::warning(Kind::Unmatched, message, "The list of concepts was not used");
        job.findings.push(found.at(place, 0));
    } else if labels.is_none() {
        let message = "The list of concepts with their labels is missing";
        let found = Finding::note(Kind::Unmatched, message, "The concepts of votes stand under their ids");
        job.findings.push(found.at(place, 0));
    }
    Ok(())
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

/// Puts the list of members beside those who vote.
fn describe(people: &People, job: &mut Job<'_>, countries: &Beside) {
    for (number, place) in &countries.first {
        let key = parliament::bare_key(job, *number);
        let person = people.person(&key, *place, &format!("Member {key}"), job);
        let Some(voter) = job.builder.voter_mut(*number) else { continue };
        if let Some(person) = person {
            voter.named(&person.name(), None);
            voter.extra.extend(person.extra.iter().cloned());
        }
        let country = countries.word(*number);
        if !country.is_empty() && voter.extra.iter().all(|(name, _)| name != "country_code") {
            voter.extra.push(("country_code".to_owned(), country.to_owned()));
        }
    }
    people.without_votes(countries, job);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use crate::io::import::{Input, Kind, Options, Severity, Silent, import};

    #[test]
    fn all_lists_of_the_export_are_known_and_concepts_are_issues() {
        let files = [
            ("votes.csv", "id,timestamp,display_title,result\n1,2019-07-17 12:00:00,One,ADOPTED\n2,2019-07-17,Two,\n"),
            (
                "member_votes.csv",
                "vote_id,member_id,position,country_code,group_code\n1,7,FOR,DEU,SD\n2,7,AGAINST,DEU,SD\n",
            ),
            ("members.csv", "id,first_name,last_name,country_code\n7,Ada,Lee,DEU\n"),
            ("eurovoc_concepts.csv", "id,label\n4060,European Union\n5181,Trade\n"),
            ("eurovoc_concept_votes.csv", "vote_id,eurovoc_concept_id\n1,4060\n1,5181\n2,5181\n2,99\n3,4060\n"),
            ("countries.csv", "code,iso_alpha_2,label\nDEU,DE,Germany\n"),
            ("eurovoc_concept_related_concepts.csv", "eurovoc_concept_id,related_eurovoc_concept_id\n1,2\n"),
            ("geo_areas.csv", "code,label,iso_alpha_2\nDEU,Germany,DE\n"),
            ("geo_area_votes.csv", "vote_id,geo_area_code\n1,DEU\n"),
            ("groups.csv", "code,official_name,label,short_label\nSD,S and D,S&D,S&D\n"),
            ("group_memberships.csv", "member_id,group_code,term,start_date,end_date\n7,SD,9,2019-07-02,\n"),
            ("committees.csv", "code,label,abbreviation\nAFET,Foreign Affairs,AFET\n"),
            ("responsible_committee_votes.csv", "vote_id,committee_code\n1,AFET\n"),
            ("oeil_subjects.csv", "code,label\n6,External\n"),
            ("oeil_subject_votes.csv", "vote_id,oeil_subject_code\n1,6\n"),
        ];
        let inputs: Vec<Input> = files.iter().map(|(name, text)| Input::memory(*name, text.as_bytes())).collect();
        let imported = import(&inputs, &Options::default(), &Silent).expect("a known layout");
        assert_eq!(imported.summary.layouts, ["how-they-vote"]);
        assert_eq!(imported.findings.graded(Severity::Error), 0, "{:?}", imported.findings);
        let archive = &imported.archive;
        let issues = |roll: usize| -> Vec<&str> {
            archive.roll_calls[roll].issues.iter().map(|issue| archive.issues[*issue as usize].as_str()).collect()
        };
        assert_eq!((issues(0), issues(1)), (vec!["European Union", "Trade"], vec!["99", "Trade"]));
        let unmatched: Vec<(u32, u32)> = imported
            .findings
            .list()
            .iter()
            .filter(|finding| finding.kind == Kind::Unmatched)
            .map(|finding| (finding.place.file, finding.place.line))
            .collect();
        assert_eq!(unmatched, [(4, 5), (4, 6)]);
        assert_eq!((imported.findings.of(Kind::Unused), imported.summary.left_out), (10, 1));
    }
}
