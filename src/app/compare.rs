//! Scenarios beside one another: which are shown, and what the compare view is made of.

use std::sync::Arc;

use super::document::Document;
use crate::{
    chart::{
        compare::{CompareData, Difference, MOST},
        flow::FlowData,
        other_rule::OtherTerms,
    },
    model::{RuleId, TextId},
    rules::presets,
    scenario::ScenarioId,
};

/// What the compare view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompareTab {
    /// Scenarios side by side.
    #[default]
    Scenarios,
    /// The same votes under another rule.
    Rule,
}

/// What the user has chosen to compare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareView {
    /// Whether it stands in the place of the floor.
    pub open: bool,
    /// Which part of it.
    pub tab: CompareTab,
    /// The scenarios side by side, once they are chosen by hand; none is the record. Those that are gone are left out
    /// when it is shown.
    pub columns: Option<Vec<Option<ScenarioId>>>,
    /// The two between which the flow is drawn, once they are chosen by hand.
    pub pair: Option<[Option<ScenarioId>; 2]>,
    /// Under what the votes of the dossier are counted again; another rule of the same body where left out.
    pub terms: Option<OtherTerms>,
}

/// What is on the screen, computed when first asked for.
#[derive(Clone, Debug)]
pub struct ShownCompare {
    /// The scenarios side by side.
    pub data: CompareData,
    /// The difference between the two of the flow.
    pub difference: Option<Arc<Difference>>,
    /// The flow.
    pub flow: Option<Arc<FlowData>>,
    /// Between which two.
    pub pair: [Option<ScenarioId>; 2],
}

fn exists(document: &Document, scenario: Option<ScenarioId>) -> bool {
    scenario.is_none_or(|id| document.scenario(id).is_some())
}

impl CompareView {
    /// The scenarios that stand side by side: those chosen by hand, or else those that do anything to the text.
    #[must_use]
    pub fn columns(
        &self,
        document: &Document,
        text: Option<&TextId>,
        shown: Option<ScenarioId>,
    ) -> Vec<Option<ScenarioId>> {
        match &self.columns {
            Some(chosen) => chosen.iter().copied().filter(|column| exists(document, *column)).take(MOST).collect(),
            None => first_columns(document, text, shown),
        }
    }

    /// The two of the flow: those chosen by hand, or else the record and the scenario that is shown, or the first that
    /// is side by side.
    #[must_use]
    pub fn pair(
        &self,
        document: &Document,
        text: Option<&TextId>,
        shown: Option<ScenarioId>,
    ) -> [Option<ScenarioId>; 2] {
        let there = |[first, second]: &[Option<ScenarioId>; 2]| exists(document, *first) && exists(document, *second);
        self.pair.filter(there).unwrap_or_else(|| {
            let first = || self.columns(document, text, shown).into_iter().find(Option::is_some).flatten();
            [None, shown.or_else(first)]
        })
    }

    /// The terms that are chosen, or those to begin with.
    #[must_use]
    pub fn terms(&self, document: &Document, text: Option<&TextId>) -> OtherTerms {
        let known = |terms: &OtherTerms| document.source(None).rule(&terms.rule).is_some();
        self.terms.clone().filter(known).unwrap_or_else(|| first_terms(document, text))
    }
}

/// The scenarios to begin with: the record, the one that is shown, and those that do anything to the text.
fn first_columns(document: &Document, text: Option<&TextId>, shown: Option<ScenarioId>) -> Vec<Option<ScenarioId>> {
    let touches = |id: ScenarioId| {
        text.is_some_and(|text| document.source(Some(id)).decide(text).is_some_and(|decided| decided.touched()))
    };
    let mut wanted: Vec<ScenarioId> =
        document.scenarios.iter().map(|s| s.id).filter(|id| shown == Some(*id) || touches(*id)).collect();
    if wanted.is_empty() {
        wanted.extend(document.scenarios.iter().map(|s| s.id).take(3));
    }
    wanted.truncate(MOST - 1);
    // The one that is shown is among them, however many there are.
    if let (Some(id), Some(last)) = (shown.filter(|id| !wanted.contains(id)), wanted.last_mut()) {
        *last = id;
    }
    std::iter::once(None).chain(wanted.into_iter().map(Some)).collect()
}

/// The terms to begin with: the other rule of the family that the text's own rule is of.
fn first_terms(document: &Document, text: Option<&TextId>) -> OtherTerms {
    let text = text.and_then(|id| document.dossier.text(id));
    let own = text.map_or_else(|| RuleId::from("ga-two-thirds"), |text| text.rule.clone());
    let family = |rule: &RuleId| rule.as_str().split('-').next().unwrap_or("").to_owned();
    let others = || presets().iter().filter(|rule| rule.id != own);
    let other = others().find(|rule| family(&rule.id) == family(&own)).or_else(|| others().next());
    OtherTerms {
        of: text.map(|text| text.body.clone()),
        ..OtherTerms::rule(other.map_or(own.clone(), |rule| rule.id.clone()))
    }
}

impl ShownCompare {
    /// Prepares the view of a text. None where it, its body or its rule is missing, or nothing is side by side.
    #[must_use]
    pub fn new(document: &Document, text: &TextId, shown: Option<ScenarioId>, view: &CompareView) -> Option<Self> {
        let source = document.source(None);
        let pair @ [first, second] = view.pair(document, Some(text), shown);
        Some(Self {
            data: source.compare(text, &view.columns(document, Some(text), shown))?,
            difference: source.difference(text, first, second).map(Arc::new),
            flow: source.flow(text, first, second).map(Arc::new),
            pair,
        })
    }
}
