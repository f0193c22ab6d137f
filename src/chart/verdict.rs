//! The verdict: the outcome, the four counts, and the bar with the mark of what is needed.

use egui::{Align2, CornerRadius, Painter, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::{
    floor_data::FloorData,
    fonts,
    mark::{Form, Look, Mark, Target},
    style::Style,
    text::wrapped,
};
use crate::model::{Basis, Outcome, Vote};

/// The height that the drawing needs, in points.
pub const HEIGHT: f32 = 86.0;

/// Draws the verdict within `rect`.
pub fn draw(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let badge = Rect::from_min_size(rect.min, vec2(112.0, 30.0));
    pill(painter, badge, &data.outcome_words().to_uppercase(), data.verdict.outcome, style);
    // What is not put to the vote has no counts: why stands in their place.
    let mut marks = if data.fate.is_put() {
        counts(painter, rect, data, look)
    } else {
        let room = rect.width() - 138.0 - 130.0;
        let why = wrapped(painter, data.fate.sentence(), fonts::regular(12.5), style.text, room, 2);
        let at = pos2(rect.left() + 138.0, badge.center().y - why.size().y / 2.0);
        painter.galley(at, why, style.text);
        Vec::new()
    };
    let right = rect.right_top();
    let bar = &data.bar;
    painter.text(right + vec2(0.0, 0.0), Align2::RIGHT_TOP, &bar.spare, fonts::semibold(14.5), style.text);
    painter.text(right + vec2(0.0, 20.0), Align2::RIGHT_TOP, &bar.needed, fonts::regular(11.5), style.muted);
    let strip = Rect::from_min_size(pos2(rect.left(), rect.top() + 46.0), vec2(rect.width(), 17.0));
    if bar.total == 0 {
        painter.rect(strip, CornerRadius::same(3), style.faint, Stroke::new(1.0, style.border), StrokeKind::Inside);
        let words = match data.basis {
            _ if !data.fate.is_put() => "No vote is taken.",
            Basis::Result => "Only the result is recorded: no counts, no roll call.",
            Basis::Nothing => "No votes are recorded.",
            Basis::RollCall | Basis::Tally => "Nobody is counted by this rule.",
        };
        painter.text(strip.center(), Align2::CENTER_CENTER, words, fonts::regular(11.5), style.muted);
        return marks;
    }
    marks.extend(segments(painter, strip, &bar.parts, bar.total, data, look));
    words_below(painter, strip, data, look);
    marks
}

/// The outcome in one word on its colour.
fn pill(painter: &Painter, rect: Rect, word: &str, outcome: Option<Outcome>, style: &Style) {
    let [fill, ink] = style.verdict(outcome);
    painter.rect_filled(rect, CornerRadius::same(6), fill);
    painter.text(rect.center(), Align2::CENTER_CENTER, word, fonts::semibold(15.0), ink);
}

fn counts(painter: &Painter, rect: Rect, data: &FloorData, look: &Look<'_>) -> Vec<Mark> {
    const COUNTS: [(Vote, &str); 4] =
        [(Vote::Yes, "in favour"), (Vote::No, "against"), (Vote::Abstain, "abstain"), (Vote::Absent, "not voting")];
    let style = &look.style;
    // Where the chart is narrow the words stand below the figures.
    let narrow = rect.width() < 690.0;
    let mut left = rect.left() + if narrow { 124.0 } else { 138.0 };
    let gap = if narrow { 10.0 } else { ((rect.width() - 138.0 - 470.0) / 6.0).clamp(8.0, 28.0) };
    COUNTS
        .into_iter()
        .map(|(vote, words)| {
            let tick = Rect::from_min_size(pos2(left, rect.top() + 1.0), vec2(4.0, if narrow { 34.0 } else { 28.0 }));
            painter.rect_filled(tick, CornerRadius::same(2), style.vote(vote));
            let figure = data.count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
            let at = pos2(left + 10.0, rect.top() + if narrow { 10.0 } else { 15.0 });
            let size = if narrow { 20.0 } else { 26.0 };
            let number = painter.text(at, Align2::LEFT_CENTER, &figure, fonts::semibold(size), style.text);
            let word = if narrow {
                let below = pos2(left + 10.0, rect.top() + 29.0);
                painter.text(below, Align2::LEFT_CENTER, words, fonts::regular(10.5), style.muted)
            } else {
                let beside = number.right_center() + vec2(6.0, 3.0);
                painter.text(beside, Align2::LEFT_CENTER, words, fonts::regular(12.5), style.muted)
            };
            let right = word.right().max(number.right());
            let all = Rect::from_min_max(tick.min, pos2(right, tick.bottom()));
            left = right + gap;
            Mark { target: Target::Segment(None, vote), form: Form::Box(all), label: format!("{figure} {words}") }
        })
        .collect()
}

/// Draws a bar of votes, `total` wide, and returns a mark for each part that is not empty.
pub fn segments(
    painter: &Painter,
    strip: Rect,
    parts: &[(Vote, u64)],
    total: u64,
    data: &FloorData,
    look: &Look<'_>,
) -> Vec<Mark> {
    stack(painter, strip, parts, total, &look.style)
        .into_iter()
        .map(|(vote, rect)| Mark {
            target: Target::Segment(None, vote),
            form: Form::Box(rect),
            label: format!("{} {}", data.count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string()), vote.label()),
        })
        .collect()
}

