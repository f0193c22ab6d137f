//! After the vote: how good the whip count was, who surprised, and whose word was worth what.
//!
//! The score is Brier's over the four votes: for each of them the square of the difference between its chance and
//! what came, one or nothing, added up. Nothing is perfect, two is as wrong as can be, and whoever is taken as undecided
//! and votes scores two-thirds.

use super::Forecast;
use crate::{
    model::{Ballot, Date, Group, GroupId, Hearing, Lean, MemberId, Odds, Standing, Vote, Whip},
    rules::{Rule, decide},
};

/// How one member voted, beside what was expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The member.
    pub member: MemberId,
    /// What was said of it.
    pub lean: Lean,
    /// The chances that gave it.
    pub odds: Odds,
    /// How it voted.
    pub vote: Vote,
}

impl Scored {
    /// The chance that its vote had.
    #[must_use]
    pub fn chance(&self) -> f64 {
        self.odds.share(self.vote)
    }

    /// Its score.
    #[must_use]
    pub fn brier(&self) -> f64 {
        brier(self.odds, self.vote)
    }
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
    fn of<'a>(members: impl Iterator<Item = &'a Scored>) -> Option<Self> {
        let mut all = Self { members: 0, brier: 0.0, undecided: 0.0, expected_yes: 0.0, yes: 0 };
        for scored in members {
            all.members += 1;
            all.brier += scored.brier();
            all.undecided += brier(Odds::UNDECIDED, scored.vote);
            all.expected_yes += scored.odds.share(Vote::Yes);
            all.yes += usize::from(scored.vote == Vote::Yes);
        }
        let count = all.members as f64;
        (all.members > 0).then(|| Self { brier: all.brier / count, undecided: all.undecided / count, ..all })
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

/// What the whip count alone made of the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foretold {
    /// The chance of adoption that it gave, every member that it does not name taken as undecided.
    pub chance: f64,
    /// Whether the text was adopted.
    pub adopted: bool,
}

impl Foretold {
    /// Brier's score of one chance: the square of how far it was from what came; one half said of all scores a quarter.
    #[must_use]
    pub fn brier(&self) -> f64 {
        (self.chance - f64::from(u8::from(self.adopted))).powi(2)
    }
}

/// The chance of adoption by the whip count alone, with nothing taken from the roll call, beside what came. None where
/// the ballot has no outcome or rests on a tally.
///
/// # Errors
/// A sentence where the rule cannot be asked, or has too many different sums.
pub fn foretold(rule: &Rule, ballot: &Ballot, whip: &Whip) -> Result<Option<Foretold>, String> {
    let Some(outcome) = decide(rule, ballot).outcome.filter(|_| ballot.tally.is_none()) else { return Ok(None) };
    let chance = Forecast::of_whip(rule, ballot, whip)?.exact()?.adopted;
    Ok(Some(Foretold { chance, adopted: outcome.is_adopted() }))
}

