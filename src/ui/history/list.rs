//! The roll calls that fit: date, text, counts with a small bar, outcome. A click picks one, a double click opens it.

use egui::{Align2, Key, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Keys;
use crate::{
    app::{Command, command::ArchiveCommand, library::Collection},
    archive::{Key as By, Order, RollCall},
    chart::{fonts, text::fitted, verdict::stack},
    model::{Outcome, Vote},
    ui::{
        pane::Pane,
        widgets::{muted, named, pill},
    },
};

/// The height of a row.
const ROW: f32 = 26.0;

/// Below this width a row has no bar.
const NARROW: f32 = 560.0;

/// Where the columns stand within a row.
struct Columns {
    date: f32,
    text: f32,
    bar: f32,
    tally: f32,
    outcome: f32,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let outcome = rect.right() - 84.0;
        let tally = outcome - 84.0;
        // Where there is little room it is for the words.
        let bar = if rect.width() < NARROW { tally } else { tally - 74.0 };
        Self { date: rect.left() + 12.0, text: rect.left() + 104.0, bar, tally, outcome }
    }
}

/// Draws the head and the rows.
pub fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, of: Keys) {
    head_ui(ui, pane);
    let found = pane.app.library.found(held);
    if found.is_empty() {
        ui.add_space(10.0);
        muted(ui, &pane.style, "No roll call fits. Take a word or a filter away.");
        return;
    }
    let picked = pane.app.library.view.picked;
    let place = picked.and_then(|picked| found.iter().position(|number| *number == picked));
    let moved = if of == Keys::Away { None } else { keys(ui, pane, &found, place, of) };
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("roll calls");
    if let Some(to) = moved {
        // The row that the keys pick stays in sight.
        let top = to as f32 * ROW;
        let height = ui.available_height();
        let offset = pane.local.list_offset;
        if top < offset {
            area = area.vertical_scroll_offset(top);
        } else if top + ROW > offset + height {
            area = area.vertical_scroll_offset(top + ROW - height);
        }
    }
    let shown = area.show_rows(ui, ROW, found.len(), |ui, rows| {
        for number in found.get(rows).unwrap_or_default() {
            row_ui(ui, pane, held, *number, picked == Some(*number));
        }
    });
    pane.local.list_offset = shown.state.clamped_offset().y;
}

/// Up and down pick another row, Enter opens the one that is picked; in the field to search in it ends the typing. Gives the
/// row that is picked anew.
fn keys(ui: &Ui, pane: &mut Pane<'_>, found: &[u32], place: Option<usize>, of: Keys) -> Option<usize> {
    if pane.app.session.dialog.is_some() {
        return None;
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let last = found.len().checked_sub(1)?;
    let enter = pressed(Key::Enter);
    let searching = of == Keys::Search;
    let next = match place {
        None if pressed(Key::ArrowDown) || enter => Some(0),
        Some(place) if pressed(Key::ArrowDown) => Some((place + 1).min(last)),
        Some(place) if pressed(Key::ArrowUp) => Some(place.saturating_sub(1)),
        _ => None,
    };
    if searching && next.is_some() {
        // On with the list: the next Enter opens what is picked.
        ui.memory_mut(|memory| memory.surrender_focus(super::search_id()));
    }
    if let (Some(place), true, None, false) = (place, enter, next, searching) {
        pane.push(Command::Archive(ArchiveCommand::OpenRollCalls(found.get(place).copied().into_iter().collect())));
    }
    let next = next.filter(|next| Some(*next) != place)?;
    pane.push(Command::Archive(ArchiveCommand::Pick(found.get(next).copied())));
    Some(next)
}

/// The menu of all orders; the heads of the columns have those that are asked for most.
pub fn order_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let now = pane.app.library.view.order;
    let mut next = now;
    let arrow = if now.descending { "↓" } else { "↑" };
    let words = format!("Order by {} {arrow}", now.key.label());
    let words = RichText::new(words).font(fonts::regular(11.5)).color(style.accent);
    let menu = ui.menu_button(words, |ui| {
        for key in By::ALL {
            let searched = key != By::Relevance || !pane.app.library.view.filter.words.is_empty();
            ui.add_enabled_ui(searched, |ui| {
                let choice = ui.selectable_label(now.key == key, key.label());
                if choice.on_disabled_hover_text("Search for words first").clicked() {
                    next = Order { key, descending: key == By::Date };
                    ui.close();
                }
            });
        }
        ui.separator();
        for (descending, word) in [(false, "Ascending"), (true, "Descending")] {
            ui.selectable_value(&mut next.descending, descending, word);
        }
    });
    named(ui, &menu.response, "Order of the list");
    if next != now {
        pane.push(Command::Archive(ArchiveCommand::Order(next)));
    }
}

