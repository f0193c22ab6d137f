//! Small bodies with drafts, amendments and parts, for the tests of this room: a toy that knows its own rules of play
//! apart from the room, and the dossier that says the same.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    model::{
        Ballot, Body, Dossier, Extra, FloorPlan, Given, Member, MemberId, Movers, NamedSet, Outcome, Paragraph, Place,
        Reaction, Record, Roster, Seat, Standing, Suspension, Tally, Terms, Text, TextId, TextKind, Vote, Votes,
    },
    procedure::Setting,
    rules::{Condition, Formula, Measure, Need, Role, Rule, Test, Who, decide, preset},
    scenario::{Change, ChangeKind, Scenario, ScenarioId},
};

/// A small seeded generator (xorshift), so that every run is the same.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides).expect("small")
    }

    pub fn vote(&mut self) -> Vote {
        // Few stay away.
        [Vote::Yes, Vote::Yes, Vote::Yes, Vote::No, Vote::No, Vote::Abstain, Vote::Absent][self.roll(7)]
    }
}

pub fn member(n: usize) -> MemberId {
    format!("M{n:03}").into()
}

pub fn roster(members: impl IntoIterator<Item = usize>) -> Roster {
    members.into_iter().map(member).collect()
}

/// A body of `n` members, of which the first two are permanent.
pub fn body(n: usize) -> Body {
    Body {
        id: "B".into(),
        name: "Body".into(),
        plan: FloorPlan::Hemicycle,
        rule: "ga-simple".into(),
        seats: (0..n).map(|n| (member(n), Terms::always())).collect(),
        sets: [("permanent".into(), NamedSet { name: "permanent".into(), members: roster(0..n.min(2)) })].into(),
        weights: [].into(),
        suspensions: Vec::new(),
        source: String::new(),
        extra: Extra::new(),
    }
}

/// Two in favour, and no permanent member against.
pub fn veto_rule() -> Rule {
    let condition = |role, test| Formula::Condition(Condition { label: "x".into(), test, role, cites: String::new() });
    Rule {
        id: "veto".into(),
        name: "veto".into(),
        short: "two".into(),
        formula: Formula::All(vec![
            condition(Role::Threshold, Test::AtLeast { of: Measure::of(Who::Yes), need: Need::Number(2) }),
            condition(Role::Veto, Test::AtMost { of: Measure::of(Who::No).within("permanent"), limit: 0 }),
        ]),
        cites: String::new(),
        note: String::new(),
        extra: Extra::new(),
    }
}

pub fn text(id: &str, kind: TextKind, rule: &str) -> Text {
    let amends = (id != "D").then(|| "D".into());
    Text { kind, amends, ..Text::new(id.into(), format!("Title of {id}"), "B".into(), rule.into()) }
}

/// A roll call: one letter a member.
pub fn roll(letters: &str) -> Record {
    let vote = |letter: char| Vote::parse(&letter.to_string()).expect("a letter of a vote");
    let votes = letters.chars().enumerate().map(|(n, letter)| (member(n), vote(letter))).collect();
    Record { votes: Votes(votes), roll_call: true, ..Record::default() }
}

pub fn outcome(adopted: bool) -> Record {
    let outcome = if adopted { Outcome::Adopted } else { Outcome::Rejected };
    Record { outcome: Some(outcome), ..Record::default() }
}

pub fn tally(yes: u32, no: u32, abstain: u32, absent: u32) -> Record {
    let tally = Tally { yes: Some(yes), no: Some(no), abstain: Some(abstain), absent: Some(absent) };
    Record { tally, ..Record::default() }
}

pub fn given(list: &[(&str, bool)]) -> Vec<Given> {
    list.iter().map(|(id, adopted)| Given { text: (*id).into(), adopted: *adopted }).collect()
}

pub fn reaction(when: &[(&str, bool)], movers: &[usize], from: Option<Vote>, to: Vote) -> Reaction {
    let movers = Movers::Members(roster(movers.iter().copied()));
    Reaction { given: given(when), movers, from, to, source: String::new() }
}

pub fn paragraph(id: &str, place: Place, text: &str) -> Paragraph {
    Paragraph { id: id.into(), place, text: text.into() }
}

