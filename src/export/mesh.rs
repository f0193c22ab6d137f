//! Triangle meshes: one colour becomes paths, textured rectangles become images, and colours that flow become images.
//!
//! Approximated: flowing colours and oddly textured triangles are drawn as pixels, two to a point.

use std::sync::Arc;

use egui::epaint::{RectShape, Vertex, WHITE_UV};
use egui::{Color32, Mesh, Pos2, Rect, TextureId, Vec2, pos2};

use super::builder::Builder;
use super::capture::Texture;
use super::drawing::{Image, Item, Path, Rgba, Segment};
use super::geometry::{as_rect, polyline};
use super::image::tinted;

/// Pixels per point of what is drawn as pixels, and the most of them on a side.
const RASTER_SCALE: f32 = 2.0;
const RASTER_SIDE: f32 = 4096.0;
/// A mesh that goes back and forth between flat and flowing colours more often than this is drawn as one image.
const MOST_CHANGES: usize = 16;

type Triangle = [Vertex; 3];

impl Builder<'_> {
    /// Translates a mesh.
    pub fn mesh(&mut self, mesh: &Mesh) {
        let vertex = |index: u32| mesh.vertices.get(index as usize).copied();
        let triangles = mesh.triangles().filter_map(|[a, b, c]| Some([vertex(a)?, vertex(b)?, vertex(c)?]));
        let texture = (mesh.texture_id != TextureId::default() || mesh.vertices.iter().any(|v| v.uv != WHITE_UV))
            .then_some(mesh.texture_id);
        self.triangles(triangles.collect(), texture);
    }

    /// Translates triangles that share a texture, if they have one.
    pub fn triangles(&mut self, triangles: Vec<Triangle>, texture: Option<TextureId>) {
        let texture = match texture.map(|id| self.textures.get(id)) {
            // A texture that was never sent shows nothing.
            Some(None) => return,
            Some(Some(texture)) => Some(texture),
            None => None,
        };
        let flat = |t: &Triangle| flat_color(t, texture).is_some();
        let changes = triangles.chunk_by(|a, b| flat(a) == flat(b)).count();
        if changes > MOST_CHANGES && texture.is_none() {
            self.raster(&triangles, texture);
            return;
        }
        for run in triangles.chunk_by(|a, b| flat(a) == flat(b)) {
            if run.first().is_some_and(flat) {
                self.flat(run, texture);
            } else if let Some(texture) = texture {
                self.textured(run, texture);
            } else {
                self.raster(run, None);
            }
        }
    }

    /// Neighbours of the same colour become one path.
    fn flat(&mut self, triangles: &[Triangle], texture: Option<&Texture>) {
        for run in triangles.chunk_by(|a, b| flat_color(a, texture) == flat_color(b, texture)) {
            let color = run.first().and_then(|first| flat_color(first, texture));
            let Some(fill) = color.and_then(Rgba::visible) else { continue };
            let (segments, crisp) = join(run);
            self.push(Item::Path(Path { segments, fill: Some(fill), stroke: None, crisp, clip: None }));
        }
    }

    /// Rectangles are cut out of the texture; what is left over is drawn as pixels.
    fn textured(&mut self, triangles: &[Triangle], texture: &Texture) {
        let mut rest = triangles;
        while let Some((first, after)) = rest.split_first() {
            let pair = after.first().and_then(|second| quad(first, second));
            if let Some((rect, angle, uv)) = pair {
                let [Vertex { color, .. }, ..] = first;
                let image = Image::of_texture(texture, uv, rect, angle, *color);
                if let Some(image) = image {
                    self.push(Item::Image(image));
                }
                rest = after.get(1..).unwrap_or_default();
            } else {
                self.raster(std::slice::from_ref(first), Some(texture));
                rest = after;
            }
        }
    }

    /// A rectangle filled with a texture.
    pub fn textured_rect(&mut self, shape: &RectShape) {
        let Some(brush) = &shape.brush else { return };
        let Some(texture) = self.textures.get(brush.fill_texture_id) else { return };
        let image = Image::of_texture(texture, brush.uv, shape.rect, shape.angle, shape.fill);
        if let Some(image) = image {
            self.push(Item::Image(image));
        }
    }

    /// Draws triangles as pixels.
    fn raster(&mut self, triangles: &[Triangle], texture: Option<&Texture>) {
        let mut area = Rect::NOTHING;
        triangles.iter().flatten().for_each(|vertex| area.extend_with(vertex.pos));
        let area = area.intersect(self.visible());
        if !area.is_finite() || !area.is_positive() {
            return;
        }
        let scale = RASTER_SCALE.min(RASTER_SIDE / area.size().max_elem());
        let (width, height) = ((area.width() * scale).ceil() as usize, (area.height() * scale).ceil() as usize);
        let mut canvas = vec![Color32::TRANSPARENT; width * height];
        for triangle in triangles {
            let mut reach = Rect::NOTHING;
            for vertex in triangle {
                reach.extend_with(((vertex.pos - area.min) * scale).to_pos2());
            }
            // `as` saturates: what begins above or left of the area begins at its edge.
            let (left, top) = (reach.left().floor() as usize, reach.top().floor() as usize);
            let (right, bottom) = (reach.right().ceil() as usize, reach.bottom().ceil() as usize);
            for (y, row) in canvas.chunks_exact_mut(width).enumerate().take(bottom).skip(top) {
                for (x, pixel) in row.iter_mut().enumerate().take(right).skip(left) {
                    let at = area.min + Vec2::new(x as f32 + 0.5, y as f32 + 0.5) / scale;
                    if let Some(color) = color_at(triangle, at, texture) {
                        *pixel = pixel.blend(color);
                    }
                }
            }
        }
        let pixels = canvas.into_iter().flat_map(|color| {
            let Rgba { r, g, b, a } = color.into();
            [r, g, b, a]
        });
        self.push(Item::Image(Image {
            width: width as u32,
            height: height as u32,
            pixels: Arc::new(pixels.collect()),
            rect: Rect::from_min_size(area.min, Vec2::new(width as f32, height as f32) / scale),
            angle: 0.0,
            smooth: true,
            clip: None,
        }));
    }
}

