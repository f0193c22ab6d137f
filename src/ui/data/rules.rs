//! Rules: the presets to read, and one's own to compose.

use egui::{ScrollArea, Ui};

use super::{choice, fields, formula, nothing, split};
use crate::{
    app::{
        Command,
        command::{EditCommand, RuleEdit, ViewCommand},
    },
    rules::{POPULATION, Rule, presets},
    ui::{
        pane::Pane,
        widgets::{heading, muted, primary},
    },
};

fn push(pane: &mut Pane<'_>, edit: RuleEdit) {
    pane.push(Command::Edit(EditCommand::Rule(edit)));
}

/// Draws the tab.
pub fn rules_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    split(ui, pane, list_ui, chosen_ui);
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let own = std::sync::Arc::clone(&pane.app.document.rules);
    let now = pane.app.session.rule.clone();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        heading(ui, "Your own rules");
        if own.is_empty() {
            muted(ui, &pane.style, "None yet. Choose a preset and copy it to compose your own.");
        }
        for rule in own.iter() {
            if choice(ui, &rule.name, "", now.as_ref() == Some(&rule.id)) {
                pane.view(ViewCommand::Rule(Some(rule.id.clone())));
            }
        }
        ui.add_space(12.0);
        heading(ui, "Presets");
        for rule in presets() {
            if choice(ui, &rule.name, "", now.as_ref() == Some(&rule.id)) {
                pane.view(ViewCommand::Rule(Some(rule.id.clone())));
            }
        }
    });
}

fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let own = std::sync::Arc::clone(&pane.app.document.rules);
    let Some(id) = pane.app.session.rule.clone() else {
        nothing(ui, pane, "No rule chosen", "Choose one on the left to see what it asks.");
        return;
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if let Some(rule) = own.iter().find(|rule| rule.id == id) {
            own_ui(ui, pane, rule);
        } else if let Some(rule) = presets().iter().find(|rule| rule.id == id) {
            heading(ui, &rule.name);
            muted(ui, &pane.style, &rule.cites);
            formula::read_ui(ui, &rule.formula, 0);
            if !rule.note.is_empty() {
                muted(ui, &pane.style, &rule.note);
            }
            ui.add_space(10.0);
            if primary(ui, &pane.style, "Copy it to compose your own").clicked() {
                push(pane, RuleEdit::Copy(id.clone()));
            }
        }
    });
}

fn own_ui(ui: &mut Ui, pane: &mut Pane<'_>, rule: &Rule) {
    heading(ui, &rule.name);
    let mut next = rule.clone();
    let bodies = &pane.app.document.dossier.bodies;
    let weights = bodies.iter().flat_map(|body| body.weights.keys().cloned()).chain([POPULATION.into()]).collect();
    ui.push_id(&rule.id, |ui| {
        egui::Grid::new("rule").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            for (label, now, field) in [
                ("Name", &rule.name, &mut next.name),
                ("Mark on the bar", &rule.short, &mut next.short),
                ("Articles", &rule.cites, &mut next.cites),
                ("Remark", &rule.note, &mut next.note),
            ] {
                ui.label(label);
                if let Some(typed) = fields::bare(ui, label, now, 480.0) {
                    *field = typed;
                }
                ui.end_row();
            }
        });
        ui.add_space(8.0);
        let known = formula::Known { style: &pane.style, weights: &weights };
        formula::edit_ui(ui, known, &mut next.formula, true);
    });
    if next != *rule {
        push(pane, RuleEdit::Update(Box::new(next)));
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if ui.button("Copy").clicked() {
            push(pane, RuleEdit::Copy(rule.id.clone()));
        }
        if ui.button("Remove this rule").clicked() {
            push(pane, RuleEdit::Remove(rule.id.clone()));
        }
    });
}
