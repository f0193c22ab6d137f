//! What the paragraph says after the line: the rule and its base, the margin, who took no part, the groups, and the
//! smallest change that would have turned it.

use super::{
    Origin, Sentence, Span, assumed,
    chance::chance,
    facts::{Facts, Mood, name_of, sponsor, tally_of, votes_of},
    say::{Notes, Say},
    turn::{Takes, turns},
    words::{full_stop, list, long_list, noun, quoted, small},
};
use crate::{
    chart::blocs::BlocRow,
    model::{Basis, Dossier, MemberId, Outcome, Standing, Text, TextKind, Vote},
    rules::{Condition, Formula, Need, Role, Test, Who},
};

/// A body of so many members is told by its groups, a smaller one by its members.
const BY_GROUP: usize = 30;
/// So many names are read in one breath.
const NAMES: usize = 10;

/// The sentences after the line.
pub(super) fn reasons(facts: &Facts<'_>, notes: &mut Notes) -> Vec<Sentence> {
    let mut said = assumed::sentences(facts, notes);
    said.extend(identity(facts, notes));
    if !facts.voted() {
        return said;
    }
    if facts.basis() == Basis::Nothing {
        said.push(rule(facts, notes));
        said.extend(chance(facts, notes));
        return said;
    }
    said.push(rule(facts, notes));
    said.extend(margin(facts, notes));
    said.extend(veto(facts, notes));
    said.extend(record(facts, notes));
    said.extend(absent(facts, notes));
    said.extend(must_abstain(facts, notes));
    said.extend(unset(facts, notes));
    said.extend(known(facts, notes));
    said.extend(named(facts, notes));
    said.extend(groups(facts, notes));
    said.extend(turned(facts, notes));
    said.extend(missing(facts, notes));
    said.extend(chance(facts, notes));
    said
}

/// What sort of text it is, who put it forward, and what it became.
fn identity(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let text = facts.text;
    let mut say = notes.say();
    let titled = name_of(facts.source.dossier, text) != quoted(&text.title);
    let title = |say: &mut Say<'_>, before: &str| {
        if titled {
            say.words(before).name(quoted(&text.title));
        }
    };
    let of = text.amends.as_ref().and_then(|id| facts.source.dossier.text(id));
    let of = of.map(|text| name_of(facts.source.dossier, text));
    match (text.kind, of) {
        (TextKind::Amendment | TextKind::Part | TextKind::Motion, Some(of)) => {
            let what = match text.kind {
                TextKind::Amendment => "It is an amendment to ",
                TextKind::Part => "It is a part of ",
                _ => "It is a motion on ",
            };
            say.words(what).name(of);
            title(&mut say, ": ");
        }
        _ => title(&mut say, "Its title is "),
    }
    if !text.sponsor.is_empty() {
        say.words(if say.is_empty() { "It was put forward by " } else { "; it was put forward by " });
        put_forward_by(facts.source.dossier, text, &mut say);
    }
    let became = !text.resolution.is_empty()
        && facts.outcome() == Some(Outcome::Adopted)
        && facts.mood() == Mood::Was
        && name_of(facts.source.dossier, text) != text.resolution;
    if became {
        let joined = if text.sponsor.is_empty() { "; it became " } else { " and became " };
        say.words(if say.is_empty() { "It became " } else { joined }).name(text.resolution.clone());
    }
    if say.is_empty() {
        return None;
    }
    Some(say.words(".").end())
}

/// Names who put a text forward. Where that tells how many, it says whence the number is.
pub(super) fn put_forward_by(dossier: &Dossier, text: &Text, say: &mut Say<'_>) {
    let sponsor = sponsor(dossier, text);
    if sponsor.chars().any(|c| c.is_ascii_digit()) {
        let what = format!("who put {} forward", name_of(dossier, text));
        say.figure(sponsor, &Origin::Stated { what });
    } else {
        say.name(sponsor);
    }
}

