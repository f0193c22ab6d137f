use egui::{Event, Key, Modifiers, OutputCommand, accesskit::Role};
use plenary::{io, model::Vote};

use crate::harness::{Window, name};

/// A window on the sheet of the votes of the General Assembly.
fn votes() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::Num5);
    window
}

/// A window on a sheet.
fn sheet(tab: &str) -> Window {
    let mut window = votes();
    window.click(tab);
    window
}

/// Copies the selection, and gives what is on the clipboard then.
fn copied(window: &mut Window) -> String {
    window.harness.event(Event::Copy);
    for _ in 0..8 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        if let Some(OutputCommand::CopyText(text)) = commands.iter().find(|c| matches!(c, OutputCommand::CopyText(_))) {
            let text = text.clone();
            window.run();
            return text;
        }
    }
    panic!("nothing was copied")
}

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.run();
}

fn steps(window: &Window) -> usize {
    window.app().history.steps().count()
}

fn vote_of(window: &Window, text: &str, member: &str) -> Option<Vote> {
    window.app().document.dossier.text(&text.into()).expect("the text").record.votes.0.get(&member.into()).copied()
}

const L10: &str = "GA-20250224-L10";

#[test]
fn a_vote_typed_into_the_record_changes_the_verdict_and_is_marked() {
    let mut window = votes();
    window.ctrl(Key::ArrowDown);
    assert_eq!(window.cell("United States, L.10 Ukraine"), "No");
    window.click_cell("United States, L.10 Ukraine");
    window.types("y");
    assert_eq!(window.cell("United States, L.10 Ukraine"), "Yes");
    assert!(window.reads("Source: No, now Yes"), "beside what the source says");
    assert!(window.reads("1 change beside the source: "));
    assert_eq!(window.app().history.undo_label(), Some("Type United States, L.10 Ukraine"));
    window.click("Show its vote");
    assert!(
        window.verdict().contains("94 in favour, 17 against, 65 abstaining, 17 not voting"),
        "{}",
        window.verdict()
    );
    assert!(window.painted("record changed by hand"));
    assert!(window.reads("changed by hand"));
    window.ctrl(Key::Z);
    assert!(window.verdict().contains("93 in favour, 18 against"));
    assert!(!window.painted("record changed by hand"));
    assert!(!window.app().unsaved());
}

#[test]
fn several_cells_take_one_letter_in_one_step() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Albania, L.11 United States");
    assert!(window.reads("2 × 2 selected"));
    window.types("n");
    for cell in ["Angola, L.10 Ukraine", "Albania, L.10 Ukraine", "Angola, L.11 United States"] {
        assert_eq!(window.cell(cell), "No", "{cell}");
    }
    assert_eq!(steps(&window), 1);
    window.ctrl(Key::Z);
    let votes = ["AGO", "ALB"].map(|member| vote_of(&window, L10, member));
    assert_eq!(votes, [Some(Vote::Abstain), Some(Vote::Yes)]);
    window.ctrl_shift(Key::Z);
    assert_eq!(vote_of(&window, L10, "ALB"), Some(Vote::No));
    // A word that is written out ends as the vote it means.
    window.click_cell("Argentina, L.10 Ukraine");
    window.types("absent");
    assert_eq!(window.cell("Argentina, L.10 Ukraine"), "Absent");
}

#[test]
fn a_vote_that_is_cleared_is_not_known_and_comes_back() {
    let mut window = votes();
    window.click_cell("Albania, L.10 Ukraine");
    window.key(Key::Delete);
    assert_eq!(window.cell("Albania, L.10 Ukraine"), "no vote");
    assert!(window.reads("Source: Yes, now no vote"));
    let text = window.app().document.dossier.text(&L10.into()).expect("the text");
    assert!(!text.record.roll_call, "a roll call that misses a vote is whole no more");
    window.types("y");
    let text = window.app().document.dossier.text(&L10.into()).expect("the text");
    assert!(text.record.roll_call && text.as_published.is_none(), "as its source has it again");
}

#[test]
fn what_is_copied_is_pasted_again() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Andorra, L.11 United States");
    let text = copied(&mut window);
    assert_eq!(text, "A\tA\nY\tA\nY\tY");
    window.click_cell("Argentina, L.10 Ukraine");
    paste(&mut window, &text.replace('\n', "\r\n"));
    for (member, vote) in [("Argentina", "Abstain"), ("Armenia", "Yes"), ("Antigua and Barbuda", "Yes")] {
        assert_eq!(window.cell(&format!("{member}, L.10 Ukraine")), vote);
    }
    assert!(window.reads("3 × 2 selected"), "what was pasted is selected");
    assert_eq!(steps(&window), 1);
    window.ctrl(Key::Z);
    assert_eq!(window.cell("Armenia, L.10 Ukraine"), "Abstain");
    assert!(!window.app().unsaved());
}

