//! The room against a game written out apart from it: every set, every order, every vote by hand, on small bodies.

use std::collections::{BTreeMap, BTreeSet};

use super::small::{Dice, Own, Toy};
use crate::{
    model::{Outcome, Tally, TextId, Vote},
    procedure::{Leaf, final_votes, killers, look_ahead, orders, tree},
};

type Set = BTreeSet<usize>;

/// A final text in the words of the room: what is adopted, what has fallen.
type Named = (BTreeSet<TextId>, BTreeSet<TextId>);

impl Toy {
    fn votes(&self, set: &Set) -> Vec<Vote> {
        let mut votes = self.base.clone();
        for n in &self.no_vote {
            votes[*n] = Vote::Absent;
        }
        for (when, movers, from, to) in &self.reactions {
            if when.iter().all(|(item, adopted)| set.contains(item) == *adopted) {
                for n in movers.iter().filter(|n| !self.no_vote.contains(n)) {
                    if from.is_none() || *from == Some(votes[*n]) {
                        votes[*n] = *to;
                    }
                }
            }
        }
        votes
    }

    /// Whether all operative paragraphs fell with the parts.
    fn fell(&self, set: &Set) -> bool {
        let mut parts = self.amendments..self.items();
        !self.spare && !parts.is_empty() && parts.all(|part| !set.contains(&part))
    }

    fn stands(&self, set: &Set) -> Outcome {
        if self.fell(set) { Outcome::Rejected } else { self.decide(&self.votes(set)) }
    }

    fn rank(&self, n: usize, set: &Set) -> i32 {
        let mut rank = match self.votes(set)[n] {
            Vote::Yes => 1,
            Vote::No => -1,
            _ => 0,
        };
        let (amendments, parts): (Set, Set) = set.iter().partition(|item| **item < self.amendments);
        for (movers, with, by_hand) in &self.ranks {
            if movers.contains(&n) && *with == amendments && parts.len() == self.items() - self.amendments {
                rank = *by_hand;
            }
        }
        rank
    }

    fn moot(&self, item: usize, set: &Set) -> bool {
        set.iter().any(|other| self.collisions.contains(&(item.min(*other), item.max(*other))))
    }

    /// Every final text that can still come about.
    fn reach(&self, order: &[usize], set: &Set) -> Vec<Set> {
        let Some((item, rest)) = order.split_first() else { return vec![set.clone()] };
        let mut found = self.reach(rest, set);
        if !self.moot(*item, set) {
            found.extend(self.reach(rest, &with(set, *item)));
        }
        found
    }

    fn carried(&self, item: usize, votes: &[Vote]) -> bool {
        let _ = item;
        self.decide(votes).is_adopted()
    }

    fn sincere(&self, item: usize, rest: &[usize], set: &Set) -> Option<bool> {
        if let Some(assumed) = self.assumed[item] {
            return Some(assumed);
        }
        match &self.own[item] {
            Own::Votes(votes) => return Some(self.carried(item, votes)),
            Own::Result(adopted) => return Some(*adopted),
            Own::Nothing => {}
        }
        let (adopted, lost) = (self.reach(rest, &with(set, item)), self.reach(rest, set));
        let best = |n: usize, sets: &[Set]| {
            let rank = |set: &Set| if self.fell(set) { 0 } else { self.rank(n, set) };
            sets.iter().map(rank).max().expect("some text")
        };
        let absent = |n: usize| adopted.iter().chain(&lost).all(|set| self.votes(set)[n] == Vote::Absent);
        let votes: Vec<Vote> = (0..self.members)
            .map(|n| match best(n, &adopted) - best(n, &lost) {
                _ if absent(n) => Vote::Absent,
                1.. => Vote::Yes,
                0 => Vote::Abstain,
                _ => Vote::No,
            })
            .collect();
        let told = (0..self.members).any(|n| matches!(votes[n], Vote::Yes | Vote::No));
        told.then(|| self.carried(item, &votes))
    }

