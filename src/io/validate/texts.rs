//! Texts: what they amend, their votes, their wording, who reacts to them.

use std::collections::BTreeSet;

use super::check::{Check, comes_back};
use crate::{
    io::places::token,
    model::{Edit, MemberId, Text, TextId},
};

impl Check<'_> {
    pub(super) fn texts(&mut self) {
        for (n, text) in self.file.dossier.texts.iter().enumerate() {
            let root = format!("/dossier/texts/{n}");
            self.rule(&text.rule, &format!("{root}/rule"));
            self.amends(text, &format!("{root}/amends"));
            self.votes(&text.record.votes, &format!("{root}/record/votes"), &format!("The record of {}", text.id));
            if let Some(published) = &text.as_published {
                let holder = format!("The published record of {}", text.id);
                self.votes(&published.votes, &format!("{root}/as_published/votes"), &holder);
            }
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
            }
            self.body(&text.body, &format!("{root}/body"));
            self.wording(text, &root);
            self.procedure(text, &root);
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

    /// The paragraphs of a text, and those that an amendment or a part names.
    fn wording(&mut self, text: &Text, root: &str) {
        let mut own = BTreeSet::new();
        for (n, paragraph) in text.paragraphs.iter().enumerate() {
            self.fresh(text, &paragraph.id, &mut own, &format!("{root}/paragraphs/{n}/id"));
        }
        // Without a text that it amends there is nothing that its edits could miss.
        let Some(amended) = &text.amends else { return };
        let dossier = &self.file.dossier;
        let mut there: BTreeSet<&str> = dossier.paragraphs(amended).iter().map(|p| p.id.as_str()).collect();
        self.paragraphs(&text.holds, &there, &format!("{root}/holds"), text.id.as_str());
        for (n, edit) in text.edits.iter().enumerate() {
            let pointer = format!("{root}/edits/{n}");
            match edit {
                Edit::Insert { after, paragraph } => {
                    if let Some(after) = after {
                        self.paragraph(after, &there, &format!("{pointer}/insert/after"), text.id.as_str());
                    }
                    self.fresh(text, &paragraph.id, &mut there, &format!("{pointer}/insert/paragraph/id"));
                }
                Edit::Replace { paragraph, .. } => {
                    self.paragraph(paragraph, &there, &format!("{pointer}/replace/paragraph"), text.id.as_str());
                }
                Edit::Delete { paragraph, .. } => {
                    self.paragraph(paragraph, &there, &format!("{pointer}/delete/paragraph"), text.id.as_str());
                }
            }
        }
    }

    /// A paragraph that comes to those that are there.
    fn fresh<'b>(&mut self, text: &Text, id: &'b str, there: &mut BTreeSet<&'b str>, pointer: &str) {
        let at = self.places.at(pointer);
        let hint = "Give it an id of its own, such as \"2\" or \"PP3\".";
        if id.trim().is_empty() {
            self.error(at, format!("A paragraph of {} has no id", text.id), hint);
        } else if !there.insert(id) {
            self.error(at, format!("The paragraph \"{id}\" of {} is there twice", text.id), hint);
        }
    }

    fn procedure(&mut self, text: &Text, root: &str) {
        self.list(&text.excludes, &format!("{root}/excludes"), text.id.as_str());
        if let Some(n) = text.excludes.iter().position(|id| *id == text.id) {
            let at = self.places.at(&format!("{root}/excludes/{n}"));
            self.error(at, format!("{} excludes itself", text.id), "Name the amendment that cannot stand beside it.");
        }
        let holder = format!("A reaction of {}", text.id);
        for (n, reaction) in text.reactions.iter().enumerate() {
            self.reaction(reaction, &format!("{root}/reactions/{n}"), &holder);
        }
        self.roster(&text.parties, &format!("{root}/parties"), &format!("The parties of {}", text.id));
        let Some(whip) = &text.whip else { return };
        let holder = format!("The whip count of {}", text.id);
        for member in whip.leans.keys() {
            let at = self.places.name(&format!("{root}/whip/leans/{}", token(member.as_str())));
            self.member(member, at, &holder);
        }
        for (n, bloc) in whip.together.blocs.iter().enumerate() {
            self.group(bloc, &format!("{root}/whip/together/blocs/{n}"), &holder);
        }
        if whip.together.bloc_share() != whip.together.bloc {
            let at = self.places.at(&format!("{root}/whip/together/bloc"));
            let message =
                "What all members and what a bloc have in common is more than 100 percent together".to_owned();
            self.error(at, message, "Make one of the two less.");
        }
    }
}
