//! The steps that lead to the final vote on a text, in the order of voting.
//!
//! Motions come first, since what follows hangs on them; then the amendments, the furthest removed in substance before
//! the others (General Assembly rule 90, Council rule 36); then a motion to vote parts apart, the parts (rule 89,
//! Council rule 32), and the text as it then stands; and last a motion to decide again (rule 81).

use std::collections::BTreeMap;

use super::{
    book::Book,
    course::{Course, Entry, State},
    motions::{self, Moved, Turn},
    order::may_precede,
    play::{Path, Play},
    setting::{Decision, Ground, Setting},
};
use crate::{
    model::{Motion, Outcome, RuleId, TextId},
    rules,
};

/// What is put to the vote at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A motion on the procedure; none where the dossier does not say what it asks for.
    Motion(Option<Motion>),
    /// An amendment.
    Amendment,
    /// A part voted apart.
    Part,
    /// The text as it then stands.
    Text,
}

/// Whether a step is put to the vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is.
    Voted,
    /// The adoption of the step with this number left nothing to vote on (rule 90).
    Moot {
        /// The place of that step in the agenda.
        by: usize,
    },
    /// It was taken back.
    Withdrawn,
    /// It is not.
    NotPut {
        /// Why, in a sentence.
        why: String,
    },
}

/// One vote on the way to the final one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The text; for a part that a scenario makes, a name that stands for it in results.
    pub id: TextId,
    /// Whether it is a text of the dossier. A part that a scenario makes is not, and no result can be assumed for it.
    pub listed: bool,
    /// What is put to the vote.
    pub kind: StepKind,
    /// Its name for narrow places.
    pub name: String,
    /// A few words on what it says.
    pub short: String,
    /// Who put it forward.
    pub sponsor: String,
    /// The rule that decides it.
    pub rule: RuleId,
    /// What sincere voting on it comes to, were it put.
    pub result: Decision,
    /// What it came to on the record; none where that is not known.
    pub recorded: Option<Outcome>,
    /// Whether it is put.
    pub put: Put,
    /// The steps whose adoption would leave nothing to vote on here, and the other way round.
    pub collides: Vec<usize>,
    /// Why it stands here, in a sentence with its article.
    pub place: String,
}

impl Step {
    /// Whether it was put and carried; none where that is not known.
    #[must_use]
    pub fn carried(&self) -> Option<bool> {
        if self.put == Put::Voted { self.result.adopted() } else { Some(false) }
    }
}

/// The way to the final vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// The text that it leads to.
    pub root: TextId,
    /// The steps, in the order of voting.
    pub steps: Vec<Step>,
    /// Pairs of amendments of which the first is less far removed in substance than the second, against the rule.
    pub out_of_order: Vec<(usize, usize)>,
    /// Whether two-thirds are asked of the text; none where its rule knows no such difference.
    pub important: Option<bool>,
    /// The step that ends the agenda before the text is put, if one does.
    pub stopped_by: Option<usize>,
    /// What else a reader should know, in sentences.
    pub notes: Vec<String>,
}

impl Agenda {
    /// The results that lead to the text with these amendments and without these parts, as [`super::final_votes`] takes
    /// them: motions as they go, and each part that has not fallen as adopted.
    #[must_use]
    pub fn results(&self, adopted: &[TextId], fallen: &[TextId]) -> BTreeMap<TextId, bool> {
        let before = self.steps.iter().filter(|step| step.kind != StepKind::Text);
        let known = before.filter_map(|step| {
            let result = match step.kind {
                StepKind::Amendment => adopted.contains(&step.id),
                StepKind::Part => !fallen.contains(&step.id),
                StepKind::Motion(_) | StepKind::Text => step.carried()?,
            };
            Some((step.id.clone(), result))
        });
        known.collect()
    }

    /// The step of a text.
    #[must_use]
    pub fn step(&self, id: &TextId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }
}

