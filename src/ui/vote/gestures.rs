//! What the hand does on the floor: click, brush, drag, right click; the same in every view.

use egui::{PointerButton, Popup, Rect, Response, Sense, Ui, vec2};

use super::preview;
use crate::{
    app::{
        Command,
        command::{ExportCommand, Selection, ViewCommand, VoteCommand},
        shown::ShownVote,
    },
    chart::{
        ChartId, board,
        floor_data::FloorData,
        mark::{Mark, Target},
    },
    model::{MemberId, Standing, Vote},
    ui::{pane::Pane, widgets},
};

/// The members behind a count: all who voted so, of the given ones where they are given.
pub fn segment(data: &FloorData, within: Option<&[MemberId]>, vote: Vote) -> Vec<MemberId> {
    data.seats
        .iter()
        .filter(|seat| seat.vote == Some(vote) && within.is_none_or(|within| within.contains(&seat.id)))
        .map(|seat| seat.id.clone())
        .collect()
}

/// The menu that every chart has.
pub fn chart_menu(response: &Response, pane: &mut Pane<'_>, chart: ChartId) {
    Popup::context_menu(response).width(190.0).show(|ui| {
        widgets::heading(ui, chart.label());
        if ui.button("Export…").clicked() {
            pane.push(Command::Export(ExportCommand::Ask(chart)));
        }
        if ui.button("Copy as image").clicked() {
            pane.push(Command::Export(ExportCommand::CopyImage(chart)));
        }
    });
}

/// Lets the marks of the floor be handled. `over` finds the member under a point where marks alone do not tell.
pub fn floor(
    ui: &Ui,
    pane: &mut Pane<'_>,
    area: &Response,
    marks: &[Mark],
    vote: &ShownVote,
    over: &dyn Fn(egui::Pos2) -> Option<MemberId>,
) {
    let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| area.contains_pointer());
    let under = pointer.and_then(over);
    for mark in marks {
        let Target::Member(id) = &mark.target else { continue };
        let on = pane.app.session.selected.contains(id);
        // The area below takes the pointer; each mark has a node that can be read and clicked by name.
        let response = widgets::mark_response(ui, ui.scope_id().with(("seat", id.as_str())), mark, Sense::CLICK, on);
        if response.clicked() && pane.app.session.brush.is_none() {
            clicked(ui, pane, id);
        }
        menu(&response, pane, id, vote);
        if response.hovered() || under.as_ref() == Some(id) {
            pane.local.hovered = Some(id.clone());
        }
    }
    if let Some(id) = &under {
        // Land on the map is no mark of its own.
        if area.clicked() && pane.app.session.brush.is_none() {
            clicked(ui, pane, id);
        }
        preview::tooltip(ui, pane, id, vote);
    }
    brush(ui, pane, area, over);
}

/// A click gives the next vote, with Shift the one before; with Ctrl it selects.
fn clicked(ui: &Ui, pane: &mut Pane<'_>, id: &MemberId) {
    let keys = ui.input(|input| input.modifiers);
    if keys.command {
        let on = pane.app.session.selected.contains(id);
        let one = vec![id.clone()];
        pane.view(ViewCommand::Select(if on { Selection::Remove(one) } else { Selection::Add(one) }));
        return;
    }
    pane.view(ViewCommand::Select(Selection::Only(vec![id.clone()])));
    pane.push(Command::Vote(VoteCommand::Cycle(id.clone(), keys.shift)));
}

/// Everything that can be done to one member.
fn menu(response: &Response, pane: &mut Pane<'_>, id: &MemberId, vote: &ShownVote) {
    Popup::context_menu(response).width(210.0).show(|ui| member_menu(ui, pane, id, vote));
}

