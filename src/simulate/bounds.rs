//! What choices of moves can come to at most: bounds that keep the search for the cheapest one small.
//!
//! Two bounds are used. On each line by itself the best move sets a price for what is missing. And with a price on
//! every line at once, whatever the prices, no choice weighs less than what is missing at these prices, less all that
//! the members gain by them (Lagrange). Prices are sought that make the second bound high. They are sought with
//! fractions, but used as whole numbers, so that the bound is exact.

use super::{
    cover::{Gains, LINES, Mover},
    front::Label,
};

/// Parts of one in which prices are counted.
const ONE: i128 = 1 << 30;

/// Steps towards good prices, for each line.
const ROUNDS: usize = 48;

/// The bounds for the movers before each place.
pub(super) struct Bounds {
    need: Gains,
    lines: usize,
    places: Vec<Place>,
    prices: [i128; LINES],
}

/// What the movers before a place can do together, line by line.
#[derive(Clone, Default)]
struct Place {
    /// The most that they can add.
    most: Gains,
    /// The most that they can take away.
    loss: Gains,
    /// The best move: what it adds and what it weighs.
    best: [(i64, u64); LINES],
    /// What they gain at the prices.
    gained: i128,
}

/// The bounds for the movers before one place.
pub(super) struct Before<'a> {
    bounds: &'a Bounds,
    place: &'a Place,
}

impl Bounds {
    /// The bounds that each line sets by itself.
    pub fn of(movers: &[&Mover], need: &Gains, lines: usize) -> Self {
        let mut now = Place::default();
        let mut places = Vec::with_capacity(movers.len() + 1);
        places.push(now.clone());
        for mover in movers {
            let slots = now.most.iter_mut().zip(&mut now.loss).zip(&mut now.best).take(lines);
            for (line, ((most, loss), best)) in slots.enumerate() {
                let (mut high, mut low) = (0, 0);
                for step in &mover.steps {
                    let gain = step.gains.get(line).copied().unwrap_or(0);
                    (high, low) = (high.max(gain), low.min(gain));
                    if gain > 0 && (best.0 == 0 || product(best.0, step.weight) < product(gain, best.1)) {
                        *best = (gain, step.weight);
                    }
                }
                *most += high;
                *loss -= low;
            }
            places.push(now.clone());
        }
        Self { need: *need, lines, places, prices: [0; LINES] }
    }

    /// The weight below which no choice makes up what is missing, by each line alone. The largest number where none
    /// does.
    pub fn rough(&self) -> u64 {
        let Some(all) = self.places.last() else { return 0 };
        let lines = self.need.iter().zip(&all.most).zip(&all.best).take(self.lines);
        let of = |((need, most), (gain, weight)): ((&i64, &i64), &(i64, u64))| match need {
            ..=0 => 0,
            need if need > most => u64::MAX,
            need => u64::try_from(product(*need, *weight).div_ceil(product(*gain, 1).max(1))).unwrap_or(u64::MAX),
        };
        lines.map(of).max().unwrap_or(0)
    }

    /// Seeks prices, and gives the weight below which no choice makes up what is missing, by all lines.
    pub fn priced(&mut self, movers: &[&Mover]) -> u64 {
        let prices = Market::new(movers, &self.need, self.lines).prices();
        self.prices.iter_mut().zip(prices).for_each(|(slot, price)| *slot = (price * ONE as f64) as i128);
        let mut gained = 0;
        for (mover, place) in movers.iter().zip(self.places.iter_mut().skip(1)) {
            let prices = || self.prices.iter().take(self.lines);
            let gain = |gains: &Gains| -> i128 {
                gains.iter().zip(prices()).map(|(gain, price)| i128::from(*gain) * price).sum()
            };
            let most = mover.steps.iter().map(|step| gain(&step.gains) - i128::from(step.weight) * ONE).max();
            gained += most.unwrap_or(0).max(0);
            place.gained = gained;
        }
        let bound = self.missing(&[0; LINES]) - gained;
        // Up to the next whole number; nothing where the bound says nothing.
        let whole = u64::try_from(bound.div_euclid(ONE) + i128::from(bound.rem_euclid(ONE) > 0)).unwrap_or(0);
        whole.max(self.rough())
    }

    /// What is missing beyond some gains, at the prices.
    fn missing(&self, gains: &Gains) -> i128 {
        let lines = self.need.iter().zip(gains).zip(&self.prices).take(self.lines);
        lines.map(|((need, have), price)| i128::from(need - have) * price).sum()
    }

    /// The bounds for the movers before a place.
    pub fn before(&self, place: usize) -> Option<Before<'_>> {
        self.places.get(place).map(|place| Before { bounds: self, place })
    }
}

impl Before<'_> {
    /// The sums beyond which no more is asked: what is missing, and what these movers can take away.
    pub fn caps(&self) -> Gains {
        let mut caps = self.bounds.need;
        caps.iter_mut().zip(&self.place.loss).take(self.bounds.lines).for_each(|(cap, loss)| *cap += loss);
        caps
    }

    /// Whether these movers might make up what is still missing within the limit.
    pub fn completes(&self, label: &Label, limit: u64) -> bool {
        let Some(spare) = limit.checked_sub(label.weight) else { return false };
        let lines = self.bounds.need.iter().zip(&label.gains).zip(&self.place.most).zip(&self.place.best);
        let possible = lines.take(self.bounds.lines).all(|(((need, have), most), (gain, weight))| {
            let left = need - have;
            left <= 0 || (left <= *most && product(left, *weight) <= product(*gain, spare))
        });
        possible && self.bounds.missing(&label.gains) - self.place.gained <= i128::from(spare) * ONE
    }
}

