//! The chance of a vote that is still to come: how many Yes there may be, and how many of those are enough.

use egui::{Align2, Rect, Ui};
use egui_plot::{Bar, BarChart, GridMark};

use super::{fonts, mark::Look, plot};
use crate::{model::Outcome, simulate::chance::Split};

/// The distribution prepared for drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct ChanceData {
    /// The symbol of the text.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// The rule, the scenario, and how it was reckoned.
    pub subtitle: String,
    /// Where the figures come from.
    pub source: String,
    /// The chance of adoption.
    pub adopted: f64,
    /// The chance of a veto.
    pub vetoed: f64,
    /// The chance of adoption before anything was supposed, where something is.
    pub before: Option<f64>,
    /// For each number of Yes, from none on, its chance, parted by the outcome.
    pub yes: Vec<Split>,
}

/// A chance in percent: "87 %", with a figure after the point where it is close to none or all.
#[must_use]
pub fn percent(chance: f64) -> String {
    let percent = chance * 100.0;
    if chance <= 0.0 || chance >= 1.0 {
        format!("{percent:.0} %")
    } else if percent < 0.1 {
        "< 0.1 %".to_owned()
    } else if percent > 99.9 {
        "> 99.9 %".to_owned()
    } else if !(1.0..=99.0).contains(&percent) {
        format!("{percent:.1} %")
    } else {
        format!("{percent:.0} %")
    }
}

impl ChanceData {
    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let veto = if self.vetoed > 0.0 { format!(", vetoed with {}", percent(self.vetoed)) } else { String::new() };
        let before =
            self.before.map_or(String::new(), |before| format!("; without the suppositions {}", percent(before)));
        format!("{} is adopted with a chance of {}{veto}{before}.", self.symbol, percent(self.adopted))
    }

    /// The numbers of Yes between which all but a ten-thousandth lies.
    #[must_use]
    pub fn range(&self) -> (usize, usize) {
        let matters = |split: &Split| split.total() > 1e-4;
        let first = self.yes.iter().position(matters).unwrap_or(0);
        let last = self.yes.iter().rposition(matters).unwrap_or(self.yes.len().saturating_sub(1));
        (first, last)
    }
}

/// Draws the chart within `rect`. Returns the number of Yes under the pointer.
pub fn draw(ui: &mut Ui, rect: Rect, data: &ChanceData, look: &Look<'_>) -> Option<usize> {
    let style = &look.style;
    let (first, last) = data.range();
    if data.yes.is_empty() {
        let words = "Nothing is known of the members.";
        ui.painter_at(rect).text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(12.0), style.muted);
        return None;
    }
    let small = plot::is_small(rect);
    let mut child = plot::space(ui, rect, "chance", if small { 10.0 } else { 11.0 }, style);
    let kinds = [
        (Outcome::Adopted, style.yes),
        (Outcome::Rejected, style.no),
        (Outcome::Vetoed, style.pill(Some(Outcome::Vetoed))[0]),
    ];
    let hovered = plot::still("chance of adoption", rect)
        .include_x(first as f64 - 1.0)
        .include_x(last as f64 + 1.0)
        .include_y(0.0)
        .x_axis_label("members in favour")
        .show_axes([true, !small])
        .y_axis_formatter(|mark, _| format!("{:.0} %", mark.value))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .x_grid_spacer(move |input| whole(input.bounds, if small { 4.0 } else { 9.0 }))
        .show(&mut child, |plot| {
            let mut below: Vec<BarChart> = Vec::new();
            for (outcome, colour) in kinds {
                let bars: Vec<Bar> = (first..=last)
                    .filter_map(|n| Some((n, data.yes.get(n)?)))
                    .map(|(n, split)| {
                        Bar::new(n as f64, split.of(outcome) * 100.0).width(0.86).fill(colour).stroke((0.0, colour))
                    })
                    .collect();
                let chart = BarChart::new(outcome.label(), bars).allow_hover(false);
                let on: Vec<&BarChart> = below.iter().collect();
                below.push(chart.stack_on(&on));
            }
            for chart in below {
                plot.bar_chart(chart);
            }
            plot.pointer_coordinate()
        })
        .inner;
    let at = hovered.filter(|_| child.rect_contains_pointer(rect))?;
    let number = at.x.round();
    let number = (number >= first as f64 && number <= last as f64).then_some(number as usize)?;
    let split = data.yes.get(number)?;
    let words = format!("{number} in favour: {}, adopted {}", percent(split.total()), percent(split.adopted));
    let corner = rect.right_top() + egui::vec2(-4.0, 2.0);
    ui.painter().text(corner, Align2::RIGHT_TOP, words, fonts::semibold(11.0), style.text);
    Some(number)
}

/// Whole numbers, at most so many and one.
fn whole((from, to): (f64, f64), most: f64) -> Vec<GridMark> {
    let span = to - from;
    let step = [1, 2, 5, 10, 20, 25, 50, 100].into_iter().find(|step| span / f64::from(*step) <= most).unwrap_or(200);
    let first = (from / f64::from(step)).ceil().max(0.0) as i64;
    let last = (to / f64::from(step)).floor() as i64;
    (first..=last).map(|n| GridMark { value: n as f64 * f64::from(step), step_size: f64::from(step) }).collect()
}
