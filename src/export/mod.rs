//! A chart drawn in a headless egui pass is captured as a [`Drawing`]; sibling writers turn it into files.
//!
//! [`page`] draws a chart with its words; [`capture::capture`] runs the pass, `builder`, `shapes`, `text` and `mesh`
//! translate what egui painted into [`Item`]s, and [`svg`], [`png`] and [`pdf`] write those. But for `page`, nothing
//! here knows a chart: whatever egui can show can be exported, and lies in the file where it lies on the screen.

mod alternates;
pub mod brief;
mod builder;
pub mod capture;
pub mod drawing;
pub mod error;
mod form;
mod geometry;
mod image;
mod mesh;
pub mod outline;
pub mod page;
pub mod pdf;
pub mod pdf_pages;
pub mod png;
mod shapes;
mod stamp;
pub mod svg;
mod svg_format;
mod table;
mod text;

pub use capture::{Textures, capture, capture_painted};
pub use drawing::{Drawing, Face, Glyph, Image, Item, Path, Pen, Rgba, Segment, Text};
pub use error::ExportError;
pub use form::{ExportForm, Format};
pub use page::{bytes, page};
pub use svg::TextMode;
