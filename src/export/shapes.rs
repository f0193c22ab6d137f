//! egui's shapes as paths, with the pixel snapping and the stroke placement of egui's own painter.
//!
//! Approximated: strokes inside or outside a free-form path are centred on it; a blurred rectangle becomes a stack of
//! translucent ones; a rounded image keeps its corners; a line whose colour varies changes it once per segment.

use egui::emath::{GuiRounding as _, Rot2};
use egui::epaint::{
    BandPoint, BandShape, CircleShape, ColorMode, CubicBezierShape, EllipseShape, PathShape, PathStroke,
    QuadraticBezierShape, RectShape, Shape,
};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, pos2};

use super::builder::Builder;
use super::drawing::{Pen, Rgba, Segment};
use super::geometry::{Corners, ellipse, polyline, rounded_rect, snap_line};

impl Pen {
    /// `None` for a stroke that paints nothing.
    pub(super) fn visible(stroke: Stroke) -> Option<Self> {
        Rgba::visible(stroke.color).filter(|_| stroke.width > 0.0).map(|color| Self { width: stroke.width, color })
    }
}

impl Builder<'_> {
    /// Translates one shape, and those within it.
    pub fn shape(&mut self, shape: &Shape) {
        match shape {
            // What a callback paints, only its painter knows.
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.shape(shape);
                }
            }
            Shape::Circle(circle) => self.circle(circle),
            Shape::Ellipse(shape) => self.ellipse(shape),
            Shape::LineSegment { points, stroke } => self.line(*points, *stroke),
            Shape::Path(path) => self.path_shape(path),
            Shape::Band(band) => self.band(band),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => self.quadratic(curve),
            Shape::CubicBezier(curve) => self.cubic(curve),
        }
    }

    /// A line between two points.
    pub fn line(&mut self, points: [Pos2; 2], stroke: Stroke) {
        let [a, b] = snap_line(points, stroke, self.pixels_per_point);
        self.path(polyline(&[a, b], false), None, Pen::visible(stroke));
    }

    fn circle(&mut self, shape: &CircleShape) {
        if shape.radius > 0.0 {
            let outline = |radius: f32| ellipse(shape.center, egui::Vec2::splat(radius), 0.0);
            self.outside_stroke(outline, shape.radius, shape.fill, shape.stroke);
        }
    }

    fn ellipse(&mut self, shape: &EllipseShape) {
        if shape.radius.x > 0.0 && shape.radius.y > 0.0 {
            let outline = |grown: f32| ellipse(shape.center, shape.radius + egui::Vec2::splat(grown), shape.angle);
            self.outside_stroke(outline, 0.0, shape.fill, shape.stroke);
        }
    }

    /// A fill of the outline at `edge`, and a stroke that lies wholly outside of it.
    fn outside_stroke(&mut self, outline: impl Fn(f32) -> Vec<Segment>, edge: f32, fill: Color32, stroke: Stroke) {
        let fill = Rgba::visible(fill);
        let Some(pen) = Pen::visible(stroke) else {
            self.path(outline(edge), fill, None);
            return;
        };
        let middle = outline(edge + 0.5 * pen.width);
        if pen.color.is_opaque() || fill.is_none() {
            // The fill goes on beneath the stroke, so that nothing shines through where they meet.
            self.path(middle, fill, Some(pen));
        } else {
            self.path(outline(edge), fill, None);
            self.path(middle, None, Some(pen));
        }
    }

    fn path_shape(&mut self, shape: &PathShape) {
        let fill = Rgba::visible(shape.fill).filter(|_| shape.closed);
        self.stroked(&shape.points, shape.closed, fill, &shape.stroke, || polyline(&shape.points, shape.closed));
    }

    fn quadratic(&mut self, shape: &QuadraticBezierShape) {
        let [a, b, c] = shape.points;
        let mut segments = vec![Segment::Move(a), Segment::Quad(b, c)];
        segments.extend(shape.closed.then_some(Segment::Close));
        let fill = Rgba::visible(shape.fill).filter(|_| shape.closed);
        self.stroked(&shape.flatten(None), shape.closed, fill, &shape.stroke, || segments);
    }

    fn cubic(&mut self, shape: &CubicBezierShape) {
        let [a, b, c, d] = shape.points;
        let mut segments = vec![Segment::Move(a), Segment::Cubic(b, c, d)];
        segments.extend(shape.closed.then_some(Segment::Close));
        let fill = Rgba::visible(shape.fill).filter(|_| shape.closed);
        self.stroked(&shape.flatten(None), shape.closed, fill, &shape.stroke, || segments);
    }

    /// An outline with a stroke of one colour, or one whose colour depends on the place; `points` trace the outline
    /// for the latter.
    fn stroked(
        &mut self,
        points: &[Pos2],
        closed: bool,
        fill: Option<Rgba>,
        stroke: &PathStroke,
        outline: impl FnOnce() -> Vec<Segment>,
    ) {
        match &stroke.color {
            ColorMode::Solid(color) => {
                self.path(outline(), fill, Pen::visible(Stroke::new(stroke.width, *color)));
            }
            ColorMode::UV(color_at) => {
                self.path(outline(), fill, None);
                let bounds = Rect::from_points(points).expand(1.0 / self.pixels_per_point);
                self.varying_line(points, closed, stroke.width, |p| color_at(bounds, p));
            }
        }
    }

    /// Runs of segments that have the same colour in their middle become one path each.
    fn varying_line(&mut self, points: &[Pos2], closed: bool, width: f32, color_at: impl Fn(Pos2) -> Color32) {
        let back = points.first().copied().filter(|_| closed);
        let ends = points.iter().skip(1).copied().chain(back);
        let mut run: Vec<Pos2> = Vec::new();
        let mut run_color = Color32::TRANSPARENT;
        for (&start, end) in points.iter().zip(ends) {
            let color = color_at(start.lerp(end, 0.5));
            if run.is_empty() || color != run_color {
                self.path(polyline(&run, false), None, Pen::visible(Stroke::new(width, run_color)));
                run = vec![start];
                run_color = color;
            }
            run.push(end);
        }
        self.path(polyline(&run, false), None, Pen::visible(Stroke::new(width, run_color)));
    }

    fn band(&mut self, shape: &BandShape) {
        // The outline is that of the stroke's middle; the fill goes on beneath it.
        let grow = match shape.stroke_kind {
            StrokeKind::Inside => -0.5 * shape.stroke.width,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5 * shape.stroke.width,
        };
        let turn = Rot2::from_angle(shape.angle);
        let at = |x: f32, y: f32| turn * pos2(x, y).to_vec2();
        for run in band_runs(&shape.points) {
            let above = run.iter().map(|p| at(p.x, (p.y.min - grow).min(p.y.center())).to_pos2());
            let below = run.iter().rev().map(|p| at(p.x, (p.y.max + grow).max(p.y.center())).to_pos2());
            let outline: Vec<Pos2> = above.chain(below).collect();
            self.path(polyline(&outline, true), Rgba::visible(shape.fill), Pen::visible(shape.stroke));
        }
    }

    fn rect(&mut self, shape: &RectShape) {
        let mut shape = shape.clone();
        // Rectangles without end are common; beyond the visible part and a stroke's width they need none.
        let most = self.visible().expand(shape.stroke.width + shape.blur_width + 64.0);
        if shape.angle == 0.0 && shape.brush.is_none() && shape.corner_radius == egui::CornerRadius::ZERO {
            shape.rect = shape.rect.intersect(most);
        }
        if !shape.rect.is_finite() || shape.rect.is_negative() {
            return;
        }
        if shape.stroke.is_empty() {
            shape.stroke = Stroke::NONE;
        }
        if shape.brush.is_none() && shape.angle == 0.0 && self.thin_rect(&shape) {
            return;
        }
        if shape.round_to_pixels.unwrap_or(true) {
            self.snap_rect(&mut shape);
        }
        if shape.brush.is_some() {
            self.textured_rect(&shape);
            shape.fill = Color32::TRANSPARENT;
        }
        if shape.blur_width > 1.0 / self.pixels_per_point {
            self.blurred_rect(&shape);
            return;
        }
        let edge = match shape.stroke_kind {
            StrokeKind::Inside => -shape.stroke.width,
            StrokeKind::Middle => -0.5 * shape.stroke.width,
            StrokeKind::Outside => 0.0,
        };
        let outline =
            |by: f32| turned(rounded_rect(shape.rect.expand(by), Corners::from(shape.corner_radius).grown(by)), &shape);
        self.outside_stroke(outline, edge, shape.fill, shape.stroke);
    }

    /// As in egui's painter, what is thinner than two pixels is painted as a line.
    fn thin_rect(&mut self, shape: &RectShape) -> bool {
        let (rect, thin) = (shape.rect, 2.0 / self.pixels_per_point);
        let (ends, width) = if rect.width() <= thin {
            ([rect.center_top(), rect.center_bottom()], rect.width())
        } else if rect.height() <= thin {
            ([rect.left_center(), rect.right_center()], rect.height())
        } else {
            return false;
        };
        let is_line = shape.stroke.is_empty() && shape.blur_width <= 0.0;
        if is_line {
            self.line(ends, Stroke::new(width, shape.fill));
        }
        is_line
    }

    fn snap_rect(&self, shape: &mut RectShape) {
        let ppp = self.pixels_per_point;
        shape.rect = if shape.stroke_kind == StrokeKind::Middle && shape.stroke.width > 0.0 {
            // The stroke's edges, not its middle, are to lie between pixels.
            let (mut min, mut max) = (shape.rect.min, shape.rect.max);
            for coordinate in [&mut min.x, &mut min.y, &mut max.x, &mut max.y] {
                shape.stroke.round_center_to_pixel(ppp, coordinate);
            }
            Rect::from_min_max(min, max)
        } else {
            shape.rect.round_to_pixels(ppp)
        };
    }

    /// A soft edge in steps of about a point: stacked translucent rectangles whose opacities add up to a straight ramp.
    fn blurred_rect(&mut self, shape: &RectShape) {
        let Some(color) = Rgba::visible(shape.fill) else { return };
        let blur = shape.blur_width.min(shape.rect.size().min_elem().max(0.0));
        let steps = blur.ceil().clamp(4.0, 24.0) as u8;
        let full = f32::from(color.a) / 255.0;
        let mut reached = 0.0;
        for step in 1..=steps {
            let part = f32::from(step) / f32::from(steps);
            // What rounding to 255 steps of opacity leaves out, the next layer makes up for.
            let alpha = ((full * part - reached) / (1.0_f32 - reached).max(1e-3) * 255.0).round().clamp(0.0, 255.0);
            reached += alpha / 255.0 * (1.0 - reached);
            let by = 0.5 * blur - blur * (part - 0.5 / f32::from(steps));
            let corners =
                Corners(Corners::from(shape.corner_radius).0.map(|radius| radius + (0.5 * blur + by).max(0.0)));
            if alpha > 0.0 {
                let layer = Rgba { a: alpha as u8, ..color };
                self.path(turned(rounded_rect(shape.rect.expand(by), corners), shape), Some(layer), None);
            }
        }
    }
}

/// Turns the outline of a rectangle around the rectangle's centre.
fn turned(segments: Vec<Segment>, shape: &RectShape) -> Vec<Segment> {
    if shape.angle == 0.0 {
        return segments;
    }
    let (center, turn) = (shape.rect.center(), Rot2::from_angle(shape.angle));
    segments.into_iter().map(|segment| segment.map(|p| center + turn * (p - center))).collect()
}

/// The stretches of a band that egui paints: at least two sound points with x growing.
fn band_runs(points: &[BandPoint]) -> impl Iterator<Item = &[BandPoint]> {
    let sound = |p: &BandPoint| p.is_finite() && p.y.min <= p.y.max;
    points.chunk_by(move |a, b| sound(a) && sound(b) && a.x < b.x).filter(|run| run.len() > 1)
}