/// What the rule asks, and what an abstention means for it.
fn rule(facts: &Facts<'_>, notes: &mut Notes) -> Sentence {
    let rule = facts.decided.rule;
    let mut say = notes.say();
    let asked = asked(&rule.formula);
    // The words of one's own rule need not fit into a sentence.
    let own = crate::rules::preset(&rule.id).is_none();
    say.words(if own { "The rule asks: " } else { "The rule asks for " });
    say.name(if asked.is_empty() { small(&rule.name) } else { asked }).cite(&rule.cites);
    let Some((condition, _)) = facts.main() else { return say.words(".").end() };
    let abstained = facts.count(Vote::Abstain).filter(|n| *n > 0);
    let share = share_of(condition);
    match (share, abstained) {
        (Some(Who::PresentAndVoting), Some(n)) => {
            say.words("; the ").count(n, &facts.votes()).words(noun(n.into(), " member that", " members that"));
            say.words(facts.mood().of(" abstained ", " abstain ", " abstain "));
            say.words(noun(n.into(), "does not count as voting", "do not count as voting"));
            if let Some((yes, no)) = facts.count(Vote::Yes).zip(facts.count(Vote::No)) {
                let Test::AtLeast { need: Need::Share { of, .. }, .. } = &condition.test else {
                    return say.words(".").end();
                };
                say.words(", so that the base is ").figure(yes + no, &facts.base(of));
            }
        }
        (Some(Who::PresentAndVoting), None) => {
            say.words("; members that abstain do not count as voting");
        }
        (Some(Who::Present), _) => {
            say.words("; members that abstain count as present");
        }
        (Some(_), _) => {
            say.words("; a member that abstains or stays away counts as one that is not in favour");
        }
        (None, _) => {
            say.words("; an abstention neither helps nor blocks");
        }
    }
    say.words(".").end()
}

/// The thresholds and vetoes of a formula in words; whatever is a matter of presence alone is left out.
fn asked(formula: &Formula) -> String {
    match formula {
        Formula::Condition(Condition { role: Role::Quorum, .. }) => String::new(),
        Formula::Condition(condition) => {
            let label = small(&condition.label);
            label.strip_prefix("or ").map_or(label.clone(), str::to_owned)
        }
        Formula::All(parts) | Formula::Any(parts) => {
            let word = if matches!(formula, Formula::All(_)) { "and" } else { "or" };
            let parts: Vec<String> = parts.iter().map(asked).filter(|part| !part.is_empty()).collect();
            match parts.as_slice() {
                [one, two] if word == "and" && two.contains(", or ") => format!("{one}, and either {two}"),
                _ if word == "and" => long_list(&parts),
                _ => parts.join(", or "),
            }
        }
    }
}

/// What the share of the main condition is taken of; none where the rule asks a fixed number.
fn share_of(condition: &Condition) -> Option<Who> {
    match &condition.test {
        Test::AtLeast { need: Need::Share { of, .. }, .. } => Some(of.who),
        _ => None,
    }
}

/// How many votes were to spare or missing.
fn margin(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let (_, result) = facts.main().filter(|(condition, _)| counts_yes(condition))?;
    let outcome = facts.outcome().filter(|_| !facts.by_record())?;
    let tie = facts.count(Vote::Yes).is_some() && facts.count(Vote::Yes) == facts.count(Vote::No);
    let had = facts.mood().of("had", "would have had", "would have");
    let was = facts.mood().of("was", "would have been", "would be");
    let (have, need) = result.have.zip(result.need)?;
    let difference = have.abs_diff(need);
    let how = Origin::Reckoned { how: format!("{have} in favour, {need} needed: {difference} to spare") };
    let lack = Origin::Reckoned { how: format!("{have} in favour, {need} needed: {difference} short") };
    let mut say = notes.say();
    if outcome == Outcome::Rejected && result.met == Some(false) && tie && facts.decided.rule.note.contains("tie") {
        return Some(
            say.words("The votes ").words(was_many(facts)).words(" equal. ").name(&*facts.decided.rule.note).end(),
        );
    }
    match (outcome, facts.decided.verdict.margin, result.surplus()) {
        (Outcome::Adopted, Some(0), _) => {
            say.words("It ").words(had).words(" ").figure("no vote", &how).words(" to spare")
        }
        (Outcome::Adopted, Some(votes), Some(surplus)) if votes > 0 && votes == surplus => {
            let votes = votes.unsigned_abs();
            say.words("It ").words(had).words(" ").count(votes, &how).words(noun(
                votes,
                " vote to spare",
                " votes to spare",
            ))
        }
        (Outcome::Rejected, _, Some(missing)) if missing < 0 => {
            let votes = missing.unsigned_abs();
            say.words("It ").words(was).words(" ").count(votes, &lack).words(noun(votes, " vote short", " votes short"))
        }
        _ => return None,
    };
    Some(say.words(".").end())
}

