//! Roll calls under their rules, against formulas written apart from the rules and against known votes.

use plenary::{
    analysis::{Caveat, Decided, columns_of, rule_of, verdicts},
    archive::{Archive, Chamber, Forum, Index, RollCall},
    model::{Basis, Outcome, Tally},
};

use crate::made_up::{archive, lettered};

const ADOPTED: Option<Outcome> = Some(Outcome::Adopted);
const REJECTED: Option<Outcome> = Some(Outcome::Rejected);
const VETOED: Option<Outcome> = Some(Outcome::Vetoed);

fn ids(found: &Decided) -> Vec<&str> {
    found.explained_by.iter().map(|rule| rule.as_str()).collect()
}

#[test]
fn random_roll_calls_agree_with_a_formula_of_their_own() {
    let archive = archive(31, 4000, 60);
    let (mut adopted, mut rejected, mut differ, mut explained, mut by_totals) = (0, 0, 0, 0, 0);
    for (n, found) in verdicts(&archive).iter().enumerate() {
        let (counts, roll) = (archive.counts(n), &archive.roll_calls[n]);
        let council = roll.forum == 1;
        let present = counts.yes + counts.no + counts.abstain;
        let (simple, enough) = if council {
            let early = roll.date.as_ref().is_some_and(|date| date.as_str() < "1966-01-01");
            let veto = (0..5).any(|voter| archive.vote(n, voter) == Some(plenary::model::Vote::No));
            let enough = counts.yes >= if early { 7 } else { 9 };
            (enough && !veto, enough)
        } else {
            let enough = counts.yes > counts.no && 2 * present > counts.total();
            (enough, enough)
        };
        let expected = match (simple, enough) {
            (true, _) => ADOPTED,
            (false, true) => VETOED,
            (false, false) => REJECTED,
        };
        assert_eq!((found.outcome, found.basis), (expected, Basis::RollCall), "{roll:?} {counts:?}");
        let is = |outcome: Option<Outcome>| outcome.map(Outcome::is_adopted);
        assert_eq!(found.agrees, is(roll.recorded).map(|recorded| Some(recorded) == is(expected)));
        let differs = [
            (roll.published.yes, counts.yes),
            (roll.published.no, counts.no),
            (roll.published.abstain, counts.abstain),
        ];
        let differs =
            differs.iter().any(|(published, counted)| published.is_some_and(|published| published != *counted));
        assert_eq!(found.totals_differ, differs);
        if found.agrees == Some(false) && !council {
            // Two-thirds asked for, and a simple majority had: that is what such a record tells.
            let two_thirds = counts.yes > 0 && counts.yes >= 2 * counts.no && 2 * present > counts.total();
            let by_two_thirds = is(roll.recorded) == Some(two_thirds);
            assert_eq!(ids(found).contains(&"ga-two-thirds"), by_two_thirds, "{counts:?}");
            explained += usize::from(by_two_thirds);
        }
        if differs && !council {
            let published = roll.published;
            let (yes, no) = (published.yes.expect("yes"), published.no.expect("no"));
            let present = yes + no + published.abstain.expect("abstentions");
            let expected = if yes > no && 2 * present > counts.total() { ADOPTED } else { REJECTED };
            assert_eq!(found.by_totals, expected);
            by_totals += 1;
        }
        if let (Some(margin), Some(scale)) = (found.margin, found.scale) {
            assert_eq!(margin >= 0, expected == ADOPTED);
            assert!((0.0..=1.0).contains(&scale));
            if !council && counts.yes + counts.no > 3 && found.caveat.is_none() && 2 * present > counts.total() {
                let sides = (counts.yes, counts.no);
                assert_eq!(scale == 1.0, sides.0 == 0 || sides.1 == 0, "{counts:?}");
                assert_eq!(
                    scale == 0.0,
                    sides.0.abs_diff(sides.1) <= 2
                        && (sides.0 <= sides.1) == (sides.1 - sides.0.min(sides.1) <= 1 && expected == REJECTED),
                    "{counts:?} {scale}"
                );
            }
        }
        adopted += usize::from(expected == ADOPTED);
        rejected += usize::from(expected == REJECTED);
        differ += usize::from(found.differs());
    }
    let seen = (adopted, rejected, differ, explained, by_totals);
    assert!(adopted > 200 && rejected > 200 && differ > 20 && explained > 10 && by_totals > 40, "{seen:?}");
}

