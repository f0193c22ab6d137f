//! The top bar: dossier, rooms, undo and redo, search, export, theme, menu.

use egui::{Align, Align2, Layout, Popup, Role, Sense, Ui, WidgetInfo, vec2};

use super::{
    pane::Pane,
    widgets::{Icon, action_button, icon, icon_button, primary, segmented},
};
use crate::{
    app::{
        Command,
        actions::{Action, Section, shown_chart},
        command::{ExportCommand, HistoryCommand, ViewCommand},
        session::{Dialog, Workspace},
    },
    chart::fonts,
};

/// Draws the top bar.
pub fn topbar_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let full = ui.max_rect();
    ui.horizontal_centered(|ui| {
        dossier_ui(ui, pane);
    });
    // Left of the middle, since there is more on the right than on the left: the rooms must not run into the history.
    let middle = egui::Rect::from_center_size(full.center() - vec2(90.0, 0.0), vec2(400.0, full.height()));
    ui.scope_builder(egui::UiBuilder::new().max_rect(middle), |ui| {
        ui.horizontal_centered(|ui| {
            let rooms: Vec<(Workspace, &str)> = Workspace::ALL.into_iter().map(|w| (w, w.label())).collect();
            ui.spacing_mut().button_padding = vec2(14.0, 6.0);
            if let Some(room) = segmented(ui, &pane.style, &rooms, pane.app.session.workspace) {
                pane.view(ViewCommand::Workspace(room));
            }
        });
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(full), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            menu_ui(ui, pane);
            let dark = pane.app.session.dark;
            let (kind, words) = if dark { (Icon::Sun, "Light theme") } else { (Icon::Moon, "Dark theme") };
            if icon_button(ui, &pane.style, kind, words, true).clicked() {
                pane.view(ViewCommand::Dark(!dark));
            }
            if primary(ui, &pane.style, "Export chart").on_hover_text("Ctrl E").clicked() {
                pane.push(Command::Export(ExportCommand::Ask(shown_chart(pane.app))));
            }
            search_ui(ui, pane);
            history_ui(ui, pane);
        });
    });
}

/// The name of the dossier, with the file menu behind it.
fn dossier_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let dossier = &pane.app.document.dossier;
    let title = if dossier.title.is_empty() { "Untitled dossier" } else { &dossier.title };
    let galley = crate::chart::text::fitted(
        ui.painter(),
        title,
        fonts::semibold(15.0),
        style.text,
        (ui.ctx().content_rect().width() * 0.165).clamp(120.0, 300.0),
    );
    let size = vec2(galley.size().x + 56.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Dossier: {title}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, style.faint);
    }
    let logo = rect.left_center() + vec2(10.0, 0.0);
    ui.painter().circle_stroke(logo, 8.5, egui::Stroke::new(3.0, style.accent));
    ui.painter().circle_filled(logo, 3.0, style.accent);
    ui.painter().galley(rect.left_center() + vec2(28.0, -galley.size().y / 2.0), galley, style.text);
    icon(ui.painter(), rect.right_center() - vec2(12.0, 0.0), 9.0, Icon::Down, style.muted);
    Popup::menu(&response).width(230.0).show(|ui| section_ui(ui, pane, Section::File));
}

fn section_ui(ui: &mut Ui, pane: &mut Pane<'_>, section: Section) {
    for action in Action::ALL.into_iter().filter(|action| action.section() == section) {
        action_button(ui, pane, action);
    }
}

/// Everything that can be done, by menu.
fn menu_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let response = icon_button(ui, &pane.style, Icon::More, "Menu", true);
    Popup::menu(&response).width(180.0).show(|ui| {
        for section in Section::ALL {
            ui.menu_button(section.label(), |ui| {
                ui.set_min_width(250.0);
                section_ui(ui, pane, section);
            });
        }
        ui.separator();
        action_button(ui, pane, Action::Shortcuts);
    });
}

/// The field that opens the palette.
fn search_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    // Where the window is narrow only the lens is shown, so that the rooms keep their place.
    let narrow = ui.ctx().content_rect().width() < 1340.0;
    let (rect, response) = ui.allocate_exact_size(vec2(if narrow { 34.0 } else { 272.0 }, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Find a member, text or command"));
    let edge = if response.hovered() { style.accent } else { style.border };
    ui.painter().rect(rect, 6.0, style.faint, egui::Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    icon(ui.painter(), rect.left_center() + vec2(15.0, 0.0), 13.0, Icon::Lens, style.muted);
    if !narrow {
        let at = rect.left_center() + vec2(28.0, 0.0);
        let words = "Find a member, text or command";
        ui.painter().text(at, Align2::LEFT_CENTER, words, fonts::regular(12.0), style.muted);
        super::widgets::key(ui.painter(), rect.right_center() - vec2(10.0, 0.0), "Ctrl K", &style);
    }
    if response.clicked() {
        pane.view(ViewCommand::Dialog(Some(Dialog::Palette)));
    }
}

/// Undo and redo, with the list of steps behind a right click.
fn history_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let app = pane.app;
    let redo = Action::Redo.label(app);
    if icon_button(ui, &pane.style, Icon::Redo, &redo, Action::Redo.enabled(app)).clicked() {
        pane.push(Command::History(HistoryCommand::Redo));
    }
    let words = Action::Undo.label(app);
    let undo = icon_button(ui, &pane.style, Icon::Undo, &words, Action::Undo.enabled(app));
    if undo.clicked() {
        pane.push(Command::History(HistoryCommand::Undo));
    }
    let steps: Vec<String> = app.history.steps().map(str::to_owned).take(30).collect();
    if steps.is_empty() {
        return;
    }
    let list = icon_button(ui, &pane.style, Icon::Down, "Steps to undo", true);
    Popup::menu(&list).width(260.0).show(|ui| {
        super::widgets::muted(ui, &pane.style, "Back to before…");
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for (n, label) in steps.iter().enumerate() {
                if ui.add(egui::Button::new(label).truncate()).clicked() {
                    pane.push(Command::History(HistoryCommand::Back(n + 1)));
                }
            }
        });
    });
}
