//! The same votes under another rule: which rule, whose votes, and every vote with both outcomes.

use std::sync::Arc;

use egui::{
    Align2, Button, Popup, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::push;
use crate::{
    app::{
        Command,
        command::{CompareCommand, ViewCommand, VoteCommand},
    },
    chart::{
        fonts, frame,
        other_rule::{OtherRow, OtherTable, OtherTerms},
        style::Style,
        text::{fitted, wrapped},
    },
    model::{BodyId, Outcome},
    rules::presets,
    ui::{
        fields,
        pane::{Pane, inside},
        widgets::{self, cut, line, pill},
    },
};

const ROW: f32 = 40.0;
const HEAD: f32 = 22.0;

/// Draws the tab.
pub fn rule_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    frame::card(ui.painter(), rect, &pane.style);
    let inner = inside(rect);
    let bar = Rect::from_min_size(inner.min, vec2(inner.width(), 62.0));
    let terms = pane.app.session.compare.terms(&pane.app.document, pane.app.session.text.as_ref());
    ui.scope_builder(UiBuilder::new().max_rect(bar).id_salt("terms"), |ui| {
        ui.horizontal_wrapped(|ui| terms_ui(ui, pane, &terms));
    });
    let Some(table) = pane.app.shown.other_rule() else { return };
    let style = pane.style;
    let sentence = table.sentence();
    let words = wrapped(ui.painter(), &sentence, fonts::semibold(13.5), style.text, inner.width(), 3);
    let at = pos2(inner.left(), bar.bottom() + 8.0);
    let below = at.y + words.size().y + 4.0;
    ui.painter().galley(at, words, style.text);
    widgets::describe(ui, inner, "The same votes under another rule", &sentence);
    let scenario = format!("Votes: {} · a click says why on the right, a right click does more", table.scenario);
    line(ui, pos2(inner.left(), below), &scenario, fonts::regular(11.5), style.muted, inner.width());
    let list = Rect::from_min_max(pos2(inner.left(), below + 24.0), inner.max);
    table_ui(ui, pane, list, &table);
}

/// What is chosen: the rule, whose texts, whose votes, which day.
fn terms_ui(ui: &mut Ui, pane: &mut Pane<'_>, terms: &OtherTerms) {
    let mut next: Option<OtherTerms> = None;
    rule_menu(ui, pane, terms, &mut next);
    body_menu(ui, pane, "Texts of", "every body", terms.of.as_ref(), |of| {
        next = Some(OtherTerms { of, ..terms.clone() });
    });
    body_menu(ui, pane, "Voted by", "who voted", terms.body.as_ref(), |body| {
        next = Some(OtherTerms { body, ..terms.clone() });
    });
    widgets::muted(ui, &pane.style, "on");
    if let Some(date) = fields::date(ui, "Another day", terms.date.as_ref(), 82.0) {
        let terms = terms.clone();
        date.take(pane, |date| Command::Compare(CompareCommand::Terms(OtherTerms { date, ..terms })));
    }
    if terms.date.is_none() {
        widgets::muted(ui, &pane.style, "its own day");
    }
    if let Some(next) = next {
        push(pane, CompareCommand::Terms(next));
    }
}

fn rule_menu(ui: &mut Ui, pane: &Pane<'_>, terms: &OtherTerms, next: &mut Option<OtherTerms>) {
    let own = Arc::clone(&pane.app.document.rules);
    let name = pane.app.source().rule(&terms.rule).map_or("No rule", |rule| rule.name.as_str());
    let words = RichText::new(format!("Rule: {}", cut(name, 90))).font(fonts::regular(12.5)).color(pane.style.accent);
    ui.menu_button(words, |ui| {
        ui.set_min_width(400.0);
        for rule in presets().iter().chain(own.iter()) {
            if ui.add(Button::new(&rule.name).selected(terms.rule == rule.id)).clicked() {
                *next = Some(OtherTerms { rule: rule.id.clone(), ..terms.clone() });
            }
        }
    });
}

fn body_menu(
    ui: &mut Ui,
    pane: &Pane<'_>,
    word: &str,
    nobody: &str,
    now: Option<&BodyId>,
    mut pick: impl FnMut(Option<BodyId>),
) {
    let dossier = Arc::clone(&pane.app.document.dossier);
    let name = now.and_then(|id| dossier.body(id)).map_or(nobody, |body| &body.name);
    let words = RichText::new(format!("{word} {name}")).font(fonts::regular(12.5)).color(pane.style.accent);
    ui.menu_button(words, |ui| {
        ui.set_min_width(220.0);
        if ui.add(Button::new(nobody).selected(now.is_none())).clicked() {
            pick(None);
        }
        for body in &dossier.bodies {
            if ui.add(Button::new(&body.name).selected(now == Some(&body.id))).clicked() {
                pick(Some(body.id.clone()));
            }
        }
    });
}

/// Where the columns begin.
struct Places {
    name: f32,
    date: f32,
    tally: f32,
    own: f32,
    other: f32,
    spare: f32,
    right: f32,
}

