use egui::{Key, Modifiers, accesskit::Role};

use crate::harness::Window;

#[test]
fn a_click_begins_a_scenario_and_leaves_the_record() {
    let mut window = Window::open();
    let record = window.app().document.dossier.clone();
    window.click_member("United States");
    assert_eq!(window.vote("United States"), "Absent");
    assert!(window.verdict().contains("93 in favour, 17 against, 65 abstaining, 18 not voting"));
    assert!(window.has(Role::Tab, "What if 93–17–65"));
    assert!(window.has(Role::Tab, "As recorded 93–18–65"));
    assert_eq!(window.app().document.dossier, record);
    assert!(window.notice().starts_with("The record stays as it is"));
}

#[test]
fn clicks_go_round_the_four_votes() {
    let mut window = Window::open();
    for (vote, counts) in [
        ("Abstain", "92 in favour, 18 against, 66 abstaining, 17 not voting"),
        ("No", "92 in favour, 19 against, 65 abstaining, 17 not voting"),
        ("Absent", "92 in favour, 18 against, 65 abstaining, 18 not voting"),
        ("Yes", "93 in favour, 18 against, 65 abstaining, 17 not voting"),
    ] {
        window.click_member("France");
        assert_eq!(window.vote("France"), vote);
        assert!(window.verdict().contains(counts), "{}", window.verdict());
    }
}

#[test]
fn a_shift_click_goes_the_other_way_round() {
    let mut window = Window::open();
    for vote in ["Absent", "No", "Abstain", "Yes"] {
        window.member("France").click_modifiers(Modifiers::SHIFT);
        window.run();
        assert_eq!(window.vote("France"), vote);
    }
}

#[test]
fn a_ctrl_click_selects_and_changes_nothing() {
    let mut window = Window::open();
    for who in ["France", "Germany"] {
        window.member(who).click_modifiers(Modifiers::COMMAND);
        window.run();
    }
    assert!(window.reads("2 members selected"));
    assert!(window.reads("not changed"));
}

#[test]
fn undo_and_redo_say_what_they_do() {
    let mut window = Window::open();
    window.click_member("France");
    window.click_member("Brazil");
    assert!(window.has(Role::Button, "Undo: Brazil to No"));
    window.ctrl(Key::Z);
    assert_eq!(window.vote("Brazil"), "Abstain");
    assert_eq!(window.vote("France"), "Abstain");
    window.click("Undo: France to Abstain");
    assert_eq!(window.vote("France"), "Yes");
    assert!(!window.has(Role::Tab, "What if 92–18–66"));
    assert!(!window.app().unsaved());
    window.ctrl_shift(Key::Z);
    assert_eq!(window.vote("France"), "Abstain");
    window.click("Redo: Brazil to No");
    assert_eq!(window.vote("Brazil"), "No");
}

#[test]
fn the_list_of_steps_goes_back_to_any_of_them() {
    let mut window = Window::open();
    for who in ["France", "Germany", "Italy"] {
        window.click_member(who);
    }
    window.menu("Steps to undo", "Germany to Abstain");
    assert_eq!(["France", "Germany", "Italy"].map(|who| window.vote(who)), ["Abstain", "Yes", "Yes"]);
}

#[test]
fn the_card_of_a_member_sets_its_vote_and_takes_it_away() {
    let mut window = Window::open();
    window.member("Norway").click_modifiers(Modifiers::COMMAND);
    window.run();
    window.click("No");
    assert_eq!(window.vote("Norway"), "No");
    window.click("As recorded");
    assert_eq!(window.vote("Norway"), "Yes");
    window.click("Take its vote away");
    assert_eq!(window.vote("Norway"), "may not vote");
    assert!(window.verdict().contains("92 in favour"));
    window.click("Give it its vote back");
    assert_eq!(window.vote("Norway"), "Yes");
}

#[test]
fn a_right_click_on_a_member_opens_its_menu() {
    let mut window = Window::open();
    window.context("Norway, Yes", "No");
    assert_eq!(window.vote("Norway"), "No");
    window.context("Norway, No", "As recorded");
    assert_eq!(window.vote("Norway"), "Yes");
    window.context("Norway, Yes", "Lock");
    window.click_member("Norway");
    assert_eq!(window.vote("Norway"), "Yes");
    assert!(window.notice().starts_with("Locked members stay as they are"));
}

#[test]
fn a_count_of_the_verdict_selects_its_members() {
    let mut window = Window::open();
    window.click("18 against");
    assert!(window.reads("18 members selected"));
    assert!(window.reads("0 yes · 0 abstain · 18 no · 0 absent"));
}
