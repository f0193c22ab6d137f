//! A record of the Security Council: one row a member and vote, adopted and failed drafts.

use std::{borrow::Cow, ops::ControlFlow};

use super::undl::{Body, Book, Columns, Resolution, by_name};
use crate::{
    archive::{Entry, RollCall},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet, dates, number,
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::{Date, Outcome, Vote},
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    head.has(&["id", "date", "resolution", "draft", "outcome", "vote", "member state"]).then_some("votes")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = job.builder.forum(Body::Council.forum());
    let mut book = Book::new(forum);
    for part in parts {
        let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
        Columns::new(&sheet.header).tell_nameless(sheet.header_place, job);
        sheet.each(|row| {
            if let Err(finding) = vote(&sheet, &row, forum, &mut book, job) {
                job.findings.push(finding);
                job.findings.leave_out(1);
            }
            ControlFlow::Continue(())
        });
        job.done(part.input)?;
    }
    book.finish(job);
    Ok(())
}

fn vote(sheet: &Sheet, row: &Row<'_>, forum: u32, book: &mut Book, job: &mut Job<'_>) -> Result<(), Finding> {
    const LEFT: &str = "The row was left out";
    let cell = |name: &str| row.cell(sheet.column(name));
    let at = |finding: Finding, name: &str| finding.at(row.place, sheet.column(name).map_or(0, |column| column + 1));
    let date = day_first(cell("Date")).or_else(|| dates::told(cell("Date")));
    let vote = word(cell("Vote"));
    let (Some(vote), false) = (vote, row.len() != sheet.header.len()) else {
        // Where the day is none either, the row is not one of this table.
        return Err(if row.len() != sheet.header.len() || date.is_none() {
            let message = "The columns of the row are shifted: it has no vote where the others have theirs";
            Finding::error(Kind::BadRow, message, LEFT).at(row.place, 0)
        } else if cell("Vote").is_empty() {
            at(Finding::error(Kind::Missing, "The row has no vote", LEFT), "Vote")
        } else {
            let message = format!("\"{}\" is no vote of this layout (Yes, No or Abstain)", cell("Vote"));
            at(Finding::error(Kind::UnknownVote, message, LEFT), "Vote")
        });
    };
    let name = cell("Member State");
    if name.is_empty() {
        return Err(at(Finding::error(Kind::Missing, "The row names no member", LEFT), "Member State"));
    }
    let resolution = resolution(sheet, row, date, forum, job);
    let date = resolution.roll_call.date.clone();
    let Some(target) = book.add(resolution, job) else {
        return Err(at(Finding::error(Kind::Missing, "The row names no vote of the Council", LEFT), "ID"));
    };
    let voter = by_name(name, date.as_ref(), job);
    book.cast(target, voter, Entry::Cast(vote), row.place, job);
    Ok(())
}

/// What a row says besides the member and its vote.
fn resolution(sheet: &Sheet, row: &Row<'_>, date: Option<Date>, forum: u32, job: &mut Job<'_>) -> Resolution {
    let text = |name: &str| row.cell(sheet.column(name)).to_owned();
    let mut findings = Vec::new();
    let mut extra = Vec::new();
    let date = date.or_else(|| {
        let written = text("Date");
        if !written.is_empty() {
            let message = format!("\"{written}\" is no date (day/month/year)");
            let finding = Finding::warning(Kind::BadDate, message, "Only the year is known");
            findings.push(finding.at(row.place, sheet.column("Date").map_or(0, |column| column + 1)));
            extra.push(("Date".to_owned(), written));
        }
        text("Year").parse().ok()
    });
    let outcome = text("Outcome");
    let mut issues = Vec::new();
    for name in ["Category", "Region"] {
        let value = text(name);
        if !value.is_empty() {
            issues.push(job.builder.issue(&value));
            extra.push((name.to_owned(), value));
        }
    }
    let used = ["ID", "Year", "Date", "Resolution", "Draft", "Outcome", "Agenda item", "Category", "Region", "Vote"];
    for (column, name) in sheet.header.iter().enumerate() {
        let known = used.iter().chain(&["Member State"]).any(|known| known.eq_ignore_ascii_case(name));
        if !known && !name.is_empty() && !row.get(column).is_empty() {
            extra.push((name.clone(), row.get(column).to_owned()));
        }
    }
    let roll_call = RollCall {
        id: number::id(&text("ID")).to_owned(),
        forum,
        date,
        symbol: symbol(&text("Resolution")).into_owned(),
        draft: text("Draft"),
        title: text("Agenda item"),
        issues,
        recorded: recorded(&outcome),
        result: outcome,
        place: row.place,
        extra,
        ..RollCall::default()
    };
    Resolution { roll_call, note: String::new(), without_vote: false, findings }
}

/// "S/RES/726 (1992)" for "726 (1992)".
fn symbol(text: &str) -> Cow<'_, str> {
    let number = text.split_once(' ').map_or(text, |(number, _)| number);
    let bare = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if bare { Cow::Owned(format!("S/RES/{text}")) } else { Cow::Borrowed(text) }
}

