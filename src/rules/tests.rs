//! Tables of cases for every preset, and random ballots against formulas written apart from the rules.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "a test may fail in any of these ways"
)]

use std::{collections::BTreeMap, sync::Arc};

use super::*;
use crate::model::{
    Ballot, Body, Extra, FloorPlan, MemberId, NamedSet, Outcome, Record, Seat, Standing, Tally, Terms, Vote, Weight,
};

const ADOPTED: Option<Outcome> = Some(Outcome::Adopted);
const REJECTED: Option<Outcome> = Some(Outcome::Rejected);
const VETOED: Option<Outcome> = Some(Outcome::Vetoed);

/// Shares of the population in hundredths of a percent, 10001 in all.
const POPULATIONS: [u64; 27] = [
    1849, 1517, 1323, 1078, 833, 423, 401, 262, 242, 236, 234, 231, 213, 202, 143, 132, 125, 121, 119, 86, 64, 47, 42,
    30, 21, 15, 12,
];

fn member(n: usize) -> MemberId {
    format!("M{n:03}").into()
}

/// A body of `n` members; the first five are permanent, the weights are those of `populations`.
fn body(n: usize, populations: &[u64]) -> Arc<Body> {
    let permanent = NamedSet { name: "permanent members".into(), members: (0..n.min(5)).map(member).collect() };
    let values = populations.iter().enumerate().map(|(n, weight)| (member(n), *weight)).collect();
    let weight = Weight { name: "population".into(), unit: String::new(), values, source: String::new() };
    Arc::new(Body {
        id: "B".into(),
        name: "The body".into(),
        plan: FloorPlan::Hemicycle,
        rule: "ga-simple".into(),
        seats: (0..n).map(|n| (member(n), Terms::always())).collect(),
        sets: BTreeMap::from([(PERMANENT.into(), permanent)]),
        weights: BTreeMap::from([(POPULATION.into(), weight)]),
        suspensions: Vec::new(),
        source: String::new(),
        extra: Extra::new(),
    })
}

fn floor(body: &Arc<Body>, votes: impl IntoIterator<Item = Option<Vote>>) -> Ballot {
    let seat = |(n, vote)| Seat { member: member(n), vote, standing: Standing::Voting };
    Ballot { body: Arc::clone(body), seats: votes.into_iter().enumerate().map(seat).collect(), tally: None }
}

/// A floor written as letters, "YYN AX": spaces do not count, a dot is a vote that is not set.
fn ballot(letters: &str) -> Ballot {
    let votes: Vec<Option<Vote>> = letters
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| if c == '.' { None } else { Vote::parse(&c.to_string()) })
        .collect();
    floor(&body(votes.len(), if votes.len() == 27 { &POPULATIONS } else { &[] }), votes)
}

fn counts(yes: usize, no: usize, abstain: usize, absent: usize) -> Ballot {
    ballot(&["Y".repeat(yes), "N".repeat(no), "A".repeat(abstain), "X".repeat(absent)].concat())
}

fn rule(id: &str) -> &'static Rule {
    preset(&id.into()).expect("a preset")
}

fn by(id: &str, ballot: &Ballot) -> (Option<Outcome>, Option<i64>) {
    let verdict = decide(rule(id), ballot);
    (verdict.outcome, verdict.margin)
}

