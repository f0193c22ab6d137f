//! Scenarios side by side: the members that differ, and the difference between two of them in words.

use std::sync::Arc;

use super::{
    floor_data::{Fate, FloorData},
    prepare::Source,
};
use crate::{
    model::{Basis, Dossier, MemberId, Standing, TextId},
    scenario::{Cast, Change, Differing, Floor, ScenarioId, Shift, changes, differing, lineage, shifts, standings},
};

/// How many scenarios stand side by side at most, the record included.
pub const MOST: usize = 8;

/// One scenario, or the record, beside others.
#[derive(Clone, Debug)]
pub struct CompareColumn {
    /// Which; none for the record.
    pub scenario: Option<ScenarioId>,
    /// Its name.
    pub name: String,
    /// The vote in it.
    pub data: Arc<FloorData>,
    /// The floor in it.
    pub floor: Floor,
    /// The name of its rule, without the body's.
    pub rule: String,
}

/// A text under several scenarios.
#[derive(Clone, Debug)]
pub struct CompareData {
    /// The text.
    pub text: TextId,
    /// The scenarios, in the order in which they were asked for.
    pub columns: Vec<CompareColumn>,
    /// The members that do not do the same in all of them, with their names.
    pub rows: Vec<(Differing, String)>,
}

impl CompareData {
    /// The whole in one sentence, for who cannot see the table.
    #[must_use]
    pub fn sentence(&self) -> String {
        let columns: Vec<String> =
            self.columns.iter().map(|column| format!("{}: {}", column.name, result_words(&column.data))).collect();
        let members = counted(self.rows.len(), "member differs", "members differ");
        format!("{members} among {}.", columns.join("; "))
    }
}

/// One thing that is not the same in two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// In words.
    pub words: String,
    /// Whom it concerns; nobody where it concerns the whole vote.
    pub members: Vec<MemberId>,
}

/// Another text that does not come to the same in two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The text.
    pub text: TextId,
    /// What differs, in words.
    pub words: String,
}

/// A change that one scenario makes and the other does not.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnChange {
    /// The scenario that holds it: the one compared, or one that it rests on.
    pub scenario: ScenarioId,
    /// Its place among the changes of that scenario.
    pub place: usize,
    /// The change.
    pub change: Change,
}

/// The difference between two scenarios on one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The names of the two.
    pub names: [String; 2],
    /// What differs on the text, in words.
    pub points: Vec<Point>,
    /// Who moves, by what they did and do.
    pub shifts: Vec<Shift>,
    /// Other texts that do not come to the same.
    pub elsewhere: Vec<Elsewhere>,
    /// What the second changes and the first does not.
    pub changes: Vec<OwnChange>,
}

impl Difference {
    /// The difference on the text in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let [first, second] = &self.names;
        if self.points.is_empty() {
            return format!("On this text {first} and {second} are the same.");
        }
        let words: Vec<&str> = self.points.iter().map(|point| point.words.as_str()).collect();
        format!("From {first} to {second}: {}.", words.join("; "))
    }
}

