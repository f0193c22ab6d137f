//! The status line: members, source, saved or not, jobs, messages, the keys that work here.

use egui::{Align, Layout, Ui};

use super::{
    pane::Pane,
    widgets::{link, muted},
};
use crate::app::{
    command::ViewCommand,
    library::thousands,
    session::{DataTab, Workspace},
};

/// Draws the status line.
pub fn status_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.horizontal_centered(|ui| {
        let style = pane.style;
        if let Some(notice) = pane.app.session.notice.clone() {
            let colour = if notice.error { style.no } else { style.text };
            let text = egui::RichText::new(&notice.text).font(crate::chart::fonts::semibold(11.5)).color(colour);
            ui.add(egui::Label::new(text).truncate());
            if link(ui, &style, "Dismiss").clicked() {
                pane.view(ViewCommand::Dismiss);
            }
        } else {
            muted(ui, &style, facts(pane));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if pane.jobs.is_empty() {
                muted(ui, &style, keys(pane));
                return;
            }
            if link(ui, &style, "Cancel").clicked() {
                pane.cancel = true;
            }
            muted(ui, &style, pane.jobs.join(", "));
            ui.spinner();
        });
    });
}

fn facts(pane: &Pane<'_>) -> String {
    let app = pane.app;
    let mut parts = Vec::new();
    if app.session.workspace == Workspace::History
        && let Some(held) = app.library.held()
    {
        let summary = &held.imported.summary;
        parts.push(format!("{} roll calls", thousands(summary.roll_calls)));
        parts.push(format!("{} votes", thousands(summary.votes)));
        parts.push(held.imported.archive.sources.join(", "));
        return parts.join(" · ");
    }
    if let Some(vote) = &app.shown.vote {
        parts.push(format!("{} members", vote.data.seats.len()));
        parts.push(if app.session.scenario.is_none() {
            "votes as recorded".to_owned()
        } else {
            "a what-if".to_owned()
        });
        if !vote.data.source.is_empty() {
            parts.push(vote.data.source.split(';').next().unwrap_or("").to_owned());
        }
    } else {
        parts.push(format!("{} members", app.document.dossier.members.len()));
    }
    if !app.session.selected.is_empty() {
        parts.push(format!("{} selected", app.session.selected.len()));
    }
    parts.push(match (app.unsaved(), &app.session.path) {
        (true, _) => "not saved".to_owned(),
        (false, Some(_)) => "saved".to_owned(),
        (false, None) => "not changed".to_owned(),
    });
    parts.join(" · ")
}

fn keys(pane: &Pane<'_>) -> String {
    let session = &pane.app.session;
    if !session.typed.is_empty() {
        return format!("Find: {} · Enter takes it · Esc stops", session.typed);
    }
    match session.workspace {
        Workspace::Vote if session.compare.open => {
            "F4 back to the floor · Ctrl E export the flow · Ctrl Z undo".to_owned()
        }
        Workspace::Vote if session.brush.is_some() => "drag to paint · Esc puts the brush down".to_owned(),
        Workspace::Vote => "click changes a vote · Y A N X set it · type to find · L lock · Ctrl Z undo".to_owned(),
        Workspace::Amendments => "drag a step to reorder · click a node to assume a result · Ctrl Z undo".to_owned(),
        Workspace::Coalitions => "click a cell to follow a pair · Ctrl E export".to_owned(),
        Workspace::History => {
            "type to search · ↑ ↓ through the list · Enter opens a vote · Ctrl Shift O opens files".to_owned()
        }
        Workspace::Data if DataTab::SHEETS.contains(&session.tab) => {
            "type or F2 to edit · Ctrl C Ctrl V copy and paste · Ctrl Shift D fill · Ctrl H find · Ctrl Z undo"
                .to_owned()
        }
        Workspace::Data => "Ctrl S save · Ctrl Z undo".to_owned(),
    }
}
