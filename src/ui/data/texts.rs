//! Texts: what they are, their rule, what is on the record, in the order of voting.

use egui::{ComboBox, Grid, Response, ScrollArea, Ui};

use super::{
    bodies::rule_box,
    choice, fields, nothing, split,
    wording::{procedure_ui, wording_ui},
};
use crate::{
    app::{
        Command,
        actions::Action,
        command::{EditCommand, TextEdit as Edit, ViewCommand},
        session::Workspace,
    },
    model::{Basis, BodyId, Motion, Outcome, Text, TextKind, Vote},
    ui::{
        pane::Pane,
        widgets::{action_button, heading, link, muted, primary},
    },
};

fn push(pane: &mut Pane<'_>, edit: Edit) {
    pane.push(Command::Edit(EditCommand::Text(edit)));
}

/// Draws the tab.
pub fn texts_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    split(ui, pane, list_ui, chosen_ui);
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let height = (ui.available_height() - 84.0).max(80.0);
    ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
        ui,
        24.0,
        dossier.texts.len(),
        |ui, rows| {
            for text in dossier.texts.get(rows).unwrap_or_default() {
                let on = pane.app.session.text.as_ref() == Some(&text.id);
                let day = text.date.as_ref().map_or("", |date| date.as_str());
                if choice(ui, text.short_name(), day, on) {
                    pane.view(ViewCommand::Text(text.id.clone()));
                }
            }
        },
    );
    if dossier.texts.is_empty() {
        muted(ui, &pane.style, "No texts yet. A new one starts with everyone in favour.");
    }
    ui.separator();
    fields::fresh(ui, pane, "Title of a new text", f32::INFINITY);
    ui.horizontal(|ui| {
        for body in &dossier.bodies {
            if primary(ui, &pane.style, &format!("Add to {}", body.name)).clicked() {
                let title = pane.local.take_fresh("Title of a new text");
                push(pane, Edit::Add(body.id.clone(), title));
            }
        }
        if dossier.bodies.is_empty() && link(ui, &pane.style, "Choose a body first").clicked() {
            pane.view(ViewCommand::Tab(crate::app::session::DataTab::Bodies));
        }
    });
}

fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(text) = pane.app.session.text.as_ref().and_then(|id| dossier.text(id)) else {
        nothing(ui, pane, "No text chosen", "Choose one on the left, or add one below the list.");
        return;
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        heading(ui, text.label());
        ui.push_id(&text.id, |ui| {
            words_ui(ui, pane, text);
            ui.add_space(10.0);
            wording_ui(ui, pane, text);
            procedure_ui(ui, pane, text);
            ui.add_space(6.0);
            record_ui(ui, pane, text);
        });
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if primary(ui, &pane.style, "Show its vote").clicked() {
                pane.view(ViewCommand::Workspace(Workspace::Vote));
            }
            if ui.button("Earlier in the order").clicked() {
                push(pane, Edit::Move(text.id.clone(), false));
            }
            if ui.button("Later").clicked() {
                push(pane, Edit::Move(text.id.clone(), true));
            }
            if ui.button("Remove this text").clicked() {
                push(pane, Edit::Remove(text.id.clone()));
            }
        });
    });
}

/// A line of words: its label, what stands there, and the edit that changes it.
type Line<'a> = (&'a str, &'a str, fn(crate::model::TextId, String) -> Edit);

fn words_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    let id = &text.id;
    Grid::new("text").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        let lines: [Line<'_>; 4] = [
            ("Title", &text.title, Edit::Title),
            ("Symbol", &text.symbol, Edit::Symbol),
            ("Put forward by", &text.sponsor, Edit::Sponsor),
            ("Source", &text.source, Edit::Source),
        ];
        for (label, now, edit) in lines {
            ui.label(label);
            if let Some(typed) = fields::bare(ui, label, now, 520.0) {
                push(pane, edit(id.clone(), typed));
            }
            ui.end_row();
        }
        let name = ui.label("Kind").id;
        kind_ui(ui, pane, text).labelled_by(name);
        ui.end_row();
        if text.kind == TextKind::Motion {
            let name = ui.label("Asks for").id;
            motion_ui(ui, pane, text, name);
            ui.end_row();
        }
        let name = ui.label("Body").id;
        body_ui(ui, pane, text).labelled_by(name);
        ui.end_row();
        let name = ui.label("Rule").id;
        if let Some(rule) = rule_box(ui, pane, name, &text.rule) {
            push(pane, Edit::Rule(id.clone(), rule));
        }
        ui.end_row();
        let name = ui.label(above(text.kind)).id;
        amends_ui(ui, pane, text).labelled_by(name);
        ui.end_row();
        ui.label("Date");
        if let Some(date) = fields::date(ui, "Date of the vote", text.date.as_ref(), 110.0) {
            date.take(pane, |date| Command::Edit(EditCommand::Text(Edit::Date(id.clone(), date))));
        }
        ui.end_row();
    });
}

