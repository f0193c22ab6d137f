//! The plane of abstentions: how many leave Yes, how many leave No, and where the text is adopted.

use egui::{Align2, Color32, Rect, Ui, pos2, vec2};
use egui_plot::{GridMark, PlotPoint, PlotPoints, Points, Polygon, Text};

use super::{fonts, mark::Look, plot, style::Style};
use crate::simulate::{Plane, Region};

/// The plane with the words around it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneData {
    /// The figures.
    pub plane: Plane,
    /// The symbol of the text.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// The rule and the scenario.
    pub subtitle: String,
    /// Where the record comes from.
    pub source: String,
}

impl PlaneData {
    /// What the plane says, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let plane = &self.plane;
        let (x, y) = plane.here;
        match (plane.room(), plane.at(x, y)) {
            (Some(room), _) => {
                let words = if room == 1 { "one more may" } else { "more may" };
                let count = if room == 1 { String::new() } else { format!("{room} ") };
                format!("{count}{words} leave Yes for Abstain, and {} is adopted whoever they are.", self.symbol)
            }
            (None, Some(Region::Adopted)) => {
                format!("{} is adopted however many leave Yes for Abstain.", self.symbol)
            }
            (None, Some(Region::Fails)) => {
                let needed = plane.rows.iter().skip(y).position(|row| row.get(x) == Some(&Region::Adopted));
                match needed {
                    Some(count) => format!("{} is adopted once {count} leave No for Abstain.", self.symbol),
                    None => format!("{} is not adopted however many leave No for Abstain.", self.symbol),
                }
            }
            _ => format!("Who abstains decides {}: the numbers alone do not.", self.symbol),
        }
    }
}

fn colour(region: Region, style: &Style) -> Color32 {
    match region {
        Region::Adopted => style.yes.gamma_multiply(0.28),
        Region::Fails => style.no.gamma_multiply(0.20),
        Region::Depends => style.abstain.gamma_multiply(0.25),
    }
}

/// Runs of one region along a row: the region, from, to.
fn runs(row: &[Region]) -> Vec<(Region, usize, usize)> {
    let mut runs: Vec<(Region, usize, usize)> = Vec::new();
    for (x, region) in row.iter().enumerate() {
        match runs.last_mut() {
            Some((last, _, to)) if last == region => *to = x,
            _ => runs.push((*region, x, x)),
        }
    }
    runs
}

/// One region over rows that follow one another with the same run: the region, x from and to, y from and to.
type Block = (Region, usize, usize, usize, usize);

/// The plane cut into as few upright blocks as rows allow.
fn blocks(plane: &Plane) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (y, row) in plane.rows.iter().enumerate() {
        for (region, from, to) in runs(row) {
            let above = blocks
                .iter_mut()
                .rev()
                .find(|block| (block.0, block.1, block.2) == (region, from, to) && block.4 + 1 == y);
            match above {
                Some(block) => block.4 = y,
                None => blocks.push((region, from, to, y, y)),
            }
        }
    }
    blocks
}

/// Draws the chart within `rect`. Returns the point under the pointer: so many from Yes, so many from No.
pub fn draw(ui: &mut Ui, rect: Rect, data: &PlaneData, look: &Look<'_>) -> Option<(usize, usize)> {
    let style = &look.style;
    let plane = &data.plane;
    let small = plot::is_small(rect);
    let mut child = plot::space(ui, rect, "plane", if small { 10.0 } else { 11.0 }, style);
    let hovered = plot::still("plane of abstentions", rect)
        .include_x(-0.5 - plane.yes as f64 * 0.03)
        .include_x(plane.yes as f64 + 0.5)
        .include_y(-0.5 - plane.no as f64 * 0.05)
        .include_y(plane.no as f64 + 0.5)
        .set_margin_fraction(egui::Vec2::ZERO)
        .x_axis_label("abstainers from Yes")
        .y_axis_label("abstainers from No")
        .x_grid_spacer(move |input| marks(input.bounds, if small { 3.0 } else { 6.0 }))
        .y_grid_spacer(|input| marks(input.bounds, 6.0))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .show(&mut child, |plot| {
            for (region, from, to, low, high) in blocks(plane) {
                let (left, right) = (from as f64 - 0.5, to as f64 + 0.5);
                let (bottom, top) = (low as f64 - 0.5, high as f64 + 0.5);
                let corners = vec![[left, bottom], [right, bottom], [right, top], [left, top]];
                let fill = colour(region, style);
                let polygon = Polygon::new("", PlotPoints::from(corners)).fill_color(fill).stroke((0.0, fill));
                plot.polygon(polygon);
            }
            let (x, y) = plane.here;
            let here = vec![[x as f64, y as f64]];
            plot.points(Points::new("today", PlotPoints::from(here)).color(style.accent).radius(5.0));
            for (region, word) in [(Region::Adopted, "adopted"), (Region::Fails, "fails"), (Region::Depends, "depends")]
            {
                if let Some((x, y)) = middle(plane, region) {
                    let text = egui::RichText::new(word).font(fonts::semibold(11.0)).color(style.text);
                    plot.text(Text::new("", PlotPoint::new(x, y), text));
                }
            }
            plot.pointer_coordinate()
        })
        .inner;
    let at = hovered.filter(|_| child.rect_contains_pointer(rect))?;
    let inside = |value: f64, most: usize| {
        let nearest = value.round();
        (nearest >= 0.0 && nearest <= most as f64).then_some(nearest as usize)
    };
    let point = inside(at.x, plane.yes).zip(inside(at.y, plane.no))?;
    let words = match plane.at(point.0, point.1)? {
        Region::Adopted => "adopted",
        Region::Fails => "fails",
        Region::Depends => "depends on who",
    };
    let words = format!("{} from Yes, {} from No: {words}", point.0, point.1);
    let galley = ui.painter().layout_no_wrap(words, fonts::semibold(11.0), style.text);
    let at = pos2(rect.right() - galley.size().x - 8.0, rect.top() + 4.0);
    ui.painter().rect_filled(Rect::from_min_size(at, galley.size()).expand2(vec2(5.0, 2.0)), 4.0, style.panel);
    ui.painter().galley(at, galley, style.text);
    Some(point)
}

/// The middle of the widest block of a region that can hold a word.
fn middle(plane: &Plane, region: Region) -> Option<(f64, f64)> {
    let (mut sum, mut count) = ((0.0, 0.0), 0.0);
    for (y, row) in plane.rows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, at)| **at == region) {
            sum = (sum.0 + x as f64, sum.1 + y as f64);
            count += 1.0;
        }
    }
    let all = ((plane.yes + 1) * (plane.no + 1)) as f64;
    (count / all > 0.12).then(|| (sum.0 / count, sum.1 / count))
}

/// Whole numbers, at most so many and one.
fn marks((from, to): (f64, f64), most: f64) -> Vec<GridMark> {
    let span = to - from;
    let step = [1, 2, 5, 10, 20, 25, 50, 100].into_iter().find(|step| span / f64::from(*step) <= most).unwrap_or(200);
    let first = (from / f64::from(step)).ceil() as i64;
    let last = (to / f64::from(step)).floor() as i64;
    (first.max(0)..=last).map(|n| GridMark { value: n as f64 * f64::from(step), step_size: f64::from(step) }).collect()
}

/// What is written where no plane can be drawn.
pub fn draw_empty(ui: &Ui, rect: Rect, look: &Look<'_>) {
    let words = "Without a roll call it is not known who could abstain.";
    ui.painter_at(rect).text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(12.0), look.style.muted);
}
