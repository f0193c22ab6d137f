//! From a dossier to the data of its charts, once per revision.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    alignment::{AlignmentData, AlignmentPoint},
    bloc_matrix::BlocMatrixData,
    blocs::{self, BlocRow},
    course,
    floor_data::{Fate, FloorData},
    matrix::MatrixData,
    plane::PlaneData,
};
use crate::{
    analysis::{Credit, Linkage, Voice, agreement, alignment, bloc_matrix, cluster},
    model::{Ballot, Basis, BodyId, Date, Dossier, GroupId, MemberId, Outcome, Roster, RuleId, Seat, TextId},
    rules::{Rule, Verdict, decide_record, preset, still_holds},
    scenario::{Change, ChangeKind, Floor, Scenario, ScenarioId, floor, lineage},
    simulate,
};

/// A dossier seen on the record or under one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Rules beside the presets.
    pub rules: &'a [Rule],
    /// The scenarios.
    pub scenarios: &'a [Scenario],
    /// Which of them; none for the record.
    pub scenario: Option<ScenarioId>,
}

/// A text decided.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    /// The floor.
    pub floor: Floor,
    /// The rule in force.
    pub rule: &'a Rule,
    /// What it says.
    pub verdict: Verdict,
    /// Whether the text is put to the vote, and whether the votes decide.
    pub fate: Fate,
    /// How many members reactions of the scenario move on this floor.
    pub reacted: usize,
}

impl Decided<'_> {
    /// Whether the scenario does anything to the text, by itself or by way of others.
    #[must_use]
    pub fn touched(&self) -> bool {
        self.floor.changes > 0 || self.fate != Fate::Voted || self.reacted > 0
    }
}

/// Which members and roll calls are compared, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The body whose roll calls are compared.
    pub body: BodyId,
    /// Only members of this group.
    pub group: Option<GroupId>,
    /// How many clusters are told apart.
    pub clusters: usize,
    /// What an abstention beside a Yes or a No counts.
    pub credit: Credit,
    /// How clusters are joined.
    pub linkage: Linkage,
}

impl Comparison {
    /// The comparison that a dossier opens with.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            body: dossier.bodies.first().map_or_else(|| BodyId::from(""), |body| body.id.clone()),
            group: None,
            clusters: 4,
            credit: Credit::Same,
            linkage: Linkage::Ward,
        }
    }
}

/// A member or a group whose alignment is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// One member.
    Member(MemberId),
    /// The members of a group.
    Group(GroupId),
}

