//! Published totals beside the count, once all votes are there.

use super::{Finding, Findings, Kind, Totals};
use crate::{
    archive::{Archive, RollCall},
    model::{Counts, Tally, Vote},
};

/// Compares every published total with the count and finds what differs, roll call by roll call.
pub(super) fn totals(archive: &Archive, findings: &mut Findings) -> Totals {
    let mut totals = Totals::default();
    for (number, roll_call) in archive.roll_calls.iter().enumerate() {
        if roll_call.published.is_empty() || archive.planes.listed(number) == 0 {
            continue;
        }
        totals.checked += 1;
        let counted = archive.counts(number);
        let words = differences(roll_call.published, counted);
        if words.is_empty() {
            totals.agree += 1;
            continue;
        }
        totals.differ += 1;
        findings.push(differs(roll_call, &words));
    }
    totals
}

fn differs(roll_call: &RollCall, words: &[String]) -> Finding {
    let label = match roll_call.label() {
        label if label == roll_call.id => format!("roll call {label}"),
        label => format!("{label}, roll call {}", roll_call.id),
    };
    // What differs comes first: in a list the end of a line may be cut.
    let message = format!("Total of {}: {label}", words.join(", "));
    Finding::warning(Kind::TotalsDiffer, message, "The votes stand as listed and the totals beside them")
        .at(roll_call.place, 0)
}

/// "yes 29 published, 28 listed".
fn differences(published: Tally, counted: Counts) -> Vec<String> {
    let word = |vote| match vote {
        Vote::Yes => "yes",
        Vote::No => "no",
        Vote::Abstain => "abstain",
        Vote::Absent => "not voting",
    };
    published
        .differences(counted)
        .map(|(vote, published, counted)| format!("{} {published} published, {counted} listed", word(vote)))
        .collect()
}
