//! How a group split in one vote.

use super::cohesion;
use crate::model::{Ballot, Counts, Roster, Vote};

/// How a group split.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BlocCounts {
    /// How many of its members hold a seat that day.
    pub members: usize,
    /// How they voted. Members whose vote is not recorded are in none of the four.
    pub counts: Counts,
    /// The agreement index, from 0 to 1; none where nobody took part.
    pub cohesion: Option<f64>,
    /// What most of those who took part did; none at a tie, or where nobody took part.
    pub plurality: Option<Vote>,
}

/// Counts the members of a group on a floor.
#[must_use]
pub fn bloc_counts(ballot: &Ballot, group: &Roster) -> BlocCounts {
    let seats = || ballot.seats.iter().filter(|seat| group.contains(&seat.member));
    let counts: Counts = seats().filter_map(crate::model::Seat::counted).collect();
    BlocCounts { members: seats().count(), counts, cohesion: cohesion(&counts), plurality: plurality(&counts) }
}

/// What most did among Yes, No and Abstain; none at a tie.
fn plurality(counts: &Counts) -> Option<Vote> {
    let cast = [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| (counts.of(vote), vote));
    let most = cast.iter().map(|(count, _)| *count).max().filter(|most| *most > 0)?;
    let mut leaders = cast.iter().filter(|(count, _)| *count == most);
    let (_, leader) = leaders.next()?;
    leaders.next().is_none().then_some(*leader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_has_no_plurality() {
        let counts = |yes, no, abstain| Counts { yes, no, abstain, absent: 5 };
        assert_eq!(plurality(&counts(3, 2, 2)), Some(Vote::Yes));
        assert_eq!(plurality(&counts(1, 2, 4)), Some(Vote::Abstain));
        assert_eq!(plurality(&counts(3, 3, 1)), None);
        assert_eq!(plurality(&counts(0, 0, 0)), None);
    }
}
