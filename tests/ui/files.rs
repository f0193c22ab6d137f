use std::{path::PathBuf, sync::Arc};

use egui::{DroppedFile, Key, ViewportCommand, accesskit::Role};
use plenary::io;

use crate::harness::Window;

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut Window, path: PathBuf) {
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.harness.step();
}

fn eu_council(window: &Window) -> PathBuf {
    let path = window.path("eu.plenary");
    io::save(&path, &io::eu_council()).expect("a file");
    path
}

const ASKED: &str = "There are changes that are not saved";

#[test]
fn what_is_saved_is_opened_again_as_it_was() {
    let mut window = Window::open();
    window.click_member("France");
    window.click("Dismiss");
    assert!(window.reads("· not saved"));
    let path = window.answer("first.plenary");
    window.ctrl(Key::S);
    window.told("Saved first.plenary");
    assert_eq!(window.script.borrow().offered, ["ukraine-24-february-2025.plenary"]);
    window.click("Dismiss");
    assert!(window.reads("· saved"));
    let saved = window.app().document.clone();
    window.ctrl(Key::N);
    assert!(window.reads("0 members"));
    window.script.borrow_mut().answers.push_back(path);
    window.ctrl(Key::O);
    window.told("Opened first.plenary");
    assert_eq!(window.app().document, saved);
    assert!(window.has(Role::Tab, "What if 92–18–66"));
}

#[test]
fn a_known_file_is_saved_without_a_question_and_save_as_asks() {
    let mut window = Window::open();
    window.click_member("France");
    let first = window.answer("first.plenary");
    window.ctrl(Key::S);
    window.told("Saved first.plenary");
    window.click_member("Germany");
    window.ctrl(Key::S);
    window.until("the second change in the file", |window| !window.app().unsaved());
    assert_eq!(window.script.borrow().offered.len(), 1);
    let second = window.answer("second");
    window.ctrl_shift(Key::S);
    window.told("Saved second.plenary");
    let read = |path| std::fs::read(path).expect("a file");
    assert_eq!(read(first), read(second.with_extension("plenary")));
}

#[test]
fn a_dialog_that_is_closed_changes_nothing() {
    let mut window = Window::open();
    window.click_member("France");
    window.ctrl(Key::S);
    window.run();
    assert!(window.app().unsaved());
    assert!(window.app().session.path.is_none());
}

#[test]
fn a_file_that_is_dropped_is_opened() {
    let mut window = Window::open();
    let path = eu_council(&window);
    drop_file(&mut window, path);
    window.told("Opened eu.plenary");
    assert!(window.app().document.dossier.member(&"DEU".into()).is_some());
    assert!(window.app().document.dossier.member(&"USA".into()).is_none());
}

#[test]
fn a_broken_file_is_told_by_line_and_column_and_leaves_what_is_open() {
    let mut window = Window::open();
    let before = window.app().document.clone();
    let path = window.path("broken.plenary");
    let text = io::write(&io::eu_council()).expect("a text");
    let mut lines: Vec<&str> = text.lines().take(6).collect();
    lines.push("!!");
    std::fs::write(&path, lines.join("\n")).expect("a file");
    drop_file(&mut window, path);
    window.told("Not opened. ");
    assert!(window.notice().contains("broken.plenary:7:1: "), "{}", window.notice());
    assert!(window.reads("broken.plenary:7:1"));
    assert_eq!(window.app().document, before);
    assert!(window.verdict().contains("93 in favour"));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let mut window = Window::open();
    window.answer("nowhere.plenary");
    window.ctrl(Key::O);
    window.told("Not opened. ");
    assert!(window.notice().contains("nowhere.plenary"));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_stays_unsaved() {
    let mut window = Window::open();
    window.click_member("France");
    window.answer("no/such/folder/file.plenary");
    window.ctrl(Key::S);
    window.until("an error", |window| window.app().session.notice.as_ref().is_some_and(|notice| notice.error));
    assert!(window.app().unsaved());
}

#[test]
fn changes_are_asked_about_before_anything_else_is_opened() {
    let mut window = Window::open();
    window.click_member("France");
    for key in [Key::N, Key::O] {
        window.ctrl(key);
        assert!(window.reads(ASKED), "{key:?}");
        window.click("Cancel");
        assert_eq!(window.vote("France"), "Abstain");
    }
    let path = eu_council(&window);
    drop_file(&mut window, path);
    window.run();
    assert!(window.reads(ASKED));
    window.click("Go on without saving");
    window.told("Opened eu.plenary");
}

#[test]
fn the_question_can_be_answered_by_saving() {
    let mut window = Window::open();
    window.click_member("France");
    window.ctrl(Key::N);
    let path = window.answer("kept.plenary");
    window.click("Save");
    window.told("Saved kept.plenary");
    assert!(path.exists());
}

#[test]
fn the_menu_of_the_dossier_opens_the_built_in_one() {
    let mut window = Window::open();
    window.ctrl(Key::N);
    window.menu("Dossier: New dossier", "Open Ukraine, 24 February 2025");
    assert!(window.verdict().contains("93 in favour"));
}

#[test]
fn the_seat_of_china_opens_with_its_motions_below_it() {
    let mut window = Window::open();
    window.menu("Dossier: Ukraine, 24 February 2025", "Open China’s seat, 25 October 1971");
    assert!(window.verdict().contains("76 in favour, 35 against, 17 abstaining"), "{}", window.verdict());
    // The motion for priority is a motion about a motion.
    for row in [
        "A/L.632 United States, 55–59–15, rejected",
        "Motion for priority, 61–53–15, adopted",
        "Motion for a separate vote, 51–61–16, rejected",
    ] {
        assert!(window.has(Role::Button, row), "{row}");
    }
    window.tab("If the important question carries 76–35–17").click();
    window.run();
    assert!(window.has(Role::Button, "Change: A/L.630 is an important question"));
}

#[test]
fn closing_asks_about_changes_and_closes_without_them() {
    let mut window = Window::open();
    window.click_member("France");
    window.ctrl(Key::Q);
    assert!(window.reads(ASKED));
    window.button("Go on without saving").click();
    let mut closed = false;
    for _ in 0..6 {
        window.harness.step();
        let views = window.harness.output().viewport_output.values();
        closed |= views.flat_map(|view| &view.commands).any(|command| *command == ViewportCommand::Close);
    }
    assert!(closed);
}
