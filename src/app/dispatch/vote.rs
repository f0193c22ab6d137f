//! Votes changed in a what-if. On the record the first change begins a scenario: the record itself stays.

use std::{collections::BTreeMap, sync::Arc};

use super::case;
use crate::{
    app::{command::VoteCommand, session::Dialog, state::App},
    io,
    model::{MemberId, RuleId, Standing, TextId, Vote, Votes},
    scenario::{Change, ChangeKind},
};

pub(super) fn dispatch(app: &mut App, command: VoteCommand) {
    match command {
        VoteCommand::Set(members, vote) => {
            let label = match members.as_slice() {
                [one] => format!("{} to {}", app.document.dossier.member_name(one), vote.label()),
                many => format!("{} members to {}", many.len(), vote.label()),
            };
            set(app, members, vote, &label);
        }
        VoteCommand::Moves(votes) => {
            let label = match votes.0.len() {
                1 => "1 member moves".to_owned(),
                many => format!("{many} members move"),
            };
            cast(app, votes.0, &label);
        }
        VoteCommand::Cycle(member, back) => cycle(app, &member, back),
        VoteCommand::Brush(members, vote) => {
            let words = if members.len() == 1 { "member" } else { "members" };
            let label = format!("Brush: {} {words} to {}", members.len(), vote.label());
            set(app, members, vote, &label);
        }
        VoteCommand::SetGroup(group, vote) => {
            if let Some(group) = app.document.dossier.group(&group) {
                let (members, name) = (group.members.iter().cloned().collect(), group.name.clone());
                set(app, members, vote, &format!("{name} to {}", vote.label()));
            }
        }
        VoteCommand::Restore(members) => restore(app, &members),
        VoteCommand::SetRule(rule) => set_rule(app, rule),
        VoteCommand::Standing(member, standing) => set_standing(app, member, standing),
        VoteCommand::Paste(text) => paste_votes(app, &text),
        VoteCommand::Clear => clear(app),
    }
}

/// Gives members a vote, but for those that are locked, have no seat, may not vote, or vote so already.
fn set(app: &mut App, members: Vec<MemberId>, vote: Vote, label: &str) {
    cast(app, members.into_iter().map(|member| (member, vote)), label);
}

/// The same, with a vote for each.
fn cast(app: &mut App, asked: impl IntoIterator<Item = (MemberId, Vote)>, label: &str) {
    let Some(shown) = &app.shown_now() else { return };
    let mut votes = BTreeMap::new();
    let (mut locked, mut barred) = (0, Vec::new());
    for (member, vote) in asked {
        let Some(seat) = shown.seat(&member) else { continue };
        if app.session.locked.contains(&member) {
            locked += 1;
        } else if seat.standing != Standing::Voting {
            barred.push(app.document.dossier.member_name(&member).to_owned());
        } else if seat.vote != Some(vote) {
            votes.insert(member, vote);
        }
    }
    if votes.is_empty() {
        match (locked, barred.as_slice()) {
            (0, []) => {}
            (0, [one]) => app.complain(format!("{one} may not vote. Give it back its vote in its card first.")),
            (0, _) => app.complain("None of these may vote."),
            _ => app.complain("Locked members stay as they are. Press L to unlock the selection."),
        }
        return;
    }
    let count = votes.len();
    change(app, label, ChangeKind::Votes(Votes(votes)));
    if locked + barred.len() > 0 {
        app.tell(format!("{label}: {count} changed, {} left alone (locked or without a vote)", locked + barred.len()));
    }
}

fn cycle(app: &mut App, member: &MemberId, back: bool) {
    let Some(vote) = app.shown_now().and_then(|ballot| ballot.seat(member).map(|seat| seat.vote)) else { return };
    // A seat without a vote begins at Yes.
    let next = match (vote, back) {
        (None, _) => Vote::Yes,
        (Some(vote), false) => vote.next(),
        (Some(vote), true) => vote.previous(),
    };
    let label = format!("{} to {}", app.document.dossier.member_name(member), next.label());
    set(app, vec![member.clone()], next, &label);
}

