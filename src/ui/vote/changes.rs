//! The scenario as the ordered list of its labelled changes: each with its source and note, moved, taken out, gone to.

use egui::{Button, Popup, Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::{suppose, why::card};
use crate::{
    app::{
        Command,
        actions::Action,
        command::{CaseCommand, ChangeEdit, ScenarioCommand, ViewCommand},
    },
    chart::{fonts, text::wrapped},
    scenario::{Change, Scenario, ScenarioId, lineage, possible_bases},
    ui::{
        fields,
        pane::Pane,
        widgets::{Icon, action_button, heading, icon, muted},
    },
};

/// Draws the card, where a scenario is shown.
pub fn changes_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let scenarios = std::sync::Arc::clone(&pane.app.document.scenarios);
    let chain = lineage(&scenarios, pane.app.session.scenario);
    let Some((own, below)) = chain.split_last() else { return };
    card(ui, pane, |ui, pane| {
        heading(ui, "Changed in this scenario");
        base_ui(ui, pane, own);
        for scenario in below {
            inherited_ui(ui, pane, scenario);
        }
        if own.changes.is_empty() {
            muted(ui, &pane.style, "Nothing yet: click a member, or suppose something of the text.");
        }
        ui.spacing_mut().item_spacing.y = 3.0;
        for (place, change) in own.changes.iter().enumerate() {
            ui.push_id(("change", own.id, place), |ui| change_ui(ui, pane, own, place, change));
        }
        ui.add_space(3.0);
        ui.horizontal_wrapped(|ui| {
            if pane.app.shown.vote.is_some() {
                ui.menu_button("Suppose…", |ui| {
                    ui.set_min_width(250.0);
                    suppose::lines_ui(ui, pane);
                });
            }
            action_button(ui, pane, Action::ClearChanges);
        });
    });
}

/// "Rests on: As recorded", to let it rest on another.
fn base_ui(ui: &mut Ui, pane: &mut Pane<'_>, own: &Scenario) {
    let name = pane.app.document.source(own.base).scenario_name();
    let words = RichText::new(format!("Rests on: {name}")).font(fonts::regular(11.5)).color(pane.style.accent);
    let button = Button::new(words).frame(false).truncate();
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(220.0);
        base_lines(ui, pane, own.id);
    });
}

/// What a scenario may rest on.
pub fn base_lines(ui: &mut Ui, pane: &mut Pane<'_>, id: ScenarioId) {
    let scenarios = std::sync::Arc::clone(&pane.app.document.scenarios);
    let now = pane.app.document.scenario(id).and_then(|scenario| scenario.base);
    let bases = possible_bases(&scenarios, id).into_iter().map(|base| (Some(base.id), base.name.as_str()));
    for (base, name) in std::iter::once((None, "As recorded")).chain(bases) {
        if ui.add(Button::new(name).selected(base == now)).clicked() {
            pane.push(Command::Scenario(ScenarioCommand::Base(id, base)));
        }
    }
}

/// What comes from a scenario that this one rests on: read here, changed there.
fn inherited_ui(ui: &mut Ui, pane: &mut Pane<'_>, scenario: &Scenario) {
    if scenario.changes.is_empty() {
        return;
    }
    let words = RichText::new(format!("From “{}”", scenario.name)).font(fonts::regular(11.5)).color(pane.style.accent);
    if ui.add(Button::new(words).frame(false).truncate()).on_hover_text("Shows that scenario").clicked() {
        pane.push(Command::Scenario(ScenarioCommand::Select(Some(scenario.id))));
    }
    for change in &scenario.changes {
        let mark = if pane.app.session.text.as_ref() == Some(&change.text) { "• " } else { "" };
        muted(ui, &pane.style, format!("{mark}{}", change.label)).on_hover_text(about(change));
    }
}

