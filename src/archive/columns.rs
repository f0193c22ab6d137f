//! The votes turned round: for every member one bit a roll call, so that two members are compared 64 roll calls at once.

use rayon::prelude::*;

use super::{Archive, Selection};
use crate::model::{Counts, Vote};

/// The votes of somebody through all roll calls, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// In favour.
    pub yes: Vec<u64>,
    /// Against.
    pub no: Vec<u64>,
    /// Abstaining.
    pub abstain: Vec<u64>,
    /// Listed as not voting.
    pub absent: Vec<u64>,
}

/// Two columns beside each other. Taking part is Yes, No or Abstain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// In how many roll calls both took part.
    pub both: u32,
    /// In how many of them they cast the same vote.
    pub same: u32,
    /// In how many one abstained and the other did not.
    pub half: u32,
    /// In how many both voted Yes or No.
    pub sided: u32,
    /// In how many of those they voted the same.
    pub same_side: u32,
}

impl Column {
    /// A column without votes for so many roll calls.
    #[must_use]
    pub fn empty(roll_calls: usize) -> Self {
        let empty = || vec![0; roll_calls.div_ceil(64)];
        Self { yes: empty(), no: empty(), abstain: empty(), absent: empty() }
    }

    /// The vote in a roll call; none where none is listed.
    #[must_use]
    pub fn vote(&self, roll_call: u32) -> Option<Vote> {
        let bit =
            |plane: &[u64]| plane.get(roll_call as usize / 64).is_some_and(|word| word >> (roll_call % 64) & 1 == 1);
        if bit(&self.yes) {
            Some(Vote::Yes)
        } else if bit(&self.no) {
            Some(Vote::No)
        } else if bit(&self.abstain) {
            Some(Vote::Abstain)
        } else {
            bit(&self.absent).then_some(Vote::Absent)
        }
    }

    /// Puts a vote where none is.
    pub fn put(&mut self, roll_call: u32, vote: Vote) {
        let plane = match vote {
            Vote::Yes => &mut self.yes,
            Vote::No => &mut self.no,
            Vote::Abstain => &mut self.abstain,
            Vote::Absent => &mut self.absent,
        };
        if let Some(word) = plane.get_mut(roll_call as usize / 64) {
            *word |= 1 << (roll_call % 64);
        }
    }

    /// How often it voted how, within some roll calls.
    #[must_use]
    pub fn counts(&self, within: &Selection) -> Counts {
        let count = |plane: &[u64]| plane.iter().zip(within.words()).map(|(a, b)| (a & b).count_ones()).sum();
        Counts {
            yes: count(&self.yes),
            no: count(&self.no),
            abstain: count(&self.abstain),
            absent: count(&self.absent),
        }
    }

    /// Compares two columns within some roll calls.
    #[must_use]
    pub fn pair(&self, other: &Self, within: &Selection) -> Pair {
        let mut pair = Pair::default();
        let mine = self.yes.iter().zip(&self.no).zip(&self.abstain);
        let theirs = other.yes.iter().zip(&other.no).zip(&other.abstain);
        for ((((a_yes, a_no), a_abstain), ((b_yes, b_no), b_abstain)), within) in mine.zip(theirs).zip(within.words()) {
            let (a_side, b_side) = ((a_yes | a_no) & within, b_yes | b_no);
            let a_abstain = a_abstain & within;
            // Nobody casts two votes in one roll call, so that these do not overlap and can be added up.
            let same_side = (((a_yes & b_yes) | (a_no & b_no)) & within).count_ones();
            let half = ((a_abstain & b_side) | (a_side & b_abstain)).count_ones();
            let sided = (a_side & b_side).count_ones();
            let abstaining = (a_abstain & b_abstain).count_ones();
            pair.both += sided + half + abstaining;
            pair.same += same_side + abstaining;
            pair.half += half;
            pair.sided += sided;
            pair.same_side += same_side;
        }
        pair
    }
}

/// One column for each member of a collection, in the order of its members. Made once for a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    roll_calls: usize,
    columns: Vec<Column>,
}

/// One block of 64 roll calls by 64 members, turned round: by member, the words of yes, no, abstain, absent.
type Block = Vec<[u64; 4]>;

impl Columns {
    /// The columns of a collection.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let (roll_calls, voters) = (archive.roll_calls.len(), archive.voters.len());
        let mut columns = vec![Column::empty(roll_calls); voters];
        let blocks: Vec<Vec<Block>> = (0..roll_calls.div_ceil(64))
            .into_par_iter()
            .map(|across| (0..voters.div_ceil(64)).map(|place| block(archive, across * 64, place)).collect())
            .collect();
        for (across, row) in blocks.iter().enumerate() {
            for (column, [yes, no, abstain, absent]) in columns.iter_mut().zip(row.iter().flatten()) {
                let planes = [&mut column.yes, &mut column.no, &mut column.abstain, &mut column.absent];
                for (plane, word) in planes.into_iter().zip([yes, no, abstain, absent]) {
                    if let Some(slot) = plane.get_mut(across) {
                        *slot = *word;
                    }
                }
            }
        }
        Self { roll_calls, columns }
    }

    /// How many roll calls they run through.
    #[must_use]
    pub fn roll_calls(&self) -> usize {
        self.roll_calls
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The column of a member.
    #[must_use]
    pub fn get(&self, voter: usize) -> Option<&Column> {
        self.columns.get(voter)
    }

    /// All columns, in the order of the members.
    pub fn iter(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter()
    }

    /// Compares two members within some roll calls; nothing in common where there is no such member.
    #[must_use]
    pub fn pair(&self, a: usize, b: usize, within: &Selection) -> Pair {
        self.get(a).zip(self.get(b)).map_or_else(Pair::default, |(a, b)| a.pair(b, within))
    }
}

fn block(archive: &Archive, first: usize, place: usize) -> Block {
    let (mut low, mut high, mut entitled) = ([0; 64], [0; 64], [0; 64]);
    let rows = low.iter_mut().zip(&mut high).zip(&mut entitled);
    for (((low, high), entitled), roll_call) in rows.zip(first..) {
        [*low, *high, *entitled] = archive.planes.bits(roll_call, place);
    }
    [&mut low, &mut high, &mut entitled].into_iter().for_each(turn);
    let words = low.into_iter().zip(high).zip(entitled);
    words.map(|((low, high), entitled)| [low & !high, high & !low, low & high, entitled & !(low | high)]).collect()
}

/// Turns 64 words of 64 bits round: bit `j` of word `i` becomes bit `i` of word `j`. Halves change places, then the
/// halves of the halves, down to single bits.
fn turn(block: &mut [u64; 64]) {
    let (mut width, mut mask) = (32, 0xFFFF_FFFF_u64);
    while width > 0 {
        for both in block.chunks_exact_mut(2 * width) {
            let (upper, lower) = both.split_at_mut(width);
            for (a, b) in upper.iter_mut().zip(lower) {
                let swapped = ((*a >> width) ^ *b) & mask;
                *b ^= swapped;
                *a ^= swapped << width;
            }
        }
        width /= 2;
        mask ^= mask << width;
    }
}