/// Scores a whip count against a whole roll call; a member that is not in the roll call was absent. None where no
/// member of the whip count could vote, or where there is no roll call.
#[must_use]
pub fn score(ballot: &Ballot, whip: &Whip, groups: &[Group], date: Option<&Date>) -> Option<Score> {
    let mut members: Vec<Scored> = Vec::new();
    for seat in ballot.seats.iter().filter(|seat| ballot.tally.is_none() && seat.standing == Standing::Voting) {
        if let Some(lean) = whip.leans.get(&seat.member) {
            members.push(Scored {
                member: seat.member.clone(),
                lean: lean.clone(),
                odds: Odds::of_lean(lean, whip),
                vote: seat.vote.unwrap_or(Vote::Absent),
            });
        }
    }
    members.sort_by(|a, b| a.chance().total_cmp(&b.chance()).then(a.member.cmp(&b.member)));
    let all = Scores::of(members.iter())?;
    let blocs = groups
        .iter()
        .filter_map(|group| {
            let inside = members.iter().filter(|scored| group.holds(&scored.member, date));
            Some((group.id.clone(), Scores::of(inside).filter(|scores| scores.members > 1)?))
        })
        .collect();
    let sources = Hearing::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .filter_map(|source| Some((source, Scores::of(members.iter().filter(|s| s.lean.source == source))?)))
        .collect();
    Some(Score { members, all, blocs, sources })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        io,
        model::{Percent, Stance},
        scenario::floor,
    };

    fn lean(stance: Stance, percent: u8, source: Option<Hearing>) -> Lean {
        Lean { percent: Some(Percent::new(percent)), source, ..Lean::new(stance) }
    }

    #[test]
    fn one_score_by_hand() {
        let whip = Whip::default();
        let of = |stance, percent, vote| brier(Odds::of_lean(&lean(stance, percent, None), &whip), vote);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(of(Stance::FirmYes, 100, Vote::Yes), 0.0);
        close(of(Stance::FirmYes, 100, Vote::No), 2.0);
        // Yes 0.8, Abstain 0.15, No 0.05.
        close(of(Stance::LeanYes, 80, Vote::Yes), 0.04 + 0.0225 + 0.0025);
        close(of(Stance::LeanYes, 80, Vote::Abstain), 0.64 + 0.7225 + 0.0025);
        close(of(Stance::LeanYes, 80, Vote::Absent), 0.64 + 0.0225 + 0.0025 + 1.0);
        close(brier(Odds::UNDECIDED, Vote::Yes), 0.444_488_89 + 0.111_088_89 + 0.111_155_56);
    }

    #[test]
    fn a_whip_count_beside_the_record() {
        let file = io::ukraine();
        let floor = floor(&file.dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor");
        let ballot = floor.ballot;
        let mut whip = Whip::default();
        // On the record: France Yes, the United States No, China Abstain; Venezuela may not vote.
        whip.leans.insert("FRA".into(), lean(Stance::FirmYes, 100, Some(Hearing::Capital)));
        whip.leans.insert("USA".into(), lean(Stance::LeanYes, 80, Some(Hearing::Spoken)));
        whip.leans.insert("CHN".into(), lean(Stance::LeanAbstain, 60, None));
        whip.leans.insert("VEN".into(), lean(Stance::FirmNo, 100, None));
        whip.discounts.spoken = Percent::new(0);
        let found = score(&ballot, &whip, &file.dossier.groups, floor.date.as_ref()).expect("a score");
        let codes: Vec<&str> = found.members.iter().map(|scored| scored.member.as_str()).collect();
        assert_eq!(codes, ["USA", "CHN", "FRA"], "the surprise first, and nothing of who may not vote");
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        near(found.members[0].chance(), 0.05);
        let usa = 0.64 + 0.0225 + 0.9025;
        let chn = 0.04 + 0.04 + 0.16;
        near(found.all.brier, (usa + chn) / 3.0);
        near(found.all.expected_yes, 1.0 + 0.8 + 0.2);
        assert_eq!((found.all.members, found.all.yes), (3, 1));
        let sources: Vec<_> = found.sources.iter().map(|(source, scores)| (*source, scores.members)).collect();
        assert_eq!(sources, [(Some(Hearing::Capital), 1), (Some(Hearing::Spoken), 1), (None, 1)]);
        near(found.sources[1].1.brier, usa);
        let five = found.blocs.iter().find(|(id, _)| id.as_str() == "P5").expect("the five");
        near(five.1.brier, found.all.brier);
        assert!(found.blocs.iter().all(|(_, scores)| scores.members > 1));
    }

    #[test]
    fn what_was_foretold_takes_nothing_from_the_roll_call() {
        let file = io::ukraine();
        let ballot = floor(&file.dossier, &[], None, &"SC-20250224-7-RES2774".into()).expect("a floor").ballot;
        let rule = crate::rules::preset(&"sc-substantive".into()).expect("a preset");
        let mut whip = Whip::default();
        let told = |whip: &Whip| foretold(rule, &ballot, whip).expect("an answer").expect("an outcome");
        // Of fifteen undecided members nine vote Yes and no permanent one No: seldom.
        assert!(told(&whip).adopted && told(&whip).chance < 0.1, "{:?}", told(&whip));
        for seat in &ballot.seats {
            whip.leans.insert(seat.member.clone(), lean(Stance::FirmYes, 100, None));
        }
        assert_eq!((told(&whip).chance, told(&whip).brier()), (1.0, 0.0));
        whip.leans.insert("USA".into(), lean(Stance::LeanYes, 60, None));
        // It vetoes one time in ten.
        assert!((told(&whip).chance - 0.9).abs() < 1e-12 && (told(&whip).brier() - 0.01).abs() < 1e-12);
    }

    #[test]
    fn without_a_roll_call_there_is_no_score() {
        let file = io::ukraine();
        let mut whip = Whip::default();
        whip.leans.insert("FRA".into(), Lean::new(Stance::FirmYes));
        let floor = floor(&file.dossier, &[], None, &"GA-20250224-L13".into()).expect("a floor");
        assert_eq!(score(&floor.ballot, &whip, &[], None), None);
        let mut seats = floor.ballot.clone();
        seats.tally = None;
        assert_eq!(
            score(&Ballot { seats: Vec::new(), body: Arc::clone(&seats.body), tally: None }, &whip, &[], None),
            None
        );
    }
}
