//! The chamber: seats in a half circle, or at the horseshoe table of a council.

use std::f32::consts::PI;

use egui::{Align2, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::{
    floor_data::FloorData,
    fonts,
    mark::{Look, Mark},
    seat,
};
use crate::model::FloorPlan;

/// Draws the chamber within `rect`.
pub fn draw(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    match data.plan {
        FloorPlan::Hemicycle => hemicycle(painter, rect, data, look),
        FloorPlan::Horseshoe => horseshoe(painter, rect, data, look),
    }
}

fn hemicycle(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let plan = plan(data.seats.len());
    // The half circle is twice as wide as high; a seat's radius is left free on every side.
    let outer = (rect.width() / 2.0 / (1.0 + plan.seat)).min(rect.height() / (1.0 + 2.0 * plan.seat)).max(1.0);
    let size = 2.0 * plan.seat * outer * 0.9;
    let centre = pos2(rect.center().x, rect.center().y + (outer + plan.seat * outer) / 2.0 - plan.seat * outer / 2.0);
    let seats = seat::ordered(data, look);
    let marks = plan
        .places
        .iter()
        .zip(seats)
        .map(|((radius, angle), seat)| {
            let at = centre - vec2(angle.cos() * radius * outer, angle.sin() * radius * outer);
            seat::draw(painter, at, size, seat, look)
        })
        .collect();
    let style = &look.style;
    let figure = (outer * 0.115).clamp(11.0, 34.0);
    let middle = centre - vec2(0.0, figure * 0.62);
    painter.text(middle, Align2::CENTER_CENTER, data.seats.len().to_string(), fonts::semibold(figure), style.text);
    painter.text(
        middle + vec2(0.0, figure * 0.86),
        Align2::CENTER_CENTER,
        if data.seats.len() == 1 { "member" } else { "members" },
        fonts::regular((figure * 0.42).max(9.0)),
        style.muted,
    );
    marks
}

/// The places of a half circle of radius 1, from its left end to its right, and the radius of a seat.
struct Plan {
    /// Distance from the middle and angle from the left, in radians.
    places: Vec<(f32, f32)>,
    seat: f32,
}

fn plan(seats: usize) -> Plan {
    const INNER: f32 = 0.38;
    let seats = seats.max(1);
    // The fewest rows in which all find room: fewer rows mean larger seats.
    let (rows, spacing) = (1..=60)
        .map(|rows| (rows, (1.0 - INNER) / (rows as f32 - 0.5).max(1.0)))
        .find(|(rows, spacing)| capacity(*rows, *spacing) >= seats)
        .unwrap_or((60, 0.01));
    let radii: Vec<f32> = (0..rows).map(|row| 1.0 - row as f32 * spacing).collect();
    let total: f32 = radii.iter().sum();
    let mut places = Vec::with_capacity(seats);
    let (mut given, mut reached) = (0, 0.0);
    for radius in &radii {
        reached += radius;
        let up_to = (seats as f32 * reached / total).round() as usize;
        let here = up_to.saturating_sub(given);
        given += here;
        // The ends stand level in every row, so that the aisle in front is straight.
        for n in 0..here {
            let part = if here == 1 { 0.5 } else { n as f32 / (here - 1) as f32 };
            places.push((*radius, part * PI));
        }
    }
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.0.total_cmp(&a.0)));
    Plan { places, seat: (spacing / 2.0).min(0.12) }
}

fn capacity(rows: usize, spacing: f32) -> usize {
    (0..rows).map(|row| ((1.0 - row as f32 * spacing) * PI / spacing) as usize + 1).sum()
}

