//! What a scenario supposes of a text: its order of voting, an assumed result, an important question, reactions.
//! On the record the first of them begins a scenario.

use std::sync::Arc;

use super::scenario;
use crate::{
    app::{
        command::{CaseCommand, ChangeEdit},
        state::App,
    },
    scenario::{Change, ScenarioId, Slot, put},
};

pub(super) fn dispatch(app: &mut App, command: CaseCommand) {
    match command {
        CaseCommand::Put(change) => suppose(app, *change),
        CaseCommand::Edit(place, with) => edit_one(app, place, with),
        CaseCommand::Add(change) => {
            let label = change.label.clone();
            edit(app, &label, |changes| changes.push(*change));
        }
        CaseCommand::Lift(text, slot) => {
            let held = |change: &Change| change.text == text && change.kind.slot() == Some(slot);
            if own(app).is_some_and(|changes| changes.iter().any(held)) {
                edit(app, "Take an assumption back", |changes| changes.retain(|change| !held(change)));
            } else {
                app.complain("This comes from the scenario that this one rests on; change it there.");
            }
        }
        CaseCommand::Drop(change) => {
            if own(app).is_some_and(|changes| changes.contains(&change)) {
                edit(app, &format!("Without: {}", change.label), |changes| changes.retain(|other| *other != *change));
            } else {
                app.complain("This comes from the scenario that this one rests on; change it there.");
            }
        }
    }
}

/// Puts a change into the scenario that is shown, or into a new one. A result cannot be assumed of a text that is
/// withdrawn, so that the one takes the other back.
pub(super) fn suppose(app: &mut App, change: Change) {
    let label = change.label.clone();
    let against = match change.kind.slot() {
        Some(Slot::Assume) => Some(Slot::Withdraw),
        Some(Slot::Withdraw) => Some(Slot::Assume),
        _ => None,
    };
    edit(app, &label, |changes| {
        changes.retain(|other| other.text != change.text || against.is_none() || other.kind.slot() != against);
        put(changes, change);
    });
}

/// Edits the n-th change of the scenario that is shown.
fn edit_one(app: &mut App, place: usize, with: ChangeEdit) {
    let Some(change) = own(app).and_then(|changes| changes.get(place)).cloned() else { return };
    let label = change.label.clone();
    let count = own(app).map_or(0, <[Change]>::len);
    match with {
        ChangeEdit::Label(words) => {
            let words = words.trim();
            if words.is_empty() {
                app.complain("A change needs words that say what it does.");
            } else {
                edit(app, &format!("Name a change: {words}"), |changes| {
                    set(changes, place, |c| words.clone_into(&mut c.label));
                });
            }
        }
        ChangeEdit::Source(words) => edit(app, &format!("Source of: {label}"), |changes| {
            set(changes, place, |change| words.trim().clone_into(&mut change.source));
        }),
        ChangeEdit::Note(words) => edit(app, &format!("Note on: {label}"), |changes| {
            set(changes, place, |change| words.trim().clone_into(&mut change.note));
        }),
        ChangeEdit::Move(down) => {
            let other = if down { place + 1 } else { place.wrapping_sub(1) };
            if other < count {
                let way = if down { "later" } else { "earlier" };
                edit(app, &format!("Move a change {way}: {label}"), |changes| changes.swap(place, other));
            }
        }
        ChangeEdit::Remove => edit(app, &format!("Without: {label}"), |changes| drop(changes.remove(place))),
    }
}

fn set(changes: &mut [Change], place: usize, with: impl FnOnce(&mut Change)) {
    if let Some(change) = changes.get_mut(place) {
        with(change);
    }
}

/// The changes of the scenario that is shown, without those it rests on.
fn own(app: &App) -> Option<&[Change]> {
    let id = app.session.scenario?;
    app.document.scenario(id).map(|scenario| scenario.changes.as_slice())
}

/// Changes the scenario that is shown, or begins one on the record.
pub(super) fn edit(app: &mut App, label: &str, with: impl FnOnce(&mut Vec<Change>)) {
    let before = app.snapshot(label);
    let id = shown_or_new(app, label);
    if let Some(scenario) = Arc::make_mut(&mut app.document.scenarios).iter_mut().find(|s| s.id == id) {
        with(&mut scenario.changes);
        app.history.push(before);
    }
}

/// The scenario that is shown; on the record, a new one.
pub(super) fn shown_or_new(app: &mut App, label: &str) -> ScenarioId {
    if let Some(id) = app.session.scenario {
        return id;
    }
    let id = scenario::begin(app, None);
    app.session.scenario = Some(id);
    app.tell(format!("The record stays as it is; this is a new scenario. {label}"));
    id
}
