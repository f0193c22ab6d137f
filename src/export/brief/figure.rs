//! The charts of a brief: drawn for print in one width, without a title, since the words stand around them.

use egui::{Rect, Vec2, pos2, vec2};

use crate::{
    chart::{
        Chart, ChartId, blocs, frame,
        mark::{FloorOptions, Look},
        style::{Style, Theme, dress_plots},
        verdict,
    },
    export::{Drawing, capture_painted},
    model::FloorPlan,
};

/// The width of every chart, in points.
pub const WIDTH: f32 = 760.0;
/// Room for a line of legend.
const LEGEND: f32 = 30.0;

fn room(chart: &Chart) -> Vec2 {
    let height = match chart {
        Chart::Floor(ChartId::Verdict, _) => verdict::HEIGHT,
        Chart::Floor(_, data) if data.plan == FloorPlan::Hemicycle => 350.0,
        Chart::Floor(..) => 330.0,
        Chart::Blocs(_, rows) => blocs::height(rows.len()) + 4.0,
        _ => chart.default_size().y,
    };
    vec2(WIDTH, height)
}

/// Draws a chart with its legend.
pub fn figure(chart: &Chart) -> Drawing {
    let style = Style::of(Theme::Print);
    let room = room(chart);
    let legend = chart.legend();
    let size = room + vec2(0.0, if legend.is_empty() { 0.0 } else { LEGEND });
    let setup = |ctx: &egui::Context| dress_plots(ctx, &style);
    let drawing = capture_painted(size, style.dark, setup, |ui| {
        let look = Look::plain(style, FloorOptions::default());
        // A hair is left at the edges for outlines.
        let rect = Rect::from_min_size(pos2(1.0, 0.0), room - vec2(2.0, 0.0));
        chart.draw(ui, rect, &look);
        frame::legend(ui.painter(), pos2(1.0, room.y + LEGEND / 2.0), &legend, &style);
    });
    let words = chart.words();
    drawing.described(name(chart.id()), words.alt)
}

/// What a chart is called where it stands among words.
fn name(chart: ChartId) -> &'static str {
    match chart {
        ChartId::Verdict => "The verdict",
        ChartId::Blocs => "The groups",
        _ => "The floor",
    }
}
