//! What is compared: body, members, clusters, credit; and whose alignment is followed.

use egui::{ScrollArea, Ui};

use crate::{
    analysis::{Credit, Linkage},
    app::{
        Command,
        command::{EditCommand, GroupEdit, ViewCommand},
    },
    chart::{
        fonts,
        prepare::{Comparison, Side, voting_bodies},
    },
    ui::{pane::Pane, widgets},
};

fn words(text: &str, pane: &Pane<'_>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::regular(11.5)).color(pane.style.accent)
}

/// The menus of the matrix.
pub fn comparison_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let now = pane.app.session.comparison.clone();
    let mut next = None;
    ui.menu_button(words("Method", pane), |ui| method_ui(ui, pane, &now, &mut next));
    let many = format!("{} clusters", now.clusters);
    ui.menu_button(words(&many, pane), |ui| {
        for clusters in 2..=8 {
            if ui.add(egui::Button::new(format!("{clusters} clusters")).selected(now.clusters == clusters)).clicked() {
                next = Some(Comparison { clusters, ..now.clone() });
            }
        }
    });
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let group = now.group.as_ref().and_then(|id| dossier.group(id)).map_or("All members", |group| &group.name);
    ui.menu_button(words(group, pane), |ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            if ui.add(egui::Button::new("All members").selected(now.group.is_none())).clicked() {
                next = Some(Comparison { group: None, ..now.clone() });
            }
            for group in &dossier.groups {
                let on = now.group.as_ref() == Some(&group.id);
                if ui.add(egui::Button::new(&group.name).selected(on)).clicked() {
                    next = Some(Comparison { group: Some(group.id.clone()), ..now.clone() });
                }
            }
        });
    });
    let body = dossier.body(&now.body).map_or("No body", |body| &body.name);
    ui.menu_button(words(body, pane), |ui| {
        for body in voting_bodies(&dossier) {
            if ui.add(egui::Button::new(&body.name).selected(now.body == body.id)).clicked() {
                next = Some(Comparison { body: body.id.clone(), ..now.clone() });
            }
        }
    });
    if let Some(next) = next {
        pane.view(ViewCommand::Compare(next));
    }
}

fn method_ui(ui: &mut Ui, pane: &Pane<'_>, now: &Comparison, next: &mut Option<Comparison>) {
    widgets::muted(ui, &pane.style, "An abstention beside a Yes or a No");
    for (credit, label) in [(Credit::Same, "does not agree"), (Credit::Half, "agrees by half")] {
        if ui.add(egui::Button::new(label).selected(now.credit == credit)).clicked() {
            *next = Some(Comparison { credit, ..now.clone() });
        }
    }
    ui.separator();
    widgets::muted(ui, &pane.style, "Clusters are joined by");
    for (linkage, label) in [
        (Linkage::Average, "average distance"),
        (Linkage::Complete, "largest distance"),
        (Linkage::Single, "smallest distance"),
        (Linkage::Ward, "least spread (Ward)"),
    ] {
        if ui.add(egui::Button::new(label).selected(now.linkage == linkage)).clicked() {
            *next = Some(Comparison { linkage, ..now.clone() });
        }
    }
}

/// The groups that are compared.
pub fn groups_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    ui.menu_button(words("Choose groups", pane), |ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for group in &dossier.groups {
                let mut pinned = group.pinned;
                if ui.checkbox(&mut pinned, &group.name).clicked() {
                    pane.push(Command::Edit(EditCommand::Group(GroupEdit::Pin(group.id.clone(), pinned))));
                }
            }
        });
    });
}

/// The menu of one of the two whose alignment is followed.
pub fn side_ui(ui: &mut Ui, pane: &mut Pane<'_>, n: usize) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let now = pane.app.session.sides.get(n).cloned();
    let name = match &now {
        Some(Side::Member(id)) => dossier.member_name(id).to_owned(),
        Some(Side::Group(id)) => dossier.group(id).map_or(id.to_string(), |group| group.name.clone()),
        None => String::new(),
    };
    ui.menu_button(words(&name, pane), |ui| {
        ui.set_min_width(240.0);
        ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            widgets::muted(ui, &pane.style, "Groups");
            for group in &dossier.groups {
                if ui.button(&group.name).clicked() {
                    pane.view(ViewCommand::Side(n, Side::Group(group.id.clone())));
                }
            }
            widgets::muted(ui, &pane.style, "Members");
            for member in &dossier.members {
                if ui.button(&member.name).clicked() {
                    pane.view(ViewCommand::Side(n, Side::Member(member.id.clone())));
                }
            }
        });
    });
}
