//! Roll calls as a table: what the rules say beside what the record says.

use super::Decided;
use crate::{
    archive::{Archive, Selection, absences_listed},
    model::{Outcome, Vote},
};

/// The names of the columns of [`list_rows`].
pub const LIST_COLUMNS: [&str; 15] = [
    "id", "date", "body", "session", "symbol", "title", "yes", "no", "abstain", "absent", "rule", "outcome",
    "recorded", "differs", "result",
];

/// A row for each of these roll calls, in their order. What is not known is an empty cell; so is `differs` where the
/// record gives nothing that the outcome by the rules could differ from.
#[must_use]
pub fn list_rows(archive: &Archive, decided: &[Decided], numbers: &[u32]) -> Vec<Vec<String>> {
    let absences = absences_listed(archive);
    numbers.iter().filter_map(|number| row(archive, decided, &absences, *number as usize)).collect()
}

/// How many voted so: as the votes are listed, or as was published where none are. None where nothing says it.
fn count(archive: &Archive, number: usize, absences: &Selection, vote: Vote) -> Option<u32> {
    let roll_call = archive.roll_calls.get(number)?;
    let counts = archive.counts(number);
    if counts.total() > 0 && (vote != Vote::Absent || absences.contains(number as u32)) {
        return Some(counts.of(vote));
    }
    roll_call.published.of(vote).filter(|_| !roll_call.published.is_too_large())
}

fn row(archive: &Archive, decided: &[Decided], absences: &Selection, number: usize) -> Option<Vec<String>> {
    let (roll_call, decided) = (archive.roll_calls.get(number)?, decided.get(number)?);
    let count = |vote| count(archive, number, absences, vote).map_or(String::new(), |count| count.to_string());
    let word = |outcome: Option<Outcome>| outcome.map_or(String::new(), |outcome| outcome.label().to_lowercase());
    let symbol = [&roll_call.symbol, &roll_call.draft].into_iter().find(|text| !text.is_empty());
    let differs = match (decided.differs(), decided.agrees) {
        (true, _) => "yes",
        (false, Some(true)) => "no",
        (false, _) => "",
    };
    Some(vec![
        roll_call.id.clone(),
        roll_call.date.as_ref().map_or(String::new(), ToString::to_string),
        archive.forum(number).map_or(String::new(), |forum| forum.name.clone()),
        roll_call.session.clone(),
        symbol.cloned().unwrap_or_default(),
        roll_call.heading().to_owned(),
        count(Vote::Yes),
        count(Vote::No),
        count(Vote::Abstain),
        count(Vote::Absent),
        decided.rule.to_string(),
        word(decided.outcome),
        word(decided.recorded),
        differs.to_owned(),
        roll_call.result.clone(),
    ])
}