const COUNCIL: [&str; 15] = ["CHN", "FRA", "GBR", "RUS", "USA", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];

#[test]
fn the_council_before_and_after_it_was_enlarged() {
    let lines = [
        "1964-01-01 AYYYY YYYAA A....",
        "1964-01-01 NYYYY YYYAA A....",
        "1964-01-01 NYYYY YAAAA A....",
        "1965-11-23 AYYYY YYAAA Y....",
        "1966-01-01 AYYYY YYAAA Y....",
        "2022-02-25 AYYNY YYYYY YYAAY",
        "2025-02-24 YAAYY YYYYY YYAAA",
    ];
    let mut archive = lettered(Chamber::SecurityCouncil, "sc-substantive", &COUNCIL, &lines);
    let found = verdicts(&archive);
    let outcomes: Vec<_> = found.iter().map(|one| one.outcome).collect();
    assert_eq!(outcomes, [ADOPTED, VETOED, REJECTED, ADOPTED, REJECTED, VETOED, ADOPTED]);
    let rules: Vec<_> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules[..5], ["sc-substantive-11"; 4].into_iter().chain(["sc-substantive"]).collect::<Vec<_>>());
    // A source that knows only "not adopted" agrees with a veto; one that says adopted had a question of procedure.
    archive.roll_calls[5].recorded = REJECTED;
    archive.roll_calls[1].recorded = ADOPTED;
    let found = verdicts(&archive);
    assert_eq!((found[5].agrees, found[1].agrees), (Some(true), Some(false)));
    assert_eq!(ids(&found[1]), ["sc-procedural-11"]);
    // A rule of the roll call's own goes before the date.
    archive.roll_calls[1].rule = Some("sc-procedural".into());
    assert_eq!(verdicts(&archive)[1].outcome, REJECTED, "eight are not nine");
}

#[test]
fn permanent_members_are_known_by_their_names_too() {
    let mut archive = lettered(Chamber::SecurityCouncil, "sc-substantive", &COUNCIL, &["1980-01-01 YYYNY YYYYY YYYYY"]);
    for (voter, name) in [(3, "Union of Soviet Socialist Republics"), (5, "Côte d'Ivoire")] {
        archive.voters[voter].id = format!("x{voter}").as_str().into();
        archive.voters[voter].named(name, None);
        archive.voters[voter].settle();
    }
    assert_eq!(verdicts(&archive)[0].outcome, VETOED);
}

#[test]
fn where_absences_are_not_listed_the_quorum_is_left_out() {
    let members = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    // Only those who voted are listed, now these and now those.
    let lines = ["2019-01-01 YYN.......", "2019-01-02 YY...NNN..", "2019-01-03 ......YYYA"];
    for (rule, caveat, expected) in [
        ("ga-simple", Some(Caveat::QuorumLeftOut), [ADOPTED, REJECTED, ADOPTED]),
        ("votes-cast", None, [ADOPTED, REJECTED, ADOPTED]),
        ("us-cloture", Some(Caveat::MembersUnknown), [None; 3]),
        ("eu-simple", Some(Caveat::MembersUnknown), [None; 3]),
        ("nobody's", Some(Caveat::UnknownRule), [None; 3]),
    ] {
        let found = verdicts(&lettered(Chamber::Parliament, rule, &members, &lines));
        let outcomes: Vec<_> = found.iter().map(|one| one.outcome).collect();
        assert_eq!(outcomes, expected, "{rule}");
        assert!(found.iter().all(|one| one.caveat == caveat), "{rule} {found:?}");
    }
    // One listed absence shows that the source lists them: now it is seen that fewer voted than the quorum, and no more,
    // since the vote was taken and who did not vote may have been there.
    let lines = ["2019-01-01 YYNXXXXXXX", "2019-01-02 YYYYNNXXXX"];
    let found = verdicts(&lettered(Chamber::Other, "ga-simple", &members, &lines));
    assert_eq!((found[0].outcome, found[1].outcome), (ADOPTED, ADOPTED));
    assert_eq!((found[0].caveat, found[1].caveat), (Some(Caveat::QuorumUnseen), None));
    // Absences in its new sessions say nothing of the old ones, whose absent members nobody listed.
    let lines = [
        "2018-01-01 YYN.......",
        "2018-02-02 YY...NNN..",
        "2019-01-01 YYNXXXXXXX",
        "2019-02-02 YYYYNNXXXX",
        "2019-03-03 YYYYYNNNNN",
    ];
    let mut mixed = lettered(Chamber::Other, "ga-simple", &members, &lines);
    for named in [true, false] {
        let found = verdicts(&mixed);
        let told: Vec<_> = found.iter().map(|one| (one.outcome, one.caveat)).collect();
        let (left_out, unseen) = (Some(Caveat::QuorumLeftOut), Some(Caveat::QuorumUnseen));
        let expected =
            [(ADOPTED, left_out), (REJECTED, left_out), (ADOPTED, unseen), (ADOPTED, None), (REJECTED, None)];
        assert_eq!(told, expected, "sessions named: {named}");
        // Where the source names no session, the year stands for it.
        mixed.roll_calls.iter_mut().for_each(|roll| roll.session.clear());
    }
    // Always the same members, all of them voting, are a body of that size.
    let lines = ["2019-01-01 YYYYYYNNNN", "2019-01-02 YYYYYNNNNN"];
    let found = verdicts(&lettered(Chamber::Parliament, "us-cloture", &members, &lines));
    assert_eq!((found[0].outcome, found[1].outcome), (ADOPTED, REJECTED));
}

