use egui::{Key, accesskit::Role};

use crate::harness::{Window, name};

/// Every room, table and dialog, one after another.
fn everywhere(mut look: impl FnMut(&mut Window, &str)) {
    let mut window = Window::open();
    for view in ["Chamber", "Map", "Tiles", "Board", "Table"] {
        window.click(view);
        look(&mut window, view);
    }
    window.click("18 against");
    look(&mut window, "a selection");
    for (key, place) in [(Key::E, "export"), (Key::K, "palette")] {
        window.ctrl(key);
        look(&mut window, place);
        window.key(Key::Escape);
    }
    window.key(Key::F1);
    look(&mut window, "keys");
    window.key(Key::Escape);
    window.click("Coalitions");
    look(&mut window, "coalitions");
    window.click("Data");
    for tab in ["Votes", "Texts", "Members", "Groups", "Weights", "One text", "Bodies and seats", "Rules"] {
        window.click(tab);
        look(&mut window, tab);
    }
    window.click("Consensus: nobody objects");
    window.click("Copy it to compose your own");
    look(&mut window, "a rule of one's own");
    window.click("Groups");
    window.ctrl(Key::H);
    look(&mut window, "find and replace");
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    everywhere(|window, place| {
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new(), "{place}");
        let nameless = window.all(Role::Button, |label| label.trim().is_empty()).len();
        assert_eq!(nameless, 0, "{place}");
    });
}

#[test]
fn no_two_fields_of_a_screen_share_a_name() {
    everywhere(|window, place| {
        // Each condition of a rule has the same fields.
        if place == "a rule of one's own" {
            return;
        }
        let mut names: Vec<String> = window.all(Role::TextInput, |label| !label.is_empty()).iter().map(name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{place}: {names:?}");
    });
}

#[test]
fn charts_say_in_a_sentence_what_they_show() {
    everywhere(|window, place| {
        for node in window.all(Role::Image, |_| true) {
            assert!(node.value().is_some_and(|words| words.len() > 10), "{place}: {}", name(&node));
        }
    });
}

#[test]
fn the_theme_goes_from_light_to_dark_and_back() {
    let mut window = Window::open();
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
    window.click("Dark theme");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.ctrl(Key::T);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
}

#[test]
fn presenting_leaves_the_verdict_and_the_floor() {
    let mut window = Window::open();
    let before = window.by_role(Role::Image, "Chamber").rect();
    window.key(Key::F5);
    assert!(!window.has(Role::Button, "Export chart"));
    assert!(window.all(Role::Tab, |_| true).is_empty());
    let now = window.by_role(Role::Image, "Chamber").rect();
    assert!(now.area() > before.area() * 1.8, "{before:?} {now:?}");
    assert_eq!(window.members().len(), 193);
    assert!(window.verdict().contains("93 in favour"));
    window.key(Key::Escape);
    assert!(window.has(Role::Button, "Export chart"));
}

#[test]
fn a_selection_does_not_move_the_floor() {
    let mut window = Window::open();
    let before = window.by_role(Role::Image, "Chamber").rect();
    window.click("NATO, 32 members");
    assert_eq!(window.by_role(Role::Image, "Chamber").rect(), before);
    window.click_member("France");
    assert_eq!(window.by_role(Role::Image, "Chamber").rect(), before);
}

#[test]
fn the_menu_leads_to_every_section() {
    let mut window = Window::open();
    window.click("Menu");
    for section in ["File", "Edit", "Votes", "Selection", "Scenario", "View"] {
        assert!(!window.all(Role::Button, |label| label.starts_with(section)).is_empty(), "{section}");
    }
}
