//! The dossier seen under one scenario, and what the vote on a text of it comes to there.

use crate::{
    model::{Ballot, Basis, Dossier, Outcome, Record, RuleId, Tally, Text, TextId, TextKind, Vote},
    rules::{Rule, decide, preset, still_holds},
    scenario::{Floor, Scenario, ScenarioId, floor},
};

/// A dossier on the record or under one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Rules beside the presets.
    pub rules: &'a [Rule],
    /// The scenarios.
    pub scenarios: &'a [Scenario],
    /// Which of them; none for the record.
    pub scenario: Option<ScenarioId>,
}

/// What a result rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The scenario assumes it.
    Assumed,
    /// The vote of every member.
    RollCall,
    /// The published totals.
    Tally,
    /// Only the recorded result.
    Recorded,
    /// How the members would vote on the final texts.
    Preference,
    /// All operative parts fell, and the whole fell with them without a vote.
    Fallen,
    /// Nothing is known.
    Nothing,
}

/// What a vote comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The outcome; none where what is known does not decide it.
    pub outcome: Option<Outcome>,
    /// What it rests on.
    pub ground: Ground,
    /// The counts as far as they are known.
    pub tally: Tally,
}

impl Decision {
    /// A vote of which nothing is known.
    pub(super) const UNKNOWN: Self = Self { outcome: None, ground: Ground::Nothing, tally: NO_TALLY };

    /// Whether it is adopted; none where that is not known.
    #[must_use]
    pub fn adopted(&self) -> Option<bool> {
        self.outcome.map(Outcome::is_adopted)
    }
}

/// No total known.
pub(super) const NO_TALLY: Tally = Tally { yes: None, no: None, abstain: None, absent: None };

impl<'a> Setting<'a> {
    /// A rule of the dossier or a preset.
    #[must_use]
    pub fn rule(&self, id: &crate::model::RuleId) -> Option<&'a Rule> {
        self.rules.iter().find(|rule| rule.id == *id).or_else(|| preset(id))
    }

    /// The same dossier without any scenario.
    #[must_use]
    pub fn on_record(self) -> Self {
        Self { scenario: None, ..self }
    }

    /// The text that a motion, an amendment or a part is about in the end; a text that is about no other is its own.
    #[must_use]
    pub fn root(&self, id: &TextId) -> Option<&'a Text> {
        let mut text = self.dossier.text(id)?;
        // A ring of amendments is a fault of the file: the walk ends after as many steps as there are texts.
        for _ in &self.dossier.texts {
            let about = if belongs(text) { text.amends.as_ref() } else { None };
            let Some(next) = about.and_then(|id| self.dossier.text(id)) else { break };
            text = next;
        }
        Some(text)
    }

    /// The floor of a text.
    pub(super) fn floor(&self, text: &TextId) -> Option<Floor> {
        floor(self.dossier, self.scenarios, self.scenario, text)
    }

    /// What the vote on a text comes to by its own floor and rule.
    pub(super) fn decide(&self, text: &Text) -> Decision {
        let Some(floor) = self.floor(&text.id) else { return Decision::UNKNOWN };
        settle(self.rule(&floor.rule), &floor, &text.record, floor.as_voted() && carries_over(text, &floor.rule))
    }
}

/// Whether the recorded result of a text, which was given under its own rule, decides under this one as well.
pub(super) fn carries_over(text: &Text, rule: &RuleId) -> bool {
    still_holds(&text.rule, rule, text.record.outcome.is_some_and(Outcome::is_adopted))
}

/// Whether a text is no question of its own but belongs to another.
fn belongs(text: &Text) -> bool {
    matches!(text.kind, TextKind::Amendment | TextKind::Part | TextKind::Motion)
}

/// The result of a floor: what is assumed, else what the votes or the totals say, else what is recorded, which was
/// given under the text's own rule (`own_rule`).
pub(super) fn settle(rule: Option<&Rule>, floor: &Floor, record: &Record, own_rule: bool) -> Decision {
    let tally = tally_of(&floor.ballot);
    let known = floor.short_of.is_none();
    let decided = || rule.filter(|_| known).and_then(|rule| decide(rule, &floor.ballot).outcome);
    if let Some(outcome) = floor.assumed {
        Decision { outcome: Some(outcome), ground: Ground::Assumed, tally }
    } else if let Some(outcome) = decided() {
        let ground = if floor.basis == Basis::RollCall { Ground::RollCall } else { Ground::Tally };
        Decision { outcome: Some(outcome), ground, tally }
    } else if let Some(outcome) = record.outcome.filter(|_| own_rule) {
        Decision { outcome: Some(outcome), ground: Ground::Recorded, tally }
    } else {
        Decision { outcome: None, ground: Ground::Nothing, tally }
    }
}

/// The totals of a ballot: the published ones where it rests on them, else those of its seats.
pub(super) fn tally_of(ballot: &Ballot) -> Tally {
    ballot.tally.unwrap_or_else(|| {
        let counts = ballot.counts();
        Tally { yes: Some(counts.yes), no: Some(counts.no), abstain: Some(counts.abstain), absent: Some(counts.absent) }
    })
}

/// The totals of votes that are all known.
pub(super) fn tally_votes(votes: impl IntoIterator<Item = (Vote, u32)>) -> Tally {
    let [mut yes, mut no, mut abstain, mut absent] = [0; 4];
    for (vote, times) in votes {
        match vote {
            Vote::Yes => yes += times,
            Vote::No => no += times,
            Vote::Abstain => abstain += times,
            Vote::Absent => absent += times,
        }
    }
    Tally { yes: Some(yes), no: Some(no), abstain: Some(abstain), absent: Some(absent) }
}
