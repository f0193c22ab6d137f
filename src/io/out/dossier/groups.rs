//! The groups of a dossier: those of states that come with the program, or the parties and groups that the source gives.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    body::terms,
    build::{Chosen, Context},
    codes::Codes,
};
use crate::{
    archive::{Chamber, Voter},
    model::{Date, Group, MemberId, Roster, Terms},
};

/// How many groups of a parliament are shown under the floor at the start.
const SHOWN: usize = 8;

/// The groups, and what is to be said of them.
pub(super) fn groups(chosen: &Chosen<'_>, context: &Context) -> (Vec<Group>, String) {
    let united = |forum: &usize| matches!(chosen.chamber(*forum), Chamber::GeneralAssembly | Chamber::SecurityCouncil);
    let own = own(chosen);
    if !own.is_empty() || !chosen.bodies.keys().any(united) {
        return (own, String::new());
    }
    let groups = built_in(chosen, context);
    let note = if groups.is_empty() {
        ""
    } else {
        "The groups come with the program, cut down to who votes here: with their terms where these are known, else as of 2025."
    };
    (groups, note.to_owned())
}

/// The groups of states, cut down to these members; those of single votes and years are left out.
fn built_in(chosen: &Chosen<'_>, context: &Context) -> Vec<Group> {
    let Some(template) = context.template("UNGA") else { return Vec::new() };
    let codes: BTreeMap<&str, &MemberId> = chosen
        .members
        .iter()
        .filter_map(|(number, id)| Some((chosen.archive.voters.get(*number)?.id.as_str(), id)))
        .collect();
    let latest = chosen.roll_calls.iter().filter_map(|(_, roll)| roll.date.as_ref()).max();
    let old = latest.is_some_and(|date| date.year() < 2024);
    let of_one_vote = |group: &Group| group.id.as_str().starts_with("SC_") || group.id.as_str().contains("SPONSORS");
    template
        .groups
        .iter()
        .filter(|group| !of_one_vote(group))
        .map(|group| {
            let seated: Roster =
                group.members.iter().filter_map(|id| codes.get(id.as_str())).map(|id| (*id).clone()).collect();
            let terms =
                group.terms.iter().filter_map(|(id, terms)| Some(((*codes.get(id.as_str())?).clone(), terms.clone())));
            let terms: BTreeMap<MemberId, Terms> = terms.collect();
            // Who belonged then is not known of a group without dates, and its name says so.
            let name =
                if old && group.terms.is_empty() { format!("{} (2025)", group.name) } else { group.name.clone() };
            Group { members: seated, terms, name, ..group.clone() }
        })
        .filter(|group| group.members.len() >= 2)
        .collect()
}

/// One group a party or political group that the source gives, the largest first; who moves from one to another belongs
/// to each in its time.
fn own(chosen: &Chosen<'_>) -> Vec<Group> {
    let days: BTreeSet<&Date> = chosen.roll_calls.iter().filter_map(|(_, roll)| roll.date.as_ref()).collect();
    let days: Vec<Date> = days.into_iter().cloned().collect();
    let mut found: BTreeMap<&str, BTreeMap<MemberId, Terms>> = BTreeMap::new();
    for (number, id) in &chosen.members {
        let Some(voter) = chosen.archive.voters.get(*number).filter(|voter| !voter.groups.is_empty()) else { continue };
        for (group, terms) in times(voter, &days) {
            found.entry(group).or_default().insert(id.clone(), terms);
        }
    }
    let mut found: Vec<(&str, BTreeMap<MemberId, Terms>)> = found.into_iter().collect();
    // A stable sort: those of one size stay in the order of their names.
    found.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let mut codes = Codes::default();
    let as_of = match days.as_slice() {
        [day] => format!(", as of {}", day.in_words()),
        _ => String::new(),
    };
    let group = |(place, (name, members)): (usize, (&str, BTreeMap<MemberId, Terms>))| {
        let mut group = Group::new(codes.code(name, "group").into(), name.to_owned());
        for (member, terms) in members {
            group.set_terms(member, Some(terms));
        }
        Group { pinned: place < SHOWN, source: format!("The source of the votes{as_of}"), ..group }
    };
    found.into_iter().enumerate().map(group).collect()
}

/// The groups of a member, each with the days on which it belongs.
fn times<'a>(voter: &'a Voter, days: &[Date]) -> BTreeMap<&'a str, Terms> {
    let name = |day: Option<&Date>| voter.group_on(day).map(str::trim).filter(|group| !group.is_empty());
    if days.is_empty() {
        return name(None).map(|group| (group, Terms::always())).into_iter().collect();
    }
    let mut places: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (place, day) in days.iter().enumerate() {
        if let Some(group) = name(Some(day)) {
            places.entry(group).or_default().insert(place);
        }
    }
    places.into_iter().map(|(group, places)| (group, terms(&places, days))).collect()
}
