//! `plenary brief`.

use super::*;

fn plenary(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(args).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("the program starts")
}

fn printed(args: &[&str]) -> String {
    let output = plenary(args);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_command_prints_a_paragraph_unless_told_otherwise() {
    let file = ukraine();
    let (brief, _) = explained(&file, "GA-20250224-L10", None);
    assert_eq!(printed(&["brief", "--text", "A/ES-11/L.10"]), plain(&brief, Length::Paragraph, true));
    for (word, length) in [("line", Length::Line), ("paragraph", Length::Paragraph), ("page", Length::Page)] {
        assert_eq!(printed(&["brief", "--text", "GA-20250224-L10", "--length", word]), plain(&brief, length, true));
    }
    let (brief, _) = explained(&file, "GA-20250224-L10", Some("US abstains"));
    let text = printed(&["brief", "--text", "GA-20250224-L10", "--scenario", "US abstains"]);
    assert_eq!(text, plain(&brief, Length::Paragraph, true));
}

#[test]
fn the_command_explains_what_it_is_told_to_change() {
    let text = one_line(&printed(&["brief", "--text", "GA-20231027-CANADA", "--rule", "ga-simple"]));
    assert!(text.contains("would have been adopted by the General Assembly on 27 October 2023, 88–55–23"), "{text}");
    assert!(
        text.contains("The scenario assumes: Rule: General Assembly: simple majority of members present and voting"),
        "{text}"
    );
    assert!(
        text.contains("On the record it was rejected, 88–55–23") && text.contains("the scenario turns the outcome"),
        "{text}"
    );
    let set = one_line(&printed(&["brief", "--text", "GA-20231027-CANADA", "--set", "USA=yes,FRA=no"]));
    assert!(set.contains("0–") || set.contains("1–1–0"), "{set}");
    assert!(
        set.contains("No roll call of this vote is known, so that the scenario begins on an empty floor; 191"),
        "{set}"
    );
    assert!(set.contains("The scenario assumes: France to No, United States to Yes"), "{set}");
}

#[test]
fn the_command_gives_spans_and_notes_as_json() {
    let text = printed(&["brief", "--text", "GA-20250224-L10", "--length", "page", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&value["text"], &value["length"]), (&"GA-20250224-L10".into(), &"page".into()));
    assert_eq!(value["sentences"][0][6], serde_json::json!({ "figure": "93–18–65", "note": 1 }));
    assert_eq!(value["notes"][0]["origin"]["kind"], "roll_call");
    assert_eq!(value["notes"][12]["origin"]["number"], 20);
    let headings: Vec<&str> =
        value["sections"].as_array().unwrap().iter().map(|s| s["heading"].as_str().unwrap()).collect();
    assert_eq!(headings, ["Why", "How the groups voted", "How the members voted", "What would change it"]);
}

#[test]
fn the_command_writes_files_by_their_ending() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = ukraine();
    let (brief, charts) = explained(&file, "SC-20250224-7-RES2774", None);
    for format in BriefFormat::ALL {
        let path: PathBuf = folder.path().join(format!("out.{}", format.ending()));
        let name = path.to_str().expect("a plain path");
        assert_eq!(printed(&["brief", "--text", "SC-20250224-7-RES2774", "--out", name]), format!("Wrote {name}\n"));
        let written = std::fs::read(&path).expect("a file");
        assert!(written == bytes(&brief, &charts, Length::Page, format).unwrap(), "{format:?}");
    }
}

#[test]
fn a_wrong_call_says_so() {
    for (args, code, says) in [
        (&["brief", "--text", "GA-20250224-L10", "--out", "x.doc"][..], 2, "use .txt, .html or .pdf"),
        (&["brief", "--text", "GA-20250224-L10", "--out", "x.txt", "--format", "json"], 2, "JSON is printed"),
        (&["brief", "--text", "nowhere"], 1, "there is no text nowhere"),
        (&["brief", "--text", "GA-20250224-L10", "--scenario", "none such"], 1, "there is no scenario"),
        (&["brief", "--text", "GA-20250224-L10", "--length", "book"], 2, "book"),
    ] {
        let output = plenary(args);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {err}");
        assert!(err.contains(says), "{args:?}: {err}");
    }
}

#[test]
fn a_text_without_its_body_has_no_brief() {
    let mut file = ukraine();
    file.dossier.bodies.clear();
    assert!(brief(&source(&file, None), &TextId::from("GA-20250224-L10")).is_none());
    assert!(charts(&source(&file, None), &TextId::from("GA-20250224-L10")).is_empty());
}
