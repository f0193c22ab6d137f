//! Laid out text as runs: one per row and look, each glyph where egui has it.
//!
//! A galley keeps the place of a glyph rounded to a whole pixel — the rest is in the glyph's bitmap — and does not say
//! which section it belongs to. Both are recovered here: places by adding up advances, which the galley has in full,
//! and sections by following the text.
//!
//! Nor does it say which glyph it shows. That is looked up by character, with what [`super::alternates`] knows beyond.

use std::iter::Peekable;
use std::str::CharIndices;

use egui::emath::{GuiRounding as _, Rot2};
use egui::epaint::text::{Galley, PlacedRow, TextFormat};
use egui::epaint::{TextShape, Vertex};
use egui::{Color32, FontFamily, Pos2, Stroke, Vec2};

use super::alternates::{joined, multiplies};
use super::builder::Builder;
use super::drawing::{Face, Glyph, Item, Rgba, Text};
use crate::chart::fonts::SEMIBOLD_FAMILY;

/// How far the top of slanted text leans, per unit of height; egui's italics lean by as much.
const SLANT: f32 = 0.25;

/// A glyph with all that decides how it looks. Places are in points from the start of its row.
struct Placed {
    glyph: Glyph,
    look: Look,
    advance: f32,
    top: f32,
    bottom: f32,
    underline: Stroke,
    strikethrough: Stroke,
}

impl Placed {
    fn is_blank(&self) -> bool {
        self.glyph.ch.is_whitespace()
    }
}

/// A space shows no colour of its own; given that of the glyph before, it does not split a run.
fn blend_spaces(placed: &mut [Placed]) {
    let mut before: Option<Look> = None;
    for glyph in placed {
        if let Some(look) = before.filter(|look| glyph.is_blank() && look.size == glyph.look.size) {
            glyph.look = look;
        }
        before = Some(glyph.look);
    }
}

/// What glyphs of one run have in common.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    face: Face,
    size: f32,
    color: Color32,
    slant: f32,
    baseline: f32,
}

/// From places in a row to places in the drawing.
struct Frame<'a> {
    shape: &'a TextShape,
    origin: Pos2,
    turn: Rot2,
    scale: f32,
}

impl Frame<'_> {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        let offset = Vec2::new(x, y) * self.scale;
        self.origin + if self.shape.angle == 0.0 { offset } else { self.turn * offset }
    }

    fn tint(&self, color: Color32) -> Color32 {
        let color = if color == Color32::PLACEHOLDER { self.shape.fallback_color } else { color };
        if self.shape.opacity_factor < 1.0 { color.gamma_multiply(self.shape.opacity_factor) } else { color }
    }
}