/// The way to the final vote that `text` belongs to. None where the text or its body is missing.
#[must_use]
pub fn agenda(setting: &Setting<'_>, text: &TextId) -> Option<Agenda> {
    let course = Course::new(*setting, text)?;
    Some(of_course(&Play::new(&course)))
}

/// The agenda of a course.
pub(super) fn of_course(play: &Play<'_, '_>) -> Agenda {
    let course = play.course;
    let path = play.sincere_path(&[]);
    let mut builder = Builder { play, path: &path, steps: Vec::new(), stopped_by: None, places: Vec::new() };
    builder.motions(Turn::First);
    builder.entries(StepKind::Amendment);
    builder.motions(Turn::BeforeParts);
    builder.entries(StepKind::Part);
    builder.text();
    builder.motions(Turn::Last);
    builder.collisions();
    let Builder { steps, stopped_by, .. } = builder;
    let mut agenda = Agenda {
        root: course.root.id.clone(),
        out_of_order: Vec::new(),
        important: important(&course.rule),
        notes: notes(course),
        steps,
        stopped_by,
    };
    agenda.out_of_order = out_of_order(course, &agenda.steps);
    agenda
}

/// Whether a rule is that of an important question.
fn important(rule: &RuleId) -> Option<bool> {
    rules::important(rule, true).map(|two_thirds| *rule == two_thirds)
}

/// The pairs of amendments that stand against the rule of the furthest first.
fn out_of_order(course: &Course<'_>, steps: &[Step]) -> Vec<(usize, usize)> {
    let distance = |step: &Step| course.setting.dossier.text(&step.id).and_then(|text| text.distance);
    let amendments = || steps.iter().enumerate().filter(|(_, step)| step.kind == StepKind::Amendment);
    let pairs = amendments().flat_map(|first| amendments().map(move |second| (first, second)));
    pairs
        .filter(|((n, first), (m, second))| n < m && !may_precede(distance(first), distance(second)))
        .map(|((n, _), (m, _))| (n, m))
        .collect()
}

/// What the order alone does not show.
fn notes(course: &Course<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let asked = course.moved.iter().rfind(|moved| moved.text.motion == Some(Motion::ImportantQuestion));
    if let Some((moved, carried)) = asked.and_then(|moved| Some((moved, moved.carried()?)))
        && course.importance.is_none()
        && important(&course.root.rule).is_some_and(|important| important != carried)
        && course.rule == course.root.rule
    {
        notes.push(format!(
            "{} was {}; the rule of the text is kept as the dossier has it.",
            moved.text.short_name(),
            if carried { "carried" } else { "lost" }
        ));
    }
    let again = course.moved.iter().rfind(|moved| moved.text.motion == Some(Motion::Reconsider));
    if let Some(moved) = again.filter(|moved| moved.carried() == Some(true)) {
        let name = moved.text.short_name();
        notes.push(format!("{name} was carried: the text is decided again, and what is shown is the first decision."));
    }
    for text in &course.setting.dossier.texts {
        let about = text.amends.as_ref().filter(|id| course.entries.iter().any(|entry| entry.id == **id));
        if let Some(about) = about {
            notes.push(format!(
                "{} is about {about} and not about the text; it is not counted here.",
                text.short_name()
            ));
        }
    }
    notes
}

/// Puts the steps together.
struct Builder<'p, 'c, 'a> {
    play: &'p Play<'c, 'a>,
    path: &'p Path,
    steps: Vec<Step>,
    stopped_by: Option<usize>,
    /// The step of each item.
    places: Vec<usize>,
}

impl<'a> Builder<'_, '_, 'a> {
    /// Why nothing more is put, once a motion has ended the agenda.
    fn stopped(&self) -> Option<Put> {
        let step = self.steps.get(self.stopped_by?)?;
        Some(Put::NotPut { why: format!("{} was carried: nothing more is put to the vote.", step.name) })
    }

