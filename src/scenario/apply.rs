//! The floor of a text under a scenario.

use std::sync::Arc;

use super::{Change, ChangeKind, Scenario, ScenarioId};
use crate::{
    model::{
        Ballot, Basis, Body, Date, Dossier, MemberId, Movers, Outcome, Record, RuleId, Seat, Standing, Tally, Text,
        TextId, TextKind, Vote,
    },
    rules,
};

/// The floor of a text, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Seats and votes.
    pub ballot: Ballot,
    /// The day of the vote, by which groups have their members.
    pub date: Option<Date>,
    /// The rule in force.
    pub rule: RuleId,
    /// What a verdict on this floor rests on.
    pub basis: Basis,
    /// Whether the seats were empty before the scenario set votes, since no roll call is recorded.
    pub from_empty: bool,
    /// Whether others vote than on the record: another body, or the members of another day.
    pub moved: bool,
    /// How many seats the body has, where others vote than on the record and not all of them are known that day: then
    /// nothing can be decided.
    pub short_of: Option<usize>,
    /// How many changes of the scenario and those it rests on concern this text.
    pub changes: usize,
    /// The result that the scenario assumes, whatever the votes say.
    pub assumed: Option<Outcome>,
    /// Whether the scenario withdraws the text.
    pub withdrawn: bool,
}

impl Floor {
    /// Whether those vote who voted, so that what is recorded of the vote still speaks of it.
    #[must_use]
    pub fn as_voted(&self) -> bool {
        !self.from_empty && !self.moved
    }
}

/// The scenarios that `scenario` rests on, from the first to itself. Ends where a base is missing or comes round again.
#[must_use]
pub fn lineage(scenarios: &[Scenario], scenario: Option<ScenarioId>) -> Vec<&Scenario> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = scenario;
    while let Some(found) = next.and_then(|id| scenarios.iter().find(|s| s.id == id)) {
        if chain.iter().any(|seen| seen.id == found.id) {
            break;
        }
        chain.push(found);
        next = found.base;
    }
    chain.reverse();
    chain
}

/// The floor of `text` on the record (`scenario` none) or under a scenario. None where the text or its body is missing.
#[must_use]
pub fn floor(dossier: &Dossier, scenarios: &[Scenario], scenario: Option<ScenarioId>, text: &TextId) -> Option<Floor> {
    let text = dossier.text(text)?;
    let changes: Vec<&Change> = changes(scenarios, scenario).filter(|change| concerns(change, text)).collect();
    let (mut body, mut date) = (dossier.body(&text.body)?, text.date.as_ref());
    for change in &changes {
        match &change.kind {
            ChangeKind::Body(id) => body = dossier.body(id).unwrap_or(body),
            ChangeKind::Date(day) => date = Some(day),
            _ => {}
        }
    }
    let mut floor = on_record(body, date, text);
    if body.id != text.body || date != text.date.as_ref() {
        move_to(&mut floor, dossier, text);
    }
    floor.changes = changes.len();
    if floor.basis != Basis::RollCall && changes.iter().any(|change| sets_votes(&change.kind)) {
        empty(&mut floor);
    }
    for change in changes {
        apply(&mut floor, dossier, text, change);
    }
    Some(floor)
}

/// Every change of a scenario, those of the scenarios it rests on first.
pub fn changes(scenarios: &[Scenario], scenario: Option<ScenarioId>) -> impl Iterator<Item = &Change> {
    lineage(scenarios, scenario).into_iter().flat_map(|scenario| &scenario.changes)
}

/// Whether a change says something of a text: of itself, or of the question that it is an amendment or a part of.
fn concerns(change: &Change, text: &Text) -> bool {
    let whole = matches!(text.kind, TextKind::Amendment | TextKind::Part).then_some(text.amends.as_ref()).flatten();
    change.text == text.id || matches!(change.kind, ChangeKind::Important(_)) && whole == Some(&change.text)
}

/// Whether a change says how members vote, so that it begins on an empty floor where no roll call is recorded.
fn sets_votes(kind: &ChangeKind) -> bool {
    matches!(kind, ChangeKind::Votes(_) | ChangeKind::Bloc { .. } | ChangeKind::Standing { .. })
}

