use crate::harness::Window;

const SIMPLE: &str = "General Assembly: simple majority of members present and voting";

#[test]
fn another_rule_decides_the_same_votes_otherwise() {
    let mut window = Window::open();
    window.context("European Union, 27 members", "Set all to No");
    assert!(window.verdict().contains("67 in favour, 44 against") && window.verdict().ends_with("rejected."));
    window.menu("Change rule", SIMPLE);
    assert!(window.verdict().contains("67 in favour, 44 against") && window.verdict().ends_with("adopted."));
    assert!(window.reads("67\u{a0}≥\u{a0}56"));
    assert!(window.painted("simple majority"));
    window.click(&format!("Undo: Rule: {SIMPLE}"));
    assert!(window.verdict().ends_with("rejected."));
}

#[test]
fn a_no_of_a_permanent_member_is_a_veto() {
    let mut window = Window::open();
    window.click("S/2025/112, 10–0–5, adopted");
    assert_eq!(window.members().len(), 15);
    window.context("Russian Federation, Yes", "No");
    assert!(window.verdict().ends_with("vetoed."), "{}", window.verdict());
    assert!(window.reads("Vetoed by Russian Federation"));
    window.context("Russian Federation, No", "Abstain");
    assert!(
        window.verdict().contains("9 in favour, 0 against, 6 abstaining") && window.verdict().ends_with("adopted.")
    );
}

#[test]
fn a_what_if_without_a_roll_call_begins_from_an_empty_floor_and_says_so() {
    let mut window = Window::open();
    window.click("L.13 European, result only, adopted");
    assert_eq!(window.verdict(), "A/ES-11/L.13 in the General Assembly: adopted; no counts are recorded.");
    assert_eq!(window.vote("France"), "not recorded");
    assert!(window.painted("Only the result is recorded"));
    window.click_member("France");
    assert_eq!(window.vote("France"), "Yes");
    assert!(window.verdict().contains("1 in favour, 0 against"), "{}", window.verdict());
    assert!(window.painted("this what-if began from an empty floor"));
    assert!(window.chart("Chamber").contains("this what-if began from an empty floor"));
}
