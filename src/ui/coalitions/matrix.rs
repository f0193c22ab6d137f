//! The matrix card: hover reads a pair, a click follows it over time.

use egui::{Rect, Sense, Ui, vec2};

use super::{choose, head};
use crate::{
    app::command::ViewCommand,
    chart::{ChartId, fonts, matrix, prepare::Side},
    ui::{pane::Pane, vote::chart_menu, widgets},
};

/// Draws the card.
pub fn matrix_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect) {
    let data = std::sync::Arc::clone(pane.app.shown.matrix());
    let rect = head(ui, pane, card, "Agreement", |ui, pane| choose::comparison_ui(ui, pane));
    widgets::line(ui, rect.min, &data.subtitle, fonts::regular(11.5), pane.style.muted, rect.width());
    let area = Rect::from_min_max(rect.min + vec2(0.0, 24.0), rect.max);
    let response = ui.interact(area, ui.scope_id().with("matrix"), Sense::click());
    widgets::describe(ui, area, "Agreement", &data.sentence());
    matrix::draw(&ui.painter_at(card), area, &data, &pane.look());
    let plan = matrix::plan(area, &data);
    let over = response.hover_pos().and_then(|at| matrix::cell_at(&plan, &data, at));
    if let Some((row, column)) = over {
        let name = |n: usize| data.members.get(n).map_or("", |(_, name)| name.as_str());
        let code = |n: usize| data.members.get(n).map_or("", |(code, _)| code.as_str());
        let words = match data.pair(row, column) {
            Some((Some(share), shared)) => {
                format!("{} and {}: {:.0} % of {shared} shared roll calls", name(row), name(column), share * 100.0)
            }
            _ => format!("{} and {} share no roll call", name(row), name(column)),
        };
        let side = plan.cells.width() / data.members.len().max(1) as f32;
        let cross = |x0: f32, y0: f32, x1: f32, y1: f32| Rect::from_min_max(egui::pos2(x0, y0), egui::pos2(x1, y1));
        let (x, y) = (plan.cells.left() + column as f32 * side, plan.cells.top() + row as f32 * side);
        let stroke = egui::Stroke::new(1.0, pane.style.accent);
        let painter = ui.painter();
        painter.rect_stroke(
            cross(plan.cells.left(), y, plan.cells.right(), y + side),
            0.0,
            stroke,
            egui::StrokeKind::Middle,
        );
        painter.rect_stroke(
            cross(x, plan.cells.top(), x + side, plan.cells.bottom()),
            0.0,
            stroke,
            egui::StrokeKind::Middle,
        );
        if response.clicked() {
            pane.view(ViewCommand::Side(0, Side::Member(code(row).into())));
            pane.view(ViewCommand::Side(1, Side::Member(code(column).into())));
        }
        response.clone().on_hover_text_at_pointer(words);
    }
    chart_menu(&response, pane, ChartId::Agreement);
}
