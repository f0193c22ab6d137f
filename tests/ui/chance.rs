//! Abstentions, the duty to abstain, and the whip count with its chance.

use egui::accesskit::Role;
use plenary::model::{Stance, Standing};

use crate::harness::{Window, name};

#[test]
fn one_more_abstention_says_what_it_does() {
    let window = Window::open();
    assert!(window.reads("A Yes abstains or stays away: adopted: 92 of 110, 74 needed, 18 to spare"));
    assert!(window.reads("A No abstains or stays away: adopted: 93 of 110, 74 needed, 19 to spare"));
    assert!(window.chart("Plane of abstentions").contains("57 more may leave Yes"));
}

#[test]
fn a_party_to_the_dispute_must_abstain_only_when_switched_on() {
    let mut window = Window::open();
    window.click("S/2025/112, 10–0–5, adopted");
    let switch = "Parties to the dispute must abstain";
    window.by_role(Role::CheckBox, switch).click();
    window.run();
    let standing = |window: &Window| {
        let vote = window.app().shown.vote.clone().expect("a vote");
        vote.ballot.seat(&"RUS".into()).expect("a seat").standing
    };
    assert_eq!(standing(&window), Standing::MustAbstain);
    assert!(window.verdict().contains("9 in favour, 0 against, 6 abstaining"), "{}", window.verdict());
    window.by_role(Role::CheckBox, switch).click();
    window.run();
    assert_eq!(standing(&window), Standing::Voting);
    assert!(window.verdict().contains("10 in favour"));
}

fn with_whip() -> Window {
    let mut window = Window::open();
    window.click("Begin a whip count with these votes");
    window
}

#[test]
fn a_whip_count_begins_with_the_votes_and_gives_a_chance() {
    let mut window = with_whip();
    let shown = window.app().shown.chance().expect("a chance");
    assert_eq!(shown.whip.leans.len(), 188, "five members may not vote");
    let chance = shown.exact.as_ref().expect("exact");
    assert!((chance.adopted + chance.rejected + chance.vetoed - 1.0).abs() < 1e-9);
    assert!(window.chart("Chance of adoption").contains("A/ES-11/L.10 is adopted with a chance of"));
    // The floor speaks of the count now.
    assert!(!window.all(Role::Button, |label| label.starts_with("Austria, Lean Yes, 70 %")).is_empty());
    window.ctrl(egui::Key::Z);
    assert!(window.app().shown.chance().is_none(), "one step back and it is gone");
    // And the floor speaks of votes again.
    assert!(!window.all(Role::Button, |label| label.starts_with("Austria, Yes")).is_empty());
}

#[test]
fn a_stance_is_set_by_a_click() {
    let mut window = with_whip();
    let austria = window.all(Role::Button, |label| label.starts_with("Austria, "))[0].rect().center();
    window.click_at(austria);
    window.click("Firm No");
    let shown = window.app().shown.chance().expect("a chance");
    assert_eq!(shown.whip.leans[&"AUT".into()].stance, Stance::FirmNo);
}

#[test]
fn a_supposition_shows_before_and_after() {
    let mut window = with_whip();
    let before = window.app().shown.chance().expect("a chance").exact.as_ref().expect("exact").adopted;
    window.choose("Of whom to suppose", 0, "European Union");
    window.click("Suppose No");
    let shown = window.app().shown.chance().expect("a chance");
    assert_eq!(shown.before, Some(before));
    assert!(shown.exact.as_ref().expect("exact").adopted < before);
    assert!(window.reads("before "));
    window.click("If European Union to No  ×");
    assert_eq!(window.app().shown.chance().expect("a chance").before, None);
}

#[test]
fn a_draw_runs_off_the_window_and_gives_its_error() {
    let mut window = with_whip();
    window.click("Draw a million votes");
    window.until("the draw is done", |window| window.app().session.drawing.is_some());
    window.run();
    let texts: Vec<String> =
        window.all(Role::Label, |label| label.starts_with("Drawn: adopted")).iter().map(name).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    let drawing = window.app().session.drawing.clone().expect("a draw");
    let exact = window.app().shown.chance().expect("a chance").exact.as_ref().expect("exact").adopted;
    assert!((drawing.drawn.adopted - exact).abs() <= 5.0 * drawing.drawn.error.max(1e-4));
}

#[test]
fn after_the_vote_the_count_is_scored() {
    let mut window = with_whip();
    assert!(window.reads("Brier score"));
    window.click("Show 0 surprises");
    assert!(window.reads("source not said"));
}
