//! What there is to say of a vote: the text, the floor, the verdict, and the record beside a scenario.

use super::{
    Origin,
    words::{list, quoted, the},
};
use crate::{
    chart::{
        floor_data::Fate,
        prepare::{Decided, Source},
    },
    model::{Ballot, Basis, Date, Dossier, MemberId, Outcome, Roster, Text, TextId, TextKind, Vote, fold},
    rules::{ConditionResult, Measure, Role, Test, decide},
    scenario::{ChangeKind, Scenario, changes},
};

/// How sure the sentences are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It was so.
    Was,
    /// It would have been so: a what-if beside a record.
    WouldHave,
    /// It would be so: a what-if of a vote that is not recorded.
    Would,
}

impl Mood {
    /// One of three phrases.
    pub fn of<'a>(self, was: &'a str, would_have: &'a str, would: &'a str) -> &'a str {
        match self {
            Self::Was => was,
            Self::WouldHave => would_have,
            Self::Would => would,
        }
    }
}

/// A vote that is to be explained.
pub(super) struct Facts<'a> {
    /// The dossier, on the record or under a scenario.
    pub source: Source<'a>,
    /// The text.
    pub text: &'a Text,
    /// Its floor and verdict.
    pub decided: Decided<'a>,
    /// The same on the record, where a scenario says something of this text.
    pub recorded: Option<Decided<'a>>,
    /// That scenario.
    pub scenario: Option<&'a Scenario>,
}

impl<'a> Facts<'a> {
    /// Gathers the facts of a text; none where it, its body or its rule is missing.
    pub fn gather(source: &Source<'a>, text: &TextId) -> Option<Self> {
        let own = source.dossier.text(text)?;
        let decided = source.decide(text)?;
        let scenario = source.scenario.and_then(|id| source.scenarios.iter().find(|s| s.id == id));
        // A scenario may say nothing of this text itself and keep it from being voted, or move its votes.
        let concerned = decided.floor.changes > 0 || decided.fate != Fate::Voted || decided.reacted > 0;
        let scenario = scenario.filter(|_| concerned);
        let recorded = scenario.and_then(|_| Source { scenario: None, ..*source }.decide(text));
        Some(Self { source: *source, text: own, decided, recorded, scenario })
    }

    pub fn ballot(&self) -> &Ballot {
        &self.decided.floor.ballot
    }

    pub fn basis(&self) -> Basis {
        self.decided.floor.basis
    }

    /// The outcome that is told: what the scenario takes for granted, else what the votes say.
    pub fn outcome(&self) -> Option<Outcome> {
        self.decided.verdict.outcome
    }

    /// Whether the text is put to the vote and its votes decide.
    pub fn voted(&self) -> bool {
        self.decided.fate == Fate::Voted
    }

    /// Whether the outcome is known from the record alone, since what is counted leaves it open.
    pub fn by_record(&self) -> bool {
        self.voted() && self.outcome().is_some() && decide(self.decided.rule, self.ballot()).outcome.is_none()
    }

    pub fn mood(&self) -> Mood {
        match &self.recorded {
            None => Mood::Was,
            Some(record) if record.floor.basis == Basis::Nothing => Mood::Would,
            Some(_) => Mood::WouldHave,
        }
    }

