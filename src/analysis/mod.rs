//! Who votes with whom: agreement, clusters, cohesion, alignment. One file each.

mod agreement;
mod alignment;
mod bloc;
mod bloc_matrix;
mod cluster;
mod cohesion;

pub use agreement::{AgreementMatrix, Credit, agreement};
pub use alignment::{AlignedVote, Voice, alignment};
pub use bloc::{BlocCounts, bloc_counts};
pub use bloc_matrix::bloc_agreement;
pub use cluster::{Dendrogram, Linkage, Merge, cluster};
pub use cohesion::cohesion;
