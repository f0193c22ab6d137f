//! The drawing and its writers: every kind of shape is captured, lies where egui has it, and comes out of each file
//! format where and as it should.

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

#[test]
fn every_kind_of_shape_is_captured() {
    let line = Stroke::new(2.0, RED);
    let points = vec![pos2(10.0, 10.0), pos2(50.0, 10.0), pos2(50.0, 60.0)];
    let kinds: Vec<Shape> = vec![
        CircleShape::filled(pos2(50.0, 50.0), 10.0, RED).into(),
        EllipseShape::stroke(pos2(50.0, 50.0), vec2(20.0, 10.0), line).into(),
        Shape::LineSegment { points: [pos2(0.0, 0.0), pos2(50.0, 70.0)], stroke: line },
        PathShape::convex_polygon(points.clone(), RED, line).into(),
        BandShape::filled(vec![BandPoint::new(10.0, 10.0..=20.0), BandPoint::new(40.0, 30.0..=50.0)], RED).into(),
        RectShape::filled(Rect::from_min_max(pos2(10.0, 10.0), pos2(40.0, 40.0)), 3.0, RED).into(),
        QuadraticBezierShape::from_points_stroke([points[0], points[1], points[2]], false, Color32::TRANSPARENT, line)
            .into(),
        CubicBezierShape::from_points_stroke(
            [points[0], points[1], points[2], pos2(5.0, 60.0)],
            true,
            RED,
            PathStroke::from(line),
        )
        .into(),
        {
            let mut mesh = Mesh::default();
            mesh.add_colored_rect(Rect::from_min_max(pos2(10.0, 10.0), pos2(40.0, 40.0)), RED);
            mesh.into()
        },
    ];
    for shape in &kinds {
        let drawing = draw(shape.clone());
        let path = only_path(&drawing);
        let color = path.fill.or(path.stroke.map(|pen| pen.color));
        assert_eq!(color, Some(rgba(RED)), "{shape:?}");
        assert!(ink(&drawing, 1.0).is_positive(), "{shape:?} shows");
    }
    assert_eq!(draw(Shape::Vec(kinds.clone())).items.len(), kinds.len());
    assert!(draw(Shape::Noop).items.is_empty());
    let callback = PaintCallback { rect: Rect::EVERYTHING, callback: Arc::new(()) };
    assert!(draw(callback).items.is_empty());
}

#[test]
fn strokes_lie_where_egui_puts_them() {
    let stroke = Stroke::new(4.0, BLUE);
    // A circle's stroke is outside of its radius.
    let circle = draw(CircleShape { center: pos2(50.0, 50.0), radius: 20.0, fill: RED, stroke });
    assert_eq!(pixel(&circle, 1.0, pos2(50.0, 50.0)), rgba(RED));
    assert_eq!(pixel(&circle, 1.0, pos2(50.0 + 18.0, 50.0)), rgba(RED));
    assert_eq!(pixel(&circle, 1.0, pos2(50.0 + 22.0, 50.0)), rgba(BLUE));
    assert_eq!(pixel(&circle, 1.0, pos2(50.0 + 25.0, 50.0)).a, 0);

    let rect = Rect::from_min_max(pos2(40.0, 20.0), pos2(80.0, 60.0));
    for (kind, outer) in [(StrokeKind::Inside, 40.0), (StrokeKind::Middle, 38.0), (StrokeKind::Outside, 36.0)] {
        let drawing = draw(RectShape::new(rect, 0.0, RED, stroke, kind));
        assert_eq!(pixel(&drawing, 1.0, pos2(outer - 1.0, 40.0)).a, 0, "{kind:?}");
        assert_eq!(pixel(&drawing, 1.0, pos2(outer, 40.0)), rgba(BLUE), "{kind:?}");
        assert_eq!(pixel(&drawing, 1.0, pos2(outer + 3.0, 40.0)), rgba(BLUE), "{kind:?}");
        assert_eq!(pixel(&drawing, 1.0, pos2(outer + 4.0, 40.0)), rgba(RED), "{kind:?}");
    }
    // A level hairline is one sharp row of pixels.
    let line = draw(Shape::LineSegment { points: [pos2(10.0, 30.2), pos2(20.0, 30.2)], stroke: Stroke::new(1.0, RED) });
    assert_eq!(ink(&line, 1.0), Rect::from_min_max(pos2(10.0, 30.0), pos2(20.0, 31.0)));
    assert_eq!(pixel(&line, 1.0, pos2(15.0, 30.0)), rgba(RED));
}

