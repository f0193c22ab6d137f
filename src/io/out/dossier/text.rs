//! A roll call as a text of a dossier, with its record.

use super::{build::Chosen, kept};
use crate::{
    archive::{Chamber, RollCall},
    model::{Date, Record, RuleId, Text, TextId, Votes},
    rules::{Role, Rule, council_rule_on, decide_counts, preset},
};

/// How many characters of a title stand in a narrow list.
const SHORT: usize = 60;

/// The title, in one line.
pub(super) fn title(roll: &RollCall) -> String {
    let words: Vec<&str> = roll.heading().split_whitespace().collect();
    if words.is_empty() { "Roll call without a name".to_owned() } else { words.join(" ") }
}

/// The first words of a title that is too long for a narrow list; nothing where it is not.
fn short(title: &str) -> String {
    if title.chars().count() <= SHORT {
        return String::new();
    }
    let mut short = String::new();
    for word in title.split(' ') {
        if short.chars().count() + word.chars().count() + 1 > SHORT {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    match short.trim_end_matches([' ', ',', ';', ':', '.']) {
        "" => String::new(),
        short => format!("{short}…"),
    }
}

/// The rule of this name in force on a day; where no such rule is known, the one that is most common in such a body.
/// And whether it is the one of that name.
pub(super) fn known_rule(wanted: Option<&RuleId>, chamber: Chamber, date: Option<&Date>) -> (RuleId, bool) {
    let known = wanted.filter(|rule| preset(rule).is_some());
    let usual = || match chamber {
        Chamber::GeneralAssembly => RuleId::from("ga-simple"),
        Chamber::SecurityCouncil => "sc-substantive".into(),
        Chamber::Parliament | Chamber::Other => "votes-cast".into(),
    };
    let rule = known.cloned().unwrap_or_else(usual);
    (council_rule_on(&rule, date), known.is_some())
}

/// The rule of a roll call without its quorum, where the source does not bear that out: it does not list who was absent,
/// or fewer voted than the quorum asks for, and the vote was taken all the same.
fn without_quorum(chosen: &Chosen<'_>, number: usize, rule: &RuleId) -> Option<Rule> {
    let (own, counts) = (preset(rule)?, chosen.archive.counts(number));
    let lenient = own.without_quorum().filter(|_| counts.total() > 0)?;
    let is_short = || {
        let conditions = decide_counts(own, &counts, &|_| None).conditions;
        conditions.iter().any(|condition| condition.role == Role::Quorum && condition.met == Some(false))
    };
    (!chosen.absences.contains(number as u32) || is_short()).then_some(lenient)
}

/// The text of a roll call, and the rule that is made for it where no preset fits.
pub(super) fn text(chosen: &Chosen<'_>, number: usize, roll: &RollCall, id: TextId) -> (Text, Option<Rule>) {
    let archive = chosen.archive;
    let forum = roll.forum as usize;
    let body = chosen.bodies.get(&forum).cloned().unwrap_or_else(|| "body".into());
    let wanted = roll.rule.as_ref().or_else(|| Some(&archive.forums.get(forum)?.rule));
    // A rule of the roll call's own goes before the date.
    let own = roll.rule.as_ref().is_some_and(|rule| preset(rule).is_some());
    let (rule, known) = known_rule(wanted, chosen.chamber(forum), roll.date.as_ref().filter(|_| !own));
    let votes: Votes = Votes(
        archive.votes(number).filter_map(|(voter, vote)| Some((chosen.members.get(&voter)?.clone(), vote))).collect(),
    );
    let own = without_quorum(chosen, number, &rule);
    let title = title(roll);
    let unknown = wanted.filter(|_| !known).map(|wanted| {
        format!("The source names the rule \"{wanted}\", which is not known here; \"{rule}\" stands in its place.")
    });
    let rule = own.as_ref().map_or(rule, |own| own.id.clone());
    let text = Text {
        symbol: roll.draft.replace('|', ", "),
        resolution: roll.symbol.clone(),
        short: short(&title),
        kind: roll.kind,
        date: roll.date.clone(),
        meeting: meeting(roll),
        record: Record {
            roll_call: !votes.is_empty(),
            votes,
            tally: roll.published,
            outcome: roll.recorded,
            outcome_note: roll.result.clone(),
        },
        source: source(chosen, roll),
        note: note(chosen, roll, &title, unknown),
        extra: kept::of_roll_call(archive, number, roll),
        ..Text::new(id, title, body, rule)
    };
    (text, own)
}

fn meeting(roll: &RollCall) -> String {
    let session = if roll.session.is_empty() { String::new() } else { format!("session {}", roll.session) };
    let parts = [session, roll.meeting.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn source(chosen: &Chosen<'_>, roll: &RollCall) -> String {
    let file = chosen.archive.sources.get(roll.place.file as usize).filter(|_| roll.place.line > 0);
    let place = file.map(|file| format!("{file}, line {}", roll.place.line));
    let credit = Some(chosen.archive.credit.clone()).filter(|credit| !credit.is_empty());
    credit.into_iter().chain(place).collect::<Vec<_>>().join("; ")
}

fn note(chosen: &Chosen<'_>, roll: &RollCall, title: &str, unknown: Option<String>) -> String {
    let more = roll.description.trim();
    let more = Some(more.to_owned()).filter(|more| !more.is_empty() && more != title);
    let issues: Vec<&str> =
        roll.issues.iter().filter_map(|issue| chosen.archive.issues.get(*issue as usize).map(String::as_str)).collect();
    let about = (!issues.is_empty()).then(|| format!("About: {}.", issues.join(", ")));
    let own = Some(roll.note.clone()).filter(|note| !note.trim().is_empty());
    [more, own, about, unknown].into_iter().flatten().collect::<Vec<_>>().join("\n")
}
