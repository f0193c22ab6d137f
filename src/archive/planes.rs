//! The votes themselves: for every roll call one bit of each member in two planes, and whose vote is listed and who was
//! entitled to vote in masks that roll calls share.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::model::{Counts, Vote};

/// Bits in a word.
const WIDTH: usize = 64;

/// Two bits a vote (Absent 00, Yes 01, No 10, Abstain 11), row by row, and two masks a row. Masks are stored once,
/// however many roll calls have the same: the members of a body change far more rarely than it votes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planes {
    words: usize,
    low: Vec<u64>,
    high: Vec<u64>,
    masks: Vec<Vec<u64>>,
    listed: Vec<u32>,
    entitled: Vec<u32>,
}

/// One roll call while its masks are written.
#[derive(Default)]
pub(super) struct Row {
    low: Vec<u64>,
    high: Vec<u64>,
    listed: Vec<u64>,
    entitled: Vec<u64>,
}

impl Row {
    /// Says what each member did. What was said before is gone.
    pub(super) fn set(&mut self, entries: &[Entry], words: usize) {
        for plane in [&mut self.low, &mut self.high, &mut self.listed, &mut self.entitled] {
            plane.clear();
        }
        for part in entries.chunks(WIDTH) {
            let mut word = Words::default();
            for (place, entry) in part.iter().enumerate() {
                let bits = Words::of(*entry);
                word.low |= bits.low << place;
                word.high |= bits.high << place;
                word.listed |= bits.listed << place;
                word.entitled |= bits.entitled << place;
            }
            self.low.push(word.low);
            self.high.push(word.high);
            self.listed.push(word.listed);
            self.entitled.push(word.entitled);
        }
        for plane in [&mut self.low, &mut self.high, &mut self.listed, &mut self.entitled] {
            plane.resize(words, 0);
        }
    }
}

/// Gathers rows into planes; each mask once.
pub(super) struct Stack {
    planes: Planes,
    known: HashMap<Vec<u64>, u32>,
}

impl Stack {
    pub(super) fn new(members: usize) -> Self {
        let planes = Planes { words: members.div_ceil(WIDTH), ..Planes::default() };
        Self { planes, known: HashMap::new() }
    }

    pub(super) fn words(&self) -> usize {
        self.planes.words
    }

    fn mask(&mut self, mask: &[u64]) -> u32 {
        if let Some(known) = self.known.get(mask) {
            return *known;
        }
        let next = self.known.len() as u32;
        self.planes.masks.push(mask.to_vec());
        self.known.insert(mask.to_vec(), next);
        next
    }

    pub(super) fn push(&mut self, row: &Row) {
        self.planes.low.extend(&row.low);
        self.planes.high.extend(&row.high);
        let (listed, entitled) = (self.mask(&row.listed), self.mask(&row.entitled));
        self.planes.listed.push(listed);
        self.planes.entitled.push(entitled);
    }

    pub(super) fn finish(self) -> Planes {
        self.planes
    }
}

/// The four words of one place of a row: low and high bits, whose vote is listed, who was entitled.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    low: u64,
    high: u64,
    listed: u64,
    entitled: u64,
}

impl Words {
    /// One entry in the lowest bits.
    fn of(entry: Entry) -> Self {
        let (low, high, listed, entitled) = match entry {
            Entry::Unlisted => (0, 0, 0, 0),
            Entry::NotMember => (0, 0, 1, 0),
            Entry::Cast(Vote::Absent) => (0, 0, 1, 1),
            Entry::Cast(Vote::Yes) => (1, 0, 1, 1),
            Entry::Cast(Vote::No) => (0, 1, 1, 1),
            Entry::Cast(Vote::Abstain) => (1, 1, 1, 1),
        };
        Self { low, high, listed, entitled }
    }
}

impl Planes {
    fn word(&self, roll_call: usize, place: usize) -> Words {
        let mask = |column: &[u32]| {
            let index = column.get(roll_call).copied()? as usize;
            self.masks.get(index)?.get(place).copied()
        };
        if place >= self.words {
            return Words::default();
        }
        let at = roll_call * self.words + place;
        Words {
            low: self.low.get(at).copied().unwrap_or(0),
            high: self.high.get(at).copied().unwrap_or(0),
            listed: mask(&self.listed).unwrap_or(0),
            entitled: mask(&self.entitled).unwrap_or(0),
        }
    }

    /// The vote of a member in a roll call. None where no vote of it is listed; `Some(None)` where the source says that
    /// it was not a member.
    #[must_use]
    pub fn vote(&self, roll_call: usize, member: usize) -> Option<Option<Vote>> {
        let word = self.word(roll_call, member / WIDTH);
        let bit = |plane: u64| plane >> (member % WIDTH) & 1 == 1;
        bit(word.listed).then(|| {
            bit(word.entitled).then(|| match (bit(word.high), bit(word.low)) {
                (false, false) => Vote::Absent,
                (false, true) => Vote::Yes,
                (true, false) => Vote::No,
                (true, true) => Vote::Abstain,
            })
        })
    }

