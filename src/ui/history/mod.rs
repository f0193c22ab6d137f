//! The History workspace: search and filters on the left, the roll calls that fit in the middle, a time line, what is
//! picked and what was opened on the right.

mod filters;
mod finder;
mod findings;
mod import;
mod line;
mod list;
mod mapping;
mod member;
mod picked;

pub use mapping::mapping_ui;

use std::sync::Arc;

use egui::{Rect, ScrollArea, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::{
    pane::{Pane, inside},
    widgets::{link, muted, named, segmented},
};
use crate::{
    app::{
        Command,
        command::ArchiveCommand,
        library::{Collection, Filter, PastTab, thousands},
    },
    chart::{fonts, frame},
};

/// Draws the workspace.
pub fn history_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let keys = Keys::of(ui.ctx());
    let margin = egui::Margin { left: 16, right: 16, top: 16, bottom: 12 };
    let bare = egui::Frame::new().fill(pane.style.background).inner_margin(margin);
    egui::CentralPanel::no_frame().frame(bare).show(ui, |ui| {
        let full = ui.available_rect_before_wrap();
        let Some(held) = pane.app.library.held().map(Arc::clone) else {
            frame::card(ui.painter(), full, &pane.style);
            within(ui, full, "empty", |ui| import::empty_ui(ui, pane));
            return;
        };
        rooms_ui(ui, pane, &held, full, keys);
    });
}

/// Draws something within a part of the window.
fn within(ui: &mut Ui, rect: Rect, salt: &str, draw: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
        draw(ui);
    });
}

/// For what the keyboard is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// For the list.
    List,
    /// For the field to search in, and the arrows for the list.
    Search,
    /// For something else: a field, a button, a menu.
    Away,
}

impl Keys {
    /// Asked before anything is drawn, since a field that Enter is for lets go of the keyboard as it takes it.
    fn of(ctx: &egui::Context) -> Self {
        match ctx.memory(egui::Memory::focused) {
            _ if egui::Popup::is_any_open(ctx) => Self::Away,
            None => Self::List,
            Some(id) if id == search_id() => Self::Search,
            Some(_) => Self::Away,
        }
    }
}

fn search_id() -> egui::Id {
    egui::Id::unique("search roll calls")
}

fn rooms_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, full: Rect, keys: Keys) {
    let gap = 16.0;
    let narrow = full.width() < 1250.0;
    let (left, right) = if narrow { (230.0, 320.0) } else { (300.0, 376.0) };
    let filters = Rect::from_min_size(full.min, vec2(left, full.height()));
    let middle =
        Rect::from_min_max(pos2(filters.right() + gap, full.top()), pos2(full.right() - right - gap, full.bottom()));
    let search = Rect::from_min_size(middle.min, vec2(middle.width(), 44.0));
    let list = Rect::from_min_max(pos2(middle.left(), search.bottom() + 12.0), middle.max);
    let column = Rect::from_min_max(pos2(middle.right() + gap, full.top()), full.max);
    let low = column.height() < 700.0;
    let (share, import_height) = if low { (0.33, 142.0) } else { (0.38, 198.0) };
    let line_height = (column.height() * share).clamp(190.0, 320.0);
    let line_card = Rect::from_min_size(column.min, vec2(column.width(), line_height));
    let import_card = Rect::from_min_max(pos2(column.left(), column.bottom() - import_height), column.max);
    let picked_card = Rect::from_min_max(
        pos2(column.left(), line_card.bottom() + 12.0),
        pos2(column.right(), import_card.top() - 12.0),
    );
    for card in [filters, search, list, line_card, picked_card, import_card] {
        frame::card(ui.painter(), card, &pane.style);
    }
    within(ui, inside(filters), "filters", |ui| filters::filters_ui(ui, pane, held));
    within(ui, search.shrink2(vec2(14.0, 7.0)), "search", |ui| search_ui(ui, pane, held, keys));
    within(ui, list.shrink2(vec2(6.0, 8.0)), "list", |ui| middle_ui(ui, pane, held, keys));
    line::line_ui(ui, pane, held, line_card, inside(line_card));
    within(ui, inside(picked_card), "picked", |ui| {
        // In a low window not all of it has room.
        ScrollArea::vertical().auto_shrink(false).id_salt("picked").show(ui, |ui| picked::picked_ui(ui, pane, held));
    });
    within(ui, inside(import_card), "import", |ui| import::import_ui(ui, pane, held, low));
}

