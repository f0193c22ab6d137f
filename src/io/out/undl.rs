//! The layout of the UN Digital Library: one row a member and resolution, as its files of voting data have them since 2026.

use std::{collections::BTreeSet, io::Write};

use super::{
    join,
    table::{Lines, Pace, name_on},
};
use crate::{
    archive::{Archive, Chamber, Entry, RollCall, Voter},
    io::{Problem, import::Watch},
    model::{Counts, TextKind, Vote},
    rules::is_permanent,
};

/// The header of the files of the General Assembly.
pub const GENERAL_ASSEMBLY: [&str; 20] = [
    "undl_id",
    "ms_code",
    "ms_name",
    "ms_vote",
    "date",
    "session",
    "resolution",
    "draft",
    "committee_report",
    "meeting",
    "title",
    "agenda_title",
    "subjects",
    "vote_note",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
];

/// The header of the files of the Security Council.
pub const SECURITY_COUNCIL: [&str; 20] = [
    "undl_id",
    "ms_code",
    "ms_name",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "draft",
    "meeting",
    "description",
    "agenda",
    "subjects",
    "vote_note",
    "modality",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
];

/// The votes in the layout of the UN Digital Library: that of the Security Council where all are the Council's, else
/// that of the General Assembly, without the Council's. Gives what could not stand there.
///
/// # Errors
/// Why it could not be written, or that it was called off.
pub fn undl(archive: &Archive, out: &mut (dyn Write + Send), watch: &dyn Watch) -> Result<Vec<String>, Problem> {
    let council = |number: usize| archive.forum(number).is_some_and(|forum| forum.chamber == Chamber::SecurityCouncil);
    let all = 0..archive.roll_calls.len();
    let of_council = !archive.roll_calls.is_empty() && all.clone().all(council);
    let header = if of_council { &SECURITY_COUNCIL } else { &GENERAL_ASSEMBLY };
    let pace = Pace::new(watch, archive.roll_calls.len());
    let mut remarks = Remarks::default();
    let mut lines = Lines::new(out);
    lines.header(&header.map(std::borrow::Cow::from))?;
    for number in all {
        let Some(roll) = archive.roll_calls.get(number) else { continue };
        if council(number) != of_council {
            remarks.of_council += 1;
        } else if roll.recorded.is_some_and(|outcome| !outcome.is_adopted()) {
            remarks.not_adopted += 1;
        } else {
            remarks.look(archive, number, roll, header);
            rows(archive, number, roll, header, &mut lines)?;
        }
        pace.at(number + 1)?;
    }
    lines.finish()?;
    Ok(remarks.list(archive, header))
}

fn rows(
    archive: &Archive,
    number: usize,
    roll: &RollCall,
    header: &[&str; 20],
    lines: &mut Lines<'_>,
) -> Result<(), Problem> {
    let counted = archive.counts(number);
    // What is the same in all rows of a roll call.
    let cells = header.map(|column| of_roll_call(column, archive, roll, &counted));
    for (voter, vote) in archive.votes(number) {
        let Some(voter) = archive.voters.get(voter) else { continue };
        for (place, (column, cell)) in header.iter().zip(&cells).enumerate() {
            if place > 0 {
                lines.plain(",");
            }
            match *column {
                "ms_code" => lines.cell(voter.id.as_str()),
                "ms_name" => lines.cell(&capitals(voter, roll)),
                "ms_vote" => lines.plain(vote.letter()),
                "permanent_member" => {
                    let names = voter.names.iter().map(|spell| spell.value.as_str());
                    let permanent = is_permanent(voter.id.as_str(), names, roll.date.as_ref());
                    lines.plain(if permanent { "True" } else { "False" });
                }
                _ => lines.cell(cell),
            }
        }
        lines.end()?;
    }
    Ok(())
}

/// The name of that day in capitals, as the Library writes it.
fn capitals(voter: &Voter, roll: &RollCall) -> String {
    name_on(voter, roll.date.as_ref()).to_uppercase().replace('’', "'")
}

/// What the layout says of a member; all else it says of the resolution.
const OF_MEMBERS: [&str; 4] = ["ms_code", "ms_name", "ms_vote", "permanent_member"];

fn extra<'a>(roll: &'a RollCall, column: &str) -> Option<&'a str> {
    roll.extra.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
}

/// What the source had in a column of the layout, as long as nothing has been changed since: a column without a place
/// elsewhere, the title with the words that all of them end in, subjects in an order of their own, noughts for totals
/// where there was no vote.
fn own<'a>(column: &str, archive: &Archive, roll: &'a RollCall) -> Option<&'a str> {
    let sorted = |text: &str| {
        let mut names: Vec<String> = text.split('|').map(|name| name.trim().to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names.join("|")
    };
    let unpublished = |vote: Vote| roll.published.of(vote).is_none();
    extra(roll, column).filter(|own| match column {
        "title" => !roll.title.is_empty() && own.starts_with(&roll.title),
        "subjects" => sorted(own) == sorted(&join_issues(archive, roll)),
        "total_yes" => unpublished(Vote::Yes),
        "total_no" => unpublished(Vote::No),
        "total_abstentions" => unpublished(Vote::Abstain),
        "total_non_voting" => unpublished(Vote::Absent),
        _ => !OF_MEMBERS.contains(&column),
    })
}

