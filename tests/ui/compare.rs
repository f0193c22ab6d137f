//! Scenarios side by side, the flow between two, what is taken from one into another, the same votes under another rule.

use egui::{Key, accesskit::Role, vec2};

use crate::harness::{Window, name};

fn tab(window: &mut Window, label: &str) {
    window.tab(label).click();
    window.run();
}

fn beside() -> Window {
    let mut window = Window::open();
    window.key(Key::F4);
    window
}

fn tabs(window: &Window) -> Vec<String> {
    window
        .labels(Role::Tab)
        .into_iter()
        .map(|label| label.rsplit_once(' ').map_or(label.clone(), |(n, _)| n.to_owned()))
        .collect()
}

#[test]
fn three_scenarios_stand_side_by_side() {
    let mut window = beside();
    let sentence = window.chart("Scenarios side by side");
    assert!(sentence.starts_with("2 members differ among As recorded: adopted 93–18–65; US abstains"), "{sentence}");
    assert!(window.has(Role::Button, "Serbia, Serbia as it meant: Abstain"));
    assert!(window.has(Role::Button, "United States, US abstains: Abstain"));
    assert!(window.has(Role::Button, "United States, Serbia as it meant: No"));
    window.click("Side by side: Serbia as it meant");
    assert!(window.chart("Scenarios side by side").starts_with("1 member differs"));
    assert!(!window.has(Role::Button, "Differs: Serbia"));
    window.click("Column US abstains: adopted 93–17–66");
    assert!(window.reads("a what-if"));
    window.click("Compare");
    assert!(window.verdict().contains("93 in favour, 17 against"));
}

#[test]
fn no_more_than_eight_stand_side_by_side() {
    let mut window = Window::open();
    for _ in 0..2 {
        window.click("+ New scenario");
    }
    tab(&mut window, "As recorded 93–18–65");
    window.key(Key::F4);
    let off = |window: &Window| -> Vec<String> {
        let columns = window.labels(Role::Button);
        window
            .all(Role::Button, |label| label.starts_with("Side by side: "))
            .iter()
            .map(name)
            .filter(|label| {
                let column = label.replace("Side by side: ", "Column ");
                !columns.iter().any(|other| other.starts_with(&format!("{column}:")))
            })
            .collect()
    };
    let wanted = off(&window);
    assert!(wanted.len() >= 6, "{wanted:?}");
    for label in wanted {
        window.click(&label);
    }
    assert!(window.notice().starts_with("8 stand side by side at most"), "{}", window.notice());
    assert_eq!(window.all(Role::Button, |label| label.starts_with("Column ")).len(), 8);
}

#[test]
fn a_vote_is_taken_by_a_click_and_comes_back() {
    let mut window = beside();
    tab(&mut window, "US abstains 93–17–66");
    window.click("Serbia, Serbia as it meant: Abstain");
    assert!(window.has(Role::Tab, "US abstains 92–17–67"), "{:?}", window.labels(Role::Tab));
    assert!(window.has(Role::Button, "Change: Serbia to Abstain"));
    window.click("Change: Serbia to Abstain");
    assert_eq!(window.field("Source").value().as_deref(), Some("taken from the scenario “Serbia as it meant”"));
    window.ctrl(Key::Z);
    assert!(window.has(Role::Tab, "US abstains 93–17–66"));
    assert!(window.notice().contains("Take: Serbia to Abstain"));
}

#[test]
fn a_change_is_taken_alone() {
    let mut window = beside();
    tab(&mut window, "Serbia as it meant 92–18–66");
    // The flow runs to the scenario that is shown until another is chosen.
    assert!(window.reads("From As recorded to Serbia as it meant"));
    window.menu("to Serbia as it meant", "US abstains");
    assert!(window.has(Role::Button, "United States moves from No to Abstain"));
    window.click("Take: United States to Abstain");
    assert!(window.has(Role::Tab, "Serbia as it meant 92–17–67"));
    window.ctrl(Key::Z);
    assert!(window.has(Role::Tab, "Serbia as it meant 92–18–66"));
}

#[test]
fn a_ribbon_selects_those_who_move() {
    let mut window = beside();
    let sentence = window.chart("Flow");
    assert!(sentence.contains("1 moves from No to Abstain"), "{sentence}");
    window.click("1 moves from No to Abstain");
    assert_eq!(window.app().selection(), ["USA".into()]);
    window.click("17 stay at Absent");
    assert_eq!(window.app().selection().len(), 17);
    window.click("US abstains: Abstain 66");
    assert_eq!(window.app().selection().len(), 66);
}

#[test]
fn the_middle_of_a_ribbon_answers_the_pointer() {
    let mut window = beside();
    let handle = window.by_role(Role::Button, "93 stay at Yes").rect();
    let chart = window.by_role(Role::Image, "Flow").rect();
    // Far from where the ribbon begins, and within it.
    window.click_at(egui::pos2(chart.center().x, handle.center().y));
    assert_eq!(window.app().selection().len(), 93);
    window.click_at(chart.left_bottom() + vec2(2.0, -2.0));
    assert_eq!(window.app().selection().len(), 93, "beside the ribbons nothing happens");
}