/// Whether a condition asks for so many members in favour.
fn counts_yes(condition: &Condition) -> bool {
    matches!(&condition.test, Test::AtLeast { of, .. } if of.who == Who::Yes && of.weight.is_none() && of.within.is_none())
}

fn was_many(facts: &Facts<'_>) -> &'static str {
    match facts.mood() {
        Mood::Was => "were",
        Mood::WouldHave => "would have been",
        Mood::Would => "would be",
    }
}

/// What a No, an abstention or an absence of a member that may veto meant.
fn veto(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let (set, name) = facts.veto_set()?;
    let veto = facts.decided.verdict.conditions.iter().find(|condition| condition.role == Role::Veto)?;
    let (_, main) = facts.main()?;
    let apart = if set.len() == 1 { String::new() } else { format!(", of the {name},") };
    let against = facts.in_sentence(facts.of_veto_set(Vote::No));
    let mut say = notes.say();
    match facts.outcome()? {
        Outcome::Vetoed => {
            let have = main.have?;
            say.words("The ").count(have, &facts.votes()).words(noun(have, " vote in favour ", " votes in favour "));
            say.words(facts.mood().of("were enough", "would have been enough", "would be enough"));
            if against.is_empty() {
                return Some(say.words(", but for a veto").cite(&veto.cites).words(".").end());
            }
            say.words(", but ")
                .name(list(&against))
                .name(&*apart)
                .words(" voted against: that is a veto")
                .cite(&veto.cites);
        }
        Outcome::Rejected if !against.is_empty() && main.met == Some(false) => {
            say.name(super::words::capital(&list(&against))).name(&*apart).words(" voted against; ");
            say.words("with too few votes in favour that is not counted as a veto").cite(&veto.cites);
        }
        Outcome::Adopted => {
            let stood_by: Vec<&MemberId> =
                [Vote::Abstain, Vote::Absent].into_iter().flat_map(|vote| facts.of_veto_set(vote)).collect();
            if stood_by.is_empty() {
                return None;
            }
            let absent = facts.of_veto_set(Vote::Absent).len();
            let did = match (absent, stood_by.len()) {
                (0, _) => " abstained",
                (absent, all) if absent == all => " took no part",
                _ => " abstained or took no part",
            };
            say.name(super::words::capital(&list(&facts.in_sentence(stood_by)))).name(&*apart).words(did);
            say.words(", which is no veto").cite(&veto.cites);
        }
        Outcome::Rejected => return None,
    }
    Some(say.words(".").end())
}

/// The record where it says something else than the count.
fn record(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let record = &facts.text.record;
    let mut say = notes.say();
    if facts.mood() != Mood::Was {
        return None;
    }
    let stated = record.outcome.filter(|stated| facts.outcome().is_some_and(|outcome| outcome != *stated));
    if let Some(stated) = stated {
        say.words("The record gives it as ").words(stated.label().to_lowercase()).words(".");
    }
    let differs = matches!(facts.votes(), Origin::RollCall { agrees: Some(false), .. });
    if differs {
        let totals = Origin::Totals { text: facts.text.label().to_owned(), source: facts.text.source_line() };
        say.words(if say.is_empty() { "" } else { " " }).words("The published totals are ");
        say.figure(tally_of(|vote| record.tally.of(vote)), &totals).words(", and not those of the roll call.");
    }
    if say.is_empty() { None } else { Some(say.end()) }
}

/// Who took no part, and who of them could not.
fn absent(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let absent = facts.count(Vote::Absent).filter(|n| *n > 0)?;
    let took = facts.mood().of("took", "would have taken", "would take");
    let votes = facts.votes();
    let mut say = notes.say();
    say.count(absent, &votes).words(noun(absent.into(), " member ", " members ")).words(took).words(" no part");
    if let Some((origin, barred)) = barred(facts).filter(|_| facts.basis() == Basis::RollCall) {
        let n = barred.len() as u64;
        if n == u64::from(absent) {
            say.words(noun(n, "; it", "; they"));
        } else {
            say.words("; ").count(n, &origin).words(" of them");
        }
        say.words(" could not vote");
        if let Origin::Standing { cites, .. } = &origin {
            say.cite(cites);
        }
        if barred.len() <= NAMES {
            say.words(": ").name(list(&facts.in_sentence(barred)));
        }
    }
    Some(say.words(".").end())
}

/// Who has lost the vote, and why; none where nobody has.
fn barred<'f>(facts: &'f Facts<'_>) -> Option<(Origin, Vec<&'f MemberId>)> {
    let seats = facts.ballot().seats.iter().filter(|seat| seat.standing == Standing::NoVote);
    let members: Vec<&MemberId> = seats.map(|seat| &seat.member).collect();
    let body = &facts.ballot().body;
    let (mut cites, mut sources) = (Vec::new(), Vec::new());
    for suspension in members.iter().filter_map(|member| body.suspension(member, facts.date())) {
        for (list, word) in [(&mut cites, &suspension.cites), (&mut sources, &suspension.source)] {
            if !word.is_empty() && !list.contains(word) {
                list.push(word.clone());
            }
        }
    }
    let names = facts.names(members.iter().copied());
    let origin =
        Origin::Standing { what: "Could not vote".to_owned(), cites: cites.join("; "), members: names, sources };
    (!members.is_empty()).then_some((origin, members))
}

