use egui::{Key, Rect, accesskit::Role};

use crate::harness::Window;

/// A chart's place on the screen.
fn place(window: &Window, chart: &str) -> Rect {
    window.by_role(Role::Image, chart).rect()
}

fn floor_in(dark: bool) {
    let mut window = Window::open();
    let theme = if dark { "dark" } else { "light" };
    if dark {
        window.click("Dark theme");
    }
    for view in ["Chamber", "Map", "Tiles", "Board", "Table"] {
        window.click(view);
        let inked = [place(&window, view), place(&window, "Verdict"), place(&window, "Blocs")];
        window.picture(&format!("{}-{theme}", view.to_lowercase()), &inked);
    }
}

#[test]
fn the_floor_is_drawn_in_light() {
    floor_in(false);
}

#[test]
fn the_floor_is_drawn_in_dark() {
    floor_in(true);
}

#[test]
fn coalitions_are_drawn_in_both_themes() {
    let mut window = Window::open();
    window.click("Coalitions");
    for theme in ["light", "dark"] {
        let inked = ["Agreement", "Alignment over time", "Blocs against blocs"].map(|chart| place(&window, chart));
        window.picture(&format!("coalitions-{theme}"), &inked);
        window.ctrl(Key::T);
    }
}

#[test]
fn the_data_room_is_drawn() {
    let mut window = Window::open();
    window.click("Data");
    for tab in ["Votes", "Texts", "Members", "Groups", "One text", "Bodies and seats", "Rules"] {
        window.click(tab);
        let file = format!("data-{}", tab.to_lowercase().replace(' ', "-"));
        window.picture(&file, &[Rect::from_min_max((20.0, 150.0).into(), (390.0, 800.0).into())]);
    }
    window.click("EU Council: qualified majority");
    window.click("Copy it to compose your own");
    window.ctrl(Key::T);
    window.picture("data-own-rule-dark", &[]);
}

#[test]
fn dialogs_are_drawn() {
    let mut window = Window::open();
    let middle = Rect::from_center_size((720.0, 450.0).into(), (500.0, 300.0).into());
    window.click("Export chart");
    window.picture("export-light", &[middle]);
    window.key(Key::Escape);
    window.ctrl(Key::K);
    window.types("france");
    window.picture("palette-light", &[middle]);
    window.key(Key::Escape);
    window.key(Key::F1);
    window.picture("keys-light", &[middle]);
    window.key(Key::Escape);
    window.ctrl(Key::T);
    window.click("Export chart");
    window.picture("export-dark", &[middle]);
}

#[test]
fn a_what_if_is_drawn() {
    let mut window = Window::open();
    window.context("European Union, 27 members", "Set all to No");
    window.click("NATO, 32 members");
    let floor = place(&window, "Chamber");
    window.picture("what-if-light", &[floor]);
    window.click("L.13 European, result only, adopted");
    window.click_member("France");
    let floor = place(&window, "Chamber");
    window.picture("empty-floor-light", &[floor]);
    window.click("S/2025/112, 10–0–5, adopted");
    window.context("Russian Federation, Yes", "No");
    assert!(window.reads("Vetoed by Russian Federation"));
    let floor = place(&window, "Chamber");
    window.picture("veto-light", &[floor]);
    window.key(Key::F5);
    window.picture("presenting-light", &[]);
}
