//! Which members vote alike: hierarchical clusters over the distance 1 − agreement.

use kodama::{Method, linkage};

use super::AgreementMatrix;

/// How the distance of two clusters follows from that of their members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Linkage {
    /// The mean distance of all pairs (UPGMA).
    #[default]
    Average,
    /// The greatest distance of a pair.
    Complete,
    /// The least distance of a pair.
    Single,
    /// The growth of the squares within (Ward). Exact for Euclidean distances only; here a rule of thumb.
    Ward,
}

/// Two clusters become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The tighter of the two: the member with this index where it is less than the number of members n, and
    /// otherwise the cluster made by merge number `left - n`.
    pub left: usize,
    /// The other, in the same way.
    pub right: usize,
    /// The distance at which they join, from 0 to 1 (for Ward not bounded by 1). Rises from merge to merge.
    pub height: f64,
    /// How many members the new cluster has.
    pub size: usize,
}

/// A tree of clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dendrogram {
    /// The members (by index in the matrix) from left to right in the tree. At each merge the tighter cluster comes
    /// first (the one made at a lesser height), and at equal heights the one with the first member by code.
    pub order: Vec<usize>,
    /// The merges, one fewer than there are members, from the least height to the greatest.
    pub merges: Vec<Merge>,
    /// How many pairs of members shared no roll call, so that their distance had to be filled in.
    pub imputed: usize,
}

/// Clusters the members of a matrix.
///
/// The distance of a pair is 1 − agreement. For a pair that shared no roll call it is the mean of two means: that of
/// the known distances of the one member to all others, and that of the other. Where a member has no known distance
/// at all, the mean of all known distances stands in for its own; where nothing is known, 1 does.
#[must_use]
pub fn cluster(agreement: &AgreementMatrix, method: Linkage) -> Dendrogram {
    let n = agreement.len();
    let (mut distances, imputed) = distances(agreement);
    let method = match method {
        Linkage::Average => Method::Average,
        Linkage::Complete => Method::Complete,
        Linkage::Single => Method::Single,
        Linkage::Ward => Method::Ward,
    };
    let mut merges: Vec<Merge> = if n < 2 {
        Vec::new()
    } else {
        let merge = |step: &kodama::Step<f64>| Merge {
            left: step.cluster1,
            right: step.cluster2,
            height: step.dissimilarity,
            size: step.size,
        };
        linkage(&mut distances, n, method).steps().iter().map(merge).collect()
    };
    let order = arrange(&mut merges, n);
    Dendrogram { order, merges, imputed }
}

/// The distances of all pairs i < j, row by row, and how many had to be filled in.
fn distances(agreement: &AgreementMatrix) -> (Vec<f64>, usize) {
    let n = agreement.len();
    let known = |i: usize, j: usize| agreement.get(i, j).filter(|_| i != j).map(|share| 1.0 - share);
    let mean = |values: &[f64]| {
        let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
        Some(values.iter().sum::<f64>() / f64::from(count))
    };
    let rows: Vec<Vec<f64>> = (0..n).map(|i| (0..n).filter_map(|j| known(i, j)).collect()).collect();
    let overall = mean(&rows.concat()).unwrap_or(1.0);
    let means: Vec<f64> = rows.iter().map(|row| mean(row).unwrap_or(overall)).collect();
    let mut imputed = 0;
    let mut distances = Vec::with_capacity(n * n.saturating_sub(1) / 2);
    for (i, mean_i) in means.iter().enumerate() {
        for (j, mean_j) in means.iter().enumerate().skip(i + 1) {
            distances.push(known(i, j).unwrap_or_else(|| {
                imputed += 1;
                f64::midpoint(*mean_i, *mean_j)
            }));
        }
    }
    (distances, imputed)
}

/// What is known of a cluster while the tree is put in order.
#[derive(Clone)]
struct Branch {
    height: f64,
    first: usize,
    leaves: Vec<usize>,
}

/// Puts the tighter cluster of each merge to the left, and returns the members from left to right.
fn arrange(merges: &mut [Merge], n: usize) -> Vec<usize> {
    let mut branches: Vec<Branch> = (0..n).map(|i| Branch { height: 0.0, first: i, leaves: vec![i] }).collect();
    for merge in merges {
        let (Some(a), Some(b)) = (branches.get(merge.left).cloned(), branches.get(merge.right).cloned()) else { break };
        let swap = b.height.total_cmp(&a.height).then(b.first.cmp(&a.first)).is_lt();
        let (first, second) = if swap { (b, a) } else { (a, b) };
        if swap {
            std::mem::swap(&mut merge.left, &mut merge.right);
        }
        let leaves = [first.leaves, second.leaves].concat();
        branches.push(Branch { height: merge.height, first: first.first.min(second.first), leaves });
    }
    branches.pop().map_or_else(Vec::new, |root| root.leaves)
}

impl Dendrogram {
    /// The cluster of each member in the order of the leaves, when the tree is cut into `k` clusters (at least one, at
    /// most as many as members). Clusters are numbered from 0 from left to right.
    #[must_use]
    pub fn cut(&self, k: usize) -> Vec<usize> {
        let roots = self.roots(k);
        let mut labels = Vec::with_capacity(self.order.len());
        let mut before = None;
        for leaf in &self.order {
            // Clusters are unbroken stretches of the leaves.
            let root = roots.get(*leaf).copied();
            let label = match labels.last() {
                None => 0,
                Some(last) if root == before => *last,
                Some(last) => last + 1,
            };
            labels.push(label);
            before = root;
        }
        labels
    }

    /// For each member, the number of the cluster at the top of its part of the tree.
    fn roots(&self, k: usize) -> Vec<usize> {
        let n = self.order.len();
        let joined = n.saturating_sub(k.max(1));
        let mut clusters: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        let mut roots: Vec<usize> = (0..n).collect();
        for (at, merge) in self.merges.iter().enumerate().take(joined) {
            let part = |side: usize| clusters.get(side).cloned().unwrap_or_default();
            let members = [part(merge.left), part(merge.right)].concat();
            for member in &members {
                if let Some(root) = roots.get_mut(*member) {
                    *root = n + at;
                }
            }
            clusters.push(members);
        }
        roots
    }
}
