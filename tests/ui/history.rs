//! The History workspace: opening files of votes, search and filters, the time line, a member's page, what was wrong.

use std::fmt::Write;

use egui::{Key, accesskit::Role};
use plenary::{app::session::Workspace, io::import::Severity, model::Vote};

use egui_kittest::kittest::NodeT;

use crate::harness::Window;

/// Members by their numbers of the Correlates of War: United States, Canada, United Kingdom, France, Belgium, Russia.
const MEMBERS: [u32; 6] = [2, 20, 200, 220, 211, 365];

/// Thirty roll calls of three sessions. The United States (first letter) votes with Belgium and France in every roll call
/// of session 1, in every other of session 2 and in none of session 3.
fn votes() -> String {
    let mut text = "rcid,ccode,session,vote\n".to_owned();
    for roll in 0..30_u32 {
        let session = roll / 10 + 1;
        let with = session == 1 || (session == 2 && roll % 2 == 0);
        for (place, member) in MEMBERS.into_iter().enumerate() {
            let code = match (place, with) {
                (0, true) | (1..=4, _) => 1,
                (0, false) => 3,
                _ => 2,
            };
            let _ = writeln!(text, "{},{member},{session},{code}", roll + 1);
        }
    }
    text
}

fn resolutions() -> String {
    let head = "rcid,year,session,abstain,yes,no,importantvote,date,unres,amend,para,short,descr,me,nu,di,hr,co,ec";
    let mut text = format!("{head}\n");
    for roll in 0..30_u32 {
        let session = roll / 10 + 1;
        let with = session == 1 || (session == 2 && roll % 2 == 0);
        let (yes, no) = if with { (5, 0) } else { (4, 1) };
        // The total of the first is printed wrong.
        let yes = if roll == 0 { yes + 1 } else { yes };
        let short = if roll % 3 == 0 { "NUCLEAR WEAPON-FREE ZONE" } else { "BUDGET" };
        let (amend, nuclear) = (u32::from(roll % 5 == 0), u32::from(roll % 3 == 0));
        let year = 1945 + session;
        let _ = writeln!(
            text,
            "{},{year},{session},1,{yes},{no},0,{year}-10-{:02},R/{session}/{roll},{amend},0,{short},ON {short} {roll},0,{nuclear},0,0,0,0",
            roll + 1,
            roll % 10 + 1,
        );
    }
    text
}

/// A window with the files open; `extra` is put at the end of the votes.
fn opened(extra: &str) -> Window {
    opened_with("30", extra)
}

/// The same where these votes make so many roll calls.
fn opened_with(count: &str, extra: &str) -> Window {
    let mut window = Window::open();
    std::fs::write(window.answer("votes.csv"), votes() + extra).expect("a file");
    let more = if count == "30" {
        String::new()
    } else {
        format!("{count},1948,3,0,5,0,0,1948-10-11,R/3/30,0,0,X,Y,0,0,0,0,0,0\n")
    };
    std::fs::write(window.answer("resolutions.csv"), resolutions() + &more).expect("a file");
    window.ctrl_shift(Key::O);
    window.told(&format!("Opened {count} roll calls"));
    window
}

