//! The drawing between egui and the file formats: a flat list of paths, text runs and images, in painting order.
//!
//! Coordinates are points from the top left corner, y downwards. Colours are not premultiplied.

use std::sync::Arc;

use egui::{Color32, Pos2, Rect, Vec2, pos2};

/// A finished picture, ready for any of the writers.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Colour below everything; `None` leaves the picture transparent.
    pub background: Option<Rgba>,
    /// Title for the file's metadata; may be empty.
    pub title: String,
    /// What the picture shows, in words: the alternative text. May be empty.
    pub description: String,
    /// What is painted, from the bottom to the top.
    pub items: Vec<Item>,
}

impl Drawing {
    /// An empty drawing of this size.
    #[must_use]
    pub fn new(size: Vec2) -> Self {
        Self {
            width: size.x,
            height: size.y,
            background: None,
            title: String::new(),
            description: String::new(),
            items: Vec::new(),
        }
    }

    /// The same drawing with a title and an alternative text for the files.
    #[must_use]
    pub fn described(mut self, title: impl Into<String>, description: impl Into<String>) -> Self {
        self.title = title.into();
        self.description = description.into();
        self
    }

    /// The same drawing on an opaque ground.
    #[must_use]
    pub fn on(mut self, background: impl Into<Rgba>) -> Self {
        self.background = Some(background.into());
        self
    }

    /// The whole area of the drawing.
    #[must_use]
    pub fn page(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, Vec2::new(self.width, self.height))
    }

    /// The text runs, in painting order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            Item::Path(_) | Item::Image(_) => None,
        })
    }
}

/// A colour with straight (not premultiplied) alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgba {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity; 255 is opaque.
    pub a: u8,
}

impl Rgba {
    /// `None` for a colour that paints nothing. egui's additive colours (light without opacity) fall under that: no
    /// file format here has them.
    #[must_use]
    pub fn visible(color: Color32) -> Option<Self> {
        (color.a() > 0).then(|| color.into())
    }

    /// Whether nothing shines through.
    #[must_use]
    pub fn is_opaque(self) -> bool {
        self.a == 255
    }
}

impl From<Color32> for Rgba {
    fn from(color: Color32) -> Self {
        let [r, g, b, a] = color.to_srgba_unmultiplied();
        Self { r, g, b, a }
    }
}

/// One thing painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled and/or stroked outline.
    Path(Path),
    /// A run of text in one face, size and colour.
    Text(Text),
    /// A pixel image.
    Image(Image),
}

impl Item {
    /// The clip rectangle, if the item reaches beyond it.
    #[must_use]
    pub fn clip(&self) -> Option<Rect> {
        match self {
            Self::Path(path) => path.clip,
            Self::Text(text) => text.clip,
            Self::Image(image) => image.clip,
        }
    }

    /// A rectangle around everything the item paints, not counting its clip.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Path(path) => path.bounds(),
            Self::Text(text) => text.bounds(),
            Self::Image(image) => image.bounds(),
        }
    }

    /// The same item, made larger by `scale` and then moved.
    #[must_use]
    pub fn moved(&self, scale: f32, by: Vec2) -> Self {
        let at = |p: Pos2| (p.to_vec2() * scale + by).to_pos2();
        let mut item = self.clone();
        item.set_clip(self.clip().map(|clip| Rect::from_min_max(at(clip.min), at(clip.max))));
        match &mut item {
            Self::Path(path) => {
                for segment in &mut path.segments {
                    *segment = segment.map(at);
                }
                if let Some(pen) = &mut path.stroke {
                    pen.width *= scale;
                }
            }
            Self::Text(text) => {
                text.origin = at(text.origin);
                text.size *= scale;
                text.advance *= scale;
                text.glyphs.iter_mut().for_each(|glyph| glyph.x *= scale);
            }
            Self::Image(image) => image.rect = Rect::from_min_max(at(image.rect.min), at(image.rect.max)),
        }
        item
    }

    pub(super) fn set_clip(&mut self, clip: Option<Rect>) {
        match self {
            Self::Path(path) => path.clip = clip,
            Self::Text(text) => text.clip = clip,
            Self::Image(image) => image.clip = clip,
        }
    }
}

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a new subpath.
    Move(Pos2),
    /// Straight to a point.
    Line(Pos2),
    /// Quadratic Bézier curve: control point, end.
    Quad(Pos2, Pos2),
    /// Cubic Bézier curve: two control points, end.
    Cubic(Pos2, Pos2, Pos2),
    /// Back to the start of the subpath.
    Close,
}

impl Segment {
    /// The same step with every point moved by `f`.
    #[must_use]
    pub fn map(self, f: impl Fn(Pos2) -> Pos2) -> Self {
        match self {
            Self::Move(p) => Self::Move(f(p)),
            Self::Line(p) => Self::Line(f(p)),
            Self::Quad(c, p) => Self::Quad(f(c), f(p)),
            Self::Cubic(c, d, p) => Self::Cubic(f(c), f(d), f(p)),
            Self::Close => Self::Close,
        }
    }

