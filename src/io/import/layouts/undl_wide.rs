//! The edition of the UN Digital Library with one row a resolution and one column a member. Columns are headed by the
//! names of states, some of them misspelt; a blank cell lists no vote.

use std::{borrow::Cow, ops::ControlFlow};

use super::undl::{Body, Book, Column, Columns, Resolution, by_name, title_case};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            mapping::{Answer, answer},
            read::{Job, Part},
            recognize::Head,
            states,
        },
    },
    model::Vote,
};

/// How many columns of members a file must have to be known by them.
const FEWEST: usize = 10;

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let columns = Columns::new(&head.header);
    let has = |column| columns.place(column).is_some();
    let of_resolutions = has(Column::Id) || (has(Column::Resolution) && (has(Column::Title) || has(Column::Meeting)));
    let states = columns.names.iter().filter(|name| name.len() > 3 && states::by_name(name, None).is_some()).count();
    (of_resolutions && !columns.rows() && states >= FEWEST).then_some("votes")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let (assembly, council) = (job.builder.forum(Body::Assembly.forum()), job.builder.forum(Body::Council.forum()));
    let mut book = Book::new(assembly);
    for part in parts {
        let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
        let columns = Columns::new(&sheet.header);
        columns.tell_nameless(sheet.header_place, job);
        let members = members(&columns, part.file, job);
        let forums = [assembly, council];
        sheet.each(|row| {
            let told = [Column::Date, Column::Title, Column::Resolution].map(|column| columns.place(column));
            let lone = || row.is_lone().then(|| "One cell of the row is filled, which makes no roll call".to_owned());
            if let Some(message) = row.beside(&told).or_else(lone) {
                job.findings.push(Finding::error(Kind::BadRow, message, "The row was left out").at(row.place, 0));
                job.findings.leave_out(1);
                return ControlFlow::Continue(());
            }
            if let Some(column) = columns.place(Column::Date) {
                book.dates.prepare(&sheet, &row, column, &mut job.findings);
            }
            resolution(&row, &columns, &members, forums, &mut book, job);
            ControlFlow::Continue(())
        });
        let done = "Nothing is taken to be said of the member";
        let finding = Finding::note(Kind::Understood, "A blank cell lists no vote", done);
        job.findings.push(finding.at(Place { file: part.file, line: 0 }, 0));
        book.end_file(part.file, job);
        job.done(part.input)?;
    }
    book.finish(job);
    Ok(())
}

/// The columns of members, with the numbers of these.
fn members(columns: &Columns, file: u32, job: &mut Job<'_>) -> Vec<(usize, usize)> {
    let mut members = Vec::new();
    for (place, name) in columns.names.iter().enumerate() {
        if columns.kinds.get(place) != Some(&Column::Other) {
            continue;
        }
        let state = states::by_name(name, None);
        let capitals =
            name.chars().any(char::is_alphabetic) && !name.contains('_') && !name.chars().any(char::is_lowercase);
        if state.is_none() && !capitals {
            continue;
        }
        members.push((place, by_name(name, None, job)));
        let words = title_case(name);
        let finding = match state {
            Some(state) if state.names.iter().any(|spell| title_case(&spell.value.to_uppercase()) == words) => continue,
            Some(state) => {
                let message = format!("The column \"{name}\" is read as {}", state.name_on(None));
                Finding::note(Kind::Understood, message, format!("Its votes stand under {}", state.code))
            }
            None => {
                let message = format!("\"{name}\" is no state that is known");
                Finding::warning(Kind::Unmatched, message, "It stands as a member of its own")
            }
        };
        job.findings.push(finding.at(Place { file, line: 1 }, place + 1));
    }
    members
}

fn resolution(
    row: &Row<'_>,
    columns: &Columns,
    members: &[(usize, usize)],
    [assembly, council]: [u32; 2],
    book: &mut Book,
    job: &mut Job<'_>,
) {
    let symbol = columns.place(Column::Resolution).map_or("", |place| row.get(place));
    let forum = if symbol.starts_with("S/") { council } else { assembly };
    let but: Vec<usize> = members.iter().map(|(place, _)| *place).collect();
    let read = |place: usize| Cow::Borrowed(row.get(place));
    let votes: Vec<(usize, usize, &str)> = members
        .iter()
        .map(|(place, voter)| (*place, *voter, row.get(*place)))
        .filter(|(.., word)| !word.is_empty())
        .collect();
    let strange = votes.iter().filter(|(.., word)| vote(word).is_none()).count();
    let shifted = row.len() != columns.kinds.len() || (strange > 0 && strange * 2 >= votes.len());
    let found = Resolution::read(columns, &read, &book.dates, &but, forum, row.place, job);
    let target = if shifted { None } else { book.add(found, job) };
    let Some(target) = target else {
        let message = match (shifted, row.len() == columns.kinds.len()) {
            (true, false) => format!("The row has {} cells and the header {}", row.len(), columns.kinds.len()),
            (true, true) => "The columns of the row are shifted: its votes are none".to_owned(),
            _ => "The row names no resolution".to_owned(),
        };
        job.findings.push(Finding::error(Kind::BadRow, message, "The row was left out").at(row.place, 0));
        job.findings.leave_out(1);
        return;
    };
    for (place, voter, word) in votes {
        let Some(vote) = vote(word) else {
            let message = format!("\"{word}\" is no vote of this layout (Y, N, A or X)");
            let finding = Finding::error(Kind::UnknownVote, message, "The vote was left out");
            job.findings.push(finding.at(row.place, place + 1));
            job.findings.leave_out(1);
            continue;
        };
        book.cast(target, voter, Entry::Cast(vote), row.place, job);
    }
}

