//! The floor in its five views, with the switches above it.

use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::gestures;
use crate::{
    app::{command::ViewCommand, shown::ShownVote},
    chart::{
        ChartId, board, chamber, fonts, map,
        mark::{ColourBy, FloorOptions, Mark, SeatLabel, SeatOrder, Target},
        seat, table, tiles,
    },
    model::{Basis, MemberId, Vote},
    ui::{pane::Pane, widgets},
};

/// Draws the card of the floor.
pub fn floor_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, vote: &ShownVote) {
    let bar = Rect::from_min_size(card.min + vec2(14.0, 10.0), vec2(card.width() - 28.0, 30.0));
    let view = pane.app.session.view;
    ui.scope_builder(UiBuilder::new().max_rect(bar).id_salt("floor bar"), |ui| bar_ui(ui, pane, view));
    let mut inner = Rect::from_min_max(pos2(card.left() + 16.0, bar.bottom() + 6.0), card.max - vec2(16.0, 12.0));
    let mut sentence = vote.data.sentence();
    if let Some(words) = note(vote) {
        sentence = format!("{sentence} {words}");
        let at = pos2(inner.left(), inner.top());
        widgets::line(ui, at, &words, fonts::regular(12.0), pane.style.muted, inner.width());
        inner.min.y += 20.0;
    }
    widgets::describe(ui, inner, view.label(), &sentence);
    let id = ui.scope_id().with("floor");
    let mut sense = Sense::click();
    if view == ChartId::Map || pane.app.session.brush.is_some() {
        sense |= Sense::DRAG;
    }
    let area = ui.interact(inner, id, sense);
    if pane.app.options().colour == ColourBy::Region && view != ChartId::Table {
        regions_ui(ui, pane, inner, vote);
    }
    hold(ui, pane, view, &area, vote);
    typed_ui(ui, pane, inner);
    match view {
        ChartId::Map => map_ui(ui, pane, inner, &area, vote),
        ChartId::Table => table_ui(ui, pane, inner, &area, vote),
        _ => {
            let painter = ui.painter_at(card);
            let marks = match view {
                ChartId::Tiles => tiles::draw(&painter, inner, &vote.data, &pane.look()),
                ChartId::Board => board::draw(&painter, inner, &vote.data, &pane.look()),
                _ => chamber::draw(&painter, inner, &vote.data, &pane.look()),
            };
            let over = |at| member_under(&marks, at);
            gestures::floor(ui, pane, &area, &marks, vote, &over);
            if view == ChartId::Board {
                columns_ui(ui, pane, &marks, vote);
                gestures::carry(ui, pane, &area, vote, &over);
            }
        }
    }
    gestures::chart_menu(&area, pane, view);
}

/// Which colour is which regional group.
fn regions_ui(ui: &Ui, pane: &Pane<'_>, rect: Rect, vote: &ShownVote) {
    for (n, name) in vote.data.regions.iter().enumerate() {
        let at = rect.left_top() + vec2(4.0, 8.0 + n as f32 * 16.0);
        ui.painter().circle_filled(at, 4.5, pane.style.kind(n));
        widgets::line(ui, at + vec2(9.0, -7.0), name, fonts::regular(11.0), pane.style.muted, 150.0);
    }
}

/// While the pointer stays on the chamber its seats keep their places, so that a second click meets the same member.
fn hold(ui: &Ui, pane: &mut Pane<'_>, view: ChartId, area: &egui::Response, vote: &ShownVote) {
    let text = pane.app.session.text.clone();
    let here = view == ChartId::Chamber && area.contains_pointer() && ui.input(|input| input.pointer.has_pointer());
    let same = pane.local.held.as_ref().is_some_and(|(held, _)| Some(held) == text.as_ref());
    if !here {
        pane.local.held = None;
    } else if !same {
        pane.local.held = None;
        let order = seat::ordered(&vote.data, &pane.look()).into_iter().map(|seat| seat.id.clone()).collect();
        pane.local.held = text.map(|text| (text, order));
    }
}

/// What is being typed, and whom it means.
fn typed_ui(ui: &Ui, pane: &Pane<'_>, rect: Rect) {
    let typed = &pane.app.session.typed;
    if typed.is_empty() {
        return;
    }
    let found = crate::ui::keys::best(pane, typed);
    let words = match &found {
        Some(id) => format!("{typed} → {} · Enter takes it", pane.app.document.dossier.member_name(id)),
        None => format!("{typed} → nobody of this floor is called that"),
    };
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, ui.scope_id().with("typed")));
    let galley = painter.layout_no_wrap(words, fonts::semibold(13.5), pane.style.on_accent);
    let chip = Rect::from_center_size(rect.center_top() + vec2(0.0, 14.0), galley.size() + vec2(28.0, 14.0));
    painter.rect_filled(chip, 8.0, pane.style.accent);
    painter.galley(chip.center() - galley.size() / 2.0, galley, pane.style.on_accent);
}

