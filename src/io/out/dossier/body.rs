//! A body of a dossier: its seats with the days on which they are held, its permanent members, its floor.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Chosen, rule_of};
use crate::{
    archive::Chamber,
    model::{Body, BodyId, Date, Extra, FloorPlan, MemberId, NamedSet, Roster, Term, Terms},
    rules::{PERMANENT, is_permanent},
};

/// Who holds a seat of a body, and when.
pub(super) struct Seats {
    pub(super) terms: BTreeMap<MemberId, Terms>,
    /// The days on which it voted, in order.
    days: Vec<Date>,
}

impl Seats {
    pub(super) fn of(chosen: &Chosen<'_>, forum: usize) -> Self {
        let days: BTreeSet<&Date> = chosen.of_body(forum).filter_map(|(_, roll)| roll.date.as_ref()).collect();
        let place: BTreeMap<&Date, usize> = days.iter().enumerate().map(|(number, day)| (*day, number)).collect();
        let mut held: BTreeMap<usize, Held> = BTreeMap::new();
        for (number, roll) in chosen.of_body(forum) {
            let day = roll.date.as_ref().and_then(|date| place.get(date)).copied();
            for (voter, _) in chosen.archive.votes(number) {
                let held = held.entry(voter).or_default();
                match day {
                    Some(day) => drop(held.days.insert(day)),
                    None => held.without_a_day = true,
                }
            }
        }
        let days: Vec<Date> = days.into_iter().cloned().collect();
        let terms =
            held.iter().filter_map(|(voter, held)| Some((chosen.members.get(voter)?.clone(), held.terms(&days))));
        Self { terms: terms.collect(), days }
    }
}

/// The days on which a member is listed, by their places among the days of its body.
#[derive(Default)]
struct Held {
    days: BTreeSet<usize>,
    without_a_day: bool,
}

impl Held {
    fn terms(&self, days: &[Date]) -> Terms {
        // Who votes on a day that is not known must hold its seat on any.
        if self.without_a_day {
            return Terms::always();
        }
        terms(&self.days, days)
    }
}

/// What holds on these days, by their places among all, as terms. The time before the first day and after the last is as
/// on that day, since nothing else is known of it.
pub(super) fn terms(places: &BTreeSet<usize>, days: &[Date]) -> Terms {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    let term = |(first, last): (usize, usize)| Term {
        from: if first == 0 { None } else { days.get(first).cloned() },
        until: if last + 1 >= days.len() { None } else { days.get(last).cloned() },
    };
    Terms(runs.into_iter().map(term).collect())
}

/// The body with this number.
pub(super) fn body(chosen: &Chosen<'_>, forum: usize, id: &BodyId, seats: &Seats) -> Body {
    let chamber = chosen.chamber(forum);
    let name = chosen.archive.forums.get(forum).map(|forum| forum.name.trim()).filter(|name| !name.is_empty());
    let mut sets = BTreeMap::new();
    if chamber == Chamber::SecurityCouncil {
        let members = permanent(chosen, forum);
        sets.insert(PERMANENT.into(), NamedSet { name: "permanent members".to_owned(), members });
    }
    Body {
        id: id.clone(),
        name: name.unwrap_or(id.as_str()).to_owned(),
        plan: if chamber == Chamber::SecurityCouncil { FloorPlan::Horseshoe } else { FloorPlan::Hemicycle },
        rule: rule_of(chosen, forum, seats.days.last()),
        seats: seats.terms.clone(),
        sets,
        weights: BTreeMap::new(),
        suspensions: Vec::new(),
        source: source(chosen),
        extra: Extra::new(),
    }
}

/// Those of the members that voted in the body as permanent members.
fn permanent(chosen: &Chosen<'_>, forum: usize) -> Roster {
    let voted = chosen
        .of_body(forum)
        .flat_map(|(number, roll)| chosen.archive.votes(number).map(move |(voter, _)| (voter, roll.date.as_ref())));
    let permanent = voted.filter(|(voter, date)| {
        chosen.archive.voters.get(*voter).is_some_and(|voter| {
            is_permanent(voter.id.as_str(), voter.names.iter().map(|spell| spell.value.as_str()), *date)
        })
    });
    permanent.filter_map(|(voter, _)| chosen.members.get(&voter).cloned()).collect()
}

fn source(chosen: &Chosen<'_>) -> String {
    match chosen.archive.sources.as_slice() {
        [] => "The members listed in these votes".to_owned(),
        sources => format!("The members listed in these votes: {}", sources.join(", ")),
    }
}