#[test]
fn translucent_stroke_does_not_cover_the_fill() {
    let stroke = Stroke::new(6.0, Color32::from_rgba_unmultiplied(0, 0, 255, 100));
    let drawing = draw(CircleShape { center: pos2(50.0, 50.0), radius: 20.0, fill: RED, stroke });
    assert_eq!(drawing.items.len(), 2);
    assert_eq!(pixel(&drawing, 1.0, pos2(50.0 + 23.0, 50.0)), Rgba { r: 0, g: 0, b: 255, a: 100 });
}

#[test]
fn varying_line_colour_is_kept() {
    let stroke = PathStroke {
        color: ColorMode::UV(Arc::new(|_, p: Pos2| if p.x < 50.0 { RED } else { BLUE })),
        ..PathStroke::new(2.0, RED)
    };
    let points = (0..10).map(|i| pos2(10.0 * i as f32, 50.0)).collect();
    let drawing = draw(PathShape::line(points, stroke));
    assert_eq!(drawing.items.len(), 2, "one path for each colour: {:?}", drawing.items);
    assert_eq!(pixel(&drawing, 1.0, pos2(20.0, 50.0)), rgba(RED));
    assert_eq!(pixel(&drawing, 1.0, pos2(80.0, 50.0)), rgba(BLUE));
}

#[test]
fn blurred_rectangle_is_a_ramp() {
    let rect = Rect::from_min_max(pos2(50.0, 30.0), pos2(150.0, 70.0));
    let drawing = draw(RectShape::filled(rect, 0.0, Color32::BLACK).with_blur_width(16.0));
    let alpha = |x: f32| pixel(&drawing, 1.0, pos2(x, 50.0)).a;
    assert_eq!((alpha(40.0), alpha(100.0)), (0, 255));
    assert!((90..170).contains(&alpha(50.0)), "half way at the edge: {}", alpha(50.0));
    assert!(alpha(45.0) < alpha(50.0) && alpha(50.0) < alpha(55.0));
}

#[test]
fn clips_are_kept_only_where_they_cut() {
    let circle = CircleShape::filled(pos2(50.0, 50.0), 10.0, RED);
    let textures = Textures::default();
    let within = |clip: Rect| draw_clipped(circle, clip, &textures);
    assert_eq!(only_path(&within(Rect::EVERYTHING)).clip, None);
    assert_eq!(only_path(&within(Rect::from_min_max(pos2(39.0, 39.0), pos2(61.0, 61.0)))).clip, None);
    let half = Rect::from_min_max(pos2(0.0, 0.0), pos2(50.0, 100.0));
    assert_eq!(only_path(&within(half)).clip, Some(half));
    assert_eq!(pixel(&within(half), 1.0, pos2(48.0, 50.0)), rgba(RED));
    assert_eq!(pixel(&within(half), 1.0, pos2(52.0, 50.0)).a, 0);
    assert!(within(Rect::from_min_max(pos2(70.0, 0.0), pos2(90.0, 100.0))).items.is_empty());
    assert!(draw(CircleShape::filled(pos2(-50.0, 50.0), 10.0, RED)).items.is_empty(), "outside of the page");
    // A rectangle's clip needs no mask; it must cut all the same.
    let rect = RectShape::filled(Rect::from_min_max(pos2(10.0, 10.0), pos2(90.0, 90.0)), 0.0, RED);
    let cut = draw_clipped(rect, half, &textures);
    assert_eq!(ink(&cut, 2.0), Rect::from_min_max(pos2(10.0, 10.0), pos2(50.0, 90.0)));
}

