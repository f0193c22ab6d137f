//! The drawing as a one-page PDF: vector paths, embedded fonts, text that can be searched and copied.
//!
//! The page is tagged as a figure with the drawing's description as alternative text. Nothing in the file depends on
//! the moment or the machine. Pixel images are written as coloured cells, which every viewer shows with sharp edges.

use krilla::color::rgb;
use krilla::geom::{Path as PdfPath, PathBuilder, Point, Rect as PdfRect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};

use egui::Rect;

use super::drawing::{Drawing, Face, Image, Item, Path, Pen, Rgba, Segment, Text};
use super::error::ExportError;

/// Writes the drawing as a PDF file; a point of the drawing is a point of the page.
///
/// # Errors
///
/// If the drawing has no size, or the PDF library refuses.
pub fn write(drawing: &Drawing) -> Result<Vec<u8>, ExportError> {
    let (width, height) = (drawing.width, drawing.height);
    let page = PageSettings::from_wh(width, height).ok_or(ExportError::Empty { width, height, scale: 1.0 })?;
    let mut fonts = Fonts { regular: open(Face::Regular)?, semibold: open(Face::SemiBold)? };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(drawing.title.clone())
            .description(drawing.description.clone())
            .language("en".into())
            .creator("Plenary".into()),
    );

    let mut page = document.start_page_with(page);
    let mut surface = page.surface();
    let figure = surface.start_tagged(ContentTag::Other);
    if let Some(background) = drawing.background {
        fill_rect(&mut surface, drawing.page(), background);
    }
    for item in &drawing.items {
        item_on(&mut surface, item, &mut fonts);
    }
    surface.end_tagged();
    surface.finish();
    page.finish();

    let alt = Some(&drawing.description).filter(|text| !text.is_empty()).or(Some(&drawing.title)).cloned();
    let mut group = TagGroup::new(Tag::Figure(alt.filter(|text| !text.is_empty())));
    group.push(figure);
    let mut tree = TagTree::new().with_lang(Some("en".into()));
    tree.push(group);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| ExportError::Pdf(error.to_string()))
}

pub(super) struct Fonts {
    pub regular: Font,
    pub semibold: Font,
}

pub(super) fn open(face: Face) -> Result<Font, ExportError> {
    Font::new(Data::from(face.data()), 0).ok_or(ExportError::Font)
}

pub(super) fn item_on(surface: &mut Surface<'_>, item: &Item, fonts: &mut Fonts) {
    let clip = item.clip().and_then(rect_path);
    if let Some(clip) = &clip {
        surface.push_clip_path(clip, &FillRule::NonZero);
    }
    match item {
        Item::Path(path) => path_on(surface, path),
        Item::Text(text) => text_on(surface, text, fonts),
        Item::Image(image) => image_on(surface, image),
    }
    if clip.is_some() {
        surface.pop();
    }
}

fn path_on(surface: &mut Surface<'_>, path: &Path) {
    let Some(outline) = outline(&path.segments) else { return };
    surface.set_fill(path.fill.map(fill));
    surface.set_stroke(path.stroke.map(stroke));
    surface.draw_path(&outline);
    surface.set_stroke(None);
}

fn text_on(surface: &mut Surface<'_>, text: &Text, fonts: &mut Fonts) {
    if text.size.is_nan() || text.size <= 0.0 {
        return;
    }
    let font = match text.face {
        Face::Regular => &fonts.regular,
        Face::SemiBold => &fonts.semibold,
    };
    let mut string = String::new();
    let mut glyphs: Vec<KrillaGlyph> = Vec::with_capacity(text.glyphs.len());
    for (at, glyph) in text.glyphs.iter().enumerate() {
        let start = string.len();
        string.push(glyph.ch);
        let next = text.glyphs.get(at + 1..).unwrap_or_default().iter().find(|next| next.id.is_some());
        let advance = next.map_or(text.advance, |next| next.x) - glyph.x;
        match (glyph.id, glyphs.last_mut()) {
            (Some(id), _) => glyphs.push(KrillaGlyph::new(
                GlyphId::new(u32::from(id)),
                advance / text.size,
                0.0,
                0.0,
                0.0,
                start..string.len(),
                None,
            )),
            // Shown as part of the glyph before, so it is read as part of it too.
            (None, Some(before)) => before.text_range.end = string.len(),
            (None, None) => {}
        }
    }
    let start = text.glyphs.iter().find(|glyph| glyph.id.is_some()).map_or(0.0, |glyph| glyph.x);
    let [a, b, c, d, e, f] = text.matrix();
    let plain = [a, b, c, d] == [1.0, 0.0, 0.0, 1.0];
    surface.set_fill(Some(fill(text.color)));
    surface.set_stroke(None);
    if plain {
        surface.draw_glyphs(Point::from_xy(e + start, f), &glyphs, font.clone(), &string, text.size, false);
    } else {
        surface.push_transform(&Transform::from_row(a, b, c, d, e, f));
        surface.draw_glyphs(Point::from_xy(start, 0.0), &glyphs, font.clone(), &string, text.size, false);
        surface.pop();
    }
}

fn image_on(surface: &mut Surface<'_>, image: &Image) {
    let turned = image.angle != 0.0;
    if turned {
        let center = image.rect.center();
        surface.push_transform(&Transform::from_rotate_at(image.angle.to_degrees(), center.x, center.y));
    }
    for (cell, color) in image.cells() {
        fill_rect(surface, cell, color);
    }
    if turned {
        surface.pop();
    }
}

fn fill_rect(surface: &mut Surface<'_>, rect: Rect, color: Rgba) {
    if let Some(path) = rect_path(rect) {
        surface.set_fill(Some(fill(color)));
        surface.set_stroke(None);
        surface.draw_path(&path);
    }
}

fn rect_path(rect: Rect) -> Option<PdfPath> {
    let mut builder = PathBuilder::new();
    builder.push_rect(PdfRect::from_ltrb(rect.left(), rect.top(), rect.right(), rect.bottom())?);
    builder.finish()
}

fn outline(segments: &[Segment]) -> Option<PdfPath> {
    let mut builder = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move(p) => builder.move_to(p.x, p.y),
            Segment::Line(p) => builder.line_to(p.x, p.y),
            Segment::Quad(c, p) => builder.quad_to(c.x, c.y, p.x, p.y),
            Segment::Cubic(c, d, p) => builder.cubic_to(c.x, c.y, d.x, d.y, p.x, p.y),
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

fn opacity(color: Rgba) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn fill(color: Rgba) -> Fill {
    Fill { paint: rgb::Color::new(color.r, color.g, color.b).into(), opacity: opacity(color), rule: FillRule::NonZero }
}

fn stroke(pen: Pen) -> Stroke {
    Stroke {
        paint: rgb::Color::new(pen.color.r, pen.color.g, pen.color.b).into(),
        width: pen.width,
        miter_limit: Pen::MITER_LIMIT,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        opacity: opacity(pen.color),
        dash: None,
    }
}
