//! The verdict card: the chart, and the members behind each count.

use egui::{Rect, Sense, Ui, vec2};

use super::gestures;
use crate::{
    app::{
        command::{Selection, ViewCommand},
        shown::ShownVote,
    },
    chart::{ChartId, mark::Target, verdict},
    model::Vote,
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
    // What something on the screen asks to see in its place, for as long as the pointer is there.
    let instead = pane.local.instead.take();
    let data = instead.as_ref().unwrap_or(&vote.data);
    let marks = verdict::draw(&ui.painter_at(card), rect, data, &pane.look());
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
        response.on_hover_text(format!("{}\n{}", mark.label, meaning(*cast, vote)));
    }
    answers_ui(ui, rect, vote);
}

/// What a count means under the rule in force.
fn meaning(cast: Vote, vote: &ShownVote) -> String {
    let by_rule = match cast {
        Vote::Abstain => vote.data.bar.sentence.clone(),
        Vote::Absent if vote.data.unset > 0 => format!("{} of them have no vote set", vote.data.unset),
        _ => String::new(),
    };
    [by_rule.as_str(), "click selects them"]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The outcome, what is to spare and the bar answer why: each condition with what there is and what is needed.
fn answers_ui(ui: &Ui, rect: Rect, vote: &ShownVote) {
    let pill = Rect::from_min_size(rect.min, vec2(112.0, 30.0));
    let spare = Rect::from_min_max(rect.right_top() - vec2(120.0, 0.0), rect.right_top() + vec2(0.0, 36.0));
    let words = Rect::from_min_max(rect.left_top() + vec2(0.0, 66.0), rect.right_top() + vec2(0.0, 86.0));
    for (n, area) in [pill, spare, words].into_iter().enumerate() {
        ui.interact(area, ui.scope_id().with(("why", n)), Sense::hover()).on_hover_text(why(vote));
    }
}

fn why(vote: &ShownVote) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "not recorded".to_owned(), |n| n.to_string());
    let lines = vote.data.verdict.conditions.iter().map(|c| {
        let limit = if c.at_most { "at most" } else { "at least" };
        let cites = if c.cites.is_empty() { String::new() } else { format!(" ({})", c.cites) };
        format!("{}: {}, {limit} {} needed{cites}", c.label, number(c.have), number(c.need))
    });
    lines.collect::<Vec<_>>().join("\n")
}
