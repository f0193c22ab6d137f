//! The tree of every text that could reach the final vote: a branch for each amendment that can be put, a row for each
//! text at the end with its tally and outcome, the path of the record lit.

use egui::{Align2, Painter, Pos2, Rect, Shape, Stroke, epaint::CubicBezierShape, pos2, vec2};

use super::{
    fonts,
    mark::{Form, Look, Mark, Target},
    style::Style,
    text::fitted,
    verdict::stack,
};
use crate::model::{Outcome, Tally, Vote};

/// A point at which the path forks or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// How many amendments have been decided before it.
    pub depth: usize,
    /// Where the path comes from; none for the beginning.
    pub parent: Option<usize>,
    /// What happened on the way here: "L.13 adopted"; empty for the beginning.
    pub words: String,
    /// Whether the path that is lit goes through it.
    pub lit: bool,
}

/// A text that could reach the final vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeLeaf {
    /// The node at its end.
    pub node: usize,
    /// What is adopted in it: "L.13, L.14", or "unamended".
    pub words: String,
    /// How members vote on it, as far as that is known.
    pub tally: Tally,
    /// What becomes of it; none where that is not known.
    pub outcome: Option<Outcome>,
    /// Whether nothing says who would move for it, so that its votes are those of the text that was voted.
    pub unmoved: bool,
    /// Whether it is where the record, or the scenario, ends.
    pub lit: bool,
}

/// The tree prepared for drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeData {
    /// The symbol of the text.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// The order of voting and the scenario.
    pub subtitle: String,
    /// Where the record comes from.
    pub source: String,
    /// The names of what is decided on the way, one a column.
    pub columns: Vec<String>,
    /// The nodes; a parent stands before its children.
    pub nodes: Vec<TreeNode>,
    /// The texts from top to bottom.
    pub leaves: Vec<TreeLeaf>,
}

/// The height of a row that is easy to read, in points.
pub const ROW: f32 = 26.0;
/// The height of a row where there are many.
pub const LEAST_ROW: f32 = 15.0;
/// The height of the names above the columns.
pub const HEAD: f32 = 22.0;

impl TreeData {
    /// "16 texts · 11 adopted · 5 rejected"
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |wanted: &dyn Fn(Option<Outcome>) -> bool| self.leaves.iter().filter(|l| wanted(l.outcome)).count();
        let texts = self.leaves.len();
        let mut parts = vec![format!("{texts} {}", if texts == 1 { "text" } else { "texts" })];
        let kinds = [
            (count(&|o| o == Some(Outcome::Adopted)), "adopted"),
            (count(&|o| o == Some(Outcome::Rejected)), "rejected"),
            (count(&|o| o == Some(Outcome::Vetoed)), "vetoed"),
            (count(&|o| o.is_none()), "not known"),
        ];
        parts.extend(kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")));
        let unmoved = self.leaves.iter().filter(|leaf| leaf.unmoved).count();
        if unmoved > 0 {
            parts.push(format!("{unmoved} of them with nobody known to move (pale)"));
        }
        parts.join(" · ")
    }

    /// The whole in one sentence, for who cannot see the chart.
    #[must_use]
    pub fn sentence(&self) -> String {
        let end = self.leaves.iter().find(|leaf| leaf.lit);
        let end = end.map_or(String::new(), |leaf| format!(" The path that is lit ends with {}.", leaf_words(leaf)));
        format!("Every text that could reach the final vote on {}: {}.{end}", self.symbol, self.summary())
    }

    /// The height that the rows need to be read, in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        let row = if self.leaves.len() > 32 { LEAST_ROW } else { ROW };
        HEAD + self.leaves.len() as f32 * row + 8.0
    }
}

/// "L.13, L.14: 93–8–73, adopted"
fn leaf_words(leaf: &TreeLeaf) -> String {
    let outcome = leaf.outcome.map_or("not known", Outcome::label).to_lowercase();
    let borrowed = if leaf.unmoved { ", if nobody moved" } else { "" };
    format!("{}: {}, {outcome}{borrowed}", leaf.words, tally_words(&leaf.tally))
}

