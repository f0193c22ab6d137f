//! How members and blocs vote together: agreement, clusters, cohesion, alignment over time. Pure and deterministic.

mod agreement;
mod alignment;
mod bloc;
mod bloc_matrix;
mod cluster;
mod cohesion;

#[cfg(test)]
mod tests;

pub use agreement::{AgreementMatrix, Credit, agreement};
pub use alignment::{Alignment, AlignmentPoint, AlignmentYear, Share, Voice, alignment};
pub use bloc::{BlocCounts, bloc_counts, plurality};
pub use bloc_matrix::{BlocMatrix, bloc_matrix};
pub use cluster::{Dendrogram, Linkage, Merge, cluster};
pub use cohesion::{agreement_index, cohesion};
