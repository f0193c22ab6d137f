//! The same votes under another rule, in another body or on another day: which outcomes of the dossier would change.

use super::{
    bar::Bar,
    floor_data::Fate,
    prepare::{Decided, Source},
};
use crate::{
    model::{Basis, BodyId, Date, Extra, Outcome, RuleId, Text, TextId, Vote},
    rules::{Verdict, decide},
    scenario::{Change, ChangeKind, Scenario, ScenarioId},
};

/// Under what the votes of the dossier are counted again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherTerms {
    /// The rule.
    pub rule: RuleId,
    /// Only the texts of this body; all where left out.
    pub of: Option<BodyId>,
    /// Only the votes of those who sit in this body; each text's own where left out.
    pub body: Option<BodyId>,
    /// As it sits on this day; the day of each vote where left out.
    pub date: Option<Date>,
}

impl OtherTerms {
    /// Another rule and nothing else.
    #[must_use]
    pub fn rule(rule: RuleId) -> Self {
        Self { rule, of: None, body: None, date: None }
    }
}

/// One vote, decided by its own rule and by the other.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherRow {
    /// The text.
    pub text: TextId,
    /// Its name for narrow places.
    pub name: String,
    /// A few words on it; nothing where its name says all.
    pub about: String,
    /// Its title.
    pub title: String,
    /// The name of the body that voted.
    pub body: String,
    /// The day of the vote.
    pub date: Option<Date>,
    /// "93–18–65", as voted.
    pub tally: String,
    /// "93–18–65", of those who count under the other terms.
    pub other_tally: String,
    /// Its own rule.
    pub own_rule: RuleId,
    /// The name of its own rule, without the body's.
    pub own_rule_name: String,
    /// Its own rule in a few words: "two-thirds".
    pub own_rule_short: String,
    /// What it comes to by its own rule.
    pub own: Option<Outcome>,
    /// What the other rule says of it.
    pub other: Verdict,
    /// "7 to spare" by the other rule.
    pub spare: String,
    /// How many seats the body has, where not all of those who sat that day are known.
    pub short_of: Option<usize>,
    /// How many members that count under the other terms have no vote known; they count as absent.
    pub unset: usize,
}

impl OtherRow {
    /// Whether the text stands by one of the two and falls by the other.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.own.zip(self.other.outcome).is_some_and(|(own, other)| own.is_adopted() != other.is_adopted())
    }
}

/// The votes of a dossier under other terms, those whose outcome changes first.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherTable {
    /// The terms.
    pub terms: OtherTerms,
    /// The name of the rule.
    pub rule_name: String,
    /// What else is asked, in words: "only the votes of the Security Council".
    pub words: String,
    /// The name of the scenario, or "As recorded".
    pub scenario: String,
    /// The votes.
    pub rows: Vec<OtherRow>,
}

impl OtherTable {
    /// How many outcomes change.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.rows.iter().filter(|row| row.changes()).count()
    }

    /// How many outcomes the other rule leaves open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.other.outcome.is_none()).count()
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let names: Vec<&str> = self.rows.iter().filter(|row| row.changes()).map(|row| row.name.as_str()).collect();
        let of = self.rows.len();
        let votes = if of == 1 { "outcome" } else { "outcomes" };
        let changed = match names.len() {
            0 => format!("none of {of} {votes} would change"),
            n => format!("{n} of {of} {votes} would change: {}", names.join(", ")),
        };
        let open = match self.open() {
            0 => String::new(),
            n => format!("; {n} cannot be told"),
        };
        let words = if self.words.is_empty() { String::new() } else { format!(", {}", self.words) };
        format!("Under “{}”{words}, {changed}{open}.", self.rule_name)
    }
}

