//! A whip count as CSV: a line of headings, then one member a line. Only its member and stance are required.
//!
//! | column | holds |
//! |---|---|
//! | `member` | code, name or another name |
//! | `stance` | firm yes, lean yes, firm no, lean no, firm abstain, lean abstain, undecided, likely absent |
//! | `percent` | 0 to 100: the chance that it votes as its stance says |
//! | `source` | capital, instructed, spoken, rumour |
//! | `date` | 2025-02-24 |
//! | `note` | anything |
//!
//! Columns stand in any order, with commas, semicolons or tabs between them. Nothing is dropped without a word.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::{
    Problem,
    paste::{Names, delimiter},
};
use crate::model::{Date, Dossier, Hearing, Lean, MemberId, Percent, Stance, fold};

/// What a whip count as CSV holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhipCsv {
    /// What is known of each member.
    pub leans: BTreeMap<MemberId, Lean>,
    /// The lines that could not be read.
    pub problems: Vec<Problem>,
    /// What was passed over, and does not keep the rest from being used.
    pub remarks: Vec<Problem>,
}

const COLUMNS: [&str; 6] = ["member", "stance", "percent", "source", "date", "note"];

/// Which column holds what.
struct Columns([Option<usize>; 6]);

impl Columns {
    fn place(&self, name: &str) -> Option<usize> {
        COLUMNS.iter().position(|column| *column == name).and_then(|n| self.0.get(n).copied().flatten())
    }

    /// The field under a heading; empty where there is none.
    fn field<'a>(&self, record: &'a StringRecord, name: &str) -> &'a str {
        self.place(name).and_then(|at| record.get(at)).unwrap_or("").trim()
    }
}

/// Reads a whip count.
#[must_use]
pub fn whip_csv(text: &str, dossier: &Dossier) -> WhipCsv {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter(text.lines().find(|line| !line.trim().is_empty()).unwrap_or(""));
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut found = WhipCsv::default();
    let mut lines: BTreeMap<MemberId, usize> = BTreeMap::new();
    let names = Names::of(dossier);
    let mut columns: Option<Columns> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                found.problems.push(Problem::new(format!("The file cannot be read on: {error}"), ""));
                break;
            }
        };
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let row = Row { record: &record, text, delimiter: char::from(delimiter) };
        let Some(columns) = &columns else {
            match headings(&row, &mut found.remarks) {
                Ok(read) => columns = Some(read),
                Err(problem) => {
                    found.problems.push(problem);
                    break;
                }
            }
            continue;
        };
        match lean(&row, columns, &names, &mut found.remarks) {
            Ok((member, lean)) => {
                if let Some(before) = lines.insert(member.clone(), row.line()) {
                    let message = format!("{member} stands here again, and on line {before} already");
                    found.problems.push(row.problem(columns.place("member"), message, "Take one of the two out."));
                }
                found.leans.insert(member.clone(), lean);
            }
            Err(problem) => found.problems.push(problem),
        }
    }
    if columns.is_none() && found.problems.is_empty() {
        found.problems.push(Problem::new("The file is empty", "Begin it with the line member,stance.").at(1, 1));
    }
    found
}

/// One line of the file.
struct Row<'a> {
    record: &'a StringRecord,
    text: &'a str,
    delimiter: char,
}

impl Row<'_> {
    fn line(&self) -> usize {
        self.record.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or(1)
    }

    /// A problem at a field; at the beginning of the line where the field is not there.
    fn problem(&self, field: Option<usize>, message: String, hint: &str) -> Problem {
        let (line, column) = self.start(field.unwrap_or(0)).unwrap_or((self.line(), 1));
        Problem::new(message, hint).at(line, column)
    }

    /// Where a field begins: line and column in characters, both from 1. A field in quotation marks may hold the
    /// delimiter and ends of lines.
    fn start(&self, field: usize) -> Option<(usize, usize)> {
        let from = usize::try_from(self.record.position()?.byte()).ok()?;
        let (mut line, mut column, mut passed, mut quoted) = (self.line(), 1, 0, false);
        // The reader counts the ends of the lines before as part of this one.
        for c in self.text.get(from..)?.trim_start_matches(['\r', '\n']).chars() {
            if passed == field {
                break;
            }
            match c {
                '"' => quoted = !quoted,
                c if c == self.delimiter && !quoted => passed += 1,
                '\n' if !quoted => return None,
                _ => {}
            }
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        (passed == field).then_some((line, column))
    }
}

