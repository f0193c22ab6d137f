//! Division: paragraphs of the text that are voted apart, and who votes otherwise on one of them (rule 89).

use egui::{Button, Ui};

use crate::{
    app::{Command, case::ShownCase, command::CaseCommand},
    model::{Movers, Roster, Vote},
    procedure::Step,
    scenario::{Change, ChangeKind, Division, PartMove, Slot, changes},
    ui::{
        pane::Pane,
        widgets::{heading, muted},
    },
};

/// The parts that the scenario votes apart.
fn now(pane: &Pane<'_>, case: &ShownCase) -> Vec<Division> {
    let all = changes(&pane.app.document.scenarios, pane.app.session.scenario);
    let last = all.filter(|change| change.text == case.agenda.root).filter_map(|change| match &change.kind {
        ChangeKind::Division(parts) => Some(parts.clone()),
        _ => None,
    });
    last.last().unwrap_or_default()
}

fn put(pane: &mut Pane<'_>, case: &ShownCase, label: String, parts: Vec<Division>) {
    let root = case.agenda.root.clone();
    let command = if parts.is_empty() {
        CaseCommand::Lift(root, Slot::Division)
    } else {
        CaseCommand::Put(Box::new(Change::new(root, label, ChangeKind::Division(parts))))
    };
    pane.push(Command::Case(command));
}

/// In the menu of the text: each of its paragraphs, to be voted apart or not.
pub fn divide_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    heading(ui, "Vote paragraphs apart");
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let paragraphs = dossier.text(&case.agenda.root).map(|text| text.paragraphs.as_slice()).unwrap_or_default();
    if paragraphs.is_empty() {
        muted(ui, &pane.style, "The dossier has no paragraphs of this text yet; write them under Data.");
    }
    let parts = now(pane, case);
    for paragraph in paragraphs {
        let name = format!("Paragraph {}", paragraph.id);
        let apart = parts.iter().any(|part| part.name == name);
        if ui.add(Button::new(&name).selected(apart)).clicked() {
            let mut next = parts.clone();
            if apart {
                next.retain(|part| part.name != name);
            } else {
                next.push(Division { name: name.clone(), holds: vec![paragraph.id.clone()], moves: Vec::new() });
            }
            put(pane, case, format!("{name} {}", if apart { "not apart" } else { "voted apart" }), next);
        }
    }
}

/// In the menu of a part: how the selected members vote on it, where they vote otherwise than on the whole.
pub fn part_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase, step: &Step) {
    let selected = pane.app.selection();
    heading(ui, &format!("{} selected vote on it", selected.len()));
    if selected.is_empty() {
        muted(ui, &pane.style, "Select members on the floor first; all others vote as on the whole.");
    }
    for vote in Vote::ALL {
        if ui.add_enabled(!selected.is_empty(), Button::new(vote.label())).clicked() {
            let mut parts = now(pane, case);
            if let Some(part) = parts.iter_mut().find(|part| part.name == step.name) {
                let movers = Movers::Members(selected.iter().cloned().collect::<Roster>());
                part.moves.retain(|other| other.movers != movers);
                part.moves.push(PartMove { movers, to: vote });
            }
            put(pane, case, format!("{}: {} members to {}", step.name, selected.len(), vote.label()), parts);
        }
    }
}