#[test]
fn the_flow_is_turned_round_and_exported() {
    let mut window = beside();
    window.click("The other way round");
    assert!(window.chart("Flow").contains("1 moves from Abstain to No"), "{}", window.chart("Flow"));
    window.click("Export chart");
    assert!(window.reads("Export: Flow between scenarios"));
    window.click("CSV");
    let path = window.answer("flow.csv");
    window.click("Save CSV…");
    window.told("Exported to ");
    let csv = std::fs::read_to_string(path).expect("a file");
    assert!(csv.starts_with("member,name,US abstains,As recorded,moves"), "{}", csv.lines().next().unwrap_or_default());
    assert!(csv.contains("USA,United States,abstain,no,yes"));
    assert_eq!(csv.lines().count(), 194);
}

#[test]
fn the_same_votes_under_another_rule() {
    let mut window = beside();
    window.click("Another rule");
    let sentence = window.chart("The same votes under another rule");
    assert!(sentence.contains("3 of 28 outcomes would change"), "{sentence}");
    window.click("A/ES-10/L.26, 88–55–23, rejected by its own rule, adopted by this one");
    assert!(window.app().session.text.as_ref().is_some_and(|text| text.as_str() == "GA-20231027-CANADA"));
    let rule = "Rule: General Assembly: simple majority of members present and voting";
    window.menu(rule, "General Assembly: two-thirds of members present and voting");
    assert!(window.has(Role::Button, "A/ES-10/L.26, 88–55–23, rejected by its own rule, rejected by this one"));
    window.menu("Texts of General Assembly", "Security Council");
    let sentence = window.chart("The same votes under another rule");
    assert!(sentence.contains("of the texts of the Security Council"), "{sentence}");
    window.menu("Texts of Security Council", "General Assembly");
    window.menu("Voted by who voted", "Security Council");
    assert!(
        window
            .chart("The same votes under another rule")
            .contains("by the votes of the members of the Security Council alone")
    );
}

#[test]
fn the_rule_is_put_in_force_from_the_table() {
    let mut window = beside();
    window.click("Another rule");
    let row = "A/ES-10/L.26, 88–55–23, rejected by its own rule, adopted by this one";
    window.context(row, "Put the rule in force there");
    window.key(Key::F4);
    assert!(window.verdict().ends_with("adopted."), "{}", window.verdict());
}

#[test]
fn tabs_are_put_in_another_order() {
    let mut window = Window::open();
    assert_eq!(tabs(&window)[..3], ["As recorded", "US abstains", "Serbia as it meant"]);
    let from = window.by_role(Role::Tab, "US abstains 93–17–66").rect();
    let to = window.by_role(Role::Tab, "Serbia as it meant 92–18–66").rect();
    let way = [from.center() + vec2(12.0, 0.0), to.center(), to.right_center() - vec2(6.0, 0.0)];
    window.drag(from.center(), &way);
    assert_eq!(tabs(&window)[..3], ["As recorded", "Serbia as it meant", "US abstains"]);
    window.by_role(Role::Tab, "US abstains 93–17–66").click_secondary();
    window.run();
    window.click("Move left");
    assert_eq!(tabs(&window)[..3], ["As recorded", "US abstains", "Serbia as it meant"]);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(tabs(&window)[..3], ["As recorded", "US abstains", "Serbia as it meant"]);
    assert!(window.notice().contains("Move scenario US abstains"));
}

#[test]
fn a_scenario_comes_to_rest_on_another() {
    let mut window = Window::open();
    tab(&mut window, "US abstains 93–17–66");
    window.menu("Rests on: As recorded", "Serbia as it meant");
    assert!(window.has(Role::Tab, "US abstains 92–17–67"), "{:?}", window.labels(Role::Tab));
    assert!(window.has(Role::Button, "From “Serbia as it meant”"));
    // No ring: what rests on this one is not offered to it.
    tab(&mut window, "Serbia as it meant 92–18–66");
    window.click("Rests on: As recorded");
    let offered = window.labels(Role::Button);
    assert!(!offered.contains(&"US abstains".to_owned()), "{offered:?}");
    window.key(Key::Escape);
    window.ctrl(Key::Z);
    assert!(window.has(Role::Tab, "US abstains 93–17–66"));
}

