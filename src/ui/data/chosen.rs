//! What can be added to a sheet, and what can be done with the row or column that is chosen in it.

use std::sync::Arc;

use egui::{Button, Ui};

use super::fields;
use crate::{
    app::{
        Command,
        command::{BodyEdit, EditCommand, GroupEdit, MemberEdit, TextEdit, ViewCommand},
        session::{DataTab, Workspace},
        sheet::SheetId,
    },
    model::{BodyId, Dossier, Group, Member, MemberId, Text, WeightId},
    ui::{
        pane::Pane,
        widgets::{link, muted, primary},
    },
};

fn push(pane: &mut Pane<'_>, edit: EditCommand) {
    pane.push(Command::Edit(edit));
}

/// The fields for something new.
pub fn add_ui(ui: &mut Ui, pane: &mut Pane<'_>, tab: DataTab) {
    match tab {
        DataTab::Members => {
            let entered = fields::fresh(ui, pane, "Code", 60.0) | fields::fresh(ui, pane, "Name", 190.0);
            if primary(ui, &pane.style, "Add").clicked() || entered {
                add_member(pane);
            }
        }
        DataTab::Groups => {
            let entered = fields::fresh(ui, pane, "Name of a new group", 220.0);
            if primary(ui, &pane.style, "Add group").clicked() || entered {
                let name = pane.local.take_fresh("Name of a new group");
                let last = pane.app.document.dossier.groups.len();
                push(pane, EditCommand::Group(GroupEdit::Add(name)));
                pane.local.grid.select_new(pane.app.shown.revision, (0, last));
            }
        }
        DataTab::Weights => {
            let Some(body) = pane.local.body.clone() else { return };
            let entered = fields::fresh(ui, pane, "Name of a new weight", 170.0);
            if primary(ui, &pane.style, "Add weight").clicked() || entered {
                let name = pane.local.take_fresh("Name of a new weight");
                push(pane, EditCommand::Body(BodyEdit::AddWeight(body, name)));
            }
        }
        DataTab::Texts => {
            fields::fresh(ui, pane, "Title of a new text", 260.0);
            let bodies: Vec<(BodyId, String)> =
                pane.app.document.dossier.bodies.iter().map(|body| (body.id.clone(), body.name.clone())).collect();
            for (id, name) in bodies {
                if primary(ui, &pane.style, &format!("Add to {name}")).clicked() {
                    let title = pane.local.take_fresh("Title of a new text");
                    let last = pane.app.document.dossier.texts.len();
                    push(pane, EditCommand::Text(TextEdit::Add(id, title)));
                    pane.local.grid.select_new(pane.app.shown.revision, (last, 0));
                }
            }
        }
        DataTab::Votes => muted_hint(ui, pane),
        DataTab::OneText | DataTab::Bodies | DataTab::Rules => {}
    }
}

fn muted_hint(ui: &mut Ui, pane: &Pane<'_>) {
    ui.scope(|ui| {
        ui.set_max_width(430.0);
        muted(ui, &pane.style, "Y A N X set the selected votes of the record; Delete takes them out.");
    });
}

/// Adds the member whose code and name were typed; they stay in their fields where the code will not do.
fn add_member(pane: &mut Pane<'_>) {
    let dossier = Arc::clone(&pane.app.document.dossier);
    let code = pane.local.fresh("Code").trim().to_owned();
    let name = pane.local.fresh("Name").clone();
    // With one body there is no doubt where the new member sits.
    let body = if let [only] = dossier.bodies.as_slice() { Some(only.id.clone()) } else { None };
    let id = MemberId::from(code.as_str());
    let good = !code.is_empty() && !code.contains(char::is_whitespace) && dossier.member(&id).is_none();
    push(pane, EditCommand::Member(MemberEdit::Add(code, name, body)));
    if good {
        pane.local.fresh.clear();
        let place = dossier.members.partition_point(|member| member.id < id);
        pane.local.grid.select_new(pane.app.shown.revision, (place, 1));
    }
}

/// What can be done with what is chosen.
pub fn chosen_ui(ui: &mut Ui, pane: &mut Pane<'_>, tab: DataTab, sheet: &SheetId) {
    let dossier = Arc::clone(&pane.app.document.dossier);
    let (row, column) = pane.local.grid.at;
    ui.horizontal(|ui| match (tab, sheet) {
        (DataTab::Members, _) => {
            if let Some(member) = dossier.members.get(row) {
                member_ui(ui, pane, &dossier, member);
            }
        }
        (DataTab::Groups, _) => {
            if let Some(group) = dossier.groups.get(column) {
                group_ui(ui, pane, group);
            }
        }
        (DataTab::Weights, SheetId::Weights(body)) => weight_ui(ui, pane, &dossier, body, column),
        (DataTab::Texts, _) => {
            if let Some(text) = dossier.texts.get(row) {
                text_ui(ui, pane, text);
                order_ui(ui, pane, text);
            }
        }
        (DataTab::Votes, SheetId::Votes(body)) => {
            if let Some(text) = dossier.texts.iter().filter(|text| text.body == *body).nth(column) {
                text_ui(ui, pane, text);
                muted(ui, &pane.style, source_of(text));
            }
        }
        _ => {}
    });
}

