//! Where members, groups, bodies, texts and paragraphs are named, and what becomes of that when one takes another name
//! or goes: nothing may be left that names what is not there, or the file would not open again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::edit_body;
use crate::{
    model::{BodyId, Date, Dossier, Edit, GroupId, MemberId, Movers, Reaction, Roster, Text, TextId, Vote, Votes},
    scenario::{ChangeKind, Scenario},
};

/// Puts one member of a list in the place of another, or takes it out.
pub(super) fn swap(roster: &mut Roster, from: &MemberId, to: Option<&MemberId>) {
    if roster.contains(from) {
        roster.remove(from);
        if let Some(to) = to {
            roster.insert(to.clone());
        }
    }
}

/// The same; false where nobody is left.
fn left(roster: &mut Roster, from: &MemberId, to: Option<&MemberId>) -> bool {
    let held = roster.contains(from);
    swap(roster, from, to);
    !held || !roster.is_empty()
}

fn left_of(movers: &mut Movers, from: &MemberId, to: Option<&MemberId>) -> bool {
    match movers {
        Movers::Members(roster) => left(roster, from, to),
        Movers::Group(_) => true,
    }
}

/// Gives a member another code wherever it stands, or takes it out everywhere.
pub(super) fn member(dossier: &mut Dossier, scenarios: &mut [Scenario], from: &MemberId, to: Option<&MemberId>) {
    match to {
        Some(to) => dossier.members.iter_mut().filter(|m| m.id == *from).for_each(|m| m.id = to.clone()),
        None => dossier.members.retain(|m| m.id != *from),
    }
    dossier.members.sort_by(|a, b| a.id.cmp(&b.id));
    dossier.groups.iter_mut().for_each(|group| group.recode(from, to));
    for body in &mut dossier.bodies {
        edit_body::recode(Arc::make_mut(body), from, to);
    }
    for text in &mut dossier.texts {
        for record in std::iter::once(&mut text.record).chain(text.as_published.as_deref_mut()) {
            if let (Some(vote), Some(to)) = (record.votes.0.remove(from), to) {
                record.votes.0.insert(to.clone(), vote);
            }
        }
        text.settle();
        if let Some(whip) = &mut text.whip
            && let (Some(lean), Some(to)) = (whip.leans.remove(from), to)
        {
            whip.leans.insert(to.clone(), lean);
        }
        text.reactions.retain_mut(|reaction| left_of(&mut reaction.movers, from, to));
        swap(&mut text.parties, from, to);
    }
    for scenario in scenarios {
        scenario.changes.retain_mut(|change| change_of_member(&mut change.kind, from, to));
    }
}

/// The same within a change; false where nothing is left of it.
fn change_of_member(kind: &mut ChangeKind, from: &MemberId, to: Option<&MemberId>) -> bool {
    match kind {
        ChangeKind::Votes(votes) => {
            let Some(vote) = votes.0.remove(from) else { return true };
            votes.0.extend(to.map(|to| (to.clone(), vote)));
            !votes.0.is_empty()
        }
        ChangeKind::Standing { member, .. } if member == from => {
            to.inspect(|to| *member = (*to).clone());
            to.is_some()
        }
        ChangeKind::Bloc { except, .. } => {
            swap(except, from, to);
            true
        }
        // Nobody left would lift the duty of everyone, which is another change.
        ChangeKind::Parties(parties) => left(parties, from, to),
        ChangeKind::Reaction(reaction) => left_of(&mut reaction.movers, from, to),
        ChangeKind::Rank { movers, .. } => left_of(movers, from, to),
        ChangeKind::Division(parts) => {
            for part in parts {
                part.moves.retain_mut(|moves| left_of(&mut moves.movers, from, to));
            }
            true
        }
        _ => true,
    }
}