fn is_link(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn of_roll_call(column: &str, archive: &Archive, roll: &RollCall, counted: &Counts) -> String {
    // What its reader has no other place for, or keeps as it stood in the file.
    if let Some(own) = own(column, archive, roll) {
        return own.to_owned();
    }
    let total = |vote: Vote| format!("{}.0", roll.published.of(vote).unwrap_or(counted.of(vote)));
    match column {
        "undl_id" => roll.id.clone(),
        "date" => roll.date.as_ref().map_or(String::new(), ToString::to_string),
        "session" => roll.session.clone(),
        "resolution" => roll.symbol.clone(),
        "draft" => roll.draft.clone(),
        "meeting" => roll.meeting.clone(),
        "title" | "description" => roll.title.clone(),
        "agenda" | "agenda_title" => roll.description.clone(),
        "subjects" => join_issues(archive, roll),
        "vote_note" if !is_link(&roll.note) => roll.note.clone(),
        "undl_link" if is_link(&roll.note) => roll.note.clone(),
        "modality" if counted.yes + counted.no + counted.abstain > 0 => "vote".to_owned(),
        "modality" => "without vote".to_owned(),
        "total_yes" => total(Vote::Yes),
        "total_no" => total(Vote::No),
        "total_abstentions" => total(Vote::Abstain),
        "total_non_voting" => total(Vote::Absent),
        "total_ms" => format!("{}.0", counted.total()),
        _ => String::new(),
    }
}

fn join_issues(archive: &Archive, roll: &RollCall) -> String {
    join(roll.issues.iter().filter_map(|issue| archive.issues.get(*issue as usize)), "|")
}

/// What could not stand in the layout.
#[derive(Default)]
struct Remarks<'a> {
    of_council: usize,
    not_adopted: usize,
    unknown: usize,
    sessions: usize,
    without_votes: usize,
    not_members: usize,
    kinds: usize,
    results: usize,
    rules: usize,
    key_votes: usize,
    counted: usize,
    bodies: BTreeSet<&'a str>,
    extras: BTreeSet<&'a str>,
}

impl<'a> Remarks<'a> {
    fn look(&mut self, archive: &'a Archive, number: usize, roll: &'a RollCall, header: &[&str; 20]) {
        let forum = archive.forum(number);
        let counts = archive.counts(number);
        self.without_votes += usize::from(counts.total() == 0);
        let entries = (0..archive.voters.len()).map(|voter| archive.entry(number, voter));
        self.not_members += entries.filter(|entry| *entry == Entry::NotMember).count();
        self.kinds += usize::from(roll.kind != TextKind::Draft);
        self.unknown += usize::from(roll.recorded.is_none());
        self.sessions += usize::from(!roll.session.is_empty() && !header.contains(&"session"));
        self.results += usize::from(!roll.result.is_empty());
        self.rules += usize::from(roll.rule.is_some());
        self.key_votes += usize::from(roll.key_vote.is_some());
        self.counted += usize::from(Vote::ALL.iter().any(|vote| roll.published.of(*vote).is_none()));
        let assembly = |chamber| matches!(chamber, Chamber::GeneralAssembly | Chamber::SecurityCouncil);
        self.bodies.extend(forum.filter(|forum| !assembly(forum.chamber)).map(|forum| forum.name.as_str()));
        let lost = roll
            .extra
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| own(name, archive, roll).is_none() || !header.contains(name));
        self.extras.extend(lost);
    }

    fn list(&self, archive: &Archive, header: &[&str; 20]) -> Vec<String> {
        let joined = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join(", ");
        let mut list = Vec::new();
        let mut say = |count: usize, what: &str| {
            if count > 0 {
                list.push(format!("{count} {what}"));
            }
        };
        say(self.of_council, "roll calls of the Security Council are left out: they have a layout of their own");
        say(
            self.not_adopted,
            "roll calls are left out: the layout lists adopted resolutions, and they were not adopted",
        );
        say(self.unknown, "roll calls have no recorded result; who reads this layout takes them as adopted");
        say(self.without_votes, "roll calls without any vote are left out");
        say(self.not_members, "entries that a member was none are left out");
        say(self.kinds, "amendments, parts and motions stand among the resolutions");
        say(self.results, "results in words are left out");
        say(self.sessions, "sessions are left out");
        say(self.rules, "rules of single roll calls are left out");
        say(self.key_votes, "marks of key votes are left out");
        say(self.counted, "roll calls have counted totals where none were published");
        let groups = archive.voters.iter().filter(|voter| !voter.groups.is_empty()).count();
        say(groups, "members’ parties or groups are left out");
        say(archive.voters.iter().filter(|voter| !voter.note.is_empty()).count(), "remarks on members are left out");
        let keys = archive.voters.iter().filter(|voter| voter.key != voter.id.as_str()).count();
        say(keys, "members’ codes in the source are left out");
        if !self.bodies.is_empty() {
            list.push(format!("The layout does not name the body: {}", joined(&self.bodies)));
        }
        if !self.extras.is_empty() {
            list.push(format!("Columns that are left out: {}", joined(&self.extras)));
        }
        let of_members: BTreeSet<&str> = archive
            .voters
            .iter()
            .flat_map(|voter| &voter.extra)
            .map(|(name, _)| name.as_str())
            .filter(|name| !(OF_MEMBERS.contains(name) && header.contains(name)))
            .collect();
        if !of_members.is_empty() {
            list.push(format!("Columns of members that are left out: {}", joined(&of_members)));
        }
        if !archive.credit.is_empty() {
            list.push(format!("The credit is left out and has to be given beside the file: {}", archive.credit));
        }
        list
    }
}
