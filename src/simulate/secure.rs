//! The search for the fewest members to hold.
//!
//! One argument makes it short: if one member can do for the attacker whatever another can, for no more, then it is
//! never worse to hold the first of the two. So it is enough to look at sets that with a member hold everybody who is
//! of more use in every way; where all members can be compared there is one such set of each size. Where too many
//! cannot be, a set is given that is enough and of which nobody can be spared, with a number below which there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::cover::{Asked, Beyond, Cover, Gains, Solved, Work};

/// Seats that are held, or that move.
pub(super) type Seats = BTreeSet<usize>;

/// So many sets are tried downwards, and so many upwards, to prove a number.
const TRIES: usize = 150;

/// A choice within the limit for some cover while some seats are held.
pub(super) fn within<'a>(
    covers: &[&'a Cover],
    held: &dyn Fn(usize) -> bool,
    limit: u64,
) -> Result<Option<Solved<'a>>, Beyond> {
    for cover in covers {
        if let Some(solved) = cover.solve(&Asked { held, need: cover.need, limit }, &mut Work::new())? {
            return Ok(Some(solved));
        }
    }
    Ok(None)
}

/// The covers in lots that share no member.
pub(super) fn apart(covers: Vec<&Cover>) -> Vec<Vec<&Cover>> {
    let mut lots: Vec<(Seats, Vec<&Cover>)> = Vec::new();
    for cover in covers {
        let mut lot = (cover.movers.iter().map(|mover| mover.seat).collect::<Seats>(), vec![cover]);
        let (touching, others) = lots.into_iter().partition(|(seats, _)| !seats.is_disjoint(&lot.0));
        lots = others;
        for (seats, covers) in touching {
            lot.0.extend(seats);
            lot.1.extend(covers);
        }
        lots.push(lot);
    }
    lots.into_iter().map(|(_, covers)| covers).collect()
}

/// What a member can do in each cover: weights and gains.
type Uses = Vec<Vec<(u64, Gains)>>;

/// Members that are of the same use to the attacker.
pub(super) struct Class {
    /// In the order of their codes.
    pub seats: Vec<usize>,
    uses: Uses,
}

impl Class {
    /// Whether its members can do whatever those of another can, for no more.
    fn matches(&self, other: &Self) -> bool {
        self.uses.iter().zip(&other.uses).all(|(mine, theirs)| {
            theirs.iter().all(|(weight, gains)| {
                mine.iter().any(|(w, g)| w <= weight && g.iter().zip(gains).all(|(mine, theirs)| mine >= theirs))
            })
        })
    }

    /// How much of what is missing a member makes up at best, for what it weighs: to order those that cannot be
    /// compared.
    fn worth(&self, covers: &[&Cover]) -> f64 {
        let share = |gain: i64, need: i64| if need > 0 { (gain.max(0) as f64 / need as f64).min(1.0) } else { 0.0 };
        let of_step = |cover: &Cover, weight: u64, gains: &Gains| {
            let lines = gains.iter().zip(&cover.need).take(cover.lines);
            lines.map(|(gain, need)| share(*gain, *need)).sum::<f64>() / weight as f64
        };
        let uses = covers.iter().zip(&self.uses);
        uses.flat_map(|(cover, steps)| steps.iter().map(move |(weight, gains)| of_step(cover, *weight, gains)))
            .fold(0.0, f64::max)
    }
}

/// The members of some covers by what they can do there, in the order of their first codes.
pub(super) fn classes(covers: &[&Cover]) -> Vec<Class> {
    let mut uses: BTreeMap<usize, Uses> = BTreeMap::new();
    for (n, cover) in covers.iter().enumerate() {
        for mover in &cover.movers {
            let of_one = uses.entry(mover.seat).or_insert_with(|| vec![Vec::new(); covers.len()]);
            let mut steps: Vec<(u64, Gains)> = mover.steps.iter().map(|step| (step.weight, step.gains)).collect();
            steps.sort_unstable();
            if let Some(slot) = of_one.get_mut(n) {
                *slot = steps;
            }
        }
    }
    let mut alike: BTreeMap<Uses, Vec<usize>> = BTreeMap::new();
    for (seat, uses) in uses {
        alike.entry(uses).or_default().push(seat);
    }
    let mut classes: Vec<Class> = alike.into_iter().map(|(uses, seats)| Class { seats, uses }).collect();
    classes.sort_by(|a, b| a.seats.cmp(&b.seats));
    classes
}

/// The search among the members of some covers.
pub(super) struct Search<'a> {
    covers: Vec<&'a Cover>,
    limit: u64,
    /// The most useful to the attacker first: whoever beats a class stands before it.
    classes: Vec<Class>,
    /// For each class the places of those that beat it.
    above: Vec<Vec<usize>>,
}

/// A search for a set of one size, while it goes on.
struct Hunt {
    held: Seats,
    /// Whether each class so far is held as a whole.
    whole: Vec<bool>,
    found: Option<Seats>,
    tries: usize,
}