fn horseshoe(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    const ARM: f32 = 0.62;
    const NAMES: f32 = 20.0;
    let count = data.seats.len().max(1);
    // The length of the table for a radius of 1, and a seat's size that leaves a gap between neighbours.
    let length = PI + 2.0 * ARM;
    let share = (length / count as f32 * 0.78).min(0.30);
    let half = ((rect.height() - NAMES * 2.0) / (1.0 + ARM + share)).min(rect.width() * 0.26).max(1.0);
    let (arm, size) = (half * ARM, half * share);
    let high = half + arm + size + NAMES;
    let centre = pos2(rect.center().x, rect.center().y - high / 2.0 + NAMES + size / 2.0 + half);
    let place = |at: f32, radius: f32| table_place(centre, radius, arm, at);
    table(painter, half - size * 0.95, &place, look);
    let seats = seat::ordered(data, look);
    let mut marks = Vec::with_capacity(count);
    for (n, view) in seats.into_iter().enumerate() {
        let part = if count == 1 { 0.5 } else { n as f32 / (count - 1) as f32 };
        let (at, outward) = place(part, half);
        marks.push(seat::draw(painter, at, size, view, look));
        name(painter, at + outward * (size * 0.5 + 7.0), outward, &view.name, view.permanent, look);
    }
    if data.seats.iter().any(|seat| seat.permanent) {
        let at = centre + vec2(0.0, half * 0.06);
        let font = fonts::regular(11.5);
        painter.text(at, Align2::CENTER_CENTER, "Names in bold:", font.clone(), look.style.muted);
        painter.text(at + vec2(0.0, 15.0), Align2::CENTER_CENTER, "permanent members", font, look.style.muted);
    }
    marks
}

/// The point a share `at` along the horseshoe and the way that leads outward from there.
fn table_place(centre: Pos2, radius: f32, arm: f32, at: f32) -> (Pos2, egui::Vec2) {
    let arc = PI * radius;
    let way = at * (arc + 2.0 * arm);
    if way < arm {
        (pos2(centre.x - radius, centre.y + arm - way), vec2(-1.0, 0.0))
    } else if way <= arm + arc {
        let angle = (way - arm) / radius;
        let outward = vec2(-angle.cos(), -angle.sin());
        (centre + outward * radius, outward)
    } else {
        (pos2(centre.x + radius, centre.y + way - arm - arc), vec2(1.0, 0.0))
    }
}

fn table(painter: &Painter, radius: f32, place: &dyn Fn(f32, f32) -> (Pos2, egui::Vec2), look: &Look<'_>) {
    let points: Vec<Pos2> = (0..=60).map(|n| place(n as f32 / 60.0, radius).0).collect();
    painter.add(egui::Shape::line(points, Stroke::new(radius * 0.10, look.style.border)));
}

fn name(painter: &Painter, at: Pos2, outward: egui::Vec2, name: &str, strong: bool, look: &Look<'_>) {
    let font = if strong { fonts::semibold(12.0) } else { fonts::regular(12.0) };
    // Near the top the names lean outward, so that neighbours keep clear of one another.
    let align = match (outward.x < -0.08, outward.x > 0.08, outward.y < -0.8) {
        (true, _, false) => Align2::RIGHT_CENTER,
        (_, true, false) => Align2::LEFT_CENTER,
        (true, _, true) => Align2::RIGHT_BOTTOM,
        (_, true, true) => Align2::LEFT_BOTTOM,
        _ => Align2::CENTER_BOTTOM,
    };
    painter.text(at, align, name, font, look.style.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seat_has_a_place_and_none_overlap() {
        for seats in [1, 2, 3, 15, 27, 47, 54, 101, 193, 400, 705] {
            let plan = plan(seats);
            assert_eq!(plan.places.len(), seats);
            let at: Vec<Pos2> = plan.places.iter().map(|(r, a)| pos2(-a.cos() * r, a.sin() * r)).collect();
            for (n, a) in at.iter().enumerate() {
                assert!(a.y >= -1e-4 && a.x.abs() <= 1.001);
                for b in at.iter().skip(n + 1) {
                    assert!(a.distance(*b) > 1.7 * plan.seat, "{seats}: {} < {}", a.distance(*b), plan.seat);
                }
            }
        }
    }

    #[test]
    fn the_horseshoe_runs_from_left_to_right() {
        let place = |at| table_place(pos2(0.0, 0.0), 100.0, 60.0, at).0;
        assert!((place(0.0) - pos2(-100.0, 60.0)).length() < 1e-3);
        assert!((place(0.5) - pos2(0.0, -100.0)).length() < 1e-3);
        assert!((place(1.0) - pos2(100.0, 60.0)).length() < 1e-3);
    }
}