fn headings(row: &Row<'_>, remarks: &mut Vec<Problem>) -> Result<Columns, Problem> {
    let mut columns = Columns([None; 6]);
    for (at, heading) in row.record.iter().enumerate() {
        let folded = fold(heading);
        match COLUMNS.iter().zip(&mut columns.0).find(|(name, _)| **name == folded) {
            Some((name, Some(_))) => {
                return Err(row.problem(Some(at), format!("There are two columns {name}"), "Take one of them out."));
            }
            Some((_, slot)) => *slot = Some(at),
            None if folded.is_empty() => {}
            None => remarks.push(row.problem(
                Some(at),
                format!("The column \"{}\" is passed over", heading.trim()),
                "A whip count has the columns member, stance, percent, source, date and note.",
            )),
        }
    }
    let missing: Vec<&str> = ["member", "stance"].into_iter().filter(|name| columns.place(name).is_none()).collect();
    if missing.is_empty() {
        return Ok(columns);
    }
    let message = format!("The first line has no column {}", missing.join(" and no column "));
    Err(row.problem(None, message, "Begin the file with the line member,stance,percent,source,date,note."))
}

fn lean<'a>(
    row: &Row<'_>,
    columns: &Columns,
    names: &Names<'a>,
    remarks: &mut Vec<Problem>,
) -> Result<(&'a MemberId, Lean), Problem> {
    let field = |name: &str| columns.field(row.record, name);
    let wrong = |name: &str, message: String, hint: &str| row.problem(columns.place(name), message, hint);
    if let Some(open) = row.record.iter().find(|field| field.contains('\n') && field.trim() != self::note(row, columns))
    {
        let start = open.lines().next().unwrap_or("");
        let hint = "Close or remove the quotation mark; the lines after it were not read.";
        return Err(row.problem(None, format!("A quotation mark is opened and not closed at \"{start}\""), hint));
    }
    let named = field("member");
    if named.is_empty() {
        return Err(wrong("member", "The member is missing".to_owned(), "Write its code or its name."));
    }
    let member = names.member(&[named]).map_err(|problem| wrong("member", problem.message, &problem.hint))?;
    let (typed, hint) = (
        field("stance"),
        "Write firm yes, lean yes, firm no, lean no, firm abstain, lean abstain, \
        undecided or likely absent.",
    );
    let stance = Stance::parse(typed).ok_or_else(|| {
        let message = if typed.is_empty() {
            format!("The stance of {member} is missing")
        } else {
            format!("\"{typed}\" is no stance")
        };
        wrong("stance", message, hint)
    })?;
    let mut lean = Lean { note: field("note").to_owned(), ..Lean::new(stance) };
    let typed = field("percent");
    if !typed.is_empty() {
        let number = typed.trim_end_matches('%').trim().parse::<u8>().ok().filter(|number| *number <= 100);
        let number = number.ok_or_else(|| {
            let hint = "Write a whole number from 0 to 100.";
            wrong("percent", format!("\"{typed}\" is no percentage"), hint)
        })?;
        lean.percent = Some(Percent::new(number));
        if stance == Stance::Undecided {
            lean.percent = None;
            let message = format!("The percentage of {member} is passed over, since undecided names no vote");
            remarks.push(wrong("percent", message, "Leave it empty, or write a stance."));
        }
    }
    let typed = field("source");
    if !typed.is_empty() {
        let source = Hearing::parse(typed);
        let hint = "Write capital, instructed, spoken or rumour, or leave it empty.";
        lean.source = Some(source.ok_or_else(|| wrong("source", format!("\"{typed}\" is no source"), hint))?);
    }
    let typed = field("date");
    if !typed.is_empty() {
        let hint = "Write it so, or leave it empty.";
        lean.date = Some(typed.parse::<Date>().map_err(|message| wrong("date", message, hint))?);
    }
    Ok((member, lean))
}

