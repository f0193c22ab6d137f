//! Files that people have worked on: editions pasted together, with lines of totals and footnotes, with cells that a
//! program has written anew.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use crate::io::import::{Imported, Input, Kind, Options, Severity, Silent, import};

fn read(files: &[&str]) -> Imported {
    let inputs: Vec<Input> = files.iter().map(|file| Input::memory("x.csv", file.as_bytes())).collect();
    import(&inputs, &Options::default(), &Silent).expect("a known layout")
}

fn days(imported: &Imported) -> Vec<String> {
    let day = |date: &crate::model::Date| date.to_string();
    imported.archive.roll_calls.iter().map(|roll| roll.date.as_ref().map_or(String::new(), day)).collect()
}

fn ids(imported: &Imported) -> Vec<&str> {
    imported.archive.roll_calls.iter().map(|roll| roll.id.as_str()).collect()
}

fn words(imported: &Imported, kind: Kind) -> Vec<(Severity, u32, &str)> {
    let list = imported.findings.list().iter().filter(|finding| finding.kind == kind);
    list.map(|finding| (finding.severity, finding.place.line, finding.message.as_str())).collect()
}

const UNDL: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,meeting,title,total_yes,total_non_voting";

/// Files with a header, each with rows of one roll call.
const PASTED: [(&str, &str, &str); 10] = [
    (
        "name-lists",
        "Meeting Number,Voting On,Year,In Favor,Abstain,Against,Note,Members",
        "174,Draft,1947,['Poland'],[],['France'],,\"['France', 'Poland']\"",
    ),
    ("voeten", "rcid,ccode,session,vote", "3,220,1,1"),
    (
        "voeten",
        "rcid,session,abstain,yes,no,importantvote,date,unres,amend,para,short,descr",
        "3,1,0,1,0,0,1946-01-01,R/1/1,0,0,A,B",
    ),
    ("unvotes", "rcid,country,country_code,vote", "3,France,FR,yes"),
    ("unvotes", "rcid,session,importantvote,date,unres,amend,para,short,descr", "3,1,0,1946-01-01,R/1/1,0,0,A,B"),
    ("europarl", "identifier,date,report,desc,title,for,against,abstention", "1,2019-07-15,,,T,1,0,0"),
    ("undl-ga", UNDL, "3,FRA,FRANCE,Y,2020-01-01,74,A/RES/74/1,A/74/PV.1,T,1,0"),
    ("plenary", "roll_call,member,name,group,vote", "3,FRA,France,,Y"),
    ("plenary", "id,key,names,groups,note", "FRA,FRA,.. France,,"),
    ("voteview", "congress,chamber,rollnumber,icpsr,cast_code,prob", "116,Senate,1,1,1,50"),
];

#[test]
fn a_header_that_stands_again_is_passed_over_and_said_once() {
    for (layout, header, row) in PASTED {
        let once = read(&[&format!("{header}\n{row}\n")]);
        assert_eq!(once.summary.layouts, [layout]);
        for (text, message) in [
            (format!("{header}\n{row}\n{header}\n"), "The header stands again in line 3"),
            (
                format!("{header}\n{row}\n\u{feff}{header}\n{header}\n"),
                "The header stands again in 2 lines; this is the first",
            ),
        ] {
            let twice = read(&[&text]);
            assert_eq!(twice.archive, once.archive, "{header}");
            assert_eq!(twice.summary.left_out, 0, "{header}: {:?}", twice.findings);
            let again: Vec<(Severity, u32, &str)> = words(&twice, Kind::Understood)
                .into_iter()
                .filter(|(.., words)| words.starts_with("The header"))
                .collect();
            assert_eq!(again, [(Severity::Note, 3, message)], "{header}");
            assert_eq!(twice.findings.list().len(), once.findings.list().len() + 1, "{header}: {:?}", twice.findings);
        }
    }
}

const MATRIX: &str = "rcid,date,me,AFG,AGO,ALB,ARE,ARG,AUS,AUT,BEL,BEN,BFA,BGD,BGR,BOL,BRA,CAN,CHE,CHN,TWN,FRA,YEM";

fn matrix(id: &str, date: &str, vote: &str) -> String {
    format!("{id},{date},0{}\n", format!(",{vote}").repeat(20))
}

#[test]
fn a_header_stands_again_in_a_matrix() {
    let row = matrix("3", "1990-01-01", "1");
    let imported = read(&[&format!("{MATRIX}\n{row}{MATRIX}\n{}", matrix("4", "1990-01-02", "3"))]);
    assert_eq!((ids(&imported), imported.summary.left_out), (vec!["3", "4"], 0), "{:?}", imported.findings);
}

