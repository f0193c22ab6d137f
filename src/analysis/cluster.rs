//! Members ordered into clusters by how often they agree.

use super::AgreementMatrix;

/// How the distance between two clusters is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Linkage {
    /// The mean distance of their members (UPGMA).
    #[default]
    Average,
    /// The largest.
    Complete,
    /// The smallest.
    Single,
    /// The growth of the spread within (Ward 1963).
    Ward,
}

/// One join of two branches. Branches below the number of leaves are leaves; `n + k` is the k-th join.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The branch that is drawn first.
    pub left: usize,
    /// The other.
    pub right: usize,
    /// The distance at which they join.
    pub height: f64,
    /// How many leaves hang below.
    pub size: usize,
}

/// A tree of clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dendrogram {
    /// The leaves in the order of drawing, by their row in the matrix.
    pub order: Vec<usize>,
    /// The joins, closest first.
    pub merges: Vec<Merge>,
}

/// Clusters the members of a matrix by distance 1 − agreement. A pair that shares no roll call gets the mean of the
/// known distances of its two members, or 1 where nothing is known.
#[must_use]
pub fn cluster(matrix: &AgreementMatrix, linkage: Linkage) -> Dendrogram {
    let n = matrix.members.len();
    if n < 2 {
        return Dendrogram { order: (0..n).collect(), merges: Vec::new() };
    }
    let mut distances = condensed(matrix);
    let method = match linkage {
        Linkage::Average => kodama::Method::Average,
        Linkage::Complete => kodama::Method::Complete,
        Linkage::Single => kodama::Method::Single,
        Linkage::Ward => kodama::Method::Ward,
    };
    let tree = kodama::linkage(&mut distances, n, method);
    let mut merges: Vec<Merge> = Vec::with_capacity(n - 1);
    for step in tree.steps() {
        let tightness = |branch: usize| branch.checked_sub(n).and_then(|k| merges.get(k)).map_or(0.0, |m| m.height);
        let size = |branch: usize| branch.checked_sub(n).and_then(|k| merges.get(k)).map_or(1, |m| m.size);
        let (a, b) = (step.cluster1, step.cluster2);
        // The larger branch first, then the tighter, then the one with the smaller number: always the same order.
        let key = |branch: usize| (std::cmp::Reverse(size(branch)), tightness(branch).to_bits(), branch);
        let (left, right) = if key(a) <= key(b) { (a, b) } else { (b, a) };
        merges.push(Merge { left, right, height: step.dissimilarity, size: step.size });
    }
    let order = leaves(&merges, n, n + merges.len() - 1);
    Dendrogram { order, merges }
}

/// The upper triangle of the distances, row by row.
fn condensed(matrix: &AgreementMatrix) -> Vec<f64> {
    let n = matrix.members.len();
    let means: Vec<f64> = (0..n)
        .map(|row| {
            let known: Vec<f64> =
                (0..n).filter(|other| *other != row).filter_map(|other| matrix.get(row, other)).collect();
            if known.is_empty() { 1.0 } else { 1.0 - known.iter().sum::<f64>() / known.len() as f64 }
        })
        .collect();
    let mean = |row: usize| means.get(row).copied().unwrap_or(1.0);
    (0..n)
        .flat_map(|row| ((row + 1)..n).map(move |column| (row, column)))
        .map(|(row, column)| matrix.get(row, column).map_or((mean(row) + mean(column)) / 2.0, |share| 1.0 - share))
        .collect()
}

/// The leaves below a branch, from left to right.
fn leaves(merges: &[Merge], n: usize, root: usize) -> Vec<usize> {
    let mut order = Vec::with_capacity(n);
    let mut open = vec![root];
    while let Some(branch) = open.pop() {
        match branch.checked_sub(n).and_then(|k| merges.get(k)) {
            Some(merge) => open.extend([merge.right, merge.left]),
            None => order.push(branch),
        }
    }
    order
}

impl Dendrogram {
    /// Cuts the tree into `k` clusters. Gives the cluster of each leaf in the order of drawing, counted from 0 as they
    /// first occur.
    #[must_use]
    pub fn cut(&self, k: usize) -> Vec<usize> {
        let n = self.order.len();
        let kept = n.saturating_sub(k.clamp(1, n.max(1)));
        let mut roots: Vec<usize> = (0..n).collect();
        for (step, merge) in self.merges.iter().take(kept).enumerate() {
            roots.retain(|root| *root != merge.left && *root != merge.right);
            roots.push(n + step);
        }
        let mut label = vec![0; n];
        for (number, root) in roots.iter().enumerate() {
            for leaf in leaves(&self.merges, n, *root) {
                if let Some(slot) = label.get_mut(leaf) {
                    *slot = number;
                }
            }
        }
        let mut seen: Vec<usize> = Vec::new();
        self.order
            .iter()
            .filter_map(|leaf| label.get(*leaf))
            .map(|number| {
                seen.iter().position(|other| other == number).unwrap_or_else(|| {
                    seen.push(*number);
                    seen.len() - 1
                })
            })
            .collect()
    }
}
