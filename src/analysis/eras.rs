//! Blocs in a collection: whose votes are counted together, and from when to when.

use crate::{
    archive::{Archive, Spell},
    model::{Date, Group, Term, Terms},
};

/// Members of a collection that are counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bloc {
    /// Its name.
    pub name: String,
    /// Its members, by their place in the collection, each with the time for which it counts.
    pub members: Vec<(usize, Terms)>,
}

/// Whose votes a bloc has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// Those of its members of today, or of the last day that is listed, in all roll calls.
    Today,
    /// Those of its members at the time of each roll call.
    AtTheTime,
}

/// Codes under which sources list a state besides its own: the Federal Republic of Germany before 1990.
const ALSO: [(&str, &[&str]); 1] = [("DEU", &["FRG", "GFR", "BRD"])];

impl Bloc {
    /// The members of a collection with these codes; codes that it does not know are left out.
    pub fn new<'a>(
        name: impl Into<String>,
        archive: &Archive,
        members: impl IntoIterator<Item = (&'a str, Terms)>,
    ) -> Self {
        let mut bloc = Self { name: name.into(), members: Vec::new() };
        for (code, terms) in members {
            let also = ALSO.iter().find(|(known, _)| *known == code).map_or(&[][..], |(_, also)| also);
            for (place, voter) in archive.voters.iter().enumerate() {
                if voter.id.as_str() == code || also.contains(&voter.id.as_str()) {
                    bloc.members.push((place, terms.clone()));
                }
            }
        }
        bloc
    }

    /// The members of a collection that belong to a group: at the time of each vote, or those of today at all times, for
    /// lines that begin before the group did.
    #[must_use]
    pub fn of_group(archive: &Archive, group: &Group, members: Members) -> Self {
        let at_the_time = members == Members::AtTheTime;
        let members = group.members.iter().filter(|member| at_the_time || group.holds(member, None));
        let terms = |member| group.terms.get(member).filter(|_| at_the_time).cloned().unwrap_or_else(Terms::always);
        Self::new(group.name.clone(), archive, members.map(|member| (member.as_str(), terms(member))))
    }

    /// The members of a collection that belong to a party or political group of this name by their sources: at the time
    /// of each vote, or those whose last one it is at all times. A member belongs to its first party from ever, and to its
    /// last one for ever, since sources list days of votes and not those on which it joined and left.
    #[must_use]
    pub fn of_party(archive: &Archive, name: &str, members: Members) -> Self {
        let terms = |groups: &[Spell]| {
            let last = groups.len().saturating_sub(1);
            let own = groups.iter().enumerate().filter(|(_, spell)| spell.value == name);
            match members {
                Members::Today => Terms(own.filter(|(n, _)| *n == last).map(|_| Term::default()).collect()),
                Members::AtTheTime => Terms(
                    own.map(|(n, spell)| Term {
                        from: spell.from.clone().filter(|_| n > 0),
                        until: spell.until.clone().filter(|_| n < last),
                    })
                    .collect(),
                ),
            }
        };
        let all = archive.voters.iter().enumerate().map(|(place, voter)| (place, terms(&voter.groups)));
        Self { name: name.to_owned(), members: all.filter(|(_, terms)| !terms.0.is_empty()).collect() }
    }

    /// These members of a collection, at all times.
    pub fn fixed(name: impl Into<String>, members: impl IntoIterator<Item = usize>) -> Self {
        Self { name: name.into(), members: members.into_iter().map(|place| (place, Terms::always())).collect() }
    }

    /// The same without one member.
    #[must_use]
    pub fn without(mut self, voter: usize) -> Self {
        self.members.retain(|(place, _)| *place != voter);
        self
    }

    /// Who counts on a day, as bits of so many words, 64 members a word. Where the day is not known, those that count at
    /// all times alone do.
    #[must_use]
    pub fn mask(&self, date: Option<&Date>, words: usize) -> Vec<u64> {
        let mut mask = vec![0_u64; words];
        for (place, terms) in &self.members {
            let counts = match date {
                Some(date) => terms.contains(date),
                None => *terms == Terms::always(),
            };
            if let Some(word) = mask.get_mut(place / 64).filter(|_| counts) {
                *word |= 1 << (place % 64);
            }
        }
        mask
    }
}