#[test]
fn totals_and_footnotes_are_no_roll_calls() {
    let row = matrix("3", "1990-01-01", "1");
    let text =
        format!("{MATRIX}\n{row}{}Source: UN{}\n9{}\n", matrix("Total", "", "3"), ",".repeat(22), ",".repeat(22));
    let imported = read(&[&text]);
    assert_eq!((ids(&imported), imported.summary.left_out), (vec!["3"], 3), "{:?}", imported.findings);
    let lines: Vec<u32> = words(&imported, Kind::BadRow).into_iter().map(|(_, line, _)| line).collect();
    assert_eq!(lines, [3, 4, 5]);
    assert_eq!(imported.findings.graded(Severity::Error), 3);

    let items = "identifier,date,report,desc,title,for,against,abstention\n1,2019-07-15,,,T,1,0,0\nSource: EP\n\
                 Total,,,,,1,0,0\nTotal,2019-07-15,,,Another,1,0,0\n";
    let imported = read(&[items]);
    assert_eq!(ids(&imported), ["1", "Total"]);
    let lines: Vec<u32> = words(&imported, Kind::BadRow).into_iter().map(|(_, line, _)| line).collect();
    assert_eq!(lines, [3, 4]);

    let states = "AFGHANISTAN,BENIN,CHINA,FRANCE,GERMANY,INDIA,JAPAN,KENYA,MALI,SPAIN,CHAD";
    let wide = format!(
        "undl_id,date,session,resolution,title,{states}\n7,2023-10-27,78,A/RES/78/1,T,Y,Y,Y,Y,Y,Y,Y,Y,Y,Y,N\n\
                        Total,,,,,,,,,,,,,,,\nTotals,,,,,1,1,1,1,1,1,1,1,1,1,0\n8,,,,,,,,,,,,,,,\n"
    );
    let imported = read(&[&wide]);
    assert_eq!((ids(&imported), imported.summary.left_out), (vec!["7"], 3), "{:?}", imported.findings);
}

#[test]
fn a_resolution_whose_cells_are_shifted_is_left_out() {
    let header = "rcid,year,session,abstain,yes,no,importantvote,date,unres,amend,para,short,descr";
    let text = format!(
        "{header}\n3,1946,1,0,29,18,0,1946-01-01,R/1/66,1,0,RULES,TEXT\n4,1946,1946-01-01,R/1/66,1,0,TITLE,DESCR\n\
         5,1946,1,0,29,18,0,1946-01-01,R/1/67,1\n6,1946,1,29,18,0,1946-01-01,R/1/68,1,0,RULES,TEXT\n"
    );
    let imported = read(&[&text]);
    assert_eq!((ids(&imported), imported.summary.left_out), (vec!["3", "5"], 2), "{:?}", imported.findings);
    let bad: Vec<(Severity, u32)> = words(&imported, Kind::BadRow).into_iter().map(|(a, line, _)| (a, line)).collect();
    assert_eq!(bad, [(Severity::Error, 3), (Severity::Warning, 4), (Severity::Error, 5)]);
}

#[test]
fn a_blank_vote_is_one_that_was_not_cast() {
    let rest = "2020-01-01,74,A/RES/74/1,A/74/PV.1,T,1,2";
    let text =
        format!("{UNDL}\n3,FRA,FRANCE,Y,{rest}\n3,BEN,BENIN,,{rest}\n3,MLI,MALI,,{rest}\nNote: blank,,,,,,,,,,\n");
    let imported = read(&[&text]);
    assert_eq!((imported.archive.entries(), imported.summary.left_out), (3, 1), "{:?}", imported.findings);
    assert_eq!((imported.summary.totals.agree, imported.summary.totals.differ), (1, 0));
    assert!(words(&imported, Kind::Understood).contains(&(Severity::Note, 3, "2 votes are blank; this is the first")));
}

#[test]
fn what_a_later_edition_says_otherwise_is_told_once() {
    let of = |date: &str, yes: &str, vote: &str| {
        let rest = format!("{date},74,A/RES/74/1,A/74/PV.1,T,{yes},0");
        format!("{UNDL}\n3,FRA,FRANCE,Y,{rest}\n3,MLI,MALI,{vote},{rest}\n")
    };
    let imported = read(&[&of("2020-01-01", "2", "Y"), &of("2020-01-02", "1", "Y")]);
    let told = "Record 3 differs from the file before in date, total in favour";
    assert_eq!(words(&imported, Kind::RepeatedId), [(Severity::Warning, 2, told)]);
    assert_eq!((days(&imported), imported.archive.entries()), (vec!["2020-01-01".to_owned()], 2));
    let same = read(&[&of("2020-01-01", "2", "Y"), &of("2020-01-01", "", "Y")]);
    assert_eq!(words(&same, Kind::RepeatedId), []);
}

