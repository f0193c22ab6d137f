//! The map: land in the colour of its member's vote, dots for states too small to see.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use egui::{
    Align2, Color32, Id, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2,
    epaint::{PathShape, PathStroke, TessellationOptions, Tessellator},
    vec2,
};

use super::{
    floor_data::{FloorData, SeatView},
    fonts,
    map_geometry::{Piece, World, world},
    mark::{ColourBy, Form, Look, Mark, Target},
    seat,
};
use crate::model::Vote;

/// From the grid of the map to the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    origin: Pos2,
    scale: f32,
}

impl View {
    /// The whole map as large as it fits into `rect`.
    #[must_use]
    pub fn fitting(rect: Rect) -> Self {
        let size = world().size;
        let scale = (rect.width() / size.x).min(rect.height() / size.y);
        Self { origin: rect.center() - size * scale / 2.0, scale }
    }

    /// Moved by `pan` points and magnified `zoom` times about the middle of `rect`.
    #[must_use]
    pub fn moved(self, rect: Rect, zoom: f32, pan: Vec2) -> Self {
        let middle = rect.center();
        Self { origin: middle + (self.origin - middle) * zoom + pan, scale: self.scale * zoom }
    }

    fn to_screen(self, at: Pos2) -> Pos2 {
        self.origin + at.to_vec2() * self.scale
    }

    /// The point of the grid under a point of the screen.
    #[must_use]
    pub fn to_grid(self, at: Pos2) -> Pos2 {
        ((at - self.origin) / self.scale).to_pos2()
    }
}

/// The member whose dot or land lies under `pos`, if it has a seat.
#[must_use]
pub fn member_at(data: &FloorData, view: View, pos: Pos2) -> Option<&SeatView> {
    let world = world();
    let dot = data.seats.iter().find(|seat| {
        let place = world.places.get(seat.id.as_str());
        place.is_some_and(|p| p.dot && view.to_screen(p.at).distance(pos) <= dot_radius(view) + 1.5)
    });
    dot.or_else(|| {
        let grid = view.to_grid(pos);
        // The smallest piece that holds the point lies on top.
        let piece = world.pieces.iter().rev().find(|piece| piece.contains(grid))?;
        owner(data, piece.code)
    })
}

/// The seat that the land of `code` is coloured for: its own, or on an earlier day that of the state that held it.
fn owner<'a>(data: &'a FloorData, code: &str) -> Option<&'a SeatView> {
    const BEFORE: [(&str, &str); 23] = [
        ("RUS", "SUN"),
        ("EST", "SUN"),
        ("LVA", "SUN"),
        ("LTU", "SUN"),
        ("MDA", "SUN"),
        ("GEO", "SUN"),
        ("ARM", "SUN"),
        ("AZE", "SUN"),
        ("KAZ", "SUN"),
        ("KGZ", "SUN"),
        ("TJK", "SUN"),
        ("TKM", "SUN"),
        ("UZB", "SUN"),
        ("CZE", "CSK"),
        ("SVK", "CSK"),
        ("SRB", "YUG"),
        ("HRV", "YUG"),
        ("SVN", "YUG"),
        ("BIH", "YUG"),
        ("MKD", "YUG"),
        ("MNE", "YUG"),
        ("ERI", "ETH"),
        ("SSD", "SDN"),
    ];
    data.seat(&code.into()).or_else(|| {
        let (_, before) = BEFORE.iter().find(|(now, _)| *now == code)?;
        data.seat(&(*before).into())
    })
}

fn dot_radius(view: View) -> f32 {
    (view.scale * 75.0).clamp(3.0, 8.0)
}

/// Draws the map within `rect`. The marks are discs at the places of the members; [`member_at`] knows their land too.
pub fn draw(painter: &Painter, rect: Rect, view: View, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let colours: BTreeMap<&'static str, (Color32, bool)> = world()
        .widths
        .keys()
        .map(|code| (*code, owner(data, code)))
        .map(|(code, seat)| (code, land_colour(seat, look)))
        .collect();
    if look.export {
        draw_paths(&painter, view, &colours, look);
    } else {
        draw_mesh(&painter, view, &colours, look);
    }
    let world = world();
    data.seats.iter().filter_map(|seat| member(&painter, view, world, seat, look)).collect()
}

