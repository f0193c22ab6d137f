//! Costs and exclusions: what a step costs, what the selected members cost, and who is never asked.

use egui::{ComboBox, DragValue, Grid, RichText, Ui, vec2};

use crate::{
    app::{command::ViewCommand, effort::EffortEdit, shown::ShownVote},
    chart::fonts,
    model::{MemberId, Vote},
    simulate::MOST_COST,
    ui::{
        pane::Pane,
        widgets::{link, muted, named},
    },
};

/// The name of the fold.
const FOLD: &str = "costs";

/// Draws the fold; what is in it only where it is open.
pub fn effort_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote) {
    let open = pane.local.unfolded.contains(FOLD);
    let words = if open { "Hide costs and exclusions" } else { "Costs and exclusions" };
    if link(ui, &pane.style, words).clicked() {
        if open {
            pane.local.unfolded.remove(FOLD);
        } else {
            pane.local.unfolded.insert(FOLD);
        }
    }
    if !open {
        return;
    }
    ui.spacing_mut().item_spacing.y = 5.0;
    steps_ui(ui, pane);
    selection_ui(ui, pane, vote);
    groups_ui(ui, pane);
    told_ui(ui, pane);
}

fn edit(pane: &mut Pane<'_>, edit: EffortEdit) {
    pane.view(ViewCommand::Effort(edit));
}

/// What each step costs: a row for the vote that is left, a column for the vote that is taken up.
fn steps_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    muted(ui, &style, "What a step costs, from the row to the column");
    let word = |ui: &mut Ui, words: &str| drop(ui.label(RichText::new(words).font(fonts::regular(11.0))));
    Grid::new("steps").num_columns(5).min_col_width(36.0).spacing(vec2(5.0, 4.0)).show(ui, |ui| {
        ui.spacing_mut().interact_size.x = 34.0;
        ui.spacing_mut().button_padding.x = 3.0;
        word(ui, "");
        for to in Vote::ALL {
            word(ui, to.label());
        }
        ui.end_row();
        for from in Vote::ALL {
            word(ui, from.label());
            for to in Vote::ALL {
                if from == to {
                    ui.vertical_centered(|ui| word(ui, "–"));
                    continue;
                }
                let label = format!("{} to {}", from.label(), to.label());
                if let Some(cost) = cost_ui(ui, &label, pane.app.session.effort.costs.step(from, to)) {
                    edit(pane, EffortEdit::Step(from, to, cost));
                }
            }
            ui.end_row();
        }
    });
}

/// A field for a cost; what is put into it.
fn cost_ui(ui: &mut Ui, label: &str, now: u32) -> Option<u32> {
    let mut cost = now;
    let field = ui.add(DragValue::new(&mut cost).range(1..=MOST_COST).speed(0.1));
    named(ui, &field, &format!("Cost of {label}"));
    (cost != now).then_some(cost)
}

/// What the selected members cost, and whether they are asked at all.
fn selection_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote) {
    let style = pane.style;
    let members: Vec<MemberId> = pane.app.selection().into_iter().filter(|id| vote.data.seat(id).is_some()).collect();
    let Some(first) = members.first() else {
        muted(ui, &style, "Select members to set what they cost, or to leave them out.");
        return;
    };
    let costs = &pane.app.session.effort.costs;
    let (dearest, same) = (
        members.iter().map(|id| costs.member(id)).max().unwrap_or(1),
        members.iter().all(|id| costs.member(id) == costs.member(first)),
    );
    let out = members.iter().all(|id| costs.kept.contains(id));
    let words = match members.as_slice() {
        [one] => pane.app.document.dossier.member_name(one).to_owned(),
        many => format!("{} members", many.len()),
    };
    ui.horizontal_wrapped(|ui| {
        muted(ui, &style, format!("{words} cost{}", if members.len() == 1 { "s" } else { "" }));
        if let Some(cost) = cost_ui(ui, "the selection", dearest) {
            edit(pane, EffortEdit::Members(members.clone(), cost));
        }
        if !same {
            muted(ui, &style, "at most");
        }
        if link(ui, &style, if out { "Ask them" } else { "Leave them out" }).clicked() {
            edit(pane, EffortEdit::Keep(members.clone(), !out));
        }
    });
}

/// Groups that are never asked, and a list to add one.
fn groups_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let out = pane.app.session.effort.groups.clone();
    if dossier.groups.len() > out.len() {
        let shown = ComboBox::from_id_salt("leave out").width(150.0).selected_text("Leave out a group");
        let shown = shown.show_ui(ui, |ui| {
            for group in dossier.groups.iter().filter(|group| !out.contains(&group.id)) {
                if ui.selectable_label(false, &group.name).clicked() {
                    edit(pane, EffortEdit::KeepGroup(group.id.clone(), true));
                }
            }
        });
        named(ui, &shown.response, "Leave out a group");
    }
    for group in dossier.groups.iter().filter(|group| out.contains(&group.id)) {
        let words = format!("Ask again: {}", group.name);
        if link(ui, &pane.style, &words).on_hover_text("This group is left out").clicked() {
            edit(pane, EffortEdit::KeepGroup(group.id.clone(), false));
        }
    }
}

/// Who costs more and who is left out, and the way back.
fn told_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let effort = &pane.app.session.effort;
    let dear: Vec<String> = effort.costs.dear().map(|(member, cost)| format!("{member} {cost}")).collect();
    let out: Vec<&str> = effort.costs.kept.iter().map(MemberId::as_str).collect();
    let plain = effort.is_plain();
    for (words, list) in [("Dearer", dear.join(", ")), ("Left out", out.join(" "))] {
        if !list.is_empty() {
            muted(ui, &style, format!("{words}: {}", super::flips::shortened(&list)));
        }
    }
    if !plain && link(ui, &style, "Everybody and every step at 1 again").clicked() {
        edit(pane, EffortEdit::Clear);
    }
}
