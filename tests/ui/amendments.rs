//! The Amendments workspace: the recorded path, assumed results, the order, the important question, reactions.

use egui::accesskit::Role;
use plenary::model::Outcome;

use crate::harness::{Window, name};

fn open() -> Window {
    let mut window = Window::open();
    window.click("L.11 United States, 93–8–73, as amended");
    window.click("Amendments");
    window
}

fn steps(window: &Window) -> Vec<String> {
    window.all(Role::Button, |label| label.starts_with("Step ")).iter().map(name).collect()
}

#[test]
fn the_record_comes_out_on_its_path() {
    let window = open();
    assert_eq!(
        steps(&window),
        [
            "Step 1: L.12 Russia, rejected",
            "Step 2: L.13 European, adopted",
            "Step 3: L.14 European, adopted",
            "Step 4: L.15 European, adopted",
            "Step 5: L.11 United States, adopted",
        ]
    );
    let tree = window.chart("Tree of texts");
    assert!(tree.contains("16 texts") && tree.contains("L.13, L.14, L.15: 93–8–73, adopted"), "{tree}");
    assert!(window.reads("No. All 24 orders end with the same text."));
    assert!(window.reads("DNK FRA GBR GRC SVN"), "who moves is the Council's vote on the plain text");
}

#[test]
fn a_result_is_assumed_and_taken_back() {
    let mut window = open();
    window.click("Assume L.13 European rejected");
    assert_eq!(steps(&window)[1], "Step 2: L.13 European, rejected");
    assert!(window.app().session.scenario.is_some(), "the record is not edited");
    assert!(window.chart("Tree of texts").contains("ends with L.14, L.15"), "{}", window.chart("Tree of texts"));
    window.click("Assume L.13 European rejected");
    assert_eq!(steps(&window)[1], "Step 2: L.13 European, adopted");
    window.ctrl(egui::Key::Z);
    assert_eq!(steps(&window)[1], "Step 2: L.13 European, rejected");
}

#[test]
fn a_node_of_the_tree_assumes_its_result() {
    let mut window = open();
    let nodes: Vec<String> =
        window.all(Role::Button, |label| label == "Assume L.12 adopted").iter().map(name).collect();
    assert_eq!(nodes.len(), 1);
    window.click("Assume L.12 adopted");
    assert_eq!(steps(&window)[0], "Step 1: L.12 Russia, adopted");
}

#[test]
fn the_order_changes_by_the_menu_and_back_by_undo() {
    let mut window = open();
    window.context("Step 1: L.12 Russia, rejected", "Vote on it later");
    assert_eq!(&steps(&window)[..2], ["Step 1: L.13 European, adopted", "Step 2: L.12 Russia, rejected"]);
    window.ctrl(egui::Key::Z);
    assert_eq!(steps(&window)[0], "Step 1: L.12 Russia, rejected");
}

#[test]
fn a_step_is_dragged_to_another_place() {
    let mut window = open();
    let from = window.button("Step 1: L.12 Russia, rejected").rect().center_top() + egui::vec2(0.0, 12.0);
    let to = window.button("Step 4: L.15 European, adopted").rect().right_center() + egui::vec2(-4.0, 0.0);
    window.drag(from, &[from + egui::vec2(40.0, 0.0), to]);
    assert_eq!(steps(&window)[3], "Step 4: L.12 Russia, rejected");
}

#[test]
fn a_withdrawn_amendment_is_not_put() {
    let mut window = open();
    window.context("Step 1: L.12 Russia, rejected", "Withdraw it");
    assert_eq!(steps(&window)[0], "Step 1: L.12 Russia, withdrawn");
    assert!(window.chart("Tree of texts").contains("8 texts"));
    window.context("Step 1: L.12 Russia, withdrawn", "Put it back");
    assert_eq!(steps(&window)[0], "Step 1: L.12 Russia, rejected");
}