impl Builder<'_> {
    /// Translates laid out text.
    pub fn text(&mut self, shape: &TextShape) {
        let galley = &*shape.galley;
        if shape.opacity_factor <= 0.0 || galley.is_empty() {
            return;
        }
        let start = shape.pos.round_to_pixels(self.pixels_per_point);
        let turn = Rot2::from_angle(shape.angle);
        let scale = layer_scale(galley);
        let mut text = Follow { galley, chars: galley.job.text.char_indices().peekable(), section: 0 };
        for row in &galley.rows {
            let offset = row.pos.to_vec2();
            let origin = start + if shape.angle == 0.0 { offset } else { turn * offset };
            let frame = Frame { shape, origin, turn, scale };
            let mut placed = self.place(row, &frame, &mut text);
            blend_spaces(&mut placed);
            text.end_row(row);
            self.backgrounds(row, &frame);
            self.runs(&placed, &frame);
            self.lines(&placed, &frame, |glyph| (glyph.underline, glyph.bottom));
            self.lines(&placed, &frame, |glyph| (glyph.strikethrough, 0.5 * (glyph.top + glyph.bottom)));
            self.underline(row, &frame);
        }
    }

    fn place(&self, row: &PlacedRow, frame: &Frame<'_>, text: &mut Follow<'_>) -> Vec<Placed> {
        let formats: Vec<TextFormat> = row.glyphs.iter().map(|glyph| text.format(glyph.chr)).collect();
        let shown = shown_characters(row);
        let xs = exact_places(row, &formats, frame.shape.galley.pixels_per_point);
        let glyphs = row.glyphs.iter().zip(&formats).zip(xs.into_iter().zip(shown));
        glyphs
            .filter(|((glyph, _), _)| !glyph.chr.is_control() || glyph.chr == '\t')
            .map(|((glyph, format), (x, shown))| {
                let face = match &format.font_id.family {
                    FontFamily::Name(name) if name.as_ref() == SEMIBOLD_FAMILY => Face::SemiBold,
                    _ => Face::Regular,
                };
                let shows = !glyph.uv_rect.is_nothing();
                // The mesh knows better than the section: selected text is recoloured there.
                let vertex = row.visuals.mesh.vertices.get(glyph.first_vertex as usize).filter(|_| shows);
                let color = vertex.map_or(format.color, |vertex| vertex.color);
                let color = frame.shape.override_text_color.unwrap_or(color);
                let blank = glyph.chr.is_whitespace() && glyph.advance_width > 0.0;
                let top = glyph.pos.y - glyph.font_ascent;
                Placed {
                    glyph: Glyph {
                        ch: if glyph.chr == '\t' { ' ' } else { glyph.chr },
                        x,
                        id: (shows || blank).then(|| self.glyph_id(face, glyph.chr, shown)),
                    },
                    look: Look {
                        face,
                        size: format.font_id.size,
                        color: frame.tint(color),
                        slant: if format.italics { SLANT } else { 0.0 },
                        baseline: glyph.pos.y,
                    },
                    advance: glyph.advance_width,
                    top,
                    bottom: top + glyph.line_height,
                    underline: format.underline,
                    strikethrough: format.strikethrough,
                }
            })
            .collect()
    }

    /// The glyph of the character shown, or of the plain one if the face has none for the other.
    fn glyph_id(&self, face: Face, plain: char, shown: char) -> u16 {
        match self.outlines.glyph_id(face, shown) {
            0 => self.outlines.glyph_id(face, plain),
            id => id,
        }
    }

    /// One item for each stretch of glyphs that look the same.
    fn runs(&mut self, placed: &[Placed], frame: &Frame<'_>) {
        for run in placed.chunk_by(|a, b| a.look == b.look) {
            let Some(first) = run.iter().find(|p| !p.is_blank()) else { continue };
            let (Some(start), Some(end)) = (run.first(), run.last()) else { continue };
            let Some(color) = Rgba::visible(first.look.color) else { continue };
            let x0 = start.glyph.x;
            let glyph = |p: &Placed| Glyph { x: (p.glyph.x - x0) * frame.scale, ..p.glyph };
            self.push(Item::Text(Text {
                face: first.look.face,
                size: first.look.size * frame.scale,
                color,
                origin: frame.at(x0, first.look.baseline),
                angle: frame.shape.angle,
                slant: first.look.slant,
                glyphs: run.iter().map(glyph).collect(),
                advance: (end.glyph.x + end.advance - x0) * frame.scale,
                clip: None,
            }));
        }
    }

    /// Backgrounds and the marking of selected text: the triangles that a row's mesh has before its first glyph.
    fn backgrounds(&mut self, row: &PlacedRow, frame: &Frame<'_>) {
        let mesh = &row.visuals.mesh;
        let indices = mesh.indices.get(..row.visuals.glyph_index_start).unwrap_or_default();
        let vertex = |index: &u32| {
            let vertex = mesh.vertices.get(*index as usize)?;
            // The mesh is already scaled.
            let pos = frame.at(vertex.pos.x / frame.scale, vertex.pos.y / frame.scale);
            Some(Vertex::untextured(pos, frame.tint(vertex.color)))
        };
        let triangles = indices.as_chunks::<3>().0.iter();
        let triangles = triangles.filter_map(|[a, b, c]| Some([vertex(a)?, vertex(b)?, vertex(c)?])).collect();
        self.triangles(triangles, None);
    }

    /// Underlines or lines through glyphs, one for each stretch that has the same.
    fn lines(&mut self, placed: &[Placed], frame: &Frame<'_>, line: impl Fn(&Placed) -> (Stroke, f32)) {
        for run in placed.chunk_by(|a, b| line(a) == line(b)) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let (mut stroke, mut y) = line(first);
            if !stroke.is_empty() {
                stroke.round_center_to_pixel(self.pixels_per_point, &mut y);
                let ends = [frame.at(first.glyph.x, y), frame.at(last.glyph.x + last.advance, y)];
                stroke.color = frame.tint(stroke.color);
                stroke.width *= frame.scale;
                self.line(ends, stroke);
            }
        }
    }

    /// The line that a text shape, rather than its galley, asks for. It is level even if the text is not, as in egui.
    fn underline(&mut self, row: &PlacedRow, frame: &Frame<'_>) {
        if !frame.shape.underline.is_empty() && row.visuals.mesh_bounds.is_finite() {
            let bounds = row.visuals.mesh_bounds.rotate_bb(frame.turn).translate(frame.origin.to_vec2());
            self.line([bounds.left_bottom(), bounds.right_bottom()], frame.shape.underline);
        }
    }
}