impl Places {
    fn new(rect: Rect) -> Self {
        let at = |share: f32| rect.left() + rect.width() * share;
        Self {
            name: rect.left() + 14.0,
            date: at(0.27),
            tally: at(0.435),
            own: at(0.57),
            other: at(0.775),
            spare: at(0.885),
            right: rect.right() - 8.0,
        }
    }
}

fn table_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect, table: &OtherTable) {
    let style = pane.style;
    let places = Places::new(rect);
    let heads = [
        (places.name, "Text"),
        (places.date, "Date"),
        (places.tally, "Yes–No–Abstain"),
        (places.own, "By its own rule"),
        (places.other, "By this rule"),
        (places.spare, "Then"),
    ];
    for (x, words) in heads {
        line(ui, pos2(x, rect.top()), words, fonts::semibold(11.5), style.muted, 150.0);
    }
    ui.painter().hline(rect.x_range(), rect.top() + HEAD, Stroke::new(1.0, style.border));
    let body = Rect::from_min_max(rect.min + vec2(0.0, HEAD), rect.max);
    if table.rows.is_empty() {
        let words = "No roll call and no tally is recorded here. Choose the texts of another body above.";
        line(ui, body.min + vec2(0.0, 12.0), words, fonts::regular(12.5), style.muted, body.width());
        return;
    }
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("other rule"), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, table.rows.len(), |ui, rows| {
            for row in table.rows.get(rows).unwrap_or_default() {
                row_ui(ui, pane, &places, row, table);
            }
        });
    });
}

fn word(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("not known", Outcome::label)
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, places: &Places, row: &OtherRow, table: &OtherTable) {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let on = pane.app.session.text.as_ref() == Some(&row.text);
    let label = format!(
        "{}, {}, {} by its own rule, {} by this one",
        row.name,
        row.tally,
        word(row.own).to_lowercase(),
        word(row.other.outcome).to_lowercase()
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
    if on {
        ui.painter().rect_filled(rect, 5.0, style.accent_faint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, style.faint);
    }
    cells(ui, places, rect, row, &style);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(0.5, style.border));
    if response.clicked() {
        pane.view(ViewCommand::Text(row.text.clone()));
    }
    Popup::context_menu(&response).width(230.0).show(|ui| {
        widgets::heading(ui, &row.name);
        if ui.button("Show this vote").clicked() {
            pane.view(ViewCommand::Text(row.text.clone()));
            push(pane, CompareCommand::Open(false));
        }
        if ui.button("Put the rule in force there").clicked() {
            pane.view(ViewCommand::Text(row.text.clone()));
            pane.push(Command::Vote(VoteCommand::SetRule(table.terms.rule.clone())));
        }
    });
    let unset = match (row.short_of, row.unset) {
        (Some(size), _) => format!("\nNot all of its {size} seats are known on that day"),
        (None, 0) => String::new(),
        (None, n) => format!("\n{n} of those who count have no vote known and count as absent"),
    };
    response.on_hover_text(format!("{}\n{} · {}{unset}", row.title, row.body, row.own_rule_name));
}

fn cells(ui: &Ui, places: &Places, rect: Rect, row: &OtherRow, style: &Style) {
    let middle = rect.center().y;
    let text = |x: f32, words: &str, strong: bool, width: f32| {
        let (font, ink) =
            if strong { (fonts::semibold(12.5), style.text) } else { (fonts::regular(12.0), style.muted) };
        line(ui, pos2(x, middle - 7.5), words, font, ink, width);
    };
    if row.changes() {
        ui.painter().circle_filled(pos2(rect.left() + 5.0, middle), 3.0, style.accent);
    }
    let width = places.date - places.name - 8.0;
    line(ui, pos2(places.name, middle - 16.0), &row.name, fonts::semibold(12.5), style.text, width);
    line(ui, pos2(places.name, middle + 1.0), &row.about, fonts::regular(11.0), style.muted, width);
    let day = row.date.as_ref().map_or(String::new(), crate::model::Date::in_words);
    text(places.date, &day, false, places.tally - places.date - 8.0);
    let tally =
        if row.other_tally == row.tally { row.tally.clone() } else { format!("{} ({})", row.other_tally, row.tally) };
    text(places.tally, &tally, true, places.own - places.tally - 8.0);
    let badge = |x: f32, outcome: Option<Outcome>| {
        pill(ui.painter(), (Align2::LEFT_CENTER, pos2(x, middle)), word(outcome), outcome, style)
    };
    let own = badge(places.own, row.own);
    let short =
        fitted(ui.painter(), &row.own_rule_short, fonts::regular(11.0), style.muted, places.other - own.right() - 26.0);
    ui.painter().galley(pos2(own.right() + 7.0, middle - short.size().y / 2.0), short, style.muted);
    let arrow = pos2(places.other - 12.0, middle);
    ui.painter().text(arrow, Align2::CENTER_CENTER, "→", fonts::regular(12.0), style.muted);
    badge(places.other, row.other.outcome);
    text(places.spare, &row.spare, false, places.right - places.spare);
}
