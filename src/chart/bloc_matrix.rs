//! Blocs against blocs: how far the members of each group vote like those of each other.

use egui::{Align2, CornerRadius, Painter, Rect, pos2, vec2};

use super::{
    fonts,
    mark::{Form, Look, Mark, Target},
    text::fitted,
};

/// The figures prepared for drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlocMatrixData {
    /// The names of the groups.
    pub names: Vec<String>,
    /// Agreement by row and column, from 0 to 1; none where no pair shared a roll call.
    pub values: Vec<Option<f64>>,
    /// What the figures are, in a few words.
    pub subtitle: String,
}

impl BlocMatrixData {
    /// The figure for two groups.
    #[must_use]
    pub fn pair(&self, row: usize, column: usize) -> Option<f64> {
        self.values.get(row * self.names.len() + column).copied().flatten()
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("Agreement between {} groups: {}.", self.names.len(), self.names.join(", "))
    }
}

/// Draws the lower triangle of the matrix within `rect`, the diagonal being each group within itself.
pub fn draw(painter: &Painter, rect: Rect, data: &BlocMatrixData, look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let n = data.names.len();
    if n == 0 {
        let words = "Pin groups to compare them here.";
        painter.text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(13.0), style.muted);
        return Vec::new();
    }
    let names = (rect.width() * 0.3).min(130.0);
    let cell = vec2(((rect.width() - names) / n as f32).min(74.0), ((rect.height() - 22.0) / n as f32).min(38.0));
    let mut marks = Vec::new();
    for (row, name) in data.names.iter().enumerate() {
        let top = rect.top() + row as f32 * cell.y;
        let words = fitted(painter, name, fonts::regular(12.0), style.text, names - 10.0);
        painter.galley(pos2(rect.left(), top + (cell.y - words.size().y) / 2.0), words, style.text);
        for (column, other) in data.names.iter().enumerate().take(row + 1) {
            let at = Rect::from_min_size(pos2(rect.left() + names + column as f32 * cell.x, top), cell).shrink(1.5);
            let value = data.pair(row, column);
            let fill = value.map_or(style.faint, |share| style.agreement(share));
            painter.rect_filled(at, CornerRadius::same(4), fill);
            let words = value.map_or_else(|| "–".to_owned(), |share| format!("{:.0}", share * 100.0));
            // Dark figures on pale cells, light ones on deep cells, whichever theme.
            let deep = value.is_some_and(|share| share > 0.62);
            let ink = if deep != style.dark { style.on_vote } else { style.text };
            let ink = if style.dark && deep { style.background } else { ink };
            painter.text(at.center(), Align2::CENTER_CENTER, &words, fonts::semibold(12.0), ink);
            marks.push(Mark {
                target: Target::Pair(name.clone(), other.clone()),
                form: Form::Box(at),
                label: if row == column {
                    format!("{name} within itself: {words} %")
                } else {
                    format!("{name} and {other}: {words} %")
                },
            });
        }
    }
    for (column, name) in data.names.iter().enumerate() {
        let middle = rect.left() + names + (column as f32 + 0.5) * cell.x;
        let words = fitted(painter, name, fonts::regular(10.5), style.muted, cell.x - 4.0);
        let at = pos2(middle - words.size().x / 2.0, rect.top() + n as f32 * cell.y + 4.0);
        painter.galley(at, words, style.muted);
    }
    marks
}
