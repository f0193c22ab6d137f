//! Dialogs over the window: one at a time, closed by Escape or a click beside it.

mod brief;
mod export;
mod palette;
mod shortcuts;

use egui::{Id, Modal, Ui};

use super::{
    pane::Pane,
    widgets::{heading, muted, primary},
};
use crate::{
    app::{
        Command,
        command::{FileCommand, ScenarioCommand, ViewCommand},
        session::{AfterUnsaved, Dialog},
    },
    scenario::ScenarioId,
};

/// Draws the dialog that is open, if any.
pub fn dialogs_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(dialog) = pane.app.session.dialog.clone() else {
        pane.local.query.clear();
        pane.local.picked = 0;
        return;
    };
    let frame = egui::Frame::new()
        .fill(pane.style.panel)
        .stroke(egui::Stroke::new(1.0, pane.style.border))
        .corner_radius(10)
        .inner_margin(20);
    let backdrop = pane.style.text.gamma_multiply(if pane.style.dark { 0.12 } else { 0.35 });
    let modal =
        Modal::new(Id::unique("dialog")).frame(frame).backdrop_color(backdrop).show(ui.ctx(), |ui| match dialog {
            Dialog::Palette => palette::palette_ui(ui, pane),
            Dialog::Export(form) => export::export_ui(ui, pane, form),
            Dialog::Brief(form) => brief::brief_ui(ui, pane, form),
            Dialog::RenameScenario(id, name) => rename_ui(ui, pane, id, name),
            Dialog::AnotherDay(day) => day_ui(ui, pane, day),
            Dialog::Shortcuts => shortcuts::shortcuts_ui(ui, pane),
            Dialog::Unsaved(then) => unsaved_ui(ui, pane, &then),
            Dialog::Mapping(form) => super::history::mapping_ui(ui, pane, &form),
            Dialog::Problems(title, problems) => problems_ui(ui, pane, &title, &problems),
        });
    // What was said of many columns is not thrown away by a click beside the form.
    let kept = matches!(pane.app.session.dialog, Some(Dialog::Mapping(_))) && modal.backdrop_response.clicked();
    if modal.should_close() && !kept {
        pane.view(ViewCommand::Dialog(None));
    }
}

fn rename_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: ScenarioId, mut name: String) {
    ui.set_width(340.0);
    heading(ui, "Rename scenario");
    let label = ui.label("Name");
    let field = ui.add(egui::TextEdit::singleline(&mut name).desired_width(f32::INFINITY)).labelled_by(label.id);
    if !field.has_focus() && !field.lost_focus() {
        field.request_focus();
        // The old name is selected, so that typing replaces it.
        let mut state = egui::TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
        let end = egui::text::CCursor::new(name.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
        state.store(ui.ctx(), field.id);
    }
    if field.changed() {
        pane.view(ViewCommand::Dialog(Some(Dialog::RenameScenario(id, name.clone()))));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if primary(ui, &pane.style, "Rename").clicked() || entered {
            pane.view(ViewCommand::Dialog(None));
            pane.push(Command::Scenario(ScenarioCommand::Rename(id, name)));
        }
        if ui.button("Cancel").clicked() {
            pane.view(ViewCommand::Dialog(None));
        }
    });
}

/// On which day the text is voted instead.
fn day_ui(ui: &mut Ui, pane: &mut Pane<'_>, mut typed: String) {
    ui.set_width(340.0);
    heading(ui, "Vote on another day");
    muted(ui, &pane.style, "The members of that day vote, as far as their votes on this text are known.");
    let label = ui.label("Day, as 1971-10-25");
    let field = ui.add(egui::TextEdit::singleline(&mut typed).desired_width(f32::INFINITY)).labelled_by(label.id);
    if field.changed() {
        pane.view(ViewCommand::Dialog(Some(Dialog::AnotherDay(typed.clone()))));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let day = typed.trim().parse::<crate::model::Date>();
    if let Err(why) = &day {
        muted(ui, &pane.style, why);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let asked = primary(ui, &pane.style, "Suppose it").clicked() || entered;
        if let (true, Ok(day)) = (asked, day) {
            pane.view(ViewCommand::Dialog(None));
            pane.out.extend(crate::app::supposed::on_day(pane.app, day));
        }
        if ui.button("Cancel").clicked() {
            pane.view(ViewCommand::Dialog(None));
        }
    });
}

fn unsaved_ui(ui: &mut Ui, pane: &mut Pane<'_>, then: &AfterUnsaved) {
    ui.set_width(380.0);
    heading(ui, "There are changes that are not saved");
    muted(ui, &pane.style, "Save them first, or go on without them.");
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if primary(ui, &pane.style, "Save").clicked() {
            pane.view(ViewCommand::Dialog(None));
            pane.push(Command::File(FileCommand::Save));
        }
        if ui.button("Go on without saving").clicked() {
            pane.push(Command::File(FileCommand::Discard(then.clone())));
        }
        if ui.button("Cancel").clicked() {
            pane.view(ViewCommand::Dialog(None));
        }
    });
}

fn problems_ui(ui: &mut Ui, pane: &mut Pane<'_>, title: &str, problems: &[String]) {
    ui.set_width(520.0);
    heading(ui, title);
    egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for problem in problems {
            muted(ui, &pane.style, problem);
        }
    });
    ui.add_space(8.0);
    if primary(ui, &pane.style, "Close").clicked() {
        pane.view(ViewCommand::Dialog(None));
    }
}
