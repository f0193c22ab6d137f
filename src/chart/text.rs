//! Text that has to fit a given width.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Painter, text::LayoutJob};

/// Lays out one line of `text`, cut with an ellipsis where it is wider than `width` points.
#[must_use]
pub fn fitted(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    // No letter is narrower than a fifth of its height: what lies beyond so many letters cannot be seen, and laying it
    // out would take most of the time of a long table.
    let most = (width.max(8.0) / (font.size * 0.2)) as usize + 1;
    let shown: String = match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most).chain(std::iter::once('…')).collect(),
        None => text.to_owned(),
    };
    let mut job = LayoutJob::simple_singleline(shown, font, colour);
    job.wrap.max_width = width.max(8.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}

/// Lays out `text` over at most `rows` lines of `width` points, cut with an ellipsis where it is longer.
#[must_use]
pub fn wrapped(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, colour, width.max(8.0));
    job.wrap.max_rows = rows;
    painter.layout_job(job)
}
