//! Whether the order of voting matters: every order that the rules allow, and the texts that they end in.
//!
//! The rules let an amendment come before another unless it is known to be less far removed in substance. For sincere
//! voters it is enough to know which amendments are decided and which of these are adopted, whatever the order in which
//! that came about, so that all orders are counted without being listed. Look-ahead voters look at the votes to come,
//! whose order does matter; the orders are built from the last vote backwards, so that those with the same end share it.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    course::Course,
    finals::MOST_ITEMS,
    look_ahead::End,
    order::may_precede,
    play::{Best, Play},
    setting::Setting,
    tree::{missing, too_many},
    votes::{Mask, bit},
};
use crate::model::TextId;

/// The most orders that look-ahead voters are followed through.
pub const MOST_ORDERS: u64 = 40_320;

/// A text that some orders end in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEnd {
    /// The text.
    pub end: End,
    /// How many orders end in it.
    pub orders: u64,
    /// One of them: the amendments in the order of voting. The present order where it is allowed and ends here.
    pub example: Vec<TextId>,
    /// Whether the present order ends in it.
    pub present: bool,
}

/// The texts that the orders end in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The texts, those of most orders first.
    pub ends: Vec<OrderEnd>,
    /// How many orders have a vote on their way of which nothing is known.
    pub unknown: u64,
    /// Whether every allowed order was followed; else only the present one.
    pub every: bool,
}

impl Ends {
    /// Whether the order can change the text or its outcome; none where that is not known.
    #[must_use]
    pub fn matters(&self) -> Option<bool> {
        match self.ends.len() {
            2.. => Some(true),
            1 if self.unknown == 0 && self.every => Some(false),
            _ => None,
        }
    }
}

/// What the order of voting does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// How many orders the rules allow.
    pub allowed: u64,
    /// Whether the present order is one of them.
    pub present_allowed: bool,
    /// Where sincere voters end.
    pub sincere: Ends,
    /// Where look-ahead voters end, or why nobody can look ahead.
    pub look_ahead: Result<Ends, String>,
}

/// Every order of the amendments to the text that `text` belongs to.
///
/// # Errors
/// A sentence that says which text is missing, or that there are too many amendments.
pub fn orders(setting: &Setting<'_>, text: &TextId) -> Result<Orders, String> {
    let course = Course::new(*setting, text).ok_or_else(|| missing(text))?;
    of_course(&Play::new(&course))
}

/// The orders of a course.
pub(super) fn of_course(play: &Play<'_, '_>) -> Result<Orders, String> {
    let course = play.course;
    if course.items.len() > MOST_ITEMS {
        return Err(too_many(course.items.len()));
    }
    let count = course.amendments.count_ones() as usize;
    let distances = (0..count).map(|n| course.item_entry(n)?.1.text?.distance).collect();
    let mut all = All { play, count, distances, left: BTreeMap::new(), best: BTreeMap::new() };
    let present_allowed = all.present_allowed();
    let allowed = all.orders_of(all.everything());
    let sincere = all.sincere();
    let look_ahead = match play.blind() {
        Some(why) => Err(why),
        None => all.look_ahead(allowed),
    };
    Ok(Orders { allowed, present_allowed, sincere, look_ahead })
}

/// A number of orders that end alike, with the first that was found.
type Found = BTreeMap<Mask, (u64, Vec<usize>)>;

/// All orders of the amendments, which are the first items.
struct All<'p, 'c, 'a> {
    play: &'p Play<'c, 'a>,
    count: usize,
    distances: Vec<Option<u32>>,
    /// How many orders there are of a set of amendments.
    left: BTreeMap<Mask, u64>,
    /// The best text in reach of each class with these amendments still open and those adopted.
    best: BTreeMap<(Mask, Mask), Rc<Best>>,
}

