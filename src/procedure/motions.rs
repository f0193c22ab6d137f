//! The motions on the procedure: what became of them, and what they do to the votes that follow.
//!
//! A motion to put off the vote (General Assembly rules 74 and 76, Council rule 33) or to take no action on the text
//! (rule 74) ends the agenda when it is carried; one about another motion ends only that. A motion to vote parts apart is only put where somebody objects to it
//! (rule 89), so that without one the parts are voted apart as asked. To decide again needs two-thirds (rule 81).
//!
//! A motion that the question be important sets the rule of the text, its amendments and its parts. What became of it
//! on the record is already in the rule that each text names; only where a scenario lets it end otherwise does it
//! change that rule, and a rule or a mark of importance that the scenario sets by hand goes before it.

use super::{
    book::Book,
    order::given_order,
    setting::{Decision, Setting, settle},
    votes::{Known, Mask, React, When, reactions, set_votes},
};
use crate::{
    model::{Motion, Record, RuleId, Text, TextId, TextKind},
    rules::{self, Rule, known_votes},
    scenario::{ChangeKind, Floor, changes},
};

/// When a motion is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Before anything of the text.
    First,
    /// After its amendments and before its parts.
    BeforeParts,
    /// After the text.
    Last,
}

/// A motion and what became of it.
#[derive(Clone, Debug)]
pub(super) struct Moved<'a> {
    /// The motion.
    pub(super) text: &'a Text,
    /// When it is decided.
    pub(super) turn: Turn,
    /// The rule that decided it.
    pub(super) rule: RuleId,
    /// What its vote comes to.
    pub(super) decision: Decision,
    /// Whether it was taken back.
    pub(super) withdrawn: bool,
    /// The motion about this one that ended it, by its place in the order of voting.
    pub(super) ended_by: Option<usize>,
}

impl Moved<'_> {
    /// Whether it was put and carried; none where that is not known.
    pub(super) fn carried(&self) -> Option<bool> {
        if self.withdrawn || self.ended_by.is_some() { Some(false) } else { self.decision.adopted() }
    }

    /// Whether it ends what it is about.
    fn ends(&self) -> bool {
        matches!(self.text.motion, Some(Motion::Adjourn | Motion::NoAction)) && self.carried() == Some(true)
    }
}

/// The motions about `root`, in the order of voting. A motion about another motion comes right before it.
pub(super) fn decide<'a>(setting: &Setting<'a>, root: &'a Text, book: Book) -> Vec<Moved<'a>> {
    let mut moved: Vec<Moved<'a>> = Vec::new();
    for (turn, text) in in_turn(setting, root) {
        let known = |id: &TextId| {
            let earlier = moved.iter().find(|earlier| earlier.text.id == *id).and_then(Moved::carried);
            earlier.map_or(Known::Unknown, Known::Fixed)
        };
        let Some(floor) = setting.floor(&text.id) else { continue };
        let rule = if text.motion == Some(Motion::Reconsider) && !sets_rule(setting, &text.id, &text.id) {
            two_thirds(&floor.rule, book)
        } else {
            floor.rule.clone()
        };
        let reacts: Vec<React> = reactions(setting, &text.id, Some(text))
            .into_iter()
            .map(|reaction| React::new(setting, reaction, &floor, When::new(&reaction.given, &known)))
            .collect();
        let own = floor.as_voted() && rule == text.rule;
        let decision = decide_moved(setting.rule(&rule), &floor, &text.record, own, &reacts, (0, 0));
        let ended_by = moved.iter().position(|other| other.text.amends.as_ref() == Some(&text.id) && other.ends());
        moved.push(Moved { text, turn, rule, decision, withdrawn: floor.withdrawn, ended_by });
    }
    moved
}