#[test]
fn majorities_by_counts() {
    let cases = [
        ("ga-simple", [5, 5, 0, 0], REJECTED, Some(-1)),
        ("ga-simple", [5, 4, 1, 0], ADOPTED, Some(0)),
        ("ga-simple", [6, 5, 0, 0], ADOPTED, Some(0)),
        ("ga-simple", [7, 4, 0, 0], ADOPTED, Some(1)),
        ("ga-simple", [1, 0, 9, 0], ADOPTED, Some(0)),
        ("ga-simple", [0, 0, 10, 0], REJECTED, Some(-1)),
        ("ga-simple", [5, 0, 0, 5], REJECTED, Some(-1)),
        ("ga-simple", [6, 0, 0, 5], ADOPTED, Some(2)),
        ("ga-two-thirds", [6, 3, 0, 0], ADOPTED, Some(0)),
        ("ga-two-thirds", [5, 3, 1, 0], REJECTED, Some(-1)),
        ("ga-two-thirds", [7, 3, 0, 0], ADOPTED, Some(0)),
        ("ga-two-thirds", [20, 10, 5, 5], ADOPTED, Some(0)),
        ("ga-two-thirds", [19, 10, 5, 5], REJECTED, Some(-1)),
        ("ga-two-thirds", [20, 11, 5, 5], REJECTED, Some(-1)),
        ("ga-two-thirds", [4, 1, 0, 5], REJECTED, Some(-1)),
        ("hrc", [12, 12, 23, 0], REJECTED, Some(-1)),
        ("hrc", [13, 12, 22, 0], ADOPTED, Some(0)),
        ("ecosoc", [20, 20, 14, 0], REJECTED, Some(-1)),
        ("ecosoc", [21, 20, 13, 0], ADOPTED, Some(0)),
        ("iaea-board", [10, 10, 15, 0], REJECTED, Some(-1)),
        ("iaea-board", [11, 10, 3, 11], ADOPTED, Some(0)),
        ("iaea-board", [11, 10, 2, 12], REJECTED, Some(-1)),
        ("iaea-board-budget", [20, 10, 5, 0], ADOPTED, Some(0)),
        ("iaea-board-budget", [19, 10, 6, 0], REJECTED, Some(-1)),
        ("consensus", [0, 0, 1, 31], ADOPTED, None),
        ("consensus", [31, 1, 0, 0], REJECTED, Some(-1)),
        ("eu-simple", [14, 13, 0, 0], ADOPTED, Some(0)),
        ("eu-simple", [13, 0, 14, 0], REJECTED, Some(-1)),
        ("eu-unanimity", [1, 0, 26, 0], ADOPTED, Some(0)),
        ("eu-unanimity", [26, 1, 0, 0], REJECTED, Some(-1)),
        ("eu-unanimity", [0, 0, 27, 0], REJECTED, Some(-1)),
        ("eu-unanimity", [13, 0, 0, 14], REJECTED, Some(-1)),
        ("sc-procedural", [9, 6, 0, 0], ADOPTED, Some(0)),
        ("sc-procedural", [8, 0, 7, 0], REJECTED, Some(-1)),
        ("sc-procedural-11", [7, 4, 0, 0], ADOPTED, Some(0)),
        ("sc-procedural-11", [6, 0, 5, 0], REJECTED, Some(-1)),
        ("votes-cast", [5, 5, 0, 0], REJECTED, Some(-1)),
        ("votes-cast", [1, 0, 9, 700], ADOPTED, Some(0)),
        ("votes-cast", [301, 300, 100, 4], ADOPTED, Some(0)),
        ("votes-cast", [0, 0, 10, 0], REJECTED, Some(-1)),
        ("us-two-thirds", [66, 33, 1, 0], ADOPTED, Some(0)),
        ("us-two-thirds", [53, 45, 0, 2], REJECTED, Some(-13)),
        ("us-cloture", [60, 40, 0, 0], ADOPTED, Some(0)),
        ("us-cloture", [59, 41, 0, 0], REJECTED, Some(-1)),
        ("us-cloture", [60, 0, 0, 40], ADOPTED, Some(0)),
        ("us-cloture", [59, 30, 0, 11], REJECTED, Some(-1)),
        // With one seat vacant three-fifths of ninety-nine are 59.4, and so sixty.
        ("us-cloture", [59, 40, 0, 0], REJECTED, Some(-1)),
        ("us-cloture", [59, 39, 0, 0], ADOPTED, Some(0)),
    ];
    for (id, [yes, no, abstain, absent], outcome, margin) in cases {
        let found = by(id, &counts(yes, no, abstain, absent));
        if id == "consensus" && outcome == ADOPTED {
            assert_eq!(found.0, outcome);
        } else {
            assert_eq!(found, (outcome, margin), "{id} {yes}-{no}-{abstain}-{absent}");
        }
    }
    let verdict = decide(rule("ga-two-thirds"), &counts(6, 3, 0, 0));
    assert_eq!(verdict.main_condition().and_then(|c| c.need), Some(6), "two-thirds of nine");
}

