use egui::{Key, OutputCommand, accesskit::Role};
use plenary::brief::Length;

use crate::harness::Window;

/// Steps until text is copied, and gives it.
fn copied(window: &mut Window) -> String {
    for _ in 0..8 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        if let Some(OutputCommand::CopyText(text)) = commands.iter().find(|c| matches!(c, OutputCommand::CopyText(_))) {
            return text.clone();
        }
    }
    panic!("nothing was copied")
}

fn save(window: &mut Window, name: &str) -> Vec<u8> {
    let path = window.answer(name);
    window.click("Save as…");
    window.told(&format!("Written to {}", path.display()));
    std::fs::read(path).expect("a file")
}

#[test]
fn the_paragraph_opens_by_key_menu_and_palette() {
    let says = "A/ES-11/L.10 was adopted by the General Assembly on 24 February 2025, 93–18–65: 93 of 111";
    let mut window = Window::open();
    assert!(!window.reads(says));
    window.ctrl(Key::B);
    assert!(window.reads(says) && window.reads("The smallest change that would have turned it: 20 members"));
    window.click("Close");
    assert!(!window.reads(says));
    window.click("Menu");
    window.click("File");
    window.click("Brief…");
    assert!(window.reads(says));
    window.key(Key::Escape);
    window.ctrl(Key::K);
    window.types("explained");
    window.key(Key::Enter);
    assert!(window.reads(says));
}

#[test]
fn the_length_is_chosen() {
    let mut window = Window::open();
    window.ctrl(Key::B);
    window.click("Line");
    assert!(window.reads("74 needed.") && !window.reads("It had 19 votes to spare"));
    window.click("Page");
    for words in ["How the groups voted", "Each number is proved to be the smallest", "PDF and HTML hold the charts"] {
        assert!(window.reads(words), "{words}");
    }
    window.click("Paragraph");
    assert!(window.reads("It had 19 votes to spare") && !window.reads("How the groups voted"));
}

#[test]
fn a_figure_says_where_it_comes_from() {
    let mut window = Window::open();
    window.ctrl(Key::B);
    window.click("Line");
    let at = window.by_role(Role::Link, "74, note 3").rect().center();
    assert!(window.has(Role::Link, "93–18–65, note 1"));
    window.harness.hover_at(at);
    window.harness.run_steps(12);
    assert!(window.painted("two-thirds of 111 is 74."), "the note is shown over the figure");
    assert!(window.reads("[3] Rule: two-thirds of members present and voting"), "and in the list below");
}

#[test]
fn the_text_is_copied_with_its_notes_or_without() {
    let mut window = Window::open();
    window.ctrl(Key::B);
    window.click("Line");
    window.button("Copy").click();
    let text = copied(&mut window);
    let brief = window.app().shown.brief().expect("a brief");
    assert_eq!(text, plenary::brief::plain(&brief.brief, Length::Line, true));
    assert!(text.contains("93–18–65 [1]: 93 [1] of 111 [2]") && text.contains("[1] Counted from the roll call"));
    window.run();
    window.by_role(Role::CheckBox, "Notes").click();
    window.run();
    assert!(!window.reads("[1] Counted from the roll call"));
    window.button("Copy").click();
    let bare = copied(&mut window);
    assert!(bare.ends_with("present and voting, 74 needed.\n") && !bare.contains('['), "{bare}");
    window.told("Copied: A/ES-11/L.10");
}

#[test]
fn the_brief_is_saved_in_three_forms() {
    for (button, name, head) in
        [("PDF", "brief.pdf", "%PDF-"), ("HTML", "brief.html", "<!DOCTYPE html>"), ("TXT", "brief.txt", "A/ES-11/L.10")]
    {
        let mut window = Window::open();
        window.ctrl(Key::B);
        window.click("Page");
        window.click(button);
        let file = save(&mut window, name);
        assert!(file.starts_with(head.as_bytes()), "{name}");
        assert!(window.script.borrow().offered[0].ends_with(&format!("-page.{}", &name[6..])));
        assert!(!window.reads("How the groups voted"), "the dialog is closed");
    }
}

#[test]
fn the_ending_of_the_file_says_its_form() {
    let mut window = Window::open();
    window.ctrl(Key::B);
    let file = save(&mut window, "other.html");
    assert!(file.starts_with(b"<!DOCTYPE html>"), "though PDF was chosen");
    window.ctrl(Key::B);
    window.answer("brief.doc");
    window.click("Save as…");
    window.told("Not written. ");
    window.answer("no/such/folder/brief.pdf");
    window.click("Save as…");
    window.told("Not written. ");
}

#[test]
fn a_scenario_is_explained_as_one() {
    let mut window = Window::open();
    window.context("European Union, 27 members", "Set all to No");
    window.ctrl(Key::B);
    assert!(window.reads("would have been rejected by the General Assembly"), "{:?}", window.labels(Role::Label));
    assert!(window.reads("The scenario assumes: European Union to No"));
    assert!(window.reads("the scenario turns the outcome."));
}
