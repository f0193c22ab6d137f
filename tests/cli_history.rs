//! `plenary history` as a process: lists of roll calls, members over time, agreement and cohesion, as CSV.
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
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Files in a folder of their own, which is the folder of the cache as well.
struct Folder(tempfile::TempDir);

impl Folder {
    /// Votes of four states that are made up, in three roll calls of two sessions.
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        let rows = ["1,Y,Y,N,A", "2,N,Y,N,X", "3,Y,Y,Y,N"];
        let about = [
            ("1990-03-01", "44", "A/RES/44/1", "Zones free of nuclear weapons"),
            ("1990-11-01", "45", "A/RES/45/1", "Assistance to refugees"),
            ("1991-02-01", "45", "A/RES/45/2", "Prohibition of nuclear testing"),
        ];
        let mut text = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
                        agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,\
                        undl_link\n"
            .to_owned();
        for (row, (date, session, resolution, title)) in rows.iter().zip(about) {
            let cells: Vec<&str> = row.split(',').collect();
            let total = |letter: &str| cells[1..].iter().filter(|cell| **cell == letter).count();
            for (cell, (code, name)) in cells[1..].iter().zip([
                ("USA", "UNITED STATES"),
                ("FRA", "FRANCE"),
                ("DEU", "GERMANY"),
                ("IND", "INDIA"),
            ]) {
                text.push_str(&format!(
                    "{},{code},{name},{cell},{date},{session},{resolution},,,,{title},,,,{}.0,{}.0,{}.0,{}.0,4.0,\n",
                    cells[0],
                    total("Y"),
                    total("N"),
                    total("A"),
                    total("X"),
                ));
            }
        }
        fs::write(folder.path("votes.csv"), text).expect("written");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_plenary"))
            .arg("history")
            .arg(self.path("votes.csv"))
            .args(args)
            .env("PLENARY_CACHE", self.path("cache"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .expect("the program starts")
    }

    /// The rows under the header, in cells; the header first.
    fn table(&self, args: &[&str]) -> Vec<Vec<String>> {
        let output = self.run(args);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {err}");
        cells(&output.stdout)
    }

    /// What goes wrong: the exit code and the words.
    fn fault(&self, args: &[&str]) -> (Option<i32>, String) {
        let output = self.run(args);
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn column(table: &[Vec<String>], name: &str) -> Vec<String> {
    let place = table[0].iter().position(|cell| cell == name).unwrap_or_else(|| panic!("no {name} in {:?}", table[0]));
    table[1..].iter().map(|row| row[place].clone()).collect()
}

#[test]
fn a_list_is_searched_and_filtered() {
    let folder = Folder::new();
    let all = folder.table(&[]);
    assert_eq!(column(&all, "id"), ["1", "2", "3"]);
    assert_eq!(column(&all, "title")[1], "Assistance to refugees");
    assert_eq!((column(&all, "yes"), column(&all, "no")), (strings(&["2", "1", "3"]), strings(&["1", "2", "1"])));
    assert_eq!(
        (column(&all, "abstain"), column(&all, "absent")),
        (strings(&["1", "0", "0"]), strings(&["0", "1", "0"]))
    );
    let ids = |args: &[&str]| column(&folder.table(args), "id");
    assert_eq!(ids(&["--search", "nuclear"]), ["1", "3"]);
    assert_eq!(ids(&["--search", "nuclear", "--from", "1991"]), ["3"]);
    assert_eq!(ids(&["--until", "1990-03-01"]), ["1"]);
    assert_eq!(ids(&["--session", "45"]), ["2", "3"]);
    assert_eq!(ids(&["--member", "USA=no"]), ["2"]);
    assert_eq!(ids(&["--member", "USA=yes,IND=no"]), ["3"]);
    assert_eq!(ids(&["--member", "India=abstain+absent"]), ["1", "2"]);
    assert!(ids(&["--important"]).is_empty());
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_member_has_its_record() {
    let folder = Folder::new();
    let table = folder.table(&["--member", "IND"]);
    assert_eq!(column(&table, "session"), ["44", "45", "all"]);
    assert_eq!(
        (column(&table, "no"), column(&table, "absent")),
        (strings(&["0", "1", "1"]), strings(&["0", "1", "1"]))
    );
    assert_eq!(column(&table, "abstain"), ["1", "0", "1"]);
    let years = folder.table(&["--member", "france", "--by", "year"]);
    assert_eq!(column(&years, "year"), ["1990", "1991", "all"]);
    assert_eq!(column(&years, "yes"), ["2", "1", "3"]);
    let months = folder.table(&["--member", "france", "--by", "month"]);
    assert_eq!(column(&months, "month"), ["1990-03", "1990-11", "1991-02", "all"]);
}

#[test]
fn a_table_never_replaces_its_source() {
    let folder = Folder::new();
    let votes = folder.path("votes.csv");
    let before = fs::read(&votes).expect("read");
    let refused = folder.run(&["--out", votes.to_str().expect("a path")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("would be written over"));
    assert_eq!(fs::read(&votes).expect("read"), before);
}

#[test]
fn agreement_over_time_and_partners() {
    let folder = Folder::new();
    let line = folder.table(&["--member", "USA", "--with", "FRA"]);
    assert_eq!((column(&line, "agree"), column(&line, "roll_calls")), (strings(&["1", "1"]), strings(&["1", "2"])));
    assert_eq!(column(&line, "share"), ["1.0000", "0.5000"]);
    // India abstains once, which is half an agreement in one definition and left out in another.
    let agree = |definition| {
        let line = folder.table(&["--member", "USA", "--with", "IND", "--definition", definition]);
        (column(&line, "agree"), column(&line, "roll_calls"))
    };
    assert_eq!(agree("same"), (strings(&["0", "0"]), strings(&["1", "1"])));
    assert_eq!(agree("scaled"), (strings(&["0.5", "0"]), strings(&["1", "1"])));
    assert_eq!(agree("strict"), (strings(&["0"]), strings(&["1"])));
    let partners = folder.table(&["--member", "USA", "--partners", "--least", "1"]);
    assert_eq!(column(&partners, "code"), ["FRA", "DEU", "IND"]);
    assert_eq!(column(&partners, "agree"), ["2", "2", "0"]);
    assert_eq!(folder.table(&["--member", "USA", "--partners", "--least", "4"]).len(), 1);
}

#[test]
fn groups_have_a_majority_and_cohesion() {
    let folder = Folder::new();
    // France and Germany are of one mind in the last roll call alone: elsewhere the EU has no majority.
    let line = folder.table(&["--member", "USA", "--with", "EU", "--by", "year"]);
    assert_eq!((column(&line, "year"), column(&line, "share")), (strings(&["1991"]), strings(&["1.0000"])));
    let cohesion = folder.table(&["--cohesion", "EU", "--members-at-the-time"]);
    assert_eq!(column(&cohesion, "session"), ["44", "45"]);
    assert_eq!(column(&cohesion, "roll_calls"), ["1", "2"]);
}

#[test]
fn who_took_part_over_time() {
    let folder = Folder::new();
    let line = folder.table(&["--member", "IND", "--participation"]);
    assert_eq!((column(&line, "took_part"), column(&line, "roll_calls")), (strings(&["1", "1"]), strings(&["1", "2"])));
    assert_eq!(column(&line, "share"), ["1.0000", "0.5000"]);
    assert_eq!(folder.fault(&["--participation"]).0, Some(2), "of whom?");
}

#[test]
fn the_list_has_the_order_that_is_asked_for() {
    let folder = Folder::new();
    assert_eq!(column(&folder.table(&["--order", "title"]), "id"), ["2", "3", "1"]);
    assert_eq!(column(&folder.table(&["--order", "date", "--descending"]), "id"), ["3", "2", "1"]);
    // A word of the title goes before the beginning of one.
    let found = folder.table(&["--search", "nuclear", "--order", "relevance"]);
    assert_eq!(column(&found, "id"), ["3", "1"], "the latest first among equals");
}

#[test]
fn what_is_meant_must_be_clear() {
    let folder = Folder::new();
    let (code, words) = folder.fault(&["--member", "Atlantis"]);
    assert_eq!(code, Some(1));
    assert!(words.contains("Atlantis is no member"), "{words}");
    assert!(folder.fault(&["--member", "ind"]).0 == Some(0), "codes have no capitals");
    assert!(folder.fault(&["--member", "Unite"]).1.contains("USA"));
    assert_eq!(folder.fault(&["--with", "EU"]).0, Some(2));
    assert_eq!(folder.fault(&["--member", "USA=perhaps"]).0, Some(2));
    assert_eq!(folder.fault(&["--from", "yesterday"]).0, Some(2));
    assert!(folder.fault(&["--cohesion", "no-such-group"]).1.contains("EU"));
    assert_eq!(folder.fault(&["--session", "99"]).0, Some(1));
    let (code, words) = folder.fault(&["--out", "list.xyz"]);
    assert!(code == Some(2) && words.contains(".csv"), "{words}");
}

#[test]
fn a_table_is_written_to_a_file_and_comes_from_the_cache() {
    let folder = Folder::new();
    let printed = folder.table(&[]);
    let kept = fs::read_dir(folder.path("cache")).expect("a cache").count();
    assert_eq!(kept, 1);
    assert_eq!(folder.table(&[]), printed);
    let path = folder.path("list.csv");
    folder.run(&["--out", path.to_str().expect("plain")]);
    assert_eq!(cells(&fs::read(&path).expect("written")), printed);
    let mut changed = fs::read_to_string(folder.path("votes.csv")).expect("text");
    changed = changed.replace("Assistance to refugees", "Assistance to children");
    fs::write(folder.path("votes.csv"), changed).expect("written");
    assert_eq!(column(&folder.table(&["--search", "children"]), "id"), ["2"]);
}

/// The United States beside the European Union in the votes of the General Assembly since 1946.
#[test]
fn a_line_is_drawn() {
    let folder = Folder::new();
    for (name, start) in [("line.svg", &b"<svg"[..]), ("line.png", b"\x89PNG"), ("line.pdf", b"%PDF")] {
        let path = folder.path(name);
        let words = path.to_string_lossy().into_owned();
        let drawn = |args: &[&str]| {
            let output = folder.run(args);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            fs::read(&path).expect("a picture")
        };
        let args = ["--member", "USA", "--with", "EU", "--out", &words];
        let first = drawn(&args);
        assert!(first.starts_with(start), "{name}");
        assert_eq!(first, drawn(&args), "{name} is the same every time");
    }
    for (name, args, title) in [
        ("part.svg", &["--member", "IND", "--participation"][..], "India, participation"),
        ("cohesion.svg", &["--cohesion", "EU"], "Cohesion of the European Union"),
    ] {
        let path = folder.path(name);
        folder.table(&[args, &["--out", &path.to_string_lossy()]].concat());
        assert!(fs::read_to_string(&path).expect("a picture").contains(title), "{name}");
    }
    let svg = fs::read_to_string(folder.path("line.svg")).expect("text");
    assert!(svg.contains("with the majority of European Union"), "the title stands above it");
    let (code, why) = folder.fault(&["--search", "nuclear", "--out", "list.svg"]);
    assert_eq!(code, Some(2));
    assert!(why.contains("--member USA --with EU"), "{why}");
}

#[test]
fn the_whole_history() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/unga");
    let files =
        ["UNVotes_s01-75_long.csv", "UNVotes_s01-75_resolutions.csv", "members_codes.csv"].map(|name| data.join(name));
    if !files.iter().all(|file| file.exists()) {
        println!("skipped: no data in {}", data.display());
        return;
    }
    let cache = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        let output = command.arg("history").args(&files).args(args).env("PLENARY_CACHE", cache.path()).output();
        let output = output.expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        cells(&output.stdout)
    };
    let line = run(&["--member", "USA", "--with", "EU"]);
    assert_eq!(line.len() - 1, 75, "one row a session");
    assert!(column(&line, "from")[0].starts_with("1946"));
    let sum: u32 = column(&run(&["--member", "USA"]), "votes")[..75].iter().map(|n| n.parse::<u32>().expect("n")).sum();
    assert!(sum > 5_000 && sum <= 6_299, "{sum}");
    assert_eq!(run(&[]).len() - 1, 6_299);
}
