//! The sheets of the Data workspace: a line to choose and to add, the grid, and what can be done with the row or column
//! that is chosen.

use egui::{Align, Button, Layout, Ui, vec2};

use super::{card, chosen, nothing};
use crate::{
    app::{
        command::ViewCommand,
        session::DataTab,
        sheet::{SheetId, Table, table},
    },
    chart::fonts,
    model::{BodyId, Dossier, Vote},
    ui::{
        grid,
        pane::Pane,
        widgets::{link, muted, primary, segmented},
    },
};

/// The room below the grid.
const FOOT: f32 = 62.0;

/// Draws the sheet of a tab.
pub fn sheet_ui(ui: &mut Ui, pane: &mut Pane<'_>, tab: DataTab) {
    card(pane).inner_margin(12).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 8.0;
        let dossier = pane.app.document.dossier.clone();
        choose_body(pane, &dossier, tab);
        let sheet = sheet_of(pane, tab);
        tools_ui(ui, pane, tab, &dossier, sheet.as_ref());
        let rules = pane.app.document.rules.clone();
        let table = sheet.as_ref().and_then(|sheet| table(sheet, &dossier, &rules));
        match (&sheet, &table) {
            (Some(sheet), Some(table)) if table.rows() > 0 && table.columns() > 0 => {
                grid::find_ui(ui, pane, sheet);
                let room = vec2(ui.available_width(), (ui.available_height() - FOOT).max(120.0));
                ui.allocate_ui(room, |ui| {
                    ui.set_min_size(room);
                    grid::grid_ui(ui, pane, sheet, name(tab));
                });
                info_ui(ui, pane, sheet, table.as_ref());
                chosen::chosen_ui(ui, pane, tab, sheet);
            }
            _ => empty_ui(ui, pane, tab),
        }
    });
}

/// The word on the tab of a sheet.
pub fn name(tab: DataTab) -> &'static str {
    match tab {
        DataTab::Votes => "Votes",
        DataTab::Texts => "Texts",
        DataTab::Members => "Members",
        DataTab::Groups => "Groups",
        DataTab::Weights => "Weights",
        DataTab::OneText => "One text",
        DataTab::Bodies => "Bodies and seats",
        DataTab::Rules => "Rules",
    }
}

/// The bodies that a sheet can be about.
fn bodies(dossier: &Dossier, tab: DataTab) -> Vec<(BodyId, String)> {
    let voted = |id: &BodyId| tab != DataTab::Votes || dossier.texts.iter().any(|text| text.body == *id);
    let bodies = dossier.bodies.iter().filter(|body| voted(&body.id));
    bodies.map(|body| (body.id.clone(), body.name.clone())).collect()
}

/// The body that is shown, or else that of the text that is shown, or else the first.
fn choose_body(pane: &mut Pane<'_>, dossier: &Dossier, tab: DataTab) {
    let known = bodies(dossier, tab);
    let is_known = |id: &BodyId| known.iter().any(|(known, _)| known == id);
    if pane.local.body.as_ref().is_none_or(|id| !is_known(id)) {
        let of_text = pane.app.session.text.as_ref().and_then(|id| dossier.text(id)).map(|text| text.body.clone());
        pane.local.body = of_text.filter(is_known).or_else(|| known.first().map(|(id, _)| id.clone()));
    }
}

fn sheet_of(pane: &Pane<'_>, tab: DataTab) -> Option<SheetId> {
    let body = pane.local.body.clone();
    match tab {
        DataTab::Members => Some(SheetId::Members),
        DataTab::Groups => Some(SheetId::Groups),
        DataTab::Texts => Some(SheetId::Texts),
        DataTab::Votes => body.map(SheetId::Votes),
        DataTab::Weights => body.map(SheetId::Weights),
        DataTab::OneText | DataTab::Bodies | DataTab::Rules => None,
    }
}

/// What can be chosen and added, and what the menu of the grid can do as well.
fn tools_ui(ui: &mut Ui, pane: &mut Pane<'_>, tab: DataTab, dossier: &Dossier, sheet: Option<&SheetId>) {
    ui.horizontal(|ui| {
        if matches!(tab, DataTab::Votes | DataTab::Weights) {
            let known = bodies(dossier, tab);
            let options: Vec<(usize, &str)> =
                known.iter().enumerate().map(|(n, (_, name))| (n, name.as_str())).collect();
            let now = known.iter().position(|(id, _)| pane.local.body.as_ref() == Some(id)).unwrap_or(0);
            if let Some((id, _)) = segmented(ui, &pane.style, &options, now).and_then(|n| known.get(n)) {
                pane.local.body = Some(id.clone());
            }
            ui.add_space(8.0);
        }
        chosen::add_ui(ui, pane, tab);
        let Some(sheet) = sheet else { return };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| grid_tools_ui(ui, pane, sheet));
    });
}

