//! The Vote workspace: agenda, verdict, floor, blocs; why, and the selected members.

mod abstain;
mod blocs;
mod chance;
mod changes;
mod duty;
mod effort;
mod flips;
mod floor;
mod gestures;
mod hold;
mod inspector;
mod preview;
mod suppose;
mod verdict;
mod whip;
mod why;

pub use changes::base_lines;
pub use gestures::chart_menu;
pub use why::card;

use egui::{Panel, Rect, ScrollArea, Ui, UiBuilder, pos2};

use super::{agenda::agenda_ui, pane::Pane};
use crate::{
    app::{
        Command,
        command::EditCommand,
        command::TextEdit,
        command::ViewCommand,
        session::{CompareTab, Workspace},
    },
    chart::{blocs as bloc_chart, fonts, frame, verdict as verdict_chart},
};

/// Whether a window of this width has to save room.
fn narrow(window: f32) -> bool {
    window < 1240.0
}

/// The width of the agenda in a window of this width, in points.
pub fn agenda_width(window: f32) -> f32 {
    if narrow(window) { 220.0 } else { 260.0 }
}

/// Draws the workspace.
pub fn vote_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let presenting = pane.app.session.presenting;
    if !presenting {
        agenda_panel(ui, pane);
    }
    let (centre, column) = columns(ui, pane, !presenting);
    if let Some(column) = column {
        column_ui(ui, column, |ui| right_ui(ui, pane));
    }
    ui.scope_builder(UiBuilder::new().max_rect(centre), |ui| centre_ui(ui, pane));
}

/// Draws the agenda on the left.
pub fn agenda_panel(ui: &mut Ui, pane: &mut Pane<'_>) {
    let side = egui::Frame::new().fill(pane.style.panel).inner_margin(egui::Margin::symmetric(8, 4));
    let left = agenda_width(ui.ctx().content_rect().width());
    Panel::left("agenda").exact_size(left).resizable(false).frame(side).show(ui, |ui| agenda_ui(ui, pane));
}

/// The room of the centre and of the column on the right, where there is one. They are cut by hand, so that nothing
/// that stands in the column can move the centre.
pub fn columns(ui: &Ui, pane: &Pane<'_>, with_column: bool) -> (Rect, Option<Rect>) {
    let full = ui.available_rect_before_wrap();
    ui.painter().rect_filled(full, 0.0, pane.style.background);
    let width = if narrow(ui.ctx().content_rect().width()) { 262.0 } else { 312.0 };
    let split = if with_column { full.right() - width } else { full.right() };
    let centre = Rect::from_min_max(full.min + egui::vec2(16.0, 12.0), pos2(split - 16.0, full.bottom() - 8.0));
    let column = Rect::from_min_max(pos2(split, full.top() + 14.0), full.max - egui::vec2(16.0, 8.0));
    (centre, with_column.then_some(column))
}

/// Draws a column of cards that scrolls.
pub fn column_ui(ui: &mut Ui, column: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(column).id_salt("column"), |ui| {
        ui.shrink_clip_rect(column.expand2(egui::vec2(4.0, 0.0)));
        ScrollArea::vertical().auto_shrink(false).show(ui, add);
    });
}

fn right_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.spacing_mut().item_spacing.y = 12.0;
    if pane.app.shown.vote.is_none() {
        return;
    }
    if pane.app.session.compare.open {
        match pane.app.session.compare.tab {
            CompareTab::Scenarios => super::compare::difference_ui(ui, pane),
            CompareTab::Rule => why::why_ui(ui, pane),
        }
        changes::changes_ui(ui, pane);
        inspector::inspector_ui(ui, pane);
        return;
    }
    why::why_ui(ui, pane);
    flips::flips_ui(ui, pane);
    changes::changes_ui(ui, pane);
    inspector::inspector_ui(ui, pane);
    whip::whip_ui(ui, pane);
    chance::chance_ui(ui, pane);
    abstain::abstain_ui(ui, pane);
    why::source_ui(ui, pane);
}

