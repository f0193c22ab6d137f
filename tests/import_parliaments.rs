//! The readers of parliaments’ files: real files with all their figures, and made-up ones with every quirk.
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

#[path = "parliaments/quirks.rs"]
mod quirks;
#[path = "parliaments/random.rs"]
mod random;

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use plenary::{
    archive::{Chamber, Entry},
    io::import::{Imported, Input, Kind, Options, Severity, Silent, import},
    model::{Counts, Outcome, TextKind, Vote},
};

/// The files of a folder of real data; none where it is not there.
fn real(folder: &str, names: &[&str]) -> Option<Vec<Input>> {
    let root = std::env::var_os("PLENARY_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let paths: Vec<PathBuf> = names.iter().map(|name| root.join(folder).join(name)).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        println!("skipped: {} is not there", missing.display());
        return None;
    }
    Some(paths.iter().map(|path| Input::file(path)).collect())
}

fn read(inputs: &[Input]) -> Imported {
    let start = Instant::now();
    let imported = import(inputs, &Options::default(), &Silent).expect("files that can be read");
    let took = start.elapsed().as_secs_f64();
    println!("{}: {took:.3} s", inputs.iter().map(|input| input.name.as_str()).collect::<Vec<_>>().join(", "));
    imported
}

fn voter(imported: &Imported, id: &str) -> usize {
    imported.archive.voter(&id.into()).unwrap_or_else(|| panic!("a member {id}"))
}

fn roll(imported: &Imported, id: &str) -> usize {
    imported.archive.roll_calls.iter().position(|roll| roll.id == id).unwrap_or_else(|| panic!("a roll call {id}"))
}

fn extra<'a>(list: &'a [(String, String)], name: &str) -> Option<&'a str> {
    list.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn every_id_is_whole(imported: &Imported) {
    let mut ids: Vec<&str> = imported.archive.voters.iter().map(|voter| voter.id.as_str()).collect();
    assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), imported.archive.voters.len());
}