    fn motions(&mut self, turn: Turn) {
        let course = self.play.course;
        let stop = motions::stop(&course.moved, &course.root.id);
        for (n, moved) in course.moved.iter().enumerate().filter(|(_, moved)| moved.turn == turn) {
            let put = if moved.withdrawn {
                Put::Withdrawn
            } else if let Some(stopped) = self.stopped() {
                stopped
            } else if let Some(by) = moved.ended_by.and_then(|by| course.moved.get(by)) {
                Put::NotPut {
                    why: format!("{} was carried: this motion is not put to the vote.", by.text.short_name()),
                }
            } else if turn == Turn::Last && !self.decided() {
                Put::NotPut { why: "The text was not decided, so that there is nothing to decide again.".to_owned() }
            } else {
                Put::Voted
            };
            if stop == Some(n) {
                self.stopped_by = Some(self.steps.len());
            }
            self.steps.push(Step {
                id: moved.text.id.clone(),
                listed: true,
                kind: StepKind::Motion(moved.text.motion),
                name: moved.text.short_name().to_owned(),
                short: moved.text.subtitle().to_owned(),
                sponsor: moved.text.sponsor.clone(),
                rule: moved.rule.clone(),
                result: moved.decision.clone(),
                recorded: course.setting.on_record().decide(moved.text).outcome,
                put,
                collides: Vec::new(),
                place: motion_place(course.book, moved, &course.root.id),
            });
        }
    }

    /// Whether the text itself was put to the vote, or fell with its parts.
    fn decided(&self) -> bool {
        let text = self.steps.iter().find(|step| step.kind == StepKind::Text);
        text.is_some_and(|step| step.put == Put::Voted || step.result.ground == Ground::Fallen)
    }

    fn entries(&mut self, kind: StepKind) {
        for entry in self.play.course.entries.iter().filter(|entry| entry.kind == kind) {
            let (put, result) = self.entry(entry);
            let put = self.stopped().filter(|_| put != Put::Withdrawn).unwrap_or(put);
            let (name, short, sponsor) = words(entry);
            self.steps.push(Step {
                id: entry.id.clone(),
                listed: entry.text.is_some(),
                kind,
                name,
                short,
                sponsor,
                rule: entry.rule.clone(),
                result,
                recorded: entry.recorded,
                put,
                collides: Vec::new(),
                place: entry_place(self.play.course, entry),
            });
        }
    }

    fn entry(&mut self, entry: &Entry<'a>) -> (Put, Decision) {
        match &entry.state {
            State::Withdrawn => (Put::Withdrawn, entry.known.clone()),
            State::NotPut(why) => (Put::NotPut { why: why.clone() }, entry.known.clone()),
            State::Open(item) => {
                self.places.push(self.steps.len());
                let Some(played) = self.path.played.get(*item) else { return (Put::Voted, entry.known.clone()) };
                let by = played.moot.and_then(|by| self.places.get(by).copied());
                (by.map_or(Put::Voted, |by| Put::Moot { by }), played.decision.clone())
            }
        }
    }

    fn text(&mut self) {
        let course = self.play.course;
        let fell = self.path.known && course.falls(self.path.adopted);
        let put = if course.floor.withdrawn {
            Put::Withdrawn
        } else if let Some(stopped) = self.stopped() {
            stopped
        } else if fell && course.floor.assumed.is_none() {
            let why = format!("All its operative parts fell, and the whole with them{}.", course.book.division());
            Put::NotPut { why }
        } else {
            Put::Voted
        };
        let place = if course.entries.iter().any(|entry| entry.kind == StepKind::Part) {
            format!("What is kept of it is voted as a whole{}.", course.book.division())
        } else if course.entries.is_empty() {
            "The text itself.".to_owned()
        } else {
            format!("The text last, as its amendments leave it{}.", course.book.amendments())
        };
        self.steps.push(Step {
            id: course.root.id.clone(),
            listed: true,
            kind: StepKind::Text,
            name: course.root.short_name().to_owned(),
            short: course.root.subtitle().to_owned(),
            sponsor: course.root.sponsor.clone(),
            rule: course.rule.clone(),
            result: self.final_result(fell),
            recorded: course.setting.on_record().decide(course.root).outcome,
            put,
            collides: Vec::new(),
            place,
        });
    }