#[test]
fn nobody_adopts_nothing_under_any_preset() {
    for rule in presets() {
        for letters in ["X", "."] {
            for n in [0, 1, 15, 27, 193] {
                let verdict = decide(rule, &ballot(&letters.repeat(n)));
                assert_eq!(verdict.outcome, REJECTED, "{} with {n} of {letters}", rule.id);
            }
        }
    }
}

#[test]
fn a_tie_is_never_adopted() {
    for rule in presets() {
        // Nine a side would be enough for the Security Council, which has no more than fifteen seats, and seven for
        // the Council of eleven.
        for n in [1, 4, 5] {
            assert_ne!(decide(rule, &counts(n, n, 0, 0)).outcome, ADOPTED, "{}", rule.id);
        }
    }
    assert_eq!(by("sc-procedural", &counts(8, 7, 0, 0)).0, REJECTED);
}

#[test]
fn the_security_council() {
    // The first five are permanent.
    let cases = [
        ("AYYYY YYYYY AAAAA", ADOPTED, Some(0)),
        ("XYYYY YYYYY AAAAA", ADOPTED, Some(0)),
        ("AAAAA YYYYY YYYYA", ADOPTED, Some(0)),
        ("NYYYY YYYAA AAAAA", REJECTED, Some(-2)),
        ("NYYYY YYYYA AAAAA", REJECTED, Some(-1)),
        ("NYYYY YYYYY AAAAA", VETOED, Some(-1)),
        ("NYYYY YYYYY YYYYY", VETOED, Some(-1)),
        ("NNNYY YYYYY YYYAA", VETOED, Some(-3)),
        ("YYYYY YYYYN NNNNN", ADOPTED, Some(0)),
        ("YYYYY YYYNN NNNNN", REJECTED, Some(-1)),
        ("YYYYY YYYYY YYYYY", ADOPTED, Some(6)),
        ("YYYYY YYY.. .....", REJECTED, Some(-1)),
    ];
    for (letters, outcome, margin) in cases {
        assert_eq!(by("sc-substantive", &ballot(letters)), (outcome, margin), "{letters}");
    }
    assert_eq!(by("sc-procedural", &ballot("NNNYY YYYYY YYAAA")), (ADOPTED, Some(0)));
}

#[test]
fn the_security_council_of_eleven() {
    let cases = [
        ("AYYYY YYYAA A", ADOPTED, Some(0)),
        ("AYYYY YYAAA A", REJECTED, Some(-1)),
        ("NYYYY YYYAA A", VETOED, Some(-1)),
        ("NYYYY YYAAA A", REJECTED, Some(-1)),
        ("YYYYY YYYYN N", ADOPTED, Some(2)),
        ("XAAAY YYYYY Y", ADOPTED, Some(0)),
    ];
    for (letters, outcome, margin) in cases {
        assert_eq!(by("sc-substantive-11", &ballot(letters)), (outcome, margin), "{letters}");
    }
    assert_eq!(by("sc-procedural-11", &ballot("NNNYY YYYYY A")), (ADOPTED, Some(0)));
}

/// A floor of 27 where the named places are in favour and the others have the given vote.
fn union(in_favour: impl Fn(usize) -> bool, other: Vote) -> Ballot {
    floor(&body(27, &POPULATIONS), (0..27).map(|n| Some(if in_favour(n) { Vote::Yes } else { other })))
}

