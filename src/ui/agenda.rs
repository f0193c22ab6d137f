//! The agenda: the texts of the day by body and meeting, amendments under their text, then the earlier record.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{pane::Pane, widgets::pill};
use crate::{
    app::{command::ViewCommand, shown::AgendaRow},
    chart::{floor_data::Fate, fonts, text::fitted, verdict::stack},
    model::{Basis, Dossier, Text, TextKind},
};

/// Draws the agenda.
pub fn agenda_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let rows = std::sync::Arc::clone(&pane.app.shown.agenda);
    let today = |text: &Text| text.date == dossier.date || dossier.date.is_none();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if dossier.texts.is_empty() {
            empty_ui(ui, pane);
            return;
        }
        list_ui(ui, pane, &dossier, &rows, &today);
        let others = dossier.texts.iter().filter(|text| !today(text)).count();
        if others == 0 {
            return;
        }
        ui.add_space(14.0);
        let shown = pane.app.session.earlier;
        let word = if shown { "Hide" } else { "Show" };
        if super::widgets::link(ui, &pane.style, &format!("{word} the {others} votes of other days")).clicked() {
            pane.view(ViewCommand::Earlier(!shown));
        }
        if shown {
            list_ui(ui, pane, &dossier, &rows, &|text| !today(text));
        }
        ui.add_space(16.0);
    });
}

fn empty_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.add_space(8.0);
    super::widgets::heading(ui, "No texts yet");
    super::widgets::muted(ui, &pane.style, "Choose a body and add a text under Data.");
    ui.add_space(6.0);
    if super::widgets::link(ui, &pane.style, "Go to Data").clicked() {
        pane.view(ViewCommand::Workspace(crate::app::session::Workspace::Data));
    }
}

fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, rows: &[AgendaRow], wanted: &dyn Fn(&Text) -> bool) {
    let mut head = None;
    let amended = |text: &Text| text.amends.as_ref().is_some_and(|id| dossier.text(id).is_some_and(wanted));
    // A text, then the amendments to it, wherever they stand in the file.
    for text in dossier.texts.iter().filter(|text| wanted(text) && !amended(text)) {
        let this = (text.body.clone(), text.meeting.clone(), text.date.clone());
        if head.as_ref() != Some(&this) {
            head_ui(ui, pane, dossier, text, head.as_ref().map(|(body, _, _)| body) == Some(&text.body));
            head = Some(this);
        }
        row_ui(ui, pane, text, rows, 0.0);
        below_ui(ui, pane, dossier, rows, wanted, (text, 1));
    }
}

/// What belongs to a text, and what belongs to that: an amendment to an amendment, a motion about a motion.
fn below_ui(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    dossier: &Dossier,
    rows: &[AgendaRow],
    wanted: &dyn Fn(&Text) -> bool,
    (text, depth): (&Text, u8),
) {
    for lower in dossier.texts.iter().filter(|lower| wanted(lower) && lower.amends.as_ref() == Some(&text.id)) {
        row_ui(ui, pane, lower, rows, 16.0 * f32::from(depth.min(4)));
        below_ui(ui, pane, dossier, rows, wanted, (lower, depth.saturating_add(1)));
    }
}

fn head_ui(ui: &mut Ui, pane: &Pane<'_>, dossier: &Dossier, text: &Text, same_body: bool) {
    let style = pane.style;
    let body = dossier.body(&text.body).map_or(text.body.as_str(), |body| &body.name);
    ui.add_space(if same_body { 8.0 } else { 14.0 });
    let width = ui.available_width();
    if !same_body {
        let (rect, response) = ui.allocate_exact_size(vec2(width, 16.0), Sense::hover());
        let words = body.to_uppercase();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, body));
        let at = rect.left_center() + vec2(8.0, 0.0);
        ui.painter().text(at, Align2::LEFT_CENTER, words, fonts::semibold(10.5), style.muted);
    }
    let day = text.date.as_ref().map_or(String::new(), crate::model::Date::in_words);
    let words = if text.meeting.is_empty() { day } else { text.meeting.clone() };
    if !words.is_empty() {
        let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
        let at = rect.left_center() + vec2(8.0, -1.0);
        ui.painter().text(at, Align2::LEFT_CENTER, words, fonts::regular(11.5), style.muted);
    }
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text, rows: &[AgendaRow], indent: f32) {
    let style = pane.style;
    let Some(row) = rows.iter().find(|row| row.text == text.id) else { return };
    let on = pane.app.session.text.as_ref() == Some(&text.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 58.0), Sense::click());
    let word = pill_word(text, row);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, on, format!("{}, {}, {word}", text.short_name(), row.tally))
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    if on {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 2.0)), 8.0, style.accent_faint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 2.0)), 8.0, style.faint);
    }
    let inner = Rect::from_min_max(rect.min + vec2(8.0 + indent, 0.0), rect.max - vec2(8.0, 0.0));
    let painter = ui.painter();
    let badge =
        pill(painter, (Align2::RIGHT_CENTER, pos2(inner.right(), inner.top() + 15.0)), &word, row.outcome, &style);
    let name = fitted(painter, text.short_name(), fonts::semibold(12.0), style.text, badge.left() - inner.left() - 6.0);
    painter.galley(pos2(inner.left(), inner.top() + 15.0 - name.size().y / 2.0), name, style.text);
    let words = if text.subtitle() == text.short_name() { &text.sponsor } else { text.subtitle() };
    let under = fitted(painter, words, fonts::regular(11.5), style.muted, inner.width());
    painter.galley(pos2(inner.left(), inner.top() + 25.0), under, style.muted);
    let strip = Rect::from_min_size(pos2(inner.left(), inner.top() + 44.0), vec2(inner.width(), 5.0));
    let total = row.parts.iter().map(|(_, n)| n).sum();
    stack(painter, strip, &row.parts, total, &style);
    if row.changed {
        painter.circle_filled(pos2(rect.left() + 3.0, inner.top() + 15.0), 2.5, style.accent);
    }
    let hint = format!("{} · {}", text.title, row.tally);
    if response.on_hover_text(hint).clicked() {
        pane.view(ViewCommand::Text(text.id.clone()));
    }
}

fn pill_word(text: &Text, row: &AgendaRow) -> String {
    if let Some(word) = row.fate.word() {
        return word.to_owned();
    }
    match row.outcome {
        Some(outcome) if row.fate == Fate::Assumed => format!("assumed {}", outcome.label().to_lowercase()),
        Some(outcome) if outcome.is_adopted() && text.kind == TextKind::AsAmended => "as amended".to_owned(),
        Some(outcome) => outcome.label().to_lowercase(),
        None if row.basis == Basis::Nothing => "no votes".to_owned(),
        None => "not known".to_owned(),
    }
}
