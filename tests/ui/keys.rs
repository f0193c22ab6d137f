use egui::{Key, accesskit::Role};

use crate::harness::Window;

#[test]
fn a_name_an_enter_and_a_letter_set_a_vote() {
    let mut window = Window::open();
    window.types("usa");
    assert!(window.reads("Find: usa"));
    window.key(Key::Enter);
    assert!(window.reads("1 selected"));
    window.types("a");
    assert_eq!(window.vote("United States"), "Abstain");
    assert!(window.verdict().contains("93 in favour, 17 against, 66 abstaining, 17 not voting"));
}

#[test]
fn members_follow_one_another_without_a_mouse() {
    let mut window = Window::open();
    for (who, letter) in [("germany", "n"), ("france", "x"), ("albania", "a"), ("yemen", "y"), ("norway", "n")] {
        window.types(who);
        window.key(Key::Enter);
        window.types(letter);
    }
    let votes = ["Germany", "France", "Albania", "Yemen", "Norway"].map(|who| window.vote(who));
    assert_eq!(votes, ["No", "Absent", "Abstain", "Yes", "No"]);
    assert_eq!(window.app().history.steps().count(), 5);
}

#[test]
fn names_can_be_typed_while_the_pointer_rests_on_a_member() {
    let mut window = Window::open();
    window.member("Brazil").hover();
    window.run();
    window.types("usa");
    window.key(Key::Enter);
    window.types("a");
    assert_eq!(window.vote("United States"), "Abstain");
    window.types("norway");
    window.key(Key::Enter);
    window.types("x");
    assert_eq!(window.vote("Norway"), "Absent");
    assert_eq!(window.vote("Brazil"), "Abstain");
}

#[test]
fn letters_set_the_member_under_the_pointer() {
    let mut window = Window::open();
    for (letter, vote) in [("n", "No"), ("x", "Absent"), ("a", "Abstain"), ("Y", "Yes")] {
        window.member("Brazil").hover();
        window.run();
        window.types(letter);
        assert_eq!(window.vote("Brazil"), vote);
    }
}

#[test]
fn a_locked_member_stays() {
    let mut window = Window::open();
    window.member("Brazil").hover();
    window.run();
    window.types("l");
    assert_eq!(window.notice(), "1 member locked");
    window.types("n");
    assert_eq!(window.vote("Brazil"), "Abstain");
    window.click_member("Brazil");
    assert_eq!(window.vote("Brazil"), "Abstain");
    assert!(window.notice().starts_with("Locked members stay as they are"));
    window.types("l");
    assert_eq!(window.notice(), "1 member unlocked");
    window.types("n");
    assert_eq!(window.vote("Brazil"), "No");
}

#[test]
fn escape_takes_back_word_then_brush_then_selection() {
    let mut window = Window::open();
    window.menu("Brush off", "Abstain");
    window.click("18 against");
    window.rest();
    window.types("ger");
    assert!(window.reads("Find: ger"));
    window.key(Key::Escape);
    assert!(!window.reads("Find: ger"));
    window.key(Key::Escape);
    assert!(window.has(Role::Button, "Brush off"));
    assert!(window.reads("18 members selected"));
    window.key(Key::Escape);
    assert!(window.reads("Nobody selected"));
}

#[test]
fn backspace_mends_the_word_and_puts_a_selection_back() {
    let mut window = Window::open();
    window.types("frx");
    window.key(Key::Backspace);
    assert!(window.reads("Find: fr ·"));
    window.key(Key::Escape);
    window.click_member("France");
    assert_eq!(window.vote("France"), "Abstain");
    window.key(Key::Backspace);
    assert_eq!(window.vote("France"), "Yes");
}

#[test]
fn page_keys_walk_the_agenda() {
    let mut window = Window::open();
    window.key(Key::PageDown);
    assert!(window.verdict().starts_with("A/ES-11/L.11"));
    window.key(Key::PageUp);
    assert!(window.verdict().starts_with("A/ES-11/L.10"));
}

#[test]
fn ctrl_a_and_ctrl_i_select() {
    let mut window = Window::open();
    window.ctrl(Key::A);
    assert!(window.reads("193 members selected"));
    window.click("18 against");
    window.ctrl(Key::I);
    assert!(window.reads("175 members selected"));
}

#[test]
fn the_sheet_lists_every_key() {
    let mut window = Window::open();
    window.key(Key::F1);
    for words in ["Ctrl Shift Z", "PageDown", "Click a member", "Copy chart as image"] {
        assert!(window.reads(words), "{words}");
    }
    window.key(Key::Escape);
    assert!(!window.reads("PageDown"));
}