impl<'a> Search<'a> {
    /// Against choices for these covers within a limit.
    pub fn new(covers: Vec<&'a Cover>, limit: u64) -> Self {
        let mut ranked: Vec<(f64, usize, Class)> = Vec::new();
        let found = classes(&covers);
        let beaten_by = |class: &Class| found.iter().filter(|other| other.matches(class)).count();
        let keys: Vec<(f64, usize)> = found.iter().map(|class| (class.worth(&covers), beaten_by(class))).collect();
        for ((worth, above), class) in keys.into_iter().zip(found) {
            ranked.push((worth, above, class));
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let classes: Vec<Class> = ranked.into_iter().map(|(_, _, class)| class).collect();
        let beats = |class: &Class| {
            let others = classes.iter().enumerate();
            others.filter(|(_, other)| other.seats != class.seats && other.matches(class)).map(|(n, _)| n).collect()
        };
        let above = classes.iter().map(beats).collect();
        Self { covers, limit, classes, above }
    }

    /// The fewest seats found, and a number below which there are none for certain.
    pub fn fewest(&self) -> Result<(Seats, usize), Beyond> {
        let order: Vec<usize> = self.classes.iter().flat_map(|class| class.seats.iter().copied()).collect();
        let first = |count: usize| order.iter().take(count).copied().collect::<Seats>();
        // One more that is held never hurts, so the number of the most useful that do is found by halving.
        let (mut low, mut high) = (0, order.len());
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.holds(&first(middle))? { high = middle } else { low = middle }
        }
        let mut best = first(high);
        // Downwards while the sizes are soon seen through, else upwards as far as that goes.
        let mut tries = TRIES;
        loop {
            match self.of_size(best.len().saturating_sub(1), &mut tries)? {
                (Some(fewer), _) => best = fewer,
                (None, true) => return Ok((best.clone(), best.len())),
                (None, false) => break,
            }
        }
        let (mut tries, mut at_least) = (TRIES, 1);
        while at_least < best.len() {
            match self.of_size(at_least, &mut tries)? {
                (Some(found), _) => return Ok((found, at_least)),
                (None, true) => at_least += 1,
                (None, false) => break,
            }
        }
        for seat in order.iter().rev() {
            if best.remove(seat) && !self.holds(&best)? {
                best.insert(*seat);
            }
        }
        Ok((best, at_least.max(self.disjoint()?)))
    }

    /// Whether nothing within the limit turns the outcome while these are held.
    fn holds(&self, seats: &Seats) -> Result<bool, Beyond> {
        Ok(within(&self.covers, &|seat| seats.contains(&seat), self.limit)?.is_none())
    }

    /// A set of so many seats that is enough, and whether all were tried that need be.
    fn of_size(&self, size: usize, tries: &mut usize) -> Result<(Option<Seats>, bool), Beyond> {
        let mut hunt = Hunt { held: Seats::new(), whole: Vec::new(), found: None, tries: *tries };
        let all = self.share_out(size, &mut hunt)?;
        *tries = hunt.tries;
        Ok((hunt.found, all))
    }

    /// Tries every set of `left` more seats from the next class on that holds with a class all that beat it. False
    /// where there are too many to try.
    fn share_out(&self, left: usize, hunt: &mut Hunt) -> Result<bool, Beyond> {
        let at = hunt.whole.len();
        let (Some(class), Some(above)) = (self.classes.get(at), self.above.get(at)) else {
            if left > 0 {
                return Ok(true);
            }
            let Some(rest) = hunt.tries.checked_sub(1) else { return Ok(false) };
            hunt.tries = rest;
            if self.holds(&hunt.held)? {
                hunt.found = Some(hunt.held.clone());
            }
            return Ok(true);
        };
        let after: usize = self.classes.iter().skip(at + 1).map(|class| class.seats.len()).sum();
        let free = above.iter().all(|n| hunt.whole.get(*n) == Some(&true));
        let most = if free { left.min(class.seats.len()) } else { 0 };
        for count in (left.saturating_sub(after)..=most).rev() {
            hunt.held.extend(class.seats.iter().take(count));
            hunt.whole.push(count == class.seats.len());
            let went_on = self.share_out(left - count, hunt)?;
            hunt.whole.pop();
            for seat in class.seats.iter().take(count) {
                hunt.held.remove(seat);
            }
            if !went_on || hunt.found.is_some() {
                return Ok(went_on);
            }
        }
        Ok(true)
    }

    /// How many plans within the limit are found that share nobody: each needs a member of its own to be held.
    fn disjoint(&self) -> Result<usize, Beyond> {
        let (mut taken, mut count) = (Seats::new(), 0);
        while let Some(plan) = within(&self.covers, &|seat| taken.contains(&seat), self.limit)? {
            taken.extend(plan.seats());
            count += 1;
        }
        Ok(count)
    }
}