/// Source and note in two lines.
fn about(change: &Change) -> String {
    let source = if change.source.is_empty() { String::new() } else { format!("Source: {}", change.source) };
    [source.as_str(), change.note.as_str()].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn edit(pane: &mut Pane<'_>, place: usize, with: ChangeEdit) {
    pane.push(Command::Case(CaseCommand::Edit(place, with)));
}

/// One change: what it does, its text where that is another, and, where it is open, what can be edited.
fn change_ui(ui: &mut Ui, pane: &mut Pane<'_>, own: &Scenario, place: usize, change: &Change) {
    const ICONS: f32 = 60.0;
    let style = pane.style;
    let here = pane.app.session.text.as_ref() == Some(&change.text);
    let open = pane.local.change == Some((own.id, place));
    let width = ui.available_width();
    let words = wrapped(ui.painter(), &change.label, fonts::regular(12.5), style.text, width - ICONS - 16.0, 3);
    let height = (words.size().y + 6.0).max(24.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, format!("Change: {}", change.label)));
    if open || response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 5.0, style.faint);
    }
    // What concerns the text that is shown is marked.
    if here {
        ui.painter().circle_filled(rect.left_center() + vec2(3.0, 0.0), 3.0, style.accent);
    } else {
        ui.painter().circle_stroke(rect.left_center() + vec2(3.0, 0.0), 2.6, egui::Stroke::new(1.0, style.absent));
    }
    ui.painter().galley(rect.left_center() + vec2(12.0, -words.size().y / 2.0), words, style.text);
    let last = own.changes.len().saturating_sub(1);
    let buttons = [
        (Icon::Up, "Move up", place > 0, ChangeEdit::Move(false)),
        (Icon::Down, "Move down", place < last, ChangeEdit::Move(true)),
        (Icon::Cross, "Take out", true, ChangeEdit::Remove),
    ];
    for (n, (kind, word, enabled, with)) in buttons.into_iter().enumerate() {
        let centre = rect.right_center() - vec2(ICONS - 10.0 - n as f32 * 20.0, 0.0);
        if small_button(ui, pane, centre, kind, &format!("{word}: {}", change.label), enabled) {
            edit(pane, place, with);
        }
    }
    if response.clicked() {
        pane.local.change = (!open).then_some((own.id, place));
    }
    Popup::context_menu(&response).width(180.0).show(|ui| {
        if ui.button("Go to the text").clicked() {
            pane.view(ViewCommand::Text(change.text.clone()));
        }
        if ui.button("Take it out").clicked() {
            edit(pane, place, ChangeEdit::Remove);
        }
    });
    let about = about(change);
    let hint = if about.is_empty() { "Click to edit its words, source and note" } else { &about };
    response.on_hover_text(hint);
    if !here {
        text_ui(ui, pane, change);
    }
    if open {
        fields_ui(ui, pane, place, change);
    }
}

/// The text that a change concerns, to go to it.
fn text_ui(ui: &mut Ui, pane: &mut Pane<'_>, change: &Change) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let name = dossier.text(&change.text).map_or("a text that is gone", |text| text.short_name());
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let words = RichText::new(format!("Go to {name}")).font(fonts::regular(11.5)).color(pane.style.accent);
        if ui.add(Button::new(words).frame(false).truncate()).clicked() {
            pane.view(ViewCommand::Text(change.text.clone()));
        }
    });
}

fn fields_ui(ui: &mut Ui, pane: &mut Pane<'_>, place: usize, change: &Change) {
    let width = ui.available_width() - 12.0;
    if let Some(label) = fields::text(ui, "What it does", &change.label, width) {
        edit(pane, place, ChangeEdit::Label(label));
    }
    if let Some(source) = fields::text(ui, "Source", &change.source, width) {
        edit(pane, place, ChangeEdit::Source(source));
    }
    if let Some(note) = fields::text(ui, "Note", &change.note, width) {
        edit(pane, place, ChangeEdit::Note(note));
    }
    ui.add_space(4.0);
}

/// A small icon that can be clicked; whether it was.
fn small_button(ui: &mut Ui, pane: &Pane<'_>, centre: egui::Pos2, kind: Icon, label: &str, enabled: bool) -> bool {
    let style = pane.style;
    let rect = Rect::from_center_size(centre, vec2(19.0, 20.0));
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(label), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    let colour = if response.hovered() && enabled { style.accent } else { style.muted };
    icon(ui.painter(), centre, 9.0, kind, if enabled { colour } else { style.border });
    response.on_hover_text(label).clicked() && enabled
}