/// The colour of a triangle that has the same all over.
fn flat_color(triangle: &Triangle, texture: Option<&Texture>) -> Option<Color32> {
    let [a, b, c] = triangle;
    if a.color != b.color || b.color != c.color {
        return None;
    }
    match texture {
        None => Some(a.color),
        Some(texture) => {
            (a.uv == b.uv && b.uv == c.uv).then(|| texture.at(a.uv).map(|texel| tinted(texel, a.color)))?
        }
    }
}

/// Triangles as one outline. All are turned the same way, so that none cuts a hole into another; two that make up a
/// rectangle become one, and rectangles that continue each other as well. The flag tells that there are only those.
fn join(triangles: &[Triangle]) -> (Vec<Segment>, bool) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut only_rects = true;
    let mut rest = triangles;
    while let Some((first, after)) = rest.split_first() {
        let pair = after.first().and_then(|second| upright(first, second));
        if let Some(rect) = pair {
            let before = segments.len().checked_sub(5);
            let last = before.and_then(|at| as_rect(segments.get(at..)?));
            let joined = last.and_then(|last| continued(last, rect));
            if joined.is_some() {
                segments.truncate(before.unwrap_or_default());
            }
            let rect = joined.unwrap_or(rect);
            segments
                .extend(polyline(&[rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()], true));
            rest = after.get(1..).unwrap_or_default();
        } else {
            only_rects = false;
            let [a, b, c] = first.map(|vertex| vertex.pos);
            segments.extend(polyline(&if area2(a, b, c) < 0.0 { [a, c, b] } else { [a, b, c] }, true));
            rest = after;
        }
    }
    (segments, only_rects)
}

