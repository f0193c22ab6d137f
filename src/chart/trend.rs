//! A share over time with its band: how far two voted alike, session by session; each point stands for roll calls.

use egui::{Align2, Rect, Ui, UiBuilder};
use egui_plot::{FilledArea, GridMark, HLine, Line, Plot, PlotPoints, Points, VLine};

use super::{fonts, mark::Look};
use crate::analysis::{Alike, By, Line as Share};

/// Days in a year of the axis.
const DAYS: f64 = 365.2425;

/// One period of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// The period in words: "1971", "session 26".
    pub label: String,
    /// Where it stands on the axis of years.
    pub year: f64,
    /// The share, from 0 to 1.
    pub share: f64,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end of the band.
    pub high: f64,
    /// How many roll calls it rests on.
    pub roll_calls: usize,
    /// How much of them counts: the roll calls in which they voted alike, a half vote a half.
    pub alike: f64,
}

/// The line prepared for drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendData {
    /// Who with whom: "United States with the EU majority".
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

impl TrendData {
    /// The agreement of two sides over time. Periods without a day have no place on the line.
    #[must_use]
    pub fn agreement(title: String, about: &str, line: &Share, (alike, by): (Alike, By), source: String) -> Self {
        let word = match by {
            By::Session => "session ",
            By::Year => "",
        };
        let points = line.points.iter().filter_map(|point| {
            Some(TrendPoint {
                label: format!("{word}{}", point.name),
                year: 1970.0 + point.day? / DAYS,
                share: point.share,
                low: point.low,
                high: point.high,
                roll_calls: point.of as usize,
                alike: point.like.len() as f64 + point.half.len() as f64 / 2.0,
            })
        });
        let points: Vec<TrendPoint> = points.collect();
        let share = match alike {
            Alike::Same => "share cast alike",
            Alike::YesNo => "share of Yes and No cast alike",
            Alike::Scaled => "votes cast alike, an abstention beside a Yes or No a half",
        };
        let by = match by {
            By::Session => "by session",
            By::Year => "by year",
        };
        Self { title, subtitle: format!("{share}, {by}, 90 % band{about}"), source, points, step: 1.8 }
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return format!("{}: no roll call that both took part in.", self.title);
        };
        let total: usize = self.points.iter().map(|point| point.roll_calls).sum();
        format!(
            "{}: {:.0} % in {}, {:.0} % in {}; {total} roll calls.",
            self.title,
            first.share * 100.0,
            first.label,
            last.share * 100.0,
            last.label
        )
    }

    /// One period in words.
    #[must_use]
    pub fn words(&self, point: &TrendPoint) -> String {
        let alike =
            if point.alike.fract() == 0.0 { format!("{:.0}", point.alike) } else { format!("{:.1}", point.alike) };
        let word = if point.roll_calls == 1 { "roll call" } else { "roll calls" };
        format!(
            "{} · {:.0} % ({:.0}–{:.0}) · {alike} of {} {word}",
            point.label,
            point.share * 100.0,
            point.low * 100.0,
            point.high * 100.0,
            point.roll_calls
        )
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
        let words = "No roll call that both took part in.";
        ui.painter_at(rect).text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(12.0), style.muted);
        return None;
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("trend"));
    child.visuals_mut().override_text_color = Some(style.muted);
    child.visuals_mut().widgets.noninteractive.fg_stroke.color = style.border;
    // The axes take the style of body text.
    for style in [egui::TextStyle::Body, egui::TextStyle::Small] {
        child.style_mut().text_styles.insert(style, fonts::regular(11.0));
    }
    let hovered = Plot::new("share over time")
        .width(rect.width())
        .height(rect.height())
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .include_y(-3.0)
        .include_y(103.0)
        .show_grid([false, false])
        .y_grid_spacer(|_| [0.0, 25.0, 50.0, 75.0, 100.0].map(|value| GridMark { value, step_size: 25.0 }).into())
        .x_grid_spacer(|input| years(input.bounds))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .show(&mut child, |plot| {
            for share in [0.0, 25.0, 50.0, 75.0, 100.0] {
                plot.hline(HLine::new("", share).color(style.border).width(1.0).allow_hover(false));
            }
            for run in data.runs() {
                let xs: Vec<f64> = run.iter().map(|point| point.year).collect();
                let low: Vec<f64> = run.iter().map(|point| point.low * 100.0).collect();
                let high: Vec<f64> = run.iter().map(|point| point.high * 100.0).collect();
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