/// Takes a group out. What was said of it is said of its members from here on.
pub(super) fn group(dossier: &mut Dossier, scenarios: &mut [Scenario], id: &GroupId) {
    let group = dossier.group(id).cloned();
    dossier.groups.retain(|group| group.id != *id);
    // Each text had the members of its own day.
    let days: BTreeMap<TextId, Option<Date>> = dossier.texts.iter().map(|t| (t.id.clone(), t.date.clone())).collect();
    let on = |date: Option<&Date>| group.as_ref().map(|group| group.roster_on(date)).unwrap_or_default();
    let disband = |movers: &mut Movers, date: Option<&Date>| {
        if *movers == Movers::Group(id.clone()) {
            let members = on(date);
            *movers = Movers::Members(members.clone());
            return !members.is_empty();
        }
        true
    };
    for text in &mut dossier.texts {
        let date = text.date.as_ref();
        text.reactions.retain_mut(|reaction| disband(&mut reaction.movers, date));
        if let Some(whip) = &mut text.whip {
            whip.together.blocs.retain(|bloc| bloc != id);
        }
    }
    for scenario in scenarios {
        scenario.changes.retain_mut(|change| {
            let date = days.get(&change.text).and_then(Option::as_ref);
            match &mut change.kind {
                ChangeKind::Bloc { group, vote, except } if group == id => {
                    let votes = votes_of(&on(date), *vote, except);
                    let some = !votes.is_empty();
                    change.kind = ChangeKind::Votes(votes);
                    some
                }
                ChangeKind::Reaction(reaction) => disband(&mut reaction.movers, date),
                ChangeKind::Rank { movers, .. } => disband(movers, date),
                ChangeKind::Division(parts) => {
                    for part in parts {
                        part.moves.retain_mut(|moves| disband(&mut moves.movers, date));
                    }
                    true
                }
                _ => true,
            }
        });
    }
}

fn votes_of(members: &Roster, vote: Vote, except: &Roster) -> Votes {
    Votes(members.iter().filter(|member| !except.contains(member)).map(|member| (member.clone(), vote)).collect())
}

/// Takes texts out, with what waits for them, names them or changes their words.
pub(super) fn texts(dossier: &mut Dossier, scenarios: &mut [Scenario], gone: &[TextId]) {
    dossier.texts.retain(|text| !gone.contains(&text.id));
    for text in &mut dossier.texts {
        text.amends.take_if(|amended| gone.contains(amended));
        text.excludes.retain(|other| !gone.contains(other));
        text.reactions.retain_mut(|reaction| still_waits(reaction, gone));
    }
    for scenario in scenarios.iter_mut() {
        scenario.changes.retain_mut(|change| {
            !gone.contains(&change.text)
                && match &mut change.kind {
                    ChangeKind::Order(order) => {
                        order.retain(|id| !gone.contains(id));
                        !order.is_empty()
                    }
                    ChangeKind::Reaction(reaction) => still_waits(reaction, gone),
                    ChangeKind::Rank { with, .. } => !with.iter().any(|id| gone.contains(id)),
                    _ => true,
                }
        });
    }
    prune(dossier, scenarios);
}

/// A text that is gone is never adopted: who waited for that waits for ever, and who waited for its failure has it.
fn still_waits(reaction: &mut Reaction, gone: &[TextId]) -> bool {
    if reaction.given.iter().any(|given| given.adopted && gone.contains(&given.text)) {
        return false;
    }
    let before = reaction.given.len();
    reaction.given.retain(|given| !gone.contains(&given.text));
    before == reaction.given.len() || !reaction.given.is_empty()
}

/// Takes a body out with its texts; gives their ids.
pub(super) fn body(dossier: &mut Dossier, scenarios: &mut [Scenario], id: &BodyId) -> Vec<TextId> {
    let gone: Vec<TextId> = dossier.texts.iter().filter(|t| t.body == *id).map(|t| t.id.clone()).collect();
    dossier.bodies.retain(|body| body.id != *id);
    for scenario in scenarios.iter_mut() {
        scenario.changes.retain(|change| !matches!(&change.kind, ChangeKind::Body(body) if body == id));
    }
    texts(dossier, scenarios, &gone);
    gone
}

