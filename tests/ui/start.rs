use egui::accesskit::Role;

use crate::harness::Window;

#[test]
fn the_first_screen_shows_a_whole_vote() {
    let window = Window::open();
    let sentence =
        "A/ES-11/L.10 in the General Assembly: 93 in favour, 18 against, 65 abstaining, 17 not voting; adopted.";
    assert_eq!(window.verdict(), sentence);
    assert_eq!(window.chart("Chamber"), sentence);
    assert_eq!(window.members().len(), 193);
    assert_eq!(window.vote("United States"), "No");
    assert_eq!(window.vote("Afghanistan"), "may not vote");
    assert!(window.reads("193 members · votes as recorded"));
    assert!(window.reads("Two-thirds of members present and voting: 93\u{a0}≥\u{a0}74"));
}

#[test]
fn the_agenda_names_every_text_of_the_day() {
    let window = Window::open();
    for row in [
        "L.10 Ukraine, 93–18–65, adopted",
        "L.11 United States, 93–8–73, as amended",
        "L.12 Russia, 31–71–59, rejected",
        "L.13 European, result only, adopted",
        "S/2025/112, 10–0–5, adopted",
        "European am. 2, 9–1–?, vetoed",
    ] {
        assert!(window.has(Role::Button, row), "{row}");
    }
}

#[test]
fn the_votes_of_other_days_are_one_click_away() {
    let mut window = Window::open();
    let at = window.button("L.12 Russia, 31–71–59, rejected").rect().center();
    window.harness.hover_at(at);
    window.wheel(-2000.0);
    window.click("Show the 39 votes of other days");
    window.harness.hover_at(at);
    window.wheel(-600.0);
    let row =
        window.labels(Role::Button).into_iter().find(|label| label.starts_with("S/2024/")).expect("a text of 2024");
    window.click(&row);
    assert!(window.verdict().starts_with("S/2024/"));
}

#[test]
fn a_click_on_the_agenda_shows_that_text() {
    let mut window = Window::open();
    window.click("L.12 Russia, 31–71–59, rejected");
    assert!(window.verdict().starts_with("A/ES-11/L.12 in the General Assembly: 31 in favour, 71 against"));
    assert!(window.verdict().ends_with("rejected."));
}