#[test]
fn transform_after_layout_moves_the_item() {
    let mut clipped = ClippedShape::new(Rect::EVERYTHING, CircleShape::filled(pos2(10.0, 10.0), 5.0, RED));
    clipped.transform_after_tessellation = egui::emath::TSTransform::new(vec2(20.0, 30.0), 2.0);
    let drawing = Drawing::from_shapes(&[clipped], &Textures::default(), SIZE);
    let around = ink(&drawing, 4.0);
    assert!((around.center() - pos2(40.0, 50.0)).length() < 0.3 && (around.width() - 20.0).abs() < 0.6, "{around:?}");
}

fn with_galley(layout: impl Fn(&egui::Painter) -> TextShape) -> (Drawing, TextShape) {
    let shape = std::cell::RefCell::new(None);
    let drawing = capture(
        SIZE,
        false,
        |_| {},
        |ui| {
            let text = layout(ui.painter());
            *shape.borrow_mut() = Some(text.clone());
            ui.painter().add(text);
        },
    );
    (drawing, shape.into_inner().unwrap())
}

fn only_text(drawing: &Drawing) -> &Text {
    let texts: Vec<&Text> = drawing.texts().collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts[0]
}

#[test]
fn text_lies_where_the_galley_has_it() {
    let string = "AVATAR Tofu, 1 234 – Wörter";
    for (size, at) in [(11.0, pos2(20.0, 30.0)), (13.5, pos2(7.3, 41.6))] {
        let (drawing, shape) = with_galley(|painter| {
            let galley = painter.layout_no_wrap(string.into(), fonts::semibold(size), RED);
            TextShape::new(at, galley, RED)
        });
        let text = only_text(&drawing);
        let row = &shape.galley.rows[0];
        assert_eq!((text.face, text.size, text.color), (Face::SemiBold, size, rgba(RED)));
        assert_eq!(text.text(), string);
        let first = row.glyphs[0].pos;
        assert_eq!(text.origin, pos2(at.x.round() + row.pos.x + first.x, at.y.round() + row.pos.y + first.y));
        let mut pen = 0.0;
        for (glyph, placed) in text.glyphs.iter().zip(&row.glyphs) {
            assert!((glyph.x - pen).abs() < 0.02, "{} is set right after the one before", glyph.ch);
            assert!((-0.15..0.9).contains(&(glyph.x - placed.pos.x)), "{} is on its pixel", glyph.ch);
            pen += placed.advance_width;
        }
        // The pixels egui has for the glyphs surround the pixels drawn here.
        let mesh = row.visuals.mesh_bounds.translate(at.round().to_vec2() + row.pos.to_vec2());
        let drawn = ink(&drawing, 4.0);
        assert!(mesh.expand(0.5).contains_rect(drawn), "{drawn:?} within {mesh:?}");
        assert!(drawn.expand(1.5).contains_rect(mesh), "{drawn:?} fills {mesh:?}");
    }
}

#[test]
fn wrapped_and_centred_rows_keep_their_glyphs_in_place() {
    let string = "Several words that go on to a second row and a third one";
    let (drawing, shape) = with_galley(|painter| {
        let mut job = LayoutJob::simple(string.into(), fonts::regular(12.0), RED, 110.0);
        job.halign = egui::Align::Center;
        TextShape::new(pos2(100.0, 10.0), painter.layout_job(job), RED)
    });
    let texts: Vec<&Text> = drawing.texts().collect();
    assert_eq!(texts.len(), shape.galley.rows.len());
    assert!(texts.len() >= 3);
    assert_eq!(texts.iter().map(|text| text.text()).collect::<String>(), string);
    for (text, row) in texts.iter().zip(&shape.galley.rows) {
        for (glyph, placed) in text.glyphs.iter().zip(&row.glyphs) {
            let off = text.origin.x + glyph.x - (100.0 + row.pos.x + placed.pos.x);
            assert!((-0.15..0.9).contains(&off), "{} is {off} off", glyph.ch);
        }
    }
}

