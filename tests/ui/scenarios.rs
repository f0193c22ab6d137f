use egui::{Key, accesskit::Role};

use crate::harness::Window;

fn tab(window: &mut Window, label: &str) {
    window.by_role(Role::Tab, label).click();
    window.run();
}

fn tab_menu(window: &mut Window, label: &str, line: &str) {
    window.by_role(Role::Tab, label).click_secondary();
    window.run();
    window.click(line);
}

#[test]
fn a_new_scenario_begins_with_what_is_shown() {
    let mut window = Window::open();
    window.click("+ New scenario");
    assert!(window.has(Role::Tab, "What if 93–18–65"));
    window.click_member("France");
    assert!(window.has(Role::Tab, "What if 92–18–66"));
    tab(&mut window, "As recorded 93–18–65");
    assert_eq!(window.vote("France"), "Yes");
    tab(&mut window, "What if 92–18–66");
    assert_eq!(window.vote("France"), "Abstain");
}

#[test]
fn the_scenarios_that_come_along_can_be_shown() {
    let mut window = Window::open();
    tab(&mut window, "US abstains 93–17–66");
    assert_eq!(window.vote("United States"), "Abstain");
    assert!(window.reads("a what-if"));
    window.ctrl(Key::R);
    assert_eq!(window.vote("United States"), "No");
}

#[test]
fn a_scenario_is_renamed_in_a_dialog() {
    let mut window = Window::open();
    tab(&mut window, "US abstains 93–17–66");
    window.key(Key::F2);
    window.enter("Name", "Washington abstains");
    window.click("Rename");
    assert!(window.has(Role::Tab, "Washington abstains 93–17–66"));
    tab_menu(&mut window, "Washington abstains 93–17–66", "Rename scenario…");
    window.fill("Name", "By Enter");
    assert!(window.has(Role::Tab, "By Enter 93–17–66"));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert!(window.has(Role::Tab, "US abstains 93–17–66"));
}

#[test]
fn ctrl_d_copies_a_scenario() {
    let mut window = Window::open();
    tab(&mut window, "US abstains 93–17–66");
    window.ctrl(Key::D);
    assert!(window.has(Role::Tab, "US abstains (copy) 93–17–66"));
    window.click_member("France");
    assert!(window.has(Role::Tab, "US abstains (copy) 92–17–67"));
    assert!(window.has(Role::Tab, "US abstains 93–17–66"));
}

#[test]
fn a_scenario_is_deleted_by_its_menu_and_comes_back() {
    let mut window = Window::open();
    tab(&mut window, "US abstains 93–17–66");
    tab_menu(&mut window, "US abstains 93–17–66", "Delete scenario");
    assert!(!window.has(Role::Tab, "US abstains 93–17–66"));
    assert_eq!(window.vote("United States"), "No");
    window.ctrl(Key::Z);
    assert!(window.has(Role::Tab, "US abstains 93–17–66"));
    tab_menu(&mut window, "Serbia as it meant 92–18–66", "Delete scenario");
    assert!(!window.has(Role::Tab, "Serbia as it meant 92–18–66"));
}

#[test]
fn a_text_goes_back_to_the_record() {
    let mut window = Window::open();
    window.click_member("France");
    window.click_member("Germany");
    assert!(window.reads("Changed in this scenario"));
    window.click("Reset this text to the record");
    assert!(window.verdict().contains("93 in favour, 18 against, 65 abstaining, 17 not voting"));
    assert!(window.has(Role::Tab, "What if 93–18–65"));
}
