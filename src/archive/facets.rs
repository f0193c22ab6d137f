//! The numbers beside the boxes of a filter.

use std::collections::BTreeMap;

use super::{Archive, Index, Kind, RollCall, Verdicts, filter::part};
use crate::model::Outcome;

/// How many roll calls each box of a filter would show if it were the only one ticked in its group, with everything that
/// the filter asks outside that group as it is. So a box tells what ticking it brings, and the numbers of a group do
/// not fall to zero when one of its boxes is ticked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// By body, in the order of the collection.
    pub forums: Vec<u32>,
    /// By issue, in the order of the collection. A roll call on two issues counts for both.
    pub issues: Vec<u32>,
    /// By kind of text.
    pub kinds: BTreeMap<Kind, u32>,
    /// By outcome as shown; none for those that are not known.
    pub outcomes: BTreeMap<Option<Outcome>, u32>,
    /// By session: its name and number of roll calls, regular sessions first, in the order of their numbers. A roll
    /// call without a session is in none.
    pub sessions: Vec<(String, u32)>,
    /// Marked as a key vote, not marked, nothing said.
    pub key_votes: BTreeMap<Option<bool>, u32>,
    /// Where rules and record differ.
    pub differs: u32,
    /// Where published totals and listed votes differ.
    pub totals_differ: u32,
}

fn raise(counts: &mut [u32], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}

impl Facets {
    pub(super) fn new(archive: &Archive, index: &Index) -> Self {
        Self {
            forums: vec![0; archive.forums.len()],
            issues: vec![0; archive.issues.len()],
            kinds: Kind::ALL.into_iter().map(|kind| (kind, 0)).collect(),
            sessions: index.ranks().session_names.iter().map(|name| (name.clone(), 0)).collect(),
            ..Self::default()
        }
    }

    /// Counts a roll call that fails these parts of the filter: where it fails one alone, for the boxes of that part.
    pub(super) fn count(&mut self, number: u32, roll: &RollCall, fails: u16, index: &Index, verdicts: &Verdicts) {
        let for_group = |group: u16| fails & !group == 0;
        if fails.count_ones() > 1 {
            return;
        }
        if for_group(part::FORUM) {
            raise(&mut self.forums, roll.forum as usize);
        }
        if for_group(part::ISSUE) {
            roll.issues.iter().for_each(|issue| raise(&mut self.issues, *issue as usize));
        }
        if for_group(part::KIND) {
            for kind in Kind::of(roll) {
                *self.kinds.entry(kind).or_insert(0) += 1;
            }
        }
        if for_group(part::OUTCOME) {
            *self.outcomes.entry(verdicts.outcome(number)).or_insert(0) += 1;
        }
        if for_group(part::SESSION)
            && let Some(place) = index.ranks().session(number)
            && let Some((_, count)) = self.sessions.get_mut(place)
        {
            *count += 1;
        }
        if for_group(part::KEY_VOTE) {
            *self.key_votes.entry(roll.key_vote).or_insert(0) += 1;
        }
        self.differs += u32::from(for_group(part::DIFFERS) && verdicts.differs(number));
        self.totals_differ += u32::from(for_group(part::TOTALS) && verdicts.totals_differ(number));
    }
}
