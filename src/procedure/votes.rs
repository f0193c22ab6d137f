//! Reactions: who moves on a text when other votes go a certain way.

use std::collections::BTreeMap;

use super::setting::Setting;
use crate::{
    model::{Ballot, Given, MemberId, Reaction, Seat, Text, TextId, Vote},
    rules::{known_votes, may_move},
    scenario::{ChangeKind, Floor, changes, movers},
};

/// A set of results, one bit for each amendment or part that can be put to the vote.
pub(super) type Mask = u64;

/// The bit of the amendment or part with this number; none beyond what a set can hold.
pub(super) fn bit(n: usize) -> Mask {
    u32::try_from(n).ok().and_then(|n| 1_u64.checked_shl(n)).unwrap_or(0)
}

/// What is known of the result of another text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It is decided on the way, with this bit.
    Open(Mask),
    /// It does not depend on the way.
    Fixed(bool),
    /// It is not known.
    Unknown,
}

/// When a reaction fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    set: Mask,
    clear: Mask,
    never: bool,
}

impl When {
    pub(super) fn new(given: &[Given], known: &impl Fn(&TextId) -> Known) -> Self {
        let mut when = Self { set: 0, clear: 0, never: false };
        for given in given {
            match known(&given.text) {
                Known::Open(bit) if given.adopted => when.set |= bit,
                Known::Open(bit) => when.clear |= bit,
                Known::Fixed(adopted) => when.never |= adopted != given.adopted,
                Known::Unknown => when.never = true,
            }
        }
        when
    }

    /// Whether it fires once these are adopted and those still open.
    pub(super) fn holds(self, adopted: Mask, open: Mask) -> bool {
        !self.never && adopted & self.set == self.set && (adopted | open) & self.clear == 0
    }

    /// Whether it waits for any vote on the way.
    pub(super) fn waits(self) -> bool {
        !self.never && (self.set | self.clear) != 0
    }
}

/// The reactions on a text: its own, then those that the scenario adds.
pub(super) fn reactions<'a>(setting: &Setting<'a>, text: &'a TextId, own: Option<&'a Text>) -> Vec<&'a Reaction> {
    let own = own.into_iter().flat_map(|text| &text.reactions);
    let added = changes(setting.scenarios, setting.scenario).filter_map(|change| match &change.kind {
        ChangeKind::Reaction(reaction) if change.text == *text => Some(reaction),
        _ => None,
    });
    own.chain(added).collect()
}

/// A reaction laid out on seats.
#[derive(Clone, Debug)]
pub(super) struct React {
    /// When it fires.
    pub(super) when: When,
    /// Only those who would otherwise vote so.
    pub(super) from: Option<Vote>,
    /// The vote that they take up.
    pub(super) to: Vote,
    /// Whether each seat moves. A member that may not vote never does.
    pub(super) moves: Vec<bool>,
}

impl React {
    pub(super) fn new(setting: &Setting<'_>, reaction: &Reaction, floor: &Floor, when: When) -> Self {
        let who = movers(setting.dossier, &reaction.movers, floor.date.as_ref());
        let moves = floor.ballot.seats.iter().map(|seat| may_move(seat) && who.contains(&&seat.member)).collect();
        Self { when, from: reaction.from, to: reaction.to, moves }
    }

    /// Moves the votes, one a seat.
    pub(super) fn apply(&self, votes: &mut [Vote]) {
        for (vote, moves) in votes.iter_mut().zip(&self.moves) {
            if *moves && self.from.is_none_or(|from| from == *vote) {
                *vote = self.to;
            }
        }
    }
}

/// The floor of the final vote on `root` when the other votes have ended so: its votes, moved by each reaction in turn
/// for which all that it waits for has come about. None where the votes are not known, or there is no such text.
#[must_use]
pub fn final_votes(setting: &Setting<'_>, root: &TextId, results: &BTreeMap<TextId, bool>) -> Option<Ballot> {
    let floor = setting.floor(root)?;
    let mut votes = known_votes(&floor.ballot)?;
    let text = setting.dossier.text(root)?;
    let known = |id: &TextId| results.get(id).copied().map_or(Known::Unknown, Known::Fixed);
    for reaction in reactions(setting, root, Some(text)) {
        let react = React::new(setting, reaction, &floor, When::new(&reaction.given, &known));
        if react.when.holds(0, 0) {
            react.apply(&mut votes);
        }
    }
    let mut ballot = floor.ballot;
    set_votes(&mut ballot, &votes);
    Some(ballot)
}

/// Puts votes on the seats of a ballot. A seat that may not vote, or has no vote and none to come, stays as it is.
pub(super) fn set_votes(ballot: &mut Ballot, votes: &[Vote]) {
    for (seat, vote) in ballot.seats.iter_mut().zip(votes) {
        if may_move(seat) && seat.counted().unwrap_or(Vote::Absent) != *vote {
            seat.vote = Some(*vote);
        }
    }
}

/// Where each member sits.
pub(super) fn places(seats: &[Seat]) -> BTreeMap<&MemberId, usize> {
    seats.iter().enumerate().map(|(n, seat)| (&seat.member, n)).collect()
}
