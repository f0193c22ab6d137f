//! The blocs that a member can be compared with: the built-in groups of states, or the parties of a parliament.

use std::collections::BTreeMap;

use crate::{
    analysis::Bloc,
    archive::{Archive, Chamber, Spell},
    io,
    model::{GroupId, Term, Terms},
};

/// A bloc of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnBloc {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Its members at the time of each vote.
    pub then: Bloc,
    /// Its members of today, at all times.
    pub today: Bloc,
}

/// The blocs with two members at least in a collection.
#[must_use]
pub fn blocs(archive: &Archive) -> Vec<OwnBloc> {
    let states =
        archive.forums.iter().any(|forum| matches!(forum.chamber, Chamber::GeneralAssembly | Chamber::SecurityCouncil));
    let mut blocs = if states { groups(archive) } else { Vec::new() };
    blocs.extend(parties(archive));
    blocs.retain(|bloc| bloc.then.members.len() >= 2);
    blocs
}

/// The groups that come with the program, the European Union first.
fn groups(archive: &Archive) -> Vec<OwnBloc> {
    let dossier = io::ukraine().dossier;
    let bloc = |group: &crate::model::Group| OwnBloc {
        id: group.id.clone(),
        name: group.name.clone(),
        then: Bloc::of_group(archive, group, true),
        today: Bloc::of_group(archive, group, false),
    };
    dossier.groups.iter().map(bloc).collect()
}

/// A member of a party: its place in the collection, when it belonged, and whether it does to the end.
type Belonging = (usize, Vec<Term>, bool);

/// Parties and political groups, by name.
fn parties(archive: &Archive) -> Vec<OwnBloc> {
    let mut found: BTreeMap<&str, Vec<Belonging>> = BTreeMap::new();
    for (place, voter) in archive.voters.iter().enumerate() {
        for (n, spell) in voter.groups.iter().enumerate() {
            let last = n + 1 == voter.groups.len();
            let term = term(spell, last, n == 0);
            let list = found.entry(spell.value.as_str()).or_default();
            match list.last_mut().filter(|(known, _, _)| *known == place) {
                Some((_, terms, open)) => {
                    terms.push(term);
                    *open |= last;
                }
                None => list.push((place, vec![term], last)),
            }
        }
    }
    let bloc = |(name, members): (&str, Vec<Belonging>)| {
        let today = members.iter().filter(|(_, _, open)| *open).map(|(place, _, _)| *place).collect::<Vec<_>>();
        OwnBloc {
            id: name.into(),
            name: name.to_owned(),
            today: Bloc::fixed(name, today),
            then: Bloc {
                name: name.to_owned(),
                members: members.into_iter().map(|(place, terms, _)| (place, Terms(terms))).collect(),
            },
        }
    };
    found.into_iter().map(bloc).collect()
}

/// The time of a party: from its first listed day, or ever if it is the first, until the last one, or for ever if it is
/// the last.
fn term(spell: &Spell, last: bool, first: bool) -> Term {
    Term { from: spell.from.clone().filter(|_| !first), until: spell.until.clone().filter(|_| !last) }
}
