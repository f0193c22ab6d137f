//! Rules against record: what the rule of each roll call says of its votes, beside what the source says came of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    archive::{Archive, Chamber, Forum, RollCall, Selection, Verdicts, absences_listed},
    model::{
        Ballot, Basis, Body, Counts, Date, Extra, FloorPlan, MemberId, NamedSet, Outcome, RuleId, Seat, SetId,
        Standing, Tally, Vote,
    },
    rules::{
        ConditionResult, Measure, Need, PERMANENT, Role, Rule, Test, Verdict, Who, council_rule_on, decide,
        decide_counts, is_permanent, of_the_republic, preset,
    },
};

/// What an outcome under a rule does not take into account, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caveat {
    /// The source lists nobody as absent, so that how many members there were is not known: the quorum was left out.
    QuorumLeftOut,
    /// Fewer members voted than the quorum asks for, and who else was present is not recorded: the quorum was left out.
    QuorumUnseen,
    /// The rule counts all members, and how many there were is not known.
    MembersUnknown,
    /// Neither votes nor totals are known.
    NoVotes,
    /// The rule is not one that the program knows.
    UnknownRule,
    /// The published totals are more than any body has votes.
    TooLarge,
    /// The totals leave open what the rule asks for: whose No it was, or a weight that the collection does not have.
    Open,
}

impl Caveat {
    /// The sentence for it.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::QuorumLeftOut => "The source lists nobody as absent: the quorum could not be checked.",
            Self::QuorumUnseen => {
                "Fewer voted than the quorum; who else was present is not recorded, and the quorum was left out."
            }
            Self::MembersUnknown => "The source lists nobody as absent, and the rule counts all members.",
            Self::NoVotes => "Neither votes nor totals are known.",
            Self::UnknownRule => "The rule of this roll call is not known.",
            Self::TooLarge => "The published totals are too large to be votes.",
            Self::Open => "What is known does not decide this rule.",
        }
    }
}

/// A roll call under its rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The rule, see [`rule_of`].
    pub rule: RuleId,
    /// What the outcome rests on: the listed votes, the published totals, or nothing.
    pub basis: Basis,
    /// What the rule says; none where it cannot be told, see `caveat`.
    pub outcome: Option<Outcome>,
    /// Votes to spare (zero or more) or missing (negative): for a share of those present and voting, how many may go from
    /// Yes to No, or would have to go from No to Yes.
    pub margin: Option<i64>,
    /// How one-sided it was, from 0 (decided by a single vote) to 1 (nobody on the other side): the votes to spare over
    /// the most there could have been, or the votes missing beyond the first over the most that could have been missing.
    /// None where the rule sets a limit and asks for no number.
    pub scale: Option<f64>,
    /// What the source says came of it.
    pub recorded: Option<Outcome>,
    /// Whether the rule and the record come to the same; none where one of them is not known. A text that the source gives
    /// as rejected and the rule as vetoed is not adopted either way: they agree.
    pub agrees: Option<bool>,
    /// Whether the published totals differ from the listed votes.
    pub totals_differ: bool,
    /// What the published totals give under the same rule, where they differ from the listed votes.
    pub by_totals: Option<Outcome>,
    /// Other rules of the same body under which these votes give the recorded outcome, where rule and record differ.
    pub explained_by: Vec<RuleId>,
    /// What the outcome leaves out, or why there is none.
    pub caveat: Option<Caveat>,
}

impl Decided {
    /// Whether it belongs on the list of differences: the rule and the record, or where the source records no outcome the
    /// listed votes and the published totals, come to different outcomes.
    #[must_use]
    pub fn differs(&self) -> bool {
        match self.agrees {
            Some(agrees) => !agrees,
            None if self.recorded.is_none() => {
                self.outcome.zip(self.by_totals).is_some_and(|(a, b)| a.is_adopted() != b.is_adopted())
            }
            None => false,
        }
    }
}

/// The rule of a roll call: its own where the collection gives one, else that of its body as it was on the day, see
/// [`council_rule_on`].
#[must_use]
pub fn rule_of(roll_call: &RollCall, forum: Option<&Forum>) -> Option<RuleId> {
    match &roll_call.rule {
        Some(own) => Some(own.clone()),
        None => Some(council_rule_on(&forum?.rule, roll_call.date.as_ref())),
    }
}

/// Decides every roll call of a collection, in its order.
///
/// Members are those that the collection lists as entitled to vote, and those that it lists as absent are absent. Where
/// the roll calls of a session list nobody as absent and not always the same members, only those that voted are listed:
/// the quorum is left out then, and a rule that counts all members says nothing.
#[must_use]
pub fn verdicts(archive: &Archive) -> Vec<Decided> {
    let hall = Hall::new(archive);
    (0..archive.roll_calls.len()).into_par_iter().map(|number| hall.decided(number)).collect()
}

