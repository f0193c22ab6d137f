//! The board: four columns, Yes, Abstain, No and Absent, between which members can be dragged.

use egui::{Align2, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::{
    floor_data::{FloorData, SeatView},
    fonts,
    mark::{Form, Look, Mark, Target},
    seat,
};
use crate::model::Vote;

const HEAD: f32 = 30.0;

/// The columns from left to right; the last, for seats without a vote, only where there are such seats.
#[must_use]
pub fn columns(data: &FloorData) -> Vec<Option<Vote>> {
    let mut columns = vec![Some(Vote::Yes), Some(Vote::Abstain), Some(Vote::No), Some(Vote::Absent)];
    if data.seats.iter().any(|seat| seat.vote.is_none()) {
        columns.push(None);
    }
    columns
}

/// The vote whose column is under `x`, in a board drawn within `rect`.
#[must_use]
pub fn column_at(rect: Rect, data: &FloorData, x: f32) -> Option<Vote> {
    let columns = columns(data);
    let n = ((x - rect.left()) / rect.width() * columns.len() as f32).floor().max(0.0) as usize;
    columns.get(n).copied().flatten()
}

/// Draws the board within `rect`.
pub fn draw(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let votes = columns(data);
    let width = rect.width() / votes.len() as f32;
    let mut marks = Vec::with_capacity(data.seats.len() + votes.len());
    let seats = seat::ordered(data, look);
    let columns: Vec<(Option<Vote>, Vec<&SeatView>)> =
        votes.iter().map(|vote| (*vote, seats.iter().copied().filter(|s| s.vote == *vote).collect())).collect();
    let room = vec2(width - 20.0, rect.height() - HEAD - 14.0);
    let fullest = columns.iter().map(|(_, seats)| seats.len()).max().unwrap_or(0);
    let (across, cell) = grid(fullest, room);
    for (n, (vote, seats)) in columns.iter().enumerate() {
        let column = Rect::from_min_size(pos2(rect.left() + n as f32 * width, rect.top()), vec2(width, rect.height()));
        head(painter, column.shrink2(vec2(4.0, 0.0)), *vote, seats.len(), look);
        if let Some(vote) = vote {
            marks.push(Mark {
                target: Target::Segment(None, *vote),
                form: Form::Box(Rect::from_min_size(column.min + vec2(4.0, 0.0), vec2(width - 8.0, HEAD))),
                label: format!("{}, {} members", vote.label(), seats.len()),
            });
        }
        for (k, view) in seats.iter().enumerate() {
            let at = pos2(
                column.left() + 10.0 + (k % across) as f32 * cell.x,
                column.top() + HEAD + 8.0 + (k / across) as f32 * cell.y,
            );
            let chip = Rect::from_min_size(at, cell).shrink2(vec2(1.5, 1.5));
            marks.push(seat::draw_box(painter, chip, view, look));
        }
    }
    marks
}

/// How many chips stand side by side, and how large each is, so that the fullest column fits.
fn grid(count: usize, room: egui::Vec2) -> (usize, egui::Vec2) {
    for across in 2..=40_usize {
        let wide = (room.x / across as f32).min(52.0);
        let high = (wide * 0.6).min(28.0);
        if count.div_ceil(across) as f32 * high <= room.y {
            return (across, vec2(wide, high));
        }
    }
    (40, vec2(room.x / 40.0, 4.0))
}

fn head(painter: &Painter, column: Rect, vote: Option<Vote>, count: usize, look: &Look<'_>) {
    let style = &look.style;
    painter.rect(column, CornerRadius::same(8), style.faint, Stroke::new(1.0, style.border), StrokeKind::Inside);
    let middle = column.top() + HEAD / 2.0 + 1.0;
    let dot = pos2(column.left() + 14.0, middle);
    match vote {
        Some(Vote::Absent) => {
            painter.circle_stroke(dot, 4.5, Stroke::new(1.5, style.absent));
        }
        Some(vote) => {
            painter.circle_filled(dot, 5.0, style.vote(vote));
        }
        None => {
            painter.text(dot, Align2::CENTER_CENTER, "?", fonts::semibold(13.0), style.muted);
        }
    }
    let words = vote.map_or("Not recorded", Vote::label);
    painter.text(pos2(column.left() + 26.0, middle), Align2::LEFT_CENTER, words, fonts::semibold(13.0), style.text);
    let at = pos2(column.right() - 12.0, middle);
    painter.text(at, Align2::RIGHT_CENTER, count.to_string(), fonts::semibold(13.0), style.muted);
}
