//! From a whip count and the floor to chances for every seat, and what is asked of them.

use std::collections::BTreeMap;

use super::{Chance, Drawn, Factors, Lots, Pivot, Watch, draw, exact, pivots};
use crate::{
    model::{
        Ballot, Basis, Date, Dossier, Group, MemberId, Movers, Odds, Seat, Standing, TextId, Together, Vote, Whip,
    },
    rules::{Linear, Rule},
    scenario::{ChangeKind, Floor, Scenario, ScenarioId, changes, floor, movers},
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
    /// The day of the vote, by which groups have their members.
    pub date: Option<Date>,
}

impl Forecast {
    /// The chances of the seats of a floor. A member that may not vote is absent, and one that must abstain abstains;
    /// then come the votes in `assumed`, then the whip count, then the vote on the floor. Of a member that is left
    /// nothing is known: it is taken as undecided, and said to be unknown.
    ///
    /// # Errors
    /// A sentence that names what the rule asks for and the body does not have.
    pub fn new(rule: &Rule, floor: &Floor, whip: &Whip, assumed: &BTreeMap<MemberId, Vote>) -> Result<Self, String> {
        // Whoever is not in a whole roll call was absent.
        let whole = floor.basis == Basis::RollCall && !floor.from_empty;
        let on_floor = |seat: &Seat| seat.vote.or(whole.then_some(Vote::Absent));
        let forecast = Self::with(rule, &floor.ballot, whip, assumed, &on_floor)?;
        Ok(Self { date: floor.date.clone(), ..forecast })
    }

    /// The chances that the whip count alone gives; of all others nothing is known.
    ///
    /// # Errors
    /// A sentence that names what the rule asks for and the body does not have.
    pub fn of_whip(rule: &Rule, ballot: &Ballot, whip: &Whip) -> Result<Self, String> {
        Self::with(rule, ballot, whip, &BTreeMap::new(), &|_| None)
    }