/// "93–8–73", or that nothing is known.
fn tally_words(tally: &Tally) -> String {
    if tally.is_empty() {
        return "votes not known".to_owned();
    }
    let one = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{}–{}–{}", one(tally.yes), one(tally.no), one(tally.abstain))
}

/// Where each node stands.
fn places(data: &TreeData, rect: Rect) -> Vec<Pos2> {
    let columns = data.columns.len().max(1) as f32;
    let right = (rect.right() - tail(rect)).max(rect.left() + 40.0);
    let step = (right - rect.left() - 16.0) / columns;
    let row = (rect.height() - HEAD) / data.leaves.len().max(1) as f32;
    let mut heights = vec![(0.0_f32, 0_usize); data.nodes.len()];
    for (n, leaf) in data.leaves.iter().enumerate() {
        let y = rect.top() + HEAD + (n as f32 + 0.5) * row;
        if let Some(slot) = heights.get_mut(leaf.node) {
            *slot = (y, 1);
        }
    }
    // A parent stands before its children, so from the end on every node knows the places of all its children.
    for (n, node) in data.nodes.iter().enumerate().rev() {
        let Some((sum, count)) = heights.get(n).copied() else { continue };
        if let Some(slot) = node.parent.and_then(|parent| heights.get_mut(parent)) {
            *slot = (slot.0 + sum / count.max(1) as f32, slot.1 + 1);
        }
    }
    let ends: std::collections::BTreeSet<usize> = data.leaves.iter().map(|leaf| leaf.node).collect();
    data.nodes
        .iter()
        .zip(heights)
        .enumerate()
        .map(|(n, (node, (sum, count)))| {
            let x = if ends.contains(&n) { right } else { rect.left() + 16.0 + node.depth as f32 * step };
            pos2(x, sum / count.max(1) as f32)
        })
        .collect()
}

/// The room that the rows take on the right.
fn tail(rect: Rect) -> f32 {
    (rect.width() * 0.33).clamp(150.0, 330.0)
}

/// Draws the tree within `rect`, but only what lies within `seen`. A mark for each node and each text.
pub fn draw(painter: &Painter, rect: Rect, seen: Rect, data: &TreeData, look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    if data.leaves.is_empty() {
        let words = "No amendment is put to this text.";
        painter.text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(12.5), style.muted);
        return Vec::new();
    }
    let places = places(data, rect);
    let at = |n: usize| places.get(n).copied().unwrap_or(rect.min);
    heads(painter, rect, data, look);
    for lit in [false, true] {
        for (n, node) in data.nodes.iter().enumerate() {
            let Some(parent) = node.parent else { continue };
            if node.lit == lit {
                branch(painter, at(parent), at(n), lit, seen, style);
            }
        }
    }
    let mut marks = Vec::new();
    let radius = if data.leaves.len() > 64 { 2.5 } else { 4.5 };
    for (n, node) in data.nodes.iter().enumerate() {
        let place = at(n);
        if !seen.expand(12.0).contains(place) {
            continue;
        }
        let colour = if node.lit { style.accent } else { style.absent };
        painter.circle_filled(place, radius, colour);
        if !node.words.is_empty() {
            let label = format!("Assume {}", node.words);
            marks.push(Mark { target: Target::Path(n), form: Form::Disc(place, radius + 3.5), label });
        }
    }
    marks.extend(rows(painter, rect, seen, data, &places, look));
    marks
}

fn heads(painter: &Painter, rect: Rect, data: &TreeData, look: &Look<'_>) {
    let style = &look.style;
    let columns = data.columns.len().max(1) as f32;
    let step = ((rect.right() - tail(rect)).max(rect.left() + 40.0) - rect.left() - 16.0) / columns;
    for (n, name) in data.columns.iter().enumerate() {
        let words = fitted(painter, name, fonts::semibold(11.0), style.muted, step - 6.0);
        let x = rect.left() + 16.0 + (n as f32 + 0.5) * step - words.size().x / 2.0;
        painter.galley(pos2(x, rect.top()), words, style.muted);
    }
}

