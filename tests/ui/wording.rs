use egui::{Key, accesskit::Role};
use plenary::{
    io,
    model::{Edit, Motion, Place, Text},
};

use crate::harness::Window;

/// A council of three with a draft before it, shown in the Data workspace.
fn draft() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::N);
    window.click("Members");
    for (code, name) in [("AAA", "Aland"), ("BBB", "Beland"), ("CCC", "Celand")] {
        window.enter("Code", code);
        window.enter("Name", name);
        window.click("Add");
    }
    window.click("Bodies and seats");
    window.enter("Name of a new body", "Small Council");
    window.click("Make");
    window.click("One text");
    add(&mut window, "On tea");
    window
}

fn add(window: &mut Window, title: &str) {
    window.enter("Title of a new text", title);
    window.click("Add to Small Council");
}

/// What is below the edge is brought into sight first, as the wheel does.
fn seen(window: &mut Window, node: impl Fn(&Window) -> egui_kittest::Node<'_>) {
    node(window).scroll_to_me();
    window.run();
    window.harness.run_steps(8);
    window.run();
}

fn unfold(window: &mut Window, title: &str) {
    seen(window, |window| window.by_role(Role::DisclosureTriangle, title));
    window.by_role(Role::DisclosureTriangle, title).click();
    window.run();
    window.harness.run_steps(8);
    window.run();
}

fn fill(window: &mut Window, label: &str, words: &str) {
    seen(window, |window| window.field(label));
    window.fill(label, words);
}

fn click(window: &mut Window, label: &str) {
    seen(window, |window| window.button(label));
    window.click(label);
}

fn check(window: &mut Window, label: &str) {
    seen(window, |window| window.by_role(Role::CheckBox, label));
    window.by_role(Role::CheckBox, label).click();
    window.run();
}

fn text<'a>(window: &'a Window, title: &str) -> &'a Text {
    window.app().document.dossier.texts.iter().find(|text| text.title == title).expect("the text")
}

fn undone(window: &mut Window, says: &str) {
    assert!(window.app().history.undo_label().is_some_and(|label| label == says), "{:?}", window.app().history);
}

#[test]
fn an_amendment_case_is_built_from_nothing() {
    let mut window = draft();
    unfold(&mut window, "Wording");
    click(&mut window, "Add an operative paragraph");
    click(&mut window, "Add a preambular paragraph");
    undone(&mut window, "Add a paragraph");
    fill(&mut window, "Paragraph PP1", "Fond of tea,");
    fill(&mut window, "Paragraph 1", "Decides to drink tea at noon.");
    assert!(window.has(Role::DisclosureTriangle, "Wording: 2 paragraphs"));
    unfold(&mut window, "Procedure");
    fill(&mut window, "Parties to the dispute", "bbb, zzz");
    assert!(window.notice().contains("\"zzz\" is the code of no member"));
    fill(&mut window, "Parties to the dispute", "bbb");
    assert_eq!(String::from(text(&window, "On tea").parties.clone()), "BBB");

    add(&mut window, "At five");
    window.choose("Kind", 0, "Amendment");
    unfold(&mut window, "Wording");
    assert!(window.reads("Say above which text it amends"));
    window.choose("Amends", 0, "On tea");
    click(&mut window, "Replace words");
    fill(&mut window, "Words that go in edit 1", "at dawn");
    assert!(window.reads("These words do not stand in 1, so nothing is changed."));
    fill(&mut window, "Words that go in edit 1", "at noon");
    fill(&mut window, "Words that come in edit 1", "at five");
    click(&mut window, "Put in a paragraph");
    fill(&mut window, "Words of edit 2", "Decides to add milk.");
    click(&mut window, "Take words out");
    window.choose("In paragraph", 1, "PP1");
    fill(&mut window, "Words that go in edit 3", "Fond of ");
    undone(&mut window, "Change an edit");
    let replace = Edit::Replace { paragraph: "1".into(), words: "at noon".into(), with: "at five".into() };
    let delete = Edit::Delete { paragraph: "PP1".into(), words: "Fond of ".into() };
    let edits = text(&window, "At five").edits.clone();
    assert_eq!((&edits[0], &edits[2]), (&replace, &delete));
    let Edit::Insert { after, paragraph } = &edits[1] else { panic!("a paragraph") };
    assert_eq!((after.as_deref(), paragraph.id.as_str(), paragraph.place), (Some("1"), "2", Place::Operative));
    click(&mut window, "Remove edit 3");
    assert_eq!(text(&window, "At five").edits.len(), 2);

    add(&mut window, "At six");
    window.choose("Kind", 0, "Amendment");
    window.choose("Amends", 0, "On tea");
    unfold(&mut window, "Procedure");
    fill(&mut window, "Distance from the draft", "far");
    assert!(window.notice().contains("\"far\" is no distance"));
    fill(&mut window, "Distance from the draft", "2");
    check(&mut window, "At five");
    let six = text(&window, "At six");
    assert_eq!((six.distance, six.excludes.len()), (Some(2), 1));

    add(&mut window, "Not today");
    window.choose("Kind", 0, "Motion");
    window.choose("About", 0, "On tea");
    window.choose("Asks for", 0, "Put off the vote");
    assert!(window.reads("Carried, nothing more is voted now."));
    assert_eq!(text(&window, "Not today").motion, Some(Motion::Adjourn));

    add(&mut window, "The preamble");
    window.choose("Kind", 0, "Part");
    window.choose("Part of", 0, "On tea");
    unfold(&mut window, "Wording");
    check(&mut window, "PP1 Fond of tea,");
    assert_eq!(text(&window, "The preamble").holds, ["PP1"]);

    let path = window.answer("made.plenary");
    window.ctrl(Key::S);
    window.told("Saved made.plenary");
    let checked = io::check_file(&path);
    assert_eq!((checked.errors, checked.warnings), (vec![], vec![]));
    assert_eq!(checked.file.map(|file| file.dossier), Some((*window.app().document.dossier).clone()));
}

#[test]
fn a_paragraph_that_an_amendment_names_is_renamed_with_it_and_not_removed() {
    let mut window = Window::open();
    window.click("Data");
    window.click("One text");
    window.click("L.11 United States");
    unfold(&mut window, "Wording: 3 paragraphs");
    click(&mut window, "Remove paragraph PP1");
    assert!(window.notice().contains("Paragraph PP1 would be missing: L.13 European names it"), "{}", window.notice());
    fill(&mut window, "Name of paragraph 1", "PP0");
    let dossier = &window.app().document.dossier;
    assert_eq!(dossier.text(&"GA-20250224-L13".into()).expect("L.13").edits[0].touches(), Some("PP0"));
    window.picture("data-wording", &[]);
    window.ctrl(Key::Z);
    let dossier = &window.app().document.dossier;
    assert_eq!(dossier.text(&"GA-20250224-L13".into()).expect("L.13").edits[0].touches(), Some("PP1"));
    window.click("L.12 Russia");
    unfold(&mut window, "Wording: 1 edit");
    unfold(&mut window, "Procedure");
    window.picture("data-edits", &[]);
    window.click("Motion to put off");
    window.picture("data-motion", &[]);
}