impl Source<'_> {
    /// The same dossier under another scenario, or on the record.
    #[must_use]
    pub fn under(self, scenario: Option<ScenarioId>) -> Self {
        Self { scenario, ..self }
    }

    fn column(&self, text: &TextId, scenario: Option<ScenarioId>) -> Option<CompareColumn> {
        let source = self.under(scenario);
        let (data, decided) = source.floor_data(text)?;
        Some(CompareColumn {
            scenario,
            name: source.scenario_name().to_owned(),
            data: Arc::new(data),
            floor: decided.floor,
            rule: plain_name(&decided.rule.name).to_owned(),
        })
    }

    /// A text under several scenarios. None where the text, its body or its rule is missing.
    #[must_use]
    pub fn compare(&self, text: &TextId, scenarios: &[Option<ScenarioId>]) -> Option<CompareData> {
        let columns: Vec<CompareColumn> =
            scenarios.iter().take(MOST).filter_map(|scenario| self.column(text, *scenario)).collect();
        if columns.is_empty() {
            return None;
        }
        let floors: Vec<&Floor> = columns.iter().map(|column| &column.floor).collect();
        let rows = differing(&floors)
            .into_iter()
            .map(|row| {
                let name = self.dossier.member_name(&row.member).to_owned();
                (row, name)
            })
            .collect();
        Some(CompareData { text: text.clone(), columns, rows })
    }

    /// The difference between two scenarios on a text, and beside it.
    #[must_use]
    pub fn difference(
        &self,
        text: &TextId,
        first: Option<ScenarioId>,
        second: Option<ScenarioId>,
    ) -> Option<Difference> {
        let (a, b) = (self.column(text, first)?, self.column(text, second)?);
        let shifts: Vec<Shift> = shifts(&a.floor, &b.floor).into_iter().filter(|shift| !shift.stays()).collect();
        let mut points = moves(self.dossier, &shifts);
        points.extend(terms(self.dossier, &a, &b));
        points.extend(result(&a, &b, points.is_empty()));
        Some(Difference {
            names: [a.name, b.name],
            points,
            shifts,
            elsewhere: self.elsewhere(text, first, second),
            changes: self.own_changes(first, second),
        })
    }

    /// The other texts that do not come to the same in two scenarios, in the order of the dossier.
    fn elsewhere(&self, text: &TextId, first: Option<ScenarioId>, second: Option<ScenarioId>) -> Vec<Elsewhere> {
        let touched = |id: &TextId| {
            [first, second].into_iter().any(|scenario| self.under(scenario).decide(id).is_some_and(|d| d.touched()))
        };
        self.dossier
            .texts
            .iter()
            .filter(|other| other.id != *text && touched(&other.id))
            .filter_map(|other| {
                let [a, b] = [first, second].map(|scenario| self.under(scenario).floor_data(&other.id));
                let (before, after) = (result_words(&a?.0), result_words(&b?.0));
                (before != after).then(|| Elsewhere {
                    text: other.id.clone(),
                    words: format!("{}: {before} becomes {after}", other.short_name()),
                })
            })
            .collect()
    }

    /// What the second scenario changes and the first does not, what it rests on included.
    fn own_changes(&self, first: Option<ScenarioId>, second: Option<ScenarioId>) -> Vec<OwnChange> {
        let known: Vec<&Change> = changes(self.scenarios, first).collect();
        lineage(self.scenarios, second)
            .into_iter()
            .flat_map(|scenario| {
                scenario.changes.iter().enumerate().map(|(place, change)| (scenario.id, place, change))
            })
            .filter(|(_, _, change)| !known.contains(change))
            .map(|(scenario, place, change)| OwnChange { scenario, place, change: change.clone() })
            .collect()
    }
}

/// The name of a rule without that of its body.
fn plain_name(name: &str) -> &str {
    name.split_once(": ").map_or(name, |(_, what)| what)
}

/// "1 member", "7 members"
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What a vote comes to in a few words: "adopted 93–18–65".
#[must_use]
pub fn result_words(data: &FloorData) -> String {
    if let Some(word) = data.fate.word() {
        return word.to_owned();
    }
    let outcome = data.outcome_words().to_lowercase();
    let outcome = if data.fate == Fate::Assumed { format!("assumed {outcome}") } else { outcome };
    match data.basis {
        Basis::RollCall | Basis::Tally => format!("{outcome} {}", data.tally_words()),
        Basis::Result | Basis::Nothing => outcome,
    }
}

/// Who is meant: names where they are few, else how many, with their codes behind what they do.
struct Who {
    names: String,
    codes: String,
    one: bool,
}

