//! The groups of a dossier: those of states that come with the program, or the parties and groups that the source gives.

use std::collections::BTreeMap;

use super::{build::Chosen, build::Context, codes::Codes};
use crate::{
    archive::Chamber,
    model::{Date, Extra, Group, MemberId, Roster},
};

/// How many groups of a parliament are shown under the floor at the start.
const SHOWN: usize = 8;

/// The groups, and what is to be said of them.
pub(super) fn groups(chosen: &Chosen<'_>, day: Option<&Date>, context: &Context) -> (Vec<Group>, String) {
    let united = |forum: &usize| matches!(chosen.chamber(*forum), Chamber::GeneralAssembly | Chamber::SecurityCouncil);
    let own = own(chosen, day);
    if !own.is_empty() || !chosen.bodies.keys().any(united) {
        return (own, String::new());
    }
    let groups = built_in(chosen, context);
    let note = if groups.is_empty() { "" } else { "The groups are those of 2025, cut down to who votes here." };
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
    let of_one_vote = |group: &Group| group.id.as_str().starts_with("SC_") || group.id.as_str().contains("SPONSORS");
    template
        .groups
        .iter()
        .filter(|group| !of_one_vote(group))
        .map(|group| {
            let seated: Roster =
                group.members.iter().filter_map(|id| codes.get(id.as_str())).map(|id| (*id).clone()).collect();
            Group { members: seated, ..group.clone() }
        })
        .filter(|group| group.members.len() >= 2)
        .collect()
}

/// One group a party or political group as of a day, the largest first.
fn own(chosen: &Chosen<'_>, day: Option<&Date>) -> Vec<Group> {
    let mut found: BTreeMap<&str, Vec<MemberId>> = BTreeMap::new();
    for (number, id) in &chosen.members {
        let group = chosen.archive.voters.get(*number).and_then(|voter| voter.group_on(day)).map(str::trim);
        if let Some(group) = group.filter(|group| !group.is_empty()) {
            found.entry(group).or_default().push(id.clone());
        }
    }
    let mut found: Vec<(&str, Vec<MemberId>)> = found.into_iter().collect();
    // A stable sort: those of one size stay in the order of their names.
    found.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let mut codes = Codes::default();
    let as_of = day.map_or(String::new(), |day| format!(", as of {}", day.in_words()));
    let group = |(place, (name, members)): (usize, (&str, Vec<MemberId>))| Group {
        id: codes.code(name, "group").into(),
        name: name.to_owned(),
        members: members.into_iter().collect(),
        terms: BTreeMap::new(),
        pinned: place < SHOWN,
        source: format!("The source of the votes{as_of}"),
        note: String::new(),
        extra: Extra::new(),
    };
    found.into_iter().enumerate().map(group).collect()
}
