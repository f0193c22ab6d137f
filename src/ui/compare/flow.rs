//! The flow between two scenarios: which two, and its ribbons, each lit by a hover and selected by a click.

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::push;
use crate::{
    app::{
        command::{CompareCommand, Selection, ViewCommand},
        compare::ShownCompare,
    },
    chart::{
        ChartId,
        flow::{self, FlowData},
        fonts,
        mark::{Form, Mark, Target},
    },
    model::MemberId,
    scenario::ScenarioId,
    ui::{
        pane::{Pane, inside},
        vote::chart_menu,
        widgets::{self, Icon, cut, icon_button, line, mark_response, muted},
    },
};

/// Draws the card.
pub fn flow_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, compare: &ShownCompare) {
    let rect = inside(card);
    let style = pane.style;
    let bar = Rect::from_min_size(rect.min - vec2(0.0, 3.0), vec2(rect.width(), 28.0));
    line(ui, bar.min + vec2(0.0, 4.0), "Flow", fonts::semibold(13.5), style.text, 60.0);
    let choose = Rect::from_min_max(bar.min + vec2(52.0, 0.0), bar.max);
    ui.scope_builder(UiBuilder::new().max_rect(choose).id_salt("flow bar"), |ui| {
        ui.horizontal_centered(|ui| pair_ui(ui, pane, compare.pair));
    });
    let area = Rect::from_min_max(pos2(rect.left(), bar.bottom() + 8.0), rect.max);
    let Some(data) = compare.flow.clone() else { return };
    widgets::describe(ui, area, "Flow", &data.sentence());
    let response = ui.interact(area, ui.scope_id().with("flow"), Sense::click());
    let marks = flow::draw(&ui.painter_at(card), area, &data, &pane.look());
    let pointer = response.hover_pos();
    // The last drawn lies on top, and stands first.
    let under = pointer.and_then(|at| marks.iter().find(|mark| mark.form.contains(at)));
    if let Some(mark) = under {
        hovered(pane, &data, mark);
        if response.clicked() {
            select(pane, &data, mark);
        }
        response.clone().on_hover_text_at_pointer(hint(&data, mark)).on_hover_cursor(egui::CursorIcon::PointingHand);
    }
    for (n, mark) in marks.iter().enumerate() {
        // Ribbons cross: each is read and clicked by name where it begins.
        let handle = match mark.form {
            Form::Ribbon(ribbon) => Mark { form: Form::Box(ribbon.handle()), ..mark.clone() },
            _ => mark.clone(),
        };
        let node = mark_response(ui, ui.scope_id().with(("flow", n)), &handle, Sense::click(), false);
        if node.hovered() {
            hovered(pane, &data, mark);
        }
        if node.clicked() {
            select(pane, &data, mark);
        }
        chart_menu(&node, pane, ChartId::Flow);
        node.on_hover_text(hint(&data, mark));
    }
    chart_menu(&response, pane, ChartId::Flow);
}

/// Between which two the flow is drawn.
fn pair_ui(ui: &mut Ui, pane: &mut Pane<'_>, pair: [Option<ScenarioId>; 2]) {
    let [first, second] = pair;
    side_ui(ui, pane, 0, first);
    if icon_button(ui, &pane.style, Icon::Swap, "The other way round", true).clicked() {
        push(pane, CompareCommand::Swap);
    }
    side_ui(ui, pane, 1, second);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if ui.available_width() > 230.0 {
            muted(ui, &pane.style, "click a ribbon to select its members");
        }
    });
}

fn side_ui(ui: &mut Ui, pane: &mut Pane<'_>, side: usize, now: Option<ScenarioId>) {
    let all: Vec<_> = pane.app.shown.strip.iter().map(|(id, name, _)| (*id, name.clone())).collect();
    let name = pane.app.document.source(now).scenario_name();
    let word = if side == 0 { "From" } else { "to" };
    let words = format!("{word} {}", cut(name, 26));
    let text = egui::RichText::new(words).font(fonts::regular(12.5)).color(pane.style.accent);
    ui.menu_button(text, |ui| {
        ui.set_min_width(220.0);
        for (id, name) in all {
            if ui.add(egui::Button::new(name).selected(id == now)).clicked() {
                push(pane, CompareCommand::Side(side, id));
            }
        }
    });
}

/// Who stands behind a mark.
fn behind(data: &FlowData, mark: &Mark) -> Vec<(MemberId, String)> {
    let ribbons = data.ribbons.iter().filter(|ribbon| match mark.target {
        Target::Flow(from, to) => ribbon.from == from && ribbon.to == to,
        Target::Block(0, cast) => ribbon.from == cast,
        Target::Block(_, cast) => ribbon.to == cast,
        _ => false,
    });
    ribbons.flat_map(|ribbon| ribbon.members.iter().cloned()).collect()
}

fn hovered(pane: &mut Pane<'_>, data: &FlowData, mark: &Mark) {
    pane.local.lighting.extend(behind(data, mark).into_iter().map(|(id, _)| id));
}

fn select(pane: &mut Pane<'_>, data: &FlowData, mark: &Mark) {
    let members = behind(data, mark).into_iter().map(|(id, _)| id).collect();
    pane.view(ViewCommand::Select(Selection::Only(members)));
}

/// What a mark stands for, with its members: by name where they are few, else by code.
fn hint(data: &FlowData, mark: &Mark) -> String {
    const CODES: usize = 60;
    let members = behind(data, mark);
    let list = if members.len() <= 12 {
        members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    } else {
        let codes: Vec<&str> = members.iter().take(CODES).map(|(id, _)| id.as_str()).collect();
        format!("{}{}", codes.join(" "), if members.len() > CODES { " …" } else { "" })
    };
    format!("{}\n{list}", mark.label)
}
