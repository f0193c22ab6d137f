//! What a dossier file must keep to beyond its shape: ids that exist and are unique, chains that end, votes of
//! members that hold a seat. Each error with line and column.

use std::collections::BTreeSet;

use super::{
    DossierFile, Problem,
    places::{Place, Places, token},
};
use crate::{
    model::{BodyId, Date, MemberId, Roster, RuleId, Terms, Text, TextId, Vote, Votes},
    rules::{Formula, Need, Test, preset},
    scenario::{ChangeKind, ScenarioId},
};

/// All errors of a file, in the order of its lines.
pub(super) fn errors(file: &DossierFile, places: &Places) -> Vec<Problem> {
    let dossier = &file.dossier;
    let mut check = Check {
        file,
        places,
        members: dossier.members.iter().map(|member| &member.id).collect(),
        texts: dossier.texts.iter().map(|text| &text.id).collect(),
        found: Vec::new(),
    };
    check.repeats();
    check.all_ids();
    check.groups();
    check.bodies();
    check.texts();
    check.rules();
    check.scenarios();
    let mut found = check.found;
    found.sort_by_key(|problem| (problem.line, problem.column));
    found
}

struct Check<'a> {
    file: &'a DossierFile,
    places: &'a Places<'a>,
    members: BTreeSet<&'a MemberId>,
    texts: BTreeSet<&'a TextId>,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn error(&mut self, (line, column): Place, message: String, hint: &str) {
        self.found.push(Problem::new(message, hint).at(line, column));
    }

    fn repeats(&mut self) {
        for (name, place) in &self.places.repeated {
            self.error(*place, format!("\"{name}\" stands twice in the same object"), "Take one of the two out.");
        }
    }

    fn all_ids(&mut self) {
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

    fn id(&mut self, what: &str, id: &str, at: Place) {
        if id.is_empty() {
            self.error(at, format!("The id of this {what} is empty"), "Give it an id.");
        } else if id.contains(char::is_whitespace) {
            self.error(at, format!("The id of the {what} \"{id}\" holds white space"), "Write it without.");
        }
    }

    fn member(&mut self, id: &MemberId, at: Place, holder: &str) {
        if !self.members.contains(id) {
            self.error(
                at,
                format!("{holder} names \"{id}\", which is no member"),
                "Correct the code, or add the member.",
            );
        }
    }

    fn roster(&mut self, roster: &Roster, pointer: &str, holder: &str) {
        for id in roster.iter() {
            self.member(id, self.places.word(pointer, id.as_str()), holder);
        }
    }

    fn groups(&mut self) {
        for (n, group) in self.file.dossier.groups.iter().enumerate() {
            self.roster(&group.members, &format!("/dossier/groups/{n}/members"), &format!("The group {}", group.id));
        }
    }

    fn rule(&mut self, id: &RuleId, pointer: &str) {
        if preset(id).is_none() && !self.file.rules.iter().any(|rule| rule.id == *id) {
            let at = self.places.at(pointer);
            let hint = "Use the id of a built-in rule, or add the rule to \"rules\".";
            self.error(at, format!("There is no rule \"{id}\""), hint);
        }
    }

    fn terms(&mut self, terms: &Terms, pointer: &str) {
        let backwards = |from: &Date, until: &Date| until < from && !from.as_str().starts_with(until.as_str());
        let wrong = terms.0.iter().any(|term| {
            term.from.as_ref().zip(term.until.as_ref()).is_some_and(|(from, until)| backwards(from, until))
        });
        if wrong {
            let at = self.places.at(pointer);
            self.error(at, "This term ends before it begins".to_owned(), "Write the earlier date first.");
        }
    }

    fn bodies(&mut self) {
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
                for member in weight.values.keys() {
                    let at = self.places.name(&format!("{pointer}/values/{}", token(member.as_str())));
                    self.member(member, at, &format!("The weight {id}"));
                }
            }
            for (s, suspension) in body.suspensions.iter().enumerate() {
                let pointer = format!("{root}/suspensions/{s}");
                self.member(&suspension.member, self.places.at(&format!("{pointer}/member")), "A suspension");
                self.terms(&suspension.terms, &format!("{pointer}/terms"));
            }
        }
    }

    fn texts(&mut self) {
        for (n, text) in self.file.dossier.texts.iter().enumerate() {
            let root = format!("/dossier/texts/{n}");
            self.rule(&text.rule, &format!("{root}/rule"));
            self.amends(text, &format!("{root}/amends"));
            self.votes(&text.record.votes, &format!("{root}/record/votes"), &format!("The record of {}", text.id));
            if let Some(body) = self.file.dossier.body(&text.body) {
                let seated: BTreeSet<&MemberId> = body.members_on(text.date.as_ref()).collect();
                for (member, vote) in &text.record.votes.0 {
                    if self.members.contains(member) && !seated.contains(member) {
                        let at = self.vote_place(&format!("{root}/record/votes"), member, *vote);
                        let day = text.date.as_ref().map_or(String::new(), |date| format!(" on {date}"));
                        let hint = "Take the vote out, or correct the terms of the seat or the date of the text.";
                        self.error(at, format!("{member} votes and holds no seat in {}{day}", body.id), hint);
                    }
                }
            } else {
                self.body_missing(&text.body, &format!("{root}/body"));
            }
        }
    }

    fn body_missing(&mut self, id: &BodyId, pointer: &str) {
        self.error(self.places.at(pointer), format!("There is no body \"{id}\""), "Correct the id, or add the body.");
    }

    fn vote_place(&self, pointer: &str, member: &MemberId, vote: Vote) -> Place {
        self.places.word(&format!("{pointer}/{}", vote.label().to_lowercase()), member.as_str())
    }

    fn votes(&mut self, votes: &Votes, pointer: &str, holder: &str) {
        for (member, vote) in &votes.0 {
            self.member(member, self.vote_place(pointer, member, *vote), holder);
        }
    }

    fn amends(&mut self, text: &Text, pointer: &str) {
        let Some(amended) = &text.amends else { return };
        let at = self.places.at(pointer);
        let hint = "Name the text that it would change.";
        if *amended == text.id {
            self.error(at, format!("{} amends itself", text.id), hint);
        } else if !self.texts.contains(amended) {
            self.error(at, format!("{} amends \"{amended}\", which is no text", text.id), hint);
        } else {
            let next = |id: &TextId| self.file.dossier.text(id).and_then(|text| text.amends.clone());
            if comes_back(&text.id, amended.clone(), next) {
                self.error(at, format!("{} amends \"{amended}\", which in the end amends it", text.id), hint);
            }
        }
    }

    fn rules(&mut self) {
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

    fn scenarios(&mut self) {
        for (n, scenario) in self.file.scenarios.iter().enumerate() {
            let root = format!("/scenarios/{n}");
            if let Some(base) = scenario.base {
                self.base(scenario.id, base, &format!("{root}/base"));
            }
            for (c, change) in scenario.changes.iter().enumerate() {
                let pointer = format!("{root}/changes/{c}");
                if !self.texts.contains(&change.text) {
                    let at = self.places.at(&format!("{pointer}/text"));
                    let message =
                        format!("The scenario \"{}\" changes \"{}\", which is no text", scenario.name, change.text);
                    self.error(at, message, "Correct the id, or take the change out.");
                }
                let holder = format!("The scenario \"{}\"", scenario.name);
                match &change.kind {
                    ChangeKind::Votes(votes) => self.votes(votes, &format!("{pointer}/kind/votes"), &holder),
                    ChangeKind::Standing { member, .. } => {
                        self.member(member, self.places.at(&format!("{pointer}/kind/standing/member")), &holder);
                    }
                    ChangeKind::Rule(rule) => self.rule(rule, &format!("{pointer}/kind/rule")),
                    _ => {}
                }
            }
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

/// Whether the chain that goes on from `next` leads to `start`. Ends in a ring that `start` is not part of.
fn comes_back<T: Ord + Clone>(start: &T, next: T, step: impl Fn(&T) -> Option<T>) -> bool {
    let mut seen = BTreeSet::new();
    let mut here = Some(next);
    while let Some(id) = here {
        if id == *start {
            return true;
        }
        here = step(&id);
        if !seen.insert(id) {
            return false;
        }
    }
    false
}
