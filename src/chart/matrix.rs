//! The agreement of every pair of members as a matrix, ordered by cluster, with its dendrogram.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use egui::{
    Align2, Color32, ColorImage, CornerRadius, Id, Painter, Pos2, Rect, Stroke, StrokeKind, TextureHandle,
    TextureOptions, pos2, vec2,
};

use super::{fonts, mark::Look, style::Style};
use crate::analysis::{AgreementMatrix, Dendrogram};

/// The matrix prepared for drawing: members in the order of the leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixData {
    /// Codes and names in the order of the leaves.
    pub members: Vec<(String, String)>,
    /// Agreement by row and column, from 0 to 1; none for a pair that shared no roll call.
    pub values: Vec<Option<f64>>,
    /// How many roll calls each pair shared, in the same order.
    pub shared: Vec<u32>,
    /// The cluster of each leaf, counted from the first.
    pub clusters: Vec<usize>,
    /// The brackets of the dendrogram.
    pub brackets: Vec<Bracket>,
    /// How many roll calls were compared.
    pub roll_calls: usize,
    /// What the figures are, in a few words.
    pub subtitle: String,
}

/// A pair that shares fewer roll calls than this is left grey: one or two alike are no agreement to speak of.
const FEW: u32 = 3;

/// One join of the dendrogram; places are leaves counted from the first, heights run from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// The middle of one branch and the height where it begins.
    pub first: (f32, f32),
    /// The middle of the other branch and the height where it begins.
    pub second: (f32, f32),
    /// The height at which they join.
    pub height: f32,
}

impl MatrixData {
    /// Prepares a matrix. `name` gives the name of the n-th member of `matrix`.
    #[must_use]
    pub fn new(
        matrix: &AgreementMatrix,
        tree: &Dendrogram,
        clusters: usize,
        roll_calls: usize,
        subtitle: String,
        name: impl Fn(usize) -> String,
    ) -> Self {
        let order = &tree.order;
        let code = |n: &usize| matrix.members.get(*n).map_or(String::new(), ToString::to_string);
        let pairs = || order.iter().flat_map(|row| order.iter().map(move |column| (*row, *column)));
        Self {
            members: order.iter().map(|n| (code(n), name(*n))).collect(),
            values: pairs().map(|(row, column)| matrix.get(row, column)).collect(),
            shared: pairs().map(|(row, column)| matrix.shared(row, column).unwrap_or(0)).collect(),
            clusters: tree.cut(clusters),
            brackets: brackets(tree),
            roll_calls,
            subtitle,
        }
    }

    /// Agreement and shared roll calls of the members at two leaves.
    #[must_use]
    pub fn pair(&self, row: usize, column: usize) -> Option<(Option<f64>, u32)> {
        let n = self.members.len();
        let at = (row < n && column < n).then(|| row * n + column)?;
        Some((*self.values.get(at)?, *self.shared.get(at)?))
    }

    /// How many clusters there are.
    #[must_use]
    pub fn cluster_count(&self) -> usize {
        self.clusters.iter().max().map_or(0, |last| last + 1)
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "Agreement of {} members over {} roll calls, in {} clusters.",
            self.members.len(),
            self.roll_calls,
            self.cluster_count()
        )
    }
}

fn brackets(tree: &Dendrogram) -> Vec<Bracket> {
    let leaves = tree.order.len();
    // Place of each leaf on the axis, by its number in the matrix; then of each join as it is made.
    let mut nodes: Vec<(f32, f32)> = vec![(0.0, 0.0); leaves];
    for (place, leaf) in tree.order.iter().enumerate() {
        if let Some(node) = nodes.get_mut(*leaf) {
            *node = (place as f32 + 0.5, 0.0);
        }
    }
    let top = tree.merges.iter().map(|m| m.height).fold(0.0, f64::max).max(1e-9);
    tree.merges
        .iter()
        .filter_map(|merge| {
            let (first, second) = (*nodes.get(merge.left)?, *nodes.get(merge.right)?);
            let height = (merge.height / top) as f32;
            nodes.push(((first.0 + second.0) / 2.0, height));
            Some(Bracket { first, second, height })
        })
        .collect()
}

