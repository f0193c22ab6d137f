//! Who moves when the text is amended: the moves on the path that is shown, the reactions behind them, and new ones by
//! point and click.

use egui::{ComboBox, RichText, Ui};

use crate::{
    app::{Command, case::ShownCase, command::CaseCommand},
    chart::fonts,
    model::{GroupId, MemberId, Movers, Reaction, Roster, TextId, Vote},
    scenario::{Change, ChangeKind, changes},
    ui::{
        pane::Pane,
        vote::card,
        widgets::{heading, link, muted, named, primary},
    },
};

/// A reaction that is being put together.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The vote that it waits for.
    given: Option<TextId>,
    /// Whether that has to fail.
    fails: bool,
    /// The group that moves; the selected members where left out.
    group: Option<GroupId>,
    /// Only those who would vote so.
    from: Option<Vote>,
    /// The vote that they take up.
    to: Option<Vote>,
}

/// Draws the card.
pub fn react_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    card(ui, pane, |ui, pane| {
        heading(ui, "Who moves when it is amended");
        moves_ui(ui, pane, case);
        list_ui(ui, pane, case);
        let open = pane.local.reaction.is_some();
        if link(ui, &pane.style, if open { "Close" } else { "+ Add a reaction" }).clicked() {
            pane.local.reaction = (!open).then(Draft::default);
        }
        if pane.local.reaction.is_some() {
            form_ui(ui, pane, case);
        }
    });
}

/// The members whose vote on the text that is shown differs from their vote on the unamended text.
fn moves_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let style = pane.style;
    if case.moves.is_empty() {
        muted(ui, &style, "Nobody is known to move between the unamended text and the one that is shown.");
        return;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    for (from, to, members) in &case.moves {
        let words =
            if from == to { format!("Stay {}", from.label()) } else { format!("{} → {}", from.label(), to.label()) };
        muted(ui, &style, words);
        let codes = if from == to || members.len() > 24 {
            format!("{} members", members.len())
        } else {
            members.iter().map(MemberId::as_str).collect::<Vec<_>>().join(" ")
        };
        let label = egui::Label::new(RichText::new(codes).font(fonts::semibold(12.5))).wrap();
        let response = ui.add(label.sense(egui::Sense::click()));
        if response.clicked() {
            let only = crate::app::command::Selection::Only(members.clone());
            pane.view(crate::app::command::ViewCommand::Select(only));
        }
        response.on_hover_text("Click selects them");
        ui.add_space(3.0);
    }
}

/// The reactions of the text and of the scenario; those of the scenario can be taken out.
fn list_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let document = pane.app.document.clone();
    let Some(text) = document.dossier.text(&case.agenda.root) else { return };
    if !text.reactions.is_empty() {
        ui.add_space(4.0);
        muted(ui, &pane.style, "From the record");
    }
    for reaction in &text.reactions {
        let words = in_words(pane, reaction);
        let response = ui.add(egui::Label::new(RichText::new(words).font(fonts::regular(11.5))).wrap());
        if !reaction.source.is_empty() {
            response.on_hover_text(format!("Source: {}", reaction.source));
        }
    }
    let added: Vec<&Change> = changes(&document.scenarios, pane.app.session.scenario)
        .filter(|change| change.text == text.id && matches!(change.kind, ChangeKind::Reaction(_)))
        .collect();
    if !added.is_empty() {
        ui.add_space(4.0);
        muted(ui, &pane.style, "Assumed in this scenario");
    }
    for change in added {
        let ChangeKind::Reaction(reaction) = &change.kind else { continue };
        let words = in_words(pane, reaction);
        ui.add(egui::Label::new(RichText::new(words).font(fonts::regular(11.5))).wrap())
            .on_hover_text(format!("{}\n{} {}", change.label, change.source, change.note));
        if link(ui, &pane.style, "Take it out").clicked() {
            pane.push(Command::Case(CaseCommand::Drop(Box::new(change.clone()))));
        }
    }
}

