//! What a scenario rests on, and its place among the others.

use super::{Scenario, ScenarioId, lineage};

/// Whether `scenario` is `other`, or rests on it, however many steps down.
#[must_use]
pub fn rests_on(scenarios: &[Scenario], scenario: ScenarioId, other: ScenarioId) -> bool {
    lineage(scenarios, Some(scenario)).iter().any(|below| below.id == other)
}

/// The scenarios that `scenario` may rest on without resting on itself, in their order.
#[must_use]
pub fn possible_bases(scenarios: &[Scenario], scenario: ScenarioId) -> Vec<&Scenario> {
    scenarios.iter().filter(|base| !rests_on(scenarios, base.id, scenario)).collect()
}

/// Puts a scenario at the n-th place; the others keep their order. Whether that moved it.
pub fn put_at(scenarios: &mut Vec<Scenario>, scenario: ScenarioId, place: usize) -> bool {
    let Some(from) = scenarios.iter().position(|s| s.id == scenario) else { return false };
    let moved = scenarios.remove(from);
    let to = place.min(scenarios.len());
    scenarios.insert(to, moved);
    to != from
}
