//! What a scenario does to a text by way of others: a motion or an amendment may leave nothing to vote on, and a reaction
//! moves votes.

use std::collections::BTreeMap;

use super::{floor_data::Fate, prepare::Source};
use crate::{
    model::{Ballot, Basis, Text, TextId},
    procedure::{Agenda, Ground, Put, Setting, agenda, final_votes},
    scenario::{ChangeKind, Floor, changes},
};

/// What became of a text on its way.
#[derive(Debug, Default)]
pub struct Course {
    /// Whether it is put to the vote.
    pub fate: Fate,
    /// The floor with the reactions of the scenario; none where none of them moves anybody.
    pub ballot: Option<Ballot>,
    /// How many members they move.
    pub reacted: usize,
}

/// Follows a text through the scenario. On the record nothing is followed: what was voted was voted.
#[must_use]
pub fn of(source: &Source<'_>, text: &Text, floor: &Floor) -> Course {
    let mut course = Course { fate: own(floor), ..Course::default() };
    let setting = setting(source);
    if course.fate == Fate::Withdrawn || !touched(source, &setting, text) {
        return course;
    }
    let Some(now) = agenda(&setting, &text.id) else { return course };
    if course.fate == Fate::Voted {
        let before = agenda(&setting.on_record(), &text.id).map(|before| fate(&before, &text.id));
        let then = fate(&now, &text.id);
        // What the record itself would not have put and was voted nevertheless is no doing of the scenario.
        if before.as_ref() != Some(&then) {
            course.fate = then;
        }
    }
    let answers = !text.reactions.is_empty() || changes(source.scenarios, source.scenario).any(|c| reacts(&c.kind));
    if now.root == text.id && floor.basis == Basis::RollCall && answers {
        react(&setting, &now, text, floor, &mut course);
    }
    course
}

fn own(floor: &Floor) -> Fate {
    if floor.withdrawn {
        Fate::Withdrawn
    } else if floor.assumed.is_some() {
        Fate::Assumed
    } else {
        Fate::Voted
    }
}

fn reacts(kind: &ChangeKind) -> bool {
    matches!(kind, ChangeKind::Reaction(_))
}

/// Whether the scenario changes anything on the way to the final vote that the text belongs to, but for its own votes.
fn touched(source: &Source<'_>, setting: &Setting<'_>, text: &Text) -> bool {
    let root = |id: &TextId| setting.root(id).map(|root| &root.id);
    let own = root(&text.id);
    changes(source.scenarios, source.scenario).any(|change| {
        let plain = matches!(change.kind, ChangeKind::Votes(_) | ChangeKind::Bloc { .. });
        root(&change.text) == own && !(plain && change.text == text.id)
    }) || source.scenario.is_some() && !text.reactions.is_empty()
}

/// What the way to the final vote leaves of a text.
fn fate(agenda: &Agenda, text: &TextId) -> Fate {
    let Some(step) = agenda.step(text) else { return Fate::Voted };
    match &step.put {
        Put::Voted if step.result.ground == Ground::Fallen => {
            Fate::NotPut("All operative parts fell, and the whole falls with them (rule 89).".to_owned())
        }
        Put::Voted => Fate::Voted,
        Put::Withdrawn => Fate::Withdrawn,
        Put::Moot { by } => {
            let name = agenda.steps.get(*by).map_or("Another amendment", |step| step.name.as_str());
            Fate::Moot(format!("{name} was adopted, and the two cannot stand together (rule 90)."))
        }
        Put::NotPut { why } => Fate::NotPut(why.clone()),
    }
}

/// Moves the votes as the reactions of the scenario say, given what the other votes on the way came to.
fn react(setting: &Setting<'_>, agenda: &Agenda, text: &Text, floor: &Floor, course: &mut Course) {
    let results: BTreeMap<TextId, bool> = agenda
        .steps
        .iter()
        .filter(|step| step.id != text.id)
        .filter_map(|step| Some((step.id.clone(), step.carried()?)))
        .collect();
    let Some(ballot) = final_votes(setting, &text.id, &results) else { return };
    let moved =
        ballot.seats.iter().zip(&floor.ballot.seats).filter(|(after, before)| after.counted() != before.counted());
    course.reacted = moved.count();
    course.ballot = (course.reacted > 0).then_some(ballot);
}

/// A source as the procedure sees it.
fn setting<'a>(source: &Source<'a>) -> Setting<'a> {
    Setting { dossier: source.dossier, rules: source.rules, scenarios: source.scenarios, scenario: source.scenario }
}
