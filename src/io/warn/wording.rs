//! Amendments whose words are not there, and reactions to what does not belong to a text.

use super::remarks::{Found, some_of};
use crate::{
    io::Problem,
    model::{Dossier, Edit, MemberId, Reaction, Text, TextId, TextKind},
};

pub(super) fn remarks(dossier: &Dossier, text: &Text, root: &str, found: &mut Found) {
    edits(dossier, text, root, found);
    for (n, id) in text.excludes.iter().enumerate() {
        let other = dossier.text(id).filter(|other| other.id != text.id);
        if other.is_some_and(|other| other.amends.is_none() || other.amends != text.amends) {
            let message = format!("{} excludes {id}, which amends something else", text.id);
            let hint = "Only amendments to the same text exclude each other; take it out.";
            found.push((format!("{root}/excludes/{n}"), Problem::new(message, hint)));
        }
    }
    for (n, reacts) in text.reactions.iter().enumerate() {
        reaction(dossier, &text.id, reacts, &format!("{root}/reactions/{n}"), found);
    }
    if text.motion.is_some() && text.kind != TextKind::Motion {
        let message = format!("{} asks for something as a motion does, and is a {}", text.id, text.kind.label());
        found.push((format!("{root}/motion"), Problem::new(message, "Set \"kind\" to \"motion\", or take it out.")));
    }
    if let Some(body) = dossier.body(&text.body) {
        let idle: Vec<&str> = text
            .parties
            .iter()
            .filter(|party| !body.members_on(text.date.as_ref()).any(|member| member == *party))
            .map(MemberId::as_str)
            .collect();
        if !idle.is_empty() {
            let message = format!("{} names {} as parties, with no seat in {}", text.id, some_of(&idle), body.id);
            found.push((format!("{root}/parties"), Problem::new(message, "It has no effect; take them out.")));
        }
    }
}

/// Words that an edit takes out must stand in the paragraph as they are written.
fn edits(dossier: &Dossier, text: &Text, root: &str, found: &mut Found) {
    let Some(amended) = &text.amends else {
        if !text.edits.is_empty() {
            let message = format!("{} changes the wording of a text, and does not say of which", text.id);
            found.push((format!("{root}/edits"), Problem::new(message, "Name the text that it amends in \"amends\".")));
        }
        return;
    };
    let there = dossier.paragraphs(amended);
    for (n, edit) in text.edits.iter().enumerate() {
        let (name, paragraph, words) = match edit {
            Edit::Insert { .. } => continue,
            Edit::Replace { paragraph, words, .. } => ("replace", paragraph, words),
            Edit::Delete { paragraph, words } => ("delete", paragraph, words),
        };
        // A paragraph that an edit before this one puts in is looked at as well.
        let mut held = there.iter().copied().chain(text.edits.iter().filter_map(|edit| match edit {
            Edit::Insert { paragraph, .. } => Some(paragraph),
            Edit::Replace { .. } | Edit::Delete { .. } => None,
        }));
        if held.find(|p| p.id == *paragraph).is_some_and(|p| !p.text.contains(words.as_str())) {
            let message = format!("{} takes \"{words}\" out of \"{paragraph}\", where it does not stand", text.id);
            let hint = "Write the words as they stand there; as it is, this edit changes nothing.";
            found.push((format!("{root}/edits/{n}/{name}/words"), Problem::new(message, hint)));
        }
    }
}

/// A reaction waits for amendments, parts and motions of its own text.
pub(super) fn reaction(dossier: &Dossier, text: &TextId, reaction: &Reaction, pointer: &str, found: &mut Found) {
    if reaction.given.is_empty() {
        let message = format!("A reaction on {text} waits for nothing, so its members always move");
        let hint = "Say in \"given\" what must have happened, or set the votes themselves.";
        found.push((format!("{pointer}/given"), Problem::new(message, hint)));
    }
    for (n, given) in reaction.given.iter().enumerate() {
        let id = &given.text;
        if dossier.text(id).is_some() && !dossier.above(id).any(|above| above.id == *text) {
            let message = format!("A reaction on {text} waits for {id}, which does not belong to it");
            let hint = "Name an amendment, a part or a motion of this text.";
            found.push((format!("{pointer}/given/{n}/text"), Problem::new(message, hint)));
        }
    }
}
