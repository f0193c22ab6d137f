//! The flow between two scenarios: what everyone does in the first on the left, in the second on the right, and a ribbon
//! for all who do the same in both, in the colour of where it comes from.

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind,
    epaint::{BandPoint, BandShape},
    pos2, vec2,
};

use super::{
    floor_data::FloorData,
    fonts,
    mark::{Form, Look, Mark, Ribbon, Target},
    prepare::Source,
    style::Style,
    text::fitted,
};
use crate::{
    chart::compare::result_words,
    model::{MemberId, Outcome, TextId, Vote},
    scenario::{Cast, ScenarioId, shifts},
};

/// One of the two scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSide {
    /// Its name.
    pub name: String,
    /// "adopted 93–18–65"
    pub result: String,
    /// What the text comes to.
    pub outcome: Option<Outcome>,
}

/// All who do one thing in the first scenario and one in the second.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRibbon {
    /// What they do in the first.
    pub from: Cast,
    /// What they do in the second.
    pub to: Cast,
    /// Who, with their names, in the order of their codes.
    pub members: Vec<(MemberId, String)>,
}

impl FlowRibbon {
    /// Whether they do the same in both.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.from == self.to
    }

    /// "7 move from Yes to Abstain"
    #[must_use]
    pub fn words(&self) -> String {
        let n = self.members.len();
        let (from, to) = (self.from.label(), self.to.label());
        match (self.stays(), n) {
            (true, 1) => format!("1 stays at {from}"),
            (true, _) => format!("{n} stay at {from}"),
            (false, 1) => format!("1 moves from {from} to {to}"),
            (false, _) => format!("{n} move from {from} to {to}"),
        }
    }
}

/// A text in two scenarios, prepared for drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowData {
    /// The symbol of the text, or its title.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// Where the record comes from.
    pub source: String,
    /// The two scenarios.
    pub sides: [FlowSide; 2],
    /// The ribbons, in the order of the bars.
    pub ribbons: Vec<FlowRibbon>,
}

impl FlowData {
    /// The members on one side (0 left, 1 right) that do this.
    pub fn block(&self, side: usize, cast: Cast) -> impl Iterator<Item = &MemberId> {
        let there = move |ribbon: &&FlowRibbon| if side == 0 { ribbon.from == cast } else { ribbon.to == cast };
        self.ribbons.iter().filter(there).flat_map(|ribbon| &ribbon.members).map(|(id, _)| id)
    }

    fn total(&self) -> usize {
        self.ribbons.iter().map(|ribbon| ribbon.members.len()).sum()
    }

    /// The whole in one sentence, for who cannot see the chart.
    #[must_use]
    pub fn sentence(&self) -> String {
        let [first, second] = &self.sides;
        let mut moved: Vec<&FlowRibbon> = self.ribbons.iter().filter(|ribbon| !ribbon.stays()).collect();
        moved.sort_by_key(|ribbon| std::cmp::Reverse(ribbon.members.len()));
        let words: Vec<String> = moved.into_iter().map(FlowRibbon::words).collect();
        let words = if words.is_empty() { "nobody moves".to_owned() } else { words.join(", ") };
        format!(
            "{} from {} ({}) to {} ({}): {words}.",
            self.symbol, first.name, first.result, second.name, second.result
        )
    }
}

impl Source<'_> {
    /// The flow of a text between two scenarios. None where the text, its body or its rule is missing.
    #[must_use]
    pub fn flow(&self, text: &TextId, first: Option<ScenarioId>, second: Option<ScenarioId>) -> Option<FlowData> {
        let ((a, a_floor), (b, b_floor)) = (self.flow_side(text, first)?, self.flow_side(text, second)?);
        let side = |data: &FloorData| FlowSide {
            name: data.scenario.clone(),
            result: result_words(data),
            outcome: data.verdict.outcome,
        };
        let name = |id: MemberId| {
            let name = self.dossier.member_name(&id).to_owned();
            (id, name)
        };
        Some(FlowData {
            symbol: a.symbol.clone(),
            title: a.title.clone(),
            source: a.source.clone(),
            sides: [side(&a), side(&b)],
            ribbons: shifts(&a_floor, &b_floor)
                .into_iter()
                .map(|shift| FlowRibbon {
                    from: shift.from,
                    to: shift.to,
                    members: shift.members.into_iter().map(name).collect(),
                })
                .collect(),
        })
    }

    fn flow_side(&self, text: &TextId, scenario: Option<ScenarioId>) -> Option<(FloorData, crate::scenario::Floor)> {
        let (data, decided) = self.under(scenario).floor_data(text)?;
        Some((data, decided.floor))
    }
}

/// The height of the names above the bars.
const HEAD: f32 = 44.0;
/// The width of a bar.
const BAR: f32 = 15.0;
/// The room between the blocks of a bar.
const GAP: f32 = 9.0;

