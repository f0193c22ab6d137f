//! How members vote on amendments and parts: sincerely, or looking ahead to what they lead to.
//!
//! A sincere voter takes each vote by itself. Where its vote is recorded or set, that is it; else it says Yes where the
//! best final text that can still come about with the amendment ranks above the best one without it, and No where it
//! ranks below. It does not reckon with how later votes will go, not even with those that are assumed.
//!
//! A look-ahead voter knows how all the others rank the texts (Farquharson 1969; McKelvey and Niemi 1978). On the final
//! vote everyone votes as on that text; from there backwards each vote on an amendment is a choice between two ends
//! that are known, and each member votes for the better one. A text that is not adopted is the same as no text. A
//! member abstains where both ends are equal to it, and is absent where it may not vote or is absent from both final
//! votes. Where both ends are equal to everyone there is nothing to look ahead to: the vote goes as sincere voters
//! would have it, and where that is not known the amendment has nobody for it and is lost.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{
    course::{Course, Entry, Item},
    finals::{Finals, class_elsewhere, grouped},
    setting::{Decision, Ground, tally_votes},
    votes::{Mask, bit, places},
};
use crate::{
    model::{Ballot, MemberId, Outcome, Seat, Tally, Vote},
    rules::Linear,
};

/// The best text in reach of each class of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Best {
    ranks: Vec<i32>,
    /// Whether it takes part in any of the final votes in reach.
    present: Vec<bool>,
}

impl Best {
    /// The better of two for each class.
    pub(super) fn or(one: &Rc<Self>, other: &Rc<Self>) -> Rc<Self> {
        if Rc::ptr_eq(one, other) {
            return Rc::clone(one);
        }
        Rc::new(Self {
            ranks: one.ranks.iter().zip(&other.ranks).map(|(one, other)| *one.max(other)).collect(),
            present: one.present.iter().zip(&other.present).map(|(one, other)| one | other).collect(),
        })
    }
}

/// What is worked out once for each item and each set of those before it.
type Seen<T> = RefCell<Vec<Vec<Option<T>>>>;

/// The members of a course as they vote on its amendments and parts.
pub(super) struct Play<'c, 'a> {
    /// The way to the final vote.
    pub(super) course: &'c Course<'a>,
    /// The final votes; none where they are not known or too many.
    finals: Option<&'c Finals>,
    /// The rule of each item, over the classes of the final votes and one more.
    rules: Vec<Option<Linear>>,
    /// The class of each seat of each item.
    classes: Vec<Vec<usize>>,
    /// Each row of the final votes, as the best text in reach where there is no other.
    rows: Vec<Rc<Best>>,
    /// The best text in reach from each vote on.
    best: Seen<Rc<Best>>,
    /// Where look-ahead voters end from each vote on.
    ahead: Seen<Option<Mask>>,
    /// What look-ahead voters make of each item that leads to two ends; none where all are indifferent.
    looked: RefCell<BTreeMap<(usize, Mask, Mask), Option<bool>>>,
}

/// One vote on the way, as it went.
#[derive(Clone, Debug)]
pub(super) struct Played {
    /// What it came to.
    pub(super) decision: Decision,
    /// The item whose adoption left nothing to vote on.
    pub(super) moot: Option<usize>,
}

/// A way through all the votes.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Each item in turn.
    pub(super) played: Vec<Played>,
    /// What was adopted, as far as that is known.
    pub(super) adopted: Mask,
    /// Whether every result is known.
    pub(super) known: bool,
}

impl<'c, 'a> Play<'c, 'a> {
    pub(super) fn new(course: &'c Course<'a>) -> Self {
        let finals = course.finals.as_ref().filter(|finals| finals.tabulated());
        let (mut rules, mut classes) = (Vec::new(), Vec::new());
        if let Some(finals) = finals {
            let places = places(&course.floor.ballot.seats);
            for item in 0..course.items.len() {
                let found = course.item_entry(item).and_then(|(of, entry)| Some((of, entry.floor.as_ref()?)));
                let class = found.map(|(_, floor)| class_elsewhere(&floor.ballot.seats, &places, finals));
                let class = class.unwrap_or_default();
                let linear = found.and_then(|(of, _)| of.linear.as_ref());
                rules.push(linear.map(|linear| grouped(linear, &class, finals.classes() + 1)));
                classes.push(class);
            }
        }
        let present = |votes: &[Vote]| votes.iter().map(|vote| *vote != Vote::Absent).collect();
        let rows = finals.into_iter().flat_map(Finals::rows);
        let rows =
            rows.map(|(ranks, votes)| Rc::new(Best { ranks: ranks.to_vec(), present: present(votes) })).collect();
        let (best, ahead, looked) = (seen(finals), seen(finals), RefCell::default());
        Self { course, finals, rules, classes, rows, best, ahead, looked }
    }