fn note<'a>(row: &Row<'a>, columns: &Columns) -> &'a str {
    columns.field(row.record, "note")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io;

    fn read(text: &str) -> WhipCsv {
        whip_csv(text, &io::ukraine().dossier)
    }

    fn problems(text: &str) -> Vec<String> {
        read(text).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_whole_count_is_read() {
        let found = read(
            "Member,STANCE,percent,source,date,note\n\
             USA,firm no,98,capital,2025-02-23,\"told us, twice\"\n\
             \n\
             united kingdom,Lean_Yes,70 %,Spoken,,\n\
             CHN,undecided,,rumor,2025,\n\
             France,leaning abstain\n",
        );
        assert_eq!((found.problems, found.remarks), (Vec::new(), Vec::new()));
        let lean = |code: &str| found.leans.get(&code.into()).cloned().expect("a lean");
        assert_eq!(
            lean("USA"),
            Lean {
                stance: Stance::FirmNo,
                percent: Some(Percent::new(98)),
                source: Some(Hearing::Capital),
                date: Some("2025-02-23".parse().expect("a date")),
                note: "told us, twice".to_owned(),
            }
        );
        assert_eq!((lean("GBR").stance, lean("GBR").percent), (Stance::LeanYes, Some(Percent::new(70))));
        assert_eq!((lean("CHN").stance, lean("CHN").source), (Stance::Undecided, Some(Hearing::Rumour)));
        assert_eq!(lean("FRA"), Lean::new(Stance::LeanAbstain));
        assert_eq!(found.leans.len(), 4);
    }

    #[test]
    fn columns_stand_in_any_order_with_any_mark_between_them() {
        let found = read("\u{feff}stance;note;member\nfirm yes;a, b;CIV\n");
        assert_eq!(found.problems, Vec::new());
        assert_eq!(found.leans.get(&"CIV".into()).expect("a lean").note, "a, b");
        assert_eq!(read("member\tstance\r\nFRA\tlean no\r\n").leans.len(), 1);
        let many = read("member,stance,note\nFRA,lean no,\"one\ntwo\"\nUSA,lean yes,\n");
        assert_eq!((many.leans.len(), many.problems), (2, Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let text = "member,stance,percent,source,date\n\
                    USA,yes,,,\n\
                    Atlantis,firm yes,,,\n\
                    FRA,lean no,140,,\n\
                    \"GBR\",lean no,70.5,,\n\
                    CHN,,,,\n\
                    ,lean no,,,\n\
                    RUS,firm no,,hearsay,\n\
                    DEU,firm yes,90,capital,24/02/2025\n\
                    AUT,firm yes,,,\n\
                    Austria,lean no,,,\n";
        let found = problems(text);
        let want = [
            "line 2:5: \"yes\" is no stance.",
            "line 3:1: \"Atlantis\" is no member.",
            "line 4:13: \"140\" is no percentage.",
            "line 5:15: \"70.5\" is no percentage.",
            "line 6:5: The stance of CHN is missing.",
            "line 7:1: The member is missing.",
            "line 8:14: \"hearsay\" is no source.",
            "line 9:25: \"24/02/2025\" is not a date",
            "line 11:1: AUT stands here again, and on line 10 already.",
        ];
        assert_eq!(found.len(), want.len(), "{found:#?}");
        for (found, want) in found.iter().zip(want) {
            assert!(found.starts_with(want), "{found} / {want}");
        }
    }

    #[test]
    fn a_file_without_its_headings_is_refused() {
        assert!(
            problems("USA,firm no\n")[0]
                .starts_with("line 1:1: The first line has no column member and no column stance")
        );
        assert!(problems("member,vote\nUSA,no\n")[0].contains("no column stance"));
        assert!(problems("")[0].contains("empty"));
        assert!(problems("member,stance,stance\n")[0].starts_with("line 1:15: There are two columns stance"));
        let open = problems("member,stance\n\"USA,firm no\nFRA,firm yes\n");
        assert!(open.len() == 1 && open[0].contains("quotation mark"), "{open:?}");
    }

    #[test]
    fn what_is_passed_over_is_said() {
        let found = read("member,stance,percent,mood\nUSA,undecided,60,grim\n");
        assert_eq!(found.problems, Vec::new());
        let remarks: Vec<String> = found.remarks.iter().map(ToString::to_string).collect();
        assert!(remarks[0].starts_with("line 1:23: The column \"mood\" is passed over."), "{remarks:?}");
        assert!(remarks[1].starts_with("line 2:15: The percentage of USA is passed over"), "{remarks:?}");
        assert_eq!(found.leans.get(&"USA".into()).expect("a lean").percent, None);
    }
}
