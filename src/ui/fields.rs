//! Fields that keep what is typed until Enter or a click elsewhere, and give it then.

use egui::{Id, Key, Response, TextEdit, Ui};

use crate::{
    app::{Command, jobs},
    model::Date,
    ui::pane::Pane,
};

/// A line of text; gives the new text when it is done and differs from `now`.
pub fn text(ui: &mut Ui, label: &str, now: &str, width: f32) -> Option<String> {
    field(ui, label, now, width, true)
}

/// The same without a label beside it; `label` is read aloud, and stands in the field while that is empty.
pub fn bare(ui: &mut Ui, label: &str, now: &str, width: f32) -> Option<String> {
    field(ui, label, now, width, false)
}

fn field(ui: &mut Ui, label: &str, now: &str, width: f32, shown: bool) -> Option<String> {
    let (id, mut typed) = begun(ui, ("field", label), now);
    let name = shown.then(|| ui.label(label));
    let hint = if shown { "" } else { label };
    let response = ui.add(TextEdit::singleline(&mut typed).id(id).desired_width(width).hint_text(hint));
    match &name {
        Some(name) => drop(response.clone().labelled_by(name.id)),
        None => ui.ctx().accesskit_node_builder(id, |node| node.set_label(label)).unwrap_or_default(),
    }
    ended(ui, &response, typed, now, false)
}

/// The id of a field, and what is typed in it so far.
fn begun(ui: &Ui, salt: (&str, &str), now: &str) -> (Id, String) {
    let id = ui.scope_id().with(salt);
    (id, ui.data(|data| data.get_temp::<String>(kept(id))).unwrap_or_else(|| now.to_owned()))
}

/// Where what is typed is kept while the field has the keyboard.
fn kept(id: Id) -> Id {
    Id::unique(("typed", id))
}

/// What was typed, once the field is left; Escape leaves it as it was.
fn ended(ui: &Ui, response: &Response, typed: String, now: &str, entered: bool) -> Option<String> {
    let kept = kept(response.id);
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(kept, typed));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(kept));
    let left = (entered || response.lost_focus()) && !ui.input(|input| input.key_pressed(Key::Escape));
    (left && typed != now).then_some(typed)
}

/// A field for something new; whether Enter was pressed in it.
pub fn fresh(ui: &mut Ui, pane: &mut Pane<'_>, kind: &'static str, width: f32) -> bool {
    let field = TextEdit::singleline(pane.local.fresh(kind)).hint_text(kind).desired_width(width);
    let response = ui.add(field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(kind));
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// What came of a field that may be left empty.
pub enum Entry<T> {
    /// It was emptied.
    Empty,
    /// It holds this.
    Value(T),
    /// It holds something else, and why that will not do.
    Wrong(String),
}

impl<T> Entry<T> {
    fn read(typed: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Self {
        match typed.trim() {
            "" => Self::Empty,
            typed => parse(typed).map_or_else(Self::Wrong, Self::Value),
        }
    }

    /// Hands on what is to be kept, and complains of what will not do.
    pub fn take(self, pane: &mut Pane<'_>, keep: impl FnOnce(Option<T>) -> Command) {
        let command = match self {
            Self::Empty => keep(None),
            Self::Value(value) => keep(Some(value)),
            Self::Wrong(why) => jobs::failed(&why),
        };
        pane.push(command);
    }
}

/// A date without a label beside it, when it is done.
pub fn date(ui: &mut Ui, label: &str, now: Option<&Date>, width: f32) -> Option<Entry<Date>> {
    let words = now.map_or(String::new(), ToString::to_string);
    bare(ui, label, &words, width).map(|typed| Entry::read(&typed, crate::io::import::dates::typed))
}

/// Words over several lines, when they are done; Enter ends them. `label` is read aloud.
pub fn area(ui: &mut Ui, label: &str, now: &str, width: f32) -> Option<String> {
    let (id, mut typed) = begun(ui, ("area", label), now);
    let field = TextEdit::multiline(&mut typed).id(id).desired_width(width).desired_rows(1).return_key(None);
    let response = ui.add(field);
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(label)).unwrap_or_default();
    let entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        response.surrender_focus();
    }
    ended(ui, &response, typed, now, entered)
}

/// How far an amendment is removed from its draft, when that is done.
pub fn distance(ui: &mut Ui, label: &str, now: Option<u32>, width: f32) -> Option<Entry<u32>> {
    let words = now.map_or(String::new(), |n| n.to_string());
    let wrong =
        |typed: &str| format!("\"{typed}\" is no distance; write a whole number, or nothing where nobody has said.");
    bare(ui, label, &words, width).map(|typed| Entry::read(&typed, |typed| typed.parse().map_err(|_| wrong(typed))))
}

/// A count of votes, when it is done.
pub fn count(ui: &mut Ui, label: &str, now: Option<u32>, width: f32) -> Option<Entry<u32>> {
    let words = now.map_or(String::new(), |n| n.to_string());
    let wrong = |typed: &str| {
        format!("\"{typed}\" is no count of votes; write a whole number, or nothing where it is not known.")
    };
    text(ui, label, &words, width).map(|typed| Entry::read(&typed, |typed| typed.parse().map_err(|_| wrong(typed))))
}
