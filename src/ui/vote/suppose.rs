//! What can be supposed of the text that is shown: a result, a withdrawal, another body, another day.

use egui::Ui;

use crate::{
    app::{actions::Action, command::ViewCommand, session::Dialog, supposed},
    model::Outcome,
    ui::{
        pane::Pane,
        widgets::{action_button, muted},
    },
};

/// The menu at the head of the vote.
pub fn suppose_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.menu_button("Suppose", |ui| {
        ui.set_min_width(250.0);
        lines_ui(ui, pane);
    });
}

/// Its lines.
pub fn lines_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    for action in [Action::Assume(Outcome::Adopted), Action::Assume(Outcome::Rejected), Action::Withdraw] {
        action_button(ui, pane, action);
    }
    ui.separator();
    if supposed::important(pane.app).is_some() {
        action_button(ui, pane, Action::Important);
    }
    body_ui(ui, pane);
    day_ui(ui, pane);
}

fn body_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(now) = pane.app.shown.vote.as_ref().map(|vote| vote.ballot.body.id.clone()) else { return };
    ui.menu_button("In another body", |ui| {
        ui.set_min_width(250.0);
        for body in &dossier.bodies {
            let here = body.id == now;
            if ui.add_enabled(!here, egui::Button::new(&body.name).selected(here)).clicked() {
                pane.out.extend(supposed::in_body(pane.app, &body.id));
            }
        }
        muted(ui, &pane.style, "Only the votes of members that are known count there.");
    });
}

fn day_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    if ui.button("On another day…").on_hover_text("The members of that day vote, where their votes are known").clicked()
    {
        let text = pane.app.session.text.as_ref().and_then(|id| pane.app.document.dossier.text(id));
        let day = text.and_then(|text| text.date.as_ref()).map_or(String::new(), ToString::to_string);
        pane.view(ViewCommand::Dialog(Some(Dialog::AnotherDay(day))));
    }
}
