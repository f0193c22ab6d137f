//! Where rows and columns lie.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::state::Cell;
use crate::app::sheet::{Area, Table};

/// Height of a row, in points.
pub const ROW: f32 = 24.0;

/// The places of rows and columns in points from the first cell.
pub struct Layout {
    /// The left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    /// How many rows.
    rows: usize,
    /// The head of the columns and the heads of the rows.
    pub head: Vec2,
}

impl Layout {
    /// Lays a table out.
    pub fn of(table: &dyn Table) -> Self {
        let mut edges = vec![0.0];
        let mut marked = false;
        for column in 0..table.columns() {
            let last = edges.last().copied().unwrap_or(0.0);
            edges.push(last + table.width(column));
            marked |= !table.column_mark(column).is_empty();
        }
        Self { edges, rows: table.rows(), head: vec2(table.head_width(), if marked { 40.0 } else { 28.0 }) }
    }

    /// The room of all cells.
    pub fn size(&self) -> Vec2 {
        vec2(self.edges.last().copied().unwrap_or(0.0), self.rows as f32 * ROW)
    }

    fn edge(&self, column: usize) -> f32 {
        self.edges.get(column).or(self.edges.last()).copied().unwrap_or(0.0)
    }

    /// Where a cell lies, the first one at `origin`.
    pub fn cell(&self, (row, column): Cell, origin: Pos2) -> Rect {
        let min = origin + vec2(self.edge(column), row as f32 * ROW);
        Rect::from_min_size(min, vec2(self.edge(column + 1) - self.edge(column), ROW))
    }

    /// Where a block of cells lies.
    pub fn area(&self, area: Area, origin: Pos2) -> Rect {
        self.cell((area.top, area.left), origin).union(self.cell((area.bottom, area.right), origin))
    }

    /// The cell at a place, or the nearest one.
    pub fn at(&self, place: Pos2, origin: Pos2) -> Cell {
        let inside = place - origin;
        let row = ((inside.y / ROW).max(0.0) as usize).min(self.rows.saturating_sub(1));
        (row, self.column(inside.x).min(self.edges.len().saturating_sub(2)))
    }

    fn column(&self, x: f32) -> usize {
        self.edges.iter().skip(1).take_while(|edge| **edge <= x).count()
    }

    /// The rows and columns of which something lies within a part of the room.
    pub fn within(&self, part: Rect) -> (Range<usize>, Range<usize>) {
        let first = (part.top() / ROW).max(0.0) as usize;
        let last = ((part.bottom() / ROW).ceil().max(0.0) as usize).min(self.rows);
        let columns = self.edges.len().saturating_sub(1);
        (first.min(last)..last, self.column(part.left()).min(columns)..(self.column(part.right()) + 1).min(columns))
    }

    /// The corner from which cells are placed where so much is scrolled away.
    pub fn origin(body: Rect, offset: Vec2) -> Pos2 {
        pos2(body.left() - offset.x, body.top() - offset.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::sheet::{SheetId, table},
        io,
    };

    #[test]
    fn every_place_is_in_its_cell_and_the_edges_belong_to_the_next() {
        let file = io::ukraine();
        let table = table(&SheetId::Members, &file.dossier, &file.rules).expect("a table");
        let layout = Layout::of(table.as_ref());
        let origin = pos2(10.0, 20.0);
        for cell in [(0, 0), (3, 1), (192, 3)] {
            let rect = layout.cell(cell, origin);
            assert_eq!(layout.at(rect.center(), origin), cell);
            assert_eq!(layout.at(rect.min, origin), cell);
        }
        assert_eq!(layout.at(pos2(-50.0, 1e6), origin), (layout.rows - 1, 0), "the nearest one");
        let (rows, columns) = layout.within(Rect::from_min_size(pos2(0.0, 30.0), vec2(91.0, 50.0)));
        assert_eq!((rows, columns), (1..4, 0..2));
    }
}
