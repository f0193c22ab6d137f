//! Glyph outlines of the program's typeface, for writers that draw text instead of writing it.
//!
//! egui scales a font so that the size of its `FontId` is the em: an outline of `units_per_em` font units becomes
//! `size` points, and the baseline is at the glyph's `pos.y`. The outlines here are therefore in ems.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Pos2, pos2};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::drawing::{Face, Segment, Text};
use crate::chart::fonts;

impl Face {
    /// The OpenType file of the face.
    #[must_use]
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => fonts::REGULAR,
            Self::SemiBold => fonts::SEMIBOLD,
        }
    }

    /// The weight as CSS counts it.
    #[must_use]
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }
}

struct Font {
    charmap: Charmap<'static>,
    glyphs: OutlineGlyphCollection<'static>,
    units_per_em: f32,
    /// The glyphs of the characters that most text is made of, so that they are looked up once.
    ascii: Vec<u16>,
}

impl Font {
    fn new(face: Face) -> Option<Self> {
        let font = FontRef::new(face.data()).ok()?;
        let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let charmap = font.charmap();
        let ascii = (0..128_u8).map(|ch| glyph_of(&charmap, char::from(ch))).collect();
        (units_per_em > 0.0).then(|| Self { charmap, glyphs: font.outline_glyphs(), units_per_em, ascii })
    }
}

fn glyph_of(charmap: &Charmap<'_>, ch: char) -> u16 {
    charmap.map(ch).and_then(|id| u16::try_from(id.to_u32()).ok()).unwrap_or(0)
}

/// Reads glyphs out of both faces and remembers the outlines it has read.
pub struct Outlines {
    regular: Option<Font>,
    semibold: Option<Font>,
    cache: BTreeMap<(Face, u16), Rc<[Segment]>>,
}

impl Default for Outlines {
    fn default() -> Self {
        Self::new()
    }
}

impl Outlines {
    /// Opens both faces.
    #[must_use]
    pub fn new() -> Self {
        Self { regular: Font::new(Face::Regular), semibold: Font::new(Face::SemiBold), cache: BTreeMap::new() }
    }

    fn font(&self, face: Face) -> Option<&Font> {
        match face {
            Face::Regular => self.regular.as_ref(),
            Face::SemiBold => self.semibold.as_ref(),
        }
    }

    /// The glyph that shows a character; 0, the empty box, if the face has none.
    #[must_use]
    pub fn glyph_id(&self, face: Face, ch: char) -> u16 {
        // egui shows a tab and the thin spaces as a space of another width.
        let ch = if matches!(ch, '\t' | '\u{2009}' | '\u{202f}') { ' ' } else { ch };
        let Some(font) = self.font(face) else { return 0 };
        font.ascii.get(ch as usize).copied().unwrap_or_else(|| glyph_of(&font.charmap, ch))
    }

    /// The outline of a glyph in ems, the origin on the baseline and y downwards.
    pub fn glyph(&mut self, face: Face, id: u16) -> Rc<[Segment]> {
        if let Some(outline) = self.cache.get(&(face, id)) {
            return Rc::clone(outline);
        }
        let outline: Rc<[Segment]> = self.read(face, id).unwrap_or_default().into();
        self.cache.insert((face, id), Rc::clone(&outline));
        outline
    }

    fn read(&self, face: Face, id: u16) -> Option<Vec<Segment>> {
        let font = self.font(face)?;
        let mut pen = Pen { segments: Vec::new(), scale: 1.0 / font.units_per_em };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.glyphs.get(GlyphId::from(id))?.draw(settings, &mut pen).ok()?;
        Some(pen.segments)
    }

    /// Hands every step of a run's outline, placed in the drawing, to `each`.
    pub fn run(&mut self, text: &Text, mut each: impl FnMut(Segment)) {
        let [a, b, c, d, e, f] = text.matrix();
        for glyph in &text.glyphs {
            let Some(id) = glyph.id else { continue };
            for segment in self.glyph(text.face, id).iter() {
                each(segment.map(|p| {
                    let (x, y) = (glyph.x + p.x * text.size, p.y * text.size);
                    pos2(a * x + c * y + e, b * x + d * y + f)
                }));
            }
        }
    }
}

/// Collects what skrifa draws, scaled and with y downwards.
struct Pen {
    segments: Vec<Segment>,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(x * self.scale, -y * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.segments.push(Segment::Quad(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.segments.push(Segment::Cubic(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