/// Who must abstain as a party to the dispute.
fn must_abstain(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let seats = facts.ballot().seats.iter().filter(|seat| seat.standing == Standing::MustAbstain);
    let members: Vec<&MemberId> = seats.map(|seat| &seat.member).collect();
    if members.is_empty() {
        return None;
    }
    let must = if members.len() == 1 { " must abstain as a party" } else { " must abstain as parties" };
    let mut say = notes.say();
    say.name(super::words::capital(&list(&facts.in_sentence(members)))).words(must).words(" to the dispute");
    Some(say.cite("Charter Art. 27 (3)").words(".").end())
}

/// Votes that are not set, where a what-if began on an empty floor or a roll call has a gap.
fn unset(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let unset = facts.ballot().unset() as u64;
    if facts.basis() != Basis::RollCall || (unset == 0 && !facts.decided.floor.from_empty) {
        return None;
    }
    let votes = facts.votes();
    let mut say = notes.say();
    if facts.decided.floor.from_empty {
        say.words("No roll call of this vote is known, so that the scenario begins on an empty floor");
        if unset == 0 {
            return Some(say.words(".").end());
        }
        say.words("; ").count(unset, &votes);
        say.words(noun(unset, " vote is not set and counts as absent.", " votes are not set and count as absent."));
    } else {
        say.words("The roll call does not have the vote of ").count(unset, &votes);
        say.words(noun(unset, " member, which counts as absent.", " members, which count as absent."));
    }
    Some(say.end())
}

/// Single votes that are known where the roll call is not.
fn known(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let record = &facts.text.record;
    if facts.basis() == Basis::RollCall || record.votes.is_empty() {
        return None;
    }
    let mut say = notes.say();
    say.words("The single votes that are known: ");
    let mut parts = Vec::new();
    for (vote, words) in [
        (Vote::Yes, "in favour, "),
        (Vote::No, "against, "),
        (Vote::Abstain, "abstaining, "),
        (Vote::Absent, "not voting, "),
    ] {
        let who: Vec<&MemberId> =
            record.votes.0.iter().filter(|(_, v)| **v == vote).map(|(member, _)| member).collect();
        if !who.is_empty() {
            parts.push((words, list(&facts.in_sentence(who))));
        }
    }
    for (n, (words, names)) in parts.into_iter().enumerate() {
        say.words(if n == 0 { "" } else { "; " }).words(words).name(names);
    }
    Some(say.words(".").end())
}

/// Who was against, and in a small body who abstained.
fn named(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    if facts.basis() != Basis::RollCall {
        return None;
    }
    let small = facts.ballot().seats.len() <= BY_GROUP;
    let names = |vote| facts.names(facts.voters(vote));
    // Who cast a veto is named already.
    let vetoed = facts.outcome() == Some(Outcome::Vetoed) && facts.voters(Vote::No).eq(facts.of_veto_set(Vote::No));
    let against = if vetoed { Vec::new() } else { names(Vote::No) };
    let abstaining = if small { names(Vote::Abstain) } else { Vec::new() };
    let mut say = notes.say();
    if !against.is_empty() && (small || against.len() <= NAMES) {
        say.words("Against: ").name(list(&against)).words(".");
    }
    if !abstaining.is_empty() {
        say.words(if say.is_empty() { "Abstaining: " } else { " Abstaining: " }).name(list(&abstaining)).words(".");
    }
    if say.is_empty() { None } else { Some(say.end()) }
}