/// The height of the blocks of one side, from top to bottom.
fn heights(data: &FlowData, side: usize) -> Vec<(Cast, usize)> {
    let counts = Cast::ALL.map(|cast| (cast, data.block(side, cast).count()));
    counts.into_iter().filter(|(_, n)| *n > 0).collect()
}

/// The places of both bars and of all ribbons.
struct Plan {
    blocks: [Vec<(Cast, usize, Rect)>; 2],
    ribbons: Vec<Ribbon>,
}

impl Plan {
    fn new(data: &FlowData, rect: Rect) -> Self {
        let sides = [heights(data, 0), heights(data, 1)];
        let most = sides.iter().map(Vec::len).max().unwrap_or(0);
        let room = (rect.height() - HEAD - GAP * most.saturating_sub(1) as f32).max(20.0);
        let scale = room / data.total().max(1) as f32;
        let gutter = gutter(rect);
        let x = [rect.left() + gutter, rect.right() - gutter - BAR];
        let blocks = [0, 1].map(|side| {
            let mut top = rect.top() + HEAD;
            let (left, counts) = if side == 0 { (x[0], &sides[0]) } else { (x[1], &sides[1]) };
            // The side with fewer blocks has fewer gaps, and stands as high in the middle.
            top += GAP * (most - counts.len()) as f32 / 2.0;
            let mut blocks = Vec::with_capacity(counts.len());
            for (cast, n) in counts {
                let block = Rect::from_min_size(pos2(left, top), vec2(BAR, *n as f32 * scale));
                top = block.bottom() + GAP;
                blocks.push((*cast, *n, block));
            }
            blocks
        });
        let ribbons = ribbons(data, &blocks, scale);
        Self { blocks, ribbons }
    }
}

/// The room for the words beside a bar.
fn gutter(rect: Rect) -> f32 {
    (rect.width() * 0.14).clamp(74.0, 110.0)
}

fn ribbons(data: &FlowData, blocks: &[Vec<(Cast, usize, Rect)>; 2], scale: f32) -> Vec<Ribbon> {
    let mut tops = blocks.each_ref().map(|side| side.iter().map(|(cast, _, block)| (*cast, block.top())).collect());
    let take = |tops: &mut Vec<(Cast, f32)>, cast: Cast, height: f32| {
        let slot = tops.iter_mut().find(|(other, _)| *other == cast);
        slot.map_or([0.0, 0.0], |(_, top)| {
            let from = *top;
            *top += height;
            [from, from + height]
        })
    };
    let [left, right] = &mut tops;
    let x = blocks.each_ref().map(|side| side.first().map_or(0.0, |(_, _, block)| block.left()));
    let height = |ribbon: &FlowRibbon| ribbon.members.len() as f32 * scale;
    let starts: Vec<[f32; 2]> = data.ribbons.iter().map(|r| take(left, r.from, height(r))).collect();
    // On the right those who come from further up stand further up as well.
    let mut order: Vec<usize> = (0..data.ribbons.len()).collect();
    order.sort_by_key(|n| data.ribbons.get(*n).map(|r| (r.to, r.from)));
    let mut ends = vec![[0.0, 0.0]; data.ribbons.len()];
    for n in order {
        if let (Some(ribbon), Some(end)) = (data.ribbons.get(n), ends.get_mut(n)) {
            *end = take(right, ribbon.to, height(ribbon));
        }
    }
    starts.into_iter().zip(ends).map(|(from, to)| Ribbon { x: [x[0] + BAR, x[1]], from, to }).collect()
}

/// Draws the chart within `rect`. A mark for each ribbon, those who move before those who stay, and for each block.
pub fn draw(painter: &Painter, rect: Rect, data: &FlowData, look: &Look<'_>) -> Vec<Mark> {
    let plan = Plan::new(data, rect);
    heads(painter, rect, data, look);
    let mut order: Vec<usize> = (0..data.ribbons.len()).collect();
    order.sort_by_key(|n| data.ribbons.get(*n).map(|r| (!r.stays(), std::cmp::Reverse(r.members.len()))));
    let drawn = || order.iter().filter_map(|n| Some((data.ribbons.get(*n)?, *plan.ribbons.get(*n)?)));
    for (ribbon, band) in drawn() {
        draw_ribbon(painter, ribbon, band, look);
    }
    let blocks = draw_blocks(painter, &plan, data, look);
    labels(painter, drawn().filter(|(ribbon, _)| !ribbon.stays()), look);
    let mut marks: Vec<Mark> = drawn()
        .map(|(ribbon, band)| Mark {
            target: Target::Flow(ribbon.from, ribbon.to),
            form: Form::Ribbon(band),
            label: ribbon.words(),
        })
        .collect();
    // What was drawn last lies on top.
    marks.reverse();
    marks.extend(blocks);
    marks
}