/// The motions about `root` and about those motions, in the order of voting.
fn in_turn<'a>(setting: &Setting<'a>, root: &'a Text) -> Vec<(Turn, &'a Text)> {
    let given = given_order(setting, &root.id);
    let place = |text: &Text| given.iter().position(|id| *id == text.id).unwrap_or(usize::MAX);
    let about = |of: &TextId| {
        let motions = setting.dossier.texts.iter().filter(|text| text.kind == TextKind::Motion);
        let mut found: Vec<&'a Text> = motions.filter(|text| text.amends.as_ref() == Some(of)).collect();
        // A stable sort: equals stay in the order of the dossier.
        found.sort_by_key(|text| place(text));
        found
    };
    let mut ordered: Vec<(Turn, &Text)> = Vec::new();
    for text in about(&root.id) {
        let turn = match text.motion {
            Some(Motion::Division) => Turn::BeforeParts,
            Some(Motion::Reconsider) => Turn::Last,
            _ => Turn::First,
        };
        // From the motion itself to those about it, and so on; each stands before the one that it is about. A ring is
        // never entered, since it does not lead to the text.
        let mut ladder = vec![text];
        let mut next = 0;
        while let Some(of) = ladder.get(next) {
            ladder.extend(about(&of.id));
            next += 1;
        }
        ordered.extend(ladder.into_iter().rev().map(|text| (turn, text)));
    }
    ordered.sort_by_key(|(turn, _)| *turn);
    ordered
}

/// To decide again needs two-thirds in the Assembly and its committees, whatever the motion is entered with.
fn two_thirds(rule: &RuleId, book: Book) -> RuleId {
    match book {
        Book::Assembly | Book::Committee => "ga-two-thirds".into(),
        Book::Council | Book::Other => rule.clone(),
    }
}

/// The result of a floor after the reactions that fire once `adopted` are adopted and `open` undecided.
pub(super) fn decide_moved(
    rule: Option<&Rule>,
    floor: &Floor,
    record: &Record,
    own_rule: bool,
    reacts: &[React],
    (adopted, open): (Mask, Mask),
) -> Decision {
    let fired: Vec<&React> = reacts.iter().filter(|react| react.when.holds(adopted, open)).collect();
    if fired.is_empty() {
        return settle(rule, floor, record, own_rule);
    }
    let Some(mut votes) = known_votes(&floor.ballot) else { return settle(rule, floor, record, own_rule) };
    for react in fired {
        react.apply(&mut votes);
    }
    let mut floor = floor.clone();
    set_votes(&mut floor.ballot, &votes);
    settle(rule, &floor, record, own_rule)
}

/// Whether the scenario sets the rule of a text by hand, or says of it or of `root` whether it is important.
fn sets_rule(setting: &Setting<'_>, text: &TextId, root: &TextId) -> bool {
    changes(setting.scenarios, setting.scenario).any(|change| match change.kind {
        ChangeKind::Rule(_) => change.text == *text,
        ChangeKind::Important(_) => change.text == *text || change.text == *root,
        _ => false,
    })
}

/// What the motions say of the importance of the question, where that is not what they said on the record.
pub(super) fn importance(setting: &Setting<'_>, moved: &[Moved<'_>]) -> Option<bool> {
    moved
        .iter()
        .filter(|moved| moved.text.motion == Some(Motion::ImportantQuestion))
        .filter_map(|moved| {
            let recorded = setting.on_record().decide(moved.text).adopted();
            moved.carried().filter(|carried| recorded != Some(*carried))
        })
        .next_back()
}

/// The rule of the text, an amendment or a part, given what the motions changed about the importance of the question.
pub(super) fn rule_of(
    setting: &Setting<'_>,
    text: &TextId,
    root: &TextId,
    own: &RuleId,
    changed: Option<bool>,
) -> RuleId {
    changed
        .filter(|_| !sets_rule(setting, text, root))
        .and_then(|important| rules::important(own, important))
        .unwrap_or_else(|| own.clone())
}

/// The motion that ends the agenda, if one does.
pub(super) fn stop(moved: &[Moved<'_>], root: &TextId) -> Option<usize> {
    moved.iter().position(|moved| moved.ends() && moved.text.amends.as_ref() == Some(root))
}

/// Whether parts are voted apart: on request, unless a motion to do so was lost.
pub(super) fn divided(moved: &[Moved<'_>]) -> bool {
    let asked: Vec<Option<bool>> =
        moved.iter().filter(|moved| moved.text.motion == Some(Motion::Division)).map(Moved::carried).collect();
    !asked.contains(&Some(false)) || asked.contains(&Some(true))
}
