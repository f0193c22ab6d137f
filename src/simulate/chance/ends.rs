//! Which outcome follows from the lines that are met, as far as that can be told yet.

use crate::{
    model::Outcome,
    rules::{Linear, Role, Shape},
};

/// How many open lines there may be for all their answers to be listed beforehand.
const LISTED: usize = 6;

/// The outcomes of a rule of which some lines are settled already.
#[derive(Clone, Debug)]
pub(super) struct Ends {
    shape: Shape,
    /// What is settled of each line of the rule.
    settled: Vec<Option<bool>>,
    /// Whether the line is a veto.
    veto: Vec<bool>,
    /// The lines that are open, by their number.
    open: Vec<usize>,
    /// The outcome for each set of answers, three to a line; empty where there are too many lines.
    listed: Vec<Option<Outcome>>,
}

impl Ends {
    pub(super) fn new(linear: &Linear, settled: Vec<Option<bool>>) -> Self {
        let veto = linear.lines.iter().map(|line| line.role == Role::Veto).collect();
        let open: Vec<usize> =
            settled.iter().enumerate().filter(|(_, met)| met.is_none()).map(|(number, _)| number).collect();
        let mut ends = Self { shape: linear.shape.clone(), settled, veto, open, listed: Vec::new() };
        if ends.open.len() <= LISTED {
            let all = 3_usize.pow(u32::try_from(ends.open.len()).unwrap_or(0));
            ends.listed = (0..all).map(|code| ends.work_out(&decode(code, ends.open.len()))).collect();
        }
        ends
    }

    /// The outcome, where `met` says of each open line whether it is met for certain, fails for certain, or may do
    /// either. None where more than one outcome is left.
    pub(super) fn ending(&self, met: impl Iterator<Item = Option<bool>>) -> Option<Outcome> {
        if self.listed.is_empty() {
            return self.work_out(&met.collect::<Vec<_>>());
        }
        let code = met.fold(0, |code, met| 3 * code + met.map_or(0, |met| 1 + usize::from(met)));
        self.listed.get(code).copied().flatten()
    }

    fn work_out(&self, met: &[Option<bool>]) -> Option<Outcome> {
        let mut known = self.settled.clone();
        for (number, met) in self.open.iter().zip(met) {
            if let Some(slot) = known.get_mut(*number) {
                *slot = *met;
            }
        }
        let adopted = holds(&self.shape, &known);
        if adopted == Some(true) {
            return Some(Outcome::Adopted);
        }
        for (slot, _) in known.iter_mut().zip(&self.veto).filter(|(_, veto)| **veto) {
            *slot = Some(true);
        }
        match (adopted, holds(&self.shape, &known)) {
            (_, Some(false)) => Some(Outcome::Rejected),
            (Some(false), Some(true)) => Some(Outcome::Vetoed),
            _ => None,
        }
    }
}

/// The answers behind a number in the list, those of the first line foremost.
fn decode(mut code: usize, lines: usize) -> Vec<Option<bool>> {
    let mut met: Vec<Option<bool>> = (0..lines)
        .map(|_| {
            let digit = code % 3;
            code /= 3;
            (digit > 0).then_some(digit == 2)
        })
        .collect();
    met.reverse();
    met
}

/// Whether a shape holds, in three values.
fn holds(shape: &Shape, known: &[Option<bool>]) -> Option<bool> {
    match shape {
        Shape::Line(number) => known.get(*number).copied().unwrap_or(Some(false)),
        Shape::All(parts) => {
            let mut all = if parts.is_empty() { Some(false) } else { Some(true) };
            for part in parts {
                match holds(part, known) {
                    Some(false) => return Some(false),
                    None => all = None,
                    Some(true) => {}
                }
            }
            all
        }
        Shape::Any(parts) => {
            let mut any = Some(false);
            for part in parts {
                match holds(part, known) {
                    Some(true) => return Some(true),
                    None => any = None,
                    Some(false) => {}
                }
            }
            any
        }
    }
}