/// The colour of what somebody does.
fn colour(cast: Cast, style: &Style) -> Color32 {
    match cast {
        Cast::Vote(vote) => style.vote(vote),
        Cast::Unknown => style.muted,
        Cast::NoSeat => style.border,
    }
}

fn draw_ribbon(painter: &Painter, ribbon: &FlowRibbon, band: Ribbon, look: &Look<'_>) {
    const STEPS: usize = 48;
    let any = |set: &std::collections::BTreeSet<MemberId>| {
        !look.export && ribbon.members.iter().any(|(id, _)| set.contains(id))
    };
    let strength = match (any(look.lit), ribbon.stays()) {
        (true, true) => 0.4,
        (true, false) => 0.92,
        (false, true) => 0.2,
        (false, false) => 0.66,
    };
    let points = (0..=STEPS)
        .map(|n| {
            let u = n as f32 / STEPS as f32;
            let [top, bottom] = band.at(u);
            // A single member must not vanish between two pixels.
            let thin = ((1.2 - (bottom - top)) / 2.0).max(0.0);
            BandPoint { x: band.x[0] + (band.x[1] - band.x[0]) * u, y: egui::Rangef::new(top - thin, bottom + thin) }
        })
        .collect();
    let fill = colour(ribbon.from, &look.style).gamma_multiply(strength);
    painter.add(Shape::Band(BandShape::filled(points, fill)));
    if any(look.selected) {
        let edge = |which: usize| -> Vec<Pos2> {
            (0..=STEPS)
                .map(|n| {
                    let u = n as f32 / STEPS as f32;
                    let [top, bottom] = band.at(u);
                    pos2(band.x[0] + (band.x[1] - band.x[0]) * u, if which == 0 { top } else { bottom })
                })
                .collect()
        };
        for which in [0, 1] {
            painter.add(Shape::line(edge(which), Stroke::new(1.4, look.style.accent)));
        }
    }
}

fn draw_blocks(painter: &Painter, plan: &Plan, data: &FlowData, look: &Look<'_>) -> Vec<Mark> {
    let style = &look.style;
    let mut marks = Vec::new();
    for (side, blocks) in plan.blocks.iter().enumerate() {
        for (cast, n, block) in blocks {
            let hollow = matches!(cast, Cast::Vote(Vote::Absent) | Cast::Unknown | Cast::NoSeat);
            if hollow {
                let stroke = Stroke::new(1.4, colour(*cast, style));
                painter.rect(*block, CornerRadius::same(2), style.panel, stroke, StrokeKind::Inside);
            } else {
                painter.rect_filled(*block, CornerRadius::same(2), colour(*cast, style));
            }
            let name = data.sides.get(side).map_or("", |side| &side.name);
            let label = format!("{name}: {} {n}", cast.label());
            marks.push(Mark { target: Target::Block(side, *cast), form: Form::Box(*block), label });
        }
        block_words(painter, side, blocks, style);
    }
    marks
}

/// "Yes 93" beside each block, kept apart where blocks are thin.
fn block_words(painter: &Painter, side: usize, blocks: &[(Cast, usize, Rect)], style: &Style) {
    const LINE: f32 = 17.0;
    let places = apart(blocks.iter().map(|(_, _, block)| block.center().y).collect(), LINE);
    for ((cast, n, block), y) in blocks.iter().zip(places) {
        let count = painter.layout_no_wrap(n.to_string(), fonts::semibold(14.0), style.text);
        let word = painter.layout_no_wrap(cast.label().to_owned(), fonts::regular(12.0), style.muted);
        let (count_width, word_width) = (count.size().x, word.size().x);
        let (count_x, word_x) = if side == 0 {
            (block.left() - 10.0 - count_width, block.left() - 16.0 - count_width - word_width)
        } else {
            (block.right() + 10.0, block.right() + 16.0 + count_width)
        };
        painter.galley(pos2(count_x, y - count.size().y / 2.0), count, style.text);
        painter.galley(pos2(word_x, y - word.size().y / 2.0 + 0.5), word, style.muted);
    }
}

/// Moves places down, and then up again, until each is at least `step` from the next.
fn apart(mut places: Vec<f32>, step: f32) -> Vec<f32> {
    let before = places.clone();
    for n in 1..places.len() {
        if let [.., above, here] = places.get_mut(..=n).unwrap_or_default() {
            *here = here.max(*above + step);
        }
    }
    // Half of the push goes upwards, so that a crowd stays around its middle.
    let pushed = before.last().zip(places.last()).map_or(0.0, |(before, after)| (after - before) / 2.0);
    let mut ceiling = f32::INFINITY;
    for (place, was) in places.iter_mut().zip(&before).rev() {
        *place = (*place - pushed).max(was - pushed).min(ceiling - step);
        ceiling = *place;
    }
    places
}

