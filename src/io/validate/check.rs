//! The check itself: what it looks at, what it found, and what the tables have in common.

use std::collections::BTreeSet;

use crate::{
    io::{
        DossierFile, Problem,
        places::{Place, Places},
    },
    model::{BodyId, GroupId, MemberId, Movers, Reaction, Roster, RuleId, TextId, Vote, Votes},
    rules::preset,
};

/// All errors of a file, in the order of its lines.
pub(in crate::io) fn errors(file: &DossierFile, places: &Places) -> Vec<Problem> {
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

pub(super) struct Check<'a> {
    pub(super) file: &'a DossierFile,
    pub(super) places: &'a Places<'a>,
    pub(super) members: BTreeSet<&'a MemberId>,
    pub(super) texts: BTreeSet<&'a TextId>,
    found: Vec<Problem>,
}

impl Check<'_> {
    pub(super) fn error(&mut self, (line, column): Place, message: String, hint: &str) {
        self.found.push(Problem::new(message, hint).at(line, column));
    }

    pub(super) fn id(&mut self, what: &str, id: &str, at: Place) {
        if id.is_empty() {
            self.error(at, format!("The id of this {what} is empty"), "Give it an id.");
        } else if id.contains(char::is_whitespace) {
            self.error(at, format!("The id of the {what} \"{id}\" holds white space"), "Write it without.");
        }
    }

    pub(super) fn member(&mut self, id: &MemberId, at: Place, holder: &str) {
        if !self.members.contains(id) {
            self.error(
                at,
                format!("{holder} names \"{id}\", which is no member"),
                "Correct the code, or add the member.",
            );
        }
    }

    pub(super) fn roster(&mut self, roster: &Roster, pointer: &str, holder: &str) {
        // Places are looked for only where something is wrong: a file may hold a million votes.
        for id in roster.iter().filter(|id| !self.members.contains(*id)).collect::<Vec<_>>() {
            self.member(id, self.places.word(pointer, id.as_str()), holder);
        }
    }

    pub(super) fn rule(&mut self, id: &RuleId, pointer: &str) {
        if preset(id).is_none() && !self.file.rules.iter().any(|rule| rule.id == *id) {
            let at = self.places.at(pointer);
            let hint = "Use the id of a built-in rule, or add the rule to \"rules\".";
            self.error(at, format!("There is no rule \"{id}\""), hint);
        }
    }

    pub(super) fn group(&mut self, id: &GroupId, pointer: &str, holder: &str) {
        if self.file.dossier.group(id).is_none() {
            let at = self.places.at(pointer);
            self.error(at, format!("{holder} names \"{id}\", which is no group"), "Correct the id, or add the group.");
        }
    }

    pub(super) fn body(&mut self, id: &BodyId, pointer: &str) {
        if self.file.dossier.body(id).is_none() {
            let at = self.places.at(pointer);
            self.error(at, format!("There is no body \"{id}\""), "Correct the id, or add the body.");
        }
    }

    pub(super) fn text(&mut self, id: &TextId, pointer: &str, holder: &str) {
        if !self.texts.contains(id) {
            let at = self.places.at(pointer);
            self.error(at, format!("{holder} names \"{id}\", which is no text"), "Correct the id, or add the text.");
        }
    }

    /// Texts in a list.
    pub(super) fn list(&mut self, ids: &[TextId], pointer: &str, holder: &str) {
        for (n, id) in ids.iter().enumerate() {
            self.text(id, &format!("{pointer}/{n}"), holder);
        }
    }

    pub(super) fn movers(&mut self, movers: &Movers, pointer: &str, holder: &str) {
        match movers {
            Movers::Members(roster) => self.roster(roster, &format!("{pointer}/members"), holder),
            Movers::Group(group) => self.group(group, &format!("{pointer}/group"), holder),
        }
    }

    pub(super) fn reaction(&mut self, reaction: &Reaction, pointer: &str, holder: &str) {
        for (n, given) in reaction.given.iter().enumerate() {
            self.text(&given.text, &format!("{pointer}/given/{n}/text"), holder);
        }
        self.movers(&reaction.movers, &format!("{pointer}/movers"), holder);
    }

    /// Paragraphs that a part, an edit or a division names, of those that there are.
    pub(super) fn paragraphs(&mut self, named: &[String], there: &BTreeSet<&str>, pointer: &str, holder: &str) {
        for (n, id) in named.iter().enumerate() {
            self.paragraph(id, there, &format!("{pointer}/{n}"), holder);
        }
    }

    pub(super) fn paragraph(&mut self, id: &str, there: &BTreeSet<&str>, pointer: &str, holder: &str) {
        if !there.contains(id) {
            let at = self.places.at(pointer);
            let message = format!("{holder} names the paragraph \"{id}\", which is not there");
            self.error(at, message, "Correct the paragraph, or add it to the text that is amended or divided.");
        }
    }

    pub(super) fn vote_place(&self, pointer: &str, member: &MemberId, vote: Vote) -> Place {
        self.places.word(&format!("{pointer}/{}", vote.label().to_lowercase()), member.as_str())
    }

    pub(super) fn votes(&mut self, votes: &Votes, pointer: &str, holder: &str) {
        for (member, vote) in votes.0.iter().filter(|(id, _)| !self.members.contains(*id)).collect::<Vec<_>>() {
            self.member(member, self.vote_place(pointer, member, *vote), holder);
        }
    }
}

/// Whether the chain that goes on from `next` leads to `start`. Ends in a ring that `start` is not part of.
pub(super) fn comes_back<T: Ord + Clone>(start: &T, next: T, step: impl Fn(&T) -> Option<T>) -> bool {
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
