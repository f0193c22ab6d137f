//! How members and blocs vote together: agreement, clusters, cohesion, alignment over time; and what the rules say of the
//! roll calls of a collection. Pure and deterministic.

mod agreement;
mod alignment;
mod bloc;
mod bloc_matrix;
mod cluster;
mod cohesion;
mod eras;
mod interval;
mod list;
mod member_page;
mod nearest;
mod periods;
mod roll_calls;
mod trend;

#[cfg(test)]
mod tests;

pub use agreement::{AgreementMatrix, Credit, agreement};
pub use alignment::{Alignment, AlignmentPoint, AlignmentYear, Share, Voice, alignment};
pub use bloc::{BlocCounts, bloc_counts, plurality};
pub use bloc_matrix::{BlocMatrix, bloc_matrix};
pub use cluster::{Dendrogram, Linkage, Merge, cluster};
pub use cohesion::{agreement_index, cohesion};
pub use eras::{Bloc, Members};
pub use interval::{NINETY, student, wilson};
pub use list::{LIST_COLUMNS, list_rows};
pub use member_page::{Lonely, Partner, VotingRecord, bloc_partners, lonely, member_record, partners};
pub use nearest::{Near, nearest};
pub use periods::{By, Period, periods};
pub use roll_calls::{Caveat, Decided, columns_of, rule_of, verdicts};
pub use trend::{
    Alike, Cohesion, CohesionPoint, Line, Point, Side, agreement_line, cohesion_line, column, participation_line,
};
