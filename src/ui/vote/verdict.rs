//! The verdict card: the chart, and the members behind each count.

use egui::{Rect, Sense, Ui};

use super::gestures;
use crate::{
    app::{
        command::{Selection, ViewCommand},
        shown::ShownVote,
    },
    chart::{ChartId, mark::Target, verdict},
    ui::{
        pane::{Pane, inside},
        widgets,
    },
};

/// Draws the card.
pub fn verdict_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, vote: &ShownVote) {
    let rect = inside(card);
    let background = ui.interact(card, ui.scope_id().with("verdict card"), Sense::click());
    gestures::chart_menu(&background, pane, ChartId::Verdict);
    widgets::describe(ui, rect, "Verdict", &vote.data.sentence());
    let marks = verdict::draw(&ui.painter_at(card), rect, &vote.data, &pane.look());
    for (n, mark) in marks.iter().enumerate() {
        let response = widgets::mark_response(ui, ui.scope_id().with(("verdict", n)), mark, Sense::click(), false);
        let Target::Segment(_, cast) = &mark.target else { continue };
        let members = gestures::segment(&vote.data, None, *cast);
        if response.hovered() {
            pane.local.lighting.extend(members.iter().cloned());
        }
        if response.clicked() {
            pane.view(ViewCommand::Select(Selection::Only(members.clone())));
        }
        gestures::chart_menu(&response, pane, ChartId::Verdict);
        response.on_hover_text(format!("{}: click to select them", mark.label));
    }
}