impl Source<'_> {
    /// Every vote of which a roll call or a tally is known, under other terms. None where there is no such rule.
    #[must_use]
    pub fn other_rule(&self, terms: &OtherTerms) -> Option<OtherTable> {
        let rule = self.rule(&terms.rule)?;
        // A scenario of its own, so that another body or another day seats whom it seats elsewhere.
        let id = ScenarioId(self.scenarios.iter().map(|s| s.id.0).max().unwrap_or(0).saturating_add(1));
        let mut scenarios = self.scenarios.to_vec();
        scenarios.push(Scenario {
            id,
            name: String::new(),
            base: self.scenario,
            note: String::new(),
            changes: self.dossier.texts.iter().flat_map(|text| moved(&text.id, terms)).collect(),
            extra: Extra::new(),
        });
        let other = Source { scenarios: &scenarios, scenario: Some(id), ..*self };
        let wanted = |text: &&Text| terms.of.as_ref().is_none_or(|of| text.body == *of);
        let mut rows: Vec<OtherRow> = self
            .dossier
            .texts
            .iter()
            .filter(wanted)
            .filter_map(|text| row(text, &self.decide(&text.id)?, &other.decide(&text.id)?, rule))
            .collect();
        // A stable sort: within each lot the order of the dossier stays.
        rows.sort_by_key(|row| if row.changes() { 0 } else { 1 + usize::from(row.other.outcome.is_some()) });
        Some(OtherTable {
            rule_name: rule.name.clone(),
            words: self.terms_words(terms),
            scenario: self.scenario_name().to_owned(),
            terms: terms.clone(),
            rows,
        })
    }

    fn terms_words(&self, terms: &OtherTerms) -> String {
        let name = |id: &BodyId| self.dossier.body(id).map_or_else(|| id.to_string(), |body| body.name.clone());
        let of = terms.of.as_ref().map(|id| format!("of the texts of the {}", name(id)));
        let body = terms.body.as_ref().map(|id| format!("by the votes of the members of the {} alone", name(id)));
        let date = terms.date.as_ref().map(|date| format!("with its members of {}", date.in_words()));
        [of, body, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What seats others than those who voted.
fn moved(text: &TextId, terms: &OtherTerms) -> Vec<Change> {
    let body = terms.body.clone().map(ChangeKind::Body);
    let date = terms.date.clone().map(ChangeKind::Date);
    [body, date].into_iter().flatten().map(|kind| Change::new(text.clone(), "", kind)).collect()
}

fn row(text: &Text, own: &Decided<'_>, other: &Decided<'_>, rule: &crate::rules::Rule) -> Option<OtherRow> {
    if !matches!(own.floor.basis, Basis::RollCall | Basis::Tally) || !own.fate.is_put() {
        return None;
    }
    // The votes are what is counted again, not what a scenario assumes in their place.
    let decided =
        if own.fate == Fate::Assumed { decide(own.rule, &own.floor.ballot).outcome } else { own.verdict.outcome };
    let mut verdict = decide(rule, &other.floor.ballot);
    if other.floor.short_of.is_some() {
        verdict = Verdict { outcome: None, margin: None, ..verdict };
    }
    let known = matches!(other.floor.basis, Basis::RollCall | Basis::Tally) && other.floor.short_of.is_none();
    let spare = Bar::new(rule, &other.floor.ballot, &verdict, known).spare;
    Some(OtherRow {
        text: text.id.clone(),
        name: text.short_name().to_owned(),
        about: if text.subtitle() == text.short_name() { String::new() } else { text.subtitle().to_owned() },
        title: text.title.clone(),
        body: own.floor.ballot.body.name.clone(),
        date: text.date.clone(),
        tally: tally(own),
        other_tally: tally(other),
        own_rule: own.rule.id.clone(),
        own_rule_name: own.rule.name.split_once(": ").map_or(own.rule.name.as_str(), |(_, what)| what).to_owned(),
        own_rule_short: own.rule.short.clone(),
        own: decided,
        other: verdict,
        spare,
        short_of: other.floor.short_of,
        unset: if other.floor.basis == Basis::RollCall { other.floor.ballot.unset() } else { 0 },
    })
}

/// "93–18–65", always Yes–No–Abstain, with a question mark for what is not known.
fn tally(decided: &Decided<'_>) -> String {
    let count = |vote: Vote| match (decided.floor.basis, &decided.floor.ballot.tally) {
        (Basis::RollCall, _) => Some(decided.floor.ballot.counts().of(vote)),
        (_, Some(tally)) => tally.of(vote),
        _ => None,
    };
    [Vote::Yes, Vote::No, Vote::Abstain]
        .map(|vote| count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string()))
        .join("–")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::ukraine;

    fn table(terms: OtherTerms) -> OtherTable {
        let file = ukraine();
        let source = Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario: None };
        source.other_rule(&terms).expect("a table")
    }

    fn row<'a>(table: &'a OtherTable, text: &str) -> &'a OtherRow {
        table.rows.iter().find(|row| row.text.as_str() == text).unwrap_or_else(|| panic!("no {text}"))
    }

    #[test]
    fn the_canadian_amendment_hangs_on_the_rule() {
        let simple = table(OtherTerms::rule("ga-simple".into()));
        let canada = row(&simple, "GA-20231027-CANADA");
        assert_eq!((canada.own, canada.other.outcome), (Some(Outcome::Rejected), Some(Outcome::Adopted)));
        assert_eq!((canada.tally.as_str(), canada.changes()), ("88–55–23", true));
        let two_thirds = table(OtherTerms::rule("ga-two-thirds".into()));
        let canada = row(&two_thirds, "GA-20231027-CANADA");
        assert_eq!((canada.other.outcome, canada.changes()), (Some(Outcome::Rejected), false));
    }

    #[test]
    fn those_that_change_stand_first_and_are_counted() {
        let terms = OtherTerms { of: Some("UNGA".into()), ..OtherTerms::rule("ga-simple".into()) };
        let found = table(terms);
        assert_eq!(found.changed(), 3);
        assert!(found.rows.iter().take(3).all(OtherRow::changes) && !found.rows.iter().skip(3).any(OtherRow::changes));
        let sentence = found.sentence();
        assert!(sentence.contains("of the texts of the General Assembly, 3 of 28 outcomes would change"), "{sentence}");
        assert!(found.rows.iter().all(|row| row.body == "General Assembly"));
        // Where only the result is known there is nothing to count again.
        assert!(!found.rows.iter().any(|row| row.text.as_str() == "GA-20250224-L13"));
    }

    #[test]
    fn as_the_council_voted_in_the_assembly() {
        let terms = OtherTerms {
            of: Some("UNGA".into()),
            body: Some("UNSC".into()),
            ..OtherTerms::rule("sc-substantive".into())
        };
        let found = table(terms);
        let l10 = row(&found, "GA-20250224-L10");
        assert_eq!((l10.other_tally.as_str(), l10.other.outcome), ("9–2–4", Some(Outcome::Vetoed)));
        // Of that Council only its permanent members are known, and of these votes only a few.
        let later = row(&found, "GA-20260224-LASTING");
        assert_eq!((later.other.outcome, later.short_of), (None, Some(15)));
        assert!(!later.changes());
    }

    #[test]
    fn an_unknown_rule_has_no_table() {
        let file = ukraine();
        let source = Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario: None };
        assert!(source.other_rule(&OtherTerms::rule("nope".into())).is_none());
    }
}
