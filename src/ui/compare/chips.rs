//! Which scenarios stand side by side: a chip each, the record first.

use egui::{Button, Rect, RichText, Role, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::push;
use crate::{
    app::command::CompareCommand,
    chart::{compare::MOST, fonts},
    ui::{
        pane::Pane,
        widgets::{cut, muted},
    },
};

/// Draws the chips, in as many rows as they need; gives the room that they take.
pub fn chips_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) -> Rect {
    let session = &pane.app.session;
    let now = session.compare.columns(&pane.app.document, session.text.as_ref(), session.scenario);
    let all: Vec<_> = pane.app.shown.strip.iter().map(|(id, name, _)| (*id, name.clone())).collect();
    let chips = ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("chips"), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
            muted(ui, &pane.style, "Side by side:");
            for (id, name) in &all {
                let on = now.contains(id);
                chip_ui(ui, pane, name, on).then(|| push(pane, CompareCommand::Column(*id, !on)));
            }
            if all.len() > MOST {
                muted(ui, &pane.style, format!("{} of at most {MOST}", now.len()));
            }
        });
    });
    chips.response.rect
}

/// One chip; whether it was clicked.
fn chip_ui(ui: &mut Ui, pane: &Pane<'_>, name: &str, on: bool) -> bool {
    let style = pane.style;
    let ink = if on { style.accent } else { style.muted };
    let font = if on { fonts::semibold(12.0) } else { fonts::regular(12.0) };
    let button = Button::new(RichText::new(cut(name, 30)).font(font).color(ink))
        .fill(if on { style.accent_faint } else { style.panel })
        .stroke(Stroke::new(1.0, if on { style.accent } else { style.border }))
        .corner_radius(13)
        .selected(on);
    let response = ui.add(button);
    let label = format!("Side by side: {name}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
    let hint = if on { "Takes it out of the table" } else { "Puts it into the table" };
    response.on_hover_text(format!("{name}\n{hint}")).clicked()
}
