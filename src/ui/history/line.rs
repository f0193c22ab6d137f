//! The card of the time line: who with whom, who took part, how closely a bloc held together, by session or year; a click
//! on a point lists the votes behind it.

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};

use super::finder::{find_menu, fits};
use crate::{
    analysis::{Alike, By, Cohesion},
    app::{
        Command,
        command::ArchiveCommand,
        library::{Collection, LineOf, With},
    },
    chart::{
        ChartId, fonts,
        trend::{self, Told},
    },
    ui::{
        pane::Pane,
        vote::chart_menu,
        widgets::{describe, line, muted},
    },
};

/// Draws the card's inside.
pub fn line_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, card: Rect, rect: Rect) {
    let background = ui.interact(card, ui.scope_id().with("time line card"), Sense::click());
    let data = pane.app.library.trend(held);
    let style = pane.style;
    line(ui, rect.min, &data.title, fonts::semibold(13.5), style.text, rect.width());
    line(ui, rect.min + vec2(0.0, 18.0), &data.subtitle, fonts::regular(11.0), style.muted, rect.width());
    let menus = Rect::from_min_size(rect.min + vec2(0.0, 37.0), vec2(rect.width(), 24.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(menus), |ui| menus_ui(ui, pane, held));
    let plot = Rect::from_min_max(pos2(rect.left() - 4.0, menus.bottom() + 4.0), rect.max);
    describe(ui, plot, "Time line", &data.sentence());
    let picked = pane.app.library.view.point;
    let over = trend::draw(ui, plot, &data, picked, &pane.look());
    let clicked = ui.input(|input| input.pointer.primary_clicked()) && ui.rect_contains_pointer(plot);
    if let Some(over) = over.filter(|_| clicked) {
        let next = if picked == Some(over) { None } else { Some(over) };
        pane.push(Command::Archive(ArchiveCommand::Point(next)));
    }
    // Every point can be reached without a pointer.
    for (n, point) in data.points.iter().enumerate() {
        let x = plot.left() + plot.width() * (n as f32 + 0.5) / data.points.len() as f32;
        let spot = Rect::from_center_size(pos2(x, plot.bottom() - 1.0), vec2(1.0, 1.0));
        let response = ui.interact(spot, ui.scope_id().with(("point", n)), Sense::click());
        let words = data.words(point);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, picked == Some(n), &words));
        if response.clicked() {
            pane.push(Command::Archive(ArchiveCommand::Point(Some(n))));
        }
    }
    chart_menu(&background, pane, ChartId::Trend);
}

fn small(text: &str, pane: &Pane<'_>) -> RichText {
    RichText::new(text).font(fonts::regular(11.5)).color(pane.style.accent)
}

/// The words of what a line tells.
fn told_word(told: Told) -> &'static str {
    match told {
        Told::Agreement => "Agreement",
        Told::Participation => "Participation",
        Told::Cohesion => "Cohesion",
    }
}

fn menus_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection) {
    let now = pane.app.library.view.line.clone();
    let mut next = now.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 7.0;
        ui.menu_button(small(told_word(now.told), pane), |ui| {
            told_ui(ui, held, &mut next.told);
            ui.separator();
            how_ui(ui, pane, &mut next);
        });
        if now.told != Told::Cohesion
            && let Some(With::Member(id)) = voice_menu(ui, pane, held, held.name(&now.first), Voices::Members)
        {
            next.first = id;
        }
        if now.told == Told::Agreement {
            muted(ui, &pane.style, "with");
            if let Some(with) = voice_menu(ui, pane, held, &held.with_name(&now.with), Voices::All) {
                next.with = with;
            }
        }
        if now.told == Told::Cohesion {
            let name = held.blocs.iter().find(|bloc| bloc.id == now.bloc).map_or("Bloc", |bloc| &bloc.name);
            if let Some(With::Bloc(id)) = voice_menu(ui, pane, held, name, Voices::Blocs) {
                next.bloc = id;
            }
        }
    });
    if next != now {
        pane.push(Command::Archive(ArchiveCommand::Line(next)));
    }
}

fn told_ui(ui: &mut Ui, held: &Collection, told: &mut Told) {
    let choices = [
        (Told::Agreement, "How far two vote alike"),
        (Told::Participation, "How often a member takes part"),
        (Told::Cohesion, "How closely a bloc holds together"),
    ];
    for (value, about) in choices {
        let there = value != Told::Cohesion || !held.blocs.is_empty();
        ui.add_enabled_ui(there, |ui| {
            let choice = ui.selectable_value(told, value, told_word(value)).on_hover_text(about);
            choice.on_disabled_hover_text("These files give no blocs");
        });
    }
}

fn how_ui(ui: &mut Ui, pane: &Pane<'_>, next: &mut LineOf) {
    muted(ui, &pane.style, "A point for each");
    for (by, word) in [(By::Session, "session"), (By::Year, "year"), (By::Month, "month")] {
        ui.selectable_value(&mut next.by, by, word);
    }
    match next.told {
        Told::Agreement => {
            ui.separator();
            muted(ui, &pane.style, "Alike are");
            for (alike, word) in [
                (Alike::Same, "the same of Yes, No and Abstain"),
                (Alike::YesNo, "the same of Yes and No, abstentions left out"),
                (Alike::Scaled, "an abstention against Yes or No counts half"),
            ] {
                ui.selectable_value(&mut next.alike, alike, word);
            }
        }
        Told::Cohesion => {
            ui.separator();
            muted(ui, &pane.style, "By the index of");
            for (index, word) in [
                (Cohesion::Agreement, "agreement, over Yes, No and Abstain (Hix, Noury and Roland)"),
                (Cohesion::Rice, "Rice, over Yes and No"),
            ] {
                ui.selectable_value(&mut next.index, index, word);
            }
        }
        Told::Participation => return,
    }
    ui.separator();
    ui.checkbox(&mut next.at_the_time, "The bloc’s members at the time")
        .on_hover_text("Off: the members of today, as far back as they voted");
}

/// Who can be chosen in a menu.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voices {
    Members,
    Blocs,
    All,
}

/// A menu under a name that gives another one.
fn voice_menu(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, name: &str, of: Voices) -> Option<With> {
    let most = if ui.max_rect().width() < 330.0 { 12 } else { 15 };
    let words = small(&crate::ui::widgets::cut(name, most), pane);
    let hint = match of {
        Voices::Members => "Find a member",
        Voices::Blocs => "Find a bloc",
        Voices::All => "Find a member or bloc",
    };
    find_menu(ui, pane, words, hint, |words| {
        let blocs = held.blocs.iter().filter(|bloc| of != Voices::Members && fits(words, &bloc.name, bloc.id.as_str()));
        let majority = if of == Voices::All { " majority" } else { "" };
        let blocs = blocs.map(|bloc| (format!("{}{majority}", bloc.name), With::Bloc(bloc.id.clone())));
        let members =
            held.by_name().filter(|voter| of != Voices::Blocs && fits(words, voter.name(), voter.id.as_str()));
        let members = members.map(|voter| (format!("{} ({})", voter.name(), voter.id), With::Member(voter.id.clone())));
        blocs.chain(members).collect()
    })
}