impl<'a> Source<'a> {
    /// A rule of the dossier or a preset.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&'a Rule> {
        self.rules.iter().find(|rule| rule.id == *id).or_else(|| preset(id))
    }

    /// The name of the scenario; "As recorded" for the record.
    #[must_use]
    pub fn scenario_name(&self) -> &'a str {
        let found = self.scenario.and_then(|id| self.scenarios.iter().find(|s| s.id == id));
        found.map_or("As recorded", |scenario| &scenario.name)
    }

    /// Decides a text.
    #[must_use]
    pub fn decide(&self, text: &TextId) -> Option<Decided<'a>> {
        let own = self.dossier.text(text)?;
        let mut floor = floor(self.dossier, self.scenarios, self.scenario, text)?;
        let rule = self.rule(&floor.rule)?;
        let course = course::of(self, own, &floor);
        if let Some(ballot) = course.ballot {
            floor.ballot = ballot;
        }
        // A recorded result was given under the text's own rule, and may decide under another as well.
        let adopted = own.record.outcome.is_some_and(Outcome::is_adopted);
        let holds = floor.as_voted() && still_holds(&own.rule, &floor.rule, adopted);
        let verdict = decide_record(rule, &floor.ballot, &own.record, holds);
        let verdict = match course.fate {
            // Where not all seats are known, those that are say nothing of the outcome.
            Fate::Voted if floor.short_of.is_some() => Verdict { outcome: None, margin: None, ..verdict },
            Fate::Voted => verdict,
            Fate::Assumed => Verdict { outcome: floor.assumed, margin: None, ..verdict },
            _ => Verdict { outcome: None, margin: None, conditions: Vec::new(), ..verdict },
        };
        Some(Decided { floor, rule, verdict, fate: course.fate, reacted: course.reacted })
    }

    /// The floor of a text prepared for drawing.
    #[must_use]
    pub fn floor_data(&self, text: &TextId) -> Option<(FloorData, Decided<'a>)> {
        let decided = self.decide(text)?;
        let own = self.dossier.text(text)?;
        let data = FloorData::new(
            self.dossier,
            own,
            &decided.floor,
            decided.rule,
            decided.verdict.clone(),
            self.scenario_name(),
        )
        .with_fate(decided.fate.clone(), decided.reacted);
        Some((data, decided))
    }

    /// The plane of abstentions of a text; none where no roll call is known.
    #[must_use]
    pub fn plane(&self, text: &TextId) -> Option<PlaneData> {
        let decided = self.decide(text)?;
        let own = self.dossier.text(text)?;
        let recorded = |seat: &Seat| own.record.votes.0.get(&seat.member).copied();
        let plane = simulate::plane(decided.rule, &decided.floor.ballot, &recorded)?;
        Some(PlaneData {
            plane,
            symbol: own.label().to_owned(),
            title: format!("Abstentions: {}", own.title),
            subtitle: format!("{} · {}", decided.rule.name, self.scenario_name()),
            source: own.source_line(),
        })
    }

    /// The rows of the groups that are pinned, in the order of the dossier.
    #[must_use]
    pub fn bloc_rows(&self, floor: &Floor, pinned_only: bool) -> Vec<BlocRow> {
        let groups = self.dossier.groups.iter().filter(|group| group.pinned || !pinned_only);
        blocs::rows(groups, &floor.ballot, floor.date.as_ref())
    }

    /// The floors of a body's full roll calls, oldest first, under the scenario.
    #[must_use]
    pub fn roll_calls(&self, body: &BodyId) -> Vec<(Option<Date>, String, Ballot)> {
        let mut found: Vec<_> = self
            .dossier
            .texts
            .iter()
            .filter(|text| text.body == *body)
            .filter_map(|text| {
                let floor = floor(self.dossier, self.scenarios, self.scenario, &text.id)?;
                (floor.basis == Basis::RollCall).then(|| (text.date.clone(), text.label().to_owned(), floor.ballot))
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// The members that a comparison is about: those seated on the dossier's day, of the chosen group.
    fn compared(&self, comparison: &Comparison) -> Roster {
        let Some(body) = self.dossier.body(&comparison.body) else { return Roster::default() };
        let group = comparison.group.as_ref().and_then(|id| self.dossier.group(id));
        let date = self.dossier.date.as_ref();
        body.members_on(date).filter(|member| group.is_none_or(|group| group.holds(member, date))).cloned().collect()
    }

    /// The roll calls that a comparison is about, with the seats of those it is about.
    fn compared_ballots(&self, comparison: &Comparison) -> Vec<Ballot> {
        let members = self.compared(comparison);
        let mut ballots: Vec<Ballot> = self.roll_calls(&comparison.body).into_iter().map(|(_, _, b)| b).collect();
        for ballot in &mut ballots {
            ballot.seats.retain(|seat| members.contains(&seat.member));
        }
        ballots
    }

    /// Agreement of every pair of members, ordered by cluster.
    #[must_use]
    pub fn matrix(&self, comparison: &Comparison) -> MatrixData {
        let ballots = self.compared_ballots(comparison);
        let matrix = agreement(&ballots, comparison.credit);
        let tree = cluster(&matrix, comparison.linkage);
        let name = |n: usize| matrix.members.get(n).map_or(String::new(), |id| self.dossier.member_name(id).to_owned());
        MatrixData::new(
            &matrix,
            &tree,
            comparison.clusters,
            ballots.len(),
            self.subtitle(comparison, ballots.len(), "share of shared roll calls with the same vote"),
            name,
        )
    }

    fn subtitle(&self, comparison: &Comparison, count: usize, what: &str) -> String {
        let body = self.dossier.body(&comparison.body).map_or("", |body| &body.name);
        format!("{what} · {count} roll calls of the {body} · {}", self.scenario_name())
    }

    /// The pinned groups against one another.
    #[must_use]
    pub fn bloc_matrix(&self, comparison: &Comparison) -> BlocMatrixData {
        let everyone = Comparison { group: None, ..comparison.clone() };
        let ballots = self.compared_ballots(&everyone);
        let seated = self.compared(&everyone);
        let date = self.dossier.date.as_ref();
        let matrix = agreement(&ballots, comparison.credit);
        let groups: Vec<_> = self
            .dossier
            .groups
            .iter()
            .filter(|group| group.pinned && group.members_on(date).any(|member| seated.contains(member)))
            .collect();
        let rosters: Vec<Roster> = groups.iter().map(|group| group.roster_on(date)).collect();
        let rosters: Vec<&Roster> = rosters.iter().collect();
        BlocMatrixData {
            names: groups.iter().map(|group| group.name.clone()).collect(),
            values: bloc_matrix(&matrix, &rosters).values,
            subtitle: self.subtitle(comparison, ballots.len(), "mean agreement of their pairs of members"),
        }
    }

    fn voice(&self, side: &Side) -> (Voice, String) {
        match side {
            Side::Member(id) => (Voice::Member(id.clone()), self.dossier.member_name(id).to_owned()),
            Side::Group(id) => self.dossier.group(id).map_or_else(
                || (Voice::Bloc(Roster::default()), id.to_string()),
                |group| (Voice::Group(Box::new(group.clone())), group.name.clone()),
            ),
        }
    }

    /// Two members or groups over time.
    #[must_use]
    pub fn alignment(&self, body: &BodyId, first: &Side, second: &Side) -> AlignmentData {
        let calls = self.roll_calls(body);
        let ((a, first_name), (b, second_name)) = (self.voice(first), self.voice(second));
        let ballots: Vec<(Option<Date>, &Ballot)> = calls.iter().map(|(date, _, b)| (date.clone(), b)).collect();
        let points: Vec<AlignmentPoint> = alignment(&a, &b, &ballots)
            .points
            .into_iter()
            .filter_map(|point| {
                // A member beside a bloc: the share of the bloc that voted like it; else alike or not.
                let alike = point.agree.map(|agree| if agree { 1.0 } else { 0.0 });
                let share = point.share.and_then(crate::analysis::Share::value).or(alike)?;
                let (_, symbol, _) = calls.get(point.floor)?;
                Some(AlignmentPoint { date: point.date?, symbol: symbol.clone(), share })
            })
            .collect();
        let mut years: BTreeMap<i32, (f64, usize)> = BTreeMap::new();
        for point in &points {
            let year = years.entry(point.date.year()).or_default();
            *year = (year.0 + point.share, year.1 + 1);
        }
        let body_name = self.dossier.body(body).map_or("", |body| &body.name);
        AlignmentData {
            names: [first_name, second_name],
            subtitle: format!(
                "{} · {} shared roll calls of the {body_name} · {}",
                measured(first, second),
                points.len(),
                self.scenario_name()
            ),
            points,
            years: years.into_iter().map(|(year, (sum, count))| (year, sum / count as f64, count)).collect(),
        }
    }

    /// The labels of what a scenario changes in a text, its bases first.
    #[must_use]
    pub fn change_labels(&self, text: &TextId) -> Vec<String> {
        lineage(self.scenarios, self.scenario)
            .into_iter()
            .flat_map(|scenario| &scenario.changes)
            .filter(|change| change.text == *text)
            .map(described)
            .collect()
    }
}

/// The label of a change, with the members that it moves where they are more than one and few.
fn described(change: &Change) -> String {
    match &change.kind {
        ChangeKind::Votes(votes) if (2..=12).contains(&votes.0.len()) => {
            let codes: Vec<&str> = votes.0.keys().map(MemberId::as_str).collect();
            format!("{} ({})", change.label, codes.join(" "))
        }
        _ => change.label.clone(),
    }
}

/// What the figures of an alignment count.
fn measured(first: &Side, second: &Side) -> &'static str {
    match (first, second) {
        (Side::Member(_), Side::Member(_)) => "same vote or not",
        (Side::Group(_), Side::Group(_)) => "whether most of each voted the same; groups as they were that day",
        _ => "share of the group that voted like the member; groups as they were that day",
    }
}

/// The bodies of a dossier that have at least one text.
#[must_use]
pub fn voting_bodies(dossier: &Dossier) -> Vec<Arc<crate::model::Body>> {
    let has_text = |id: &BodyId| dossier.texts.iter().any(|text| text.body == *id);
    dossier.bodies.iter().filter(|body| has_text(&body.id)).cloned().collect()
}
