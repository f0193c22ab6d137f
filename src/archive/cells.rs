//! The votes of one roll call while a collection is put together: a row of members where many of them vote, and a list
//! where few of very many do, so that it takes no more room than goes with its votes.

use super::Entry;

/// A row has at most so many members for each vote that is listed.
const MEMBERS_A_VOTE: usize = 64;

/// The votes of one roll call by the numbers of the members.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// The first members, one after the other.
    row: Vec<Entry>,
    /// Those beyond whose votes are listed, by their numbers.
    tail: Vec<(u32, Entry)>,
    /// How many votes are listed.
    listed: usize,
}

impl Cells {
    /// All votes at once, in the order of the members.
    pub(super) fn of(row: Vec<Entry>) -> Self {
        let listed = row.iter().filter(|entry| **entry != Entry::Unlisted).count();
        if row.len() <= listed * MEMBERS_A_VOTE {
            return Self { row, tail: Vec::new(), listed };
        }
        let tail = row.into_iter().zip(0..).filter(|(entry, _)| *entry != Entry::Unlisted);
        Self { row: Vec::new(), tail: tail.map(|(entry, voter)| (voter, entry)).collect(), listed }
    }

    /// How many votes are listed.
    pub(super) fn listed(&self) -> usize {
        self.listed
    }

    /// What is listed of a member.
    pub(super) fn entry(&self, voter: usize) -> Entry {
        if let Some(entry) = self.row.get(voter) {
            return *entry;
        }
        let found = self.tail.binary_search_by_key(&voter, |(known, _)| *known as usize).ok();
        found.and_then(|place| self.tail.get(place)).map_or(Entry::Unlisted, |(_, entry)| *entry)
    }

    /// Lists the vote of a member of which nothing is listed yet. There are so many members so far.
    pub(super) fn list(&mut self, voter: usize, entry: Entry, members: usize) {
        if entry == Entry::Unlisted {
            return;
        }
        self.listed += 1;
        if let Some(cell) = self.row.get_mut(voter) {
            *cell = entry;
            return;
        }
        let place = self.tail.partition_point(|(known, _)| (*known as usize) < voter);
        self.tail.insert(place, (voter as u32, entry));
        let room = self.listed * MEMBERS_A_VOTE;
        let width = self.tail.last().map_or(0, |(last, _)| *last as usize + 1);
        if width > room {
            return;
        }
        self.row.resize(width.max(members.min(room)), Entry::Unlisted);
        for (voter, entry) in std::mem::take(&mut self.tail) {
            if let Some(cell) = self.row.get_mut(voter as usize) {
                *cell = entry;
            }
        }
    }

    /// All votes in the order of the members, up to the last that is listed at least.
    pub(super) fn whole<'a>(&'a self, buffer: &'a mut Vec<Entry>) -> &'a [Entry] {
        if self.tail.is_empty() {
            return &self.row;
        }
        buffer.clear();
        buffer.extend_from_slice(&self.row);
        for (voter, entry) in &self.tail {
            buffer.resize(*voter as usize, Entry::Unlisted);
            buffer.push(*entry);
        }
        buffer
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rand_xoshiro::{
        Xoshiro256PlusPlus,
        rand_core::{Rng, SeedableRng},
    };

    use super::*;
    use crate::model::Vote;

    #[test]
    fn votes_in_any_order_are_listed_in_little_room() {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(1789);
        let mut below = |n: u64| (dice.next_u64() % n) as usize;
        let (mut rows, mut tails) = (0, 0);
        for round in 0..300 {
            let members = 1 + below([10, 300, 5_000, 100_000][round % 4]);
            let (mut cells, mut known) = (Cells::default(), BTreeMap::new());
            for _ in 0..below(300) {
                let (voter, entry) = (below(members as u64), [Entry::NotMember, Entry::Cast(Vote::No)][below(2)]);
                assert_eq!(cells.entry(voter), known.get(&voter).copied().unwrap_or(Entry::Unlisted));
                known.entry(voter).or_insert_with(|| {
                    cells.list(voter, Entry::Unlisted, members);
                    cells.list(voter, entry, members);
                    entry
                });
                assert!(cells.row.len() <= members.min(cells.listed * MEMBERS_A_VOTE));
                assert!(cells.tail.is_empty() || cells.row.len() < members);
            }
            assert_eq!(cells.listed(), known.len());
            let mut buffer = vec![Entry::NotMember; 3];
            let whole = cells.whole(&mut buffer).to_vec();
            let again = Cells::of(whole.clone());
            assert_eq!(again.listed(), known.len());
            for voter in 0..members {
                let entry = known.get(&voter).copied().unwrap_or(Entry::Unlisted);
                assert_eq!(whole.get(voter).copied().unwrap_or(Entry::Unlisted), entry);
                assert_eq!((cells.entry(voter), again.entry(voter)), (entry, entry));
            }
            rows += usize::from(cells.tail.is_empty());
            tails += usize::from(!cells.tail.is_empty());
        }
        assert!(rows > 50 && tails > 50, "{rows} {tails}");
    }
}