#[test]
fn rotated_text_turns_around_its_corner() {
    let (drawing, shape) = with_galley(|painter| {
        let galley = painter.layout_no_wrap("Upwards".into(), fonts::regular(14.0), RED);
        TextShape::new(pos2(50.0, 90.0), galley, RED).with_angle(-FRAC_PI_2)
    });
    let text = only_text(&drawing);
    let baseline = shape.galley.rows[0].glyphs[0].pos.y;
    assert!((text.origin - pos2(50.0 + baseline, 90.0)).length() < 0.01, "{:?}", text.origin);
    let around = ink(&drawing, 2.0);
    let expected = shape.visual_bounding_rect();
    assert!(expected.expand(1.0).contains_rect(around), "{around:?} within {expected:?}");
    assert!(around.height() > 2.0 * around.width());
}

#[test]
fn sections_colours_and_lines_of_text() {
    let (drawing, _) = with_galley(|painter| {
        let format = |font: FontId, color: Color32| TextFormat { font_id: font, color, ..TextFormat::default() };
        let mut job = LayoutJob::default();
        job.append("plain ", 0.0, format(fonts::regular(12.0), Color32::PLACEHOLDER));
        job.append("bold ", 0.0, format(fonts::semibold(12.0), BLUE));
        let underlined = TextFormat { underline: Stroke::new(1.0, RED), ..format(fonts::regular(9.0), RED) };
        job.append("small\n", 0.0, underlined);
        let marked = TextFormat { background: Color32::YELLOW, ..format(fonts::regular(12.0), BLUE) };
        job.append("marked", 0.0, marked);
        TextShape::new(pos2(10.0, 10.0), painter.layout_job(job), RED)
    });
    let looks: Vec<(String, Face, f32, Rgba)> = drawing.texts().map(|t| (t.text(), t.face, t.size, t.color)).collect();
    let expected = [
        ("plain ", Face::Regular, 12.0, RED),
        ("bold ", Face::SemiBold, 12.0, BLUE),
        ("small", Face::Regular, 9.0, RED),
        ("marked", Face::Regular, 12.0, BLUE),
    ];
    assert_eq!(looks, expected.map(|(t, f, s, c)| (t.to_owned(), f, s, rgba(c))));
    let baselines: Vec<f32> = drawing.texts().map(|t| t.origin.y).collect();
    assert_eq!(baselines[0], baselines[1]);
    assert!(baselines[3] > baselines[0] + 10.0);
    let fills: Vec<_> = drawing
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Path(path) => path.fill.or(path.stroke.map(|pen| pen.color)),
            _ => None,
        })
        .collect();
    assert_eq!(fills, [rgba(RED), rgba(Color32::YELLOW)], "underline, then the mark below the second row's text");
}

#[test]
fn opacity_and_override_reach_the_text() {
    let (drawing, _) = with_galley(|painter| {
        let galley = painter.layout_no_wrap("faint".into(), fonts::regular(12.0), BLUE);
        TextShape::new(pos2(10.0, 10.0), galley, BLUE).with_override_text_color(RED).with_opacity_factor(0.5)
    });
    let color = only_text(&drawing).color;
    assert!((126..=129).contains(&color.a) && color.r.abs_diff(RED.r()) <= 2, "{color:?}");
}

#[test]
fn elided_text_ends_in_its_mark() {
    let (drawing, _) = with_galley(|painter| {
        let mut job = LayoutJob::simple("Much too long for this".into(), fonts::semibold(12.0), RED, 60.0);
        job.wrap = egui::text::TextWrapping::truncate_at_width(60.0);
        TextShape::new(pos2(10.0, 10.0), painter.layout_job(job), RED)
    });
    let text = only_text(&drawing);
    assert!(text.text().ends_with('…') && text.face == Face::SemiBold, "{:?}", text.text());
    assert!(text.advance <= 61.0);
}

