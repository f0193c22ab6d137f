//! Blocs: members that are counted together, and when each of them belonged.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Extra, GroupId, MemberId, Roster, Terms};

/// A group of members, such as the European Union.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name as shown.
    pub name: String,
    /// Its members, those of the past included.
    pub members: Roster,
    /// When members belong to it; one that is not listed here belongs at all times.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<MemberId, Terms>,
    /// Whether its bar is shown under the floor at the start.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Where the list of members comes from, and how sure it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Group {
    /// A group without members.
    #[must_use]
    pub fn new(id: GroupId, name: String) -> Self {
        Self {
            id,
            name,
            members: Roster::default(),
            terms: BTreeMap::new(),
            pinned: false,
            source: String::new(),
            note: String::new(),
            extra: Extra::new(),
        }
    }

    /// Whether a member belongs on `date`. Without a date, whether it belongs with no end.
    #[must_use]
    pub fn holds(&self, member: &MemberId, date: Option<&Date>) -> bool {
        self.members.contains(member)
            && self.terms.get(member).is_none_or(|terms| match date {
                Some(date) => terms.contains(date),
                None => terms.0.iter().any(|term| term.until.is_none()),
            })
    }

    /// The members on `date`, in the order of their codes. Without a date, those that belong with no end.
    pub fn members_on(&self, date: Option<&Date>) -> impl Iterator<Item = &MemberId> {
        self.members.iter().filter(move |member| self.holds(member, date))
    }

    /// The same as a list.
    #[must_use]
    pub fn roster_on(&self, date: Option<&Date>) -> Roster {
        self.members_on(date).cloned().collect()
    }

    /// Lets a member belong for these terms, or not at all. What is held at all times needs no line of its own.
    pub fn set_terms(&mut self, member: MemberId, terms: Option<Terms>) {
        self.terms.remove(&member);
        match terms {
            None => self.members.remove(&member),
            Some(terms) => {
                self.members.insert(member.clone());
                if terms != Terms::always() {
                    self.terms.insert(member, terms);
                }
            }
        }
    }

    /// Puts another code in the place of a member's, or takes the member out.
    pub fn recode(&mut self, from: &MemberId, to: Option<&MemberId>) {
        let held = self.members.contains(from);
        let terms = self.terms.remove(from);
        self.members.remove(from);
        if let (true, Some(to)) = (held, to) {
            self.members.insert(to.clone());
            self.terms.extend(terms.map(|terms| (to.clone(), terms)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        io,
        model::{MemberId, Terms},
    };

    #[test]
    fn the_union_grows_and_loses_a_member() {
        let file = io::ukraine();
        let union = file.dossier.group(&"EU".into()).expect("the group");
        let count = |date: &str| union.members_on(Some(&date.parse().expect("a date"))).count();
        let days = [
            ("1957-12-31", 0),
            ("1971-10-25", 6),
            ("1973-01-01", 9),
            ("1981-01-01", 10),
            ("1986-01-01", 12),
            ("1995-01-01", 15),
            ("2004-05-01", 25),
            ("2007-01-01", 27),
            ("2013-07-01", 28),
            ("2020-01-31", 28),
            ("2020-02-01", 27),
            ("2025-02-24", 27),
        ];
        for (day, members) in days {
            assert_eq!(count(day), members, "{day}");
        }
        assert_eq!(union.members_on(None).count(), 27, "without a date, who belongs with no end");
        assert!(!union.holds(&"GBR".into(), None) && union.members.contains(&"GBR".into()));
    }

    #[test]
    fn terms_are_set_and_taken_out() {
        let mut group = crate::model::Group::new("G".into(), "Group".to_owned());
        let (a, b): (MemberId, MemberId) = ("AAA".into(), "BBB".into());
        let terms = Terms::try_from("1990..1999".to_owned()).expect("terms");
        group.set_terms(a.clone(), Some(terms.clone()));
        group.set_terms(b.clone(), Some(Terms::always()));
        assert_eq!((group.members.len(), group.terms.len()), (2, 1), "always needs no line");
        group.recode(&a, Some(&"ZZZ".into()));
        assert_eq!(group.terms.get(&"ZZZ".into()), Some(&terms));
        group.set_terms("ZZZ".into(), None);
        assert_eq!((group.members.len(), group.terms.len()), (1, 0));
    }
}