/// "If L.13 is adopted, the European Union moves from Yes to Abstain"
pub fn in_words(pane: &Pane<'_>, reaction: &Reaction) -> String {
    let dossier = &pane.app.document.dossier;
    let given: Vec<String> = reaction
        .given
        .iter()
        .map(|given| {
            let name = dossier.text(&given.text).map_or(given.text.as_str(), |text| text.short_name());
            format!("{name} is {}", if given.adopted { "adopted" } else { "not adopted" })
        })
        .collect();
    let (who, many) = match &reaction.movers {
        Movers::Group(id) => (dossier.group(id).map_or(id.as_str(), |group| &group.name).to_owned(), false),
        Movers::Members(roster) => {
            let codes: Vec<&str> = roster.iter().map(MemberId::as_str).collect();
            let words = if codes.len() > 12 { format!("{} members", codes.len()) } else { codes.join(" ") };
            (words, codes.len() != 1)
        }
    };
    let moves = if many { "move" } else { "moves" };
    let from = reaction.from.map_or(String::new(), |from| format!(" from {}", from.label()));
    let what = format!("{who} {moves}{from} to {}", reaction.to.label());
    if given.is_empty() { what } else { format!("If {}, {what}", given.join(" and ")) }
}

fn form_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let Some(mut draft) = pane.local.reaction.clone() else { return };
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let name = |id: &TextId| dossier.text(id).map_or_else(|| id.to_string(), |text| text.short_name().to_owned());
    let others = case.agenda.steps.iter().map(|step| step.id.clone()).filter(|id| *id != case.agenda.root);
    ui.horizontal_wrapped(|ui| {
        ui.label("If");
        let shown = draft.given.as_ref().map_or("choose a vote".to_owned(), name);
        let list = ComboBox::from_id_salt("reaction given").selected_text(shown).show_ui(ui, |ui| {
            for id in others {
                let words = name(&id);
                ui.selectable_value(&mut draft.given, Some(id), words);
            }
        });
        named(ui, &list.response, "The vote it waits for");
        let words = |fails: bool| if fails { "is not adopted" } else { "is adopted" };
        let list = ComboBox::from_id_salt("reaction fails").selected_text(words(draft.fails)).show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.fails, false, words(false));
            ui.selectable_value(&mut draft.fails, true, words(true));
        });
        named(ui, &list.response, "Its result");
    });
    let selected = pane.app.selection();
    ui.horizontal_wrapped(|ui| {
        let whom = draft
            .group
            .as_ref()
            .and_then(|id| dossier.group(id))
            .map_or_else(|| format!("{} selected", selected.len()), |group| group.name.clone());
        let list = ComboBox::from_id_salt("reaction movers").selected_text(whom).show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.group, None, format!("{} selected members", selected.len()));
            for group in &dossier.groups {
                ui.selectable_value(&mut draft.group, Some(group.id.clone()), &group.name);
            }
        });
        named(ui, &list.response, "Who moves");
        ui.label("who vote");
        let from = draft.from.map_or("anything", Vote::label);
        let list = ComboBox::from_id_salt("reaction from").selected_text(from).width(80.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.from, None, "anything");
            for vote in Vote::ALL {
                ui.selectable_value(&mut draft.from, Some(vote), vote.label());
            }
        });
        named(ui, &list.response, "The vote they leave");
    });
    ui.horizontal(|ui| {
        ui.label("move to");
        for vote in Vote::ALL {
            if ui.selectable_label(draft.to == Some(vote), vote.label()).clicked() {
                draft.to = Some(vote);
            }
        }
    });
    let reaction = reaction(&draft, &selected);
    if reaction.is_none() {
        let style = pane.style;
        muted(
            ui,
            &style,
            "Choose the vote it waits for, who moves (a group, or members selected on the floor), and where to.",
        );
    }
    let add = ui.add_enabled_ui(reaction.is_some(), |ui| primary(ui, &pane.style, "Add the reaction")).inner.clicked();
    pane.local.reaction = Some(draft);
    if let Some(reaction) = reaction.filter(|_| add) {
        let label = in_words(pane, &reaction);
        let mut change = Change::new(case.agenda.root.clone(), label, ChangeKind::Reaction(reaction));
        change.source = "assumption".to_owned();
        pane.push(Command::Case(CaseCommand::Add(Box::new(change))));
        pane.local.reaction = None;
    }
}

/// The reaction that a draft says; none while something is missing.
fn reaction(draft: &Draft, selected: &[MemberId]) -> Option<Reaction> {
    let movers = match &draft.group {
        Some(group) => Movers::Group(group.clone()),
        None if selected.is_empty() => return None,
        None => Movers::Members(selected.iter().cloned().collect::<Roster>()),
    };
    let given = crate::model::Given { text: draft.given.clone()?, adopted: !draft.fails };
    Some(Reaction { given: vec![given], movers, from: draft.from, to: draft.to?, source: String::new() })
}
