//! The keyboard of the grid: arrows, typing, the clipboard.

use egui::{Context, Event, Id, Key, Modifiers, Ui};

use super::{
    find,
    hand::{Held, copy},
    state::{Cell, GridState},
};
use crate::{
    app::{command::Hand, sheet::SheetId},
    model::Vote,
    ui::pane::Pane,
};

/// The id under which the grid has the keyboard.
#[must_use]
pub fn id() -> Id {
    Id::unique("grid")
}

/// Whether the grid has the keyboard.
#[must_use]
pub fn is_focused(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.has_focus(id()))
}

/// Reads the keys of this frame. What comes after the opening of a field is left for it.
pub fn keys(ui: &Ui, pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState) {
    let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    let events = ui.input_mut(|input| std::mem::take(&mut input.events));
    let mut left = Vec::with_capacity(events.len());
    for event in events {
        let taken = state.editing.is_none() && take(ui.ctx(), pane, held, state, &event);
        if !taken {
            left.push(event);
        }
    }
    ui.input_mut(|input| input.events = left);
}

/// Does what an event asks for. Whether it was for the grid.
fn take(ctx: &Context, pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, event: &Event) -> bool {
    match event {
        Event::Copy => copy(ctx, held, state),
        Event::Cut => {
            copy(ctx, held, state);
            held.clear(pane, state);
        }
        Event::Paste(text) => held.paste(pane, state, text),
        Event::Text(text) => typed(pane, held, state, text),
        Event::Key { key, pressed: true, modifiers, .. } => return pressed(pane, held, state, *key, *modifiers),
        _ => return false,
    }
    true
}

fn pressed(pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, key: Key, modifiers: Modifiers) -> bool {
    if let Some(to) = moved(held, state, key, modifiers) {
        if modifiers.shift && !matches!(key, Key::Tab) {
            state.extend(to);
        } else {
            state.select(to);
        }
        return true;
    }
    match (key, modifiers.command, modifiers.shift) {
        (Key::Enter | Key::F2, false, _) => open(held, state),
        (Key::Delete | Key::Backspace, false, _) => held.clear(pane, state),
        (Key::A, true, false) => {
            let (rows, columns) = held.size();
            (state.at, state.end) = ((0, 0), (rows.saturating_sub(1), columns.saturating_sub(1)));
        }
        (Key::D, true, true) => held.fill_down(pane, state),
        (Key::R, true, true) => held.fill_right(pane, state),
        (Key::H | Key::F, true, false) => find::toggle(state),
        (Key::Escape, false, _) if state.find.is_some() => state.find = None,
        (Key::Escape, false, _) => state.end = state.at,
        _ => return false,
    }
    true
}

/// Opens the field of the cell, where something can be typed in it.
pub fn open(held: &Held<'_>, state: &mut GridState) {
    let (row, column) = state.at;
    state.edit(held.table.text(row, column), false);
}

/// Where a key leads from the cell, or from the far corner of the selection with Shift.
fn moved(held: &Held<'_>, state: &GridState, key: Key, modifiers: Modifiers) -> Option<Cell> {
    let (rows, columns) = held.size();
    let last = (rows.saturating_sub(1), columns.saturating_sub(1));
    let far = modifiers.command;
    let (row, column) = if modifiers.shift && key != Key::Tab { state.end } else { state.at };
    let step = |at: usize, last: usize, by: isize| {
        if far && by < 0 {
            0
        } else if far {
            last
        } else {
            at.saturating_add_signed(by).min(last)
        }
    };
    let page = isize::try_from(state.page.max(2) - 1).unwrap_or(1);
    Some(match key {
        Key::ArrowUp => (step(row, last.0, -1), column),
        Key::ArrowDown => (step(row, last.0, 1), column),
        Key::ArrowLeft => (row, step(column, last.1, -1)),
        Key::ArrowRight => (row, step(column, last.1, 1)),
        Key::PageUp => (row.saturating_add_signed(-page), column),
        Key::PageDown => (row.saturating_add_signed(page).min(last.0), column),
        Key::Home => (if far { 0 } else { row }, 0),
        Key::End => (if far { last.0 } else { row }, last.1),
        Key::Tab => beside((row, column), last, !modifiers.shift),
        _ => return None,
    })
}

/// The cell after or before, from the end of one row to the beginning of the next.
pub fn beside((row, column): Cell, last: Cell, forward: bool) -> Cell {
    match (forward, column) {
        (true, column) if column < last.1 => (row, column + 1),
        (true, _) if row < last.0 => (row + 1, 0),
        (false, column) if column > 0 => (row, column - 1),
        (false, _) if row > 0 => (row - 1, last.1),
        _ => (row, column),
    }
}

/// Letters set votes at once, as everywhere in the program; in other sheets they open the field.
fn typed(pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, text: &str) {
    if !matches!(held.sheet, SheetId::Votes(_)) {
        state.edit(text.to_owned(), true);
        return;
    }
    for letter in text.chars() {
        let vote = letter_of(&mut state.word, letter);
        if let Some(vote) = vote {
            held.write_all(pane, Hand::Type, state.area(), vote.letter());
        }
    }
}

/// The vote that the letters typed so far mean: Y, A, N or X, or the beginning of a word that is written out.
fn letter_of(word: &mut String, letter: char) -> Option<Vote> {
    const WORDS: [(&str, Vote); 5] = [
        ("yes", Vote::Yes),
        ("no", Vote::No),
        ("abstain", Vote::Abstain),
        ("absent", Vote::Absent),
        ("x", Vote::Absent),
    ];
    let means = |word: &str| WORDS.into_iter().find(|(whole, _)| whole.starts_with(word)).map(|(_, vote)| vote);
    word.extend(letter.to_lowercase());
    if let Some(vote) = means(word) {
        return Some(vote);
    }
    *word = letter.to_lowercase().collect();
    let vote = means(word);
    if vote.is_none() {
        word.clear();
    }
    vote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_written_words_mean_votes() {
        let read = |typed: &str| {
            let mut word = String::new();
            typed.chars().map(|letter| letter_of(&mut word, letter)).last().flatten()
        };
        for (typed, vote) in [
            ("y", Vote::Yes),
            ("a", Vote::Abstain),
            ("N", Vote::No),
            ("X", Vote::Absent),
            ("Yes", Vote::Yes),
            ("abstain", Vote::Abstain),
            ("absent", Vote::Absent),
            ("yn", Vote::No),
            ("aan", Vote::No),
        ] {
            assert_eq!(read(typed), Some(vote), "{typed}");
        }
        assert_eq!(read("q"), None);
    }

    #[test]
    fn tab_goes_on_in_the_next_row() {
        assert_eq!(beside((0, 0), (2, 1), true), (0, 1));
        assert_eq!(beside((0, 1), (2, 1), true), (1, 0));
        assert_eq!(beside((2, 1), (2, 1), true), (2, 1));
        assert_eq!(beside((1, 0), (2, 1), false), (0, 1));
        assert_eq!(beside((0, 0), (2, 1), false), (0, 0));
    }
}
