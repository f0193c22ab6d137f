//! Votes changed in a what-if. On the record the first change begins a scenario: the record itself stays.

use std::{collections::BTreeMap, sync::Arc};

use super::case;
use crate::{
    app::{command::VoteCommand, session::Dialog, state::App},
    io,
    model::{GroupId, MemberId, RuleId, Standing, TextId, Vote, Votes},
    scenario::{Change, ChangeKind, put},
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
        VoteCommand::SetGroup(group, vote) => set_group(app, &group, vote),
        VoteCommand::Restore(members) => restore(app, &members),
        VoteCommand::SetRule(rule) => set_rule(app, rule),
        VoteCommand::Standing(member, standing) => set_standing(app, member, standing),
        VoteCommand::Paste(text) => paste_votes(app, &text),
        VoteCommand::Clear => clear(app),
    }
}

/// Members that are asked for a vote, by whether they can cast it.
#[derive(Default)]
struct Sorted {
    /// Those that move, and to what.
    moving: BTreeMap<MemberId, Vote>,
    /// Those that are locked.
    locked: Vec<MemberId>,
    /// Those that may not vote.
    barred: Vec<MemberId>,
}

impl Sorted {
    fn new(app: &App, asked: impl IntoIterator<Item = (MemberId, Vote)>) -> Option<Self> {
        let shown = app.shown_now()?;
        let mut sorted = Self::default();
        for (member, vote) in asked {
            let Some(seat) = shown.seat(&member) else { continue };
            if app.session.locked.contains(&member) {
                sorted.locked.push(member);
            } else if seat.standing != Standing::Voting {
                sorted.barred.push(member);
            } else if seat.vote != Some(vote) {
                sorted.moving.insert(member, vote);
            }
        }
        Some(sorted)
    }

    /// Says why nobody moves, where nobody does.
    fn complain(&self, app: &mut App) {
        match (self.locked.len(), self.barred.as_slice()) {
            (0, []) => {}
            (0, [one]) => {
                let name = app.document.dossier.member_name(one);
                app.complain(format!("{name} may not vote. Give it back its vote in its card first."));
            }
            (0, _) => app.complain("None of these may vote."),
            _ => app.complain("Locked members stay as they are. Press L to unlock the selection."),
        }
    }

    /// Says whom it left alone, and whom a reaction of the scenario moves on.
    fn tell(&self, app: &mut App, label: &str) {
        let left = self.locked.len() + self.barred.len();
        let decided = app.session.text.as_ref().and_then(|text| app.source().decide(text));
        let moved_on = decided.filter(|decided| decided.reacted > 0).map_or(0, |decided| {
            let other = |id: &MemberId, vote| decided.floor.ballot.seat(id).is_some_and(|seat| seat.vote != Some(vote));
            self.moving.iter().filter(|(id, vote)| other(id, **vote)).count()
        });
        if moved_on > 0 {
            let whom = if moved_on == 1 { "one of them is".to_owned() } else { format!("{moved_on} of them are") };
            app.tell(format!("{label}; but {whom} moved by a reaction of this scenario (see Amendments)"));
        } else if left > 0 {
            let count = self.moving.len();
            app.tell(format!("{label}: {count} changed, {left} left alone (locked or without a vote)"));
        }
    }
}

/// Gives members a vote, but for those that are locked, have no seat, may not vote, or vote so already.
fn set(app: &mut App, members: Vec<MemberId>, vote: Vote, label: &str) {
    cast(app, members.into_iter().map(|member| (member, vote)), label);
}

/// The same, with a vote for each.
fn cast(app: &mut App, asked: impl IntoIterator<Item = (MemberId, Vote)>, label: &str) {
    let Some(sorted) = Sorted::new(app, asked) else { return };
    if sorted.moving.is_empty() {
        sorted.complain(app);
        return;
    }
    change(app, label, ChangeKind::Votes(Votes(sorted.moving.clone())));
    sorted.tell(app, label);
}

/// Gives a whole group a vote, but for those of it that are locked or may not vote.
fn set_group(app: &mut App, id: &GroupId, vote: Vote) {
    let Some(group) = app.document.dossier.group(id) else { return };
    let label = format!("{} to {}", group.name, vote.label());
    let members = group.roster_on(app.shown.vote.as_ref().and_then(|shown| shown.data.date.as_ref()));
    let Some(sorted) = Sorted::new(app, members.iter().map(|member| (member.clone(), vote))) else { return };
    if sorted.moving.is_empty() {
        sorted.complain(app);
        return;
    }
    let except = sorted.locked.iter().chain(&sorted.barred).cloned().collect();
    change(app, &label, ChangeKind::Bloc { group: id.clone(), vote, except });
    sorted.tell(app, &label);
}

fn cycle(app: &mut App, member: &MemberId, back: bool) {
    let Some(mut vote) = app.shown_now().and_then(|ballot| ballot.seat(member).map(|seat| seat.vote)) else { return };
    // What a reaction of the scenario has made of it is what is seen.
    let text = app.session.text.as_ref();
    if let Some(decided) = text.and_then(|text| app.source().decide(text)).filter(|decided| decided.reacted > 0) {
        vote = decided.floor.ballot.seat(member).map_or(vote, |seat| seat.vote);
    }
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

/// Adds a change; one that gives the same single member or the same group another vote takes the place of the one
/// before it, and one that decides what another decided takes its place wherever it stands.
pub(super) fn add(changes: &mut Vec<Change>, change: Change) {
    if change.kind.slot().is_some() {
        put(changes, change);
        return;
    }
    let bloc = |change: &Change| match &change.kind {
        ChangeKind::Bloc { group, .. } => Some(group.clone()),
        _ => None,
    };
    let single = |change: &Change| match &change.kind {
        ChangeKind::Votes(votes) if votes.0.len() == 1 => votes.0.keys().next().cloned(),
        _ => None,
    };
    let same = |last: &Change| {
        last.text == change.text
            && (single(last).is_some() && single(last) == single(&change)
                || bloc(last).is_some() && bloc(last) == bloc(&change))
    };
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
