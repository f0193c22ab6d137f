//! Which scenarios stand side by side, and under which other rule votes are counted again.

use crate::{
    app::{
        command::CompareCommand,
        compare::first_columns,
        session::Workspace,
        state::App,
    },
    chart::compare::MOST,
    scenario::ScenarioId,
};

pub(super) fn dispatch(app: &mut App, command: CompareCommand) {
    match command {
        CompareCommand::Open(on) => open(app, on),
        CompareCommand::Tab(tab) => app.session.compare.tab = tab,
        CompareCommand::Column(scenario, on) => column(app, scenario, on),
        CompareCommand::Side(side, scenario) => {
            app.session.compare.pair = app.session.compare.pair(&app.document);
            if let Some(slot) = app.session.compare.pair.get_mut(side) {
                *slot = scenario;
            }
        }
        CompareCommand::Swap => {
            let [first, second] = app.session.compare.pair(&app.document);
            app.session.compare.pair = [second, first];
        }
        CompareCommand::Terms(terms) => app.session.compare.terms = Some(terms),
    }
}

fn open(app: &mut App, on: bool) {
    app.session.compare.open = on;
    if !on {
        return;
    }
    app.session.workspace = Workspace::Vote;
    app.session.presenting = false;
    let now = app.session.compare.columns(&app.document);
    let shown = app.session.scenario;
    if now.len() < 2 || shown.is_some() && !now.contains(&shown) {
        app.session.compare.columns = first_columns(&app.document, app.session.text.as_ref(), shown);
    }
    let second = shown.or_else(|| app.session.compare.columns.iter().copied().find(Option::is_some).flatten());
    app.session.compare.pair = [None, second];
}

fn column(app: &mut App, scenario: Option<ScenarioId>, on: bool) {
    let mut now = app.session.compare.columns(&app.document);
    if on && !now.contains(&scenario) {
        if now.len() >= MOST {
            app.complain(format!("{MOST} stand side by side at most. Take one out first."));
            return;
        }
        now.push(scenario);
        // In the order of the strip.
        let place = |id: &Option<ScenarioId>| app.document.scenarios.iter().position(|s| Some(s.id) == *id);
        now.sort_by_key(place);
    } else if !on {
        now.retain(|column| *column != scenario);
    }
    app.session.compare.columns = now;
}
