//! From a whip count and the floor to chances for every seat, and what is asked of them.

use std::collections::BTreeMap;

use super::{Chance, Drawn, Factors, Lots, Pivot, Watch, draw, exact, pivots};
use crate::{
    model::{Basis, Dossier, Group, MemberId, Movers, Odds, Standing, TextId, Together, Vote, Whip},
    rules::{Linear, Rule},
    scenario::{ChangeKind, Floor, Scenario, ScenarioId, changes, movers},
};

/// What the chances of a seat come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// It may not vote, or must abstain.
    Bound,
    /// Its vote is assumed.
    Assumed,
    /// The whip count.
    Lean,
    /// Its vote on the floor.
    Floor,
    /// Nothing is known of it; it is taken as undecided.
    Unknown,
}

/// How one member may vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// The member.
    pub member: MemberId,
    /// Its chances.
    pub odds: Odds,
    /// What they come from.
    pub ground: Ground,
}

/// A vote that is still to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The rule over the seats.
    pub linear: Linear,
    /// The seats, in the order of the ballot.
    pub seats: Vec<Prospect>,
}

impl Forecast {
    /// The chances of the seats of a floor. A member that may not vote is absent, and one that must abstain abstains;
    /// then come the votes in `assumed`, then the whip count, then the vote on the floor. Of a member that is left
    /// nothing is known: it is taken as undecided, and said to be unknown.
    ///
    /// # Errors
    /// A sentence that names what the rule asks for and the body does not have.
    pub fn new(rule: &Rule, floor: &Floor, whip: &Whip, assumed: &BTreeMap<MemberId, Vote>) -> Result<Self, String> {
        let linear = Linear::new(rule, &floor.ballot)?;
        // Whoever is not in a whole roll call was absent.
        let whole = floor.basis == Basis::RollCall && !floor.from_empty;
        let seats = floor.ballot.seats.iter().map(|seat| {
            let on_floor = seat.vote.or(whole.then_some(Vote::Absent));
            let (odds, ground) = if seat.standing != Standing::Voting {
                (Odds::certain(seat.counted().unwrap_or(Vote::Absent)), Ground::Bound)
            } else if let Some(vote) = assumed.get(&seat.member) {
                (Odds::certain(*vote), Ground::Assumed)
            } else if let Some(lean) = whip.leans.get(&seat.member) {
                (Odds::of_lean(lean, whip), Ground::Lean)
            } else if let Some(vote) = on_floor {
                (Odds::certain(vote), Ground::Floor)
            } else {
                (Odds::UNDECIDED, Ground::Unknown)
            };
            Prospect { member: seat.member.clone(), odds, ground }
        });
        Ok(Self { seats: seats.collect(), linear })
    }

    /// The same where these members vote so for certain. What is assumed of some is taken to say nothing of the
    /// others. A member that may not vote stays as it is.
    #[must_use]
    pub fn given(&self, votes: &BTreeMap<MemberId, Vote>) -> Self {
        let mut given = self.clone();
        for seat in given.seats.iter_mut().filter(|seat| seat.ground != Ground::Bound) {
            if let Some(vote) = votes.get(&seat.member) {
                (seat.odds, seat.ground) = (Odds::certain(*vote), Ground::Assumed);
            }
        }
        given
    }

    /// The chances of each seat, in the order of [`Linear::place`].
    #[must_use]
    pub fn odds(&self) -> Vec<[f64; 4]> {
        let place = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent];
        self.seats.iter().map(|seat| place.map(|vote| seat.odds.share(vote))).collect()
    }

    /// The members of whom nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = &MemberId> {
        self.seats.iter().filter(|seat| seat.ground == Ground::Unknown).map(|seat| &seat.member)
    }

    /// The exact chances, each member voting for itself.
    ///
    /// # Errors
    /// A sentence where the rule has too many different sums.
    pub fn exact(&self) -> Result<Chance, String> {
        exact(&self.linear, &self.odds())
    }

    /// What each seat's vote does to the chance of adoption.
    ///
    /// # Errors
    /// A sentence where the rule has too many different sums.
    pub fn pivots(&self) -> Result<Vec<Pivot>, String> {
        pivots(&self.linear, &self.odds())
    }

    /// How far the seats go together, where `groups` are those of the dossier.
    #[must_use]
    pub fn factors(&self, together: &Together, groups: &[Group]) -> Factors {
        let blocs: Vec<Option<&Group>> =
            together.blocs.iter().map(|id| groups.iter().find(|group| group.id == *id)).collect();
        let bloc =
            |member: &MemberId| blocs.iter().position(|bloc| bloc.is_some_and(|bloc| bloc.members.contains(member)));
        Factors {
            all: f64::from(together.all.get()) / 100.0,
            bloc: f64::from(together.bloc_share().get()) / 100.0,
            blocs: self.seats.iter().map(|seat| bloc(&seat.member)).collect(),
        }
    }

    /// Draws the vote many times, members going together. None where it was stopped.
    ///
    /// # Errors
    /// A sentence where the numbers of the rule are too large.
    pub fn draw(&self, factors: &Factors, lots: Lots, watch: &Watch<'_>) -> Result<Option<Drawn>, String> {
        draw(&self.linear, &self.odds(), factors, lots, watch)
    }
}

/// The votes on a text that a scenario sets, whatever the record says; the last change of a member stands.
#[must_use]
pub fn set_by(
    dossier: &Dossier,
    scenarios: &[Scenario],
    scenario: Option<ScenarioId>,
    text: &TextId,
) -> BTreeMap<MemberId, Vote> {
    let mut set = BTreeMap::new();
    for change in changes(scenarios, scenario).filter(|change| change.text == *text) {
        match &change.kind {
            ChangeKind::Votes(votes) => set.extend(votes.0.iter().map(|(member, vote)| (member.clone(), *vote))),
            ChangeKind::Bloc { group, vote, except } => {
                let bloc = Movers::Group(group.clone());
                let meant = movers(dossier, &bloc).into_iter().filter(|member| !except.contains(member));
                set.extend(meant.map(|member| (member.clone(), *vote)));
            }
            _ => {}
        }
    }
    set
}