fn grid_tools_ui(ui: &mut Ui, pane: &mut Pane<'_>, sheet: &SheetId) {
    let dossier = pane.app.document.dossier.clone();
    let rules = pane.app.document.rules.clone();
    let Some(table) = table(sheet, &dossier, &rules) else { return };
    let held = grid::Held { sheet, table: table.as_ref() };
    let ready = table.rows() > 0 && table.columns() > 0;
    let open = pane.local.grid.find.is_some();
    if ui.add_enabled(ready, Button::new("Find and replace").selected(open)).on_hover_text("Ctrl H").clicked() {
        grid::toggle_find(&mut pane.local.grid);
    }
    let several = ready && pane.local.grid.area().rows() > 1;
    let hint = "The first row of the selection into its other rows · Ctrl Shift D";
    if ui.add_enabled(several, Button::new("Fill down")).on_hover_text(hint).clicked() {
        let state = pane.local.grid.clone();
        held.fill_down(pane, &state);
    }
    if ui.add_enabled(ready, Button::new("Copy")).on_hover_text("For a spreadsheet program · Ctrl C").clicked() {
        grid::copy(ui.ctx(), &held, &pane.local.grid);
    }
}

/// The cell that is meant, what its source says, and what the selection adds up to.
fn info_ui(ui: &mut Ui, pane: &mut Pane<'_>, sheet: &SheetId, table: &dyn Table) {
    let state = &pane.local.grid;
    let ((row, column), area) = (state.at, state.area());
    let style = pane.style;
    let face = table.face(row, column);
    let mut words = vec![format!("{}: {}", table.cell_name(row, column), table.spoken(row, column))];
    words.extend(face.changed.clone());
    words.extend(face.fixed);
    let tally = sum(table, area);
    ui.horizontal(|ui| {
        let text = egui::RichText::new(words.join(" · ")).font(fonts::regular(11.5)).color(style.text);
        let room = (ui.available_width() - 330.0).max(120.0);
        ui.allocate_ui(vec2(room, 18.0), |ui| ui.add(egui::Label::new(text).truncate()));
        let back = area.count() <= 20_000 && area.cells().any(|(row, column)| table.source(row, column).is_some());
        if back && link(ui, &style, "Selected cells back to the source").clicked() {
            grid::back_to_source(pane, sheet, area);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| muted(ui, &style, tally));
    });
}

/// How many cells are selected, and how many of each vote or what the numbers add up to.
fn sum(table: &dyn Table, area: crate::app::sheet::Area) -> String {
    if area.count() == 1 {
        return format!("{} × {} cells", table.rows(), table.columns());
    }
    let (mut votes, mut total, mut numbers) = ([0_usize; 4], 0_u64, 0_usize);
    for (row, column) in area.cells() {
        let face = table.face(row, column);
        if let Some(n) = face.vote.and_then(|vote| Vote::ALL.iter().position(|other| *other == vote)) {
            votes.get_mut(n).into_iter().for_each(|count| *count += 1);
        } else if let Some(number) = face.right.then(|| table.text(row, column).parse::<u64>().ok()).flatten() {
            total = total.saturating_add(number);
            numbers += 1;
        }
    }
    let mut words = vec![format!("{} × {} selected", area.rows(), area.columns())];
    if votes.iter().any(|count| *count > 0) {
        let each = Vote::ALL.iter().zip(votes).map(|(vote, count)| format!("{count} {}", vote.label().to_lowercase()));
        words.extend(each);
    }
    if numbers > 0 {
        words.push(format!("sum {total}"));
    }
    words.join(" · ")
}

/// What to do where there are no cells yet.
fn empty_ui(ui: &mut Ui, pane: &mut Pane<'_>, tab: DataTab) {
    let (title, next) = match tab {
        DataTab::Members => ("No members yet", "Add one by its code and name, or choose a body with its members."),
        DataTab::Groups => ("No groups yet", "A group is counted together, as a bloc. Add one by its name."),
        DataTab::Weights => ("No weights yet", "A weight is a whole number for each member, such as its population."),
        DataTab::Texts => ("No texts yet", "A new one starts with everyone in favour."),
        _ => ("No votes yet", "Add a text to a body; it starts with everyone in favour."),
    };
    nothing(ui, pane, title, next);
    let dossier = &pane.app.document.dossier;
    let to = match tab {
        _ if dossier.bodies.is_empty() => Some((DataTab::Bodies, "Choose a body")),
        DataTab::Groups if dossier.members.is_empty() => Some((DataTab::Members, "Add members first")),
        DataTab::Votes => Some((DataTab::Texts, "Add a text")),
        _ => None,
    };
    if let Some((tab, words)) = to
        && primary(ui, &pane.style, words).clicked()
    {
        pane.view(ViewCommand::Tab(tab));
    }
}