/// Who moves, on each ribbon of movers: their codes where they are few, else how many.
fn labels<'a>(painter: &Painter, movers: impl Iterator<Item = (&'a FlowRibbon, Ribbon)>, look: &Look<'_>) {
    let style = &look.style;
    let mut found: Vec<(f32, &FlowRibbon, Ribbon)> = movers
        .map(|(ribbon, band)| {
            let [top, bottom] = band.at(0.5);
            ((top + bottom) / 2.0, ribbon, band)
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let places = apart(found.iter().map(|(y, ..)| *y).collect(), 21.0);
    for ((_, ribbon, band), y) in found.into_iter().zip(places) {
        let codes: Vec<&str> = ribbon.members.iter().map(|(id, _)| id.as_str()).collect();
        let who = if codes.len() <= 4 { codes.join(" ") } else { codes.len().to_string() };
        let way = format!("{} → {}", ribbon.from.label(), ribbon.to.label());
        let who = painter.layout_no_wrap(who, fonts::semibold(12.0), style.text);
        let way = painter.layout_no_wrap(way, fonts::regular(11.0), style.muted);
        let size = vec2(who.size().x + way.size().x + 24.0, 18.0);
        let chip = Rect::from_center_size(pos2((band.x[0] + band.x[1]) / 2.0, y), size);
        let edge = Stroke::new(1.0, colour(ribbon.from, style));
        painter.rect(chip, CornerRadius::same(9), style.panel, edge, StrokeKind::Inside);
        let at = chip.left_center() + vec2(9.0, 0.0);
        let shift = who.size().x + 6.0;
        painter.galley(at - vec2(0.0, who.size().y / 2.0), who, style.text);
        painter.galley(at + vec2(shift, -way.size().y / 2.0), way, style.muted);
    }
}

/// The names of the two with what the text comes to, each above its bar.
fn heads(painter: &Painter, rect: Rect, data: &FlowData, look: &Look<'_>) {
    let style = &look.style;
    let half = rect.width() / 2.0 - 12.0;
    for (side, about) in data.sides.iter().enumerate() {
        let [_, ink] = style.pill(about.outcome);
        let ink = if about.outcome == Some(Outcome::Vetoed) { style.text } else { ink };
        let lines =
            [(&about.name, fonts::semibold(13.5), style.text, 0.0), (&about.result, fonts::regular(12.0), ink, 19.0)];
        for (words, font, colour, down) in lines {
            let galley = fitted(painter, words, font, colour, half);
            let x = if side == 0 { rect.left() } else { rect.right() - galley.size().x };
            painter.galley(pos2(x, rect.top() + down), galley, colour);
        }
    }
    if data.total() == 0 {
        let words = "Nobody sits in this vote.";
        painter.text(rect.center(), Align2::CENTER_CENTER, words, fonts::regular(12.5), style.muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_thin_blocks_keep_apart_and_in_order() {
        assert_eq!(apart(vec![10.0, 100.0], 20.0), [10.0, 100.0]);
        let placed = apart(vec![50.0, 52.0, 53.0], 20.0);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= 19.99), "{placed:?}");
        assert!((placed[1] - 52.0).abs() < 20.0, "{placed:?}");
        assert!(apart(Vec::new(), 20.0).is_empty());
    }

    #[test]
    fn a_ribbon_is_met_between_its_edges_alone() {
        let ribbon = Ribbon { x: [0.0, 100.0], from: [0.0, 10.0], to: [100.0, 110.0] };
        let form = Form::Ribbon(ribbon);
        assert!(form.contains(pos2(50.0, 55.0)) && form.contains(pos2(1.0, 3.0)) && form.contains(pos2(99.0, 105.0)));
        assert!(
            !form.contains(pos2(50.0, 5.0)) && !form.contains(pos2(99.0, 5.0)) && !form.contains(pos2(120.0, 105.0))
        );
    }

    #[test]
    fn every_member_flows_once() {
        let file = crate::io::ukraine();
        let source = Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario: None };
        let text = "GA-20250224-L10".into();
        let scenario = file.scenarios.iter().find(|s| s.name == "US abstains").map(|s| s.id);
        let flow = source.flow(&text, None, scenario).expect("a flow");
        assert_eq!(flow.total(), 193);
        assert_eq!(flow.block(0, Cast::Vote(Vote::No)).count(), 18);
        assert_eq!(flow.block(1, Cast::Vote(Vote::No)).count(), 17);
        assert!(flow.sentence().contains("1 moves from No to Abstain"), "{}", flow.sentence());
        assert_eq!(flow.sides.each_ref().map(|s| s.result.as_str()), ["adopted 93–18–65", "adopted 93–17–66"]);
    }
}
