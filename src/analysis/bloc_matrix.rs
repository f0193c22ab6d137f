//! How often the members of one bloc vote as those of another.

use super::AgreementMatrix;
use crate::model::Roster;

/// The agreement of blocs with each other and within themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlocMatrix {
    /// How many blocs there are.
    pub blocs: usize,
    /// The mean agreement of the pairs, from 0 to 1; a row for each bloc, one after the other. None without a pair.
    pub values: Vec<Option<f64>>,
    /// How many pairs of members each mean is taken over, laid out as `values`; within a bloc each pair counts once.
    pub pairs: Vec<u32>,
}

impl BlocMatrix {
    /// The mean agreement of blocs `i` and `j`; none where no pair shared a roll call, and where there is no such bloc.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> Option<f64> {
        if i >= self.blocs || j >= self.blocs {
            return None;
        }
        self.values.get(i * self.blocs + j).copied().flatten()
    }
}

/// Blocs against blocs: the mean of the agreement of all pairs of a member of the one and a member of the other that
/// shared a roll call, each pair with the same weight. A member is never paired with itself, neither within its bloc
/// nor with another bloc that it belongs to as well; two members that both belong to both blocs are one pair.
#[must_use]
pub fn bloc_matrix(agreement: &AgreementMatrix, blocs: &[&Roster]) -> BlocMatrix {
    let rows: Vec<Vec<usize>> =
        blocs.iter().map(|bloc| bloc.iter().filter_map(|member| agreement.index(member)).collect()).collect();
    let mut matrix = BlocMatrix { blocs: blocs.len(), ..BlocMatrix::default() };
    for a in &rows {
        for b in &rows {
            let (mean, pairs) = mean(agreement, a, b);
            matrix.values.push(mean);
            matrix.pairs.push(pairs);
        }
    }
    matrix
}

fn mean(agreement: &AgreementMatrix, a: &[usize], b: &[usize]) -> (Option<f64>, u32) {
    let mut pairs: Vec<(usize, usize)> =
        a.iter().flat_map(|i| b.iter().map(move |j| (*i.min(j), *i.max(j)))).filter(|(i, j)| i != j).collect();
    // In sorted order, so that the mean of a with b is that of b with a to the last digit.
    pairs.sort_unstable();
    pairs.dedup();
    let shares: Vec<f64> = pairs.into_iter().filter_map(|(i, j)| agreement.get(i, j)).collect();
    let count = u32::try_from(shares.len()).unwrap_or(u32::MAX);
    ((count > 0).then(|| shares.iter().sum::<f64>() / f64::from(count)), count)
}
