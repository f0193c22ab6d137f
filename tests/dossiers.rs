//! The dossiers that come with the program: what their record supports, and what they only assume and say so.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]

use std::collections::BTreeMap;

use plenary::{
    io::{BuiltIn, DossierFile, china, ukraine},
    model::{Counts, Edit, Given, MemberId, Motion, Movers, Outcome, Roster, TextId, TextKind, Vote},
    procedure::{Put, Setting, Step, StepKind, agenda},
    rules::{decide, preset},
    scenario::{ChangeKind, Scenario, ScenarioId, floor, movers},
};

const L11: &str = "GA-20250224-L11-AMENDED";
const A_L_630: &str = "GA-19711025-7-RES2758";
const A_L_632: &str = "GA-19711025-3-IMPORTANT";
const SEPARATE: &str = "GA-19711025-6-SEPARATE";

fn votes(file: &DossierFile, text: &str) -> BTreeMap<MemberId, Vote> {
    file.dossier.text(&text.into()).expect("the text").record.votes.0.clone()
}

fn named<'a>(file: &'a DossierFile, name: &str) -> &'a Scenario {
    file.scenarios.iter().find(|scenario| scenario.name == name).expect(name)
}

/// Yes, No, Abstain and the outcome of a text under a scenario.
fn shown(file: &DossierFile, scenario: Option<ScenarioId>, text: &str) -> (u32, u32, u32, Option<Outcome>) {
    let floor = floor(&file.dossier, &file.scenarios, scenario, &text.into()).expect("a floor");
    let counts = floor.ballot.counts();
    let outcome = decide(preset(&floor.rule).expect("a preset"), &floor.ballot).outcome;
    (counts.yes, counts.no, counts.abstain, outcome)
}

fn codes(list: &str) -> Vec<MemberId> {
    list.split_whitespace().map(MemberId::from).collect()
}

#[test]
fn each_can_be_named_and_says_its_title_itself() {
    for one in BuiltIn::ALL {
        assert_eq!(BuiltIn::named(one.id()), Some(one));
        assert_eq!(one.file().dossier.title, one.title());
    }
    assert_eq!(BuiltIn::named("atlantis"), None);
}

#[test]
fn every_assumption_says_that_it_is_one_and_its_name_fits_the_strip() {
    for one in BuiltIn::ALL {
        for scenario in one.file().scenarios {
            assert!(scenario.name.chars().count() <= 34, "{}", scenario.name);
            assert!(!scenario.note.is_empty(), "{}", scenario.name);
            for change in &scenario.changes {
                assert!(!change.source.is_empty() && !change.label.is_empty(), "{}", scenario.name);
                if let ChangeKind::Reaction(reaction) = &change.kind {
                    assert_eq!((change.source.as_str(), reaction.source.as_str()), ("assumption", "assumption"));
                }
            }
            let assumed = scenario.changes.iter().any(|change| change.source == "assumption");
            assert_eq!(assumed, scenario.note.starts_with("An assumption"), "{}", scenario.name);
            let about_ukraine = scenario.changes.iter().any(|change| change.text.as_str() == L11);
            assert_eq!(about_ukraine, scenario.name.starts_with("Assumed: "), "{}", scenario.name);
        }
    }
    let file = ukraine();
    let names: Vec<&str> = file.scenarios.iter().take(2).map(|scenario| scenario.name.as_str()).collect();
    assert_eq!(names, ["US abstains", "Serbia as it meant"], "the first two stay the first");
}