#[test]
fn a_change_is_worded_sourced_moved_and_taken_out() {
    let mut window = Window::open();
    window.click_member("France");
    window.click_member("Germany");
    window.click("Change: France to Abstain");
    window.fill("Source", "capital, 23 February");
    window.fill("Note", "not yet instructed");
    window.fill("What it does", "Paris abstains");
    let change =
        |window: &Window, n: usize| window.app().document.scenarios.last().expect("a scenario").changes[n].clone();
    let first = change(&window, 0);
    assert_eq!((first.label.as_str(), first.source.as_str()), ("Paris abstains", "capital, 23 February"));
    assert_eq!(first.note, "not yet instructed");
    window.click("Move down: Paris abstains");
    assert_eq!(change(&window, 1).label, "Paris abstains");
    window.click("Take out: Germany to Abstain");
    assert_eq!(window.vote("Germany"), "Yes");
    assert_eq!(window.vote("France"), "Abstain");
    for _ in 0..2 {
        window.ctrl(Key::Z);
    }
    assert_eq!(change(&window, 0).label, "Paris abstains");
    assert_eq!(window.vote("Germany"), "Abstain");
}

#[test]
fn a_change_of_another_text_leads_there() {
    let mut window = Window::open();
    let tab_name =
        window.labels(Role::Tab).into_iter().find(|label| label.starts_with("Assumed: L.13 lost")).expect("a tab");
    tab(&mut window, &tab_name);
    window.click("Go to L.13 European");
    assert!(window.verdict().starts_with("A/ES-11/L.13"), "{}", window.verdict());
    assert!(window.verdict().ends_with("(assumed in this scenario)."), "{}", window.verdict());
}

#[test]
fn a_result_is_assumed_and_a_text_withdrawn() {
    let mut window = Window::open();
    window.menu("Suppose", "Assume rejected");
    assert!(window.verdict().ends_with("rejected (assumed in this scenario)."), "{}", window.verdict());
    assert!(window.has(Role::Button, "L.10 Ukraine, 93–18–65, assumed rejected"));
    assert!(window.painted("in this scenario"));
    assert!(!window.reads("What would change it"), "no votes would");
    window.menu("Suppose", "Withdraw it");
    assert!(window.verdict().contains("withdrawn in this scenario"), "{}", window.verdict());
    assert!(window.has(Role::Button, "L.10 Ukraine, withdrawn, withdrawn"));
    assert!(window.painted("WITHDRAWN"));
    // One takes the other back.
    let changes = &window.app().document.scenarios.last().expect("a scenario").changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    window.menu("Suppose", "Put it back");
    assert!(window.verdict().ends_with("adopted."), "{}", window.verdict());
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert!(window.app().document.scenarios.iter().all(|s| s.name != "What if"));
}

#[test]
fn the_question_is_important_or_not() {
    let mut window = Window::open();
    window.menu("Change rule", "Important question (two-thirds)");
    assert!(window.reads("93\u{a0}≥\u{a0}56"), "a simple majority of 111");
    window.menu("Change rule", "Important question (two-thirds)");
    assert!(window.reads("93\u{a0}≥\u{a0}74"));
}

#[test]
fn others_vote_in_another_body_and_on_another_day() {
    let mut window = Window::open();
    window.click("Suppose");
    window.menu("In another body", "Security Council");
    assert_eq!(window.members().len(), 15);
    assert!(window.painted("Others vote than on the record"));
    window.ctrl(Key::Z);
    assert_eq!(window.members().len(), 193);
    window.menu("Suppose", "On another day…");
    window.fill("Day, as 1971-10-25", "1971-10-25");
    assert_eq!(window.members().len(), 131);
}

#[test]
fn a_bloc_is_one_change_and_leaves_the_locked_alone() {
    let mut window = Window::open();
    window.context("France, Yes", "Lock");
    window.context("European Union, 27 members", "Set all to No");
    assert_eq!(window.vote("France"), "Yes");
    assert_eq!(window.vote("Germany"), "No");
    let changes = &window.app().document.scenarios.last().expect("a scenario").changes;
    let kinds: Vec<String> = changes.iter().map(|change| format!("{:?}", change.kind)).collect();
    assert!(matches!(kinds.as_slice(), [one] if one.starts_with("Bloc") && one.contains("FRA")), "{kinds:?}");
}

#[test]
fn without_scenarios_the_view_says_how_to_begin() {
    let mut window = Window::open();
    while window.app().document.scenarios.iter().any(|_| true) {
        let last = window.labels(Role::Tab).pop().expect("a tab");
        window.tab(&last).click_secondary();
        window.run();
        window.click("Delete scenario");
    }
    window.click("Compare");
    assert!(window.reads("No scenarios yet"));
    window.click("Begin a scenario");
    assert!(window.has(Role::Tab, "What if 93–18–65"));
    assert!(window.has(Role::Image, "Chamber"));
}

#[test]
fn the_view_is_drawn_in_both_themes() {
    let mut window = beside();
    for theme in ["light", "dark"] {
        let inked = ["Flow", "Scenarios side by side"].map(|chart| window.by_role(Role::Image, chart).rect());
        window.picture(&format!("compare-{theme}"), &inked);
        window.ctrl(Key::T);
    }
    window.click("Another rule");
    let inked = [window.by_role(Role::Image, "The same votes under another rule").rect()];
    window.picture("another-rule-light", &inked);
}
