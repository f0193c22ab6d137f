use egui::{accesskit::Role, vec2};

use crate::harness::{Window, name};

#[test]
fn every_view_shows_every_member() {
    let mut window = Window::open();
    for view in ["Map", "Tiles", "Board", "Chamber"] {
        window.click(view);
        assert_eq!(window.members().len(), 193, "{view}");
        assert!(window.chart(view).contains("93 in favour"));
    }
    window.click("Table");
    assert!(window.members().len() > 8);
}

#[test]
fn the_table_scrolls_to_the_last_member() {
    let mut window = Window::open();
    window.click("Table");
    assert!(window.members().contains(&"Afghanistan, may not vote".to_owned()));
    let at = window.by_role(Role::Image, "Table").rect().center();
    window.harness.hover_at(at);
    window.wheel(-9000.0);
    assert!(window.members().contains(&"Zimbabwe, Abstain".to_owned()), "{:?}", window.members());
}

#[test]
fn a_column_head_sorts_the_table() {
    let mut window = Window::open();
    window.click("Table");
    window.click("Sort by vote");
    assert!(window.members().iter().all(|label| label.ends_with(", Yes")));
    window.click("Sort by vote");
    assert!(window.members().iter().all(|label| !label.ends_with(", Yes")));
    window.click("Sort by code");
    assert_eq!(window.members().first().map(String::as_str), Some("Afghanistan, may not vote"));
}

#[test]
fn a_row_of_the_table_takes_a_click() {
    let mut window = Window::open();
    window.click("Table");
    window.click_member("Albania");
    assert_eq!(window.vote("Albania"), "Abstain");
}

#[test]
fn a_member_dragged_on_the_board_votes_with_its_column() {
    let mut window = Window::open();
    window.click("Board");
    let (from, to) = (window.member("France").rect().center(), window.member("United States").rect().center());
    window.drag(from, &[from + (to - from) * 0.5, to]);
    assert_eq!(window.vote("France"), "No");
    assert_eq!(window.app().history.steps().collect::<Vec<_>>(), ["France to No"]);
}

#[test]
fn a_selection_dragged_on_the_board_goes_together() {
    let mut window = Window::open();
    window.click("Board");
    window.click("European Union, 27 members");
    let (from, to) = (window.member("France").rect().center(), window.member("China").rect().center());
    window.drag(from, &[from + (to - from) * 0.5, to]);
    assert!(window.verdict().contains("67 in favour, 17 against, 92 abstaining"), "{}", window.verdict());
}

#[test]
fn the_head_of_a_column_selects_it() {
    let mut window = Window::open();
    window.click("Board");
    window.click("No, 18 members");
    assert!(window.reads("18 members selected"));
}

#[test]
fn land_on_the_map_takes_a_click() {
    let mut window = Window::open();
    window.click("Map");
    let at = window.member("Brazil").rect();
    window.click_at(at.center() + vec2(at.width() / 2.0 + 4.0, 0.0));
    assert_eq!(window.vote("Brazil"), "No");
    let at = window.member("Singapore").rect().center();
    window.click_at(at);
    assert_eq!(window.vote("Singapore"), "Abstain");
}

#[test]
fn the_wheel_zooms_the_map_about_the_pointer() {
    let mut window = Window::open();
    window.click("Map");
    let place = |window: &Window, who| window.member(who).rect().center();
    let (brazil, india) = (place(&window, "Brazil"), place(&window, "India"));
    window.harness.hover_at(brazil);
    window.wheel(240.0);
    assert!(place(&window, "Brazil").distance(brazil) < 3.0);
    let stretched = (place(&window, "India") - brazil).length() / (india - brazil).length();
    assert!(stretched > 1.5, "{stretched}");
}

#[test]
fn the_chamber_can_be_ordered_labelled_and_coloured() {
    let mut window = Window::open();
    assert!(window.painted("FRA"));
    let order = |window: &Window| {
        window
            .all(Role::Button, |label| label.starts_with("France") || label.starts_with("Brazil"))
            .iter()
            .map(name)
            .collect::<Vec<_>>()
    };
    assert_eq!(order(&window), ["France, Yes", "Brazil, Abstain"]);
    window.menu("Order seats by vote", "name");
    assert_eq!(order(&window), ["Brazil, Abstain", "France, Yes"]);
    window.menu("Label code", "none");
    assert!(!window.painted("FRA"));
    window.menu("Colour by vote", "region");
    assert!(window.has(Role::Button, "Colour by region"));
}
