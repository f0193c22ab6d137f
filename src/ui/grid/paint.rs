//! What a cell and a head look like.

use egui::{Align2, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::{
    app::sheet::Face,
    chart::{fonts, style::Style, text::fitted},
    model::Vote,
};

/// Draws a cell without its selection.
pub fn cell(painter: &Painter, rect: Rect, text: &str, face: &Face, style: &Style) {
    if face.fixed.is_some() {
        painter.rect_filled(rect.shrink(0.5), 0.0, style.faint);
    }
    match face.vote {
        Some(vote) => vote_chip(painter, rect, vote, style),
        None if text.is_empty() => {}
        None => words(painter, rect.shrink2(vec2(7.0, 0.0)), text, (fonts::regular(12.5), style.text), face.right),
    }
    if face.changed.is_some() {
        let corner = rect.right_top() + vec2(-1.0, 1.0);
        let points = vec![corner, corner + vec2(-8.0, 0.0), corner + vec2(0.0, 8.0)];
        painter.add(Shape::convex_polygon(points, style.accent, Stroke::NONE));
    }
}

/// A vote in its colour with its letter; hollow for who was absent.
fn vote_chip(painter: &Painter, rect: Rect, vote: Vote, style: &Style) {
    let chip = Rect::from_center_size(rect.center(), vec2(rect.width().min(46.0) - 6.0, rect.height() - 6.0));
    if vote == Vote::Absent {
        painter.rect_stroke(chip, 4.0, Stroke::new(1.0, style.absent), StrokeKind::Inside);
    } else {
        painter.rect_filled(chip, 4.0, style.vote(vote));
    }
    painter.text(chip.center(), Align2::CENTER_CENTER, vote.letter(), fonts::semibold(11.5), style.on_vote(vote));
}

/// Words at the left or the right end, cut where they do not fit.
pub fn words(painter: &Painter, rect: Rect, text: &str, (font, colour): (FontId, egui::Color32), right: bool) {
    // Lines within a cell stand beside one another.
    let flat = if text.contains('\n') { text.replace('\n', " ") } else { text.to_owned() };
    let galley = fitted(painter, &flat, font, colour, rect.width());
    let left = if right { rect.right() - galley.size().x } else { rect.left() };
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, colour);
}

/// Draws the head of a column: its name, and what stands small under it.
pub fn column_head(painter: &Painter, rect: Rect, name: &str, mark: &str, on: bool, style: &Style) {
    head(painter, rect, on, style);
    let inner = rect.shrink2(vec2(7.0, 3.0));
    let colour = if on { style.accent } else { style.text };
    if mark.is_empty() {
        words(painter, inner, name, (fonts::semibold(12.0), colour), false);
        return;
    }
    let half = inner.center().y;
    let above = Rect::from_min_max(inner.min, pos2(inner.right(), half + 1.0));
    let below = Rect::from_min_max(pos2(inner.left(), half + 1.0), inner.max);
    words(painter, above, name, (fonts::semibold(12.0), colour), false);
    words(painter, below, mark, (fonts::regular(10.5), style.muted), false);
}

/// Draws the head of a row: what stands small before its name, and the name.
pub fn row_head(painter: &Painter, rect: Rect, name: &str, mark: &str, on: bool, style: &Style) {
    head(painter, rect, on, style);
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let narrow = rect.width() < 80.0;
    let split = if narrow { inner.right() } else { inner.left() + 38.0 };
    let colour = if on { style.accent } else { style.text };
    let small = Rect::from_min_max(inner.min, pos2(split - 4.0, inner.bottom()));
    words(painter, small, mark, (fonts::regular(11.0), style.muted), narrow);
    if !narrow {
        let rest = Rect::from_min_max(pos2(split, inner.top()), inner.max);
        words(painter, rest, name, (fonts::regular(12.5), colour), false);
    }
}

fn head(painter: &Painter, rect: Rect, on: bool, style: &Style) {
    painter.rect_filled(rect, 0.0, if on { style.accent_faint } else { style.faint });
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, style.border));
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, style.border));
}

/// Draws the frame of the selection, the cell that is meant, and the handle to fill from.
pub fn selection(painter: &Painter, area: Rect, at: Rect, style: &Style) {
    painter.rect_stroke(area, 0.0, Stroke::new(1.0, style.accent), StrokeKind::Inside);
    painter.rect_stroke(at, 0.0, Stroke::new(2.0, style.accent), StrokeKind::Inside);
    let handle = handle(area);
    painter.rect(handle, 1.0, style.accent, Stroke::new(1.0, style.panel), StrokeKind::Outside);
}

/// Where the handle of a selection lies.
pub fn handle(area: Rect) -> Rect {
    Rect::from_center_size(area.right_bottom() - vec2(3.0, 3.0), vec2(7.0, 7.0))
}

/// The frame of what a drag of the handle would fill.
pub fn to_fill(painter: &Painter, area: Rect, style: &Style) {
    let corners: Vec<Pos2> =
        vec![area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom(), area.left_top()];
    painter.extend(Shape::dashed_line(&corners, Stroke::new(1.5, style.accent), 5.0, 3.0));
}
