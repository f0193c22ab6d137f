//! One file per chart: prepared data in, drawn with egui and egui_plot, on screen and for export alike.

pub mod fonts;
