//! The scenario strip: the record first, then the what-ifs, each with the tally of the text that is shown.

use egui::{
    Align, DragAndDrop, Layout, Popup, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    style::ScrollFadeStyle, vec2,
};

use super::{
    pane::Pane,
    vote::base_lines,
    widgets::{action_button, link},
};
use crate::{
    app::{
        Command,
        actions::Action,
        command::{ScenarioCommand, ViewCommand},
        session::{Dialog, Workspace},
    },
    chart::fonts,
    scenario::ScenarioId,
};

/// A tab that is dragged to another place.
struct Carried(ScenarioId);

/// Draws the strip.
pub fn strip_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let full = ui.available_rect_before_wrap();
    // The comparison is of a vote, and so only where one is shown.
    let compare = pane.app.session.workspace == Workspace::Vote && pane.app.shown.vote.is_some();
    let room = if compare { COMPARE } else { 0.0 };
    let tabs = Rect::from_min_max(full.min, pos2(full.right() - room, full.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(tabs).id_salt("tabs"), |ui| tabs_ui(ui, pane));
    if compare {
        let right = Rect::from_min_max(pos2(tabs.right(), full.top()), full.max);
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("compare"), |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| compare_ui(ui, pane));
        });
    }
}

/// The room for the button at the right end.
const COMPARE: f32 = 104.0;

fn compare_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let on = pane.app.session.compare.open;
    let words = egui::RichText::new("Compare").color(if on { pane.style.on_accent } else { pane.style.accent });
    let fill = if on { pane.style.accent } else { pane.style.accent_faint };
    let button = egui::Button::new(words).fill(fill).stroke(Stroke::NONE).corner_radius(6).selected(on);
    let keys = Action::Compare.shortcut().map_or(String::new(), crate::app::actions::Shortcut::words);
    if ui.add(button).on_hover_text(format!("{} · {keys}", Action::Compare.about())).clicked() {
        pane.out.extend(Action::Compare.command(pane.app));
    }
}

fn tabs_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    /// The room of the link behind the tabs.
    const LINK: f32 = 130.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        // In line with the floor, which begins beside the agenda.
        if matches!(pane.app.session.workspace, Workspace::Vote | Workspace::Amendments) {
            ui.add_space(crate::ui::vote::agenda_width(ui.ctx().content_rect().width()));
        }
        // However many what-ifs there are, the record and a new one are at hand: they stay where they are, and the
        // tabs between them scroll.
        let (record, whatifs): (Vec<_>, Vec<_>) = pane.app.shown.strip.iter().partition(|(id, _, _)| id.is_none());
        let mut places = Vec::with_capacity(whatifs.len() + 1);
        for (id, name, tally) in record {
            places.push(tab_ui(ui, pane, *id, name, tally));
        }
        // A tab that is half hidden fades, and leaves no scraps of words beside the record.
        ui.spacing_mut().scroll.fade = ScrollFadeStyle { strength: 1.0, size: 56.0 };
        egui::ScrollArea::horizontal()
            .max_width((ui.available_width() - LINK).max(LINK))
            .auto_shrink(true)
            .scroll_bar_visibility(egui::containers::scroll_area::ScrollBarVisibility::AlwaysHidden)
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    for (id, name, tally) in whatifs {
                        places.push(tab_ui(ui, pane, *id, name, tally));
                    }
                    drop_ui(ui, pane, &places);
                });
            });
        ui.add_space(6.0);
        if link(ui, &pane.style, "+ New scenario").on_hover_text("Begin a what-if on what is shown").clicked() {
            pane.push(Command::Scenario(ScenarioCommand::New));
        }
    });
}

/// Brings the tab of the scenario into sight when another one comes to be shown.
fn reveal(ui: &Ui, rect: egui::Rect, shown: Option<ScenarioId>) {
    let key = egui::Id::unique("scenario in sight");
    if ui.data(|data| data.get_temp::<Option<ScenarioId>>(key)) != Some(shown) {
        ui.scroll_to_rect(rect.expand(8.0), None);
        ui.data_mut(|data| data.insert_temp(key, shown));
    }
}

