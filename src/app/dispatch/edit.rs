//! The dossier itself changed: its title, members, groups and rules.

use std::sync::Arc;

use super::{edit_body, edit_text, reach};
use crate::{
    app::{
        command::{EditCommand, GroupEdit, MemberEdit, RuleEdit},
        naming::free_id,
        sheet::code,
        state::App,
    },
    model::{BY_HAND, Dossier, Group, GroupId, Member, MemberId, RuleId, Terms},
    rules::Rule,
    scenario::{ChangeKind, Scenario},
};

pub(super) fn dispatch(app: &mut App, command: EditCommand) {
    let done = match command {
        EditCommand::Title(title) => edit(app, "Rename the dossier", |dossier| {
            dossier.title = title;
            Ok(())
        }),
        EditCommand::Date(date) => edit(app, "Date of the dossier", |dossier| {
            dossier.date = date;
            Ok(())
        }),
        EditCommand::Member(command) => member(app, command),
        EditCommand::Group(command) => group(app, command),
        EditCommand::Body(command) => edit_body::dispatch(app, command),
        EditCommand::Text(command) => edit_text::dispatch(app, command),
        EditCommand::Rule(command) => rule(app, command),
        EditCommand::Cells(sheet, command) => super::edit_cells::dispatch(app, &sheet, command),
        EditCommand::Whip(text, command) => super::edit_whip::dispatch(app, &text, command),
    };
    if let Err(why) = done {
        app.complain(why);
    }
}

/// Changes the dossier in one labelled step; on an error nothing is changed.
pub(super) fn edit(
    app: &mut App,
    label: &str,
    change: impl FnOnce(&mut Dossier) -> Result<(), String>,
) -> Result<(), String> {
    edit_all(app, label, |dossier, _| change(dossier))
}

/// The same where scenarios name what is changed.
pub(super) fn edit_all(
    app: &mut App,
    label: &str,
    change: impl FnOnce(&mut Dossier, &mut Vec<Scenario>) -> Result<(), String>,
) -> Result<(), String> {
    let before = app.snapshot(label);
    let mut dossier = (*app.document.dossier).clone();
    let mut scenarios = (*app.document.scenarios).clone();
    change(&mut dossier, &mut scenarios)?;
    let (same, as_before) = (dossier == *app.document.dossier, scenarios == *app.document.scenarios);
    // What stays the same stays shared, so that nothing is computed again for it.
    if !same {
        app.document.dossier = Arc::new(dossier);
    }
    if !as_before {
        app.document.scenarios = Arc::new(scenarios);
    }
    if !(same && as_before) {
        app.history.push(before);
    }
    Ok(())
}

fn member(app: &mut App, command: MemberEdit) -> Result<(), String> {
    match command {
        MemberEdit::Add(typed, name, body) => {
            let id = code(&typed)?;
            let name = if name.trim().is_empty() { id.to_string() } else { name.trim().to_owned() };
            edit(app, &format!("Add {name}"), |dossier| {
                free_code(dossier, &id)?;
                let place = dossier.members.partition_point(|member| member.id < id);
                dossier.members.insert(place, Member::new(id.as_str(), name));
                let seat = body.and_then(|body| dossier.bodies.iter_mut().find(|b| b.id == body));
                if let Some(body) = seat {
                    Arc::make_mut(body).seats.insert(id, Terms::always());
                }
                Ok(())
            })
        }
        MemberEdit::Remove(id) => {
            let name = app.document.dossier.member_name(&id).to_owned();
            remove(app, &id, &format!("Remove {name}"))
        }
    }
}

pub(super) fn free_code(dossier: &Dossier, id: &MemberId) -> Result<(), String> {
    match dossier.member(id) {
        Some(member) => Err(format!("The code {id} is taken by {}.", member.name)),
        None => Ok(()),
    }
}

