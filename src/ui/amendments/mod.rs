//! The Amendments workspace: the order of voting, every text that could reach the final vote, whether the order
//! matters, who moves, and the wording.

mod division;
mod matter;
mod order;
mod react;
mod tree;
mod wording;

pub use react::Draft;

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::{
    pane::{Pane, inside},
    vote::{agenda_panel, column_ui, columns, empty_ui},
    widgets::line,
};
use crate::{
    app::{Command, case::ShownCase, command::CaseCommand},
    chart::{fonts, frame},
    rules,
    scenario::{Change, ChangeKind},
};

/// Draws the workspace.
pub fn amendments_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    agenda_panel(ui, pane);
    let case = pane.app.shown.case();
    let (centre, column) = columns(ui, pane, case.is_some());
    let Some(case) = case else {
        empty_ui(ui, pane, centre);
        return;
    };
    if let Some(column) = column {
        column_ui(ui, column, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            matter::matter_ui(ui, pane, &case);
            react::react_ui(ui, pane, &case);
            wording::wording_ui(ui, pane, &case);
        });
    }
    centre_ui(ui, pane, centre, &case);
}

fn centre_ui(ui: &mut Ui, pane: &mut Pane<'_>, full: Rect, case: &ShownCase) {
    let style = pane.style;
    let at = full.min + vec2(4.0, 0.0);
    let width = full.width() - 340.0;
    line(ui, at, &case.title, fonts::semibold(18.0), style.text, width);
    line(ui, at + vec2(0.0, 25.0), &case.subtitle, fonts::regular(12.5), style.muted, width);
    let corner = Rect::from_min_max(pos2(full.right() - 330.0, full.top()), pos2(full.right(), full.top() + 44.0));
    ui.scope_builder(UiBuilder::new().max_rect(corner), |ui| {
        ui.with_layout(egui::Layout::top_down(egui::Align::Max), |ui| important_ui(ui, pane, case));
    });
    let top = full.top() + 50.0;
    let order = Rect::from_min_size(pos2(full.left(), top), vec2(full.width(), order::HEIGHT + 56.0));
    let tree = Rect::from_min_max(pos2(full.left(), order.bottom() + 12.0), full.max);
    for card in [order, tree] {
        frame::card(ui.painter(), card, &style);
    }
    let inner = inside(order);
    line(ui, inner.min, "Order of voting", fonts::semibold(13.5), style.text, inner.width());
    let help = "drag to reorder · click ✓ / × to assume a result";
    ui.painter().text(inner.right_top(), egui::Align2::RIGHT_TOP, help, fonts::regular(11.5), style.muted);
    order::order_ui(ui, pane, Rect::from_min_max(inner.min + vec2(0.0, 26.0), inner.max + vec2(0.0, 6.0)), case);
    tree::tree_ui(ui, pane, tree, case);
}

/// The switch of the important question, where the body knows one.
fn important_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let now = case.rule.as_str() == "ga-two-thirds";
    if rules::important(&case.rule, true).is_none() {
        return;
    }
    let mut on = now;
    let words = egui::RichText::new("Important question (two-thirds)").font(fonts::regular(12.5));
    let about = "An important question asks two-thirds of the text, its amendments and its parts \
                 (Charter Art. 18, rules 83 and 84, resolution 475 (V))";
    if ui.checkbox(&mut on, words).on_hover_text(about).clicked() {
        let label = if on { "An important question: two-thirds" } else { "No important question: a simple majority" };
        let change = Change::new(case.agenda.root.clone(), label, ChangeKind::Important(on));
        pane.push(Command::Case(CaseCommand::Put(Box::new(change))));
    }
    let words = egui::RichText::new(&case.switch).font(fonts::regular(11.0)).color(pane.style.muted);
    ui.add(egui::Label::new(words).truncate()).on_hover_text(&case.switch);
}