/// The colour of a seat's land, and whether it is outlined only, since its member is absent.
fn land_colour(seat: Option<&SeatView>, look: &Look<'_>) -> (Color32, bool) {
    match seat {
        Some(seat) => {
            let (fill, _, _) = seat::colours(seat, look);
            (fill, matches!(seat.vote, Some(Vote::Absent) | None) && look.options.colour == ColourBy::Vote)
        }
        None => (look.style.land, false),
    }
}

fn draw_paths(painter: &Painter, view: View, colours: &BTreeMap<&'static str, (Color32, bool)>, look: &Look<'_>) {
    for piece in &world().pieces {
        let Some(((fill, hollow), ring)) = colours.get(piece.code).copied().zip(piece.rings.first()) else { continue };
        let points = ring.iter().map(|at| view.to_screen(*at)).collect();
        painter.add(Shape::Path(PathShape {
            points,
            closed: true,
            fill,
            stroke: PathStroke::new(0.5, border_colour(hollow, look)),
        }));
    }
    // Who is absent is an outline alone, which neighbours must not cover.
    for piece in world().pieces.iter().filter(|piece| colours.get(piece.code).is_some_and(|(_, hollow)| *hollow)) {
        if let Some(ring) = piece.rings.first() {
            let points = ring.iter().map(|at| view.to_screen(*at)).collect();
            painter.add(Shape::closed_line(points, Stroke::new(HOLLOW, look.style.absent)));
        }
    }
}

/// Width of the outline of who is absent, in points.
const HOLLOW: f32 = 0.9;

fn border_colour(hollow: bool, look: &Look<'_>) -> Color32 {
    if hollow { look.style.absent } else { look.style.panel }
}

/// On screen the land is one mesh, made anew only when colours or the view change.
fn draw_mesh(painter: &Painter, view: View, colours: &BTreeMap<&'static str, (Color32, bool)>, look: &Look<'_>) {
    let mut hasher = DefaultHasher::new();
    for (code, colour) in colours {
        (code, colour).hash(&mut hasher);
    }
    let pixels = painter.pixels_per_point();
    [view.origin.x, view.origin.y, view.scale, pixels].map(f32::to_bits).hash(&mut hasher);
    look.style.dark.hash(&mut hasher);
    let key = hasher.finish();
    let id = Id::unique("map of the world");
    let kept = painter.ctx().data(|data| data.get_temp::<(u64, Arc<Mesh>)>(id)).filter(|(old, _)| *old == key);
    let mesh = if let Some((_, mesh)) = kept {
        mesh
    } else {
        let mesh = Arc::new(build_mesh(view, colours, pixels, look));
        painter.ctx().data_mut(|data| data.insert_temp(id, (key, Arc::clone(&mesh))));
        mesh
    };
    painter.add(Shape::Mesh(mesh));
}

fn build_mesh(view: View, colours: &BTreeMap<&'static str, (Color32, bool)>, pixels: f32, look: &Look<'_>) -> Mesh {
    let mut mesh = Mesh::default();
    let mut lines = Mesh::default();
    let mut tessellator = Tessellator::new(pixels, TessellationOptions::default(), [1, 1], Vec::new());
    let hollow = |piece: &&Piece| colours.get(piece.code).is_some_and(|(_, hollow)| *hollow);
    for piece in &world().pieces {
        if let Some((fill, _)) = colours.get(piece.code) {
            add_land(&mut mesh, view, piece, *fill);
        }
    }
    // Who is absent is an outline alone, which neighbours must not cover.
    let full = world().pieces.iter().filter(|piece| !hollow(piece));
    for piece in full.chain(world().pieces.iter().filter(hollow)) {
        let (width, colour) = if hollow(&piece) { (HOLLOW, look.style.absent) } else { (0.4, look.style.panel) };
        for ring in &piece.rings {
            let points = thinned(ring.iter().map(|at| view.to_screen(*at)));
            // A line around a speck would cover it.
            if points.len() < 4 {
                continue;
            }
            let stroke = PathStroke::new(width, colour);
            let path = PathShape { points, closed: true, fill: Color32::TRANSPARENT, stroke };
            tessellator.tessellate_path(&path, &mut lines);
        }
    }
    mesh.append(lines);
    mesh
}