fn head_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let columns = Columns::of(rect);
    let order = pane.app.library.view.order;
    // The nearest stand in an order of their own.
    let nearest = pane.app.library.view.nearest.is_some();
    let heads = [
        (columns.date, columns.text, "Date", "day", By::Date),
        (columns.text, columns.bar, "Text", "title", By::Title),
        (columns.bar, columns.outcome, "Yes–No–Abstain", "share of Yes", By::YesShare),
        (columns.outcome, rect.right(), "Outcome", "margin", By::Margin),
    ];
    for (left, right, word, about, by) in heads {
        let area = Rect::from_min_max(pos2(left, rect.top()), pos2(right - 6.0, rect.bottom()));
        let response = ui.interact(area, ui.scope_id().with(("order", word)), Sense::click());
        let on = order.key == by && !nearest;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("Order by {about}")));
        let arrow = match (on, order.descending) {
            (true, true) => " ↓",
            (true, false) => " ↑",
            (false, _) => "",
        };
        let colour = if on || response.hovered() { style.accent } else { style.muted };
        // As the pills below it, the last stands at the right.
        let (x, side) = match by {
            By::Margin => (right - 8.0, Align2::RIGHT_CENTER),
            _ => (left, Align2::LEFT_CENTER),
        };
        let at = pos2(x, area.center().y);
        ui.painter().text(at, side, format!("{word}{arrow}"), fonts::semibold(11.0), colour);
        if response.clicked() {
            let descending = if on { !order.descending } else { by == By::Date };
            pane.push(Command::Archive(ArchiveCommand::Order(Order { key: by, descending })));
        }
        response.on_hover_text(format!("Order by {about}"));
    }
    let hair = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max);
    ui.painter().rect_filled(hair, 0.0, style.border);
}

/// What the rules say beside what the record says.
fn rules_and_record(held: &Collection, roll_call: &RollCall, number: usize, against: Option<String>) -> String {
    let word = |outcome: Option<Outcome>| outcome.map_or("nothing", Outcome::label).to_lowercase();
    let (rules, record) = (word(held.by_rules(number)), word(roll_call.recorded));
    let both = format!("Rules say {rules}, the record says {record}.");
    [Some(both), against].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, number: u32, picked: bool) {
    let style = pane.style;
    let n = number as usize;
    let Some(roll_call) = held.imported.archive.roll_calls.get(n) else { return };
    let outcome = held.verdicts.outcome(number);
    let counts = held.counts(n);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let date = roll_call.date.as_ref().map_or("", |date| date.as_str());
    let tally = counts.map_or_else(|| "–".to_owned(), |c| format!("{}–{}–{}", c.yes, c.no, c.abstain));
    let word = outcome.map_or("Not known", crate::model::Outcome::label);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, picked, format!("{date} {} {tally} {word}", roll_call.heading()))
    });
    if picked {
        ui.painter().rect_filled(rect, 6.0, style.accent_faint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, style.faint);
    }
    let columns = Columns::of(rect);
    let middle = rect.center().y;
    let painter = ui.painter();
    let put = |x: f32, text: &str, font, colour, width: f32| {
        let galley = fitted(painter, text, font, colour, width);
        painter.galley(pos2(x, middle - galley.size().y / 2.0), galley, colour);
    };
    let apart = pane.app.library.apart(held, number);
    let colour = if apart.is_some() { style.deleted() } else { style.muted };
    if apart.is_some() {
        painter.circle_filled(pos2(rect.left() + 5.5, middle), 2.5, style.deleted());
    }
    put(columns.date, date, fonts::regular(12.0), colour, 84.0);
    let font = if picked { fonts::semibold(12.5) } else { fonts::regular(12.5) };
    put(columns.text, roll_call.heading(), font, style.text, columns.bar - columns.text - 12.0);
    if let Some(counts) = counts.filter(|_| columns.bar < columns.tally) {
        let bar = Rect::from_min_max(pos2(columns.bar, middle - 3.5), pos2(columns.tally - 10.0, middle + 3.5));
        let parts = [Vote::Yes, Vote::Abstain, Vote::No].map(|vote| (vote, u64::from(counts.of(vote))));
        let total = parts.iter().map(|(_, n)| n).sum();
        stack(painter, bar, &parts, total, &style);
    }
    put(columns.tally, &tally, fonts::regular(12.0), style.text, 80.0);
    let drawn = pill(painter, (Align2::RIGHT_CENTER, pos2(rect.right() - 8.0, middle)), word, outcome, &style);
    let against = held.disagreement(n);
    if against.is_some() {
        let at = pos2(drawn.left() - 3.0, middle);
        painter.text(at, Align2::RIGHT_CENTER, "≠", fonts::semibold(12.0), style.deleted());
    }
    let response = response.on_hover_text(rules_and_record(held, roll_call, n, against));
    let response = match apart {
        Some(words) => response.on_hover_text(words),
        None => response,
    };
    if response.double_clicked() {
        pane.push(Command::Archive(ArchiveCommand::OpenRollCalls(vec![number])));
    } else if response.clicked() {
        pane.push(Command::Archive(ArchiveCommand::Pick(Some(number))));
    }
    response.context_menu(|ui| {
        if ui.button("Open in Vote").clicked() {
            pane.push(Command::Archive(ArchiveCommand::OpenRollCalls(vec![number])));
            ui.close();
        }
        if ui.button("Nearest texts").clicked() {
            pane.push(Command::Archive(ArchiveCommand::Nearest(Some(number))));
            ui.close();
        }
    });
}
