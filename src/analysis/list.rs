//! Roll calls as a table: what the rules say beside what the record says.

use super::Decided;
use crate::{
    archive::Archive,
    model::{Counts, Outcome},
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
    numbers.iter().filter_map(|number| row(archive, decided, *number as usize)).collect()
}

fn row(archive: &Archive, decided: &[Decided], number: usize) -> Option<Vec<String>> {
    let (roll_call, decided) = (archive.roll_calls.get(number)?, decided.get(number)?);
    let counts = archive.counts_or_totals(number);
    let count = |of: fn(&Counts) -> u32| counts.as_ref().map_or(String::new(), |counts| of(counts).to_string());
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
        count(|counts| counts.yes),
        count(|counts| counts.no),
        count(|counts| counts.abstain),
        count(|counts| counts.absent),
        decided.rule.to_string(),
        word(decided.outcome),
        word(decided.recorded),
        differs.to_owned(),
        roll_call.result.clone(),
    ])
}
