//! Everything on the way to one final vote: its motions, its amendments and parts, and what each comes to.

use super::{
    agenda::StepKind,
    book::Book,
    division::{Operative, divisions, part_id},
    finals::Finals,
    motions::{self, Moved, decide_moved},
    order::{collide, given_order, in_order},
    setting::{Decision, NO_TALLY, Setting, carries_over, settle, tally_of},
    votes::{Known, Mask, React, When, bit, reactions, set_votes},
};
use crate::{
    model::{Basis, MemberId, Outcome, Record, RuleId, Tally, Text, TextId, TextKind, Vote},
    rules::{Linear, known_votes, may_move},
    scenario::{Division, Floor, movers},
};

/// Whether an amendment or a part can be put to the vote.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// It can, and has this number among those that can.
    Open(usize),
    /// It was taken back.
    Withdrawn,
    /// It is not, for this reason.
    NotPut(String),
}

/// An amendment or a part.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// Its id.
    pub(super) id: TextId,
    /// Its text; none for a part that a scenario makes.
    pub(super) text: Option<&'a Text>,
    /// The part that a scenario makes.
    pub(super) division: Option<&'a Division>,
    /// Amendment or part.
    pub(super) kind: StepKind,
    /// The rule in force.
    pub(super) rule: RuleId,
    /// Its floor.
    pub(super) floor: Option<Floor>,
    /// What its own vote comes to, whatever came before.
    pub(super) known: Decision,
    /// What its vote came to on the record.
    pub(super) recorded: Option<Outcome>,
    /// Whether it is put.
    pub(super) state: State,
}

/// An amendment or a part that can be put to the vote.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its place among the entries.
    pub(super) entry: usize,
    /// Whether its result is assumed.
    pub(super) assumed: bool,
    /// Its rule in sums over its seats.
    pub(super) linear: Option<Linear>,
    /// Who moves on it when earlier votes go a certain way.
    pub(super) reacts: Vec<React>,
    /// The amendments that cannot stand beside it.
    pub(super) collides: Mask,
    /// For a part, the amendments that take out each of its paragraphs.
    pub(super) gone: Vec<Mask>,
}

/// The way to the final vote on a text.
#[derive(Clone, Debug)]
pub(super) struct Course<'a> {
    /// The dossier and the scenario.
    pub(super) setting: Setting<'a>,
    /// The rules of procedure.
    pub(super) book: Book,
    /// The text.
    pub(super) root: &'a Text,
    /// Its floor.
    pub(super) floor: Floor,
    /// Its rule.
    pub(super) rule: RuleId,
    /// The motions, in the order of voting.
    pub(super) moved: Vec<Moved<'a>>,
    /// What the motions changed about the importance of the question.
    pub(super) importance: Option<bool>,
    /// The amendments and parts, in the order of voting.
    pub(super) entries: Vec<Entry<'a>>,
    /// Those that can be put to the vote.
    pub(super) items: Vec<Item>,
    /// The amendments among them.
    pub(super) amendments: Mask,
    /// The parts among them.
    pub(super) parts: Mask,
    /// The final votes.
    pub(super) finals: Option<Finals>,
    /// The set that was voted on the record; none where a result is missing, or where the scenario leaves out what the
    /// record holds.
    pub(super) recorded: Option<Mask>,
    /// The operative paragraphs.
    pub(super) operative: Vec<Operative>,
}

impl<'a> Course<'a> {
    /// The way to the final vote that `text` belongs to. None where the text or its body is missing.
    pub(super) fn new(setting: Setting<'a>, text: &TextId) -> Option<Self> {
        let root = setting.root(text)?;
        let floor = setting.floor(&root.id)?;
        let book = Book::of(&floor.rule);
        let moved = motions::decide(&setting, root, book);
        let importance = motions::importance(&setting, &moved);
        let rule = motions::rule_of(&setting, &root.id, &root.id, &floor.rule, importance);
        let mut course = Self {
            setting,
            book,
            root,
            floor,
            rule,
            moved,
            importance,
            entries: Vec::new(),
            items: Vec::new(),
            amendments: 0,
            parts: 0,
            finals: None,
            recorded: None,
            operative: Vec::new(),
        };
        course.enter_amendments();
        course.enter_parts();
        course.open_items();
        course.operative = course.operative_paragraphs();
        course.recorded = course.recorded_set();
        course.finals = Finals::new(&course);
        Some(course)
    }

