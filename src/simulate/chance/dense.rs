//! The exact chance where at most one sum is needed beside the number of Yes, and every seat adds one or nothing to it:
//! the rules of the Assembly, the Council and most others. A table of both counts, convolved seat by seat.

use super::{
    form::{Form, Line, Way, whole},
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
    let mut spare = vec![0.0; width];
    if let Some(cell) = table.get_mut(1) {
        *cell = 1.0;
    }
    let apart = seats.iter().all(|seat| seat.both == 0.0);
    for (done, seat) in seats.iter().enumerate() {
        for row in (0..rows.min(done + 2)).rev() {
            // After this seat no more than so many can have added to the sum.
            let most = top.min(if apart { done + 1 - row } else { done + 1 });
            convolve(&mut table, &mut spare, row, most + 1, *seat);
        }
    }
    let mut ended = Ended::new(rows);
    for (yes, row) in table.chunks_exact(width).enumerate() {
        for (sum, chance) in row.iter().skip(1).enumerate().filter(|(_, chance)| **chance > 0.0) {
            let counted = |line: &Line| line.met(whole(yes), |_| whole(sum));
            let outcome = form.ends.ending(form.lines.iter().map(|line| Some(counted(line))));
            if let Some(outcome) = outcome {
                ended.add(outcome, yes, *chance);
            }
        }
    }
    Some(ended)
}

/// One more seat in one row of the table. The row below is still as it was before the seat; so the rows are gone
/// through from the last to the first. `reach` says how many columns can hold something.
fn convolve(table: &mut [f64], spare: &mut [f64], row: usize, reach: usize, seat: Four) {
    let width = spare.len();
    let (below, here) = table.split_at_mut(row * width);
    let below = below.get((row * width).saturating_sub(width)..).unwrap_or(&[]);
    // The row itself shifted by one, as it was before the seat.
    let before = spare.get_mut(..reach).zip(here.get(..reach)).map(|(spare, here)| {
        spare.copy_from_slice(here);
        &*spare
    });
    let (Some(before), Some(here)) = (before, here.get_mut(1..=reach)) else { return };
    match below.get(1..=reach) {
        None => here.iter_mut().zip(before).for_each(|(here, before)| *here = seat.none * *here + seat.sum * before),
        Some(under) => {
            for ((here, before), under) in here.iter_mut().zip(before).zip(under) {
                *here = seat.none * *here + seat.sum * before + seat.yes * under;
            }
        }
    }
    if seat.both > 0.0
        && let Some(under) = below.get(..reach)
    {
        here.iter_mut().zip(under).for_each(|(here, under)| *here += seat.both * under);
    }
}
