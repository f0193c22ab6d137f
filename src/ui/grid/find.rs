//! Find and replace: a bar over the grid.

use egui::{Key, TextEdit, Ui};

use super::{
    hand::Held,
    state::{Cell, FindBar, GridState},
};
use crate::{
    app::{
        command::Hand,
        sheet::{Area, Find, SheetId, table},
    },
    ui::{
        pane::Pane,
        widgets::{Icon, icon_button, muted, named},
    },
};

/// Opens the bar, or closes it. Where more than one cell is selected it searches among them.
pub fn toggle(state: &mut GridState) {
    state.find = if state.find.is_some() {
        state.focus = true;
        None
    } else {
        let within = Some(state.area()).filter(|area| area.count() > 1);
        Some(FindBar { find: Find::default(), within, fresh: true })
    };
}

/// The cells that hold what is looked for, row by row.
fn found(held: &Held<'_>, bar: &FindBar) -> Vec<Cell> {
    let (rows, columns) = held.size();
    if rows == 0 || columns == 0 || bar.find.what.is_empty() {
        return Vec::new();
    }
    let all = Area::between((0, 0), (rows - 1, columns - 1));
    let cells = bar.within.unwrap_or(all).cells();
    cells.filter(|(row, column)| bar.find.holds(&held.table.text(*row, *column))).collect()
}

/// Draws the bar, where it is open.
pub fn bar_ui(ui: &mut Ui, pane: &mut Pane<'_>, sheet: &SheetId) {
    let mut state = std::mem::take(&mut pane.local.grid);
    if let Some(mut bar) = state.find.take() {
        let (dossier, rules) = (pane.app.document.dossier.clone(), pane.app.document.rules.clone());
        let table = table(sheet, &dossier, &rules);
        let open = match &table {
            Some(table) => {
                let held = Held { sheet, table: table.as_ref() };
                ui.horizontal(|ui| fields_ui(ui, pane, &held, &mut state, &mut bar)).inner
            }
            None => false,
        };
        if open {
            state.find = Some(bar);
        } else {
            state.focus = true;
        }
    }
    pane.local.grid = state;
}

/// The fields and buttons. Whether the bar stays open.
fn fields_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, bar: &mut FindBar) -> bool {
    let style = pane.style;
    let what = ui.add(TextEdit::singleline(&mut bar.find.what).hint_text("Find").desired_width(170.0));
    named(ui, &what, "Find");
    if std::mem::take(&mut bar.fresh) {
        what.request_focus();
    }
    let with = ui.add(TextEdit::singleline(&mut bar.find.with).hint_text("Replace with").desired_width(170.0));
    named(ui, &with, "Replace with");
    ui.checkbox(&mut bar.find.whole, "Whole cell");
    let area = Some(state.area()).filter(|area| area.count() > 1);
    let mut within = bar.within.is_some();
    let may = within || area.is_some();
    if ui.add_enabled(may, egui::Checkbox::new(&mut within, "In the selection")).clicked() {
        bar.within = area.filter(|_| within);
    }
    let cells = found(held, bar);
    // Enter in the first field goes from one to the next.
    let entered = what.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.add_enabled(!cells.is_empty(), egui::Button::new("Next")).clicked() || (entered && !cells.is_empty()) {
        next(state, &cells);
        if entered {
            what.request_focus();
        }
    }
    if ui.add_enabled(!cells.is_empty(), egui::Button::new("Replace")).clicked() {
        replace_one(pane, held, state, bar, &cells);
    }
    if ui.add_enabled(!cells.is_empty(), egui::Button::new("Replace all")).clicked() {
        replace(pane, held, bar, &cells);
    }
    let count = match (bar.find.what.is_empty(), cells.len()) {
        (true, _) => "Ctrl H closes".to_owned(),
        (false, 1) => "1 cell found".to_owned(),
        (false, count) => format!("{count} cells found"),
    };
    muted(ui, &style, count);
    let escape = (what.lost_focus() || with.lost_focus()) && ui.input(|input| input.key_pressed(Key::Escape));
    let again = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::H));
    !(icon_button(ui, &style, Icon::Cross, "Close find and replace", true).clicked() || escape || again)
}

/// Goes to the next cell behind the present one, and from the last to the first.
fn next(state: &mut GridState, cells: &[Cell]) {
    let after = cells.iter().find(|cell| **cell > state.at).or(cells.first());
    if let Some(cell) = after {
        state.select(*cell);
    }
}

/// Replaces in the present cell where it holds what is looked for, and goes on to the next.
fn replace_one(pane: &mut Pane<'_>, held: &Held<'_>, state: &mut GridState, bar: &FindBar, cells: &[Cell]) {
    if cells.contains(&state.at) {
        replace(pane, held, bar, &[state.at]);
    }
    next(state, cells);
}

fn replace(pane: &mut Pane<'_>, held: &Held<'_>, bar: &FindBar, cells: &[Cell]) {
    let typed = cells
        .iter()
        .filter_map(|(row, column)| Some((*row, *column, bar.find.replaced(&held.table.text(*row, *column))?)))
        .collect();
    held.write(pane, Hand::Replace, typed, None);
}
