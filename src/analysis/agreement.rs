//! How often each pair of members voted alike.

use crate::model::{Ballot, MemberId, Roster, Vote};

/// What an abstention beside a Yes or a No counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credit {
    /// Nothing: only the same vote agrees.
    #[default]
    Same,
    /// A half (Lijphart 1963, "The Analysis of Bloc Voting in the General Assembly", American Political Science
    /// Review 57).
    Half,
}

/// The agreement of every pair of members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementMatrix {
    /// The members, in the order of their codes.
    pub members: Vec<MemberId>,
    /// Twice the agreement of each pair, row by row: 2 for the same vote, 1 for a half.
    halves: Vec<u32>,
    /// Roll calls in which both took part, row by row.
    shared: Vec<u32>,
}

impl AgreementMatrix {
    fn at(&self, row: usize, column: usize) -> Option<usize> {
        let n = self.members.len();
        (row < n && column < n).then_some(row * n + column)
    }

    /// The share, from 0 to 1, of roll calls in which both took part and voted alike; none where they share none.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        let at = self.at(row, column)?;
        let shared = *self.shared.get(at)?;
        (shared > 0).then(|| f64::from(self.halves.get(at).copied().unwrap_or(0)) / (2.0 * f64::from(shared)))
    }

    /// In how many roll calls both took part.
    #[must_use]
    pub fn shared_by(&self, row: usize, column: usize) -> u32 {
        self.at(row, column).and_then(|at| self.shared.get(at)).copied().unwrap_or(0)
    }

    /// The row of a member.
    #[must_use]
    pub fn row(&self, member: &MemberId) -> Option<usize> {
        self.members.binary_search(member).ok()
    }
}

/// Compares `members` over roll calls. A member takes part in a roll call when it votes Yes, No or Abstain.
#[must_use]
pub fn agreement(ballots: &[Ballot], members: &Roster, credit: Credit) -> AgreementMatrix {
    let members: Vec<MemberId> = members.iter().cloned().collect();
    let n = members.len();
    let mut halves = vec![0_u32; n * n];
    let mut shared = vec![0_u32; n * n];
    for ballot in ballots {
        // Codes: 0 took no part, else 1, 2, 3 for the three votes.
        let votes: Vec<u8> = members.iter().map(|id| code(ballot, id)).collect();
        let rows = halves.chunks_mut(n.max(1)).zip(shared.chunks_mut(n.max(1)));
        for (own, (halves, shared)) in votes.iter().zip(rows).filter(|(own, _)| **own != 0) {
            let gain = gains(*own, credit);
            for ((other, half), together) in votes.iter().zip(halves).zip(shared) {
                *half += gain.get(usize::from(*other)).copied().unwrap_or(0);
                *together += u32::from(*other != 0);
            }
        }
    }
    AgreementMatrix { members, halves, shared }
}

const ABSTAIN: u8 = 3;

fn code(ballot: &Ballot, member: &MemberId) -> u8 {
    match ballot.seat(member).and_then(crate::model::Seat::counted) {
        Some(Vote::Yes) => 1,
        Some(Vote::No) => 2,
        Some(Vote::Abstain) => ABSTAIN,
        Some(Vote::Absent) | None => 0,
    }
}

/// What beside `own` each other code gains, in halves.
fn gains(own: u8, credit: Credit) -> [u32; 4] {
    [0, 1, 2, 3].map(|other: u8| match (own == other, credit) {
        (true, _) => 2,
        (false, Credit::Half) if other != 0 && (own == ABSTAIN || other == ABSTAIN) => 1,
        _ => 0,
    })
}
