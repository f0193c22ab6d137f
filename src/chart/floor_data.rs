//! The floor prepared for drawing: one line a member, sorted and worded once per revision.

use super::bar::Bar;
use crate::{
    model::{
        Basis, Counts, Date, Dossier, FloorPlan, GroupId, Lean, MemberId, Odds, Outcome, Stance, Standing, Tally, Text,
        TextKind, Vote, Whip,
    },
    rules::{Rule, Verdict},
    scenario::Floor,
};

/// A seat prepared for drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatView {
    /// Who sits there.
    pub id: MemberId,
    /// Its name.
    pub name: String,
    /// The vote that counts; none where it is not recorded or not set.
    pub vote: Option<Vote>,
    /// The vote on the record; none where it is not recorded.
    pub recorded: Option<Vote>,
    /// What it may do.
    pub standing: Standing,
    /// The number of its regional group in [`FloorData::regions`].
    pub region: Option<usize>,
    /// Whether its No is a veto under the body's rules.
    pub permanent: bool,
    /// The groups it belongs to, by id, regional groups left out.
    pub groups: String,
    /// Why it may not vote, or a remark on it.
    pub remark: String,
    /// What the whip count expects of it, where there is one.
    pub lean: Option<SeatLean>,
}

/// What the whip count expects of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatLean {
    /// The stance.
    pub stance: Stance,
    /// The chance of the vote that the stance names, from 0 to 1; of an undecided member, that of each.
    pub sure: f32,
    /// Stance, chance and source in one line.
    pub words: String,
}

impl SeatLean {
    fn new(lean: &Lean, whip: &Whip) -> Self {
        let odds = Odds::of_lean(lean, whip);
        let sure = lean.stance.vote().map_or(1.0 / 3.0, |vote| odds.share(vote) as f32);
        let mut words = lean.stance.label().to_owned();
        if lean.stance.vote().is_some() {
            words = format!("{words}, {:.0} %", sure * 100.0);
        }
        if let Some(source) = lean.source {
            words = format!("{words}, {}", source.label().to_lowercase());
        }
        Self { stance: lean.stance, sure, words }
    }
}

impl SeatView {
    /// The vote in words.
    #[must_use]
    pub fn vote_words(&self) -> &'static str {
        match (self.standing, self.vote) {
            (Standing::NoVote, _) => "may not vote",
            (Standing::NotParticipating, _) => "takes no part",
            (Standing::MustAbstain, _) => "must abstain",
            (_, Some(vote)) => vote.label(),
            (_, None) => "not recorded",
        }
    }

    /// Whether the scenario gives it another vote than the record.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.recorded.is_some() && self.vote != self.recorded
    }

    /// Name and vote in one line.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}, {}", self.name, self.vote_words())
    }

    /// Name and what the whip count expects in one line.
    #[must_use]
    pub fn whip_label(&self) -> String {
        let words = self.lean.as_ref().map_or("not in the whip count", |lean| &lean.words);
        format!("{}, {words}", self.name)
    }
}

/// Whether a text is put to the vote under the scenario, and whether its votes decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is, and they do.
    #[default]
    Voted,
    /// Its result is assumed, whatever the votes.
    Assumed,
    /// It is withdrawn.
    Withdrawn,
    /// The adoption of another left nothing to vote on; why, in a sentence.
    Moot(String),
    /// It is not put to the vote; why, in a sentence.
    NotPut(String),
}

impl Fate {
    /// Whether there is a vote at all, so that counts mean something.
    #[must_use]
    pub fn is_put(&self) -> bool {
        matches!(self, Self::Voted | Self::Assumed)
    }

    /// The word on the pill of a text that is not put to the vote; none where it is.
    #[must_use]
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Self::Voted | Self::Assumed => None,
            Self::Withdrawn => Some("withdrawn"),
            Self::Moot(_) => Some("moot"),
            Self::NotPut(_) => Some("not put"),
        }
    }

    /// What the scenario does to the text, in a sentence; nothing where its votes decide.
    #[must_use]
    pub fn sentence(&self) -> &str {
        match self {
            Self::Voted => "",
            Self::Assumed => "The result is assumed in this scenario, whatever the votes.",
            Self::Withdrawn => "Withdrawn in this scenario: not put to the vote.",
            Self::Moot(why) | Self::NotPut(why) => why,
        }
    }
}

