//! The export dialog: form, size, colours, words; with the chart as it will be.

use egui::{ComboBox, Grid, Rect, Sense, TextEdit, Ui, UiBuilder, Vec2, vec2};

use super::{heading, muted, primary};
use crate::{
    app::{
        Command,
        command::{ExportCommand, ViewCommand},
        session::{Dialog, ExportForm, Format},
    },
    chart::style::Theme,
    export::page,
    ui::{pane::Pane, widgets::segmented},
};

/// Draws the dialog.
pub fn export_ui(ui: &mut Ui, pane: &mut Pane<'_>, form: ExportForm) {
    let before = form.clone();
    let mut form = form;
    ui.set_width(860.0);
    heading(ui, &format!("Export: {}", form.chart.label()));
    ui.add_space(4.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(340.0);
            fields_ui(ui, pane, &mut form);
        });
        ui.add_space(12.0);
        preview_ui(ui, pane, &form);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let words = format!("Save {}…", form.format.ending().to_uppercase());
        if primary(ui, &pane.style, &words).clicked() {
            pane.push(Command::Export(ExportCommand::Choose(form.clone())));
        }
        if ui.button("Copy as image").clicked() {
            pane.push(Command::Export(ExportCommand::CopyImage(form.chart)));
        }
        if ui.button("Cancel").clicked() {
            pane.view(ViewCommand::Dialog(None));
        }
    });
    if form != before && matches!(pane.app.session.dialog, Some(Dialog::Export(_))) {
        pane.view(ViewCommand::Dialog(Some(Dialog::Export(form))));
    }
}

fn fields_ui(ui: &mut Ui, pane: &Pane<'_>, form: &mut ExportForm) {
    let style = &pane.style;
    let formats = Format::ALL.map(|format| (format, format.ending()));
    let formats = formats.map(|(format, ending)| (format, ending.to_uppercase()));
    let formats: Vec<(Format, &str)> = formats.iter().map(|(format, word)| (*format, word.as_str())).collect();
    if let Some(format) = segmented(ui, style, &formats, form.format) {
        form.format = format;
    }
    if form.format == Format::Csv {
        muted(ui, style, "The data of the chart, one row a line. Missing figures stay empty.");
        return;
    }
    Grid::new("export fields").num_columns(2).spacing([10.0, 8.0]).show(ui, |ui| {
        ui.label("Theme");
        ui.horizontal(|ui| {
            if let Some(theme) = segmented(ui, style, &Theme::ALL.map(|theme| (theme, theme.id())), form.theme) {
                form.theme = theme;
            }
        });
        ui.end_row();
        ui.label("Size");
        ui.horizontal(|ui| {
            let [width, height] = &mut form.size;
            ui.add(egui::DragValue::new(width).range(200.0..=6000.0).speed(4.0).suffix(" wide"));
            ui.add(egui::DragValue::new(height).range(120.0..=12000.0).speed(4.0).suffix(" high"));
        });
        ui.end_row();
        if form.format == Format::Png {
            ui.label("Scale");
            let scales = [(1.0, "1x"), (2.0, "2x"), (4.0, "4x")];
            if let Some(scale) = segmented(ui, style, &scales, form.scale) {
                form.scale = scale;
            }
            ui.end_row();
        }
        if form.format == Format::Svg {
            let name = ui.label("Text").id;
            let list = ComboBox::from_id_salt("svg text").width(180.0).selected_text(text_word(form.outlines));
            let shown = list.show_ui(ui, |ui| {
                for outlines in [false, true] {
                    ui.selectable_value(&mut form.outlines, outlines, text_word(outlines));
                }
            });
            shown.response.labelled_by(name);
            ui.end_row();
        }
        for (label, field) in [
            ("Title", &mut form.title),
            ("Subtitle", &mut form.subtitle),
            ("Source", &mut form.source),
            ("Alt text", &mut form.alt),
        ] {
            let name = ui.label(label);
            ui.add(TextEdit::multiline(field).desired_rows(2).desired_width(260.0)).labelled_by(name.id);
            ui.end_row();
        }
    });
}

fn text_word(outlines: bool) -> &'static str {
    if outlines { "as outlines" } else { "as text (Inter)" }
}

/// The page as it will be, made smaller to fit.
fn preview_ui(ui: &mut Ui, pane: &Pane<'_>, form: &ExportForm) {
    let room = vec2(490.0, 420.0);
    let (area, _) = ui.allocate_exact_size(room, Sense::hover());
    let Some(chart) = pane.app.chart(form.chart) else { return };
    let size = Vec2::from(form.size);
    let scale = (room.x / size.x).min(room.y / size.y).min(1.0);
    let target = Rect::from_center_size(area.center(), size * scale);
    let layer = egui::LayerId::new(ui.layer_id().order, ui.scope_id().with("export preview"));
    let page_rect = Rect::from_min_size(target.min, size);
    let mut child = ui.new_child(UiBuilder::new().layer_id(layer).max_rect(page_rect));
    child.set_clip_rect(page_rect);
    page::draw(&mut child, page_rect, &chart, form, pane.app.options());
    // Drawn in its full size and shrunk as a whole, so that the preview is the page itself.
    let shrink = egui::emath::TSTransform::new(target.min.to_vec2() * (1.0 - scale), scale);
    ui.ctx().set_transform_layer(layer, shrink);
    ui.ctx().set_sublayer(ui.layer_id(), layer);
    ui.painter().rect_stroke(target, 4.0, egui::Stroke::new(1.0, pane.style.border), egui::StrokeKind::Outside);
}
