//! What abstentions and absences do: the base that moves, and the plane of those who leave Yes and No for Abstain.

use crate::{
    model::{Ballot, Outcome, Seat, Vote},
    rules::{Linear, Rule, Verdict, decide, known_votes, may_move},
};

/// One member more that abstains or stays away.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMore {
    /// What it votes now.
    pub from: Vote,
    /// What it does instead.
    pub to: Vote,
    /// The floor with it gone.
    pub ballot: Ballot,
    /// What the rule says then.
    pub verdict: Verdict,
}

/// What one more abstention or absence does, from Yes and from No. The member that moves is the first by its code that
/// is in no named set of the body, so that no veto comes or goes with it; where all are, the first.
#[must_use]
pub fn one_more(rule: &Rule, ballot: &Ballot) -> Vec<OneMore> {
    if ballot.tally.is_some() {
        return Vec::new();
    }
    [(Vote::Yes, Vote::Abstain), (Vote::No, Vote::Abstain), (Vote::Yes, Vote::Absent), (Vote::No, Vote::Absent)]
        .into_iter()
        .filter_map(|(from, to)| {
            let can = |seat: &&Seat| may_move(seat) && seat.vote == Some(from);
            let plain = |seat: &&Seat| !ballot.body.sets.values().any(|set| set.members.contains(&seat.member));
            let seats = || ballot.seats.iter().filter(can);
            let member = seats().find(plain).or_else(|| seats().next())?.member.clone();
            let mut moved = ballot.clone();
            moved.seat_mut(&member)?.vote = Some(to);
            Some(OneMore { from, to, verdict: decide(rule, &moved), ballot: moved })
        })
        .collect()
}

/// What becomes of the text at a point of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// Adopted, whoever they are.
    Adopted,
    /// Not adopted, whoever they are.
    Fails,
    /// The numbers alone do not say: with a veto or weights it matters who they are.
    Depends,
}

/// How many leave Yes for Abstain, and how many leave No for it, and what becomes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plane {
    /// How many could leave Yes.
    pub yes: usize,
    /// How many could leave No.
    pub no: usize,
    /// For each number that leaves No, from none on: the region for each number that leaves Yes, from none on.
    pub rows: Vec<Vec<Region>>,
    /// How many have left Yes and No by now.
    pub here: (usize, usize),
}

impl Plane {
    /// The region where so many have left Yes and so many No.
    #[must_use]
    pub fn at(&self, from_yes: usize, from_no: usize) -> Option<Region> {
        self.rows.get(from_no)?.get(from_yes).copied()
    }

    /// How many more may leave Yes, with No as it is, before the text is no longer adopted for sure; none where it is
    /// not adopted now, or never falls.
    #[must_use]
    pub fn room(&self) -> Option<usize> {
        let (x, y) = self.here;
        let row = self.rows.get(y)?;
        if row.get(x) != Some(&Region::Adopted) {
            return None;
        }
        let stays = row.iter().skip(x).take_while(|region| **region == Region::Adopted).count();
        (x + stays < row.len()).then(|| stays - 1)
    }
}

/// The plane around a ballot. `recorded` says what each member voted on the record: those who left Yes or No for
/// Abstain since are put back for the origin, and the point of today is how many they are. None where only totals are
/// known, or the body lacks what the rule asks for.
#[must_use]
pub fn plane(rule: &Rule, ballot: &Ballot, recorded: &dyn Fn(&Seat) -> Option<Vote>) -> Option<Plane> {
    let mut votes = known_votes(ballot)?;
    let mut here = (0, 0);
    for (seat, vote) in ballot.seats.iter().zip(&mut votes) {
        if !may_move(seat) || *vote != Vote::Abstain {
            continue;
        }
        match recorded(seat) {
            Some(Vote::Yes) => (here.0, *vote) = (here.0 + 1, Vote::Yes),
            Some(Vote::No) => (here.1, *vote) = (here.1 + 1, Vote::No),
            _ => {}
        }
    }
    let linear = Linear::new(rule, ballot).ok()?;
    let movable = |from: Vote| -> Vec<usize> {
        let seats = ballot.seats.iter().zip(&votes).enumerate();
        seats.filter(|(_, (seat, vote))| may_move(seat) && **vote == from).map(|(n, _)| n).collect()
    };
    let (yes, no) = (movable(Vote::Yes), movable(Vote::No));
    let sums = linear.sums(&votes);
    let steps: Vec<[Steps; 2]> = linear
        .lines
        .iter()
        .map(|line| {
            [(&yes, Vote::Yes), (&no, Vote::No)].map(|(seats, from)| {
                Steps::new(seats.iter().map(|seat| line.adds(*seat, Vote::Abstain) - line.adds(*seat, from)))
            })
        })
        .collect();
    let region = |x: usize, y: usize| {
        let sure = |least: bool| {
            let at: Vec<i64> = sums
                .iter()
                .zip(&steps)
                .map(|(sum, [yes, no])| sum + yes.after(x, least) + no.after(y, least))
                .collect();
            linear.holds(&at)
        };
        match (sure(true), sure(false)) {
            (true, _) => Region::Adopted,
            (_, false) => Region::Fails,
            _ => Region::Depends,
        }
    };
    let rows = (0..=no.len()).map(|y| (0..=yes.len()).map(|x| region(x, y)).collect()).collect();
    Some(Plane { yes: yes.len(), no: no.len(), rows, here })
}

/// The least and the most that a sum changes when so many of some members move.
struct Steps {
    least: Vec<i64>,
    most: Vec<i64>,
}

impl Steps {
    fn new(changes: impl Iterator<Item = i64>) -> Self {
        let mut changes: Vec<i64> = changes.collect();
        changes.sort_unstable();
        let sums = |changes: &mut dyn Iterator<Item = &i64>| {
            std::iter::once(0)
                .chain(changes.scan(0, |sum, change| {
                    *sum += change;
                    Some(*sum)
                }))
                .collect()
        };
        Self { least: sums(&mut changes.iter()), most: sums(&mut changes.iter().rev()) }
    }

    fn after(&self, count: usize, least: bool) -> i64 {
        let sums = if least { &self.least } else { &self.most };
        sums.get(count).copied().unwrap_or(0)
    }
}

/// The verdict of one more abstention in a few words: "92 of 110, 74 needed, 18 to spare".
#[must_use]
pub fn in_words(verdict: &Verdict, base: Option<u64>) -> String {
    let outcome = verdict.outcome.map_or("not known", Outcome::label).to_lowercase();
    let Some(condition) = verdict.main_condition() else { return outcome };
    let (Some(have), Some(need)) = (condition.have, condition.need) else { return outcome };
    let of = base.map_or(String::new(), |base| format!(" of {base}"));
    let margin = match verdict.margin {
        Some(spare) if verdict.outcome.is_some_and(Outcome::is_adopted) => format!(", {spare} to spare"),
        Some(missing) if missing < 0 => format!(", {} missing", -missing),
        _ => String::new(),
    };
    format!("{outcome}: {have}{of}, {need} needed{margin}")
}
