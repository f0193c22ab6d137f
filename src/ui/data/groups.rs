//! Groups: add, rename, remove, and who is in them.

use egui::{ScrollArea, TextEdit, Ui};

use super::{choice, fields, nothing, split};
use crate::{
    app::{
        Command,
        command::{EditCommand, GroupEdit, ViewCommand},
    },
    model::find,
    ui::{
        pane::Pane,
        widgets::{heading, muted, primary},
    },
};

fn push(pane: &mut Pane<'_>, edit: GroupEdit) {
    pane.push(Command::Edit(EditCommand::Group(edit)));
}

/// Draws the tab.
pub fn groups_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    split(ui, pane, list_ui, chosen_ui);
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let height = (ui.available_height() - 50.0).max(80.0);
    ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
        for group in &dossier.groups {
            let on = pane.app.session.group.as_ref() == Some(&group.id);
            if choice(ui, &group.name, &group.members.len().to_string(), on) {
                pane.view(ViewCommand::Group(Some(group.id.clone())));
            }
        }
        if dossier.groups.is_empty() {
            muted(ui, &pane.style, "No groups yet. A group is counted together, as a bloc.");
        }
    });
    ui.separator();
    ui.horizontal(|ui| {
        let entered = fields::fresh(ui, pane, "Name of a new group", 220.0);
        if primary(ui, &pane.style, "Add group").clicked() || entered {
            let name = pane.local.take_fresh("Name of a new group");
            push(pane, GroupEdit::Add(name));
        }
    });
}

fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(group) = pane.app.session.group.as_ref().and_then(|id| dossier.group(id)) else {
        nothing(ui, pane, "No group chosen", "Choose one on the left, or add one below the list.");
        return;
    };
    heading(ui, &group.name);
    ui.horizontal(|ui| {
        if let Some(name) = fields::text(ui, "Name", &group.name, 280.0) {
            push(pane, GroupEdit::Rename(group.id.clone(), name));
        }
        let mut pinned = group.pinned;
        if ui.checkbox(&mut pinned, "Shown under the floor").clicked() {
            push(pane, GroupEdit::Pin(group.id.clone(), pinned));
        }
        if ui.button("Remove this group").clicked() {
            push(pane, GroupEdit::Remove(group.id.clone()));
        }
    });
    if !group.source.is_empty() {
        muted(ui, &pane.style, format!("Source: {}", group.source));
    }
    if !group.note.is_empty() {
        muted(ui, &pane.style, &group.note);
    }
    ui.add_space(6.0);
    let filter = TextEdit::singleline(&mut pane.local.filter).hint_text("Find a member").desired_width(260.0);
    ui.add(filter);
    let found: Vec<_> = if pane.local.filter.trim().is_empty() {
        dossier.members.iter().collect()
    } else {
        find(dossier.members.iter(), &pane.local.filter)
    };
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, 22.0, found.len().div_ceil(3), |ui, rows| {
        egui::Grid::new("members of a group").num_columns(3).min_col_width(200.0).show(ui, |ui| {
            for member in found.iter().skip(rows.start * 3).take((rows.end - rows.start) * 3).enumerate() {
                let (n, member) = member;
                let mut inside = group.members.contains(&member.id);
                if ui.checkbox(&mut inside, &member.name).clicked() {
                    push(pane, GroupEdit::Member(group.id.clone(), member.id.clone(), inside));
                }
                if n % 3 == 2 {
                    ui.end_row();
                }
            }
        });
    });
}
