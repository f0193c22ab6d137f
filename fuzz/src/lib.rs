//! The rooms of the program that read files, under its own name and without its window.
#[path = "../../src/analysis/mod.rs"]
pub mod analysis;
#[path = "../../src/archive/mod.rs"]
pub mod archive;
#[path = "../../src/io/mod.rs"]
pub mod io;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/rules/mod.rs"]
pub mod rules;
#[path = "../../src/scenario/mod.rs"]
pub mod scenario;
