//! Scenarios: bases that exist and end, changes that name what there is.

use std::collections::BTreeSet;

use super::check::{Check, comes_back};
use crate::scenario::{Change, ChangeKind, Division, ScenarioId};

impl Check<'_> {
    pub(super) fn scenarios(&mut self) {
        for (n, scenario) in self.file.scenarios.iter().enumerate() {
            let root = format!("/scenarios/{n}");
            if let Some(base) = scenario.base {
                self.base(scenario.id, base, &format!("{root}/base"));
            }
            let holder = format!("The scenario \"{}\"", scenario.name);
            for (c, change) in scenario.changes.iter().enumerate() {
                self.change(change, &format!("{root}/changes/{c}"), &holder);
            }
        }
    }

    fn change(&mut self, change: &Change, pointer: &str, holder: &str) {
        if !self.texts.contains(&change.text) {
            let at = self.places.at(&format!("{pointer}/text"));
            let message = format!("{holder} changes \"{}\", which is no text", change.text);
            self.error(at, message, "Correct the id, or take the change out.");
        }
        let kind = format!("{pointer}/kind");
        match &change.kind {
            ChangeKind::Votes(votes) => self.votes(votes, &format!("{kind}/votes"), holder),
            ChangeKind::Standing { member, .. } => {
                self.member(member, self.places.at(&format!("{kind}/standing/member")), holder);
            }
            ChangeKind::Bloc { group, except, .. } => {
                self.group(group, &format!("{kind}/bloc/group"), holder);
                self.roster(except, &format!("{kind}/bloc/except"), holder);
            }
            ChangeKind::Rule(rule) => self.rule(rule, &format!("{kind}/rule")),
            ChangeKind::Order(order) => self.list(order, &format!("{kind}/order"), holder),
            ChangeKind::Division(parts) => {
                for (n, part) in parts.iter().enumerate() {
                    self.part(change, part, &format!("{kind}/division/{n}"), holder);
                }
            }
            ChangeKind::Reaction(reaction) => self.reaction(reaction, &format!("{kind}/reaction"), holder),
            ChangeKind::Parties(parties) => self.roster(parties, &format!("{kind}/parties"), holder),
            ChangeKind::Body(body) => self.body(body, &format!("{kind}/body")),
            ChangeKind::Rank { movers, with, .. } => {
                self.movers(movers, &format!("{kind}/rank/movers"), holder);
                self.list(with, &format!("{kind}/rank/with"), holder);
            }
            // These name nothing.
            ChangeKind::Important(_) | ChangeKind::Assume(_) | ChangeKind::Withdraw | ChangeKind::Date(_) => {}
        }
    }

    fn part(&mut self, change: &Change, part: &Division, pointer: &str, holder: &str) {
        // A text that is not there is an error of its own.
        if self.texts.contains(&change.text) {
            let dossier = &self.file.dossier;
            let there: BTreeSet<&str> = dossier.paragraphs(&change.text).iter().map(|p| p.id.as_str()).collect();
            self.paragraphs(&part.holds, &there, &format!("{pointer}/holds"), holder);
        }
        for (n, moves) in part.moves.iter().enumerate() {
            self.movers(&moves.movers, &format!("{pointer}/moves/{n}/movers"), holder);
        }
    }

    fn base(&mut self, id: ScenarioId, base: ScenarioId, pointer: &str) {
        let scenarios = &self.file.scenarios;
        let at = self.places.at(pointer);
        let next = |id: &ScenarioId| scenarios.iter().find(|scenario| scenario.id == *id).and_then(|found| found.base);
        if !scenarios.iter().any(|scenario| scenario.id == base) {
            let message = format!("Scenario {} starts from scenario {}, which does not exist", id.0, base.0);
            self.error(at, message, "Name another base, or leave it out to start from the record.");
        } else if comes_back(&id, base, next) {
            let message = format!("Scenario {} starts from scenario {}, which in the end starts from it", id.0, base.0);
            self.error(at, message, "Leave the base out in one of them.");
        }
    }
}