#[test]
fn the_senate_agrees_with_all_its_totals_without_the_president() {
    let names = ["S116_votes.csv", "S116_members.csv", "S116_rollcalls.csv"];
    let Some(inputs) = real("voteview", &names) else { return };
    let imported = read(&inputs);
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["voteview"]);
    assert_eq!((summary.roll_calls, summary.members, summary.votes), (720, 103, 72_285));
    assert_eq!((summary.totals.checked, summary.totals.agree, summary.totals.differ), (720, 720, 0));
    assert_eq!(summary.left_out, 0);
    assert_eq!(imported.findings.graded(Severity::Error), 0);
    assert_eq!(imported.findings.graded(Severity::Warning), 0);
    assert_eq!(imported.findings.of(Kind::NotOfTheBody), 285);
    every_id_is_whole(&imported);

    let archive = &imported.archive;
    assert_eq!(archive.forums.len(), 1);
    assert_eq!(archive.forums[0].id.as_str(), "US-SENATE");
    assert_eq!(archive.forums[0].chamber, Chamber::Parliament);
    assert_eq!(archive.forums[0].rule.as_str(), "votes-cast");
    let president = voter(&imported, "99912");
    assert_eq!(archive.voters[president].name(), "TRUMP, Donald John");
    assert!((0..720).all(|roll| archive.vote(roll, president).is_none()));
    let positions = archive.roll_calls.iter().flat_map(|roll| &roll.extra);
    let positions: Vec<&str> = positions
        .filter(|(name, _)| name == "Position of TRUMP, Donald John (99912)")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(positions.iter().filter(|value| **value == "Yea").count(), 258);
    assert_eq!(positions.iter().filter(|value| **value == "Nay").count(), 27);

    let total: Counts = (0..720).flat_map(|roll| archive.votes(roll)).map(|(_, vote)| vote).collect();
    assert_eq!((total.yes, total.no, total.abstain, total.absent), (47_025, 20_929, 43, 4_003));

    let sanders = archive.voters.iter().find(|voter| voter.name().starts_with("SANDERS")).expect("Sanders");
    assert_eq!(sanders.group_on(Some(&"2019-06-01".parse().unwrap())), Some("Independent"));
    assert_eq!(extra(&sanders.extra, "state_abbrev"), Some("VT"));

    let first = &archive.roll_calls[roll(&imported, "116-Senate-1")];
    assert_eq!(first.date.as_ref().unwrap().as_str(), "2019-01-08");
    assert_eq!(first.title, "On Cloture on the Motion to Proceed, S1");
    assert_eq!(first.result, "Cloture on the Motion to Proceed Rejected");
    assert_eq!(first.recorded, Some(Outcome::Rejected));
    assert_eq!(first.kind, TextKind::Motion);
    assert!(first.description.starts_with("A bill to make improvements"));
    assert_eq!(archive.counts(0), Counts { yes: 56, no: 44, abstain: 0, absent: 0 });
    // Every result of this Congress has words that are known; a veto that stands is a bill that fell.
    assert!(archive.roll_calls.iter().all(|roll| roll.recorded.is_some()));
    let vetoes = archive.roll_calls.iter().filter(|roll| roll.result == "Veto Sustained");
    assert_eq!(vetoes.filter(|roll| roll.recorded == Some(Outcome::Rejected)).count(), 6);
    // Cloture on bills goes by its own rule, three-fifths of the members, and the record bears it out every time.
    let mut odd: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut cloture, mut over_two_thirds) = (0, 0);
    for (number, roll) in archive.roll_calls.iter().enumerate() {
        let (counts, adopted) = (archive.counts(number), roll.recorded == Some(Outcome::Adopted));
        let members = counts.yes + counts.no + counts.abstain + counts.absent;
        let holds = match roll.rule.as_ref().map(|rule| rule.as_str()) {
            Some("us-cloture") => {
                cloture += 1;
                5 * counts.yes >= 3 * members
            }
            Some("us-two-thirds") => {
                over_two_thirds += 1;
                3 * counts.yes >= 2 * (counts.yes + counts.no)
            }
            other => {
                assert_eq!(other, None);
                counts.yes > counts.no
            }
        };
        if holds != adopted {
            *odd.entry(roll.result.as_str()).or_default() += 1;
        }
    }
    println!("cloture {cloture}, recorded otherwise {odd:?}");
    // Seven votes over a veto, five treaties, two on an impeachment.
    assert_eq!(over_two_thirds, 14);
    // Four amendments needed sixty votes by consent, and cloture on a change of the Senate’s rules
    // (SRES50), whose rule is left open.
    let expected = [("Amendment Rejected", 4), ("Cloture on the Motion to Proceed Rejected", 1)];
    assert_eq!(odd, BTreeMap::from(expected));
}

#[test]
fn the_senate_opens_without_its_other_files() {
    let Some(inputs) = real("voteview", &["S116_votes.csv"]) else { return };
    let imported = read(&inputs);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes), (720, 72_285));
    assert_eq!(imported.summary.totals.checked, 0);
    assert_eq!(imported.findings.of(Kind::NotOfTheBody), 285);
    assert_eq!(imported.findings.of(Kind::Unmatched), 0);
    assert_eq!(imported.archive.counts(0), Counts { yes: 56, no: 44, abstain: 0, absent: 0 });
    assert_eq!(imported.archive.voters[0].name(), "14226");
}

