//! Recorded votes of the Bundestag as polls, mandates and votes. A mandate that has votes and no row in the list of
//! mandates is kept under the name that stands beside its votes.

use std::collections::BTreeMap;

use super::parliament::{self, Called};
use crate::{
    archive::{Entry, Place, RollCall, Spell},
    io::{
        Problem,
        import::{
            Finding, Kind, Row,
            dates::{Custom, Dates},
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Date, Vote},
};

/// How days are written that do not begin with the year; the first Bundestag met in 1949.
const DATES: Custom = Custom::DAY_FIRST.since(1949);

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["mandate_id", "poll_id", "vote"]) {
        return Some("votes");
    }
    if head.has(&["mandate_id", "politician", "fraction_names"]) {
        return Some("mandates");
    }
    head.has(&["poll_id", "poll_title", "poll_date"]).then_some("polls")
}

/// The Bundestag among the bodies of the collection.
pub(super) fn forum(job: &mut Job<'_>) -> u32 {
    parliament::forum(job, "BUNDESTAG", "Bundestag")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    parliament::votes_missing(parts, "votes", job);
    let forum = forum(job);
    let first = job.builder.archive().roll_calls.len();
    let listed = parliament::of_role(parts, "polls", job, |part, job| polls(part, forum, job))?;
    let mut mandates = Mandates::default();
    mandates.file = parliament::of_role(parts, "mandates", job, |part, job| mandates.read(part, job))?;
    let mut votes =
        Votes { forum, called: Called::new(listed.is_some()), voters: Vec::new(), reasons: BTreeMap::new() };
    if parliament::of_role(parts, "votes", job, |part, job| votes.read(part, job))?.is_some() {
        votes.called.silent(job, first);
        votes.finish(job, &mandates);
    }
    Ok(())
}

fn polls(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (id, title, words) = (column("poll_id"), column("poll_title"), column("poll_description"));
    let (date, period) = (column("poll_date"), column("legislature_period"));
    let used = [id, title, words, date, period];
    let mut dates = Dates::new(DATES);
    parliament::each(&sheet, job, |job, row| {
        let key = row.cell(id);
        if parliament::whole(key).is_none() {
            return parliament::wrong(job, row, id, "number of a poll");
        }
        let Some(roll) = parliament::add_roll_call(job, row, id, key, forum) else { return };
        let day = parliament::day(job, &mut dates, &sheet, row, date);
        let Some(found) = job.builder.roll_call_mut(roll) else { return };
        found.date = day;
        found.session = row.cell(period).to_owned();
        found.title = row.cell(title).to_owned();
        found.description = row.cell(words).to_owned();
        found.extra = parliament::extras(&sheet, row, &used);
    })
}

/// A row of the list of mandates.
struct Mandate {
    name: String,
    groups: Vec<Spell>,
    place: Place,
    extra: Vec<(String, String)>,
}

#[derive(Default)]
struct Mandates {
    file: Option<u32>,
    by_id: BTreeMap<String, Mandate>,
}

impl Mandates {
    fn read(&mut self, part: &Part<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
        let sheet = parliament::open(part, job)?;
        let column = |name: &str| sheet.column(name);
        let (id, label, name) = (column("mandate_id"), column("mandate"), column("politician"));
        let (names, starts, ends) = (column("fraction_names"), column("fraction_starts"), column("fraction_ends"));
        let (ids, all, party) = (column("fraction_ids"), column("all_parties"), column("party"));
        let used = [id, label, name, names, starts, ends, ids, all, party];
        parliament::each(&sheet, job, |job, row| {
            let key = parliament::key(row.cell(id));
            if parliament::whole(&key).is_none() {
                return parliament::wrong(job, row, id, "number of a mandate");
            }
            if self.by_id.contains_key(key.as_ref()) {
                let message = format!("Mandate {key} has two rows; the first stands");
                return parliament::leave_out(job, row, id, Kind::SharedCode, message);
            }
            let mut groups = spells(row.cell(names), row.cell(starts), row.cell(ends));
            if groups.is_empty() && !row.cell(party).is_empty() {
                groups.push(Spell { value: row.cell(party).to_owned(), ..Spell::default() });
            }
            let mandate = Mandate {
                name: [row.cell(name), bare(row.cell(label))]
                    .into_iter()
                    .find(|n| !n.is_empty())
                    .unwrap_or("")
                    .to_owned(),
                groups,
                place: row.place,
                extra: parliament::extras(&sheet, row, &used),
            };
            self.by_id.insert(key.into_owned(), mandate);
        })
    }
}