/// A dossier with its scenarios.
pub struct Small {
    pub dossier: Dossier,
    pub rules: Vec<Rule>,
    pub scenarios: Vec<Scenario>,
}

impl Small {
    pub fn new(members: usize, texts: Vec<Text>) -> Self {
        let dossier = Dossier {
            members: (0..members).map(|n| Member::new(member(n), format!("Member {n}"))).collect(),
            bodies: vec![Arc::new(body(members))],
            texts,
            ..Dossier::default()
        };
        Self { dossier, rules: vec![veto_rule()], scenarios: Vec::new() }
    }

    /// The same with one scenario of these changes.
    pub fn with(mut self, changes: Vec<(&str, ChangeKind)>) -> Self {
        let changes = changes.into_iter().map(|(text, kind)| Change::new(text.into(), "x", kind)).collect();
        let (id, name) = (ScenarioId(1), "What if".to_owned());
        self.scenarios = vec![Scenario { id, name, base: None, note: String::new(), changes, extra: Extra::new() }];
        self
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            dossier: &self.dossier,
            rules: &self.rules,
            scenarios: &self.scenarios,
            scenario: self.scenarios.last().map(|scenario| scenario.id),
        }
    }
}

pub fn ids(list: &[&str]) -> Vec<TextId> {
    list.iter().map(|id| (*id).into()).collect()
}

/// What is known of an amendment or part of a toy.
#[derive(Clone, Debug)]
pub enum Own {
    Votes(Vec<Vote>),
    Result(bool),
    Nothing,
}

/// What it waits for, who moves, from, to.
pub type Move = (Vec<(usize, bool)>, BTreeSet<usize>, Option<Vote>, Vote);

#[derive(Clone, Debug)]
pub struct Toy {
    pub members: usize,
    pub no_vote: BTreeSet<usize>,
    pub base: Vec<Vote>,
    pub rule: &'static str,
    /// Amendments first, then parts.
    pub own: Vec<Own>,
    pub amendments: usize,
    pub distances: Vec<Option<u32>>,
    pub collisions: BTreeSet<(usize, usize)>,
    pub assumed: Vec<Option<bool>>,
    pub reactions: Vec<Move>,
    /// Who ranks the text with just these amendments so.
    pub ranks: Vec<(BTreeSet<usize>, BTreeSet<usize>, i32)>,
    /// Whether there is an operative paragraph that no part holds.
    pub spare: bool,
}

impl Toy {
    pub fn random(dice: &mut Dice, most: u64, rule: &'static str) -> Self {
        let members = 3 + dice.roll(7);
        let amendments = dice.roll(most + 1);
        let parts = if dice.roll(3) == 0 { 1 + dice.roll(2) } else { 0 };
        let items = amendments + parts;
        let some = |dice: &mut Dice, of: usize, sides: u64| -> BTreeSet<usize> {
            (0..of).filter(|_| dice.roll(sides) == 0).collect()
        };
        let own = (0..items)
            .map(|_| match dice.roll(4) {
                0 => Own::Votes((0..members).map(|_| dice.vote()).collect()),
                1 => Own::Result(dice.roll(2) == 0),
                _ => Own::Nothing,
            })
            .collect();
        let reactions = (0..dice.roll(6))
            .map(|_| {
                let mut when: Vec<(usize, bool)> = Vec::new();
                for item in some(dice, items, 2) {
                    when.push((item, dice.roll(3) > 0));
                }
                let from = [None, Some(Vote::Yes), Some(Vote::No), Some(Vote::Abstain)][dice.roll(4)];
                (when, some(dice, members, 2), from, dice.vote())
            })
            .collect();
        let ranks = (0..dice.roll(3))
            .map(|_| {
                (some(dice, members, 2), some(dice, amendments, 2), i32::try_from(dice.roll(7)).expect("small") - 3)
            })
            .collect();
        let mut collisions = BTreeSet::new();
        for first in 0..amendments {
            for second in first + 1..amendments {
                if dice.roll(5) == 0 {
                    collisions.insert((first, second));
                }
            }
        }
        let known = dice.roll(2) == 0;
        Self {
            members,
            // One at most, so that there can always be a quorum.
            no_vote: some(dice, members, 9).into_iter().take(1).collect(),
            base: (0..members).map(|_| dice.vote()).collect(),
            rule,
            own,
            amendments,
            distances: (0..amendments).map(|_| (known && dice.roll(3) > 0).then(|| dice.roll(3) as u32)).collect(),
            collisions,
            assumed: (0..items).map(|_| (dice.roll(8) == 0).then(|| dice.roll(2) == 0)).collect(),
            reactions,
            ranks,
            spare: dice.roll(2) == 0,
        }
    }

