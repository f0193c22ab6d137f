//! The outlines of the world, read once from the file shipped with the program (see assets/map/README.md).

use std::{collections::BTreeMap, sync::LazyLock};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// One piece of land on the grid of the map.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The member it belongs to; "-" for none.
    pub code: &'static str,
    /// Outer ring first, then holes.
    pub rings: Vec<Vec<Pos2>>,
    /// Vertex numbers over all rings in order, three for each triangle.
    pub triangles: Vec<u32>,
    /// The smallest rectangle around it.
    pub bounds: Rect,
}

impl Piece {
    /// Whether `pos` on the grid lies on this land.
    #[must_use]
    pub fn contains(&self, pos: Pos2) -> bool {
        self.bounds.contains(pos) && self.rings.iter().filter(|ring| inside(ring, pos)).count() % 2 == 1
    }
}

/// Whether a ray from `pos` to the right crosses the ring an odd number of times.
fn inside(ring: &[Pos2], pos: Pos2) -> bool {
    let previous = ring.last().into_iter().chain(ring);
    let crossings = ring
        .iter()
        .zip(previous)
        .filter(|(a, b)| (a.y > pos.y) != (b.y > pos.y) && pos.x < (b.x - a.x) * (pos.y - a.y) / (b.y - a.y) + a.x)
        .count();
    crossings % 2 == 1
}

/// The place of a member on the grid.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A good middle of its land.
    pub at: Pos2,
    /// Whether its land is too small to see, so that it needs a dot.
    pub dot: bool,
}

/// The map of the world.
#[derive(Clone, Debug)]
pub struct World {
    /// Width and height of the grid.
    pub size: Vec2,
    /// The land, larger pieces first, so that an enclave is drawn over what surrounds it.
    pub pieces: Vec<Piece>,
    /// Where each member is, by code.
    pub places: BTreeMap<&'static str, Place>,
    /// The width that a word finds on the largest piece of each member's land, on the grid.
    pub widths: BTreeMap<&'static str, f32>,
}

/// The map of the world shipped with the program.
#[must_use]
pub fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(|| {
        let text = include_str!("../../assets/map/world.txt");
        let mut pieces: Vec<Piece> = text.lines().filter(|line| !line.starts_with('#')).filter_map(piece).collect();
        pieces.sort_by(|a, b| b.bounds.area().total_cmp(&a.bounds.area()));
        let size = text.lines().find_map(|line| line.strip_prefix("# size ")).and_then(pair).unwrap_or(vec2(2.0, 1.0));
        let places = include_str!("../../assets/map/places.csv").lines().skip(1).filter_map(place).collect();
        // Larger pieces come first, and the first is kept. Long and narrow land, such as Chile's, has less room than
        // the rectangle around it; its area tells.
        let mut widths = BTreeMap::new();
        for piece in &pieces {
            let room = piece.bounds.width().min(piece.rings.first().map_or(0.0, |ring| area(ring)).sqrt() * 1.3);
            widths.entry(piece.code).or_insert(room);
        }
        World { size, pieces, places, widths }
    });
    &WORLD
}

/// The area within a ring (shoelace formula).
fn area(ring: &[Pos2]) -> f32 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 =
        ring.iter().zip(next).map(|(a, b)| f64::from(a.x) * f64::from(b.y) - f64::from(b.x) * f64::from(a.y)).sum();
    (twice.abs() / 2.0) as f32
}

fn pair(text: &str) -> Option<Vec2> {
    let (x, y) = text.trim().split_once([' ', ','])?;
    Some(vec2(x.parse().ok()?, y.parse().ok()?))
}

fn place(line: &'static str) -> Option<(&'static str, Place)> {
    let cells: Vec<&str> = line.trim().split(',').collect();
    let [code, x, y, dot] = cells.as_slice() else { return None };
    Some((code, Place { at: pos2(x.parse().ok()?, y.parse().ok()?), dot: *dot == "1" }))
}

fn piece(line: &'static str) -> Option<Piece> {
    let mut parts = line.split('|');
    let code = parts.next()?;
    let rings: Vec<Vec<Pos2>> = parts.next()?.split(';').map(ring).collect();
    let triangles = parts.next()?.split_whitespace().filter_map(triangle).flatten().collect();
    let bounds = Rect::from_points(rings.first()?);
    Some(Piece { code, rings, triangles, bounds })
}

/// The first point of a ring is absolute, each next one a difference.
fn ring(text: &str) -> Vec<Pos2> {
    text.split_whitespace()
        .filter_map(pair)
        .scan(Pos2::ZERO, |at, step| {
            *at += step;
            Some(*at)
        })
        .collect()
}

/// Three vertex numbers of equal length in base 36, written without a gap.
fn triangle(word: &str) -> Option<[u32; 3]> {
    let third = word.len() / 3;
    let number = |n: usize| u32::from_str_radix(word.get(n * third..(n + 1) * third)?, 36).ok();
    Some([number(0)?, number(1)?, number(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_has_land_or_a_dot() {
        let world = world();
        assert_eq!(world.size, vec2(20_000.0, 9_200.0));
        let file = crate::io::ukraine();
        for member in &file.dossier.members {
            let place = world.places.get(member.id.as_str()).unwrap_or_else(|| panic!("{} has no place", member.id));
            let land = world.pieces.iter().any(|piece| piece.code == member.id.as_str());
            assert!(place.dot || land, "{}", member.id);
        }
    }

    #[test]
    fn triangles_cover_each_piece_exactly() {
        for piece in &world().pieces {
            let points: Vec<Pos2> = piece.rings.iter().flatten().copied().collect();
            let area = |a: Pos2, b: Pos2, c: Pos2| f64::from((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0;
            let filled: f64 = piece
                .triangles
                .chunks(3)
                .map(|t| area(points[t[0] as usize], points[t[1] as usize], points[t[2] as usize]))
                .sum();
            let shoelace = |ring: &Vec<Pos2>| {
                let next = ring.iter().cycle().skip(1);
                let twice: f64 = ring
                    .iter()
                    .zip(next)
                    .map(|(a, b)| f64::from(a.x) * f64::from(b.y) - f64::from(b.x) * f64::from(a.y))
                    .sum();
                twice.abs() / 2.0
            };
            let outer = piece.rings.first().map_or(0.0, shoelace);
            let holes: f64 = piece.rings.iter().skip(1).map(shoelace).sum();
            assert!((filled - (outer - holes)).abs() <= 1.0 + 1e-4 * outer, "{}: {filled} {outer} {holes}", piece.code);
        }
    }

    #[test]
    fn a_point_in_france_is_in_france() {
        let world = world();
        let at = world.places.get("FRA").expect("France").at;
        let found: Vec<_> = world.pieces.iter().filter(|piece| piece.contains(at)).map(|piece| piece.code).collect();
        assert_eq!(found, ["FRA"]);
    }
}
