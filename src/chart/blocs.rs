//! The blocs: how each group split, and how much it held together.

use egui::{Align2, Painter, Rect, pos2, vec2};

use super::{
    fonts,
    mark::{Form, Look, Mark, Target},
    text::fitted,
    verdict::stack,
};
use crate::{
    analysis::{BlocCounts, bloc_counts},
    model::{Ballot, Date, Group, GroupId, Vote},
};

/// Height of a row, in points.
pub const ROW: f32 = 18.0;
/// Height of the head, in points.
pub const HEAD: f32 = 24.0;

/// One group in one vote.
#[derive(Clone, Debug, PartialEq)]
pub struct BlocRow {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// How it split.
    pub counts: BlocCounts,
}

/// Prepares the rows of those groups that hold a seat, with their members of that day.
pub fn rows<'a>(groups: impl Iterator<Item = &'a Group>, ballot: &Ballot, date: Option<&Date>) -> Vec<BlocRow> {
    groups
        .map(|group| BlocRow {
            group: group.id.clone(),
            name: group.name.clone(),
            counts: bloc_counts(ballot, &group.roster_on(date)),
        })
        .filter(|row| row.counts.members > 0)
        .collect()
}

/// The height of a chart of `rows` rows, in points.
#[must_use]
pub fn height(rows: usize) -> f32 {
    HEAD + rows as f32 * ROW
}

/// Draws the head: what the columns are.
pub fn draw_head(painter: &Painter, rect: Rect, look: &Look<'_>) {
    let font = fonts::regular(11.5);
    let at = rect.right_top() + vec2(0.0, HEAD / 2.0 - 2.0);
    painter.text(at, Align2::RIGHT_CENTER, "cohesion", font, look.style.muted);
}

/// How many of a group are known to have voted so: who has no vote set is counted as absent, and not known to be.
fn recorded(counts: &BlocCounts, vote: Vote) -> u32 {
    let unset = if vote == Vote::Absent { counts.unset } else { 0 };
    counts.counts.of(vote).saturating_sub(unset)
}

/// Draws the rows below one another within `rect`.
pub fn draw_rows(painter: &Painter, rect: Rect, rows: &[BlocRow], look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let names = (rect.width() * 0.16).clamp(132.0, 150.0);
    let mut marks = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let line = Rect::from_min_size(pos2(rect.left(), rect.top() + n as f32 * ROW), vec2(rect.width(), ROW));
        let middle = line.center().y;
        let name = fitted(painter, &row.name, fonts::regular(12.5), style.text, names - 30.0);
        painter.galley(pos2(line.left(), middle - name.size().y / 2.0), name, style.text);
        let count = row.counts.members.to_string();
        painter.text(
            pos2(line.left() + names - 4.0, middle),
            Align2::RIGHT_CENTER,
            count,
            fonts::regular(11.5),
            style.muted,
        );
        let strip = Rect::from_min_max(
            pos2(line.left() + names + 10.0, line.top() + 4.0),
            pos2(line.right() - 92.0, line.bottom() - 4.0),
        );
        let parts = [Vote::Yes, Vote::Abstain, Vote::Absent, Vote::No]
            .map(|vote| (vote, u64::from(recorded(&row.counts, vote))));
        let name_form = Rect::from_min_max(line.min, pos2(strip.left() - 4.0, line.bottom()));
        marks.push(Mark {
            target: Target::Group(row.group.clone()),
            form: Form::Box(name_form),
            label: format!("{}, {} members", row.name, row.counts.members),
        });
        for (vote, part) in stack(painter, strip, &parts, u64::from(row.counts.members), style) {
            marks.push(Mark {
                target: Target::Segment(Some(row.group.clone()), vote),
                form: Form::Box(part.expand2(vec2(0.0, 3.0))),
                label: format!("{}: {} {}", row.name, recorded(&row.counts, vote), vote.label()),
            });
        }
        // Some votes alone say nothing of how the whole group held together.
        let cohesion = row.counts.cohesion.filter(|_| row.counts.unset == 0);
        let cohesion = cohesion.map_or_else(|| "–".to_owned(), |c| format!("{c:.2}"));
        painter.text(pos2(line.right(), middle), Align2::RIGHT_CENTER, cohesion, fonts::semibold(12.5), style.text);
    }
    marks
}
