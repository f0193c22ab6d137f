//! The blocs card: a bar a group; a click selects its members, the menu sets them all.

use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::gestures;
use crate::{
    app::{
        Command,
        command::{EditCommand, GroupEdit, Selection, ViewCommand, VoteCommand},
        shown::ShownVote,
    },
    chart::{ChartId, blocs, fonts, mark::Target},
    model::{GroupId, MemberId, Vote},
    ui::{pane::Pane, widgets},
};

/// Draws the card.
pub fn blocs_ui(ui: &mut Ui, pane: &mut Pane<'_>, card: Rect, vote: &ShownVote) {
    let rect = card.shrink2(vec2(18.0, 10.0));
    let background = ui.interact(card, ui.scope_id().with("blocs card"), Sense::click());
    gestures::chart_menu(&background, pane, ChartId::Blocs);
    let style = pane.style;
    ui.painter().text(rect.min, egui::Align2::LEFT_TOP, "Blocs", fonts::semibold(13.5), style.text);
    let head = Rect::from_min_size(pos2(rect.left() + 52.0, rect.top() - 5.0), vec2(150.0, 26.0));
    ui.scope_builder(UiBuilder::new().max_rect(head), |ui| choose_ui(ui, pane));
    blocs::draw_head(&ui.painter_at(card), rect, &pane.look());
    let below = Rect::from_min_max(rect.min + vec2(0.0, blocs::HEAD), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let size = vec2(ui.available_width(), vote.blocs.len() as f32 * blocs::ROW);
            let (rows, _) = ui.allocate_exact_size(size, Sense::hover());
            widgets::describe(ui, rows, "Blocs", &format!("{} groups and how each split", vote.blocs.len()));
            let marks = blocs::draw_rows(&ui.painter_at(ui.clip_rect()), rows, &vote.blocs, &pane.look());
            cohesion_ui(ui, rows, vote);
            for (n, mark) in marks.iter().enumerate() {
                let response = widgets::mark_response(ui, ui.scope_id().with(("bloc", n)), mark, Sense::click(), false);
                match &mark.target {
                    Target::Group(group) => group_response(pane, &response, group, vote),
                    Target::Segment(Some(group), cast) => {
                        segment_response(pane, &response, group, *cast, &mark.label, vote);
                    }
                    _ => {}
                }
            }
        });
    });
}

/// Each figure of cohesion answers how it comes about.
fn cohesion_ui(ui: &Ui, rows: Rect, vote: &ShownVote) {
    for (n, row) in vote.blocs.iter().enumerate() {
        let at = rows.right_top() + vec2(-70.0, n as f32 * blocs::ROW);
        let area = Rect::from_min_size(at, vec2(70.0, blocs::ROW));
        let counts = row.counts.counts;
        let cast = [counts.yes, counts.no, counts.abstain];
        let (most, all) = (cast.into_iter().max().unwrap_or(0), cast.iter().sum::<u32>());
        let words = match row.counts.cohesion.filter(|_| row.counts.unset == 0) {
            Some(index) => format!(
                "Agreement index (Hix, Noury, Roland 2005)\n({most} alike − half of the other {}) / {all} = {index:.2}",
                all - most
            ),
            None => "Not all of its votes are recorded".to_owned(),
        };
        ui.interact(area, ui.scope_id().with(("cohesion", n)), Sense::hover()).on_hover_text(words);
    }
}

/// Which groups are shown.
fn choose_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let groups = std::sync::Arc::clone(&pane.app.document.dossier);
    let words = egui::RichText::new("Choose groups").font(fonts::regular(11.5)).color(pane.style.accent);
    let button = egui::Button::new(words).frame(false);
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for group in &groups.groups {
                let mut pinned = group.pinned;
                if ui.checkbox(&mut pinned, &group.name).clicked() {
                    pane.push(Command::Edit(EditCommand::Group(GroupEdit::Pin(group.id.clone(), pinned))));
                }
            }
        });
    });
}

fn seated(vote: &ShownVote, pane: &Pane<'_>, group: &GroupId) -> Vec<MemberId> {
    let group = pane.app.document.dossier.group(group);
    let inside = |id: &MemberId| group.is_some_and(|group| group.holds(id, vote.data.date.as_ref()));
    vote.data.seats.iter().filter(|seat| inside(&seat.id)).map(|seat| seat.id.clone()).collect()
}

/// Click selects, with Shift or Ctrl adds or takes away, with Alt all but its members.
fn group_response(pane: &mut Pane<'_>, response: &egui::Response, group: &GroupId, vote: &ShownVote) {
    let members = seated(vote, pane, group);
    if response.hovered() {
        pane.local.lighting.extend(members.iter().cloned());
    }
    if response.clicked() {
        let keys = response.ctx.input(|input| input.modifiers);
        let all_in = members.iter().all(|member| pane.app.session.selected.contains(member));
        if keys.alt {
            pane.view(ViewCommand::Select(Selection::Only(members)));
            pane.view(ViewCommand::Select(Selection::Invert));
        } else if keys.shift || keys.command {
            pane.view(ViewCommand::Select(if all_in { Selection::Remove(members) } else { Selection::Add(members) }));
        } else {
            pane.view(ViewCommand::Select(Selection::Only(members)));
        }
    }
    egui::Popup::context_menu(response).width(210.0).show(|ui| {
        let name = pane.app.document.dossier.group(group).map_or(String::new(), |g| g.name.clone());
        widgets::heading(ui, &name);
        for cast in Vote::ALL {
            if ui.button(format!("Set all to {}", cast.label())).clicked() {
                pane.push(Command::Vote(VoteCommand::SetGroup(group.clone(), cast)));
            }
        }
        ui.separator();
        let members = seated(vote, pane, group);
        if ui.button("As recorded").clicked() {
            pane.push(Command::Vote(VoteCommand::Restore(members.clone())));
        }
        if ui.button("Lock").clicked() {
            pane.view(ViewCommand::Lock(members.clone(), true));
        }
        if ui.button("Unlock").clicked() {
            pane.view(ViewCommand::Lock(members, false));
        }
        ui.separator();
        if ui.button("Export this chart…").clicked() {
            pane.push(Command::Export(crate::app::command::ExportCommand::Ask(ChartId::Blocs)));
        }
    });
    response.clone().on_hover_text("Click selects, Shift adds, Alt all but these, right click sets them all");
}

fn segment_response(
    pane: &mut Pane<'_>,
    response: &egui::Response,
    group: &GroupId,
    cast: Vote,
    label: &str,
    vote: &ShownVote,
) {
    let inside = seated(vote, pane, group);
    let members = gestures::segment(&vote.data, Some(&inside), cast);
    if response.hovered() {
        pane.local.lighting.extend(members.iter().cloned());
    }
    if response.clicked() {
        pane.view(ViewCommand::Select(Selection::Only(members.clone())));
    }
    gestures::chart_menu(response, pane, ChartId::Blocs);
    let codes: Vec<&str> = members.iter().take(30).map(MemberId::as_str).collect();
    response.clone().on_hover_text(format!("{label}\n{}", codes.join(" ")));
}