/// A positive number times a weight.
fn product(number: i64, weight: u64) -> u128 {
    u128::from(number.unsigned_abs()) * u128::from(weight)
}

/// A choice of prices, measured against all moves with fractions.
struct Market {
    lines: usize,
    need: [f64; LINES],
    /// The mover, the weight and the gains of each move.
    steps: Vec<(usize, f64, [f64; LINES])>,
    /// The largest gain on each line: lines are measured by it, so that all are of one size.
    size: [f64; LINES],
}

impl Market {
    fn new(movers: &[&Mover], need: &Gains, lines: usize) -> Self {
        let mut size = [1.0_f64; LINES];
        for gains in movers.iter().flat_map(|mover| &mover.steps).map(|step| &step.gains) {
            size.iter_mut().zip(gains).for_each(|(size, gain)| *size = size.max(gain.unsigned_abs() as f64));
        }
        let measured = |numbers: &Gains| {
            let mut slots = [0.0; LINES];
            slots.iter_mut().zip(numbers).zip(&size).for_each(|((slot, n), size)| *slot = *n as f64 / size);
            slots
        };
        let of_one = |(n, mover): (usize, &&Mover)| -> Vec<_> {
            mover.steps.iter().map(|step| (n, step.weight as f64, measured(&step.gains))).collect()
        };
        Self { lines, need: measured(need), steps: movers.iter().enumerate().flat_map(of_one).collect(), size }
    }

    /// The bound that prices set, and its slope: what is still missing when every member moves that gains by it.
    fn bound(&self, prices: &[f64; LINES]) -> (f64, [f64; LINES]) {
        let (mut bound, mut missing) = (self.dot(prices, &self.need), self.need);
        for of_one in self.steps.chunk_by(|a, b| a.0 == b.0) {
            let mut best: (f64, Option<&[f64; LINES]>) = (0.0, None);
            for (_, weight, gains) in of_one {
                let worth = self.dot(prices, gains) - weight;
                if worth > best.0 {
                    best = (worth, Some(gains));
                }
            }
            bound -= best.0;
            if let Some(gains) = best.1 {
                missing.iter_mut().zip(gains).for_each(|(missing, gain)| *missing -= gain);
            }
        }
        (bound, missing)
    }

    fn dot(&self, a: &[f64; LINES], b: &[f64; LINES]) -> f64 {
        a.iter().zip(b).take(self.lines).map(|(a, b)| a * b).sum()
    }

    /// Prices that set a bound close to the highest: an ellipsoid that holds the best prices is cut in half again and
    /// again, along the slope at its middle.
    fn prices(&self) -> [f64; LINES] {
        let dear = self.steps.iter().map(|(_, weight, _)| *weight).fold(1.0, f64::max);
        let dims = self.lines as f64;
        let mut middle = [0.0; LINES];
        middle.iter_mut().take(self.lines).for_each(|price| *price = dear);
        // The shape of the ellipsoid, a matrix; at first a ball.
        let mut shape = [[0.0; LINES]; LINES];
        for (n, row) in shape.iter_mut().enumerate().take(self.lines) {
            row.iter_mut().skip(n).take(1).for_each(|slot| *slot = 9.0 * dear * dear * dims);
        }
        let mut best = (middle, f64::MIN);
        for _ in 0..ROUNDS * self.lines {
            // A price below nothing is cut away first; else what cannot be better than the best is.
            let below = middle.iter().take(self.lines).position(|price| *price < 0.0);
            let (slope, short) = if let Some(line) = below {
                let mut slope = [0.0; LINES];
                slope.iter_mut().skip(line).take(1).for_each(|slot| *slot = 1.0);
                (slope, -middle.get(line).copied().unwrap_or(0.0))
            } else {
                let (bound, slope) = self.bound(&middle);
                if bound > best.1 {
                    best = (middle, bound);
                }
                (slope, best.1 - bound)
            };
            let mut along = [0.0; LINES];
            along.iter_mut().zip(&shape).take(self.lines).for_each(|(slot, row)| *slot = self.dot(row, &slope));
            let width = self.dot(&slope, &along).max(0.0).sqrt();
            // Nothing better than what is found, by more than matters.
            if width <= f64::EPSILON || short >= width || below.is_none() && width - short < 0.02 * dear {
                break;
            }
            let depth = short / width;
            let step = (1.0 + dims * depth) / (dims + 1.0) / width;
            middle.iter_mut().zip(&along).for_each(|(price, along)| *price += step * along);
            if self.lines == 1 {
                // Half of a line is half of it.
                let radius = (width - short) / 2.0;
                let scale = radius / width;
                shape.iter_mut().flatten().for_each(|slot| *slot *= scale * scale);
                continue;
            }
            let grow = dims * dims / (dims * dims - 1.0) * (1.0 - depth * depth);
            let flat = 2.0 * (1.0 + dims * depth) / ((dims + 1.0) * (1.0 + depth)) / (width * width);
            for (row, a) in shape.iter_mut().zip(&along).take(self.lines) {
                row.iter_mut().zip(&along).for_each(|(slot, b)| *slot = grow * (*slot - flat * a * b));
            }
        }
        let mut prices = best.0;
        prices.iter_mut().zip(&self.size).for_each(|(price, size)| *price = price.max(0.0) / size);
        prices
    }
}
