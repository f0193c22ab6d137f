//! Cuts a strip into pages: between rows, headings with what follows, no row of a paragraph alone.

use super::layout::{PAPER, Strip};

/// Above the words of a page.
pub const TOP: f32 = 58.0;
/// Where the words of a page end.
pub const BOTTOM: f32 = PAPER.y - 66.0;

/// A row of the strip and where it comes to stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The piece that it belongs to.
    pub piece: usize,
    /// Its top and bottom in the strip.
    pub span: [f32; 2],
    /// Its page.
    pub page: usize,
    /// What is to be added to a place in the strip.
    pub shift: f32,
}

/// Cuts a strip. Every row is in the answer, in order.
pub fn cut(strip: &Strip) -> Vec<Cut> {
    let rows = rows(strip);
    let mut cuts: Vec<Cut> = Vec::with_capacity(rows.len());
    let (mut page, mut cursor, mut before) = (0, TOP, None::<f32>);
    for (n, row) in rows.iter().enumerate() {
        let gap = before.map_or(0.0, |bottom| row.span[0] - bottom);
        let fresh = cuts.last().is_none_or(|last| last.page != page);
        if !fresh && cursor + gap + together(&rows, n) > BOTTOM && starts(&rows, n) {
            page += 1;
            cursor = TOP;
        } else if !fresh {
            cursor += gap;
        }
        cuts.push(Cut { piece: row.piece, span: row.span, page, shift: cursor - row.span[0] });
        cursor += row.span[1] - row.span[0];
        before = Some(row.span[1]);
    }
    cuts
}

struct Row {
    piece: usize,
    span: [f32; 2],
    /// Whether it must not be the last of a page.
    keeps: bool,
}

fn rows(strip: &Strip) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, piece) in strip.pieces.iter().enumerate() {
        let last = piece.rows.len().saturating_sub(1);
        for (n, span) in piece.rows.iter().enumerate() {
            // The first row does not stay behind alone, nor does the last one go on alone.
            let keeps = if n == last { piece.keeps } else { n == 0 || n + 1 == last };
            rows.push(Row { piece: number, span: *span, keeps });
        }
    }
    rows
}

/// The height of a row with those that must stand with it.
fn together(rows: &[Row], n: usize) -> f32 {
    let Some(first) = rows.get(n) else { return 0.0 };
    let mut end = first.span[1];
    for pair in rows.get(n..).unwrap_or_default().windows(2) {
        let [row, next] = pair else { break };
        if !row.keeps || next.span[1] - first.span[0] > BOTTOM - TOP {
            break;
        }
        end = next.span[1];
    }
    end - first.span[0]
}

/// Whether a page may begin with this row.
fn starts(rows: &[Row], n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|before| rows.get(before));
    // What must stay together and is longer than a page is cut all the same.
    before.is_none_or(|before| !before.keeps) || together_from_start(rows, n) > BOTTOM - TOP
}

fn together_from_start(rows: &[Row], n: usize) -> f32 {
    let start = (0..n).rev().take_while(|at| rows.get(*at).is_some_and(|row| row.keeps)).last().unwrap_or(n);
    rows.get(n).zip(rows.get(start)).map_or(0.0, |(row, first)| row.span[1] - first.span[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::layout::{Piece, Role};

    /// A strip of pieces, each with rows of these heights, a gap of 10 between them.
    fn strip(pieces: &[(&[f32], bool)]) -> Strip {
        let mut strip = Strip::default();
        for (group, (rows, keeps)) in pieces.iter().enumerate() {
            strip.height += if group > 0 { 10.0 } else { 0.0 };
            let mut piece = Piece::new(Role::Text, group);
            piece.keeps = *keeps;
            for height in *rows {
                piece.rows.push([strip.height, strip.height + height]);
                strip.height += height;
            }
            strip.pieces.push(piece);
        }
        strip
    }

    fn on(cuts: &[Cut], page: usize) -> Vec<usize> {
        cuts.iter().filter(|cut| cut.page == page).map(|cut| cut.piece).collect()
    }

    #[test]
    fn every_row_stands_on_a_page_below_the_one_before() {
        let rows = [13.0; 70];
        let pieces: Vec<(&[f32], bool)> = (0..9).map(|n| (rows.get(..(n * 7 + 1)).unwrap(), n % 3 == 0)).collect();
        let strip = strip(&pieces);
        let cuts = cut(&strip);
        assert_eq!(cuts.len(), strip.pieces.iter().map(|piece| piece.rows.len()).sum::<usize>());
        let (mut page, mut bottom) = (0, TOP);
        for cut in &cuts {
            let [top, end] = cut.span.map(|y| y + cut.shift);
            if cut.page != page {
                assert_eq!((cut.page, top), (page + 1, TOP), "pages follow one another and begin at the top");
                (page, bottom) = (cut.page, TOP);
            }
            assert!(top >= bottom - 0.01 && end <= BOTTOM + 0.01, "{cut:?}");
            bottom = end;
        }
        assert!(page > 2);
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let full = BOTTOM - TOP - 60.0;
        let strip = strip(&[(&[full], false), (&[20.0], true), (&[100.0], false)]);
        let cuts = cut(&strip);
        assert_eq!((on(&cuts, 0), on(&cuts, 1)), (vec![0], vec![1, 2]));
    }

    #[test]
    fn no_row_of_a_paragraph_stands_alone() {
        let lines = [14.0; 6];
        for spare in 0..8 {
            let full = BOTTOM - TOP - 10.0 - 14.0 * spare as f32 - 1.0;
            let cuts = cut(&strip(&[(&[full], false), (&lines, false)]));
            let first = on(&cuts, 0).len() - 1;
            assert!([0, 2, 3, 4, 6].contains(&first), "{first} rows stay behind where {spare} find room");
        }
    }

    #[test]
    fn what_is_longer_than_a_page_is_cut_all_the_same() {
        let tall = [300.0, 300.0, 300.0, 300.0];
        let strip = strip(&[(&tall, true), (&[1000.0], false), (&[20.0], false)]);
        let cuts = cut(&strip);
        assert_eq!(cuts.len(), 6);
        assert!(cuts.iter().all(|cut| cut.span[1] + cut.shift <= BOTTOM || cut.span[1] - cut.span[0] > BOTTOM - TOP));
    }
}
