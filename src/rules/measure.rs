//! What a condition counts: members or their weight, in the whole body or one set of it.
//!
//! A tally without a roll call leaves some of it open, so a measure is a span from the least to the most it can be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Ballot, Body, Counts, MemberId, Roster, Seat, SetId, Standing, Tally, Vote, Weight, WeightId};

/// Whom a measure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstaining.
    Abstain,
    /// Not voting.
    Absent,
    /// Everyone who takes part in the decision and is not in favour, abstainers and absentees included.
    NotInFavour,
    /// In favour or against (General Assembly rule 86: abstainers are considered as not voting).
    PresentAndVoting,
    /// In favour, against or abstaining.
    Present,
    /// All that hold a seat.
    Members,
    /// All that hold a seat and may vote.
    Eligible,
    /// All that hold a seat and take part in the decision.
    Participating,
}

impl Who {
    /// The words for it in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "in favour",
            Self::No => "against",
            Self::Abstain => "abstaining",
            Self::Absent => "not voting",
            Self::NotInFavour => "not in favour",
            Self::PresentAndVoting => "present and voting",
            Self::Present => "present",
            Self::Members => "members",
            Self::Eligible => "members that may vote",
            Self::Participating => "participating members",
        }
    }

    /// All of them, in the order of a menu.
    pub const ALL: [Self; 10] = [
        Self::Yes,
        Self::No,
        Self::Abstain,
        Self::Absent,
        Self::NotInFavour,
        Self::PresentAndVoting,
        Self::Present,
        Self::Members,
        Self::Eligible,
        Self::Participating,
    ];

    /// The votes that make a member count, for the measures that depend on votes.
    pub(super) fn votes(self) -> Option<&'static [Vote]> {
        match self {
            Self::Yes => Some(&[Vote::Yes]),
            Self::No => Some(&[Vote::No]),
            Self::Abstain => Some(&[Vote::Abstain]),
            Self::Absent => Some(&[Vote::Absent]),
            Self::NotInFavour => Some(&[Vote::No, Vote::Abstain, Vote::Absent]),
            Self::PresentAndVoting => Some(&[Vote::Yes, Vote::No]),
            Self::Present => Some(&[Vote::Yes, Vote::No, Vote::Abstain]),
            Self::Members | Self::Eligible | Self::Participating => None,
        }
    }

    /// Whether the standing of a seat lets it count at all.
    pub(super) fn admits(self, standing: Standing) -> bool {
        match self {
            Self::Eligible => matches!(standing, Standing::Voting | Standing::MustAbstain),
            Self::Participating | Self::NotInFavour => standing != Standing::NotParticipating,
            _ => true,
        }
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// Whom.
    pub who: Who,
    /// Only members of this set of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<SetId>,
    /// Their weight and not their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<WeightId>,
}

impl Measure {
    /// Counts members of the whole body.
    #[must_use]
    pub fn of(who: Who) -> Self {
        Self { who, within: None, weight: None }
    }

    /// The same, in one set of the body.
    #[must_use]
    pub fn within(mut self, set: &str) -> Self {
        self.within = Some(set.into());
        self
    }

    /// The same, by a weight.
    #[must_use]
    pub fn weighted(mut self, weight: &str) -> Self {
        self.weight = Some(weight.into());
        self
    }
}

/// The least and the most that a measure can be; both the same where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

impl Span {
    /// The value, where there is only one.
    #[must_use]
    pub fn exact(self) -> Option<u64> {
        (self.least == self.most).then_some(self.least)
    }
}

/// Of whom a measure is taken, and how much each of them counts.
pub(super) struct Scale<'a> {
    set: Option<&'a Roster>,
    weight: Option<&'a Weight>,
}

impl<'a> Scale<'a> {
    /// The set and the weight of a body that a measure names.
    ///
    /// # Errors
    /// A sentence that names the set or weight which the body does not have.
    pub fn of(what: &Measure, body: &'a Body) -> Result<Self, String> {
        let missing = |what: &str, id: &dyn std::fmt::Display| format!("{} has no {what} \"{id}\"", body.name);
        let set = match &what.within {
            None => None,
            Some(id) => Some(&body.sets.get(id).ok_or_else(|| missing("set", id))?.members),
        };
        let weight = match &what.weight {
            None => None,
            Some(id) => Some(body.weights.get(id).ok_or_else(|| missing("weight", id))?),
        };
        Ok(Self { set, weight })
    }