#[test]
fn characters_joined_into_one_glyph_are_shown() {
    // The typeface shows an arrow and a multiplication sign; the text stays what was typed.
    let (drawing, shape) = with_galley(|painter| {
        let galley = painter.layout_no_wrap("a -> 2x3".into(), fonts::regular(20.0), RED);
        TextShape::new(pos2(10.0, 10.0), galley, RED)
    });
    let text = only_text(&drawing);
    assert_eq!(text.text(), "a -> 2x3");
    let id = |ch| plenary::export::outline::Outlines::new().glyph_id(Face::Regular, ch);
    assert_eq!([text.glyphs[2].id, text.glyphs[3].id, text.glyphs[6].id], [Some(id('→')), None, Some(id('×'))]);
    let mesh = shape.galley.rows[0].visuals.mesh_bounds.translate(vec2(10.0, 10.0));
    assert!(mesh.expand(0.5).contains_rect(ink(&drawing, 4.0)));
}

#[test]
fn stamped_text_is_the_same_as_filled_text() {
    let (drawing, _) = with_galley(|painter| {
        let galley = painter.layout_no_wrap("Wörter, 1 234 – AVATAR".into(), fonts::semibold(12.0), RED);
        TextShape::new(pos2(10.0, 20.0), galley, RED)
    });
    let mut turned = drawing.clone();
    for item in &mut turned.items {
        // Too little to see, but enough that the outlines are filled in place.
        if let Item::Text(text) = item {
            text.angle = 1e-7;
        }
    }
    for scale in [1.0, 2.0, 3.0] {
        let sum = |drawing| {
            let (_, _, pixels) = png::pixels(drawing, scale).unwrap();
            pixels.chunks_exact(4).map(|pixel| u64::from(pixel[3])).sum::<u64>() as f32
        };
        let (stamped, filled) = (sum(&drawing), sum(&turned));
        assert!((stamped / filled - 1.0).abs() < 0.02, "as much ink: {stamped} and {filled}");
        let apart = ink(&drawing, scale).min - ink(&turned, scale).min;
        assert!(apart.abs().max_elem() <= 1.0 / scale, "{apart:?}");
    }
}

#[test]
fn clipped_text_ends_at_the_clip() {
    let drawing = capture(
        SIZE,
        false,
        |_| {},
        |ui| {
            let clip = Rect::from_min_max(pos2(30.0, 20.0), pos2(60.0, 28.0));
            let font = fonts::regular(16.0);
            ui.painter().with_clip_rect(clip).text(pos2(-5.0, 12.0), Align2::LEFT_TOP, "Mmmmmmmmmmmm", font, RED);
        },
    );
    for scale in [1.0, 2.0] {
        let ink = ink(&drawing, scale);
        let clip = Rect::from_min_max(pos2(30.0, 20.0), pos2(60.0, 28.0));
        assert!(clip.contains_rect(ink) && ink.width() > 27.0 && ink.height() > 5.0, "{ink:?}");
    }
}

#[test]
fn plot_with_axis_labels_is_captured() {
    let drawing = sample_drawing();
    let texts: Vec<String> = drawing.texts().map(Text::text).collect();
    assert!(texts.iter().any(|text| text == "Threshold"), "{texts:?}");
    assert!(texts.iter().any(|text| text == "0"), "ticks: {texts:?}");
    let line = drawing.items.iter().find_map(|item| match item {
        Item::Path(path) if path.stroke.is_some_and(|pen| pen.color == rgba(BLUE)) => Some(path),
        _ => None,
    });
    assert!(line.is_some_and(|path| path.segments.len() == 50));
}

#[test]
fn heat_map_mesh_merges_cells() {
    let mut mesh = Mesh::default();
    for y in 0..10_u8 {
        for x in 0..20_u8 {
            let at = pos2(f32::from(x) * 5.0, f32::from(y) * 5.0);
            let color = if x < 10 { RED } else { BLUE };
            mesh.add_colored_rect(Rect::from_min_size(at, Vec2::splat(5.0)), color);
        }
    }
    let drawing = draw(mesh);
    assert_eq!(drawing.items.len(), 20, "two runs of cells in each of ten rows");
    let Item::Path(first) = &drawing.items[0] else { panic!("a path") };
    assert!(first.crisp);
    assert_eq!(first.segments.len(), 5, "ten cells are one rectangle");
    assert_eq!(pixel(&drawing, 3.0, pos2(49.9, 25.0)), rgba(RED));
    assert_eq!(pixel(&drawing, 3.0, pos2(50.1, 25.0)), rgba(BLUE));
}

