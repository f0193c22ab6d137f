//! The open part of a vote, put so that few numbers tell the outcome: the count of Yes, where it is asked for, and one
//! sum for each way in which the lines differ. Two-thirds of those present and voting, for one, needs the number of
//! Yes and the number of No, and nothing else.

use super::{
    ends::Ends,
    open::{Open, OpenLine},
};

/// The place of Yes in the rows of a line.
const YES: usize = 0;

/// One way in which a seat can go; votes that no line tells apart are one way.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Its chance.
    pub(super) chance: f64,
    /// Whether it is a Yes that is counted.
    pub(super) yes: bool,
    /// What it adds to each sum; nothing below zero.
    pub(super) adds: Vec<i64>,
}

/// An open seat.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// Its number on the ballot.
    pub(super) number: usize,
    /// The ways in which it can go.
    pub(super) ways: Vec<Way>,
    /// The way of each vote, where the vote is reckoned with.
    pub(super) way_of: [Option<usize>; 4],
}

/// An open line: so much for each Yes and so much for each unit of one sum come to a number at least.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) per_yes: i64,
    /// The sum, and what a unit of it is worth, which may be less than nothing.
    pub(super) sum: Option<(usize, i64)>,
    pub(super) at_least: i64,
}

/// The open part of a vote in few numbers.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The seats, those that weigh most first.
    pub(super) seats: Vec<Seat>,
    pub(super) lines: Vec<Line>,
    /// The most that each sum can come to; the least is nothing.
    pub(super) tops: Vec<i64>,
    pub(super) ends: Ends,
    /// Whether the number of Yes is kept.
    pub(super) counts_yes: bool,
    /// The Yes of the seats that are certain.
    pub(super) certain_yes: usize,
}

/// What the seats add to one sum with each vote.
type Rows = Vec<[i64; 4]>;

impl Form {
    pub(super) fn new(open: &Open, counts_yes: bool) -> Self {
        let mut sums: Vec<Rows> = Vec::new();
        let lines = open.lines.iter().map(|line| shorten(line, open, counts_yes, &mut sums)).collect();
        let tops: Vec<i64> = sums
            .iter()
            .map(|rows| rows.iter().map(|row| row.iter().max().copied().unwrap_or(0)).sum::<i64>().max(1))
            .collect();
        let mut seats: Vec<Seat> = (0..open.seats.len()).map(|n| seat(n, open, counts_yes, &sums)).collect();
        // The heaviest first: what they leave open is soon settled by the light ones.
        let weighs = |seat: &Seat| -> f64 {
            let range = |sum: usize| seat.ways.iter().filter_map(|way| way.adds.get(sum)).max().copied().unwrap_or(0);
            tops.iter().enumerate().map(|(sum, top)| range(sum) as f64 / *top as f64).sum()
        };
        seats.sort_by(|a, b| weighs(b).total_cmp(&weighs(a)).then(a.number.cmp(&b.number)));
        let certain_yes = open.certain.first().map_or(0, |yes| *yes as usize);
        Self { seats, lines, tops, ends: open.ends.clone(), counts_yes, certain_yes }
    }
}

/// Puts a line as so much per Yes and so much per unit of a sum, and adds the sum to those there are if it is new.
fn shorten(line: &OpenLine, open: &Open, counts_yes: bool, sums: &mut Vec<Rows>) -> Line {
    // What a Yes adds beside an absence, where that is the same for every seat.
    let beside = |[yes, _, _, absent]: &[i64; 4]| yes - absent;
    let first = line.adds.first().map_or(0, beside);
    let per_yes = if counts_yes && line.adds.iter().all(|row| beside(row) == first) { first } else { 0 };
    let mut at_least = line.at_least;
    let mut rows: Rows = Vec::with_capacity(line.adds.len());
    for ([yes, no, abstain, absent], votes) in line.adds.iter().zip(&open.votes) {
        at_least -= absent;
        let mut rest = [yes - absent - per_yes, no - absent, abstain - absent, 0];
        // What is not reckoned with must not weigh in what follows.
        rest.iter_mut().zip(votes).filter(|(_, vote)| !**vote).for_each(|(add, _)| *add = 0);
        rows.push(rest);
    }
    let sign = if rows.iter().flatten().all(|add| *add <= 0) { -1 } else { 1 };
    let mut unit = 0;
    for (row, votes) in rows.iter_mut().zip(&open.votes) {
        let voted = row.iter().zip(votes).filter(|(_, vote)| **vote).map(|(add, _)| sign * add);
        let low = voted.min().unwrap_or(0);
        at_least -= sign * low;
        for (add, vote) in row.iter_mut().zip(votes) {
            *add = if *vote { sign * *add - low } else { 0 };
            unit = divisor(unit, *add);
        }
    }
    if unit == 0 {
        return Line { per_yes, sum: None, at_least };
    }
    rows.iter_mut().flatten().for_each(|add| *add /= unit);
    let number = sums.iter().position(|known| *known == rows).unwrap_or_else(|| {
        sums.push(rows);
        sums.len() - 1
    });
    Line { per_yes, sum: Some((number, sign * unit)), at_least }
}

/// The greatest common divisor of two numbers that are not below zero.
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

fn seat(number: usize, open: &Open, counts_yes: bool, sums: &[Rows]) -> Seat {
    let mut ways: Vec<Way> = Vec::new();
    let mut way_of = [None; 4];
    let none = ([0.0; 4], [false; 4]);
    let (odds, votes) = open.odds.get(number).zip(open.votes.get(number)).map_or(none, |(o, v)| (*o, *v));
    for (place, ((slot, chance), _)) in
        way_of.iter_mut().zip(odds).zip(votes).enumerate().filter(|(_, (_, vote))| *vote)
    {
        let yes = counts_yes && place == YES;
        let add = |rows: &Rows| rows.get(number).and_then(|row| row.get(place)).copied().unwrap_or(0);
        let adds: Vec<i64> = sums.iter().map(add).collect();
        let same = ways.iter().position(|way| way.yes == yes && way.adds == adds);
        *slot = Some(same.unwrap_or(ways.len()));
        match same.and_then(|same| ways.get_mut(same)) {
            Some(way) => way.chance += chance,
            None => ways.push(Way { chance, yes, adds }),
        }
    }
    Seat { number: open.seats.get(number).copied().unwrap_or(0), ways, way_of }
}

impl Line {
    /// Whether the line is met with this number of Yes and these sums, when nothing more comes.
    pub(super) fn met(&self, yes: i64, sum: impl Fn(usize) -> i64) -> bool {
        self.value(yes, sum) >= self.at_least
    }

    /// What the line has come to.
    pub(super) fn value(&self, yes: i64, sum: impl Fn(usize) -> i64) -> i64 {
        self.per_yes * yes + self.sum.map_or(0, |(number, worth)| worth * sum(number))
    }

    /// What a way adds to the line.
    pub(super) fn adds(&self, way: &Way) -> i64 {
        self.value(i64::from(way.yes), |sum| way.adds.get(sum).copied().unwrap_or(0))
    }
}

/// A count as the number that lines reckon with.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
