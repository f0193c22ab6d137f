//! Tiles: one equal tile a member, roughly where it lies on the globe.

use std::{collections::BTreeMap, sync::LazyLock};

use egui::{Painter, Rect, pos2, vec2};

use super::{
    floor_data::FloorData,
    mark::{Look, Mark},
    seat,
};

static LAYOUT: LazyLock<BTreeMap<&'static str, (i32, i32)>> =
    LazyLock::new(|| include_str!("../../assets/map/tiles.csv").lines().skip(1).filter_map(place).collect());

fn place(line: &'static str) -> Option<(&'static str, (i32, i32))> {
    let mut cells = line.trim().split(',');
    let code = cells.next()?;
    Some((code, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
}

/// Draws the tiles within `rect`. Members that the layout does not know stand in rows below it.
pub fn draw(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let columns = LAYOUT.values().map(|(column, _)| column + 1).max().unwrap_or(1);
    let known = data.seats.iter().filter(|seat| LAYOUT.contains_key(seat.id.as_str()));
    let rows = known.filter_map(|seat| LAYOUT.get(seat.id.as_str())).map(|(_, row)| row + 1).max().unwrap_or(0);
    let strangers = data.seats.iter().filter(|seat| !LAYOUT.contains_key(seat.id.as_str())).count() as i32;
    let all_rows = (rows + (strangers + columns - 1) / columns + i32::from(strangers > 0 && rows > 0)).max(1);
    let side = (rect.width() / columns as f32).min(rect.height() / all_rows as f32);
    let corner = rect.center() - vec2(columns as f32, all_rows as f32) * side / 2.0;
    let mut next = 0;
    data.seats
        .iter()
        .map(|view| {
            let (column, row) = LAYOUT.get(view.id.as_str()).copied().unwrap_or_else(|| {
                next += 1;
                ((next - 1) % columns, rows + i32::from(rows > 0) + (next - 1) / columns)
            });
            let at = pos2(corner.x + column as f32 * side, corner.y + row as f32 * side);
            let tile = Rect::from_min_size(at, vec2(side, side)).shrink(side * 0.05);
            seat::draw_box(painter, tile, view, look)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_members_of_one_day_share_a_tile() {
        let file = crate::io::ukraine();
        let body = file.dossier.bodies.first().expect("a body");
        for day in ["1971-10-25", "1991-12-16", "2025-02-24"] {
            let day = day.parse().expect("a date");
            let mut cells: Vec<_> = body
                .members_on(Some(&day))
                .map(|member| *LAYOUT.get(member.as_str()).unwrap_or_else(|| panic!("{member} has no tile")))
                .collect();
            let count = cells.len();
            cells.sort_unstable();
            cells.dedup();
            assert_eq!(cells.len(), count, "{day}");
        }
    }
}
