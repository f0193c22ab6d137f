//! The order of voting: a card for each step, dragged to reorder, with its result, and a result to assume.

use egui::{
    Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::division;
use crate::{
    app::{
        Command,
        case::ShownCase,
        command::{CaseCommand, ViewCommand},
        session::Workspace,
    },
    chart::{fonts, style::Style, text::fitted, verdict::stack},
    model::{Outcome, TextId, Vote},
    procedure::{Ground, Put, Step, StepKind},
    scenario::{Change, ChangeKind, Slot},
    ui::{
        pane::Pane,
        widgets::{Icon, icon, line, pill},
    },
};

/// The height of a step, in points.
pub const HEIGHT: f32 = 148.0;
const GAP: f32 = 14.0;

/// Draws the steps side by side within `rect`.
pub fn order_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect, case: &ShownCase) {
    let steps = &case.agenda.steps;
    let count = steps.len().max(1) as f32;
    let width = ((rect.width() - GAP * (count - 1.0)) / count).clamp(124.0, 170.0);
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::horizontal().id_salt("order of voting").auto_shrink(false).show(ui, |ui| {
            let whole = vec2(count * (width + GAP) - GAP, HEIGHT);
            let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
            let place =
                |n: usize| Rect::from_min_size(area.min + vec2(n as f32 * (width + GAP), 0.0), vec2(width, HEIGHT));
            let places: Vec<Rect> = (0..steps.len()).map(place).collect();
            for place in places.iter().skip(1) {
                let middle = pos2(place.left() - GAP / 2.0, place.center().y);
                let stroke = Stroke::new(1.4, pane.style.muted);
                ui.painter().line_segment([middle + vec2(-2.0, -4.0), middle + vec2(2.0, 0.0)], stroke);
                ui.painter().line_segment([middle + vec2(2.0, 0.0), middle + vec2(-2.0, 4.0)], stroke);
            }
            // The one that is dragged lies above the others.
            let is_dragged = |n: usize| ui.ctx().is_being_dragged(step_id(ui, n, case));
            let (above, others): (Vec<usize>, Vec<usize>) = (0..steps.len()).partition(|n| is_dragged(*n));
            for n in others.into_iter().chain(above) {
                if let (Some(step), Some(place)) = (steps.get(n), places.get(n)) {
                    step_ui(ui, pane, *place, n, step, case);
                }
            }
            drop_ui(ui, pane, &places, case);
        });
    });
}

fn step_id(ui: &Ui, n: usize, case: &ShownCase) -> egui::Id {
    ui.scope_id().with(("step", n, &case.agenda.root))
}

fn movable(step: &Step) -> bool {
    step.kind == StepKind::Amendment
}

