//! `plenary import` as a process: what it prints, what it writes, how it ends when it is called off.
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
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command
}

fn plenary(args: &[&str]) -> Output {
    program().args(args).output().expect("the program starts")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn out(args: &[&str]) -> String {
    let output = plenary(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&out(&[&["import", "--format", "json"], args].concat())).expect("JSON")
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("plain")).collect();
        names.sort();
        names
    }
}

const VOTES: &str = "rcid,ccode,session,vote\n3,2,1,1\n3,20,1,3\n3,40,1,7\n4,2,1,2\n4,20,1,8\n4,40,1,9\n";

#[test]
fn the_files_that_were_read_are_never_written_over() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", VOTES);
    let refused = plenary(&["import", &votes, "--out", &votes]);
    assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
    assert!(err(&refused).contains("the votes were read from it"), "{}", err(&refused));
    // Nor by a table that is written beside.
    let beside = folder.file("x-members.csv", VOTES);
    let refused = plenary(&["import", &beside, "--out", &folder.path("x.csv")]);
    assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
    assert_eq!(fs::read_to_string(&votes).expect("there"), VOTES);
    assert_eq!(fs::read_to_string(&beside).expect("there"), VOTES);
    // What stands beside and was not read from is replaced, and that is said.
    let text = out(&["import", &votes, "--out", &folder.path("x.csv")]);
    assert!(text.contains("x-members.csv stood there before and was replaced"), "{text}");
}

/// Votes as a clerk might keep them, with days before months.
const BALLOTS: &str =
    "ballot;deputy;choice;held on\n1;Ann;ok;13/03/2021\n1;Ben;nope;13/03/2021\n2;Ann;shrug;14/03/2021\n";

#[test]
fn a_table_of_any_layout_opens_by_a_mapping() {
    let folder = Folder::new();
    let ballots = folder.file("ballots.csv", BALLOTS);
    let unknown = plenary(&["import", &ballots]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(err(&unknown).contains("ballot, deputy, choice, held on"), "{}", err(&unknown));
    assert!(err(&unknown).contains("--guess-mapping"), "{}", err(&unknown));
    // A guess to begin with, and the codes said.
    let guess: Value = serde_json::from_str(&out(&["import", &ballots, "--guess-mapping"])).expect("JSON");
    let names: Vec<&str> =
        guess["columns"].as_array().expect("columns").iter().map(|c| c["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["ballot", "deputy", "choice", "held on"]);
    let mut said = guess;
    said["shape"] = "long".into();
    for (place, meaning) in ["roll-call", "name", "vote", "date"].into_iter().enumerate() {
        said["columns"][place]["meaning"] = meaning.into();
    }
    said["codes"] = serde_json::json!({"ok": "yes", "nope": "no", "shrug": "abstain"});
    let mapping = folder.file("mapping.json", &said.to_string());
    let found = json(&[&ballots, "--mapping", &mapping]);
    assert_eq!((&found["layout"], &found["roll_calls"], &found["votes"]), (&"mapped".into(), &2.into(), &3.into()));
    // What is said already is printed again.
    let again = out(&["import", &ballots, "--mapping", &mapping, "--guess-mapping"]);
    assert_eq!(serde_json::from_str::<Value>(&again).expect("JSON"), said);
}

#[test]
fn the_mapping_of_the_documentation_can_be_read() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mapping.md")).expect("the document");
    let blocks: Vec<&str> = text.split("```").collect();
    let block = |kind: &str| {
        blocks.iter().find_map(|block| block.strip_prefix(kind)).unwrap_or_else(|| panic!("no {kind}")).to_owned()
    };
    let folder = Folder::new();
    let table = folder.file("votes.csv", block("csv\n").trim_start());
    let mapping = folder.file("mapping.json", &block("json\n"));
    let found = json(&[&table, "--mapping", &mapping]);
    assert_eq!((&found["roll_calls"], &found["votes"]), (&2.into(), &6.into()), "{found}");
    assert_eq!(found["totals"], serde_json::json!({"checked": 0, "agree": 0, "differ": 0}));
    assert_eq!(found["problems"].as_array().map(Vec::len), Some(0), "{found}");
}

#[test]
fn a_table_of_codes_may_be_opened_with_the_votes() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", VOTES);
    let codes = folder.file("codes.csv", "StateAbb,CCode,StateNme\nUSA,2,United States of America\n");
    let (alone, beside) = (json(&[&votes]), json(&[&votes, &codes]));
    for field in ["layout", "roll_calls", "members", "votes", "totals"] {
        assert_eq!(alone[field], beside[field], "{field}");
    }
    let problems = beside["problems"].as_array().expect("a list");
    assert!(problems.iter().any(|problem| problem["file"] == "codes.csv" && problem["severity"] == "note"), "{beside}");
}

#[test]
fn figures_and_problems_as_json() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", VOTES);
    let found = json(&[&votes]);
    assert_eq!(found["layout"], "voeten");
    assert_eq!(found["sources"], serde_json::json!(["votes.csv"]));
    assert_eq!((&found["roll_calls"], &found["members"]), (&2.into(), &3.into()));
    assert_eq!((&found["votes"], &found["left_out"]), (&5.into(), &1.into()));
    assert_eq!(found["totals"], serde_json::json!({ "checked": 0, "agree": 0, "differ": 0 }));
    let problem = found["problems"].as_array().expect("a list").iter().find(|p| p["severity"] == "error").expect("one");
    assert_eq!((&problem["file"], &problem["line"], &problem["column"]), (&"votes.csv".into(), &4.into(), &4.into()));
    assert!(problem["message"].as_str().expect("words").contains('7'), "{problem}");
}

