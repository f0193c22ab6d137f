//! The selected member or members: votes to set, groups, record.

use egui::{Sense, Stroke, Ui, vec2};

use super::why::card;
use crate::{
    app::{
        Command,
        command::{Selection, ViewCommand, VoteCommand},
        shown::ShownVote,
    },
    chart::verdict::stack,
    model::{Basis, Counts, MemberId, Standing, Vote},
    ui::{
        pane::Pane,
        widgets::{heading, link, muted, vote_buttons},
    },
};

/// The card of who is selected.
pub fn inspector_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    let selected: Vec<MemberId> =
        pane.app.session.selected.iter().filter(|id| vote.data.seat(id).is_some()).cloned().collect();
    card(ui, pane, |ui, pane| match selected.as_slice() {
        [] => {
            heading(ui, "Nobody selected");
            muted(ui, &pane.style, "Click a member to change its vote, or a bloc to select its members.");
        }
        [one] => member_ui(ui, pane, one, &vote),
        many => members_ui(ui, pane, many, &vote),
    });
}

fn member_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: &MemberId, vote: &ShownVote) {
    let Some(seat) = vote.data.seat(id) else { return };
    let style = pane.style;
    heading(ui, &seat.name);
    let region = seat.region.and_then(|n| vote.data.regions.get(n)).map_or("", String::as_str);
    let groups = [region, seat.groups.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    muted(ui, &style, if groups.is_empty() { id.to_string() } else { groups });
    let may_vote = seat.standing == Standing::Voting;
    if let Some(cast) = vote_buttons(ui, &style, seat.vote, may_vote) {
        pane.push(Command::Vote(VoteCommand::Set(vec![id.clone()], cast)));
    }
    if !seat.remark.is_empty() {
        muted(ui, &style, &seat.remark);
    }
    ui.horizontal(|ui| {
        if seat.changed() && link(ui, &style, "As recorded").clicked() {
            pane.push(Command::Vote(VoteCommand::Restore(vec![id.clone()])));
        }
        let locked = pane.app.session.locked.contains(id);
        if link(ui, &style, if locked { "Unlock" } else { "Lock" }).clicked() {
            pane.view(ViewCommand::Lock(vec![id.clone()], !locked));
        }
        let words = if may_vote { "Take its vote away" } else { "Give it its vote back" };
        let party = seat.standing == Standing::MustAbstain;
        if !party && link(ui, &style, words).on_hover_text("As under Article 19 of the Charter").clicked() {
            let standing = if may_vote { Standing::NoVote } else { Standing::Voting };
            pane.push(Command::Vote(VoteCommand::Standing(id.clone(), standing)));
        }
    });
    super::duty::party_ui(ui, pane, vote, id);
    record_ui(ui, pane, id);
}

/// How the member voted on the other texts of the dossier: a strip of squares, each a text that can be clicked.
fn record_ui(ui: &mut Ui, pane: &mut Pane<'_>, id: &MemberId) {
    let style = pane.style;
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let mut texts: Vec<_> = dossier
        .texts
        .iter()
        .filter(|text| text.record.basis() == Basis::RollCall)
        .filter_map(|text| Some((text, *text.record.votes.0.get(id)?)))
        .collect();
    if texts.is_empty() {
        return;
    }
    texts.sort_by(|a, b| a.0.date.cmp(&b.0.date));
    muted(ui, &style, format!("Its record: {} roll calls of this dossier, oldest first", texts.len()));
    let side = 11.0;
    let per_row = ((ui.available_width() + 2.0) / (side + 2.0)).floor().max(1.0) as usize;
    let rows = texts.len().div_ceil(per_row);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), rows as f32 * (side + 2.0)), Sense::hover());
    for (n, (text, cast)) in texts.into_iter().enumerate() {
        let at = rect.min + vec2((n % per_row) as f32, (n / per_row) as f32) * (side + 2.0);
        let square = egui::Rect::from_min_size(at, vec2(side, side));
        let label = format!("{}: {}", text.short_name(), cast.label());
        let mark = crate::chart::mark::Mark {
            target: crate::chart::mark::Target::Segment(None, cast),
            form: crate::chart::mark::Form::Box(square),
            label: label.clone(),
        };
        let response =
            crate::ui::widgets::mark_response(ui, ui.scope_id().with(("record", n)), &mark, Sense::click(), false);
        match cast {
            Vote::Absent => {
                let stroke = Stroke::new(1.2, style.absent);
                ui.painter().rect_stroke(square.shrink(0.6), 2.0, stroke, egui::StrokeKind::Inside);
            }
            Vote::Abstain => {
                ui.painter().rect_filled(square, 2.0, style.abstain);
                let stroke = Stroke::new(1.2, style.on_abstain);
                ui.painter().hline((at.x + 3.0)..=(at.x + side - 3.0), square.center().y, stroke);
            }
            Vote::No => {
                ui.painter().rect_filled(square, 2.0, style.no);
                let cross = square.shrink(3.2);
                let stroke = Stroke::new(1.2, style.on_vote);
                ui.painter().line_segment([cross.left_top(), cross.right_bottom()], stroke);
                ui.painter().line_segment([cross.right_top(), cross.left_bottom()], stroke);
            }
            Vote::Yes => {
                ui.painter().rect_filled(square, 2.0, style.yes);
            }
        }
        let day = text.date.as_ref().map_or(String::new(), crate::model::Date::in_words);
        if response.on_hover_text(format!("{label}\n{} · {day}", text.title)).clicked() {
            pane.view(ViewCommand::Text(text.id.clone()));
        }
    }
}

fn members_ui(ui: &mut Ui, pane: &mut Pane<'_>, members: &[MemberId], vote: &ShownVote) {
    let style = pane.style;
    heading(ui, &format!("{} members selected", members.len()));
    let seats = || members.iter().filter_map(|id| vote.data.seat(id));
    let counts: Counts = seats().filter_map(|seat| seat.vote).collect();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let parts = [Vote::Yes, Vote::Abstain, Vote::Absent, Vote::No].map(|cast| (cast, u64::from(counts.of(cast))));
    stack(ui.painter(), rect, &parts, u64::from(counts.total()), &style);
    let line = format!("{} yes · {} abstain · {} no · {} absent", counts.yes, counts.abstain, counts.no, counts.absent);
    muted(ui, &style, line);
    let mut common = seats().map(|seat| seat.vote);
    let first = common.next().flatten();
    let same = first.filter(|cast| common.all(|other| other == Some(*cast)));
    if let Some(cast) = vote_buttons(ui, &style, same, true) {
        pane.push(Command::Vote(VoteCommand::Set(members.to_vec(), cast)));
    }
    let codes: Vec<&str> = members.iter().take(60).map(MemberId::as_str).collect();
    let more = if members.len() > 60 { " …" } else { "" };
    muted(ui, &style, format!("{}{more}", codes.join(" ")));
    ui.horizontal(|ui| {
        if link(ui, &style, "As recorded").clicked() {
            pane.push(Command::Vote(VoteCommand::Restore(members.to_vec())));
        }
        let locked = members.iter().all(|id| pane.app.session.locked.contains(id));
        if link(ui, &style, if locked { "Unlock" } else { "Lock" }).clicked() {
            pane.view(ViewCommand::Lock(members.to_vec(), !locked));
        }
        if link(ui, &style, "Select none").clicked() {
            pane.view(ViewCommand::Select(Selection::Clear));
        }
    });
}
