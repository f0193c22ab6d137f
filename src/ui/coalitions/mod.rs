//! The Coalitions workspace: agreement of every pair, blocs against blocs, two voices over time.

mod choose;
mod matrix;

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{
    pane::{Pane, inside},
    vote::chart_menu,
    widgets,
};
use crate::{
    app::command::ViewCommand,
    chart::{ChartId, alignment, bloc_matrix, fonts, frame, mark::Target, prepare::Side},
};

/// Draws the workspace.
pub fn coalitions_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let margin = egui::Margin { left: 16, right: 16, top: 12, bottom: 8 };
    let bare = egui::Frame::new().fill(pane.style.background).inner_margin(margin);
    egui::CentralPanel::no_frame().frame(bare).show(ui, |ui| {
        let full = ui.available_rect_before_wrap();
        let gap = 16.0;
        let left = Rect::from_min_size(full.min, vec2((full.width() - gap) * 0.53, full.height()));
        let right = Rect::from_min_max(pos2(left.right() + gap, full.top()), full.max);
        let half = (right.height() - gap) / 2.0;
        let upper = Rect::from_min_size(right.min, vec2(right.width(), half));
        let lower = Rect::from_min_max(pos2(right.left(), right.top() + half + gap), right.max);
        for card in [left, upper, lower] {
            frame::card(ui.painter(), card, &pane.style);
        }
        matrix::matrix_ui(ui, pane, left);
        alignment_ui(ui, pane, upper);
        blocs_ui(ui, pane, lower);
    });
}

/// The head of a card: title, words beside it, and what can be chosen, on the right.
fn head(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    card: Rect,
    title: &str,
    choose: impl FnOnce(&mut Ui, &mut Pane<'_>),
) -> Rect {
    let rect = inside(card);
    let bar = Rect::from_min_size(rect.min - vec2(0.0, 3.0), vec2(rect.width(), 28.0));
    let style = pane.style;
    let half = bar.width() * 0.55;
    widgets::line(ui, bar.min + vec2(0.0, 4.0), title, fonts::semibold(13.5), style.text, half);
    ui.scope_builder(UiBuilder::new().max_rect(bar).id_salt(title), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| choose(ui, pane));
    });
    Rect::from_min_max(pos2(rect.left(), bar.bottom() + 4.0), rect.max)
}

fn alignment_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect) {
    let background = ui.interact(card, ui.scope_id().with("alignment card"), Sense::click());
    let data = std::sync::Arc::clone(pane.app.shown.alignment());
    let rect = head(ui, pane, card, "Alignment over time", |ui, pane| {
        choose::side_ui(ui, pane, 1);
        widgets::muted(ui, &pane.style, "with");
        choose::side_ui(ui, pane, 0);
    });
    widgets::line(ui, rect.min, &data.sentence(), fonts::regular(11.5), pane.style.text, rect.width());
    let under = rect.min + vec2(0.0, 16.0);
    widgets::line(ui, under, &data.subtitle, fonts::regular(11.5), pane.style.muted, rect.width());
    let plot = Rect::from_min_max(rect.min + vec2(0.0, 36.0), rect.max);
    widgets::describe(ui, plot, "Alignment over time", &data.sentence());
    let look = pane.look();
    if let Some(point) = alignment::draw(ui, plot, &data, &look) {
        let words = format!("{} · {} · {:.0} %", point.symbol, point.date.in_words(), point.share * 100.0);
        let at = plot.right_top() + vec2(-8.0, 4.0);
        ui.painter().text(at, egui::Align2::RIGHT_TOP, words, fonts::semibold(11.5), pane.style.text);
    }
    chart_menu(&background, pane, ChartId::Alignment);
}

fn blocs_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect) {
    let background = ui.interact(card, ui.scope_id().with("bloc matrix card"), Sense::click());
    let data = std::sync::Arc::clone(pane.app.shown.bloc_matrix());
    let rect = head(ui, pane, card, "Blocs against blocs", choose::groups_ui);
    widgets::line(ui, rect.min, &data.subtitle, fonts::regular(11.5), pane.style.muted, rect.width());
    let cells = Rect::from_min_max(rect.min + vec2(0.0, 22.0), rect.max);
    widgets::describe(ui, cells, "Blocs against blocs", &data.sentence());
    let marks = bloc_matrix::draw(&ui.painter_at(card), cells, &data, &pane.look());
    for (n, mark) in marks.iter().enumerate() {
        let response = widgets::mark_response(ui, ui.scope_id().with(("pair", n)), mark, Sense::click(), false);
        let Target::Pair(first, second) = &mark.target else { continue };
        if response.clicked() {
            for (n, name) in [first, second].into_iter().enumerate() {
                let group = pane.app.document.dossier.groups.iter().find(|group| group.name == *name);
                if let Some(id) = group.map(|group| group.id.clone()) {
                    pane.view(ViewCommand::Side(n, Side::Group(id)));
                }
            }
        }
        response.on_hover_text(format!("{}\nClick follows the two over time", mark.label));
    }
    chart_menu(&background, pane, ChartId::BlocAgreement);
}