    fn sincere_end(&self, order: &[usize], set: &Set, force: Option<(usize, bool)>) -> Option<Set> {
        let Some((item, rest)) = order.split_first() else { return Some(set.clone()) };
        if self.moot(*item, set) {
            return self.sincere_end(rest, set, force);
        }
        let forced = force.filter(|(n, _)| n == item).map(|(_, adopted)| adopted);
        let adopted = forced.or_else(|| self.sincere(*item, rest, set))?;
        let next = if adopted { with(set, *item) } else { set.clone() };
        self.sincere_end(rest, &next, force)
    }

    fn ahead(&self, order: &[usize], set: &Set) -> Set {
        let Some((item, rest)) = order.split_first() else { return set.clone() };
        let lost = self.ahead(rest, set);
        if self.moot(*item, set) {
            return lost;
        }
        let adopted = self.ahead(rest, &with(set, *item));
        let worth = |n: usize, set: &Set| if self.stands(set).is_adopted() { self.rank(n, set) } else { 0 };
        let votes: Vec<Vote> = (0..self.members)
            .map(|n| {
                if self.votes(&adopted)[n] == Vote::Absent && self.votes(&lost)[n] == Vote::Absent {
                    Vote::Absent
                } else if worth(n, &adopted) == worth(n, &lost) {
                    Vote::Abstain
                } else if worth(n, &adopted) > worth(n, &lost) {
                    Vote::Yes
                } else {
                    Vote::No
                }
            })
            .collect();
        let carried = if let Some(assumed) = self.assumed[*item] {
            assumed
        } else if votes.contains(&Vote::Yes) || votes.contains(&Vote::No) {
            self.carried(*item, &votes)
        } else {
            self.sincere(*item, rest, set).unwrap_or(false)
        };
        if carried { adopted } else { lost }
    }

    /// The order in which the amendments stand: furthest removed first, those of unknown distance last; then the parts.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.amendments).collect();
        order.sort_by_key(|n| self.distances[*n].map_or((1, 0), |distance| (0, 100 - distance)));
        order.extend(self.amendments..self.items());
        order
    }

    /// Every order of the amendments that the known distances allow, each with the parts after it.
    fn allowed(&self) -> Vec<Vec<usize>> {
        let mut all = vec![Vec::new()];
        for _ in 0..self.amendments {
            all = all
                .into_iter()
                .flat_map(|order: Vec<usize>| {
                    let left = (0..self.amendments).filter(|n| !order.contains(n)).collect::<Vec<_>>();
                    left.into_iter().map(move |n| [order.clone(), vec![n]].concat())
                })
                .collect();
        }
        let fits = |order: &Vec<usize>| {
            (0..order.len()).all(|a| {
                (a + 1..order.len()).all(|b| match (self.distances[order[a]], self.distances[order[b]]) {
                    (Some(first), Some(second)) => first >= second,
                    _ => true,
                })
            })
        };
        all.retain(fits);
        for order in &mut all {
            order.extend(self.amendments..self.items());
        }
        all
    }

    /// The set in the words of the room: what is adopted, what has fallen.
    fn named(&self, set: &Set) -> Named {
        let ids = |list: Vec<usize>| list.into_iter().map(|n| TextId::from(self.name(n))).collect();
        let fallen = (self.amendments..self.items()).filter(|n| !set.contains(n)).collect();
        (ids(set.iter().copied().filter(|n| *n < self.amendments).collect()), ids(fallen))
    }
}

fn with(set: &Set, item: usize) -> Set {
    let mut set = set.clone();
    set.insert(item);
    set
}

fn of(adopted: &[TextId], fallen: &[TextId]) -> Named {
    (adopted.iter().cloned().collect(), fallen.iter().cloned().collect())
}

fn counts(votes: &[Vote]) -> Tally {
    let of = |vote: Vote| Some(u32::try_from(votes.iter().filter(|v| **v == vote).count()).expect("small"));
    Tally { yes: of(Vote::Yes), no: of(Vote::No), abstain: of(Vote::Abstain), absent: of(Vote::Absent) }
}

/// Random toys under each kind of rule.
fn toys(seed: u64, times: usize, most: u64) -> impl Iterator<Item = Toy> {
    let mut dice = Dice(seed);
    (0..times).flat_map(move |_| ["ga-simple", "ga-two-thirds", "veto"].map(|rule| Toy::random(&mut dice, most, rule)))
}

