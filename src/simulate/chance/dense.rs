//! The exact chance where at most one sum is needed beside the number of Yes, and every seat adds one or nothing to it:
//! the rules of the Assembly, the Council and most others. A table of both counts, convolved seat by seat.

use super::{
    form::{Form, Line, Way},
    sweep::Ended,
};

/// The chances of a seat: nothing, the sum, a Yes, both.
#[derive(Clone, Copy, Debug, Default)]
struct Four {
    none: f64,
    sum: f64,
    yes: f64,
    both: f64,
}

impl Four {
    fn new(ways: &[Way]) -> Option<Self> {
        let mut four = Self::default();
        for way in ways {
            let slot = match (way.yes, way.adds.first().copied().unwrap_or(0)) {
                (false, 0) => &mut four.none,
                (false, 1) => &mut four.sum,
                (true, 0) => &mut four.yes,
                (true, 1) => &mut four.both,
                _ => return None,
            };
            *slot += way.chance;
        }
        Some(four)
    }
}

/// The chances of the outcomes by the number of Yes; none where the rule needs more than such a table.
pub(super) fn dense(form: &Form) -> Option<Ended> {
    if form.tops.len() > 1 {
        return None;
    }
    let seats: Vec<Four> = form.seats.iter().map(|seat| Four::new(&seat.ways)).collect::<Option<_>>()?;
    let top = form.tops.first().map_or(0, |top| usize::try_from(*top).unwrap_or(0));
    let rows = if form.counts_yes { seats.len() + 1 } else { 1 };
    // A column of zeros stands before each row, so that the column before the first can be read.
    let width = top + 2;
    let mut table = vec![0.0; rows * width];
    let mut next = table.clone();
    if let Some(cell) = table.get_mut(1) {
        *cell = 1.0;
    }
    let apart = seats.iter().all(|seat| seat.both == 0.0);
    for (done, seat) in seats.iter().enumerate() {
        convolve(&table, &mut next, width, *seat, &|row| {
            // After this seat no more than so many can have voted Yes, and have added to the sum.
            let left = (done + 1).checked_sub(row)?;
            Some(top.min(if apart { left } else { done + 1 }) + 1)
        });
        std::mem::swap(&mut table, &mut next);
    }
    let mut ended = Ended::new(rows);
    for (yes, row) in table.chunks_exact(width).enumerate() {
        for (sum, chance) in row.iter().skip(1).enumerate().filter(|(_, chance)| **chance > 0.0) {
            let counted = |line: &Line| line.met(yes as i64, |_| sum as i64);
            let outcome = form.ends.ending(form.lines.iter().map(|line| Some(counted(line))));
            if let Some(outcome) = outcome {
                ended.add(outcome, yes, *chance);
            }
        }
    }
    Some(ended)
}

/// One more seat. `reach` says how many columns of a row can hold something after it.
fn convolve(table: &[f64], next: &mut [f64], width: usize, seat: Four, reach: &dyn Fn(usize) -> Option<usize>) {
    let nothing = vec![0.0; width];
    let below = std::iter::once(nothing.as_slice()).chain(table.chunks_exact(width));
    let rows = next.chunks_exact_mut(width).zip(table.chunks_exact(width)).zip(below);
    for (number, ((to, row), below)) in rows.enumerate() {
        let Some(reach) = reach(number) else { break };
        let parts = (to.get_mut(1..=reach), row.get(1..=reach), row.get(..reach), below.get(1..=reach));
        let (Some(to), Some(same), Some(before), Some(under)) = parts else { continue };
        for (((to, same), before), under) in to.iter_mut().zip(same).zip(before).zip(under) {
            *to = seat.none * same + seat.sum * before + seat.yes * under;
        }
        if seat.both > 0.0
            && let Some(under) = below.get(..reach)
        {
            to.iter_mut().zip(under).for_each(|(to, under)| *to += seat.both * under);
        }
    }
}
