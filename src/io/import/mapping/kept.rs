//! Columns that are kept as they are in a table of one row a vote: each is about the roll call, about the member, or
//! about neither, and which of them shows when all rows were read.

use std::collections::BTreeMap;

use super::gather::Reading;
use crate::{
    archive::Place,
    io::import::{Finding, Kind, Row, number::is_missing},
};

/// A column that is kept as it is.
pub(super) struct Kept {
    column: usize,
    /// What it says of each roll call; none once two rows of one differ.
    roll_calls: Option<BTreeMap<usize, String>>,
    /// The same for members.
    members: Option<BTreeMap<usize, String>>,
    /// Where it showed that it is about neither.
    neither: Place,
}

impl Kept {
    /// A column of which nothing was read.
    pub fn of(column: usize) -> Self {
        Self { column, roll_calls: Some(BTreeMap::new()), members: Some(BTreeMap::new()), neither: Place::default() }
    }

    fn note(&mut self, row: Row<'_>, roll_call: usize, member: usize) {
        let text = row.get(self.column);
        if is_missing(text) || (self.roll_calls.is_none() && self.members.is_none()) {
            return;
        }
        says_one(&mut self.roll_calls, roll_call, text);
        says_one(&mut self.members, member, text);
        self.neither = row.place;
    }
}

/// Notes what is said of one of many, and forgets all where something else was said of it.
fn says_one(known: &mut Option<BTreeMap<usize, String>>, number: usize, text: &str) {
    let Some(said) = known.as_mut() else { return };
    match said.get(&number) {
        Some(before) if before == text => {}
        Some(_) => *known = None,
        None => {
            said.insert(number, text.to_owned());
        }
    }
}

impl Reading<'_, '_> {
    /// Takes what the columns that are kept say in a row.
    pub fn keep(&mut self, row: Row<'_>, roll_call: usize, member: usize) {
        for kept in &mut self.kept {
            kept.note(row, roll_call, member);
        }
    }

    /// Puts what was kept beside the roll calls or the members, and says where it is about neither.
    pub fn put_kept(&mut self) {
        for kept in std::mem::take(&mut self.kept) {
            let name = self.header.get(kept.column).cloned().unwrap_or_default();
            match (kept.roll_calls, kept.members) {
                (Some(said), _) => {
                    for (number, text) in said {
                        let value = self.words(&text, kept.neither);
                        if let Some(roll_call) = self.gather.builder.roll_call_mut(number) {
                            roll_call.extra.push((name.clone(), value));
                        }
                    }
                }
                (None, Some(said)) => {
                    for (number, text) in said {
                        let pair = (name.clone(), self.words(&text, kept.neither));
                        let voter = self.gather.builder.voter_mut(number);
                        if let Some(voter) = voter.filter(|voter| !voter.extra.contains(&pair)) {
                            voter.extra.push(pair);
                        }
                    }
                }
                (None, None) => {
                    let message = format!("The column {name} differs within roll calls and within members");
                    let done = "What is about single votes has no place beside them; it was not kept";
                    let finding = Finding::warning(Kind::Unused, message, done);
                    self.gather.findings.push(finding.at(kept.neither, kept.column + 1));
                }
            }
        }
    }
}
