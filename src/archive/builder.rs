//! Puts a collection together vote by vote, in whatever order the sources come.

use std::collections::HashMap;

use super::{
    Archive, Entry, Forum, RollCall, Voter,
    cells::Cells,
    planes::{Row, Stack},
};

/// The most members times roll calls of a collection: more than any source has, and what a computer can hold.
const MOST_CELLS: u64 = 1 << 31;
/// So many there may be however few votes are listed.
const FEW_CELLS: u64 = 1 << 27;
/// Beyond that so many for each vote. The Congress of the United States has 55 from its first day to ours.
const CELLS_A_VOTE: u64 = 128;

/// What became of a vote that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// It is the first that is listed for this member in this roll call.
    New,
    /// The same was listed before.
    Again,
    /// Another was listed before, which stands.
    Other(Entry),
    /// There was no room for it, or there is no such roll call: it is not in the collection.
    Lost,
}

/// A collection that is being put together. Roll calls and members are found by their keys in the source and numbered
/// in the order of their first mention.
#[derive(Default)]
pub struct Builder {
    archive: Archive,
    roll_calls: HashMap<String, usize>,
    voters: HashMap<String, usize>,
    issues: HashMap<String, u32>,
    /// The votes of each roll call.
    cells: Vec<Cells>,
    /// How many there are.
    votes: u64,
}

impl Builder {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there are more members times roll calls than a collection can have, as where a column of something else
    /// was read as ids.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.size() > MOST_CELLS
    }

    /// Whether there are more members times roll calls than go with the votes, so that a small file would take much
    /// memory. This can be told only when all is read: members and roll calls may be listed before their votes.
    #[must_use]
    pub fn is_scattered(&self) -> bool {
        is_scattered(self.size(), self.votes)
    }

    /// Members times roll calls.
    fn size(&self) -> u64 {
        self.archive.roll_calls.len() as u64 * self.archive.voters.len() as u64
    }

    /// The collection so far, without its votes: title, sources, bodies, members, roll calls. Roll calls and members
    /// must not be added, taken out or moved here.
    pub fn archive(&mut self) -> &mut Archive {
        &mut self.archive
    }

    /// The number of a roll call, which is added where it is new.
    pub fn roll_call(&mut self, key: &str) -> usize {
        if let Some(known) = self.roll_calls.get(key) {
            return *known;
        }
        let next = self.archive.roll_calls.len();
        self.roll_calls.insert(key.to_owned(), next);
        self.archive.roll_calls.push(RollCall { id: key.to_owned(), ..RollCall::default() });
        self.cells.push(Cells::default());
        next
    }

    /// The number of a roll call that is there already.
    #[must_use]
    pub fn known_roll_call(&self, key: &str) -> Option<usize> {
        self.roll_calls.get(key).copied()
    }

    /// The number of a member by its key in the source; added with that key as its code where it is new.
    pub fn voter(&mut self, key: &str) -> usize {
        if let Some(known) = self.voters.get(key) {
            return *known;
        }
        let next = self.archive.voters.len();
        self.voters.insert(key.to_owned(), next);
        self.archive.voters.push(Voter::new(key, key));
        next
    }

    /// The number of a member that is there already.
    #[must_use]
    pub fn known_voter(&self, key: &str) -> Option<usize> {
        self.voters.get(key).copied()
    }

    /// The number of a body, which is added where it is new.
    pub fn forum(&mut self, forum: Forum) -> u32 {
        let forums = &mut self.archive.forums;
        let place = forums.iter().position(|known| known.id == forum.id).unwrap_or_else(|| {
            forums.push(forum);
            forums.len() - 1
        });
        place as u32
    }

    /// The number of an issue until the collection is finished, which sorts them.
    pub fn issue(&mut self, name: &str) -> u32 {
        if let Some(known) = self.issues.get(name) {
            return *known;
        }
        let next = self.archive.issues.len() as u32;
        self.issues.insert(name.to_owned(), next);
        self.archive.issues.push(name.to_owned());
        next
    }

    /// A roll call, to say more of it.
    pub fn roll_call_mut(&mut self, number: usize) -> Option<&mut RollCall> {
        self.archive.roll_calls.get_mut(number)
    }

    /// A member, to say more of it.
    pub fn voter_mut(&mut self, number: usize) -> Option<&mut Voter> {
        self.archive.voters.get_mut(number)
    }

    /// Adds a vote. The first one that is listed stands.
    pub fn cast(&mut self, roll_call: usize, voter: usize, new: Entry) -> Cast {
        let Some(cells) = self.cells.get_mut(roll_call) else { return Cast::Lost };
        match cells.entry(voter) {
            Entry::Unlisted => {
                cells.list(voter, new, self.archive.voters.len());
                self.votes += 1;
                Cast::New
            }
            before if before == new => Cast::Again,
            before => Cast::Other(before),
        }
    }

    /// Takes all votes of a roll call at once, in the order of the members' numbers, where it has none yet. Gives them
    /// back where it has some, to be added vote by vote.
    ///
    /// # Errors
    /// The votes, where they were not taken.
    pub fn fill(&mut self, roll_call: usize, votes: Vec<Entry>) -> Result<(), Vec<Entry>> {
        match self.cells.get_mut(roll_call) {
            Some(cells) if cells.listed() == 0 && votes.len() <= self.archive.voters.len() => {
                *cells = Cells::of(votes);
                self.votes += cells.listed() as u64;
                Ok(())
            }
            _ => Err(votes),
        }
    }

    /// What is listed so far.
    #[must_use]
    pub fn entry(&self, roll_call: usize, voter: usize) -> Entry {
        self.cells.get(roll_call).map_or(Entry::Unlisted, |cells| cells.entry(voter))
    }

    /// Brings the names and groups of all members up to date with what was noted of them, see [`Voter::settle`].
    pub fn settle(&mut self) {
        self.archive.voters.iter_mut().for_each(Voter::settle);
    }

    /// The collection with its votes; issues are sorted by name.
    #[must_use]
    pub fn finish(mut self) -> Archive {
        self.sort_issues();
        self.settle();
        let mut stack = Stack::new(self.archive.voters.len());
        let (mut row, mut buffer) = (Row::default(), Vec::new());
        for cells in &self.cells {
            row.set(cells.whole(&mut buffer), stack.words());
            stack.push(&row);
        }
        Archive { planes: stack.finish(), ..self.archive }
    }

    fn sort_issues(&mut self) {
        let mut order: Vec<usize> = (0..self.archive.issues.len()).collect();
        order.sort_by(|a, b| self.archive.issues.get(*a).cmp(&self.archive.issues.get(*b)));
        let mut place = vec![0_u32; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*old) {
                *slot = new as u32;
            }
        }
        self.archive.issues.sort();
        for roll_call in &mut self.archive.roll_calls {
            for issue in &mut roll_call.issues {
                *issue = place.get(*issue as usize).copied().unwrap_or(*issue);
            }
            roll_call.issues.sort_unstable();
            roll_call.issues.dedup();
        }
    }
}