/// The lines of the list, from the top.
fn lines(window: &Window) -> Vec<String> {
    window
        .all(Role::Button, |name| name.starts_with("194"))
        .iter()
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn files_that_belong_together_are_opened_together() {
    let window = opened("");
    assert_eq!(window.app().session.workspace, Workspace::History);
    assert!(window.reads("180 votes · 30 roll calls · 6 members"));
    assert!(window.reads("30 of 30 roll calls"));
    assert!(window.reads("29") && window.reads("published totals agree"));
    assert!(window.reads("differ from the votes listed"));
    assert!(
        lines(&window)[0].contains("1948-10-10") && lines(&window)[0].ends_with("4–1–1 Adopted"),
        "{:?}",
        lines(&window)[0]
    );
}

#[test]
fn words_and_boxes_narrow_the_list() {
    let mut window = opened("");
    window.enter("Search roll calls", "nuclear");
    assert!(window.reads("10 of 30 roll calls"));
    assert!(lines(&window).iter().all(|line| line.contains("NUCLEAR")));
    let amendments = window.all(Role::CheckBox, |name| name == "Amendment: 2").len();
    assert_eq!(amendments, 1, "{:?}", window.labels(Role::CheckBox));
    window.by_role(Role::CheckBox, "Amendment: 2").click();
    window.run();
    assert!(window.reads("2 of 30 roll calls"));
    window.click("Clear");
    assert!(window.reads("10 of 30 roll calls"), "the words stay");
    window.enter("Search roll calls", "xyzzy");
    assert!(window.reads("No roll call fits"));
}

#[test]
fn the_list_is_put_in_order_by_its_heads() {
    let mut window = opened("");
    window.click("Order by day");
    assert!(lines(&window)[0].starts_with("1946-10-01"));
    window.click("Order by title");
    assert!(lines(&window)[0].contains("BUDGET"));
}

#[test]
fn the_best_match_comes_first_where_it_is_asked_for() {
    let mut window = opened("");
    window.menu("Order of the list", "session");
    assert!(lines(&window)[0].starts_with("1946"));
    window.menu("Order of the list", "Descending");
    assert!(lines(&window)[0].starts_with("1948"));
    window.enter("Search roll calls", "1");
    let by_session = lines(&window);
    assert!(by_session[0].starts_with("1947"), "BUDGET 19 holds a word that begins so: {by_session:?}");
    window.menu("Order of the list", "best match");
    assert_eq!(lines(&window).len(), by_session.len(), "the same roll calls");
    assert!(lines(&window)[0].starts_with("1946"), "the session as typed: {:?}", lines(&window));
}

#[test]
fn letters_typed_anywhere_search_and_enter_goes_on_to_the_list() {
    let mut window = opened("");
    window.types("nucl");
    window.types("ear");
    assert!(window.reads("10 of 30 roll calls"), "{}", window.app().library.view.filter.words);
    assert_eq!(window.app().library.view.filter.words, "nuclear");
    window.key(Key::Enter);
    assert_eq!(window.app().session.workspace, Workspace::History, "Enter ends the typing");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(window.app().session.workspace, Workspace::Vote);
    // Letters are for the floor at once.
    window.types("fra");
    window.key(Key::Enter);
    window.types("x");
    assert_eq!(window.vote("France"), "Absent");
    window.ctrl(Key::Num4);
    window.ctrl(Key::F);
    window.types(" x");
    assert_eq!(window.app().library.view.filter.words, "nuclear x", "the cursor stands at the end");
}

#[test]
fn a_member_is_found_in_a_menu_by_typing() {
    let mut window = opened("");
    window.click("Add a member");
    window.types("bel");
    window.key(Key::Enter);
    assert!(window.reads("2 of 30 roll calls") || window.reads("30 of 30 roll calls"));
    let chosen = &window.app().library.view.filter.members;
    assert_eq!(chosen.len(), 1);
    let held = window.app().library.held().expect("a collection").clone();
    assert_eq!(held.imported.archive.voters[chosen[0].0].id.as_str(), "BEL");
    // A click into the field leaves the menu open.
    window.click("United States");
    window.field("Find a member").click();
    window.run();
    window.types("fran");
    window.click("France (FRA)");
    assert!(window.chart("Time line").starts_with("France with"));
}

#[test]
fn boxes_without_a_roll_call_stay_where_they_are() {
    let mut window = opened("");
    window.enter("Search roll calls", "xyzzy");
    assert!(window.reads("0 of 30 roll calls"));
    assert!(window.has(Role::CheckBox, "Amendment: 0"), "{:?}", window.labels(Role::CheckBox));
}

#[test]
fn enter_in_a_field_of_the_filters_opens_no_roll_call() {
    let mut window = opened("");
    window.fill("From", "1947");
    assert_eq!(window.app().session.workspace, Workspace::History);
    assert!(window.reads("20 of 30 roll calls"));
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(window.app().session.workspace, Workspace::Vote, "with the keyboard free it does");
}

#[test]
fn a_roll_call_opens_in_the_vote_workspace() {
    let mut window = opened("");
    window.key(Key::ArrowDown);
    assert!(window.reads("Rules say: Adopted"));
    assert!(window.reads("Record says: Not known; not stated in this source"));
    window.click("Open as a what-if");
    assert_eq!(window.app().session.workspace, Workspace::Vote);
    assert_eq!(window.members().len(), 6);
    assert_eq!(window.vote("United States"), "No");
    assert!(window.verdict().ends_with("4 in favour, 1 against, 1 abstaining, 0 not voting; adopted."));
    window.click_member("France");
    assert_eq!(window.app().session.workspace, Workspace::Vote);
    assert_eq!(window.vote("France"), "Abstain", "it can be changed like any other");
}

#[test]
fn the_time_line_leads_to_the_votes_behind_it() {
    let mut window = opened("");
    let words = window.chart("Time line");
    assert!(
        words.starts_with("United States with the European Union majority: 100 % in session 1, 0 % in session 3"),
        "{words}"
    );
    let point = window.all(Role::Button, |name| name.starts_with("session 2 · 50 %"));
    assert_eq!(point.len(), 1);
    point[0].click();
    drop(point);
    window.run();
    assert_eq!(lines(&window).len(), 10);
    assert!(lines(&window).iter().all(|line| line.starts_with("1947")));
    window.click("Back to the search");
    assert!(lines(&window).len() > 10);
}

#[test]
fn the_line_tells_who_took_part_and_how_a_bloc_held_together() {
    // In a roll call of its own the United States is absent.
    let absent: String =
        MEMBERS.iter().map(|member| format!("31,{member},3,{}\n", if *member == 2 { 8 } else { 1 })).collect();
    let mut window = opened_with("31", &absent);
    window.menu("Agreement", "Participation");
    let words = window.chart("Time line");
    assert!(words.starts_with("United States, participation: 100 % in session 1, 91 % in session 3"), "{words}");
    let point = window.all(Role::Button, |name| name.starts_with("session 3 · 91 %"));
    point[0].click();
    drop(point);
    window.run();
    assert_eq!(lines(&window).len(), 11);
    window.menu("Participation", "Cohesion");
    let words = window.chart("Time line");
    assert!(words.starts_with("Cohesion of the European Union: 1.00 in session 1"), "{words}");
    window.menu("Cohesion", "Rice, over Yes and No");
    window.menu("European Union", "NATO");
    let words = window.chart("Time line");
    assert!(words.starts_with("Cohesion of the NATO"), "{words}");
}

#[test]
fn a_member_has_its_page() {
    let mut window = opened("");
    window.click("Member");
    assert!(window.reads("30 roll calls · 15 Yes · 15 No"));
    assert!(window.reads("1: 10 Yes, 0 No, 0 Abstain, 0 absent"));
    let beside = window.all(Role::Button, |name| name.starts_with("France: 50.0 % of 30 roll calls"));
    assert_eq!(beside.len(), 1);
    beside[0].click();
    drop(beside);
    window.run();
    assert!(window.chart("Time line").starts_with("United States with France: "));
}

#[test]
fn what_is_wrong_stands_in_the_list_of_problems() {
    let mut window = opened("31,2,3,7\nnonsense\n");
    assert!(window.notice().contains("2 rows or votes left out"), "{}", window.notice());
    window.click("Problems");
    let errors = window.app().library.held().expect("a collection").imported.findings.graded(Severity::Error);
    assert_eq!(errors, 2);
    window.click("2 errors");
    let wrong = window.all(Role::Button, |name| name.starts_with("Error: votes.csv, line 182"));
    assert_eq!(wrong.len(), 1, "{:?}", window.labels(Role::Button));
    wrong[0].click();
    drop(wrong);
    window.until("the row itself", |window| window.reads("182: 31,2,3,7"));
    window.click("Close");
    let path = window.answer("problems.csv");
    window.click("Export as CSV…");
    window.told("Written to");
    let csv = std::fs::read_to_string(path).expect("a table");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.starts_with("file,line,column,severity,kind,message,done\nvotes.csv,182,4,Error"), "{csv}");
}

