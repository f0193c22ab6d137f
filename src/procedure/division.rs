//! Division: parts voted apart, what adopted amendments leave of them, and the whole that falls with all its operative
//! parts (General Assembly rule 89, Council rule 32).

use super::{
    course::Course,
    order::taken,
    setting::Setting,
    votes::{Mask, bit},
};
use crate::{
    model::{Edit, Place, TextId},
    scenario::{ChangeKind, Division, changes},
};

/// An operative paragraph of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operative {
    /// The amendment that puts it in; nothing for one of the draft.
    put_in: Mask,
    /// The amendments that take it out.
    taken_out: Mask,
    /// The parts that hold it.
    held: Mask,
}

impl<'a> Course<'a> {
    /// The paragraphs of the draft that a part holds.
    pub(super) fn held(&self, entry: usize) -> &'a [String] {
        self.entries.get(entry).map_or(&[], |entry| match (entry.text, entry.division) {
            (Some(text), _) => text.holds.as_slice(),
            (None, Some(division)) => division.holds.as_slice(),
            (None, None) => &[],
        })
    }

    /// The open amendments that take out a whole paragraph.
    pub(super) fn taking_out(&self, paragraph: &str) -> Mask {
        self.against(|text| {
            text.edits.iter().any(|edit| matches!(edit, Edit::Delete { .. }) && taken(edit) == Some((paragraph, "")))
        })
    }

    /// The operative paragraphs of the draft and of its open amendments.
    pub(super) fn operative_paragraphs(&self) -> Vec<Operative> {
        let held = |id: &str| {
            let parts = self.items.iter().enumerate().filter(|(_, item)| self.held(item.entry).iter().any(|p| p == id));
            parts.fold(0, |all, (n, _)| all | bit(n) & self.parts)
        };
        let of = |id: &str, put_in: Mask| Operative { put_in, taken_out: self.taking_out(id), held: held(id) };
        let mut found: Vec<Operative> = self
            .root
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.place == Place::Operative)
            .map(|paragraph| of(&paragraph.id, 0))
            .collect();
        for (n, item) in self.items.iter().enumerate() {
            let text = self.entries.get(item.entry).and_then(|entry| entry.text);
            for edit in text.filter(|_| self.amendments & bit(n) != 0).into_iter().flat_map(|text| &text.edits) {
                if let Edit::Insert { paragraph, .. } = edit
                    && paragraph.place == Place::Operative
                {
                    found.push(of(&paragraph.id, bit(n)));
                }
            }
        }
        found
    }

    /// Whether every operative paragraph falls with the parts that were lost, and the whole with them (rule 89). Never
    /// where the wording is not known.
    pub(super) fn falls(&self, adopted: Mask) -> bool {
        let lost = self.parts & !adopted;
        let mut standing = self
            .operative
            .iter()
            .filter(|one| (one.put_in == 0 || one.put_in & adopted != 0) && one.taken_out & adopted == 0)
            .peekable();
        lost != 0 && standing.peek().is_some() && standing.all(|one| one.held & lost != 0)
    }

    /// The number of the adopted amendment that leaves nothing to vote on: it excludes this one, or takes out the last
    /// paragraph of this part.
    pub(super) fn moot(&self, item: usize, adopted: Mask) -> Option<usize> {
        let of = self.items.get(item)?;
        let by = if of.gone.is_empty() {
            of.collides & adopted
        } else if of.gone.iter().all(|gone| gone & adopted != 0) {
            of.gone.last().copied().unwrap_or(0) & adopted
        } else {
            0
        };
        (by != 0).then(|| by.trailing_zeros() as usize)
    }

    /// The parts that an adopted amendment leaves nothing of.
    pub(super) fn moot_parts(&self, adopted: Mask) -> Mask {
        let parts = (0..self.items.len()).filter(|n| self.parts & bit(*n) != 0 && self.moot(*n, adopted).is_some());
        parts.fold(0, |all, n| all | bit(n))
    }
}

/// The parts that the scenario makes of a text.
pub(super) fn divisions<'a>(setting: &Setting<'a>, root: &TextId) -> &'a [Division] {
    let last = changes(setting.scenarios, setting.scenario)
        .filter_map(|change| match &change.kind {
            ChangeKind::Division(list) if change.text == *root => Some(list.as_slice()),
            _ => None,
        })
        .last();
    last.unwrap_or_default()
}

/// What stands for a part that a scenario makes, since it is no text of the dossier.
pub(super) fn part_id(root: &TextId, n: usize) -> TextId {
    format!("{root}#{}", n + 1).into()
}