/// Only the Council voted on the text without amendments: whoever voted otherwise there moves to that vote.
#[test]
fn the_reactions_of_the_record_are_the_votes_in_the_council() {
    let file = ukraine();
    let (council, assembly) = (votes(&file, "SC-20250224-7-RES2774"), votes(&file, L11));
    let text = file.dossier.text(&L11.into()).expect("the text");
    let amendments: Vec<&TextId> =
        file.dossier.texts.iter().filter(|t| t.amends.as_ref() == Some(&text.id)).map(|t| &t.id).collect();
    assert_eq!(amendments.len(), 4);
    let mut moved = BTreeMap::new();
    for reaction in &text.reactions {
        let given: Vec<Given> = amendments.iter().map(|id| Given { text: (*id).clone(), adopted: false }).collect();
        assert_eq!(reaction.given, given);
        assert!(reaction.from.is_none() && reaction.source.contains("S/2025/112"));
        for member in movers(&file.dossier, &reaction.movers, text.date.as_ref()) {
            assert_eq!(moved.insert(member.clone(), reaction.to), None, "{member} moves once");
        }
    }
    let expected: BTreeMap<MemberId, Vote> =
        council.into_iter().filter(|(member, vote)| assembly[member] != *vote).collect();
    assert_eq!(moved.len(), 11);
    assert_eq!(moved, expected);
    for other in file.dossier.texts.iter().filter(|other| other.id != text.id) {
        assert_eq!(other.reactions, [], "{}: nothing is known", other.id);
    }
}

#[test]
fn amendments_have_words_and_motions_have_an_effect() {
    for file in [ukraine(), china()] {
        for text in &file.dossier.texts {
            let day = ["2025-02-24", "1971-10-25"].contains(&text.date.as_ref().expect("a date").as_str());
            let root = text.amends.as_ref().map(|id| file.dossier.text(id).expect("the amended text"));
            if text.kind == TextKind::Amendment && day {
                let root = root.expect("it amends a text");
                assert!(!text.edits.is_empty(), "{}", text.id);
                let says = text.note.contains("paraphrase") || text.note.contains("words of this one are not known");
                assert!(says, "{} says whose words these are", text.id);
                assert!(text.edits.iter().all(|edit| match edit {
                    Edit::Replace { paragraph, words, .. } | Edit::Delete { paragraph, words } =>
                        root.paragraphs.iter().any(|p| p.id == *paragraph && p.text.contains(words.as_str())),
                    Edit::Insert { after, .. } => root.paragraphs.iter().any(|p| Some(&p.id) == after.as_ref()),
                }));
            }
            if text.kind == TextKind::Motion && text.id.as_str() != "SC-20220227-RES2623" {
                assert!(text.motion.is_some() && root.is_some(), "{}", text.id);
            }
            assert!(text.distance.is_none(), "{}: the order among the amendments is not known", text.id);
        }
    }
}

#[test]
fn the_votes_of_1971_stand_alike_in_both_dossiers() {
    let (world, china) = (ukraine(), china());
    assert_eq!(china.dossier.texts.len(), 7);
    for text in &china.dossier.texts {
        assert_eq!(world.dossier.text(&text.id), Some(text), "{}", text.id);
        let seats = |file: &DossierFile| floor(&file.dossier, &[], None, &text.id).expect("a floor").ballot.seats;
        assert_eq!(seats(&china).len(), 131);
        assert_eq!(seats(&china), seats(&world), "{}", text.id);
    }
    let motions: Vec<Option<Motion>> = china.dossier.texts.iter().map(|text| text.motion).collect();
    assert_eq!(
        motions,
        [
            None,
            Some(Motion::Adjourn),
            Some(Motion::Priority),
            Some(Motion::ImportantQuestion),
            None,
            None,
            Some(Motion::Division),
        ]
    );
    for member in &china.dossier.members {
        assert_eq!(world.dossier.member(&member.id), Some(member));
    }
}

