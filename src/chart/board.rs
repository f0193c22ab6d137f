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

/// The columns from left to right.
pub const COLUMNS: [Vote; 4] = [Vote::Yes, Vote::Abstain, Vote::No, Vote::Absent];

/// The column under `x`, in a board drawn within `rect`.
#[must_use]
pub fn column_at(rect: Rect, x: f32) -> Vote {
    let n = ((x - rect.left()) / rect.width() * COLUMNS.len() as f32).floor().clamp(0.0, 3.0) as usize;
    COLUMNS.get(n).copied().unwrap_or(Vote::Absent)
}

/// Draws the board within `rect`. A seat without a vote stands under Absent.
pub fn draw(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let width = rect.width() / COLUMNS.len() as f32;
    let mut marks = Vec::with_capacity(data.seats.len() + COLUMNS.len());
    let seats = seat::ordered(data, look);
    let columns: Vec<(Vote, Vec<&SeatView>)> = COLUMNS
        .iter()
        .map(|vote| (*vote, seats.iter().copied().filter(|s| s.vote.unwrap_or(Vote::Absent) == *vote).collect()))
        .collect();
    let room = vec2(width - 20.0, rect.height() - HEAD - 14.0);
    let fullest = columns.iter().map(|(_, seats)| seats.len()).max().unwrap_or(0);
    let (across, cell) = grid(fullest, room);
    for (n, (vote, seats)) in columns.iter().enumerate() {
        let column = Rect::from_min_size(pos2(rect.left() + n as f32 * width, rect.top()), vec2(width, rect.height()));
        head(painter, column.shrink2(vec2(4.0, 0.0)), *vote, data, look);
        marks.push(Mark {
            target: Target::Segment(None, *vote),
            form: Form::Box(Rect::from_min_size(column.min + vec2(4.0, 0.0), vec2(width - 8.0, HEAD))),
            label: format!("{}, {} members", vote.label(), seats.len()),
        });
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

fn head(painter: &Painter, column: Rect, vote: Vote, data: &FloorData, look: &Look<'_>) {
    let style = &look.style;
    painter.rect(column, CornerRadius::same(8), style.faint, Stroke::new(1.0, style.border), StrokeKind::Inside);
    let middle = column.top() + HEAD / 2.0 + 1.0;
    let dot = pos2(column.left() + 14.0, middle);
    match vote {
        Vote::Absent => painter.circle_stroke(dot, 4.5, Stroke::new(1.5, style.absent)),
        _ => painter.circle_filled(dot, 5.0, style.vote(vote)),
    };
    painter.text(
        pos2(column.left() + 26.0, middle),
        Align2::LEFT_CENTER,
        vote.label(),
        fonts::semibold(13.0),
        style.text,
    );
    let count = data.counts.of(vote).to_string();
    painter.text(pos2(column.right() - 12.0, middle), Align2::RIGHT_CENTER, count, fonts::semibold(13.0), style.muted);
}
