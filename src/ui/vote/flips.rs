//! What would change it: the cheapest sets of moves to the other outcome, and who must be held against them, each lit
//! on the floor by a hover.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{effort::effort_ui, hold::hold_ui, why::card};
use crate::{
    app::{
        Command,
        command::{Selection, ViewCommand, VoteCommand},
        effort::Aim,
        shown::ShownVote,
    },
    chart::fonts,
    model::{MemberId, Votes},
    simulate::{Answer, Flip, Kind},
    ui::{
        pane::Pane,
        widgets::{heading, line, muted, segmented},
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
        let aims = [(Aim::Turn, "Turn it"), (Aim::Hold, "Hold it")];
        if let Some(aim) = segmented(ui, &pane.style, &aims, pane.app.session.aim) {
            pane.view(ViewCommand::Aim(aim));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        match pane.app.session.aim {
            Aim::Turn => turn_ui(ui, pane, &vote),
            Aim::Hold => hold_ui(ui, pane, &vote),
        }
        ui.add_space(2.0);
        effort_ui(ui, pane, &vote);
    });
}

/// The attacker's side.
fn turn_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote) {
    let even = pane.app.session.effort.costs.even();
    for flip in vote.flips.iter() {
        flip_ui(ui, pane, flip, even);
    }
    ui.add_space(4.0);
    let all = vote.flips.iter().all(|flip| flip.answer != Answer::Unproved);
    let proved = match (all, even) {
        (true, true) => "Each proved smallest",
        (true, false) => "Each proved cheapest",
        (false, _) => "Proved where a number stands",
    };
    let kept = kept(pane, vote);
    muted(ui, &pane.style, format!("{proved}{kept} · click selects them, right click moves them"));
}

/// Who stays as it is, in words: " · 2 locked stay · 27 left out".
pub fn kept(pane: &Pane<'_>, vote: &ShownVote) -> String {
    let session = &pane.app.session;
    let seated = |id: &&MemberId| vote.data.seat(id).is_some();
    let locked = session.locked.iter().filter(seated).count();
    let costs = session.effort.reckoned(&pane.app.document.dossier, vote.data.date.as_ref(), &session.locked);
    let left_out = costs.kept.iter().filter(seated).count() - locked;
    let part = |count: usize, words: &str| if count > 0 { format!(" · {count} {words}") } else { String::new() };
    part(locked, "locked stay") + &part(left_out, "left out")
}

fn flip_ui(ui: &mut Ui, pane: &mut Pane<'_>, flip: &Flip, even: bool) {
    let plan = flip.answer.plan();
    let members = plan.map(crate::simulate::Plan::members).unwrap_or_default();
    let figure = match &flip.answer {
        Answer::Smallest(_) => members.len().to_string(),
        Answer::Never => "–".to_owned(),
        Answer::Unproved => "?".to_owned(),
    };
    let cost = plan.filter(|_| !even).map(|plan| format!("cost {}", plan.cost()));
    let row = Row { figure: &figure, words: &flip.kind.words(), aside: cost.as_deref(), members: &members };
    let response = row.show(ui, pane);
    if let Some(plan) = plan {
        egui::Popup::context_menu(&response).width(220.0).show(|ui| {
            let words = match flip.kind {
                Kind::One(kind) => format!("Set them to {}", kind.to.label()),
                Kind::Mixed => "Make these moves".to_owned(),
            };
            if ui.button(words).clicked() {
                pane.push(Command::Vote(match flip.kind {
                    Kind::One(kind) => VoteCommand::Set(members.clone(), kind.to),
                    Kind::Mixed => {
                        VoteCommand::Moves(Votes(plan.asks.iter().map(|ask| (ask.member.clone(), ask.to)).collect()))
                    }
                }));
            }
        });
    }
    response.on_hover_text(match &flip.answer {
        Answer::Smallest(plan) => format!("One such set. {}", shortened(&plan.words())),
        Answer::Never => "No number of such moves turns the outcome".to_owned(),
        Answer::Unproved => "The rule joins too many conditions and weights to prove a smallest set".to_owned(),
    });
}

/// As much of a list as a hint can hold.
pub fn shortened(words: &str) -> String {
    const MOST: usize = 320;
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST).collect();
    format!("{} …", start.rsplit_once(' ').map_or(start.as_str(), |(start, _)| start))
}

/// A figure with words; a hover lights its members and a click selects them.
pub struct Row<'a> {
    /// The figure.
    pub figure: &'a str,
    /// What it counts.
    pub words: &'a str,
    /// What stands at the right.
    pub aside: Option<&'a str>,
    /// Whom it counts.
    pub members: &'a [MemberId],
}

impl Row<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui, pane: &mut Pane<'_>) -> Response {
        let style = pane.style;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
        let aside = self.aside.map_or(String::new(), |aside| format!(", {aside}"));
        let label = format!("{} {}{aside}", self.figure, self.words);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.hovered() && !self.members.is_empty() {
            ui.painter().rect_filled(rect, 5.0, style.faint);
            pane.local.lighting.extend(self.members.iter().cloned());
        }
        let number = Rect::from_min_size(rect.min, vec2(34.0, rect.height()));
        let (right, font) = (egui::Align2::RIGHT_CENTER, fonts::semibold(15.5));
        ui.painter().text(number.right_center(), right, self.figure, font, style.text);
        let aside = self.aside.map_or(0.0, |aside| {
            let at = rect.right_center() - vec2(4.0, 0.0);
            ui.painter().text(at, right, aside, fonts::regular(11.5), style.muted).width() + 8.0
        });
        let at = rect.left_center() + vec2(44.0, -7.5);
        line(ui, at, self.words, fonts::regular(12.5), style.text, rect.width() - 46.0 - aside);
        if response.clicked() {
            pane.view(ViewCommand::Select(Selection::Only(self.members.to_vec())));
        }
        response
    }
}