    /// The texts of the dossier that belong to this one.
    fn belonging(&self, kind: TextKind) -> Vec<&'a Text> {
        let texts = self.setting.dossier.texts.iter();
        texts.filter(|text| text.kind == kind && text.amends.as_ref() == Some(&self.root.id)).collect()
    }

    /// The order that the scenario gives.
    pub(super) fn given_order(&self) -> &'a [TextId] {
        given_order(&self.setting, &self.root.id)
    }

    fn enter_amendments(&mut self) {
        for text in in_order(&self.belonging(TextKind::Amendment), self.given_order()) {
            self.enter(text, StepKind::Amendment);
        }
    }

    /// Parts stand in the order of the dossier or of the scenario; no rule says that one comes before another.
    fn enter_parts(&mut self) {
        let given = self.given_order();
        let mut parts = self.belonging(TextKind::Part);
        parts.sort_by_key(|text| given.iter().position(|id| *id == text.id).unwrap_or(usize::MAX));
        for text in parts {
            self.enter(text, StepKind::Part);
        }
        for (n, division) in divisions(&self.setting, &self.root.id).iter().enumerate() {
            self.enter_division(n, division);
        }
        if !motions::divided(&self.moved) {
            let why = format!("The motion to vote parts apart was lost{}.", self.book.division());
            for entry in self.entries.iter_mut().filter(|entry| entry.kind == StepKind::Part) {
                entry.state = State::NotPut(why.clone());
            }
        }
    }

    fn enter(&mut self, text: &'a Text, kind: StepKind) {
        let Some(floor) = self.setting.floor(&text.id) else { return };
        let rule = motions::rule_of(&self.setting, &text.id, &self.root.id, &floor.rule, self.importance);
        let own = floor.as_voted() && rule == text.rule;
        self.entries.push(Entry {
            id: text.id.clone(),
            text: Some(text),
            division: None,
            kind,
            known: settle(self.setting.rule(&rule), &floor, &text.record, own),
            recorded: self.setting.on_record().decide(text).outcome,
            state: if floor.withdrawn { State::Withdrawn } else { State::Open(0) },
            floor: Some(floor),
            rule,
        });
    }

    /// A part that a scenario makes is voted as the whole is, but for those who vote otherwise on it.
    fn enter_division(&mut self, n: usize, division: &'a Division) {
        let mut floor = self.floor.clone();
        (floor.assumed, floor.withdrawn) = (None, false);
        for part in &division.moves {
            let who = movers(self.setting.dossier, &part.movers, floor.date.as_ref());
            for seat in floor.ballot.seats.iter_mut().filter(|seat| may_move(seat) && who.contains(&&seat.member)) {
                seat.vote = Some(part.to);
            }
        }
        // The totals of the whole say nothing of a part.
        let known = if floor.basis == Basis::RollCall && floor.ballot.tally.is_none() {
            settle(self.setting.rule(&self.rule), &floor, &Record::default(), false)
        } else {
            Decision::UNKNOWN
        };
        self.entries.push(Entry {
            id: part_id(&self.root.id, n),
            text: None,
            division: Some(division),
            kind: StepKind::Part,
            rule: self.rule.clone(),
            floor: Some(floor),
            known,
            recorded: None,
            state: State::Open(0),
        });
    }

    /// Numbers those that can be put, then says of each what the others do to it.
    fn open_items(&mut self) {
        let mut open = Vec::new();
        for (entry, of) in self.entries.iter_mut().enumerate().filter(|(_, of)| matches!(of.state, State::Open(_))) {
            of.state = State::Open(open.len());
            let set = if of.kind == StepKind::Amendment { &mut self.amendments } else { &mut self.parts };
            *set |= bit(open.len());
            open.push(entry);
        }
        self.items = open.iter().filter_map(|entry| self.item(*entry)).collect();
    }

    fn item(&self, entry: usize) -> Option<Item> {
        let of = self.entries.get(entry)?;
        let floor = of.floor.as_ref()?;
        let reacts = reactions(&self.setting, &of.id, of.text)
            .into_iter()
            .map(|reaction| {
                let when = When::new(&reaction.given, &|id| self.known(id));
                React::new(&self.setting, reaction, floor, when)
            })
            .collect();
        let amends = of.kind == StepKind::Amendment;
        Some(Item {
            entry,
            assumed: floor.assumed.is_some(),
            linear: self.setting.rule(&of.rule).and_then(|rule| Linear::new(rule, &floor.ballot).ok()),
            reacts,
            collides: of
                .text
                .filter(|_| amends)
                .map_or(0, |text| self.against(|other| other.id != text.id && collide(self.root, text, other))),
            gone: if amends { Vec::new() } else { self.held(entry).iter().map(|id| self.taking_out(id)).collect() },
        })
    }

    /// The open amendments of which something is true.
    pub(super) fn against(&self, is: impl Fn(&Text) -> bool) -> Mask {
        let open = self.entries.iter().filter_map(|entry| match (&entry.state, entry.text) {
            (State::Open(n), Some(text)) if entry.kind == StepKind::Amendment && is(text) => Some(bit(*n)),
            _ => None,
        });
        open.fold(0, |all, one| all | one)
    }

    /// What is known of another text whose result a reaction waits for.
    pub(super) fn known(&self, id: &TextId) -> Known {
        if let Some(entry) = self.entries.iter().find(|entry| entry.id == *id) {
            return match entry.state {
                State::Open(n) => Known::Open(bit(n)),
                State::Withdrawn => Known::Fixed(false),
                // A part that is not voted apart stays in the text.
                State::NotPut(_) => Known::Fixed(entry.kind == StepKind::Part),
            };
        }
        if let Some(moved) = self.moved.iter().find(|moved| moved.text.id == *id) {
            return moved.carried().map_or(Known::Unknown, Known::Fixed);
        }
        let other = self.setting.dossier.text(id).filter(|text| text.id != self.root.id);
        other.and_then(|text| self.setting.decide(text).adopted()).map_or(Known::Unknown, Known::Fixed)
    }

    /// What the vote on an item comes to by its own votes, or by what is assumed or recorded of it.
    pub(super) fn settled(&self, item: usize, adopted: Mask, open: Mask) -> Decision {
        let Some((of, entry)) = self.item_entry(item) else { return Decision::UNKNOWN };
        if of.assumed || !of.reacts.iter().any(|react| react.when.holds(adopted, open)) {
            return entry.known.clone();
        }
        let (Some(floor), Some(text)) = (&entry.floor, entry.text) else { return entry.known.clone() };
        let own = floor.as_voted() && carries_over(text, &entry.rule);
        decide_moved(self.setting.rule(&entry.rule), floor, &text.record, own, &of.reacts, (adopted, open))
    }

    /// The votes of members on an item, as far as they are known, when these are adopted before it.
    pub(super) fn votes_on(&self, item: usize, adopted: Mask, open: Mask) -> Option<Vec<(MemberId, Vote)>> {
        let (of, entry) = self.item_entry(item)?;
        let floor = entry.floor.as_ref().filter(|floor| entry.division.is_none() || floor.basis == Basis::RollCall)?;
        let mut ballot = floor.ballot.clone();
        let mut votes = known_votes(&ballot)?;
        of.reacts.iter().filter(|react| react.when.holds(adopted, open)).for_each(|react| react.apply(&mut votes));
        set_votes(&mut ballot, &votes);
        let seats = ballot.seats.iter();
        Some(seats.map(|seat| (seat.member.clone(), seat.counted().unwrap_or(Vote::Absent))).collect())
    }

    /// An item with its entry.
    pub(super) fn item_entry(&self, item: usize) -> Option<(&Item, &Entry<'a>)> {
        let of = self.items.get(item)?;
        Some((of, self.entries.get(of.entry)?))
    }

    /// The ids of a set of items, in the order of voting.
    pub(super) fn ids(&self, set: Mask) -> Vec<TextId> {
        let chosen = (0..self.items.len()).filter(|n| set & bit(*n) != 0);
        chosen.filter_map(|n| self.item_entry(n)).map(|(_, entry)| entry.id.clone()).collect()
    }

    fn recorded_set(&self) -> Option<Mask> {
        let record = self.setting.on_record();
        let divided = motions::divided(&motions::decide(&record, self.root, self.book));
        self.entries.iter().try_fold(0, |set, entry| {
            // A part that was not voted apart stayed in the text.
            let whole = entry.division.is_some() || entry.kind == StepKind::Part && !divided;
            let stood = if whole { true } else { entry.recorded.map(Outcome::is_adopted)? };
            match (&entry.state, stood) {
                (State::Open(n), true) => Some(set | bit(*n)),
                (State::Open(_), false) => Some(set),
                (State::Withdrawn, stood) => (!stood).then_some(set),
                (State::NotPut(_), stood) => stood.then_some(set),
            }
        })
    }

    /// The outcome of the text of a set, where `votes` says what its votes come to.
    pub(super) fn outcome_of(&self, adopted: Mask, votes: impl FnOnce(Mask) -> Option<Outcome>) -> Option<Outcome> {
        if self.floor.assumed.is_some() {
            return self.floor.assumed;
        }
        if self.falls(adopted) {
            return Some(Outcome::Rejected);
        }
        // What is recorded of the text is recorded of one set alone.
        let recorded = || self.own_decision().outcome.filter(|_| self.recorded == Some(adopted));
        votes(adopted).or_else(recorded)
    }

    /// What the vote on the text comes to as its floor stands, without any reaction.
    pub(super) fn own_decision(&self) -> Decision {
        let own = self.floor.as_voted() && carries_over(self.root, &self.rule);
        settle(self.setting.rule(&self.rule), &self.floor, &self.root.record, own)
    }

    /// The outcome of the text of a set; none where it is not known.
    pub(super) fn outcome(&self, adopted: Mask) -> Option<Outcome> {
        match &self.finals {
            Some(finals) if finals.tabulated() => finals.outcome(adopted),
            Some(finals) => self.outcome_of(adopted, |set| finals.decide(&finals.votes_on(set))),
            None => self.outcome_of(adopted, |_| None),
        }
    }

    /// The counts of the final vote on the text of a set, as far as they are known.
    pub(super) fn tally(&self, adopted: Mask) -> Tally {
        match &self.finals {
            Some(finals) => finals.tally(adopted),
            None if self.recorded == Some(adopted) => tally_of(&self.floor.ballot),
            None => NO_TALLY,
        }
    }
}
