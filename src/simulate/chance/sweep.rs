//! The exact chance for any rule whose sums fit: seat after seat, the chance of every state of the sums that differ.
//! A state whose outcome no further vote can change is done with, and sums beyond what matters are one state.

use super::form::{Form, Line, Seat, whole};
use crate::model::Outcome;

/// The most states that there may be after one seat.
const MOST_STATES: usize = 1_000_000;
/// The most states that are kept where all are kept.
const MOST_KEPT: usize = 6_000_000;

/// The chances of the outcomes, by the number of Yes among the open seats.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ended {
    pub(super) adopted: Vec<f64>,
    pub(super) vetoed: Vec<f64>,
    pub(super) rejected: Vec<f64>,
}

impl Ended {
    pub(super) fn new(counts: usize) -> Self {
        let none = vec![0.0; counts.max(1)];
        Self { adopted: none.clone(), vetoed: none.clone(), rejected: none }
    }

    pub(super) fn add(&mut self, outcome: Outcome, yes: usize, chance: f64) {
        let counts = match outcome {
            Outcome::Adopted => &mut self.adopted,
            Outcome::Vetoed => &mut self.vetoed,
            Outcome::Rejected => &mut self.rejected,
        };
        if let Some(slot) = counts.get_mut(yes) {
            *slot += chance;
        }
    }

    /// One more seat votes Yes with this chance.
    fn pass(&mut self, yes: f64) {
        if yes > 0.0 {
            for counts in [&mut self.adopted, &mut self.vetoed, &mut self.rejected] {
                count_one(counts, yes);
            }
        }
    }
}

/// Convolves the distribution of a count with one more that counts with a chance.
pub(super) fn count_one(counts: &mut [f64], chance: f64) {
    let mut before = 0.0;
    for slot in counts {
        let here = *slot;
        *slot = here * (1.0 - chance) + before * chance;
        before = here;
    }
}

/// Where a way leads from a state: to a state after the seat, or to an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    To(u32),
    Ends(Outcome),
}

/// All states before one seat.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// The chance of each.
    pub(super) chances: Vec<f64>,
    /// Where each way of the seat leads from each state, the ways of a state together.
    pub(super) leads: Vec<Leads>,
    /// The chance that the text is adopted whatever comes, before this seat.
    pub(super) adopted: f64,
}

/// What cannot be reckoned exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMany;

/// Where a number stands within the key of a state.
#[derive(Clone, Copy, Debug)]
struct Field {
    shift: u32,
    bits: u32,
}

impl Field {
    fn read(self, key: u64) -> i64 {
        i64::try_from((key >> self.shift) & ((1_u64 << self.bits) - 1)).unwrap_or(i64::MAX)
    }

    fn put(self, number: i64) -> u64 {
        (number as u64) << self.shift
    }
}

/// A state and its chance. The key holds the number of Yes and the sums, so that adding a way is adding its key.
type State = (u64, f64);

struct Sweep<'a> {
    form: &'a Form,
    yes: Field,
    sums: Vec<Field>,
}

/// The chances of the outcomes. Where `kept` is given, all states are kept there.
pub(super) fn sweep(form: &Form, mut kept: Option<&mut Vec<Layer>>) -> Result<Ended, TooMany> {
    let sweep = Sweep::new(form)?;
    let mut ended = Ended::new(if form.counts_yes { form.seats.len() + 1 } else { 1 });
    let bounds = Bounds::all(form);
    let mut all = 0;
    let first = bounds.first().ok_or(TooMany)?;
    let (mut states, _) = sweep.settle(first, vec![(0, 1.0)], 0, &mut ended);
    for ((number, seat), bounds) in form.seats.iter().enumerate().zip(bounds.iter().skip(1)) {
        let (spread, links) = sweep.spread(&states, seat, kept.is_some());
        let adopted = ended.adopted.iter().sum();
        ended.pass(seat.ways.iter().filter(|way| way.yes).map(|way| way.chance).sum());
        let (next, places) = sweep.settle(bounds, spread, number + 1, &mut ended);
        all += states.len();
        if next.len() > MOST_STATES || kept.is_some() && all > MOST_KEPT {
            return Err(TooMany);
        }
        if let Some(kept) = &mut kept {
            let rejected = Leads::Ends(Outcome::Rejected);
            let leads = links.iter().map(|link| places.get(*link as usize).copied().unwrap_or(rejected)).collect();
            kept.push(Layer { chances: states.iter().map(|(_, chance)| *chance).collect(), leads, adopted });
        }
        states = next;
    }
    Ok(ended)
}

impl<'a> Sweep<'a> {
    fn new(form: &'a Form) -> Result<Self, TooMany> {
        let mut shift = 0;
        let mut field = |top: i64| {
            // A sum may pass its top before it is cut back to it.
            let bits = 64 - (2 * top + 1).leading_zeros();
            let field = Field { shift, bits };
            shift += bits;
            field
        };
        let sums = form.tops.iter().map(|top| field(*top)).collect();
        let yes = field(if form.counts_yes { whole(form.seats.len()) } else { 0 });
        if shift < 64 { Ok(Self { form, yes, sums }) } else { Err(TooMany) }
    }

