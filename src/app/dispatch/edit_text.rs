//! Texts changed: what they are, what rule they need, what is on the record.

use std::sync::Arc;

use super::{
    edit::{edit, edit_all},
    edit_wording, reach,
};
use crate::{
    app::{command::TextEdit, naming::free_id, session::Workspace, state::App},
    model::{BY_HAND, BodyId, Record, Text, TextId, TextKind, Vote, Votes},
};

pub(super) fn dispatch(app: &mut App, command: TextEdit) -> Result<(), String> {
    match command {
        TextEdit::Add(body, title) => add(app, &body, &title),
        TextEdit::Remove(id) => {
            edit_all(app, "Remove text", |dossier, scenarios| {
                reach::texts(dossier, scenarios, std::slice::from_ref(&id));
                Ok(())
            })?;
            forget(app, &[id]);
            Ok(())
        }
        TextEdit::Move(id, down) => edit(app, "Order of voting", |dossier| {
            let at = dossier.texts.iter().position(|text| text.id == id).ok_or("That text is gone.")?;
            let to = if down { at + 1 } else { at.wrapping_sub(1) };
            if to < dossier.texts.len() {
                dossier.texts.swap(at, to);
            }
            Ok(())
        }),
        TextEdit::Title(id, title) => edit_text(app, &id, "Title of a text", |text| {
            if title.trim().is_empty() {
                return Err("A text needs a title.".to_owned());
            }
            title.trim().clone_into(&mut text.title);
            Ok(())
        }),
        TextEdit::Amends(id, amended) => amend(app, &id, amended),
        TextEdit::Body(id, body) => edit_text(app, &id, "Body of a text", |text| {
            text.body = body;
            Ok(())
        }),
        TextEdit::Total(id, vote, total) => edit_text(app, &id, "Published total", |text| {
            text.change_record(|record| record.tally.set(vote, total));
            Ok(())
        }),
        TextEdit::BackToSource(id) => edit_text(app, &id, "Back to the source", |text| {
            text.back_to_source();
            Ok(())
        }),
        TextEdit::RecordShown(id) => record_shown(app, &id),
        TextEdit::Wording(id, command) => edit_wording::dispatch(app, &id, command),
        TextEdit::Excludes(id, other, on) => edit_wording::exclude(app, &id, &other, on),
        TextEdit::Parties(id, parties) => edit_text(app, &id, "Parties to the dispute", |text| {
            text.parties = parties;
            Ok(())
        }),
        plain => field(app, plain),
    }
}

/// Edits that put one value in the place of another.
fn field(app: &mut App, command: TextEdit) -> Result<(), String> {
    let (id, label): (TextId, &str) = match &command {
        TextEdit::Symbol(id, _) => (id.clone(), "Symbol of a text"),
        TextEdit::Kind(id, _) => (id.clone(), "Kind of a text"),
        TextEdit::Date(id, _) => (id.clone(), "Date of a vote"),
        TextEdit::Sponsor(id, _) => (id.clone(), "Sponsor of a text"),
        TextEdit::Source(id, _) => (id.clone(), "Source of a vote"),
        TextEdit::Rule(id, _) => (id.clone(), "Rule of a text"),
        TextEdit::Outcome(id, _) => (id.clone(), "Recorded result"),
        TextEdit::Motion(id, _) => (id.clone(), "What a motion asks for"),
        TextEdit::Distance(id, _) => (id.clone(), "How far an amendment is removed"),
        _ => return Ok(()),
    };
    edit_text(app, &id, label, |text| {
        match command {
            TextEdit::Symbol(_, symbol) => text.symbol = symbol.trim().to_owned(),
            TextEdit::Kind(_, kind) => {
                text.kind = kind;
                // Only a motion asks for something.
                if kind != TextKind::Motion {
                    text.motion = None;
                }
            }
            TextEdit::Date(_, date) => text.date = date,
            TextEdit::Sponsor(_, sponsor) => text.sponsor = sponsor.trim().to_owned(),
            TextEdit::Source(_, source) => text.source = source.trim().to_owned(),
            TextEdit::Rule(_, rule) => text.rule = rule,
            TextEdit::Outcome(_, outcome) => text.change_record(|record| record.outcome = outcome),
            TextEdit::Motion(_, motion) => text.motion = motion,
            TextEdit::Distance(_, distance) => text.distance = distance,
            _ => {}
        }
        Ok(())
    })
}