    /// Whether a member is in the set; all are where none is named.
    pub fn has(&self, member: &MemberId) -> bool {
        self.set.is_none_or(|set| set.contains(member))
    }

    /// What a member weighs: one where no weight is named, nothing where it names none for the member.
    pub fn weight_of(&self, member: &MemberId) -> u64 {
        self.weight.map_or(1, |weight| weight.values.get(member).copied().unwrap_or(0))
    }
}

/// Takes a measure of a ballot.
///
/// # Errors
/// A sentence that names the set or weight which the body does not have.
pub fn measure(what: &Measure, ballot: &Ballot) -> Result<Span, String> {
    let scale = Scale::of(what, &ballot.body)?;
    let (mut inside, mut outside) = (Span { least: 0, most: 0 }, Span { least: 0, most: 0 });
    for seat in ballot.seats.iter().filter(|seat| what.who.admits(seat.standing)) {
        let weighs = scale.weight_of(&seat.member);
        let side = if scale.has(&seat.member) { &mut inside } else { &mut outside };
        let counts = counts(what.who, seat, ballot.tally.is_some());
        side.least = side.least.saturating_add(if counts == Counted::Yes { weighs } else { 0 });
        side.most = side.most.saturating_add(if counts == Counted::No { 0 } else { weighs });
    }
    Ok(
        match ballot
            .tally
            .as_ref()
            .filter(|_| scale.weight.is_none())
            .and_then(|tally| published(what.who, ballot, tally))
        {
            // The published totals bound what the unrecorded seats can have done, those in the set and those outside it.
            Some(total) => {
                let most = inside.most.min(total.most.saturating_sub(outside.least));
                Span { least: inside.least.max(total.least.saturating_sub(outside.most)).min(most), most }
            }
            None => inside,
        },
    )
}

/// Takes a measure of counts: of all members that may vote, and of the sets that `within` knows.
///
/// # Errors
/// A sentence that names the set that is not known, or the weight that counts say nothing of.
pub fn measure_counts(what: &Measure, all: &Counts, within: &dyn Fn(&SetId) -> Option<Counts>) -> Result<Span, String> {
    if let Some(weight) = &what.weight {
        return Err(format!("counts of members say nothing of the weight \"{weight}\""));
    }
    let counts = match &what.within {
        None => *all,
        Some(id) => within(id).ok_or_else(|| format!("there is no set \"{id}\""))?,
    };
    let number = match what.who.votes() {
        Some(votes) => votes.iter().map(|vote| u64::from(counts.of(*vote))).sum(),
        None => u64::from(counts.total()),
    };
    Ok(Span { least: number, most: number })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Yes,
    No,
    Open,
}

/// Whether a seat counts. A vote that is not set is open where there is a tally of it, and an absence where there is not.
fn counts(who: Who, seat: &Seat, from_tally: bool) -> Counted {
    let Some(votes) = who.votes() else { return Counted::Yes };
    match seat.counted() {
        None if from_tally => Counted::Open,
        vote if votes.contains(&vote.unwrap_or(Vote::Absent)) => Counted::Yes,
        _ => Counted::No,
    }
}

/// What the published totals say of a measure over the whole body. A total that was not published is bounded by the
/// seats that the others leave.
fn published(who: Who, ballot: &Ballot, tally: &Tally) -> Option<Span> {
    let votes = who.votes()?;
    let total = |vote: &Vote| tally.of(*vote).map(u64::from);
    let seats = ballot.seats.iter().filter(|seat| who.admits(seat.standing)).map(|_| 1_u64).sum::<u64>();
    let others: Vec<Option<u64>> = Vote::ALL.iter().filter(|vote| !votes.contains(vote)).map(total).collect();
    let least: u64 = votes.iter().filter_map(total).sum();
    let rest = seats.saturating_sub(others.iter().flatten().sum());
    let (counted, bounded) = (votes.iter().all(|vote| total(vote).is_some()), others.iter().all(Option::is_some));
    // Of those not in favour, a total of absentees may name some that take no part at all; the seats do not.
    Some(if bounded && (!counted || who == Who::NotInFavour) {
        Span { least: rest, most: rest }
    } else if counted {
        Span { least, most: least }
    } else {
        Span { least, most: rest.max(least) }
    })
}
