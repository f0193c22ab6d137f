//! Puts a collection together vote by vote, in whatever order the sources come.

use std::collections::HashMap;

use super::{
    Archive, Entry, Forum, RollCall, Voter,
    planes::{Row, Stack},
};

/// The most members times roll calls of a collection: more than any source has, and what a computer can hold.
const MOST_CELLS: u64 = 1 << 31;

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
pub struct Builder {
    archive: Archive,
    roll_calls: HashMap<String, usize>,
    voters: HashMap<String, usize>,
    issues: HashMap<String, u32>,
    /// One byte a member and roll call; members that came later than the last vote of a roll call are left out.
    cells: Vec<Vec<Entry>>,
    /// How many more cells there may be.
    room: u64,
    /// Whether a vote found no room.
    full: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self::with_room(MOST_CELLS)
    }
}

impl Builder {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty collection for so many cells.
    fn with_room(room: u64) -> Self {
        Self {
            archive: Archive::default(),
            roll_calls: HashMap::new(),
            voters: HashMap::new(),
            issues: HashMap::new(),
            cells: Vec::new(),
            room,
            full: false,
        }
    }

    /// Whether there are more members times roll calls than a collection can have, as where a column of something else
    /// was read as ids. Votes that found no room are missing then, and nothing of it can be trusted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let all = self.archive.roll_calls.len() as u64 * self.archive.voters.len() as u64;
        self.full || all > MOST_CELLS
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
        self.cells.push(Vec::new());
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

    /// Adds a vote. The first one that is listed stands. One that finds no room, see [`Builder::is_full`], is lost.
    pub fn cast(&mut self, roll_call: usize, voter: usize, new: Entry) -> Cast {
        let Some(row) = self.cells.get_mut(roll_call) else { return Cast::Lost };
        if row.len() <= voter {
            let width = (voter + 1).max(self.archive.voters.len());
            let Some(room) = self.room.checked_sub((width - row.len()) as u64) else {
                self.full = true;
                return Cast::Lost;
            };
            self.room = room;
            row.resize(width, Entry::Unlisted);
        }
        let Some(cell) = row.get_mut(voter) else { return Cast::Lost };
        match *cell {
            Entry::Unlisted => {
                *cell = new;
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
            Some(row) if row.is_empty() && votes.len() <= self.archive.voters.len() => {
                match self.room.checked_sub(votes.len() as u64) {
                    Some(room) => {
                        self.room = room;
                        *row = votes;
                    }
                    None => self.full = true,
                }
                Ok(())
            }
            _ => Err(votes),
        }
    }

    /// What is listed so far.
    #[must_use]
    pub fn entry(&self, roll_call: usize, voter: usize) -> Entry {
        self.cells.get(roll_call).and_then(|row| row.get(voter)).copied().unwrap_or(Entry::Unlisted)
    }

    /// The collection with its votes; issues are sorted by name.
    #[must_use]
    pub fn finish(mut self) -> Archive {
        self.sort_issues();
        let mut stack = Stack::new(self.archive.voters.len());
        let mut row = Row::default();
        for cells in &self.cells {
            row.set(cells, stack.words());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vote;

    #[test]
    fn votes_beyond_the_room_are_refused() {
        const YES: Entry = Entry::Cast(Vote::Yes);
        let mut builder = Builder::with_room(10);
        for id in ["a", "b", "c", "d"] {
            builder.voter(id);
            builder.roll_call(id);
        }
        assert_eq!(builder.fill(0, vec![YES; 4]), Ok(()));
        assert_eq!(builder.cast(1, 3, YES), Cast::New);
        assert!(!builder.is_full());
        assert_eq!(builder.cast(1, 0, YES), Cast::New);
        assert_eq!((builder.cast(2, 0, YES), builder.entry(2, 0)), (Cast::Lost, Entry::Unlisted));
        assert!(builder.is_full());
        assert_eq!(builder.cast(9, 0, YES), Cast::Lost, "there is no such roll call");
        let mut builder = Builder::with_room(3);
        (0..4).for_each(|id| _ = builder.voter(&id.to_string()));
        let roll_call = builder.roll_call("r");
        assert_eq!(builder.fill(roll_call, vec![YES; 4]), Ok(()));
        assert!(builder.is_full());
    }
}
