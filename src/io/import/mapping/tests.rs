//! Tables of all shapes, read by guesses and by mappings.
