//! How often each pair of members votes the same.

use std::collections::BTreeSet;

use crate::model::{Ballot, MemberId, Vote};

/// What an abstention counts beside a Yes or a No.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credit {
    /// Nothing: only the same vote agrees.
    #[default]
    Same,
    /// Half an agreement, after Lijphart (1963), "The Analysis of Bloc Voting in the General Assembly", American
    /// Political Science Review 57: 902–917.
    Half,
}

/// The agreement of all pairs of members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementMatrix {
    /// The members in the order of their codes; rows and columns stand in this order.
    pub members: Vec<MemberId>,
    /// In how many roll calls both took part; a row for each member, one after the other.
    pub shared: Vec<u32>,
    /// Agreements in halves of a roll call (2 the same vote, 1 half an agreement), laid out as `shared`.
    pub halves: Vec<u32>,
}

impl AgreementMatrix {
    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The share of roll calls in which members `i` and `j` agreed, of those in which both took part: from 0 to 1.
    /// None where they shared none, and where there is no such member. A member agrees with itself.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> Option<f64> {
        let shared = self.shared(i, j).filter(|shared| *shared > 0)?;
        let halves = *self.halves.get(self.place(i, j)?)?;
        Some(f64::from(halves) / (2.0 * f64::from(shared)))
    }

    /// In how many roll calls members `i` and `j` both took part; none where there is no such member.
    #[must_use]
    pub fn shared(&self, i: usize, j: usize) -> Option<u32> {
        self.shared.get(self.place(i, j)?).copied()
    }

    /// The row of a member.
    #[must_use]
    pub fn index(&self, member: &MemberId) -> Option<usize> {
        self.members.binary_search(member).ok()
    }

    fn place(&self, i: usize, j: usize) -> Option<usize> {
        (i < self.len() && j < self.len()).then(|| i * self.len() + j)
    }
}

/// The votes of one member as three bit planes: Yes, No, Abstain, a bit for each roll call.
struct Planes {
    words: Vec<[u64; 3]>,
}

/// The agreement of all members that hold a seat in any of the floors. Taking part is Yes, No or Abstain by a member
/// that may vote. Floors that rest on published totals and not on a roll call are passed over: the few votes known of
/// them were not reported evenly.
pub fn agreement<'a>(floors: impl IntoIterator<Item = &'a Ballot>, credit: Credit) -> AgreementMatrix {
    let floors: Vec<&Ballot> = floors.into_iter().filter(|ballot| ballot.tally.is_none()).collect();
    let members: BTreeSet<&MemberId> =
        floors.iter().flat_map(|ballot| ballot.seats.iter().map(|seat| &seat.member)).collect();
    let members: Vec<MemberId> = members.into_iter().cloned().collect();
    let planes = planes(&floors, &members);
    let n = members.len();
    let (mut shared, mut halves) = (Vec::with_capacity(n * n), Vec::with_capacity(n * n));
    for a in &planes {
        for b in &planes {
            let (both, agreed) = pair(a, b, credit);
            shared.push(both);
            halves.push(agreed);
        }
    }
    AgreementMatrix { members, shared, halves }
}

fn planes(floors: &[&Ballot], members: &[MemberId]) -> Vec<Planes> {
    let words = floors.len().div_ceil(64);
    let mut planes: Vec<Planes> = members.iter().map(|_| Planes { words: vec![[0; 3]; words] }).collect();
    for (n, ballot) in floors.iter().enumerate() {
        for seat in &ballot.seats {
            let plane = match seat.counted() {
                Some(Vote::Yes) => 0,
                Some(Vote::No) => 1,
                Some(Vote::Abstain) => 2,
                Some(Vote::Absent) | None => continue,
            };
            let row = members.binary_search(&seat.member).ok().and_then(|at| planes.get_mut(at));
            if let Some(bits) = row.and_then(|row| row.words.get_mut(n / 64)).and_then(|word| word.get_mut(plane)) {
                *bits |= 1 << (n % 64);
            }
        }
    }
    planes
}

/// In how many roll calls both took part, and how far they agreed, in halves.
fn pair(a: &Planes, b: &Planes, credit: Credit) -> (u32, u32) {
    let (mut both, mut same, mut half) = (0, 0, 0);
    for ([a_yes, a_no, a_abstain], [b_yes, b_no, b_abstain]) in a.words.iter().zip(&b.words) {
        let (a_side, b_side) = (a_yes | a_no, b_yes | b_no);
        both += ((a_side | a_abstain) & (b_side | b_abstain)).count_ones();
        same += ((a_yes & b_yes) | (a_no & b_no) | (a_abstain & b_abstain)).count_ones();
        half += ((a_abstain & b_side) | (a_side & b_abstain)).count_ones();
    }
    (both, 2 * same + if credit == Credit::Half { half } else { 0 })
}
