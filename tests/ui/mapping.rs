//! The form that asks which column is what, for a table of a layout that is not known.

use std::fmt::Write;

use egui::{Key, accesskit::Role};
use plenary::{
    app::session::{Dialog, Workspace},
    model::Vote,
};

use egui_kittest::kittest::NodeT;

use crate::harness::Window;

/// A table as a clerk might keep it: one row a vote, codes of its own, days first.
fn table() -> String {
    let mut text = "ballot;deputy;choice;held on\n".to_owned();
    for ballot in 1..=4 {
        for (deputy, choice) in [("Ann Ash", "ok"), ("Ben Birch", "ok"), ("Cy Cedar", "nope"), ("Di Dogwood", "shrug")]
        {
            let _ = writeln!(text, "{ballot};{deputy};{choice};{:02}/03/2021", ballot + 12);
        }
    }
    text
}

fn asked() -> Window {
    let mut window = Window::open();
    std::fs::write(window.answer("ballots.csv"), table()).expect("a file");
    window.ctrl_shift(Key::O);
    window.until("the form", |window| matches!(window.app().session.dialog, Some(Dialog::Mapping(_))));
    window
}

/// Says what the table means where that is not guessed.
fn say(window: &mut Window) {
    window.choose("Shape", 0, "One row a vote");
    for (column, meaning) in
        [("ballot", "Roll call id"), ("deputy", "Member name"), ("choice", "Vote"), ("held on", "Date")]
    {
        window.choose(&format!("Meaning of {column}"), 0, meaning);
    }
    for (code, answer) in [("ok", "Yes"), ("nope", "No"), ("shrug", "Abstain")] {
        window.until("the codes", |window| window.has(Role::ComboBox, &format!("Code {code}")));
        window.choose(&format!("Code {code}"), 0, answer);
    }
    window.until("the preview", |window| window.reads("In all 16 rows: 16 votes, 4 roll calls, 4 members"));
}

#[test]
fn a_table_of_an_unknown_layout_is_read_as_the_user_says() {
    let mut window = asked();
    assert!(window.reads("Which column is what in ballots.csv?"));
    say(&mut window);
    window.click("Open");
    window.told("Opened 4 roll calls with 16 votes");
    assert_eq!(window.app().session.workspace, Workspace::History);
    let held = window.app().library.held().expect("a collection").clone();
    let archive = &held.imported.archive;
    let counts = archive.counts(0);
    assert_eq!([Vote::Yes, Vote::No, Vote::Abstain].map(|vote| counts.of(vote)), [2, 1, 1]);
    assert_eq!(archive.roll_calls[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2021-03-13"));
}

#[test]
fn what_was_said_is_remembered_for_the_same_columns() {
    let mut window = asked();
    say(&mut window);
    window.click("Open");
    window.told("Opened 4 roll calls with 16 votes");
    let more = table().lines().take(5).fold(String::new(), |text, line| text + line + "\n");
    std::fs::write(window.answer("more ballots.csv"), more).expect("a file");
    window.ctrl_shift(Key::O);
    window.told("Opened 1 roll call with 4 votes");
    assert_eq!(window.app().session.dialog, None);
}

#[test]
fn what_was_said_is_shown_again_and_can_be_forgotten() {
    let mut window = asked();
    assert!(!window.has(Role::Button, "Forget what was said"), "nothing was said yet");
    say(&mut window);
    window.click("Open");
    window.told("Opened 4 roll calls with 16 votes");
    window.menu("More", "Say which column is what…");
    let form = |window: &Window| matches!(window.app().session.dialog, Some(Dialog::Mapping(_)));
    window.until("the form", form);
    window.until("what was said", |window| window.reads("In all 16 rows: 16 votes, 4 roll calls, 4 members"));
    window.click("Forget what was said");
    window.until("the form anew", |window| form(window) && !window.has(Role::Button, "Forget what was said"));
    window.click("Cancel");
    std::fs::write(window.answer("again.csv"), table()).expect("a file");
    window.ctrl_shift(Key::O);
    window.until("the form once more", form);
}

#[test]
fn a_file_that_is_empty_or_no_table_is_not_asked_about() {
    let mut window = Window::open();
    for (name, bytes, why) in
        [("empty.csv", &b""[..], "The file is empty"), ("photo.csv", b"a\x01\x02;\x07b\n\x03\n", "This is no table")]
    {
        std::fs::write(window.answer(name), bytes).expect("a file");
        window.ctrl_shift(Key::O);
        window.until(why, |window| window.notice().contains(why));
        assert_eq!(window.app().session.dialog, None);
    }
}

#[test]
fn a_click_beside_the_form_throws_nothing_away() {
    let mut window = asked();
    window.harness.drag_at(egui::pos2(8.0, 400.0));
    window.harness.drop_at(egui::pos2(8.0, 400.0));
    window.run();
    assert!(matches!(window.app().session.dialog, Some(Dialog::Mapping(_))));
    window.click("Cancel");
    assert_eq!(window.app().session.dialog, None);
}

#[test]
fn a_form_that_lacks_something_says_what_and_does_not_open() {
    let mut window = asked();
    window.choose("Shape", 0, "One row a vote");
    window.choose("Meaning of deputy", 0, "Member name");
    assert!(window.reads("Say which column holds the vote"));
    assert!(window.button("Open").accesskit_node().is_disabled());
    window.click("Cancel");
    assert!(window.app().library.held().is_none());
}

#[test]
fn an_unknown_code_is_shown_where_it_stands() {
    let mut window = asked();
    window.choose("Shape", 0, "One row a vote");
    for (column, meaning) in [("ballot", "Roll call id"), ("deputy", "Member name"), ("choice", "Vote")] {
        window.choose(&format!("Meaning of {column}"), 0, meaning);
    }
    window.until("the codes", |window| window.has(Role::ComboBox, "Code nope"));
    assert!(window.reads("not known"));
    assert!(window.reads("rows or votes would be left out"));
}
