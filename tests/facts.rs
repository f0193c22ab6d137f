//! The built-in dossier against the recorded facts.
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

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use plenary::{
    io::{check, eu_council, parse, templates, ukraine, write},
    model::{Basis, BodyId, Dossier, Outcome, TextId, Vote, Votes},
    rules::{Role, decide, decide_record, preset},
    scenario::{Change, ChangeKind, Scenario, ScenarioId, floor},
};

fn dossier() -> Dossier {
    ukraine().dossier
}

fn outcome(dossier: &Dossier, id: &str, rule: Option<&str>) -> Option<Outcome> {
    let floor = floor(dossier, &[], None, &id.into()).expect("a floor");
    let rule = rule.map_or(floor.rule.clone(), Into::into);
    decide(preset(&rule).expect("a rule"), &floor.ballot).outcome
}

#[test]
fn the_assets_read_back_byte_for_byte_and_raise_no_warning() {
    for name in ["ukraine-2025-02-24", "china-1971-10-25", "eu-council"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/dossiers/{name}.plenary"));
        let text = std::fs::read_to_string(&path).expect("the asset");
        let checked = check(&text);
        assert_eq!(checked.errors, [], "{name}");
        assert_eq!(checked.warnings, [], "{name}");
        let written = write(&parse(&text).expect("a dossier")).expect("text");
        if std::env::var_os("PLENARY_BLESS").is_some() {
            std::fs::write(&path, &written).expect("writes");
        } else {
            assert!(written == text, "{name} is not as the program writes it; run with PLENARY_BLESS=1");
        }
    }
}

