//! Whom the words of `plenary history` mean: members of a collection and groups of them.

use std::collections::BTreeSet;

use super::Failure;
use crate::{
    analysis::{Bloc, Members, Side},
    archive::{Archive, Voter},
    io,
    model::{Group, Vote, fold},
};

/// How many names a message suggests.
const SUGGESTED: usize = 5;

/// The member that is meant, by its place: by its code, its key in the source, or a name that it has or had.
pub fn member(archive: &Archive, word: &str) -> Result<usize, Failure> {
    let folded = fold(word);
    let by = |is: &dyn Fn(&Voter) -> bool| -> Vec<usize> {
        archive.voters.iter().enumerate().filter(|(_, voter)| is(voter)).map(|(place, _)| place).collect()
    };
    let code = by(&|voter| voter.id.as_str().eq_ignore_ascii_case(word.trim()) || voter.key == word.trim());
    let found =
        if code.is_empty() { by(&|voter| voter.names.iter().any(|name| fold(&name.value) == folded)) } else { code };
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let near =
                by(&|voter| !folded.is_empty() && voter.names.iter().any(|name| fold(&name.value).contains(&folded)));
            let hint =
                if near.is_empty() { String::new() } else { format!("; did you mean {}?", told(archive, &near)) };
            Err(format!("{word} is no member of these roll calls{hint}").into())
        }
        several => Err(format!("{word} is the name of several members: {}", told(archive, several)).into()),
    }
}

/// "USA (United States of America), UMI (...)"
fn told(archive: &Archive, places: &[usize]) -> String {
    let voters = places.iter().filter_map(|place| archive.voters.get(*place)).take(SUGGESTED);
    voters.map(|voter| format!("{} ({})", voter.id, voter.name())).collect::<Vec<String>>().join(", ")
}

/// A member with the votes that it is asked to have cast: "USA=no", "USA=no+abstain". None where no vote is asked for.
pub fn member_and_votes<'a>(word: &'a str) -> Result<(&'a str, Option<BTreeSet<Vote>>), Failure> {
    let Some((who, votes)) = word.split_once('=') else { return Ok((word, None)) };
    let vote = |word: &'a str| {
        Vote::parse(word).ok_or_else(|| {
            Failure::Usage(format!("\"{word}\" is no vote; write yes, no, abstain or absent, as in USA=no+abstain"))
        })
    };
    Ok((who, Some(votes.split('+').map(vote).collect::<Result<BTreeSet<Vote>, Failure>>()?)))
}

/// One side of a comparison: a member, or else a group.
pub fn side(archive: &Archive, word: &str, at_the_time: bool) -> Result<Side, Failure> {
    // A group goes first only where no member has this code: "EU" is no state, and a party may be called as one.
    let code = archive.voters.iter().position(|voter| voter.id.as_str().eq_ignore_ascii_case(word.trim()));
    if let Some(place) = code {
        return Ok(Side::Member(place));
    }
    match bloc(archive, word, at_the_time)? {
        Some(bloc) => Ok(Side::Majority(bloc)),
        None => Ok(Side::Member(member(archive, word)?)),
    }
}

/// The group that is meant, which must be there.
pub fn group(archive: &Archive, word: &str, at_the_time: bool) -> Result<Bloc, Failure> {
    bloc(archive, word, at_the_time)?.ok_or_else(|| {
        let mut names: Vec<String> = own_groups(archive).into_iter().collect();
        if !archive.voters.is_empty() {
            names.extend(io::ukraine().dossier.groups.iter().map(|group| group.id.to_string()));
        }
        names.truncate(40);
        format!("there is no group {word}; there are {}", names.join(", ")).into()
    })
}

/// The group with this name: one that the files give, or one of the built-in dossiers.
fn bloc(archive: &Archive, word: &str, at_the_time: bool) -> Result<Option<Bloc>, Failure> {
    let folded = fold(word);
    let members = if at_the_time { Members::AtTheTime } else { Members::Today };
    let own: Vec<String> = own_groups(archive).into_iter().filter(|name| fold(name) == folded).collect();
    if let [first, ..] = own.as_slice() {
        let exact = own.iter().find(|name| name.as_str() == word.trim());
        if exact.is_none() && own.len() > 1 {
            return Err(format!("{word} is the name of several groups: {}", own.join(", ")).into());
        }
        let found = Bloc::of_party(archive, exact.unwrap_or(first), members);
        if found.members.is_empty() {
            return Err(format!("{word} has no members of today; write --members-at-the-time for those it had").into());
        }
        return Ok(Some(found));
    }
    let mut groups = [io::ukraine(), io::china()].into_iter().flat_map(|file| file.dossier.groups);
    let named = |group: &Group| fold(group.id.as_str()) == folded || fold(&group.name) == folded;
    let found = groups.find(named).map(|group| of_dossier(archive, &group, members));
    match found {
        Some(bloc) if bloc.members.is_empty() => Err(format!("no member of {word} votes in these roll calls").into()),
        found => Ok(found),
    }
}

/// A group of a dossier, with its days where they are asked for and known.
fn of_dossier(archive: &Archive, group: &Group, members: Members) -> Bloc {
    if members == Members::AtTheTime && group.terms.is_empty() {
        super::note(&format!("the days of membership in {} are not known: its members count at all times", group.name));
    }
    Bloc::of_group(archive, group, members)
}

/// The parties or groups that the files give. A spell without a name says that none is known.
fn own_groups(archive: &Archive) -> BTreeSet<String> {
    let spells = archive.voters.iter().flat_map(|voter| &voter.groups);
    spells.map(|spell| spell.value.clone()).filter(|name| !name.is_empty()).collect()
}