#[test]
fn the_council_of_the_european_union() {
    // The three largest against: 24 in favour with 53.1 %, adopted since only three oppose.
    let three = union(|n| n >= 3, Vote::No);
    let verdict = decide(rule("eu-qmv"), &three);
    assert_eq!(verdict.outcome, ADOPTED);
    let met: Vec<_> = verdict.conditions.iter().map(|c| (c.have, c.need, c.met)).collect();
    assert_eq!(
        met,
        [(Some(24), Some(15), Some(true)), (Some(5312), Some(6501), Some(false)), (Some(3), Some(3), Some(true))]
    );
    assert_eq!(decide(rule("eu-qmv"), &union(|n| n >= 4, Vote::Abstain)).outcome, REJECTED, "four abstain, 42.3 %");
    assert_eq!(decide(rule("eu-qmv-reinforced"), &three).outcome, REJECTED, "no such clause in Art. 238 (2)");
    // Exactly at the population threshold and one hundredth below it, with fifteen members.
    let mut weights = vec![3500 / 12; 27];
    weights.iter_mut().take(15).for_each(|weight| *weight = 400);
    for (fifteenth, outcome) in [(6500 - 14 * 400, ADOPTED), (6499 - 14 * 400, REJECTED)] {
        weights[14] = fifteenth;
        let favour: u64 = weights.iter().take(15).sum();
        weights.iter_mut().skip(15).for_each(|weight| *weight = 0);
        weights[26] = 10_000 - favour;
        for other in [Vote::No, Vote::Abstain, Vote::Absent] {
            let ballot = floor(&body(27, &weights), (0..27).map(|n| Some(if n < 15 { Vote::Yes } else { other })));
            assert_eq!(decide(rule("eu-qmv"), &ballot).outcome, outcome, "{favour} {other:?}");
        }
    }
    assert_eq!(decide(rule("eu-qmv"), &union(|n| n < 14, Vote::No)).outcome, REJECTED, "fourteen are no 55 %");
    assert_eq!(decide(rule("eu-qmv-reinforced"), &union(|n| n < 20, Vote::No)).outcome, ADOPTED);
    assert_eq!(decide(rule("eu-qmv-reinforced"), &union(|n| n < 19, Vote::No)).outcome, REJECTED);
    assert_eq!(decide(rule("eu-simple"), &union(|n| n < 14, Vote::No)).outcome, ADOPTED);
    assert_eq!(decide(rule("eu-simple"), &union(|n| n < 13, Vote::No)).outcome, REJECTED);
    // Two that have opted out leave 25: 14 are 55 % of them.
    let mut out = union(|n| n < 14, Vote::No);
    for n in [25, 26] {
        out.seat_mut(&member(n)).expect("a seat").standing = Standing::NotParticipating;
    }
    let verdict = decide(rule("eu-qmv"), &out);
    assert_eq!(verdict.conditions.first().map(|c| (c.have, c.need)), Some((Some(14), Some(14))));
    assert_eq!(verdict.outcome, ADOPTED);
}

#[test]
fn a_seat_without_a_vote_counts_as_absent() {
    let mut ballot = ballot("YYYNNXX");
    assert_eq!(by("ga-simple", &ballot).0, ADOPTED);
    for n in [0, 1] {
        ballot.seat_mut(&member(n)).expect("a seat").standing = Standing::NoVote;
    }
    let counts = ballot.counts();
    assert_eq!((counts.yes, counts.no, counts.absent), (1, 2, 4));
    assert_eq!(by("ga-simple", &ballot).0, REJECTED);
}

