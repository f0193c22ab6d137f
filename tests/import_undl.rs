//! The files of the UN Digital Library's layout and of the Security Council against the figures that are known of them.
//! The files are not part of this repository; where they are absent there is nothing to check.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail loudly and say what it did not do"
)]

use std::path::PathBuf;

use plenary::{
    io::import::{Imported, Input, Kind, Options, Silent, import},
    model::{Outcome, Vote},
};

fn real(name: &str) -> Option<Imported> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let path = std::env::var_os("PLENARY_DATA").map_or_else(beside, PathBuf::from).join(name);
    if !path.is_file() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(import(&[Input::file(&path)], &Options::default(), &Silent).expect("a known layout"))
}

#[test]
fn two_sessions_of_the_assembly() {
    let Some(imported) = real("undl/DERIVED_ga_undl_layout_s74-75.csv") else { return };
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["undl-ga"]);
    assert_eq!((summary.votes, summary.roll_calls, summary.members), (36_091, 187, 193));
    assert_eq!((summary.totals.checked, summary.totals.differ, summary.left_out), (187, 0, 0));
    let archive = &imported.archive;
    let roll_call = archive.roll_calls.iter().position(|roll_call| roll_call.symbol == "A/RES/74/149");
    let roll_call = roll_call.expect("the right to food");
    let vote = |id: &str| archive.vote(roll_call, archive.voter(&id.into()).expect("a member"));
    assert_eq!((vote("USA"), vote("CAN")), (Some(Vote::No), Some(Vote::Yes)));
    assert_eq!(archive.roll_calls[roll_call].title, "The right to food");
    assert!(archive.roll_calls.iter().all(|roll_call| roll_call.recorded == Some(Outcome::Adopted)));
}

#[test]
fn a_record_of_the_council_whose_last_rows_are_shifted() {
    let Some(imported) = real("unsc/dppa_sc_votes_excerpt.csv") else { return };
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["council-record"]);
    assert_eq!((summary.votes, summary.left_out, imported.findings.of(Kind::BadRow)), (195, 15, 15));
    assert_eq!(summary.roll_calls, 13);
    let archive = &imported.archive;
    assert!(archive.voters.iter().all(|voter| voter.id.as_str().len() == 3), "every name is a state");
    let of = |outcome| archive.roll_calls.iter().filter(|roll_call| roll_call.recorded == Some(outcome)).count();
    assert_eq!((of(Outcome::Adopted), of(Outcome::Vetoed), of(Outcome::Rejected)), (9, 2, 2));
    for (number, roll_call) in archive.roll_calls.iter().enumerate() {
        assert_eq!(archive.planes.listed(number), 15, "{}", roll_call.label());
        assert_eq!(roll_call.symbol.is_empty(), roll_call.recorded != Some(Outcome::Adopted));
    }
    let day = archive.roll_calls[0].date.as_ref().map(ToString::to_string);
    assert_eq!(day.as_deref(), Some("1992-01-06"));
}

#[test]
fn failed_drafts_of_the_council_by_lists_of_names() {
    let Some(imported) = real("unsc/unsc_failed_drafts_1947-2022.csv") else { return };
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["name-lists"]);
    assert_eq!((summary.roll_calls, summary.left_out), (53, 0));
    assert_eq!((summary.totals.checked, summary.totals.agree), (53, 52));
    let archive = &imported.archive;
    assert!(archive.voters.iter().all(|voter| voter.id.as_str().len() == 3), "{:?}", archive.voters);
    let seats = |number: usize| archive.planes.listed(number);
    for (number, roll_call) in archive.roll_calls.iter().enumerate() {
        let year = roll_call.date.as_ref().expect("a year").year();
        assert_eq!(seats(number), if year < 1966 { 11 } else { 15 }, "{}: {:?}", roll_call.id, imported.findings);
    }
}
