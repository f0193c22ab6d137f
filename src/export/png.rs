//! The drawing as pixels: a PNG file, or plain pixels for the clipboard.

use egui::{Pos2, Rect};
use tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Mask, Paint, PathBuilder, Pattern, Pixmap, SpreadMode, Stroke,
    Transform,
};

use super::drawing::{Drawing, Image, Item, Path, Pen, Rgba, Segment, Text};
use super::error::ExportError;
use super::geometry::as_rect;
use super::outline::Outlines;
use super::stamp::Stamps;

/// The most pixels on a side of a picture.
pub const MAX_SIDE: u64 = 16_384;
/// The most pixels of a picture; drawing takes about eight bytes for each.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Writes the drawing as a PNG file with `scale` pixels per point.
///
/// # Errors
///
/// If the picture would have no pixels or too many, or the encoder refuses.
pub fn write(drawing: &Drawing, scale: f32) -> Result<Vec<u8>, ExportError> {
    render(drawing, scale)?.encode_png().map_err(|error| ExportError::Png(error.to_string()))
}

/// Width, height and the pixels — red, green, blue and straight alpha — with `scale` pixels per point.
///
/// # Errors
///
/// If the picture would have no pixels or too many.
pub fn pixels(drawing: &Drawing, scale: f32) -> Result<(u32, u32, Vec<u8>), ExportError> {
    let pixmap = render(drawing, scale)?;
    Ok((pixmap.width(), pixmap.height(), pixmap.take_demultiplied()))
}

fn render(drawing: &Drawing, scale: f32) -> Result<Pixmap, ExportError> {
    let (width, height) = size(drawing, scale)?;
    let mut pixmap = Pixmap::new(width, height)
        .ok_or(ExportError::TooLarge { width: u64::from(width), height: u64::from(height) })?;
    if let Some(Rgba { r, g, b, a }) = drawing.background {
        pixmap.fill(Color::from_rgba8(r, g, b, a));
    }
    let mut canvas = Canvas { pixmap, scale, masks: Vec::new(), outlines: Outlines::new(), stamps: Stamps::default() };
    for item in &drawing.items {
        canvas.item(item);
    }
    Ok(canvas.pixmap)
}

fn size(drawing: &Drawing, scale: f32) -> Result<(u32, u32), ExportError> {
    let side = |points: f32| {
        let pixels = (f64::from(points) * f64::from(scale)).round();
        // `as` saturates, so a size without end is merely too large.
        (pixels >= 1.0).then_some(pixels as u64)
    };
    let (Some(width), Some(height)) = (side(drawing.width), side(drawing.height)) else {
        return Err(ExportError::Empty { width: drawing.width, height: drawing.height, scale });
    };
    let too_large = ExportError::TooLarge { width, height };
    if width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS {
        return Err(too_large);
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) => Ok((width, height)),
        _ => Err(too_large),
    }
}

/// A clip rectangle in whole pixels: left, top, right, bottom.
pub(super) type Clip = [u32; 4];

struct Canvas {
    pixmap: Pixmap,
    scale: f32,
    // Few clips cut anything, so a list is searched as fast as a map.
    masks: Vec<(Clip, Mask)>,
    outlines: Outlines,
    stamps: Stamps,
}

