//! Glyphs rasterised once and stamped wherever they occur: text is most of a user interface, and filling its outlines
//! over and over would be most of the work of making a picture.
//!
//! A glyph is placed to the nearest quarter of a pixel, as on the screen.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Rect, Vec2, vec2};
use tiny_skia::{FillRule, Mask, PathBuilder, Pixmap, Transform};

use super::drawing::{Face, Rgba, Text};
use super::outline::Outlines;
use super::png::{Clip, add};

/// Larger glyphs are few, and filled as outlines.
const LARGEST_EM: f32 = 64.0;
/// Quarters of a pixel.
const BINS: f32 = 4.0;

/// The coverage of a glyph, and where its top left pixel lies from the pixel of the glyph's origin.
struct Stamp {
    left: i32,
    top: i32,
    width: usize,
    coverage: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    face: Face,
    glyph: u16,
    /// The bits of the em size in pixels.
    em: u32,
    /// Quarters of a pixel to the right and downwards.
    bins: [u8; 2],
}

/// The stamps of one picture.
#[derive(Default)]
pub(super) struct Stamps {
    stamps: BTreeMap<Key, Option<Rc<Stamp>>>,
}

impl Stamps {
    /// Stamps a run of text; `false` if the run is of a kind that has to be filled instead.
    pub fn text(&mut self, pixmap: &mut Pixmap, outlines: &mut Outlines, text: &Text, scale: f32, clip: Clip) -> bool {
        let em = text.size * scale;
        if text.angle != 0.0 || text.slant != 0.0 || em > LARGEST_EM || em.is_nan() || em <= 0.0 {
            return false;
        }
        for glyph in &text.glyphs {
            let Some(id) = glyph.id else { continue };
            let at = (text.origin.to_vec2() + vec2(glyph.x, 0.0)) * scale;
            let (x, bin_x) = binned(at.x);
            let (y, bin_y) = binned(at.y);
            let key = Key { face: text.face, glyph: id, em: em.to_bits(), bins: [bin_x, bin_y] };
            let stamp = self.stamps.entry(key).or_insert_with(|| rasterise(outlines, key).map(Rc::new));
            if let Some(stamp) = stamp {
                stamp.press(pixmap, x, y, text.color, clip);
            }
        }
        true
    }
}

/// The whole pixel and the quarter within it.
fn binned(at: f32) -> (i32, u8) {
    let quarters = (at * BINS).round() as i32;
    (quarters.div_euclid(4), quarters.rem_euclid(4) as u8)
}

fn rasterise(outlines: &mut Outlines, key: Key) -> Option<Stamp> {
    let em = f32::from_bits(key.em);
    let [right, down] = key.bins.map(|bin| f32::from(bin) / BINS);
    let outline = outlines.glyph(key.face, key.glyph);
    let mut bounds = Rect::NOTHING;
    for point in outline.iter().flat_map(|segment| segment.points()) {
        bounds.extend_with((point.to_vec2() * em + vec2(right, down)).to_pos2());
    }
    if !bounds.is_finite() {
        return None;
    }
    let corner: Vec2 = bounds.min.floor().to_vec2();
    let size = (bounds.max.ceil() - bounds.min.floor()).max(Vec2::splat(1.0));
    let mut builder = PathBuilder::new();
    for segment in outline.iter() {
        add(&mut builder, segment.map(|p| (p.to_vec2() * em + vec2(right, down) - corner).to_pos2()), 1.0);
    }
    let mut mask = Mask::new(size.x as u32, size.y as u32)?;
    mask.fill_path(&builder.finish()?, FillRule::Winding, true, Transform::identity());
    let (left, top) = (corner.x as i32, corner.y as i32);
    Some(Stamp { left, top, width: mask.width() as usize, coverage: mask.take() })
}

impl Stamp {
    fn press(&self, pixmap: &mut Pixmap, x: i32, y: i32, color: Rgba, [left, top, right, bottom]: Clip) {
        let (x, y) = (x.saturating_add(self.left), y.saturating_add(self.top));
        let stride = pixmap.width() as usize * 4;
        // What lies left of or above the clip is skipped, what lies beyond it never reached.
        let skip = |edge: u32, at: i32| usize::try_from(i64::from(edge) - i64::from(at)).unwrap_or(0);
        let (columns, rows) = (skip(left, x)..skip(right, x).min(self.width), skip(top, y)..skip(bottom, y));
        if columns.is_empty() {
            return;
        }
        // Within the clip, and so within the picture, places are not negative.
        let first = |at: i32, skipped: usize| usize::try_from(i64::from(at) + i64::try_from(skipped).unwrap_or(0)).ok();
        let (Some(pixel_x), Some(first_y)) = (first(x, columns.start), first(y, rows.start)) else { return };
        let lines = self.coverage.chunks_exact(self.width).take(rows.end).skip(rows.start);
        for (pixel_y, line) in (first_y..).zip(lines) {
            let start = pixel_y * stride + pixel_x * 4;
            let target = pixmap.data_mut().get_mut(start..start + columns.len() * 4);
            if let (Some(target), Some(line)) = (target, line.get(columns.clone())) {
                blend(target, line, color);
            }
        }
    }
}

/// Paints a colour over premultiplied pixels, as far as each is covered.
fn blend(target: &mut [u8], coverage: &[u8], color: Rgba) {
    for (pixel, &covered) in target.as_chunks_mut::<4>().0.iter_mut().zip(coverage) {
        if covered == 0 {
            continue;
        }
        let alpha = scaled_by(covered, color.a);
        let source = [scaled_by(color.r, alpha), scaled_by(color.g, alpha), scaled_by(color.b, alpha), alpha];
        for (channel, over) in pixel.iter_mut().zip(source) {
            *channel = over.saturating_add(scaled_by(*channel, 255 - alpha));
        }
    }
}

/// The product of two parts of 255, rounded.
fn scaled_by(a: u8, b: u8) -> u8 {
    let product = u32::from(a) * u32::from(b) + 128;
    ((product + (product >> 8)) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::{binned, scaled_by};

    #[test]
    fn products_are_rounded_exactly() {
        for a in 0..=255_u8 {
            for b in 0..=255_u8 {
                let exact = (f32::from(a) * f32::from(b) / 255.0).round() as u8;
                assert_eq!(scaled_by(a, b), exact, "{a} × {b}");
            }
        }
    }

    #[test]
    fn places_go_to_the_nearest_quarter() {
        let places = [0.0, 0.1, 0.13, 0.9, -0.1, -0.2, 7.5].map(binned);
        assert_eq!(places, [(0, 0), (0, 0), (0, 1), (1, 0), (0, 0), (-1, 3), (7, 2)]);
    }
}
