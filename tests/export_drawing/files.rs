//! Drawings as SVG, PNG and PDF.

use super::*;

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
