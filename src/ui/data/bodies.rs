//! Bodies: choose one that the program knows, or make one; seats and permanent members.

use egui::{ComboBox, Grid, ScrollArea, TextEdit, Ui};

use super::{choice, fields, nothing, split};
use crate::{
    app::{
        Command,
        command::{BodyEdit, EditCommand},
    },
    io,
    model::{Body, FloorPlan, Member, Terms, find},
    rules::{PERMANENT, presets},
    ui::{
        pane::Pane,
        widgets::{heading, muted, primary, segmented},
    },
};

fn push(pane: &mut Pane<'_>, edit: BodyEdit) {
    pane.push(Command::Edit(EditCommand::Body(edit)));
}

fn complain(pane: &mut Pane<'_>, text: String) {
    pane.push(crate::app::jobs::failed(&text));
}

/// Draws the tab.
pub fn bodies_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let gone = pane.local.body.as_ref().is_none_or(|id| pane.app.document.dossier.body(id).is_none());
    if gone {
        pane.local.body = pane.app.document.dossier.bodies.first().map(|body| body.id.clone());
    }
    split(ui, pane, list_ui, chosen_ui);
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    heading(ui, "Bodies of this dossier");
    if dossier.bodies.is_empty() {
        muted(ui, &pane.style, "None yet. Choose one that is known, or make one.");
    }
    for body in &dossier.bodies {
        let on = pane.local.body.as_ref() == Some(&body.id);
        if choice(ui, &body.name, &format!("{} seats", body.members_on(dossier.date.as_ref()).count()), on) {
            pane.local.body = Some(body.id.clone());
        }
    }
    ui.add_space(14.0);
    heading(ui, "Choose a body");
    for (n, template) in io::templates().iter().enumerate() {
        let known = dossier.body(&template.body.id).is_some();
        let words = format!("Add the {}", template.name);
        if ui.add_enabled(!known, egui::Button::new(words)).clicked() {
            push(pane, BodyEdit::AddTemplate(n));
            pane.local.body = Some(template.body.id.clone());
        }
    }
    ui.add_space(14.0);
    heading(ui, "Make a body");
    muted(ui, &pane.style, "Every member of the dossier has a seat at first.");
    ui.horizontal(|ui| {
        let entered = fields::fresh(ui, pane, "Name of a new body", 220.0);
        if primary(ui, &pane.style, "Make").clicked() || entered {
            let name = pane.local.take_fresh("Name of a new body");
            push(pane, BodyEdit::Add(name));
        }
    });
}

fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(body) = pane.local.body.as_ref().and_then(|id| dossier.body(id)) else {
        nothing(ui, pane, "No body chosen", "A body is who votes: choose one on the left, or make one.");
        return;
    };
    heading(ui, &body.name);
    about_ui(ui, pane, body);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add(TextEdit::singleline(&mut pane.local.filter).hint_text("Find a member").desired_width(260.0));
        muted(
            ui,
            &pane.style,
            "A seat is held from and until a date or a year: 1945..1991-12-24, 2025..2025, or .. for always.",
        );
    });
    let found: Vec<&Member> = if pane.local.filter.trim().is_empty() {
        dossier.members.iter().collect()
    } else {
        find(dossier.members.iter(), &pane.local.filter)
    };
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, 26.0, found.len(), |ui, rows| {
        for member in found.get(rows).unwrap_or_default() {
            ui.push_id(&member.id, |ui| ui.horizontal(|ui| seat_ui(ui, pane, body, member)));
        }
    });
}

fn about_ui(ui: &mut Ui, pane: &mut Pane<'_>, body: &Body) {
    Grid::new("body").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        ui.label("Name");
        ui.horizontal(|ui| {
            if let Some(name) = fields::bare(ui, "Name of the body", &body.name, 300.0) {
                push(pane, BodyEdit::Rename(body.id.clone(), name));
            }
            if ui.button("Remove this body").on_hover_text("And its texts").clicked() {
                push(pane, BodyEdit::Remove(body.id.clone()));
            }
        });
        ui.end_row();
        ui.label("Chamber");
        let plans = [(FloorPlan::Hemicycle, "Half circle"), (FloorPlan::Horseshoe, "Horseshoe table")];
        if let Some(plan) = segmented(ui, &pane.style, &plans, body.plan) {
            push(pane, BodyEdit::Plan(body.id.clone(), plan));
        }
        ui.end_row();
        let name = ui.label("Rule of new texts").id;
        if let Some(rule) = rule_box(ui, pane, name, &body.rule) {
            push(pane, BodyEdit::Rule(body.id.clone(), rule));
        }
        ui.end_row();
    });
}

/// A list of all rules to choose from; `label` is the id of the words beside it.
pub fn rule_box(
    ui: &mut Ui,
    pane: &Pane<'_>,
    label: egui::Id,
    now: &crate::model::RuleId,
) -> Option<crate::model::RuleId> {
    let own = std::sync::Arc::clone(&pane.app.document.rules);
    let name = pane.app.source().rule(now).map_or_else(|| now.to_string(), |rule| rule.name.clone());
    let mut picked = None;
    let shown = ComboBox::from_id_salt("rule").width(420.0).selected_text(name).show_ui(ui, |ui| {
        for rule in presets().iter().chain(own.iter()) {
            if ui.selectable_label(rule.id == *now, &rule.name).clicked() {
                picked = Some(rule.id.clone());
            }
        }
    });
    shown.response.labelled_by(label);
    picked.filter(|rule| rule != now)
}

fn seat_ui(ui: &mut Ui, pane: &mut Pane<'_>, body: &Body, member: &Member) {
    let terms = body.seats.get(&member.id);
    let mut seated = terms.is_some();
    let width = 250.0;
    ui.allocate_ui(egui::vec2(width, 22.0), |ui| {
        ui.set_width(width);
        if ui.checkbox(&mut seated, &member.name).clicked() {
            let terms = seated.then(Terms::always);
            push(pane, BodyEdit::Seat(body.id.clone(), member.id.clone(), terms));
        }
    });
    let Some(terms) = terms else { return };
    let typed = fields::bare(ui, &format!("Terms of {}", member.name), &String::from(terms.clone()), 170.0);
    match typed.map(Terms::try_from) {
        Some(Ok(terms)) => push(pane, BodyEdit::Seat(body.id.clone(), member.id.clone(), Some(terms))),
        Some(Err(why)) => complain(pane, why),
        None => {}
    }
    let mut permanent = body.sets.get(&PERMANENT.into()).is_some_and(|set| set.members.contains(&member.id));
    if ui.checkbox(&mut permanent, "permanent").clicked() {
        push(pane, BodyEdit::Permanent(body.id.clone(), member.id.clone(), permanent));
    }
}