fn member_under(marks: &[Mark], at: egui::Pos2) -> Option<MemberId> {
    marks.iter().find_map(|mark| match &mark.target {
        Target::Member(id) if mark.form.contains(at) => Some(id.clone()),
        _ => None,
    })
}

/// What is not recorded, plainly.
fn note(vote: &ShownVote) -> Option<String> {
    let data = &vote.data;
    match data.basis {
        _ if data.reacted > 0 => Some(format!(
            "Reactions of this scenario move {} here; they are set under Amendments.",
            if data.reacted == 1 { "one member".to_owned() } else { format!("{} members", data.reacted) }
        )),
        _ if data.moved && !data.from_empty => Some(moved_note(vote)),
        _ if data.from_empty => Some(format!(
            "No roll call is recorded, so this what-if began from an empty floor: {} members have no vote set and count as absent.",
            data.unset
        )),
        Basis::Tally => Some(tally_note(vote)),
        Basis::Result => Some("Only the result is recorded, no counts and no roll call. Click members to begin a what-if from an empty floor.".to_owned()),
        Basis::Nothing => Some("No vote is recorded yet. Click members to begin.".to_owned()),
        Basis::RollCall => None,
    }
}

/// Whose votes are counted where others sit than on the record.
fn moved_note(vote: &ShownVote) -> String {
    if let Some(size) = vote.data.short_of {
        let known = vote.data.seats.len();
        return format!("Of the {size} seats only {known} are known on that day, so that nothing can be decided.");
    }
    let unknown = vote.data.seats.iter().filter(|seat| seat.vote.is_none()).count();
    let known = vote.data.seats.len() - unknown;
    let of = format!("Others vote than on the record. Of {known} of these members the vote on this text is known");
    match unknown {
        0 => format!("{of}."),
        n if vote.data.basis == Basis::RollCall => format!("{of}; the other {n} count as absent."),
        n => format!("{of}, of {n} it is not."),
    }
}

fn tally_note(vote: &ShownVote) -> String {
    let known = vote.data.seats.iter().filter(|seat| seat.recorded.is_some()).count();
    let who = match known {
        0 => "who voted how is not".to_owned(),
        1 => "who voted how is known of one member only".to_owned(),
        n => format!("who voted how is known of {n} members only"),
    };
    format!("The tally is recorded, {who}. Click members to begin a what-if from an empty floor.")
}

fn bar_ui(ui: &mut Ui, pane: &mut Pane<'_>, view: ChartId) {
    ui.horizontal(|ui| {
        let views = ChartId::FLOOR.map(|view| (view, view.label()));
        if let Some(view) = widgets::segmented(ui, &pane.style, &views, view) {
            pane.view(ViewCommand::Floor(view));
        }
        let room = ui.available_width();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if room > 390.0 {
                options_ui(ui, pane, view);
                brush_ui(ui, pane);
            } else {
                ui.menu_button("Options", |ui| {
                    brush_ui(ui, pane);
                    options_ui(ui, pane, view);
                });
            }
        });
    });
}

fn menu<T: Copy + PartialEq>(ui: &mut Ui, pane: &Pane<'_>, word: &str, options: &[(T, &str)], now: T) -> Option<T> {
    let current = options.iter().find(|(value, _)| *value == now).map_or("", |(_, word)| word);
    let font = |size| egui::TextFormat::simple(fonts::regular(size), pane.style.muted);
    let mut text = egui::text::LayoutJob::default();
    text.append(&format!("{word} {current} "), 0.0, font(11.5));
    // A caret, so that it looks like the menu it is.
    text.append("▼", 0.0, egui::TextFormat { valign: egui::Align::Center, ..font(6.5) });
    let mut picked = None;
    let button = egui::Button::new(text).frame(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (value, word) in options {
            if ui.add(egui::Button::new(*word).selected(*value == now)).clicked() {
                picked = Some(*value);
            }
        }
    });
    // The caret is for the eye alone.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(format!("{word} {current}")));
    picked
}

