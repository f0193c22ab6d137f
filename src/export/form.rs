//! What can be chosen when a chart is exported.

use crate::chart::{Chart, ChartId, style::Theme};

/// The form of an exported file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Scalable Vector Graphics.
    #[default]
    Svg,
    /// A picture of pixels.
    Png,
    /// A page.
    Pdf,
    /// The data.
    Csv,
}

impl Format {
    /// All, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Png, Self::Pdf, Self::Csv];

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }
}

/// What the export dialog asks.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportForm {
    /// Which chart.
    pub chart: ChartId,
    /// The form of the file.
    pub format: Format,
    /// The colours.
    pub theme: Theme,
    /// Width and height in points.
    pub size: [f32; 2],
    /// Pixels per point, for PNG.
    pub scale: f32,
    /// Whether text in an SVG is drawn as outlines.
    pub outlines: bool,
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line at the foot.
    pub source: String,
    /// What the chart shows, for who cannot see it.
    pub alt: String,
}

impl Format {
    /// The form that a file name asks for by its ending.
    #[must_use]
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

impl ExportForm {
    /// The form that a chart begins with: for print, in a size that suits it, with its own words.
    #[must_use]
    pub fn new(chart: &Chart) -> Self {
        let words = chart.words();
        let size = chart.default_size();
        Self {
            chart: chart.id(),
            format: Format::Svg,
            theme: Theme::Print,
            size: [size.x, size.y],
            scale: 2.0,
            outlines: false,
            title: words.title,
            subtitle: words.subtitle,
            source: words.source,
            alt: words.alt,
        }
    }
}
