//! What would happen if the member under the pointer voted otherwise, before it does.

use egui::{Ui, vec2};

use crate::{
    app::shown::ShownVote,
    model::{Ballot, MemberId, Outcome, Standing, Vote},
    rules::decide,
    ui::{pane::Pane, widgets},
};

/// The outcome and the margin if `member` cast `vote`.
fn outcome_if(pane: &Pane<'_>, ballot: &Ballot, vote: &ShownVote, member: &MemberId, cast: Vote) -> Option<String> {
    let source = pane.app.source();
    let rule = source.rule(&vote.rule)?;
    let mut ballot = ballot.clone();
    ballot.seat_mut(member)?.vote = Some(cast);
    let verdict = decide(rule, &ballot);
    let margin = match (verdict.outcome, verdict.margin) {
        (Some(Outcome::Adopted), Some(spare)) => format!(", {spare} to spare"),
        (Some(Outcome::Rejected), Some(missing)) if missing < 0 => format!(", {} missing", -missing),
        _ => String::new(),
    };
    Some(format!("{}{margin}", verdict.outcome.map_or("not known", Outcome::label).to_lowercase()))
}

/// A card beside the pointer: the member, its vote, and the verdict for each other vote.
pub fn tooltip(ui: &Ui, pane: &Pane<'_>, id: &MemberId, vote: &ShownVote) {
    let Some(seat) = vote.data.seat(id) else { return };
    if ui.input(|input| input.pointer.any_down()) || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let layer = ui.layer_id();
    let tip =
        egui::Tooltip::always_open(ui.ctx().clone(), layer, ui.scope_id().with("seat tip"), egui::PopupAnchor::Pointer);
    tip.gap(14.0).show(|ui| {
        ui.set_max_width(240.0);
        ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
        widgets::heading(ui, &seat.name);
        let mut words = seat.vote_words().to_owned();
        if seat.changed() {
            words = format!("{words} · on the record {}", seat.recorded.map_or("not known", Vote::label));
        }
        widgets::muted(ui, &pane.style, words);
        if !seat.remark.is_empty() {
            widgets::muted(ui, &pane.style, &seat.remark);
        }
        if seat.standing != Standing::Voting || vote.ballot.tally.is_some() {
            return;
        }
        for cast in Vote::ALL.into_iter().filter(|cast| seat.vote != Some(*cast)) {
            if let Some(outcome) = outcome_if(pane, &vote.ballot, vote, id, cast) {
                widgets::muted(ui, &pane.style, format!("if {}: {outcome}", cast.label()));
            }
        }
    });
}
