//! What a scenario supposes of a text: its order of voting, an assumed result, an important question, reactions.
//! On the record the first of them begins a scenario.

use std::sync::Arc;

use super::scenario;
use crate::{
    app::{command::CaseCommand, state::App},
    scenario::{Change, ScenarioId, put},
};

pub(super) fn dispatch(app: &mut App, command: CaseCommand) {
    match command {
        CaseCommand::Put(change) => {
            let label = change.label.clone();
            edit(app, &label, |changes| put(changes, *change));
        }
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

/// The changes of the scenario that is shown, without those it rests on.
fn own(app: &App) -> Option<&[Change]> {
    let id = app.session.scenario?;
    app.document.scenario(id).map(|scenario| scenario.changes.as_slice())
}

/// Changes the scenario that is shown, or begins one on the record.
fn edit(app: &mut App, label: &str, with: impl FnOnce(&mut Vec<Change>)) {
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
