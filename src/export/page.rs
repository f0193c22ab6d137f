//! A page: a chart with title, subtitle, legend and source, as it stands in a file.

use egui::{Rect, Ui, Vec2};

use super::{
    ExportError, ExportForm, Format,
    capture::{capture, capture_painted},
    drawing::Drawing,
    pdf, png, svg,
};
use crate::{
    chart::{
        Chart,
        frame::{self, Words},
        mark::{FloorOptions, Look},
        style::{Style, dress_plots},
    },
    export::svg::TextMode,
};

/// Draws a chart with its words within `rect`.
pub fn draw(ui: &mut Ui, rect: Rect, chart: &Chart, form: &ExportForm, options: FloorOptions) {
    let style = Style::of(form.theme);
    let look = Look::plain(style, options);
    let words = Words {
        title: form.title.clone(),
        subtitle: form.subtitle.clone(),
        source: form.source.clone(),
        alt: form.alt.clone(),
    };
    let painter = ui.painter_at(rect);
    let room = frame::draw(&painter, rect, &words, &chart.legend(), &style);
    chart.draw(ui, room, &look);
}

/// Draws a page and captures it.
#[must_use]
pub fn page(chart: &Chart, form: &ExportForm, options: FloorOptions) -> Drawing {
    let size = Vec2::from(form.size);
    let style = Style::of(form.theme);
    let setup = |ctx: &egui::Context| dress_plots(ctx, &style);
    let paint = |ui: &mut Ui| draw(ui, Rect::from_min_size(egui::Pos2::ZERO, size), chart, form, options);
    let mut drawing = match chart {
        // Plots measure their axes in the first pass; every other chart only paints.
        Chart::Alignment(_) | Chart::Plane(_) | Chart::Chance(_) => capture(size, style.dark, setup, paint),
        _ => capture_painted(size, style.dark, setup, paint),
    };
    drawing.title.clone_from(&form.title);
    drawing.description.clone_from(&form.alt);
    drawing
}

/// The bytes of a chart in the form that is asked for. The same input gives the same bytes.
///
/// # Errors
/// A size that is too large, or a font that cannot be written.
pub fn bytes(chart: &Chart, form: &ExportForm, options: FloorOptions) -> Result<Vec<u8>, ExportError> {
    match form.format {
        Format::Csv => super::table::csv(&chart.sheet()),
        Format::Svg => {
            let mode = if form.outlines { TextMode::Outlines } else { TextMode::Text };
            Ok(svg::write(&page(chart, form, options), mode).into_bytes())
        }
        Format::Png => png::write(&page(chart, form, options), form.scale),
        Format::Pdf => pdf::write(&page(chart, form, options)),
    }
}
