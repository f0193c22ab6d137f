//! One thing taken from another scenario into the one that is shown: a member's vote, or a change with its source.

use std::collections::BTreeMap;

use super::{case, vote::add};
use crate::{
    app::state::App,
    model::{MemberId, Standing, TextId, Votes},
    scenario::{Cast, Change, ChangeKind, ScenarioId, changes},
};

/// "the scenario “US abstains”", or "the record"
fn origin(app: &App, from: Option<ScenarioId>) -> String {
    match from {
        Some(_) => format!("the scenario “{}”", app.document.source(from).scenario_name()),
        None => "the record".to_owned(),
    }
}

/// Takes the vote that a member has under `from`.
pub(super) fn vote(app: &mut App, from: Option<ScenarioId>, text: &TextId, member: &MemberId) {
    let cast = app.document.source(from).decide(text).map(|decided| Cast::of(&decided.floor, member));
    let name = app.document.dossier.member_name(member).to_owned();
    let Some(Cast::Vote(vote)) = cast else {
        app.complain(format!("No vote of {name} is known there."));
        return;
    };
    let here = app.source().decide(text);
    let seat = here.as_ref().and_then(|decided| decided.floor.ballot.seat(member));
    match seat {
        None => app.complain(format!("{name} holds no seat in the scenario that is shown.")),
        Some(seat) if seat.standing != Standing::Voting => {
            app.complain(format!("{name} may not vote. Give it back its vote in its card first."));
        }
        Some(seat) if seat.counted() == Some(vote) => {
            app.tell(format!("{name} is at {} here already.", vote.label()));
        }
        Some(_) => {
            let label = format!("{name} to {}", vote.label());
            let votes = Votes(BTreeMap::from([(member.clone(), vote)]));
            let source = format!("taken from {}", origin(app, from));
            let change = Change { source, ..Change::new(text.clone(), label.clone(), ChangeKind::Votes(votes)) };
            case::edit(app, &format!("Take: {label}"), |changes| add(changes, change));
        }
    }
}

/// Takes the n-th change of a scenario.
pub(super) fn change(app: &mut App, from: ScenarioId, place: usize) {
    let Some(change) = app.document.scenario(from).and_then(|scenario| scenario.changes.get(place)).cloned() else {
        return;
    };
    let label = change.label.clone();
    if changes(&app.document.scenarios, app.session.scenario)
        .any(|other| other.text == change.text && other.kind == change.kind)
    {
        app.tell(format!("The scenario that is shown has this already: {label}"));
        return;
    }
    let source = if change.source.is_empty() {
        format!("taken from {}", origin(app, Some(from)))
    } else {
        change.source.clone()
    };
    case::edit(app, &format!("Take: {label}"), |changes| crate::scenario::put(changes, Change { source, ..change }));
}
