//! A body that votes: who sits in it on a given day, its sets and weights, and who has lost the vote.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BodyId, Date, Extra, MemberId, Roster, RuleId, SetId, Standing, Terms, WeightId};

/// How the chamber of a body is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FloorPlan {
    /// Rows of seats in a half circle.
    #[default]
    Hemicycle,
    /// One table in the form of a horseshoe.
    Horseshoe,
}

/// A named part of a body, such as its permanent members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedSet {
    /// The name in a sentence: "permanent members".
    pub name: String,
    /// Who is in it.
    pub members: Roster,
}

/// A whole-number weight of each member, such as its share of the population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Weight {
    /// The name in a sentence: "population".
    pub name: String,
    /// What one unit is: "hundredths of a percent".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The weight of each member; a member that is not listed weighs nothing.
    pub values: BTreeMap<MemberId, u64>,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Weight {
    /// The most that one member may weigh, so that the sums of a body stay whole numbers that can be counted with.
    pub const MOST: u64 = 1_000_000_000_000_000;

    /// The number, if a member may weigh so much.
    ///
    /// # Errors
    /// A sentence that it is too large.
    pub fn checked(number: u64) -> Result<u64, String> {
        if number > Self::MOST {
            return Err(format!("{number} is too large: a member weighs {} at most.", Self::MOST));
        }
        Ok(number)
    }

    /// All members together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.values.values().fold(0, |sum, value| sum.saturating_add(*value))
    }
}

/// A member that sits in the body and cannot vote for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suspension {
    /// The member.
    pub member: MemberId,
    /// What it may not do.
    pub standing: Standing,
    /// When.
    pub terms: Terms,
    /// The article: "Charter Art. 19".
    pub cites: String,
    /// Where the fact comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A body that votes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its name.
    pub name: String,
    /// How its chamber is drawn.
    #[serde(default)]
    pub plan: FloorPlan,
    /// The rule that a new text of this body starts with.
    pub rule: RuleId,
    /// Who holds a seat, and when.
    pub seats: BTreeMap<MemberId, Terms>,
    /// Named parts of the body.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sets: BTreeMap<SetId, NamedSet>,
    /// Weights of its members.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<WeightId, Weight>,
    /// Members that cannot vote for a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<Suspension>,
    /// Where the list of members comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Body {
    /// The members that hold a seat on `date`, in the order of their codes. Without a date, those of the latest day
    /// that the terms of the body tell of.
    pub fn members_on(&self, date: Option<&Date>) -> impl Iterator<Item = &MemberId> {
        let date = date.or_else(|| self.latest()).cloned();
        self.seats
            .iter()
            .filter(move |(_, terms)| date.as_ref().is_none_or(|date| terms.contains(date)))
            .map(|(member, _)| member)
    }

    /// The latest day on which a term begins or ends; none where every seat is held for ever.
    fn latest(&self) -> Option<&Date> {
        self.seats.values().flat_map(|terms| &terms.0).flat_map(|term| [&term.from, &term.until]).flatten().max()
    }

    /// The suspension of `member` in force on `date`, if any.
    #[must_use]
    pub fn suspension(&self, member: &MemberId, date: Option<&Date>) -> Option<&Suspension> {
        // The latest day is looked for only where somebody is suspended at all: this is asked of every seat.
        let mut own = self.suspensions.iter().filter(|s| s.member == *member).peekable();
        own.peek()?;
        let date = date.or_else(|| self.latest());
        own.find(|s| date.is_none_or(|date| s.terms.contains(date)))
    }
}

#[cfg(test)]
mod tests {
    use super::Weight;

    #[test]
    fn without_a_date_the_latest_known_members_sit() {
        let file = crate::io::ukraine();
        let count = |id: &str, date: Option<&str>| {
            let date = date.map(|date| date.parse().expect("a date"));
            file.dossier.body(&id.into()).expect("a body").members_on(date.as_ref()).count()
        };
        assert_eq!(
            (count("UNGA", None), count("UNGA", Some("2025-02-24")), count("UNGA", Some("1971-10-25"))),
            (193, 193, 131)
        );
        assert_eq!((count("UNSC", None), count("UNSC", Some("2022-02-25"))), (15, 15));
        let body = file.dossier.body(&"UNGA".into()).expect("a body");
        assert!(body.suspension(&"VEN".into(), None).is_none(), "arrears of one day say nothing of another");
    }

    #[test]
    fn a_weight_has_a_limit_and_a_sum_has_none() {
        assert_eq!(Weight::checked(Weight::MOST), Ok(Weight::MOST));
        assert!(Weight::checked(Weight::MOST + 1).expect_err("too large").contains("1000000000000000 at most"));
        let values = [("A", u64::MAX), ("B", 7)].map(|(id, value)| (id.into(), value));
        let weight = Weight { name: "w".into(), unit: String::new(), values: values.into(), source: String::new() };
        assert_eq!(weight.total(), u64::MAX);
    }
}
