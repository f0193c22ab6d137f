//! Moves from one vote to another, and what is said of them.

use crate::model::{MemberId, Vote};

/// A kind of move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// The vote that is left.
    pub from: Vote,
    /// The vote that is taken up.
    pub to: Vote,
}

impl Move {
    /// The moves that can sink an adopted text, in the order in which they are shown.
    pub const AGAINST: [Self; 4] = [
        Self { from: Vote::Yes, to: Vote::No },
        Self { from: Vote::Abstain, to: Vote::No },
        Self { from: Vote::Yes, to: Vote::Abstain },
        Self { from: Vote::Absent, to: Vote::No },
    ];

    /// The moves that can save a text that is not adopted, in the order in which they are shown.
    pub const FOR: [Self; 4] = [
        Self { from: Vote::No, to: Vote::Yes },
        Self { from: Vote::Abstain, to: Vote::Yes },
        Self { from: Vote::No, to: Vote::Abstain },
        Self { from: Vote::Absent, to: Vote::Yes },
    ];

    /// "move from Yes to No"
    #[must_use]
    pub fn words(self) -> String {
        format!("move from {} to {}", self.from.label(), self.to.label())
    }
}

/// Which moves are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One kind of move only.
    One(Move),
    /// Any move from any vote to any other, a walk-out included.
    Mixed,
}

impl Kind {
    /// "move from Yes to No", "move in any mix"
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::One(kind) => kind.words(),
            Self::Mixed => "move in any mix".to_owned(),
        }
    }

    /// Whether a step from one vote to another is of this kind.
    #[must_use]
    pub fn allows(self, from: Vote, to: Vote) -> bool {
        match self {
            Self::One(kind) => kind == Move { from, to },
            Self::Mixed => from != to,
        }
    }
}

/// One member asked to move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// Who.
    pub member: MemberId,
    /// The vote that it leaves.
    pub from: Vote,
    /// The vote that it takes up.
    pub to: Vote,
    /// What that costs.
    pub cost: u64,
}

/// A set of moves that turns an outcome, in the order of the members' codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Who is asked for what.
    pub asks: Vec<Ask>,
}

impl Plan {
    /// What all of it costs.
    #[must_use]
    pub fn cost(&self) -> u64 {
        self.asks.iter().map(|ask| ask.cost).sum()
    }

    /// Who moves.
    #[must_use]
    pub fn members(&self) -> Vec<MemberId> {
        self.asks.iter().map(|ask| ask.member.clone()).collect()
    }

    /// How many take which move, in the order of the votes.
    #[must_use]
    pub fn tally(&self) -> Vec<(Move, usize)> {
        let mut found: Vec<(Move, usize)> = Vec::new();
        for ask in &self.asks {
            let kind = Move { from: ask.from, to: ask.to };
            match found.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, count)) => *count += 1,
                None => found.push((kind, 1)),
            }
        }
        found.sort();
        found
    }

    /// Which members take which move: "Yes to No: DEU FRA; Abstain to No: BRA".
    #[must_use]
    pub fn words(&self) -> String {
        let part = |kind: Move| {
            let of = |ask: &&Ask| (ask.from, ask.to) == (kind.from, kind.to);
            let codes: Vec<&str> = self.asks.iter().filter(of).map(|ask| ask.member.as_str()).collect();
            format!("{} to {}: {}", kind.from.label(), kind.to.label(), codes.join(" "))
        };
        self.tally().into_iter().map(|(kind, _)| part(kind)).collect::<Vec<_>>().join("; ")
    }
}

/// What a kind of move can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The kind of move.
    pub kind: Kind,
    /// What it takes.
    pub answer: Answer,
}

/// What it takes to turn an outcome by one kind of move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These moves. No others cost less, and of those that cost as much none has fewer members. Of those with as many
    /// these have the first codes, unless the rule is so entangled that members had to be taken kind by kind; then they
    /// are of the first kinds.
    Smallest(Plan),
    /// No number of such moves does it.
    Never,
    /// The rule joins too many conditions, or the weights are too many and too different, to prove an answer.
    Unproved,
}

impl Answer {
    /// The moves, where there are some.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        if let Self::Smallest(plan) = self { Some(plan) } else { None }
    }

    /// How many members it takes, where that is proved.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        self.plan().map(|plan| plan.asks.len())
    }
}