#[test]
fn as_many_texts_groups_and_seats_as_recorded() {
    let dossier = dossier();
    assert_eq!((dossier.texts.len(), dossier.groups.len()), (52, 42));
    assert_eq!(dossier.texts.iter().filter(|text| text.record.basis() == Basis::RollCall).count(), 39);
    let seats = |id: &str| floor(&dossier, &[], None, &id.into()).expect("a floor").ballot.seats;
    assert_eq!(seats("GA-20250224-L10").len(), 193);
    let council: Vec<String> = seats("SC-20250224-7-RES2774").iter().map(|seat| seat.member.to_string()).collect();
    assert_eq!(council.join(" "), "CHN DNK DZA FRA GBR GRC GUY KOR PAK PAN RUS SLE SOM SVN USA");
    let texts = dossier.texts.iter().filter(|text| text.id.as_str().starts_with("GA-19711025"));
    let mut count = 0;
    for text in texts {
        let codes: BTreeSet<String> = seats(text.id.as_str()).iter().map(|seat| seat.member.to_string()).collect();
        assert_eq!(codes.len(), 131, "{}", text.id);
        assert!(["SUN", "YUG", "TWN", "CSK"].iter().all(|code| codes.contains(*code)), "{}", text.id);
        assert!(["CHN", "RUS", "DDR", "DEU"].iter().all(|code| !codes.contains(*code)), "{}", text.id);
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn every_roll_call_counts_up_to_its_published_totals_and_verdict() {
    let dossier = dossier();
    for text in &dossier.texts {
        let floor = floor(&dossier, &[], None, &text.id).expect("a floor");
        let rule = preset(&floor.rule).expect("a preset");
        let record = &text.record;
        assert_eq!(decide_record(rule, &floor.ballot, record, true).outcome, record.outcome, "{}", text.id);
        if floor.basis == Basis::RollCall {
            assert_eq!(decide(rule, &floor.ballot).outcome, record.outcome, "{}", text.id);
            assert_eq!(floor.ballot.unset(), 0, "{}", text.id);
            let counts = floor.ballot.counts();
            for vote in Vote::ALL {
                if let Some(total) = record.tally.of(vote) {
                    assert_eq!(counts.of(vote), total, "{} {vote:?}", text.id);
                }
            }
            assert!(record.tally.yes.is_some() && record.tally.no.is_some() && record.tally.abstain.is_some());
        }
    }
}

#[test]
fn totals_alone_come_out_as_recorded() {
    let dossier = dossier();
    let (adopted, rejected, vetoed) = (Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed));
    let cases = [
        ("GA-20250224-L12", None, rejected),
        ("GA-20250224-L12", Some("ga-simple"), rejected),
        ("SC-20250224-EUR-INVASION", None, rejected),
        ("SC-20250224-EUR-INVASION", Some("sc-procedural"), rejected),
        ("SC-20250224-EUR-SOVEREIGNTY", None, vetoed),
        ("SC-20250224-EUR-SOVEREIGNTY", Some("sc-procedural"), adopted),
        ("SC-20250224-EUR-JUSTPEACE", None, vetoed),
        ("SC-20250224-RUS-ROOTCAUSES", None, rejected),
        ("GA-20231027-CANADA", None, rejected),
        ("GA-20231027-CANADA", Some("ga-simple"), adopted),
        ("GA-20231212-AUSTRIA", None, rejected),
        ("GA-20231212-AUSTRIA", Some("ga-simple"), adopted),
        ("GA-20231212-US", None, rejected),
        ("GA-20231212-US", Some("ga-simple"), adopted),
        ("GA-20260224-DIVISION", None, rejected),
        ("GA-20260224-LASTING", None, adopted),
    ];
    for (id, rule, expected) in cases {
        assert_eq!(floor(&dossier, &[], None, &id.into()).expect("a floor").basis, Basis::Tally, "{id}");
        assert_eq!(outcome(&dossier, id, rule), expected, "{id} {rule:?}");
    }
    for id in ["GA-20250224-L13", "GA-20250224-L14", "GA-20250224-L15"] {
        assert_eq!(floor(&dossier, &[], None, &id.into()).expect("a floor").basis, Basis::Result, "{id}");
        assert_eq!(outcome(&dossier, id, None), None, "{id}: nothing but the recorded result");
        assert_eq!(dossier.text(&id.into()).expect("a text").record.outcome, adopted, "{id}");
    }
}

#[test]
fn the_known_no_of_russia_is_the_veto() {
    let dossier = dossier();
    let floor = floor(&dossier, &[], None, &"SC-20250224-EUR-SOVEREIGNTY".into()).expect("a floor");
    let verdict = decide(preset(&"sc-substantive".into()).expect("a rule"), &floor.ballot);
    let veto = verdict.conditions.iter().find(|c| c.role == Role::Veto).expect("a veto");
    assert_eq!((veto.have, veto.met), (Some(1), Some(false)));
    assert_eq!(verdict.margin, Some(-1));
}

#[test]
fn margins_of_the_day() {
    let dossier = dossier();
    let margin = |id: &str, rule: &str| {
        let floor = floor(&dossier, &[], None, &id.into()).expect("a floor");
        decide(preset(&rule.into()).expect("a rule"), &floor.ballot).margin
    };
    assert_eq!(margin("GA-20250224-L10", "ga-two-thirds"), Some(19), "93 of 111, 74 needed");
    assert_eq!(margin("GA-20231027-CANADA", "ga-two-thirds"), Some(-8), "88 of 143, 96 needed");
    assert_eq!(margin("GA-19711025-3-IMPORTANT", "ga-simple"), Some(-3), "55 of 114, 58 needed");
    assert_eq!(margin("SC-20250224-1-POSTPONE", "sc-procedural"), Some(-3));
    assert_eq!(outcome(&dossier, "GA-19711025-7-RES2758", Some("ga-two-thirds")), Some(Outcome::Adopted), "76 of 111");
}

#[test]
fn a_what_if_without_a_roll_call_starts_from_an_empty_floor() {
    let dossier = dossier();
    let text: TextId = "GA-20250224-L13".into();
    let votes = Votes([("USA".into(), Vote::No)].into());
    let change = Change::new(text.clone(), "USA to No", ChangeKind::Votes(votes));
    let scenario = Scenario {
        id: ScenarioId(9),
        name: "x".into(),
        base: None,
        note: String::new(),
        changes: vec![change],
        extra: BTreeMap::new(),
    };
    let floor = floor(&dossier, &[scenario], Some(ScenarioId(9)), &text).expect("a floor");
    assert!(floor.from_empty && floor.ballot.tally.is_none());
    let counts = floor.ballot.counts();
    assert_eq!((counts.yes, counts.no, counts.abstain), (0, 1, 0));
    let outcome = decide(preset(&floor.rule).expect("a rule"), &floor.ballot).outcome;
    assert_eq!(outcome, Some(Outcome::Rejected));
}

#[test]
fn templates_hold_what_their_bodies_name() {
    let templates = templates();
    let ids: Vec<&str> = templates.iter().map(|template| template.body.id.as_str()).collect();
    assert_eq!(ids, ["UNGA", "UNSC", "EU-COUNCIL"]);
    for template in templates {
        let mut file = plenary::io::blank();
        file.dossier.members = template.members;
        file.dossier.groups = template.groups;
        file.dossier.bodies = vec![std::sync::Arc::new(template.body)];
        let checked = check(&write(&file).expect("text"));
        assert_eq!((checked.errors, checked.warnings), (vec![], vec![]), "{}", template.name);
    }
    let union = eu_council().dossier;
    assert_eq!(union.body(&BodyId::from("EU-COUNCIL")).expect("the body").seats.len(), 27);
}

#[test]
fn a_tally_says_how_many_votes_were_missing() {
    let dossier = dossier();
    let text = TextId::from("SC-20250224-RUS-ROOTCAUSES");
    let floor = floor(&dossier, &[], None, &text).expect("a floor");
    let verdict = decide(preset(&floor.rule).expect("a preset"), &floor.ballot);
    assert_eq!((verdict.outcome, verdict.margin), (Some(Outcome::Rejected), Some(-5)));
}

fn facts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts");
    folder.join("votes.csv").exists().then_some(folder)
}