/// Takes the letters of this frame, or Ctrl F. Whether there were any.
fn take_typed(ui: &Ui, words: &mut String) -> bool {
    ui.input_mut(|input| {
        let before = words.len();
        input.events.retain(|event| {
            let egui::Event::Text(text) = event else { return true };
            words.push_str(text);
            false
        });
        let asked = input.consume_key(egui::Modifiers::COMMAND, egui::Key::F);
        asked || words.len() > before
    })
}

/// The field to search in, and how many roll calls fit.
fn search_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, keys: Keys) {
    let view = &pane.app.library.view;
    let filter = view.filter.clone();
    let mut words = filter.words.clone();
    // Letters typed anywhere go into the field, and Ctrl F puts the cursor there.
    let free = keys == Keys::List && pane.app.session.dialog.is_none();
    let typed = free && take_typed(ui, &mut words);
    let count = pane.app.library.found(held).len();
    ui.horizontal_centered(|ui| {
        let field = TextEdit::singleline(&mut words)
            .id(search_id())
            .hint_text("Search titles, symbols, issues")
            .frame(egui::Frame::NONE)
            .font(fonts::regular(14.0))
            .align(egui::Align2::LEFT_CENTER);
        let field = ui.add_sized(vec2(ui.available_width() - 240.0, 30.0), field);
        if typed {
            field.request_focus();
            let mut state = TextEdit::load_state(ui.ctx(), search_id()).unwrap_or_default();
            let end = egui::text::CCursor::new(words.chars().count());
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
            state.store(ui.ctx(), search_id());
        }
        named(ui, &field, "Search roll calls");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let all = held.imported.archive.roll_calls.len() as u64;
            let (count, all) = (thousands(count as u64), thousands(all));
            if link(ui, &pane.style, "CSV…").on_hover_text("The list as a table: rules beside record").clicked() {
                pane.push(Command::Archive(ArchiveCommand::ExportList));
            }
            muted(ui, &pane.style, format!("{count} of {all} roll calls"));
        });
    });
    if words != filter.words {
        pane.push(Command::Archive(ArchiveCommand::Filter(Box::new(Filter { words, ..filter }))));
    }
}

fn middle_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, keys: Keys) {
    let style = pane.style;
    let findings = held.imported.findings.list().len();
    let problems =
        if findings == 0 { "Problems".to_owned() } else { format!("Problems {}", thousands(findings as u64)) };
    let tabs =
        [(PastTab::RollCalls, "Roll calls"), (PastTab::Member, "Member"), (PastTab::Findings, problems.as_str())];
    let listed = pane.app.library.view.tab == PastTab::RollCalls;
    let instead = pane.app.library.instead(held).filter(|_| listed);
    ui.horizontal(|ui| {
        if let Some(tab) = segmented(ui, &style, &tabs, pane.app.library.view.tab) {
            pane.push(Command::Archive(ArchiveCommand::Tab(tab)));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(instead) = &instead {
                if link(ui, &style, "Back to the search").clicked() {
                    pane.push(Command::Archive(instead.back.clone()));
                }
                let words = egui::RichText::new(&instead.words).font(fonts::semibold(11.5)).color(style.accent);
                ui.add(egui::Label::new(words).truncate());
            } else if listed {
                list::order_ui(ui, pane);
            }
        });
    });
    if let Some(instead) = &instead {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            muted(ui, &style, &instead.about);
        });
    }
    ui.add_space(2.0);
    match pane.app.library.view.tab {
        PastTab::RollCalls => list::list_ui(ui, pane, held, keys),
        PastTab::Member => member::member_ui(ui, pane, held),
        PastTab::Findings => findings::findings_ui(ui, pane, held),
    }
}