fn edit_text(
    app: &mut App,
    id: &TextId,
    label: &str,
    change: impl FnOnce(&mut Text) -> Result<(), String>,
) -> Result<(), String> {
    edit(app, label, |dossier| {
        let text = dossier.texts.iter_mut().find(|text| text.id == *id);
        change(text.ok_or("That text is gone.")?)
    })
}

/// Adds a text on which everyone is in favour: start full, mark exceptions.
fn add(app: &mut App, body: &BodyId, title: &str) -> Result<(), String> {
    let title = if title.trim().is_empty() { "New draft resolution" } else { title.trim() };
    let id = TextId::from(free_id(title, |id| app.document.dossier.text(&id.into()).is_some()));
    edit(app, &format!("Add {title}"), |dossier| {
        let seated = dossier.body(body).ok_or("Choose a body first.")?;
        let date = dossier.date.clone();
        let votes = seated.members_on(date.as_ref()).map(|member| (member.clone(), Vote::Yes)).collect();
        let text = Text {
            date,
            record: Record { votes: Votes(votes), roll_call: true, ..Record::default() },
            source: BY_HAND.to_owned(),
            ..Text::new(id.clone(), title.to_owned(), body.clone(), seated.rule.clone())
        };
        dossier.texts.push(text);
        Ok(())
    })?;
    app.session.text = Some(id);
    app.session.scenario = None;
    Ok(())
}

fn amend(app: &mut App, id: &TextId, amended: Option<TextId>) -> Result<(), String> {
    let dossier = &app.document.dossier;
    // A text cannot amend itself, not even by way of others.
    let mut next = amended.clone();
    while let Some(above) = next {
        if above == *id {
            return Err("A text cannot amend itself.".to_owned());
        }
        next = dossier.text(&above).and_then(|text| text.amends.clone());
    }
    edit_wording::wording(app, "What a text amends", |dossier, _| {
        edit_wording::find(dossier, id)?.amends = amended;
        Ok(())
    })
}

/// Makes the votes that are shown the record of the text, and takes them out of the scenario.
fn record_shown(app: &mut App, id: &TextId) -> Result<(), String> {
    let shown = app.shown_now().ok_or("There is no vote to record.")?;
    let mut votes = Votes::default();
    for seat in &shown.seats {
        if let Some(vote) = seat.counted() {
            votes.0.insert(seat.member.clone(), vote);
        }
    }
    let whole = shown.seats.iter().all(|seat| seat.counted().is_some());
    if !whole {
        return Err("Some members have no vote yet; a roll call needs all of them.".to_owned());
    }
    let scenario = app.session.scenario;
    edit_text(app, id, "Record the votes shown", |text| {
        text.change_record(|record| *record = Record { votes, roll_call: true, ..Record::default() });
        // What came from a source keeps its name beside what was made of it.
        if !text.has_source() {
            BY_HAND.clone_into(&mut text.source);
        }
        Ok(())
    })?;
    let scenarios = Arc::make_mut(&mut app.document.scenarios);
    if let Some(shown) = scenarios.iter_mut().find(|s| Some(s.id) == scenario) {
        shown.changes.retain(|change| change.text != *id);
    }
    app.session.workspace = Workspace::Vote;
    Ok(())
}

/// Shows another text where one that is gone was shown.
pub(super) fn forget(app: &mut App, gone: &[TextId]) {
    if app.session.text.as_ref().is_some_and(|text| gone.contains(text)) {
        app.session.text = app.document.dossier.texts.first().map(|text| text.id.clone());
    }
}
