//! Fields that keep what is typed until Enter or a click elsewhere, and give it then.

use egui::{Id, Key, TextEdit, Ui};

use crate::model::Date;

/// A line of text; gives the new text when it is done and differs from `now`.
pub fn text(ui: &mut Ui, label: &str, now: &str, width: f32) -> Option<String> {
    field(ui, label, now, width, true)
}

/// The same without a label beside it; `label` is read aloud.
pub fn bare(ui: &mut Ui, label: &str, now: &str, width: f32) -> Option<String> {
    field(ui, label, now, width, false)
}

fn field(ui: &mut Ui, label: &str, now: &str, width: f32, shown: bool) -> Option<String> {
    let id = ui.scope_id().with(("field", label));
    let kept = Id::unique(("typed", id));
    let mut typed = ui.data(|data| data.get_temp::<String>(kept)).unwrap_or_else(|| now.to_owned());
    let name = shown.then(|| ui.label(label));
    let response = ui.add(TextEdit::singleline(&mut typed).id(id).desired_width(width));
    match &name {
        Some(name) => drop(response.clone().labelled_by(name.id)),
        None => ui.ctx().accesskit_node_builder(id, |node| node.set_label(label)).unwrap_or_default(),
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(kept, typed));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(kept));
    let left = response.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
    (left && typed != now).then_some(typed)
}

/// A date without a label beside it; gives the new one when it is done, none where it was emptied. What is no date is
/// not taken.
pub fn date(ui: &mut Ui, label: &str, now: Option<&Date>, width: f32) -> Option<Option<Date>> {
    let words = now.map_or(String::new(), ToString::to_string);
    let typed = bare(ui, label, &words, width)?;
    if typed.trim().is_empty() {
        return Some(None);
    }
    typed.trim().parse().ok().map(Some)
}

/// A whole number; gives the new one when it is done, none where it was emptied.
pub fn number(ui: &mut Ui, label: &str, now: Option<u64>, width: f32) -> Option<Option<u64>> {
    let words = now.map_or(String::new(), |n| n.to_string());
    let typed = text(ui, label, &words, width)?;
    if typed.trim().is_empty() {
        return Some(None);
    }
    typed.trim().parse().ok().map(Some)
}
