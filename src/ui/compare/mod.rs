//! The compare view: scenarios side by side, the flow between two of them, the difference in words, and the same votes
//! under another rule.

mod chips;
mod difference;
mod flow;
mod rule;
mod table;

pub use difference::difference_ui;

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::{
    pane::Pane,
    widgets::{line, muted, segmented},
};
use crate::{
    app::{
        Command,
        command::{CompareCommand, ScenarioCommand},
        session::CompareTab,
    },
    chart::{fonts, frame},
};

const GAP: f32 = 12.0;

/// Asks for something of the comparison.
fn push(pane: &mut Pane<'_>, command: CompareCommand) {
    pane.push(Command::Compare(command));
}

/// Draws the view within `full`.
pub fn compare_ui(ui: &mut Ui, pane: &mut Pane<'_>, full: Rect) {
    head_ui(ui, pane, Rect::from_min_size(full.min, vec2(full.width(), 46.0)));
    let below = Rect::from_min_max(full.min + vec2(0.0, 50.0), full.max);
    match pane.app.session.compare.tab {
        CompareTab::Scenarios => scenarios_ui(ui, pane, below),
        CompareTab::Rule => rule::rule_ui(ui, pane, below),
    }
}

/// The text, and which part of the comparison is shown.
fn head_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    const TABS: f32 = 230.0;
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    let style = pane.style;
    let at = rect.min + vec2(4.0, 0.0);
    let width = rect.width() - TABS - 12.0;
    let words = match pane.app.session.compare.tab {
        CompareTab::Scenarios => vote.data.headline.clone(),
        CompareTab::Rule => "Every vote of the dossier of which a roll call or a tally is known".to_owned(),
    };
    let title = match pane.app.session.compare.tab {
        CompareTab::Scenarios => vote.data.title.as_str(),
        CompareTab::Rule => "The same votes under another rule",
    };
    line(ui, at, title, fonts::semibold(18.0), style.text, width);
    line(ui, at + vec2(0.0, 25.0), &words, fonts::regular(12.5), style.muted, width);
    let right = Rect::from_min_max(pos2(rect.right() - TABS, rect.top()), pos2(rect.right(), rect.top() + 32.0));
    ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("compare tabs"), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let now = pane.app.session.compare.tab;
            // Laid out from the right, so that the last stands first.
            for tab in [(CompareTab::Rule, "Another rule"), (CompareTab::Scenarios, "Side by side")] {
                if let Some(tab) = segmented(ui, &style, &[tab], now) {
                    push(pane, CompareCommand::Tab(tab));
                }
            }
        });
    });
}

fn scenarios_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    if pane.app.document.scenarios.is_empty() {
        empty_ui(ui, pane, rect);
        return;
    }
    let chips = chips::chips_ui(ui, pane, rect);
    let Some(compare) = pane.app.shown.compare() else {
        let words = "Choose two scenarios or more above: they then stand side by side here.";
        let at = pos2(rect.left() + 4.0, chips.bottom() + 16.0);
        line(ui, at, words, fonts::regular(13.0), pane.style.muted, rect.width());
        return;
    };
    let top = chips.bottom() + 8.0;
    let room = rect.bottom() - top - GAP;
    let height = table::height(compare.data.rows.len(), table::narrow(rect, compare.data.columns.len()))
        .clamp(130.0, room * 0.42);
    let table = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
    let flow = Rect::from_min_max(pos2(rect.left(), table.bottom() + GAP), rect.max);
    for card in [table, flow] {
        frame::card(ui.painter(), card, &pane.style);
    }
    table::table_ui(ui, pane, table, &compare);
    flow::flow_ui(ui, pane, flow, &compare);
}

/// Without a scenario there is nothing to compare: says how to begin one.
fn empty_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    let middle = Rect::from_center_size(rect.center(), vec2(380.0, 150.0));
    frame::card(ui.painter(), middle, &pane.style);
    ui.scope_builder(UiBuilder::new().max_rect(super::pane::inside(middle)), |ui| {
        super::widgets::heading(ui, "No scenarios yet");
        let words = "A scenario begins with the first vote that you change on the floor. It then stands here beside \
                     the record, member by member.";
        muted(ui, &pane.style, words);
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if super::widgets::primary(ui, &pane.style, "Begin a scenario").clicked() {
                pane.push(Command::Scenario(ScenarioCommand::New));
                push(pane, CompareCommand::Open(false));
            }
        });
    });
}
