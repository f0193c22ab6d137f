//! Pixel images: cut out of textures, and packed as PNG for files that embed one.

use std::sync::Arc;

use egui::{Color32, Rect, pos2};

use super::capture::Texture;
use super::drawing::{Image, Rgba};

impl Image {
    /// The part `uv` of a texture, tinted, painted into `rect`. The part may run backwards: then it is mirrored.
    pub(super) fn of_texture(texture: &Texture, uv: Rect, rect: Rect, angle: f32, tint: Color32) -> Option<Self> {
        let [width, height] = texture.image.size;
        let columns = span(uv.min.x, uv.max.x, width)?;
        let rows = span(uv.min.y, uv.max.y, height)?;
        let mut pixels = Vec::with_capacity(columns.len() * rows.len() * 4);
        for &y in &rows {
            for &x in &columns {
                let texel = texture.image.pixels.get(y * width + x).copied().unwrap_or_default();
                let Rgba { r, g, b, a } = tinted(texel, tint).into();
                pixels.extend([r, g, b, a]);
            }
        }
        Some(Self {
            width: u32::try_from(columns.len()).ok()?,
            height: u32::try_from(rows.len()).ok()?,
            pixels: Arc::new(pixels),
            rect,
            angle,
            smooth: texture.smooth,
            clip: None,
        })
    }

    /// The image as a PNG file, for embedding.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        self.pixmap()?.encode_png().ok()
    }

    /// The image with premultiplied colours.
    pub(super) fn pixmap(&self) -> Option<tiny_skia::Pixmap> {
        let mut data = Vec::with_capacity(self.pixels.len());
        for &[r, g, b, a] in self.pixels.as_chunks::<4>().0 {
            let color = tiny_skia::ColorU8::from_rgba(r, g, b, a).premultiply();
            data.extend([color.red(), color.green(), color.blue(), color.alpha()]);
        }
        tiny_skia::Pixmap::from_vec(data, tiny_skia::IntSize::from_wh(self.width, self.height)?)
    }

    /// Cells of one colour as rectangles in the drawing, row by row, neighbours of the same colour joined; for files
    /// without pixel images. In an opaque image each cell reaches half a cell under those painted after it, so that no
    /// seam shows between them.
    #[expect(clippy::cast_precision_loss)]
    pub(super) fn cells(&self) -> Vec<(Rect, Rgba)> {
        let opaque = self.pixels.iter().skip(3).step_by(4).all(|&alpha| alpha == 255);
        let (dx, dy) = (self.rect.width() / self.width as f32, self.rect.height() / self.height as f32);
        let mut cells = Vec::new();
        for y in 0..self.height {
            let row: Vec<Rgba> = (0..self.width).filter_map(|x| self.pixel(x, y)).collect();
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let end = x + run.len();
                let under_x = if opaque && end < row.len() { 0.5 } else { 0.0 };
                let under_y = if opaque && y + 1 < self.height { 0.5 } else { 0.0 };
                let cell = Rect::from_min_max(
                    pos2(x as f32 * dx, y as f32 * dy),
                    pos2((end as f32 + under_x) * dx, ((y + 1) as f32 + under_y) * dy),
                );
                let color = run.first().copied().filter(|color| color.a > 0);
                cells.extend(color.map(|color| (cell.translate(self.rect.min.to_vec2()), color)));
                x = end;
            }
        }
        cells
    }
}

/// Colours multiply channel by channel, as the painter does it.
pub(super) fn tinted(texel: Color32, tint: Color32) -> Color32 {
    if tint == Color32::WHITE { texel } else { texel * tint }
}

/// The texels from one coordinate to another, in the order they are painted.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn span(from: f32, to: f32, size: usize) -> Option<Vec<usize>> {
    let last = size.checked_sub(1)?;
    let (low, high) = (from.min(to) * size as f32, from.max(to) * size as f32);
    // `as` saturates: what lies outside of the texture ends at its edge.
    let start = ((low + 1e-3).floor() as usize).min(last);
    let end = ((high - 1e-3).floor() as usize).clamp(start, last);
    let texels = start..=end;
    Some(if from <= to { texels.collect() } else { texels.rev().collect() })
}
