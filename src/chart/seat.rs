//! How one seat looks, the same in every view: colour, and a form for who does not see the colour.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::{
    floor_data::{FloorData, SeatView},
    fonts,
    mark::{ColourBy, Form, Look, Mark, SeatLabel, SeatOrder, Target},
};
use crate::model::{Standing, Vote};

/// The seats in the order in which a view places them.
#[must_use]
pub fn ordered<'a>(data: &'a FloorData, look: &Look<'_>) -> Vec<&'a SeatView> {
    let mut seats: Vec<&SeatView> = data.seats.iter().collect();
    if let Some(held) = look.held.filter(|held| held.len() == seats.len()) {
        seats.sort_by_key(|seat| held.iter().position(|id| *id == seat.id));
        return seats;
    }
    match look.options.order {
        SeatOrder::Vote => seats.sort_by_key(|seat| vote_rank(seat.vote)),
        SeatOrder::Name => seats.sort_by(|a, b| a.name.cmp(&b.name)),
        SeatOrder::Region => seats.sort_by_key(|seat| (seat.region.is_none(), seat.region)),
    }
    seats
}

/// From left to right: in favour, abstaining, absent, against; as the two sides sit.
fn vote_rank(vote: Option<Vote>) -> u8 {
    match vote {
        Some(Vote::Yes) => 0,
        Some(Vote::Abstain) => 1,
        Some(Vote::Absent) | None => 2,
        Some(Vote::No) => 3,
    }
}

/// Fill, outline and text colour of a seat.
#[must_use]
pub fn colours(seat: &SeatView, look: &Look<'_>) -> (Color32, Color32, Color32) {
    let style = &look.style;
    match look.options.colour {
        ColourBy::Vote => match seat.vote {
            Some(vote @ (Vote::Yes | Vote::No | Vote::Abstain)) => {
                (style.vote(vote), style.vote(vote), style.on_vote(vote))
            }
            Some(Vote::Absent) => (style.panel, style.absent, style.muted),
            None => (style.panel, style.border, style.muted),
        },
        ColourBy::Region => seat
            .region
            .map_or((style.panel, style.absent, style.muted), |n| (style.kind(n), style.kind(n), style.on_vote)),
        ColourBy::Change if seat.changed() => (style.accent, style.accent, style.on_accent),
        ColourBy::Change => (style.faint, style.absent, style.muted),
    }
}

/// What is written on a seat.
#[must_use]
pub fn inscription<'a>(seat: &'a SeatView, look: &Look<'_>) -> &'a str {
    match look.options.label {
        SeatLabel::Code => seat.id.as_str(),
        SeatLabel::Letter => seat.vote.map_or("?", Vote::letter),
        SeatLabel::None => "",
    }
}

/// Draws a seat in a square of side `size` around `centre`. Yes is a disc, Abstain a disc with a bar below the code,
/// No a rounded square, Absent hollow.
pub fn draw(painter: &Painter, centre: Pos2, size: f32, seat: &SeatView, look: &Look<'_>) -> Mark {
    let (fill, outline, ink) = colours(seat, look);
    let radius = size / 2.0;
    let stroke = Stroke::new(if seat.vote == Some(Vote::Absent) { size / 14.0 } else { size / 28.0 }, outline);
    let rect = Rect::from_center_size(centre, Vec2::splat(size * 0.93));
    if seat.vote == Some(Vote::No) {
        painter.rect(rect, CornerRadius::same((size * 0.2) as u8), fill, stroke, StrokeKind::Inside);
    } else {
        painter.circle(centre, radius - stroke.width / 2.0, fill, stroke);
    }
    let text = inscription(seat, look);
    if !text.is_empty() {
        painter.text(centre, Align2::CENTER_CENTER, text, fonts::semibold(size * 0.34), ink);
    }
    if seat.vote == Some(Vote::Abstain) && look.options.colour == ColourBy::Vote {
        let half = vec2(size * 0.14, 0.0);
        let middle = centre + vec2(0.0, size * 0.30);
        painter.line_segment([middle - half, middle + half], Stroke::new(size / 16.0, ink));
    }
    extras(painter, rect, seat, look);
    Mark { target: Target::Member(seat.id.clone()), form: Form::Disc(centre, radius), label: seat.label() }
}