#[test]
fn every_text_of_the_tree_and_no_other() {
    let (mut texts, mut vetoed, mut fell) = (0, 0, 0);
    for toy in toys(0x9E37_79B9_7F4A_7C15, 120, 5) {
        let small = toy.dossier();
        let tree = tree(&small.setting(), &"D".into()).expect("a tree");
        let order = toy.order();
        let mut sets = toy.reach(&order, &Set::new());
        assert_eq!(sets.len(), tree.leaves.len(), "{toy:?}");
        assert_eq!(tree.nodes.len() + 1, tree.leaves.len());
        let leaves: BTreeMap<_, &Leaf> =
            tree.leaves.iter().map(|leaf| (of(&leaf.adopted, &leaf.fallen), leaf)).collect();
        sets.dedup();
        for set in sets {
            let leaf = leaves[&toy.named(&set)];
            let votes = toy.votes(&set);
            assert_eq!((leaf.tally, leaf.outcome), (counts(&votes), Some(toy.stands(&set))), "{toy:?} {set:?}");
            assert_eq!(leaf.fell, toy.fell(&set));
            let results = (0..toy.items()).map(|n| (toy.name(n).into(), set.contains(&n))).collect();
            let ballot = final_votes(&small.setting(), &"D".into(), &results).expect("known votes");
            let counted: Vec<Vote> = ballot.seats.iter().map(|seat| seat.counted().expect("set")).collect();
            assert_eq!(counted, votes);
            texts += 1;
            vetoed += usize::from(leaf.outcome == Some(Outcome::Vetoed));
            fell += usize::from(leaf.fell);
        }
        let sincere = toy.sincere_end(&order, &Set::new(), None);
        let lit = tree.leaf_on(|on| on.sincere).map(|leaf| of(&leaf.adopted, &leaf.fallen));
        assert_eq!(lit, sincere.map(|set| toy.named(&set)), "{toy:?}");
        let ahead = toy.ahead(&order, &Set::new());
        let lit = tree.leaf_on(|on| on.look_ahead).map(|leaf| of(&leaf.adopted, &leaf.fallen));
        assert_eq!(lit, Some(toy.named(&ahead)), "{toy:?}");
    }
    assert!(texts > 2_000 && vetoed > 100 && fell > 50, "{texts} {vetoed} {fell}");
}

#[test]
fn look_ahead_is_backward_induction() {
    let (mut differ, mut otherwise) = (0, 0);
    for toy in toys(0xD1B5_4A32_D192_ED03, 150, 5) {
        let small = toy.dossier();
        let found = look_ahead(&small.setting(), &"D".into()).expect("known votes");
        let order = toy.order();
        let end = toy.ahead(&order, &Set::new());
        assert_eq!(of(&found.end.adopted, &found.end.fallen), toy.named(&end), "{toy:?}");
        assert_eq!(found.end.outcome, Some(toy.stands(&end)));
        let sincere = toy.sincere_end(&order, &Set::new(), None);
        let named = found.sincere.as_ref().map(|end| of(&end.adopted, &end.fallen));
        assert_eq!(named, sincere.as_ref().map(|set| toy.named(set)));
        differ += usize::from(sincere.is_some_and(|set| set != end));
        // Each turn in turn: where it leads, and that its votes decide it.
        let mut set = Set::new();
        let mut turns = found.turns.iter();
        for (at, item) in order.iter().enumerate() {
            if toy.moot(*item, &set) {
                continue;
            }
            let turn = turns.next().expect("a turn for each vote that is put");
            assert_eq!(turn.id, TextId::from(toy.name(*item)));
            let rest = &order[at + 1..];
            assert_eq!(of(&turn.with.adopted, &turn.with.fallen), toy.named(&toy.ahead(rest, &with(&set, *item))));
            assert_eq!(of(&turn.without.adopted, &turn.without.fallen), toy.named(&toy.ahead(rest, &set)));
            if turn.reason == crate::procedure::Reason::Chosen {
                let ballot = turn.ballot.as_ref().expect("votes");
                let votes: Vec<Vote> = ballot.seats.iter().map(|seat| seat.counted().expect("set")).collect();
                assert_eq!(toy.decide(&votes).is_adopted(), turn.adopted, "{toy:?}");
            }
            otherwise += turn.otherwise.iter().filter(|one| one.against()).count();
            if turn.adopted {
                set.insert(*item);
            }
        }
        assert_eq!(set, end);
    }
    assert!(differ > 20 && otherwise > 50, "{differ} {otherwise}");
}