/// The verdicts as columns, for filters and orders.
#[must_use]
pub fn columns_of(decided: &[Decided]) -> Verdicts {
    Verdicts {
        outcomes: decided.iter().map(|one| one.recorded.or(one.outcome)).collect(),
        margins: decided.iter().map(|one| one.margin).collect(),
        scales: decided.iter().map(|one| one.scale).collect(),
        differs: decided.iter().map(Decided::differs).collect(),
        totals_differ: decided.iter().map(|one| one.totals_differ).collect(),
    }
}

/// A rule with what it becomes where the number of members is not known.
struct Known {
    rule: &'static Rule,
    /// Without the quorums that count all members; none where another condition counts them.
    lenient: Option<Rule>,
    /// Whether it has a quorum that is left out then.
    quorum: bool,
    /// Whether it asks who voted, and not only how many.
    names: bool,
}

/// What all roll calls of a collection share.
struct Hall<'a> {
    archive: &'a Archive,
    rules: BTreeMap<RuleId, Known>,
    /// The sessions of bodies in which the members that did not vote are listed.
    absences: Selection,
    /// The permanent members of the Council among the members of the collection, one bit each: while the Republic of China
    /// held China's seat, and since.
    permanent: [Vec<u64>; 2],
}

impl<'a> Hall<'a> {
    fn new(archive: &'a Archive) -> Self {
        let ids: BTreeSet<RuleId> =
            archive.roll_calls.iter().filter_map(|roll| rule_of(roll, forum(archive, roll))).collect();
        let others = archive.forums.iter().flat_map(candidates).map(|id| RuleId::from(*id));
        let known = |id: RuleId| Some((id.clone(), Known::new(preset(&id)?)));
        // A day before and one after the seat passed on; which ones does not matter.
        let permanent = [19_460_117, 19_720_101].map(|day| permanent_bits(archive, Date::unpacked(day).as_ref()));
        Self {
            rules: ids.into_iter().chain(others).filter_map(known).collect(),
            absences: absences_listed(archive),
            archive,
            permanent,
        }
    }

    fn decided(&self, number: usize) -> Decided {
        let counts = self.archive.counts(number);
        let Some(roll_call) = self.archive.roll_calls.get(number) else { return Decided::nothing("".into(), None) };
        let rule = rule_of(roll_call, forum(self.archive, roll_call));
        let mut decided = Decided::nothing(rule.unwrap_or_else(|| "".into()), roll_call.recorded);
        let published = roll_call.published;
        decided.basis = match (counts.total() > 0, published.yes.is_some() && published.no.is_some()) {
            (true, _) => Basis::RollCall,
            (false, true) => Basis::Tally,
            (false, false) if roll_call.recorded.is_some() => Basis::Result,
            (false, false) => Basis::Nothing,
        };
        decided.totals_differ =
            self.archive.planes.listed(number) > 0 && published.differences(counts).next().is_some();
        let Some(known) = self.rules.get(&decided.rule) else {
            decided.caveat = Some(Caveat::UnknownRule);
            return decided;
        };
        match decided.basis {
            Basis::RollCall => self.by_roll_call(number, roll_call, known, &counts, &mut decided),
            Basis::Tally => {
                let Some(floor) = total_floor(&published, &[]) else {
                    decided.caveat = Some(Caveat::TooLarge);
                    return decided;
                };
                let complete = Vote::ALL.iter().all(|vote| published.of(*vote).is_some());
                let found = known.decide(complete, &mut decided.caveat, |rule| decide(rule, &floor));
                decided.take(found, known, self.archive.counts_or_totals(number));
            }
            Basis::Result | Basis::Nothing => decided.caveat = Some(Caveat::NoVotes),
        }
        decided
    }

    fn by_roll_call(&self, number: usize, roll: &RollCall, known: &Known, counts: &Counts, decided: &mut Decided) {
        let complete = self.absences.contains(number as u32);
        let forum = self.archive.forum(number);
        let council = forum.is_some_and(|forum| forum.chamber == Chamber::SecurityCouncil);
        let within = |set: &SetId| {
            let council = council && set.as_str() == PERMANENT;
            council.then(|| self.archive.planes.counts_within(number, self.permanent_on(roll)))
        };
        let by = |rule: &Rule| decide_counts(rule, counts, &within);
        let found = known.decide(complete, &mut decided.caveat, by);
        decided.take(found, known, Some(*counts));
        if decided.agrees == Some(false) {
            let others = forum.map_or(&[][..], candidates).iter().filter_map(|id| self.rules.get(&RuleId::from(*id)));
            let explains = |other: &&Known| {
                let found = other.decide(complete, &mut None, by).and_then(|verdict| verdict.outcome);
                other.rule.id != decided.rule && same(found, decided.recorded) == Some(true)
            };
            decided.explained_by = others.filter(explains).map(|other| other.rule.id.clone()).collect();
        }
        if decided.totals_differ && roll.published.yes.is_some() && roll.published.no.is_some() {
            let floor = self.differing_floor(number, roll, known, counts);
            let found = floor.and_then(|floor| known.decide(complete, &mut None, |rule| decide(rule, &floor)));
            decided.by_totals = found.and_then(|verdict| verdict.outcome);
        }
    }