#[test]
fn a_quorum_alone_can_fail_a_vote() {
    let verdict = decide(rule("ga-two-thirds"), &counts(96, 0, 0, 97));
    assert_eq!((verdict.outcome, verdict.margin), (REJECTED, Some(-1)));
    let met: Vec<_> = verdict.conditions.iter().map(|c| (c.role, c.met)).collect();
    assert_eq!(met, [(Role::Threshold, Some(true)), (Role::Quorum, Some(false))]);
    assert_eq!(by("ga-two-thirds", &counts(97, 0, 0, 96)).0, ADOPTED);
}

fn at_least(of: Measure, need: Need) -> Formula {
    let test = Test::AtLeast { of, need };
    Formula::Condition(Condition { label: "c".into(), test, role: Role::Threshold, cites: String::new() })
}

fn own(formula: Formula) -> Rule {
    Rule {
        id: "own".into(),
        name: "Own".into(),
        short: "own".into(),
        formula,
        cites: String::new(),
        note: String::new(),
        extra: Extra::new(),
    }
}

#[test]
fn composed_rules_follow_their_parts() {
    let two_permanent = at_least(Measure::of(Who::Yes).within(PERMANENT), Need::Number(2));
    let heavy = at_least(
        Measure::of(Who::Yes).weighted(POPULATION),
        Need::Share { num: 1, den: 2, of: Measure::of(Who::Members).weighted(POPULATION), more_than: true },
    );
    let nine = at_least(Measure::of(Who::Yes), Need::Number(9));
    let rule = own(Formula::All(vec![two_permanent, Formula::Any(vec![heavy, Formula::All(vec![nine])])]));
    let body = body(10, &[60, 5, 5, 5, 5, 4, 4, 4, 4, 4]);
    let outcome = |letters: &str| {
        let votes: Vec<_> = letters.chars().map(|c| Vote::parse(&c.to_string())).collect();
        decide(&rule, &floor(&body, votes)).outcome
    };
    assert_eq!(outcome("YYNNNNNNNN"), ADOPTED, "two permanent and 65 of 100");
    assert_eq!(outcome("YNNNNYYYYY"), REJECTED, "one permanent");
    assert_eq!(outcome("NYYYYYYYYY"), ADOPTED, "nine, and 40 of 100");
    assert_eq!(outcome("NYYYYYYYYN"), REJECTED, "eight, and 36 of 100");
    for empty in [Formula::All(vec![]), Formula::Any(vec![])] {
        assert_eq!(decide(&own(empty), &counts(10, 0, 0, 0)).outcome, REJECTED, "an empty rule adopts nothing");
    }
}

#[test]
fn what_the_body_lacks_is_a_problem_and_gives_no_outcome() {
    let share = |den| Need::Share { num: 1, den, of: Measure::of(Who::Members), more_than: false };
    let cases = [
        (at_least(Measure::of(Who::Yes).within("none"), Need::Number(1)), "no set \"none\""),
        (at_least(Measure::of(Who::Yes).weighted("none"), Need::Number(1)), "no weight \"none\""),
        (at_least(Measure::of(Who::Yes), share(0)), "zero below its line"),
    ];
    for (formula, says) in cases {
        let verdict = decide(&own(Formula::All(vec![formula])), &counts(9, 0, 0, 0));
        assert_eq!((verdict.outcome, verdict.margin), (None, None));
        assert!(verdict.conditions[0].problem.as_ref().is_some_and(|problem| problem.contains(says)), "{says}");
    }
}

/// Totals over seats without votes, some of them known.
fn totals(n: usize, known: &[(usize, Vote)], [yes, no, abstain, absent]: [Option<u32>; 4]) -> Ballot {
    let mut ballot = ballot(&".".repeat(n));
    for (place, vote) in known {
        ballot.seat_mut(&member(*place)).expect("a seat").vote = Some(*vote);
    }
    ballot.tally = Some(Tally { yes, no, abstain, absent });
    ballot
}

