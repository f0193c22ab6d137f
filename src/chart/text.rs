//! Text that has to fit a given width.

use std::{ops::Range, sync::Arc};

use egui::{Color32, FontId, Galley, Painter, Rect, pos2, text::LayoutJob};

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

/// Where stretches of a laid out text lie, each given by its bytes: one rectangle a row, from the corner of the galley.
#[must_use]
pub fn stretches(galley: &Galley, bytes: &[Range<usize>]) -> Vec<Vec<Rect>> {
    let mut found = vec![Vec::new(); bytes.len()];
    let mut chars = galley.job.text.char_indices().peekable();
    for row in &galley.rows {
        let mut last: Option<(usize, Rect)> = None;
        for glyph in &row.glyphs {
            // A glyph that is not in the text, as the mark of elided text, belongs to nothing.
            let Some((at, _)) = chars.next_if(|(_, c)| *c == glyph.chr) else { continue };
            let Some(n) = bytes.iter().position(|range| range.contains(&at)) else { continue };
            let left = row.pos.x + glyph.pos.x;
            let here =
                Rect::from_min_max(pos2(left, row.pos.y), pos2(left + glyph.advance_width, row.pos.y + row.size.y));
            last = match last {
                Some((before, rect)) if before == n => Some((n, rect.union(here))),
                other => {
                    push(&mut found, other);
                    Some((n, here))
                }
            };
        }
        push(&mut found, last);
        chars.next_if(|(_, c)| *c == '\n');
    }
    found
}

fn push(found: &mut [Vec<Rect>], stretch: Option<(usize, Rect)>) {
    if let Some((n, rect)) = stretch
        && let Some(list) = found.get_mut(n)
    {
        list.push(rect);
    }
}
