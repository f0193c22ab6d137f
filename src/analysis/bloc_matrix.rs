//! Blocs against blocs.

use super::AgreementMatrix;
use crate::model::Roster;

/// The mean agreement of the pairs of members of each two groups, row by row, from 0 to 1. A group against itself
/// leaves out each member with itself; a member of both groups likewise. None where no pair shared a roll call.
#[must_use]
pub fn bloc_agreement(matrix: &AgreementMatrix, groups: &[&Roster]) -> Vec<Option<f64>> {
    let rows: Vec<Vec<usize>> =
        groups.iter().map(|group| group.iter().filter_map(|member| matrix.row(member)).collect()).collect();
    rows.iter().flat_map(|first| rows.iter().map(move |second| mean(matrix, first, second))).collect()
}

fn mean(matrix: &AgreementMatrix, first: &[usize], second: &[usize]) -> Option<f64> {
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    let (sum, count) = pairs
        .filter_map(|(a, b)| matrix.get(a, b))
        .fold((0.0, 0_u32), |(sum, count), share| (sum + share, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