#[test]
fn what_would_explain_a_record() {
    let members = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    let lines = ["2023-10-27 YYYYYYNNNA", "2023-10-27 YYYYYNNNAA", "2023-10-27 NNNNNNYYXX"];
    let mut archive = lettered(Chamber::GeneralAssembly, "ga-simple", &members, &lines);
    for (n, recorded) in [(0, ADOPTED), (1, REJECTED), (2, ADOPTED)] {
        archive.roll_calls[n].recorded = recorded;
    }
    let found = verdicts(&archive);
    assert_eq!((found[0].agrees, ids(&found[0])), (Some(true), vec![]));
    assert_eq!((found[1].agrees, ids(&found[1])), (Some(false), vec!["ga-two-thirds"]), "5 to 3 are no two-thirds");
    assert_eq!((found[2].agrees, ids(&found[2])), (Some(false), vec![]), "no rule adopts two to six");
    let table = columns_of(&found);
    assert_eq!(table.differs, [false, true, true]);
    assert_eq!(table.outcomes, [ADOPTED, REJECTED, ADOPTED], "the record is what a list shows");
    let mut senate = lettered(Chamber::Parliament, "votes-cast", &members, &["2020-01-01 YYYYYNNXXX"]);
    senate.roll_calls[0].recorded = REJECTED;
    assert!(ids(&verdicts(&senate)[0]).is_empty(), "no other parliament has its cloture");
    senate.forums[0].id = Forum::SENATE.into();
    assert_eq!(ids(&verdicts(&senate)[0]), ["us-cloture"], "a motion for cloture wants six of ten");
}

#[test]
fn totals_alone_decide_what_they_can() {
    let forum = |rule: &str, chamber| Forum { id: "F".into(), name: "F".into(), chamber, rule: rule.into() };
    let decided = |chamber, rule: &str, [yes, no, abstain, absent]: [Option<u32>; 4], recorded| {
        let roll =
            RollCall { id: "1".into(), published: Tally { yes, no, abstain, absent }, recorded, ..RollCall::default() };
        let archive = Archive { forums: vec![forum(rule, chamber)], roll_calls: vec![roll], ..Archive::default() };
        let found = verdicts(&archive).remove(0);
        (found.basis, found.outcome, found.caveat)
    };
    let (ga, sc) = (Chamber::GeneralAssembly, Chamber::SecurityCouncil);
    let full = |a: u32, b: u32, c: u32, d: u32| [Some(a), Some(b), Some(c), Some(d)];
    let open = |a: u32, b: u32| [Some(a), Some(b), None, None];
    let cases = [
        (ga, "ga-simple", full(88, 55, 23, 27), (Basis::Tally, ADOPTED, None)),
        (ga, "ga-two-thirds", full(88, 55, 23, 27), (Basis::Tally, REJECTED, None)),
        (ga, "ga-simple", full(60, 30, 3, 100), (Basis::Tally, ADOPTED, Some(Caveat::QuorumUnseen))),
        (ga, "ga-simple", open(60, 30), (Basis::Tally, ADOPTED, Some(Caveat::QuorumLeftOut))),
        (ga, "us-cloture", open(60, 30), (Basis::Tally, None, Some(Caveat::MembersUnknown))),
        (sc, "sc-substantive", full(9, 0, 6, 0), (Basis::Tally, ADOPTED, None)),
        (sc, "sc-substantive", full(9, 1, 5, 0), (Basis::Tally, None, Some(Caveat::Open))),
        (sc, "sc-substantive", full(8, 1, 6, 0), (Basis::Tally, REJECTED, None)),
        (sc, "sc-procedural", full(9, 6, 0, 0), (Basis::Tally, ADOPTED, None)),
        (ga, "ga-simple", [None, Some(3), None, None], (Basis::Nothing, None, Some(Caveat::NoVotes))),
    ];
    for (chamber, rule, totals, expected) in cases {
        assert_eq!(decided(chamber, rule, totals, None), expected, "{rule} {totals:?}");
    }
    assert_eq!(decided(ga, "ga-simple", [None; 4], ADOPTED), (Basis::Result, None, Some(Caveat::NoVotes)));
}

