//! The Data workspace: what the dossier is made of, to be made and changed.

mod bodies;
mod chosen;
mod formula;
mod rules;
mod sheets;
mod texts;
mod wording;

use egui::{Panel, Ui, vec2};

use super::{
    fields,
    pane::Pane,
    widgets::{heading, muted, segmented},
};
use crate::app::{
    Command,
    command::{EditCommand, ViewCommand},
    session::DataTab,
};

/// Draws the workspace.
pub fn data_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let bare = egui::Frame::new().fill(pane.style.background).inner_margin(egui::Margin::symmetric(16, 12));
    egui::CentralPanel::no_frame().frame(bare).show(ui, |ui| {
        dossier_ui(ui, pane);
        ui.add_space(8.0);
        tabs_ui(ui, pane);
        ui.add_space(8.0);
        match pane.app.session.tab {
            DataTab::OneText => texts::texts_ui(ui, pane),
            DataTab::Bodies => bodies::bodies_ui(ui, pane),
            DataTab::Rules => rules::rules_ui(ui, pane),
            sheet => sheets::sheet_ui(ui, pane, sheet),
        }
    });
}

/// The sheets, then the forms.
fn tabs_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let named = |tabs: &[DataTab]| tabs.iter().map(|tab| (*tab, sheets::name(*tab))).collect::<Vec<_>>();
    ui.horizontal(|ui| {
        let mut picked = segmented(ui, &style, &named(&DataTab::SHEETS), pane.app.session.tab);
        ui.add_space(6.0);
        let (top, bottom) = (ui.max_rect().top() + 5.0, ui.max_rect().top() + 23.0);
        ui.painter().vline(ui.cursor().left(), top..=bottom, egui::Stroke::new(1.0, style.border));
        ui.add_space(8.0);
        picked = segmented(ui, &style, &named(&DataTab::FORMS), pane.app.session.tab).or(picked);
        if let Some(tab) = picked {
            pane.local.filter.clear();
            pane.local.fresh.clear();
            pane.view(ViewCommand::Tab(tab));
        }
    });
}

fn dossier_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    ui.horizontal(|ui| {
        if let Some(title) = fields::text(ui, "Dossier", &dossier.title, 320.0) {
            pane.push(Command::Edit(EditCommand::Title(title)));
        }
        ui.label("Date");
        if let Some(date) = fields::date(ui, "Date", dossier.date.as_ref(), 110.0) {
            date.take(pane, |date| Command::Edit(EditCommand::Date(date)));
        }
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let facts = [
            count(dossier.members.len(), "member", "members"),
            count(dossier.groups.len(), "group", "groups"),
            count(dossier.bodies.len(), "body", "bodies"),
            count(dossier.texts.len(), "text", "texts"),
        ]
        .join(" · ");
        muted(ui, &pane.style, facts);
    });
}

/// Two cards side by side: a list to choose from, and what is chosen.
pub fn split(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    list: impl FnOnce(&mut Ui, &mut Pane<'_>),
    chosen: impl FnOnce(&mut Ui, &mut Pane<'_>),
) {
    let frame = card(pane);
    Panel::left("data list").exact_size(380.0).resizable(false).show_separator_line(false).frame(frame).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            list(ui, pane);
        },
    );
    let outer = egui::Frame::new().inner_margin(egui::Margin { left: 12, ..egui::Margin::ZERO });
    egui::CentralPanel::no_frame().frame(outer).show(ui, |ui| {
        card(pane).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            chosen(ui, pane);
        });
    });
}

/// A card as the workspace has them.
pub fn card(pane: &Pane<'_>) -> egui::Frame {
    let line = egui::Stroke::new(1.0, pane.style.border);
    egui::Frame::new().fill(pane.style.panel).stroke(line).corner_radius(10).inner_margin(14)
}

/// A line to choose in a list.
pub fn choice(ui: &mut Ui, words: &str, about: &str, on: bool) -> bool {
    let small = egui::RichText::new(about).font(crate::chart::fonts::regular(11.0));
    let button = egui::Button::new(words);
    // An empty word would still be read as part of the name.
    let button = if about.is_empty() { button } else { button.shortcut_text(small) };
    let button = button.selected(on).frame_when_inactive(on).min_size(vec2(ui.available_width(), 24.0)).truncate();
    ui.add(button).clicked()
}

/// Says what to do where nothing is chosen.
pub fn nothing(ui: &mut Ui, pane: &Pane<'_>, title: &str, next: &str) {
    heading(ui, title);
    muted(ui, &pane.style, next);
}
