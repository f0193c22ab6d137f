//! The path of play of look-ahead voters: what they make of each vote, and who does not vote as it sincerely would.

use super::{
    course::Course,
    finals::MOST_ITEMS,
    play::Play,
    setting::{Setting, tally_of},
    tree::{missing, too_many},
    votes::{Mask, bit},
};
use crate::model::{Ballot, MemberId, Outcome, Tally, TextId, Vote};

/// The text that a way ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The amendments that are adopted in it, in the order of voting.
    pub adopted: Vec<TextId>,
    /// The parts that have fallen out of it.
    pub fallen: Vec<TextId>,
    /// Its outcome; none where that is not known.
    pub outcome: Option<Outcome>,
    /// The counts of the final vote, as far as they are known.
    pub tally: Tally,
}

impl End {
    /// Whether the text is adopted; none where that is not known.
    #[must_use]
    pub fn stands(&self) -> Option<bool> {
        self.outcome.map(Outcome::is_adopted)
    }

    pub(super) fn of(course: &Course<'_>, adopted: Mask) -> Self {
        Self {
            adopted: course.ids(adopted & course.amendments),
            fallen: course.ids(course.parts & !adopted & !course.moot_parts(adopted)),
            outcome: course.outcome(adopted),
            tally: course.tally(adopted),
        }
    }
}

/// A member that does not vote as it sincerely would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The member.
    pub member: MemberId,
    /// Its sincere vote.
    pub sincere: Vote,
    /// Its vote when it looks ahead.
    pub vote: Vote,
}

impl Otherwise {
    /// Whether it votes Yes on what it sincerely is against, or No on what it is for.
    #[must_use]
    pub fn against(&self) -> bool {
        matches!((self.sincere, self.vote), (Vote::Yes, Vote::No) | (Vote::No, Vote::Yes))
    }
}

/// Why a vote on the path ended as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The members chose between its two ends.
    Chosen,
    /// Its two ends are the same to everybody, so that it went as sincere voters would have it.
    Indifferent,
    /// The scenario assumes it.
    Assumed,
}

/// A vote on the path of play.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The amendment or part.
    pub id: TextId,
    /// Whether it is adopted.
    pub adopted: bool,
    /// Why.
    pub reason: Reason,
    /// The text that its adoption leads to.
    pub with: End,
    /// The text that its loss leads to.
    pub without: End,
    /// How everybody votes; none where the votes that it went by are not known.
    pub ballot: Option<Ballot>,
    /// The counts of that.
    pub tally: Tally,
    /// Who does not vote as it sincerely would, as far as that is known.
    pub otherwise: Vec<Otherwise>,
}

/// What look-ahead voters do.
#[derive(Clone, Debug, PartialEq)]
pub struct LookAhead {
    /// The text that they end in.
    pub end: End,
    /// The votes that lead there, but for those that are not put.
    pub turns: Vec<Turn>,
    /// The text that sincere voters end in; none where a result on the way is not known.
    pub sincere: Option<End>,
}

/// What look-ahead voters make of the way to the final vote that `text` belongs to.
///
/// # Errors
/// A sentence that says why nobody can look ahead.
pub fn look_ahead(setting: &Setting<'_>, text: &TextId) -> Result<LookAhead, String> {
    let course = Course::new(*setting, text).ok_or_else(|| missing(text))?;
    of_course(&Play::new(&course))
}

/// What look-ahead voters make of a course.
pub(super) fn of_course(play: &Play<'_, '_>) -> Result<LookAhead, String> {
    let course = play.course;
    if course.items.len() > MOST_ITEMS {
        return Err(too_many(course.items.len()));
    }
    if let Some(why) = play.blind() {
        return Err(why);
    }
    let (mut turns, mut adopted) = (Vec::new(), 0);
    for item in 0..course.items.len() {
        if course.moot(item, adopted).is_some() {
            continue;
        }
        let ends = (play.ahead_from(item + 1, adopted | bit(item)), play.ahead_from(item + 1, adopted));
        let (Some(with), Some(without)) = ends else { return Err(no_rule()) };
        let turn = turn(play, item, adopted, (with, without)).ok_or_else(no_rule)?;
        adopted |= if turn.adopted { bit(item) } else { 0 };
        turns.push(turn);
    }
    let path = play.sincere_path(&[]);
    Ok(LookAhead { end: End::of(course, adopted), turns, sincere: path.known.then(|| End::of(course, path.adopted)) })
}

fn no_rule() -> String {
    "A rule on the way cannot be applied to its body, so that nobody can look ahead.".to_owned()
}

fn turn(play: &Play<'_, '_>, item: usize, adopted: Mask, (with, without): (Mask, Mask)) -> Option<Turn> {
    let course = play.course;
    let (of, entry) = course.item_entry(item)?;
    let carried = play.looked(item, (with, without), || play.sincere(item, adopted).adopted())?;
    let votes = play.ahead(with, without);
    let chosen = votes.iter().any(|vote| matches!(vote, Vote::Yes | Vote::No));
    let reason = match (of.assumed, chosen) {
        (true, _) => Reason::Assumed,
        (false, true) => Reason::Chosen,
        (false, false) => Reason::Indifferent,
    };
    let sincere = play.sincere_votes(item, adopted);
    // Where nobody has a choice to make, members vote as they sincerely would.
    let votes = if chosen { Some(play.spread(item, &votes)) } else { sincere.clone() };
    let both = votes.iter().flatten().zip(sincere.iter().flatten());
    let otherwise = both
        .filter(|((_, vote), (_, sincere))| vote != sincere)
        .map(|((member, vote), (_, sincere))| Otherwise { member: member.clone(), sincere: *sincere, vote: *vote });
    let otherwise = otherwise.collect();
    let ballot = votes.and_then(|votes| play.ballot(item, &votes));
    Some(Turn {
        id: entry.id.clone(),
        adopted: carried,
        reason,
        with: End::of(course, with),
        without: End::of(course, without),
        tally: ballot.as_ref().map_or(super::setting::NO_TALLY, tally_of),
        ballot,
        otherwise,
    })
}