    /// The day of the vote; under a scenario the day that it supposes.
    pub fn date(&self) -> Option<&'a Date> {
        let supposed =
            changes(self.source.scenarios, self.source.scenario).filter(|change| change.text == self.text.id);
        let supposed =
            supposed.filter_map(|change| if let ChangeKind::Date(day) = &change.kind { Some(day) } else { None });
        supposed.last().or(self.text.date.as_ref())
    }

    /// How many voted so; none where that is not known.
    pub fn count(&self, vote: Vote) -> Option<u32> {
        match self.basis() {
            Basis::RollCall => Some(self.ballot().counts().of(vote)),
            Basis::Tally => self.ballot().tally.as_ref().and_then(|tally| tally.of(vote)),
            Basis::Result | Basis::Nothing => None,
        }
    }

    /// "93–18–65", always Yes–No–Abstain.
    pub fn tally(&self) -> String {
        tally_of(|vote| self.count(vote))
    }

    /// Whether a scenario moves a vote.
    fn moved(&self) -> bool {
        let votes = |decided: &Decided<'_>| -> Vec<(MemberId, Option<Vote>)> {
            decided.floor.ballot.seats.iter().map(|seat| (seat.member.clone(), seat.counted())).collect()
        };
        self.recorded
            .as_ref()
            .is_some_and(|record| self.decided.floor.from_empty || votes(record) != votes(&self.decided))
    }

    /// Where the counts of votes come from.
    pub fn votes(&self) -> Origin {
        let (text, source) = (name_of(self.source.dossier, self.text), self.text.source_line());
        match self.scenario {
            Some(scenario) if self.moved() => {
                let from_empty = self.decided.floor.from_empty;
                Origin::WhatIf { text, scenario: scenario.name.clone(), from_empty, source }
            }
            _ => votes_of(self.text, text),
        }
    }

    /// Who voted so, in the order of the codes.
    pub fn voters(&self, vote: Vote) -> impl Iterator<Item = &MemberId> {
        self.ballot().seats.iter().filter(move |seat| seat.counted() == Some(vote)).map(|seat| &seat.member)
    }

    /// The names of members, sorted.
    pub fn names<'m>(&self, ids: impl IntoIterator<Item = &'m MemberId>) -> Vec<String> {
        let mut names: Vec<String> = ids.into_iter().map(|id| self.source.dossier.member_name(id).to_owned()).collect();
        names.sort_by_cached_key(|name| fold(name));
        names
    }

    /// The names of members, sorted, as they stand in a sentence.
    pub fn in_sentence<'m>(&self, ids: impl IntoIterator<Item = &'m MemberId>) -> Vec<String> {
        self.names(ids).iter().map(|name| the(name)).collect()
    }

    /// The members that the rule lets veto, and how they are called together.
    pub fn veto_set(&self) -> Option<(&Roster, &str)> {
        let veto = self.decided.rule.conditions().into_iter().find(|condition| condition.role == Role::Veto)?;
        let (Test::AtLeast { of, .. } | Test::AtMost { of, .. }) = &veto.test;
        let set = self.ballot().body.sets.get(of.within.as_ref()?)?;
        Some((&set.members, &set.name))
    }

    /// The members of the veto set that cast this vote.
    pub fn of_veto_set(&self, vote: Vote) -> Vec<&MemberId> {
        let Some((set, _)) = self.veto_set() else { return Vec::new() };
        self.voters(vote).filter(|member| set.contains(member)).collect()
    }

    /// The condition of the bar with its result.
    pub fn main(&self) -> Option<(&'a crate::rules::Condition, &ConditionResult)> {
        self.decided.rule.main_condition().zip(self.decided.verdict.main_condition())
    }

    /// Where the number of what a share is taken of comes from.
    pub fn base(&self, of: &Measure) -> Origin {
        use crate::rules::Who;
        let count = |vote| self.count(vote).map_or_else(|| "an unknown number".to_owned(), |n| n.to_string());
        match of.who {
            Who::PresentAndVoting => Origin::Reckoned {
                how: format!(
                    "{} in favour and {} against; members that abstain or stay away do not count as voting",
                    count(Vote::Yes),
                    count(Vote::No)
                ),
            },
            Who::Present => Origin::Reckoned {
                how: format!(
                    "{} in favour, {} against and {} abstaining",
                    count(Vote::Yes),
                    count(Vote::No),
                    count(Vote::Abstain)
                ),
            },
            _ => {
                let body = &self.ballot().body;
                Origin::Seats { body: body.name.clone(), source: body.source.clone() }
            }
        }
    }

    /// The text in front of its verb: "The amendment A/ES-11/L.12".
    pub fn subject(&self) -> String {
        if self.text.kind == TextKind::AsAmended && self.amended_otherwise() {
            return format!("{} as the scenario leaves it", self.text.label());
        }
        subject(self.source.dossier, self.text)
    }

    /// Whether the scenario decides an amendment otherwise than the record, so that the text is not the one that is
    /// recorded.
    fn amended_otherwise(&self) -> bool {
        let on_record = Source { scenario: None, ..self.source };
        let outcome = |source: &Source<'_>, id: &TextId| {
            source.decide(id).and_then(|decided| decided.verdict.outcome).map(Outcome::is_adopted)
        };
        let texts = self.source.dossier.texts.iter();
        let mut own =
            texts.filter(|text| text.kind == TextKind::Amendment && text.amends.as_ref() == Some(&self.text.id));
        self.scenario.is_some() && own.any(|text| outcome(&self.source, &text.id) != outcome(&on_record, &text.id))
    }

    /// "the General Assembly"
    pub fn body(&self) -> String {
        let name = &self.ballot().body.name;
        if name.to_lowercase().starts_with("the ") { name.clone() } else { format!("the {name}") }
    }
}

