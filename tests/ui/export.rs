use egui::{Event, Key, Modifiers, OutputCommand, accesskit::Role, vec2};

use crate::harness::Window;

fn export(window: &mut Window, format: &str, name: &str) -> Vec<u8> {
    window.click(format);
    let path = window.answer(name);
    window.click(&format!("Save {format}…"));
    window.told(&format!("Exported to {}", path.display()));
    std::fs::read(path).expect("a file")
}

/// Steps until a picture is copied, and gives its size.
fn copied(window: &mut Window) -> [usize; 2] {
    for _ in 0..8 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        if let Some(OutputCommand::CopyImage(image)) =
            commands.iter().find(|c| matches!(c, OutputCommand::CopyImage(_)))
        {
            return image.size;
        }
    }
    panic!("nothing was copied")
}

#[test]
fn each_format_begins_as_it_must_and_is_the_same_twice() {
    for (format, ending, head) in
        [("SVG", "svg", "<svg"), ("PNG", "png", "\u{89}PNG\r\n"), ("PDF", "pdf", "%PDF-"), ("CSV", "csv", "member,")]
    {
        let mut window = Window::open();
        window.click("Export chart");
        let first = export(&mut window, format, &format!("first.{ending}"));
        window.click("Export chart");
        let second = export(&mut window, format, &format!("second.{ending}"));
        let begin: String = first.iter().take(200).map(|byte| char::from(*byte)).collect();
        assert!(begin.contains(head), "{format} begins {begin:?}");
        assert!(first.len() > 2000, "{format} has {} bytes", first.len());
        assert!(first == second, "{format} is not the same twice");
        assert!(window.script.borrow().offered.iter().all(|name| name.ends_with(ending)));
    }
}

#[test]
fn every_view_can_be_exported_by_a_right_click() {
    let mut window = Window::open();
    let mut files = Vec::new();
    for view in ["Chamber", "Map", "Tiles", "Board", "Table"] {
        window.click(view);
        let rect = window.by_role(Role::Image, view).rect();
        window.click_secondary_at(rect.right_top() + vec2(-3.0, 3.0));
        window.click("Export…");
        assert!(window.reads(&format!("Export: {view}")), "{view}");
        files.push(export(&mut window, "SVG", &format!("{view}.svg")));
    }
    files.sort();
    files.dedup();
    assert_eq!(files.len(), 5);
}

#[test]
fn the_words_typed_are_in_the_file() {
    let mut window = Window::open();
    window.ctrl(Key::E);
    window.enter("Title", "A title of my own");
    let file = export(&mut window, "SVG", "own.svg");
    assert!(String::from_utf8_lossy(&file).contains("A title of my own"));
}

#[test]
fn a_what_if_is_exported_as_it_is_shown() {
    let mut window = Window::open();
    window.context("European Union, 27 members", "Set all to No");
    window.click("Export chart");
    let file = export(&mut window, "CSV", "votes.csv");
    let text = String::from_utf8_lossy(&file).into_owned();
    let france = text.lines().find(|line| line.starts_with("FRA,")).expect("a row for France");
    assert!(france.to_lowercase().contains("no"), "{france}");
}

#[test]
fn the_verdict_and_the_blocs_are_charts_as_well() {
    let mut window = Window::open();
    let verdict = window.by_role(Role::Image, "Verdict").rect();
    window.click_secondary_at(verdict.left_bottom() + vec2(2.0, -2.0));
    window.click("Export…");
    assert!(window.reads("Export: Verdict"));
    window.click("Cancel");
    let blocs = window.by_role(Role::Image, "Blocs").rect();
    window.click_secondary_at(blocs.left_top() - vec2(-200.0, 10.0));
    window.click("Export…");
    assert!(window.reads("Export: Blocs"));
}

#[test]
fn a_chart_is_copied_as_a_picture() {
    let mut window = Window::open();
    let rect = window.by_role(Role::Image, "Chamber").rect();
    window.click_secondary_at(rect.right_top() + vec2(-3.0, 3.0));
    window.button("Copy as image").click();
    let [width, height] = copied(&mut window);
    assert!(width > 800 && height > 400, "{width} by {height}");
    window.run();
    let modifiers = Modifiers::COMMAND | Modifiers::SHIFT;
    window.harness.event(Event::ModifiersChanged(modifiers));
    window.harness.event(Event::Key { key: Key::C, physical_key: None, pressed: true, repeat: false, modifiers });
    assert_eq!(copied(&mut window), [width, height]);
}

#[test]
fn a_chart_that_cannot_be_written_is_told() {
    let mut window = Window::open();
    window.click("Export chart");
    window.answer("no/such/folder/chart.svg");
    window.click("Save SVG…");
    window.told("Not exported. ");
}

#[test]
fn escape_leaves_the_dialog() {
    let mut window = Window::open();
    window.click("Export chart");
    assert!(window.reads("Export: Chamber"));
    window.key(Key::Escape);
    assert!(!window.reads("Export: Chamber"));
}
