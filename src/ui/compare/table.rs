//! The members that differ: a row each, a column for each scenario; a click on a vote takes it over.

use egui::{
    Align2, CornerRadius, Popup, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::push;
use crate::{
    app::{
        Command,
        command::{CompareCommand, ScenarioCommand, Selection, ViewCommand},
        compare::ShownCompare,
    },
    chart::{
        compare::{CompareColumn, result_words},
        fonts,
        style::Style,
        text::fitted,
    },
    model::Vote,
    scenario::{Cast, Differing},
    ui::{
        pane::{Pane, inside},
        widgets::{self, line, pill},
    },
};

const ROW: f32 = 25.0;
/// The height of the heads, and that where the tally stands below the pill.
const HEADS: [f32; 2] = [46.0, 62.0];
/// The line above the table that says how many differ.
const TITLE: f32 = 26.0;

/// Whether so many columns are too narrow for pill and tally beside each other.
pub fn narrow(card: Rect, columns: usize) -> bool {
    Columns::new(inside(card), columns).width < 142.0
}

fn head(narrow: bool) -> f32 {
    let [wide, high] = HEADS;
    if narrow { high } else { wide }
}

/// The height of the card that shows so many rows.
pub fn height(rows: usize, narrow: bool) -> f32 {
    TITLE + head(narrow) + rows.max(2) as f32 * ROW + 34.0
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Columns {
    left: f32,
    names: f32,
    width: f32,
}

impl Columns {
    fn new(rect: Rect, count: usize) -> Self {
        let names = (rect.width() * 0.24).clamp(120.0, 220.0);
        let width = ((rect.width() - names - 10.0) / count.max(1) as f32).min(170.0);
        Self { left: rect.left() + names, names, width }
    }

    fn cell(self, n: usize, top: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(self.left + n as f32 * self.width, top), vec2(self.width, height))
    }
}

/// Draws the card.
pub fn table_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, compare: &ShownCompare) {
    let rect = inside(card);
    let style = pane.style;
    let data = &compare.data;
    let count = data.rows.len();
    let title = match count {
        0 => "No member differs".to_owned(),
        1 => "1 member differs".to_owned(),
        n => format!("{n} members differ"),
    };
    line(ui, rect.min, &title, fonts::semibold(13.5), style.text, rect.width() * 0.4);
    let into = match pane.app.session.scenario {
        Some(_) => format!("a click on a vote takes it into “{}”", pane.app.source().scenario_name()),
        None => "a click on a vote takes it into a new scenario".to_owned(),
    };
    let words = fitted(ui.painter(), &into, fonts::regular(11.5), style.muted, rect.width() * 0.58);
    ui.painter().galley(pos2(rect.right() - words.size().x, rect.top() + 1.0), words, style.muted);
    widgets::describe(ui, rect, "Scenarios side by side", &data.sentence());
    let columns = Columns::new(rect, data.columns.len());
    let top = rect.top() + TITLE;
    let head = head(narrow(card, data.columns.len()));
    for (n, column) in data.columns.iter().enumerate() {
        head_ui(ui, pane, columns.cell(n, top, head), n, column);
    }
    ui.painter().hline(rect.x_range(), top + head, Stroke::new(1.0, style.border));
    let body = Rect::from_min_max(pos2(rect.left(), top + head), rect.max);
    if count == 0 {
        let words = if data.columns.len() < 2 {
            "Choose another scenario above, to see who votes otherwise in it."
        } else {
            "All members do the same in these. The result may still differ by rule, or by what is assumed."
        };
        line(ui, body.min + vec2(0.0, 12.0), words, fonts::regular(12.5), style.muted, body.width());
        return;
    }
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("differing"), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, count, |ui, rows| {
            for (differing, name) in data.rows.get(rows).unwrap_or_default() {
                row_ui(ui, pane, columns, differing, name, compare);
            }
        });
    });
}

/// The name of a scenario over its result; a click shows it.
fn head_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect, n: usize, column: &CompareColumn) {
    let style = pane.style;
    let on = pane.app.session.scenario == column.scenario;
    let response = ui.interact(rect.shrink2(vec2(2.0, 0.0)), ui.scope_id().with(("column", n)), Sense::click());
    let result = result_words(&column.data);
    let label = format!("Column {}: {result}", column.name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(2.0, 2.0)), 5.0, style.faint);
    }
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let ink = if on { style.accent } else { style.text };
    line(ui, inner.min + vec2(0.0, 2.0), &column.name, fonts::semibold(12.0), ink, inner.width());
    let outcome = column.data.verdict.outcome;
    let word = column.data.outcome_words();
    let at = (Align2::LEFT_CENTER, pos2(inner.left(), rect.top() + 30.0));
    let badge = pill(ui.painter(), at, word, outcome, &style);
    let tally = if column.data.fate.is_put() { column.data.tally_words() } else { String::new() };
    let (at, room) = if rect.height() > HEADS[0] {
        (pos2(inner.left(), rect.top() + 42.0), inner.width())
    } else {
        (pos2(badge.right() + 6.0, rect.top() + 22.5), inner.right() - badge.right() - 6.0)
    };
    line(ui, at, &tally, fonts::regular(11.5), style.muted, room);
    if response.clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Select(column.scenario)));
    }
    Popup::context_menu(&response).width(190.0).show(|ui| {
        widgets::heading(ui, &column.name);
        if ui.button("Show it").clicked() {
            pane.push(Command::Scenario(ScenarioCommand::Select(column.scenario)));
        }
        for (side, word) in [(0, "Left of the flow"), (1, "Right of the flow")] {
            if ui.button(word).clicked() {
                push(pane, CompareCommand::Side(side, column.scenario));
            }
        }
        if ui.button("Take it out of the table").clicked() {
            push(pane, CompareCommand::Column(column.scenario, false));
        }
    });
    let base = column.scenario.and_then(|id| pane.app.document.scenario(id)).and_then(|scenario| scenario.base);
    let base = if column.scenario.is_some() {
        format!("\nrests on: {}", pane.app.document.source(base).scenario_name())
    } else {
        String::new()
    };
    response.on_hover_text(format!("{}\n{result}\n{}{base}\nClick shows it", column.name, column.rule));
}