/// "93–18–65", with a question mark for what is not known.
pub(super) fn tally_of(count: impl Fn(Vote) -> Option<u32>) -> String {
    let one = |vote| count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{}–{}–{}", one(Vote::Yes), one(Vote::No), one(Vote::Abstain))
}

/// Where the recorded votes of a text come from.
pub(super) fn votes_of(text: &Text, name: String) -> Origin {
    let source = text.source_line();
    if !text.record.roll_call {
        return Origin::Totals { text: name, source };
    }
    let counted: crate::model::Counts = text.record.votes.0.values().copied().collect();
    let published = &text.record.tally;
    let same = |vote| published.of(vote).is_none_or(|total| total == counted.of(vote));
    let agrees = (!published.is_empty()).then(|| Vote::ALL.into_iter().all(same));
    Origin::RollCall { text: name, agrees, source }
}

/// The text by its symbol, or by its title where other texts bear the same symbol.
pub(super) fn name_of(dossier: &Dossier, text: &Text) -> String {
    let draft = matches!(text.kind, TextKind::Draft | TextKind::AsAmended);
    let alone = || dossier.texts.iter().filter(|other| other.symbol == text.symbol).count() <= 1;
    if !text.symbol.is_empty() && (draft || alone()) {
        let amended = if text.kind == TextKind::AsAmended { " as amended" } else { "" };
        format!("{}{amended}", text.symbol)
    } else if !text.resolution.is_empty() {
        text.resolution.clone()
    } else {
        quoted(&text.title)
    }
}

/// The text in front of its verb.
pub(super) fn subject(dossier: &Dossier, text: &Text) -> String {
    let name = name_of(dossier, text);
    let kind = match text.kind {
        TextKind::Draft | TextKind::AsAmended => return name,
        TextKind::Amendment => "amendment",
        TextKind::Part => "part",
        TextKind::Motion => "motion",
    };
    // “Motion to put off …” says itself what it is.
    let said = name.trim_start_matches('“').to_lowercase().starts_with(kind);
    if said { name } else { format!("the {kind} {name}") }
}

/// Who put a text forward, as it stands in a sentence.
pub(super) fn sponsor(dossier: &Dossier, text: &Text) -> String {
    let sponsor = text.sponsor.as_str();
    let by_code: Option<Vec<String>> =
        sponsor.split_whitespace().map(|code| dossier.member(&code.into()).map(|member| the(&member.name))).collect();
    let by_name: Vec<&str> = sponsor.split(", ").collect();
    let named = by_name.iter().all(|name| dossier.members.iter().any(|member| member.name == *name));
    match by_code {
        Some(names) if !names.is_empty() => list(&names),
        _ if named => list(&by_name.into_iter().map(the).collect::<Vec<String>>()),
        _ => the(sponsor),
    }
}