#[test]
fn triangles_of_either_turn_leave_no_hole() {
    let mut mesh = Mesh::default();
    for (x, y) in [(10.0, 10.0), (60.0, 10.0), (10.0, 60.0), (62.0, 63.0)] {
        mesh.colored_vertex(pos2(x, y), RED);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    let drawing = draw(mesh);
    assert_eq!(only_path(&drawing).segments.len(), 8);
    assert_eq!(pixel(&drawing, 1.0, pos2(35.0, 35.0)), rgba(RED), "no seam along the diagonal");
}

#[test]
fn flowing_colours_become_an_image() {
    let mut mesh = Mesh::default();
    for (x, y, color) in [(0.0, 0.0, RED), (100.0, 0.0, BLUE), (0.0, 20.0, RED), (100.0, 20.0, BLUE)] {
        mesh.vertices.push(Vertex::untextured(pos2(x, y), color));
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(2, 1, 3);
    let drawing = draw(mesh);
    assert!(matches!(drawing.items.as_slice(), [Item::Image(_)]));
    let middle = pixel(&drawing, 1.0, pos2(50.0, 10.0));
    assert!(middle.r.abs_diff(125) < 4 && middle.b.abs_diff(130) < 4 && middle.a == 255, "{middle:?}");
    assert!(pixel(&drawing, 1.0, pos2(1.0, 10.0)).r > 210);
}

#[test]
fn textures_become_images() {
    let id = TextureId::Managed(7);
    let colors = [RED, BLUE, Color32::GREEN, Color32::TRANSPARENT];
    let mut delta = TexturesDelta::default();
    delta.push(id, ImageDelta::full(ColorImage::filled([2, 2], Color32::BLACK), TextureOptions::NEAREST));
    delta.push(id, ImageDelta::partial([0, 0], ColorImage::new([2, 2], colors.to_vec()), TextureOptions::NEAREST));
    let mut textures = Textures::default();
    textures.absorb(&delta);
    delta.clear();
    let rect = Rect::from_min_max(pos2(20.0, 20.0), pos2(60.0, 60.0));
    let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(rect, uv, Color32::WHITE);
    let brush = RectShape::filled(rect, 0.0, Color32::WHITE).with_texture(id, uv);
    for shape in [Shape::from(mesh.clone()), Shape::from(brush)] {
        let drawing = draw_clipped(shape, Rect::EVERYTHING, &textures);
        assert!(matches!(drawing.items.as_slice(), [Item::Image(image)] if (image.width, image.height) == (2, 2)));
        let at = |x, y| pixel(&drawing, 1.0, pos2(x, y));
        assert_eq!([at(21.0, 21.0), at(59.0, 21.0), at(39.0, 59.0)], [RED, BLUE, Color32::GREEN].map(rgba));
        assert_eq!(at(59.0, 59.0).a, 0);
        assert!(svg::write(&drawing, TextMode::Text).contains("data:image/png;base64,iVBORw0KGgo"));
    }
    mesh.rotate(egui::emath::Rot2::from_angle(FRAC_PI_2), rect.center());
    let turned = draw_clipped(mesh, Rect::EVERYTHING, &textures);
    assert!(matches!(turned.items.as_slice(), [Item::Image(image)] if (image.angle - FRAC_PI_2).abs() < 1e-4));
    assert_eq!(pixel(&turned, 1.0, pos2(55.0, 25.0)), rgba(RED), "left top is now right top");
    let missing = Mesh { texture_id: TextureId::Managed(8), ..Mesh::default() };
    assert!(draw_clipped(missing, Rect::EVERYTHING, &textures).items.is_empty());
}

#[test]
fn infinite_and_broken_shapes_are_harmless() {
    let everywhere = draw(RectShape::filled(Rect::EVERYTHING, 0.0, RED));
    assert_eq!(pixel(&everywhere, 1.0, pos2(100.0, 50.0)), rgba(RED));
    assert!(only_path(&everywhere).segments.iter().flat_map(|s| s.points()).all(|p| p.x.abs() < 1e4));
    assert!(draw(CircleShape::filled(pos2(f32::NAN, 0.0), 5.0, RED)).items.is_empty());
    let points = vec![pos2(-1e9, 10.0), pos2(1e9, 90.0)];
    let far = draw(PathShape::line(points, PathStroke::new(2.0, RED)));
    assert!(png::write(&far, 1.0).is_ok() && pdf::write(&far).is_ok());
}

/// Checks that tags are balanced and attributes quoted, and gives the text between tags.
fn read_xml(text: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut contents = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        assert!(!before.contains('>'), "stray > in {before:?}");
        assert!(before.matches('&').count() == before.matches(';').count(), "bare & in {before:?}");
        contents.push(before.to_owned());
        let end = tag.find('>').expect("a tag ends");
        let inner = &tag[1..end];
        assert_eq!(inner.matches('"').count() % 2, 0, "quotes in <{inner}>");
        assert!(!inner.contains('<'));
        if let Some(name) = inner.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !inner.ends_with('/') {
            open.push(inner.split_whitespace().next().unwrap().to_owned());
        }
        rest = &tag[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "left open: {open:?}");
    contents
}

#[test]
fn svg_is_well_formed_and_escaped() {
    let drawing = sample_drawing();
    let text = svg::write(&drawing, TextMode::Text);
    let contents = read_xml(&text);
    for expected in ["Votes &amp; &lt;seats&gt;", "Three circles.", "A&lt;1", "B&amp;2", "C&quot;3", "Share of votes"] {
        assert!(contents.iter().any(|content| content == expected), "{expected} in {contents:?}");
    }
    assert!(text.contains("role=\"img\"") && text.contains("aria-labelledby=\"drawing-title drawing-desc\""));
    assert!(text.contains("<circle ") && text.contains("font-weight=\"600\""));
    assert!(!text.contains("\"-0\"") && !text.contains("NaN") && !text.contains("inf"));
    let clips: Vec<&str> = text.split("<clipPath").skip(1).filter_map(|part| part.split('>').nth(1)).collect();
    let distinct: std::collections::BTreeSet<&str> = clips.iter().copied().collect();
    assert!(!clips.is_empty() && clips.len() < drawing.items.len(), "only where it cuts: {clips:?}");
    assert_eq!(clips.len(), distinct.len(), "the same clip only once: {clips:?}");

    let outlines = svg::write(&drawing, TextMode::Outlines);
    read_xml(&outlines);
    assert!(!outlines.contains("<text"));
    assert!(outlines.matches("<path").count() >= drawing.texts().count());
}

#[test]
fn svg_leaves_out_control_characters() {
    let mut drawing = sample_drawing().described("a\u{0}b\u{1b}c", "");
    if let Some(Item::Text(text)) = drawing.items.iter_mut().find(|item| matches!(item, Item::Text(_))) {
        text.glyphs[1].ch = '\u{7}';
    }
    let svg = svg::write(&drawing, TextMode::Text);
    assert!(!svg.chars().any(|ch| ch.is_control() && ch != '\n') && svg.contains(">abc<"));
    for line in svg.lines().filter(|line| line.starts_with("<text")) {
        let places = line.split("x=\"").nth(1).and_then(|x| x.split('"').next()).unwrap().split(' ').count();
        let content = line.split('>').nth(1).and_then(|text| text.split('<').next()).unwrap();
        let content = content.replace("&lt;", "<").replace("&amp;", "&").replace("&quot;", "\"");
        assert_eq!(places, content.chars().count(), "as many places as characters: {line}");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (first, second) = (sample_drawing(), sample_drawing());
    assert_eq!(first, second);
    assert_eq!(svg::write(&first, TextMode::Text), svg::write(&second, TextMode::Text));
    assert_eq!(svg::write(&first, TextMode::Outlines), svg::write(&second, TextMode::Outlines));
    assert_eq!(png::write(&first, 2.0), png::write(&second, 2.0));
    assert_eq!(pdf::write(&first), pdf::write(&second));
}

#[test]
fn png_has_the_colours_and_sizes_asked_for() {
    let drawing = sample_drawing();
    for scale in [1.0, 2.0, 3.0] {
        let (width, height, pixels) = png::pixels(&drawing, scale).unwrap();
        assert_eq!((width, height), ((300.0 * scale) as u32, (200.0 * scale) as u32));
        assert_eq!(pixels.len(), (width * height * 4) as usize);
        assert_eq!(pixel(&drawing, scale, pos2(30.0, 57.0)), rgba(RED), "above the code in the circle");
        assert_eq!(pixel(&drawing, scale, pos2(35.0, 25.0)), rgba(BLUE));
        assert_eq!(pixel(&drawing, scale, pos2(140.0, 25.0)), Rgba { r: 127, g: 207, b: 172, a: 255 });
        assert_eq!(pixel(&drawing, scale, pos2(155.0, 25.0)), rgba(Color32::WHITE), "cut off");
    }
    let file = png::write(&drawing, 2.0).unwrap();
    assert_eq!(file.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
    assert_eq!(file.get(16..24), Some(&[0, 0, 2, 88, 0, 0, 1, 144][..]), "600 × 400");
    // Translucent colours come out as they went in.
    let faint = draw(CircleShape::filled(pos2(50.0, 50.0), 20.0, Color32::from_rgba_unmultiplied(200, 100, 0, 128)));
    let Rgba { r, g, b, a } = pixel(&faint, 1.0, pos2(50.0, 50.0));
    assert!(r.abs_diff(200) < 3 && g.abs_diff(100) < 3 && b < 3 && a == 128, "{r} {g} {b} {a}");
}

#[test]
fn sizes_without_end_are_errors() {
    let drawing = Drawing::new(vec2(300.0, 200.0));
    let error = png::write(&drawing, 100.0).unwrap_err();
    assert_eq!(error, ExportError::TooLarge { width: 30_000, height: 20_000 });
    assert!(error.to_string().contains("30000 × 20000"), "{error}");
    assert!(matches!(png::pixels(&Drawing::new(vec2(16_000.0, 16_000.0)), 1.0), Err(ExportError::TooLarge { .. })));
    assert!(matches!(png::write(&drawing, f32::INFINITY), Err(ExportError::TooLarge { .. })));
    for scale in [0.0, -1.0, f32::NAN] {
        assert!(matches!(png::write(&drawing, scale), Err(ExportError::Empty { .. })));
    }
    assert!(matches!(pdf::write(&Drawing::new(vec2(0.0, 10.0))), Err(ExportError::Empty { .. })));
    assert!(pdf::write(&Drawing::new(vec2(10.0, 10.0))).is_ok(), "an empty page is a page");
}

#[test]
fn pdf_has_fonts_and_text() {
    let file = pdf::write(&sample_drawing()).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    let has = |needle: &str| file.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(has("Inter-Regular") && has("Inter-SemiBold") && has("/Figure") && has("/Lang"));
    assert!(!has("/CreationDate"));
    let path = std::env::temp_dir().join(format!("plenary-export-{}.pdf", std::process::id()));
    std::fs::write(&path, &file).unwrap();
    let output =
        std::process::Command::new("pdftotext").args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()]).output();
    std::fs::remove_file(&path).unwrap();
    let Ok(output) = output else {
        eprintln!("pdftotext is not there: whether text can be selected is not tested");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    for expected in ["A<1", "B&2", "C\"3", "Threshold"] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn segments_of_a_drawing_can_be_walked() {
    let drawing = draw(CircleShape::filled(pos2(50.0, 50.0), 10.0, RED));
    let path = only_path(&drawing);
    assert!(matches!(path.segments.first(), Some(Segment::Move(_))));
    assert!(path.segments.iter().flat_map(|s| s.points()).all(|p| (p - pos2(50.0, 50.0)).length() < 14.2));
}
