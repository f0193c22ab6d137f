//! The typeface of the program: Inter in two weights, the same on screen and in every exported file.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// Inter Regular, as an OpenType file.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter SemiBold, as an OpenType file.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

/// Name of the semibold family; the regular weight is egui's proportional family.
pub const SEMIBOLD_FAMILY: &str = "semibold";

/// A font of the regular weight, `size` in points.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// A font of the semibold weight, `size` in points.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD_FAMILY.into()))
}

/// The fonts to hand to every egui context of the program. Each family has exactly one face, so that a glyph's
/// family says which file it comes from.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("Inter".into(), Arc::new(FontData::from_static(REGULAR)));
    fonts.font_data.insert("Inter SemiBold".into(), Arc::new(FontData::from_static(SEMIBOLD)));
    fonts.families.insert(FontFamily::Proportional, vec!["Inter".into()]);
    fonts.families.insert(FontFamily::Monospace, vec!["Inter".into()]);
    fonts.families.insert(FontFamily::Name(SEMIBOLD_FAMILY.into()), vec!["Inter SemiBold".into()]);
    fonts
}