/// Takes a member out everywhere, scenarios included.
fn remove(app: &mut App, id: &MemberId, label: &str) -> Result<(), String> {
    edit_all(app, label, |dossier, scenarios| {
        reach::member(dossier, scenarios, id, None);
        Ok(())
    })?;
    app.session.selected.remove(id);
    app.session.locked.remove(id);
    Ok(())
}

fn group(app: &mut App, command: GroupEdit) -> Result<(), String> {
    match command {
        GroupEdit::Add(name) => {
            let name = if name.trim().is_empty() { "New group".to_owned() } else { name.trim().to_owned() };
            let id = GroupId::from(free_id(&name, |id| app.document.dossier.group(&id.into()).is_some()));
            edit(app, &format!("Add the group {name}"), |dossier| {
                dossier.groups.push(Group { pinned: true, source: BY_HAND.to_owned(), ..Group::new(id.clone(), name) });
                Ok(())
            })
        }
        GroupEdit::Rename(id, name) => edit_group(app, &id, "Rename group", |group| {
            if name.trim().is_empty() {
                return Err("A group needs a name.".to_owned());
            }
            name.trim().clone_into(&mut group.name);
            Ok(())
        }),
        GroupEdit::Remove(id) => edit_all(app, &format!("Remove the group {id}"), |dossier, scenarios| {
            reach::group(dossier, scenarios, &id);
            Ok(())
        }),
        GroupEdit::Pin(id, pinned) => edit_group(app, &id, "Pin a group", |group| {
            group.pinned = pinned;
            Ok(())
        }),
    }
}

fn edit_group(
    app: &mut App,
    id: &GroupId,
    label: &str,
    change: impl FnOnce(&mut Group) -> Result<(), String>,
) -> Result<(), String> {
    edit(app, label, |dossier| {
        let group = dossier.groups.iter_mut().find(|group| group.id == *id);
        change(group.ok_or("That group is gone.")?)
    })
}

fn rule(app: &mut App, command: RuleEdit) -> Result<(), String> {
    match command {
        RuleEdit::Copy(id) => {
            let Some(original) = app.source().rule(&id).cloned() else { return Err("That rule is gone.".to_owned()) };
            let source = app.source();
            let copy_id =
                RuleId::from(free_id("own rule", |id| source.rule(&id.to_lowercase().into()).is_some()).to_lowercase());
            let name = original.name.split_once(": ").map_or(original.name.clone(), |(_, what)| what.to_owned());
            let copy = Rule { id: copy_id.clone(), name: format!("Own rule: {name}"), ..original };
            let before = app.snapshot(format!("Add rule {}", copy.name));
            Arc::make_mut(&mut app.document.rules).push(copy);
            app.history.push(before);
            app.session.rule = Some(copy_id);
        }
        RuleEdit::Update(rule) => {
            let before = app.snapshot(format!("Change rule {}", rule.name));
            let rules = Arc::make_mut(&mut app.document.rules);
            if let Some(old) = rules.iter_mut().find(|old| old.id == rule.id && **old != *rule) {
                *old = *rule;
                app.history.push(before);
            }
        }
        RuleEdit::Remove(id) => {
            let used =
                app.document.dossier.texts.iter().find(|text| text.rule == id).map(|text| text.label().to_owned());
            let used = used.or_else(|| {
                app.document.dossier.bodies.iter().find(|body| body.rule == id).map(|body| body.name.clone())
            });
            let in_scenario =
                app.document.scenarios.iter().find(|s| {
                    s.changes.iter().any(|change| matches!(&change.kind, ChangeKind::Rule(rule) if *rule == id))
                });
            if let Some(used) = used.or_else(|| in_scenario.map(|s| s.name.clone())) {
                return Err(format!("{used} still uses this rule."));
            }
            let before = app.snapshot("Remove rule");
            Arc::make_mut(&mut app.document.rules).retain(|rule| rule.id != id);
            app.history.push(before);
        }
    }
    Ok(())
}