    /// The points of the step, controls included.
    pub fn points(self) -> impl Iterator<Item = Pos2> {
        let points = match self {
            Self::Move(p) | Self::Line(p) => [Some(p), None, None],
            Self::Quad(c, p) => [Some(c), Some(p), None],
            Self::Cubic(c, d, p) => [Some(c), Some(d), Some(p)],
            Self::Close => [None; 3],
        };
        points.into_iter().flatten()
    }
}

/// How an outline is stroked: butt caps, mitred joins that turn to bevels at sharp angles (see [`Pen::MITER_LIMIT`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Width in points.
    pub width: f32,
    /// Colour.
    pub color: Rgba,
}

impl Pen {
    /// egui cuts the corners of a line off at turns sharper than a right angle; this limit does the same.
    pub const MITER_LIMIT: f32 = 1.5;
}

/// A filled (non-zero winding) and/or stroked outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The outline.
    pub segments: Vec<Segment>,
    /// Fill colour.
    pub fill: Option<Rgba>,
    /// Stroke, centred on the outline and painted after the fill.
    pub stroke: Option<Pen>,
    /// Cells of a grid: edges are not to be smoothed, or seams would show between neighbours.
    pub crisp: bool,
    /// Where to cut, if the path reaches beyond it.
    pub clip: Option<Rect>,
}

impl Path {
    fn bounds(&self) -> Rect {
        let mut bounds = Rect::NOTHING;
        for point in self.segments.iter().flat_map(|segment| segment.points()) {
            bounds.extend_with(point);
        }
        // Half the width, and the tip of a mitre beyond it.
        bounds.expand(self.stroke.map_or(0.0, |pen| 0.5 * pen.width * Pen::MITER_LIMIT))
    }
}

/// The two faces of the program's typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
}

/// A character of a text run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character.
    pub ch: char,
    /// Where its origin lies along the baseline, in points from the start of the run.
    pub x: f32,
    /// The glyph in the face; `None` for a character that shows nothing of its own, such as a combining mark that is
    /// already part of the glyph before it.
    pub id: Option<u16>,
}

/// A run of text on one row, in one face, size and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The face.
    pub face: Face,
    /// Em size in points.
    pub size: f32,
    /// Colour.
    pub color: Rgba,
    /// Start of the baseline.
    pub origin: Pos2,
    /// Rotation around the origin, in radians, clockwise.
    pub angle: f32,
    /// How far the top leans to the right per unit of height: 0 is upright.
    pub slant: f32,
    /// The characters in reading order.
    pub glyphs: Vec<Glyph>,
    /// How far the baseline reaches, in points.
    pub advance: f32,
    /// Where to cut, if the text reaches beyond it.
    pub clip: Option<Rect>,
}

impl Text {
    /// The characters as a string.
    #[must_use]
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.ch).collect()
    }

    /// From a place in the run (x along the baseline, y downwards from it) to a place in the drawing, as the matrix
    /// `[a, b, c, d, e, f]` of SVG and PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
    #[must_use]
    pub fn matrix(&self) -> [f32; 6] {
        let (sin, cos) = if self.angle == 0.0 { (0.0, 1.0) } else { self.angle.sin_cos() };
        let (c, d) = (-self.slant * cos - sin, -self.slant * sin + cos);
        [cos, sin, c, d, self.origin.x, self.origin.y]
    }

    /// A box around the run: an em above the baseline and a third of one below hold every glyph of the typeface.
    fn bounds(&self) -> Rect {
        let left = self.glyphs.iter().map(|glyph| glyph.x).fold(0.0, f32::min) - 0.1 * self.size;
        let right = self.advance + 0.4 * self.size;
        let [a, b, c, d, e, f] = self.matrix();
        let mut bounds = Rect::NOTHING;
        for (x, y) in [(left, -1.05), (right, -1.05), (left, 0.35), (right, 0.35)] {
            let y = y * self.size;
            bounds.extend_with(pos2(a * x + c * y + e, b * x + d * y + f));
        }
        bounds
    }
}

/// A pixel image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width` × `height` × 4 bytes: red, green, blue, straight alpha.
    pub pixels: Arc<Vec<u8>>,
    /// Where it is painted, before rotation.
    pub rect: Rect,
    /// Rotation around the centre of `rect`, in radians, clockwise.
    pub angle: f32,
    /// Whether to blend between pixels; otherwise each pixel is a sharp cell.
    pub smooth: bool,
    /// Where to cut, if the image reaches beyond it.
    pub clip: Option<Rect>,
}

impl Image {
    fn bounds(&self) -> Rect {
        let around_center = Rect::from_center_size(Pos2::ZERO, self.rect.size());
        around_center.rotate_bb(egui::emath::Rot2::from_angle(self.angle)).translate(self.rect.center().to_vec2())
    }

    /// The pixel at a column and row.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<Rgba> {
        if x >= self.width {
            return None;
        }
        let start = (y as usize).checked_mul(self.width as usize)?.checked_add(x as usize)?.checked_mul(4)?;
        match self.pixels.get(start..start.checked_add(4)?)? {
            &[r, g, b, a] => Some(Rgba { r, g, b, a }),
            _ => None,
        }
    }
}
