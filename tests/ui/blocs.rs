use egui::{Modifiers, accesskit::Role};

use crate::harness::Window;

const EU: &str = "European Union, 27 members";
const NATO: &str = "NATO, 32 members";

#[test]
fn a_click_selects_the_members_of_a_bloc() {
    let mut window = Window::open();
    window.click(EU);
    assert!(window.reads("27 members selected"));
    window.click(NATO);
    assert!(window.reads("32 members selected"));
}

#[test]
fn alt_selects_all_but_its_members() {
    let mut window = Window::open();
    window.click_with(EU, Modifiers::ALT);
    assert!(window.reads("166 members selected"));
}

#[test]
fn shift_adds_a_bloc_and_takes_it_away_again() {
    let mut window = Window::open();
    window.click(EU);
    window.click_with(NATO, Modifiers::SHIFT);
    assert!(window.reads("36 members selected"));
    window.click_with(NATO, Modifiers::SHIFT);
    assert!(window.reads("4 members selected"));
}

#[test]
fn the_menu_sets_a_whole_bloc() {
    let mut window = Window::open();
    window.context(EU, "Set all to No");
    assert!(window.verdict().contains("67 in favour, 44 against, 65 abstaining, 17 not voting; rejected."));
    assert!(window.has(Role::Button, "Undo: European Union to No"));
    assert!(window.has(Role::Button, "European Union: 27 No"));
    window.context(EU, "As recorded");
    assert!(window.verdict().contains("93 in favour, 18 against, 65 abstaining, 17 not voting; adopted."));
}

#[test]
fn two_blocs_add_up() {
    let mut window = Window::open();
    window.click(EU);
    window.click_with(NATO, Modifiers::SHIFT);
    window.click("No");
    assert!(window.verdict().contains("60 in favour, 52 against, 64 abstaining, 17 not voting; rejected."));
}

#[test]
fn a_part_of_a_bloc_selects_who_voted_so() {
    let mut window = Window::open();
    window.click("BRICS: 7 Abstain");
    assert!(window.reads("7 members selected"));
}

#[test]
fn a_locked_bloc_stays() {
    let mut window = Window::open();
    window.context(EU, "Lock");
    window.context(EU, "Set all to No");
    assert!(window.verdict().contains("93 in favour, 18 against"));
    assert!(window.notice().starts_with("Locked members stay"));
}

#[test]
fn the_groups_that_are_shown_can_be_chosen() {
    let mut window = Window::open();
    window.click("Choose groups");
    window.by_role(Role::CheckBox, "NATO").click();
    window.run();
    assert!(!window.has(Role::Button, NATO));
    assert!(window.has(Role::Button, EU));
}
