//! Blocks of cells: where a pasted block comes to lie, and what filling makes of one.

/// Cells from one corner to another, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// What is to be typed into a cell: its row, its column, the words.
pub type Typed = (usize, usize, String);

impl Area {
    /// The cells between two corners.
    #[must_use]
    pub fn between((a, b): (usize, usize), (c, d): (usize, usize)) -> Self {
        Self { top: a.min(c), left: b.min(d), bottom: a.max(c), right: b.max(d) }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.bottom - self.top + 1
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.right - self.left + 1
    }

    /// How many cells.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows() * self.columns()
    }

    /// Whether a cell is one of them.
    #[must_use]
    pub fn contains(&self, row: usize, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// The cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let Self { top, left, bottom, right } = *self;
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| (row, column)))
    }

    /// The same as text, a list for each row.
    pub fn block(&self, text: impl Fn(usize, usize) -> String) -> Vec<Vec<String>> {
        (self.top..=self.bottom).map(|row| (self.left..=self.right).map(|column| text(row, column)).collect()).collect()
    }
}

/// Where a pasted block comes to lie: a single value, and a block that fits several times, fill what is selected; every
/// other begins at its corner. Also what lies beyond a sheet of so many rows and columns, in words.
#[must_use]
pub fn place(block: &[Vec<String>], selected: Area, (rows, columns): (usize, usize)) -> (Vec<Typed>, Option<String>) {
    let (high, wide) = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
    if high == 0 || wide == 0 {
        return (Vec::new(), None);
    }
    let times = |of: usize, one: usize| if of.is_multiple_of(one) { of } else { one };
    let (down, across) = (times(selected.rows(), high), times(selected.columns(), wide));
    let (mut typed, mut lost) = (Vec::new(), (0, 0));
    for (row, line) in (0..down).filter_map(|n| Some((selected.top + n, block.get(n % high)?))) {
        for n in 0..across {
            let column = selected.left + n;
            match line.get(n % wide) {
                Some(words) if row < rows && column < columns => typed.push((row, column, words.clone())),
                _ => {}
            }
        }
    }
    lost.0 += (selected.top + down).saturating_sub(rows);
    lost.1 += (selected.left + across).saturating_sub(columns);
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let words = match lost {
        (0, 0) => None,
        (down, 0) => Some(count(down, "row", "rows")),
        (0, across) => Some(count(across, "column", "columns")),
        (down, across) => Some(format!("{} and {}", count(down, "row", "rows"), count(across, "column", "columns"))),
    };
    (typed, words.map(|words| format!("{words} of what was pasted did not fit into the sheet")))
}

/// The first row of an area put into all its others.
pub fn fill_down(area: Area, text: impl Fn(usize, usize) -> String) -> Vec<Typed> {
    extend(Area { bottom: area.top, ..area }, area, text)
}

/// The first column of an area put into all its others.
pub fn fill_right(area: Area, text: impl Fn(usize, usize) -> String) -> Vec<Typed> {
    extend(Area { right: area.left, ..area }, area, text)
}

/// An area drawn out to a larger one: its cells come again and again.
pub fn extend(from: Area, to: Area, text: impl Fn(usize, usize) -> String) -> Vec<Typed> {
    let again = |at: usize, first: usize, count: usize| {
        // Above and before the first they come again from behind.
        let shift = (at + count * (first / count + 1) - first) % count;
        first + shift
    };
    to.cells()
        .filter(|(row, column)| !from.contains(*row, *column))
        .map(|(row, column)| {
            let words = text(again(row, from.top, from.rows()), again(column, from.left, from.columns()));
            (row, column, words)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|words| (*words).to_owned()).collect()).collect()
    }

    fn words(typed: &[Typed]) -> Vec<(usize, usize, &str)> {
        typed.iter().map(|(row, column, words)| (*row, *column, words.as_str())).collect()
    }

    #[test]
    fn one_value_fills_what_is_selected() {
        let area = Area::between((3, 2), (1, 1));
        let (typed, lost) = place(&block(&[&["Y"]]), area, (9, 9));
        assert_eq!((typed.len(), lost), (6, None));
        assert!(typed.iter().all(|(row, column, words)| area.contains(*row, *column) && words == "Y"));
    }

    #[test]
    fn a_block_begins_at_the_corner_and_what_does_not_fit_is_said() {
        let three = block(&[&["a", "b"], &["c", "d"], &["e"]]);
        let (typed, lost) = place(&three, Area::between((0, 0), (0, 0)), (9, 9));
        assert_eq!(words(&typed), [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d"), (2, 0, "e")]);
        assert_eq!(lost, None);
        let (typed, lost) = place(&three, Area::between((7, 8), (7, 8)), (9, 9));
        assert_eq!(words(&typed), [(7, 8, "a"), (8, 8, "c")]);
        assert_eq!(lost.as_deref(), Some("1 row and 1 column of what was pasted did not fit into the sheet"));
        // A block that fits twice is pasted twice.
        let (typed, _) = place(&block(&[&["a"], &["b"]]), Area::between((0, 0), (3, 0)), (9, 9));
        assert_eq!(words(&typed), [(0, 0, "a"), (1, 0, "b"), (2, 0, "a"), (3, 0, "b")]);
    }

    #[test]
    fn filling_repeats_in_every_direction() {
        let text = |row: usize, column: usize| format!("{row}{column}");
        let area = Area::between((1, 1), (3, 2));
        let down = fill_down(area, text);
        assert_eq!(words(&down), [(2, 1, "11"), (2, 2, "12"), (3, 1, "11"), (3, 2, "12")]);
        let right = fill_right(area, text);
        assert_eq!(words(&right), [(1, 2, "11"), (2, 2, "21"), (3, 2, "31")]);
        let two = Area::between((4, 0), (5, 0));
        let up = extend(two, Area::between((1, 0), (5, 0)), text);
        assert_eq!(words(&up), [(1, 0, "50"), (2, 0, "40"), (3, 0, "50")]);
    }
}