/// A mandate without its period: "Zeki Gökhan (Bundestag 2017 - 2021)".
fn bare(mandate: &str) -> &str {
    mandate.rsplit_once(" (").map_or(mandate, |(name, _)| name)
}

/// The parliamentary groups of a mandate by date, from three lists in JSON: names such as "SPD seit 24.11.2020", first
/// and last days. The days within the names serve where the lists have none.
fn spells(names: &str, starts: &str, ends: &str) -> Vec<Spell> {
    let list = |cell: &str| serde_json::from_str::<Vec<Option<String>>>(cell).unwrap_or_default();
    let (names, starts, ends) = (list(names), list(starts), list(ends));
    let on = |days: &[Option<String>], place: usize| {
        days.get(place).and_then(Option::as_deref).and_then(parliament::parse_day)
    };
    let mut spells: Vec<Spell> = names
        .iter()
        .enumerate()
        .filter_map(|(place, name)| {
            let (label, from, until) = group(name.as_deref()?);
            let spell =
                Spell { from: on(&starts, place).or(from), until: on(&ends, place).or(until), value: label.to_owned() };
            (!label.is_empty()).then_some(spell)
        })
        .collect();
    spells.sort_by_key(|spell| spell.from.clone());
    spells
}

/// The label of a group and its days: "SPD seit 24.11.2020", "CDU/CSU bis 20.10.2020", "AfD 24.10.2017 - 27.01.2020".
fn group(name: &str) -> (&str, Option<Date>, Option<Date>) {
    let mut label = name.trim();
    let (mut from, mut until) = (None, None);
    while let Some((head, last)) = label.rsplit_once(' ') {
        let day = german_day(last);
        let head = head.trim_end();
        let word = head.rsplit_once(' ').map_or(("", head), |(rest, word)| (rest, word));
        match (day, word) {
            (Some(day), (rest, "seit" | "ab" | "von")) => (from, label) = (Some(day), rest.trim_end()),
            (Some(day), (rest, "bis" | "-" | "–")) => (until, label) = (Some(day), rest.trim_end()),
            // The first day of two stands without a word before it.
            (Some(day), _) if until.is_some() && from.is_none() => (from, label) = (Some(day), head),
            _ => break,
        }
    }
    (label, from, until)
}

/// "24.11.2020".
fn german_day(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok().filter(|_| parts.next().is_none())
}

/// Somebody who votes.
struct Voter {
    number: usize,
    key: String,
    name: String,
    place: Place,
}

/// The votes while they are read.
struct Votes {
    forum: u32,
    called: Called,
    voters: Vec<Option<Voter>>,
    /// Why somebody was not there, by roll call.
    reasons: BTreeMap<usize, Vec<String>>,
}

impl Votes {
    fn read(&mut self, part: &Part<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
        let sheet = parliament::open(part, job)?;
        let column = |name: &str| sheet.column(name);
        let (id, mandate, poll, vote) = (column("mandate_id"), column("mandate"), column("poll_id"), column("vote"));
        let (name, reason, other) =
            (column("politician name"), column("reason_no_show"), column("reason_no_show_other"));
        parliament::each(&sheet, job, |job, row| {
            let (key, roll) = (row.cell(id), row.cell(poll));
            if parliament::whole(roll).is_none() {
                return parliament::wrong(job, row, poll, "number of a poll");
            }
            if parliament::whole(key).is_none() {
                return parliament::wrong(job, row, id, "number of a mandate");
            }
            let entry = match row.cell(vote) {
                "yes" => Vote::Yes,
                "no" => Vote::No,
                "abstain" => Vote::Abstain,
                "no_show" => Vote::Absent,
                _ => return parliament::no_vote(job, row, vote, "yes, no, abstain, no_show"),
            };
            let roll = self.called.number(job, row, roll, self.forum);
            let voter = parliament::voter(job, key);
            let name = [row.cell(name), bare(row.cell(mandate))].into_iter().find(|n| !n.is_empty()).unwrap_or(key);
            self.remember(row, voter, key, name);
            let why = [row.cell(reason), row.cell(other)];
            if why.iter().any(|why| !why.is_empty()) && job.builder.entry(roll, voter) == Entry::Unlisted {
                let why: Vec<&str> = why.into_iter().filter(|why| !why.is_empty()).collect();
                self.reasons.entry(roll).or_default().push(format!("{name}: {}", why.join(", ")));
            }
            parliament::cast(job, row, vote, (roll, voter), Entry::Cast(entry));
        })
    }