/// The paragraphs that an edit names.
fn named_mut(edit: &mut Edit) -> Option<&mut String> {
    match edit {
        Edit::Insert { after, .. } => after.as_mut(),
        Edit::Replace { paragraph, .. } | Edit::Delete { paragraph, .. } => Some(paragraph),
    }
}

/// The paragraphs that the edits and the parts of a text can name; all may be named where it amends nothing.
fn there(dossier: &Dossier, text: &Text) -> Option<BTreeSet<String>> {
    Some(dossier.paragraphs(text.amends.as_ref()?).iter().map(|paragraph| paragraph.id.clone()).collect())
}

/// The texts whose edits and parts can name a paragraph of `text`: itself, and those below it.
fn family(dossier: &Dossier, text: &TextId) -> BTreeSet<TextId> {
    let below = dossier.texts.iter().filter(|t| dossier.above(&t.id).any(|above| above.id == *text));
    below.map(|t| t.id.clone()).chain([text.clone()]).collect()
}

/// Gives a paragraph of a text another name wherever it is named.
pub(super) fn paragraph(dossier: &mut Dossier, scenarios: &mut [Scenario], text: &TextId, from: &str, to: &str) {
    let family = family(dossier, text);
    let rename = |name: &mut String| {
        if name == from {
            to.clone_into(name);
        }
    };
    for text in dossier.texts.iter_mut().filter(|text| family.contains(&text.id)) {
        text.edits.iter_mut().filter_map(named_mut).chain(&mut text.holds).for_each(rename);
    }
    for change in scenarios.iter_mut().flat_map(|scenario| &mut scenario.changes) {
        if let ChangeKind::Division(parts) = &mut change.kind
            && family.contains(&change.text)
        {
            parts.iter_mut().flat_map(|part| &mut part.holds).for_each(rename);
        }
    }
}

/// Who names a paragraph that is not there, and which: the first that is found.
pub(super) fn astray(dossier: &Dossier, scenarios: &[Scenario]) -> Option<(String, String)> {
    for text in &dossier.texts {
        let Some(mut there) = there(dossier, text) else { continue };
        for edit in &text.edits {
            if let Some(name) = edit.touches().filter(|name| !there.contains(*name)) {
                return Some((text.short_name().to_owned(), name.to_owned()));
            }
            if let Edit::Insert { paragraph, .. } = edit {
                there.insert(paragraph.id.clone());
            }
        }
        if let Some(name) = text.holds.iter().find(|name| !there.contains(*name)) {
            return Some((text.short_name().to_owned(), name.clone()));
        }
    }
    for scenario in scenarios {
        for change in &scenario.changes {
            let ChangeKind::Division(parts) = &change.kind else { continue };
            let there = dossier.paragraphs(&change.text);
            let mut named = parts.iter().flat_map(|part| &part.holds);
            if let Some(name) = named.find(|name| !there.iter().any(|paragraph| paragraph.id == **name)) {
                return Some((format!("the scenario {}", scenario.name), name.clone()));
            }
        }
    }
    None
}

/// Takes out the edits and parts that name paragraphs which are gone with their text.
fn prune(dossier: &mut Dossier, scenarios: &mut [Scenario]) {
    for n in 0..dossier.texts.len() {
        let Some(mut there) = dossier.texts.get(n).and_then(|text| there(dossier, text)) else { continue };
        let Some(text) = dossier.texts.get_mut(n) else { continue };
        text.holds.retain(|name| there.contains(name));
        text.edits.retain(|edit| {
            let kept = edit.touches().is_none_or(|name| there.contains(name));
            if let (true, Edit::Insert { paragraph, .. }) = (kept, edit) {
                there.insert(paragraph.id.clone());
            }
            kept
        });
    }
    for change in scenarios.iter_mut().flat_map(|scenario| &mut scenario.changes) {
        if let ChangeKind::Division(parts) = &mut change.kind {
            let there = dossier.paragraphs(&change.text);
            for part in parts {
                part.holds.retain(|name| there.iter().any(|paragraph| paragraph.id == *name));
            }
        }
    }
}
