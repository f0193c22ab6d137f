//! A share over time with its band: how far two voted alike, how often a member took part, how closely a bloc held together;
//! each point stands for the roll calls of a session or year.

use egui::{Align2, Rect, Ui};
use egui_plot::{AxisHints, FilledArea, GridMark, HLine, Line, PlotPoints, Points, VLine};

use super::{fonts, mark::Look, plot};
use crate::analysis::{Alike, By, Cohesion, CohesionPoint, Line as Share};

/// Days in a year of the axis.
const DAYS: f64 = 365.2425;

/// What a line tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// How far two voted alike, of the roll calls that both took part in.
    #[default]
    Agreement,
    /// How often a member took part.
    Participation,
    /// How closely a bloc held together: the mean of an index from 0 to 1.
    Cohesion,
}

/// One period of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// The period in words: "1971", "session 26".
    pub label: String,
    /// Where it stands on the axis of years.
    pub year: f64,
    /// The share or the mean index, from 0 to 1.
    pub share: f64,
    /// The ends of the band of 90 %; none where one cannot be told.
    pub band: Option<(f64, f64)>,
    /// How many roll calls it rests on.
    pub roll_calls: usize,
    /// How much of them counts: the roll calls in which they voted alike, a half vote a half, or in which the member took
    /// part. A mean counts none.
    pub counted: Option<f64>,
}

/// The line prepared for drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendData {
    /// What it tells.
    pub told: Told,
    /// Of whom: "United States with the EU majority".
    pub title: String,
    /// What the share is and what the band is.
    pub subtitle: String,
    /// Where the votes come from.
    pub source: String,
    /// The periods in the order of time.
    pub points: Vec<TrendPoint>,
    /// The widest gap between neighbours that is still one line, in years.
    pub step: f64,
}

fn by_words(by: By) -> &'static str {
    match by {
        By::Session => "by session",
        By::Year => "by year",
        By::Month => "by month",
    }
}

fn label(by: By, name: &str) -> String {
    match by {
        By::Session => format!("session {name}"),
        By::Year | By::Month => name.to_owned(),
    }
}

/// Periods without a day have no place on the line.
fn points(line: &Share, by: By) -> Vec<TrendPoint> {
    let point = |point: &crate::analysis::Point| {
        Some(TrendPoint {
            label: label(by, &point.name),
            year: 1970.0 + point.day? / DAYS,
            share: point.share,
            band: Some((point.low, point.high)),
            roll_calls: point.of as usize,
            counted: Some(point.like.len() as f64 + point.half.len() as f64 / 2.0),
        })
    };
    line.points.iter().filter_map(point).collect()
}

impl TrendData {
    fn new(told: Told, title: String, subtitle: String, source: String, points: Vec<TrendPoint>) -> Self {
        Self { told, title, subtitle, source, points, step: 1.8 }
    }

    /// The agreement of two sides over time; `about` ends the subtitle.
    #[must_use]
    pub fn agreement(title: String, about: &str, line: &Share, (alike, by): (Alike, By), source: String) -> Self {
        let share = match alike {
            Alike::Same => "share cast alike",
            Alike::YesNo => "share of Yes and No cast alike",
            Alike::Scaled => "votes cast alike, an abstention beside a Yes or No a half",
        };
        let subtitle = format!("{share}, {}, 90 % band{about}", by_words(by));
        Self::new(Told::Agreement, title, subtitle, source, points(line, by))
    }

    /// How often a member took part over time.
    #[must_use]
    pub fn participation(name: &str, line: &Share, by: By, source: String) -> Self {
        let subtitle = format!("Yes, No or Abstain of the votes it was entitled to, {}, 90 % band", by_words(by));
        Self::new(Told::Participation, format!("{name}, participation"), subtitle, source, points(line, by))
    }

    /// How closely a bloc held together over time; `about` ends the subtitle.
    #[must_use]
    pub fn cohesion(
        name: &str,
        about: &str,
        line: &[CohesionPoint],
        (index, by): (Cohesion, By),
        source: String,
    ) -> Self {
        let share = match index {
            Cohesion::Agreement => "mean agreement index",
            Cohesion::Rice => "mean index of Rice, of Yes and No",
        };
        let subtitle = format!("{share}, {}, 90 % band{about}", by_words(by));
        let point = |point: &CohesionPoint| {
            Some(TrendPoint {
                label: label(by, &point.name),
                year: 1970.0 + point.day? / DAYS,
                share: point.mean,
                band: point.band,
                roll_calls: point.roll_calls.len(),
                counted: None,
            })
        };
        let points = line.iter().filter_map(point).collect();
        Self::new(Told::Cohesion, format!("Cohesion of {name}"), subtitle, source, points)
    }