/// One vote prepared for drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorData {
    /// The symbol of the text, or its title.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// Kind, symbol and rule in one line.
    pub subtitle: String,
    /// The same without the day, for the window, where the agenda gives it.
    pub headline: String,
    /// The name of the scenario, or "As recorded".
    pub scenario: String,
    /// Where the record comes from, and whether it was changed since.
    pub source: String,
    /// The day of the vote.
    pub date: Option<Date>,
    /// How many votes and figures differ from the source of the record.
    pub edited: usize,
    /// The body's name.
    pub body: String,
    /// How the chamber is drawn.
    pub plan: FloorPlan,
    /// The seats in the order of their codes.
    pub seats: Vec<SeatView>,
    /// The names of the regional groups.
    pub regions: Vec<String>,
    /// Counted seats.
    pub counts: Counts,
    /// Published totals, where they are what is known.
    pub tally: Option<Tally>,
    /// What the verdict rests on.
    pub basis: Basis,
    /// Whether a what-if began from an empty floor.
    pub from_empty: bool,
    /// Whether others vote than on the record.
    pub moved: bool,
    /// How many seats the body has, where not all of those who sat that day are known.
    pub short_of: Option<usize>,
    /// How many members reactions of the scenario move.
    pub reacted: usize,
    /// Whether it is put to the vote, and whether the votes decide.
    pub fate: Fate,
    /// Seats that may vote and have no vote set.
    pub unset: usize,
    /// What the rule says.
    pub verdict: Verdict,
    /// The bar of the verdict.
    pub bar: Bar,
    /// The recorded outcome, with the reason given.
    pub recorded: (Option<Outcome>, String),
}

impl FloorData {
    /// Prepares the floor of a text.
    #[must_use]
    pub fn new(dossier: &Dossier, text: &Text, floor: &Floor, rule: &Rule, verdict: Verdict, scenario: &str) -> Self {
        let regional: Vec<_> = dossier.groups.iter().filter(|g| is_regional(&g.id)).collect();
        let (body, date) = (&floor.ballot.body, floor.date.as_ref());
        let permanent = body.sets.get(&crate::rules::PERMANENT.into()).map(|set| &set.members);
        let seats = floor
            .ballot
            .seats
            .iter()
            .map(|seat| {
                let member = dossier.member(&seat.member);
                let groups: Vec<&str> = dossier
                    .groups
                    .iter()
                    .filter(|g| !is_regional(&g.id) && g.holds(&seat.member, date))
                    // A short id says what it is; a long one is for files.
                    .map(|g| if g.id.as_str().contains('_') { g.name.as_str() } else { g.id.as_str() })
                    .collect();
                let suspension = body.suspension(&seat.member, text.date.as_ref());
                let remark = match (seat.standing, suspension) {
                    (Standing::Voting, _) => member.map_or(String::new(), |m| m.note.clone()),
                    (Standing::NoVote, Some(s)) => format!("may not vote ({})", s.cites),
                    (Standing::NoVote, None) => "may not vote".to_owned(),
                    (Standing::NotParticipating, _) => "takes no part".to_owned(),
                    (Standing::MustAbstain, _) => {
                        "a party to the dispute, must abstain (Charter Art. 27 (3))".to_owned()
                    }
                };
                SeatView {
                    id: seat.member.clone(),
                    name: dossier.member_name(&seat.member).to_owned(),
                    vote: seat.counted(),
                    recorded: text.record.votes.0.get(&seat.member).copied(),
                    standing: seat.standing,
                    region: regional.iter().position(|g| g.holds(&seat.member, date)),
                    permanent: permanent.is_some_and(|set| set.contains(&seat.member)),
                    groups: groups.join(", "),
                    remark,
                    lean: text.whip.as_ref().and_then(|whip| Some(SeatLean::new(whip.leans.get(&seat.member)?, whip))),
                }
            })
            .collect();
        Self {
            symbol: text.label().to_owned(),
            title: text.title.clone(),
            subtitle: subtitle(text, rule, true),
            headline: subtitle(text, rule, false),
            scenario: scenario.to_owned(),
            source: text.source_line(),
            date: floor.date.clone(),
            edited: text.changed_count(),
            body: body.name.clone(),
            plan: body.plan,
            seats,
            regions: regional.iter().map(|g| g.name.clone()).collect(),
            counts: floor.ballot.counts(),
            tally: floor.ballot.tally.filter(|_| floor.basis == Basis::Tally),
            basis: floor.basis,
            from_empty: floor.from_empty,
            moved: floor.moved,
            short_of: floor.short_of,
            reacted: 0,
            fate: Fate::Voted,
            unset: floor.ballot.unset(),
            bar: Bar::new(rule, &floor.ballot, &verdict, matches!(floor.basis, Basis::RollCall | Basis::Tally)),
            verdict,
            recorded: (text.record.outcome, text.record.outcome_note.clone()),
        }
    }

    /// The same under what the scenario does to the text.
    #[must_use]
    pub fn with_fate(mut self, fate: Fate, reacted: usize) -> Self {
        if fate == Fate::Assumed {
            "assumed".clone_into(&mut self.bar.spare);
            "in this scenario".clone_into(&mut self.bar.needed);
        } else if let Some(word) = fate.word() {
            self.bar = Bar { spare: word.to_owned(), needed: "in this scenario".to_owned(), ..Bar::default() };
        }
        Self { reacted, fate, ..self }
    }