/// How many orders end in each text, and how many in none that is known.
fn by_order(toy: &Toy, end: impl Fn(&[usize]) -> Option<Set>) -> (BTreeMap<Named, u64>, u64) {
    let (mut found, mut unknown) = (BTreeMap::new(), 0);
    for order in toy.allowed() {
        match end(&order) {
            Some(set) => *found.entry(toy.named(&set)).or_insert(0) += 1,
            None => unknown += 1,
        }
    }
    (found, unknown)
}

#[test]
fn orders_are_those_of_every_permutation() {
    let (mut matter, mut fewer) = (0, 0);
    for toy in toys(0xA076_1D64_78BD_642F, 40, 5) {
        let small = toy.dossier();
        let found = orders(&small.setting(), &"D".into()).expect("few amendments");
        let all = toy.allowed().len() as u64;
        assert_eq!(found.allowed, all);
        assert!(found.present_allowed);
        let factorial: u64 = (1..=toy.amendments as u64).product();
        fewer += usize::from(all < factorial);
        let ahead = found.look_ahead.as_ref().expect("known votes");
        for (ends, expected) in [
            (&found.sincere, by_order(&toy, |order| toy.sincere_end(order, &Set::new(), None))),
            (ahead, by_order(&toy, |order| Some(toy.ahead(order, &Set::new())))),
        ] {
            assert!(ends.every);
            let counted: BTreeMap<_, u64> =
                ends.ends.iter().map(|end| (of(&end.end.adopted, &end.end.fallen), end.orders)).collect();
            assert_eq!((counted, ends.unknown), expected, "{toy:?}");
            matter += usize::from(ends.matters() == Some(true));
        }
        // An example ends where it is said to.
        for end in &ahead.ends {
            let place = |id: &TextId| (0..toy.items()).find(|n| TextId::from(toy.name(*n)) == *id).expect("an item");
            let mut order: Vec<usize> = end.example.iter().map(place).collect();
            order.extend(toy.amendments..toy.items());
            assert_eq!(toy.named(&toy.ahead(&order, &Set::new())), of(&end.end.adopted, &end.end.fallen));
        }
        let here: Vec<_> = ahead.ends.iter().filter(|end| end.present).collect();
        assert_eq!(here.len(), 1);
        assert_eq!(of(&here[0].end.adopted, &here[0].end.fallen), toy.named(&toy.ahead(&toy.order(), &Set::new())));
    }
    assert!(matter > 10 && fewer > 15, "{matter} {fewer}");
}

#[test]
fn killers_turn_the_outcome_and_no_other_amendment_does() {
    let mut found_any = 0;
    for toy in toys(0xE703_7ED1_A0B4_28DB, 120, 4) {
        let small = toy.dossier();
        let found = killers(&small.setting(), &"D".into()).expect("a text");
        let order = toy.order();
        let (mut sink, mut save) = (BTreeSet::new(), BTreeSet::new());
        for item in 0..toy.amendments {
            let end = |adopted: bool| toy.sincere_end(&order, &Set::new(), Some((item, adopted)));
            let (Some(adopted), Some(lost)) = (end(true), end(false)) else { continue };
            if adopted.contains(&item) {
                match (toy.stands(&adopted).is_adopted(), toy.stands(&lost).is_adopted()) {
                    (false, true) => sink.insert(TextId::from(toy.name(item))),
                    (true, false) => save.insert(TextId::from(toy.name(item))),
                    _ => false,
                };
            }
        }
        let set = |list: &[crate::procedure::Turner]| list.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>();
        assert_eq!((set(&found.sink), set(&found.save)), (sink, save), "{toy:?}");
        found_any += found.sink.len() + found.save.len();
    }
    assert!(found_any > 30, "{found_any}");
}
