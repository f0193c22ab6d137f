//! `plenary chance` as a process: what it reads, what it prints, how it ends.
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
use std::{
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::Value;

fn plenary(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(args).output().expect("the program starts")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A whip count in a file of its own.
struct Csv {
    path: PathBuf,
    /// Goes with the file in it when the test is over.
    _folder: tempfile::TempDir,
}

impl Csv {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("whip.csv");
        std::fs::write(&path, text).expect("writes");
        Self { path, _folder: folder }
    }

    fn path(&self) -> &str {
        self.path.to_str().expect("a plain path")
    }

    fn run(&self, args: &[&str]) -> Output {
        plenary(&[&["chance", "--whip", self.path()], args].concat())
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--format", "json"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

fn near(value: &Value, want: f64) {
    let found = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((found - want).abs() < 1e-9, "{found} {want}");
}

const COUNCIL: &str = "member,stance,percent,source,date,note\n\
    USA,lean yes,60,,2025-02-23,\n\
    FRA,lean abstain,80,,,\n\
    PAK,undecided,,,,\n";

#[test]
fn a_chance_by_hand() {
    // Ten voted Yes and five abstained, France, Greece, Denmark, Slovenia and the United Kingdom. Of the ten the United
    // States vote Yes 6, No 1, Abstain 3 times in ten, and Pakistan Yes a third of the time; of the others France.
    let csv = Csv::new(COUNCIL);
    let found = csv.json(&["--text", "SC-20250224-7-RES2774"]);
    assert_eq!((&found["rule"], &found["whip"]), (&"sc-substantive".into(), &3.into()));
    assert_eq!(found["unknown"], serde_json::json!([]));
    let (usa, pakistan, france) = (0.6, 0.3333, 0.1);
    let nine = 1.0 - (1.0 - usa) * (1.0 - pakistan) * (1.0 - france);
    near(&found["chance"]["yes"]["expected"], 8.0 + usa + pakistan + france);
    // Nine Yes, and neither the United States nor France votes No.
    let no_veto_usa = 0.9;
    let no_veto_france = 0.9;
    let nobody = (0.9 - usa) * (1.0 - pakistan) * (0.9 - france);
    near(&found["chance"]["adopted"], no_veto_usa * no_veto_france - nobody);
    let sum: f64 = ["adopted", "vetoed", "rejected"].iter().map(|part| found["chance"][part].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert!(found["chance"]["adopted"].as_f64().unwrap() + found["chance"]["vetoed"].as_f64().unwrap() - nine < 1e-9);
    assert_eq!((&found["drawn"], &found["given"]), (&Value::Null, &Value::Null));
}

#[test]
fn what_if_is_given_before_and_after() {
    let csv = Csv::new(COUNCIL);
    let found = csv.json(&["--text", "SC-20250224-7-RES2774", "--if", "USA=no,fra=abstain"]);
    near(&found["given"]["chance"]["adopted"], 0.0);
    near(&found["given"]["chance"]["vetoed"], 0.3333);
    assert!(found["chance"]["adopted"].as_f64().unwrap() > 0.5, "before: {}", found["chance"]);
    assert_eq!(found["given"]["if"][0], serde_json::json!({ "who": "USA", "vote": "no" }));
    // A group by its id, in an Assembly in which some of it hold no vote of their own.
    let csv = Csv::new("member,stance\nBRA,lean yes\n");
    let found = csv.json(&["--text", "GA-20250224-L10", "--if", "eu=abstain"]);
    near(&found["chance"]["adopted"], 1.0);
    let expected = |state: &Value| state["yes"]["expected"].as_f64().unwrap();
    let fewer = expected(&found["chance"]) - expected(&found["given"]["chance"]);
    assert!((fewer - 26.0).abs() < 1e-9, "all of the Union but Hungary had voted Yes: {fewer}");
    let said = csv.run(&["--text", "GA-20250224-L10", "--if", "VEN=no"]);
    assert!(err(&said).contains("VEN may not choose its vote"), "{}", err(&said));
}

#[test]
fn what_a_scenario_sets_comes_before_the_whip_count() {
    let csv = Csv::new("member,stance,percent\nUSA,firm no,100\n");
    let no =
        |args: &[&str]| csv.json(&[&["--text", "GA-20250224-L10"], args].concat())["chance"]["no"]["expected"].clone();
    near(&no(&[]), 18.0);
    near(&no(&["--scenario", "US abstains"]), 17.0);
    let rule = csv.json(&["--text", "GA-20250224-L10", "--rule", "ga-simple"]);
    assert_eq!(rule["rule"], "ga-simple");
}

#[test]
fn members_that_go_together_are_drawn_alike_every_time() {
    let csv = Csv::new(COUNCIL);
    let args = ["--text", "SC-20250224-7-RES2774", "--draws", "50000", "--common", "40", "--seed", "9"];
    let first = csv.json(&args);
    assert_eq!(first, csv.json(&args));
    let drawn = &first["drawn"];
    assert_eq!((&drawn["draws"], &drawn["seed"], &first["common"]), (&50_000.into(), &9.into(), &40.into()));
    let apart = csv.json(&["--text", "SC-20250224-7-RES2774", "--draws", "50000"]);
    let difference = apart["drawn"]["adopted"].as_f64().unwrap() - apart["chance"]["adopted"].as_f64().unwrap();
    assert!(difference.abs() < 4.0 * apart["drawn"]["standard_error"].as_f64().unwrap(), "{difference}");
    assert_ne!(drawn["adopted"], apart["drawn"]["adopted"]);
}

#[test]
fn whom_to_call_and_what_is_not_known() {
    let csv = Csv::new("member,stance\nUSA,lean no\nFRA,firm yes\n");
    let found = csv.json(&["--text", "GA-20250224-L13"]);
    let unknown = found["unknown"].as_array().unwrap();
    assert!(unknown.len() > 150 && !unknown.contains(&"USA".into()), "{}", unknown.len());
    assert_eq!(found["score"], Value::Null, "there is no roll call of this vote");
    for list in ["for", "against"] {
        let gains: Vec<f64> =
            found["calls"][list].as_array().unwrap().iter().map(|call| call["gain"].as_f64().unwrap()).collect();
        assert!(gains.len() == 10 && gains.is_sorted_by(|a, b| *a >= *b - 1e-9) && gains[9] > 0.0, "{gains:?}");
    }
    // Who leans to No has the most to give to those who want the text, and a firm Yes to those who do not.
    assert_eq!(
        (&found["calls"]["for"][0]["member"], &found["calls"]["against"][0]["member"]),
        (&"USA".into(), &"FRA".into())
    );
    assert_eq!(found["pivots"].as_array().unwrap().len(), 10);
    let said = String::from_utf8(csv.run(&["--text", "GA-20250224-L13"]).stdout).unwrap();
    assert!(said.contains("Not known, taken as undecided") && said.contains("Adopted as things stand"), "{said}");
}

#[test]
fn after_the_vote_the_count_is_scored() {
    let csv = Csv::new(
        "member,stance,percent,source\nUSA,firm yes,100,capital\nFRA,firm yes,100,capital\nCHN,undecided,,rumour\n",
    );
    let found = csv.json(&["--text", "GA-20250224-L10"]);
    let score = &found["score"];
    assert_eq!((&score["all"]["members"], &score["surprises"][0]["member"]), (&3.into(), &"USA".into()));
    near(&score["surprises"][0]["brier"], 2.0);
    near(&score["sources"][0]["brier"], 1.0);
    assert_eq!(score["outcome"]["adopted"], true);
    let text = String::from_utf8(csv.run(&["--text", "GA-20250224-L10"]).stdout).unwrap();
    assert!(text.contains("surprises: USA No (Firm Yes, 0 %)"), "{text}");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let csv = Csv::new("member,stance\nUSA,maybe\nAtlantis,firm no\n");
    let output = csv.run(&["--text", "GA-20250224-L10"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert!(said.contains("whip.csv:2:5: \"maybe\" is no stance"), "{said}");
    assert!(said.contains("whip.csv:3:1: \"Atlantis\" is no member"), "{said}");
    assert!(output.stdout.is_empty());
    let none = plenary(&["chance", "--text", "GA-20250224-L10"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(err(&none).contains("has no whip count; give one with --whip"), "{}", err(&none));
    let gone = plenary(&["chance", "--text", "GA-20250224-L10", "--whip", "/nowhere/whip.csv"]);
    assert_eq!(gone.status.code(), Some(1));
    let good = Csv::new(COUNCIL);
    let calls: [(&[&str], i32); 7] = [
        (&["--if", "EU"], 2),
        (&["--if", "EU=perhaps"], 2),
        (&["--if", "Atlantis=no"], 1),
        (&["--draws", "0"], 2),
        (&["--common", "101"], 2),
        (&["--common", "60", "--within", "60", "--blocs", "EU"], 2),
        (&["--within", "20"], 2),
    ];
    for (args, code) in calls {
        let output = good.run(&[&["--text", "GA-20250224-L10"], args].concat());
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert!(!err(&output).is_empty() && output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn the_help_tells_what_a_whip_count_looks_like() {
    let help = String::from_utf8(plenary(&["chance", "--help"]).stdout).unwrap();
    for word in ["member,stance,percent,source,date,note", "likely absent", "rumour", "undecided", "--if", "--blocs"] {
        assert!(help.contains(word), "{help}");
    }
}
