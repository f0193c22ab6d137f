//! Who decides: what each member's vote does to the chance of adoption, and whom to call next.
//!
//! The measure is Straffin's, the probabilistic form of Banzhaf's index: the chance that the others vote so that the
//! text is adopted with the member's Yes and is not with its No. Where a Yes can never harm a text, as under every
//! rule that comes with the program, this is the chance of adoption with its Yes less that with its No; under a rule
//! of one's own where it can, it is what is left of the cases for after the cases against.

use super::{
    exact::{quorum, too_many},
    form::Form,
    open::{Open, Reckon},
    sweep::{Layer, Leads, TooMany, sweep},
};
use crate::{
    model::{Outcome, Vote},
    rules::Linear,
};

/// Which side a gain is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those who want the text adopted.
    For,
    /// Those who do not.
    Against,
}

/// What one seat's vote does to the chance of adoption, the others voting by their chances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pivot {
    /// The number of the seat on the ballot.
    pub seat: usize,
    /// The chance of adoption as things stand.
    pub now: f64,
    /// The chance of adoption when it votes so for certain, in the order of [`Linear::place`].
    pub given: [f64; 4],
}

impl Pivot {
    /// The chance of adoption when it votes so for certain.
    #[must_use]
    pub fn given(&self, vote: Vote) -> f64 {
        self.given.get(Linear::place(vote)).copied().unwrap_or(self.now)
    }

    /// The chance that it decides: that its Yes in place of its No turns the outcome.
    #[must_use]
    pub fn decides(&self) -> f64 {
        self.given(Vote::Yes) - self.given(Vote::No)
    }

    /// What one side gains in chance if it wins this member: its Yes for those who want the text, and its No for the
    /// others.
    #[must_use]
    pub fn gain(&self, side: Side) -> f64 {
        match side {
            Side::For => self.given(Vote::Yes) - self.now,
            Side::Against => self.now - self.given(Vote::No),
        }
    }
}

/// What each seat's vote does to the chance of adoption, one for each seat in the order of the ballot. Found in two
/// passes over all states, one from the first seat and one from the last, and not by taking a seat out of a sum, which
/// would lose figures.
///
/// # Errors
/// A sentence where the sums of the rule have too many values to be gone through one by one.
pub fn pivots(linear: &Linear, odds: &[[f64; 4]]) -> Result<Vec<Pivot>, String> {
    let (granted, _) = quorum(linear, odds, Reckon::All)?;
    let form = Form::new(&Open::new(linear, odds, Reckon::All, &granted)?, false);
    let mut layers: Vec<Layer> = Vec::with_capacity(form.seats.len());
    let ended = sweep(&form, Some(&mut layers)).map_err(|TooMany| too_many())?;
    let now: f64 = ended.adopted.iter().sum();
    let mut found: Vec<Pivot> = Vec::with_capacity(odds.len());
    // The chance of adoption from each state after the seat on.
    let mut after: Vec<f64> = Vec::new();
    for (seat, layer) in form.seats.iter().zip(&layers).rev() {
        let ways = seat.ways.len().max(1);
        let value = |leads: &Leads| match leads {
            Leads::To(state) => after.get(*state as usize).copied().unwrap_or(0.0),
            Leads::Ends(outcome) => f64::from(u8::from(*outcome == Outcome::Adopted)),
        };
        let mut by_way = vec![layer.adopted; ways];
        let mut before = Vec::with_capacity(layer.chances.len());
        for (chance, leads) in layer.chances.iter().zip(layer.leads.chunks_exact(ways)) {
            let mut from_here = 0.0;
            for ((leads, sum), way) in leads.iter().zip(&mut by_way).zip(&seat.ways) {
                let value = value(leads);
                *sum += chance * value;
                from_here += way.chance * value;
            }
            before.push(from_here);
        }
        let given = seat.way_of.map(|way| way.and_then(|way| by_way.get(way)).copied().unwrap_or(now));
        found.push(Pivot { seat: seat.number, now, given });
        after = before;
    }
    found.sort_by_key(|pivot| pivot.seat);
    Ok(found)
}

/// A figure as it is put in order: what differs by rounding alone is equal.
fn rounded(figure: f64) -> f64 {
    (figure * 1e12).round()
}

/// The seats worth a call, the largest gain for one side first; equals in the order of the ballot.
#[must_use]
pub fn calls(pivots: &[Pivot], side: Side) -> Vec<Pivot> {
    let mut calls: Vec<Pivot> = pivots.iter().filter(|pivot| rounded(pivot.gain(side)) > 0.0).copied().collect();
    calls.sort_by(|a, b| rounded(b.gain(side)).total_cmp(&rounded(a.gain(side))).then(a.seat.cmp(&b.seat)));
    calls
}

/// The seats that may decide, the largest chance first; equals in the order of the ballot.
#[must_use]
pub fn deciders(pivots: &[Pivot]) -> Vec<Pivot> {
    let mut found: Vec<Pivot> = pivots.iter().filter(|pivot| rounded(pivot.decides()) > 0.0).copied().collect();
    found.sort_by(|a, b| rounded(b.decides()).total_cmp(&rounded(a.decides())).then(a.seat.cmp(&b.seat)));
    found
}
