//! What is shown, computed once per revision: the floor, the agenda with its verdicts, the blocs, the matrix.

use std::{cell::OnceCell, collections::BTreeSet, sync::Arc};

use super::{
    case::ShownCase,
    compare::{CompareView, ShownCompare},
    document::Document,
    effort::Effort,
    forecast::{ShownChance, Supposed},
    session::Session,
};
use crate::{
    brief::{self, Brief, Charts},
    chart::{
        Chart, ChartId,
        alignment::AlignmentData,
        bloc_matrix::BlocMatrixData,
        blocs::BlocRow,
        floor_data::{Fate, FloorData},
        matrix::MatrixData,
        other_rule::OtherTable,
        plane::PlaneData,
        prepare::{Comparison, Side},
    },
    model::{Ballot, Basis, MemberId, Outcome, RuleId, TextId, Vote},
    scenario::ScenarioId,
    simulate::{self, Flip, Hold, OneMore},
};

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaRow {
    /// The text.
    pub text: TextId,
    /// What the program says of it.
    pub outcome: Option<Outcome>,
    /// What that rests on.
    pub basis: Basis,
    /// Whether it is put to the vote, and whether the votes decide.
    pub fate: Fate,
    /// How many voted how; none where no counts are known.
    pub parts: Vec<(Vote, u64)>,
    /// "93–18–65".
    pub tally: String,
    /// Whether the scenario changes this text.
    pub changed: bool,
}

/// The vote that is shown.
#[derive(Clone, Debug)]
pub struct ShownVote {
    /// Prepared for drawing.
    pub data: Arc<FloorData>,
    /// The floor itself.
    pub ballot: Ballot,
    /// The rule in force.
    pub rule: RuleId,
    /// The pinned groups.
    pub blocs: Arc<Vec<BlocRow>>,
    /// The plane of abstentions, where a roll call is known.
    pub plane: Option<Arc<PlaneData>>,
    /// What one more abstention or absence does.
    pub one_more: Arc<Vec<OneMore>>,
    /// What the scenario changes in this text, in words.
    pub changes: Vec<String>,
    /// The cheapest sets of moves that would turn the outcome, locked members and those left out as they are. Empty
    /// where only totals are known.
    pub flips: Arc<Vec<Flip>>,
}

/// The vote that is shown, explained.
#[derive(Clone, Debug)]
pub struct ShownBrief {
    /// The words.
    pub brief: Brief,
    /// The charts that stand between them in a file.
    pub charts: Charts,
}

/// What is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Counts up whenever something that is shown may have changed.
    pub revision: u64,
    /// The vote, where there is one.
    pub vote: Option<Arc<ShownVote>>,
    /// The agenda, in the order of the dossier.
    pub agenda: Arc<Vec<AgendaRow>>,
    /// The scenarios with the tally of the text that is shown, the record first.
    pub strip: Vec<(Option<ScenarioId>, String, String)>,
    document: Document,
    key: Key,
    matrix: OnceCell<Arc<MatrixData>>,
    bloc_matrix: OnceCell<Arc<BlocMatrixData>>,
    alignment: OnceCell<Arc<AlignmentData>>,
    case: OnceCell<Option<Arc<ShownCase>>>,
    chance: OnceCell<Option<Arc<ShownChance>>>,
    brief: OnceCell<Option<Arc<ShownBrief>>>,
    hold: OnceCell<Result<Arc<Hold>, String>>,
    compare: OnceCell<Option<Arc<ShownCompare>>>,
    other_rule: OnceCell<Option<Arc<OtherTable>>>,
}

/// What, beside the document, the figures depend on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    text: Option<TextId>,
    scenario: Option<ScenarioId>,
    locked: BTreeSet<MemberId>,
    effort: Effort,
    comparison: Comparison,
    sides: [Side; 2],
    leaf: Option<usize>,
    supposed: Vec<Supposed>,
    compare: CompareView,
}

impl Key {
    fn of(session: &Session) -> Self {
        Self {
            text: session.text.clone(),
            scenario: session.scenario,
            locked: session.locked.clone(),
            effort: session.effort.clone(),
            comparison: session.comparison.clone(),
            sides: session.sides.clone(),
            leaf: session.leaf,
            supposed: session.supposed.clone(),
            compare: session.compare.clone(),
        }
    }
}

/// Whether two documents share all their parts, so that nothing computed from them can differ.
fn same(a: &Document, b: &Document) -> bool {
    Arc::ptr_eq(&a.dossier, &b.dossier) && Arc::ptr_eq(&a.rules, &b.rules) && Arc::ptr_eq(&a.scenarios, &b.scenarios)
}

