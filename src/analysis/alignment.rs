//! How far two members or blocs voted alike, roll call by roll call.

use super::bloc_counts;
use crate::model::{Ballot, Counts, MemberId, Roster, Vote};

/// Who is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// One member.
    Member(MemberId),
    /// The members of a group.
    Bloc(Roster),
}

impl Voice {
    fn counts(&self, ballot: &Ballot) -> Counts {
        match self {
            Self::Member(id) => ballot.seat(id).and_then(crate::model::Seat::counted).into_iter().collect(),
            Self::Bloc(group) => bloc_counts(ballot, group).counts,
        }
    }
}

/// Two voices in one roll call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlignedVote {
    /// The share of pairs, one of each side, that voted alike, from 0 to 1: for two members 0 or 1, for a member and a
    /// bloc the share of the bloc that voted like the member. None where one side took no part.
    pub share: Option<f64>,
}

/// Compares two voices over roll calls, one result each in the order given.
pub fn alignment<'a>(
    ballots: impl IntoIterator<Item = &'a Ballot>,
    first: &Voice,
    second: &Voice,
) -> Vec<AlignedVote> {
    ballots
        .into_iter()
        .map(|ballot| AlignedVote { share: share(&first.counts(ballot), &second.counts(ballot)) })
        .collect()
}

fn share(first: &Counts, second: &Counts) -> Option<f64> {
    const CAST: [Vote; 3] = [Vote::Yes, Vote::No, Vote::Abstain];
    let all = |counts: &Counts| CAST.iter().map(|vote| u64::from(counts.of(*vote))).sum::<u64>();
    let pairs = all(first) * all(second);
    let alike: u64 = CAST.iter().map(|vote| u64::from(first.of(*vote)) * u64::from(second.of(*vote))).sum();
    (pairs > 0).then(|| alike as f64 / pairs as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_a_bloc_that_votes_like_a_member() {
        let one = |yes, no, abstain| Counts { yes, no, abstain, absent: 0 };
        assert_eq!(share(&one(0, 1, 0), &one(26, 1, 0)), Some(1.0 / 27.0));
        assert_eq!(share(&one(1, 0, 0), &one(1, 0, 0)), Some(1.0));
        assert_eq!(share(&one(1, 0, 0), &one(0, 0, 1)), Some(0.0));
        assert_eq!(share(&one(1, 0, 0), &Counts { absent: 3, ..Counts::default() }), None);
        assert_eq!(share(&one(2, 2, 0), &one(2, 2, 0)), Some(0.5));
    }
}