#[test]
fn the_seven_votes_of_1971_are_the_steps_of_the_agenda() {
    let file = china();
    let steps = |scenario: Option<&str>| {
        let scenario = scenario.map(|name| named(&file, name).id);
        let setting = Setting { dossier: &file.dossier, rules: &[], scenarios: &file.scenarios, scenario };
        agenda(&setting, &A_L_630.into()).expect("an agenda").steps
    };
    let of = |steps: &[Step]| -> Vec<(String, Option<bool>)> {
        steps.iter().map(|step| (step.id.to_string(), step.carried())).collect()
    };
    let recorded = of(&steps(None));
    let names: Vec<&str> = recorded.iter().map(|(id, _)| id.as_str()).collect();
    let prefix = |n: usize| format!("GA-19711025-{n}-");
    assert!((1..=7).all(|n| names[n - 1].starts_with(&prefix(n))) && names.len() == 7, "{names:?}");
    let carried: Vec<Option<bool>> = recorded.iter().map(|(_, carried)| *carried).collect();
    let expected = [false, true, false, false, false, false, true].map(Some);
    assert_eq!(carried, expected);
    // The clause falls only where it needs two-thirds; the rest is adopted either way.
    for (name, clause) in [("If the separate vote carries", true), ("If both motions carry", false)] {
        let steps = steps(Some(name));
        let part = steps.iter().find(|step| step.kind == StepKind::Part).expect("the clause");
        assert_eq!((part.name.as_str(), part.carried()), ("Expulsion clause", Some(clause)), "{name}");
        assert_eq!(steps.last().and_then(Step::carried), Some(true), "{name}");
    }
    // Put off, nothing more is voted.
    let put: Vec<bool> = steps(Some("If the vote is put off")).iter().map(|step| step.put == Put::Voted).collect();
    assert_eq!(put, [true, false, false, false, false, false, false]);
}

/// What the assumed scenarios of L.11 come to: the final vote on the path that they suppose.
#[test]
fn the_assumptions_on_the_text_of_peace_are_counted_and_not_typed() {
    let file = ukraine();
    let last = |scenario: Option<ScenarioId>| {
        let setting = Setting { dossier: &file.dossier, rules: &[], scenarios: &file.scenarios, scenario };
        let step = agenda(&setting, &L11.into()).expect("an agenda").steps.pop().expect("the text");
        let tally = step.result.tally;
        (tally.yes.expect("counted"), tally.no.expect("counted"), tally.abstain.expect("counted"), step.result.outcome)
    };
    let (adopted, rejected) = (Some(Outcome::Adopted), Some(Outcome::Rejected));
    assert_eq!(last(None), (93, 8, 73, adopted), "the recorded path");
    let votes = votes(&file, L11);
    let group = |id: &str| file.dossier.group(&id.into()).expect("the group").roster_on(file.dossier.date.as_ref());
    let yes = |members: &Roster| members.iter().filter(|m| votes.get(*m) == Some(&Vote::Yes)).count() as u32;
    let allies: Roster = group("EU").iter().chain(group("NATO").iter()).cloned().collect();
    let moved = yes(&allies);
    assert_eq!(last(Some(named(&file, "Assumed: L.12 in, EU and NATO No").id)), (93 - moved, 8 + moved, 73, rejected));
    let sponsors = group("L11_SPONSORS_REPORTED").len() as u32;
    let lost = named(&file, "Assumed: L.13 lost, sponsors Yes").id;
    assert_eq!(last(Some(lost)), (93 + sponsors, 8, 73 - sponsors, adopted));
    // Unamended, the Council's fifteen vote as there: five more Yes from Abstain, Russia from No, five allies away.
    let unamended = named(&file, "Assumed: EU abstains unamended").id;
    let eu_outside = yes(&group("EU")) - 4;
    let expected = (93 + 6 - 5 - eu_outside, 7, 73 - 5 + 5 + eu_outside, adopted);
    assert_eq!(last(Some(unamended)), expected);
    let too = named(&file, "Assumed: its sponsors say Yes too").id;
    // The United States is among them, and moved with the Council already.
    assert_eq!(last(Some(too)), (expected.0 + sponsors - 1, 7, expected.2 - (sponsors - 1), adopted));
}

