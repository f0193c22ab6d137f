use egui::{Key, accesskit::Role};
use plenary::io;

use crate::harness::Window;

/// A window on an empty dossier.
fn empty() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::N);
    assert!(window.reads("0 members · 0 groups · 0 bodies · 0 texts"));
    window
}

fn check(window: &mut Window, label: &str) {
    window.by_role(Role::CheckBox, label).click();
    window.run();
}

/// A small council of three, each with a weight, and a text before it.
fn council() -> Window {
    let mut window = empty();
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
    window.enter("Title of a new text", "On tea");
    window.click("Add to Small Council");
    window
}

/// Saves, opens again and compares.
fn reopened(window: &mut Window) {
    let path = window.answer("made.plenary");
    window.ctrl(Key::S);
    window.told("Saved made.plenary");
    assert!(io::check_file(&path).errors.is_empty());
    let made = window.app().document.clone();
    window.ctrl(Key::N);
    window.script.borrow_mut().answers.push_back(path);
    window.ctrl(Key::O);
    window.until("the file", |window| window.app().session.path.is_some());
    assert_eq!(window.app().document, made);
}

#[test]
fn a_known_body_and_a_text_make_a_vote() {
    let mut window = empty();
    window.fill("Date", "2025-02-24");
    window.click("Add the General Assembly");
    window.click("One text");
    window.enter("Title of a new text", "On peace");
    window.click("Add to General Assembly");
    window.click("Show its vote");
    let sentence = "On peace in the General Assembly: 188 in favour, 0 against, 0 abstaining, 5 not voting; adopted.";
    assert_eq!(window.verdict(), sentence);
    assert_eq!(window.members().len(), 193);
    window.click_member("France");
    assert!(window.verdict().contains("187 in favour, 0 against, 1 abstaining"));
    reopened(&mut window);
}

#[test]
fn members_of_ones_own_vote_in_a_body_of_ones_own() {
    let mut window = council();
    window.click("Show its vote");
    assert_eq!(window.members(), ["Aland, Yes", "Beland, Yes", "Celand, Yes"]);
    window.click_member("Aland");
    window.menu("Menu", "Edit");
    window.click("Make the votes shown the record");
    window.ctrl(Key::R);
    assert_eq!(window.vote("Aland"), "Abstain");
    reopened(&mut window);
}

#[test]
fn a_member_is_renamed_recoded_and_removed() {
    let mut window = council();
    window.click("Members");
    window.type_into("Beland, Name", "Boland");
    assert_eq!(window.cell("Boland, Name"), "Boland");
    window.type_into("Boland, Code", "BOL");
    assert!(window.app().document.dossier.member(&"BOL".into()).is_some());
    assert_eq!(window.app().document.dossier.texts[0].record.votes.0.len(), 3);
    window.click("Remove this member");
    assert!(window.reads("2 members"));
    assert_eq!(window.app().document.dossier.texts[0].record.votes.0.len(), 2);
    window.ctrl(Key::Z);
    assert!(window.reads("3 members"));
}

#[test]
fn a_code_that_is_taken_is_refused() {
    let mut window = council();
    window.click("Members");
    window.enter("Code", "AAA");
    window.click("Add");
    assert!(window.notice().contains("The code AAA is taken by Aland"));
    assert!(window.reads("3 members"));
}

#[test]
fn a_group_is_made_filled_renamed_and_removed() {
    let mut window = council();
    window.click("Groups");
    window.enter("Name of a new group", "Tea drinkers");
    window.click("Add group");
    window.type_into("Aland, Tea drinkers", "in");
    window.type_into("Celand, Tea drinkers", "x");
    assert_eq!(window.cell("Celand, Tea drinkers"), "in");
    window.fill("Name", "Friends of tea");
    reopened(&mut window);
    assert!(window.has(Role::Button, "Friends of tea, 2 members"));
    window.ctrl(Key::Num5);
    window.click("Groups");
    check(&mut window, "Shown under the floor");
    window.click("Remove this group");
    assert!(window.reads("0 groups"));
}

#[test]
fn a_weight_is_added_and_filled() {
    let mut window = council();
    window.click("Weights");
    window.enter("Name of a new weight", "Cups");
    window.click("Add weight");
    for (cell, cups) in [("Aland, Cups", "5"), ("Beland, Cups", "7")] {
        window.type_into(cell, cups);
    }
    // Celand has the one it begins with.
    assert!(window.reads("Cups: 13 in all."));
    reopened(&mut window);
}

#[test]
fn fields_for_new_things_do_not_share_their_text() {
    let mut window = council();
    window.click("Bodies and seats");
    window.enter("Name of a new body", "Large Council");
    window.click("Weights");
    assert_eq!(window.field("Name of a new weight").value().unwrap_or_default(), "");
    window.click("Groups");
    assert_eq!(window.field("Name of a new group").value().unwrap_or_default(), "");
}

