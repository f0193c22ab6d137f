//! The duty to abstain of a party to a dispute (Charter Art. 27 (3)): off unless it is switched on.

use egui::{Checkbox, RichText, Ui};

use crate::{
    app::{Command, command::CaseCommand, shown::ShownVote},
    chart::fonts,
    model::{MemberId, Roster, Standing},
    rules::Role,
    scenario::{Change, ChangeKind},
    ui::{
        pane::Pane,
        widgets::{link, muted},
    },
};

/// Whether the rule in force knows the duty: it has a veto.
fn known(pane: &Pane<'_>, vote: &ShownVote) -> bool {
    let source = pane.app.source();
    source.rule(&vote.rule).is_some_and(|rule| rule.conditions().iter().any(|c| c.role == Role::Veto))
}

/// Those who must abstain on the floor that is shown.
fn bound(vote: &ShownVote) -> Roster {
    vote.ballot.seats.iter().filter(|s| s.standing == Standing::MustAbstain).map(|s| s.member.clone()).collect()
}

fn put(pane: &mut Pane<'_>, parties: Roster) {
    let Some(text) = pane.app.session.text.clone() else { return };
    let names: Vec<&str> = parties.iter().map(|id| pane.app.document.dossier.member_name(id)).collect();
    let label = if names.is_empty() {
        "No party has to abstain".to_owned()
    } else {
        format!("Must abstain as a party: {}", names.join(", "))
    };
    let change = Change::new(text, label, ChangeKind::Parties(parties));
    pane.push(Command::Case(CaseCommand::Put(Box::new(change))));
}

/// The switch, under the conditions of the rule.
pub fn duty_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote) {
    if !known(pane, vote) || vote.ballot.tally.is_some() {
        return;
    }
    let now = bound(vote);
    let listed = pane.app.session.text.as_ref().and_then(|id| pane.app.document.dossier.text(id));
    let listed: Roster = listed.map(|text| text.parties.clone()).unwrap_or_default();
    let mut on = !now.is_empty();
    let words = RichText::new("Parties to the dispute must abstain").font(fonts::regular(12.5));
    let possible = on || !listed.is_empty();
    let switch = ui.add_enabled(possible, Checkbox::new(&mut on, words));
    let about = "Charter Art. 27 (3): only on substantive decisions under Chapter VI or Art. 52 (3)";
    if switch.on_hover_text(about).clicked() {
        put(pane, if on { listed } else { Roster::default() });
    }
    let style = pane.style;
    if now.is_empty() && !possible {
        muted(ui, &style, "Charter Art. 27 (3), off: select a member and say in its card that it is a party");
    } else if now.is_empty() {
        muted(ui, &style, "Charter Art. 27 (3), off as in practice");
    } else {
        let names: Vec<&str> = now.iter().map(|id| pane.app.document.dossier.member_name(id)).collect();
        muted(ui, &style, format!("Charter Art. 27 (3): {}", names.join(", ")));
    }
}

/// In the card of a member: whether it is a party.
pub fn party_ui(ui: &mut Ui, pane: &mut Pane<'_>, vote: &ShownVote, id: &MemberId) {
    if !known(pane, vote) || vote.ballot.tally.is_some() {
        return;
    }
    let mut parties = bound(vote);
    let party = parties.contains(id);
    let words = if party { "No party to the dispute" } else { "Party to the dispute" };
    if link(ui, &pane.style, words).on_hover_text("A party must abstain (Charter Art. 27 (3))").clicked() {
        if party {
            parties.remove(id);
        } else {
            parties.insert(id.clone());
        }
        put(pane, parties);
    }
}
