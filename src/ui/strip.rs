//! The scenario strip: the record first, then the what-ifs, each with the tally of the text that is shown.

use egui::{Popup, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{
    pane::Pane,
    widgets::{action_button, link},
};
use crate::{
    app::{
        Command,
        actions::Action,
        command::{ScenarioCommand, ViewCommand},
        session::{Dialog, Workspace},
    },
    chart::fonts,
    scenario::ScenarioId,
};

/// Draws the strip.
pub fn strip_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    /// The room of the link behind the tabs.
    const LINK: f32 = 130.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        // In line with the floor, which begins beside the agenda.
        if matches!(pane.app.session.workspace, Workspace::Vote | Workspace::Amendments) {
            ui.add_space(crate::ui::vote::agenda_width(ui.ctx().content_rect().width()));
        }
        // However many what-ifs there are, the record and a new one are at hand: they stay where they are, and the
        // tabs between them scroll.
        let (record, whatifs): (Vec<_>, Vec<_>) = pane.app.shown.strip.iter().partition(|(id, _, _)| id.is_none());
        for (id, name, tally) in record {
            tab_ui(ui, pane, *id, name, tally);
        }
        egui::ScrollArea::horizontal()
            .max_width((ui.available_width() - LINK).max(LINK))
            .auto_shrink(true)
            .scroll_bar_visibility(egui::containers::scroll_area::ScrollBarVisibility::AlwaysHidden)
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    for (id, name, tally) in whatifs {
                        tab_ui(ui, pane, *id, name, tally);
                    }
                });
            });
        ui.add_space(6.0);
        if link(ui, &pane.style, "+ New scenario").on_hover_text("Begin a what-if on what is shown").clicked() {
            pane.push(Command::Scenario(ScenarioCommand::New));
        }
    });
}

/// Brings the tab of the scenario into sight when another one comes to be shown.
fn reveal(ui: &Ui, rect: egui::Rect, shown: Option<ScenarioId>) {
    let key = egui::Id::unique("scenario in sight");
    if ui.data(|data| data.get_temp::<Option<ScenarioId>>(key)) != Some(shown) {
        ui.scroll_to_rect(rect.expand(8.0), None);
        ui.data_mut(|data| data.insert_temp(key, shown));
    }
}

fn tab_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: Option<ScenarioId>, name: &str, tally: &str) {
    let style = pane.style;
    let on = pane.app.session.scenario == id;
    let font = if on { fonts::semibold(13.0) } else { fonts::regular(13.0) };
    let colour = if on { style.text } else { style.muted };
    let words = crate::chart::text::fitted(ui.painter(), name, font, colour, 190.0);
    let counts = ui.painter().layout_no_wrap(tally.to_owned(), fonts::regular(11.5), style.muted);
    let size = vec2(words.size().x + counts.size().x + 40.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, format!("{name} {tally}")));
    if on {
        reveal(ui, rect, id);
        ui.painter().rect(rect, 4.0, style.panel, Stroke::new(1.0, style.border), egui::StrokeKind::Inside);
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, style.accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, style.faint);
    }
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - words.size().y / 2.0), words, colour);
    let at = pos2(rect.right() - 12.0 - counts.size().x, middle - counts.size().y / 2.0);
    ui.painter().galley(at, counts, style.muted);
    if response.clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Select(id)));
    }
    let Some(id) = id else { return };
    if response.double_clicked() {
        pane.view(ViewCommand::Dialog(Some(Dialog::RenameScenario(id, name.to_owned()))));
    }
    if let Some(note) = pane.app.document.scenario(id).map(|s| s.note.clone()).filter(|note| !note.is_empty()) {
        response.clone().on_hover_text(note);
    }
    Popup::context_menu(&response).width(200.0).show(|ui| {
        if pane.app.session.scenario == Some(id) {
            for action in
                [Action::RenameScenario, Action::DuplicateScenario, Action::ClearChanges, Action::DeleteScenario]
            {
                action_button(ui, pane, action);
            }
        } else {
            if ui.button("Rename scenario…").clicked() {
                pane.view(ViewCommand::Dialog(Some(Dialog::RenameScenario(id, name.to_owned()))));
            }
            if ui.button("Delete scenario").clicked() {
                pane.push(Command::Scenario(ScenarioCommand::Delete(id)));
            }
        }
    });
}
