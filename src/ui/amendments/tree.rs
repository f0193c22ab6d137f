//! The tree of texts: scrolled where it is large, each node a result to assume, each row a text to look at.

use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::order::assume;
use crate::{
    app::{case::ShownCase, command::ViewCommand},
    chart::{ChartId, fonts, mark::Target, tree},
    model::Outcome,
    ui::{
        pane::{Pane, inside},
        vote::chart_menu,
        widgets::{self, line, mark_response},
    },
};

/// Draws the card.
pub fn tree_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, case: &ShownCase) {
    let style = pane.style;
    let rect = inside(card);
    let background = ui.interact(card, ui.scope_id().with("tree card"), Sense::click());
    chart_menu(&background, pane, ChartId::Tree);
    line(ui, rect.min, "Every text that could reach the final vote", fonts::semibold(13.5), style.text, rect.width());
    let data = match &case.tree_data {
        Ok(data) => data,
        Err(why) => {
            line(ui, rect.min + vec2(0.0, 26.0), why, fonts::regular(12.5), style.muted, rect.width());
            return;
        }
    };
    let summary = format!("up adopted, down rejected · {}", data.summary());
    ui.painter().text(rect.right_top(), egui::Align2::RIGHT_TOP, summary, fonts::regular(11.5), style.muted);
    widgets::describe(ui, rect, "Tree of texts", &data.sentence());
    let room = Rect::from_min_max(rect.min + vec2(0.0, 26.0), rect.max);
    let height = data.height().max(room.height());
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        let area = ScrollArea::vertical().id_salt(("tree", &case.agenda.root)).auto_shrink(false);
        area.show_viewport(ui, |ui, seen| {
            let (whole, _) = ui.allocate_exact_size(vec2(room.width() - 6.0, height), Sense::hover());
            let seen = seen
                .translate(whole.min.to_vec2())
                .intersect(Rect::from_min_max(whole.min, pos2(whole.right(), whole.bottom())));
            let marks = tree::draw(ui.painter(), whole, seen, data, &pane.look());
            for (n, mark) in marks.iter().enumerate() {
                let Target::Path(node) = mark.target else { continue };
                let response = mark_response(ui, ui.scope_id().with(("path", n, node)), mark, Sense::click(), false);
                let leaf = data.leaves.iter().position(|leaf| leaf.node == node);
                let is_row = matches!(mark.form, crate::chart::mark::Form::Box(_));
                if response.clicked() {
                    match leaf.filter(|_| is_row) {
                        Some(leaf) => pane.view(ViewCommand::Leaf(Some(leaf))),
                        None => assume_node(pane, case, node),
                    }
                }
                let hint = if is_row { "Click shows its wording and who moves" } else { "Click assumes this result" };
                response.on_hover_text(format!("{}\n{hint}", mark.label));
            }
        });
    });
}

/// Supposes the result that leads to a node; where it is supposed already, nothing.
fn assume_node(pane: &mut Pane<'_>, case: &ShownCase, node: usize) {
    let Some((text, adopted)) = case.branches.get(node).and_then(Option::as_ref) else { return };
    let outcome = if *adopted { Outcome::Adopted } else { Outcome::Rejected };
    let step = case.agenda.steps.iter().find(|step| step.id == *text && step.listed);
    let Some(step) = step else { return };
    let held = step.result.ground == crate::procedure::Ground::Assumed && step.result.outcome == Some(outcome);
    assume(pane, text, &step.name, (!held).then_some(outcome));
}