#[test]
fn totals_that_no_body_has_decide_nothing() {
    let forum = Forum { id: "F".into(), name: "F".into(), chamber: Chamber::GeneralAssembly, rule: "ga-simple".into() };
    let most = Some(u32::MAX);
    let totals = [
        Tally { yes: most, no: Some(3), abstain: None, absent: None },
        Tally { yes: most, no: most, abstain: most, absent: most },
        Tally { yes: Some(60_000), no: Some(60_000), abstain: None, absent: None },
        Tally { yes: Some(60_000), no: Some(30_000), abstain: None, absent: None },
    ];
    let roll = |published| RollCall { id: "1".into(), published, ..RollCall::default() };
    let archive = Archive { forums: vec![forum], roll_calls: totals.map(roll).into(), ..Archive::default() };
    let found = verdicts(&archive);
    let _ = Index::new(&archive);
    for (number, one) in found.iter().take(3).enumerate() {
        assert_eq!((one.outcome, one.caveat, one.scale), (None, Some(Caveat::TooLarge), None));
        assert_eq!(archive.counts_or_totals(number), None);
    }
    assert_eq!((found[3].outcome, found[3].margin), (ADOPTED, Some(14_999)));
    // Beside a list of votes they only differ from it.
    let mut listed = lettered(Chamber::GeneralAssembly, "ga-simple", &["A", "B", "C"], &["1950-01-01 YYN"]);
    listed.roll_calls[0].published = totals[1];
    let one = &verdicts(&listed)[0];
    assert_eq!((one.outcome, one.totals_differ, one.by_totals), (ADOPTED, true, None));
    assert_eq!(plenary::model::Counts { yes: u32::MAX, no: 1, abstain: 0, absent: 7 }.total(), u32::MAX);
}

#[test]
fn totals_that_turn_the_outcome_are_a_difference_of_their_own() {
    let mut archive =
        lettered(Chamber::GeneralAssembly, "ga-simple", &["A", "B", "C"], &["1950-01-01 YYN", "1950-01-02 YNA"]);
    archive.roll_calls[0].published = Tally { yes: Some(1), no: Some(2), abstain: Some(0), absent: None };
    archive.roll_calls[1].published = Tally { yes: Some(1), no: Some(1), abstain: Some(1), absent: None };
    let found = verdicts(&archive);
    assert_eq!((found[0].outcome, found[0].by_totals, found[0].differs()), (ADOPTED, REJECTED, true));
    assert_eq!((found[1].outcome, found[1].by_totals, found[1].differs()), (REJECTED, None, false));
    archive.roll_calls[0].recorded = ADOPTED;
    assert!(!verdicts(&archive)[0].differs(), "the record settles it");
}

#[test]
fn a_collection_without_a_body_has_no_rule() {
    let archive = Archive { roll_calls: vec![RollCall::default()], ..Archive::default() };
    let found = verdicts(&archive);
    assert_eq!((found[0].outcome, found[0].caveat), (None, Some(Caveat::UnknownRule)));
    assert_eq!(rule_of(&archive.roll_calls[0], None), None);
}
