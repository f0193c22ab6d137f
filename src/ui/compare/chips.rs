//! Which scenarios stand side by side: a chip each, the record first.

use egui::{Button, Rect, RichText, Role, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo};

use super::push;
use crate::{
    app::command::CompareCommand,
    chart::{compare::MOST, fonts},
    ui::{pane::Pane, widgets::muted},
};

/// Draws the chips in one row.
pub fn chips_ui(ui: &mut Ui, pane: &mut Pane<'_>, rect: Rect) {
    let now = pane.app.session.compare.columns(&pane.app.document);
    let all: Vec<_> = pane.app.shown.strip.iter().map(|(id, name, _)| (*id, name.clone())).collect();
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("chips"), |ui| {
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
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
    });
}

/// One chip; whether it was clicked.
fn chip_ui(ui: &mut Ui, pane: &Pane<'_>, name: &str, on: bool) -> bool {
    let style = pane.style;
    let ink = if on { style.accent } else { style.muted };
    let font = if on { fonts::semibold(12.0) } else { fonts::regular(12.0) };
    let galley = crate::chart::text::fitted(ui.painter(), name, font.clone(), ink, 190.0);
    let button = Button::new(RichText::new(galley.text()).font(font).color(ink))
        .fill(if on { style.accent_faint } else { style.panel })
        .stroke(Stroke::new(1.0, if on { style.accent } else { style.border }))
        .corner_radius(13)
        .selected(on);
    let response = ui.add(button);
    let label = format!("Side by side: {name}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
    let hint = if on { "Takes it out of the table" } else { "Puts it into the table" };
    response.on_hover_text(hint).clicked()
}
