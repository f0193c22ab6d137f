//! Changes of scenarios that do nothing, or leave no verdict.

use std::collections::BTreeSet;

use super::{
    remarks::{Found, rule_fits, some_of},
    wording::reaction,
};
use crate::{
    io::{DossierFile, Problem},
    model::{Dossier, Group, MemberId, TextId},
    scenario::{Change, ChangeKind, Floor, floor},
};

pub(super) fn remarks(file: &DossierFile, found: &mut Found) {
    for (n, scenario) in file.scenarios.iter().enumerate() {
        for (c, change) in scenario.changes.iter().enumerate() {
            let kind = format!("/scenarios/{n}/changes/{c}/kind");
            // Another body or another day seats other members.
            if let Some(floor) = floor(&file.dossier, &file.scenarios, Some(scenario.id), &change.text) {
                seatless(&file.dossier, change, &floor, &kind, found);
                match &change.kind {
                    ChangeKind::Rule(rule) => {
                        rule_fits(&file.rules, rule, &floor.ballot.body, &format!("{kind}/rule"), found);
                    }
                    ChangeKind::Body(_) => {
                        rule_fits(&file.rules, &floor.rule, &floor.ballot.body, &format!("{kind}/body"), found);
                    }
                    _ => {}
                }
            }
            foreign(&file.dossier, change, &kind, found);
        }
    }
}

/// A change of a member that holds no seat that day does nothing.
fn seatless(dossier: &Dossier, change: &Change, floor: &Floor, kind: &str, found: &mut Found) {
    let seated: BTreeSet<&MemberId> = floor.ballot.seats.iter().map(|seat| &seat.member).collect();
    let changed: Vec<&MemberId> = match &change.kind {
        ChangeKind::Votes(votes) => votes.0.keys().collect(),
        ChangeKind::Standing { member, .. } => vec![member],
        ChangeKind::Parties(parties) => parties.iter().collect(),
        ChangeKind::Bloc { group, .. } => {
            // Of a group only some sit in a small body, so only a group without any is worth a word.
            let date = floor.date.as_ref();
            let idle = |group: &Group| !group.members.is_empty() && !group.members_on(date).any(|m| seated.contains(m));
            if dossier.group(group).is_some_and(idle) {
                let message = format!("\"{}\" changes {group}, of which nobody sits in this vote", change.label);
                found.push((kind.to_owned(), Problem::new(message, "It has no effect; take it out.")));
            }
            return;
        }
        _ => return,
    };
    let idle: Vec<&str> = changed.into_iter().filter(|member| !seated.contains(member)).map(MemberId::as_str).collect();
    if !idle.is_empty() {
        let message = format!(
            "\"{}\" changes {}, with no seat in {} at the vote on {}",
            change.label,
            some_of(&idle),
            floor.ballot.body.id,
            change.text
        );
        found.push((kind.to_owned(), Problem::new(message, "It has no effect; take these members out.")));
    }
}

/// A change of one text that names texts which do not belong to it.
fn foreign(dossier: &Dossier, change: &Change, kind: &str, found: &mut Found) {
    let (ids, place): (&[TextId], &str) = match &change.kind {
        ChangeKind::Order(order) => (order, "order"),
        ChangeKind::Rank { with, .. } => (with, "rank/with"),
        ChangeKind::Reaction(reacts) => {
            reaction(dossier, &change.text, reacts, &format!("{kind}/reaction"), found);
            return;
        }
        _ => return,
    };
    for (n, id) in ids.iter().enumerate() {
        if dossier.text(id).is_some() && !dossier.above(id).any(|text| text.id == change.text) {
            let message = format!("\"{}\" names {id}, which does not belong to {}", change.label, change.text);
            found.push((format!("{kind}/{place}/{n}"), Problem::new(message, "It has no effect; take it out.")));
        }
    }
}
