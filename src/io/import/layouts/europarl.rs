//! Roll calls of the European Parliament as lists: the items, every vote, and the members. Only those who voted are
//! listed. The number beside a vote is the `voteid` in the list of members.

use std::collections::{BTreeMap, BTreeSet};

use super::parliament::{self, Beside, Called};
use crate::{
    archive::{Entry, spells},
    io::{
        Problem,
        import::{
            Finding, Kind,
            dates::{Custom, Dates},
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Date, Tally, TextKind, Vote, fold},
};

/// How days are written that do not begin with the year; the first elections to the Parliament were in 1979.
pub(super) const DATES: Custom = Custom::DAY_FIRST.since(1979);

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["mepid", "result", "identifier"]) {
        return Some("votes");
    }
    if head.has(&["voteid", "lastname", "eugroup"]) {
        return Some("members");
    }
    head.has(&["identifier", "date", "title", "for", "against", "abstention"]).then_some("items")
}

/// The European Parliament among the bodies of the collection.
pub(super) fn forum(job: &mut Job<'_>) -> u32 {
    parliament::forum(job, "EP", "European Parliament")
}

/// The label of a political group, which the sources write in English, in French or as a code.
pub(super) fn group_label(written: &str) -> &str {
    match written {
        "PPE" | "PPE-DE" | "EPP-ED" => "EPP",
        "SD" | "S&amp;D" => "S&D",
        "RENEW" => "Renew",
        "Verts/ALE" | "GREEN_EFA" | "Greens" => "Greens/EFA",
        "GUE_NGL" | "The Left" | "THE_LEFT" => "GUE/NGL",
        "NA" => "NI",
        "PFE" => "PfE",
        other => other,
    }
}

/// Labels of groups that were made one, with how many rows had them.
#[derive(Default)]
pub(super) struct Labels(BTreeMap<String, u64>);

impl Labels {
    /// The label, which is counted where it is written in another way.
    pub(super) fn read<'a>(&mut self, written: &'a str) -> &'a str {
        let label = group_label(written);
        if label != written {
            match self.0.get_mut(written) {
                Some(count) => *count += 1,
                None => _ = self.0.insert(written.to_owned(), 1),
            }
        }
        label
    }

    /// Says which labels were made one.
    pub(super) fn tell(&self, job: &mut Job<'_>, file: u32) {
        for (written, count) in &self.0 {
            let rows = if *count == 1 { "row".to_owned() } else { format!("{count} rows") };
            let label = group_label(written);
            let what = if label == "NI" { " (non-attached)" } else { "" };
            let done = format!("It was read as {label}{what}");
            parliament::note(job, file, format!("The group is called {written} in {rows}"), &done);
        }
    }
}

/// The group of every member over time, noted with the days of its votes.
#[derive(Default)]
pub(super) struct Groups {
    labels: Vec<String>,
    /// The days of roll calls, as [`Date::packed`] has them; 0 where none is known.
    days: Vec<Option<u32>>,
    /// By member, the days with the place of the label. Rows that follow one another have one day and one group as a rule,
    /// and are noted once.
    noted: Vec<Vec<(u32, u32)>>,
}

