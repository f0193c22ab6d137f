//! What the scenario that is shown supposes of the text that is shown, and the commands that suppose it or no longer.

use super::{
    command::{CaseCommand, Command},
    state::App,
};
use crate::{
    chart::floor_data::Fate,
    model::{BodyId, Date, Outcome, TextId, TextKind},
    rules,
    scenario::{Change, ChangeKind, Slot},
};

/// The result that is assumed.
#[must_use]
pub fn assumed(app: &App) -> Option<Outcome> {
    let data = &app.shown.vote.as_ref()?.data;
    data.verdict.outcome.filter(|_| data.fate == Fate::Assumed)
}

/// Whether the text is withdrawn.
#[must_use]
pub fn withdrawn(app: &App) -> bool {
    app.shown.vote.as_ref().is_some_and(|vote| vote.data.fate == Fate::Withdrawn)
}

/// Whether two-thirds are asked of the text; none where its rule knows no such difference, or it is a motion.
#[must_use]
pub fn important(app: &App) -> Option<bool> {
    let rule = &app.shown.vote.as_ref()?.rule;
    let text = app.document.dossier.text(app.session.text.as_ref()?)?;
    let two_thirds = rules::important(rule, true).filter(|_| text.kind != TextKind::Motion)?;
    Some(*rule == two_thirds)
}

/// The place in the strip one to the left or to the right of the scenario that is shown.
#[must_use]
pub fn place(app: &App, right: bool) -> Option<usize> {
    let id = app.session.scenario?;
    let at = app.document.scenarios.iter().position(|s| s.id == id)?;
    let to = if right { at + 1 } else { at.checked_sub(1)? };
    (to < app.document.scenarios.len()).then_some(to)
}

fn put(change: Change) -> Command {
    Command::Case(CaseCommand::Put(Box::new(change)))
}

fn shown(app: &App) -> Option<(TextId, String)> {
    let text = app.document.dossier.text(app.session.text.as_ref()?)?;
    Some((text.id.clone(), text.short_name().to_owned()))
}

/// Assumes a result of the text; where it is assumed already, no longer.
#[must_use]
pub fn assume(app: &App, outcome: Outcome) -> Option<Command> {
    let (text, name) = shown(app)?;
    Some(if assumed(app) == Some(outcome) {
        Command::Case(CaseCommand::Lift(text, Slot::Assume))
    } else {
        let label = format!("Assume {name} {}", outcome.label().to_lowercase());
        put(Change::new(text, label, ChangeKind::Assume(outcome)))
    })
}

/// Withdraws the text; where it is withdrawn already, puts it back.
#[must_use]
pub fn withdraw(app: &App) -> Option<Command> {
    let (text, name) = shown(app)?;
    Some(if withdrawn(app) {
        Command::Case(CaseCommand::Lift(text, Slot::Withdraw))
    } else {
        put(Change::new(text, format!("{name} withdrawn"), ChangeKind::Withdraw))
    })
}

/// Asks two-thirds of the question that the text belongs to, or a simple majority where two-thirds are asked.
#[must_use]
pub fn put_important(app: &App) -> Option<Command> {
    let on = !important(app)?;
    let text = app.document.dossier.text(app.session.text.as_ref()?)?;
    // What is asked of a text is asked of its amendments and parts, so that these follow it.
    let part = matches!(text.kind, TextKind::Amendment | TextKind::Part);
    let whole = text.amends.as_ref().filter(|id| part && app.document.dossier.text(id).is_some());
    let label = if on { "An important question: two-thirds" } else { "No important question: a simple majority" };
    Some(put(Change::new(whole.unwrap_or(&text.id).clone(), label, ChangeKind::Important(on))))
}

/// Lets another body vote on the text; its own body again where that is named.
#[must_use]
pub fn in_body(app: &App, body: &BodyId) -> Option<Command> {
    let text = app.document.dossier.text(app.session.text.as_ref()?)?;
    let name = &app.document.dossier.body(body)?.name;
    let label = format!("{} voted in the {name}", text.short_name());
    Some(put(Change::new(text.id.clone(), label, ChangeKind::Body(body.clone()))))
}

/// Lets the text be voted on another day.
#[must_use]
pub fn on_day(app: &App, day: Date) -> Option<Command> {
    let (text, name) = shown(app)?;
    let label = format!("{name} voted on {}", day.in_words());
    Some(put(Change::new(text, label, ChangeKind::Date(day))))
}
