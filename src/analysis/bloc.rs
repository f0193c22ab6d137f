//! A bloc in one vote: its counts, its cohesion and its voice.

use super::cohesion;
use crate::model::{Ballot, Counts, Roster, Vote};

/// How a bloc voted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BlocCounts {
    /// How many of its members hold a seat at the vote.
    pub members: u32,
    /// How they voted. One that may not vote, or whose vote is not set, counts as absent.
    pub counts: Counts,
    /// How many of those counted as absent have no vote set, as where the roll call is not known.
    pub unset: u32,
    /// The agreement index from 0 to 1, see [`super::agreement_index`]; none where nobody took part.
    pub cohesion: Option<f64>,
    /// The vote of most of those that took part; none at a tie for the first place and where nobody did.
    pub majority: Option<Vote>,
}

/// Counts the votes of a bloc. Members of it without a seat in the ballot are left out.
#[must_use]
pub fn bloc_counts(ballot: &Ballot, members: &Roster) -> BlocCounts {
    let mut bloc = BlocCounts::default();
    for seat in ballot.seats.iter().filter(|seat| members.contains(&seat.member)) {
        let vote = seat.counted();
        bloc.members += 1;
        bloc.unset += u32::from(vote.is_none());
        bloc.counts.add(vote.unwrap_or(Vote::Absent));
    }
    bloc.cohesion = cohesion(&bloc.counts);
    bloc.majority = plurality(&bloc.counts);
    bloc
}

/// The most frequent of Yes, No and Abstain; none at a tie for the first place and where all are zero.
#[must_use]
pub fn plurality(counts: &Counts) -> Option<Vote> {
    let votes = [Vote::Yes, Vote::No, Vote::Abstain];
    let most = votes.iter().map(|vote| counts.of(*vote)).max().filter(|most| *most > 0)?;
    let mut first = votes.into_iter().filter(|vote| counts.of(*vote) == most);
    first.next().filter(|_| first.next().is_none())
}
