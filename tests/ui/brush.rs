use egui::{Key, Pos2, accesskit::Role};

use crate::harness::Window;

fn centres(window: &Window, who: &[&str]) -> Vec<Pos2> {
    who.iter().map(|who| window.member(who).rect().center()).collect()
}

#[test]
fn a_stroke_over_members_is_one_step() {
    let mut window = Window::open();
    window.menu("Brush off", "Abstain");
    let way = centres(&window, &["Albania", "Andorra", "Antigua and Barbuda", "Australia"]);
    window.drag(way[0], &way[1..]);
    let steps: Vec<&str> = window.app().history.steps().collect();
    let [label] = steps.as_slice() else { panic!("{steps:?}") };
    let painted: usize = label
        .strip_prefix("Brush: ")
        .and_then(|rest| rest.strip_suffix(" members to Abstain"))
        .and_then(|n| n.parse().ok())
        .expect("a count");
    assert!(painted >= 4, "{label}");
    for who in ["Albania", "Andorra", "Antigua and Barbuda", "Australia"] {
        assert_eq!(window.vote(who), "Abstain");
    }
    assert!(window.verdict().contains(&format!("{} in favour, 18 against, {} abstaining", 93 - painted, 65 + painted)));
    window.ctrl(Key::Z);
    assert!(window.verdict().contains("93 in favour, 18 against, 65 abstaining, 17 not voting"));
}

#[test]
fn a_press_without_a_drag_paints_one() {
    let mut window = Window::open();
    window.menu("Brush off", "No");
    let at = window.member("France").rect().center();
    window.click_at(at);
    assert!(window.has(Role::Button, "Undo: Brush: 1 member to No"));
    assert_eq!(window.vote("France"), "No");
}

#[test]
fn a_locked_member_is_passed_over() {
    let mut window = Window::open();
    window.context("Andorra, Yes", "Lock");
    window.menu("Brush off", "No");
    let way = centres(&window, &["Albania", "Andorra"]);
    window.drag(way[0], &way[1..]);
    assert_eq!([window.vote("Albania"), window.vote("Andorra")], ["No", "Yes"]);
    assert!(window.notice().contains("1 left alone"), "{}", window.notice());
}

#[test]
fn without_a_brush_a_drag_changes_nothing() {
    let mut window = Window::open();
    let way = centres(&window, &["Albania", "Andorra", "Australia"]);
    window.drag(way[0], &way[1..]);
    assert_eq!(window.app().history.steps().count(), 0);
}

#[test]
fn tiles_and_map_can_be_painted_as_well() {
    for view in ["Tiles", "Map", "Board"] {
        let mut window = Window::open();
        window.click(view);
        window.menu("Brush off", "Absent");
        let way = centres(&window, &["Brazil", "Argentina"]);
        window.drag(way[0], &way[1..]);
        assert_eq!([window.vote("Brazil"), window.vote("Argentina")], ["Absent", "Absent"], "{view}");
    }
}
