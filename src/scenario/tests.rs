//! Differences, other bodies and days, and what a scenario rests on.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    reason = "a test may fail loudly"
)]
use super::*;
use crate::{
    io::{DossierFile, ukraine},
    model::{Basis, Extra, MemberId, Outcome, Roster, Standing, TextId, Vote},
};

const L10: &str = "GA-20250224-L10";

fn member(code: &str) -> MemberId {
    code.into()
}

/// The built-in dossier with these changes as a scenario of its own.
fn with(changes: Vec<Change>) -> (DossierFile, ScenarioId) {
    let mut file = ukraine();
    let id = ScenarioId(900);
    file.scenarios.push(Scenario {
        id,
        name: "Test".to_owned(),
        base: None,
        note: String::new(),
        changes,
        extra: Extra::new(),
    });
    (file, id)
}

fn change(text: &str, kind: ChangeKind) -> Change {
    Change::new(text.into(), "test", kind)
}

fn floor_of(file: &DossierFile, scenario: Option<ScenarioId>, text: &str) -> Floor {
    floor(&file.dossier, &file.scenarios, scenario, &text.into()).expect("a floor")
}

#[test]
fn only_who_differs_is_listed_with_every_vote() {
    let votes = Change::votes(L10.into(), String::new(), [member("FRA"), member("DEU")], Vote::Abstain);
    let (file, id) = with(vec![votes]);
    let (record, other) = (floor_of(&file, None, L10), floor_of(&file, Some(id), L10));
    assert!(differing(&[&record, &record]).is_empty());
    let rows = differing(&[&record, &other, &record]);
    let codes: Vec<&str> = rows.iter().map(|row| row.member.as_str()).collect();
    assert_eq!(codes, ["DEU", "FRA"]);
    assert_eq!(rows[0].casts, [Cast::Vote(Vote::Yes), Cast::Vote(Vote::Abstain), Cast::Vote(Vote::Yes)]);
}

#[test]
fn shifts_hold_everyone_once_and_say_who_moves() {
    let votes = Change::votes(L10.into(), String::new(), [member("USA")], Vote::Yes);
    let (file, id) = with(vec![votes]);
    let all = shifts(&floor_of(&file, None, L10), &floor_of(&file, Some(id), L10));
    assert_eq!(all.iter().map(|shift| shift.members.len()).sum::<usize>(), 193);
    let moved: Vec<&Shift> = all.iter().filter(|shift| !shift.stays()).collect();
    let [only] = moved.as_slice() else { panic!("{moved:?}") };
    assert_eq!((only.from, only.to), (Cast::Vote(Vote::No), Cast::Vote(Vote::Yes)));
    assert_eq!(only.members, [member("USA")]);
}

#[test]
fn a_bloc_votes_but_for_those_left_out() {
    let except: Roster = [member("HUN"), member("FRA")].into_iter().collect();
    let (file, id) = with(vec![change(L10, ChangeKind::Bloc { group: "EU".into(), vote: Vote::Absent, except })]);
    let (record, other) = (floor_of(&file, None, L10), floor_of(&file, Some(id), L10));
    let rows = differing(&[&record, &other]);
    assert_eq!(rows.len(), 25);
    assert!(rows.iter().all(|row| row.casts[1] == Cast::Vote(Vote::Absent)));
    assert_eq!(Cast::of(&other, &member("HUN")), Cast::Vote(Vote::No));
}

#[test]
fn who_loses_the_vote_is_told_apart_from_who_stays_away() {
    let (file, id) =
        with(vec![change(L10, ChangeKind::Standing { member: member("FRA"), standing: Standing::NoVote })]);
    let (record, other) = (floor_of(&file, None, L10), floor_of(&file, Some(id), L10));
    assert_eq!(standings(&record, &other), [(member("FRA"), Standing::NoVote)]);
    assert_eq!(Cast::of(&other, &member("FRA")), Cast::Vote(Vote::Absent));
    assert!(standings(&record, &record).is_empty());
}

#[test]
fn in_another_body_only_its_members_vote_as_far_as_they_did() {
    let (file, id) = with(vec![change(L10, ChangeKind::Body("UNSC".into()))]);
    let council = floor_of(&file, Some(id), L10);
    assert!(council.moved && council.basis == Basis::RollCall);
    assert_eq!(council.ballot.seats.len(), 15);
    // Of the fifteen members of that day, as they voted in the Assembly.
    assert_eq!(Cast::of(&council, &member("FRA")), Cast::Vote(Vote::Yes));
    assert_eq!(Cast::of(&council, &member("DEU")), Cast::NoSeat);
    assert!(!floor_of(&file, None, L10).moved);
}

