//! What is shown of a collection, computed when what it depends on changes and kept until then.

use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

use super::{Collection, Filter, FindingFilter, LineOf, MemberPage, Order, PastView};
use crate::{
    analysis::{CohesionPoint, Line},
    app::command::ArchiveCommand,
    archive::Filtered,
    chart::trend::{Told, TrendData},
    model::MemberId,
};

/// Something computed from a key, kept until the key changes.
#[derive(Debug)]
struct Kept<K, V>(RefCell<Option<(K, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    fn get(&self, key: K, compute: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some((known, value)) = &*self.0.borrow()
            && *known == key
        {
            return Arc::clone(value);
        }
        let value = Arc::new(compute(&key));
        self.0.replace(Some((key, Arc::clone(&value))));
        value
    }

    fn clear(&self) {
        self.0.replace(None);
    }
}

/// The time line with the roll calls behind each of its points.
#[derive(Debug, Default)]
pub struct ShownLine {
    /// Prepared for drawing.
    pub data: Arc<TrendData>,
    /// The roll calls of each point.
    pub behind: Vec<Vec<u32>>,
    /// Those of each point in which they did not vote alike, the member was absent, or the bloc was divided.
    pub apart: Vec<BTreeSet<u32>>,
}

impl ShownLine {
    /// A line of shares; what has no day is not drawn and cannot be clicked.
    #[must_use]
    pub fn of(data: TrendData, line: &Line) -> Self {
        let dated = || line.points.iter().filter(|point| point.day.is_some());
        Self {
            data: Arc::new(data),
            behind: dated().map(|point| [&point.unlike[..], &point.half[..], &point.like[..]].concat()).collect(),
            apart: dated().map(|point| point.unlike.iter().copied().collect()).collect(),
        }
    }

    /// A line of means.
    #[must_use]
    pub fn of_cohesion(data: TrendData, line: &[CohesionPoint]) -> Self {
        let dated = || line.iter().filter(|point| point.day.is_some());
        let divided = |point: &CohesionPoint| {
            point.roll_calls.iter().filter(|(_, index)| *index < 1.0).map(|(number, _)| *number).collect()
        };
        Self {
            data: Arc::new(data),
            behind: dated().map(|point| point.roll_calls.iter().map(|(number, _)| *number).collect()).collect(),
            apart: dated().map(divided).collect(),
        }
    }
}

/// What the list depends on: the filter, the order, the point, the roll call whose nearest are listed, the line.
type Listed = (Filter, Order, Option<usize>, Option<u32>, LineOf);

/// The collection that is open, if any, and what is shown of it.
#[derive(Debug, Default)]
pub struct Library {
    held: Option<Arc<Collection>>,
    /// Where the user is in it.
    pub view: PastView,
    filtered: Kept<Filter, Filtered>,
    ordered: Kept<Listed, Vec<u32>>,
    line: Kept<LineOf, ShownLine>,
    findings: Kept<FindingFilter, Vec<usize>>,
    page: Kept<MemberId, MemberPage>,
}

/// What is listed in the place of what the filter finds: the votes behind a point of the time line, or the nearest to one.
#[derive(Clone, Debug)]
pub struct Instead {
    /// What it is, in a few words.
    pub words: String,
    /// What else is to be known of it.
    pub about: String,
    /// The way back.
    pub back: ArchiveCommand,
}

impl Library {
    /// The collection that is open.
    #[must_use]
    pub fn held(&self) -> Option<&Arc<Collection>> {
        self.held.as_ref()
    }

    /// Shows another collection.
    pub fn open(&mut self, held: Arc<Collection>) {
        self.view = PastView::of(&held);
        self.held = Some(held);
        self.forget();
    }

    /// Shows none.
    pub fn close(&mut self) {
        self.held = None;
        self.view = PastView::default();
        self.forget();
    }

    fn forget(&self) {
        self.filtered.clear();
        self.ordered.clear();
        self.line.clear();
        self.findings.clear();
        self.page.clear();
    }

    /// What the filter finds, in the order of the source, with the numbers beside its boxes.
    #[must_use]
    pub fn filtered(&self, held: &Collection) -> Arc<Filtered> {
        let key = self.view.filter.clone();
        self.filtered.get(key, |filter| filter.apply(&held.imported.archive, &held.index, &held.verdicts))
    }

    /// The roll calls that are listed, in their order: those that the filter finds, those behind a point of the time
    /// line, or the nearest to one.
    #[must_use]
    pub fn found(&self, held: &Collection) -> Arc<Vec<u32>> {
        let view = &self.view;
        let key = (view.filter.clone(), view.order, view.point, view.nearest, view.line.clone());
        self.ordered.get(key, |_| {
            if let Some(number) = view.nearest {
                return held.nearest(number);
            }
            let mut found = match view.point {
                Some(point) => self.line(held).behind.get(point).cloned().unwrap_or_default(),
                None => self.filtered(held).roll_calls.clone(),
            };
            view.order.sort(&mut found, &view.filter.words, &held.index, &held.verdicts);
            found
        })
    }

    /// What is listed in the place of what the filter finds.
    #[must_use]
    pub fn instead(&self, held: &Collection) -> Option<Instead> {
        if let Some(number) = self.view.nearest {
            let roll_call = held.imported.archive.roll_calls.get(number as usize)?;
            return Some(Instead {
                words: format!("Voted most like {}", roll_call.heading()),
                about: "Of all roll calls, the most alike first; filters do not apply here.".to_owned(),
                back: ArchiveCommand::Nearest(None),
            });
        }
        let point = self.view.point?;
        let line = self.line(held);
        let words = line.data.points.get(point).map(|point| line.data.words(point))?;
        let marked = match line.data.told {
            Told::Agreement => "where the two voted otherwise",
            Told::Participation => "where the member was absent",
            Told::Cohesion => "where the bloc was divided",
        };
        let any = line.apart.get(point).is_some_and(|apart| !apart.is_empty());
        let legend = if any { format!("A dot marks {marked}. ") } else { String::new() };
        let about = format!("{legend}Filters do not apply here.");
        Some(Instead { words, about, back: ArchiveCommand::Point(None) })
    }

    /// The time line, with the roll calls behind its points.
    #[must_use]
    pub fn line(&self, held: &Collection) -> Arc<ShownLine> {
        self.line.get(self.view.line.clone(), |line| held.line(line))
    }

    /// What a roll call behind the picked point of the time line is an exception by: the two did not vote alike, the
    /// member was absent, the bloc was divided. None where it is none, and where the point is not what is listed.
    #[must_use]
    pub fn apart(&self, held: &Collection, number: u32) -> Option<&'static str> {
        let point = self.view.point.filter(|_| self.view.nearest.is_none())?;
        let line = self.line(held);
        line.apart.get(point).filter(|apart| apart.contains(&number))?;
        Some(match line.data.told {
            Told::Agreement => "The two of the time line voted otherwise here",
            Told::Participation => "The member of the time line was absent here",
            Told::Cohesion => "The bloc of the time line was divided here",
        })
    }

    /// The time line, prepared for drawing.
    #[must_use]
    pub fn trend(&self, held: &Collection) -> Arc<TrendData> {
        Arc::clone(&self.line(held).data)
    }

    /// The places of the findings that are listed.
    #[must_use]
    pub fn findings(&self) -> Arc<Vec<usize>> {
        self.findings.get(self.view.findings.clone(), |filter| {
            self.held.as_ref().map(|held| filter.apply(&held.imported.findings)).unwrap_or_default()
        })
    }

    /// The page of the member that is shown.
    #[must_use]
    pub fn page(&self, held: &Collection) -> Option<Arc<MemberPage>> {
        let member = self.view.member.clone()?;
        let voter = held.imported.archive.voter(&member)?;
        Some(self.page.get(member, |_| held.page(voter)))
    }
}