    fn remember(&mut self, row: &Row<'_>, number: usize, key: &str, name: &str) {
        if self.voters.len() <= number {
            self.voters.resize_with(number + 1, || None);
        }
        if let Some(slot) = self.voters.get_mut(number).filter(|slot| slot.is_none()) {
            let key = parliament::key(key).into_owned();
            *slot = Some(Voter { number, key, name: name.to_owned(), place: row.place });
        }
    }

    /// Puts the reasons beside the roll calls, and the list of mandates beside those who vote.
    fn finish(self, job: &mut Job<'_>, mandates: &Mandates) {
        for (roll, reasons) in self.reasons {
            if let Some(found) = job.builder.roll_call_mut(roll) {
                found.extra.push(("reason_no_show".to_owned(), reasons.join("; ")));
            }
        }
        let first_day = job.builder.archive().roll_calls.iter().filter_map(|roll| roll.date.clone()).min();
        let mut known = 0;
        for voter in self.voters.iter().flatten() {
            let mandate = mandates.by_id.get(&voter.key);
            if mandate.is_none() && mandates.file.is_some() {
                parliament::not_listed(job, voter.place, &format!("{} (mandate {})", voter.name, voter.key));
            }
            let Some(found) = job.builder.voter_mut(voter.number) else { continue };
            let Some(mandate) = mandate else {
                found.named(&voter.name, None);
                continue;
            };
            known += 1;
            found.named(&mandate.name, None);
            found.extra.extend(mandate.extra.iter().cloned());
            found.settle();
            found.groups = mandate.groups.clone();
            let late = mandate.groups.first().and_then(|spell| spell.from.clone());
            if let Some(late) = late.filter(|late| first_day.as_ref().is_some_and(|first| first < late)) {
                unknown_before(job, voter, mandate, &late);
            }
        }
        if let Some(file) = mandates.file {
            parliament::without_votes(job, file, mandates.by_id.len() - known);
        }
    }
}

/// A group that begins after the first vote of a mandate says nothing of the days before.
fn unknown_before(job: &mut Job<'_>, voter: &Voter, mandate: &Mandate, late: &Date) {
    let before = |roll: &RollCall| roll.date.as_ref().is_some_and(|date| date < late);
    let rolls: Vec<usize> = {
        let all = &job.builder.archive().roll_calls;
        all.iter().enumerate().filter(|(_, roll)| before(roll)).map(|(number, _)| number).collect()
    };
    if !rolls.iter().any(|roll| job.builder.entry(*roll, voter.number) != Entry::Unlisted) {
        return;
    }
    if let Some(found) = job.builder.voter_mut(voter.number) {
        found.groups.insert(0, Spell::default());
    }
    let place = mandate.place;
    let message = format!("The list has a parliamentary group of {} only from {late} on", mandate.name);
    let done = "For the votes before that day none is known";
    let found = Finding::note(Kind::Missing, message, done);
    job.findings.push(found.at(place, 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_with_and_without_days() {
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(group("SPD"), ("SPD", None, None));
        assert_eq!(group("DIE GRÜNEN seit 01.06.2021"), ("DIE GRÜNEN", day("2021-06-01"), None));
        assert_eq!(group("CDU/CSU bis 20.10.2020"), ("CDU/CSU", None, day("2020-10-20")));
        assert_eq!(group("AfD 24.10.2017 - 27.01.2020"), ("AfD", day("2017-10-24"), day("2020-01-27")));
        assert_eq!(group("DIE LINKE 2021"), ("DIE LINKE 2021", None, None));
        assert_eq!(group(""), ("", None, None));
    }

    #[test]
    fn lists_of_groups_are_sorted_by_their_days() {
        let found = spells(
            r#"["fraktionslos seit 27.01.2020", "AfD bis 26.01.2020"]"#,
            r#"["2020-01-27", null]"#,
            r#"["", ""]"#,
        );
        let found: Vec<&str> = found.iter().map(|spell| spell.value.as_str()).collect();
        assert_eq!(found, ["AfD", "fraktionslos"]);
        assert!(spells("not JSON", "", "").is_empty());
    }

    #[test]
    fn a_mandate_loses_its_period() {
        assert_eq!(bare("Zeki Gökhan (Bundestag 2017 - 2021)"), "Zeki Gökhan");
        assert_eq!(bare("Zeki Gökhan"), "Zeki Gökhan");
    }
}
