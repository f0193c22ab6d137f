//! What would change it: the smallest sets of moves, chosen and carried out.

use crate::harness::Window;

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