#[test]
fn seats_and_terms_decide_who_votes() {
    let mut window = council();
    window.click("Bodies and seats");
    check(&mut window, "Celand");
    window.fill("Terms of Beland", "2001..2002");
    window.click("One text");
    window.fill("Symbol", "T/1");
    window.click("Show its vote");
    assert_eq!(window.members(), ["Aland, Yes", "Beland, Yes"]);
    window.click("Data");
    window.fill("Date of the vote", "2010-01-01");
    window.click("Show its vote");
    assert_eq!(window.members(), ["Aland, Yes"]);
}

#[test]
fn a_body_is_renamed_and_removed_with_its_texts() {
    let mut window = council();
    window.click("Bodies and seats");
    window.fill("Name of the body", "Tea Council");
    assert!(window.reads("Tea Council"));
    window.click("Remove this body");
    assert!(window.reads("3 members · 0 groups · 0 bodies · 0 texts"));
    window.ctrl(Key::Z);
    assert!(window.reads("1 body · 1 text"));
}

#[test]
fn a_text_is_changed_moved_and_removed() {
    let mut window = council();
    window.enter("Title of a new text", "On coffee");
    window.click("Add to Small Council");
    window.fill("Title", "On coffee and cake");
    window.fill("Symbol", "T/2");
    window.click("Earlier in the order");
    let titles =
        |window: &Window| window.app().document.dossier.texts.iter().map(|t| t.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&window), ["On coffee and cake", "On tea"]);
    window.click("Later");
    assert_eq!(titles(&window), ["On tea", "On coffee and cake"]);
    window.click("Remove this text");
    assert_eq!(titles(&window), ["On tea"]);
}

#[test]
fn the_dossier_has_a_title_and_a_date() {
    let mut window = council();
    window.fill("Dossier", "Tea time");
    assert!(window.has(Role::Button, "Dossier: Tea time"));
}

#[test]
fn a_rule_of_ones_own_is_composed_and_decides() {
    let mut window = council();
    window.click("Rules");
    window.click("Consensus: nobody objects");
    window.click("Copy it to compose your own");
    window.fill("Name", "Nearly everyone");
    window.click("Add a condition");
    assert_eq!(window.app().document.rules.len(), 1);
    window.click("Vote");
    window.menu("Change rule", "Nearly everyone");
    assert!(window.reads("More than half of those present and voting"));
    assert!(window.verdict().ends_with("adopted."));
    for who in ["Aland", "Beland"] {
        window.context(&format!("{who}, Yes"), "Abstain");
    }
    assert!(window.verdict().ends_with("adopted."), "{}", window.verdict());
    window.context("Celand, Yes", "No");
    assert!(window.verdict().ends_with("rejected."), "{}", window.verdict());
    reopened(&mut window);
}

#[test]
fn in_a_field_ctrl_a_and_ctrl_z_are_about_its_text() {
    let mut window = council();
    window.enter("Title", "On cocoa");
    let typed = |window: &Window| window.field("Title").value().unwrap_or_default();
    assert_eq!(typed(&window), "On cocoa");
    window.ctrl(Key::Z);
    assert_ne!(typed(&window), "On cocoa");
    assert_eq!(window.app().selection().len(), 0, "the letters of the field, and not all members");
    assert!(window.reads("1 text"));
}

#[test]
fn a_weight_of_ones_own_decides_by_a_rule_of_ones_own() {
    let mut window = council();
    window.click("Weights");
    window.enter("Name of a new weight", "Cups");
    window.click("Add weight");
    window.type_into("Aland, Cups", "5");
    window.click("Rules");
    window.click("EU Council: simple majority of members");
    window.click("Copy it to compose your own");
    window.fill("Name", "Most cups");
    for n in 0..2 {
        window.choose("By number or by weight", n, "cups");
    }
    window.click("Vote");
    window.menu("Change rule", "Most cups");
    for who in ["Beland", "Celand"] {
        window.context(&format!("{who}, Yes"), "No");
    }
    assert!(window.verdict().contains("1 in favour, 2 against") && window.verdict().ends_with("adopted."));
    reopened(&mut window);
}

#[test]
fn a_rule_in_use_is_not_removed() {
    let mut window = council();
    window.click("Rules");
    window.click("Consensus: nobody objects");
    window.click("Copy it to compose your own");
    let name = window.app().document.rules[0].name.clone();
    window.click("Vote");
    window.menu("Change rule", &name);
    window.ctrl(Key::Num5);
    window.click("Remove this rule");
    assert!(window.notice().contains("still uses this rule"));
    assert_eq!(window.app().document.rules.len(), 1);
}
