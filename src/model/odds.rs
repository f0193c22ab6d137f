//! How a lean becomes the chances of the four votes.
//!
//! 1. The stance names a vote. The percentage of the lean is the chance of this vote; where the lean has none, what
//!    the whip count assumes of such a stance ([`Assumed`](super::Assumed)).
//! 2. What is left goes to the other votes. A member that was to vote Yes or No and does not abstains three times in
//!    four, and goes over to the other side the fourth time. One that was to abstain goes to Yes or to No with equal
//!    chance. One that was to be absent is there and is as good as undecided.
//! 3. An undecided member votes Yes, No or Abstain with a third of chance each.
//! 4. The discount of the source moves all four chances that share of the way to those of an undecided member. Where
//!    no source is given nothing is discounted.
//!
//! That is an assumption, made simple enough to be told in a sentence. It is reckoned in whole ten-thousandths, so
//! that it comes out the same everywhere; what is lost in rounding goes to Abstain.

use super::{Lean, Stance, Vote, Whip};

/// The chances of the four votes of one member, in ten-thousandths that come to [`Odds::WHOLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odds {
    yes: u16,
    no: u16,
    abstain: u16,
    absent: u16,
}

impl Odds {
    /// What the four chances come to.
    pub const WHOLE: u16 = 10_000;

    /// A third each of Yes, No and Abstain.
    pub const UNDECIDED: Self = Self { yes: 3_333, no: 3_333, abstain: 3_334, absent: 0 };

    /// One vote for certain.
    #[must_use]
    pub fn certain(vote: Vote) -> Self {
        let at = |other| if vote == other { Self::WHOLE } else { 0 };
        Self { yes: at(Vote::Yes), no: at(Vote::No), abstain: at(Vote::Abstain), absent: at(Vote::Absent) }
    }

    /// The chances that a lean gives, as the head of this file says.
    #[must_use]
    pub fn of_lean(lean: &Lean, whip: &Whip) -> Self {
        let Some(vote) = lean.stance.vote() else { return Self::UNDECIDED };
        let assumed = match lean.stance {
            Stance::FirmYes | Stance::FirmAbstain | Stance::FirmNo => whip.assumed.firm,
            Stance::LikelyAbsent => whip.assumed.absent,
            _ => whip.assumed.leaning,
        };
        let kept = u32::from(lean.percent.unwrap_or(assumed).get());
        let discount = u32::from(whip.discounts.of(lean.source).get());
        // In twelfths of a percent, so that quarters and thirds are whole.
        let rest = 100 - kept;
        let (yes, no, absent) = match vote {
            Vote::Yes => (12 * kept, 3 * rest, 0),
            Vote::No => (3 * rest, 12 * kept, 0),
            Vote::Abstain => (6 * rest, 6 * rest, 0),
            Vote::Absent => (4 * rest, 4 * rest, 12 * kept),
        };
        // Of 1200 a third is 400; then back to ten-thousandths, rounded.
        let told = |stated: u32, thirds: u32| {
            let parts = stated * (100 - discount) + thirds * discount;
            u16::try_from((parts + 6) / 12).unwrap_or(Self::WHOLE)
        };
        let (yes, no, absent) = (told(yes, 400), told(no, 400), told(absent, 0));
        Self { yes, no, absent, abstain: Self::WHOLE.saturating_sub(yes + no + absent) }
    }

    /// The chance of a vote, in ten-thousandths.
    #[must_use]
    pub fn of(&self, vote: Vote) -> u16 {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::Absent => self.absent,
        }
    }

    /// The chance of a vote, from 0 to 1.
    #[must_use]
    pub fn share(&self, vote: Vote) -> f64 {
        f64::from(self.of(vote)) / f64::from(Self::WHOLE)
    }

    /// The vote that is certain, if any is.
    #[must_use]
    pub fn only(&self) -> Option<Vote> {
        Vote::ALL.into_iter().find(|vote| self.of(*vote) == Self::WHOLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Hearing, Percent};

    fn odds(stance: Stance, percent: Option<u8>, source: Option<Hearing>) -> [u16; 4] {
        let lean = Lean { percent: percent.map(Percent::new), source, ..Lean::new(stance) };
        Vote::ALL.map(|vote| Odds::of_lean(&lean, &Whip::default()).of(vote))
    }

    #[test]
    fn a_stance_gives_its_vote_what_is_assumed_and_the_rest_to_the_others() {
        // Yes, Abstain, No, Absent.
        assert_eq!(odds(Stance::FirmYes, None, None), [9_500, 375, 125, 0]);
        assert_eq!(odds(Stance::LeanNo, None, None), [750, 2_250, 7_000, 0]);
        assert_eq!(odds(Stance::LeanAbstain, Some(60), None), [2_000, 6_000, 2_000, 0]);
        assert_eq!(odds(Stance::LikelyAbsent, None, None), [667, 666, 667, 8_000]);
        assert_eq!(odds(Stance::Undecided, Some(90), None), [3_333, 3_334, 3_333, 0]);
        assert_eq!(odds(Stance::FirmYes, Some(100), None), [10_000, 0, 0, 0]);
    }

    #[test]
    fn a_discount_moves_towards_undecided() {
        assert_eq!(odds(Stance::FirmYes, Some(100), Some(Hearing::Capital)), [10_000, 0, 0, 0]);
        // Half of the way from 1, 0, 0 to thirds.
        assert_eq!(odds(Stance::FirmYes, Some(100), Some(Hearing::Rumour)), [6_667, 1_666, 1_667, 0]);
        assert_eq!(odds(Stance::LikelyAbsent, Some(100), Some(Hearing::Rumour)), [1_667, 1_666, 1_667, 5_000]);
        let mut whip = Whip::default();
        whip.discounts.rumour = Percent::new(100);
        let lean = Lean { source: Some(Hearing::Rumour), ..Lean::new(Stance::LikelyAbsent) };
        assert_eq!(Odds::of_lean(&lean, &whip), Odds::UNDECIDED);
    }

    #[test]
    fn the_four_always_come_to_the_whole() {
        for stance in Stance::ALL {
            for percent in 0..=100 {
                for source in [None, Some(Hearing::Instructed), Some(Hearing::Spoken), Some(Hearing::Rumour)] {
                    let all: u16 = odds(stance, Some(percent), source).iter().sum();
                    assert_eq!(all, Odds::WHOLE, "{stance:?} {percent} {source:?}");
                }
            }
        }
        assert_eq!(Odds::certain(Vote::No).only(), Some(Vote::No));
        assert_eq!(Odds::UNDECIDED.only(), None);
    }
}