fn on_record(body: &Arc<Body>, date: Option<&Date>, text: &Text) -> Floor {
    let Record { votes, .. } = &text.record;
    let basis = text.record.basis();
    let seats = body
        .members_on(date)
        .map(|member| Seat {
            member: member.clone(),
            vote: votes.0.get(member).copied(),
            standing: body.suspension(member, date).map_or(Standing::Voting, |s| s.standing),
        })
        .collect();
    // Without a roll call the seats are open, and only what was published bounds them.
    let tally = (basis != Basis::RollCall).then_some(text.record.tally);
    let ballot = Ballot { body: Arc::clone(body), seats, tally };
    let rule = text.rule.clone();
    Floor {
        ballot,
        date: date.cloned(),
        rule,
        basis,
        from_empty: false,
        moved: false,
        short_of: None,
        changes: 0,
        assumed: None,
        withdrawn: false,
    }
}

/// Notes where others sit than those who voted. The published totals are then not theirs, and what is left is each
/// vote of theirs that is known.
fn move_to(floor: &mut Floor, dossier: &Dossier, text: &Text) {
    let Some(body) = dossier.body(&text.body) else { return };
    let voted = body.members_on(text.date.as_ref());
    floor.moved = floor.ballot.body.id != text.body || !voted.eq(floor.ballot.seats.iter().map(|seat| &seat.member));
    if floor.moved {
        let known = floor.ballot.seats.len();
        floor.short_of = fixed_size(dossier, &floor.ballot.body).filter(|size| known < *size);
    }
    if floor.moved && floor.basis != Basis::RollCall {
        floor.basis = Basis::Nothing;
        floor.ballot.tally = Some(Tally::default());
    }
}

/// How many seats a body has, where it had the same number on every day on which the dossier knows it to have voted.
fn fixed_size(dossier: &Dossier, body: &Body) -> Option<usize> {
    let votes = dossier.texts.iter().filter(|text| text.body == body.id && text.record.basis() != Basis::Nothing);
    let mut sizes = votes.map(|text| body.members_on(text.date.as_ref()).count());
    let first = sizes.next()?;
    sizes.all(|size| size == first).then_some(first)
}

/// Clears the floor of a text without a roll call: nothing is invented, so a what-if begins with no votes at all.
fn empty(floor: &mut Floor) {
    floor.ballot.seats.iter_mut().for_each(|seat| seat.vote = None);
    floor.ballot.tally = None;
    floor.basis = Basis::RollCall;
    floor.from_empty = true;
}

fn apply(floor: &mut Floor, dossier: &Dossier, text: &Text, change: &Change) {
    match &change.kind {
        ChangeKind::Votes(votes) => votes.0.iter().for_each(|(member, vote)| set(&mut floor.ballot, member, *vote)),
        ChangeKind::Bloc { group, vote, except } => {
            let date = floor.date.as_ref();
            let members = dossier.group(group).into_iter().flat_map(|group| group.members_on(date));
            for member in members.filter(|m| !except.contains(m)) {
                set(&mut floor.ballot, member, *vote);
            }
        }
        ChangeKind::Standing { member, standing } => {
            if let Some(seat) = floor.ballot.seat_mut(member) {
                seat.standing = *standing;
            }
        }
        ChangeKind::Rule(rule) => floor.rule = rule.clone(),
        ChangeKind::Important(important) => {
            // A motion is a question of procedure whatever the text is that it is about.
            if text.kind != TextKind::Motion
                && let Some(rule) = rules::important(&floor.rule, *important)
            {
                floor.rule = rule;
            }
        }
        ChangeKind::Assume(outcome) => floor.assumed = Some(*outcome),
        ChangeKind::Withdraw => floor.withdrawn = true,
        ChangeKind::Parties(parties) => {
            for seat in &mut floor.ballot.seats {
                match seat.standing {
                    Standing::Voting if parties.contains(&seat.member) => seat.standing = Standing::MustAbstain,
                    Standing::MustAbstain if !parties.contains(&seat.member) => seat.standing = Standing::Voting,
                    _ => {}
                }
            }
        }
        ChangeKind::Order(_)
        | ChangeKind::Division(_)
        | ChangeKind::Reaction(_)
        | ChangeKind::Body(_)
        | ChangeKind::Date(_)
        | ChangeKind::Rank { .. } => {}
    }
}

fn set(ballot: &mut Ballot, member: &MemberId, vote: Vote) {
    if let Some(seat) = ballot.seat_mut(member) {
        seat.vote = Some(vote);
    }
}

/// The members that are meant, in the order of their codes; of a group, those of that day.
#[must_use]
pub fn movers<'a>(dossier: &'a Dossier, movers: &'a Movers, date: Option<&Date>) -> Vec<&'a MemberId> {
    match movers {
        Movers::Members(roster) => roster.iter().collect(),
        Movers::Group(id) => dossier.group(id).map(|group| group.members_on(date).collect()).unwrap_or_default(),
    }
}
