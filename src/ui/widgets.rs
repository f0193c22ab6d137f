//! The few widgets that the window is made of: pills, switches, links, icons, rows with a mark.

use egui::{
    Align2, Button, Color32, CornerRadius, FontId, Id, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::pane::Pane;
use crate::{
    app::actions::Action,
    chart::{fonts, mark::Mark, style::Style},
    model::{Outcome, Vote},
};

/// A heading of a card.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(fonts::semibold(13.5)));
}

/// Text that stands back.
pub fn muted(ui: &mut Ui, style: &Style, text: impl Into<String>) -> Response {
    ui.add(egui::Label::new(RichText::new(text).font(fonts::regular(11.5)).color(style.muted)).wrap())
}

/// A row of words of which one is picked. Gives the one that was clicked.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, style: &Style, options: &[(T, &str)], current: T) -> Option<T> {
    let mut picked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (value, word) in options {
            let on = *value == current;
            let colour = if on { style.accent } else { style.muted };
            let font = if on { fonts::semibold(13.0) } else { fonts::regular(13.0) };
            let fill = if on { style.accent_faint } else { Color32::TRANSPARENT };
            let text = RichText::new(*word).font(font).color(colour);
            let button = Button::new(text).fill(fill).stroke(Stroke::NONE).corner_radius(6).selected(on);
            if ui.add(button).clicked() {
                picked = Some(*value);
            }
        }
    });
    picked
}

/// A link that looks like one.
pub fn link(ui: &mut Ui, style: &Style, text: &str) -> Response {
    ui.add(Button::new(RichText::new(text).color(style.accent)).frame(false))
}

/// The one strong button of a panel.
pub fn primary(ui: &mut Ui, style: &Style, text: &str) -> Response {
    let text = RichText::new(text).font(fonts::semibold(13.0)).color(style.on_accent);
    ui.add(Button::new(text).fill(style.accent).stroke(Stroke::NONE).corner_radius(6).min_size(vec2(0.0, 30.0)))
}

/// A small pill with the outcome in one word, with this side of it at a point.
pub fn pill(
    painter: &egui::Painter,
    (side, at): (Align2, Pos2),
    word: &str,
    outcome: Option<Outcome>,
    style: &Style,
) -> Rect {
    let [fill, ink] = style.pill(outcome);
    let galley = painter.layout_no_wrap(word.to_uppercase(), fonts::semibold(9.5), ink);
    let size = galley.size() + vec2(16.0, 7.0);
    let rect = side.anchor_size(at, size);
    painter.rect_filled(rect, CornerRadius::same(9), fill);
    painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
    rect
}

/// A button for an action: its words, its key in the tooltip, greyed where it cannot be done.
pub fn action_button(ui: &mut Ui, pane: &mut Pane<'_>, action: Action) {
    let enabled = action.enabled(pane.app);
    let button = Button::new(action.label(pane.app));
    let button = match action.shortcut() {
        Some(keys) => button.shortcut_text(keys.words()),
        None => button,
    };
    let response = ui.add_enabled(enabled, button).on_hover_text(action.about());
    if response.clicked() {
        pane.out.extend(action.command(pane.app));
    }
}

/// What a painted icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An arrow turning back.
    Undo,
    /// An arrow turning forward.
    Redo,
    /// A moon.
    Moon,
    /// A sun.
    Sun,
    /// Three dots.
    More,
    /// A lens.
    Lens,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A chevron down.
    Down,
    /// A chevron up.
    Up,
    /// Two arrows, one each way.
    Swap,
}

