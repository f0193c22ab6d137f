//! The whip count of the selected members: how they are expected to vote, how surely, who says so and when.

use egui::{Button, ComboBox, DragValue, RichText, Ui, vec2};

use super::why::card;
use crate::{
    app::{
        Command,
        command::{EditCommand, WhipEdit},
    },
    chart::{fonts, style::Style},
    model::{Hearing, Lean, MemberId, Percent, Stance, TextId, Vote},
    ui::{
        fields,
        pane::Pane,
        widgets::{heading, link, muted, named},
    },
};

/// Draws the card; nothing where no member is selected or there is no whip count.
pub fn whip_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let Some(text) = pane.app.session.text.as_ref().and_then(|id| dossier.text(id)) else { return };
    let Some(whip) = &text.whip else { return };
    let members = pane.app.selection();
    if members.is_empty() {
        return;
    }
    let leans: Vec<Option<&Lean>> = members.iter().map(|member| whip.leans.get(member)).collect();
    card(ui, pane, |ui, pane| {
        let title = match members.as_slice() {
            [one] => format!("Whip count: {}", dossier.member_name(one)),
            many => format!("Whip count: {} members", many.len()),
        };
        heading(ui, &title);
        let same = common(leans.iter().map(|lean| lean.map(|lean| lean.stance))).flatten();
        stances_ui(ui, pane, &text.id, &members, same);
        if leans.iter().all(Option::is_some) {
            details_ui(ui, pane, &text.id, &members, &leans);
        } else {
            muted(ui, &pane.style, "Without a stance a member counts as undecided, and is listed as not known.");
        }
    });
}

/// The value that all have; none where they differ.
fn common<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn push(pane: &mut Pane<'_>, text: &TextId, edit: WhipEdit) {
    pane.push(Command::Edit(EditCommand::Whip(text.clone(), edit)));
}

/// The colours of the button of a stance.
fn colours(style: &Style, stance: Stance, on: bool) -> (egui::Color32, egui::Color32) {
    match stance.vote().filter(|vote| *vote != Vote::Absent) {
        Some(vote) if on => (style.vote(vote), style.on_vote(vote)),
        _ if on => (style.accent_faint, style.accent),
        _ => (style.faint, style.text),
    }
}

fn stances_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &TextId, members: &[MemberId], now: Option<Stance>) {
    let style = pane.style;
    let width = (ui.available_width() - 6.0) / 2.0;
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    for pair in Stance::ALL.chunks(2) {
        ui.horizontal(|ui| {
            for stance in pair {
                let on = now == Some(*stance);
                let (fill, ink) = colours(&style, *stance, on);
                let words = RichText::new(stance.label()).font(fonts::semibold(11.5)).color(ink);
                let button = Button::new(words).fill(fill).corner_radius(6).selected(on).min_size(vec2(width, 25.0));
                if ui.add(button).clicked() {
                    push(pane, text, WhipEdit::Stance(members.to_vec(), (!on).then_some(*stance)));
                }
            }
        });
    }
}

fn details_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &TextId, members: &[MemberId], leans: &[Option<&Lean>]) {
    let leans: Vec<&Lean> = leans.iter().copied().flatten().collect();
    let percent = common(leans.iter().map(|lean| lean.percent)).flatten();
    ui.horizontal(|ui| {
        muted(ui, &pane.style, "chance");
        let mut value = percent.map_or(0, Percent::get);
        let field = DragValue::new(&mut value).range(0..=100).suffix(" %");
        let field = match percent {
            Some(_) => field,
            // Where none is given the stance's own stands.
            None => field
                .custom_formatter(|value, _| if value == 0.0 { "as the stance".into() } else { format!("{value}") }),
        };
        let response = ui.add(field).on_hover_text("The chance that it votes as its stance says");
        if response.changed() {
            push(pane, text, WhipEdit::Percent(members.to_vec(), Some(Percent::new(value))));
        }
        if percent.is_some() && link(ui, &pane.style, "as the stance").clicked() {
            push(pane, text, WhipEdit::Percent(members.to_vec(), None));
        }
    });
    ui.horizontal(|ui| {
        muted(ui, &pane.style, "heard from");
        let source = common(leans.iter().map(|lean| lean.source)).flatten();
        let shown = source.map_or("not said", Hearing::label);
        let list = ComboBox::from_id_salt("whip source").selected_text(shown).width(110.0).show_ui(ui, |ui| {
            let options = std::iter::once(None).chain(Hearing::ALL.into_iter().map(Some));
            for option in options {
                let words = option.map_or("not said", Hearing::label);
                if ui.selectable_label(source == option, words).clicked() {
                    push(pane, text, WhipEdit::Source(members.to_vec(), option));
                }
            }
        });
        named(ui, &list.response, "Heard from");
        date_ui(ui, pane, text, members, &leans);
    });
    note_ui(ui, pane, text, members, &leans);
}

fn date_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &TextId, members: &[MemberId], leans: &[&Lean]) {
    let date = common(leans.iter().map(|lean| lean.date.clone())).flatten();
    if let Some(entry) = fields::date(ui, "Date heard", date.as_ref(), 84.0) {
        let command = |date| Command::Edit(EditCommand::Whip(text.clone(), WhipEdit::Date(members.to_vec(), date)));
        entry.take(pane, command);
    }
}

fn note_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &TextId, members: &[MemberId], leans: &[&Lean]) {
    let note = common(leans.iter().map(|lean| lean.note.clone())).unwrap_or_default();
    ui.horizontal(|ui| {
        let width = ui.available_width() - 44.0;
        if let Some(typed) = fields::text(ui, "Note", &note, width) {
            push(pane, text, WhipEdit::Note(members.to_vec(), typed));
        }
    });
}
