//! The defender's side of what would change it: what turning the outcome takes, who is in it, whom to hold.

use egui::{DragValue, Ui};

use super::flips::{Row, kept, shortened};
use crate::{
    app::{command::ViewCommand, effort::EffortEdit, shown::ShownVote},
    model::MemberId,
    simulate::{Held, Hold, Plan, Secure},
    ui::{
        pane::Pane,
        widgets::{link, muted, named},
    },
};

/// Draws the rows.
pub fn hold_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote) {
    let hold = match pane.app.shown.hold() {
        Ok(hold) => hold,
        Err(why) => {
            muted(ui, &pane.style, format!("Not known: {why}."));
            return;
        }
    };
    let Some(attack) = &hold.attack else {
        muted(ui, &pane.style, format!("Nothing turns it, whoever moves{}.", kept(pane, vote)));
        return;
    };
    let even = pane.app.session.effort.costs.even();
    let words = if even { "turn it, at the least" } else { "is the least that turning it costs" };
    let row = Row { figure: &attack.cost().to_string(), words, aside: None, members: &attack.members() };
    row.show(ui, pane).on_hover_text(format!("One such set. {}", shortened(&attack.words())));
    let some = if even { "are in some set of that size" } else { "are in some set at that cost" };
    for (members, words) in [(&hold.some, some), (&hold.every, "are in every one of them")] {
        let row = Row { figure: &members.len().to_string(), words, aside: None, members };
        row.show(ui, pane).on_hover_text(codes(members));
    }
    budget_ui(ui, pane, attack, even);
    secure_ui(ui, pane, &hold, attack, even);
    let kept = kept(pane, vote);
    muted(
        ui,
        &pane.style,
        format!("Whoever is held stays as it is{kept} · click selects them, right click locks them"),
    );
}

fn codes(members: &[MemberId]) -> String {
    let codes: Vec<&str> = members.iter().map(MemberId::as_str).collect();
    if codes.is_empty() { "Nobody".to_owned() } else { shortened(&codes.join(" ")) }
}

/// What the attacker can spend.
fn budget_ui(ui: &mut Ui, pane: &mut Pane<'_>, attack: &Plan, even: bool) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        muted(ui, &pane.style, if even { "The attacker can move" } else { "The attacker can spend" });
        let set = pane.app.session.effort.budget;
        let mut budget = set.unwrap_or(attack.cost());
        let field = ui.add(DragValue::new(&mut budget).range(0..=1_000_000).speed(0.2));
        if named(ui, &field, "What the attacker can spend").changed() {
            pane.view(ViewCommand::Effort(EffortEdit::Budget(Some(budget))));
        }
        if set.is_some() && link(ui, &pane.style, "the least again").clicked() {
            pane.view(ViewCommand::Effort(EffortEdit::Budget(None)));
        }
    });
}

/// Whom to hold against that.
fn secure_ui(ui: &mut Ui, pane: &mut Pane<'_>, hold: &Hold, attack: &Plan, even: bool) {
    let style = pane.style;
    let (held, words) = match &hold.secure {
        Secure::Nobody => {
            muted(ui, &style, format!("Nobody need be held: {} is too little as it is.", hold.budget));
            return;
        }
        Secure::Smallest(held) => (held, format!("to hold against {}", hold.budget)),
        Secure::Enough(held, _) => (held, format!("held are enough against {}", hold.budget)),
    };
    let row = Row { figure: &held.members.len().to_string(), words: &words, aside: None, members: &held.members };
    let response = row.show(ui, pane);
    egui::Popup::context_menu(&response).width(220.0).show(|ui| {
        if ui.button("Lock them").clicked() {
            pane.view(ViewCommand::Lock(held.members.clone(), true));
        }
    });
    response.on_hover_text(codes(&held.members));
    let proved = match &hold.secure {
        Secure::Enough(_, at_least) => format!(
            " None of them can be spared. Fewer than {at_least} are not enough; between, a smaller set is not ruled out."
        ),
        _ => " Proved smallest.".to_owned(),
    };
    muted(ui, &style, then(held, attack, even) + &proved);
}

/// What is left to the attacker: "With them held it takes 21 instead of 20."
fn then(held: &Held, attack: &Plan, even: bool) -> String {
    match held.then {
        None => "With them held nothing turns it.".to_owned(),
        Some(cost) => {
            let takes = if even { "takes" } else { "costs" };
            format!("With them held it {takes} {cost} instead of {}.", attack.cost())
        }
    }
}
