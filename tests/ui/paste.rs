use egui::Event;

use crate::harness::Window;

#[test]
fn two_pasted_columns_set_votes_and_a_wrong_line_is_named() {
    let mut window = Window::open();
    let text = "Member\tVote\nUSA\tAbstain\nAtlantis\tNo\nIsrael\tYes\nFRA\tperhaps\nGermany\tabsent\n";
    window.harness.event(Event::Paste(text.to_owned()));
    window.run();
    assert!(window.reads("Pasted 3; not all could be read"));
    assert!(window.reads("line 3:1: "));
    assert!(window.reads("Atlantis"));
    assert!(window.reads("line 5:1: "));
    window.click("Close");
    let votes = ["United States", "Israel", "Germany", "France"].map(|who| window.vote(who));
    assert_eq!(votes, ["Abstain", "Yes", "Absent", "Yes"]);
    assert_eq!(window.app().history.undo_label(), Some("Paste: 3 votes"));
}

#[test]
fn what_is_no_table_is_answered_and_changes_nothing() {
    let mut window = Window::open();
    window.harness.event(Event::Paste("USA\tNo\n".to_owned()));
    window.run();
    assert!(!window.app().unsaved());
    assert!(window.notice().starts_with("Nothing to paste"));
}
