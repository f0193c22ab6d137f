//! The dossier as a whole: which members, which bodies, which texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    body::{self, Seats},
    codes::Codes,
    groups, kept,
    text::{self, known_rule},
};
use crate::{
    archive::{Archive, Chamber, RollCall, Selection, Voter, absences_listed},
    io::{BodyTemplate, DossierFile, templates},
    model::{BodyId, Date, Dossier, Member, MemberId, RuleId, Text},
    rules::Rule,
};

/// What a roll call is given with besides what its source says: the names and groups of states that come with the
/// program. Made once for many roll calls.
#[derive(Clone, Debug)]
pub struct Context {
    pub(super) templates: Vec<BodyTemplate>,
}

impl Context {
    /// The names and groups that come with the program.
    #[must_use]
    pub fn new() -> Self {
        Self { templates: templates() }
    }

    pub(super) fn template(&self, body: &str) -> Option<&BodyTemplate> {
        self.templates.iter().find(|template| template.body.id.as_str() == body)
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

/// The roll calls that were chosen, with the codes that members and bodies have in the dossier.
pub(super) struct Chosen<'a> {
    pub(super) archive: &'a Archive,
    /// The roll calls that list who was absent.
    pub(super) absences: Selection,
    /// By their numbers, in the order in which they were chosen, each once.
    pub(super) roll_calls: Vec<(usize, &'a RollCall)>,
    /// The members that were entitled to vote in one of them, by their numbers.
    pub(super) members: BTreeMap<usize, MemberId>,
    /// The bodies, by their numbers.
    pub(super) bodies: BTreeMap<usize, BodyId>,
}

impl<'a> Chosen<'a> {
    fn of(archive: &'a Archive, numbers: &[usize]) -> Self {
        let mut seen = BTreeSet::new();
        let roll_calls: Vec<(usize, &RollCall)> = numbers
            .iter()
            .filter(|number| seen.insert(**number))
            .filter_map(|number| Some((*number, archive.roll_calls.get(*number)?)))
            .collect();
        let entitled: BTreeSet<usize> =
            roll_calls.iter().flat_map(|(number, _)| archive.votes(*number)).map(|(voter, _)| voter).collect();
        let forums: BTreeSet<usize> = roll_calls.iter().map(|(_, roll)| roll.forum as usize).collect();
        let (mut codes, mut ids) = (Codes::default(), Codes::default());
        let code = |voter: &usize| archive.voters.get(*voter).map_or("", |voter| voter.id.as_str());
        let id = |forum: &usize| archive.forums.get(*forum).map_or("", |forum| forum.id.as_str());
        Self {
            archive,
            absences: absences_listed(archive),
            members: entitled.into_iter().map(|voter| (voter, codes.code(code(&voter), "member").into())).collect(),
            bodies: forums.into_iter().map(|forum| (forum, ids.code(id(&forum), "body").into())).collect(),
            roll_calls,
        }
    }

    /// Those of a body.
    pub(super) fn of_body(&self, forum: usize) -> impl Iterator<Item = (usize, &'a RollCall)> {
        self.roll_calls.iter().copied().filter(move |(_, roll)| roll.forum as usize == forum)
    }

    pub(super) fn chamber(&self, forum: usize) -> Chamber {
        self.archive.forums.get(forum).map(|forum| forum.chamber).unwrap_or_default()
    }
}

/// Roll calls of a collection as a dossier: the members that were entitled to vote in them under the names of that day
/// (of the last of the days, where there are several), their bodies, and a text a roll call in the order given.
///
/// A seat is held on the days on which its member is listed as entitled, and, since nothing is known of the time before
/// the first and after the last of these days, then as well. What is missing in the source stays missing.
#[must_use]
pub fn dossier(archive: &Archive, roll_calls: &[usize], context: &Context) -> DossierFile {
    let chosen = Chosen::of(archive, roll_calls);
    let seats: BTreeMap<usize, Seats> =
        chosen.bodies.keys().map(|forum| (*forum, Seats::of(&chosen, *forum))).collect();
    let bodies = chosen.bodies.iter().filter_map(|(forum, id)| {
        let seats = seats.get(forum)?;
        Some(Arc::new(body::body(&chosen, *forum, id, seats)))
    });
    let dates: BTreeSet<Option<&Date>> = chosen.roll_calls.iter().map(|(_, roll)| roll.date.as_ref()).collect();
    let day = dates.last().copied().flatten();
    let mut members = members(&chosen, day, context);
    members.sort_by(|a, b| a.id.cmp(&b.id));
    let (groups, note) = groups::groups(&chosen, context);
    let mut codes = Codes::default();
    let texts = chosen.roll_calls.iter().map(|(number, roll)| {
        let id = codes.code(&roll.id, "roll-call");
        text::text(&chosen, *number, roll, id.into())
    });
    let (texts, made): (Vec<Text>, Vec<Option<Rule>>) = texts.unzip();
    let made: BTreeMap<RuleId, Rule> = made.into_iter().flatten().map(|rule| (rule.id.clone(), rule)).collect();
    let dossier = Dossier {
        title: title(&chosen),
        date: if dates.len() == 1 { day.cloned() } else { None },
        note: [archive.credit.clone(), note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"),
        members,
        groups,
        bodies: bodies.collect(),
        texts,
        ..Dossier::default()
    };
    DossierFile { dossier, rules: made.into_values().collect(), ..DossierFile::default() }
}

fn title(chosen: &Chosen<'_>) -> String {
    match chosen.roll_calls.as_slice() {
        [(_, roll)] => match &roll.date {
            Some(date) => format!("{}, {}", text::title(roll), date.in_words()),
            None => text::title(roll),
        },
        _ if !chosen.archive.title.is_empty() => chosen.archive.title.clone(),
        many => format!("{} roll calls", many.len()),
    }
}

/// The members under the name of a day, with what else they can be found by.
fn members(chosen: &Chosen<'_>, day: Option<&Date>, context: &Context) -> Vec<Member> {
    let united_nations = chosen
        .bodies
        .keys()
        .any(|forum| matches!(chosen.chamber(*forum), Chamber::GeneralAssembly | Chamber::SecurityCouncil));
    let known = context.template("UNGA").filter(|_| united_nations).map(|template| template.members.as_slice());
    let known: BTreeMap<&MemberId, &Member> = known.unwrap_or_default().iter().map(|one| (&one.id, one)).collect();
    let named = chosen.members.iter().filter_map(|(number, id)| {
        let voter: &Voter = chosen.archive.voters.get(*number)?;
        let known = known.get(&voter.id);
        let own = voter.name_on(day).trim();
        let name = match known {
            // A source without names: the code is not one.
            Some(known) if voter.names.is_empty() => known.name.as_str(),
            _ if own.is_empty() => id.as_str(),
            _ => own,
        };
        let mut aliases: Vec<String> = Vec::new();
        let others = voter.names.iter().map(|spell| &spell.value).chain([&voter.key]);
        let others = others.chain(known.iter().flat_map(|known| known.aliases.iter().chain([&known.name])));
        for other in others {
            let other = other.trim();
            if !other.is_empty() && other != name && other != id.as_str() && !aliases.iter().any(|a| a == other) {
                aliases.push(other.to_owned());
            }
        }
        let extra = kept::of_member(voter);
        Some(Member { aliases, note: voter.note.clone(), extra, ..Member::new(id.clone(), name) })
    });
    named.collect()
}

/// The rule of a body, as its texts of that day are decided.
pub(super) fn rule_of(chosen: &Chosen<'_>, forum: usize, date: Option<&Date>) -> RuleId {
    let rule = chosen.archive.forums.get(forum).map(|forum| &forum.rule);
    known_rule(rule, chosen.chamber(forum), date).0
}