/// Twice the area of a triangle, positive if it is clockwise on the screen.
fn area2(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The upright rectangle that two triangles make up, if they do.
fn upright(first: &Triangle, second: &Triangle) -> Option<Rect> {
    let mut rect = Rect::NOTHING;
    first.iter().chain(second).for_each(|vertex| rect.extend_with(vertex.pos));
    let at_corner =
        |p: Pos2| (p.x == rect.left() || p.x == rect.right()) && (p.y == rect.top() || p.y == rect.bottom());
    let [[a, b, c], [d, e, f]] = [first.map(|v| v.pos), second.map(|v| v.pos)];
    let halves = [area2(a, b, c), area2(d, e, f)];
    let corners = first.iter().chain(second).all(|vertex| at_corner(vertex.pos));
    // Each covers half; that they cover different halves shows in that only two corners are common.
    let shared = [a, b, c].iter().filter(|p| [d, e, f].contains(p)).count();
    let covers = halves.iter().all(|half| (half.abs() - rect.area()).abs() <= 1e-3 * rect.area());
    (rect.is_positive() && corners && covers && shared == 2).then_some(rect)
}

/// The two rectangles as one, if one continues the other.
fn continued(a: Rect, b: Rect) -> Option<Rect> {
    let beside = a.y_range() == b.y_range() && (a.right() == b.left() || b.right() == a.left());
    let below = a.x_range() == b.x_range() && (a.bottom() == b.top() || b.bottom() == a.top());
    (beside || below).then(|| a | b)
}

/// The rectangle, its rotation and its part of the texture, if two triangles are a rectangle as egui makes them:
/// left top, right top, left bottom; left bottom, right top, right bottom.
fn quad(first: &Triangle, second: &Triangle) -> Option<(Rect, f32, Rect)> {
    let [a, b, c] = first;
    let [d, e, f] = second;
    let shared = d.pos == c.pos && e.pos == b.pos && a.color == b.color && b.color == c.color && c.color == f.color;
    let (right, down) = (b.pos - a.pos, c.pos - a.pos);
    let square = right.dot(down).abs() <= 1e-3 * right.length() * down.length();
    let closes = (a.pos + right + down - f.pos).length() <= 1e-3 * (right.length() + down.length());
    let straight_uv = a.uv.y == b.uv.y && a.uv.x == c.uv.x && f.uv == pos2(b.uv.x, c.uv.y);
    // A turn keeps "down" to the right of "right"; otherwise the image is mirrored, and drawn as pixels.
    if !(shared && square && closes && straight_uv && right.x * down.y > right.y * down.x) {
        return None;
    }
    let rect = Rect::from_center_size(a.pos.lerp(f.pos, 0.5), Vec2::new(right.length(), down.length()));
    let angle = if right.y == 0.0 && right.x > 0.0 { 0.0 } else { right.angle() };
    Some((rect, angle, Rect { min: a.uv, max: f.uv }))
}

/// The colour of a triangle at a place, or `None` outside of it. A place exactly on the edge belongs to the triangles
/// on both sides; with opaque colours that shows nothing.
fn color_at(triangle: &Triangle, at: Pos2, texture: Option<&Texture>) -> Option<Color32> {
    let [a, b, c] = triangle;
    let whole = area2(a.pos, b.pos, c.pos);
    let weights = [area2(b.pos, c.pos, at), area2(c.pos, a.pos, at), area2(a.pos, b.pos, at)].map(|part| part / whole);
    if whole == 0.0 || weights.iter().any(|weight| *weight < 0.0) {
        return None;
    }
    let mix = |channel: fn(&Vertex) -> f32| -> f32 {
        triangle.iter().zip(weights).map(|(vertex, weight)| channel(vertex) * weight).sum()
    };
    let byte = |channel: fn(&Vertex) -> f32| mix(channel).round().clamp(0.0, 255.0) as u8;
    let color = Color32::from_rgba_premultiplied(
        byte(|v| f32::from(v.color.r())),
        byte(|v| f32::from(v.color.g())),
        byte(|v| f32::from(v.color.b())),
        byte(|v| f32::from(v.color.a())),
    );
    match texture {
        None => Some(color),
        Some(texture) => texture.at(pos2(mix(|v| v.uv.x), mix(|v| v.uv.y))).map(|texel| tinted(texel, color)),
    }
}
