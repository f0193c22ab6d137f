//! Where the user is in a collection: tab, filters, order, what is picked, whose line is drawn.

use super::{FindingFilter, Filter, Order};
use crate::{
    analysis::{Definition, Period},
    model::{GroupId, MemberId},
};

/// What the middle of the History workspace shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PastTab {
    /// The roll calls that fit.
    #[default]
    RollCalls,
    /// One member.
    Member,
    /// What the import found.
    Findings,
}

/// With whom a member is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum With {
    /// Another member.
    Member(MemberId),
    /// The majority of a bloc.
    Bloc(GroupId),
}

/// Whose agreement the time line follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOf {
    /// The member.
    pub first: MemberId,
    /// With whom.
    pub with: With,
    /// What a point stands for.
    pub by: Period,
    /// Which votes are alike.
    pub definition: Definition,
    /// Whether a bloc is its members at the time of each vote; else those of today.
    pub at_the_time: bool,
}

/// Where the user is in a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct PastView {
    /// What the middle shows.
    pub tab: PastTab,
    /// What the list is filtered by.
    pub filter: Filter,
    /// The order of the list.
    pub order: Order,
    /// The roll call that is picked.
    pub picked: Option<u32>,
    /// The roll call whose nearest are listed in the place of what the filter finds.
    pub nearest: Option<u32>,
    /// Whose agreement the time line follows.
    pub line: LineOf,
    /// The point of the time line whose votes are listed in the place of what the filter finds.
    pub point: Option<usize>,
    /// The member whose page is shown.
    pub member: Option<MemberId>,
    /// Which findings are listed.
    pub findings: FindingFilter,
}
