//! The keyboard: every action's key, letters that find a member, and the clipboard.

use egui::{Event, Key, Ui};

use super::{grid, pane::Pane};
use crate::{
    app::{
        Command,
        actions::{Action, Shortcut},
        command::{CompareCommand, Selection, ViewCommand, VoteCommand},
        session::Workspace,
    },
    model::{Vote, find},
};

/// Reads the keys of this frame, unless a field has them.
pub fn keys_ui(ui: &Ui, pane: &mut Pane<'_>) {
    let in_field = ui.ctx().text_edit_focused();
    let in_grid = grid::is_focused(ui.ctx());
    let in_dialog = pane.app.session.dialog.is_some();
    if !in_dialog {
        for action in Action::ALL {
            let shortcut = action.shortcut().filter(|s| allowed(s, in_field) && !(in_grid && of_grid(s)));
            let pressed = shortcut.is_some_and(|shortcut| ui.input_mut(|input| consume(input, shortcut)));
            if pressed && action.enabled(pane.app) {
                pane.out.extend(action.command(pane.app));
            }
        }
    }
    if in_field || in_dialog {
        return;
    }
    if pane.app.session.workspace == Workspace::Vote {
        paste(ui, pane);
        letters(ui, pane);
    }
}

/// Keys with Ctrl and keys that are no letters work everywhere, but for those that a field has for its own text.
/// Single letters have their own rules.
fn allowed(shortcut: &Shortcut, in_field: bool) -> bool {
    if shortcut.command {
        return !(in_field && matches!(shortcut.key, "A" | "C" | "V" | "X" | "Z" | "D" | "I" | "R"));
    }
    !in_field && shortcut.key.len() > 1 && !matches!(shortcut.key, "Escape" | "Backspace")
}

/// The keys that a grid has for its own cells.
fn of_grid(shortcut: &Shortcut) -> bool {
    if shortcut.command {
        return matches!(shortcut.key, "A" | "C" | "V" | "X" | "D" | "R" | "I");
    }
    !matches!(shortcut.key, "F1" | "F4" | "F5")
}

/// Takes the press of a shortcut out of the events of this frame. What was held down at the press counts, and not what
/// is held down by the end of the frame.
fn consume(input: &mut egui::InputState, shortcut: Shortcut) -> bool {
    let Some(wanted) = Key::from_name(shortcut.key) else { return false };
    let before = input.events.len();
    input.events.retain(|event| {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
        let same = modifiers.command == shortcut.command && modifiers.shift == shortcut.shift && !modifiers.alt;
        !(*key == wanted && same)
    });
    input.events.len() < before
}

fn paste(ui: &Ui, pane: &mut Pane<'_>) {
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None })
    });
    if let Some(text) = pasted {
        pane.push(Command::Vote(VoteCommand::Paste(text)));
    }
}

/// Letters set the vote of who is selected or under the pointer, or else find a member.
fn letters(ui: &Ui, pane: &mut Pane<'_>) {
    let (typed, enter, escape, back) = ui.input(|input| {
        let typed: String = input
            .events
            .iter()
            .filter_map(|event| if let Event::Text(text) = event { Some(text.as_str()) } else { None })
            .collect();
        let pressed = |key| input.key_pressed(key);
        (typed, pressed(Key::Enter), pressed(Key::Escape), pressed(Key::Backspace))
    });
    if ui.input(|input| input.pointer.is_moving()) {
        pane.local.by_name = false;
    }
    let session = &pane.app.session;
    let mut word = session.typed.clone();
    if escape {
        escape_pressed(pane);
        return;
    }
    if back {
        if word.pop().is_some() {
            pane.view(ViewCommand::Type(word));
        } else if Action::Restore.enabled(pane.app) {
            pane.out.extend(Action::Restore.command(pane.app));
        }
        return;
    }
    for letter in typed.chars() {
        if word.is_empty() && set_or_lock(pane, letter) {
            continue;
        }
        if letter.is_alphanumeric() || (!word.is_empty() && letter == ' ') {
            word.push(letter);
        }
    }
    if !word.is_empty() {
        point_at(pane, &word);
    }
    if word != pane.app.session.typed {
        pane.view(ViewCommand::Type(word.clone()));
    }
    if enter && !word.is_empty() {
        take(pane, &word);
    }
}

fn escape_pressed(pane: &mut Pane<'_>) {
    let session = &pane.app.session;
    if !session.typed.is_empty() {
        pane.view(ViewCommand::Type(String::new()));
    } else if session.brush.is_some() {
        pane.view(ViewCommand::Brush(None));
    } else if session.presenting {
        pane.view(ViewCommand::Present(false));
    } else if !session.selected.is_empty() {
        pane.view(ViewCommand::Select(Selection::Clear));
    } else if session.notice.is_some() {
        pane.view(ViewCommand::Dismiss);
    } else if session.compare.open {
        pane.push(Command::Compare(CompareCommand::Open(false)));
    }
}

/// Y A N X and L, for the member under the pointer or the selection. Whether the letter was one of them and somebody
/// was meant.
fn set_or_lock(pane: &mut Pane<'_>, letter: char) -> bool {
    let hovered = pane.local.hovered.clone().filter(|_| !pane.local.by_name);
    let members = match hovered {
        Some(id) if !pane.app.session.selected.contains(&id) => vec![id],
        _ => pane.app.selection(),
    };
    if members.is_empty() {
        return false;
    }
    let vote = Vote::ALL.into_iter().find(|vote| vote.letter().eq_ignore_ascii_case(&letter.to_string()));
    if let Some(vote) = vote {
        pane.push(Command::Vote(VoteCommand::Set(members, vote)));
        if pane.local.by_name {
            // Ready for the next name: all members can be entered without a mouse.
            pane.view(ViewCommand::Select(Selection::Clear));
        }
        return true;
    }
    if letter.eq_ignore_ascii_case(&'l') && !pane.local.by_name {
        let locked = members.iter().all(|id| pane.app.session.locked.contains(id));
        pane.view(ViewCommand::Lock(members, !locked));
        return true;
    }
    false
}

/// The member that the letters typed so far mean.
pub fn best(pane: &Pane<'_>, word: &str) -> Option<crate::model::MemberId> {
    let vote = pane.app.shown.vote.as_ref()?;
    let members = pane.app.document.dossier.members.iter().filter(|member| vote.data.seat(&member.id).is_some());
    find(members, word).first().map(|member| member.id.clone())
}

/// Lights the member that the letters typed so far mean.
fn point_at(pane: &mut Pane<'_>, word: &str) {
    pane.local.by_name = true;
    pane.local.lighting.extend(best(pane, word));
}

/// Enter takes the member that is lit.
fn take(pane: &mut Pane<'_>, word: &str) {
    if let Some(id) = best(pane, word) {
        pane.view(ViewCommand::Select(Selection::Only(vec![id])));
    }
    pane.view(ViewCommand::Type(String::new()));
}
