//! The table of votes: every column, sorted by any of them. Only the rows in sight are drawn.

use egui::{Align2, Painter, Rect, Stroke, pos2, vec2};

use super::{
    floor_data::{FloorData, SeatView},
    fonts,
    mark::{Column, Form, Look, Mark, Target},
    text::fitted,
};
use crate::model::Vote;

/// Height of a row, in points.
pub const ROW: f32 = 24.0;
/// Height of the head, in points.
pub const HEAD: f32 = 28.0;

/// The columns, their heads and their share of the width.
pub const COLUMNS: [(Column, &str, f32); 7] = [
    (Column::Code, "Code", 0.07),
    (Column::Name, "Member", 0.24),
    (Column::Vote, "Vote", 0.11),
    (Column::Recorded, "On record", 0.11),
    (Column::Region, "Regional group", 0.17),
    (Column::Groups, "Groups", 0.17),
    (Column::Remark, "Remark", 0.13),
];

/// The height of the whole table, in points.
#[must_use]
pub fn height(data: &FloorData) -> f32 {
    HEAD + data.seats.len() as f32 * ROW
}

/// What stands in a cell.
#[must_use]
pub fn cell<'a>(seat: &'a SeatView, column: Column, data: &'a FloorData) -> &'a str {
    match column {
        Column::Code => seat.id.as_str(),
        Column::Name => &seat.name,
        Column::Vote => seat.vote_words(),
        Column::Recorded => seat.recorded.map_or("not recorded", Vote::label),
        Column::Region => seat.region.and_then(|n| data.regions.get(n)).map_or("", String::as_str),
        Column::Groups => &seat.groups,
        Column::Remark if seat.remark.is_empty() => seat.lean.as_ref().map_or("", |lean| &lean.words),
        Column::Remark => &seat.remark,
    }
}

/// The seats in the order of the table.
#[must_use]
pub fn sorted(data: &FloorData, column: Column, descending: bool) -> Vec<&SeatView> {
    let mut seats: Vec<&SeatView> = data.seats.iter().collect();
    match column {
        Column::Vote => seats.sort_by_key(|seat| seat.vote),
        Column::Recorded => seats.sort_by_key(|seat| seat.recorded),
        _ => seats.sort_by(|a, b| cell(a, column, data).cmp(cell(b, column, data))),
    }
    if descending {
        seats.reverse();
    }
    seats
}

/// Draws the head within the first [`HEAD`] points of `rect`.
pub fn draw_head(painter: &Painter, rect: Rect, look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let mut left = rect.left();
    let mut marks = Vec::new();
    for (column, head, share) in COLUMNS {
        let width = rect.width() * share;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD));
        let sorted = look.options.sort == column;
        let arrow = match (sorted, look.options.descending) {
            (true, false) => " ↑",
            (true, true) => " ↓",
            (false, _) => "",
        };
        let colour = if sorted { style.text } else { style.muted };
        let words = format!("{head}{arrow}");
        painter.text(cell.left_center() + vec2(8.0, 0.0), Align2::LEFT_CENTER, words, fonts::semibold(11.5), colour);
        marks.push(Mark {
            target: Target::Column(column),
            form: Form::Box(cell),
            label: format!("Sort by {}", head.to_lowercase()),
        });
        left += width;
    }
    painter.hline(rect.x_range(), rect.top() + HEAD, Stroke::new(1.0, style.border));
    marks
}

/// Draws the rows that `visible` reaches of a table whose first row begins at the top of `rect`.
pub fn draw_rows(painter: &Painter, rect: Rect, visible: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let seats = sorted(data, look.options.sort, look.options.descending);
    let first = ((visible.top() - rect.top()) / ROW).floor().max(0.0) as usize;
    let count = (visible.height() / ROW).ceil() as usize + 1;
    seats
        .into_iter()
        .enumerate()
        .skip(first)
        .take(count)
        .map(|(n, seat)| {
            let row = Rect::from_min_size(pos2(rect.left(), rect.top() + n as f32 * ROW), vec2(rect.width(), ROW));
            draw_row(painter, row, seat, data, look)
        })
        .collect()
}

fn draw_row(painter: &Painter, row: Rect, seat: &SeatView, data: &FloorData, look: &Look<'_>) -> Mark {
    let style = &look.style;
    if look.selected.contains(&seat.id) {
        painter.rect_filled(row, 4.0, style.accent_faint);
    } else if look.lit.contains(&seat.id) {
        painter.rect_filled(row, 4.0, style.faint);
    }
    let mut left = row.left();
    for (column, _, share) in COLUMNS {
        let width = row.width() * share;
        let mut at = pos2(left + 8.0, row.center().y);
        let vote = match column {
            Column::Vote => Some(seat.vote),
            Column::Recorded => Some(seat.recorded),
            _ => None,
        };
        if let Some(vote) = vote {
            sign(painter, at + vec2(4.0, 0.0), vote, look);
            at.x += 14.0;
        }
        let strong = matches!(column, Column::Code) || (column == Column::Vote && seat.changed());
        let font = if strong { fonts::semibold(12.5) } else { fonts::regular(12.5) };
        let colour =
            if matches!(column, Column::Code | Column::Name | Column::Vote) { style.text } else { style.muted };
        let galley = fitted(
            painter,
            cell(seat, column, data),
            font,
            colour,
            row.left() + row.width().min(left - row.left() + width) - at.x - 4.0,
        );
        painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, colour);
        left += width;
    }
    if look.locked.contains(&seat.id) {
        painter.text(
            row.left_center() + vec2(-2.0, 0.0),
            Align2::CENTER_CENTER,
            "•",
            fonts::semibold(12.0),
            style.accent,
        );
    }
    painter.hline(row.x_range(), row.bottom(), Stroke::new(0.5, style.border));
    Mark { target: Target::Member(seat.id.clone()), form: Form::Box(row), label: seat.label() }
}

fn sign(painter: &Painter, at: egui::Pos2, vote: Option<Vote>, look: &Look<'_>) {
    let style = &look.style;
    match vote {
        Some(Vote::No) => {
            painter.rect_filled(Rect::from_center_size(at, vec2(8.0, 8.0)), 2.0, style.no);
        }
        Some(Vote::Absent) | None => {
            painter.circle_stroke(at, 4.0, Stroke::new(1.4, style.absent));
        }
        Some(vote) => {
            painter.circle_filled(at, 4.5, style.vote(vote));
        }
    }
}