    /// The states after one more seat, in the order of their keys, not yet settled; and for each state before and each
    /// way of the seat the place of the state that it leads to.
    fn spread(&self, states: &[State], seat: &Seat, link: bool) -> (Vec<State>, Vec<u32>) {
        let mut heads: Vec<(&[State], u64, f64)> = seat
            .ways
            .iter()
            .map(|way| {
                let sums: u64 = self.sums.iter().zip(&way.adds).map(|(field, add)| field.put(*add)).sum();
                (states, sums + self.yes.put(i64::from(way.yes)), way.chance)
            })
            .collect();
        let ways = heads.len();
        let mut links = if link { vec![0; states.len() * ways] } else { Vec::new() };
        let mut spread: Vec<State> = Vec::with_capacity(states.len() + states.len() / 2);
        // Each way shifts all keys by the same, so the shifted lists are in order, and are merged.
        while let Some(least) = heads.iter().filter_map(|(left, add, _)| left.first().map(|state| state.0 + add)).min()
        {
            let mut mass = 0.0;
            for (way, (left, add, chance)) in heads.iter_mut().enumerate() {
                if let [(key, mass_here), rest @ ..] = left
                    && *key + *add == least
                {
                    mass += mass_here * *chance;
                    if let Some(slot) = links.get_mut((states.len() - rest.len() - 1) * ways + way) {
                        *slot = spread.len() as u32;
                    }
                    *left = rest;
                }
            }
            spread.push((least, mass));
        }
        (spread, links)
    }

    /// Takes out the states whose outcome is certain, cuts sums back to where they matter, and joins what is then the
    /// same; and says where each state went.
    fn settle(&self, bounds: &Bounds, spread: Vec<State>, seats: usize, ended: &mut Ended) -> (Vec<State>, Vec<Leads>) {
        let mut places = vec![Leads::Ends(Outcome::Rejected); spread.len()];
        let mut left: Vec<(u64, f64, usize)> = Vec::with_capacity(spread.len());
        let mut in_order = true;
        let cuts = bounds.cuts(self.form, if self.form.counts_yes { seats } else { 0 });
        for (number, (key, chance)) in spread.into_iter().enumerate() {
            let yes = self.yes.read(key);
            let sum = |sum: usize| self.sums.get(sum).map_or(0, |field| field.read(key));
            if let Some(outcome) = bounds.ending(self.form, yes, sum) {
                ended.add(outcome, yes as usize, chance);
                if let Some(slot) = places.get_mut(number) {
                    *slot = Leads::Ends(outcome);
                }
                continue;
            }
            let cut = |sum: usize, number: i64| {
                let range = cuts.get(yes as usize * self.sums.len() + sum).copied().unwrap_or((0, i64::MAX));
                number.clamp(range.0, range.1)
            };
            let sums: u64 = self.sums.iter().enumerate().map(|(sum, field)| field.put(cut(sum, field.read(key)))).sum();
            let key = sums + self.yes.put(yes);
            in_order &= left.last().is_none_or(|last| last.0 < key);
            left.push((key, chance, number));
        }
        if !in_order {
            left.sort_by_key(|state| state.0);
        }
        let mut joined: Vec<State> = Vec::with_capacity(left.len());
        for (key, chance, number) in left {
            match joined.last_mut().filter(|last| last.0 == key) {
                Some(last) => last.1 += chance,
                None => joined.push((key, chance)),
            }
            if let Some(slot) = places.get_mut(number) {
                *slot = Leads::To((joined.len() - 1) as u32);
            }
        }
        (joined, places)
    }
}

/// What the seats that are still to come can add to each line, the least and the most.
struct Bounds(Vec<(i64, i64)>);

impl Bounds {
    /// Before the first seat, and after each.
    fn all(form: &Form) -> Vec<Self> {
        let mut rest: Vec<(i64, i64)> = vec![(0, 0); form.lines.len()];
        let mut all = vec![Self(rest.clone())];
        for seat in form.seats.iter().rev() {
            for (rest, line) in rest.iter_mut().zip(&form.lines) {
                let adds = || seat.ways.iter().map(|way| line.adds(way));
                *rest = (rest.0 + adds().min().unwrap_or(0), rest.1 + adds().max().unwrap_or(0));
            }
            all.push(Self(rest.clone()));
        }
        all.reverse();
        all
    }

    /// The outcome of a state, where what is to come cannot change it.
    fn ending(&self, form: &Form, yes: i64, sum: impl Fn(usize) -> i64 + Copy) -> Option<Outcome> {
        form.ends.ending(form.lines.iter().zip(&self.0).map(|(line, (low, high))| {
            let value = line.value(yes, sum);
            if value + low >= line.at_least { Some(true) } else { (value + high < line.at_least).then_some(false) }
        }))
    }

    /// For each number of Yes and each sum the range outside which every line that uses the sum is settled, so that
    /// beyond it all is the same as at its ends.
    fn cuts(&self, form: &Form, most_yes: usize) -> Vec<(i64, i64)> {
        let mut cuts = Vec::with_capacity((most_yes + 1) * form.tops.len());
        for yes in 0..=whole(most_yes) {
            for (sum, top) in form.tops.iter().enumerate() {
                let (mut low, mut high) = (i64::MAX, i64::MIN);
                for (line, rest) in form.lines.iter().zip(&self.0) {
                    if let Some((_, worth)) = line.sum.filter(|(number, _)| *number == sum) {
                        let (settled_below, settled_above) = settled(line, worth, yes, *rest);
                        low = low.min(settled_below);
                        high = high.max(settled_above);
                    }
                }
                cuts.push((low.clamp(0, *top), high.clamp(0, *top)));
            }
        }
        cuts
    }
}

/// The greatest sum up to which, and the least from which on, a line is settled.
fn settled(line: &Line, worth: i64, yes: i64, (low, high): (i64, i64)) -> (i64, i64) {
    let needed = line.at_least - line.per_yes * yes;
    let (met, fails) = (needed - low, needed - high - 1);
    let ceiling = |number: i64, by: i64| -(-number).div_euclid(by);
    if worth > 0 {
        (fails.div_euclid(worth), ceiling(met, worth))
    } else {
        ((-met).div_euclid(-worth), ceiling(-fails, -worth))
    }
}