#[test]
fn one_value_is_pasted_into_all_that_is_selected() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Argentina, L.10 Ukraine");
    paste(&mut window, "x\n");
    for member in ["Angola", "Albania", "Andorra", "Argentina"] {
        assert_eq!(window.cell(&format!("{member}, L.10 Ukraine")), "Absent");
    }
}

#[test]
fn votes_are_pasted_in_the_words_of_other_languages() {
    let mut window = votes();
    window.click_cell("Angola, L.10 Ukraine");
    paste(&mut window, "ja\nnon\nabstención\n");
    for (member, vote) in [("Angola", "Yes"), ("Albania", "No"), ("Andorra", "Abstain")] {
        assert_eq!(window.cell(&format!("{member}, L.10 Ukraine")), vote);
    }
}

#[test]
fn of_a_paste_the_good_cells_go_in_and_the_others_are_named() {
    let mut window = votes();
    window.click_cell("Angola, L.10 Ukraine");
    paste(&mut window, "No\tperhaps\nabstain\tY\n");
    assert!(window.reads("Paste 3 cells: not all could be taken"));
    assert!(window.reads("Angola, L.11 United States: \"perhaps\" is no vote"));
    window.click("Close");
    assert_eq!(window.cell("Angola, L.10 Ukraine"), "No");
    assert_eq!(window.cell("Albania, L.10 Ukraine"), "Abstain");
    assert_eq!(steps(&window), 1);
    // Beyond the last row there is nothing to paste into.
    window.ctrl(Key::ArrowDown);
    paste(&mut window, "Y\nN\nA\n");
    assert!(window.reads("2 rows of what was pasted did not fit into the sheet"));
}

#[test]
fn lines_pasted_below_the_last_member_become_members() {
    let mut window = sheet("Members");
    window.ctrl(Key::ArrowDown);
    let before = window.app().document.dossier.members.len();
    let zimbabwe = "ZWE\tZimbabwe";
    paste(&mut window, &format!("{zimbabwe}\nZZA\tZedland\tZed\nZZB\tZetland\n"));
    let members = window.app().document.dossier.members.clone();
    assert_eq!(members.len(), before + 2);
    let new = window.app().document.dossier.member(&"ZZA".into()).expect("the new one").clone();
    assert_eq!((new.name.as_str(), new.aliases.as_slice()), ("Zedland", ["Zed".to_owned()].as_slice()));
    assert_eq!(window.app().history.undo_label(), Some("Paste 2 new rows"));
    window.ctrl(Key::ArrowDown);
    assert_eq!(window.cell("Zetland, Code"), "ZZB");
    window.ctrl(Key::Z);
    assert_eq!(window.app().document.dossier.members.len(), before);
    assert!(!window.app().unsaved());
    // What cannot be a member is named, and the others go in.
    window.ctrl(Key::ArrowDown);
    paste(&mut window, &format!("{zimbabwe}\nUSA\tagain\nZZC\tZ\n"));
    assert!(window.reads("The code USA is taken by United States."));
    assert_eq!(window.app().document.dossier.members.len(), before + 1);
}

#[test]
fn lines_pasted_below_the_last_text_become_texts_without_votes() {
    let mut window = sheet("Texts");
    window.key(Key::Home);
    window.ctrl(Key::ArrowDown);
    let before = window.app().document.dossier.texts.clone();
    let last = before.last().expect("a text").clone();
    paste(&mut window, &format!("{}\t{}\nA/99/L.1\tA new draft\t2025-06-01\n", last.symbol, last.title));
    let texts = &window.app().document.dossier.texts;
    assert_eq!(texts.len(), before.len() + 1);
    let new = texts.last().expect("the new one");
    assert_eq!((new.symbol.as_str(), new.title.as_str()), ("A/99/L.1", "A new draft"));
    assert_eq!(new.date.as_ref().map(ToString::to_string).as_deref(), Some("2025-06-01"));
    assert!(new.record.votes.0.is_empty(), "nothing is known of its votes");
}

#[test]
fn who_holds_no_seat_that_day_has_no_vote() {
    let mut window = sheet("Votes");
    window.click("Security Council");
    window.click_cell("Albania, S/2025/112");
    window.types("y");
    assert_eq!(window.cell("Albania, S/2025/112"), "no seat");
    assert!(
        window.notice().contains("Albania holds no seat in the Security Council on 2025-02-24"),
        "{}",
        window.notice()
    );
    assert!(!window.app().unsaved());
}

