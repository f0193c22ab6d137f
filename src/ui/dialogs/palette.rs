//! The palette: type a member, a text or a command; Enter takes the line that is picked.

use egui::{Key, RichText, ScrollArea, Ui};

use crate::{
    app::{
        Command,
        actions::Action,
        command::{ScenarioCommand, Selection, ViewCommand},
    },
    chart::fonts,
    model::{find, fold},
    ui::pane::Pane,
};

/// One line of the palette.
struct Entry {
    words: String,
    about: String,
    commands: Vec<Command>,
}

/// Draws the palette.
pub fn palette_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.set_width(560.0);
    let field = egui::TextEdit::singleline(&mut pane.local.query)
        .hint_text("Find a member, text or command")
        .font(fonts::regular(15.0))
        .margin(egui::Margin::symmetric(10, 8))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find"));
    response.request_focus();
    if response.changed() {
        pane.local.picked = 0;
    }
    let entries = entries(pane);
    let (down, up, enter) = ui.input(|input| {
        (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp), input.key_pressed(Key::Enter))
    });
    if down {
        pane.local.picked = (pane.local.picked + 1).min(entries.len().saturating_sub(1));
    }
    if up {
        pane.local.picked = pane.local.picked.saturating_sub(1);
    }
    ui.add_space(6.0);
    let mut taken = enter.then_some(pane.local.picked);
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (n, entry) in entries.iter().enumerate() {
            let about = RichText::new(&entry.about).font(fonts::regular(11.5));
            let button = egui::Button::new(RichText::new(&entry.words).font(fonts::semibold(13.0)));
            let button = if entry.about.is_empty() { button } else { button.shortcut_text(about) };
            let button = button
                .selected(n == pane.local.picked)
                .frame_when_inactive(n == pane.local.picked)
                .min_size(egui::vec2(ui.available_width(), 26.0))
                .truncate();
            let line = ui.add(button);
            if n == pane.local.picked && (down || up) {
                line.scroll_to_me(None);
            }
            if line.clicked() {
                taken = Some(n);
            }
        }
        if entries.is_empty() {
            super::muted(
                ui,
                &pane.style,
                "Nothing is called that. Try a country, a symbol such as L.10, or a word such as export.",
            );
        }
    });
    if let Some(entry) = taken.and_then(|n| entries.into_iter().nth(n)) {
        pane.view(ViewCommand::Dialog(None));
        pane.out.extend(entry.commands);
    }
}

/// What fits the words typed: members first, then texts, scenarios, actions.
fn entries(pane: &Pane<'_>) -> Vec<Entry> {
    let app = pane.app;
    let typed = fold(pane.local.query.trim());
    let fits = |words: &str| typed.split_whitespace().all(|part| fold(words).contains(part));
    let mut found = Vec::new();
    if !typed.is_empty() {
        let mut members = find(app.document.dossier.members.iter(), &pane.local.query);
        // Who sits on the floor that is shown comes before a state of another time.
        let absent = |id| app.shown.vote.as_ref().is_some_and(|vote| vote.data.seat(id).is_none());
        members.sort_by_key(|member| absent(&member.id));
        found.extend(members.into_iter().take(6).map(|member| Entry {
            words: member.name.clone(),
            about: format!("member {}", member.id),
            commands: vec![Command::View(ViewCommand::Select(Selection::Only(vec![member.id.clone()])))],
        }));
    }
    let texts = app.document.dossier.texts.iter().filter(|text| {
        !typed.is_empty() && fits(&format!("{} {} {} {}", text.label(), text.resolution, text.title, text.short_name()))
    });
    found.extend(texts.take(8).map(|text| Entry {
        words: text.label().to_owned(),
        about: text.subtitle().to_owned(),
        commands: vec![
            Command::View(ViewCommand::Workspace(crate::app::session::Workspace::Vote)),
            Command::View(ViewCommand::Text(text.id.clone())),
        ],
    }));
    let scenarios = app.document.scenarios.iter().filter(|s| !typed.is_empty() && fits(&s.name));
    found.extend(scenarios.map(|scenario| Entry {
        words: scenario.name.clone(),
        about: "scenario".to_owned(),
        commands: vec![Command::Scenario(ScenarioCommand::Select(Some(scenario.id)))],
    }));
    let actions = Action::ALL.into_iter().filter(|action| {
        *action != Action::Palette && action.enabled(app) && fits(&format!("{} {}", action.label(app), action.about()))
    });
    found.extend(actions.filter_map(|action| {
        Some(Entry {
            words: action.label(app),
            about: action.shortcut().map_or(String::new(), crate::app::actions::Shortcut::words),
            commands: vec![action.command(app)?],
        })
    }));
    found
}
