//! The plot that charts with two axes are drawn in: its letters and lines in the theme, and nothing to drag or to zoom, since
//! a chart stands on a card or a page.

use egui::{Rect, TextStyle, Ui, UiBuilder};
use egui_plot::Plot;

use super::{fonts, style::Style};

/// A width below which a chart has small letters and fewer marks.
const SMALL: f32 = 420.0;

/// The marks of an axis of shares, in percent.
pub(super) const QUARTERS: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0];

/// Whether a chart is so narrow that its axes have to be.
pub(super) fn is_small(rect: Rect) -> bool {
    rect.width() < SMALL
}

/// A space for a plot within `rect`, its axes in `size` points and the muted colour.
pub(super) fn space(ui: &mut Ui, rect: Rect, name: &str, size: f32, style: &Style) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
    child.visuals_mut().override_text_color = Some(style.muted);
    child.visuals_mut().widgets.noninteractive.fg_stroke.color = style.border;
    for text in [TextStyle::Body, TextStyle::Small] {
        child.style_mut().text_styles.insert(text, fonts::regular(size));
    }
    child.style_mut().override_font_id = Some(fonts::regular(size));
    child
}

/// A plot that fills `rect`.
pub(super) fn still<'a>(name: &str, rect: Rect) -> Plot<'a> {
    Plot::new(name)
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
        .show_grid([false, false])
}