#[test]
fn a_collection_is_saved_and_opens_again_the_same() {
    let mut window = opened("");
    let before = window.app().library.held().expect("a collection").imported.archive.clone();
    let path = window.answer("saved.parquet");
    window.menu("Save collection…", "Parquet, one row a vote");
    window.told("Written to");
    window.script.borrow_mut().answers.push_back(path);
    window.ctrl_shift(Key::O);
    window.told("Opened 30 roll calls");
    let after = window.app().library.held().expect("a collection").imported.archive.clone();
    assert_eq!(before.roll_calls.len(), after.roll_calls.len());
    for roll in 0..30 {
        assert_eq!(before.counts(roll), after.counts(roll));
        assert_eq!(before.roll_calls[roll].title, after.roll_calls[roll].title);
        assert_eq!(before.roll_calls[roll].published, after.roll_calls[roll].published);
    }
    assert_eq!(after.vote(0, 0), Some(Vote::Yes));
}

#[test]
fn a_file_that_cannot_be_read_leaves_all_as_it_was() {
    let mut window = opened("");
    std::fs::write(window.answer("picture.csv"), b"\x89PNG\r\n\x1a\n\0\0\0").expect("a file");
    window.ctrl_shift(Key::O);
    window.told("Not opened");
    assert_eq!(window.app().library.held().expect("a collection").imported.summary.roll_calls, 30);
}