/// What the hand has done to a seat: ring when selected or lit, a bolt when locked, a bar when it may not vote.
pub fn extras(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>) {
    let style = &look.style;
    if seat.standing != Standing::Voting {
        let stroke = Stroke::new(rect.width() / 16.0, style.muted);
        let inner = rect.shrink(rect.width() * 0.16);
        painter.line_segment([inner.left_bottom(), inner.right_top()], stroke);
    }
    if look.selected.contains(&seat.id) {
        ring(painter, rect, rect.width() * 0.12, style.text, 2.0);
    } else if look.lit.contains(&seat.id) {
        ring(painter, rect, rect.width() * 0.10, style.accent, 2.0);
    }
    if look.locked.contains(&seat.id) {
        let size = (rect.width() * 0.30).clamp(6.0, 11.0);
        lock(painter, rect.right_top() + vec2(-size * 0.55, size * 0.55), size, look);
    }
}

fn ring(painter: &Painter, rect: Rect, gap: f32, colour: Color32, width: f32) {
    let radius = rect.width() / 2.0 + gap;
    painter.circle_stroke(rect.center(), radius, Stroke::new(width, colour));
}

/// A small padlock around `centre`.
fn lock(painter: &Painter, centre: Pos2, size: f32, look: &Look<'_>) {
    let style = &look.style;
    painter.circle_filled(centre, size * 0.75, style.panel);
    let body = Rect::from_center_size(centre + vec2(0.0, size * 0.15), vec2(size * 0.8, size * 0.55));
    painter.rect_filled(body, CornerRadius::same(1), style.text);
    let shackle = Rect::from_center_size(pos2(centre.x, body.top()), vec2(size * 0.46, size * 0.5));
    painter.rect_stroke(shackle, CornerRadius::same(2), Stroke::new(1.2, style.text), StrokeKind::Middle);
}

/// A seat as a rounded box, for tiles and boards.
pub fn draw_box(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>) -> Mark {
    let (fill, outline, ink) = colours(seat, look);
    let radius = CornerRadius::same((rect.height() * 0.18) as u8);
    painter.rect(rect, radius, fill, Stroke::new(1.2, outline), StrokeKind::Inside);
    let text = inscription(seat, look);
    let size = (rect.height() * 0.46).min(rect.width() * 0.36).min(13.0);
    if !text.is_empty() {
        painter.text(rect.center(), Align2::CENTER_CENTER, text, fonts::semibold(size), ink);
    }
    sign(painter, rect, seat, look, ink);
    extras_box(painter, rect, seat, look);
    Mark { target: Target::Member(seat.id.clone()), form: Form::Box(rect), label: seat.label() }
}

/// The form of a vote in a box: a bar at the foot for Abstain, a cut corner for No.
fn sign(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>, ink: Color32) {
    if look.options.colour != ColourBy::Vote {
        return;
    }
    match seat.vote {
        Some(Vote::Abstain) => {
            let half = vec2(rect.width() * 0.16, 0.0);
            let middle = pos2(rect.center().x, rect.bottom() - rect.height() * 0.14);
            painter.line_segment([middle - half, middle + half], Stroke::new((rect.height() / 18.0).max(1.0), ink));
        }
        Some(Vote::No) => {
            let side = rect.height().min(rect.width()) * 0.26;
            let corner = rect.right_top();
            let points = vec![corner - vec2(side, 0.0), corner, corner + vec2(0.0, side)];
            painter.add(egui::Shape::convex_polygon(points, look.style.panel, Stroke::NONE));
        }
        _ => {}
    }
}

fn extras_box(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>) {
    let style = &look.style;
    if seat.standing != Standing::Voting {
        let stroke = Stroke::new(1.2, style.muted);
        painter.line_segment([rect.left_bottom() + vec2(3.0, -3.0), rect.right_top() + vec2(-3.0, 3.0)], stroke);
    }
    let radius = CornerRadius::same((rect.height() * 0.18) as u8 + 2);
    if look.selected.contains(&seat.id) {
        painter.rect_stroke(rect.expand(1.5), radius, Stroke::new(2.0, style.text), StrokeKind::Middle);
    } else if look.lit.contains(&seat.id) {
        painter.rect_stroke(rect.expand(1.5), radius, Stroke::new(2.0, style.accent), StrokeKind::Middle);
    }
    if look.locked.contains(&seat.id) {
        let size = (rect.height() * 0.34).clamp(6.0, 10.0);
        lock(painter, rect.right_top() + vec2(-size * 0.7, size * 0.7), size, look);
    }
}