/// Points less than a pixel apart add nothing to a line that can be seen, and make it slow to draw. Where the line then
/// turns back on itself, as in a narrow inlet, its joint would be a long spike: such points go as well.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut kept: Vec<Pos2> = Vec::new();
    for point in points {
        if kept.last().is_some_and(|last| last.distance_sq(point) < 1.0) {
            continue;
        }
        while let [.., before, last] = kept.as_slice() {
            let (came, goes) = ((*last - *before).normalized(), (point - *last).normalized());
            if came.dot(goes) > -0.85 {
                break;
            }
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn add_land(mesh: &mut Mesh, view: View, piece: &Piece, fill: Color32) {
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
    for at in piece.rings.iter().flatten() {
        mesh.colored_vertex(view.to_screen(*at), fill);
    }
    mesh.indices.extend(piece.triangles.iter().map(|n| first.saturating_add(*n)));
}

/// The dot of a small state, the sign of its vote, its label, and what the hand has done to it.
fn member(painter: &Painter, view: View, world: &World, seat: &SeatView, look: &Look<'_>) -> Option<Mark> {
    let place = world.places.get(seat.id.as_str())?;
    let at = view.to_screen(place.at);
    let radius = dot_radius(view);
    // A state of the past whose land is shown by its successors needs no dot of its own.
    let has_land = world.widths.contains_key(seat.id.as_str());
    let dot = place.dot && (has_land || !matches!(seat.id.as_str(), "SUN" | "CSK" | "YUG"));
    if dot {
        let (fill, outline, _) = seat::colours(seat, look);
        let edge = if seat.vote == Some(Vote::Absent) { outline } else { look.style.panel };
        if seat.vote == Some(Vote::No) {
            let square = Rect::from_center_size(at, Vec2::splat(radius * 1.8));
            painter.rect(square, 1.0, fill, Stroke::new(0.8, edge), egui::StrokeKind::Outside);
        } else {
            painter.circle(at, radius, fill, Stroke::new(0.8, edge));
        }
    }
    let room = if dot { radius * 2.0 } else { (land_width(seat) * view.scale).clamp(0.0, 18.0) };
    if room > 5.0 {
        seat::hatch(painter, Rect::from_center_size(at, Vec2::splat(room)), seat, look);
    }
    label(painter, view, at, dot, seat, look);
    let ring = Rect::from_center_size(at, Vec2::splat((radius * 2.0).max(9.0)));
    seat::extras(painter, ring, seat, look);
    let form = Form::Disc(at, if dot { radius } else { radius.max(5.0) });
    Some(Mark { target: Target::Member(seat.id.clone()), form, label: seat::spoken(seat, look) })
}

fn label(painter: &Painter, view: View, at: Pos2, dot: bool, seat: &SeatView, look: &Look<'_>) {
    let (_, _, ink) = seat::colours(seat, look);
    let text = seat::inscription(seat, look);
    let fits = if dot { view.scale * 100.0 >= 16.0 } else { land_width(seat) * view.scale >= 24.0 };
    if text.is_empty() {
        return;
    }
    if !fits {
        if !dot && land_width(seat) * view.scale >= 5.0 {
            sign(painter, at, seat, look, ink);
        }
        return;
    }
    let (offset, align, colour, size) = if dot {
        (vec2(dot_radius(view) + 1.5, 0.0), Align2::LEFT_CENTER, look.style.text, 9.0)
    } else {
        (Vec2::ZERO, Align2::CENTER_CENTER, ink, 8.5)
    };
    painter.text(at + offset, align, text, fonts::semibold(size), colour);
}

/// A sign that tells No and Abstain apart without colour.
fn sign(painter: &Painter, at: Pos2, seat: &SeatView, look: &Look<'_>, ink: Color32) {
    if look.options.colour != ColourBy::Vote {
        return;
    }
    let stroke = Stroke::new(1.0, ink);
    match seat.vote {
        Some(Vote::No) => {
            painter.line_segment([at - vec2(1.8, 1.8), at + vec2(1.8, 1.8)], stroke);
            painter.line_segment([at + vec2(-1.8, 1.8), at + vec2(1.8, -1.8)], stroke);
        }
        Some(Vote::Abstain) => {
            painter.line_segment([at - vec2(2.0, 0.0), at + vec2(2.0, 0.0)], stroke);
        }
        _ => {}
    }
}

/// The width that a word finds on a member's land, on the grid; none where it has no land of its own.
fn land_width(seat: &SeatView) -> f32 {
    world().widths.get(seat.id.as_str()).copied().unwrap_or(0.0)
}
