//! The floor of a text under a scenario.

use std::sync::Arc;

use super::{Change, ChangeKind, Scenario, ScenarioId};
use crate::model::{Ballot, Basis, Body, Dossier, Record, RuleId, Seat, Standing, Text, TextId};

/// The floor of a text, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Seats and votes.
    pub ballot: Ballot,
    /// The rule in force.
    pub rule: RuleId,
    /// What a verdict on this floor rests on.
    pub basis: Basis,
    /// Whether the seats were empty before the scenario set votes, since no roll call is recorded.
    pub from_empty: bool,
    /// How many changes of the scenario and those it rests on concern this text.
    pub changes: usize,
}

/// The scenarios that `scenario` rests on, from the first to itself. Ends where a base is missing or comes round again.
#[must_use]
pub fn lineage(scenarios: &[Scenario], scenario: Option<ScenarioId>) -> Vec<&Scenario> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = scenario;
    while let Some(found) = next.and_then(|id| scenarios.iter().find(|s| s.id == id)) {
        if chain.iter().any(|seen| seen.id == found.id) {
            break;
        }
        chain.push(found);
        next = found.base;
    }
    chain.reverse();
    chain
}

/// The floor of `text` on the record (`scenario` none) or under a scenario. None where the text or its body is missing.
#[must_use]
pub fn floor(dossier: &Dossier, scenarios: &[Scenario], scenario: Option<ScenarioId>, text: &TextId) -> Option<Floor> {
    let text = dossier.text(text)?;
    let body = dossier.body(&text.body)?;
    let changes: Vec<&Change> = lineage(scenarios, scenario)
        .into_iter()
        .flat_map(|scenario| &scenario.changes)
        .filter(|change| change.text == text.id)
        .collect();
    let mut floor = on_record(body, text);
    floor.changes = changes.len();
    let moves_seats = changes.iter().any(|change| !matches!(change.kind, ChangeKind::Rule(_)));
    if moves_seats && floor.basis != Basis::RollCall {
        empty(&mut floor);
    }
    for change in changes {
        apply(&mut floor, change);
    }
    Some(floor)
}

fn on_record(body: &Arc<Body>, text: &Text) -> Floor {
    let Record { votes, .. } = &text.record;
    let basis = text.record.basis();
    let seats = body
        .members_on(text.date.as_ref())
        .map(|member| Seat {
            member: member.clone(),
            vote: votes.0.get(member).copied(),
            standing: body.suspension(member, text.date.as_ref()).map_or(Standing::Voting, |s| s.standing),
        })
        .collect();
    // Without a roll call the seats are open, and only what was published bounds them.
    let tally = (basis != Basis::RollCall).then_some(text.record.tally);
    let ballot = Ballot { body: Arc::clone(body), seats, tally };
    Floor { ballot, rule: text.rule.clone(), basis, from_empty: false, changes: 0 }
}

/// Clears the floor of a text without a roll call: nothing is invented, so a what-if begins with no votes at all.
fn empty(floor: &mut Floor) {
    floor.ballot.seats.iter_mut().for_each(|seat| seat.vote = None);
    floor.ballot.tally = None;
    floor.basis = Basis::RollCall;
    floor.from_empty = true;
}

fn apply(floor: &mut Floor, change: &Change) {
    match &change.kind {
        ChangeKind::Votes(votes) => {
            for (member, vote) in &votes.0 {
                if let Some(seat) = floor.ballot.seat_mut(member) {
                    seat.vote = Some(*vote);
                }
            }
        }
        ChangeKind::Standing { member, standing } => {
            if let Some(seat) = floor.ballot.seat_mut(member) {
                seat.standing = *standing;
            }
        }
        ChangeKind::Rule(rule) => floor.rule = rule.clone(),
    }
}
