//! Which scenarios stand side by side, and under which other rule votes are counted again.

use crate::{
    app::{command::CompareCommand, session::Workspace, state::App},
    chart::compare::MOST,
    scenario::ScenarioId,
};

pub(super) fn dispatch(app: &mut App, command: CompareCommand) {
    match command {
        CompareCommand::Open(on) => open(app, on),
        CompareCommand::Tab(tab) => app.session.compare.tab = tab,
        CompareCommand::Column(scenario, on) => column(app, scenario, on),
        CompareCommand::Side(side, scenario) => {
            let mut pair = pair(app);
            if let Some(slot) = pair.get_mut(side) {
                *slot = scenario;
            }
            app.session.compare.pair = Some(pair);
        }
        CompareCommand::Swap => {
            let [first, second] = pair(app);
            app.session.compare.pair = Some([second, first]);
        }
        CompareCommand::Terms(terms) => app.session.compare.terms = Some(terms),
    }
}

fn pair(app: &App) -> [Option<ScenarioId>; 2] {
    app.session.compare.pair(&app.document, app.session.text.as_ref(), app.session.scenario)
}

fn open(app: &mut App, on: bool) {
    app.session.compare.open = on;
    if on {
        app.session.workspace = Workspace::Vote;
        app.session.presenting = false;
        // The flow begins with what is shown; the table stays as it was put together.
        app.session.compare.pair = None;
    }
}

fn column(app: &mut App, scenario: Option<ScenarioId>, on: bool) {
    let session = &app.session;
    let mut now = session.compare.columns(&app.document, session.text.as_ref(), session.scenario);
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
    app.session.compare.columns = Some(now);
}