    /// The permanent members on the day of a roll call.
    fn permanent_on(&self, roll: &RollCall) -> &[u64] {
        let [before, since] = &self.permanent;
        if of_the_republic(roll.date.as_ref()) { before } else { since }
    }

    /// A floor as large as the listed one that rests on the published totals. Who voted how is taken from the list where
    /// the rule asks it of certain members.
    fn differing_floor(&self, number: usize, roll: &RollCall, known: &Known, counts: &Counts) -> Option<Ballot> {
        let permanent = self.permanent_on(roll);
        let is_permanent = |voter: usize| permanent.get(voter / 64).is_some_and(|word| word >> (voter % 64) & 1 == 1);
        let asked = |(voter, _): &(usize, Vote)| known.names && is_permanent(*voter);
        let votes: Vec<Vote> = self.archive.votes(number).filter(asked).map(|(_, vote)| vote).collect();
        let mut floor = total_floor(&roll.published, &votes)?;
        let listed = counts.total() as usize;
        floor.seats.truncate(listed.max(votes.len()));
        let missing = listed.saturating_sub(floor.seats.len());
        floor.seats.extend((0..missing).map(|n| seat(format!("~~{n}").as_str(), None)));
        Some(floor)
    }
}

fn seat(member: &str, vote: Option<Vote>) -> Seat {
    Seat { member: member.into(), vote, standing: Standing::Voting }
}

/// A floor of seats without votes, as many as the totals name, and among them the permanent members that a veto may come
/// from, with their votes as far as they are given. None where the totals are too large to be votes.
fn total_floor(published: &Tally, permanent: &[Vote]) -> Option<Ballot> {
    if published.is_too_large() {
        return None;
    }
    let seats = published.sum();
    let votes = permanent.iter().copied().map(Some).chain(std::iter::repeat(None));
    let named = NAMED.iter().zip(votes).map(|(member, vote)| seat(member, vote));
    // Members whose votes are published as a number only are all alike.
    let others = std::iter::repeat_n(seat("~", None), (seats as usize).saturating_sub(NAMED.len()));
    let members = NAMED.iter().map(|id| MemberId::from(*id)).collect();
    let permanent = NamedSet { name: "permanent members".to_owned(), members };
    let body = Body {
        id: "~".into(),
        name: String::new(),
        plan: FloorPlan::default(),
        rule: "~".into(),
        seats: BTreeMap::new(),
        sets: BTreeMap::from([(PERMANENT.into(), permanent)]),
        weights: BTreeMap::new(),
        suspensions: Vec::new(),
        source: String::new(),
        extra: Extra::new(),
    };
    let seats = named.chain(others).take(seats as usize).collect();
    Some(Ballot { body: Arc::new(body), seats, tally: Some(*published) })
}

/// The permanent members as they stand on a floor of which only the totals are known.
const NAMED: [&str; 5] = ["CHN", "FRA", "GBR", "RUS", "USA"];

fn forum<'a>(archive: &'a Archive, roll_call: &RollCall) -> Option<&'a Forum> {
    archive.forums.get(roll_call.forum as usize)
}

/// Rules that texts of such a body are decided by.
fn candidates(forum: &Forum) -> &'static [&'static str] {
    match forum.chamber {
        Chamber::GeneralAssembly => &["ga-simple", "ga-two-thirds"],
        Chamber::SecurityCouncil => &["sc-substantive", "sc-procedural", "sc-substantive-11", "sc-procedural-11"],
        Chamber::Parliament if forum.id.as_str() == Forum::SENATE => &["votes-cast", "us-cloture", "us-two-thirds"],
        Chamber::Parliament => &["votes-cast"],
        Chamber::Other => &[],
    }
}

/// The members of a collection that hold a permanent seat on a day, one bit each.
fn permanent_bits(archive: &Archive, day: Option<&Date>) -> Vec<u64> {
    let mut bits = vec![0_u64; archive.planes.words()];
    for (place, voter) in archive.voters.iter().enumerate() {
        let holds = is_permanent(voter.id.as_str(), voter.names.iter().map(|spell| spell.value.as_str()), day);
        if let Some(word) = bits.get_mut(place / 64).filter(|_| holds) {
            *word |= 1 << (place % 64);
        }
    }
    bits
}

