//! How closely a group votes together in one vote.

use crate::model::Counts;

/// The agreement index of Hix, Noury and Roland (2005), "Power to the Parties: Cohesion and Competition in the
/// European Parliament, 1979–2001", British Journal of Political Science 35: 209–234:
///
/// AI = (max(Y, N, A) − ½ ((Y + N + A) − max(Y, N, A))) / (Y + N + A)
///
/// A number from 0 (a third each in favour, against and abstaining) to 1 (all vote the same). Absentees do not
/// count. None where nobody of the group took part.
#[must_use]
pub fn agreement_index(yes: u32, no: u32, abstain: u32) -> Option<f64> {
    let most = f64::from(yes.max(no).max(abstain));
    let all = f64::from(yes) + f64::from(no) + f64::from(abstain);
    (all > 0.0).then(|| (most - 0.5 * (all - most)) / all)
}

/// The agreement index of counted votes, see [`agreement_index`].
#[must_use]
pub fn cohesion(counts: &Counts) -> Option<f64> {
    agreement_index(counts.yes, counts.no, counts.abstain)
}