#[test]
fn a_congress_tells_the_century_of_its_years() {
    let header = "congress,chamber,rollnumber,date,yea_count,nay_count";
    let day = |rows: &str| days(&read(&[&format!("{header}\n{rows}")]));
    assert_eq!(day("116,Senate,1,1/25/19,1,0\n116,Senate,2,3-Feb-20,1,0\n"), ["2019-01-25", "2020-02-03"]);
    assert_eq!(day("1,House,1,5/16/89,1,0\n2,House,1,12/6/91,1,0\n"), ["1789-05-16", "1791-12-06"]);
    assert_eq!(day("56,House,1,12/4/99,1,0\n57,House,1,1/10/02,1,0\n"), ["1899-12-04", "1902-01-10"]);
    assert_eq!(day("1,House,1,5/16/89,1,0\n116,House,1,2019-12-06,1,0\n"), ["", "2019-12-06"]);
}

#[test]
fn a_row_that_repeats_another_wholly_counts_once() {
    let (one, other) = (matrix("3", "1990-01-01", "1"), matrix("3", "1990-01-01", "3"));
    let file = format!("{MATRIX}\n{one}{one}{}", matrix("4", "1990-01-02", "1"));
    let imported = read(&[&file]);
    assert_eq!(ids(&imported), ["3", "4"]);
    let told = "The row repeats one above it wholly, id and all";
    assert_eq!(words(&imported, Kind::RepeatedId), [(Severity::Note, 3, told)]);
    let both = read(&[&file, &file]);
    assert_eq!((ids(&both), both.archive.entries()), (vec!["3", "4"], imported.archive.entries()));
    assert_eq!(ids(&read(&[&format!("{MATRIX}\n{one}{other}")])), ["3", "3 (2)"]);
}

#[test]
fn numbers_with_a_point_are_whole_numbers() {
    let header = "rcid,session,abstain,yes,no,importantvote,date,unres,amend,para,short,descr";
    let imported = read(&[&format!("{header}\n3.0,45.0,0.0,1.0,0.0,0,1990-01-01,R/45/1,0,0,A,B\n")]);
    assert_eq!((ids(&imported), imported.archive.roll_calls[0].session.as_str()), (vec!["3"], "45"));
    let header = "Meeting Number,Voting On,Year,In Favor,Abstain,Against,Note,Members";
    let imported = read(&[&format!("{header}\n174.0,Draft,1947.0,['Yemen'],[],['France'],,\n")]);
    assert_eq!((ids(&imported), days(&imported)), (vec!["174 Draft"], vec!["1947".to_owned()]));
    assert_eq!(imported.archive.roll_calls[0].meeting, "174");
}

#[test]
fn a_flood_of_one_sort_is_told_by_its_first() {
    let rest = "2020-01-01,74,A/RES/74/1,A/74/PV.1,T,50,0";
    let rows: String = (0..50).map(|state| format!("3,Q{state:02},Q{state:02}LAND,Y,{rest}\n")).collect();
    let imported = read(&[&format!("{UNDL}\n{rows}{rows}")]);
    let told = words(&imported, Kind::RepeatedVote);
    assert_eq!((told.len(), told[20].2), (21, "30 more of this sort are in the file; this is the next"));
    assert_eq!((imported.archive.entries(), imported.findings.of(Kind::RepeatedVote)), (50, 21));
}

#[test]
fn a_column_without_a_name_is_not_read() {
    let rest = "2020-01-01,74,A/RES/74/1,A/74/PV.1,T,2,0";
    let imported = read(&[&format!(",{UNDL}\n0,3,FRA,FRANCE,Y,{rest}\n1,3,MLI,MALI,Y,{rest}\n")]);
    assert_eq!(words(&imported, Kind::RepeatedId), []);
    assert_eq!(words(&imported, Kind::Unused), [(Severity::Note, 1, "Column 1 has no name")]);
    assert!(imported.archive.roll_calls[0].extra.is_empty());
    let header = "ID,Year,Date,Resolution,Draft,Outcome,Agenda item,Category,Region,Vote,Member State";
    let rest = "1,1992,06/01/1992,726 (1992),S/23372,Adopted,Item,Country,Middle East,Yes";
    let imported = read(&[&format!(",{header}\n0,{rest},Austria\n1,{rest},France\n")]);
    assert_eq!(words(&imported, Kind::RepeatedId), []);
    assert_eq!(words(&imported, Kind::Unused), [(Severity::Note, 1, "Column 1 has no name")]);
}
