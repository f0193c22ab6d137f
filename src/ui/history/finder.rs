//! A menu in which somebody is found by a name.

use egui::{
    Key, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

use crate::{
    model::fold,
    ui::{pane::Pane, widgets::named},
};

/// A button that opens a field to type in and the lines that fit; `lines` gives them for what was typed, without regard
/// to case and accents. Gives the line that was clicked; Enter takes the first.
pub fn find_menu<T>(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    button: RichText,
    hint: &'static str,
    lines: impl FnOnce(&str) -> Vec<(String, T)>,
) -> Option<T> {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (_, shown) = MenuButton::new(button).config(config).ui(ui, |ui| {
        let field = ui.add(TextEdit::singleline(pane.local.fresh(hint)).hint_text(hint).desired_width(210.0));
        named(ui, &field, hint);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        // The menu is there to be typed into.
        if !entered && ui.memory(egui::Memory::focused).is_none() {
            field.request_focus();
        }
        let mut found = lines(&fold(pane.local.fresh(hint)));
        let mut picked = if entered && !found.is_empty() { Some(found.remove(0).1) } else { None };
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (words, value) in found {
                if ui.button(words).clicked() {
                    picked = Some(value);
                }
            }
        });
        if picked.is_some() {
            pane.local.take_fresh(hint);
            ui.close();
        }
        picked
    });
    shown.and_then(|shown| shown.inner)
}

/// Whether a name or a code fits what was typed.
pub fn fits(words: &str, name: &str, code: &str) -> bool {
    words.is_empty() || fold(name).contains(words) || fold(code) == words
}
