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

use super::{
    course::Course,
    finals::{Finals, class_elsewhere, grouped},
    setting::{Decision, Ground, tally_votes},
    votes::{Mask, bit, places},
};
use crate::{
    model::{Ballot, MemberId, Outcome, Seat, Tally, Vote},
    rules::Linear,
};

/// The best text in reach of a class of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Best {
    rank: i32,
    /// Whether it takes part in any of the final votes in reach.
    present: bool,
}

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
        Self { course, finals, rules, classes }
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
            _ => self.rules.iter().position(Option::is_none).map(|item| {
                let name = self.course.item_entry(item).map_or_else(String::new, |(_, entry)| entry.id.to_string());
                format!("The rule of {name} cannot be applied to this body, so that nobody can look ahead.")
            }),
        }
    }

    /// Whether any result has to be worked out from what members would rather have.
    pub(super) fn needs_preference(&self) -> bool {
        self.finals.is_some() && self.course.entries.iter().any(|entry| entry.known.outcome.is_none())
    }

    /// How each class ranks the text of a set; a whole that fell with its parts is no text.
    pub(super) fn best_at(&self, adopted: Mask) -> Vec<Best> {
        let Some(finals) = self.finals else { return Vec::new() };
        let fell = self.course.falls(adopted);
        let both = finals.ranks(adopted).iter().zip(finals.row(adopted));
        both.map(|(rank, vote)| Best { rank: if fell { 0 } else { *rank }, present: *vote != Vote::Absent }).collect()
    }

    /// The better of two for each class.
    pub(super) fn better(mut one: Vec<Best>, other: &[Best]) -> Vec<Best> {
        for (best, other) in one.iter_mut().zip(other) {
            *best = Best { rank: best.rank.max(other.rank), present: best.present || other.present };
        }
        one
    }

    /// The best text in reach once the items before `item` are decided, those of `adopted` for it.
    pub(super) fn best_from(&self, item: usize, adopted: Mask) -> Vec<Best> {
        if item >= self.course.items.len() {
            return self.best_at(adopted);
        }
        let without = self.best_from(item + 1, adopted);
        if self.course.moot(item, adopted).is_some() {
            return without;
        }
        Self::better(self.best_from(item + 1, adopted | bit(item)), &without)
    }

    /// How each class votes sincerely where only its ranks are known, with a last class that is absent.
    fn preferences(&self, with: &[Best], without: &[Best]) -> Vec<Vote> {
        let both = with.iter().zip(without);
        let votes = both.map(|(with, without)| match with.rank.cmp(&without.rank) {
            _ if !with.present && !without.present => Vote::Absent,
            std::cmp::Ordering::Greater => Vote::Yes,
            std::cmp::Ordering::Less => Vote::No,
            std::cmp::Ordering::Equal => Vote::Abstain,
        });
        votes.chain([Vote::Absent]).collect()
    }

    /// What sincere voters make of an item that has no result of its own. Where nobody tells its adoption from its loss,
    /// nothing is known.
    pub(super) fn preferred(&self, item: usize, with: &[Best], without: &[Best]) -> Decision {
        let votes = self.preferences(with, without);
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
                let counted = Seat { vote: Some(vote), ..seat.clone() }.counted();
                (seat.member.clone(), counted.unwrap_or(Vote::Absent))
            })
            .collect()
    }

    fn tally(&self, item: usize, votes: &[Vote]) -> Tally {
        tally_votes(self.spread(item, votes).into_iter().map(|(_, vote)| (vote, 1)))
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
        let preferred =
            self.preferred(item, &self.best_from(item + 1, adopted | bit(item)), &self.best_from(item + 1, adopted));
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
        let votes = self.preferences(&with, &self.best_from(item + 1, adopted));
        Some(self.spread(item, &votes))
    }

    /// What the end of a set is worth to a class: its rank where the text is adopted, else nothing.
    fn worth(finals: &Finals, adopted: Mask) -> (bool, &[i32], &[Vote]) {
        let stands = finals.outcome(adopted).is_some_and(Outcome::is_adopted);
        (stands, finals.ranks(adopted), finals.row(adopted))
    }

    /// Where look-ahead voters end once the items before `item` are decided, those of `adopted` for it. None where a rule
    /// on the way cannot be applied.
    pub(super) fn ahead_from(&self, item: usize, adopted: Mask) -> Option<Mask> {
        if item >= self.course.items.len() {
            return Some(adopted);
        }
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
        let chosen = ranks.zip(votes).map(|((rank, rank_without), votes)| {
            let worth = if stands { *rank } else { 0 };
            match worth.cmp(&if stands_without { *rank_without } else { 0 }) {
                _ if votes == (&Vote::Absent, &Vote::Absent) => Vote::Absent,
                std::cmp::Ordering::Greater => Vote::Yes,
                std::cmp::Ordering::Less => Vote::No,
                std::cmp::Ordering::Equal => Vote::Abstain,
            }
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
        let votes = self.ahead(with, without);
        if votes.iter().any(|vote| matches!(vote, Vote::Yes | Vote::No)) {
            Some(rule.outcome(&rule.sums(&votes)).is_adopted())
        } else {
            Some(sincere().unwrap_or(false))
        }
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
