//! The wording of drafts changed, what amendments do to it, and which of them cannot stand beside each other.

use super::{edit::edit_all, reach};
use crate::{
    app::{
        command::{EditKind, WordingEdit},
        state::App,
    },
    model::{Dossier, Edit, Paragraph, Place, Text, TextId},
    scenario::Scenario,
};

pub(super) fn dispatch(app: &mut App, id: &TextId, command: WordingEdit) -> Result<(), String> {
    match command {
        WordingEdit::AddParagraph(place) => wording(app, "Add a paragraph", |dossier, _| {
            let paragraph = fresh(place, &names(dossier, id));
            add_paragraph(find(dossier, id)?, paragraph);
            Ok(())
        }),
        WordingEdit::Paragraph(n, new) => wording(app, "Change a paragraph", |dossier, scenarios| {
            let text = find(dossier, id)?;
            let old = text.paragraphs.get_mut(n).ok_or("That paragraph is gone.")?;
            let before = std::mem::replace(old, said(new)?);
            let now = old.id.clone();
            rename(dossier, scenarios, id, (&before.id, &now))
        }),
        WordingEdit::MoveParagraph(n, down) => wording(app, "Order of the paragraphs", |dossier, _| {
            let paragraphs = &mut find(dossier, id)?.paragraphs;
            let to = if down { n + 1 } else { n.wrapping_sub(1) };
            if n < paragraphs.len() && to < paragraphs.len() {
                paragraphs.swap(n, to);
            }
            Ok(())
        }),
        WordingEdit::RemoveParagraph(n) => wording(app, "Remove a paragraph", |dossier, _| {
            let paragraphs = &mut find(dossier, id)?.paragraphs;
            if n < paragraphs.len() {
                paragraphs.remove(n);
            }
            Ok(())
        }),
        WordingEdit::AddEdit(kind) => wording(app, "Add an edit", |dossier, _| {
            let edit = new_edit(dossier, id, kind)?;
            find(dossier, id)?.edits.push(edit);
            Ok(())
        }),
        WordingEdit::Edit(n, new) => {
            wording(app, "Change an edit", |dossier, scenarios| change(dossier, scenarios, id, (n, new)))
        }
        WordingEdit::RemoveEdit(n) => wording(app, "Remove an edit", |dossier, _| {
            let edits = &mut find(dossier, id)?.edits;
            if n < edits.len() {
                edits.remove(n);
            }
            Ok(())
        }),
        WordingEdit::Holds(paragraph, on) => wording(app, "What a part holds", |dossier, _| {
            let text = find(dossier, id)?;
            text.holds.retain(|held| *held != paragraph);
            if on {
                text.holds.push(paragraph);
            }
            Ok(())
        }),
    }
}

/// Whether two amendments exclude each other. One of the two says so for both.
pub(super) fn exclude(app: &mut App, id: &TextId, other: &TextId, on: bool) -> Result<(), String> {
    edit_all(app, "Amendments that exclude each other", |dossier, _| {
        for (one, another) in [(id, other), (other, id)] {
            find(dossier, one)?.excludes.retain(|excluded| excluded != another);
        }
        if on {
            find(dossier, id)?.excludes.push(other.clone());
        }
        Ok(())
    })
}

/// Changes the wording in one labelled step. Refused where something would then name a paragraph that is not there.
pub(super) fn wording(
    app: &mut App,
    label: &str,
    change: impl FnOnce(&mut Dossier, &mut Vec<Scenario>) -> Result<(), String>,
) -> Result<(), String> {
    edit_all(app, label, |dossier, scenarios| {
        change(dossier, scenarios)?;
        match reach::astray(dossier, scenarios) {
            Some((who, paragraph)) => {
                Err(format!("Paragraph {paragraph} would be missing: {who} names it. Change that first."))
            }
            None => Ok(()),
        }
    })
}

pub(super) fn find<'a>(dossier: &'a mut Dossier, id: &TextId) -> Result<&'a mut Text, String> {
    dossier.texts.iter_mut().find(|text| text.id == *id).ok_or_else(|| "That text is gone.".to_owned())
}

/// The names of the paragraphs of a text and of those that it amends.
fn names(dossier: &Dossier, id: &TextId) -> Vec<String> {
    dossier.paragraphs(id).iter().map(|paragraph| paragraph.id.clone()).collect()
}

