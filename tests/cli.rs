//! The headless commands, as a process: what they print, what they write, how they end.
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
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn plenary(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program starts")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    let output = plenary(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn tally(args: &[&str]) -> Value {
    json(&[&["tally", "--format", "json", "--text"], args].concat())
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn a_recorded_vote_is_decided_and_says_why() {
    let vote = tally(&["GA-20250224-L10"]);
    assert_eq!(vote["symbol"], "A/ES-11/L.10");
    assert_eq!(vote["rule"], "ga-two-thirds");
    assert_eq!(vote["counts"], serde_json::json!({ "yes": 93, "no": 18, "abstain": 65, "absent": 17 }));
    assert_eq!(vote["present_and_voting"], 111);
    assert_eq!(vote["outcome"], "adopted");
    assert_eq!(vote["basis"], "roll_call");
    assert_eq!(vote["margin"], 19);
    let first = &vote["conditions"][0];
    assert_eq!((&first["have"], &first["need"], &first["met"]), (&93.into(), &74.into(), &true.into()));
    assert!(first["cites"].as_str().expect("an article").contains("Art. 18 (2)"));
}

#[test]
fn votes_rules_and_scenarios_can_be_changed() {
    let vote = tally(&["GA-20250224-L10", "--set", "USA=abstain,FRA=no"]);
    assert_eq!(vote["counts"], serde_json::json!({ "yes": 92, "no": 18, "abstain": 66, "absent": 17 }));
    let by_name = tally(&["A/ES-11/L.10", "--set", "united states=abstain"]);
    assert_eq!((&by_name["text"], &by_name["counts"]["no"]), (&"GA-20250224-L10".into(), &17.into()));
    let scenario = tally(&["GA-20250224-L10", "--scenario", "US abstains"]);
    assert_eq!(scenario["counts"]["no"], 17);
    assert_eq!(scenario["scenario"], "US abstains");
    let canada = tally(&["GA-20231027-CANADA"]);
    assert_eq!((&canada["outcome"], &canada["basis"]), (&"rejected".into(), &"tally".into()));
    assert_eq!(tally(&["GA-20231027-CANADA", "--rule", "ga-simple"])["outcome"], "adopted");
    let vetoed = tally(&["SC-20250224-7-RES2774", "--set", "RUS=no"]);
    assert_eq!(vetoed["outcome"], "vetoed");
    let too_few = tally(&["SC-20250224-7-RES2774", "--set", "RUS=no,CHN=abstain"]);
    assert_eq!(too_few["outcome"], "rejected", "a permanent No under nine Yes is no veto");
}

#[test]
fn what_is_not_recorded_stays_so() {
    let result = tally(&["GA-20250224-L13"]);
    assert_eq!((&result["basis"], &result["outcome"]), (&"result".into(), &"adopted".into()));
    assert_eq!(result["counts"]["yes"], Value::Null);
    let tally_only = tally(&["SC-20250224-EUR-SOVEREIGNTY"]);
    assert_eq!((&tally_only["basis"], &tally_only["outcome"]), (&"tally".into(), &"vetoed".into()));
    assert_eq!(tally_only["counts"]["abstain"], Value::Null);
    let what_if = tally(&["GA-20250224-L13", "--set", "FRA=yes"]);
    assert_eq!(what_if["from_empty_floor"], true);
    assert_eq!(what_if["counts"], serde_json::json!({ "yes": 1, "no": 0, "abstain": 0, "absent": 192 }));
    let milder = tally(&["GA-20250224-L13", "--rule", "ga-simple"]);
    assert_eq!(milder["outcome"], "adopted", "what had two-thirds has a majority as well");
    let other_rule = tally(&["GA-20250224-L13", "--rule", "hrc"]);
    assert_eq!(other_rule["outcome"], Value::Null, "a result under one rule says nothing of another");
}

#[test]
fn a_member_under_article_19_cannot_vote() {
    let output = plenary(&["tally", "--text", "GA-20250224-L10", "--set", "VEN=no", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("VEN may not vote"));
    let vote: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(vote["counts"]["no"], 18);
}

#[test]
fn the_demo_is_written_checked_and_read_again() {
    let folder = Folder::new();
    let file = folder.path("demo.plenary");
    assert_eq!(plenary(&["demo", "--out", text(&file)]).status.code(), Some(0));
    let checked = json(&["check", text(&file), "--format", "json"]);
    assert_eq!((&checked["valid"], &checked["texts"]), (&true.into(), &52.into()));
    assert_eq!(checked["totals"], serde_json::json!({ "checked": 39, "agree": 39, "differ": 0 }));
    let vote = json(&["tally", text(&file), "--text", "GA-20250224-L10", "--format", "json"]);
    assert_eq!(vote["outcome"], "adopted");
}

#[test]
fn every_built_in_dossier_is_written_and_read_by_its_name() {
    let folder = Folder::new();
    for (name, texts) in [("ukraine", 52), ("china-1971", 7), ("eu-council", 0)] {
        let file = folder.path(&format!("{name}.plenary"));
        assert_eq!(plenary(&["demo", "--dossier", name, "--out", text(&file)]).status.code(), Some(0), "{name}");
        let checked = json(&["check", text(&file), "--format", "json"]);
        assert_eq!((&checked["texts"], &checked["warnings"]), (&texts.into(), &serde_json::json!([])), "{name}");
    }
    let named = ["A/L.630", "--scenario", "If the three also say No"];
    let vote = json(&[&["tally", "builtin:china-1971", "--format", "json", "--text"], named.as_slice()].concat());
    assert_eq!((&vote["rule"], &vote["outcome"]), (&"ga-two-thirds".into(), &"rejected".into()));
    assert_eq!(vote["counts"], serde_json::json!({ "yes": 73, "no": 38, "abstain": 17, "absent": 3 }));
    let gone = folder.path("gone.plenary");
    for call in [vec!["demo", "--dossier", "atlantis", "--out", text(&gone)], vec!["rules", "builtin:atlantis"]] {
        let output = plenary(&call);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        assert!(err(&output).contains("there are ukraine, china-1971, eu-council"), "{}", err(&output));
    }
    assert!(!gone.exists());
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let folder = Folder::new();
    let file = folder.path("broken.plenary");
    std::fs::write(&file, "{\n  \"format\": \"plenary\",\n  \"version\": 1,\n  \"dossier\": [\n}\n").expect("written");
    for args in [vec!["check", text(&file)], vec!["tally", text(&file), "--text", "X"]] {
        let output = plenary(&args);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            err(&output).contains("broken.plenary:4:") || err(&output).contains("broken.plenary:5:"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn mistakes_say_what_to_do() {
    let cases: [(&[&str], i32, &str); 18] = [
        (&["compare"], 2, "name two scenarios"),
        (&["compare", "record"], 2, "name two scenarios"),
        (&["compare", "record", "nobody"], 1, "there is no scenario \"nobody\""),
        (&["compare", "--rule", "nope"], 1, "plenary rules"),
        (&["compare", "--rule", "ga-simple", "--body", "NOPE"], 1, "the dossier has"),
        (&["compare", "--rule", "ga-simple", "--date", "soon"], 2, "is not a date"),
        (&["tally", "--text", "GA-20250224-L10", "--set", "germny=yes"], 1, "is no member of this dossier"),
        (&["export", "--chart", "nope", "--out", "x.svg"], 2, "plenary charts"),
        (&["export", "--chart", "map", "--out", "x.gif"], 2, ".svg"),
        (&["tally", "--text", "NOPE"], 1, "the dossier has"),
        (&["tally", "--text", "GA-20250224-L10", "--set", "USA"], 2, "USA=abstain"),
        (&["tally", "--text", "GA-20250224-L10", "--set", "USA=perhaps"], 2, "yes, no, abstain or absent"),
        (&["tally", "--text", "GA-20250224-L10", "--set", "SUN=yes"], 1, "holds no seat"),
        (&["tally", "--text", "GA-20250224-L10", "--rule", "nope"], 1, "plenary rules"),
        (&["tally", "/does/not/exist", "--text", "X"], 1, "/does/not/exist"),
        (&["tally"], 2, "--text"),
        (&["nonsense", "more"], 1, "no such file, and no such command"),
        (&["nonsense.plenary"], 1, "no such file"),
    ];
    for (args, code, words) in cases {
        let output = plenary(args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn the_smallest_sets_of_moves_are_listed() {
    let found = json(&["flips", "--text", "GA-20250224-L10", "--format", "json"]);
    let sizes: Vec<Option<u64>> =
        found["flips"].as_array().expect("a list").iter().map(|flip| flip["size"].as_u64()).collect();
    assert_eq!(sizes, [Some(20), Some(29), Some(58), None]);
    let mixed = &found["mixed"];
    assert_eq!((&mixed["size"], &mixed["cost"], &mixed["proved"]), (&20.into(), &20.into(), &true.into()));
    assert_eq!(mixed["moves"].as_array().expect("moves").len(), 20);
    let output = plenary(&["flips", "--text", "GA-20250224-L13"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("no roll call"));
}

#[test]
fn costs_steps_and_exclusions_are_heard() {
    let flips = |args: &[&str]| json(&[&["flips", "--format", "json", "--text"], args].concat());
    let dear = flips(&["GA-20250224-L10", "--step", "yes-no=2"]);
    assert_eq!((&dear["flips"][0]["size"], &dear["flips"][0]["cost"]), (&20.into(), &40.into()));
    assert_eq!((&dear["mixed"]["size"], &dear["mixed"]["cost"]), (&29.into(), &29.into()));
    let kept = flips(&["GA-20250224-L10", "--keep", "EU,United Kingdom"]);
    let members = kept["flips"][0]["members"].as_array().expect("members");
    assert_eq!(members.len(), 20);
    assert!(!members.contains(&"FRA".into()) && !members.contains(&"GBR".into()));
    // All permanent members but China left out; China dear: two others are cheaper.
    let council = ["SC-20250224-7-RES2774", "--keep", "FRA,GBR,RUS,USA", "--cost", "CHN=3"];
    let two = flips(&council);
    assert_eq!((&two["mixed"]["size"], &two["mixed"]["cost"]), (&2.into(), &2.into()));
    for (args, words) in [
        (["--cost", "USA=0"], "from 1 to 1000"),
        (["--cost", "USA"], "USA=3"),
        (["--step", "yes-yes=2"], "yes-abstain"),
        (["--budget", "3"], "--view defend"),
    ] {
        let output = plenary(&[&["flips", "--text", "GA-20250224-L10"], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
    let output = plenary(&["flips", "--text", "GA-20250224-L10", "--keep", "Atlantis"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_defender_is_told_whom_to_hold() {
    let hold = |args: &[&str]| json(&[&["flips", "--view", "defend", "--format", "json", "--text"], args].concat());
    let council = hold(&["SC-20250224-7-RES2774"]);
    let permanent = serde_json::json!(["CHN", "FRA", "GBR", "RUS", "USA"]);
    assert_eq!((&council["in_some"], &council["in_every"]), (&permanent, &serde_json::json!([])));
    assert_eq!(council["cheapest"]["cost"], 1);
    let found = &council["hold"];
    assert_eq!((&found["members"], &found["then"], &found["proved"]), (&permanent, &2.into(), &true.into()));
    assert_eq!(hold(&["GA-20250224-L10"])["hold"]["size"], 76);
    assert_eq!(hold(&["GA-20250224-L10", "--budget", "19"])["hold"], Value::Null);
    let output = plenary(&["flips", "--view", "defend", "--text", "GA-20250224-L10"]);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("76 held against 20 (no fewer are enough); it takes 21 then: "), "{said}");
}

#[test]
fn two_scenarios_are_compared_in_words_and_figures() {
    let found = json(&["compare", "record", "US abstains", "--format", "json"]);
    assert_eq!((&found["from"], &found["to"]), (&"As recorded".into(), &"US abstains".into()));
    let [text] = found["texts"].as_array().expect("a list").as_slice() else { panic!("{found}") };
    assert_eq!(text["text"], "GA-20250224-L10");
    assert_eq!(text["moves"], serde_json::json!([{ "from": "no", "to": "abstain", "members": ["USA"] }]));
    assert_eq!((&text["from"]["counts"]["no"], &text["to"]["counts"]["no"]), (&18.into(), &17.into()));
    let other = ["compare", "builtin:china-1971", "record", "If the vote is put off", "--text", "A/L.630"];
    let put_off = json(&[other.as_slice(), &["--format", "json"]].concat());
    assert_eq!(
        (&put_off["texts"][0]["to"]["put"], &put_off["texts"][0]["to"]["outcome"]),
        (&false.into(), &Value::Null)
    );
    let words = plenary(&["compare", "US abstains", "Serbia as it meant", "--text", "GA-20250224-L10"]);
    let words = String::from_utf8(words.stdout).expect("UTF-8");
    for part in
        ["Serbia moves from Yes to Abstain", "United States moves from Abstain to No", "92–18–66 in place of 93–17–66"]
    {
        assert!(words.contains(part), "{words}");
    }
}

#[test]
fn the_votes_of_the_dossier_are_counted_by_another_rule() {
    let canada = |rule: &str| {
        let found = json(&["compare", "--rule", rule, "--format", "json"]);
        let texts = found["texts"].as_array().expect("a list").clone();
        texts.into_iter().find(|text| text["text"] == "GA-20231027-CANADA").expect("the amendment")
    };
    let simple = canada("ga-simple");
    assert_eq!((&simple["tally"], &simple["own"]["outcome"]), (&"88–55–23".into(), &"rejected".into()));
    assert_eq!((&simple["other"]["outcome"], &simple["changes"]), (&"adopted".into(), &true.into()));
    let two_thirds = canada("ga-two-thirds");
    assert_eq!((&two_thirds["other"]["outcome"], &two_thirds["changes"]), (&"rejected".into(), &false.into()));
    let of = json(&["compare", "--rule", "ga-simple", "--of", "UNGA", "--format", "json"]);
    assert_eq!((&of["changed"], of["texts"].as_array().map(Vec::len)), (&3.into(), Some(28)));
    let council = json(&["compare", "--rule", "sc-substantive", "--of", "UNGA", "--body", "UNSC", "--format", "json"]);
    let l10 = council["texts"].as_array().expect("a list").iter().find(|text| text["text"] == "GA-20250224-L10");
    assert_eq!(l10.expect("the text")["other"]["outcome"], "vetoed");
}

#[test]
fn the_flow_runs_between_the_scenarios_that_are_named() {
    let folder = Folder::new();
    let file = folder.path("flow.csv");
    let base = ["export", "--chart", "flow", "--text", "GA-20250224-L10", "--out", text(&file)];
    let written = |args: &[&str]| {
        let output = plenary(&[base.as_slice(), args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        std::fs::read_to_string(&file).expect("a file")
    };
    let flow = written(&["--scenario", "Serbia as it meant", "--against", "US abstains"]);
    assert!(flow.starts_with("member,name,US abstains,Serbia as it meant,moves"), "{flow}");
    assert!(flow.contains("SRB,Serbia,yes,abstain,yes") && flow.contains("USA,United States,abstain,no,yes"));
    assert!(written(&["--set", "FRA=no"]).contains("FRA,France,yes,no,yes"));
    let gone = plenary(&[base.as_slice(), &["--against", "nobody"]].concat());
    assert_eq!(gone.status.code(), Some(1));
}

#[test]
fn rules_and_charts_are_listed() {
    let rules = json(&["rules", "--format", "json"]);
    let ids: Vec<&str> = rules.as_array().expect("a list").iter().filter_map(|rule| rule["id"].as_str()).collect();
    for id in ["ga-simple", "ga-two-thirds", "sc-substantive", "sc-procedural", "hrc", "ecosoc", "eu-qmv", "consensus"]
    {
        assert!(ids.contains(&id), "{id}");
    }
    let charts = json(&["charts", "--format", "json"]);
    assert_eq!(charts.as_array().expect("a list").len(), 15);
}

#[test]
fn every_chart_is_written_in_every_form_and_always_alike() {
    let folder = Folder::new();
    let whip = folder.path("whip.csv");
    std::fs::write(&whip, "member,stance\nAUT,firm yes\nUSA,lean no\n").expect("writes");
    let charts = json(&["charts", "--format", "json"]);
    // The time line is drawn from files of votes, see tests/cli_history.rs.
    let ids = charts.as_array().expect("a list").iter().filter_map(|chart| chart["id"].as_str());
    for chart in ids.filter(|id| *id != "trend") {
        for (ending, start) in [("svg", "<svg"), ("png", "\u{fffd}PNG"), ("pdf", "%PDF"), ("csv", "")] {
            let [first, second] = ["a", "b"].map(|name| {
                let file = folder.path(&format!("{chart}-{name}.{ending}"));
                let mut args = vec!["export", "--chart", chart, "--text", "GA-20250224-L10", "--out", text(&file)];
                if chart == "chance" {
                    args.extend(["--whip", text(&whip)]);
                }
                let args = args.as_slice();
                let output = plenary(args);
                assert_eq!(output.status.code(), Some(0), "{chart}.{ending}: {}", err(&output));
                std::fs::read(&file).expect("a file")
            });
            assert!(String::from_utf8_lossy(&first).starts_with(start), "{chart}.{ending}");
            assert!(first.len() > 80, "{chart}.{ending}");
            assert!(first == second, "{chart}.{ending} differs from run to run");
        }
    }
}

#[test]
fn size_scale_theme_and_title_are_heard() {
    let folder = Folder::new();
    let size = |args: &[&str]| {
        let file = folder.path("chart.png");
        let base = ["export", "--chart", "chamber", "--text", "GA-20250224-L10", "--out", text(&file)];
        let output = plenary(&[&base, args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let png = std::fs::read(&file).expect("a file");
        let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
        (number(16), number(20), png)
    };
    let (width, height, light) = size(&["--size", "600x400", "--theme", "light"]);
    assert_eq!((width, height), (600, 400));
    let (width, height, dark) = size(&["--size", "600x400", "--scale", "2", "--theme", "dark"]);
    assert_eq!((width, height), (1200, 800));
    assert_ne!(light, dark);
    let file = folder.path("chart.svg");
    let args = ["export", "--chart", "verdict", "--out", text(&file), "--title", "A <title> & more"];
    assert_eq!(plenary(&args).status.code(), Some(0));
    assert!(std::fs::read_to_string(&file).expect("a file").contains("A &lt;title&gt; &amp; more"));
    for args in [vec!["--size", "wide"], vec!["--scale", "0"], vec!["--size", "20000x20000"]] {
        let file = folder.path("too-much.png");
        let base = ["export", "--chart", "chamber", "--out", text(&file)];
        let output = plenary(&[base.as_slice(), args.as_slice()].concat());
        assert!(matches!(output.status.code(), Some(1 | 2)), "{args:?}");
        assert!(!file.exists(), "nothing half-written");
    }
}

#[test]
#[cfg(all(feature = "gui", target_os = "linux"))]
fn without_a_display_the_program_says_so() {
    let output = plenary(&[]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    for command in ["demo", "check", "tally", "import", "history", "export"] {
        assert!(said.contains(command), "{said}");
    }
}
