//! Collects items while egui's shapes are walked: moves them into place, drops what cannot be seen and forgets clips
//! that cut nothing.

use egui::emath::TSTransform;
use egui::epaint::{ClippedShape, Shape};
use egui::{Pos2, Rect, Vec2};

use super::capture::Textures;
use super::drawing::{Drawing, Item, Path, Pen, Rgba, Segment};
use super::outline::Outlines;

impl Drawing {
    /// Translates what a pass painted. `size` is the size of the drawing in points; shapes outside are dropped.
    #[must_use]
    pub fn from_shapes(shapes: &[ClippedShape], textures: &Textures, size: Vec2) -> Self {
        let mut drawing = Self::new(size);
        let pixels_per_point = shapes.iter().find_map(|clipped| pixels_per_point(&clipped.shape)).unwrap_or(1.0);
        let mut builder = Builder {
            textures,
            outlines: Outlines::new(),
            page: drawing.page(),
            clip: Rect::EVERYTHING,
            transform: TSTransform::IDENTITY,
            pixels_per_point,
            items: Vec::new(),
        };
        for clipped in shapes {
            builder.clip = clipped.clip_rect;
            builder.transform = clipped.transform_after_tessellation;
            if builder.clip.is_positive() && builder.transform.is_valid() {
                builder.shape(&clipped.shape);
            }
        }
        drawing.items = builder.items;
        drawing
    }
}

/// Shapes are snapped to physical pixels, and only laid out text says how large those are.
fn pixels_per_point(shape: &Shape) -> Option<f32> {
    match shape {
        Shape::Vec(shapes) => shapes.iter().find_map(pixels_per_point),
        Shape::Text(text) => Some(text.galley.pixels_per_point).filter(|ppp| *ppp > 0.0),
        _ => None,
    }
}

/// Where the translation of a list of shapes stands.
pub(super) struct Builder<'a> {
    pub textures: &'a Textures,
    pub outlines: Outlines,
    pub page: Rect,
    pub clip: Rect,
    pub transform: TSTransform,
    pub pixels_per_point: f32,
    items: Vec<Item>,
}

impl Builder<'_> {
    /// The part of the drawing that can be seen, in the space of the shapes.
    pub fn visible(&self) -> Rect {
        self.transform.inverse() * self.clip.intersect(self.page)
    }

    /// Adds an item given in the space of the shapes.
    pub fn push(&mut self, mut item: Item) {
        self.transform_item(&mut item);
        let bounds = item.bounds();
        if !bounds.is_finite() || !bounds.intersects(self.page) || !bounds.intersects(self.clip) {
            return;
        }
        // The edge of the page cuts anyway.
        let cuts = !self.clip.contains_rect(bounds.intersect(self.page));
        item.set_clip(cuts.then(|| self.clip.intersect(self.page)));
        self.items.push(item);
    }

    /// Adds an outline if it paints anything.
    pub fn path(&mut self, segments: Vec<Segment>, fill: Option<Rgba>, stroke: Option<Pen>) {
        if !segments.is_empty() && (fill.is_some() || stroke.is_some()) {
            self.push(Item::Path(Path { segments, fill, stroke, crisp: false, clip: None }));
        }
    }

    fn transform_item(&self, item: &mut Item) {
        let transform = self.transform;
        if transform == TSTransform::IDENTITY {
            return;
        }
        match item {
            Item::Path(path) => {
                for segment in &mut path.segments {
                    *segment = segment.map(|p: Pos2| transform * p);
                }
                if let Some(pen) = &mut path.stroke {
                    pen.width *= transform.scaling;
                }
            }
            Item::Text(text) => {
                text.origin = transform * text.origin;
                text.size *= transform.scaling;
                text.advance *= transform.scaling;
                for glyph in &mut text.glyphs {
                    glyph.x *= transform.scaling;
                }
            }
            Item::Image(image) => image.rect = transform * image.rect,
        }
    }
}