fn options_ui(ui: &mut Ui, pane: &mut Pane<'_>, view: ChartId) {
    let now = pane.app.options();
    let mut next: Option<FloorOptions> = None;
    if view == ChartId::Table {
        return;
    }
    let labels = [(SeatLabel::Code, "code"), (SeatLabel::Letter, "vote"), (SeatLabel::None, "none")];
    if let Some(label) = menu(ui, pane, "Label", &labels, now.label) {
        next = Some(FloorOptions { label, ..now });
    }
    let mut colours = vec![(ColourBy::Vote, "vote"), (ColourBy::Region, "region"), (ColourBy::Change, "change")];
    if pane.app.has_whip() {
        colours.push((ColourBy::Whip, "whip count"));
    }
    if let Some(colour) = menu(ui, pane, "Colour by", &colours, now.colour) {
        next = Some(FloorOptions { colour, ..now });
    }
    if matches!(view, ChartId::Chamber | ChartId::Board) {
        let orders = [(SeatOrder::Vote, "vote"), (SeatOrder::Name, "name"), (SeatOrder::Region, "region")];
        if let Some(order) = menu(ui, pane, "Order seats by", &orders, now.order) {
            next = Some(FloorOptions { order, ..now });
        }
    }
    if let Some(options) = next {
        pane.view(ViewCommand::Options(options));
    }
}

/// Which vote a drag paints.
fn brush_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let now = pane.app.session.brush;
    let options = [
        (None, "off"),
        (Some(Vote::Yes), "Yes"),
        (Some(Vote::Abstain), "Abstain"),
        (Some(Vote::No), "No"),
        (Some(Vote::Absent), "Absent"),
    ];
    if let Some(brush) = menu(ui, pane, "Brush", &options, now) {
        pane.view(ViewCommand::Brush(brush));
    }
}

fn map_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect, area: &egui::Response, vote: &ShownVote) {
    let (mut zoom, mut pan) = pane.local.map.unwrap_or((1.0, egui::Vec2::ZERO));
    if let Some(at) = area.hover_pos() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
        let factor = (scroll / 240.0).exp() * pinch;
        let next = (zoom * factor).clamp(1.0, 16.0);
        // The point under the pointer stays where it is.
        let from_middle = at - rect.center() - pan;
        pan -= from_middle * (next / zoom - 1.0);
        zoom = next;
    }
    if area.dragged() && pane.app.session.brush.is_none() {
        pan += area.drag_delta();
    }
    let reach = rect.size() * (zoom - 1.0) / 2.0;
    pan = pan.clamp(-reach, reach);
    pane.local.map = (zoom > 1.0).then_some((zoom, pan));
    let view = map::View::fitting(rect).moved(rect, zoom, pan);
    let marks = map::draw(&ui.painter_at(rect), rect, view, &vote.data, &pane.look());
    let data = &vote.data;
    let over = |at| map::member_at(data, view, at).map(|seat| seat.id.clone());
    gestures::floor(ui, pane, area, &marks, vote, &over);
    let at = rect.left_bottom() - vec2(0.0, 14.0);
    let words = if zoom > 1.0 { "scroll to zoom, drag to move" } else { "scroll to zoom" };
    widgets::line(ui, at, words, fonts::regular(10.5), pane.style.muted, 200.0);
}

fn table_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect, area: &egui::Response, vote: &ShownVote) {
    let head = Rect::from_min_size(rect.min, vec2(rect.width() - 8.0, table::HEAD));
    let marks = table::draw_head(&ui.painter_at(rect), head, &pane.look());
    for (n, mark) in marks.iter().enumerate() {
        let response = widgets::mark_response(ui, ui.scope_id().with(("column", n)), mark, Sense::click(), false);
        if let (true, Target::Column(column)) = (response.clicked(), &mark.target) {
            let now = pane.app.options();
            let descending = now.sort == *column && !now.descending;
            pane.view(ViewCommand::Options(FloorOptions { sort: *column, descending, ..now }));
        }
    }
    let below = Rect::from_min_max(rect.min + vec2(0.0, table::HEAD), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(below).id_salt("table"), |ui| {
        ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, viewport| {
            let height = table::height(&vote.data) - table::HEAD;
            ui.set_height(height);
            let all = Rect::from_min_size(ui.max_rect().min, vec2(head.width(), height));
            let visible = viewport.translate(all.min.to_vec2());
            let marks = table::draw_rows(ui.painter(), all, visible, &vote.data, &pane.look());
            let over = |at| member_under(&marks, at);
            gestures::floor(ui, pane, area, &marks, vote, &over);
        });
    });
}

/// The heads of the board select their column.
fn columns_ui(ui: &Ui, pane: &mut Pane<'_>, marks: &[Mark], vote: &ShownVote) {
    for mark in marks {
        let Target::Segment(None, cast) = &mark.target else { continue };
        let response = widgets::mark_response(ui, ui.scope_id().with(("board", cast)), mark, Sense::click(), false);
        if response.clicked() {
            let members = gestures::segment(&vote.data, None, *cast);
            pane.view(ViewCommand::Select(crate::app::command::Selection::Only(members)));
        }
    }
}