/// What a cell says: a letter, or a word for it, in capitals or small.
fn vote(word: &str) -> Option<Vote> {
    match answer(word)? {
        Answer::Yes => Some(Vote::Yes),
        Answer::No => Some(Vote::No),
        Answer::Abstain => Some(Vote::Abstain),
        Answer::Absent => Some(Vote::Absent),
        Answer::NotMember | Answer::Missing => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use crate::io::import::{Imported, Input, Kind, Options, Silent, import};

    const HEADER: &str = "undl_id,date,session,resolution,draft,title,total_yes,total_no,total_abstentions,\
                          total_non_voting,total_ms,AFGHANISTAN,BENIN,BOLIVIA (PLURINATIOANL STATE OF),CHINA,FRANCE,\
                          GERMANY,INDIA,JAPAN,KENYA,MALI,SPAIN,ZZLAND,undl_link";

    fn whole(text: &str) -> Imported {
        import(&[Input::memory("wide.csv", text.as_bytes())], &Options::default(), &Silent).expect("a known layout")
    }

    #[test]
    fn a_row_is_a_resolution_and_a_column_a_member() {
        let good = "7,2023-10-27,ES-10,A/RES/ES-10/21,,\"Peace, and more : resolution / adopted by the General Assembly\",\
                    8.0,1.0,1.0,1.0,12.0,Y,X,Y,N,A,Y,Y,Y,Y,Y,,Y,link";
        let council = "8,1990-08-02,,S/RES/660 (1990),,Peace,1.0,0.0,0.0,0.0,1.0,,,,Y,,,,,,,,,link";
        let short = "9,1990-08-02,,S/RES/661 (1990)";
        let shifted = "10,1990-08-02,,A/RES/1,,Peace,1.0,0.0,0.0,0.0,1.0,12.0,a,b,c,d,e,f,g,h,i,j,k,link";
        let cell = "11,1990-08-02,,A/RES/2,,Peace,1.0,0.0,0.0,1.0,2.0,Y,X,?,,,,,,,,,,link";
        let text = format!("\u{FEFF}{HEADER}\r\n{good}\r\n{council}\r\n{short}\r\n{shifted}\r\n{cell}\r\n");
        let imported = whole(&text);
        assert_eq!(imported.summary.layouts, ["undl-wide"]);
        let archive = &imported.archive;
        let votes: Vec<(&str, &str)> =
            archive.votes(0).map(|(voter, vote)| (archive.voters[voter].id.as_str(), vote.letter())).collect();
        assert_eq!(
            votes,
            [
                ("AFG", "Y"),
                ("BEN", "X"),
                ("BOL", "Y"),
                ("CHN", "N"),
                ("FRA", "A"),
                ("DEU", "Y"),
                ("IND", "Y"),
                ("JPN", "Y"),
                ("KEN", "Y"),
                ("MLI", "Y"),
                ("Zzland", "Y"),
            ]
        );
        assert_eq!(archive.roll_calls[0].title, "Peace, and more");
        assert!(archive.roll_calls[0].extra.iter().all(|(name, _)| name != "AFGHANISTAN"));
        assert_eq!(archive.forum(1).map(|forum| forum.id.as_str()), Some("UNSC"));
        assert_eq!((imported.summary.roll_calls, imported.summary.left_out), (3, 3));
        assert_eq!((imported.summary.totals.checked, imported.summary.totals.agree), (3, 3));
        let lines = |kind| -> Vec<(u32, u32)> {
            let list = imported.findings.list().iter().filter(|finding| finding.kind == kind);
            list.map(|finding| (finding.place.line, finding.column)).collect()
        };
        assert_eq!(lines(Kind::BadRow), [(4, 0), (5, 0)]);
        assert_eq!(lines(Kind::UnknownVote), [(6, 14)]);
        assert_eq!(lines(Kind::Unmatched), [(1, 23)]);
        assert!(lines(Kind::Understood).contains(&(1, 14)), "{:?}", imported.findings);
    }

    #[test]
    fn small_letters_and_words_are_votes() {
        let row = "7,2023-10-27,ES-10,A/RES/1,,Peace,8.0,1.0,1.0,1.0,12.0,";
        let capitals = whole(&format!("{HEADER}\n{row}Y,X,Y,N,A,Y,Y,Y,Y,Y,,Y,link\n"));
        let small = whole(&format!("{HEADER}\n{row}y,x,yes,no,Abstain,Y,y,y,y,y,,y,link\n"));
        assert_eq!((capitals.archive.entries(), &capitals.archive), (11, &small.archive));
    }
}
