//! Abstentions and absences: the base that moves, in words and on the bar, and the plane of those who leave Yes and No.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{gestures::chart_menu, why::card};
use crate::{
    app::shown::ShownVote,
    chart::{ChartId, bar::Bar, floor_data::FloorData, fonts, plane},
    model::Vote,
    rules::Rule,
    simulate::{OneMore, in_words},
    ui::{
        pane::Pane,
        widgets::{self, heading, line, muted},
    },
};

/// Draws the card; nothing where only totals are known.
pub fn abstain_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    if vote.one_more.is_empty() {
        return;
    }
    card(ui, pane, |ui, pane| {
        heading(ui, "One more abstention or absence");
        ui.spacing_mut().item_spacing.y = 2.0;
        for step in rows(&vote.one_more) {
            row_ui(ui, pane, &vote, &step);
        }
        if let Some(data) = &vote.plane {
            ui.add_space(6.0);
            muted(ui, &pane.style, data.sentence());
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 150.0), Sense::click());
            widgets::describe(ui, rect, "Plane of abstentions", &data.sentence());
            plane::draw(ui, rect.translate(vec2(-6.0, 0.0)), data, &pane.look());
            chart_menu(&response, pane, ChartId::Plane);
        }
    });
}

/// What a row says: who leaves what, and the step that shows it.
struct Row<'a> {
    words: String,
    step: &'a OneMore,
}

/// Abstaining and staying away in one row where they come to the same.
fn rows(steps: &[OneMore]) -> Vec<Row<'_>> {
    [Vote::Yes, Vote::No]
        .into_iter()
        .flat_map(|from| {
            let of = |to| steps.iter().find(move |step| step.from == from && step.to == to);
            let from = from.label();
            match (of(Vote::Abstain), of(Vote::Absent)) {
                (Some(abstain), Some(absent)) if in_short(abstain) == in_short(absent) => {
                    vec![Row { words: format!("A {from} abstains or stays away"), step: abstain }]
                }
                (abstain, absent) => {
                    let row = |step, does: &str| Row { words: format!("A {from} {does}"), step };
                    abstain
                        .map(|step| row(step, "abstains"))
                        .into_iter()
                        .chain(absent.map(|step| row(step, "stays away")))
                        .collect()
                }
            }
        })
        .collect()
}

fn in_short(step: &OneMore) -> String {
    in_words(&step.verdict, None)
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote, row: &Row<'_>) {
    let style = pane.style;
    let bar = pane.app.source().rule(&vote.rule).map(|rule| bar(rule, row.step));
    let base = bar.as_ref().map(|bar| bar.total).filter(|total| *total > 0);
    let result = in_words(&row.step.verdict, base);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {result}", row.words)));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 6.0, style.faint);
        pane.local.instead = bar.map(|bar| moved(vote, row.step, bar));
    }
    let mark = Rect::from_min_size(rect.min + vec2(0.0, 5.0), vec2(4.0, 24.0));
    ui.painter().rect_filled(mark, 2.0, style.vote(row.step.from));
    line(ui, rect.min + vec2(12.0, 1.0), &row.words, fonts::regular(12.5), style.text, rect.width() - 12.0);
    line(ui, rect.min + vec2(12.0, 17.0), &result, fonts::regular(11.5), style.muted, rect.width() - 12.0);
}

fn bar(rule: &Rule, step: &OneMore) -> Bar {
    Bar::new(rule, &step.ballot, &step.verdict, true)
}

/// The floor that is shown with one member moved, for the bar of the verdict.
fn moved(vote: &ShownVote, step: &OneMore, bar: Bar) -> FloorData {
    let (counts, verdict) = (step.ballot.counts(), step.verdict.clone());
    FloorData { counts, verdict, bar, ..(*vote.data).clone() }
}