#[test]
fn the_european_parliament_of_the_autumn_of_2019() {
    let names = ["ep9_votes_2019H2.csv", "ep9_items_2019H2.csv", "ep9_meps.csv"];
    let Some(inputs) = real("europarl", &names) else { return };
    let imported = read(&inputs);
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["europarl"]);
    assert_eq!((summary.roll_calls, summary.members, summary.votes), (530, 750, 336_914));
    assert_eq!((summary.totals.checked, summary.totals.agree, summary.totals.differ), (518, 518, 0));
    assert_eq!(summary.left_out, 0);
    let findings = &imported.findings;
    assert_eq!(findings.graded(Severity::Error), 0);
    // Twelve ballots were secret or of another kind: no totals, no votes.
    assert_eq!(findings.of(Kind::TotalsBlank), 12);
    // One member changed her name.
    assert_eq!(findings.of(Kind::Unmatched), 1);
    assert!(findings.list().iter().any(|f| f.message.contains("Maldeikienė") && f.message.contains("SEIBUTYTĖ")));
    let noted = |words: &str| findings.list().iter().any(|finding| finding.message.contains(words));
    assert!(noted("Only those who voted are listed"));
    assert!(noted("The group is called NA in 17982 rows"));
    assert!(noted("117 people in the list of members have no vote"));
    every_id_is_whole(&imported);

    let archive = &imported.archive;
    let total: Counts = (0..530).flat_map(|roll| archive.votes(roll)).map(|(_, vote)| vote).collect();
    assert_eq!((total.yes, total.no, total.abstain, total.absent), (169_361, 148_457, 19_096, 0));
    let lewandowski = &archive.voters[voter(&imported, "5105")];
    assert_eq!(lewandowski.name(), "Janusz LEWANDOWSKI");
    assert_eq!(extra(&lewandowski.extra, "country"), Some("pl"));
    assert_eq!(lewandowski.groups.len(), 1);
    assert_eq!(lewandowski.groups[0].value, "EPP");
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for voter in &archive.voters {
        *groups.entry(voter.group_on(None).expect("a group")).or_default() += 1;
    }
    let labels: Vec<&str> = groups.keys().copied().collect();
    assert_eq!(labels, ["ECR", "EPP", "GUE/NGL", "Greens/EFA", "ID", "NI", "Renew", "S&D"]);

    let first = &archive.roll_calls[roll(&imported, "108533")];
    assert_eq!((first.draft.as_str(), first.title.as_str(), first.kind), ("RC-B9-0014/2019", "§ 13", TextKind::Part));
    assert_eq!(first.date.as_ref().unwrap().as_str(), "2019-07-18");
    assert_eq!(extra(&first.extra, "time"), Some("11:24:18"));
    let kinds = |kind: TextKind| archive.roll_calls.iter().filter(|roll| roll.kind == kind).count();
    println!("amendments {}, parts {}", kinds(TextKind::Amendment), kinds(TextKind::Part));
}

#[test]
fn the_nineteenth_bundestag() {
    let names = ["bt19_votes.csv", "bt19_polls.csv", "bt19_mandates.csv"];
    let Some(inputs) = real("bundestag", &names) else { return };
    let imported = read(&inputs);
    let summary = &imported.summary;
    assert_eq!(summary.layouts, ["bundestag"]);
    assert_eq!((summary.roll_calls, summary.members, summary.votes), (176, 747, 124_536));
    assert_eq!((summary.totals.checked, summary.left_out), (0, 0));
    let findings = &imported.findings;
    assert_eq!(findings.graded(Severity::Error), 0);
    assert_eq!(findings.of(Kind::Unmatched), 39);
    every_id_is_whole(&imported);

    let archive = &imported.archive;
    let total: Counts = (0..176).flat_map(|roll| archive.votes(roll)).map(|(_, vote)| vote).collect();
    assert_eq!((total.yes, total.no, total.abstain, total.absent), (58_130, 48_638, 4_738, 13_030));
    // Nobody is lost: those without a row have the name beside their votes, and no group.
    let nahles = &archive.voters[voter(&imported, "46270")];
    assert_eq!((nahles.name(), nahles.group_on(None)), ("Andrea Nahles", None));
    let flood = &archive.roll_calls[roll(&imported, "4293")];
    assert_eq!(flood.date.as_ref().unwrap().as_str(), "2021-09-07");
    assert!(flood.description.contains("\nIm Vorfeld hatte die Opposition"));
    // The description gives the result: 344 in favour, 280 against, one abstention.
    assert_eq!(flood.session, "Bundestag 2017 - 2021");
    let counts = archive.counts(roll(&imported, "4293"));
    assert_eq!((counts.yes, counts.no, counts.abstain), (344, 280, 1));
    // Who left a group is of none from that day on, and of an unknown one before.
    let left = &archive.voters[voter(&imported, "43830")];
    assert_eq!(left.group_on(Some(&"2019-01-01".parse().unwrap())), None);
    assert_eq!(left.group_on(Some(&"2021-08-01".parse().unwrap())), Some("fraktionslos"));
    let late = findings.list().iter().filter(|f| f.message.contains("has a parliamentary group of")).count();
    println!("{late} with a group only from a later day on");
}
