//! What would change it: the smallest sets of moves to the other outcome, each lit on the floor by a hover.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::why::card;
use crate::{
    app::{
        Command,
        command::{Selection, ViewCommand, VoteCommand},
    },
    chart::fonts,
    model::MemberId,
    simulate::{Answer, Flip},
    ui::{
        pane::Pane,
        widgets::{heading, line, muted},
    },
};

/// Draws the card; nothing where the outcome rests on a tally or is not known.
pub fn flips_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(vote) = pane.app.shown.vote.clone() else { return };
    if vote.flips.is_empty() {
        return;
    }
    card(ui, pane, |ui, pane| {
        heading(ui, "What would change it");
        ui.spacing_mut().item_spacing.y = 2.0;
        for flip in vote.flips.iter() {
            row_ui(ui, pane, flip);
        }
        ui.add_space(4.0);
        let locked = pane.app.session.locked.iter().filter(|id| vote.data.seat(id).is_some()).count();
        let kept = if locked > 0 { format!(" · {locked} locked stay") } else { String::new() };
        let all = vote.flips.iter().all(|flip| flip.answer != Answer::Unproved);
        let proved = if all { "Each proved smallest" } else { "Proved smallest where a number stands" };
        muted(ui, &pane.style, format!("{proved}{kept} · click selects them, right click moves them"));
    });
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, flip: &Flip) {
    let style = pane.style;
    let (figure, members): (String, &[MemberId]) = match &flip.answer {
        Answer::Smallest(members) => (members.len().to_string(), members),
        Answer::Never => ("–".to_owned(), &[]),
        Answer::Unproved => ("?".to_owned(), &[]),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{figure} {}", flip.kind.words())));
    if response.hovered() && !members.is_empty() {
        ui.painter().rect_filled(rect, 5.0, style.faint);
        pane.local.lighting.extend(members.iter().cloned());
    }
    let number = Rect::from_min_size(rect.min, vec2(34.0, rect.height()));
    let font = fonts::semibold(15.5);
    ui.painter().text(number.right_center(), egui::Align2::RIGHT_CENTER, &figure, font, style.text);
    let at = rect.left_center() + vec2(44.0, -7.5);
    line(ui, at, &flip.kind.words(), fonts::regular(12.5), style.text, rect.width() - 46.0);
    if response.clicked() {
        pane.view(ViewCommand::Select(Selection::Only(members.to_vec())));
    }
    let hint = match &flip.answer {
        Answer::Smallest(members) => {
            let codes: Vec<&str> = members.iter().take(40).map(MemberId::as_str).collect();
            format!("One such set: {}", codes.join(" "))
        }
        Answer::Never => "No number of such moves turns the outcome".to_owned(),
        Answer::Unproved => "Too many different weights to prove a smallest set".to_owned(),
    };
    egui::Popup::context_menu(&response).width(220.0).show(|ui| {
        if ui.button(format!("Set them to {}", flip.kind.to.label())).clicked() {
            pane.push(Command::Vote(VoteCommand::Set(members.to_vec(), flip.kind.to)));
        }
    });
    response.on_hover_text(hint);
}
