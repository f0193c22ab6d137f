//! Runs egui without a window and captures what it paints.

use std::collections::HashMap;

use egui::epaint::textures::TexturesDelta;
use egui::epaint::{ClippedShape, ImageData};
use egui::{Color32, ColorImage, Pos2, RawInput, Rect, TextureFilter, TextureId, Theme, Ui, Vec2};

use super::drawing::Drawing;
use crate::chart::fonts;

/// Widgets that measure themselves need two passes; nothing here is known to need more than four.
const MAX_PASSES: u32 = 5;

/// Draws a user interface of `size` points without a window and captures it.
///
/// The context is fresh, with the program's fonts, one pixel per point, no animations and a clock that ticks the same
/// each time, so the same calls always give the same drawing. `setup` may add styles; `draw` is called once per pass,
/// at least twice, until two passes paint the same. Nothing is painted behind the user interface.
pub fn capture(size: Vec2, dark: bool, setup: impl Fn(&egui::Context), draw: impl FnMut(&mut Ui)) -> Drawing {
    run(size, dark, MAX_PASSES, setup, draw)
}

/// The same in a single pass, for what is painted without a widget that would measure itself.
pub fn capture_painted(size: Vec2, dark: bool, setup: impl Fn(&egui::Context), draw: impl FnMut(&mut Ui)) -> Drawing {
    run(size, dark, 1, setup, draw)
}

fn run(size: Vec2, dark: bool, passes: u32, setup: impl Fn(&egui::Context), mut draw: impl FnMut(&mut Ui)) -> Drawing {
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::definitions());
    ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
    setup(&ctx);
    ctx.all_styles_mut(|style| style.animation_time = 0.0);

    let mut textures = Textures::default();
    let mut shapes: Vec<ClippedShape> = Vec::new();
    for pass in 0..passes {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            // A second between passes lets whatever does fade in anyway arrive.
            time: Some(f64::from(pass)),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| draw(ui));
        textures.absorb(&output.textures_delta);
        output.textures_delta.clear();
        let painted = std::mem::take(&mut output.shapes);
        let settled = pass > 0 && painted == shapes;
        shapes = painted;
        if settled {
            break;
        }
    }
    Drawing::from_shapes(&shapes, &textures, size)
}

/// A texture as egui last sent it.
pub(super) struct Texture {
    pub image: ColorImage,
    pub smooth: bool,
}

impl Texture {
    /// The texel that covers a place in the texture, both coordinates from 0 to 1.
    pub fn at(&self, uv: Pos2) -> Option<Color32> {
        let [width, height] = self.image.size;
        // `as` saturates, so anything left of or above the texture lands on its edge.
        let x = ((uv.x * width as f32) as usize).min(width.checked_sub(1)?);
        let y = ((uv.y * height as f32) as usize).min(height.checked_sub(1)?);
        self.image.pixels.get(y * width + x).copied()
    }
}

/// The textures a context has sent to its painter, kept up to date with each pass's [`TexturesDelta`].
#[derive(Default)]
pub struct Textures {
    // Only ever looked up by id, so the order of the map cannot leak into a file.
    textures: HashMap<TextureId, Texture>,
    to_free: Vec<TextureId>,
}

impl Textures {
    /// Takes in what a pass changed. To be called after every pass, in order.
    pub fn absorb(&mut self, delta: &TexturesDelta) {
        // A texture freed by a pass is still shown by that pass, and gone with the next.
        for id in self.to_free.drain(..) {
            self.textures.remove(&id);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each texture is taken in by itself, in whatever order")]
        for (id, changes) in &delta.set {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let smooth = change.options.magnification == TextureFilter::Linear;
                match change.pos {
                    None => {
                        self.textures.insert(*id, Texture { image: image.as_ref().clone(), smooth });
                    }
                    Some(at) => {
                        if let Some(texture) = self.textures.get_mut(id) {
                            patch(&mut texture.image, image, at);
                        }
                    }
                }
            }
        }
        self.to_free.extend(delta.free.iter().copied());
    }

    pub(super) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.textures.get(&id)
    }
}

/// Copies a smaller image into a larger one; what does not fit is left out.
fn patch(into: &mut ColorImage, from: &ColorImage, [x, y]: [usize; 2]) {
    let [into_width, _] = into.size;
    let [width, _] = from.size;
    if width == 0 || x + width > into_width {
        return;
    }
    for (row, line) in from.pixels.chunks_exact(width).enumerate() {
        let start = (y + row) * into_width + x;
        if let Some(target) = into.pixels.get_mut(start..start + width) {
            target.copy_from_slice(line);
        }
    }
}