#[test]
fn totals_decide_what_they_can_and_no_more() {
    let full = |a: u32, b: u32, c: u32, d: u32| [Some(a), Some(b), Some(c), Some(d)];
    let no = |n| (n, Vote::No);
    let cases = [
        ("ga-two-thirds", totals(193, &[], full(88, 55, 23, 27)), REJECTED, "three parts of five"),
        ("ga-simple", totals(193, &[], full(88, 55, 23, 27)), ADOPTED, "more in favour"),
        ("ga-simple", totals(193, &[], [Some(88), Some(55), None, None]), ADOPTED, "143 present are a quorum"),
        ("ga-simple", totals(193, &[], [Some(60), Some(30), None, None]), None, "whether 97 were present is open"),
        ("ga-simple", totals(193, &[], [Some(60), Some(30), None, Some(96)]), ADOPTED, "96 absent leave 97 present"),
        ("ga-simple", totals(193, &[], [Some(60), Some(30), None, Some(97)]), REJECTED, "97 absent leave 96 present"),
        ("ga-simple", totals(193, &[], [None; 4]), None, "nothing is known"),
        ("sc-substantive", totals(15, &[], full(10, 0, 5, 0)), ADOPTED, "nobody against"),
        ("sc-substantive", totals(15, &[], full(9, 1, 5, 0)), None, "whose No it was is open"),
        ("sc-substantive", totals(15, &[no(3)], [Some(9), Some(1), None, None]), VETOED, "a known veto"),
        ("sc-substantive", totals(15, &[no(9)], full(9, 1, 5, 0)), ADOPTED, "the one No is known and no veto"),
        ("sc-substantive", totals(15, &[no(9)], full(9, 2, 4, 0)), None, "the other No is open"),
        ("sc-substantive", totals(15, &[no(3)], full(8, 1, 6, 0)), REJECTED, "want of nine"),
        (
            "sc-substantive",
            totals(15, &[(9, Vote::Yes)], [Some(9), Some(6), None, None]),
            None,
            "six No may be elected members",
        ),
        ("sc-procedural", totals(15, &[], full(9, 6, 0, 0)), ADOPTED, "no veto"),
        ("eu-qmv", totals(27, &[], [Some(24), Some(3), None, None]), ADOPTED, "three not in favour at most"),
        ("eu-qmv", totals(27, &[], full(15, 12, 0, 0)), None, "whose population is open"),
        ("eu-qmv", totals(27, &[], full(14, 13, 0, 0)), REJECTED, "fourteen"),
    ];
    for (id, ballot, outcome, why) in cases {
        assert_eq!(decide(rule(id), &ballot).outcome, outcome, "{id}: {why}");
    }
    // With more No than there are non-permanent members left to give them, one of them is a veto.
    let seven = (5..12).map(|n| (n, Vote::Yes)).collect::<Vec<_>>();
    assert_eq!(decide(rule("sc-substantive"), &totals(15, &seven, full(9, 3, 3, 0))).outcome, None);
    assert_eq!(decide(rule("sc-substantive"), &totals(15, &seven, full(9, 4, 2, 0))).outcome, VETOED);
    // Where counts do not decide, the recorded result stands for the text's own rule only.
    let record = Record { outcome: VETOED, ..Record::default() };
    let open = totals(15, &[], full(9, 1, 5, 0));
    assert_eq!(decide_record(rule("sc-substantive"), &open, &record, true).outcome, VETOED);
    assert_eq!(decide_record(rule("sc-substantive"), &open, &record, false).outcome, None);
}

#[test]
fn every_preset_reads_back_from_json() {
    assert_eq!(presets().len(), 18);
    for rule in presets() {
        let text = serde_json::to_string(rule).expect("json");
        assert_eq!(serde_json::from_str::<Rule>(&text).expect("a rule"), *rule);
        assert!(rule.conditions().iter().any(|c| c.role == Role::Threshold), "{}", rule.id);
        assert_eq!(presets().iter().filter(|other| other.id == rule.id).count(), 1);
    }
}