    pub fn items(&self) -> usize {
        self.own.len()
    }

    pub fn name(&self, item: usize) -> String {
        if item < self.amendments { format!("A{item}") } else { format!("P{item}") }
    }

    /// The same as a dossier with a scenario.
    pub fn dossier(&self) -> Small {
        let letters = |votes: &[Vote]| votes.iter().map(|vote| vote.letter()).collect::<String>();
        let mut draft = text("D", TextKind::Draft, self.rule);
        draft.record = roll(&letters(&self.base));
        for part in self.amendments..self.items() {
            draft.paragraphs.push(paragraph(&self.name(part), Place::Operative, "Decides."));
        }
        draft.paragraphs.push(paragraph("PP", Place::Preambular, "Recalling."));
        if self.spare {
            draft.paragraphs.push(paragraph("OP", Place::Operative, "Urges."));
        }
        for (when, movers, from, to) in &self.reactions {
            let given =
                when.iter().map(|(item, adopted)| Given { text: self.name(*item).into(), adopted: *adopted }).collect();
            let movers = Movers::Members(roster(movers.iter().copied()));
            draft.reactions.push(Reaction { given, movers, from: *from, to: *to, source: String::new() });
        }
        let mut texts = vec![draft];
        let mut changes = Vec::new();
        let names: Vec<String> = (0..self.items()).map(|item| self.name(item)).collect();
        for (item, own) in self.own.iter().enumerate() {
            let kind = if item < self.amendments { TextKind::Amendment } else { TextKind::Part };
            let mut one = text(&names[item], kind, self.rule);
            one.record = match own {
                Own::Votes(votes) => roll(&letters(votes)),
                Own::Result(adopted) => outcome(*adopted),
                Own::Nothing => Record::default(),
            };
            if kind == TextKind::Part {
                one.holds = vec![names[item].clone()];
            } else {
                one.distance = self.distances[item];
                let against = self.collisions.iter().filter(|(first, _)| *first == item);
                one.excludes = against.map(|(_, second)| names[*second].as_str().into()).collect();
            }
            if let Some(adopted) = self.assumed[item] {
                let outcome = if adopted { Outcome::Adopted } else { Outcome::Rejected };
                changes.push((names[item].as_str(), ChangeKind::Assume(outcome)));
            }
            texts.push(one);
        }
        for (movers, with, rank) in &self.ranks {
            let with = with.iter().map(|item| names[*item].as_str().into()).collect();
            let movers = Movers::Members(roster(movers.iter().copied()));
            changes.push(("D", ChangeKind::Rank { movers, with, rank: *rank }));
        }
        let mut small = Small::new(self.members, texts).with(changes);
        let mut body = body(self.members);
        body.suspensions = self
            .no_vote
            .iter()
            .map(|n| Suspension {
                member: member(*n),
                standing: Standing::NoVote,
                terms: Terms::always(),
                cites: String::new(),
                source: String::new(),
            })
            .collect();
        small.dossier.bodies = vec![Arc::new(body)];
        small
    }

    /// The outcome of votes by the rule of the toy.
    pub fn decide(&self, votes: &[Vote]) -> Outcome {
        let standing = |n: usize| if self.no_vote.contains(&n) { Standing::NoVote } else { Standing::Voting };
        let seats = votes.iter().enumerate().map(|(n, vote)| Seat {
            member: member(n),
            vote: Some(*vote),
            standing: standing(n),
        });
        let ballot = Ballot { body: Arc::new(body(self.members)), seats: seats.collect(), tally: None };
        let own = veto_rule();
        let rule = if self.rule == "veto" { &own } else { preset(&self.rule.into()).expect("a preset") };
        decide(rule, &ballot).outcome.expect("known votes decide")
    }
}
