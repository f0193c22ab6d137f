//! One question on the way to its final vote, prepared for the Amendments workspace: the order of voting, the tree, who
//! moves, the wording.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    chart::{
        prepare::Source,
        tree::{TreeData, TreeLeaf, TreeNode},
    },
    model::{MemberId, RuleId, TextId, Vote},
    procedure::{
        self, Agenda, Ground, Killers, LookAhead, Next, Orders, Put, Setting, Study, Tree, Wording, final_votes, study,
        wording,
    },
    rules,
    scenario::{Change, ChangeKind, Scenario, ScenarioId},
};

/// What the Amendments workspace shows.
#[derive(Clone, Debug)]
pub struct ShownCase {
    /// The steps to the final vote.
    pub agenda: Agenda,
    /// The title of the text.
    pub title: String,
    /// Symbol, sponsor and order in one line.
    pub subtitle: String,
    /// The rule of the final vote.
    pub rule: RuleId,
    /// The names of the rules of the steps.
    pub rule_names: BTreeMap<RuleId, String>,
    /// What the other answer to "is it an important question" would change.
    pub switch: String,
    /// The tree of texts.
    pub tree: Result<Tree, String>,
    /// The same prepared for drawing.
    pub tree_data: Result<Arc<TreeData>, String>,
    /// The result that leads to each node of the drawing.
    pub branches: Vec<Option<(TextId, bool)>>,
    /// The place in the tree of the text whose wording is shown.
    pub leaf: Option<usize>,
    /// What is adopted in it, in words.
    pub leaf_words: String,
    /// The draft with its amendments worked in.
    pub wording: Wording,
    /// Every order of voting that the rules allow, and where it ends.
    pub orders: Result<Orders, String>,
    /// What look-ahead voters do.
    pub look_ahead: Result<LookAhead, String>,
    /// Amendments whose adoption sinks or saves the text.
    pub killers: Killers,
    /// Who votes otherwise on it than on the unamended text: from, to, who; then who stays.
    pub moves: Vec<(Vote, Vote, Vec<MemberId>)>,
}

/// A source as the procedure sees it.
#[must_use]
pub fn setting<'a>(source: &Source<'a>) -> Setting<'a> {
    Setting { dossier: source.dossier, rules: source.rules, scenarios: source.scenarios, scenario: source.scenario }
}

impl ShownCase {
    /// Prepares the question that a text belongs to. `leaf` is the text of the tree to show, the one that is reached
    /// where left out.
    #[must_use]
    pub fn new(source: &Source<'_>, text: &TextId, leaf: Option<usize>) -> Option<Self> {
        let setting = setting(source);
        let Study { agenda, tree, look_ahead, orders, killers } = study(&setting, text)?;
        let root = source.dossier.text(&agenda.root)?;
        let rule = agenda.step(&agenda.root).map_or_else(|| root.rule.clone(), |step| step.rule.clone());
        let rule_names = agenda
            .steps
            .iter()
            .filter_map(|step| Some((step.rule.clone(), source.rule(&step.rule)?.name.clone())))
            .collect();
        let drawn = tree.as_ref().map(|tree| Drawn::new(source, &agenda, tree));
        let lit = drawn.as_ref().ok().and_then(|drawn| drawn.lit);
        let (tree_data, branches) = match drawn {
            Ok(drawn) => (Ok(Arc::new(drawn.data)), drawn.branches),
            Err(why) => (Err(why.clone()), Vec::new()),
        };
        let leaves = tree.as_ref().map_or(0, |tree| tree.leaves.len());
        let leaf = leaf.filter(|leaf| *leaf < leaves).or(lit);
        let shown = leaf.and_then(|n| tree.as_ref().ok()?.leaves.get(n));
        let (adopted, fallen) = shown.map(|leaf| (leaf.adopted.clone(), leaf.fallen.clone())).unwrap_or_default();
        Some(Self {
            title: root.title.clone(),
            subtitle: subtitle(root.label(), &root.sponsor, &agenda),
            switch: switch_words(source, &agenda, &rule),
            rule,
            rule_names,
            moves: moves(&setting, &agenda, &adopted, &fallen),
            wording: wording(&setting, &agenda.root, &adopted, &fallen).unwrap_or_default(),
            orders,
            look_ahead,
            killers,
            leaf_words: leaf_words(source, &adopted),
            tree,
            tree_data,
            branches,
            leaf,
            agenda,
        })
    }