    /// How the listed members voted.
    #[must_use]
    pub fn counts(&self, roll_call: usize) -> Counts {
        self.counts_of(roll_call, std::iter::repeat_n(u64::MAX, self.words))
    }

    /// How those of some members voted that are listed; the members are bits, 64 a word.
    #[must_use]
    pub fn counts_within(&self, roll_call: usize, members: &[u64]) -> Counts {
        self.counts_of(roll_call, members.iter().copied().take(self.words))
    }

    fn counts_of(&self, roll_call: usize, members: impl Iterator<Item = u64>) -> Counts {
        let mut counts = Counts::default();
        for (place, members) in members.enumerate() {
            let [low, high, entitled] = self.bits(roll_call, place).map(|word| word & members);
            counts.yes += (low & !high).count_ones();
            counts.no += (high & !low).count_ones();
            counts.abstain += (low & high).count_ones();
            counts.absent += (entitled & !(low | high)).count_ones();
        }
        counts
    }

    /// The words of one place of a row: low bits, high bits, who was entitled.
    pub(super) fn bits(&self, roll_call: usize, place: usize) -> [u64; 3] {
        let Words { low, high, entitled, .. } = self.word(roll_call, place);
        [low, high, entitled]
    }

    /// How many members took part in both of two roll calls (Yes, No or Abstain), and how many of them voted the same.
    #[must_use]
    pub fn alike(&self, a: usize, b: usize) -> (u32, u32) {
        let (mut both, mut same) = (0, 0);
        for place in 0..self.words {
            let ([a_low, a_high, _], [b_low, b_high, _]) = (self.bits(a, place), self.bits(b, place));
            let shared = (a_low | a_high) & (b_low | b_high);
            both += shared.count_ones();
            same += (shared & !(a_low ^ b_low) & !(a_high ^ b_high)).count_ones();
        }
        (both, same)
    }

    /// How many words the members of a row take.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// A number for the set of members that were entitled to vote in a roll call: the same for the same set.
    #[must_use]
    pub fn entitled_set(&self, roll_call: usize) -> Option<u32> {
        self.entitled.get(roll_call).copied()
    }

    /// How many entries a roll call lists, members and those that the source says were none.
    #[must_use]
    pub fn listed(&self, roll_call: usize) -> u32 {
        (0..self.words).map(|place| self.word(roll_call, place).listed.count_ones()).sum()
    }

    /// How many roll calls there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether there is no roll call.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// What the planes hold in memory, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let masks: usize = self.masks.iter().map(|mask| mask.len() * size_of::<u64>()).sum();
        (self.low.len() + self.high.len()) * size_of::<u64>()
            + masks
            + (self.listed.len() + self.entitled.len()) * size_of::<u32>()
    }

    /// The planes as bytes, for a file of our own: how many words, rows and masks there are, then these, little end
    /// first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let sizes = [self.words, self.listed.len(), self.masks.len()];
        let words = self.low.iter().chain(&self.high).chain(self.masks.iter().flatten());
        let mut bytes: Vec<u8> = sizes.iter().flat_map(|size| (*size as u64).to_le_bytes()).collect();
        bytes.extend(words.flat_map(|word| word.to_le_bytes()));
        bytes.extend(self.listed.iter().chain(&self.entitled).flat_map(|mask| mask.to_le_bytes()));
        bytes
    }

    /// The planes of these bytes. None where they are not just what their sizes say, or where a row has a mask that is
    /// not there.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (sizes, rest) = bytes.split_at_checked(3 * size_of::<u64>())?;
        let mut sizes = longs(sizes).into_iter().map(|size| usize::try_from(size).ok());
        let (words, rows, masks) = (sizes.next()??, sizes.next()??, sizes.next()??);
        let plane = rows.checked_mul(words)?.checked_mul(size_of::<u64>())?;
        let (low, rest) = rest.split_at_checked(plane)?;
        let (high, rest) = rest.split_at_checked(plane)?;
        let (mask_words, rest) = rest.split_at_checked(masks.checked_mul(words)?.checked_mul(size_of::<u64>())?)?;
        let (listed, entitled) = rest.split_at_checked(rows.checked_mul(size_of::<u32>())?)?;
        if entitled.len() != listed.len() {
            return None;
        }
        let masks: Vec<Vec<u64>> = if words == 0 {
            // Without members every mask is empty, and there is one at most.
            (masks <= 1).then(|| vec![Vec::new(); masks])?
        } else {
            longs(mask_words).chunks_exact(words).map(<[u64]>::to_vec).collect()
        };
        let (listed, entitled) = (shorts(listed), shorts(entitled));
        let known = listed.iter().chain(&entitled).all(|mask| (*mask as usize) < masks.len());
        known.then(|| Self { words, low: longs(low), high: longs(high), masks, listed, entitled })
    }
}

/// Numbers of eight bytes.
fn longs(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect()
}

/// Numbers of four bytes.
fn shorts(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}