/// Draws the parts of a bar side by side. Who is absent or not known is drawn as the empty bar behind.
pub fn stack(painter: &Painter, strip: Rect, parts: &[(Vote, u64)], total: u64, style: &Style) -> Vec<(Vote, Rect)> {
    let width = |n: u64| strip.width() * n as f32 / total.max(1) as f32;
    // What is not recorded stays empty, with an outline.
    painter.rect(strip, CornerRadius::same(2), style.faint, Stroke::new(0.8, style.border), StrokeKind::Inside);
    let mut left = strip.left();
    parts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(vote, n)| {
            let part = Rect::from_min_size(pos2(left, strip.top()), Vec2::new(width(*n), strip.height()));
            left += part.width();
            painter.rect_filled(part, CornerRadius::ZERO, style.vote(*vote));
            (*vote, part)
        })
        .collect()
}

fn words_below(painter: &Painter, strip: Rect, data: &FloorData, look: &Look<'_>) {
    let style = &look.style;
    let bar = &data.bar;
    let below = strip.bottom() + 15.0;
    let font = fonts::regular(11.5);
    let base = painter.text(pos2(strip.left(), below), Align2::LEFT_CENTER, &bar.base, font.clone(), style.muted);
    // The sentence gives way where the words of the mark need the room.
    let galley = painter.layout_no_wrap(bar.mark.clone(), fonts::semibold(11.5), style.text);
    let words = painter.layout_no_wrap(bar.sentence.clone(), font, style.muted);
    let room = strip.right() - base.right() - 24.0;
    let shown = words.size().x + galley.size().x + 12.0 <= room;
    let sentence_left = if shown { strip.right() - words.size().x } else { strip.right() };
    if shown {
        painter.galley(pos2(sentence_left, below - words.size().y / 2.0), words, style.muted);
    }
    let Some(need) = bar.need else { return };
    let x = strip.left() + strip.width() * need as f32 / bar.total.max(1) as f32;
    if need > bar.total {
        return;
    }
    painter.vline(x, (strip.top() - 6.0)..=(strip.bottom() + 6.0), Stroke::new(2.0, style.text));
    // The words keep clear of those at the two ends.
    let low = base.right() + 12.0;
    let high = sentence_left - if shown { 12.0 } else { 0.0 } - galley.size().x;
    let at = (x - galley.size().x - 2.0).clamp(low.min(high), high.max(low));
    painter.galley(pos2(at, below - galley.size().y / 2.0), galley, style.text);
}
