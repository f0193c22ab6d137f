//! The drawing and its writers: every kind of shape is captured, lies where egui has it, and comes out of each file
//! format where and as it should.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
mod files;
mod shapes;
mod text;

use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::epaint::textures::TexturesDelta;
use egui::epaint::{
    BandPoint, BandShape, CircleShape, ClippedShape, ColorMode, CubicBezierShape, EllipseShape, ImageDelta, Mesh,
    PaintCallback, PathShape, PathStroke, QuadraticBezierShape, RectShape, Shape, TextShape, Vertex,
};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, ColorImage, FontId, Pos2, Rect, Stroke, StrokeKind, TextureId, TextureOptions, Ui, Vec2, pos2,
    vec2,
};
use plenary::chart::fonts;
use plenary::export::{
    Drawing, ExportError, Face, Item, Path, Rgba, Segment, Text, TextMode, Textures, capture, pdf, png, svg,
};

const RED: Color32 = Color32::from_rgb(220, 20, 60);
const BLUE: Color32 = Color32::from_rgb(30, 60, 200);
const SIZE: Vec2 = vec2(200.0, 100.0);

fn draw(shape: impl Into<Shape>) -> Drawing {
    draw_clipped(shape, Rect::EVERYTHING, &Textures::default())
}

fn draw_clipped(shape: impl Into<Shape>, clip: Rect, textures: &Textures) -> Drawing {
    Drawing::from_shapes(&[ClippedShape::new(clip, shape)], textures, SIZE)
}

fn only_path(drawing: &Drawing) -> &Path {
    match drawing.items.as_slice() {
        [Item::Path(path)] => path,
        items => panic!("expected one path, got {items:?}"),
    }
}

fn rgba(color: Color32) -> Rgba {
    color.into()
}

/// The pixel of the picture at `scale` at a place given in points.
fn pixel(drawing: &Drawing, scale: f32, at: Pos2) -> Rgba {
    let (width, _, pixels) = png::pixels(drawing, scale).unwrap();
    let (x, y) = ((at.x * scale) as usize, (at.y * scale) as usize);
    let start = (y * width as usize + x) * 4;
    Rgba { r: pixels[start], g: pixels[start + 1], b: pixels[start + 2], a: pixels[start + 3] }
}

/// The rectangle, in points, around all pixels that are not transparent.
fn ink(drawing: &Drawing, scale: f32) -> Rect {
    let (width, _, pixels) = png::pixels(drawing, scale).unwrap();
    let mut ink = Rect::NOTHING;
    for (index, pixel) in pixels.chunks_exact(4).enumerate() {
        if pixel[3] > 40 {
            let (x, y) = ((index % width as usize) as f32, (index / width as usize) as f32);
            ink = ink.union(Rect::from_min_size(pos2(x, y) / scale, Vec2::splat(1.0 / scale)));
        }
    }
    ink
}

/// A picture with something of everything.
fn sample(ui: &mut Ui) {
    let painter = ui.painter().clone();
    painter.rect_filled(Rect::from_min_max(pos2(10.0, 10.0), pos2(60.0, 40.0)), 4.0, BLUE);
    for (index, code) in ["A<1", "B&2", "C\"3"].into_iter().enumerate() {
        let center = pos2(30.0 + 60.0 * index as f32, 70.0);
        painter.circle(center, 18.0, RED, Stroke::new(1.5, Color32::BLACK));
        painter.text(center, Align2::CENTER_CENTER, code, fonts::semibold(11.0), Color32::WHITE);
    }
    let galley = painter.layout_no_wrap("Share of votes".into(), fonts::regular(12.0), Color32::BLACK);
    painter.add(TextShape::new(pos2(20.0, 190.0), galley, Color32::BLACK).with_angle(-FRAC_PI_2));
    painter.with_clip_rect(Rect::from_min_max(pos2(100.0, 10.0), pos2(150.0, 40.0))).circle_filled(
        pos2(150.0, 25.0),
        20.0,
        Color32::from_rgba_unmultiplied(0, 160, 90, 128),
    );
    let mut mesh = Mesh::default();
    for cell in 0..16_u8 {
        let at = pos2(200.0 + 10.0 * f32::from(cell % 4), 10.0 + 10.0 * f32::from(cell / 4));
        mesh.add_colored_rect(Rect::from_min_size(at, Vec2::splat(10.0)), Color32::from_gray(cell * 16));
    }
    painter.add(mesh);
    let plot_area = Rect::from_min_max(pos2(40.0, 110.0), pos2(290.0, 195.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(plot_area), |ui| {
        egui_plot::Plot::new("plot").x_axis_label("Threshold").show(ui, |plot| {
            let points: Vec<[f64; 2]> = (0..50).map(|i| [f64::from(i), f64::from(i * i % 37)]).collect();
            plot.line(egui_plot::Line::new("line", points).color(BLUE));
        });
    });
}

fn sample_drawing() -> Drawing {
    capture(vec2(300.0, 200.0), false, |_| {}, sample).on(Color32::WHITE).described("Votes & <seats>", "Three circles.")
}
