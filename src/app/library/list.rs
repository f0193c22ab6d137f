//! The roll calls that are listed as a table: what the rules say beside what the record says.

use super::Collection;
use crate::model::Outcome;

/// The table as CSV, in the order of the list.
#[must_use]
pub fn list_csv(held: &Collection, numbers: &[u32]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A writer into memory does not fail.
    let _ = writer.write_record([
        "id",
        "date",
        "body",
        "session",
        "symbol",
        "title",
        "yes",
        "no",
        "abstain",
        "not_voting",
        "rule",
        "rules_say",
        "record_says",
        "agree",
        "result",
    ]);
    let word = |outcome: Option<Outcome>| outcome.map_or("", Outcome::label).to_lowercase();
    for number in numbers.iter().map(|number| *number as usize) {
        let Some(roll_call) = held.imported.archive.roll_calls.get(number) else { continue };
        let decided = held.decided(number);
        let counts = held.counts(number);
        let count = |of: fn(&crate::model::Counts) -> u32| counts.as_ref().map_or(String::new(), |c| of(c).to_string());
        let agree = decided.and_then(|decided| decided.agrees).map_or("", |agrees| if agrees { "yes" } else { "no" });
        let _ = writer.write_record([
            roll_call.id.as_str(),
            roll_call.date.as_ref().map_or("", |date| date.as_str()),
            held.imported.archive.forum(number).map_or("", |forum| forum.name.as_str()),
            &roll_call.session,
            roll_call.label(),
            roll_call.heading(),
            &count(|c| c.yes),
            &count(|c| c.no),
            &count(|c| c.abstain),
            &count(|c| c.absent),
            decided.map_or("", |decided| decided.rule.as_str()),
            &word(held.outcome(number)),
            &word(roll_call.recorded),
            agree,
            &roll_call.result,
        ]);
    }
    writer.into_inner().unwrap_or_default()
}