impl Canvas {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Path(path) => self.path(path),
            Item::Text(text) => self.text(text),
            Item::Image(image) => self.image(image),
        }
    }

    fn path(&mut self, path: &Path) {
        if let Some((rect, color)) = plain_rect(path) {
            self.rect(rect, color, path.crisp, path.clip);
            return;
        }
        let mut builder = PathBuilder::with_capacity(path.segments.len(), path.segments.len() * 2);
        path.segments.iter().for_each(|segment| add(&mut builder, *segment, self.scale));
        let Some(outline) = builder.finish() else { return };
        let mask = self.clip(path.clip);
        let mask = find(&self.masks, mask);
        if let Some(color) = path.fill {
            let paint = paint(color, !path.crisp);
            self.pixmap.fill_path(&outline, &paint, FillRule::Winding, Transform::identity(), mask);
        }
        if let Some(pen) = path.stroke {
            let stroke = stroke(pen, self.scale);
            self.pixmap.stroke_path(&outline, &paint(pen.color, true), &stroke, Transform::identity(), mask);
        }
    }

    fn text(&mut self, text: &Text) {
        let edges = text.clip.map_or([0, 0, self.pixmap.width(), self.pixmap.height()], |clip| self.edges(clip));
        if self.stamps.text(&mut self.pixmap, &mut self.outlines, text, self.scale, edges) {
            return;
        }
        let mut builder = PathBuilder::new();
        let scale = self.scale;
        self.outlines.run(text, |segment| add(&mut builder, segment, scale));
        let Some(outline) = builder.finish() else { return };
        let mask = self.clip(text.clip);
        let mask = find(&self.masks, mask);
        self.pixmap.fill_path(&outline, &paint(text.color, true), FillRule::Winding, Transform::identity(), mask);
    }

    /// Fills a rectangle: much of a user interface is nothing else, and needs neither a path nor a mask.
    fn rect(&mut self, rect: Rect, color: Rgba, crisp: bool, clip: Option<Rect>) {
        let mut rect = scaled(rect, self.scale);
        if crisp {
            rect = Rect::from_min_max(rect.min.round(), rect.max.round());
        }
        if let Some(clip) = clip {
            let clip = scaled(clip, self.scale);
            rect = rect.intersect(Rect::from_min_max(clip.min.round(), clip.max.round()));
        }
        let all = Rect::from_min_max(Pos2::ZERO, self.corner());
        if let Some(rect) = skia_rect(rect.intersect(all)) {
            self.pixmap.fill_rect(rect, &paint(color, !crisp), Transform::identity(), None);
        }
    }

    fn image(&mut self, image: &Image) {
        let Some(source) = image.pixmap() else { return };
        let Some(target) = skia_rect(scaled(image.rect, self.scale)) else { return };
        let stretch = Transform::from_row(
            target.width() / image.width as f32,
            0.0,
            0.0,
            target.height() / image.height as f32,
            target.left(),
            target.top(),
        );
        let quality = if image.smooth { FilterQuality::Bilinear } else { FilterQuality::Nearest };
        let turned = image.angle != 0.0;
        let paint = Paint {
            shader: Pattern::new(source.as_ref(), SpreadMode::Pad, quality, 1.0, stretch),
            anti_alias: turned,
            ..Paint::default()
        };
        let center = image.rect.center() * self.scale;
        let turn = Transform::from_rotate_at(image.angle.to_degrees(), center.x, center.y);
        let mask = self.clip(image.clip);
        let mask = find(&self.masks, mask);
        let outline = PathBuilder::from_rect(target);
        let turn = if turned { turn } else { Transform::identity() };
        self.pixmap.fill_path(&outline, &paint, FillRule::Winding, turn, mask);
    }

    fn corner(&self) -> Pos2 {
        egui::pos2(self.pixmap.width() as f32, self.pixmap.height() as f32)
    }

    /// The pixels a clip rectangle leaves. As on the screen, clips end at whole pixels.
    fn edges(&self, clip: Rect) -> Clip {
        let clip = scaled(clip, self.scale);
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        // `as` saturates, so edges outside of the picture come to lie on its own.
        let edge = |at: f32, most: u32| (at.round() as u32).min(most);
        [edge(clip.left(), width), edge(clip.top(), height), edge(clip.right(), width), edge(clip.bottom(), height)]
    }

    /// Makes the mask for a clip rectangle, unless there is one.
    fn clip(&mut self, clip: Option<Rect>) -> Option<Clip> {
        let key = self.edges(clip?);
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        if find(&self.masks, Some(key)).is_none() {
            let [left, top, right, bottom] = key.map(|edge| edge as usize);
            let mut mask = Mask::new(width, height)?;
            let rows = mask.data_mut().chunks_exact_mut(width as usize);
            for row in rows.take(bottom).skip(top) {
                row.get_mut(left..right.max(left)).into_iter().for_each(|cells| cells.fill(255));
            }
            self.masks.push((key, mask));
        }
        Some(key)
    }
}

fn find(masks: &[(Clip, Mask)], clip: Option<Clip>) -> Option<&Mask> {
    let clip = clip?;
    masks.iter().find(|(key, _)| *key == clip).map(|(_, mask)| mask)
}

/// The rectangle a path fills in one colour, if it does no more: a filled rectangle, or a level or upright line.
fn plain_rect(path: &Path) -> Option<(Rect, Rgba)> {
    match (path.fill, path.stroke) {
        (Some(fill), None) => Some((as_rect(&path.segments)?, fill)),
        (None, Some(pen)) => {
            let [Segment::Move(a), Segment::Line(b)] = path.segments.as_slice() else { return None };
            let half = 0.5 * pen.width;
            let rect = Rect::from_two_pos(*a, *b);
            let rect = if a.x == b.x {
                rect.expand2(egui::vec2(half, 0.0))
            } else if a.y == b.y {
                rect.expand2(egui::vec2(0.0, half))
            } else {
                return None;
            };
            Some((rect, pen.color))
        }
        _ => None,
    }
}

fn scaled(rect: Rect, scale: f32) -> Rect {
    Rect::from_min_max(rect.min * scale, rect.max * scale)
}

fn skia_rect(rect: Rect) -> Option<tiny_skia::Rect> {
    tiny_skia::Rect::from_ltrb(rect.left(), rect.top(), rect.right(), rect.bottom())
        .filter(|rect| rect.width() > 0.0 && rect.height() > 0.0)
}

pub(super) fn add(builder: &mut PathBuilder, segment: Segment, scale: f32) {
    match segment.map(|p| p * scale) {
        Segment::Move(p) => builder.move_to(p.x, p.y),
        Segment::Line(p) => builder.line_to(p.x, p.y),
        Segment::Quad(c, p) => builder.quad_to(c.x, c.y, p.x, p.y),
        Segment::Cubic(c, d, p) => builder.cubic_to(c.x, c.y, d.x, d.y, p.x, p.y),
        Segment::Close => builder.close(),
    }
}

fn paint(color: Rgba, smooth: bool) -> Paint<'static> {
    let mut paint = Paint { anti_alias: smooth, ..Paint::default() };
    paint.set_color_rgba8(color.r, color.g, color.b, color.a);
    paint
}

fn stroke(pen: Pen, scale: f32) -> Stroke {
    Stroke {
        width: pen.width * scale,
        miter_limit: Pen::MITER_LIMIT,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        dash: None,
    }
}
