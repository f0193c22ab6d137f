//! What is odd in how rows name members, said once of each: a code that is no state's, a name of another state, no code
//! or no name, and letters that were read in a wrong encoding.

use std::collections::BTreeSet;

use super::{
    Column, Columns,
    states::{named, text},
};
use crate::{
    archive::Place,
    io::import::{
        Encoding, Finding, Kind, looks_misread, mend,
        read::Job,
        states,
        text::{LOST, READ_AS_WINDOWS},
    },
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

/// Bytes of the file at hand that are not UTF-8: said of the first line.
#[derive(Default)]
struct Odd {
    told: bool,
}

impl Odd {
    fn note(&mut self, bytes: &[u8], place: Place, job: &mut Job<'_>) {
        if self.told || job.options.encoding == Some(Encoding::Windows1252) || std::str::from_utf8(bytes).is_ok() {
            return;
        }
        self.told = true;
        let message = "The line is not UTF-8; others after it may be so";
        let finding = match job.options.encoding {
            None => Finding::note(Kind::Encoding, message, READ_AS_WINDOWS),
            Some(_) => Finding::warning(Kind::Encoding, message, LOST),
        };
        job.findings.push(finding.at(place, 0));
    }
}

/// The members of the files at hand.
#[derive(Default)]
pub(super) struct People {
    seen: Vec<Named>,
    without_code: Without,
    without_name: Without,
    misread: Option<(Place, u64)>,
    /// Names that were put right.
    mended: Option<(Place, u64)>,
    odd: Odd,
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
        for bytes in [code, name] {
            self.odd.note(bytes, place, job);
        }
        let right = mend(&text(name, job.options.encoding).0).is_some();
        let (code, name) = (text(code, job.options.encoding).0, named(name, job.options.encoding));
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
        if right {
            self.mended.get_or_insert((place, 0)).1 += 1;
        }
        self.text(&name, place);
    }

    /// Notes bytes that are not UTF-8.
    pub fn letters(&mut self, bytes: &[u8], place: Place, job: &mut Job<'_>) {
        self.odd.note(bytes, place, job);
    }

    /// Notes a text that was once read in a wrong encoding.
    pub fn text(&mut self, text: &str, place: Place) {
        if looks_misread(text) || mend(text).is_some() {
            self.misread.get_or_insert((place, 0)).1 += 1;
        }
    }

    /// Says what was noted in a file.
    pub fn end_file(&mut self, columns: &Columns, job: &mut Job<'_>) {
        self.odd.told = false;
        let at = |column| columns.place(column).map_or(0, |place| place + 1);
        self.without_code.tell("code", "The member was found by its name", at(Column::Code), job);
        self.without_name.tell("name", "The member was found by its code", at(Column::Name), job);
        if let Some((place, count)) = self.mended.take() {
            let message = match count {
                1 => "The letters of a name had been read in a wrong encoding".to_owned(),
                _ => format!("The letters of {count} names had been read in a wrong encoding"),
            };
            let finding = Finding::note(Kind::Encoding, message, "They were put right");
            job.findings.push(finding.at(place, at(Column::Name)));
        }
        if let Some((place, count)) = self.misread.take() {
            let message = match count {
                1 => "Letters look as if they had been read in a wrong encoding".to_owned(),
                _ => format!("Letters of {count} texts look as if they had been read in a wrong encoding"),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test may fail loudly")]

    use crate::io::import::{Encoding, Imported, Input, Kind, Options, Severity, Silent, import};

    const HEADER: &[u8] = b"undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title\n";

    fn read(rows: &[&[u8]], encoding: Option<Encoding>) -> Imported {
        let bytes = [HEADER, &rows.concat()].concat();
        let options = Options { encoding, ..Options::default() };
        import(&[Input::memory("v.csv", bytes)], &options, &Silent).expect("a known layout")
    }

    fn told(imported: &Imported) -> Vec<(Severity, u32, &str)> {
        let list = imported.findings.list().iter().filter(|finding| finding.kind == Kind::Encoding);
        list.map(|finding| (finding.severity, finding.place.line, finding.done.as_str())).collect()
    }

    fn name(imported: &Imported, id: &str) -> String {
        let voters = &imported.archive.voters;
        voters.iter().find(|voter| voter.id.as_str() == id).expect("a member").name().to_owned()
    }

    #[test]
    fn names_in_another_encoding_are_said() {
        let rows: [&[u8]; 2] = [
            b"1,FRA,FRANCE,Y,2022-01-01,76,A/RES/76/1,Peace\n",
            b"1,TUR,T\xDCRKIYE,Y,2022-01-01,76,A/RES/76/1,Peace\n",
        ];
        let imported = read(&rows, None);
        assert_eq!((name(&imported, "TUR").as_str(), told(&imported).len()), ("T\u{fc}rkiye", 1));
        assert!(matches!(told(&imported).as_slice(), [(Severity::Note, 3, done)] if done.contains("Windows-1252")));
        let lost = read(&rows, Some(Encoding::Utf8));
        assert!(matches!(told(&lost).as_slice(), [(Severity::Warning, 3, done)] if done.contains("cannot be read")));
        assert_eq!(told(&read(&rows, Some(Encoding::Windows1252))), []);
        // Each file says it of itself, and of letters of a title as well.
        let rows: [&[u8]; 1] = [b"1,FRA,FRANCE,Y,2022-01-01,76,A/RES/76/1,Caf\xE9\n"];
        assert!(matches!(told(&read(&rows, Some(Encoding::Utf8))).as_slice(), [(Severity::Warning, 2, _)]));
    }

    #[test]
    fn names_that_were_read_wrongly_are_put_right() {
        let spoilt = "1,TUR,T\u{c3}\u{153}RKIYE,Y,2022-01-01,76,A/RES/76/1,Peace\n";
        let right = "2,TUR,T\u{dc}RKIYE,Y,2022-02-01,76,A/RES/76/2,Peace\n";
        let imported = read(&[spoilt.as_bytes(), right.as_bytes()], None);
        assert_eq!(name(&imported, "TUR"), "T\u{fc}rkiye");
        assert_eq!(told(&imported), [(Severity::Note, 2, "They were put right")]);
        // A member without a code is found by its name.
        let imported = read(&[spoilt.replace("TUR,", ",").as_bytes(), right.as_bytes()], None);
        assert_eq!((imported.summary.members, imported.summary.votes), (1, 2));
    }
}