/// By how much a layer's transform has scaled the text: it scales the mesh of a row and not the glyphs.
fn layer_scale(galley: &Galley) -> f32 {
    let glyphs = galley.rows.iter().flat_map(|row| row.glyphs.iter().map(move |glyph| (row, glyph)));
    let scale = glyphs.filter(|(_, glyph)| glyph.uv_rect.size.y > 0.0).find_map(|(row, glyph)| {
        let first = glyph.first_vertex as usize;
        let top = row.visuals.mesh.vertices.get(first)?;
        let bottom = row.visuals.mesh.vertices.get(first + 2)?;
        Some((bottom.pos.y - top.pos.y) / glyph.uv_rect.size.y)
    });
    scale.filter(|scale| scale.is_finite() && *scale > 0.0 && (scale - 1.0).abs() > 1e-3).unwrap_or(1.0)
}

/// Follows the characters of a galley through its text to tell the section of each.
struct Follow<'a> {
    galley: &'a Galley,
    chars: Peekable<CharIndices<'a>>,
    section: usize,
}

impl Follow<'_> {
    /// The format of the next glyph. A glyph that is not in the text, as the mark of elided text, gets that of the
    /// one before.
    fn format(&mut self, chr: char) -> TextFormat {
        let sections = &self.galley.job.sections;
        if let Some((byte, _)) = self.chars.next_if(|(_, next)| *next == chr) {
            while sections.get(self.section).is_some_and(|section| section.byte_range.end.0 <= byte)
                && self.section + 1 < sections.len()
            {
                self.section += 1;
            }
        }
        sections.get(self.section).map(|section| section.format.clone()).unwrap_or_default()
    }

    fn end_row(&mut self, row: &PlacedRow) {
        if row.ends_with_newline {
            // Elided text leaves the rest of its paragraph behind.
            for (_, chr) in self.chars.by_ref() {
                if chr == '\n' {
                    break;
                }
            }
        }
    }
}

/// The character whose glyph each glyph of a row shows. Those that share the glyph of the one before them have no
/// width and no pixels of their own.
fn shown_characters(row: &PlacedRow) -> Vec<char> {
    let chars: Vec<char> = row.glyphs.iter().map(|glyph| glyph.chr).collect();
    let mut shown = Vec::with_capacity(chars.len());
    for (at, glyph) in row.glyphs.iter().enumerate() {
        let after = row.glyphs.get(at + 1..).unwrap_or_default();
        let sharing = after.iter().take_while(|next| next.uv_rect.is_nothing() && next.advance_width == 0.0).count();
        let group = chars.get(at..=at + sharing).unwrap_or_default();
        let arrow = (sharing > 0).then(|| joined(group)).flatten();
        let product = multiplies(&chars, at).then_some('×');
        shown.push(arrow.or(product).unwrap_or(glyph.chr));
    }
    shown
}

/// Where the glyphs of a row begin, with the fractions of a pixel that the galley has rounded off.
///
/// The painter shows a glyph at the quarter pixel nearest to its place and stores the whole pixels. Within a stretch
/// that is simply set one glyph after the other, places are the start plus the advances so far, and every stored
/// place narrows down the start. Where that has no solution a new stretch begins.
fn exact_places(row: &PlacedRow, formats: &[TextFormat], pixels_per_point: f32) -> Vec<f32> {
    let mut places = Vec::with_capacity(row.glyphs.len());
    let (mut first, mut sum, mut low, mut high) = (0.0_f32, 0.0_f32, f32::NEG_INFINITY, f32::INFINITY);
    let mut offsets: Vec<f32> = Vec::new();
    let settle = |places: &mut Vec<f32>, offsets: &mut Vec<f32>, first: f32, low: f32, high: f32| {
        let start = if low <= high { first.clamp(low, high) } else { first };
        places.extend(offsets.drain(..).map(|offset| (start + offset) / pixels_per_point));
    };
    for (glyph, format) in row.glyphs.iter().zip(formats) {
        let stored = glyph.pos.x * pixels_per_point;
        let spacing = format.extra_letter_spacing * pixels_per_point;
        if !offsets.is_empty() {
            sum += spacing;
        }
        // 0.125 is half of a quarter pixel; a hair more for the rounding of sums.
        let (at_least, less_than) = (stored - sum - 0.13, stored - sum + 0.88);
        if offsets.is_empty() || low.max(at_least) > high.min(less_than) {
            settle(&mut places, &mut offsets, first, low, high);
            (first, sum, low, high) = (stored, 0.0, stored - 0.13, stored + 0.88);
        } else {
            (low, high) = (low.max(at_least), high.min(less_than));
        }
        offsets.push(sum);
        sum += glyph.advance_width * pixels_per_point;
    }
    settle(&mut places, &mut offsets, first, low, high);
    places
}