/// Whether so many members times roll calls are too many for so many votes.
fn is_scattered(cells: u64, votes: u64) -> bool {
    cells > FEW_CELLS.max(votes.saturating_mul(CELLS_A_VOTE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vote;

    const YES: Entry = Entry::Cast(Vote::Yes);

    #[test]
    fn bodies_that_there_are_have_room() {
        for (members, roll_calls, votes) in [
            // All of Voteview; the General Assembly; a Parliament of many terms; members and roll calls without votes.
            (12_600, 113_000, 25_900_000),
            (200, 6_299, 1_234_172),
            (5_000, 60_000, 39_000_000),
            (900, 20_000, 0),
        ] {
            assert!(!is_scattered(members * roll_calls, votes) && members * roll_calls <= MOST_CELLS, "{members}");
        }
        assert!(is_scattered(200_000 * 200_000, 200_000));
        assert!(is_scattered(20_000 * 20_000, 40_000));
    }

    #[test]
    fn ids_that_are_none_take_little_room_and_are_told() {
        let mut builder = Builder::new();
        for row in 0..20_000 {
            let id = row.to_string();
            let (roll_call, voter) = (builder.roll_call(&id), builder.voter(&id));
            assert_eq!(builder.cast(roll_call, voter, YES), Cast::New);
            assert_eq!(builder.cast(roll_call, voter, YES), Cast::Again);
            assert_eq!(builder.entry(roll_call, voter), YES);
        }
        assert!(builder.is_scattered() && !builder.is_full());
        let mut small = Builder::new();
        for (id, votes) in [("a", vec![]), ("b", vec![YES, Entry::Unlisted])] {
            let (roll_call, voter) = (small.roll_call(id), small.voter(id));
            assert_eq!(small.cast(roll_call, voter, YES), Cast::New);
            assert_eq!(small.fill(roll_call, votes.clone()), Err(votes), "there are votes already");
        }
        let roll_call = small.roll_call("c");
        assert_eq!(small.fill(roll_call, vec![Entry::Unlisted, YES]), Ok(()));
        assert_eq!(small.fill(roll_call, vec![YES; 3]), Err(vec![YES; 3]));
        assert!(!small.is_scattered());
        assert_eq!(small.cast(9, 0, YES), Cast::Lost, "there is no such roll call");
        let archive = small.finish();
        let entries: Vec<Entry> = (0..6).map(|place| archive.entry(place / 2, place % 2)).collect();
        assert_eq!(entries, [YES, Entry::Unlisted, Entry::Unlisted, YES, Entry::Unlisted, YES]);
    }
}
