//! What is shown, selected and locked. Nothing here is undone, and nothing is saved.

use crate::{
    app::{
        command::{Selection, ViewCommand},
        session::{Dialog, Workspace},
        state::App,
    },
    chart::ChartId,
    model::{MemberId, TextId},
};

pub(super) fn dispatch(app: &mut App, command: ViewCommand) {
    let session = &mut app.session;
    match command {
        ViewCommand::Workspace(workspace) => session.workspace = workspace,
        ViewCommand::Text(text) => show_text(app, text),
        ViewCommand::Step(forward) => step(app, forward),
        ViewCommand::Floor(view) => {
            if ChartId::FLOOR.contains(&view) {
                session.view = view;
                session.workspace = Workspace::Vote;
                session.compare.open = false;
            }
        }
        ViewCommand::Leaf(leaf) => session.leaf = leaf,
        ViewCommand::Options(options) => session.options = options,
        ViewCommand::Select(selection) => select(app, selection),
        ViewCommand::Lock(members, on) => lock(app, members, on),
        ViewCommand::Aim(aim) => session.aim = aim,
        ViewCommand::Effort(edit) => session.effort.edit(edit),
        ViewCommand::Brush(brush) => session.brush = brush,
        ViewCommand::Type(typed) => session.typed = typed,
        ViewCommand::Dark(dark) => session.dark = dark,
        ViewCommand::Present(on) => {
            session.presenting = on;
            if on {
                session.workspace = Workspace::Vote;
                session.compare.open = false;
            }
        }
        ViewCommand::Earlier(on) => session.earlier = on,
        ViewCommand::Dialog(dialog) => session.dialog = dialog,
        ViewCommand::Dismiss => session.notice = None,
        ViewCommand::Compare(comparison) => session.comparison = comparison,
        ViewCommand::Side(n, side) => {
            if let Some(slot) = session.sides.get_mut(n) {
                *slot = side;
            }
        }
        ViewCommand::Tab(tab) => {
            session.tab = tab;
            session.workspace = Workspace::Data;
        }
        ViewCommand::Rule(rule) => session.rule = rule,
    }
}

fn show_text(app: &mut App, text: TextId) {
    let Some(found) = app.document.dossier.text(&text) else { return };
    // A text of another day is only in sight when the earlier record is.
    if found.date != app.document.dossier.date {
        app.session.earlier = true;
    }
    app.session.text = Some(text);
    app.session.leaf = None;
    app.session.supposed.clear();
    if matches!(app.session.dialog, Some(Dialog::Palette)) {
        app.session.dialog = None;
    }
}

fn step(app: &mut App, forward: bool) {
    let texts = &app.document.dossier.texts;
    let at = texts.iter().position(|text| Some(&text.id) == app.session.text.as_ref());
    let next = match (at, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(text) = texts.get(next).map(|text| text.id.clone()) {
        show_text(app, text);
    }
}

fn select(app: &mut App, selection: Selection) {
    let floor: Vec<MemberId> = app.shown.vote.iter().flat_map(|vote| &vote.data.seats).map(|s| s.id.clone()).collect();
    let selected = &mut app.session.selected;
    match selection {
        Selection::Only(members) => *selected = members.into_iter().collect(),
        Selection::Add(members) => selected.extend(members),
        Selection::Remove(members) => selected.retain(|member| !members.contains(member)),
        Selection::Invert => *selected = floor.into_iter().filter(|member| !selected.contains(member)).collect(),
        Selection::Clear => selected.clear(),
        Selection::All => *selected = floor.into_iter().collect(),
    }
}

fn lock(app: &mut App, members: Vec<MemberId>, on: bool) {
    let count = members.len();
    for member in members {
        if on {
            app.session.locked.insert(member);
        } else {
            app.session.locked.remove(&member);
        }
    }
    let words = if count == 1 { "member" } else { "members" };
    app.tell(format!("{count} {words} {}", if on { "locked" } else { "unlocked" }));
}
