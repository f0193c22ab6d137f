//! What a cell changes in the dossier, and many of them in one step.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::model::{
    BodyId, Date, Dossier, GroupId, Member, MemberId, Outcome, RuleId, Terms, Text, TextId, TextKind, Vote, WeightId,
};

/// One cell of the sheet of the members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberCell {
    /// Its code, everywhere.
    Code(MemberId),
    /// Its name.
    Name(String),
    /// Its other names.
    Aliases(Vec<String>),
    /// Its remark.
    Note(String),
}

/// One cell of the sheet of the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextCell {
    /// The document symbol.
    Symbol(String),
    /// The symbol of the resolution that it became.
    Resolution(String),
    /// The title.
    Title(String),
    /// What sort of text it is.
    Kind(TextKind),
    /// The body that votes.
    Body(BodyId),
    /// The day of the vote.
    Date(Option<Date>),
    /// The rule.
    Rule(RuleId),
    /// Who put it forward.
    Sponsor(String),
    /// The recorded result.
    Outcome(Option<Outcome>),
    /// The reason given with it.
    Reason(String),
    /// A published total.
    Total(Vote, Option<u32>),
    /// Where the record comes from.
    Source(String),
    /// The session or meeting.
    Meeting(String),
    /// A remark.
    Note(String),
}

/// What a cell changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellEdit {
    /// A member.
    Member(MemberId, MemberCell),
    /// When a member belongs to a group; none where it does not.
    Group(GroupId, MemberId, Option<Terms>),
    /// The weight of a member; none takes it out.
    Weight(BodyId, WeightId, MemberId, Option<u64>),
    /// A text.
    Text(TextId, TextCell),
    /// The vote of a member; none where it is not known.
    Vote(TextId, MemberId, Option<Vote>),
}

/// Changes all that cells say but for the codes of members, which are given back: what names a member must still find
/// it.
pub fn apply(dossier: &mut Dossier, edits: Vec<CellEdit>) -> Vec<(MemberId, MemberId)> {
    let mut codes = Vec::new();
    let mut votes: BTreeMap<TextId, Vec<(MemberId, Option<Vote>)>> = BTreeMap::new();
    for edit in edits {
        match edit {
            CellEdit::Member(id, MemberCell::Code(code)) => codes.push((id, code)),
            CellEdit::Member(id, cell) => {
                if let Some(member) = dossier.members.iter_mut().find(|member| member.id == id) {
                    set_member(member, cell);
                }
            }
            CellEdit::Group(id, member, terms) => {
                if let Some(group) = dossier.groups.iter_mut().find(|group| group.id == id) {
                    group.set_terms(member, terms);
                }
            }
            CellEdit::Weight(body, id, member, value) => {
                let body = dossier.bodies.iter_mut().find(|found| found.id == body).map(Arc::make_mut);
                if let Some(weight) = body.and_then(|body| body.weights.get_mut(&id)) {
                    match value {
                        Some(value) => weight.values.insert(member, value),
                        None => weight.values.remove(&member),
                    };
                }
            }
            CellEdit::Text(id, cell) => {
                if let Some(text) = dossier.texts.iter_mut().find(|text| text.id == id) {
                    set_text(text, cell);
                }
            }
            CellEdit::Vote(text, member, vote) => votes.entry(text).or_default().push((member, vote)),
        }
    }
    for (text, votes) in votes {
        set_votes(dossier, &text, votes);
    }
    codes
}

fn set_member(member: &mut Member, cell: MemberCell) {
    match cell {
        MemberCell::Code(_) => {}
        MemberCell::Name(name) => member.name = name,
        MemberCell::Aliases(aliases) => member.aliases = aliases,
        MemberCell::Note(note) => member.note = note,
    }
}

fn set_text(text: &mut Text, cell: TextCell) {
    match cell {
        TextCell::Symbol(words) => text.symbol = words,
        TextCell::Resolution(words) => text.resolution = words,
        TextCell::Title(words) => text.title = words,
        TextCell::Kind(kind) => {
            text.kind = kind;
            // Only a motion asks for something.
            if kind != TextKind::Motion {
                text.motion = None;
            }
        }
        TextCell::Body(body) => text.body = body,
        TextCell::Date(date) => text.date = date,
        TextCell::Rule(rule) => text.rule = rule,
        TextCell::Sponsor(words) => text.sponsor = words,
        TextCell::Outcome(outcome) => text.change_record(|record| record.outcome = outcome),
        TextCell::Reason(words) => text.change_record(|record| record.outcome_note = words),
        TextCell::Total(vote, total) => text.change_record(|record| record.tally.set(vote, total)),
        TextCell::Source(words) => text.source = words,
        TextCell::Meeting(words) => text.meeting = words,
        TextCell::Note(words) => text.note = words,
    }
}

/// Changes votes of a text. A roll call that loses a vote is whole no more, and one in which every member has a vote is
/// whole.
fn set_votes(dossier: &mut Dossier, id: &TextId, votes: Vec<(MemberId, Option<Vote>)>) {
    let Some(text) = dossier.texts.iter_mut().find(|text| text.id == *id) else { return };
    let date = text.date.clone();
    let body = dossier.bodies.iter().find(|body| body.id == text.body);
    let asked: BTreeSet<MemberId> = body.map_or_else(BTreeSet::new, |body| {
        let voting = body.members_on(date.as_ref()).filter(|id| body.suspension(id, date.as_ref()).is_none());
        voting.cloned().collect()
    });
    let published = text.as_published.clone();
    text.change_record(|record| {
        let mut lost = false;
        for (member, vote) in votes {
            match vote {
                Some(vote) => {
                    record.votes.0.insert(member, vote);
                }
                None => lost |= record.votes.0.remove(&member).is_some(),
            }
        }
        let whole = !asked.is_empty() && asked.iter().all(|member| record.votes.0.contains_key(member));
        let back = published.filter(|published| published.votes == record.votes);
        record.roll_call = back.map_or(whole || (record.roll_call && !lost), |published| published.roll_call);
    });
}