impl Groups {
    /// Notes the group of a member in a roll call.
    pub(super) fn note(&mut self, job: &mut Job<'_>, (roll_call, voter): (usize, usize), label: &str) {
        if label.is_empty() {
            return;
        }
        let place = self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.labels.push(label.to_owned());
            self.labels.len() - 1
        });
        let note = (self.day(job, roll_call), place as u32);
        if self.noted.len() <= voter {
            self.noted.resize_with(voter + 1, Vec::new);
        }
        if let Some(noted) = self.noted.get_mut(voter).filter(|noted| noted.last() != Some(&note)) {
            noted.push(note);
        }
    }

    fn day(&mut self, job: &mut Job<'_>, roll_call: usize) -> u32 {
        if self.days.len() <= roll_call {
            self.days.resize(roll_call + 1, None);
        }
        let Some(day) = self.days.get_mut(roll_call) else { return 0 };
        *day.get_or_insert_with(|| {
            let date = job.builder.roll_call_mut(roll_call).and_then(|roll| roll.date.as_ref());
            date.map_or(0, Date::packed)
        })
    }

    /// Tells every member its groups.
    pub(super) fn finish(self, job: &mut Job<'_>) {
        for (voter, noted) in self.noted.into_iter().enumerate() {
            let Some(voter) = job.builder.voter_mut(voter).filter(|_| !noted.is_empty()) else { continue };
            let places: BTreeSet<u32> = noted.iter().map(|(_, place)| *place).collect();
            // Only the labels that the member has, since one that was never noted on a day would be one of no day.
            let places: Vec<u32> = places.into_iter().collect();
            let labels: Vec<String> =
                places.iter().filter_map(|place| self.labels.get(*place as usize)).cloned().collect();
            let own = |place: u32| places.binary_search(&place).unwrap_or(0) as u32;
            let noted = noted.into_iter().map(|(day, place)| (day, own(place))).collect();
            for spell in spells(&labels, noted) {
                voter.grouped(&spell.value, spell.from.as_ref());
                voter.grouped(&spell.value, spell.until.as_ref());
            }
        }
    }
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    parliament::votes_missing(parts, "votes", job);
    let forum = forum(job);
    let first = job.builder.archive().roll_calls.len();
    let listed = parliament::of_role(parts, "items", job, |part, job| items(part, forum, job))?;
    let mut by_id = BTreeMap::new();
    let file = parliament::of_role(parts, "members", job, |part, job| members(part, &mut by_id, job))?;
    let people = People { file, by_id };
    let mut votes =
        Votes { forum, called: Called::new(listed.is_some()), groups: Groups::default(), names: Beside::default() };
    if parliament::of_role(parts, "votes", job, |part, job| votes.read(part, job))?.is_some() {
        votes.called.silent(job, first);
        votes.groups.finish(job);
        people.describe(job, &votes.names);
    }
    Ok(())
}

fn items(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (id, date, report) = (column("identifier"), column("date"), column("report"));
    let (short, title) = (column("desc"), column("title"));
    let (yes, no, abstain) = (column("for"), column("against"), column("abstention"));
    let used = [id, date, report, short, title, yes, no, abstain];
    let mut dates = Dates::new(DATES);
    parliament::each(&sheet, job, |job, row| {
        let (key, heading) = (row.cell(id), row.cell(title));
        if key.is_empty() {
            return parliament::wrong(job, row, id, "identifier");
        }
        if let Some(message) = row.beside(&[date, title, report]) {
            return parliament::leave_out(job, row, None, Kind::BadRow, message);
        }
        let Some(roll) = parliament::add_roll_call(job, row, id, key, forum) else { return };
        let day = parliament::day(job, &mut dates, &sheet, row, date);
        let published = Tally {
            yes: parliament::total(job, row, yes),
            no: parliament::total(job, row, no),
            abstain: parliament::total(job, row, abstain),
            absent: None,
        };
        let Some(found) = job.builder.roll_call_mut(roll) else { return };
        found.date = day;
        found.published = published;
        found.draft = row.cell(report).to_owned();
        found.title = heading.to_owned();
        found.description = row.cell(short).to_owned();
        found.kind = kind(heading);
        found.extra = parliament::extras(&sheet, row, &used);
        let hour = parliament::hour(row.cell(date));
        if !hour.is_empty() {
            found.extra.push(("time".to_owned(), hour.to_owned()));
        }
    })
}

/// What is voted on, by the French words of the minutes: "Am 16", "§ 2/1", "Considérant T", "Ordre du jour …".
fn kind(title: &str) -> TextKind {
    // The rapporteur stands before the words, after a dash.
    let words = title.rsplit(" - ").next().unwrap_or(title).trim();
    if words.starts_with("Am ") {
        TextKind::Amendment
    } else if words.starts_with('§') || words.starts_with("Considérant ") {
        TextKind::Part
    } else if title.starts_with("Ordre du jour") {
        TextKind::Motion
    } else {
        TextKind::Draft
    }
}

/// A row of the list of members.
struct Person {
    first_name: String,
    last_name: String,
    extra: Vec<(String, String)>,
}

/// The list of members by the number that stands beside the votes.
struct People {
    file: Option<u32>,
    by_id: BTreeMap<String, Person>,
}