    /// Why nobody can look ahead, where that is so.
    pub(super) fn blind(&self) -> Option<String> {
        match (self.finals, &self.course.finals) {
            (None, None) => {
                Some("The votes on the text itself are not known, so that nobody can look ahead to them.".into())
            }
            (None, Some(_)) => Some(super::tree::too_many(self.course.items.len())),
            (Some(finals), _) if finals.any_unknown() => {
                Some("The rule of the text cannot be applied to this body, so that nobody can look ahead.".into())
            }
            _ => {
                let free = |(of, entry): (&Item, &Entry<'_>)| (!of.assumed).then(|| entry.id.clone());
                let mut broken = (0..self.rules.len()).filter(|n| self.rules.get(*n).is_some_and(Option::is_none));
                let id = broken.find_map(|n| self.course.item_entry(n).and_then(free))?;
                Some(format!("The rule of {id} cannot be applied to this body, so that nobody can look ahead."))
            }
        }
    }

    /// Whether any result has to be worked out from what members would rather have.
    pub(super) fn needs_preference(&self) -> bool {
        self.finals.is_some() && self.course.entries.iter().any(|entry| entry.known.outcome.is_none())
    }

    /// How each class ranks the text of a set; a whole that fell with its parts is no text.
    fn best_at(&self, adopted: Mask) -> Rc<Best> {
        let row = self.finals.and_then(|finals| self.rows.get(finals.row_of(adopted)?));
        let Some(best) = row else { return Rc::new(Best { ranks: Vec::new(), present: Vec::new() }) };
        if self.course.falls(adopted) {
            Rc::new(Best { ranks: vec![0; best.ranks.len()], ..best.as_ref().clone() })
        } else {
            Rc::clone(best)
        }
    }

    /// The best text in reach once the items before `item` are decided, those of `adopted` for it.
    pub(super) fn best_from(&self, item: usize, adopted: Mask) -> Rc<Best> {
        if let Some(known) = look_up(&self.best, item, adopted) {
            return known;
        }
        let best = if item >= self.course.items.len() {
            self.best_at(adopted)
        } else {
            let without = self.best_from(item + 1, adopted);
            if self.course.moot(item, adopted).is_some() {
                without
            } else {
                Best::or(&without, &self.best_from(item + 1, adopted | bit(item)))
            }
        };
        keep(&self.best, item, adopted, Rc::clone(&best));
        best
    }

    /// How each class votes sincerely where only its ranks are known, with a last class that is absent.
    fn preferences(with: &Best, without: &Best) -> Vec<Vote> {
        let ranks = with.ranks.iter().zip(&without.ranks);
        let present = with.present.iter().zip(&without.present);
        let votes = ranks.zip(present).map(|((with, without), (one, other))| choose(*with, *without, one | other));
        votes.chain([Vote::Absent]).collect()
    }

    /// What sincere voters make of an item that has no result of its own. Where nobody tells its adoption from its loss,
    /// nothing is known.
    pub(super) fn preferred(&self, item: usize, with: &Best, without: &Best) -> Decision {
        let votes = Self::preferences(with, without);
        match self.rules.get(item) {
            Some(Some(rule)) if votes.iter().any(|vote| matches!(vote, Vote::Yes | Vote::No)) => Decision {
                outcome: Some(rule.outcome(&rule.sums(&votes))),
                ground: Ground::Preference,
                tally: self.tally(item, &votes),
            },
            _ => Decision::UNKNOWN,
        }
    }

    fn seats(&self, item: usize) -> &[Seat] {
        let floor = self.course.item_entry(item).and_then(|(_, entry)| entry.floor.as_ref());
        floor.map_or(&[], |floor| &floor.ballot.seats)
    }

    /// The votes of members on an item, where each class votes so.
    pub(super) fn spread(&self, item: usize, votes: &[Vote]) -> Vec<(MemberId, Vote)> {
        let classes = self.classes.get(item).into_iter().flatten();
        self.seats(item)
            .iter()
            .zip(classes)
            .map(|(seat, class)| {
                let vote = votes.get(*class).copied().unwrap_or(Vote::Absent);
                (seat.member.clone(), seat.if_voting(vote))
            })
            .collect()
    }

    fn tally(&self, item: usize, votes: &[Vote]) -> Tally {
        let classes = self.classes.get(item).into_iter().flatten();
        let seats = self.seats(item).iter().zip(classes);
        tally_votes(seats.map(|(seat, class)| {
            let vote = votes.get(*class).copied().unwrap_or(Vote::Absent);
            (seat.if_voting(vote), 1)
        }))
    }

    /// The items after this one.
    pub(super) fn after(&self, item: usize) -> Mask {
        (item + 1..self.course.items.len()).fold(0, |set, n| set | bit(n))
    }

    /// The way of sincere voters. Some results may be forced.
    pub(super) fn sincere_path(&self, forced: &[(usize, bool)]) -> Path {
        let mut path = Path { played: Vec::new(), adopted: 0, known: true };
        for item in 0..self.course.items.len() {
            let moot = self.course.moot(item, path.adopted);
            let decision = self.sincere(item, path.adopted);
            let carried = if moot.is_some() {
                Some(false)
            } else {
                let force = forced.iter().find(|(n, _)| *n == item).map(|(_, adopted)| *adopted);
                force.or_else(|| decision.adopted())
            };
            path.known &= carried.is_some();
            path.adopted |= if carried == Some(true) { bit(item) } else { 0 };
            path.played.push(Played { decision, moot });
        }
        path
    }

    /// What sincere voters make of an item when these were adopted before it.
    pub(super) fn sincere(&self, item: usize, adopted: Mask) -> Decision {
        let settled = self.course.settled(item, adopted, self.after(item) | bit(item));
        if settled.outcome.is_some() || self.finals.is_none() {
            return settled;
        }
        let with = self.best_from(item + 1, adopted | bit(item));
        let preferred = self.preferred(item, &with, &self.best_from(item + 1, adopted));
        if preferred.outcome.is_some() { preferred } else { settled }
    }

    /// The sincere votes on an item, as far as they are known.
    pub(super) fn sincere_votes(&self, item: usize, adopted: Mask) -> Option<Vec<(MemberId, Vote)>> {
        let settled = self.course.settled(item, adopted, self.after(item) | bit(item));
        if settled.ground != Ground::Nothing {
            return self.course.votes_on(item, adopted, self.after(item) | bit(item));
        }
        self.finals?;
        let with = self.best_from(item + 1, adopted | bit(item));
        let votes = Self::preferences(&with, &self.best_from(item + 1, adopted));
        Some(self.spread(item, &votes))
    }

    /// What the end of a set is worth to a class: its rank where the text is adopted, else nothing.
    fn worth(finals: &Finals, adopted: Mask) -> (bool, &[i32], &[Vote]) {
        let stands = finals.outcome(adopted).is_some_and(Outcome::is_adopted);
        (stands, finals.ranks(adopted), finals.votes(adopted))
    }

    /// Where look-ahead voters end once the items before `item` are decided, those of `adopted` for it. None where a rule
    /// on the way cannot be applied.
    pub(super) fn ahead_from(&self, item: usize, adopted: Mask) -> Option<Mask> {
        if item >= self.course.items.len() {
            return Some(adopted);
        }
        if let Some(known) = look_up(&self.ahead, item, adopted) {
            return known;
        }
        let end = self.end_from(item, adopted);
        keep(&self.ahead, item, adopted, end);
        end
    }

    fn end_from(&self, item: usize, adopted: Mask) -> Option<Mask> {
        let without = self.ahead_from(item + 1, adopted)?;
        if self.course.moot(item, adopted).is_some() {
            return Some(without);
        }
        let with = self.ahead_from(item + 1, adopted | bit(item))?;
        let carried = self.looked(item, (with, without), || self.sincere(item, adopted).adopted())?;
        Some(if carried { with } else { without })
    }

    /// How each class votes when it looks ahead to these two ends, with a last class that is absent.
    pub(super) fn ahead(&self, with: Mask, without: Mask) -> Vec<Vote> {
        let Some(finals) = self.finals else { return Vec::new() };
        let (stands, ranks, votes) = Self::worth(finals, with);
        let (stands_without, ranks_without, votes_without) = Self::worth(finals, without);
        let ranks = ranks.iter().zip(ranks_without);
        let votes = votes.iter().zip(votes_without);
        let (worth, worth_without) = (i32::from(stands), i32::from(stands_without));
        let chosen = ranks.zip(votes).map(|((rank, rank_without), (vote, vote_without))| {
            let present = *vote != Vote::Absent || *vote_without != Vote::Absent;
            choose(rank * worth, rank_without * worth_without, present)
        });
        chosen.chain([Vote::Absent]).collect()
    }

    /// What look-ahead voters make of an item that leads to these two ends; `sincere` says what sincere voters make of
    /// it. None where its rule cannot be applied.
    pub(super) fn looked(
        &self,
        item: usize,
        (with, without): (Mask, Mask),
        sincere: impl FnOnce() -> Option<bool>,
    ) -> Option<bool> {
        let (of, entry) = self.course.item_entry(item)?;
        if of.assumed {
            return entry.known.adopted();
        }
        let rule = self.rules.get(item)?.as_ref()?;
        let finals = self.finals?;
        if finals.alike(with, without) && finals.outcome(with) == finals.outcome(without) {
            return Some(sincere().unwrap_or(false));
        }
        let known = self.looked.borrow().get(&(item, with, without)).copied();
        let chosen = known.unwrap_or_else(|| {
            let votes = self.ahead(with, without);
            let told = votes.iter().any(|vote| matches!(vote, Vote::Yes | Vote::No));
            let chosen = told.then(|| rule.outcome(&rule.sums(&votes)).is_adopted());
            self.looked.borrow_mut().insert((item, with, without), chosen);
            chosen
        });
        Some(chosen.unwrap_or_else(|| sincere().unwrap_or(false)))
    }

    /// The floor of an item with these votes.
    pub(super) fn ballot(&self, item: usize, votes: &[(MemberId, Vote)]) -> Option<Ballot> {
        let mut ballot = self.course.item_entry(item)?.1.floor.as_ref()?.ballot.clone();
        ballot.tally = None;
        for (seat, (_, vote)) in ballot.seats.iter_mut().zip(votes) {
            seat.vote = Some(*vote);
        }
        Some(ballot)
    }
}

/// The vote for the better of two ends, of a class that takes part in a final vote or does not.
fn choose(with: i32, without: i32, present: bool) -> Vote {
    // A table and no branches: this runs for every class at every vote of a large tree.
    const VOTES: [Vote; 4] = [Vote::Abstain, Vote::Yes, Vote::No, Vote::Absent];
    let place = usize::from(with > without) + 2 * usize::from(with < without);
    VOTES.get(if present { place } else { 3 }).copied().unwrap_or(Vote::Absent)
}

/// Room for what is worked out, where every set can be looked at.
fn seen<T: Clone>(finals: Option<&Finals>) -> Seen<T> {
    let levels = finals.map_or(0, |finals| finals.sets().trailing_zeros() + 1);
    RefCell::new((0..levels).map(|level| vec![None; 1 << level]).collect())
}

fn look_up<T: Clone>(seen: &Seen<T>, item: usize, adopted: Mask) -> Option<T> {
    seen.borrow().get(item)?.get(adopted as usize)?.clone()
}

fn keep<T>(seen: &Seen<T>, item: usize, adopted: Mask, value: T) {
    if let Some(slot) = seen.borrow_mut().get_mut(item).and_then(|level| level.get_mut(adopted as usize)) {
        *slot = Some(value);
    }
}