#[test]
fn one_switch_changes_the_rule_of_every_row() {
    let mut window = open();
    let rules = |window: &Window| -> Vec<String> {
        let case = window.app().shown.case().expect("a case");
        case.agenda.steps.iter().map(|step| step.rule.to_string()).collect()
    };
    assert!(rules(&window).iter().all(|rule| rule == "ga-two-thirds"));
    window.by_role(Role::CheckBox, "Important question (two-thirds)").click();
    window.run();
    assert!(rules(&window).iter().all(|rule| rule == "ga-simple"), "{:?}", rules(&window));
    window.ctrl(egui::Key::Z);
    assert!(rules(&window).iter().all(|rule| rule == "ga-two-thirds"));
}

#[test]
fn a_reaction_is_put_together_and_moves_the_final_vote() {
    let mut window = open();
    window.click("Assume L.12 Russia adopted");
    window.click("+ Add a reaction");
    window.choose("The vote it waits for", 0, "L.12 Russia");
    window.choose("Who moves", 0, "European Union");
    let no = window.all(Role::Button, |label| label == "No").len() - 1;
    window.all(Role::Button, |label| label == "No")[no].click();
    window.run();
    window.click("Add the reaction");
    assert!(window.reads("If L.12 Russia is adopted, European Union moves to No"));
    let last = window.app().shown.case().expect("a case");
    let text = last.agenda.steps.last().expect("the text");
    // Of the 27 only Hungary did not vote Yes on the text as amended; it abstained, and moves as well.
    assert_eq!((text.result.tally.yes, text.result.tally.no), (Some(67), Some(35)));
    assert_eq!(text.result.outcome, Some(Outcome::Rejected));
    window.click("Take it out");
    assert!(!window.reads("If L.12 Russia is adopted, European Union moves to No"));
}

#[test]
fn a_row_of_the_tree_shows_its_wording() {
    let mut window = open();
    let plain = |label: &str| label.starts_with("unamended: ");
    window.all(Role::Button, plain)[0].click();
    window.run();
    assert!(window.reads("Without any amendment"));
    let row = window.all(Role::Button, |label| label.starts_with("L.13: "));
    row[0].click();
    window.run();
    let marked = |label: &str| label.contains("[inserted: full-scale invasion of Ukraine by Russia]");
    assert_eq!(window.all(Role::Label, marked).len(), 1);
}

#[test]
fn the_path_of_play_is_shown_on_demand() {
    let mut window = open();
    window.click("Show the path of play");
    assert!(window.reads("Ends: "));
    window.click("Hide the path of play");
    assert!(!window.reads("Ends: "));
}

#[test]
fn the_council_sequence_is_shown_with_its_vetoes() {
    let mut window = Window::open();
    window.click("S/2025/112, 10–0–5, adopted");
    window.click("Amendments");
    let steps = steps(&window);
    assert_eq!(steps.len(), 7, "{steps:?}");
    assert_eq!(steps[0], "Step 1: Motion to put off, lost");
    assert_eq!(steps.iter().filter(|step| step.ends_with("vetoed")).count(), 2);
    assert_eq!(steps[6], "Step 7: S/2025/112, adopted");
}

#[test]
fn a_paragraph_is_voted_apart_and_some_vote_otherwise_on_it() {
    let mut window = open();
    window.context("Step 5: L.11 United States, adopted", "Paragraph 1");
    let parted = steps(&window);
    assert_eq!(parted.len(), 6, "{parted:?}");
    assert_eq!(parted[4], "Step 5: Paragraph 1, adopted");
    window.click("Vote");
    window.click("European Union, 27 members");
    window.click("Amendments");
    window.context("Step 5: Paragraph 1, adopted", "No");
    // 26 of the 27 leave Yes and one leaves Abstain for No: 67 to 35 is no two-thirds, so the one operative paragraph
    // falls, and the whole with it.
    assert_eq!(steps(&window)[4], "Step 5: Paragraph 1, rejected");
    assert_eq!(steps(&window)[5], "Step 6: L.11 United States, not put");
    window.ctrl(egui::Key::Z);
    window.ctrl(egui::Key::Z);
    assert_eq!(steps(&window).len(), 5);
}