/// What the words of the source say became of a draft.
pub(super) fn recorded(outcome: &str) -> Option<Outcome> {
    let outcome = outcome.to_lowercase();
    if outcome.starts_with("adopted") {
        return Some(Outcome::Adopted);
    }
    let failed = ["not adopted", "failed", "rejected", "vetoed"].iter().any(|word| outcome.starts_with(word));
    failed.then(|| if outcome.contains("veto") { Outcome::Vetoed } else { Outcome::Rejected })
}

/// "6/1/1992" as 6 January 1992.
fn day_first(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.trim().parse::<u32>().ok();
    let rest = parts.next().is_none() && year.trim().len() == 4;
    format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?).parse().ok().filter(|_| rest)
}

fn word(text: &str) -> Option<Vote> {
    match text.to_lowercase().as_str() {
        "not participating" | "did not participate" | "non-participating" => Some(Vote::Absent),
        // Signs and noughts that stand for votes elsewhere are none here.
        word if word.chars().any(char::is_alphabetic) => Vote::parse(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use super::*;
    use crate::io::import::{Imported, Input, Options, Silent, import};

    const HEADER: &str = "ID,Year,Date,Resolution,Draft,Outcome,Agenda item,Category,Region,Vote,Member State";

    fn whole(text: &str) -> Imported {
        import(&[Input::memory("sc.csv", text.as_bytes())], &Options::default(), &Silent).expect("a known layout")
    }

    #[test]
    fn days_come_first_and_words_say_the_outcome() {
        assert_eq!(day_first("6/1/1992").expect("a date").as_str(), "1992-01-06");
        assert_eq!(day_first("06/12/1992").expect("a date").as_str(), "1992-12-06");
        for text in ["1/13/1992", "31/2/1992", "1992-01-06", "1/1/92", "1/1/1992/4", "", "a/b/1992"] {
            assert_eq!(day_first(text), None, "{text}");
        }
        for (text, outcome) in [
            ("Adopted unanimously", Some(Outcome::Adopted)),
            ("Not adopted - veto", Some(Outcome::Vetoed)),
            ("Not adopted - failed to receive required number of votes", Some(Outcome::Rejected)),
            ("", None),
            ("Postponed", None),
        ] {
            assert_eq!(recorded(text), outcome, "{text}");
        }
        assert_eq!((symbol("726 (1992)"), symbol("S/RES/1")), ("S/RES/726 (1992)".into(), "S/RES/1".into()));
    }

    #[test]
    fn a_day_that_says_itself_what_it_is_needs_no_order() {
        let rest = "@,,S/1,Adopted,Item,Country,,Yes,France";
        for (date, day) in [("1992-01-06", "1992-01-06"), ("06-Jan-1992", "1992-01-06"), ("1/13/1992", "1992")] {
            let imported = whole(&format!("{HEADER}\n1,1992,{}\n", rest.replace('@', date)));
            assert_eq!(imported.archive.roll_calls[0].date.as_ref().map(Date::as_str), Some(day), "{date}");
        }
    }

    #[test]
    fn rows_give_votes_and_shifted_rows_are_left_out() {
        let rest = "1992,06/01/1992,726 (1992),S/23372,Adopted by majority,\"The item, of\nold\",Country,Middle East";
        let text = format!(
            "{HEADER}\r\n1,{rest},Yes,Austria\r\n1,{rest},Abstain,Russian Federation\r\n1,{rest},Maybe,China\r\n\
             2,1992,13/13/1992,,S/1,Not adopted - veto,Item,Country,,No,United States\r\n\
             Middle East,1,,1992,06/01/1992,,726 (1992),S/23372,Adopted unanimously,Item,Country\r\n\
             3,1992,1/2/1992,,S/2,Not adopted,Item,Country,,No,\r\n1,{rest}\r\n"
        );
        let imported = whole(&text);
        assert_eq!(imported.summary.layouts, ["council-record"]);
        let archive = &imported.archive;
        let votes: Vec<(&str, &str)> =
            archive.votes(0).map(|(voter, vote)| (archive.voters[voter].id.as_str(), vote.letter())).collect();
        assert_eq!(votes, [("AUT", "Y"), ("RUS", "A")]);
        let first = &archive.roll_calls[0];
        assert_eq!((first.symbol.as_str(), first.recorded), ("S/RES/726 (1992)", Some(Outcome::Adopted)));
        assert_eq!(archive.issues, ["Country", "Middle East"]);
        let second = &archive.roll_calls[1];
        assert_eq!(second.date.as_ref().map(Date::as_str), Some("1992"));
        assert_eq!((second.symbol.as_str(), second.label(), second.recorded), ("", "S/1", Some(Outcome::Vetoed)));
        assert_eq!((imported.summary.roll_calls, imported.summary.left_out), (2, 4));
        let found: Vec<(Kind, u32)> =
            imported.findings.list().iter().map(|finding| (finding.kind, finding.place.line)).collect();
        assert_eq!(
            found,
            [(Kind::UnknownVote, 6), (Kind::BadDate, 8), (Kind::BadRow, 9), (Kind::Missing, 10), (Kind::BadRow, 11),]
        );
    }
}