#[test]
fn cells_are_filled_by_key_and_by_the_handle() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Andorra, L.10 Ukraine");
    window.ctrl_shift(Key::D);
    assert_eq!(window.cell("Andorra, L.10 Ukraine"), "Abstain");
    assert_eq!(window.app().history.undo_label(), Some("Fill 2 cells"));
    window.click_cell("Albania, L.10 Ukraine");
    window.types("x");
    let from = window.cell_rect("Albania, L.10 Ukraine").right_bottom() - egui::vec2(3.0, 3.0);
    let to = window.cell_rect("Armenia, L.10 Ukraine").center();
    window.drag(from, &[from + egui::vec2(0.0, 20.0), to]);
    for member in ["Andorra", "United Arab Emirates", "Argentina", "Armenia"] {
        assert_eq!(window.cell(&format!("{member}, L.10 Ukraine")), "Absent", "{member}");
    }
    assert_ne!(window.cell("Antigua and Barbuda, L.10 Ukraine"), "Absent");
    window.ctrl(Key::Z);
    assert_eq!(window.cell("Armenia, L.10 Ukraine"), "Abstain");
}

#[test]
fn a_drag_and_the_heads_select() {
    let mut window = votes();
    let from = window.cell_rect("Angola, L.10 Ukraine").center();
    let to = window.cell_rect("Argentina, L.11 United States").center();
    window.drag(from, &[from + egui::vec2(10.0, 10.0), to]);
    assert!(window.reads("5 × 2 selected"));
    window.by_role(Role::ColumnHeader, "L.10 Ukraine").click();
    window.run();
    assert!(window.reads(" × 1 selected · 93 yes"), "the whole column");
    assert!(window.reads("93 yes · 65 abstain · 18 no"));
    window.by_role(Role::RowHeader, "Albania").click();
    window.run();
    assert!(!window.reads("93 yes"));
    window.ctrl(Key::A);
    let all = |window: &Window| window.labels(Role::Label).iter().any(|words| words.contains(" selected · "));
    assert!(all(&window));
    window.key(Key::Escape);
    assert!(!all(&window));
}

#[test]
fn names_are_found_and_replaced() {
    let mut window = sheet("Members");
    window.ctrl(Key::H);
    window.enter("Find", "united");
    assert!(window.reads(" cells found"));
    window.enter("Replace with", "Unified");
    let held = |window: &Window, word: &str| {
        let members = &window.app().document.dossier.members;
        members.iter().filter(|m| m.name.contains(word) || m.aliases.iter().any(|alias| alias.contains(word))).count()
    };
    let before = held(&window, "United");
    assert!(before > 3);
    window.click("Replace all");
    assert_eq!((held(&window, "United"), held(&window, "Unified")), (0, before));
    assert_eq!(steps(&window), 1);
    assert!(window.app().history.undo_label().is_some_and(|label| label.starts_with("Replace ")));
    window.ctrl(Key::Z);
    window.click("Close find and replace");
    window.ctrl(Key::Z);
    assert_eq!(held(&window, "United"), before);
}

#[test]
fn replacing_can_be_kept_within_the_selection_and_to_whole_cells() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Armenia, L.10 Ukraine");
    window.ctrl(Key::H);
    window.enter("Find", "a");
    window.enter("Replace with", "n");
    let counted = window.labels(Role::Label).into_iter().find(|words| words.ends_with("found")).expect("a count");
    assert_eq!(counted, "4 cells found", "abstentions among the selected six");
    window.click("Replace all");
    assert_eq!(window.cell("Angola, L.10 Ukraine"), "No");
    let abstentions = window.app().document.dossier.text(&L10.into()).expect("it").record.votes.0.values();
    assert_eq!(abstentions.filter(|vote| **vote == Vote::Abstain).count(), 61);
}

#[test]
fn changed_cells_go_back_to_their_source_one_by_one_or_all() {
    let mut window = votes();
    window.select_cells("Angola, L.10 Ukraine", "Armenia, L.10 Ukraine");
    window.types("x");
    window.click_cell("Angola, L.10 Ukraine");
    window.click("Selected cells back to the source");
    assert_eq!(window.cell("Angola, L.10 Ukraine"), "Abstain");
    assert_eq!(window.cell("Albania, L.10 Ukraine"), "Absent");
    window.cell_menu("Albania, L.10 Ukraine", "Back to the source");
    assert_eq!(window.cell("Albania, L.10 Ukraine"), "Yes");
    window.click("The whole text back to the source");
    assert_eq!(window.cell("Armenia, L.10 Ukraine"), "Abstain");
    let text = window.app().document.dossier.text(&L10.into()).expect("the text");
    assert_eq!(text.as_published, None);
    assert_eq!(steps(&window), 4);
}