impl Who {
    fn new(dossier: &Dossier, members: &[MemberId]) -> Self {
        const CODES: usize = 40;
        let names: Vec<&str> = members.iter().map(|id| dossier.member_name(id)).collect();
        let one = members.len() == 1;
        match names.as_slice() {
            [first, rest @ ..] if rest.len() < 3 => {
                let names = match rest.split_last() {
                    None => (*first).to_owned(),
                    Some((last, middle)) => {
                        let list: Vec<&str> = std::iter::once(*first).chain(middle.iter().copied()).collect();
                        format!("{} and {last}", list.join(", "))
                    }
                };
                Self { names, codes: String::new(), one }
            }
            _ => {
                let codes: Vec<&str> = members.iter().take(CODES).map(MemberId::as_str).collect();
                let more = if members.len() > CODES { " …" } else { "" };
                Self {
                    names: format!("{} members", members.len()),
                    codes: format!(" ({}{more})", codes.join(" ")),
                    one,
                }
            }
        }
    }

    fn does(&self, one: &str, many: &str) -> String {
        format!("{} {}{}", self.names, if self.one { one } else { many }, self.codes)
    }
}

/// What members do who do not stay as they are.
#[must_use]
pub fn shift_words(dossier: &Dossier, shift: &Shift) -> String {
    let who = Who::new(dossier, &shift.members);
    let (from, to) = (shift.from.label(), shift.to.label());
    match (shift.from, shift.to) {
        (Cast::Vote(_), Cast::Vote(_)) => {
            who.does(&format!("moves from {from} to {to}"), &format!("move from {from} to {to}"))
        }
        (Cast::Unknown, Cast::Vote(_)) => {
            who.does(&format!("is set to {to}, with no vote known"), &format!("are set to {to}, with no vote known"))
        }
        (Cast::Vote(_), Cast::Unknown) => {
            who.does(&format!("has no vote set, not {from}"), &format!("have no vote set, not {from}"))
        }
        (Cast::NoSeat, Cast::Vote(_)) => who.does(&format!("comes in with {to}"), &format!("come in with {to}")),
        (Cast::NoSeat, _) => who.does("comes in, with no vote known", "come in, with no vote known"),
        (Cast::Vote(_), Cast::NoSeat) => {
            who.does(&format!("holds no seat, and no {from}"), &format!("hold no seat, and no {from}"))
        }
        (_, Cast::NoSeat) => who.does("holds no seat", "hold no seat"),
        (Cast::Unknown, Cast::Unknown) => who.does("stays as it is", "stay as they are"),
    }
}

fn moves(dossier: &Dossier, shifts: &[Shift]) -> Vec<Point> {
    let mut shifts: Vec<&Shift> = shifts.iter().collect();
    // The larger first; a stable sort keeps equals in the order of the bar.
    shifts.sort_by_key(|shift| std::cmp::Reverse(shift.members.len()));
    shifts
        .into_iter()
        .map(|shift| Point { words: shift_words(dossier, shift), members: shift.members.clone() })
        .collect()
}

/// Who may vote, which body, by which rule, and whether the vote is taken at all.
fn terms(dossier: &Dossier, a: &CompareColumn, b: &CompareColumn) -> Vec<Point> {
    let mut points = Vec::new();
    for standing in [Standing::Voting, Standing::NoVote, Standing::NotParticipating, Standing::MustAbstain] {
        let members: Vec<MemberId> = standings(&a.floor, &b.floor)
            .into_iter()
            .filter(|(_, now)| *now == standing)
            .map(|(member, _)| member)
            .collect();
        if members.is_empty() {
            continue;
        }
        let who = Who::new(dossier, &members);
        let words = match standing {
            Standing::Voting => who.does("may vote", "may vote"),
            Standing::NoVote => who.does("may not vote", "may not vote"),
            Standing::NotParticipating => who.does("takes no part", "take no part"),
            Standing::MustAbstain => who.does("must abstain", "must abstain"),
        };
        points.push(Point { words, members });
    }
    let mut whole = |words: String| points.push(Point { words, members: Vec::new() });
    if a.data.body != b.data.body {
        whole(format!("the {} votes in place of the {}", b.data.body, a.data.body));
    } else if a.floor.moved != b.floor.moved {
        whole(
            if b.floor.moved { "the members of another day vote" } else { "the members of its own day vote" }
                .to_owned(),
        );
    }
    if b.floor.from_empty && !a.floor.from_empty {
        whole("it begins from an empty floor, since no roll call is recorded".to_owned());
    }
    if a.floor.rule != b.floor.rule {
        whole(format!("the rule becomes {}", b.rule));
    }
    points
}

