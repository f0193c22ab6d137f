//! The form of a rule: all or any of conditions, each a comparison of what is counted.

use std::collections::BTreeSet;

use egui::{ComboBox, DragValue, Ui};

use super::fields;
use crate::{
    chart::style::Style,
    model::WeightId,
    rules::{Condition, Formula, Measure, Need, PERMANENT, Role, Test, Who},
    ui::widgets::muted,
};

/// What a form is drawn with.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The colours.
    pub style: &'a Style,
    /// The weights that a measure can count by.
    pub weights: &'a BTreeSet<WeightId>,
}

/// Shows a formula that cannot be changed.
pub fn read_ui(ui: &mut Ui, formula: &Formula, depth: usize) {
    let indent = 18.0 * depth as f32;
    let line = |ui: &mut Ui, words: String| {
        ui.horizontal(|ui| {
            ui.add_space(indent);
            ui.label(words);
        });
    };
    match formula {
        Formula::All(parts) | Formula::Any(parts) => {
            let word = if matches!(formula, Formula::All(_)) { "All of" } else { "Any of" };
            line(ui, word.to_owned());
            for part in parts {
                read_ui(ui, part, depth + 1);
            }
        }
        Formula::Condition(condition) => {
            let cites = if condition.cites.is_empty() { String::new() } else { format!(" ({})", condition.cites) };
            line(ui, format!("{}{cites}", condition.label));
        }
    }
}

/// The form of a formula. A part that is taken out is gone from its list; the topmost stays.
pub fn edit_ui(ui: &mut Ui, known: Known<'_>, formula: &mut Formula, top: bool) -> bool {
    let mut keep = true;
    let frame = egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, known.style.border))
        .fill(known.style.faint)
        .corner_radius(8)
        .inner_margin(10);
    frame.show(ui, |ui| match formula {
        Formula::Condition(condition) => condition_ui(ui, known, condition, &mut keep),
        Formula::All(_) | Formula::Any(_) => list_ui(ui, known, formula, top, &mut keep),
    });
    keep
}

fn list_ui(ui: &mut Ui, known: Known<'_>, formula: &mut Formula, top: bool, keep: &mut bool) {
    let mut all = matches!(formula, Formula::All(_));
    let was = all;
    ui.horizontal(|ui| {
        ui.radio_value(&mut all, true, "All of these must hold");
        ui.radio_value(&mut all, false, "Any one is enough");
        if !top && ui.button("Take out").clicked() {
            *keep = false;
        }
    });
    if let Formula::All(parts) | Formula::Any(parts) = formula {
        let mut n = 0;
        parts.retain_mut(|part| {
            n += 1;
            ui.push_id(n, |ui| edit_ui(ui, known, part, false)).inner
        });
        if parts.is_empty() {
            muted(ui, known.style, "Without a condition nothing is adopted.");
        }
        ui.horizontal(|ui| {
            if ui.button("Add a condition").clicked() {
                parts.push(Formula::Condition(fresh()));
            }
            if ui.button("Add a list").clicked() {
                parts.push(Formula::Any(vec![Formula::Condition(fresh())]));
            }
        });
        if all != was {
            let parts = std::mem::take(parts);
            *formula = if all { Formula::All(parts) } else { Formula::Any(parts) };
        }
    }
}

/// A majority of those present and voting, to begin with.
fn fresh() -> Condition {
    let need = Need::Share { num: 1, den: 2, of: Measure::of(Who::PresentAndVoting), more_than: true };
    Condition {
        label: "More than half of those present and voting".to_owned(),
        test: Test::AtLeast { of: Measure::of(Who::Yes), need },
        role: Role::Threshold,
        cites: String::new(),
    }
}

fn condition_ui(ui: &mut Ui, known: Known<'_>, condition: &mut Condition, keep: &mut bool) {
    ui.horizontal_wrapped(|ui| {
        if let Some(label) = fields::text(ui, "In words", &condition.label, 300.0) {
            condition.label = label;
        }
        if let Some(cites) = fields::text(ui, "Article", &condition.cites, 130.0) {
            condition.cites = cites;
        }
        role_ui(ui, &mut condition.role);
        if ui.button("Take out").clicked() {
            *keep = false;
        }
    });
    ui.horizontal_wrapped(|ui| test_ui(ui, known, &mut condition.test));
    // On a line of its own: beside the rest it would not fit into the window.
    if let Test::AtLeast { need: Need::Share { num, den, of, .. }, .. } = &mut condition.test {
        ui.horizontal_wrapped(|ui| {
            ui.add(DragValue::new(num).range(0..=1_000_000)).on_hover_text("Parts");
            ui.label("/");
            ui.add(DragValue::new(den).range(1..=1_000_000)).on_hover_text("Of so many parts");
            measure_ui(ui, known, "base", of);
        });
    }
}