fn members(part: &Part<'_>, known: &mut BTreeMap<String, Person>, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = parliament::open(part, job)?;
    let column = |name: &str| sheet.column(name);
    let (id, first, last) = (column("voteid"), column("firstname"), column("lastname"));
    // Groups stand beside the votes, as they were on the day.
    let used = [id, first, last];
    parliament::each(&sheet, job, |job, row| {
        let Some(key) = parliament::new_key(job, row, id, "member number", known) else { return };
        let mut extra = parliament::extras(&sheet, row, &used);
        for (_, group) in extra.iter_mut().filter(|(name, _)| name == "eugroup") {
            *group = group_label(group).to_owned();
        }
        let (first_name, last_name) = (row.cell(first).to_owned(), row.cell(last).to_owned());
        let person = Person { first_name, last_name, extra };
        known.insert(key, person);
    })
}

impl People {
    /// Puts the list of members beside those who vote.
    fn describe(&self, job: &mut Job<'_>, names: &Beside) {
        let mut known = 0;
        for (number, place) in &names.first {
            let written = names.word(*number);
            let key = parliament::bare_key(job, *number);
            let Some(voter) = job.builder.voter_mut(*number) else { continue };
            let Some(person) = self.by_id.get(&key) else {
                voter.named(written, None);
                if self.file.is_some() {
                    parliament::not_listed(job, *place, &format!("{written} ({key})"));
                }
                continue;
            };
            known += 1;
            let name = format!("{} {}", person.first_name, person.last_name);
            voter.named(&name, None);
            voter.extra.extend(person.extra.iter().cloned());
            if !same_person(written, &person.last_name) {
                voter.note = format!("In the votes: {written}");
                let message = format!("Number {key} is {written} in the votes, and {name} in the list of members");
                let done = "The votes go by the number, under the name of the list";
                job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(*place, 0));
            }
        }
        if let Some(file) = self.file {
            parliament::without_votes(job, file, self.by_id.len() - known);
        }
    }
}

/// Whether a name beside a vote, "Pereira Sandra", is that of a member, "PEREIRA": a word of both begins alike, for names
/// are spelt in more than one way (Tomaševski, TOMASZEWSKI).
fn same_person(written: &str, last_name: &str) -> bool {
    let head = |word: &str| word.chars().take(3).collect::<String>();
    let heads = |name: &str| fold(name).split_whitespace().map(head).collect::<Vec<String>>();
    let (written, last_name) = (heads(written), heads(last_name));
    written.is_empty() || last_name.is_empty() || written.iter().any(|word| last_name.contains(word))
}

/// The votes while they are read.
struct Votes {
    forum: u32,
    called: Called,
    groups: Groups,
    /// The names beside the votes.
    names: Beside,
}

impl Votes {
    fn read(&mut self, part: &Part<'_>, job: &mut Job<'_>) -> Result<(), Problem> {
        let sheet = parliament::open(part, job)?;
        let column = |name: &str| sheet.column(name);
        let (id, name, vote) = (column("mepid"), column("name"), column("result"));
        let (group, item) = (column("eugroup"), column("identifier"));
        let mut labels = Labels::default();
        let mut absences = false;
        parliament::each(&sheet, job, |job, row| {
            let (key, roll) = (row.cell(id), row.cell(item));
            if roll.is_empty() {
                return parliament::wrong(job, row, item, "identifier");
            }
            if key.is_empty() {
                return parliament::wrong(job, row, id, "number of a member");
            }
            let Some(entry) = word(row.cell(vote)) else {
                return parliament::no_vote(job, row, vote, "for, against, abstention");
            };
            absences |= entry == Vote::Absent;
            let roll = self.called.number(job, row, roll, self.forum);
            let voter = parliament::voter(job, key);
            self.names.note(voter, row.place, row.cell(name));
            parliament::cast(job, row, vote, (roll, voter), Entry::Cast(entry));
            let group = row.cell(group);
            self.groups.note(job, (roll, voter), labels.read(group));
        })?;
        labels.tell(job, part.file);
        if !absences {
            let message = "Only those who voted are listed";
            parliament::note(
                job,
                part.file,
                message,
                "Members without a vote are not listed, and not counted as absent",
            );
        }
        Ok(())
    }
}

fn word(text: &str) -> Option<Vote> {
    match text {
        "for" | "For" | "FOR" | "+" => Some(Vote::Yes),
        "against" | "Against" | "AGAINST" | "-" => Some(Vote::No),
        "abstention" | "Abstention" | "ABSTENTION" | "0" => Some(Vote::Abstain),
        "absent" | "Absent" | "ABSENT" => Some(Vote::Absent),
        _ => None,
    }
}