impl Shown {
    /// Computes what is shown.
    #[must_use]
    pub fn new(document: &Document, session: &Session) -> Self {
        let source = document.source(session.scenario);
        let vote = session.text.as_ref().and_then(|text| {
            let (data, decided) = source.floor_data(text)?;
            let blocs = source.bloc_rows(&decided.floor, true);
            // Where the votes do not decide, nothing hangs on them.
            let voted = decided.fate == Fate::Voted;
            let costs = session.effort.reckoned(&document.dossier, decided.floor.date.as_ref(), &session.locked);
            let (rule, ballot) = (decided.rule, &decided.floor.ballot);
            let flips = if voted { simulate::flips(rule, ballot, &costs).unwrap_or_default() } else { Vec::new() };
            let one_more = if voted { simulate::one_more(rule, ballot) } else { Vec::new() };
            Some(Arc::new(ShownVote {
                plane: source.plane(text).map(Arc::new),
                one_more: Arc::new(one_more),
                flips: Arc::new(flips),
                data: Arc::new(data),
                rule: decided.rule.id.clone(),
                ballot: decided.floor.ballot,
                blocs: Arc::new(blocs),
                changes: source.change_labels(text),
            }))
        });
        Self {
            revision: 0,
            vote,
            agenda: Arc::new(agenda(document, session.scenario)),
            strip: strip(document, session),
            document: document.clone(),
            key: Key::of(session),
            matrix: OnceCell::new(),
            bloc_matrix: OnceCell::new(),
            alignment: OnceCell::new(),
            case: OnceCell::new(),
            chance: OnceCell::new(),
            brief: OnceCell::new(),
            hold: OnceCell::new(),
            compare: OnceCell::new(),
            other_rule: OnceCell::new(),
        }
    }

    /// Computes anew what a change of document or session concerns.
    pub fn refresh(&mut self, document: &Document, session: &Session) {
        let key = Key::of(session);
        let same_document = same(&self.document, document);
        if same_document && self.key == key {
            return;
        }
        let same_matrix = same_document && self.key.scenario == key.scenario && self.key.comparison == key.comparison;
        let same_lines = same_matrix && self.key.sides == key.sides;
        let mut next = Self::new(document, session);
        next.revision = self.revision + 1;
        // The matrices are the costly part: kept while only the text or the selection moves.
        if same_matrix {
            next.matrix = self.matrix.clone();
            next.bloc_matrix = self.bloc_matrix.clone();
        }
        if same_lines {
            next.alignment = self.alignment.clone();
        }
        *self = next;
    }

    /// Agreement of every pair, computed when first asked for.
    #[must_use]
    pub fn matrix(&self) -> &Arc<MatrixData> {
        self.matrix.get_or_init(|| Arc::new(self.document.source(self.key.scenario).matrix(&self.key.comparison)))
    }

    /// Groups against groups, computed when first asked for.
    #[must_use]
    pub fn bloc_matrix(&self) -> &Arc<BlocMatrixData> {
        self.bloc_matrix
            .get_or_init(|| Arc::new(self.document.source(self.key.scenario).bloc_matrix(&self.key.comparison)))
    }

    /// Two voices over time, computed when first asked for.
    #[must_use]
    pub fn alignment(&self) -> &Arc<AlignmentData> {
        self.alignment.get_or_init(|| {
            let source = self.document.source(self.key.scenario);
            let [first, second] = &self.key.sides;
            Arc::new(source.alignment(&self.key.comparison.body, first, second))
        })
    }

    /// The way to the final vote that the text belongs to, computed when first asked for.
    #[must_use]
    pub fn case(&self) -> Option<Arc<ShownCase>> {
        self.case
            .get_or_init(|| {
                let source = self.document.source(self.key.scenario);
                ShownCase::new(&source, self.key.text.as_ref()?, self.key.leaf).map(Arc::new)
            })
            .clone()
    }

    /// The chance of the vote that is shown, computed when first asked for; none without a whip count.
    #[must_use]
    pub fn chance(&self) -> Option<Arc<ShownChance>> {
        self.chance
            .get_or_init(|| {
                let source = self.document.source(self.key.scenario);
                ShownChance::new(&source, self.key.text.as_ref()?, &self.key.supposed).map(Arc::new)
            })
            .clone()
    }

    /// Who must be held so that the outcome of the vote that is shown stays, computed when first asked for.
    ///
    /// # Errors
    /// A sentence that says why that is not known.
    pub fn hold(&self) -> Result<Arc<Hold>, String> {
        self.hold
            .get_or_init(|| {
                let source = self.document.source(self.key.scenario);
                let vote = self.vote.as_ref().ok_or("no vote is shown")?;
                let rule = source.rule(&vote.rule).ok_or("the rule of this vote is missing")?;
                let costs = self.key.effort.reckoned(&self.document.dossier, vote.data.date.as_ref(), &self.key.locked);
                simulate::hold(rule, &vote.ballot, &costs, self.key.effort.budget).map(Arc::new)
            })
            .clone()
    }