#[test]
fn published_totals_say_nothing_of_another_body() {
    let canada = "GA-20231027-CANADA";
    let (file, id) = with(vec![change(canada, ChangeKind::Body("UNSC".into()))]);
    assert_eq!(floor_of(&file, None, canada).basis, Basis::Tally);
    let council = floor_of(&file, Some(id), canada);
    assert_eq!(council.basis, Basis::Nothing);
    assert!(council.ballot.tally.is_some_and(|tally| tally.is_empty()));
    assert!(!council.as_voted());
}

#[test]
fn where_not_all_seats_are_known_nothing_is_decided() {
    let file = ukraine();
    let body = file.dossier.bodies.iter().find(|body| body.id.as_str() == "UNSC").expect("a body");
    let known = |day: &str| body.members_on(Some(&day.parse().expect("a date"))).count();
    let (file, id) = with(vec![change("GA-20140327-RES68-262", ChangeKind::Body("UNSC".into()))]);
    let council = floor_of(&file, Some(id), "GA-20140327-RES68-262");
    assert!(known("2014-03-27") < 15, "a day on which the Council is not fully known");
    assert_eq!(council.short_of, Some(15));
    // The Assembly has grown, so that a smaller one is no sign of a gap.
    let (file, id) = with(vec![change(L10, ChangeKind::Date("1971-10-25".parse().expect("a date")))]);
    assert_eq!(floor_of(&file, Some(id), L10).short_of, None);
}

#[test]
fn on_another_day_others_sit() {
    let (file, id) = with(vec![change(L10, ChangeKind::Date("1971-10-25".parse().expect("a date")))]);
    let then = floor_of(&file, Some(id), L10);
    assert!(then.moved);
    assert_eq!(then.ballot.seats.len(), 131);
    // The day after, the same members sit, so that nothing of the record is lost.
    let (file, id) = with(vec![change(L10, ChangeKind::Date("2025-02-25".parse().expect("a date")))]);
    assert!(!floor_of(&file, Some(id), L10).moved);
}

#[test]
fn a_scenario_never_rests_on_itself() {
    let scenario = |id: u32, base: Option<u32>| Scenario {
        id: ScenarioId(id),
        name: id.to_string(),
        base: base.map(ScenarioId),
        note: String::new(),
        changes: Vec::new(),
        extra: Extra::new(),
    };
    let mut all = vec![scenario(1, None), scenario(2, Some(1)), scenario(3, Some(2)), scenario(4, None)];
    assert!(rests_on(&all, ScenarioId(3), ScenarioId(1)) && !rests_on(&all, ScenarioId(1), ScenarioId(3)));
    let bases = |of: u32| -> Vec<u32> { possible_bases(&all, ScenarioId(of)).iter().map(|s| s.id.0).collect() };
    assert_eq!(bases(1), [4]);
    assert_eq!(bases(2), [1, 4]);
    assert_eq!(bases(4), [1, 2, 3]);
    let order = |all: &[Scenario]| all.iter().map(|s| s.id.0).collect::<Vec<_>>();
    assert!(put_at(&mut all, ScenarioId(4), 0));
    assert_eq!(order(&all), [4, 1, 2, 3]);
    assert!(put_at(&mut all, ScenarioId(4), 99));
    assert_eq!(order(&all), [1, 2, 3, 4]);
    assert!(!put_at(&mut all, ScenarioId(1), 0) && !put_at(&mut all, ScenarioId(77), 0));
}

#[test]
fn the_later_of_a_rule_and_an_important_question_is_in_force() {
    let text: TextId = L10.into();
    let mut changes = Vec::new();
    let put_one = |changes: &mut Vec<Change>, kind: ChangeKind| put(changes, Change::new(text.clone(), "", kind));
    put_one(&mut changes, ChangeKind::Important(true));
    put_one(&mut changes, ChangeKind::Rule("ga-simple".into()));
    put_one(&mut changes, ChangeKind::Important(true));
    assert_eq!(changes.len(), 2);
    let (file, id) = with(changes);
    assert_eq!(floor_of(&file, Some(id), L10).rule, "ga-two-thirds".into());
}

#[test]
fn an_assumed_result_and_a_withdrawal_are_on_the_floor() {
    let (file, id) = with(vec![change(L10, ChangeKind::Assume(Outcome::Rejected)), change(L10, ChangeKind::Withdraw)]);
    let floor = floor_of(&file, Some(id), L10);
    assert_eq!((floor.assumed, floor.withdrawn), (Some(Outcome::Rejected), true));
}
