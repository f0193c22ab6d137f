//! The bar of a verdict: the base that the rule counts, its parts, and the mark of what is needed.

use crate::{
    model::{Ballot, MemberId, Outcome, Vote},
    rules::{Measure, Need, PERMANENT, Role, Rule, Test, Verdict, Who, measure},
};

/// The bar and the words around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// The parts from left to right.
    pub parts: Vec<(Vote, u64)>,
    /// What the whole bar stands for.
    pub total: u64,
    /// Where the mark stands.
    pub need: Option<u64>,
    /// The words under the left end: "present and voting 111".
    pub base: String,
    /// The words under the mark: "two-thirds 74".
    pub mark: String,
    /// What the base means for an abstention, in one sentence.
    pub sentence: String,
    /// "19 to spare".
    pub spare: String,
    /// "74 of 111 needed".
    pub needed: String,
}

impl Bar {
    /// Prepares the bar of a verdict. Empty where no counts are known.
    #[must_use]
    pub fn new(rule: &Rule, ballot: &Ballot, verdict: &Verdict, counts_known: bool) -> Self {
        let Some(condition) = rule.main_condition().filter(|_| counts_known) else { return Self::default() };
        let (base, need) = match &condition.test {
            Test::AtLeast { need: Need::Share { of, .. }, .. } => {
                (of.who, verdict.main_condition().and_then(|c| c.need))
            }
            Test::AtLeast { need: Need::Number(number), .. } => (Who::Members, Some(*number)),
            Test::AtMost { .. } => (Who::Members, None),
        };
        let votes: &[Vote] = match base {
            Who::PresentAndVoting => &[Vote::Yes, Vote::No],
            Who::Present => &[Vote::Yes, Vote::Abstain, Vote::No],
            _ => &[Vote::Yes, Vote::Abstain, Vote::Absent, Vote::No],
        };
        let parts: Vec<(Vote, u64)> = votes.iter().map(|vote| (*vote, count(ballot, *vote))).collect();
        let total = measure(&Measure::of(base), ballot).ok().and_then(crate::rules::Span::exact);
        let total = total.unwrap_or_else(|| parts.iter().map(|(_, n)| n).sum());
        Self {
            parts,
            total,
            need,
            base: format!("{} {total}", base.label()),
            mark: need.map_or(String::new(), |need| format!("{} {need}", rule.short)),
            sentence: sentence(&condition.test),
            spare: spare(verdict, ballot),
            needed: need.map_or(String::new(), |need| format!("{need} of {total} needed")),
        }
    }
}

/// How many cast this vote: published where the roll call is missing, else counted.
fn count(ballot: &Ballot, vote: Vote) -> u64 {
    u64::from(match &ballot.tally {
        Some(tally) => tally.of(vote).unwrap_or(0),
        None => ballot.counts().of(vote),
    })
}

fn sentence(test: &Test) -> String {
    match test {
        Test::AtLeast { need: Need::Share { num, den, of, .. }, .. } => match of.who {
            Who::PresentAndVoting if (*num, *den) == (1, 2) => "an abstention lowers the bar by half a vote".to_owned(),
            Who::PresentAndVoting if (*num, *den) == (2, 3) => {
                "an abstention lowers the bar by two-thirds of a vote".to_owned()
            }
            Who::PresentAndVoting => format!("an abstention lowers the bar by {num}/{den} of a vote"),
            Who::Present => "an abstention counts as present".to_owned(),
            _ => "an abstention counts as not in favour".to_owned(),
        },
        Test::AtLeast { .. } => "an abstention neither helps nor blocks".to_owned(),
        Test::AtMost { of, .. } if of.who == Who::No => "an abstention does not block".to_owned(),
        Test::AtMost { .. } => String::new(),
    }
}

fn spare(verdict: &Verdict, ballot: &Ballot) -> String {
    let quorum = verdict.conditions.iter().find(|c| c.role == Role::Quorum && c.met == Some(false));
    if let Some(short) = quorum.and_then(crate::rules::ConditionResult::surplus) {
        return format!("{} short of a quorum", -short);
    }
    // Where the condition of the bar itself is not met, that is what is missing.
    let main =
        verdict.main_condition().filter(|c| c.met == Some(false)).and_then(crate::rules::ConditionResult::surplus);
    match (verdict.outcome, main.or(verdict.margin)) {
        (Some(Outcome::Vetoed), _) => {
            let by: Vec<&str> = vetoers(ballot).map(MemberId::as_str).collect();
            if by.is_empty() { "vetoed".to_owned() } else { format!("veto: {}", by.join(", ")) }
        }
        (Some(Outcome::Adopted), Some(0)) => "none to spare".to_owned(),
        (Some(_), Some(votes)) if votes > 0 => format!("{votes} to spare"),
        (Some(_), Some(votes)) => format!("{} missing", -votes),
        _ => String::new(),
    }
}

/// The permanent members known to be against.
pub fn vetoers(ballot: &Ballot) -> impl Iterator<Item = &MemberId> {
    let set = ballot.body.sets.get(&PERMANENT.into());
    ballot
        .seats
        .iter()
        .filter(move |seat| seat.counted() == Some(Vote::No) && set.is_some_and(|s| s.members.contains(&seat.member)))
        .map(|seat| &seat.member)
}