#[test]
fn counts_decide_as_the_seats_do() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for size in [1, 2, 5, 11, 15, 40] {
        for _ in 0..400 {
            let votes = random.votes(size);
            let floor = floor(&body(size, &[]), votes.iter().copied().map(Some));
            let within = |set: &crate::model::SetId| {
                (set.as_str() == PERMANENT).then(|| votes.iter().take(5).copied().collect::<crate::model::Counts>())
            };
            let all = floor.counts();
            for rule in presets() {
                let weighs = rule.conditions().iter().any(|condition| match &condition.test {
                    Test::AtLeast { of, .. } | Test::AtMost { of, .. } => of.weight.is_some(),
                });
                let found = decide_counts(rule, &all, &within);
                if weighs {
                    assert!(found.conditions.iter().any(|condition| condition.problem.is_some()));
                } else {
                    assert_eq!(found, decide(rule, &floor), "{} {votes:?}", rule.id);
                }
            }
        }
    }
    let unknown = decide_counts(rule("sc-substantive"), &counts(9, 0, 6, 0).counts(), &|_| None);
    assert_eq!(unknown.outcome, None);
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    /// A floor whose votes lean to one side or another, so that close calls and wide ones both come up.
    fn votes(&mut self, n: usize) -> Vec<Vote> {
        let lean: Vec<Vote> =
            Vote::ALL.iter().flat_map(|vote| vec![*vote; usize::try_from(self.below(4)).unwrap_or(0)]).collect();
        let lean = if lean.is_empty() { Vote::ALL.to_vec() } else { lean };
        (0..n).map(|_| lean[usize::try_from(self.below(lean.len() as u64)).unwrap_or(0)]).collect()
    }
}

fn tally(votes: &[Vote]) -> (usize, usize, usize) {
    let count = |vote| votes.iter().filter(|v| **v == vote).count();
    (count(Vote::Yes), count(Vote::No), count(Vote::Abstain))
}

/// 20 000 random floors of each size in turn, against a formula that knows nothing of the rules.
fn agrees(id: &str, sizes: &[usize], formula: impl Fn(&[Vote], &[u64]) -> Outcome) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut seen = BTreeMap::new();
    for n in 0..20_000 {
        let size = sizes[n % sizes.len()];
        let votes = random.votes(size);
        let weights: Vec<u64> = (0..size).map(|_| random.below(50)).collect();
        let body = body(size, &weights);
        let mut ballot = floor(&body, votes.iter().copied().map(Some));
        let verdict = decide(rule(id), &ballot);
        let expected = formula(&votes, &weights);
        assert_eq!(verdict.outcome, Some(expected), "{id} {votes:?} {weights:?}");
        let margin = verdict.margin;
        assert!(
            margin.is_none_or(|margin| (margin >= 0) == (expected == Outcome::Adopted)),
            "{id} {votes:?} {margin:?}"
        );
        *seen.entry(expected).or_insert(0) += 1;
        // From No to Yes never loses a text.
        if let Some(seat) = ballot.seats.iter_mut().find(|seat| seat.vote == Some(Vote::No)) {
            seat.vote = Some(Vote::Yes);
            let after = decide(rule(id), &ballot).outcome;
            assert!(expected != Outcome::Adopted || after == ADOPTED, "{id} {votes:?}");
        }
    }
    assert!(seen.values().all(|count| *count > 100) && seen.len() >= 2, "{id} saw only {seen:?}");
}

fn either(adopted: bool) -> Outcome {
    if adopted { Outcome::Adopted } else { Outcome::Rejected }
}