#[test]
fn the_words_for_people_name_the_place() {
    let folder = Folder::new();
    let many: String = (0..20).map(|n| format!("{n},2,1,x\n")).collect();
    let votes = folder.file("votes.csv", &format!("{VOTES}{many}"));
    let short = out(&["import", &votes]);
    assert!(short.contains("layout     voeten\n"), "{short}");
    assert!(short.contains("left out   21 rows or votes\n"), "{short}");
    assert!(short.contains("votes.csv:4:4: "), "{short}");
    assert!(short.contains("--all lists them"), "{short}");
    let all = out(&["import", "--all", &votes]);
    assert!(all.contains("votes.csv:27:4: ") && !all.contains("--all"), "{all}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", VOTES);
    let unknown = plenary(&["import", "--layout", "no-such", &votes]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("there are plenary, undl-ga"), "{}", err(&unknown));
    let missing = plenary(&["import", &folder.path("no.csv")]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("no.csv"), "{}", err(&missing));
    let letter = folder.file("letter.txt", "Dear colleague,\nnothing here is a vote.\n");
    let other = plenary(&["import", &letter]);
    assert_eq!(other.status.code(), Some(1));
    assert!(err(&other).contains("letter.txt"), "{}", err(&other));
    let dossier = folder.path("demo.plenary");
    assert!(plenary(&["demo", "--out", &dossier]).status.success());
    let other = plenary(&["import", &dossier]);
    assert_eq!(other.status.code(), Some(1));
    assert!(err(&other).contains("A dossier is opened by itself"), "{}", err(&other));
    assert_eq!(plenary(&["import"]).status.code(), Some(2));
}

/// A file of some 160 MB: eleven million votes, of which one thread alone has enough for a while.
fn long_file(path: &Path) {
    let mut file = std::io::BufWriter::new(fs::File::create(path).expect("made"));
    writeln!(file, "rcid,ccode,session,vote").expect("written");
    for roll_call in 0..55_000 {
        let lines: String = (100..300).map(|member| format!("{roll_call},{member},{},1\n", roll_call / 100)).collect();
        file.write_all(lines.as_bytes()).expect("written");
    }
    file.flush().expect("written");
}

/// Starts a command, interrupts it once a line on stderr has these words, and gives its exit code and all of its words.
#[cfg(unix)]
fn interrupted(args: &[&str], at: &str) -> (Option<i32>, String) {
    let mut child = program().args(args).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut words = BufReader::new(child.stderr.take().expect("piped"));
    let mut told = String::new();
    while !told.contains(at) {
        assert!(words.read_line(&mut told).expect("UTF-8") > 0, "it ended: {told}");
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(kill.success(), "it had ended before: {told}");
    words.read_to_string(&mut told).expect("UTF-8");
    (child.wait().expect("it ends").code(), told)
}

#[test]
#[cfg(unix)]
fn called_off_it_leaves_nothing_behind() {
    let folder = Folder::new();
    let path = folder.path("long.csv");
    long_file(&PathBuf::from(&path));
    // While it reads, and while it writes.
    for (at, ending) in [("25 % of", "parquet"), ("100 % of", "xlsx"), ("100 % of", "csv")] {
        let (code, told) = interrupted(&["import", &path, "--out", &folder.path(&format!("out.{ending}"))], at);
        assert_eq!(code, Some(130), "{ending}: {told}");
        assert!(told.contains(" MB read") && told.contains("called off"), "{told}");
        assert_eq!(folder.names(), ["long.csv"]);
    }
}

#[test]
fn what_is_written_opens_again() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", &VOTES.replace("3,40,1,7\n", ""));
    for name in ["long.csv", "wide.csv", "undl.csv", "book.xlsx", "long.parquet"] {
        let (form, _) = name.split_once('.').expect("an ending");
        let path = folder.path(name);
        let mut args = vec![votes.as_str(), "--out", &path];
        if name.ends_with("csv") {
            args.extend(["--form", form]);
        }
        let written = json(&args)["written"].as_array().expect("files").clone();
        assert!(written[0].as_str().expect("a path").ends_with(name), "{written:?}");
        for file in &written {
            assert!(fs::metadata(file.as_str().expect("a path")).expect("there").len() > 0, "{file}");
        }
    }
    let wrong = plenary(&["import", &votes, "--out", &folder.path("votes.doc")]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains(".parquet"), "{}", err(&wrong));
    let misplaced = plenary(&["import", &votes, "--out", &folder.path("votes.xlsx"), "--form", "wide"]);
    assert_eq!(misplaced.status.code(), Some(2));
}

#[test]
fn quick_imports_say_nothing_on_the_way() {
    let folder = Folder::new();
    let votes = folder.file("votes.csv", VOTES);
    assert_eq!(err(&plenary(&["import", &votes])), "");
}
