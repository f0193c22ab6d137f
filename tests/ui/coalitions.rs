use egui::{Key, accesskit::Role, vec2};

use crate::harness::{Window, name};

fn coalitions() -> Window {
    let mut window = Window::open();
    window.click("Coalitions");
    window
}

fn pairs(window: &Window) -> Vec<String> {
    window.all(Role::Button, |label| label.ends_with(" %")).iter().map(name).collect()
}

#[test]
fn the_matrix_says_what_it_shows() {
    let window = coalitions();
    let words = window.chart("Agreement");
    assert!(words.starts_with("Agreement of 19") && words.contains(" members over "), "{words}");
    assert!(window.chart("Alignment over time").starts_with("United States and European Union voted alike in"));
    assert!(window.chart("Blocs against blocs").starts_with("Agreement between 6 groups: European Union, NATO"));
    assert_eq!(pairs(&window).len(), 21);
}

#[test]
fn the_number_of_clusters_is_chosen() {
    let mut window = coalitions();
    for (from, to) in [(4, 5), (5, 2)] {
        window.menu(&format!("{from} clusters"), &format!("{to} clusters"));
        assert!(window.chart("Agreement").contains(&format!("in {to} clusters")), "{}", window.chart("Agreement"));
    }
}

#[test]
fn the_members_compared_are_chosen() {
    let mut window = coalitions();
    window.menu("All members", "NATO");
    assert!(window.chart("Agreement").starts_with("Agreement of 32 members"), "{}", window.chart("Agreement"));
}

#[test]
fn the_credit_for_an_abstention_changes_the_figures() {
    let mut window = coalitions();
    let before = pairs(&window);
    window.menu("Method", "agrees by half");
    assert_ne!(pairs(&window), before);
}

#[test]
fn a_cell_of_two_blocs_is_followed_over_time() {
    let mut window = coalitions();
    let cell = pairs(&window).into_iter().find(|label| label.starts_with("BRICS and NATO")).expect("a cell");
    window.click(&cell);
    assert!(window.chart("Alignment over time").starts_with("BRICS and NATO voted alike in"));
}

#[test]
fn a_cell_of_the_matrix_is_followed_over_time() {
    let mut window = coalitions();
    let before = window.chart("Alignment over time");
    let at = window.by_role(Role::Image, "Agreement").rect().center();
    window.click_at(at + vec2(40.0, -60.0));
    assert_ne!(window.chart("Alignment over time"), before);
}

#[test]
fn whose_alignment_is_shown_is_chosen_by_name() {
    let mut window = coalitions();
    window.menu("United States", "NATO");
    assert!(window.chart("Alignment over time").starts_with("NATO and European Union voted alike in"));
}

#[test]
fn a_scenario_changes_the_figures() {
    let mut window = Window::open();
    window.context("European Union, 27 members", "Set all to No");
    window.ctrl(Key::Num3);
    let changed = (pairs(&window), window.chart("Alignment over time"));
    window.ctrl(Key::R);
    let recorded = (pairs(&window), window.chart("Alignment over time"));
    assert_ne!(changed.0, recorded.0);
    assert_ne!(changed.1, recorded.1);
}

#[test]
fn the_matrix_is_exported_from_the_top_bar() {
    let mut window = coalitions();
    window.click("Export chart");
    assert!(window.reads("Export: Agreement"));
    window.click("CSV");
    let path = window.answer("agreement.csv");
    window.click("Save CSV…");
    window.told("Exported to ");
    assert!(std::fs::read_to_string(path).expect("a file").lines().count() > 100);
}
