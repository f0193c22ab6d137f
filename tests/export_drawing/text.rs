//! Text lies where its galley has it.

use super::*;

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