#[test]
fn the_note_on_1971_counts_right() {
    let file = china();
    let (adopted, rejected) = (Some(Outcome::Adopted), Some(Outcome::Rejected));
    assert_eq!(shown(&file, None, A_L_630), (76, 35, 17, adopted));
    assert_eq!(shown(&file, None, A_L_632), (55, 59, 15, rejected));
    let share = format!("76 of 111 is {:.1} %", 76.0 / f64::from(76 + 35) * 100.0);
    assert!(file.dossier.note.contains(&share) && file.dossier.note.contains("met two-thirds as well"));
    assert!(file.dossier.note.contains("55–59–15") && file.dossier.note.contains("76–35–17"));
    let floor = floor(&file.dossier, &[], None, &A_L_630.into()).expect("a floor");
    assert_eq!(decide(preset(&"ga-two-thirds".into()).expect("a rule"), &floor.ballot).outcome, adopted);
}

#[test]
fn the_important_question_would_not_have_decided_it_alone() {
    let file = china();
    let (adopted, rejected) = (Some(Outcome::Adopted), Some(Outcome::Rejected));
    let carries = named(&file, "If the important question carries");
    assert_eq!(shown(&file, Some(carries.id), A_L_632), (58, 56, 15, adopted));
    assert_eq!(shown(&file, Some(carries.id), A_L_630), (76, 35, 17, adopted), "76 of 111 under two-thirds");
    let floor = floor(&file.dossier, &file.scenarios, Some(carries.id), &A_L_630.into()).expect("a floor");
    assert_eq!(floor.rule.as_str(), "ga-two-thirds");
    let also = named(&file, "If the three also say No");
    assert_eq!(also.base, Some(carries.id));
    assert_eq!(shown(&file, Some(also.id), A_L_630), (73, 38, 17, rejected), "73 of 111, 74 needed");
    // The three are those that said No to it and Yes to another motion of the United States.
    let (important, priority, separate) =
        (votes(&file, A_L_632), votes(&file, "GA-19711025-2-PRIORITY"), votes(&file, SEPARATE));
    let swing: Vec<MemberId> = important
        .iter()
        .filter(|(m, vote)| **vote == Vote::No && (priority[*m] == Vote::Yes || separate[*m] == Vote::Yes))
        .map(|(member, _)| member.clone())
        .collect();
    assert_eq!(swing, codes("IRL SGP TTO"));
    let ChangeKind::Votes(changed) = &carries.changes[0].kind else { panic!("votes come first") };
    assert_eq!(changed.0, swing.into_iter().map(|member| (member, Vote::Yes)).collect());
}

#[test]
fn a_separate_vote_would_have_kept_the_clause_only_by_a_simple_majority() {
    let file = china();
    let (separate, whole) = (votes(&file, SEPARATE), votes(&file, A_L_630));
    let expected: Vec<MemberId> = separate
        .iter()
        .filter(|(m, vote)| **vote == Vote::Yes && [Vote::Yes, Vote::Abstain].contains(&whole[*m]))
        .map(|(member, _)| member.clone())
        .collect();
    for name in ["If the separate vote carries", "If both motions carry"] {
        let scenario = named(&file, name);
        let ChangeKind::Division(parts) = &scenario.changes[1].kind else { panic!("the division comes second") };
        let [part] = parts.as_slice() else { panic!("one part") };
        let root = file.dossier.text(&scenario.changes[1].text).expect("the text");
        assert!(part.holds.iter().all(|id| root.paragraphs.iter().any(|p| p.id == *id)));
        let [moves] = part.moves.as_slice() else { panic!("one move") };
        let Movers::Members(roster) = &moves.movers else { panic!("members") };
        assert_eq!(roster.iter().cloned().collect::<Vec<_>>(), expected);
        let mut ballot = floor(&file.dossier, &file.scenarios, Some(scenario.id), &root.id).expect("a floor").ballot;
        for member in roster.iter() {
            ballot.seat_mut(member).expect("a seat").vote = Some(moves.to);
        }
        let counts: Counts = ballot.counts();
        assert_eq!((counts.yes, counts.no), (71, 52));
        let outcome = |rule: &str| decide(preset(&rule.into()).expect("a rule"), &ballot).outcome;
        assert_eq!(outcome("ga-simple"), Some(Outcome::Adopted));
        assert_eq!(outcome("ga-two-thirds"), Some(Outcome::Rejected));
    }
}
