//! The field of a cell: what is typed is checked with every letter, and taken when it is left.

use egui::{Key, Rect, Stroke, StrokeKind, TextEdit, Ui, pos2, text::CCursor, text::CCursorRange, vec2};

use super::{
    hand::Held,
    keys::beside,
    state::{Cell, Editing, GridState},
};
use crate::{
    app::{command::Hand, jobs, sheet::SheetId},
    chart::fonts,
    ui::{pane::Pane, widgets},
};

/// How a field is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    /// What is typed is forgotten.
    Cancel,
    /// It is taken, and the cell at this place is next.
    Take(Cell),
    /// It is put into all selected cells.
    TakeAll,
}

/// Draws the field of the cell that is being edited, and the sentence why what is typed will not do.
pub fn edit_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, cell: Rect, full: Rect) {
    let Some(mut editing) = state.editing.take() else { return };
    let (row, column) = editing.cell;
    let left = keys(ui, held, &editing);
    let response = field(ui, pane, held, &mut editing, cell, full);
    let why = refusal(held, editing.cell, &editing.text);
    if let Some(why) = &why {
        sentence(ui, pane, why, cell, full);
    }
    let left = left.or_else(|| response.lost_focus().then_some(Leave::Take(state.at)));
    match (left, why) {
        (None, _) => state.editing = Some(editing),
        (Some(Leave::Cancel), _) => take_keyboard(ui),
        // What was typed and will not do stays to be mended, unless the hand has gone elsewhere.
        (Some(_), Some(_)) if response.has_focus() || !response.lost_focus() => state.editing = Some(editing),
        (Some(_), Some(why)) => {
            pane.push(jobs::failed(&format!("{} stays as it was. {why}", held.table.cell_name(row, column))));
        }
        (Some(Leave::TakeAll), None) => {
            held.write_all(pane, Hand::Type, state.area(), &editing.text);
            take_keyboard(ui);
        }
        (Some(Leave::Take(next)), None) => {
            held.write(pane, Hand::Type, vec![(row, column, editing.text)], None);
            // A click has chosen the next cell already.
            if response.lost_focus() {
                return;
            }
            state.select(next);
            take_keyboard(ui);
        }
    }
}

/// Gives the keyboard back to the grid.
fn take_keyboard(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(super::keys::id()));
    ui.ctx().request_repaint();
}

/// Why a cell would not take what is typed.
fn refusal(held: &Held<'_>, (row, column): Cell, text: &str) -> Option<String> {
    let changed = text != held.table.text(row, column);
    held.table.read(row, column, text).err().filter(|_| changed)
}

/// The keys that leave the field.
fn keys(ui: &Ui, held: &Held<'_>, editing: &Editing) -> Option<Leave> {
    let last = (held.size().0.saturating_sub(1), held.size().1.saturating_sub(1));
    let (row, column) = editing.cell;
    let (up, down) = ((row.saturating_sub(1), column), ((row + 1).min(last.0), column));
    let mut left = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let leave = match key {
                Key::Escape => Leave::Cancel,
                Key::Enter if modifiers.command => Leave::TakeAll,
                Key::Enter => Leave::Take(if modifiers.shift { up } else { down }),
                Key::Tab => Leave::Take(beside(editing.cell, last, !modifiers.shift)),
                Key::ArrowUp if editing.typed => Leave::Take(up),
                Key::ArrowDown if editing.typed => Leave::Take(down),
                _ => return true,
            };
            left = Some(leave);
            false
        });
    });
    left
}

fn field(
    ui: &mut Ui,
    pane: &Pane<'_>,
    held: &Held<'_>,
    editing: &mut Editing,
    cell: Rect,
    full: Rect,
) -> egui::Response {
    let (row, column) = editing.cell;
    // Long words have room to be read while they are typed.
    let words = ui.painter().layout_no_wrap(editing.text.clone(), fonts::regular(13.0), pane.style.text);
    let width = (words.size().x + 28.0).clamp(cell.width(), (full.right() - cell.left()).max(cell.width()));
    let rect = Rect::from_min_size(cell.min, vec2(width, cell.height()));
    let wrong = refusal(held, editing.cell, &editing.text).is_some();
    ui.painter().rect_filled(rect, 0.0, pane.style.panel);
    let id = super::keys::id().with("field");
    let field = TextEdit::singleline(&mut editing.text)
        .id(id)
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .align(egui::Align2::LEFT_CENTER)
        .lock_focus(true)
        .font(fonts::regular(13.0))
        .desired_width(width - 12.0);
    // A cell is lower than a field of a form, and its words stand where they stood.
    let inner = rect.shrink2(vec2(6.0, 3.0));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size.y = inner.height();
            ui.put(inner, field)
        })
        .inner;
    widgets::named(ui, &response, &held.table.cell_name(row, column));
    let colour = if wrong { pane.style.no } else { pane.style.accent };
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.5, colour), StrokeKind::Inside);
    if std::mem::take(&mut editing.fresh) {
        response.request_focus();
        let mut cursor = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let end = CCursor::new(editing.text.chars().count());
        // A vote is a word as a whole, so that typing replaces it.
        let whole = matches!(held.sheet, SheetId::Votes(_)) && !editing.typed;
        let start = if whole { CCursor::new(0) } else { end };
        cursor.cursor.set_char_range(Some(CCursorRange::two(start, end)));
        cursor.store(ui.ctx(), id);
    }
    response
}

/// Says under the cell why what is typed will not do.
fn sentence(ui: &mut Ui, pane: &Pane<'_>, why: &str, cell: Rect, full: Rect) {
    let width = 340.0_f32.min(full.width() - 16.0);
    let words = egui::RichText::new(why).font(fonts::regular(11.5)).color(pane.style.text);
    let galley = ui.painter().layout(why.to_owned(), fonts::regular(11.5), pane.style.text, width - 16.0);
    let size = vec2(galley.size().x + 18.0, galley.size().y + 12.0);
    let left = cell.left().min(full.right() - size.x - 8.0).max(full.left());
    let below = cell.bottom() + 3.0;
    let top = if below + size.y > full.bottom() { cell.top() - size.y - 3.0 } else { below };
    let rect = Rect::from_min_size(pos2(left, top), size);
    ui.painter().rect(rect, 6.0, pane.style.panel, Stroke::new(1.0, pane.style.no), StrokeKind::Inside);
    ui.put(rect.shrink2(vec2(8.0, 5.0)), egui::Label::new(words).wrap().halign(egui::Align::LEFT));
}
