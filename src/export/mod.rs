//! A chart drawn in a headless egui pass is captured as a `Drawing`; sibling writers turn it into files.
