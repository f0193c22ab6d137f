//! What would change it: the cheapest sets of moves, chosen and carried out; who must be held; costs and exclusions.

use egui::accesskit::Role;
use plenary::{app::effort::Aim, simulate::Secure};

use crate::harness::{Window, name};

/// Puts a number into a field of numbers.
fn put(window: &mut Window, label: &str, number: &str) {
    window.by_role(Role::SpinButton, label).click();
    window.run();
    window.types(number);
    window.key(egui::Key::Enter);
}

/// The rows that begin with a figure.
fn rows(window: &Window, words: &str) -> Vec<String> {
    window.all(Role::Button, |label| label.contains(words)).iter().map(name).collect()
}

#[test]
fn a_smallest_set_is_selected_and_turns_the_outcome() {
    let mut window = Window::open();
    window.click("20 move from Yes to No");
    assert!(window.reads("20 members selected"));
    window.context("20 move from Yes to No", "Set them to No");
    assert!(window.verdict().contains("73 in favour, 38 against"), "{}", window.verdict());
    assert!(window.verdict().ends_with("rejected."));
    // One vote back is enough again.
    assert!(window.reads("What would change it"));
    window.click("1 move from No to Yes");
    assert!(window.app().selection().len() == 1);
}

#[test]
fn a_vote_known_by_its_tally_has_no_such_sets() {
    let mut window = Window::open();
    window.click("L.12 Russia, 31–71–59, rejected");
    assert!(!window.reads("What would change it"));
}

#[test]
fn every_row_stands_with_its_figure() {
    let window = Window::open();
    let expected = [
        "20 move from Yes to No",
        "29 move from Abstain to No",
        "58 move from Yes to Abstain",
        "– move from Absent to No",
        "20 move in any mix",
    ];
    let found = rows(&window, " move ");
    assert_eq!(found, expected);
    assert!(window.reads("Each proved smallest"));
}

#[test]
fn a_mix_of_moves_is_one_step_that_can_be_undone() {
    let mut window = Window::open();
    window.context("20 move in any mix", "Make these moves");
    assert!(window.verdict().ends_with("rejected."), "{}", window.verdict());
    assert!(window.verdict().contains("75 in favour, 38 against, 63 abstaining"), "{}", window.verdict());
    window.click("Undo: 20 members move");
    assert!(window.verdict().ends_with("adopted."), "{}", window.verdict());
}

#[test]
fn locked_members_are_not_among_those_who_move() {
    let mut window = Window::open();
    window.click("20 move in any mix");
    window.types("l");
    assert!(window.reads("20 locked stay"));
    let locked = window.app().session.locked.clone();
    window.click("20 move in any mix");
    assert!(window.app().selection().iter().all(|member| !locked.contains(member)));
}

#[test]
fn the_defender_sees_whom_to_hold() {
    let mut window = Window::open();
    window.click("S/2025/112, 10–0–5, adopted");
    assert!(window.has(Role::Button, "1 move in any mix"), "{:?}", rows(&window, " move "));
    window.click("Hold it");
    assert_eq!(window.app().session.aim, Aim::Hold);
    assert!(window.has(Role::Button, "1 turn it, at the least"));
    assert!(window.has(Role::Button, "0 are in every one of them"));
    window.click("5 are in some set of that size");
    assert_eq!(window.app().selection(), ["CHN", "FRA", "GBR", "RUS", "USA"].map(Into::into));
    assert!(window.reads("With them held it takes 2 instead of 1. Proved smallest."));
    window.context("5 to hold against 1", "Lock them");
    assert_eq!(window.app().session.locked.len(), 5);
    // With them locked two others of the ten in favour turn it.
    assert!(window.has(Role::Button, "2 turn it, at the least"));
    window.click("Turn it");
    assert!(window.has(Role::Button, "2 move from Yes to No"));
}

