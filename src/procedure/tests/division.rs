//! Parts voted apart, and the whole that falls with them.

use super::{
    ADOPTED, REJECTED, amendment, draft_with, order,
    small::{Small, ids, paragraph, reaction, roll, roster, text},
    steps,
};
use crate::{
    model::{Edit, Motion, Movers, Outcome, Place, Text, TextKind, Vote},
    procedure::{Ground, Put, final_votes, study, tree, wording},
    scenario::{ChangeKind, Division, PartMove},
};

/// A draft of one preambular and two operative paragraphs.
fn with_parts(parts: &[(&str, &[&str], bool)], more: Vec<Text>) -> Small {
    let parts = parts.iter().map(|(id, holds, kept)| Text {
        holds: holds.iter().map(|id| (*id).to_owned()).collect(),
        record: roll(if *kept { "YYYYYNNNN" } else { "NNNNNYYYY" }),
        ..text(id, TextKind::Part, "ga-simple")
    });
    let mut small = draft_with(parts.chain(more).collect::<Vec<_>>());
    small.dossier.texts[0].paragraphs = vec![
        paragraph("PP", Place::Preambular, "Recalling its resolutions,"),
        paragraph("1", Place::Operative, "Calls for a ceasefire;"),
        paragraph("2", Place::Operative, "Decides to remain seized of the matter."),
    ];
    small
}

