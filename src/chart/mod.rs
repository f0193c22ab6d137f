//! One file per chart: prepared data in, drawn with egui and egui_plot, on screen and for export alike.

pub mod alignment;
pub mod bar;
pub mod bloc_matrix;
pub mod blocs;
pub mod board;
pub mod catalogue;
pub mod chamber;
pub mod chance;
pub mod compare;
pub mod course;
pub mod floor_data;
pub mod flow;
pub mod fonts;
pub mod frame;
pub mod map;
pub mod map_geometry;
pub mod mark;
pub mod matrix;
pub mod other_rule;
pub mod plane;
mod plot;
pub mod prepare;
pub mod seat;
pub mod sheet;
pub mod style;
pub mod table;
pub mod text;
pub mod tiles;
pub mod tree;
pub mod trend;
pub mod verdict;

pub use catalogue::{Chart, ChartId};