#[test]
fn a_changed_record_is_saved_beside_its_source() {
    let mut window = votes();
    window.click_cell("Albania, L.10 Ukraine");
    window.types("n");
    let path = window.answer("changed.plenary");
    window.ctrl(Key::S);
    window.told("Saved changed.plenary");
    let checked = io::check_file(&path);
    assert_eq!(checked.errors, []);
    let text = checked.file.expect("a file").dossier.text(&L10.into()).cloned().expect("the text");
    assert_eq!(text.published_vote(&"ALB".into()), Some(Some(Vote::Yes)));
    assert_eq!(text.changed_count(), 1);
}

#[test]
fn dates_of_a_group_change_its_bar() {
    let mut window = sheet("Groups");
    assert_eq!(window.cell("Austria, European Union"), "1995-01-01..");
    window.type_into("Austria, European Union", "1995-01-01..2024-12-31");
    window.click("Vote");
    assert!(window.has(Role::Button, "European Union, 26 members"), "{:?}", window.labels(Role::Button));
    window.ctrl(Key::Z);
    assert!(window.has(Role::Button, "European Union, 27 members"));
    // In 2024 it was still in.
    window.ctrl_shift(Key::Z);
    window.click("European Union, 26 members");
    assert!(window.reads("26 members selected"));
}

#[test]
fn what_will_not_do_is_said_while_it_is_typed() {
    let mut window = sheet("Texts");
    window.click_cell("L.10 Ukraine, Date");
    window.types("2025-02-3");
    assert!(window.reads("\"2025-02-3\" is not a date"));
    window.key(Key::Enter);
    assert!(window.reads("is not a date"), "the field stays open");
    assert!(!window.app().unsaved());
    window.key(Key::Escape);
    assert_eq!(window.cell("L.10 Ukraine, Date"), "2025-02-24");
    // Members that voted would lose their seats.
    window.types("1950-01-01");
    assert!(window.reads("hold no seat in the General Assembly on 1950-01-01"));
    window.key(Key::Escape);
    window.type_into("L.10 Ukraine, Yes", "94");
    assert_eq!(window.cell("L.10 Ukraine, Yes"), "94");
    window.click_cell("L.10 Ukraine, Yes");
    assert!(window.reads("Source: nothing, now 94") || window.reads("Source: 93, now 94"));
}

#[test]
fn a_cell_is_edited_in_place_without_a_mouse() {
    let mut window = sheet("Members");
    window.key(Key::ArrowRight);
    assert!(window.reads("Afghanistan, Name: Afghanistan"));
    window.key(Key::F2);
    window.types(" (AF)");
    window.key(Key::Enter);
    assert_eq!(window.app().document.dossier.members[0].name, "Afghanistan (AF)");
    // Enter has gone down, Tab goes to the right, Shift Tab back.
    assert!(window.reads("Angola, Name: Angola"));
    window.key(Key::Tab);
    assert!(window.reads("Angola, Also known as"));
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    window.types("Kongo");
    window.key(Key::Escape);
    assert_eq!(window.app().document.dossier.members[1].name, "Angola");
    window.types("Kongo");
    window.key(Key::ArrowDown);
    assert_eq!(window.app().document.dossier.members[1].name, "Kongo");
    assert!(window.reads("Albania, Name: Albania"));
    window.ctrl(Key::End);
    assert!(window.reads("Zimbabwe, Remark"));
    window.ctrl(Key::Home);
    assert!(window.reads("Afghanistan (AF), Code: AFG"));
}

#[test]
fn a_code_that_is_taken_is_refused_where_it_is_typed() {
    let mut window = sheet("Members");
    window.click_cell("Angola, Code");
    window.types("ALB");
    assert!(window.reads("The code ALB is taken by Albania."));
    window.key(Key::Escape);
    assert_eq!(window.cell("Angola, Code"), "AGO");
}

#[test]
fn cells_have_names_and_roles() {
    let window = votes();
    let cells = window.all(Role::Cell, |_| true).len();
    assert!(cells > 200, "{cells} cells in sight");
    assert!(window.has(Role::Grid, "Votes"));
    assert!(window.has(Role::Cell, "Albania, L.10 Ukraine: Yes"));
    assert!(window.all(Role::RowHeader, |_| true).iter().any(|node| name(node) == "Albania"));
}
