//! In which order amendments are voted, and which of them cannot stand beside one another.

use std::{cmp::Reverse, ops::Range};

use super::setting::Setting;
use crate::{
    model::{Edit, Text, TextId},
    scenario::{ChangeKind, changes},
};

/// The order of voting that the scenario gives for what belongs to a text.
pub(super) fn given_order<'a>(setting: &Setting<'a>, root: &TextId) -> &'a [TextId] {
    let last = changes(setting.scenarios, setting.scenario)
        .filter_map(|change| match &change.kind {
            ChangeKind::Order(order) if change.text == *root => Some(order.as_slice()),
            _ => None,
        })
        .last();
    last.unwrap_or_default()
}

/// The order of voting: those that `given` names first, in its order; then the furthest removed in substance first;
/// then those of which nobody has said how far they are removed, as they stand.
pub(super) fn in_order<'a>(texts: &[&'a Text], given: &[TextId]) -> Vec<&'a Text> {
    let mut ordered = texts.to_vec();
    // A stable sort: equals stay as they stand.
    ordered.sort_by_key(|text| match given.iter().position(|id| *id == text.id) {
        Some(place) => (0, Reverse(0), place),
        None => match text.distance {
            Some(distance) => (1, Reverse(distance), 0),
            None => (2, Reverse(0), 0),
        },
    });
    ordered
}

/// Whether the one may come before the other: not where it is known to be less far removed.
pub(super) fn may_precede(first: Option<u32>, second: Option<u32>) -> bool {
    first.zip(second).is_none_or(|(first, second)| first >= second)
}

/// Whether the adoption of either amendment rejects the other: one of them says so, or both change the same words.
pub(super) fn collide(draft: &Text, one: &Text, other: &Text) -> bool {
    one.excludes.contains(&other.id)
        || other.excludes.contains(&one.id)
        || one.edits.iter().any(|edit| other.edits.iter().any(|against| overlap(draft, edit, against)))
}

/// Whether two edits take out words that they share. New paragraphs stand beside everything.
fn overlap(draft: &Text, one: &Edit, other: &Edit) -> bool {
    let (Some((paragraph, words)), Some((against, others))) = (taken(one), taken(other)) else { return false };
    if paragraph != against {
        return false;
    }
    if words.is_empty() || others.is_empty() {
        return true;
    }
    match (span(draft, paragraph, words), span(draft, paragraph, others)) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        // Where the draft does not show its words, those of the edits are all there is to compare.
        _ => words.contains(others) || others.contains(words),
    }
}

/// The paragraph and the words that an edit takes out; no words for the whole paragraph.
pub(super) fn taken(edit: &Edit) -> Option<(&str, &str)> {
    match edit {
        Edit::Insert { .. } => None,
        Edit::Replace { paragraph, words, .. } | Edit::Delete { paragraph, words } => Some((paragraph, words)),
    }
}

/// Where words stand in a paragraph of the draft.
fn span(draft: &Text, paragraph: &str, words: &str) -> Option<Range<usize>> {
    let text = &draft.paragraphs.iter().find(|own| own.id == paragraph)?.text;
    let start = text.find(words)?;
    Some(start..start + words.len())
}
