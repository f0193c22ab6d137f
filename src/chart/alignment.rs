//! The alignment of two members or blocs over time: each shared roll call as a point, each year's share as a line.

use egui::{Align2, Rect, Ui};
use egui_plot::{GridMark, HLine, Line, PlotPoints, Points};

use super::{fonts, mark::Look, plot};
use crate::model::Date;

/// One roll call that both took part in.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignmentPoint {
    /// The day.
    pub date: Date,
    /// The text.
    pub symbol: String,
    /// How far they agreed, from 0 to 1.
    pub share: f64,
}

/// The figures prepared for drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlignmentData {
    /// The two, by name.
    pub names: [String; 2],
    /// Roll calls in the order of their days.
    pub points: Vec<AlignmentPoint>,
    /// The mean of each year: the year, the share from 0 to 1, and how many roll calls.
    pub years: Vec<(i32, f64, usize)>,
    /// What the figures are, in a few words.
    pub subtitle: String,
}

impl AlignmentData {
    /// The title of the chart.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} and {}", self.names[0], self.names[1])
    }

    /// The mean over all roll calls, from 0 to 1.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let count = self.points.len();
        (count > 0).then(|| self.points.iter().map(|p| p.share).sum::<f64>() / count as f64)
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.mean() {
            Some(mean) => format!(
                "{} voted alike in {:.0} % of {} shared roll calls.",
                self.title(),
                mean * 100.0,
                self.points.len()
            ),
            None => format!("{} share no roll call.", self.title()),
        }
    }
}

/// The middle of a year in days since 1970.
fn middle_of(year: i32) -> f64 {
    format!("{year}-07-01").parse::<Date>().map_or(0.0, |date| date.axis_day())
}

/// Draws the chart within `rect`. Returns the roll call that the pointer is nearest to.
pub fn draw<'a>(ui: &mut Ui, rect: Rect, data: &'a AlignmentData, look: &Look<'_>) -> Option<&'a AlignmentPoint> {
    let style = &look.style;
    if data.points.is_empty() {
        let words = "These two share no roll call in this dossier.";
        ui.painter_at(rect).text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(13.0), style.muted);
        return None;
    }
    let mut child = plot::space(ui, rect, "alignment", 11.0, style);
    let points: Vec<[f64; 2]> = data.points.iter().map(|p| [p.date.axis_day(), p.share * 100.0]).collect();
    let years: Vec<[f64; 2]> = data.years.iter().map(|(year, share, _)| [middle_of(*year), share * 100.0]).collect();
    let runs = runs(data);
    let hovered = plot::still("alignment over time", rect)
        .include_y(-4.0)
        .include_y(104.0)
        .y_grid_spacer(|_| plot::QUARTERS.map(|value| GridMark { value, step_size: 25.0 }).into())
        .x_grid_spacer(|input| year_marks(input.bounds))
        .x_axis_formatter(|mark, _| year_label(mark.value))
        .y_axis_formatter(|mark, _| format!("{:.0} %", mark.value))
        .show(&mut child, |plot| {
            for share in plot::QUARTERS {
                plot.hline(HLine::new("", share).color(style.border).width(1.0));
            }
            plot.points(Points::new("roll call", PlotPoints::from(points)).color(style.absent).radius(2.4));
            for run in runs {
                plot.line(Line::new("mean of the year", PlotPoints::from(run)).color(style.accent).width(2.0));
            }
            plot.points(Points::new("year", PlotPoints::from(years)).color(style.accent).radius(3.5));
            plot.pointer_coordinate().map(|at| {
                let per_point = plot.transform().dvalue_dpos();
                (at, per_point)
            })
        })
        .inner;
    let (at, [dx, dy]) = hovered.filter(|_| child.rect_contains_pointer(rect))?;
    let distance = |p: &AlignmentPoint| {
        (((p.date.axis_day() - at.x) / dx).powi(2) + ((p.share * 100.0 - at.y) / dy).powi(2)).sqrt()
    };
    data.points.iter().filter(|p| distance(p) < 14.0).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Years that follow one another, each run a line of its own: what lies between is not known.
fn runs(data: &AlignmentData) -> Vec<Vec<[f64; 2]>> {
    let mut runs: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut last = None;
    for (year, share, _) in &data.years {
        let point = [middle_of(*year), share * 100.0];
        match runs.last_mut().filter(|_| last == Some(year - 1)) {
            Some(run) => run.push(point),
            None => runs.push(vec![point]),
        }
        last = Some(*year);
    }
    runs
}

/// Days in a year of the axis.
const YEAR: f64 = 365.2425;

/// Marks at the beginning of years, as many as are easy to read.
fn year_marks((from, to): (f64, f64)) -> Vec<GridMark> {
    let years = (to - from) / YEAR;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| years / f64::from(*step) <= 8.0).unwrap_or(100);
    let first = (1970.0 + from / YEAR).ceil() as i32;
    let last = (1970.0 + to / YEAR).floor() as i32;
    (first..=last)
        .filter(|year| year % step == 0)
        .map(|year| GridMark { value: f64::from(year - 1970) * YEAR, step_size: f64::from(step) * YEAR })
        .collect()
}

fn year_label(day: f64) -> String {
    format!("{:.0}", 1970.0 + day / YEAR)
}
