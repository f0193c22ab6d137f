//! Where the user is in a collection: tab, filters, order, what is picked, whose line is drawn.

use super::{Collection, Filter, FindingFilter, Order};
use crate::{
    analysis::{Alike, By, Cohesion},
    chart::trend::Told,
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

/// What the time line follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOf {
    /// Whether two voted alike, a member took part, or a bloc held together.
    pub told: Told,
    /// The member.
    pub first: MemberId,
    /// With whom it is compared.
    pub with: With,
    /// The bloc whose cohesion is followed.
    pub bloc: GroupId,
    /// By which index.
    pub index: Cohesion,
    /// What a point stands for.
    pub by: By,
    /// Which votes are alike.
    pub alike: Alike,
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
    /// What the time line follows.
    pub line: LineOf,
    /// The point of the time line whose votes are listed in the place of what the filter finds.
    pub point: Option<usize>,
    /// The member whose page is shown.
    pub member: Option<MemberId>,
    /// Which findings are listed.
    pub findings: FindingFilter,
}

impl Default for LineOf {
    fn default() -> Self {
        Self {
            told: Told::Agreement,
            first: "USA".into(),
            with: With::Bloc("EU".into()),
            bloc: "EU".into(),
            index: Cohesion::Agreement,
            by: By::Session,
            alike: Alike::Same,
            at_the_time: false,
        }
    }
}

impl Default for PastView {
    fn default() -> Self {
        Self {
            tab: PastTab::default(),
            filter: Filter::default(),
            order: Order { key: crate::archive::Key::Date, descending: true },
            picked: None,
            nearest: None,
            line: LineOf::default(),
            point: None,
            member: None,
            findings: FindingFilter::default(),
        }
    }
}

impl PastView {
    /// Where a collection is begun with: the United States with the European Union where both are there, else the first
    /// two members; the latest roll call.
    #[must_use]
    pub fn of(held: &Collection) -> Self {
        let mut view = Self::default();
        let voters = &held.imported.archive.voters;
        let known = held.imported.archive.voter(&view.line.first).is_some();
        if !known && let Some(first) = voters.first() {
            view.line.first = first.id.clone();
        }
        let bloc = |id: &GroupId| held.blocs.iter().any(|bloc| bloc.id == *id);
        if !bloc(&"EU".into()) {
            let second = voters.iter().find(|voter| voter.id != view.line.first);
            view.line.with = match (held.blocs.first(), second) {
                (Some(bloc), _) => With::Bloc(bloc.id.clone()),
                (None, Some(second)) => With::Member(second.id.clone()),
                (None, None) => view.line.with,
            };
            if let Some(bloc) = held.blocs.first() {
                view.line.bloc = bloc.id.clone();
            }
        }
        view.line.by = By::fitting(&held.imported.archive);
        let roll_calls = held.imported.archive.roll_calls.iter().zip(0..);
        view.picked =
            roll_calls.max_by_key(|(roll_call, number)| (roll_call.date.clone(), u32::MAX - number)).map(|(_, n)| n);
        view.member = Some(view.line.first.clone());
        view
    }
}