/// How the main groups split, where a body is too large to name everybody.
fn groups(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    if facts.basis() != Basis::RollCall || facts.ballot().seats.len() <= BY_GROUP {
        return None;
    }
    let rows = rows(facts);
    if rows.is_empty() {
        return None;
    }
    let mut say = notes.say();
    say.words("How the main groups split, in favour–against–abstaining: ");
    for (n, row) in rows.iter().enumerate() {
        let tally = tally_of(|vote| Some(row.counts.counts.of(vote)));
        let origin = group_origin(facts, row);
        say.words(if n == 0 { "" } else { "; " }).name(&*row.name).words(" ").figure(tally, &origin);
    }
    Some(say.words(".").end())
}

/// The pinned groups that have at least two members on the floor.
pub(super) fn rows(facts: &Facts<'_>) -> Vec<BlocRow> {
    let mut rows = facts.source.bloc_rows(&facts.decided.floor, true);
    rows.retain(|row| row.counts.members >= 2);
    rows
}

/// Where the figures of a group come from.
pub(super) fn group_origin(facts: &Facts<'_>, row: &BlocRow) -> Origin {
    let group = facts.source.dossier.group(&row.group);
    let (source, note) = group.map_or_else(Default::default, |group| (group.source.clone(), group.note.clone()));
    let counted = match facts.votes() {
        Origin::WhatIf { scenario, .. } => {
            format!("{} members on the floor, their votes counted with the scenario “{scenario}”", row.counts.members)
        }
        _ => format!("{} members on the floor, their votes counted from the roll call", row.counts.members),
    };
    Origin::Group { name: row.name.clone(), counted, source, note }
}

/// The smallest change that would turn the outcome.
fn turned(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let turns = turns(facts);
    let found: Vec<_> = turns.iter().filter_map(|turn| Some((turn, turn.size()?, turn.origin()?))).collect();
    let mut say = notes.say();
    if found.is_empty() {
        let never = !turns.is_empty() && turns.iter().all(|turn| matches!(turn.takes, Takes::Never));
        return never.then(|| say.words("No change of votes would turn it.").end());
    }
    say.words(facts.mood().of(
        "The smallest change that would have turned it: ",
        "The smallest further change that would turn it: ",
        "The smallest further change that would turn it: ",
    ));
    for (n, (turn, size, origin)) in found.iter().enumerate() {
        say.words(if n == 0 { "" } else { ", or " }).count(*size, origin);
        say.words(if n == 0 { noun(*size, " member ", " members ") } else { " " }).words(turn.words());
    }
    Some(say.words(".").end())
}

/// What is not known, and what therefore cannot be said.
fn missing(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let mut say = notes.say();
    match facts.basis() {
        Basis::RollCall | Basis::Nothing => return None,
        Basis::Result => say.words(
            "Neither totals nor a roll call are known, so that nothing can be said of the margin, of the groups or of \
             what would have turned it.",
        ),
        Basis::Tally => {
            let open: Vec<&str> = [(Vote::Abstain, "abstained"), (Vote::Absent, "took no part")]
                .into_iter()
                .filter(|(vote, _)| facts.count(*vote).is_none())
                .map(|(_, words)| words)
                .collect();
            if !open.is_empty() {
                say.words("How many ").words(open.join(" or ")).words(" is not recorded. ");
            }
            say.words(
                "No roll call is known, so that it cannot be said how the groups voted or whose moves would have turned it.",
            )
        }
    };
    Some(say.end())
}

/// The recorded outcome and tally of the text, for a scenario to stand beside: "adopted, 93–18–65".
pub(super) fn on_record(facts: &Facts<'_>, say: &mut Say<'_>) -> Option<()> {
    let record = facts.recorded.as_ref()?;
    let outcome = record.verdict.outcome?;
    say.words("On the record it was ").words(outcome.label().to_lowercase());
    let (then, now) = (&record.floor.ballot.body, &facts.ballot().body);
    if then.id != now.id {
        say.words(" in the ").name(&*then.name);
    }
    let count = |vote| match record.floor.basis {
        Basis::RollCall => Some(record.floor.ballot.counts().of(vote)),
        Basis::Tally => facts.text.record.tally.of(vote),
        Basis::Result | Basis::Nothing => None,
    };
    if matches!(record.floor.basis, Basis::RollCall | Basis::Tally) {
        say.words(", ").figure(tally_of(count), &votes_of(facts.text, name_of(facts.source.dossier, facts.text)));
    }
    Some(())
}

/// A sentence of words that somebody else has written.
pub(super) fn written(words: &str) -> Sentence {
    Sentence(vec![Span::Name(full_stop(words))])
}
