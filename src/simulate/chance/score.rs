//! After the vote: how good the whip count was, who surprised, and whose word was worth what.
//!
//! The score is Brier's over the four votes: for each of them the square of the difference between its chance and
//! what came, one or nothing, added up. Nothing is perfect, two is as wrong as can be, and whoever is taken as undecided
//! and votes scores two-thirds.

use std::collections::BTreeMap;

use crate::model::{Ballot, Group, GroupId, Hearing, Lean, MemberId, Odds, Standing, Vote, Whip};

/// How one member voted, beside what was expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The member.
    pub member: MemberId,
    /// What was expected.
    pub lean: Lean,
    /// How it voted.
    pub vote: Vote,
    /// The chance that its vote had.
    pub chance: f64,
    /// Its score.
    pub brier: f64,
}

/// The scores of some members together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// How many members.
    pub members: usize,
    /// The mean of their scores.
    pub brier: f64,
    /// The mean if all of them had been taken as undecided.
    pub undecided: f64,
    /// How many Yes were to be expected.
    pub expected_yes: f64,
    /// How many there were.
    pub yes: usize,
}

impl Scores {
    fn of<'a>(members: impl Iterator<Item = (&'a Scored, f64)> + Clone) -> Option<Self> {
        let count = members.clone().count();
        let mean = |sum: f64| sum / count as f64;
        (count > 0).then(|| Self {
            members: count,
            brier: mean(members.clone().map(|(scored, _)| scored.brier).sum()),
            undecided: mean(members.clone().map(|(scored, _)| brier(Odds::UNDECIDED, scored.vote)).sum()),
            expected_yes: members.clone().map(|(_, yes)| yes).sum(),
            yes: members.filter(|(scored, _)| scored.vote == Vote::Yes).count(),
        })
    }
}

/// How good a whip count was.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// All members of the whip count that could vote, the least expected vote first; equals by their codes.
    pub members: Vec<Scored>,
    /// All of them together.
    pub all: Scores,
    /// By group, for the groups with two of them at least, in the order given.
    pub blocs: Vec<(GroupId, Scores)>,
    /// By who said so, the best source first, and those of no known source last.
    pub sources: Vec<(Option<Hearing>, Scores)>,
}

/// The score of the four chances against the vote that came.
#[must_use]
pub fn brier(odds: Odds, vote: Vote) -> f64 {
    let miss = |other: Vote| odds.share(other) - f64::from(u8::from(other == vote));
    Vote::ALL.into_iter().map(|other| miss(other).powi(2)).sum()
}

/// Scores a whip count against a whole roll call; a member that is not in the roll call was absent. None where no
/// member of the whip count could vote, or where there is no roll call.
#[must_use]
pub fn score(ballot: &Ballot, whip: &Whip, groups: &[Group]) -> Option<Score> {
    let mut scored: Vec<(Scored, f64)> = Vec::new();
    for seat in ballot.seats.iter().filter(|seat| ballot.tally.is_none() && seat.standing == Standing::Voting) {
        if let Some(lean) = whip.leans.get(&seat.member) {
            let (odds, vote) = (Odds::of_lean(lean, whip), seat.vote.unwrap_or(Vote::Absent));
            let (member, lean) = (seat.member.clone(), lean.clone());
            let (chance, brier) = (odds.share(vote), brier(odds, vote));
            scored.push((Scored { member, lean, vote, chance, brier }, odds.share(Vote::Yes)));
        }
    }
    scored.sort_by(|(a, _), (b, _)| a.chance.total_cmp(&b.chance).then(a.member.cmp(&b.member)));
    let pairs = || scored.iter().map(|(scored, yes)| (scored, *yes));
    let all = Scores::of(pairs())?;
    let blocs = groups
        .iter()
        .filter_map(|group| {
            let inside = pairs().filter(|(scored, _)| group.members.contains(&scored.member));
            Some((group.id.clone(), Scores::of(inside).filter(|together| together.members > 1)?))
        })
        .collect();
    // The source that is not known comes last.
    let mut sources: BTreeMap<(bool, Option<Hearing>), Vec<(&Scored, f64)>> = BTreeMap::new();
    for (scored, yes) in pairs() {
        sources.entry((scored.lean.source.is_none(), scored.lean.source)).or_default().push((scored, yes));
    }
    let sources = sources
        .into_iter()
        .filter_map(|((_, source), members)| Some((source, Scores::of(members.into_iter())?)))
        .collect();
    Some(Score { all, blocs, sources, members: scored.into_iter().map(|(scored, _)| scored).collect() })
}