fn branch(painter: &Painter, from: Pos2, to: Pos2, lit: bool, seen: Rect, style: &Style) {
    let around = Rect::from_two_pos(from, to).expand(4.0);
    if !seen.intersects(around) {
        return;
    }
    let stroke = if lit { Stroke::new(2.6, style.accent) } else { Stroke::new(1.2, style.border) };
    let middle = (from.x + to.x) / 2.0;
    let points = [from, pos2(middle, from.y), pos2(middle, to.y), to];
    painter.add(Shape::CubicBezier(CubicBezierShape::from_points_stroke(
        points,
        false,
        egui::Color32::TRANSPARENT,
        stroke,
    )));
}

/// The rows at the right: bar, tally, outcome.
fn rows(painter: &Painter, rect: Rect, seen: Rect, data: &TreeData, places: &[Pos2], look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let room = tail(rect);
    let row = (rect.height() - HEAD) / data.leaves.len() as f32;
    let size = (row * 0.62).clamp(6.0, 11.5);
    let bar = (room * 0.3).clamp(40.0, 96.0);
    data.leaves
        .iter()
        .filter_map(|leaf| {
            let end = places.get(leaf.node).copied()?;
            let form = Rect::from_min_max(pos2(end.x + 8.0, end.y - row / 2.0), pos2(rect.right(), end.y + row / 2.0));
            if !seen.intersects(form) {
                return None;
            }
            let strip = Rect::from_center_size(pos2(end.x + 12.0 + bar / 2.0, end.y), vec2(bar, (row * 0.4).min(10.0)));
            let parts: Vec<(Vote, u64)> = [Vote::Yes, Vote::Abstain, Vote::No]
                .into_iter()
                .filter_map(|vote| Some((vote, u64::from(leaf.tally.of(vote)?))))
                .collect();
            // Where nothing says who moves, the votes are borrowed from the text that was voted: pale.
            let mut pale = painter.clone();
            pale.set_opacity(if leaf.unmoved { 0.38 } else { 1.0 });
            stack(&pale, strip, &parts, parts.iter().map(|(_, n)| n).sum(), style);
            let words = tally_words(&leaf.tally);
            let font = if leaf.lit { fonts::semibold(size) } else { fonts::regular(size) };
            let ink = if !leaf.tally.is_empty() { style.text } else { style.muted };
            let tally = pale.text(strip.right_center() + vec2(8.0, 0.0), Align2::LEFT_CENTER, words, font, ink);
            sign(&pale, pos2(rect.right() - 8.0, end.y), leaf.outcome, (row * 0.22).clamp(2.0, 5.0), style);
            let left = tally.right().max(strip.right() + 62.0) + 8.0;
            let width = rect.right() - 20.0 - left;
            if width > 24.0 {
                let words = fitted(painter, &leaf.words, fonts::regular(size), style.muted, width);
                painter.galley(pos2(left, end.y - words.size().y / 2.0), words, style.muted);
            }
            Some(Mark { target: Target::Path(leaf.node), form: Form::Box(form), label: leaf_words(leaf) })
        })
        .collect()
}

/// The outcome as a sign: a disc for adopted, a cross for rejected, a square for vetoed, a ring for what is not known.
fn sign(painter: &Painter, at: Pos2, outcome: Option<Outcome>, size: f32, style: &Style) {
    match outcome {
        Some(Outcome::Adopted) => {
            painter.circle_filled(at, size, style.yes);
        }
        Some(Outcome::Rejected) => {
            let stroke = Stroke::new((size * 0.5).max(1.2), style.no);
            painter.line_segment([at - vec2(size, size) * 0.8, at + vec2(size, size) * 0.8], stroke);
            painter.line_segment([at + vec2(-size, size) * 0.8, at + vec2(size, -size) * 0.8], stroke);
        }
        Some(Outcome::Vetoed) => {
            let square = Rect::from_center_size(at, vec2(size, size) * 1.8);
            painter.rect_filled(square, 1.0, style.pill(outcome)[0]);
        }
        None => {
            painter.circle_stroke(at, size, Stroke::new(1.2, style.absent));
        }
    }
}