/// Where the parts of the chart are within its rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    tree: Rect,
    strip: Rect,
    /// The square of the cells.
    pub cells: Rect,
    legend: Rect,
}

/// Plans the chart within `rect`.
#[must_use]
pub fn plan(rect: Rect, data: &MatrixData) -> Plan {
    let labels = if labelled(rect, data) { 30.0 } else { 4.0 };
    let tree = (rect.width() * 0.12).clamp(40.0, 110.0);
    let side = (rect.width() - tree - labels - 10.0).min(rect.height() - 34.0).max(10.0);
    let left = rect.left() + (rect.width() - side - tree - labels - 10.0).max(0.0) / 2.0;
    let top = rect.top();
    Plan {
        tree: Rect::from_min_size(pos2(left, top), vec2(tree, side)),
        strip: Rect::from_min_size(pos2(left + tree + 3.0, top), vec2(5.0, side)),
        cells: Rect::from_min_size(pos2(left + tree + 10.0 + labels, top), vec2(side, side)),
        legend: Rect::from_min_size(pos2(left + tree + 10.0 + labels, top + side + 10.0), vec2(190.0, 8.0)),
    }
}

fn labelled(rect: Rect, data: &MatrixData) -> bool {
    rect.height() / data.members.len().max(1) as f32 >= 6.5
}

/// The row and column of the cell under `pos`.
#[must_use]
pub fn cell_at(plan: &Plan, data: &MatrixData, pos: Pos2) -> Option<(usize, usize)> {
    let n = data.members.len();
    if !plan.cells.contains(pos) || n == 0 {
        return None;
    }
    let at = (pos - plan.cells.min) / plan.cells.width() * n as f32;
    Some(((at.y as usize).min(n - 1), (at.x as usize).min(n - 1)))
}

/// Draws the matrix within `rect`.
pub fn draw(painter: &Painter, rect: Rect, data: &MatrixData, look: &Look<'_>) {
    let style = &look.style;
    if data.members.is_empty() {
        let words = "No roll calls to compare yet.";
        painter.text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(13.0), style.muted);
        return;
    }
    let plan = plan(rect, data);
    let texture = texture(painter, data, style);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), plan.cells, whole, Color32::WHITE);
    dendrogram(painter, &plan, data, look);
    clusters(painter, &plan, data, look);
    labels(painter, rect, &plan, data, look);
    legend(painter, &plan, style);
}

/// One texture for all cells, made anew only when the figures or the theme change.
fn texture(painter: &Painter, data: &MatrixData, style: &Style) -> Arc<TextureHandle> {
    let mut hasher = DefaultHasher::new();
    (data.members.len(), style.dark).hash(&mut hasher);
    data.values.iter().for_each(|value| value.map(f64::to_bits).hash(&mut hasher));
    let key = hasher.finish();
    let id = Id::unique("agreement matrix");
    let kept = painter.ctx().data(|data| data.get_temp::<(u64, Arc<TextureHandle>)>(id));
    if let Some((_, texture)) = kept.filter(|(old, _)| *old == key) {
        return texture;
    }
    let n = data.members.len();
    let enough = FEW.min(u32::try_from(data.roll_calls).unwrap_or(FEW));
    let cell = |(value, shared): (&Option<f64>, &u32)| match value {
        Some(share) if *shared >= enough => style.agreement(*share),
        _ => style.border,
    };
    let pixels = data.values.iter().zip(&data.shared).map(cell).collect();
    let image = ColorImage::new([n, n], pixels);
    let texture = Arc::new(painter.ctx().load_texture("agreement matrix", image, TextureOptions::NEAREST));
    painter.ctx().data_mut(|data| data.insert_temp(id, (key, Arc::clone(&texture))));
    texture
}

