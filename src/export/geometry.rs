//! Outlines of the basic shapes, the pixel snapping of egui's painter, and the way back: telling whether an outline
//! is a rectangle or a circle, for writers that have a shorter form for those.

use egui::emath::{GuiRounding as _, Rot2};
use egui::{CornerRadius, Pos2, Rect, Stroke, Vec2, pos2, vec2};

use super::drawing::Segment;

/// Length of the handles of a cubic that follows a quarter of the unit circle.
const KAPPA: f32 = 0.552_284_8;

/// A polygon or polyline through the points; empty when there are fewer than two.
pub(super) fn polyline(points: &[Pos2], closed: bool) -> Vec<Segment> {
    let Some((&first, rest)) = points.split_first() else { return Vec::new() };
    if rest.is_empty() {
        return Vec::new();
    }
    let mut segments = Vec::with_capacity(points.len() + 1);
    segments.push(Segment::Move(first));
    segments.extend(rest.iter().map(|&point| Segment::Line(point)));
    if closed {
        segments.push(Segment::Close);
    }
    segments
}

/// An ellipse, rotated around its centre.
pub(super) fn ellipse(center: Pos2, radius: Vec2, angle: f32) -> Vec<Segment> {
    let turn = Rot2::from_angle(angle);
    let at = |x: f32, y: f32| {
        let offset = vec2(x * radius.x, y * radius.y);
        center + if angle == 0.0 { offset } else { turn * offset }
    };
    let k = KAPPA;
    vec![
        Segment::Move(at(1.0, 0.0)),
        Segment::Cubic(at(1.0, k), at(k, 1.0), at(0.0, 1.0)),
        Segment::Cubic(at(-k, 1.0), at(-1.0, k), at(-1.0, 0.0)),
        Segment::Cubic(at(-1.0, -k), at(-k, -1.0), at(0.0, -1.0)),
        Segment::Cubic(at(k, -1.0), at(1.0, -k), at(1.0, 0.0)),
        Segment::Close,
    ]
}

/// Corner radii in points, clockwise from the top left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corners(pub [f32; 4]);

impl Corners {
    /// Sharp corners stay sharp; the others grow or shrink with the outline.
    pub fn grown(self, by: f32) -> Self {
        Self(self.0.map(|radius| if radius > 0.0 { (radius + by).max(0.0) } else { 0.0 }))
    }
}

impl From<CornerRadius> for Corners {
    fn from(corner: CornerRadius) -> Self {
        Self([corner.nw, corner.ne, corner.se, corner.sw].map(f32::from))
    }
}

/// A rectangle with rounded corners.
pub(super) fn rounded_rect(rect: Rect, corners: Corners) -> Vec<Segment> {
    let most = 0.5 * rect.width().min(rect.height());
    let [nw, ne, se, sw] = corners.0.map(|radius| radius.min(most).max(0.0));
    if nw + ne + se + sw < 0.01 {
        return polyline(&[rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()], true);
    }
    let mut segments = vec![Segment::Move(pos2(rect.left() + nw, rect.top()))];
    let mut corner = |at: Pos2, radius: f32, into: Vec2, out: Vec2| {
        let (start, end) = (at - into * radius, at + out * radius);
        segments.push(Segment::Line(start));
        if radius > 0.0 {
            segments.push(Segment::Cubic(start + into * (radius * KAPPA), end - out * (radius * KAPPA), end));
        }
    };
    let (right, down) = (vec2(1.0, 0.0), vec2(0.0, 1.0));
    corner(rect.right_top(), ne, right, down);
    corner(rect.right_bottom(), se, down, -right);
    corner(rect.left_bottom(), sw, -right, -down);
    corner(rect.left_top(), nw, -down, right);
    segments.push(Segment::Close);
    segments
}

/// The rectangle an outline is, if it is one with sharp corners and upright sides.
pub(super) fn as_rect(segments: &[Segment]) -> Option<Rect> {
    let [Segment::Move(a), Segment::Line(b), Segment::Line(c), Segment::Line(d), Segment::Close] = segments else {
        return None;
    };
    let across_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let down_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (across_first || down_first).then(|| Rect::from_two_pos(*a, *c))
}

/// Centre and radius, if the outline is a circle as [`ellipse`] makes them.
pub(super) fn as_circle(segments: &[Segment]) -> Option<(Pos2, f32)> {
    let [
        Segment::Move(east),
        Segment::Cubic(first_control, _, south),
        Segment::Cubic(_, _, west),
        Segment::Cubic(_, _, north),
        Segment::Cubic(_, _, end),
        Segment::Close,
    ] = segments
    else {
        return None;
    };
    let center = east.lerp(*west, 0.5);
    let radius = east.x - center.x;
    let near = |a: Pos2, b: Pos2| (a - b).abs().max_elem() <= 1e-3 * radius.max(1.0);
    let round = near(*south, center + vec2(0.0, radius))
        && near(*north, center - vec2(0.0, radius))
        && near(*east, center + vec2(radius, 0.0))
        && near(*end, *east)
        && near(*first_control, center + vec2(radius, radius * KAPPA));
    (radius > 0.0 && round).then_some((center, radius))
}

/// Where egui's painter puts an upright or level line: centred so that its edges fall on pixel edges, its ends on
/// pixel edges too. Other lines stay where they are.
pub(super) fn snap_line([mut a, mut b]: [Pos2; 2], stroke: Stroke, pixels_per_point: f32) -> [Pos2; 2] {
    let half_pixel = 0.5 / pixels_per_point;
    // Shrinks by a quarter of a pixel, as the painter does, so that an end just past a pixel edge does not claim
    // the next pixel; then out again to the edge of the pixel hit.
    let ends = |from: &mut f32, to: &mut f32| {
        let sign = if *from < *to { 1.0 } else { -1.0 };
        let quarter = 0.5 * half_pixel * sign;
        *from = (*from + quarter).round_to_pixel_center(pixels_per_point) - half_pixel * sign;
        *to = (*to - quarter).round_to_pixel_center(pixels_per_point) + half_pixel * sign;
    };
    if a.x == b.x {
        stroke.round_center_to_pixel(pixels_per_point, &mut a.x);
        b.x = a.x;
        ends(&mut a.y, &mut b.y);
    } else if a.y == b.y {
        stroke.round_center_to_pixel(pixels_per_point, &mut a.y);
        b.y = a.y;
        ends(&mut a.x, &mut b.x);
    }
    [a, b]
}