fn step_ui(ui: &mut Ui, pane: &mut Pane<'_>, place: Rect, n: usize, step: &Step, case: &ShownCase) {
    let style = pane.style;
    let last = step.id == case.agenda.root;
    let sense = if movable(step) { Sense::click_and_drag() } else { Sense::click() };
    let response = ui.interact(place, step_id(ui, n, case), sense);
    let word = result_word(step);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Step {}: {}, {word}", n + 1, step.name)));
    let dragged = response.dragged();
    let moved = response.total_drag_delta().unwrap_or_default().x;
    let place = if dragged { place.translate(vec2(moved, -3.0)) } else { place };
    let fill = if last { style.accent_faint } else { style.faint };
    let edge = if last || dragged { style.accent } else { style.border };
    let put = matches!(step.put, Put::Voted);
    ui.painter().rect(place, CornerRadius::same(8), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let inner = place.shrink2(vec2(12.0, 11.0));
    let ink = if put { style.text } else { style.muted };
    line(ui, inner.min, &step.name, fonts::semibold(13.5), ink, inner.width());
    line(ui, inner.min + vec2(0.0, 20.0), &step.short, fonts::regular(12.0), ink, inner.width());
    line(ui, inner.min + vec2(0.0, 37.0), &step.sponsor, fonts::regular(11.5), style.muted, inner.width());
    let strip = Rect::from_min_size(inner.min + vec2(0.0, 58.0), vec2(inner.width(), 8.0));
    bar(ui, strip, step, &style);
    let middle = inner.top() + 84.0;
    pill(
        ui.painter(),
        (Align2::LEFT_CENTER, pos2(inner.left(), middle)),
        &word,
        step.result.outcome.filter(|_| put),
        &style,
    );
    marks_ui(ui, inner, n, step, case, &style);
    if step.listed {
        why_ui(ui, pane, pos2(inner.right(), middle), n, step);
    }
    assume_ui(ui, pane, inner, n, step);
    let hover = hint(step, case);
    if response.clicked() && step.listed {
        pane.view(ViewCommand::Text(step.id.clone()));
    }
    if movable(step) {
        response.clone().on_hover_cursor(egui::CursorIcon::Grab);
        if response.drag_started() {
            response.dnd_set_drag_payload(n);
        }
    }
    let menu = egui::Popup::context_menu(&response).width(190.0);
    match step.kind {
        StepKind::Amendment => drop(menu.show(|ui| menu_ui(ui, pane, n, step, case))),
        StepKind::Text => drop(menu.show(|ui| division::divide_ui(ui, pane, case))),
        StepKind::Part if !step.listed => drop(menu.show(|ui| division::part_ui(ui, pane, case, step))),
        StepKind::Part | StepKind::Motion(_) => {}
    }
    response.on_hover_text(hover);
}

/// Move, withdraw and put back, for who does not drag.
fn menu_ui(ui: &mut Ui, pane: &mut Pane<'_>, n: usize, step: &Step, case: &ShownCase) {
    if ui.button("Vote on it earlier").clicked() {
        reorder(pane, case, n, n.saturating_sub(1));
    }
    if ui.button("Vote on it later").clicked() {
        reorder(pane, case, n, n + 1);
    }
    let text = &step.id;
    let withdrawn = matches!(step.put, Put::Withdrawn);
    if ui.button(if withdrawn { "Put it back" } else { "Withdraw it" }).clicked() {
        let command = if withdrawn {
            CaseCommand::Lift(text.clone(), Slot::Withdraw)
        } else {
            let label = format!("{} withdrawn", step.name);
            CaseCommand::Put(Box::new(Change::new(text.clone(), label, ChangeKind::Withdraw)))
        };
        pane.push(Command::Case(command));
    }
}

/// The word on the pill of a step.
pub fn result_word(step: &Step) -> String {
    match &step.put {
        Put::Withdrawn => "withdrawn".to_owned(),
        Put::Moot { .. } => "moot".to_owned(),
        Put::NotPut { .. } => "not put".to_owned(),
        Put::Voted => match (step.result.outcome, step.kind) {
            (Some(Outcome::Adopted), StepKind::Motion(_)) => "carried".to_owned(),
            (Some(Outcome::Rejected), StepKind::Motion(_)) => "lost".to_owned(),
            (Some(outcome), _) => outcome.label().to_lowercase(),
            (None, _) => "not known".to_owned(),
        },
    }
}

fn bar(ui: &Ui, strip: Rect, step: &Step, style: &Style) {
    let tally = &step.result.tally;
    let parts: Vec<(Vote, u64)> = [Vote::Yes, Vote::Abstain, Vote::No]
        .into_iter()
        .filter_map(|vote| Some((vote, u64::from(tally.of(vote)?))))
        .collect();
    let total = parts.iter().map(|(_, n)| n).sum();
    stack(ui.painter(), strip, &parts, total, style);
}

/// Whether it collides with another, or stands out of order.
fn marks_ui(ui: &Ui, inner: Rect, n: usize, step: &Step, case: &ShownCase, style: &Style) {
    let mut words = Vec::new();
    if !step.collides.is_empty() {
        let names: Vec<&str> =
            step.collides.iter().filter_map(|other| case.agenda.steps.get(*other)).map(|s| s.name.as_str()).collect();
        words.push(format!("collides with {}", names.join(", ")));
    }
    if case.agenda.out_of_order.iter().any(|(first, _)| *first == n) {
        words.push("out of order (rule 90)".to_owned());
    }
    if step.result.ground == Ground::Assumed {
        words.push("assumed".to_owned());
    }
    if words.is_empty() {
        return;
    }
    let at = pos2(inner.left(), inner.top() + 98.0);
    let galley = fitted(ui.painter(), &words.join(" · "), fonts::regular(10.5), style.no, inner.width());
    ui.painter().galley(at, galley, style.no);
}

fn why_ui(ui: &mut Ui, pane: &mut Pane<'_>, right: egui::Pos2, n: usize, step: &Step) {
    let rect = Rect::from_center_size(right - vec2(15.0, 0.0), vec2(34.0, 20.0));
    let response = ui.interact(rect, ui.scope_id().with(("step why", n)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Why: {}", step.name)));
    let style = pane.style;
    ui.painter().text(right, Align2::RIGHT_CENTER, "why?", fonts::regular(12.0), style.accent);
    if response.on_hover_text("Shows this vote with the conditions of its rule").clicked() {
        pane.view(ViewCommand::Text(step.id.clone()));
        pane.view(ViewCommand::Workspace(Workspace::Vote));
    }
}

/// "assume ✓ ×": a click supposes that result, a second one takes it back.
fn assume_ui(ui: &mut Ui, pane: &mut Pane<'_>, inner: Rect, n: usize, step: &Step) {
    if !step.listed {
        return;
    }
    let text = &step.id;
    let style = pane.style;
    let at = pos2(inner.left(), inner.bottom() - 7.0);
    let words = ui.painter().text(at, Align2::LEFT_CENTER, "assume", fonts::regular(11.5), style.muted);
    let assumed = (step.result.ground == Ground::Assumed).then_some(step.result.outcome).flatten();
    for (k, (outcome, kind, colour)) in
        [(Outcome::Adopted, Icon::Tick, style.yes), (Outcome::Rejected, Icon::Cross, style.no)].into_iter().enumerate()
    {
        let centre = pos2(words.right() + 16.0 + k as f32 * 24.0, at.y);
        let rect = Rect::from_center_size(centre, vec2(22.0, 22.0));
        let response = ui.interact(rect, ui.scope_id().with(("assume", n, k)), Sense::click());
        let on = assumed == Some(outcome);
        let label = format!("Assume {} {}", step.name, outcome.label().to_lowercase());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
        if on || response.hovered() {
            let fill = if on { colour.gamma_multiply(0.25) } else { style.panel };
            ui.painter().rect_filled(rect.shrink(1.0), 6.0, fill);
        }
        icon(ui.painter(), centre, 11.0, kind, if on { colour } else { style.muted });
        if response.on_hover_text(if on { "Assume nothing" } else { &label }).clicked() {
            assume(pane, text, &step.name, if on { None } else { Some(outcome) });
        }
    }
}

/// Supposes a result, or nothing.
pub fn assume(pane: &mut Pane<'_>, text: &TextId, name: &str, outcome: Option<Outcome>) {
    let command = match outcome {
        Some(outcome) => {
            let label = format!("Assume {name} {}", outcome.label().to_lowercase());
            CaseCommand::Put(Box::new(Change::new(text.clone(), label, ChangeKind::Assume(outcome))))
        }
        None => CaseCommand::Lift(text.clone(), Slot::Assume),
    };
    pane.push(Command::Case(command));
}

fn hint(step: &Step, case: &ShownCase) -> String {
    let rule = case.rule_names.get(&step.rule).cloned().unwrap_or_else(|| step.rule.to_string());
    let mut lines = vec![step.place.clone(), format!("Needs: {rule}")];
    match &step.put {
        Put::Voted => {}
        Put::Withdrawn => lines.push("Withdrawn in this scenario.".to_owned()),
        Put::Moot { by } => {
            let name = case.agenda.steps.get(*by).map_or("another amendment", |step| step.name.as_str());
            lines.push(format!("Not put: {name} was adopted, and the two cannot stand together (rule 90)."));
        }
        Put::NotPut { why } => lines.push(why.clone()),
    }
    lines.push(
        match step.result.ground {
            Ground::Assumed => "The result is assumed in this scenario.",
            Ground::RollCall => "Decided by the vote of every member.",
            Ground::Tally => "Decided by the published totals.",
            Ground::Recorded => "Only the result is recorded.",
            Ground::Preference => "No votes are known: decided by how members would vote on the final texts.",
            Ground::Fallen => "All operative parts fell, and the whole falls with them (rule 89).",
            Ground::Nothing => "Nothing is known of this vote.",
        }
        .to_owned(),
    );
    if step.kind == StepKind::Text {
        lines.push("Right click votes paragraphs apart.".to_owned());
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Takes a card that is let go between others.
fn drop_ui(ui: &mut Ui, pane: &mut Pane<'_>, places: &[Rect], case: &ShownCase) {
    let Some(carried) = egui::DragAndDrop::payload::<usize>(ui.ctx()) else { return };
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let to = places.iter().filter(|place| place.center().x < pointer.x).count();
    let x = match places.get(to) {
        Some(place) => place.left() - GAP / 2.0,
        None => places.last().map_or(0.0, |place| place.right() + GAP / 2.0),
    };
    if let Some(first) = places.first() {
        ui.painter().vline(x, first.y_range(), Stroke::new(2.0, pane.style.accent));
    }
    if ui.input(|input| input.pointer.any_released()) {
        egui::DragAndDrop::clear_payload(ui.ctx());
        let to = if to > *carried { to - 1 } else { to };
        reorder(pane, case, *carried, to);
    }
}

/// Puts the n-th step at another place among the amendments.
fn reorder(pane: &mut Pane<'_>, case: &ShownCase, from: usize, to: usize) {
    let steps = &case.agenda.steps;
    let mut order: Vec<(usize, TextId)> =
        steps.iter().enumerate().filter(|(_, s)| movable(s)).map(|(n, s)| (n, s.id.clone())).collect();
    let Some(here) = order.iter().position(|(n, _)| *n == from) else { return };
    let moved = order.remove(here);
    let first = order.first().map_or(from, |(n, _)| (*n).min(from));
    let at = to.saturating_sub(first).min(order.len());
    if at == here {
        return;
    }
    let name = steps.get(from).map_or("", |step| step.name.as_str()).to_owned();
    order.insert(at, moved);
    let order: Vec<TextId> = order.into_iter().map(|(_, id)| id).collect();
    let label = format!("Order of voting: {name} {}", if at < here { "earlier" } else { "later" });
    let change = Change::new(case.agenda.root.clone(), label, ChangeKind::Order(order));
    pane.push(Command::Case(CaseCommand::Put(Box::new(change))));
}