/// A paragraph to begin with, under the first name that is free: PP1, PP2 before the decisions, 1, 2 among them.
fn fresh(place: Place, taken: &[String]) -> Paragraph {
    let (lead, words) = match place {
        Place::Preambular => ("PP", "Recalling …,"),
        Place::Operative => ("", "Decides …;"),
    };
    // Of one more number than there are names, one is free.
    let mut names = (1..=taken.len() + 1).map(|n| format!("{lead}{n}"));
    let id = names.find(|id| !taken.contains(id)).unwrap_or_default();
    Paragraph { id, place, text: words.to_owned() }
}

fn add_paragraph(text: &mut Text, paragraph: Paragraph) {
    // Why comes before what.
    let last = text.paragraphs.iter().rposition(|other| other.place == paragraph.place);
    let first = if paragraph.place == Place::Preambular { 0 } else { text.paragraphs.len() };
    text.paragraphs.insert(last.map_or(first, |n| n + 1), paragraph);
}

/// An edit to begin with, on the last paragraph of the text that is amended: other words for all of it, which are its
/// own at first, or all of it taken out.
fn new_edit(dossier: &Dossier, id: &TextId, kind: EditKind) -> Result<Edit, String> {
    let text = dossier.text(id).ok_or("That text is gone.")?;
    let amended = text.amends.as_ref().ok_or("Say first which text it amends.")?;
    let there = dossier.paragraphs(amended);
    let last = there.last();
    let none = || "The text that it amends has no paragraphs yet; give it some there first.".to_owned();
    Ok(match kind {
        EditKind::Insert => {
            let place = last.map_or(Place::Operative, |last| last.place);
            Edit::Insert { after: last.map(|last| last.id.clone()), paragraph: fresh(place, &names(dossier, id)) }
        }
        EditKind::Replace => {
            let last = last.ok_or_else(none)?;
            Edit::Replace { paragraph: last.id.clone(), words: String::new(), with: last.text.clone() }
        }
        EditKind::Delete => Edit::Delete { paragraph: last.ok_or_else(none)?.id.clone(), words: String::new() },
    })
}

/// A paragraph as typed, without white space around it.
fn said(paragraph: Paragraph) -> Result<Paragraph, String> {
    let (id, text) = (paragraph.id.trim().to_owned(), paragraph.text.trim().to_owned());
    if id.is_empty() {
        return Err("A paragraph needs a name, such as 2 or PP3.".to_owned());
    }
    if text.is_empty() {
        return Err("A paragraph needs words; to take it out, remove it.".to_owned());
    }
    Ok(Paragraph { id, text, ..paragraph })
}

/// Carries a new name of a paragraph to all who name it.
fn rename(
    dossier: &mut Dossier,
    scenarios: &mut [Scenario],
    id: &TextId,
    (from, to): (&str, &str),
) -> Result<(), String> {
    unique(dossier, id)?;
    if from != to {
        reach::paragraph(dossier, scenarios, id, from, to);
    }
    Ok(())
}

/// No two paragraphs that an edit could mean may have the same name.
fn unique(dossier: &Dossier, id: &TextId) -> Result<(), String> {
    let below = dossier.texts.iter().filter(|text| dossier.above(&text.id).any(|above| above.id == *id));
    for text in below.map(|text| &text.id).chain([id]) {
        let mut names = names(dossier, text);
        names.sort();
        if let Some([twice, _]) = names.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
            return Err(format!("There is a paragraph {twice} already."));
        }
    }
    Ok(())
}

fn change(
    dossier: &mut Dossier,
    scenarios: &mut [Scenario],
    id: &TextId,
    (n, new): (usize, Edit),
) -> Result<(), String> {
    let new = match new {
        Edit::Insert { after, paragraph } => Edit::Insert { after, paragraph: said(paragraph)? },
        Edit::Replace { with, .. } if with.trim().is_empty() => {
            return Err("Without words that come, take the words out instead.".to_owned());
        }
        other => other,
    };
    let old = find(dossier, id)?.edits.get_mut(n).ok_or("That edit is gone.")?;
    let before = std::mem::replace(old, new.clone());
    if let (Edit::Insert { paragraph: before, .. }, Edit::Insert { paragraph: now, .. }) = (before, new) {
        return rename(dossier, scenarios, id, (&before.id, &now.id));
    }
    unique(dossier, id)
}