/// Takes a tab that is let go between others; the record stays first.
fn drop_ui(ui: &Ui, pane: &mut Pane<'_>, places: &[Rect]) {
    let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let [record, tabs @ ..] = places else { return };
    let to = tabs.iter().filter(|place| place.center().x < pointer.x).count();
    let left = to.checked_sub(1).and_then(|n| tabs.get(n)).unwrap_or(record);
    let x = left.right() + ui.spacing().item_spacing.x / 2.0;
    ui.painter().vline(x, left.y_range(), Stroke::new(2.0, pane.style.accent));
    if ui.input(|input| input.pointer.any_released()) {
        DragAndDrop::clear_payload(ui.ctx());
        let from = pane.app.document.scenarios.iter().position(|s| s.id == carried.0);
        // Where it leaves its place, those behind it come one forward.
        let to = if from.is_some_and(|from| to > from) { to - 1 } else { to };
        pane.push(Command::Scenario(ScenarioCommand::Move(carried.0, to)));
    }
}

fn tab_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: Option<ScenarioId>, name: &str, tally: &str) -> Rect {
    let style = pane.style;
    let on = pane.app.session.scenario == id;
    let font = if on { fonts::semibold(13.0) } else { fonts::regular(13.0) };
    let colour = if on { style.text } else { style.muted };
    let words = crate::chart::text::fitted(ui.painter(), name, font, colour, 190.0);
    let counts = ui.painter().layout_no_wrap(tally.to_owned(), fonts::regular(11.5), style.muted);
    let size = vec2(words.size().x + counts.size().x + 40.0, 28.0);
    let sense = if id.is_some() { Sense::click_and_drag() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, format!("{name} {tally}")));
    if on {
        reveal(ui, rect, id);
        ui.painter().rect(rect, 4.0, style.panel, Stroke::new(1.0, style.border), egui::StrokeKind::Inside);
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, style.accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, style.faint);
    }
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - words.size().y / 2.0), words, colour);
    let at = pos2(rect.right() - 12.0 - counts.size().x, middle - counts.size().y / 2.0);
    ui.painter().galley(at, counts, style.muted);
    if response.clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Select(id)));
    }
    let Some(id) = id else { return rect };
    if response.drag_started() {
        response.dnd_set_drag_payload(Carried(id));
    }
    if response.double_clicked() {
        pane.view(ViewCommand::Dialog(Some(Dialog::RenameScenario(id, name.to_owned()))));
    }
    Popup::context_menu(&response).width(210.0).show(|ui| menu_ui(ui, pane, id, name));
    if let Some(scenario) = pane.app.document.scenario(id) {
        let base = format!("Rests on: {}", pane.app.document.source(scenario.base).scenario_name());
        let lines = [scenario.note.as_str(), &base, "Drag to move it, right click for more"];
        response.on_hover_text(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
    }
    rect
}

/// Everything that can be done to a scenario.
fn menu_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: ScenarioId, name: &str) {
    if ui.button("Rename scenario…").clicked() {
        pane.view(ViewCommand::Dialog(Some(Dialog::RenameScenario(id, name.to_owned()))));
    }
    if ui.button("Copy scenario").clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Select(Some(id))));
        pane.push(Command::Scenario(ScenarioCommand::Duplicate));
    }
    let base = pane.app.document.scenario(id).and_then(|scenario| scenario.base);
    let base = format!("Base: {}", pane.app.document.source(base).scenario_name());
    ui.menu_button(base, |ui| {
        ui.set_min_width(200.0);
        base_lines(ui, pane, id);
    });
    ui.separator();
    let scenarios = &pane.app.document.scenarios;
    let (at, last) = (scenarios.iter().position(|s| s.id == id), scenarios.len().saturating_sub(1));
    let left = at.and_then(|at| at.checked_sub(1));
    let right = at.map(|at| at + 1).filter(|to| *to <= last);
    for (word, to) in [("Move left", left), ("Move right", right)] {
        if ui.add_enabled(to.is_some(), egui::Button::new(word)).clicked() {
            pane.out.extend(to.map(|to| Command::Scenario(ScenarioCommand::Move(id, to))));
        }
    }
    ui.separator();
    if pane.app.session.scenario == Some(id) {
        action_button(ui, pane, Action::ClearChanges);
    }
    if ui.button("Delete scenario").clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Delete(id)));
    }
}