#[test]
fn the_budget_of_the_attacker_is_what_is_held_against() {
    let mut window = Window::open();
    window.click("Hold it");
    assert!(window.has(Role::Button, "76 to hold against 20"), "{:?}", rows(&window, "hold"));
    assert!(window.reads("With them held it takes 21 instead of 20."));
    put(&mut window, "What the attacker can spend", "25");
    let hold = window.app().shown.hold().expect("known");
    let Secure::Smallest(held) = &hold.secure else { panic!("{:?}", hold.secure) };
    assert!(hold.budget == 25 && held.members.len() > 76 && held.then.is_some_and(|cost| cost > 25));
    let row = format!("{} to hold against 25", held.members.len());
    assert!(window.has(Role::Button, &row), "{row} {:?}", rows(&window, "hold"));
    put(&mut window, "What the attacker can spend", "19");
    assert!(window.reads("Nobody need be held: 19 is too little as it is."));
    window.click("the least again");
    assert!(window.has(Role::Button, "76 to hold against 20"));
}

#[test]
fn steps_have_costs_that_stay_from_text_to_text() {
    let mut window = Window::open();
    assert!(window.all(Role::SpinButton, |_| true).is_empty(), "folded away at first");
    window.click("Costs and exclusions");
    put(&mut window, "Cost of Yes to No", "2");
    assert_eq!(
        rows(&window, " move "),
        [
            "20 move from Yes to No, cost 40",
            "29 move from Abstain to No, cost 29",
            "58 move from Yes to Abstain, cost 58",
            "– move from Absent to No",
            "29 move in any mix, cost 29",
        ]
    );
    assert!(window.reads("Each proved cheapest"));
    window.click("S/2025/112, 10–0–5, adopted");
    assert!(window.has(Role::Button, "1 move from Yes to No, cost 2"));
    assert!(window.has(Role::Button, "1 move in any mix, cost 1"));
    window.click("Everybody and every step at 1 again");
    assert!(window.has(Role::Button, "1 move from Yes to No"));
    window.click("Hide costs and exclusions");
    assert!(window.all(Role::SpinButton, |_| true).is_empty());
}

#[test]
fn the_selection_can_cost_more_or_be_left_out() {
    let mut window = Window::open();
    window.click("S/2025/112, 10–0–5, adopted");
    window.click("Costs and exclusions");
    assert!(window.reads("Select members to set what they cost"));
    window.click("1 move from Yes to No");
    assert_eq!(window.app().selection(), ["CHN".into()]);
    put(&mut window, "Cost of the selection", "3");
    assert!(window.reads("Dearer: CHN 3"));
    // Another permanent member is cheaper now.
    window.click("1 move from Yes to No, cost 1");
    assert_eq!(window.app().selection(), ["RUS".into()]);
    window.click("Leave them out");
    assert!(window.reads("Left out: RUS"));
    assert!(window.reads("1 left out"));
    window.click("1 move from Yes to No, cost 1");
    assert_eq!(window.app().selection(), ["USA".into()]);
    window.click("Leave them out");
    window.click("1 move from Abstain to No, cost 1");
    assert_eq!(window.app().selection(), ["FRA".into()]);
    window.key(egui::Key::Escape);
    // China alone is left for its price; two others cost less.
    assert!(window.has(Role::Button, "2 move from Yes to No, cost 2"), "{:?}", rows(&window, " move "));
}

#[test]
fn a_group_can_be_left_out() {
    let mut window = Window::open();
    window.click("Costs and exclusions");
    window.choose("Leave out a group", 0, "European Union");
    assert!(window.reads("27 left out"));
    window.click("20 move from Yes to No");
    let union = window.app().document.dossier.group(&"EU".into()).expect("a group").roster_on(None);
    assert!(window.app().selection().iter().all(|member| !union.contains(member)));
    assert_eq!(window.app().selection().len(), 20);
    window.click("Ask again: European Union");
    assert!(!window.reads("left out"));
}
