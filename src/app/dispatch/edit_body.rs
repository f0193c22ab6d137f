//! Bodies changed: seats, sets, weights.

use std::sync::Arc;

use super::{
    edit::{edit, edit_all},
    reach::{self, swap},
};
use crate::{
    app::{
        command::BodyEdit,
        naming::{free_id, plain},
        state::App,
    },
    io,
    model::{BY_HAND, Body, BodyId, Extra, FloorPlan, MemberId, NamedSet, Roster, Terms, Weight, WeightId},
    rules::PERMANENT,
};

pub(super) fn dispatch(app: &mut App, command: BodyEdit) -> Result<(), String> {
    match command {
        BodyEdit::AddTemplate(n) => add_template(app, n),
        BodyEdit::Add(name) => {
            let name = if name.trim().is_empty() { "New body".to_owned() } else { name.trim().to_owned() };
            let id = free_id(&name, |id| app.document.dossier.body(&id.into()).is_some());
            edit(app, &format!("Add the body {name}"), |dossier| {
                // Everyone the dossier knows has a seat: start full, mark exceptions.
                let seats = dossier.members.iter().map(|member| (member.id.clone(), Terms::always())).collect();
                dossier.bodies.push(Arc::new(Body {
                    id: id.as_str().into(),
                    name,
                    plan: FloorPlan::Hemicycle,
                    rule: "ga-simple".into(),
                    seats,
                    sets: std::collections::BTreeMap::new(),
                    weights: std::collections::BTreeMap::new(),
                    suspensions: Vec::new(),
                    source: BY_HAND.to_owned(),
                    extra: Extra::new(),
                }));
                Ok(())
            })
        }
        BodyEdit::Rename(id, name) => edit_body(app, &id, "Rename body", |body| {
            if name.trim().is_empty() {
                return Err("A body needs a name.".to_owned());
            }
            name.trim().clone_into(&mut body.name);
            Ok(())
        }),
        BodyEdit::Remove(id) => remove(app, &id),
        BodyEdit::Plan(id, plan) => edit_body(app, &id, "Plan of the chamber", |body| {
            body.plan = plan;
            Ok(())
        }),
        BodyEdit::Rule(id, rule) => edit_body(app, &id, "Rule of a body", |body| {
            body.rule = rule;
            Ok(())
        }),
        BodyEdit::Seat(id, member, terms) => edit_body(app, &id, "Seats of a body", |body| {
            match terms {
                Some(terms) => body.seats.insert(member, terms),
                None => body.seats.remove(&member),
            };
            Ok(())
        }),
        BodyEdit::Permanent(id, member, inside) => edit_body(app, &id, "Permanent members", |body| {
            let set = body
                .sets
                .entry(PERMANENT.into())
                .or_insert_with(|| NamedSet { name: "permanent members".to_owned(), members: Roster::default() });
            if inside {
                set.members.insert(member);
            } else {
                set.members.remove(&member);
            }
            Ok(())
        }),
        BodyEdit::AddWeight(id, name) => add_weight(app, &id, &name),
        BodyEdit::RemoveWeight(id, weight) => edit_body(app, &id, "Remove weight", |body| {
            body.weights.remove(&weight);
            Ok(())
        }),
    }
}

fn edit_body(
    app: &mut App,
    id: &BodyId,
    label: &str,
    change: impl FnOnce(&mut Body) -> Result<(), String>,
) -> Result<(), String> {
    edit(app, label, |dossier| {
        let body = dossier.bodies.iter_mut().find(|body| body.id == *id);
        change(Arc::make_mut(body.ok_or("That body is gone.")?))
    })
}

/// Adds a body that the program knows, with its members and groups as far as the dossier does not have them yet.
fn add_template(app: &mut App, n: usize) -> Result<(), String> {
    let template = io::templates().into_iter().nth(n).ok_or("There is no such body.")?;
    edit(app, &format!("Add the {}", template.name), |dossier| {
        if dossier.body(&template.body.id).is_some() {
            return Err(format!("The {} is in this dossier already.", template.name));
        }
        for member in template.members {
            if dossier.member(&member.id).is_none() {
                dossier.members.push(member);
            }
        }
        dossier.members.sort_by(|a, b| a.id.cmp(&b.id));
        for group in template.groups {
            if dossier.group(&group.id).is_none() {
                dossier.groups.push(group);
            }
        }
        dossier.bodies.push(Arc::new(template.body));
        Ok(())
    })
}

fn remove(app: &mut App, id: &BodyId) -> Result<(), String> {
    let mut gone = Vec::new();
    edit_all(app, &format!("Remove the body {id}"), |dossier, scenarios| {
        gone = reach::body(dossier, scenarios, id);
        Ok(())
    })?;
    super::edit_text::forget(app, &gone);
    Ok(())
}

fn add_weight(app: &mut App, id: &BodyId, name: &str) -> Result<(), String> {
    let name = if name.trim().is_empty() { "population" } else { name.trim() };
    edit_body(app, id, "Add weight", |body| {
        let weight = WeightId::from(plain(name));
        if body.weights.contains_key(&weight) {
            return Err(format!("There is a weight {name} already."));
        }
        let values = body.seats.keys().map(|member| (member.clone(), 1)).collect();
        let (unit, source) = (String::new(), BY_HAND.to_owned());
        body.weights.insert(weight, Weight { name: name.to_owned(), unit, values, source });
        Ok(())
    })
}

/// Puts another code in the place of a member's wherever a body has it, or takes the member out.
pub(super) fn recode(body: &mut Body, from: &MemberId, to: Option<&MemberId>) {
    if let (Some(terms), Some(to)) = (body.seats.remove(from), to) {
        body.seats.insert(to.clone(), terms);
    }
    body.sets.values_mut().for_each(|set| swap(&mut set.members, from, to));
    for weight in body.weights.values_mut() {
        if let (Some(value), Some(to)) = (weight.values.remove(from), to) {
            weight.values.insert(to.clone(), value);
        }
    }
    match to {
        Some(to) => body.suspensions.iter_mut().filter(|s| s.member == *from).for_each(|s| s.member = to.clone()),
        None => body.suspensions.retain(|s| s.member != *from),
    }
}
