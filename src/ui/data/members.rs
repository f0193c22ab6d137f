//! Members: add, rename, recode, remove.

use egui::{Grid, ScrollArea, TextEdit, Ui};

use super::{choice, fields, nothing, split};
use crate::{
    app::{
        Command,
        command::{EditCommand, MemberEdit, Selection, ViewCommand},
    },
    model::{MemberId, find},
    ui::{
        pane::Pane,
        widgets::{heading, muted, primary},
    },
};

fn push(pane: &mut Pane<'_>, edit: MemberEdit) {
    pane.push(Command::Edit(EditCommand::Member(edit)));
}

/// Draws the tab.
pub fn members_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    split(ui, pane, list_ui, chosen_ui);
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let filter = TextEdit::singleline(&mut pane.local.filter).hint_text("Find a member").desired_width(f32::INFINITY);
    ui.add(filter);
    let found: Vec<_> = if pane.local.filter.trim().is_empty() {
        let mut all: Vec<_> = dossier.members.iter().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    } else {
        find(dossier.members.iter(), &pane.local.filter)
    };
    let height = (ui.available_height() - 84.0).max(80.0);
    ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(ui, 24.0, found.len(), |ui, rows| {
        for member in found.get(rows).unwrap_or_default() {
            let on = pane.app.session.selected.contains(&member.id);
            if choice(ui, &member.name, member.id.as_str(), on) {
                pane.view(ViewCommand::Select(Selection::Only(vec![member.id.clone()])));
            }
        }
    });
    ui.separator();
    ui.horizontal(|ui| {
        let entered = fields::fresh(ui, pane, "Code", 60.0) | fields::fresh(ui, pane, "Name", 170.0);
        if primary(ui, &pane.style, "Add").clicked() || entered {
            add(pane);
        }
    });
}

/// Adds the member whose code and name were typed; they stay in their fields where the code will not do.
fn add(pane: &mut Pane<'_>) {
    let dossier = &pane.app.document.dossier;
    let code = pane.local.fresh("Code").trim().to_owned();
    let name = pane.local.fresh("Name").clone();
    // With one body there is no doubt where the new member sits.
    let body = if let [only] = dossier.bodies.as_slice() { Some(only.id.clone()) } else { None };
    let id = MemberId::from(code.as_str());
    let good = !code.is_empty() && !code.contains(char::is_whitespace) && dossier.member(&id).is_none();
    push(pane, MemberEdit::Add(code, name, body));
    if good {
        pane.local.fresh.clear();
        pane.view(ViewCommand::Select(Selection::Only(vec![id])));
    }
}

fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(id) = pane.app.session.selected.iter().next().cloned() else {
        nothing(ui, pane, "No member chosen", "Choose one on the left, or add one below the list.");
        return;
    };
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(member) = dossier.member(&id) else { return };
    heading(ui, &member.name);
    ui.add_space(4.0);
    Grid::new("member").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        ui.label("Name");
        if let Some(name) = fields::bare(ui, "Name of the member", &member.name, 280.0) {
            push(pane, MemberEdit::Rename(id.clone(), name));
        }
        ui.end_row();
        ui.label("Code");
        if let Some(code) = fields::bare(ui, "Code of the member", id.as_str(), 90.0) {
            push(pane, MemberEdit::Recode(id.clone(), code.clone()));
            pane.view(ViewCommand::Select(Selection::Only(vec![MemberId::from(code.trim())])));
        }
        ui.end_row();
        ui.label("Also known as");
        muted(ui, &pane.style, if member.aliases.is_empty() { "–".to_owned() } else { member.aliases.join(", ") });
        ui.end_row();
        ui.label("Groups");
        let groups: Vec<&str> =
            dossier.groups.iter().filter(|g| g.members.contains(&id)).map(|g| g.name.as_str()).collect();
        muted(ui, &pane.style, if groups.is_empty() { "–".to_owned() } else { groups.join(", ") });
        ui.end_row();
        ui.label("Seats");
        let seats: Vec<String> = dossier
            .bodies
            .iter()
            .filter_map(|body| Some(format!("{} {}", body.name, String::from(body.seats.get(&id)?.clone()))))
            .collect();
        muted(ui, &pane.style, if seats.is_empty() { "–".to_owned() } else { seats.join(" · ") });
        ui.end_row();
    });
    if !member.note.is_empty() {
        muted(ui, &pane.style, &member.note);
    }
    ui.add_space(12.0);
    let hint = "Takes it out of groups, bodies, votes and scenarios as well";
    if ui.button("Remove this member").on_hover_text(hint).clicked() {
        push(pane, MemberEdit::Remove(id));
    }
}
