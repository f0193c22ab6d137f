//! The difference between the two scenarios of the flow in words, and what can be taken from one of them.

use std::sync::Arc;

use egui::{Label, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    app::{
        Command,
        command::{ScenarioCommand, Selection, ViewCommand},
    },
    chart::{
        compare::{Difference, OwnChange, Point},
        fonts,
    },
    scenario::changes,
    ui::{
        pane::Pane,
        vote::card,
        widgets::{heading, link, muted},
    },
};

/// Draws the card.
pub fn difference_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(compare) = pane.app.shown.compare() else { return };
    let Some(difference) = compare.difference.as_ref().map(Arc::clone) else { return };
    card(ui, pane, |ui, pane| {
        heading(ui, "The difference");
        let [first, second] = &difference.names;
        muted(ui, &pane.style, format!("From {first} to {second}"));
        points_ui(ui, pane, &difference);
        elsewhere_ui(ui, pane, &difference);
        changes_ui(ui, pane, &difference, compare.pair[1] == pane.app.session.scenario);
        ui.add_space(2.0);
        if link(ui, &pane.style, "Copy these words").clicked() {
            ui.ctx().copy_text(words(&difference));
        }
    });
}

/// All of it as text.
fn words(difference: &Difference) -> String {
    let mut lines = vec![difference.sentence()];
    lines.extend(difference.elsewhere.iter().map(|other| format!("{}.", other.words)));
    lines.join("\n")
}

fn points_ui(ui: &mut Ui, pane: &mut Pane<'_>, difference: &Difference) {
    if difference.points.is_empty() {
        muted(ui, &pane.style, "On this text the two are the same.");
    }
    for point in &difference.points {
        ui.horizontal_top(|ui| point_ui(ui, pane, point));
    }
}

/// One line with a dot before it; where it is of members, they are lit by a hover and selected by a click.
fn point_ui(ui: &mut Ui, pane: &mut Pane<'_>, point: &Point) {
    let (dot, _) = ui.allocate_exact_size(vec2(8.0, 16.0), Sense::hover());
    ui.painter().circle_filled(dot.center(), 1.8, pane.style.muted);
    let text = RichText::new(upper(&point.words)).font(fonts::regular(12.5));
    if point.members.is_empty() {
        ui.add(Label::new(text).wrap());
        return;
    }
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &point.words));
    if response.hovered() {
        pane.local.lighting.extend(point.members.iter().cloned());
    }
    if response.on_hover_text("Click selects them").clicked() {
        pane.view(ViewCommand::Select(Selection::Only(point.members.clone())));
    }
}

/// With a capital at its head.
fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn elsewhere_ui(ui: &mut Ui, pane: &mut Pane<'_>, difference: &Difference) {
    if difference.elsewhere.is_empty() {
        return;
    }
    ui.add_space(2.0);
    muted(ui, &pane.style, "On other texts");
    for other in &difference.elsewhere {
        let text = RichText::new(&other.words).font(fonts::regular(12.5)).color(pane.style.accent);
        if ui.add(Label::new(text).wrap().sense(Sense::click())).on_hover_text("Shows that text").clicked() {
            pane.view(ViewCommand::Text(other.text.clone()));
        }
    }
}

/// What the second changes and the first does not, each to be taken by itself.
fn changes_ui(ui: &mut Ui, pane: &mut Pane<'_>, difference: &Difference, is_shown: bool) {
    if difference.changes.is_empty() {
        return;
    }
    ui.add_space(2.0);
    let [_, second] = &difference.names;
    muted(ui, &pane.style, format!("Changes of {second} alone"));
    for own in &difference.changes {
        change_ui(ui, pane, own, is_shown);
    }
    if is_shown {
        let words = "This is the scenario that is shown. Show another in the strip to take some of these into it.";
        muted(ui, &pane.style, words);
    }
}

fn change_ui(ui: &mut Ui, pane: &mut Pane<'_>, own: &OwnChange, is_shown: bool) {
    let scenarios = Arc::clone(&pane.app.document.scenarios);
    let held = changes(&scenarios, pane.app.session.scenario)
        .any(|change| change.text == own.change.text && change.kind == own.change.kind);
    let elsewhere = pane.app.session.text.as_ref() != Some(&own.change.text);
    let text = pane.app.document.dossier.text(&own.change.text).map_or("", |text| text.short_name());
    let place = if elsewhere && !own.change.label.contains(text) { format!(" ({text})") } else { String::new() };
    ui.horizontal_top(|ui| {
        if !is_shown {
            let words = RichText::new(if held { "taken" } else { "Take" }).font(fonts::semibold(12.0));
            let colour = if held { pane.style.muted } else { pane.style.accent };
            let button = egui::Button::new(words.color(colour)).frame(false);
            let response = ui.add_enabled(!held, button);
            let label = format!("Take: {}", own.change.label);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, !held, &label));
            if response.on_hover_text("Takes this change alone into the scenario that is shown").clicked() {
                pane.push(Command::Scenario(ScenarioCommand::TakeChange(own.scenario, own.place)));
            }
        }
        let words = RichText::new(format!("{}{place}", own.change.label)).font(fonts::regular(12.5));
        let hint = match own.change.source.as_str() {
            "" => "No source is given".to_owned(),
            source => format!("Source: {source}"),
        };
        ui.add(Label::new(words).wrap()).on_hover_text(hint);
    });
}
