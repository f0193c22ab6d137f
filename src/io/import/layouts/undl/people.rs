//! What is odd in how rows name members, said once of each: a code that is no state's, a name of another state, no code
//! or no name, and letters that were read in a wrong encoding.

use std::collections::BTreeSet;

use super::{Column, Columns, states::text};
use crate::{
    archive::Place,
    io::import::{Finding, Kind, looks_misread, mend, read::Job, states},
    model::{Date, fold},
};

/// Codes of states that went on under the name of another for a while, so that a name of one beside the code of another
/// is no mistake.
const KIN: [&[&str]; 5] = [&["DEU", "FRG"], &["SRB", "YUG", "SCG"], &["YEM", "YAR"], &["CHN", "TWN"], &["CZE", "CSK"]];

/// How a member was named so far.
#[derive(Default)]
struct Named {
    /// By the last row, as the next one does as a rule.
    last: Vec<u8>,
    names: Vec<Vec<u8>>,
    /// Whether it was said that a name is another state's.
    told: bool,
}

/// Members without a code or a name, and the first row that is so.
#[derive(Default)]
struct Without {
    first: Option<Place>,
    members: BTreeSet<usize>,
}

impl Without {
    fn note(&mut self, voter: usize, place: Place) {
        self.first.get_or_insert(place);
        self.members.insert(voter);
    }

    fn tell(&mut self, what: &str, done: &str, column: usize, job: &mut Job<'_>) {
        let Some(place) = self.first.take() else { return };
        let voters = &job.builder.archive().voters;
        let names: Vec<&str> =
            self.members.iter().filter_map(|voter| voters.get(*voter)).map(crate::archive::Voter::name).collect();
        let message = match names.as_slice() {
            [one] => format!("Rows of {one} have no {what}, from this one on"),
            many => format!("Rows of {} members have no {what}, from this one on", many.len()),
        };
        self.members.clear();
        job.findings.push(Finding::warning(Kind::Missing, message, done).at(place, column));
    }
}

/// The members of the files at hand.
#[derive(Default)]
pub(super) struct People {
    seen: Vec<Named>,
    without_code: Without,
    without_name: Without,
    misread: Option<(Place, u64)>,
}

impl People {
    /// Notes how a row names a member.
    pub fn note(
        &mut self,
        voter: usize,
        (code, name): (&[u8], &[u8]),
        day: u32,
        (place, columns): (Place, &Columns),
        job: &mut Job<'_>,
    ) {
        if self.seen.len() <= voter {
            self.seen.resize_with(voter + 1, Named::default);
        }
        let Some(seen) = self.seen.get_mut(voter) else { return };
        let new = seen.names.is_empty();
        if !new && seen.last == name && !code.is_empty() {
            return;
        }
        seen.last.clear();
        seen.last.extend_from_slice(name);
        if code.is_empty() {
            self.without_code.note(voter, place);
        }
        if seen.names.iter().any(|known| known == name) {
            return;
        }
        seen.names.push(name.to_owned());
        if name.is_empty() && columns.place(Column::Name).is_some() {
            self.without_name.note(voter, place);
        }
        let (code, name) = (text(code, job.options.encoding).0, text(name, job.options.encoding).0);
        let finding = match states::by_code(&code) {
            _ if code.is_empty() => None,
            None if new => Some((Column::Code, unknown(&code))),
            Some(state) if !seen.told => {
                let other = of_another(state, &name, crate::model::Date::unpacked(day).as_ref());
                seen.told = other.is_some();
                other.map(|finding| (Column::Name, finding))
            }
            _ => None,
        };
        if let Some((column, finding)) = finding {
            job.findings.push(finding.at(place, columns.place(column).map_or(0, |column| column + 1)));
        }
        self.text(&name, place);
    }

    /// Notes a text or a name, where it was once read in a wrong encoding.
    pub fn text(&mut self, text: &str, place: Place) {
        if looks_misread(text) || mend(text).is_some() {
            self.misread.get_or_insert((place, 0)).1 += 1;
        }
    }

    /// Says what was noted in a file.
    pub fn end_file(&mut self, columns: &Columns, job: &mut Job<'_>) {
        let at = |column| columns.place(column).map_or(0, |place| place + 1);
        self.without_code.tell("code", "The member was found by its name", at(Column::Code), job);
        self.without_name.tell("name", "The member was found by its code", at(Column::Name), job);
        if let Some((place, count)) = self.misread.take() {
            let message = match count {
                1 => "Letters look as if they had been read in a wrong encoding".to_owned(),
                _ => format!("Letters of {count} texts and names look as if they had been read in a wrong encoding"),
            };
            let finding = Finding::note(Kind::Encoding, message, "The text stands as the file has it");
            job.findings.push(finding.at(place, 0));
        }
    }
}

fn unknown(code: &str) -> Finding {
    let message = format!("\"{code}\" is the code of no state that is known");
    Finding::warning(Kind::Unmatched, message, "It stands as a member of its own")
}

/// What to say where the name beside a code is another state's.
fn of_another(state: &states::State, name: &str, date: Option<&Date>) -> Option<Finding> {
    let (then, now) = (states::by_name(name, date), states::by_name(name, None));
    let other = then.or(now)?;
    let own = |found: Option<&states::State>| found.is_some_and(|found| found.code == state.code);
    let folded = fold(name);
    let kin = KIN.iter().any(|kin| kin.contains(&state.code.as_str()) && kin.contains(&other.code.as_str()));
    if own(then) || own(now) || kin || state.names.iter().any(|spell| fold(&spell.value) == folded) {
        return None;
    }
    let message = format!("The code {} stands beside the name \"{name}\", which is {}’s", state.code, other.code);
    Some(Finding::warning(Kind::SharedCode, message, "The vote counts as that of the code"))
}
