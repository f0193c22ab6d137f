//! Blocs in a collection: whose votes are counted together, and from when to when.

use crate::{
    archive::Archive,
    model::{Date, Terms},
};

/// Members of a collection that are counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bloc {
    /// Its name.
    pub name: String,
    /// Its members, by their place in the collection, each with the time for which it counts.
    pub members: Vec<(usize, Terms)>,
}

/// The members of the European Union and, before 1993, of the European Communities, each with the days on which it was
/// one: treaties of Rome (in force 1 January 1958) and of accession, and the withdrawal of the United Kingdom at the
/// end of 31 January 2020.
pub const EU: [(&str, &str); 28] = [
    ("AUT", "1995-01-01.."),
    ("BEL", "1958-01-01.."),
    ("BGR", "2007-01-01.."),
    ("CYP", "2004-05-01.."),
    ("CZE", "2004-05-01.."),
    ("DEU", "1958-01-01.."),
    ("DNK", "1973-01-01.."),
    ("ESP", "1986-01-01.."),
    ("EST", "2004-05-01.."),
    ("FIN", "1995-01-01.."),
    ("FRA", "1958-01-01.."),
    ("GBR", "1973-01-01..2020-01-31"),
    ("GRC", "1981-01-01.."),
    ("HRV", "2013-07-01.."),
    ("HUN", "2004-05-01.."),
    ("IRL", "1973-01-01.."),
    ("ITA", "1958-01-01.."),
    ("LTU", "2004-05-01.."),
    ("LUX", "1958-01-01.."),
    ("LVA", "2004-05-01.."),
    ("MLT", "2004-05-01.."),
    ("NLD", "1958-01-01.."),
    ("POL", "2004-05-01.."),
    ("PRT", "1986-01-01.."),
    ("ROU", "2007-01-01.."),
    ("SVK", "2004-05-01.."),
    ("SVN", "2004-05-01.."),
    ("SWE", "1995-01-01.."),
];

/// Codes under which sources list a state besides its own: the Federal Republic of Germany before 1990.
const ALSO: [(&str, &[&str]); 1] = [("DEU", &["FRG", "GFR", "BRD"])];

/// The members of the European Union at the time of each vote.
#[must_use]
pub fn eu_at_the_time(archive: &Archive) -> Bloc {
    let terms = |text: &str| Terms::try_from(text.to_owned()).unwrap_or_default();
    Bloc::new("EU members at the time", archive, EU.into_iter().map(|(code, text)| (code, terms(text))))
}

/// The 27 members of the European Union of today, at all times: for lines that begin before the Union did.
#[must_use]
pub fn eu_of_today(archive: &Archive) -> Bloc {
    let today = EU.into_iter().filter(|(_, terms)| terms.ends_with(".."));
    Bloc::new("EU members of today", archive, today.map(|(code, _)| (code, Terms::always())))
}

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
