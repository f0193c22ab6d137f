//! Every kind of shape is captured where it lies.

use super::*;

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
