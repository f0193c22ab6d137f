//! The sheet of the votes of a body: members by texts.

use std::sync::Arc;

use super::{
    cell::CellEdit,
    table::{Face, Table},
};
use crate::{
    io::import::mapping::vote_word,
    model::{Body, Dossier, Member, MemberId, Text, Vote},
};

pub(super) struct Votes<'a> {
    body: &'a Body,
    members: Vec<&'a Member>,
    texts: Vec<&'a Text>,
}

impl<'a> Votes<'a> {
    pub(super) fn new(dossier: &'a Dossier, body: &'a Arc<Body>) -> Self {
        let texts: Vec<&Text> = dossier.texts.iter().filter(|text| text.body == body.id).collect();
        let voted = |member: &MemberId| texts.iter().any(|text| text.record.votes.0.contains_key(member));
        // Whoever never sits on the day of a text has no row.
        let sits = |member: &MemberId| {
            body.seats.get(member).is_some_and(|terms| {
                texts.is_empty() || texts.iter().any(|text| text.date.as_ref().is_none_or(|date| terms.contains(date)))
            })
        };
        let members = dossier.members.iter().filter(|member| sits(&member.id) || voted(&member.id)).collect();
        Self { body, members, texts }
    }

    fn at(&self, row: usize, column: usize) -> Option<(&Member, &Text)> {
        Some((self.members.get(row)?, self.texts.get(column)?))
    }

    /// Why a member has no vote on a text, where it holds no seat that day.
    fn seatless(&self, member: &Member, text: &Text) -> Option<String> {
        let seated = match &text.date {
            Some(date) => self.body.seats.get(&member.id).is_some_and(|terms| terms.contains(date)),
            None => self.body.members_on(None).any(|id| *id == member.id),
        };
        let day = text.date.as_ref().map_or(String::new(), |date| format!(" on {date}"));
        (!seated).then(|| format!("{} holds no seat in the {}{day}.", member.name, self.body.name))
    }

    fn vote(member: &Member, text: &Text) -> Option<Vote> {
        text.record.votes.0.get(&member.id).copied()
    }
}

fn word(vote: Option<Vote>) -> &'static str {
    vote.map_or("no vote", Vote::label)
}

impl Table for Votes<'_> {
    fn rows(&self) -> usize {
        self.members.len()
    }

    fn columns(&self) -> usize {
        self.texts.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.members.get(row).map_or(String::new(), |member| member.name.clone())
    }

    fn row_mark(&self, row: usize) -> String {
        self.members.get(row).map_or(String::new(), |member| member.id.to_string())
    }

    fn column_name(&self, column: usize) -> String {
        self.texts.get(column).map_or(String::new(), |text| text.short_name().to_owned())
    }

    fn column_mark(&self, column: usize) -> String {
        let date = self.texts.get(column).and_then(|text| text.date.as_ref());
        date.map_or(String::new(), ToString::to_string)
    }

    fn width(&self, _column: usize) -> f32 {
        84.0
    }

    fn text(&self, row: usize, column: usize) -> String {
        let vote = self.at(row, column).and_then(|(member, text)| Self::vote(member, text));
        vote.map_or(String::new(), |vote| vote.letter().to_owned())
    }

    fn face(&self, row: usize, column: usize) -> Face {
        let Some((member, text)) = self.at(row, column) else { return Face::default() };
        let vote = Self::vote(member, text);
        let changed = text.published_vote(&member.id).map(|then| format!("Source: {}, now {}", word(then), word(vote)));
        Face { vote, right: false, fixed: self.seatless(member, text), changed }
    }

    fn spoken(&self, row: usize, column: usize) -> String {
        let Some((member, text)) = self.at(row, column) else { return String::new() };
        match Self::vote(member, text) {
            Some(vote) => vote.label().to_owned(),
            None if self.seatless(member, text).is_some() => "no seat".to_owned(),
            None => "no vote".to_owned(),
        }
    }

    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String> {
        let (member, text) = self.at(row, column).ok_or("There is no such cell.")?;
        let vote = match typed.trim() {
            "" => None,
            word => Some(Vote::parse(word).or_else(|| vote_word(word)).ok_or_else(|| {
                format!("\"{word}\" is no vote; write Y, N, A or X, or nothing where it is not known.")
            })?),
        };
        if let (Some(_), Some(why)) = (vote, self.seatless(member, text)) {
            return Err(why);
        }
        Ok(CellEdit::Vote(text.id.clone(), member.id.clone(), vote))
    }

    fn source(&self, row: usize, column: usize) -> Option<CellEdit> {
        let (member, text) = self.at(row, column)?;
        Some(CellEdit::Vote(text.id.clone(), member.id.clone(), text.published_vote(&member.id)?))
    }
}