fn centre_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let full = ui.available_rect_before_wrap();
    let Some(vote) = pane.app.shown.vote.clone() else {
        empty_ui(ui, pane, full);
        return;
    };
    if pane.app.session.compare.open {
        super::compare::compare_ui(ui, pane, full);
        return;
    }
    let head = Rect::from_min_size(full.min, egui::vec2(full.width(), 46.0));
    head_ui(ui, pane, head);
    let gap = 12.0;
    let verdict_height = verdict_chart::HEIGHT + 30.0;
    let verdict = Rect::from_min_size(pos2(full.left(), head.bottom() + 4.0), egui::vec2(full.width(), verdict_height));
    let shown_rows = if pane.app.session.presenting { 0 } else { vote.blocs.len().min(6) };
    let blocs_height = if shown_rows == 0 { 0.0 } else { bloc_chart::height(shown_rows) + 24.0 };
    let blocs = Rect::from_min_max(pos2(full.left(), full.bottom() - blocs_height), full.max);
    let floor_bottom = if shown_rows == 0 { full.bottom() } else { blocs.top() - gap };
    let floor = Rect::from_min_max(pos2(full.left(), verdict.bottom() + gap), pos2(full.right(), floor_bottom));
    for card in [verdict, floor] {
        frame::card(ui.painter(), card, &pane.style);
    }
    verdict::verdict_ui(ui, pane, verdict, &vote);
    floor::floor_ui(ui, pane, floor, &vote);
    if shown_rows > 0 {
        frame::card(ui.painter(), blocs, &pane.style);
        blocs::blocs_ui(ui, pane, blocs, &vote);
    }
}

fn head_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    let Some(vote) = &pane.app.shown.vote else { return };
    let style = pane.style;
    let at = rect.min + egui::vec2(4.0, 0.0);
    super::widgets::line(ui, at, &vote.data.title, fonts::semibold(18.0), style.text, rect.width() - 220.0);
    let under = at + egui::vec2(0.0, 25.0);
    super::widgets::line(ui, under, &vote.data.headline, fonts::regular(12.5), style.muted, rect.width() - 220.0);
    if pane.app.session.presenting {
        let words = "F5 or Esc ends presenting";
        ui.painter().text(rect.right_top(), egui::Align2::RIGHT_TOP, words, fonts::regular(10.0), style.muted);
        return;
    }
    let right = Rect::from_min_max(pos2(rect.right() - 208.0, rect.top()), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            why::rule_menu_ui(ui, pane);
            suppose::suppose_ui(ui, pane);
        });
    });
}

/// Nothing opens blank: says what to do next.
pub fn empty_ui(ui: &mut Ui, pane: &mut Pane<'_>, full: Rect) {
    let middle = Rect::from_center_size(full.center(), egui::vec2(360.0, 170.0));
    frame::card(ui.painter(), middle, &pane.style);
    ui.scope_builder(UiBuilder::new().max_rect(super::pane::inside(middle)), |ui| {
        super::widgets::heading(ui, "Nothing to vote on yet");
        super::widgets::muted(
            ui,
            &pane.style,
            "Choose a body, then add a text. Everyone starts in favour; mark the exceptions.",
        );
        ui.add_space(10.0);
        let body = pane.app.document.dossier.bodies.first().map(|body| body.id.clone());
        ui.horizontal(|ui| match body {
            Some(body) => {
                if super::widgets::primary(ui, &pane.style, "Add a text").clicked() {
                    pane.push(Command::Edit(EditCommand::Text(TextEdit::Add(body, String::new()))));
                }
            }
            None => {
                if super::widgets::primary(ui, &pane.style, "Choose a body").clicked() {
                    pane.view(ViewCommand::Workspace(Workspace::Data));
                }
            }
        });
    });
}