impl All<'_, '_, '_> {
    fn everything(&self) -> Mask {
        bit(self.count) - 1
    }

    fn members(set: Mask) -> impl Iterator<Item = usize> {
        (0..MOST_ITEMS).filter(move |n| set & bit(*n) != 0)
    }

    fn may_precede(&self, first: usize, second: usize) -> bool {
        let distance = |n: usize| self.distances.get(n).copied().flatten();
        may_precede(distance(first), distance(second))
    }

    /// Whether the order in which they stand is one that the rules allow.
    fn present_allowed(&self) -> bool {
        (0..self.count).all(|n| (n + 1..self.count).all(|m| self.may_precede(n, m)))
    }

    /// The amendments of a set that may be voted first of it.
    fn may_begin(&self, set: Mask) -> Vec<usize> {
        Self::members(set).filter(|n| Self::members(set).all(|m| m == *n || self.may_precede(*n, m))).collect()
    }

    /// How many orders of a set the rules allow.
    fn orders_of(&mut self, set: Mask) -> u64 {
        if set == 0 {
            return 1;
        }
        if let Some(known) = self.left.get(&set) {
            return *known;
        }
        let orders = self.may_begin(set).into_iter().map(|n| self.orders_of(set & !bit(n))).sum();
        self.left.insert(set, orders);
        orders
    }

    /// The best text in reach with these amendments open, whatever becomes of them, and these adopted.
    fn best(&mut self, open: Mask, adopted: Mask) -> Rc<Best> {
        if let Some(known) = self.best.get(&(open, adopted)) {
            return Rc::clone(known);
        }
        let best = match Self::members(open).next() {
            None => self.play.best_from(self.count, adopted),
            Some(n) => {
                let rest = open & !bit(n);
                let without = self.best(rest, adopted);
                if self.play.course.moot(n, adopted).is_some() {
                    without
                } else {
                    let with = self.best(rest, adopted | bit(n));
                    Best::or(&with, &without)
                }
            }
        };
        self.best.insert((open, adopted), Rc::clone(&best));
        best
    }

    /// What sincere voters make of an amendment, with these still to come after it and those adopted before.
    fn carried(&mut self, item: usize, later: Mask, adopted: Mask) -> Option<bool> {
        let course = self.play.course;
        let settled = course.settled(item, adopted, later | bit(item) | course.parts);
        if settled.outcome.is_some() || !self.play.needs_preference() {
            return settled.adopted();
        }
        let (with, without) = (self.best(later, adopted | bit(item)), self.best(later, adopted));
        self.play.preferred(item, &with, &without).adopted()
    }

    /// Where sincere voters end, over all orders: how many orders lead to each pair of what is decided and what of that
    /// is adopted.
    fn sincere(&mut self) -> Ends {
        let mut states: BTreeMap<(Mask, Mask), (u64, Vec<usize>)> = BTreeMap::from([((0, 0), (1, Vec::new()))]);
        let (mut found, mut unknown) = (Found::new(), 0);
        for _ in 0..self.count {
            let mut next: BTreeMap<(Mask, Mask), (u64, Vec<usize>)> = BTreeMap::new();
            for ((decided, adopted), (orders, example)) in states {
                let open = self.everything() & !decided;
                for item in self.may_begin(open) {
                    let later = open & !bit(item);
                    let moot = self.play.course.moot(item, adopted).is_some();
                    let carried = if moot { Some(false) } else { self.carried(item, later, adopted) };
                    let Some(carried) = carried else {
                        unknown += orders * self.orders_of(later);
                        continue;
                    };
                    let adopted = adopted | if carried { bit(item) } else { 0 };
                    let state = next
                        .entry((decided | bit(item), adopted))
                        .or_insert_with(|| (0, example.iter().copied().chain([item]).collect()));
                    state.0 += orders;
                }
            }
            states = next;
        }
        for ((_, adopted), (orders, example)) in states {
            match self.parts(adopted) {
                Some(adopted) => add(&mut found, adopted, orders, &example),
                None => unknown += orders,
            }
        }
        let path = self.play.sincere_path(&[]);
        self.ends(found, unknown, true, path.known.then_some(path.adopted))
    }

    /// Where sincere voters end once the amendments are decided.
    fn parts(&self, mut adopted: Mask) -> Option<Mask> {
        let course = self.play.course;
        for item in self.count..course.items.len() {
            if course.moot(item, adopted).is_none() && self.play.sincere(item, adopted).adopted()? {
                adopted |= bit(item);
            }
        }
        Some(adopted)
    }

    fn look_ahead(&mut self, allowed: u64) -> Result<Ends, String> {
        let present = self.play.ahead_from(0, 0).ok_or("A rule on the way cannot be applied to its body.")?;
        let mut found = Found::new();
        if allowed > MOST_ORDERS {
            add(&mut found, present, 1, &(0..self.count).collect::<Vec<_>>());
            return Ok(self.ends(found, 0, false, Some(present)));
        }
        let sets = bit(self.count);
        let last: Vec<Option<Mask>> = (0..sets).map(|adopted| self.play.ahead_from(self.count, adopted)).collect();
        let mut tables = vec![last; self.count + 1];
        self.backwards(self.everything(), &mut tables, &mut Vec::new(), &mut found);
        Ok(self.ends(found, 0, true, Some(present)))
    }

    /// Puts each amendment that may be the last of `open` before those already in `order`, which stands reversed. The
    /// table of a level says where each set of those adopted before it ends.
    fn backwards(&mut self, open: Mask, tables: &mut [Vec<Option<Mask>>], order: &mut Vec<usize>, found: &mut Found) {
        let level = order.len();
        if open == 0 {
            let end = tables.get(level).and_then(|table| table.first().copied().flatten());
            let forward: Vec<usize> = order.iter().rev().copied().collect();
            if let Some(end) = end {
                add(found, end, 1, &forward);
            }
            return;
        }
        let decided_later = self.everything() & !open;
        for item in Self::members(open).collect::<Vec<_>>() {
            let before = open & !bit(item);
            if !Self::members(before).all(|n| self.may_precede(n, item)) {
                continue;
            }
            // Every set of those that come before, from the fullest to the empty one.
            let mut adopted = before;
            loop {
                let end = self.decided(item, decided_later, adopted, tables.get(level));
                let slot = tables.get_mut(level + 1).and_then(|table| table.get_mut(adopted as usize));
                if let Some(slot) = slot {
                    *slot = end;
                }
                if adopted == 0 {
                    break;
                }
                adopted = (adopted - 1) & before;
            }
            order.push(item);
            self.backwards(before, tables, order, found);
            order.pop();
        }
    }

    /// Where look-ahead voters end from a vote on, when they know where its adoption and its loss lead.
    fn decided(&mut self, item: usize, later: Mask, adopted: Mask, table: Option<&Vec<Option<Mask>>>) -> Option<Mask> {
        let end = |set: Mask| table.and_then(|table| table.get(set as usize).copied().flatten());
        let without = end(adopted)?;
        if self.play.course.moot(item, adopted).is_some() {
            return Some(without);
        }
        let with = end(adopted | bit(item))?;
        let play = self.play;
        let carried = play.looked(item, (with, without), || self.carried(item, later, adopted))?;
        Some(if carried { with } else { without })
    }

    fn ends(&self, found: Found, unknown: u64, every: bool, present: Option<Mask>) -> Ends {
        let course = self.play.course;
        let allowed = self.present_allowed();
        let mut ends: Vec<OrderEnd> = found
            .into_iter()
            .map(|(set, (orders, example))| {
                let here = present == Some(set);
                OrderEnd {
                    end: End::of(course, set),
                    orders,
                    example: if here && allowed { course.ids(self.everything()) } else { named(course, &example) },
                    present: here,
                }
            })
            .collect();
        // A stable sort: equals stay in the order of their sets.
        ends.sort_by_key(|end| std::cmp::Reverse(end.orders));
        Ends { ends, unknown, every }
    }
}

fn add(found: &mut Found, set: Mask, orders: u64, example: &[usize]) {
    found.entry(set).or_insert_with(|| (0, example.to_vec())).0 += orders;
}

fn named(course: &Course<'_>, order: &[usize]) -> Vec<TextId> {
    order.iter().filter_map(|n| course.item_entry(*n)).map(|(_, entry)| entry.id.clone()).collect()
}