    /// Scenarios beside one another, computed when first asked for.
    #[must_use]
    pub fn compare(&self) -> Option<Arc<ShownCompare>> {
        self.compare
            .get_or_init(|| {
                let Key { text, scenario, compare, .. } = &self.key;
                ShownCompare::new(&self.document, text.as_ref()?, *scenario, compare).map(Arc::new)
            })
            .clone()
    }

    /// The votes of the dossier under another rule, computed when first asked for.
    #[must_use]
    pub fn other_rule(&self) -> Option<Arc<OtherTable>> {
        self.other_rule
            .get_or_init(|| {
                let terms = self.key.compare.terms(&self.document, self.key.text.as_ref());
                self.document.source(self.key.scenario).other_rule(&terms).map(Arc::new)
            })
            .clone()
    }

    /// The vote explained, written when first asked for; none where no vote is shown.
    #[must_use]
    pub fn brief(&self) -> Option<Arc<ShownBrief>> {
        self.brief
            .get_or_init(|| {
                let source = self.document.source(self.key.scenario);
                let text = self.key.text.as_ref()?;
                let brief = brief::brief(&source, text)?;
                Some(Arc::new(ShownBrief { brief, charts: brief::charts(&source, text) }))
            })
            .clone()
    }

    /// A chart with its data; none where no vote is shown.
    #[must_use]
    pub fn chart(&self, id: ChartId) -> Option<Chart> {
        Some(match id {
            ChartId::Agreement => Chart::Agreement(Arc::clone(self.matrix())),
            ChartId::BlocAgreement => Chart::BlocAgreement(Arc::clone(self.bloc_matrix())),
            ChartId::Alignment => Chart::Alignment(Arc::clone(self.alignment())),
            ChartId::Blocs => {
                let vote = self.vote.as_ref()?;
                Chart::Blocs(Arc::clone(&vote.data), Arc::clone(&vote.blocs))
            }
            ChartId::Plane => Chart::Plane(Arc::clone(self.vote.as_ref()?.plane.as_ref()?)),
            ChartId::Chance => Chart::Chance(Arc::clone(self.chance()?.data.as_ref()?)),
            ChartId::Tree => Chart::Tree(Arc::clone(self.case()?.tree_data.as_ref().ok()?)),
            ChartId::Flow => Chart::Flow(Arc::clone(self.compare()?.flow.as_ref()?)),
            // It is drawn from a collection, and not from the dossier.
            ChartId::Trend => return None,
            floor => Chart::Floor(floor, Arc::clone(&self.vote.as_ref()?.data)),
        })
    }
}

fn agenda(document: &Document, scenario: Option<ScenarioId>) -> Vec<AgendaRow> {
    let source = document.source(scenario);
    document
        .dossier
        .texts
        .iter()
        .map(|text| {
            let decided = source.decide(&text.id);
            let basis = decided.as_ref().map_or(Basis::Nothing, |d| d.floor.basis);
            let fate = decided.as_ref().map(|d| d.fate.clone()).unwrap_or_default();
            let counts = |vote: Vote| -> Option<u64> {
                let floor = &decided.as_ref()?.floor;
                match basis {
                    _ if !fate.is_put() => None,
                    Basis::RollCall => Some(u64::from(floor.ballot.counts().of(vote))),
                    Basis::Tally => text.record.tally.of(vote).map(u64::from),
                    Basis::Result | Basis::Nothing => None,
                }
            };
            let parts = [Vote::Yes, Vote::Abstain, Vote::Absent, Vote::No]
                .into_iter()
                .filter_map(|vote| Some((vote, counts(vote)?)))
                .collect();
            let one = |vote| counts(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
            AgendaRow {
                text: text.id.clone(),
                outcome: decided.as_ref().and_then(|d| d.verdict.outcome),
                basis,
                parts,
                tally: match basis {
                    _ if !fate.is_put() => fate.word().unwrap_or_default().to_owned(),
                    Basis::RollCall | Basis::Tally => {
                        format!("{}–{}–{}", one(Vote::Yes), one(Vote::No), one(Vote::Abstain))
                    }
                    Basis::Result => "result only".to_owned(),
                    Basis::Nothing => "no votes".to_owned(),
                },
                changed: decided.is_some_and(|d| d.touched()),
                fate,
            }
        })
        .collect()
}

fn strip(document: &Document, session: &Session) -> Vec<(Option<ScenarioId>, String, String)> {
    let tally = |scenario| {
        let text = session.text.as_ref()?;
        let (data, _) = document.source(scenario).floor_data(text)?;
        Some(data.tally_words())
    };
    std::iter::once((None, "As recorded".to_owned()))
        .chain(document.scenarios.iter().map(|s| (Some(s.id), s.name.clone())))
        .map(|(id, name)| (id, name, tally(id).unwrap_or_default()))
        .collect()
}