fn member_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, member: &Member) {
    let hint = "Takes it out of groups, bodies, votes and scenarios as well";
    if ui.button("Remove this member").on_hover_text(hint).clicked() {
        push(pane, EditCommand::Member(MemberEdit::Remove(member.id.clone())));
    }
    let groups: Vec<&str> =
        dossier.groups.iter().filter(|group| group.members.contains(&member.id)).map(|g| g.name.as_str()).collect();
    let seats: Vec<String> = dossier
        .bodies
        .iter()
        .filter_map(|body| Some(format!("{} {}", body.name, String::from(body.seats.get(&member.id)?.clone()))))
        .collect();
    let or_none = |words: String| if words.is_empty() { "none".to_owned() } else { words };
    let words =
        format!("{} · Seats: {} · Groups: {}", member.name, or_none(seats.join(", ")), or_none(groups.join(", ")));
    ui.add(egui::Label::new(egui::RichText::new(words).size(11.5).color(pane.style.muted)).truncate());
}

fn group_ui(ui: &mut Ui, pane: &mut Pane<'_>, group: &Group) {
    ui.push_id(&group.id, |ui| {
        if let Some(name) = fields::text(ui, "Name", &group.name, 220.0) {
            push(pane, EditCommand::Group(GroupEdit::Rename(group.id.clone(), name)));
        }
    });
    let mut pinned = group.pinned;
    if ui.checkbox(&mut pinned, "Shown under the floor").clicked() {
        push(pane, EditCommand::Group(GroupEdit::Pin(group.id.clone(), pinned)));
    }
    if ui.button("Remove this group").clicked() {
        push(pane, EditCommand::Group(GroupEdit::Remove(group.id.clone())));
    }
    let source = if group.source.is_empty() { String::new() } else { format!("Source: {}", group.source) };
    let words = [source.as_str(), &group.note].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
    let words = words.join(" · ");
    let label = egui::Label::new(egui::RichText::new(&words).size(11.5).color(pane.style.muted)).truncate();
    ui.add(label).on_hover_text("Cells: in, or dates such as 1973-01-01..2020-01-31; empty for not in it");
}

fn weight_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, body: &BodyId, column: usize) {
    let Some(body) = dossier.body(body) else { return };
    let Some((id, weight)): Option<(&WeightId, _)> = body.weights.iter().nth(column) else { return };
    if ui.button("Remove weight").clicked() {
        push(pane, EditCommand::Body(BodyEdit::RemoveWeight(body.id.clone(), id.clone())));
    }
    let total = weight.total();
    let unit = if weight.unit.is_empty() { String::new() } else { format!(" {}", weight.unit) };
    muted(ui, &pane.style, format!("{}: {total}{unit} in all. {}", weight.name, weight.source));
}

/// Where its record comes from, and how far it was changed.
fn source_of(text: &Text) -> String {
    let source = if text.source.is_empty() { "not said" } else { &text.source };
    match text.changed_count() {
        0 => format!("Source: {source}"),
        1 => format!("1 change beside the source: {source}"),
        count => format!("{count} changes beside the source: {source}"),
    }
}

fn text_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    if ui.button("Show its vote").clicked() {
        pane.view(ViewCommand::Text(text.id.clone()));
        pane.view(ViewCommand::Workspace(Workspace::Vote));
    }
    if ui.button("Wording and procedure").clicked() {
        pane.view(ViewCommand::Text(text.id.clone()));
        pane.view(ViewCommand::Tab(DataTab::OneText));
    }
    let hint = "The whole record of this text";
    if text.as_published.is_some()
        && link(ui, &pane.style, "The whole text back to the source").on_hover_text(hint).clicked()
    {
        push(pane, EditCommand::Text(TextEdit::BackToSource(text.id.clone())));
    }
}

fn order_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    let at = pane.local.grid.at;
    let last = pane.app.document.dossier.texts.len().saturating_sub(1);
    for (words, down, to) in [("Earlier in the order", false, at.0.checked_sub(1)), ("Later", true, Some(at.0 + 1))] {
        let to = to.filter(|to| *to <= last);
        if ui.add_enabled(to.is_some(), Button::new(words)).clicked() {
            push(pane, EditCommand::Text(TextEdit::Move(text.id.clone(), down)));
            if let Some(to) = to {
                pane.local.grid.select((to, at.1));
            }
        }
    }
    if ui.button("Remove this text").clicked() {
        push(pane, EditCommand::Text(TextEdit::Remove(text.id.clone())));
    }
}