#[test]
fn random_floors_agree_with_a_formula_of_their_own() {
    let small = [1, 2, 3, 5, 6, 9, 12, 20];
    agrees("ga-simple", &small, |votes, _| {
        let (yes, no, abstain) = tally(votes);
        either(yes > no && 2 * (yes + no + abstain) > votes.len())
    });
    agrees("ga-two-thirds", &small, |votes, _| {
        let (yes, no, abstain) = tally(votes);
        either(yes > 0 && yes >= 2 * no && 2 * (yes + no + abstain) > votes.len())
    });
    agrees("sc-substantive", &[15], |votes, _| {
        let (yes, ..) = tally(votes);
        match (yes >= 9, votes[..5].contains(&Vote::No)) {
            (false, _) => Outcome::Rejected,
            (true, true) => Outcome::Vetoed,
            (true, false) => Outcome::Adopted,
        }
    });
    agrees("sc-substantive-11", &[11], |votes, _| {
        let (yes, ..) = tally(votes);
        match (yes >= 7, votes[..5].contains(&Vote::No)) {
            (false, _) => Outcome::Rejected,
            (true, true) => Outcome::Vetoed,
            (true, false) => Outcome::Adopted,
        }
    });
    agrees("votes-cast", &small, |votes, _| {
        let (yes, no, _) = tally(votes);
        either(yes > no)
    });
    agrees("us-two-thirds", &small, |votes, _| {
        let (yes, no, _) = tally(votes);
        either(yes > 0 && 3 * yes >= 2 * (yes + no))
    });
    agrees("us-cloture", &small, |votes, _| {
        let (yes, ..) = tally(votes);
        either(yes > 0 && 5 * yes >= 3 * votes.len())
    });
    agrees("eu-qmv", &[4, 5, 7, 11, 27], |votes, weights| {
        let (yes, ..) = tally(votes);
        let all: u64 = weights.iter().sum();
        let favour: u64 =
            votes.iter().zip(weights).filter(|(vote, _)| **vote == Vote::Yes).map(|(_, weight)| weight).sum();
        let people = favour > 0 && 100 * favour >= 65 * all;
        either(yes > 0 && 100 * yes >= 55 * votes.len() && (people || votes.len() - yes < 4))
    });
}

#[test]
fn a_recorded_result_holds_under_the_milder_rule_or_the_stricter() {
    let holds = |given: &str, now: &str, adopted| still_holds(&given.into(), &now.into(), adopted);
    assert!(holds("ga-two-thirds", "ga-simple", true), "two-thirds is a majority as well");
    assert!(holds("ga-simple", "ga-two-thirds", false), "without a majority there are no two-thirds");
    assert!(!holds("ga-two-thirds", "ga-simple", false) && !holds("ga-simple", "ga-two-thirds", true));
    assert!(holds("sc-substantive", "sc-substantive", false) && !holds("sc-substantive", "sc-procedural", true));
}

#[test]
fn weights_without_bounds_are_added_up_without_an_overflow() {
    let ballot = floor(&body(3, &[u64::MAX, u64::MAX, 5]), [Some(Vote::Yes), Some(Vote::Yes), Some(Vote::No)]);
    let weighted = Measure::of(Who::Yes).weighted(POPULATION);
    assert_eq!(measure(&weighted, &ballot).expect("a sum").exact(), Some(u64::MAX));
    let shares = Rule {
        formula: Formula::Condition(Condition {
            test: Test::AtLeast { of: weighted.clone(), need: Need::Number(7) },
            ..preset(&"eu-qmv".into()).expect("the rule").conditions()[0].clone()
        }),
        ..preset(&"eu-qmv".into()).expect("the rule").clone()
    };
    assert!(crate::rules::Linear::new(&shares, &ballot).is_err());
    // Each may be held, and not all of them together.
    let ballot = floor(&body(3, &[i64::MAX as u64 / 2; 3]), [Some(Vote::Yes); 3]);
    assert!(crate::rules::Linear::new(&shares, &ballot).is_err());
    let ballot = floor(&body(3, &[Weight::MOST; 3]), [Some(Vote::Yes); 3]);
    assert!(crate::rules::Linear::new(&shares, &ballot).is_ok());
}