/// What the text above is to this one.
fn above(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Part => "Part of",
        TextKind::Motion => "About",
        TextKind::Draft | TextKind::AsAmended | TextKind::Amendment => "Amends",
    }
}

fn kind_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) -> Response {
    const KINDS: [TextKind; 5] =
        [TextKind::Draft, TextKind::AsAmended, TextKind::Amendment, TextKind::Part, TextKind::Motion];
    let shown = ComboBox::from_id_salt("kind").width(200.0).selected_text(text.kind.label()).show_ui(ui, |ui| {
        for kind in KINDS {
            if ui.selectable_label(kind == text.kind, kind.label()).clicked() {
                push(pane, Edit::Kind(text.id.clone(), kind));
            }
        }
    });
    shown.response
}

/// What a motion asks for, and what follows when it is carried.
fn motion_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text, name: egui::Id) {
    ui.horizontal(|ui| {
        let word = text.motion.map_or("not said", Motion::label);
        let shown = ComboBox::from_id_salt("motion").width(200.0).selected_text(word).show_ui(ui, |ui| {
            for motion in std::iter::once(None).chain(Motion::ALL.into_iter().map(Some)) {
                if ui.selectable_label(motion == text.motion, motion.map_or("not said", Motion::label)).clicked() {
                    push(pane, Edit::Motion(text.id.clone(), motion));
                }
            }
        });
        shown.response.labelled_by(name);
        if let Some(motion) = text.motion {
            muted(ui, &pane.style, motion.effect());
        }
    });
}

fn body_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) -> Response {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let name = |id: &BodyId| dossier.body(id).map_or_else(|| id.to_string(), |body| body.name.clone());
    let shown = ComboBox::from_id_salt("body").width(300.0).selected_text(name(&text.body)).show_ui(ui, |ui| {
        for body in &dossier.bodies {
            if ui.selectable_label(body.id == text.body, &body.name).clicked() {
                push(pane, Edit::Body(text.id.clone(), body.id.clone()));
            }
        }
    });
    shown.response
}

fn amends_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) -> Response {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let name = text.amends.as_ref().and_then(|id| dossier.text(id)).map_or("nothing", |text| text.short_name());
    let shown = ComboBox::from_id_salt("amends").width(300.0).selected_text(name).show_ui(ui, |ui| {
        if ui.selectable_label(text.amends.is_none(), "nothing").clicked() {
            push(pane, Edit::Amends(text.id.clone(), None));
        }
        for other in dossier.texts.iter().filter(|other| other.body == text.body && other.id != text.id) {
            if ui.selectable_label(text.amends.as_ref() == Some(&other.id), other.short_name()).clicked() {
                push(pane, Edit::Amends(text.id.clone(), Some(other.id.clone())));
            }
        }
    });
    shown.response
}

fn record_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    heading(ui, "On the record");
    let known = match text.record.basis() {
        Basis::RollCall => "A full roll call.",
        Basis::Tally => "Only the tally.",
        Basis::Result => "Only the result.",
        Basis::Nothing => "Nothing yet.",
    };
    muted(
        ui,
        &pane.style,
        format!("{known} To set votes, change them on the floor of a scenario, then make them the record."),
    );
    ui.horizontal(|ui| {
        let name = ui.label("Result").id;
        let word = text.record.outcome.map_or("not recorded", Outcome::label);
        let shown = ComboBox::from_id_salt("result").width(130.0).selected_text(word).show_ui(ui, |ui| {
            for outcome in [None, Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed)] {
                let word = outcome.map_or("not recorded", Outcome::label);
                if ui.selectable_label(outcome == text.record.outcome, word).clicked() {
                    push(pane, Edit::Outcome(text.id.clone(), outcome));
                }
            }
        });
        shown.response.labelled_by(name);
        ui.label("Published totals");
        for vote in [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent] {
            let now = text.record.tally.of(vote);
            if let Some(total) = fields::count(ui, vote.label(), now, 46.0) {
                total.take(pane, |total| Command::Edit(EditCommand::Text(Edit::Total(text.id.clone(), vote, total))));
            }
        }
    });
    ui.horizontal(|ui| action_button(ui, pane, Action::RecordShown));
}
