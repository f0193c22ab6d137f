//! The menu of a right click: what the keys do, with their keys.

use egui::{Button, Ui};

use super::{
    find,
    hand::{Held, back_to_source, copy},
    keys::open,
    state::GridState,
};
use crate::ui::pane::Pane;

/// The lines of the menu.
pub fn menu_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState) {
    ui.set_min_width(220.0);
    let area = state.area();
    let line = |ui: &mut Ui, words: &str, keys: &str, enabled: bool| {
        let button = Button::new(words);
        let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
        ui.add_enabled(enabled, button).clicked()
    };
    if line(ui, "Edit", "F2", area.count() == 1) {
        open(held, state);
    }
    ui.separator();
    if line(ui, "Cut", "Ctrl X", true) {
        copy(ui.ctx(), held, state);
        held.clear(pane, state);
    }
    if line(ui, "Copy", "Ctrl C", true) {
        copy(ui.ctx(), held, state);
    }
    if line(ui, "Paste", "Ctrl V", true) {
        // Only the window may read the clipboard; what it holds comes as an event, and to the grid.
        state.focus = true;
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
    }
    if line(ui, "Clear", "Delete", true) {
        held.clear(pane, state);
    }
    ui.separator();
    if line(ui, "Fill down", "Ctrl Shift D", area.rows() > 1) {
        held.fill_down(pane, state);
    }
    if line(ui, "Fill to the right", "Ctrl Shift R", area.columns() > 1) {
        held.fill_right(pane, state);
    }
    if line(ui, "Find and replace…", "Ctrl H", state.find.is_none()) {
        find::toggle(state);
    }
    if held.has_source(area) {
        ui.separator();
        if line(ui, "Back to the source", "", true) {
            back_to_source(pane, held.sheet, area);
        }
    }
}