    fn with(
        rule: &Rule,
        ballot: &Ballot,
        whip: &Whip,
        assumed: &BTreeMap<MemberId, Vote>,
        on_floor: &dyn Fn(&Seat) -> Option<Vote>,
    ) -> Result<Self, String> {
        let seats = ballot.seats.iter().map(|seat| {
            let (odds, ground) = if seat.standing != Standing::Voting {
                (Odds::certain(seat.counted().unwrap_or(Vote::Absent)), Ground::Bound)
            } else if let Some(vote) = assumed.get(&seat.member) {
                (Odds::certain(*vote), Ground::Assumed)
            } else if let Some(lean) = whip.leans.get(&seat.member) {
                (Odds::of_lean(lean, whip), Ground::Lean)
            } else if let Some(vote) = on_floor(seat) {
                (Odds::certain(vote), Ground::Floor)
            } else {
                (Odds::UNDECIDED, Ground::Unknown)
            };
            Prospect { member: seat.member.clone(), odds, ground }
        });
        Ok(Self { seats: seats.collect(), linear: Linear::new(rule, ballot)?, date: None })
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
        let date = self.date.as_ref();
        let bloc = |member: &MemberId| blocs.iter().position(|bloc| bloc.is_some_and(|bloc| bloc.holds(member, date)));
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
    let floor = floor(dossier, scenarios, scenario, text);
    let date = floor.as_ref().and_then(|floor| floor.date.as_ref());
    for change in changes(scenarios, scenario).filter(|change| change.text == *text) {
        match &change.kind {
            ChangeKind::Votes(votes) => set.extend(votes.0.iter().map(|(member, vote)| (member.clone(), *vote))),
            ChangeKind::Bloc { group, vote, except } => {
                let bloc = Movers::Group(group.clone());
                let meant = movers(dossier, &bloc, date).into_iter().filter(|member| !except.contains(member));
                set.extend(meant.map(|member| (member.clone(), *vote)));
            }
            _ => {}
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        io,
        model::{Lean, Outcome, Percent, Stance},
        rules::preset,
        scenario::{Change, floor},
    };

    fn rule() -> &'static Rule {
        preset(&"ga-two-thirds".into()).expect("a preset")
    }

    fn ground(forecast: &Forecast, member: &str) -> (Ground, Option<Vote>) {
        let seat = forecast.seats.iter().find(|seat| seat.member.as_str() == member).expect("a seat");
        (seat.ground, seat.odds.only())
    }

    #[test]
    fn the_whip_count_comes_before_the_floor_and_what_is_assumed_before_both() {
        let file = io::ukraine();
        let on_record = floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
        let mut whip = Whip::default();
        for member in ["USA", "FRA", "VEN"] {
            whip.leans.insert(member.into(), Lean::new(Stance::LeanNo));
        }
        let assumed = [("FRA".into(), Vote::Abstain), ("VEN".into(), Vote::No)].into();
        let forecast = Forecast::new(rule(), &on_record, &whip, &assumed).expect("a rule");
        assert_eq!(ground(&forecast, "USA"), (Ground::Lean, None));
        assert_eq!(ground(&forecast, "FRA"), (Ground::Assumed, Some(Vote::Abstain)));
        assert_eq!(ground(&forecast, "VEN"), (Ground::Bound, Some(Vote::Absent)), "whatever is said of it");
        assert_eq!(ground(&forecast, "CHN"), (Ground::Floor, Some(Vote::Abstain)));
        let given = forecast.given(&[("USA".into(), Vote::Yes), ("VEN".into(), Vote::Yes)].into());
        assert_eq!(ground(&given, "USA"), (Ground::Assumed, Some(Vote::Yes)));
        assert_eq!(ground(&given, "VEN").0, Ground::Bound);
        assert_eq!(forecast.unknown().count(), 0);
    }

    #[test]
    fn without_a_roll_call_the_members_are_unknown() {
        let file = io::ukraine();
        let open = floor(&file.dossier, &[], None, &"GA-20250224-L13".into()).expect("a floor");
        let whip = Whip { leans: [("USA".into(), Lean::new(Stance::FirmYes))].into(), ..Whip::default() };
        let forecast = Forecast::new(rule(), &open, &whip, &BTreeMap::new()).expect("a rule");
        assert_eq!(ground(&forecast, "USA").0, Ground::Lean);
        let known = open.ballot.seats.iter().filter(|seat| seat.vote.is_some()).count();
        let bound = open.ballot.seats.iter().filter(|seat| seat.standing != Standing::Voting).count();
        assert!(forecast.unknown().count() >= 193 - 1 - known - bound && forecast.unknown().count() > 100);
        assert!(forecast.unknown().all(|member| member.as_str() != "USA"));
    }

    #[test]
    fn a_roll_call_alone_is_certain() {
        let file = io::ukraine();
        for text in ["GA-20250224-L10", "SC-20250224-7-RES2774"] {
            let floor = floor(&file.dossier, &[], None, &text.into()).expect("a floor");
            let rule = preset(&floor.rule).expect("a preset");
            let forecast = Forecast::new(rule, &floor, &Whip::default(), &BTreeMap::new()).expect("a rule");
            let chance = forecast.exact().expect("an answer");
            let adopted = crate::rules::decide(rule, &floor.ballot).outcome == Some(Outcome::Adopted);
            assert_eq!(chance.adopted, f64::from(u8::from(adopted)));
            let yes = floor.ballot.counts().yes as usize;
            assert_eq!(chance.yes.get(yes).map(super::super::Split::total), Some(1.0));
            let pivots = forecast.pivots().expect("an answer");
            assert!(pivots.iter().all(|pivot| pivot.now == chance.adopted));
        }
    }

    #[test]
    fn blocs_are_the_first_that_a_member_is_in() {
        let file = io::ukraine();
        let floor = floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
        let forecast = Forecast::new(rule(), &floor, &Whip::default(), &BTreeMap::new()).expect("a rule");
        let together = Together {
            all: Percent::new(20),
            bloc: Percent::new(90),
            blocs: vec!["NATO".into(), "EU".into(), "GONE".into()],
        };
        let factors = forecast.factors(&together, &file.dossier.groups);
        assert_eq!((factors.all, factors.bloc), (0.2, 0.8));
        let bloc = |member: &str| {
            let seat = forecast.seats.iter().position(|seat| seat.member.as_str() == member).expect("a seat");
            factors.blocs.get(seat).copied().flatten()
        };
        assert_eq!((bloc("FRA"), bloc("AUT"), bloc("CHN")), (Some(0), Some(1), None));
    }

    #[test]
    fn what_a_scenario_sets_is_known_even_where_it_is_as_on_the_record() {
        let file = io::ukraine();
        let text: TextId = "GA-20250224-L10".into();
        let votes = crate::model::Votes([("USA".into(), Vote::No), ("CHN".into(), Vote::Yes)].into());
        let bloc = ChangeKind::Bloc {
            group: "P5".into(),
            vote: Vote::Abstain,
            except: ["FRA".into(), "USA".into()].into_iter().collect(),
        };
        let other = ChangeKind::Votes(crate::model::Votes([("FRA".into(), Vote::No)].into()));
        let changes = vec![
            Change::new(text.clone(), "votes", ChangeKind::Votes(votes)),
            Change::new(text.clone(), "bloc", bloc),
            Change::new("GA-20250224-L12".into(), "another text", other),
        ];
        let (note, extra) = (String::new(), crate::model::Extra::new());
        let scenarios = [Scenario { id: ScenarioId(9), name: "X".to_owned(), base: None, note, changes, extra }];
        let set = set_by(&file.dossier, &scenarios, Some(ScenarioId(9)), &text);
        let want = [("CHN", Vote::Abstain), ("GBR", Vote::Abstain), ("RUS", Vote::Abstain), ("USA", Vote::No)];
        assert_eq!(set, want.map(|(member, vote)| (member.into(), vote)).into());
        assert!(set_by(&file.dossier, &scenarios, None, &text).is_empty());
    }
}