/// What becomes of the result; nothing where nothing else differs and it is the same.
fn result(a: &CompareColumn, b: &CompareColumn, nothing_else: bool) -> Option<Point> {
    let (before, after) = (&a.data, &b.data);
    let same_fate = before.outcome_words() == after.outcome_words() && before.fate == after.fate;
    let same_tally = before.tally_words() == after.tally_words();
    if same_fate && same_tally && nothing_else {
        return None;
    }
    let spare = match after.bar.spare.as_str() {
        spare if spare.is_empty() || after.fate != Fate::Voted => String::new(),
        spare => format!(", {spare}"),
    };
    let words = match (same_fate, same_tally) {
        (false, _) => format!("{} becomes {}{spare}", result_words(before), result_words(after)),
        (true, true) => format!("it stays {}{spare}", result_words(after)),
        (true, false) => format!(
            "it stays {}, {} in place of {}{spare}",
            after.outcome_words().to_lowercase(),
            after.tally_words(),
            before.tally_words()
        ),
    };
    Some(Point { words, members: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        io::{DossierFile, china, ukraine},
        model::{Extra, Outcome, Vote},
        scenario::{ChangeKind, Scenario},
    };

    const L10: &str = "GA-20250224-L10";

    fn source(file: &DossierFile) -> Source<'_> {
        Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario: None }
    }

    fn named(file: &DossierFile, name: &str) -> Option<ScenarioId> {
        let found = file.scenarios.iter().find(|scenario| scenario.name == name);
        assert!(found.is_some(), "no scenario {name}");
        found.map(|scenario| scenario.id)
    }

    /// The built-in dossier with a scenario of these changes.
    fn with(kinds: impl IntoIterator<Item = (&'static str, ChangeKind)>) -> (DossierFile, Option<ScenarioId>) {
        let mut file = ukraine();
        let changes = kinds.into_iter().map(|(text, kind)| Change::new(text.into(), "a change", kind)).collect();
        let (note, extra) = (String::new(), Extra::new());
        file.scenarios.push(Scenario {
            id: ScenarioId(900),
            name: "Test".to_owned(),
            base: None,
            note,
            changes,
            extra,
        });
        (file, Some(ScenarioId(900)))
    }

    #[test]
    fn the_difference_is_told_in_words() {
        let file = ukraine();
        let difference =
            source(&file).difference(&L10.into(), None, named(&file, "US abstains")).expect("a difference");
        assert_eq!(
            difference.sentence(),
            "From As recorded to US abstains: United States moves from No to Abstain; it stays adopted, 93–17–66 in \
             place of 93–18–65, 19 to spare."
        );
        assert!(difference.elsewhere.is_empty());
        let labels: Vec<&str> = difference.changes.iter().map(|own| own.change.label.as_str()).collect();
        assert_eq!(labels, ["United States to Abstain"]);
        let back = source(&file).difference(&L10.into(), named(&file, "US abstains"), None).expect("a difference");
        assert!(back.sentence().contains("United States moves from Abstain to No"));
        assert!(back.changes.is_empty());
        let same = source(&file).difference(&L10.into(), None, None).expect("a difference");
        assert_eq!(same.sentence(), "On this text As recorded and As recorded are the same.");
    }

    #[test]
    fn rule_bloc_and_outcome_are_named() {
        let bloc = ChangeKind::Bloc { group: "EU".into(), vote: Vote::No, except: crate::model::Roster::default() };
        let (file, id) = with([(L10, bloc)]);
        let words = source(&file).difference(&L10.into(), None, id).expect("a difference").sentence();
        assert!(words.contains("26 members move from Yes to No (AUT BEL"), "{words}");
        assert!(words.contains("adopted 93–18–65 becomes rejected 67–44–65, 7 missing"), "{words}");
        let (file, id) = with([(L10, ChangeKind::Rule("ga-simple".into()))]);
        let words = source(&file).difference(&L10.into(), None, id).expect("a difference").sentence();
        assert!(
            words.contains("the rule becomes simple majority of members present and voting; it stays adopted"),
            "{words}"
        );
    }

    #[test]
    fn assumed_and_withdrawn_texts_have_no_vote_of_their_own() {
        let (file, id) = with([(L10, ChangeKind::Assume(Outcome::Rejected))]);
        let here = source(&file).under(id);
        let (data, decided) = here.floor_data(&L10.into()).expect("a floor");
        assert_eq!((decided.verdict.outcome, decided.verdict.margin), (Some(Outcome::Rejected), None));
        assert!(data.sentence().ends_with("rejected (assumed in this scenario)."), "{}", data.sentence());
        assert_eq!((data.bar.spare.as_str(), data.bar.needed.as_str()), ("assumed", "in this scenario"));
        let (file, id) = with([(L10, ChangeKind::Withdraw)]);
        let (data, decided) = source(&file).under(id).floor_data(&L10.into()).expect("a floor");
        assert_eq!((decided.fate, decided.verdict.outcome), (Fate::Withdrawn, None));
        assert_eq!((data.outcome_words(), data.tally_words().as_str()), ("Withdrawn", "withdrawn"));
        assert!(data.sentence().contains("withdrawn in this scenario, not put to the vote"));
        let words = source(&file).difference(&L10.into(), None, id).expect("a difference").sentence();
        assert!(words.ends_with("adopted 93–18–65 becomes withdrawn."), "{words}");
    }

    #[test]
    fn what_follows_from_another_text_is_followed() {
        let file = ukraine();
        let amended: TextId = "GA-20250224-L11-AMENDED".into();
        let id = named(&file, "Assumed: EU abstains unamended");
        let difference = source(&file).difference(&amended, None, id).expect("a difference");
        let words = difference.sentence();
        assert!(words.contains("27 members move from Yes to Abstain"), "{words}");
        assert!(difference.elsewhere.iter().any(|other| other.words.contains("adopted becomes assumed rejected")));
        // A motion that carries leaves nothing to vote on.
        let file = china();
        let id = named(&file, "If the vote is put off");
        let decided = source(&file).under(id).decide(&"GA-19711025-7-RES2758".into()).expect("a text");
        assert!(matches!(decided.fate, Fate::NotPut(_)), "{:?}", decided.fate);
        // On the record whatever was voted was voted.
        for text in &file.dossier.texts {
            assert_eq!(source(&file).decide(&text.id).expect("a text").fate, Fate::Voted, "{}", text.id);
        }
    }

    #[test]
    fn up_to_eight_stand_side_by_side() {
        let file = ukraine();
        let all: Vec<Option<ScenarioId>> = std::iter::repeat_n(None, 9).collect();
        assert_eq!(source(&file).compare(&L10.into(), &all).expect("a table").columns.len(), MOST);
        let three = [None, named(&file, "US abstains"), named(&file, "Serbia as it meant")];
        let data = source(&file).compare(&L10.into(), &three).expect("a table");
        let rows: Vec<(&str, Vec<&str>)> = data
            .rows
            .iter()
            .map(|(row, name)| (name.as_str(), row.casts.iter().map(|cast| cast.letter()).collect()))
            .collect();
        assert_eq!(rows, [("Serbia", vec!["Y", "Y", "A"]), ("United States", vec!["N", "A", "N"])]);
        assert!(data.sentence().starts_with("2 members differ among As recorded: adopted 93–18–65"));
    }
}
