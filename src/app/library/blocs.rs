//! The blocs that a member can be compared with: the built-in groups of states, or the parties of a parliament.

use std::collections::BTreeSet;

use crate::{
    analysis::{Bloc, Members},
    archive::{Archive, Chamber},
    io,
    model::GroupId,
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
        then: Bloc::of_group(archive, group, Members::AtTheTime),
        today: Bloc::of_group(archive, group, Members::Today),
    };
    dossier.groups.iter().map(bloc).collect()
}

/// Parties and political groups, by name. A spell without a name says that none is known.
fn parties(archive: &Archive) -> Vec<OwnBloc> {
    let spells = archive.voters.iter().flat_map(|voter| &voter.groups);
    let names: BTreeSet<&str> = spells.map(|spell| spell.value.as_str()).filter(|name| !name.is_empty()).collect();
    let bloc = |name: &str| OwnBloc {
        id: name.into(),
        name: name.to_owned(),
        then: Bloc::of_party(archive, name, Members::AtTheTime),
        today: Bloc::of_party(archive, name, Members::Today),
    };
    names.into_iter().map(bloc).collect()
}
