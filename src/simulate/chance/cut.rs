//! Where one vote ends and the next begins on a member's inclination, once what is common to many members is drawn.
//!
//! The common variable is rounded to the middle of a step, which widens its variance by a twelfth of the step's square,
//! a hundred-thousandth: far less than what any number of draws leaves open. For each step the list holds the member's
//! chances as whole numbers of 2^15, three in a word, so that one subtraction compares a random number with all three.
//! What rounding takes from one step is given to the next, so that each member keeps its chances over all steps.

use std::{collections::BTreeMap, sync::Arc};

use super::normal;

/// How many steps of a common variable are listed.
pub(super) const STEPS: usize = 1024;
/// The list ends so many standard deviations out; beyond, the last step is taken (two chances in a thousand million).
const REACH: f64 = 6.0;
/// How wide a step is.
const STEP: f64 = 2.0 * REACH / STEPS as f64;
/// A certain chance.
const WHOLE: f64 = 32_768.0;

/// The chances above three cuts, for each step of the common variable.
pub(super) type List = Arc<[u64; STEPS]>;

/// A one in each of the three numbers of a word.
const ONES: u64 = 0x0001_0001_0001;
/// The highest bit of each of the three numbers of a word.
const TOPS: u64 = 0x8000_8000_8000;

/// The three cuts of a kind of members.
#[derive(Clone, Debug)]
pub(super) enum Cuts {
    /// By the step of the common variable.
    Listed(List),
    /// By the common variable alone: above a cut where the variable is.
    Alone([f64; 3]),
}

/// The step of a common variable.
pub(super) fn step(common: f64) -> u16 {
    ((common + REACH) / STEP).clamp(0.0, STEPS as f64 - 1.0) as u16
}

/// Which of three cuts a random number of fifteen bits lies above, a one for each in the numbers of a word.
pub(super) fn above(list: &[u64; STEPS], step: u16, lot: u64) -> u64 {
    // A list holds 2^15 - 1 more than the chance, so that the highest bit is left where the lot is less.
    let word = list.get(usize::from(step) % STEPS).copied().unwrap_or(0);
    (word.wrapping_sub(lot.wrapping_mul(ONES)) & TOPS) >> 15
}

/// The three numbers of a word.
pub(super) fn parts(word: u64) -> [u32; 3] {
    [word & 0xFFFF, word >> 16 & 0xFFFF, word >> 32 & 0xFFFF].map(|part| part as u32)
}

/// The lists that were made, so that none is made twice.
#[derive(Default)]
pub(super) struct Lists(BTreeMap<([u64; 3], u64), List>);

impl Lists {
    /// The cuts above which lie these chances, growing from one to the next, where `common` is the share of the
    /// variance that is common. Where nothing is, any step of a variable in which all are alike will do.
    pub(super) fn cuts(&mut self, above: [f64; 3], common: f64) -> Cuts {
        let cut = |above: f64| match above {
            _ if above <= 0.0 => f64::NEG_INFINITY,
            _ if above >= 1.0 => f64::INFINITY,
            _ => normal::quantile(above),
        };
        let quantiles = above.map(cut);
        // What is left of one's own is nothing but rounding.
        if common >= 1.0 - 1e-9 {
            return Cuts::Alone(quantiles.map(|quantile| -quantile));
        }
        let key = (above.map(f64::to_bits), common.to_bits());
        let list = self.0.entry(key).or_insert_with(|| list(above, quantiles, common));
        Cuts::Listed(Arc::clone(list))
    }
}

fn list(above: [f64; 3], quantiles: [f64; 3], common: f64) -> List {
    let (pull, own) = (common.sqrt(), (1.0 - common).sqrt());
    let mut list = [0_u64; STEPS];
    let mut errors = [0.0; 3];
    let mut below = 0.0;
    for (number, word) in list.iter_mut().enumerate() {
        let start = number as f64 * STEP - REACH;
        let until = if number + 1 == STEPS { 1.0 } else { normal::below(start + STEP) };
        let weight = if common > 0.0 { until - below } else { 1.0 / STEPS as f64 };
        below = until;
        let mut least = 0.0;
        for (place, ((above, quantile), error)) in above.into_iter().zip(quantiles).zip(&mut errors).enumerate() {
            let chance =
                if common > 0.0 { normal::below((pull * (start + STEP / 2.0) + quantile) / own) } else { above };
            let want = WHOLE * chance.clamp(0.0, 1.0);
            // Up or down as it makes good what is lost so far; and never less than the cut before it.
            let owed = if weight > 0.0 { *error / weight } else { 0.0 };
            let told = (want - owed).round().clamp(want.floor(), want.ceil()).max(least);
            *error += weight * (told - want);
            least = told;
            *word |= (told as u64 + 0x7FFF) << (16 * place);
        }
    }
    Arc::new(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chance above each cut, over all steps and lots.
    fn kept(list: &List, common: f64) -> [f64; 3] {
        let mut kept = [0.0; 3];
        let mut below = 0.0;
        for (number, word) in list.iter().enumerate() {
            let until = if number + 1 == STEPS { 1.0 } else { normal::below((number + 1) as f64 * STEP - REACH) };
            let weight = if common > 0.0 { until - below } else { 1.0 / STEPS as f64 };
            below = until;
            for (kept, told) in kept.iter_mut().zip(parts(*word)) {
                *kept += weight * f64::from(told - 0x7FFF) / WHOLE;
            }
        }
        kept
    }

    #[test]
    fn a_list_keeps_the_chances_of_its_member() {
        let mut lists = Lists::default();
        for common in [0.0, 0.01, 0.3, 0.7, 0.99] {
            for above in [[0.5, 0.7, 1.0], [0.0, 0.0001, 0.9999], [0.125, 0.125, 0.126], [0.95, 0.9875, 0.9875]] {
                let Cuts::Listed(list) = lists.cuts(above, common) else { panic!("listed") };
                for (kept, above) in kept(&list, common).into_iter().zip(above) {
                    assert!((kept - above).abs() < 2e-6, "{common} {above} {kept}");
                }
            }
        }
    }

    #[test]
    fn a_lot_is_compared_with_all_three_at_once() {
        let list = list([0.0, 0.5, 1.0], [f64::NEG_INFINITY, 0.0, f64::INFINITY], 0.0);
        for lot in [0, 1, 16_383, 16_384, 32_767] {
            assert_eq!(parts(above(&list, 7, lot)), [0, u32::from(lot < 16_384), 1], "{lot}");
        }
        assert_eq!(parts(above(&list, 7, 3) + above(&list, 7, 30_000)), [0, 1, 2]);
    }
}
