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
        ColourBy::Whip => match (&seat.lean, seat.lean.as_ref().and_then(|lean| lean.stance.vote())) {
            (Some(lean), Some(vote @ (Vote::Yes | Vote::No | Vote::Abstain))) => {
                // The surer the darker; what is likely and not sure is hatched besides.
                let fill = style.panel.lerp_to_gamma(style.vote(vote), 0.2 + 0.8 * lean.sure);
                (fill, style.vote(vote), if lean.sure > 0.6 { style.on_vote(vote) } else { style.text })
            }
            (Some(_), _) => (style.faint, style.absent, style.muted),
            (None, _) => (style.panel, style.border, style.muted),
        },
        ColourBy::Change if seat.changed() => (style.accent, style.accent, style.on_accent),
        ColourBy::Change => (style.faint, style.absent, style.muted),
    }
}

/// What is written on a seat.
#[must_use]
pub fn inscription<'a>(seat: &'a SeatView, look: &Look<'_>) -> &'a str {
    match look.options.label {
        SeatLabel::Code => seat.id.as_str(),
        SeatLabel::Letter if look.options.colour == ColourBy::Whip => {
            seat.lean.as_ref().and_then(|lean| lean.stance.vote()).map_or("?", Vote::letter)
        }
        SeatLabel::Letter => seat.vote.map_or("?", Vote::letter),
        SeatLabel::None => "",
    }
}

/// What a seat says to who cannot see it.
#[must_use]
pub fn spoken(seat: &SeatView, look: &Look<'_>) -> String {
    if look.options.colour == ColourBy::Whip { seat.whip_label() } else { seat.label() }
}

/// The vote whose form a seat takes: the one it casts, or the one that the whip count expects.
fn form_of(seat: &SeatView, look: &Look<'_>) -> Option<Vote> {
    if look.options.colour == ColourBy::Whip {
        seat.lean.as_ref().and_then(|lean| lean.stance.vote())
    } else {
        seat.vote
    }
}

/// Lines across a seat whose vote is likely and not sure: the less sure, the closer.
pub fn hatch(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>) {
    if look.options.colour != ColourBy::Whip {
        return;
    }
    let Some(lean) = seat.lean.as_ref().filter(|lean| lean.sure < 0.9 && lean.stance.vote() != Some(Vote::Absent))
    else {
        return;
    };
    let count = if lean.sure < 0.5 { 5 } else { 3 };
    let inner = rect.shrink(rect.width().min(rect.height()) * 0.16);
    let stroke = Stroke::new((rect.height() / 30.0).clamp(0.7, 1.4), look.style.panel.gamma_multiply(0.8));
    for n in 1..=count {
        // From the left or the foot up to the top or the right, at 45 degrees, within the box.
        let reach = (inner.width() + inner.height()) * n as f32 / (count + 1) as f32;
        let low = pos2(inner.left() + (reach - inner.height()).max(0.0), inner.top() + reach.min(inner.height()));
        let high = pos2(inner.left() + reach.min(inner.width()), inner.top() + (reach - inner.width()).max(0.0));
        painter.line_segment([low, high], stroke);
    }
}

/// Draws a seat in a square of side `size` around `centre`. Yes is a disc, Abstain a disc with a bar below the code,
/// No a rounded square, Absent hollow.
pub fn draw(painter: &Painter, centre: Pos2, size: f32, seat: &SeatView, look: &Look<'_>) -> Mark {
    let (fill, outline, ink) = colours(seat, look);
    let radius = size / 2.0;
    let form = form_of(seat, look);
    let stroke = Stroke::new(if form == Some(Vote::Absent) { size / 14.0 } else { size / 28.0 }, outline);
    let rect = Rect::from_center_size(centre, Vec2::splat(size * 0.93));
    if form == Some(Vote::No) {
        painter.rect(rect, CornerRadius::same((size * 0.2) as u8), fill, stroke, StrokeKind::Inside);
    } else {
        painter.circle(centre, radius - stroke.width / 2.0, fill, stroke);
    }
    hatch(painter, Rect::from_center_size(centre, Vec2::splat(size * 0.86)), seat, look);
    let text = inscription(seat, look);
    if !text.is_empty() {
        painter.text(centre, Align2::CENTER_CENTER, text, fonts::semibold(size * 0.34), ink);
    }
    if form == Some(Vote::Abstain) && matches!(look.options.colour, ColourBy::Vote | ColourBy::Whip) {
        let half = vec2(size * 0.14, 0.0);
        let middle = centre + vec2(0.0, size * 0.30);
        painter.line_segment([middle - half, middle + half], Stroke::new(size / 16.0, ink));
    }
    extras(painter, rect, seat, look);
    Mark { target: Target::Member(seat.id.clone()), form: Form::Disc(centre, radius), label: spoken(seat, look) }
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
    hatch(painter, rect, seat, look);
    let text = inscription(seat, look);
    let size = (rect.height() * 0.46).min(rect.width() * 0.36).min(13.0);
    if !text.is_empty() {
        painter.text(rect.center(), Align2::CENTER_CENTER, text, fonts::semibold(size), ink);
    }
    sign(painter, rect, seat, look, ink);
    extras_box(painter, rect, seat, look);
    Mark { target: Target::Member(seat.id.clone()), form: Form::Box(rect), label: spoken(seat, look) }
}

/// The form of a vote in a box: a bar at the foot for Abstain, a cut corner for No.
fn sign(painter: &Painter, rect: Rect, seat: &SeatView, look: &Look<'_>, ink: Color32) {
    if !matches!(look.options.colour, ColourBy::Vote | ColourBy::Whip) {
        return;
    }
    match form_of(seat, look) {
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
