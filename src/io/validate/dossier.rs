//! Members, groups, bodies and rules: ids that are unique, members that exist, terms that end after they begin.

use std::collections::BTreeSet;

use super::check::Check;
use crate::{
    io::places::token,
    model::{Terms, Weight},
    rules::{Formula, Need, Test, preset},
};

impl Check<'_> {
    pub(super) fn repeats(&mut self) {
        for (name, place) in &self.places.repeated {
            self.error(*place, format!("\"{name}\" stands twice in the same object"), "Take one of the two out.");
        }
    }

    pub(super) fn all_ids(&mut self) {
        let dossier = &self.file.dossier;
        self.ids("member", "/dossier/members", dossier.members.iter().map(|member| member.id.as_str()));
        self.ids("group", "/dossier/groups", dossier.groups.iter().map(|group| group.id.as_str()));
        self.ids("body", "/dossier/bodies", dossier.bodies.iter().map(|body| body.id.as_str()));
        self.ids("text", "/dossier/texts", dossier.texts.iter().map(|text| text.id.as_str()));
        self.ids("rule", "/rules", self.file.rules.iter().map(|rule| rule.id.as_str()));
        let mut seen = BTreeSet::new();
        for (n, scenario) in self.file.scenarios.iter().enumerate() {
            if !seen.insert(scenario.id) {
                let at = self.places.at(&format!("/scenarios/{n}/id"));
                self.error(
                    at,
                    format!("The scenario number {} is given twice", scenario.id.0),
                    "Give it another number.",
                );
            }
        }
        for (n, rule) in self.file.rules.iter().enumerate() {
            if preset(&rule.id).is_some() {
                let at = self.places.at(&format!("/rules/{n}/id"));
                self.error(
                    at,
                    format!("\"{}\" is the id of a built-in rule", rule.id),
                    "Give your rule an id of its own.",
                );
            }
        }
    }

    fn ids<'b>(&mut self, what: &str, list: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for (n, id) in ids.enumerate() {
            let at = self.places.at(&format!("{list}/{n}/id"));
            self.id(what, id, at);
            if !seen.insert(id) {
                self.error(at, format!("The {what} \"{id}\" is listed twice"), "Take one out, or give it another id.");
            }
        }
    }

    pub(super) fn groups(&mut self) {
        for (n, group) in self.file.dossier.groups.iter().enumerate() {
            let root = format!("/dossier/groups/{n}");
            self.roster(&group.members, &format!("{root}/members"), &format!("The group {}", group.id));
            for (member, terms) in &group.terms {
                let pointer = format!("{root}/terms/{}", token(member.as_str()));
                if !group.members.contains(member) {
                    let at = self.places.name(&pointer);
                    let message =
                        format!("The group {} gives dates for \"{member}\", which is none of its members", group.id);
                    self.error(at, message, "Add it to the members of the group, or take its dates out.");
                }
                self.terms(terms, &pointer);
            }
        }
    }

    fn terms(&mut self, terms: &Terms, pointer: &str) {
        if terms.ends_before_it_begins() {
            let at = self.places.at(pointer);
            self.error(at, "This term ends before it begins".to_owned(), "Write the earlier date first.");
        }
    }

    pub(super) fn bodies(&mut self) {
        for (n, body) in self.file.dossier.bodies.iter().enumerate() {
            let (root, holder) = (format!("/dossier/bodies/{n}"), format!("The body {}", body.id));
            self.rule(&body.rule, &format!("{root}/rule"));
            for (member, terms) in &body.seats {
                let seat = format!("{root}/seats/{}", token(member.as_str()));
                self.member(member, self.places.name(&seat), &holder);
                self.terms(terms, &seat);
            }
            for (id, set) in &body.sets {
                let pointer = format!("{root}/sets/{}", token(id.as_str()));
                self.id("set", id.as_str(), self.places.name(&pointer));
                self.roster(&set.members, &format!("{pointer}/members"), &format!("The set {id}"));
            }
            for (id, weight) in &body.weights {
                let pointer = format!("{root}/weights/{}", token(id.as_str()));
                self.id("weight", id.as_str(), self.places.name(&pointer));
                for (member, value) in &weight.values {
                    let at = self.places.name(&format!("{pointer}/values/{}", token(member.as_str())));
                    self.member(member, at, &format!("The weight {id}"));
                    if *value > Weight::MOST {
                        let message = format!("{member} weighs {value} in the weight {id}, which is too large");
                        let hint = format!("Write all of its weights in a larger unit: {} at most.", Weight::MOST);
                        self.error(at, message, &hint);
                    }
                }
            }
            for (s, suspension) in body.suspensions.iter().enumerate() {
                let pointer = format!("{root}/suspensions/{s}");
                self.member(&suspension.member, self.places.at(&format!("{pointer}/member")), "A suspension");
                self.terms(&suspension.terms, &format!("{pointer}/terms"));
            }
        }
    }

    pub(super) fn rules(&mut self) {
        for (n, rule) in self.file.rules.iter().enumerate() {
            self.formula(&rule.formula, &format!("/rules/{n}/formula"));
        }
    }

    fn formula(&mut self, formula: &Formula, pointer: &str) {
        let (parts, joined) = match formula {
            Formula::All(parts) => (parts, "all"),
            Formula::Any(parts) => (parts, "any"),
            Formula::Condition(condition) => {
                if let Test::AtLeast { need: Need::Share { den: 0, .. }, .. } = condition.test {
                    let at = self.places.at(&format!("{pointer}/condition/test/at_least/need/share/den"));
                    let hint = "Write a whole number from 1 on for \"den\".";
                    self.error(at, format!("The share of \"{}\" has a zero below its line", condition.label), hint);
                }
                return;
            }
        };
        for (n, part) in parts.iter().enumerate() {
            self.formula(part, &format!("{pointer}/{joined}/{n}"));
        }
    }
}