fn rows(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_dossier_holds_the_collected_facts_row_by_row() {
    let Some(folder) = facts() else {
        println!("skipped: the tables of facts are not beside this checkout");
        return;
    };
    let dossier = dossier();
    let mut votes: BTreeMap<TextId, BTreeMap<String, Vote>> = BTreeMap::new();
    for row in rows(&folder, "votes.csv") {
        let vote = Vote::parse(&row["vote"]).expect("a vote");
        // The source goes on coding Serbia as Yugoslavia after 1992.
        let late = row["vote_id"].get(3..7).is_some_and(|year| year > "1992");
        let code = if late && row["iso3"] == "YUG" { "SRB".to_owned() } else { row["iso3"].clone() };
        votes.entry(row["vote_id"].as_str().into()).or_default().insert(code, vote);
    }
    let meta = rows(&folder, "votes_meta.csv");
    assert_eq!(meta.len(), dossier.texts.len());
    for row in meta {
        let text = dossier.text(&row["vote_id"].as_str().into()).expect("the text");
        assert_eq!((text.body.as_str(), text.date.as_ref().expect("a date").as_str()), (&*row["body"], &*row["date"]));
        let columns = [("yes", Vote::Yes), ("no", Vote::No), ("abstain", Vote::Abstain), ("not_voting", Vote::Absent)];
        for (column, vote) in columns {
            assert_eq!(text.record.tally.of(vote), row[column].parse().ok(), "{} {column}", text.id);
        }
        let outcome = &row["outcome"];
        let expected = match outcome.as_str() {
            "" => Outcome::Adopted,
            text if text.starts_with("adopted") => Outcome::Adopted,
            text if text.contains("veto:") => Outcome::Vetoed,
            _ => Outcome::Rejected,
        };
        assert_eq!(text.record.outcome, Some(expected), "{}", text.id);
        let recorded: BTreeMap<String, Vote> = text.record.votes.0.iter().map(|(m, v)| (m.to_string(), *v)).collect();
        assert_eq!(text.record.roll_call, votes.contains_key(&text.id), "{}", text.id);
        if let Some(full) = votes.get(&text.id) {
            assert_eq!(recorded, *full, "{}", text.id);
        }
    }
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&folder, "groups.csv") {
        groups.entry(row["group"].clone()).or_default().insert(row["iso3"].clone());
    }
    // The facts list the members of the day of the dossier.
    let date = dossier.date.as_ref();
    let held: BTreeMap<String, BTreeSet<String>> = dossier
        .groups
        .iter()
        .map(|group| (group.id.to_string(), group.members_on(date).map(ToString::to_string).collect()))
        .collect();
    assert_eq!(held, groups);
}