/// Draws an icon around `centre`, `size` points wide.
pub fn icon(painter: &egui::Painter, centre: Pos2, size: f32, icon: Icon, colour: Color32) {
    let stroke = Stroke::new((size / 9.0).max(1.3), colour);
    let at = |x: f32, y: f32| centre + vec2(x, y) * size / 2.0;
    let line = |points: &[(f32, f32)]| {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| at(*x, *y)).collect();
        painter.add(Shape::line(points, stroke));
    };
    match icon {
        Icon::Undo | Icon::Redo => {
            let side = if icon == Icon::Undo { 1.0 } else { -1.0 };
            let arc: Vec<(f32, f32)> = (0..=14)
                .map(|n| {
                    let angle = std::f32::consts::PI * (n as f32 / 14.0 - 0.5);
                    (side * (0.15 + 0.62 * angle.cos()), 0.1 + 0.5 * angle.sin())
                })
                .collect();
            line(&arc);
            line(&[(side * -0.8, -0.4), (side * 0.15, -0.4)]);
            line(&[(side * -0.45, -0.8), (side * -0.85, -0.4), (side * -0.45, 0.0)]);
        }
        Icon::Moon => {
            let arc = |radius: f32, shift: f32, from: f32, to: f32| -> Vec<(f32, f32)> {
                (0..=18)
                    .map(|n| {
                        let angle = from + (to - from) * n as f32 / 18.0;
                        (shift + radius * angle.cos(), -shift + radius * angle.sin())
                    })
                    .collect()
            };
            let mut points = arc(0.8, 0.0, 0.35, 4.36);
            points.extend(arc(0.62, 0.32, 3.9, 0.75));
            points.push((0.8 * 0.35_f32.cos(), 0.8 * 0.35_f32.sin()));
            line(&points);
        }
        Icon::Sun => {
            painter.circle_stroke(centre, size * 0.22, stroke);
            for n in 0..8 {
                let angle = std::f32::consts::TAU * n as f32 / 8.0;
                line(&[(0.62 * angle.cos(), 0.62 * angle.sin()), (0.9 * angle.cos(), 0.9 * angle.sin())]);
            }
        }
        Icon::More => [-0.6, 0.0, 0.6].into_iter().for_each(|x| {
            painter.circle_filled(at(x, 0.0), size * 0.09, colour);
        }),
        Icon::Lens => {
            painter.circle_stroke(at(-0.15, -0.15), size * 0.28, stroke);
            line(&[(0.28, 0.28), (0.75, 0.75)]);
        }
        Icon::Tick => line(&[(-0.6, 0.05), (-0.15, 0.5), (0.65, -0.5)]),
        Icon::Cross => {
            line(&[(-0.5, -0.5), (0.5, 0.5)]);
            line(&[(-0.5, 0.5), (0.5, -0.5)]);
        }
        Icon::Down => line(&[(-0.5, -0.25), (0.0, 0.3), (0.5, -0.25)]),
        Icon::Up => line(&[(-0.5, 0.25), (0.0, -0.3), (0.5, 0.25)]),
        Icon::Swap => {
            line(&[(-0.8, -0.35), (0.8, -0.35)]);
            line(&[(0.4, -0.75), (0.8, -0.35), (0.4, 0.05)]);
            line(&[(0.8, 0.45), (-0.8, 0.45)]);
            line(&[(-0.4, 0.05), (-0.8, 0.45), (-0.4, 0.85)]);
        }
    }
}

/// A button that shows an icon and says `label` to who cannot see it.
pub fn icon_button(ui: &mut Ui, style: &Style, kind: Icon, label: &str, enabled: bool) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(28.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if response.hovered() && enabled {
        ui.painter().rect_filled(rect, CornerRadius::same(6), style.accent_faint);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CornerRadius::same(6), Stroke::new(1.5, style.accent), StrokeKind::Inside);
    }
    let colour = if enabled { style.text } else { style.muted.gamma_multiply(0.5) };
    icon(ui.painter(), rect.center(), 15.0, kind, colour);
    response.on_hover_text(label)
}

/// Lets a mark of a chart be pointed at, clicked and read aloud.
pub fn mark_response(ui: &Ui, id: Id, mark: &Mark, sense: Sense, selected: bool) -> Response {
    let response = ui.interact(mark.form.rect(), id, sense);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &mark.label));
    response
}

/// A chart's own node for who cannot see it: its name and its summary in one sentence.
pub fn describe(ui: &Ui, rect: Rect, name: &str, sentence: &str) {
    let response = ui.interact(rect, ui.scope_id().with(("chart", name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(sentence));
}

/// Gives a field a name for who cannot see it.
pub fn named<'a>(ui: &Ui, response: &'a Response, name: &str) -> &'a Response {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// The four votes as buttons; the current one in its colour. Gives the one that was clicked.
pub fn vote_buttons(ui: &mut Ui, style: &Style, current: Option<Vote>, enabled: bool) -> Option<Vote> {
    let mut picked = None;
    ui.horizontal(|ui| {
        let width = ((ui.available_width() - 18.0) / 4.0).max(40.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        // The longest word fits into a quarter of a card, so that the card does not grow.
        ui.spacing_mut().button_padding.x = 4.0;
        for vote in Vote::ALL {
            let on = current == Some(vote);
            let (fill, ink) = if on && vote != Vote::Absent {
                (style.vote(vote), style.on_vote(vote))
            } else if on {
                (style.panel, style.text)
            } else {
                (style.faint, style.text)
            };
            let edge = if on { style.vote(vote) } else { style.border };
            let text = RichText::new(vote.label()).font(fonts::semibold(12.0)).color(ink);
            let button = Button::new(text)
                .fill(fill)
                .stroke(Stroke::new(if on { 1.6 } else { 1.0 }, edge))
                .corner_radius(6)
                .selected(on)
                .min_size(vec2(width, 27.0));
            if ui.add_enabled(enabled, button).clicked() {
                picked = Some(vote);
            }
        }
    });
    picked
}

/// Words cut after so many letters, for a button that must not push others aside.
pub fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A line of text painted at a place, cut where it does not fit.
pub fn line(ui: &Ui, at: Pos2, text: &str, font: FontId, colour: Color32, width: f32) {
    let galley = crate::chart::text::fitted(ui.painter(), text, font, colour, width);
    ui.painter().galley(at, galley, colour);
}

/// A key painted as a key.
pub fn key(painter: &egui::Painter, right_centre: Pos2, words: &str, style: &Style) {
    painter.text(right_centre, Align2::RIGHT_CENTER, words, fonts::regular(11.0), style.muted);
}
