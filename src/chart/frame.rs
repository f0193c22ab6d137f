//! What stands around a chart in a file: title, subtitle, legend and source, so that it can stand alone.

use egui::{Align2, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::{fonts, style::Style, text::wrapped};
use crate::model::Vote;

/// The words around a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line at the foot.
    pub source: String,
    /// What the chart shows, for who cannot see it.
    pub alt: String,
}

/// Draws the words and returns the room that is left for the chart.
pub fn draw(painter: &Painter, rect: Rect, words: &Words, legend: &[(Vote, String)], style: &Style) -> Rect {
    painter.rect_filled(rect, 0.0, style.background);
    // On screen colours the page is a card; in print it is white from edge to edge.
    if style.background != style.panel {
        card(painter, rect.shrink(10.0), style);
    }
    let inner = rect.shrink2(vec2(28.0, 24.0));
    let mut top = inner.top();
    for (text, font, colour, rows) in
        [(&words.title, fonts::semibold(18.0), style.text, 2), (&words.subtitle, fonts::regular(12.5), style.muted, 2)]
    {
        if !text.is_empty() {
            let galley = wrapped(painter, text, font, colour, inner.width(), rows);
            let height = galley.size().y;
            painter.galley(pos2(inner.left(), top), galley, colour);
            top += height + 4.0;
        }
    }
    let mut bottom = inner.bottom();
    if !words.source.is_empty() {
        let source = format!("Source: {}", words.source);
        let galley = wrapped(painter, &source, fonts::regular(10.0), style.muted, inner.width(), 2);
        bottom -= galley.size().y;
        painter.galley(pos2(inner.left(), bottom), galley, style.muted);
        bottom -= 8.0;
    }
    if !legend.is_empty() {
        bottom -= 16.0;
        self::legend(painter, pos2(inner.left(), bottom + 6.0), legend, style);
        bottom -= 14.0;
    }
    Rect::from_min_max(pos2(inner.left(), top + 8.0), pos2(inner.right(), bottom.max(top + 20.0)))
}

/// Draws what the colours mean, from `at` to the right.
pub fn legend(painter: &Painter, at: egui::Pos2, entries: &[(Vote, String)], style: &Style) {
    let mut left = at.x;
    for (vote, words) in entries {
        let dot = pos2(left + 5.0, at.y);
        match vote {
            Vote::No => {
                painter.rect_filled(Rect::from_center_size(dot, vec2(9.0, 9.0)), 2.0, style.no);
            }
            Vote::Absent => {
                painter.circle_stroke(dot, 4.5, Stroke::new(1.4, style.absent));
            }
            Vote::Abstain => {
                painter.circle_filled(dot, 5.0, style.abstain);
                let half = vec2(2.2, 0.0);
                painter.line_segment([dot - half, dot + half], Stroke::new(1.0, style.on_abstain));
            }
            Vote::Yes => {
                painter.circle_filled(dot, 5.0, style.yes);
            }
        }
        let end = painter.text(pos2(left + 15.0, at.y), Align2::LEFT_CENTER, words, fonts::regular(11.5), style.text);
        left = end.right() + 18.0;
    }
}

/// A card: a rounded panel with a hairline, the same around every panel of the window.
pub fn card(painter: &Painter, rect: Rect, style: &Style) {
    painter.rect(rect, 10.0, style.panel, Stroke::new(1.0, style.border), StrokeKind::Inside);
}
