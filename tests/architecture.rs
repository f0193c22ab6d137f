//! The plan of the house, checked: which room may import which, how large a file may grow, and what stays outside.
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
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The rooms that know nothing of a window or a command line, from the ground up.
const CORE: [(&str, &[&str]); 11] = [
    ("model", &[]),
    ("rules", &["model"]),
    ("scenario", &["model", "rules"]),
    ("procedure", &["model", "rules", "scenario"]),
    ("simulate", &["model", "rules", "scenario"]),
    ("archive", &["model"]),
    ("analysis", &["model", "rules", "archive"]),
    ("io", &["model", "rules", "scenario", "archive"]),
    ("chart", &["archive", "model", "rules", "scenario", "procedure", "simulate", "analysis"]),
    ("brief", &["chart", "model", "rules", "scenario", "procedure", "simulate", "analysis"]),
    ("export", &["brief", "chart", "model", "rules", "scenario", "procedure", "simulate", "analysis"]),
];

/// The rooms above them: each may import all of the core, and the rooms beside its name.
const UPPER: [(&str, &[&str]); 3] = [("app", &[]), ("ui", &["app"]), ("cli", &["app"])];

/// The names of all rooms.
fn rooms() -> impl Iterator<Item = &'static str> {
    CORE.iter().chain(&UPPER).map(|(room, _)| *room)
}

/// Whether a room may import another.
fn may_import(room: &str, other: &str) -> bool {
    let listed = |plan: &[(&str, &[&str])]| plan.iter().any(|(name, list)| *name == room && list.contains(&other));
    let is = |plan: &[(&str, &[&str])], wanted: &str| plan.iter().any(|(name, _)| *name == wanted);
    room == other || listed(&CORE) || listed(&UPPER) || (is(&UPPER, room) && is(&CORE, other))
}

/// Crates that only some rooms may name.
const CRATES: [(&str, &[&str]); 5] = [
    ("egui", &["chart", "export", "ui"]),
    ("egui_plot", &["chart", "export"]),
    ("eframe", &["ui"]),
    ("rfd", &["ui"]),
    ("std::fs", &["io"]),
];

const MOST_LINES: usize = 600;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every file of src with its room and its text, tests left out.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let inner = path.strip_prefix(&root).unwrap().to_path_buf();
            let room = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            (room, inner, text)
        })
        .collect()
}

/// The rooms that a text imports by `crate::room` or within `use crate::{…}`.
fn imported(text: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for room in rooms() {
        let direct = text.contains(&format!("crate::{room}::")) || text.contains(&format!("crate::{room};"));
        let listed = text.match_indices("crate::{").any(|(at, _)| {
            let mut depth = 0;
            let list = text[at + 7..].chars().take_while(|c| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth > 0
            });
            // Only the names at the first level are rooms.
            let mut level = 0;
            let top: String = list
                .filter(|c| {
                    level += match c {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    level == 1
                })
                .collect();
            top.trim_start_matches('{').split(',').any(|part| part.trim().split("::").next() == Some(room))
        });
        if direct || listed {
            found.insert(room);
        }
    }
    found
}

#[test]
fn every_import_is_in_the_plan() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        // A file beside the rooms belongs to none.
        for other in imported(&text).into_iter().filter(|_| rooms().any(|name| name == room)) {
            if !may_import(&room, other) {
                wrong.push(format!("{} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_floor_does_not_import_what_stands_on_it() {
    assert!(may_import("ui", "app") && may_import("cli", "io") && may_import("archive", "model"));
    for (room, other) in [("model", "rules"), ("io", "app"), ("app", "ui"), ("ui", "cli"), ("chart", "io")] {
        assert!(!may_import(room, other), "{room} {other}");
    }
}

#[test]
fn the_check_sees_what_is_imported() {
    assert_eq!(imported("use crate::model::Vote;"), BTreeSet::from(["model"]));
    assert_eq!(
        imported("use crate::{\n    app::{App, command::ui},\n    io,\n    model::Vote,\n};"),
        BTreeSet::from(["app", "io", "model"])
    );
    assert_eq!(imported("fn f() { crate::ui::run(); }"), BTreeSet::from(["ui"]));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources().into_iter().filter(|(_, path, _)| path.components().count() > 1) {
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (name, allowed) in CRATES {
            let used = [format!("{name}::"), format!("use {name};")].iter().any(|sign| {
                code.match_indices(sign.as_str())
                    .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if used && !allowed.contains(&room.as_str()) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_small_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (_, path, text) in sources() {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is for", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_is_in_the_plan() {
    let built: BTreeSet<String> =
        sources().into_iter().filter(|(_, path, _)| path.components().count() > 1).map(|(room, ..)| room).collect();
    let planned: BTreeSet<String> = rooms().map(str::to_owned).collect();
    assert_eq!(built, planned);
}