/// The entries of a member's menu.
pub fn member_menu(ui: &mut Ui, pane: &mut Pane<'_>, id: &MemberId, vote: &ShownVote) {
    let Some(seat) = vote.data.seat(id) else { return };
    widgets::heading(ui, &seat.name);
    for cast in Vote::ALL {
        let button = egui::Button::new(cast.label()).selected(seat.vote == Some(cast)).shortcut_text(cast.letter());
        if ui.add_enabled(seat.standing == Standing::Voting, button).clicked() {
            pane.push(Command::Vote(VoteCommand::Set(vec![id.clone()], cast)));
        }
    }
    ui.separator();
    if ui.add_enabled(seat.changed(), egui::Button::new("As recorded")).clicked() {
        pane.push(Command::Vote(VoteCommand::Restore(vec![id.clone()])));
    }
    let locked = pane.app.session.locked.contains(id);
    if ui.add(egui::Button::new(if locked { "Unlock" } else { "Lock" }).shortcut_text("L")).clicked() {
        pane.view(ViewCommand::Lock(vec![id.clone()], !locked));
    }
    let may_vote = seat.standing == Standing::Voting;
    let words = if may_vote { "Take away its vote (Art. 19)" } else { "Give it its vote back" };
    if ui.button(words).clicked() {
        let standing = if may_vote { Standing::NoVote } else { Standing::Voting };
        pane.push(Command::Vote(VoteCommand::Standing(id.clone(), standing)));
    }
    ui.separator();
    if ui.button("Select only this").clicked() {
        pane.view(ViewCommand::Select(Selection::Only(vec![id.clone()])));
    }
    let chart = pane.app.session.view;
    if ui.button("Export this chart…").clicked() {
        pane.push(Command::Export(ExportCommand::Ask(chart)));
    }
}

/// Paints members while the button is held and the pointer goes over them; one stroke is one step.
fn brush(ui: &Ui, pane: &mut Pane<'_>, area: &Response, over: &dyn Fn(egui::Pos2) -> Option<MemberId>) {
    let Some(cast) = pane.app.session.brush else { return };
    let (pressed, held, positions) = ui.input(|input| {
        let moved: Vec<egui::Pos2> = input
            .events
            .iter()
            .filter_map(|event| if let egui::Event::PointerMoved(pos) = event { Some(*pos) } else { None })
            .chain(input.pointer.latest_pos())
            .collect();
        (input.pointer.button_pressed(PointerButton::Primary), input.pointer.button_down(PointerButton::Primary), moved)
    });
    let started = pressed && positions.last().is_some_and(|at| area.rect.contains(*at)) && area.contains_pointer();
    if started || (held && !pane.local.stroke.is_empty()) {
        for member in positions.into_iter().filter(|at| area.rect.contains(*at)).filter_map(over) {
            if !pane.local.stroke.contains(&member) {
                pane.local.stroke.push(member);
            }
        }
        pane.local.lighting.extend(pane.local.stroke.iter().cloned());
        ui.ctx().request_repaint();
    }
    if !held && !pane.local.stroke.is_empty() {
        let members = std::mem::take(&mut pane.local.stroke);
        pane.push(Command::Vote(VoteCommand::Brush(members, cast)));
    }
}

/// Carries members from one column of the board to another.
pub fn carry(
    ui: &Ui,
    pane: &mut Pane<'_>,
    area: &Response,
    vote: &ShownVote,
    over: &dyn Fn(egui::Pos2) -> Option<MemberId>,
) {
    let rect = area.rect;
    if pane.app.session.brush.is_some() {
        return;
    }
    let (origin, at, released) = ui.input(|input| {
        (
            input.pointer.press_origin(),
            input.pointer.latest_pos(),
            input.pointer.button_released(PointerButton::Primary),
        )
    });
    let moved = origin.zip(at).is_some_and(|(from, to)| from.distance(to) > 8.0);
    if pane.local.carried.is_none() && moved && origin.is_some_and(|from| area.rect.contains(from)) {
        pane.local.carried = origin.and_then(over);
    }
    let Some(member) = pane.local.carried.clone() else { return };
    let selected = &pane.app.session.selected;
    let members: Vec<MemberId> =
        if selected.contains(&member) { selected.iter().cloned().collect() } else { vec![member.clone()] };
    pane.local.lighting.extend(members.iter().cloned());
    if let Some(at) = at {
        let words = if members.len() == 1 { member.to_string() } else { format!("{} members", members.len()) };
        let place = Rect::from_center_size(at + vec2(0.0, -16.0), vec2(90.0, 22.0));
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, ui.scope_id().with("carried")));
        painter.rect_filled(place, 6.0, pane.style.accent);
        let font = crate::chart::fonts::semibold(12.0);
        painter.text(place.center(), egui::Align2::CENTER_CENTER, words, font, pane.style.on_accent);
    }
    if released {
        pane.local.carried = None;
        if let Some(at) = at.filter(|at| rect.contains(*at)) {
            if let Some(cast) = board::column_at(rect, &vote.data, at.x) {
                pane.push(Command::Vote(VoteCommand::Set(members, cast)));
            }
        }
    }
}