fn row_ui(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    columns: Columns,
    differing: &Differing,
    name: &str,
    compare: &ShownCompare,
) {
    let style = pane.style;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let id = &differing.member;
    if pane.app.session.selected.contains(id) {
        ui.painter().rect_filled(rect, 4.0, style.accent_faint);
    } else if pane.local.lit.contains(id) {
        ui.painter().rect_filled(rect, 4.0, style.faint);
    }
    let label = Rect::from_min_size(rect.min, vec2(columns.names - 8.0, ROW));
    let response = ui.interact(label, ui.scope_id().with(("who", id.as_str())), Sense::click());
    let on = pane.app.session.selected.contains(id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("Differs: {name}")));
    let code = ui.painter().text(
        rect.left_center() + vec2(4.0, 0.0),
        Align2::LEFT_CENTER,
        id,
        fonts::semibold(12.0),
        style.text,
    );
    let at = pos2(rect.left() + (code.width() + 12.0).max(44.0), rect.center().y - 7.5);
    line(ui, at, name, fonts::regular(12.5), style.muted, label.right() - at.x);
    if response.hovered() {
        pane.local.lighting.insert(id.clone());
    }
    if response.on_hover_text("Click selects it").clicked() {
        pane.view(ViewCommand::Select(Selection::Only(vec![id.clone()])));
    }
    let first = differing.casts.first().copied();
    for (n, cast) in differing.casts.iter().enumerate() {
        if let Some(column) = compare.data.columns.get(n) {
            let cell = columns.cell(n, rect.top(), ROW);
            cell_ui(ui, pane, cell, (differing, name), (n, *cast), column, first == Some(*cast));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(0.5, style.border));
}

/// What a member does in one scenario; a click takes it into the one that is shown.
fn cell_ui(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    cell: Rect,
    (differing, name): (&Differing, &str),
    (n, cast): (usize, Cast),
    column: &CompareColumn,
    as_first: bool,
) {
    let style = pane.style;
    let sign = Rect::from_min_size(pos2(cell.left() + 6.0, cell.center().y - 9.0), vec2(24.0, 18.0));
    draw_cast(ui, sign, cast, as_first && n > 0, &style);
    let word_room = cell.right() - sign.right() - 10.0;
    if word_room > 44.0 {
        let ink = if as_first && n > 0 { style.muted } else { style.text };
        line(ui, sign.right_center() + vec2(7.0, -7.5), cast.label(), fonts::regular(12.0), ink, word_room);
    }
    let response = ui.interact(cell, ui.scope_id().with(("cell", differing.member.as_str(), n)), Sense::click());
    let label = format!("{}, {}: {}", name, column.name, cast.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, cast.vote().is_some(), &label));
    let shown = pane.app.session.scenario == column.scenario;
    if response.hovered() {
        pane.local.lighting.insert(differing.member.clone());
        if !shown && cast.vote().is_some() {
            let edge = Stroke::new(1.2, style.accent);
            ui.painter().rect_stroke(sign.expand(2.0), CornerRadius::same(6), edge, StrokeKind::Inside);
        }
    }
    let hint = match (shown, cast.vote()) {
        (true, _) => "This is the scenario that is shown".to_owned(),
        (false, None) => "No vote is known here".to_owned(),
        (false, Some(vote)) => format!("Click takes it: {name} to {}", vote.label()),
    };
    let asked = response.on_hover_text(format!("{label}\n{hint}")).clicked() && !shown && cast.vote().is_some();
    if let Some(text) = pane.app.session.text.clone().filter(|_| asked) {
        let take = ScenarioCommand::TakeVote(column.scenario, text, differing.member.clone());
        pane.push(Command::Scenario(take));
    }
}

/// A vote as a pill with its letter; faint where it is the same as in the first column.
fn draw_cast(ui: &Ui, rect: Rect, cast: Cast, faint: bool, style: &Style) {
    let painter = ui.painter();
    let radius = CornerRadius::same(5);
    let ink = match cast {
        Cast::Vote(vote) if vote != Vote::Absent => {
            let fill = style.vote(vote);
            painter.rect_filled(rect, radius, if faint { fill.gamma_multiply(0.22) } else { fill });
            if faint { style.text } else { style.on_vote(vote) }
        }
        Cast::Vote(_) => {
            painter.rect_stroke(rect, radius, Stroke::new(1.3, style.absent), StrokeKind::Inside);
            style.text
        }
        Cast::Unknown | Cast::NoSeat => style.muted,
    };
    painter.text(rect.center(), Align2::CENTER_CENTER, cast.letter(), fonts::semibold(11.5), ink);
}