    /// The name of a text of the agenda for narrow places.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a TextId) -> &'a str {
        self.agenda.step(id).map_or(id.as_str(), |step| &step.name)
    }
}

fn subtitle(label: &str, sponsor: &str, agenda: &Agenda) -> String {
    let amendments = agenda.steps.iter().filter(|step| step.kind == procedure::StepKind::Amendment).count();
    let order = match amendments {
        0 => "no amendments".to_owned(),
        1 => "one amendment, then the text".to_owned(),
        n => format!("{n} amendments, then the text as they leave it"),
    };
    [label, sponsor, &order].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn leaf_words(source: &Source<'_>, adopted: &[TextId]) -> String {
    if adopted.is_empty() {
        return "Without any amendment".to_owned();
    }
    let names: Vec<&str> =
        adopted.iter().map(|id| source.dossier.text(id).map_or(id.as_str(), |t| t.short_name())).collect();
    format!("With {}", names.join(", "))
}

/// Who votes otherwise on the text with these amendments than on it without any.
fn moves(
    setting: &Setting<'_>,
    agenda: &Agenda,
    adopted: &[TextId],
    fallen: &[TextId],
) -> Vec<(Vote, Vote, Vec<MemberId>)> {
    let plain = final_votes(setting, &agenda.root, &agenda.results(&[], &[]));
    let amended = final_votes(setting, &agenda.root, &agenda.results(adopted, fallen));
    let (Some(plain), Some(amended)) = (plain, amended) else { return Vec::new() };
    let mut found: BTreeMap<(bool, usize, usize), Vec<MemberId>> = BTreeMap::new();
    let place = |vote: Vote| Vote::ALL.iter().position(|other| *other == vote).unwrap_or(0);
    for (before, after) in plain.seats.iter().zip(&amended.seats) {
        if let (Some(from), Some(to)) = (before.counted(), after.counted()) {
            found.entry((from == to, place(from), place(to))).or_default().push(before.member.clone());
        }
    }
    if found.keys().all(|(same, ..)| *same) {
        return Vec::new();
    }
    let vote = |n: usize| Vote::ALL.get(n).copied();
    found.into_iter().filter_map(|((_, from, to), who)| Some((vote(from)?, vote(to)?, who))).collect()
}

/// What the other answer to "is it an important question" would change.
fn switch_words(source: &Source<'_>, agenda: &Agenda, rule: &RuleId) -> String {
    let Some(two_thirds) = rules::important(rule, true) else { return String::new() };
    let turned = *rule != two_thirds;
    let change = Change::new(agenda.root.clone(), "", ChangeKind::Important(turned));
    let id = ScenarioId(source.scenarios.iter().map(|s| s.id.0).max().unwrap_or(0).saturating_add(1));
    let mut scenarios = source.scenarios.to_vec();
    scenarios.push(Scenario {
        id,
        name: String::new(),
        base: source.scenario,
        note: String::new(),
        changes: vec![change],
        extra: crate::model::Extra::new(),
    });
    let other = Setting { scenarios: &scenarios, scenario: Some(id), ..setting(source) };
    let Some(other) = procedure::agenda(&other, &agenda.root) else { return String::new() };
    let (mut turns, mut open) = (Vec::new(), 0);
    for step in agenda.steps.iter().filter(|step| step.put == Put::Voted) {
        let Some(then) = other.step(&step.id) else { continue };
        // What members would rather have is a guess beside a recorded result, and no answer to it.
        let guessed = then.result.ground == Ground::Preference && step.result.ground != Ground::Preference;
        match (step.result.outcome, then.result.outcome.filter(|_| !guessed)) {
            (now, Some(after)) if now != Some(after) => {
                turns.push(format!("{} {}", step.name, after.label().to_lowercase()));
            }
            // A recorded result was given under the rule of that day, and says nothing under another.
            (Some(_), None) => open += 1,
            _ => {}
        }
    }
    let with = if turned { "Two-thirds" } else { "A simple majority" };
    let open = match open {
        0 => String::new(),
        1 => " (one result is known without its counts)".to_owned(),
        n => format!(" ({n} results are known without their counts)"),
    };
    if turns.is_empty() {
        format!("{with} would change no outcome{open}")
    } else {
        format!("{with} would change: {}{open}", turns.join(", "))
    }
}

/// The tree laid out for drawing.
struct Drawn {
    data: TreeData,
    branches: Vec<Option<(TextId, bool)>>,
    lit: Option<usize>,
}

impl Drawn {
    fn new(source: &Source<'_>, agenda: &Agenda, tree: &Tree) -> Self {
        let full = |id: &TextId| agenda.step(id).map_or_else(|| id.to_string(), |step| step.name.clone());
        // "L.13" says enough of "L.13 European" where no other begins so.
        let head = |id: &TextId| full(id).split_whitespace().next().unwrap_or_default().to_owned();
        let heads: BTreeSet<String> = tree.columns.iter().map(head).collect();
        let short = heads.len() == tree.columns.len();
        let name = |id: &TextId| if short { head(id) } else { full(id) };
        let recorded = source.scenario.is_none() && tree.leaves.iter().any(|leaf| leaf.on.recorded);
        let lights = |on: &procedure::On| if recorded { on.recorded } else { on.sincere };
        let root = source.dossier.text(&agenda.root);
        let mut drawn = Self {
            data: TreeData {
                symbol: root.map_or(String::new(), |text| text.label().to_owned()),
                title: root.map_or(String::new(), |text| format!("Every text that could come of “{}”", text.title)),
                subtitle: source.scenario_name().to_owned(),
                source: root.map_or(String::new(), crate::model::Text::source_line),
                columns: tree.columns.iter().map(name).collect(),
                nodes: Vec::new(),
                leaves: Vec::new(),
            },
            branches: Vec::new(),
            lit: None,
        };
        drawn.grow(tree, tree.start(), None, None, &name, &lights);
        drawn
    }

    fn grow(
        &mut self,
        tree: &Tree,
        next: Next,
        parent: Option<usize>,
        branch: Option<(TextId, bool)>,
        name: &impl Fn(&TextId) -> String,
        lights: &impl Fn(&procedure::On) -> bool,
    ) {
        let number = self.data.nodes.len();
        let words = branch.as_ref().map_or(String::new(), |(id, adopted)| {
            format!("{} {}", name(id), if *adopted { "adopted" } else { "rejected" })
        });
        let (depth, lit) = match next {
            Next::Vote(n) => tree.nodes.get(n).map_or((0, false), |node| (node.column, lights(&node.on))),
            Next::Leaf(n) => (tree.columns.len(), tree.leaves.get(n).is_some_and(|leaf| lights(&leaf.on))),
        };
        self.data.nodes.push(TreeNode { depth, parent, words, lit });
        self.branches.push(branch);
        match next {
            Next::Leaf(n) => self.end(tree, n, number, lit, name),
            Next::Vote(n) => {
                let Some(node) = tree.nodes.get(n) else { return };
                let Some(id) = tree.columns.get(node.column) else { return };
                self.grow(tree, node.adopted, Some(number), Some((id.clone(), true)), name, lights);
                self.grow(tree, node.rejected, Some(number), Some((id.clone(), false)), name, lights);
            }
        }
    }

    fn end(&mut self, tree: &Tree, n: usize, node: usize, lit: bool, name: &impl Fn(&TextId) -> String) {
        let Some(leaf) = tree.leaves.get(n) else { return };
        let mut names: Vec<String> = leaf.adopted.iter().map(name).collect();
        names.extend(leaf.fallen.iter().map(|id| format!("without {}", name(id))));
        let words = if names.is_empty() { "unamended".to_owned() } else { names.join(", ") };
        if lit {
            self.lit = Some(n);
        }
        self.data.leaves.push(TreeLeaf {
            node,
            words,
            tally: leaf.tally,
            outcome: leaf.outcome,
            unmoved: leaf.unmoved,
            lit,
        });
    }
}