fn role_ui(ui: &mut Ui, role: &mut Role) {
    let word = |role: Role| match role {
        Role::Threshold => "threshold",
        Role::Quorum => "quorum",
        Role::Veto => "veto",
    };
    let shown = ComboBox::from_id_salt("role").width(90.0).selected_text(word(*role)).show_ui(ui, |ui| {
        for other in [Role::Threshold, Role::Quorum, Role::Veto] {
            ui.selectable_value(role, other, word(other));
        }
    });
    shown.response.on_hover_text("What the condition is for");
}

/// What a comparison can ask.
const KINDS: [&str; 4] = ["at most", "at least", "at least the share", "more than the share"];

fn test_ui(ui: &mut Ui, known: Known<'_>, test: &mut Test) {
    let of = match test {
        Test::AtLeast { of, .. } | Test::AtMost { of, .. } => of,
    };
    measure_ui(ui, known, "of", of);
    let of = of.clone();
    let kind = match test {
        Test::AtMost { .. } => 0,
        Test::AtLeast { need: Need::Number(_), .. } => 1,
        Test::AtLeast { need: Need::Share { more_than: false, .. }, .. } => 2,
        Test::AtLeast { need: Need::Share { more_than: true, .. }, .. } => 3,
    };
    let mut next = kind;
    let list = ComboBox::from_id_salt("kind").width(150.0).selected_text(KINDS.get(kind).copied().unwrap_or(""));
    let shown = list.show_ui(ui, |ui| {
        for (n, word) in KINDS.iter().enumerate() {
            ui.selectable_value(&mut next, n, *word);
        }
    });
    shown.response.on_hover_text("How it is compared");
    if next != kind {
        let share = |more_than| Need::Share { num: 1, den: 2, of: Measure::of(Who::PresentAndVoting), more_than };
        *test = match next {
            0 => Test::AtMost { of, limit: 0 },
            1 => Test::AtLeast { of, need: Need::Number(1) },
            n => Test::AtLeast { of, need: share(n == 3) },
        };
    }
    match test {
        Test::AtMost { limit, .. } => drop(ui.add(DragValue::new(limit)).on_hover_text("At most so many")),
        Test::AtLeast { need: Need::Number(number), .. } => {
            drop(ui.add(DragValue::new(number)).on_hover_text("At least so many"));
        }
        Test::AtLeast { need: Need::Share { .. }, .. } => {}
    }
}

/// Whom a measure counts, in which set, by which weight.
fn measure_ui(ui: &mut Ui, known: Known<'_>, salt: &str, measure: &mut Measure) {
    ui.push_id(salt, |ui| {
        let shown = ComboBox::from_id_salt("who").width(150.0).selected_text(measure.who.label()).show_ui(ui, |ui| {
            for who in Who::ALL {
                ui.selectable_value(&mut measure.who, who, who.label());
            }
        });
        shown.response.on_hover_text("Who is counted");
        let set = measure.within.as_ref().map_or("of the whole body", |set| set.as_str()).to_owned();
        let shown = ComboBox::from_id_salt("set").width(120.0).selected_text(set).show_ui(ui, |ui| {
            ui.selectable_value(&mut measure.within, None, "of the whole body");
            ui.selectable_value(&mut measure.within, Some(PERMANENT.into()), "permanent");
        });
        shown.response.on_hover_text("Of which members");
        let weight = measure.weight.as_ref().map_or("by number", |weight| weight.as_str()).to_owned();
        let shown = ComboBox::from_id_salt("weight").width(100.0).selected_text(weight).show_ui(ui, |ui| {
            ui.selectable_value(&mut measure.weight, None, "by number");
            for weight in known.weights {
                ui.selectable_value(&mut measure.weight, Some(weight.clone()), weight.as_str());
            }
        });
        shown.response.on_hover_text("By number or by weight");
    });
}
