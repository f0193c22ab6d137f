use egui::{Key, accesskit::Role};

use crate::harness::Window;

fn find(window: &mut Window, words: &str) {
    window.ctrl(Key::K);
    window.types(words);
    window.key(Key::Enter);
}

#[test]
fn a_symbol_shows_its_text() {
    let mut window = Window::open();
    find(&mut window, "L.12");
    assert!(window.verdict().starts_with("A/ES-11/L.12"));
}

#[test]
fn a_name_selects_its_member() {
    let mut window = Window::open();
    find(&mut window, "germany");
    assert!(window.reads("1 selected"));
    window.types("n");
    assert_eq!(window.vote("Germany"), "No");
}

#[test]
fn a_command_is_done_by_its_name() {
    let mut window = Window::open();
    find(&mut window, "floor as map");
    assert!(window.has(Role::Image, "Map"));
    find(&mut window, "go to coalitions");
    assert!(window.has(Role::Image, "Agreement"));
    find(&mut window, "A/ES-11/L.14");
    assert!(window.verdict().starts_with("A/ES-11/L.14"));
}

#[test]
fn a_scenario_is_found_by_its_name() {
    let mut window = Window::open();
    find(&mut window, "us abstains");
    assert_eq!(window.vote("United States"), "Abstain");
}

#[test]
fn arrows_pick_a_line_and_escape_closes() {
    let mut window = Window::open();
    window.ctrl(Key::K);
    window.types("korea");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let picked = window.app().selection();
    find(&mut window, "korea");
    assert_eq!((picked.len(), window.app().selection().len()), (1, 1));
    assert_ne!(picked, window.app().selection());
    window.ctrl(Key::K);
    window.key(Key::Escape);
    assert!(window.app().session.dialog.is_none());
}

#[test]
fn what_is_not_there_is_answered() {
    let mut window = Window::open();
    window.click("Find a member, text or command");
    window.types("qqqq");
    assert!(window.reads("Nothing is called that"));
    window.key(Key::Enter);
    assert!(window.app().session.dialog.is_some());
}