fn dendrogram(painter: &Painter, plan: &Plan, data: &MatrixData, look: &Look<'_>) {
    let step = plan.tree.height() / data.members.len() as f32;
    let at = |(place, height): (f32, f32)| {
        // Square roots spread the many low joins apart.
        pos2(plan.tree.right() - height.sqrt() * (plan.tree.width() - 2.0), plan.tree.top() + place * step)
    };
    let stroke = Stroke::new(0.8, look.style.muted);
    for bracket in &data.brackets {
        let (a, b) = (at(bracket.first), at(bracket.second));
        let x = at((0.0, bracket.height)).x;
        painter.add(egui::Shape::line(vec![a, pos2(x, a.y), pos2(x, b.y), b], stroke));
    }
}

fn clusters(painter: &Painter, plan: &Plan, data: &MatrixData, look: &Look<'_>) {
    let step = plan.cells.height() / data.members.len() as f32;
    let mut start = 0;
    while let Some(cluster) = data.clusters.get(start).copied() {
        let end = start + data.clusters.iter().skip(start).take_while(|c| **c == cluster).count();
        let (from, to) = (start as f32 * step, end as f32 * step);
        let strip = Rect::from_x_y_ranges(plan.strip.x_range(), (plan.strip.top() + from)..=(plan.strip.top() + to));
        painter.rect_filled(strip.shrink2(vec2(0.0, 1.0)), CornerRadius::same(2), look.style.kind(cluster));
        let block = Rect::from_min_max(plan.cells.min + vec2(from, from), plan.cells.min + vec2(to, to));
        painter.rect_stroke(block, CornerRadius::ZERO, Stroke::new(1.2, look.style.text), StrokeKind::Middle);
        start = end;
    }
}

fn labels(painter: &Painter, rect: Rect, plan: &Plan, data: &MatrixData, look: &Look<'_>) {
    if !labelled(rect, data) {
        return;
    }
    let step = plan.cells.height() / data.members.len() as f32;
    for (n, (code, _)) in data.members.iter().enumerate() {
        let at = pos2(plan.cells.left() - 4.0, plan.cells.top() + (n as f32 + 0.5) * step);
        let size = (step * 0.85).clamp(5.5, 10.0);
        painter.text(at, Align2::RIGHT_CENTER, code, fonts::regular(size), look.style.text);
    }
}

/// The scale of colours, from no agreement to all.
pub fn legend_scale(painter: &Painter, scale: Rect, style: &Style) {
    const STEPS: u8 = 48;
    let width = scale.width() / f32::from(STEPS);
    for n in 0..STEPS {
        let left = scale.left() + f32::from(n) * width;
        let part = Rect::from_min_size(pos2(left, scale.top()), vec2(width + 0.3, scale.height()));
        painter.rect_filled(part, CornerRadius::ZERO, style.agreement(f64::from(n) / f64::from(STEPS - 1)));
    }
    let font = fonts::regular(10.5);
    let below = scale.bottom() + 9.0;
    painter.text(pos2(scale.left(), below), Align2::LEFT_CENTER, "0 %", font.clone(), style.muted);
    painter.text(pos2(scale.right(), below), Align2::RIGHT_CENTER, "100 % agreement", font, style.muted);
}

fn legend(painter: &Painter, plan: &Plan, style: &Style) {
    legend_scale(painter, plan.legend, style);
    let at = plan.legend.right_center() + vec2(22.0, 0.0);
    let square = Rect::from_center_size(at, vec2(9.0, 9.0));
    painter.rect_filled(square, CornerRadius::same(2), style.border);
    let words = "fewer than three shared roll calls";
    painter.text(at + vec2(10.0, 0.0), Align2::LEFT_CENTER, words, fonts::regular(10.5), style.muted);
}
