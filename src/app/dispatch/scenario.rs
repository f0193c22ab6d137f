//! Begin, copy, rename and delete scenarios.

use std::sync::Arc;

use super::take;
use crate::{
    app::{command::ScenarioCommand, state::App},
    model::Extra,
    scenario::{Scenario, ScenarioId, put_at, rests_on},
};

pub(super) fn dispatch(app: &mut App, command: ScenarioCommand) {
    match command {
        ScenarioCommand::New => {
            let before = app.snapshot("New scenario");
            let id = begin(app, app.session.scenario);
            app.history.push(before);
            app.session.scenario = Some(id);
        }
        ScenarioCommand::Duplicate => duplicate(app),
        ScenarioCommand::Select(id) => {
            if id.is_none_or(|id| app.document.scenario(id).is_some()) {
                app.session.scenario = id;
            }
        }
        ScenarioCommand::Rename(id, name) => rename(app, id, &name),
        ScenarioCommand::Delete(id) => delete(app, id),
        ScenarioCommand::Move(id, place) => move_to(app, id, place),
        ScenarioCommand::Base(id, base) => rest_on(app, id, base),
        ScenarioCommand::TakeVote(from, text, member) => take::vote(app, from, &text, &member),
        ScenarioCommand::TakeChange(from, place) => take::change(app, from, place),
    }
}

/// Puts a scenario at another place of the strip.
fn move_to(app: &mut App, id: ScenarioId, place: usize) {
    let Some(name) = app.document.scenario(id).map(|s| s.name.clone()) else { return };
    let before = app.snapshot(format!("Move scenario {name}"));
    if put_at(Arc::make_mut(&mut app.document.scenarios), id, place) {
        app.history.push(before);
    }
}

/// Lets a scenario rest on another, or on the record.
fn rest_on(app: &mut App, id: ScenarioId, base: Option<ScenarioId>) {
    let Some(scenario) = app.document.scenario(id) else { return };
    let name = scenario.name.clone();
    if scenario.base == base {
        return;
    }
    let on = app.document.source(base).scenario_name().to_owned();
    if base.is_some_and(|base| rests_on(&app.document.scenarios, base, id)) {
        app.complain(format!("“{on}” rests on “{name}” itself, so that this would go round in a ring."));
        return;
    }
    let before = app.snapshot(format!("{name} rests on: {on}"));
    if let Some(scenario) = Arc::make_mut(&mut app.document.scenarios).iter_mut().find(|s| s.id == id) {
        scenario.base = base;
        app.history.push(before);
    }
}

/// Adds an empty scenario on `base` and gives its number.
pub(super) fn begin(app: &mut App, base: Option<ScenarioId>) -> ScenarioId {
    let id = next_id(app);
    let name = free_name(app, "What if");
    Arc::make_mut(&mut app.document.scenarios).push(Scenario {
        id,
        name,
        base,
        changes: Vec::new(),
        note: String::new(),
        extra: Extra::new(),
    });
    id
}

fn next_id(app: &App) -> ScenarioId {
    ScenarioId(app.document.scenarios.iter().map(|s| s.id.0).max().unwrap_or(0).saturating_add(1))
}

/// "What if", "What if 2", …: the first name that is free.
fn free_name(app: &App, name: &str) -> String {
    let taken = |name: &str| app.document.scenarios.iter().any(|s| s.name == name);
    (1..)
        .map(|n| if n == 1 { name.to_owned() } else { format!("{name} {n}") })
        .find(|name| !taken(name))
        .unwrap_or_else(|| name.to_owned())
}

fn duplicate(app: &mut App) {
    let before = app.snapshot("Copy scenario");
    let shown = app.session.scenario.and_then(|id| app.document.scenario(id)).cloned();
    let id = match shown {
        None => begin(app, None),
        Some(original) => {
            let id = next_id(app);
            let name = free_name(app, &format!("{} (copy)", original.name));
            Arc::make_mut(&mut app.document.scenarios).push(Scenario { id, name, ..original });
            id
        }
    };
    app.history.push(before);
    app.session.scenario = Some(id);
}

fn rename(app: &mut App, id: ScenarioId, name: &str) {
    let name = name.trim();
    if name.is_empty() {
        app.complain("A scenario needs a name.");
        return;
    }
    let before = app.snapshot(format!("Rename scenario to {name}"));
    if let Some(scenario) = Arc::make_mut(&mut app.document.scenarios).iter_mut().find(|s| s.id == id) {
        name.clone_into(&mut scenario.name);
        app.history.push(before);
    }
}

/// Deletes a scenario. Those that rest on it keep their changes on top of what it rested on itself.
fn delete(app: &mut App, id: ScenarioId) {
    let Some(gone) = app.document.scenario(id).cloned() else { return };
    let before = app.snapshot(format!("Delete scenario {}", gone.name));
    let scenarios = Arc::make_mut(&mut app.document.scenarios);
    scenarios.retain(|s| s.id != id);
    for scenario in scenarios.iter_mut().filter(|s| s.base == Some(id)) {
        scenario.base = gone.base;
        let own = std::mem::take(&mut scenario.changes);
        scenario.changes = gone.changes.iter().cloned().chain(own).collect();
    }
    app.history.push(before);
    if app.session.scenario == Some(id) {
        app.session.scenario = gone.base;
    }
}