    /// What the final vote comes to. Where a result before it is missing, the votes as they stand are the answer only
    /// if nothing on the way would move them.
    fn final_result(&self, fell: bool) -> Decision {
        let course = self.play.course;
        let own = course.own_decision();
        let moves = course.finals.as_ref().is_some_and(super::finals::Finals::depend) || course.parts != 0;
        if own.ground == Ground::Assumed {
            own
        } else if fell {
            Decision { outcome: Some(Outcome::Rejected), ground: Ground::Fallen, ..Decision::UNKNOWN }
        } else if self.path.known {
            let outcome = course.outcome(self.path.adopted);
            let ground = if outcome.is_some() { own.ground } else { Ground::Nothing };
            Decision { outcome, ground, tally: course.tally(self.path.adopted) }
        } else if moves {
            Decision::UNKNOWN
        } else {
            own
        }
    }

    /// Which steps leave nothing of which others.
    fn collisions(&mut self) {
        let course = self.play.course;
        for (item, of) in course.items.iter().enumerate() {
            let gone = of.gone.iter().copied().reduce(|all, one| all & one).unwrap_or(0);
            let against = of.collides | gone;
            for (other, place) in self.places.iter().enumerate() {
                let (Some(here), Some(bits)) = (self.places.get(item), against.checked_shr(other as u32)) else {
                    continue;
                };
                if bits & 1 == 1 {
                    if let Some(step) = self.steps.get_mut(*here) {
                        step.collides.push(*place);
                    }
                    if gone != 0
                        && let Some(step) = self.steps.get_mut(*place)
                    {
                        step.collides.push(*here);
                    }
                }
            }
        }
    }
}

/// Name, few words and sponsor.
fn words(entry: &Entry<'_>) -> (String, String, String) {
    match (entry.text, entry.division) {
        (Some(text), _) => (text.short_name().to_owned(), text.subtitle().to_owned(), text.sponsor.clone()),
        (None, Some(division)) => {
            let holds = format!("paragraphs {}", division.holds.join(", "));
            (division.name.clone(), holds, String::new())
        }
        (None, None) => (entry.id.to_string(), String::new(), String::new()),
    }
}

fn entry_place(course: &Course<'_>, entry: &Entry<'_>) -> String {
    let given = course.given_order().contains(&entry.id);
    let distance = entry.text.and_then(|text| text.distance);
    match (&entry.state, entry.kind, distance) {
        (State::Withdrawn, ..) => format!("Taken back before the vote{}.", course.book.withdrawal()),
        (_, StepKind::Part, _) => format!("A part voted apart on request{}.", course.book.division()),
        _ if given => format!("Placed here by the scenario{}.", course.book.amendments()),
        (_, _, Some(distance)) => {
            format!("The furthest removed in substance comes first{}; distance {distance}.", course.book.amendments())
        }
        _ => format!(
            "In the order of the dossier, since nobody has said how far it is removed in substance{}.",
            course.book.amendments()
        ),
    }
}

fn motion_place(book: Book, moved: &Moved<'_>, root: &TextId) -> String {
    let (words, cites) = match moved.text.motion {
        _ if moved.text.amends.as_ref() != Some(root) => ("Decided right before the motion that it is about", ""),
        Some(Motion::Division) => ("Decided after the amendments and before the parts", book.division()),
        Some(Motion::Reconsider) => ("Decided after the text", book.again()),
        Some(Motion::ImportantQuestion) => {
            let cites = if book == Book::Assembly { " (Charter Art. 18 (3), rule 85)" } else { "" };
            ("Decided first, since the majority of the votes that follow hangs on it", cites)
        }
        Some(Motion::Priority) => ("Decided before the text, since it asks for its place", book.priority()),
        _ => ("A motion on the procedure is decided before the text", book.motions()),
    };
    format!("{words}{cites}.")
}