/// Whether two outcomes come to the same: adopted, or not.
fn same(a: Option<Outcome>, b: Option<Outcome>) -> Option<bool> {
    a.zip(b).map(|(a, b)| a.is_adopted() == b.is_adopted())
}

impl Known {
    fn new(rule: &'static Rule) -> Self {
        let conditions = rule.conditions();
        let by_members = |test: &Test| match test {
            Test::AtLeast { of, need: Need::Share { of: base, .. } } => counts_absent(of) || counts_absent(base),
            Test::AtLeast { of, .. } | Test::AtMost { of, .. } => counts_absent(of),
        };
        let quorum = conditions.iter().any(|c| c.role == Role::Quorum);
        let threshold = conditions.iter().any(|c| c.role != Role::Quorum && by_members(&c.test));
        let names = conditions.iter().any(|c| match &c.test {
            Test::AtLeast { of, .. } | Test::AtMost { of, .. } => of.within.is_some(),
        });
        let lenient = (!threshold).then(|| rule.without_quorum().unwrap_or_else(|| rule.clone()));
        Self { rule, lenient, quorum, names }
    }

    /// Decides `by` the rule; `complete` says whether the absent members are known.
    fn decide(&self, complete: bool, caveat: &mut Option<Caveat>, by: impl Fn(&Rule) -> Verdict) -> Option<Verdict> {
        let verdict = match (complete, &self.lenient) {
            (false, None) => {
                *caveat = Some(Caveat::MembersUnknown);
                return None;
            }
            (false, Some(lenient)) => {
                *caveat = self.quorum.then_some(Caveat::QuorumLeftOut);
                by(lenient)
            }
            (true, lenient) => {
                let (strict, lenient) = (by(self.rule), lenient.as_ref().filter(|_| self.quorum));
                // The vote was taken: whoever presided found the quorum, and those who did not vote may have been there.
                let short = |c: &ConditionResult| c.role == Role::Quorum && c.met == Some(false);
                match lenient.filter(|_| strict.conditions.iter().any(short)) {
                    Some(lenient) => {
                        *caveat = Some(Caveat::QuorumUnseen);
                        by(lenient)
                    }
                    None => strict,
                }
            }
        };
        if verdict.outcome.is_none() {
            *caveat = Some(Caveat::Open);
        }
        Some(verdict)
    }
}

/// Whether a measure counts members that took no part.
fn counts_absent(measure: &Measure) -> bool {
    matches!(measure.who, Who::Absent | Who::NotInFavour | Who::Members | Who::Eligible | Who::Participating)
}

impl Decided {
    fn nothing(rule: RuleId, recorded: Option<Outcome>) -> Self {
        Self {
            rule,
            basis: Basis::Nothing,
            outcome: None,
            margin: None,
            scale: None,
            recorded,
            agrees: None,
            totals_differ: false,
            by_totals: None,
            explained_by: Vec::new(),
            caveat: None,
        }
    }

    fn take(&mut self, found: Option<Verdict>, known: &Known, counts: Option<Counts>) {
        let Some(verdict) = found else { return };
        self.outcome = verdict.outcome;
        self.margin = verdict.margin;
        self.agrees = same(self.outcome, self.recorded);
        self.scale = counts.and_then(|counts| scale(known.rule, &verdict, &counts));
    }
}

/// How one-sided a vote was, from 0 to 1, so that votes under different rules and with different numbers of members can
/// stand on one scale.
///
/// Adopted: the votes to spare over the most that there could have been, with all those that the rule counts in favour.
/// Not adopted: the votes missing beyond the first over the most that there could have been, with nobody in favour. So 0
/// is decided by a single vote, and 1 is nobody on the other side. None where a limit and not a number needed decides.
fn scale(rule: &Rule, verdict: &Verdict, counts: &Counts) -> Option<f64> {
    let margin = verdict.margin?;
    let need = i64::try_from(verdict.main_condition()?.need?).ok()?;
    let base = match &rule.main_condition()?.test {
        Test::AtLeast { need: Need::Share { of, .. }, .. } => match of.who {
            Who::PresentAndVoting => counts.yes + counts.no,
            Who::Present => counts.yes + counts.no + counts.abstain,
            _ => counts.total(),
        },
        Test::AtLeast { .. } => counts.total(),
        Test::AtMost { .. } => return None,
    };
    let (above, most) = if margin >= 0 { (margin, i64::from(base) - need) } else { (-margin - 1, need - 1) };
    Some(if most <= 0 { 1.0 } else { (above as f64 / most as f64).clamp(0.0, 1.0) })
}
