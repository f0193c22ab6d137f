//! The tokens of the chart styles turned into a style for egui's own widgets.

use egui::{
    Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Visuals,
    style::{WidgetVisuals, Widgets},
    vec2,
};

use crate::chart::{
    fonts,
    style::{Style, Theme},
};

/// Fonts and both themes, once at the start.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    for (egui_theme, theme) in [(egui::Theme::Light, Theme::Light), (egui::Theme::Dark, Theme::Dark)] {
        let style = Style::of(theme);
        ctx.style_mut_of(egui_theme, |egui_style| dress(egui_style, &style));
    }
}

fn dress(egui_style: &mut egui::Style, style: &Style) {
    let size = |size| FontId::new(size, FontFamily::Proportional);
    egui_style.text_styles = [
        (TextStyle::Small, size(11.5)),
        (TextStyle::Body, size(13.0)),
        (TextStyle::Monospace, size(13.0)),
        (TextStyle::Button, size(13.0)),
        (TextStyle::Heading, fonts::semibold(18.0)),
    ]
    .into();
    egui_style.spacing.item_spacing = vec2(8.0, 6.0);
    egui_style.spacing.button_padding = vec2(10.0, 5.0);
    egui_style.spacing.menu_margin = Margin::same(8);
    egui_style.spacing.interact_size = vec2(28.0, 26.0);
    egui_style.spacing.scroll.bar_width = 6.0;
    egui_style.interaction.selectable_labels = false;
    egui_style.interaction.tooltip_delay = 0.35;
    egui_style.visuals = visuals(style);
}

fn visuals(style: &Style) -> Visuals {
    let base = if style.dark { Visuals::dark() } else { Visuals::light() };
    let widget = |fill, stroke, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Visuals {
        override_text_color: None,
        weak_text_color: Some(style.muted),
        widgets: Widgets {
            noninteractive: widget(style.panel, style.border, style.text),
            // Boxes to tick are filled with what is behind a button's hairline, so that an empty one can be seen.
            inactive: WidgetVisuals { bg_fill: style.border, ..widget(style.faint, style.border, style.text) },
            hovered: widget(style.accent_faint, style.accent, style.text),
            active: widget(style.accent_faint, style.accent, style.text),
            open: widget(style.accent_faint, style.border, style.text),
        },
        selection: egui::style::Selection { bg_fill: style.accent_faint, stroke: Stroke::new(1.0, style.accent) },
        hyperlink_color: style.accent,
        faint_bg_color: style.faint,
        extreme_bg_color: style.faint,
        text_edit_bg_color: Some(style.faint),
        window_corner_radius: CornerRadius::same(10),
        window_fill: style.panel,
        window_stroke: Stroke::new(1.0, style.border),
        window_shadow: Shadow::NONE,
        popup_shadow: Shadow::NONE,
        menu_corner_radius: CornerRadius::same(8),
        panel_fill: style.background,
        warn_fg_color: style.no,
        error_fg_color: style.no,
        interact_cursor: None,
        ..base
    }
}