    /// What is said where there is no point.
    fn nothing(&self) -> &'static str {
        match self.told {
            Told::Agreement => "No roll call that both took part in, a bloc with a majority.",
            Told::Participation => "These votes list no absences: nothing is known of who stayed away.",
            Told::Cohesion => "No roll call in which two of its members voted.",
        }
    }

    /// "87 %", or "0.87" for an index.
    fn value(&self, share: f64) -> String {
        match self.told {
            Told::Cohesion => format!("{share:.2}"),
            _ => format!("{:.0} %", share * 100.0),
        }
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return format!("{}: {}", self.title, self.nothing());
        };
        let total: usize = self.points.iter().map(|point| point.roll_calls).sum();
        let [from, until] = [first, last].map(|point| format!("{} in {}", self.value(point.share), point.label));
        format!("{}: {from}, {until}; {total} roll calls.", self.title)
    }

    /// One period in words.
    #[must_use]
    pub fn words(&self, point: &TrendPoint) -> String {
        let band = point.band.map_or(String::new(), |(low, high)| match self.told {
            Told::Cohesion => format!(" ({low:.2}–{high:.2})"),
            _ => format!(" ({:.0}–{:.0})", low * 100.0, high * 100.0),
        });
        let counted = match point.counted {
            Some(counted) if counted.fract() == 0.0 => format!("{counted:.0} of "),
            Some(counted) => format!("{counted:.1} of "),
            None => String::new(),
        };
        let word = if point.roll_calls == 1 { "roll call" } else { "roll calls" };
        format!("{} · {}{band} · {counted}{} {word}", point.label, self.value(point.share), point.roll_calls)
    }

    /// Periods that follow one another: what lies in a gap is not known, so that each run is a line of its own.
    fn runs(&self) -> Vec<&[TrendPoint]> {
        self.points.chunk_by(|a, b| b.year - a.year <= self.step).collect()
    }
}

/// Draws the chart within `rect`. Gives the period that the pointer is over; `picked` is marked.
pub fn draw(ui: &mut Ui, rect: Rect, data: &TrendData, picked: Option<usize>, look: &Look<'_>) -> Option<usize> {
    let style = &look.style;
    if data.points.is_empty() {
        let (at, font) = (rect.center(), fonts::regular(12.0));
        ui.painter_at(rect).text(at, Align2::CENTER_CENTER, data.nothing(), font, style.muted);
        return None;
    }
    let told = data.told;
    let ends = |years: &TrendPoint| years.year;
    let first = data.points.iter().map(ends).fold(f64::INFINITY, f64::min);
    let last = data.points.iter().map(ends).fold(f64::NEG_INFINITY, f64::max);
    // A lone point has a year of its own, and not the century that a plot would give it.
    let around = if last - first < 1.0 { 0.5 } else { 0.0 };
    let mut child = plot::space(ui, rect, "trend", 11.0, style);
    let hovered = plot::still("share over time", rect)
        // As close as their letters let them, since the card is low in a small window.
        .custom_x_axes(vec![AxisHints::new_x().label_spacing(32.0..=44.0)])
        .custom_y_axes(vec![AxisHints::new_y().label_spacing(12.0..=16.0)])
        .include_x(first - around)
        .include_x(last + around)
        .include_y(-3.0)
        .include_y(103.0)
        .y_grid_spacer(|_| plot::QUARTERS.map(|value| GridMark { value, step_size: 25.0 }).into())
        .x_grid_spacer(|input| years(input.bounds))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(move |mark, _| match told {
            Told::Cohesion => format!("{:.2}", mark.value / 100.0),
            _ => format!("{:.0}", mark.value),
        })
        .show(&mut child, |plot| {
            for share in plot::QUARTERS {
                plot.hline(HLine::new("", share).color(style.border).width(1.0).allow_hover(false));
            }
            for run in data.runs() {
                let xs: Vec<f64> = run.iter().map(|point| point.year).collect();
                // Where no band can be told it closes to the line.
                let ends = |point: &TrendPoint| point.band.unwrap_or((point.share, point.share));
                let low: Vec<f64> = run.iter().map(|point| ends(point).0 * 100.0).collect();
                let high: Vec<f64> = run.iter().map(|point| ends(point).1 * 100.0).collect();
                if run.len() > 1 {
                    let band = FilledArea::new("90 % band", &xs, &low, &high);
                    plot.add(band.fill_color(style.accent.gamma_multiply(0.16)).allow_hover(false));
                }
                let line: Vec<[f64; 2]> = run.iter().map(|point| [point.year, point.share * 100.0]).collect();
                plot.line(Line::new("share", PlotPoints::from(line.clone())).color(style.accent).width(1.8));
                if run.len() == 1 {
                    plot.points(Points::new("share", PlotPoints::from(line)).color(style.accent).radius(2.5));
                }
            }
            if let Some(point) = picked.and_then(|n| data.points.get(n)) {
                plot.vline(VLine::new("", point.year).color(style.accent.gamma_multiply(0.4)).width(1.0));
                let at = PlotPoints::from(vec![[point.year, point.share * 100.0]]);
                plot.points(Points::new("picked", at).color(style.accent).radius(4.5));
            }
            plot.pointer_coordinate()
        })
        .inner;
    let at = hovered.filter(|_| child.rect_contains_pointer(rect))?;
    let near = |point: &TrendPoint| (point.year - at.x).abs();
    let (number, point) = data.points.iter().enumerate().min_by(|(_, a), (_, b)| near(a).total_cmp(&near(b)))?;
    let corner = rect.right_top() + egui::vec2(-4.0, 0.0);
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(data.words(point), fonts::semibold(11.0), style.text);
    let place = Align2::RIGHT_TOP.anchor_size(corner, galley.size());
    painter.rect_filled(place.expand(3.0), 3.0, style.panel.gamma_multiply(0.9));
    painter.galley(place.min, galley, style.text);
    Some(number)
}

/// Marks at round years, as many as are easy to read.
fn years((from, to): (f64, f64)) -> Vec<GridMark> {
    let step = [1, 2, 5, 10, 20, 25, 50].into_iter().find(|step| (to - from) / f64::from(*step) <= 6.0).unwrap_or(100);
    let (first, last) = (from.ceil() as i32, to.floor() as i32);
    (first..=last)
        .filter(|year| year % step == 0)
        .map(|year| GridMark { value: f64::from(year), step_size: f64::from(step) })
        .collect()
}