#[test]
fn the_whole_falls_with_all_its_operative_parts() {
    // The parts with whether they are kept, and what becomes of the whole.
    type Case<'a> = (&'a [(&'a str, &'a [&'a str], bool)], Option<&'a [&'a str]>);
    let cases: [Case<'_>; 5] = [
        (&[("P1", &["1"], false), ("P2", &["2"], true)], Some(&["P1"])),
        (&[("P1", &["1"], false), ("P2", &["2"], false)], None),
        (&[("P1", &["1", "2"], false)], None),
        (&[("P0", &["PP"], false)], Some(&["P0"])),
        (&[("P0", &["PP"], false), ("P2", &["2"], false)], Some(&["P0", "P2"])),
    ];
    for (parts, whole) in cases {
        let small = with_parts(parts, Vec::new());
        let agenda = steps(&small);
        let last = agenda.steps.last().expect("the text");
        let tree = tree(&small.setting(), &"D".into()).expect("a tree");
        let lit = tree.leaf_on(|on| on.sincere).expect("known results");
        assert!(lit.on.recorded);
        match whole {
            Some(fallen) => {
                assert_eq!((&last.put, last.result.outcome), (&Put::Voted, ADOPTED));
                assert_eq!((lit.fallen.clone(), lit.fell), (ids(fallen), false));
                assert!(last.place.contains("voted as a whole (rule 89)"));
            }
            None => {
                assert!(matches!(&last.put, Put::NotPut { why } if why.contains("rule 89")));
                assert_eq!((last.result.outcome, last.result.ground), (REJECTED, Ground::Fallen));
                assert!(lit.fell && lit.outcome == REJECTED);
            }
        }
    }
    // Where the wording is not known nothing says that all of it fell.
    let mut small = with_parts(&[("P1", &["1", "2"], false)], Vec::new());
    small.dossier.texts[0].paragraphs.clear();
    assert_eq!(steps(&small).steps[1].put, Put::Voted);
    // A new operative paragraph stands although all others fell.
    let insert = Edit::Insert { after: None, paragraph: paragraph("3", Place::Operative, "Urges restraint;") };
    let adding = |adopted: bool| Text { edits: vec![insert.clone()], ..amendment("A", None, adopted) };
    let small = |adopted: bool| with_parts(&[("P1", &["1", "2"], false)], vec![adding(adopted)]);
    assert_eq!(steps(&small(true)).steps[2].put, Put::Voted);
    assert!(matches!(steps(&small(false)).steps[2].put, Put::NotPut { .. }));
}

#[test]
fn parts_are_voted_apart_unless_a_motion_to_do_so_is_lost() {
    let asked = |votes: &str| Text {
        motion: Some(Motion::Division),
        record: roll(votes),
        ..text("M", TextKind::Motion, "ga-simple")
    };
    for (votes, apart) in [("YYYYYYYYY", true), ("NNNNNNNNN", false)] {
        let mut small = with_parts(&[("P1", &["1"], false)], vec![asked(votes), amendment("A", None, true)]);
        let waits = |kept: bool, to: Vote| reaction(&[("P1", kept)], &[0], None, to);
        small.dossier.texts[0].reactions = vec![waits(true, Vote::Absent), waits(false, Vote::No)];
        let agenda = steps(&small);
        assert_eq!(order(&agenda), ["A", "M", "P1", "D"]);
        assert_eq!(agenda.steps[2].put == Put::Voted, apart);
        let tree = tree(&small.setting(), &"D".into()).expect("a tree");
        assert_eq!(tree.leaves.len(), if apart { 4 } else { 2 });
        let last = agenda.steps[3].result.tally;
        assert_eq!((last.no, last.absent), if apart { (Some(4), Some(0)) } else { (Some(3), Some(1)) });
        let lit = tree.leaf_on(|on| on.sincere).expect("known results");
        let results = agenda.results(&lit.adopted, &lit.fallen);
        let ballot = final_votes(&small.setting(), &"D".into(), &results).expect("known votes");
        assert_eq!((Some(ballot.counts().no), Some(ballot.counts().absent)), (lit.tally.no, lit.tally.absent));
        // Where the motion was lost, the record is the whole text.
        let lit = tree.leaf_on(|on| on.recorded).expect("the record");
        assert_eq!(lit.fallen.len(), usize::from(apart));
    }
    // A part that was never voted, since the motion was lost: the record is the whole text.
    let mut small = with_parts(&[("P1", &["1"], false)], vec![asked("NNNNNNNNN")]);
    small.dossier.texts[1].record = crate::model::Record::default();
    let grown = tree(&small.setting(), &"D".into()).expect("a tree");
    assert!(grown.leaves.len() == 1 && grown.leaves[0].on.recorded && grown.leaves[0].fallen.is_empty());
    let small = small.with(vec![("M", ChangeKind::Assume(Outcome::Adopted))]);
    let grown = tree(&small.setting(), &"D".into()).expect("a tree");
    assert_eq!(grown.leaf_on(|on| on.recorded).map(|leaf| leaf.fallen.len()), Some(0));
    assert!(grown.leaf_on(|on| on.sincere).is_none(), "nothing is known of a vote that was not taken");
}

#[test]
fn a_part_that_a_scenario_makes_is_voted_as_the_whole_but_for_those_who_move() {
    let movers = |list: std::ops::Range<usize>| Movers::Members(roster(list));
    let part = |name: &str, holds: &str, moves: Vec<PartMove>| Division {
        name: name.to_owned(),
        holds: vec![holds.to_owned()],
        moves,
    };
    let parts = vec![
        part("The ceasefire", "1", vec![PartMove { movers: movers(0..3), to: Vote::No }]),
        part("The rest", "2", Vec::new()),
    ];
    let small = with_parts(&[], Vec::new()).with(vec![("D", ChangeKind::Division(parts))]);
    let agenda = steps(&small);
    assert_eq!(order(&agenda), ["D#1", "D#2", "D"]);
    let [first, second, _] = &agenda.steps[..] else { panic!("three steps") };
    assert_eq!((first.name.as_str(), first.short.as_str(), first.listed), ("The ceasefire", "paragraphs 1", false));
    assert_eq!((first.result.tally.yes, first.result.tally.no, first.carried()), (Some(3), Some(6), Some(false)));
    assert_eq!((second.result.tally.yes, second.carried()), (Some(6), Some(true)));
    let found = study(&small.setting(), &"D".into()).expect("the draft");
    let tree = found.tree.expect("two parts");
    assert_eq!(tree.leaf_on(|on| on.recorded).map(|leaf| leaf.fallen.len()), Some(0));
    let lit = tree.leaf_on(|on| on.sincere).expect("known votes");
    assert_eq!(lit.fallen, ids(&["D#1"]));
    let worded = wording(&small.setting(), &"D".into(), &lit.adopted, &lit.fallen).expect("the draft");
    let standing: Vec<String> = worded.paragraphs.iter().map(super::super::Marked::standing).collect();
    assert_eq!(standing, ["Recalling its resolutions,", "", "Decides to remain seized of the matter."]);
    assert_eq!(found.orders.expect("no amendments").allowed, 1);
    // Of a whole without a roll call nothing is known of its parts.
    let mut small = small;
    small.dossier.texts[0].record = super::small::tally(6, 3, 0, 0);
    assert_eq!(steps(&small).steps[0].result.ground, Ground::Nothing);
}

#[test]
fn nothing_is_left_to_vote_of_a_part_whose_paragraphs_are_taken_out() {
    let delete = |id: &str, of: &str, adopted: bool| Text {
        edits: vec![Edit::Delete { paragraph: of.to_owned(), words: String::new() }],
        ..amendment(id, None, adopted)
    };
    let parts: [(&str, &[&str], bool); 1] = [("P", &["1", "2"], true)];
    for (first, second, moot) in [(true, true, true), (true, false, false), (false, false, false)] {
        let small = with_parts(&parts, vec![delete("A", "1", first), delete("B", "2", second)]);
        let agenda = steps(&small);
        assert_eq!(order(&agenda), ["A", "B", "P", "D"]);
        assert_eq!(agenda.steps[2].put == Put::Moot { by: 1 }, moot);
        let tree = tree(&small.setting(), &"D".into()).expect("a tree");
        assert_eq!(tree.leaves.len(), 7);
        assert!(tree.leaf_on(|on| on.sincere).is_some_and(|leaf| leaf.fallen.is_empty()));
    }
    let one: [(&str, &[&str], bool); 1] = [("P", &["1"], true)];
    let agenda = steps(&with_parts(&one, vec![delete("A", "1", true)]));
    assert_eq!((&agenda.steps[0].collides[..], &agenda.steps[1].collides[..]), (&[1][..], &[0][..]));
}