/// Adds a change to the scenario that is shown; on the record, begins a scenario with it.
fn change(app: &mut App, label: &str, kind: ChangeKind) {
    let Some(text) = app.session.text.clone() else { return };
    let before = app.snapshot(label);
    let id = case::shown_or_new(app, label);
    let change = Change::new(text, label, kind);
    if let Some(scenario) = Arc::make_mut(&mut app.document.scenarios).iter_mut().find(|s| s.id == id) {
        add(&mut scenario.changes, change);
        app.history.push(before);
    }
}

/// Adds a change; one that gives the same single member another vote takes the place of the one before it.
fn add(changes: &mut Vec<Change>, change: Change) {
    let single = |change: &Change| match &change.kind {
        ChangeKind::Votes(votes) if votes.0.len() == 1 => votes.0.keys().next().cloned(),
        _ => None,
    };
    let same = |last: &Change| last.text == change.text && single(last).is_some() && single(last) == single(&change);
    match changes.last_mut() {
        Some(last) if same(last) => *last = change,
        _ => changes.push(change),
    }
}

/// Puts members back to the record.
fn restore(app: &mut App, members: &[MemberId]) {
    let Some(text) = app.session.text.as_ref().and_then(|id| app.document.dossier.text(id)) else { return };
    let votes: BTreeMap<MemberId, Vote> =
        members.iter().filter_map(|m| Some((m.clone(), *text.record.votes.0.get(m)?))).collect();
    if votes.is_empty() {
        app.complain("No votes of these members are on the record.");
        return;
    }
    let label = match members {
        [one] => format!("{} as recorded", app.document.dossier.member_name(one)),
        many => format!("{} members as recorded", many.len()),
    };
    change(app, &label, ChangeKind::Votes(Votes(votes)));
}

fn set_rule(app: &mut App, rule: RuleId) {
    let Some(name) = app.source().rule(&rule).map(|rule| rule.name.clone()) else { return };
    if app.shown.vote.as_ref().is_some_and(|vote| vote.rule == rule) {
        return;
    }
    change(app, &format!("Rule: {name}"), ChangeKind::Rule(rule));
}

fn set_standing(app: &mut App, member: MemberId, standing: Standing) {
    let name = app.document.dossier.member_name(&member).to_owned();
    let label = match standing {
        Standing::Voting => format!("{name} may vote"),
        Standing::NoVote => format!("{name} may not vote"),
        Standing::NotParticipating => format!("{name} takes no part"),
        Standing::MustAbstain => format!("{name} must abstain"),
    };
    change(app, &label, ChangeKind::Standing { member, standing });
}

fn paste_votes(app: &mut App, text: &str) {
    let pasted = io::votes(text, &app.document.dossier);
    let Some(ballot) = app.shown_now() else { return };
    let mut problems: Vec<String> = pasted.problems.iter().map(ToString::to_string).collect();
    let mut votes = BTreeMap::new();
    for (member, vote) in pasted.votes {
        match ballot.seat(&member) {
            None => problems.push(format!("{member} holds no seat here.")),
            Some(_) if app.session.locked.contains(&member) => problems.push(format!("{member} is locked.")),
            Some(seat) if seat.standing != Standing::Voting => problems.push(format!("{member} may not vote.")),
            Some(seat) if seat.vote == Some(vote) => {}
            Some(_) => drop(votes.insert(member, vote)),
        }
    }
    let count = votes.len();
    if count > 0 {
        let words = if count == 1 { "vote" } else { "votes" };
        change(app, &format!("Paste: {count} {words}"), ChangeKind::Votes(Votes(votes)));
    }
    if problems.is_empty() {
        if count == 0 {
            app.tell("Nothing to paste: two columns, a member and its vote, are what can be read here.");
        }
    } else {
        app.session.dialog = Some(Dialog::Problems(format!("Pasted {count}; not all could be read"), problems));
    }
}

fn clear(app: &mut App) {
    let (Some(id), Some(text)) = (app.session.scenario, app.session.text.clone()) else { return };
    let before = app.snapshot("Back to the record");
    let about = |change: &Change, text: &TextId| change.text == *text;
    let scenario = Arc::make_mut(&mut app.document.scenarios).iter_mut().find(|s| s.id == id);
    if let Some(scenario) = scenario.filter(|s| s.changes.iter().any(|change| about(change, &text))) {
        scenario.changes.retain(|change| !about(change, &text));
        app.history.push(before);
    }
}
