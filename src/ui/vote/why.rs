//! Why: each condition of the rule, met or not, with its article; what the scenario changes; where the record is from.

use egui::{RichText, Sense, Ui, vec2};

use crate::{
    app::{Command, actions::Action, command::VoteCommand, supposed},
    chart::{
        floor_data::{Fate, FloorData},
        fonts,
    },
    model::{Basis, Outcome, Standing},
    rules::{ConditionResult, presets},
    ui::{
        pane::Pane,
        widgets::{Icon, heading, icon, muted},
    },
};

/// A card that is as high as what stands in it.
pub fn card(ui: &mut Ui, pane: &mut Pane<'_>, add: impl FnOnce(&mut Ui, &mut Pane<'_>)) {
    egui::Frame::new()
        .fill(pane.style.panel)
        .stroke(egui::Stroke::new(1.0, pane.style.border))
        .corner_radius(10)
        .inner_margin(egui::Margin::symmetric(16, 13))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 7.0;
            add(ui, pane);
        });
}

/// The rule in force, to put another in its place.
pub fn rule_menu_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let own = std::sync::Arc::clone(&pane.app.document.rules);
    let now = pane.app.shown.vote.as_ref().map(|vote| vote.rule.clone());
    ui.menu_button("Change rule", |ui| {
        ui.set_min_width(380.0);
        if let Some(on) = supposed::important(pane.app) {
            let button = egui::Button::new(Action::Important.label(pane.app)).selected(on);
            if ui.add(button).on_hover_text(Action::Important.about()).clicked() {
                pane.out.extend(Action::Important.command(pane.app));
            }
            ui.separator();
        }
        for rule in presets().iter().chain(own.iter()) {
            if ui.add(egui::Button::new(&rule.name).selected(now.as_ref() == Some(&rule.id))).clicked() {
                pane.push(Command::Vote(VoteCommand::SetRule(rule.id.clone())));
            }
        }
    });
}

/// The conditions.
pub fn why_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    card(ui, pane, |ui, pane| {
        heading(ui, "Why");
        let data = &vote.data;
        if !data.fate.sentence().is_empty() {
            point(ui, pane, None, data.fate.sentence(), "");
        }
        if data.basis == Basis::Result && data.fate == Fate::Voted {
            point(ui, pane, None, "The recorded result; no counts are known", "");
        }
        for condition in &data.verdict.conditions {
            condition_ui(ui, pane, condition);
        }
        super::duty::duty_ui(ui, pane, &vote);
        if data.fate.is_put() {
            for words in remarks(data) {
                point(ui, pane, None, &words, "");
            }
        }
        let note = pane.app.source().rule(&vote.rule).map(|rule| rule.note.clone()).unwrap_or_default();
        if !note.is_empty() {
            muted(ui, &pane.style, note);
        }
    });
}

fn condition_ui(ui: &mut Ui, pane: &Pane<'_>, condition: &ConditionResult) {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let sign = match (condition.at_most, condition.met) {
        (false, Some(false)) => "<",
        (false, _) => "≥",
        (true, Some(false)) => ">",
        (true, _) => "≤",
    };
    let figures = match (&condition.problem, condition.have) {
        (Some(problem), _) => problem.clone(),
        (None, None) => "not recorded".to_owned(),
        (None, Some(_)) if condition.at_most && condition.need == Some(0) => {
            if condition.have == Some(0) {
                "none".to_owned()
            } else {
                number(condition.have)
            }
        }
        (None, have) => format!("{}\u{a0}{sign}\u{a0}{}", number(have), number(condition.need)),
    };
    let unit = condition.unit.as_ref().map_or(String::new(), |unit| format!(" ({unit})"));
    point(ui, pane, condition.met, &format!("{}: {figures}{unit}", condition.label), &condition.cites);
}

/// One line with a tick, a cross or a dot before it, and its article below.
fn point(ui: &mut Ui, pane: &Pane<'_>, met: Option<bool>, words: &str, cites: &str) {
    let style = pane.style;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
        match met {
            Some(true) => icon(ui.painter(), rect.center(), 11.0, Icon::Tick, style.yes),
            Some(false) => icon(ui.painter(), rect.center(), 11.0, Icon::Cross, style.no),
            None => {
                ui.painter().circle_filled(rect.center(), 1.8, style.muted);
            }
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(egui::Label::new(RichText::new(words).font(fonts::regular(12.5))).wrap());
            if !cites.is_empty() {
                muted(ui, &style, cites);
            }
        });
    });
}

/// What the counts do not say by themselves.
fn remarks(data: &FloorData) -> Vec<String> {
    let mut words = Vec::new();
    let voting_only = data.bar.base.starts_with("present and voting");
    if let Some(abstain) = data.count(crate::model::Vote::Abstain).filter(|n| *n > 0 && voting_only) {
        let noun = if abstain == 1 { "abstention is" } else { "abstentions are" };
        words.push(format!("{abstain} {noun} not “voting” (rule 86)"));
    }
    let barred = data.seats.iter().filter(|seat| seat.standing == Standing::NoVote).count();
    if let Some(absent) = data.count(crate::model::Vote::Absent).filter(|n| *n > 0) {
        let noun = if absent == 1 { "member" } else { "members" };
        let under = if barred > 0 { format!("; {barred} under Art. 19") } else { String::new() };
        words.push(format!("{absent} {noun} took no part{under}"));
    }
    if data.verdict.outcome == Some(Outcome::Vetoed) {
        let by: Vec<&str> = data
            .seats
            .iter()
            .filter(|seat| seat.permanent && seat.vote == Some(crate::model::Vote::No))
            .map(|seat| seat.name.as_str())
            .collect();
        if !by.is_empty() {
            words.push(format!("Vetoed by {}", by.join(", ")));
        }
    }
    words
}

/// The recorded result beside the program's, and the source.
pub fn source_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    let text = pane.app.session.text.as_ref().and_then(|id| pane.app.document.dossier.text(id)).cloned();
    card(ui, pane, |ui, pane| {
        heading(ui, "On the record");
        let data = &vote.data;
        let (outcome, reason) = &data.recorded;
        let mut words = outcome.map_or("No result is recorded", Outcome::label).to_owned();
        if !reason.is_empty() {
            words = format!("{words}: {reason}");
        }
        let published = text.as_ref().map(|t| t.record.tally).filter(|tally| !tally.is_empty());
        if let Some(tally) = published {
            let n = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
            words = format!("{words}, {}–{}–{}", n(tally.yes), n(tally.no), n(tally.abstain));
        }
        let agrees = pane.app.session.scenario.is_none() && *outcome == data.verdict.outcome && outcome.is_some();
        point(ui, pane, agrees.then_some(true), &words, "");
        if !data.source.is_empty() {
            muted(ui, &pane.style, format!("Source: {}", data.source));
        }
        if let Some(text) = text {
            if !text.sponsor.is_empty() {
                muted(ui, &pane.style, format!("Put forward by {}", text.sponsor));
            }
            if !text.note.is_empty() {
                muted(ui, &pane.style, text.note);
            }
        }
    });
}