    /// The seat of a member.
    #[must_use]
    pub fn seat(&self, id: &MemberId) -> Option<&SeatView> {
        let place = self.seats.binary_search_by(|seat| seat.id.cmp(id)).ok()?;
        self.seats.get(place)
    }

    /// How many voted so: counted, or published; none where that is not known.
    #[must_use]
    pub fn count(&self, vote: Vote) -> Option<u32> {
        match (self.basis, &self.tally) {
            (Basis::RollCall, _) => Some(self.counts.of(vote)),
            (Basis::Tally, Some(tally)) => tally.of(vote),
            _ => None,
        }
    }

    /// "93–18–65", always Yes–No–Abstain; a dash of three dots for what is not recorded.
    #[must_use]
    pub fn tally_words(&self) -> String {
        if let Some(word) = self.fate.word() {
            return word.to_owned();
        }
        let one = |vote| self.count(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
        match self.basis {
            Basis::RollCall | Basis::Tally => {
                format!("{}–{}–{}", one(Vote::Yes), one(Vote::No), one(Vote::Abstain))
            }
            Basis::Result => "result only".to_owned(),
            Basis::Nothing => "no votes".to_owned(),
        }
    }

    /// The outcome in one word, at the head of a line.
    #[must_use]
    pub fn outcome_words(&self) -> &'static str {
        match &self.fate {
            Fate::Withdrawn => "Withdrawn",
            Fate::Moot(_) => "Moot",
            Fate::NotPut(_) => "Not put",
            Fate::Voted | Fate::Assumed => self.verdict.outcome.map_or("Not known", Outcome::label),
        }
    }

    /// The whole vote in one sentence, for who cannot see the chart.
    #[must_use]
    pub fn sentence(&self) -> String {
        let place = format!("{} in the {}", self.symbol, self.body);
        match &self.fate {
            Fate::Voted => {}
            Fate::Assumed => {
                let votes = self.votes_sentence();
                return format!("{} (assumed in this scenario).", votes.trim_end_matches('.'));
            }
            Fate::Withdrawn => return format!("{place}: withdrawn in this scenario, not put to the vote."),
            Fate::Moot(why) | Fate::NotPut(why) => return format!("{place}: not put to the vote. {why}"),
        }
        self.votes_sentence()
    }

    fn votes_sentence(&self) -> String {
        let outcome = self.verdict.outcome.map_or("undecided", |outcome| match outcome {
            Outcome::Adopted => "adopted",
            Outcome::Rejected => "rejected",
            Outcome::Vetoed => "vetoed",
        });
        let one = |vote| self.count(vote).map_or_else(|| "an unrecorded number".to_owned(), |n| n.to_string());
        match self.basis {
            Basis::RollCall | Basis::Tally => format!(
                "{} in the {}: {} in favour, {} against, {} abstaining, {} not voting; {outcome}.",
                self.symbol,
                self.body,
                one(Vote::Yes),
                one(Vote::No),
                one(Vote::Abstain),
                one(Vote::Absent),
            ),
            Basis::Result => format!("{} in the {}: {outcome}; no counts are recorded.", self.symbol, self.body),
            Basis::Nothing if self.verdict.outcome.is_some() => {
                format!("{} in the {}: {outcome}; no votes are known.", self.symbol, self.body)
            }
            Basis::Nothing => format!("{} in the {}: no votes yet.", self.symbol, self.body),
        }
    }
}

/// Whether a group is one of the regional groups of the United Nations, by which seats can be coloured.
fn is_regional(id: &GroupId) -> bool {
    id.as_str().starts_with("RG_")
}

fn subtitle(text: &Text, rule: &Rule, dated: bool) -> String {
    let mut parts = Vec::new();
    match text.kind {
        TextKind::AsAmended => parts.push(format!("Draft {} as amended", text.symbol)),
        kind if text.symbol.is_empty() => parts.push(kind.label().to_owned()),
        kind => parts.push(format!("{} {}", kind.label(), text.symbol)),
    }
    if !text.resolution.is_empty() {
        parts.push(text.resolution.clone());
    }
    if let Some(date) = text.date.as_ref().filter(|_| dated) {
        parts.push(date.in_words());
    }
    let name = rule.name.split_once(": ").map_or(rule.name.as_str(), |(_, what)| what);
    parts.push(if rule.cites.is_empty() { name.to_owned() } else { format!("{name} ({})", rule.cites) });
    if text.as_published.is_some() {
        parts.push("record changed by hand".to_owned());
    }
    parts.join(" · ")
}
