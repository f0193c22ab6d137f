//! The dossier file: round trips, located problems, versions, saving; and votes pasted from a spreadsheet.
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

use std::fs;
use std::path::Path;

use plenary::{
    io::{self, Problem, check, json_schema, json_schema_text, open, parse, save, ukraine, write},
    model::{Member, Vote},
};
use serde_json::{Value, json};

const SMALL: &str = r#"{
  "format": "plenary",
  "version": 1,
  "dossier": {
    "title": "Small",
    "members": [
      { "id": "AAA", "name": "Alpha" },
      { "id": "BBB", "name": "Beta" },
      { "id": "CCC", "name": "Gamma" }
    ],
    "groups": [
      { "id": "G", "name": "Group", "members": "AAA BBB" }
    ],
    "bodies": [
      { "id": "B", "name": "Body", "rule": "ga-simple", "seats": { "AAA": "2000..", "BBB": "2000..", "CCC": "2000..2010" } }
    ],
    "texts": [
      { "id": "T1", "title": "One", "body": "B", "date": "2005-01-01", "rule": "own",
        "record": { "votes": { "yes": "AAA BBB", "no": "CCC" }, "roll_call": true, "tally": { "yes": 2, "no": 1 } } },
      { "id": "T2", "title": "Two", "body": "B", "date": "2005-01-01", "rule": "ga-simple", "amends": "T1" }
    ]
  },
  "rules": [
    { "id": "own", "name": "Own", "short": "own", "formula": { "condition": { "label": "Half",
      "test": { "at_least": { "of": { "who": "yes" }, "need": { "share": { "num": 1, "den": 2, "of": { "who": "members" } } } } } } } }
  ],
  "scenarios": [
    { "id": 1, "name": "S", "changes": [ { "label": "c", "text": "T1", "kind": { "votes": { "no": "AAA" } } } ] },
    { "id": 2, "name": "S2", "base": 1, "changes": [] }
  ]
}
"#;

/// The small dossier with one passage replaced by another.
fn with(old: &str, new: &str) -> String {
    assert_eq!(SMALL.matches(old).count(), 1, "{old} is to be replaced once");
    SMALL.replace(old, new)
}

/// Where a passage stands, and the number of characters into it.
fn place(text: &str, passage: &str, into: usize) -> (Option<usize>, Option<usize>) {
    let at = text.find(passage).expect("the passage") + into;
    let before = &text[..at];
    (Some(before.matches('\n').count() + 1), Some(before.rsplit('\n').next().unwrap_or("").chars().count() + 1))
}

fn at(problem: &Problem) -> (Option<usize>, Option<usize>) {
    (problem.line, problem.column)
}

#[test]
fn what_is_written_reads_back_the_same() {
    let small = parse(SMALL).expect("the small dossier");
    for file in [small, ukraine(), io::eu_council(), io::blank(), io::DossierFile::default()] {
        let text = write(&file).expect("text");
        assert!(text.ends_with("}\n") && !text.contains("\r"));
        assert!(parse(&text).expect("a dossier") == file);
        assert_eq!(write(&parse(&text).expect("a dossier")).expect("text"), text);
    }
    assert_eq!(check(SMALL).warnings, []);
}

#[test]
fn unknown_fields_are_kept_at_every_level_that_can_and_named_where_not() {
    let mut value: Value = serde_json::from_str(SMALL).expect("json");
    let places = [
        "",
        "/dossier",
        "/dossier/members/0",
        "/dossier/groups/0",
        "/dossier/bodies/0",
        "/dossier/texts/0",
        "/rules/0",
        "/scenarios/0",
    ];
    for place in places {
        value
            .pointer_mut(place)
            .expect("there")
            .as_object_mut()
            .expect("object")
            .insert("later".into(), json!({"deep": [1, "ü"]}));
    }
    let file = parse(&value.to_string()).expect("a dossier");
    let written: Value = serde_json::from_str(&write(&file).expect("text")).expect("json");
    for place in places {
        assert_eq!(written.pointer(&format!("{place}/later")), Some(&json!({"deep": [1, "ü"]})), "{place}");
    }
    assert!(check(&value.to_string()).warnings.is_empty());
    let text = with("\"roll_call\": true,", "\"roll_call\": true, \"later\": 5,");
    let checked = check(&text);
    assert_eq!(checked.errors, []);
    let [warning] = checked.warnings.as_slice() else { panic!("{:?}", checked.warnings) };
    assert!(warning.message.contains("\"later\" is not known here"), "{warning}");
    assert_eq!(at(warning), place(&text, "\"later\"", 0));
}

#[test]
fn syntax_and_type_errors_have_a_place() {
    let cases = [
        ("{\n  \"format\" \"plenary\"\n}", 2, 12, "Expected `:`"),
        ("", 1, 1, "EOF"),
        ("{ \"ö\": tru }", 1, 11, "Expected ident"),
    ];
    for (text, line, column, says) in cases {
        let problem = parse(text).expect_err(text);
        assert!(problem.message.starts_with(says), "{problem}");
        assert_eq!((problem.line, problem.column), (Some(line), Some(column)), "{problem}");
    }
    let typed = [
        ("\"2005-01-01\", \"rule\": \"own\"", "\"2005-02-30\", \"rule\": \"own\"", "2005-02-30", "not a date"),
        ("\"name\": \"Beta\"", "\"name\": 7", "\"name\": 7", "Invalid type: integer `7`, expected a string"),
        ("\"no\": \"CCC\"", "\"no\": \"AAA\"", "\"no\": \"AAA\" }, \"roll", "AAA is listed under Yes and under No"),
        ("{ \"who\": \"yes\" }", "{ \"who\": \"maybe\" }", "maybe", "nknown variant `maybe`"),
        ("\"title\": \"Small\",", "", "\"members\"", "Missing field `title`"),
    ];
    for (old, new, passage, says) in typed {
        let text = with(old, new);
        let problem = parse(&text).expect_err(new);
        assert!(problem.message.contains(says), "{problem}");
        if !says.starts_with("Missing") {
            assert_eq!(problem.line, place(&text, passage, 0).0, "{problem}");
        }
        assert!(problem.column.is_some());
    }
}

#[test]
fn errors_of_meaning_have_a_place() {
    let cases = [
        ("\"id\": \"BBB\"", "\"id\": \"AAA\"", "\"AAA\", \"name\": \"Beta\"", 0, "member \"AAA\" is listed twice"),
        ("\"id\": \"T2\"", "\"id\": \"T1\"", "\"T1\", \"title\": \"Two\"", 0, "text \"T1\" is listed twice"),
        ("\"id\": \"G\"", "\"id\": \"G H\"", "\"G H\"", 0, "holds white space"),
        ("\"id\": \"G\"", "\"id\": \"\"", "\"\"", 0, "is empty"),
        ("\"id\": 2, \"name\"", "\"id\": 1, \"name\"", "1, \"name\": \"S2\"", 0, "scenario number 1 is given twice"),
        ("\"id\": \"own\"", "\"id\": \"ga-simple\"", "\"ga-simple\", \"name\": \"Own\"", 0, "built-in rule"),
        ("\"AAA BBB\" }", "\"AAA XXX\" }", "XXX", 0, "The group G names \"XXX\""),
        ("\"yes\": \"AAA BBB\"", "\"yes\": \"AAA XXX\"", "XXX", 0, "The record of T1 names \"XXX\""),
        ("\"BBB\": \"2000..\"", "\"XXX\": \"2000..\"", "\"XXX\"", 0, "The body B names \"XXX\""),
        ("\"BBB\": \"2000..\"", "\"BBB\": \"2000..1999\"", "\"2000..1999\"", 0, "ends before it begins"),
        ("\"BBB\": \"2000..\"", "\"AAA\": \"2000..\"", "\"AAA\": \"2000..\", \"CCC\"", 0, "\"AAA\" stands twice"),
        (
            "\"2005-01-01\", \"rule\": \"own\"",
            "\"2015-01-01\", \"rule\": \"own\"",
            "\"no\": \"CCC\"",
            7,
            "CCC votes and holds no seat in B on 2015-01-01",
        ),
        ("\"One\", \"body\": \"B\"", "\"One\", \"body\": \"C\"", "\"C\"", 0, "no body \"C\""),
        ("\"rule\": \"own\"", "\"rule\": \"other\"", "\"other\"", 0, "no rule \"other\""),
        ("\"amends\": \"T1\"", "\"amends\": \"T9\"", "\"T9\"", 0, "no text"),
        ("\"amends\": \"T1\"", "\"amends\": \"T2\"", "\"T2\" }", 0, "amends itself"),
        ("\"base\": 1", "\"base\": 7", "7, \"changes\"", 0, "does not exist"),
        ("\"base\": 1", "\"base\": 2", "2, \"changes\"", 0, "in the end starts from it"),
        ("\"text\": \"T1\"", "\"text\": \"T9\"", "\"T9\"", 0, "changes \"T9\", which is no text"),
        ("\"votes\": { \"no\": \"AAA\" }", "\"votes\": { \"no\": \"XXX\" }", "XXX", 0, "scenario \"S\" names \"XXX\""),
        ("\"den\": 2", "\"den\": 0", "0, \"of\"", 0, "zero below its line"),
        (
            "\"CCC\": \"2000..2010\" }",
            "\"CCC\": \"2000..2010\" }, \"weights\": { \"w\": { \"name\": \"w\", \"values\": { \"AAA\": 1000000000000001 } } }",
            "\"AAA\": 1000",
            0,
            "AAA weighs 1000000000000001 in the weight w, which is too large",
        ),
    ];
    for (old, new, passage, into, says) in cases {
        let text = with(old, new);
        let problems = check(&text).errors;
        let problem =
            problems.iter().find(|p| p.message.contains(says)).unwrap_or_else(|| panic!("{says}: {problems:?}"));
        assert_eq!(at(problem), place(&text, passage, into), "{problem}");
        assert!(parse(&text).is_err() && check(&text).file.is_none());
    }
    let ring = with("\"rule\": \"own\",", "\"rule\": \"own\", \"amends\": \"T2\",");
    let problem = parse(&ring).expect_err("a ring");
    assert!(problem.message.contains("in the end amends it"), "{problem}");
    assert!(problem.hint.contains("1 more error"), "{problem}");
}

#[test]
fn doubtful_files_open_with_a_warning() {
    let cases = [
        ("\"no\": \"CCC\" }", "\"no\": \"\" }", "roll call of T1 is said to be full, but has no vote of CCC"),
        (
            "\"tally\": { \"yes\": 2",
            "\"tally\": { \"yes\": 5",
            "5 yes were published, and the votes listed here give 2",
        ),
        ("\"tally\": { \"yes\": 2", "\"tally\": { \"absent\": 9, \"yes\": 2", "add up to 12, and the body has 3 seats"),
        ("\"rule\": \"own\"", "\"rule\": \"sc-substantive\"", "asks for the set \"permanent\""),
    ];
    for (old, new, says) in cases {
        let checked = check(&with(old, new));
        assert_eq!(checked.errors, [], "{says}");
        assert!(checked.file.is_some());
        let found = checked.warnings.iter().find(|warning| warning.message.contains(says));
        assert!(found.is_some_and(|warning| warning.line.is_some()), "{says}: {:?}", checked.warnings);
    }
}

#[test]
fn the_head_of_the_file_is_checked_first() {
    let cases = [
        ("\"version\": 1", "\"version\": 2", "version 2 of the format, and this program reads up to version 1"),
        ("\"version\": 1", "\"version\": \"one\"", "no version of the format"),
        ("\"version\": 1,", "", "does not say which version"),
        ("\"format\": \"plenary\"", "\"format\": \"other\"", "not a Plenary dossier: its format is \"other\""),
        ("\"format\": \"plenary\",", "", "not a Plenary dossier: it has no \"format\""),
    ];
    for (old, new, says) in cases {
        let problem = parse(&with(old, new)).expect_err(says);
        assert!(problem.message.contains(says), "{problem}");
        assert!(problem.line.is_some());
    }
    for text in ["[]", "7", "null", "[\"plenary\", 1, {}]"] {
        assert!(parse(text).expect_err(text).message.contains("not a JSON object"), "{text}");
    }
    // A newer file may look quite different otherwise.
    let newer = parse("{\"format\": \"plenary\", \"version\": 99, \"dossier\": 5}").expect_err("newer");
    assert!(newer.hint.contains("newer release"), "{newer}");
}

#[test]
fn version_0_migrates() {
    let old = with("\"version\": 1", "\"version\": 0")
        .replace("{ \"yes\": \"AAA BBB\", \"no\": \"CCC\" }", "{ \"AAA\": \"Y\", \"CCC\": \"N\", \"BBB\": \"Y\" }")
        .replace("\"votes\": { \"no\": \"AAA\" }", "\"votes\": { \"AAA\": \"N\" }");
    assert_eq!(parse(&old), parse(SMALL));
    assert_eq!(check(&old).warnings, []);
    let wrong = old.replace("\"CCC\": \"N\"", "\"CCC\": \"Q\"");
    let problem = parse(&wrong).expect_err("no vote");
    assert!(problem.message.contains("\"Q\" is no vote"), "{problem}");
    assert_eq!(at(&problem), place(&wrong, "\"Q\"", 0));
}

#[test]
fn a_byte_order_mark_is_no_hindrance_and_other_text_is_refused() {
    assert_eq!(parse(&format!("\u{feff}{SMALL}")), parse(SMALL));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("latin.plenary");
    let mut bytes = b"{\n  \"format\": \"pl\xc3\xa4".to_vec();
    bytes.extend(b"\xe9\"}");
    fs::write(&path, bytes).expect("writes");
    let problem = open(&path).expect_err("not UTF-8");
    assert_eq!(at(&problem), (Some(2), Some(17)));
    assert!(
        problem.to_string().starts_with(&format!("{}:2:17: The file is not text in UTF-8", path.display())),
        "{problem}"
    );
    assert!(open(&folder.path().join("none")).expect_err("missing").message.contains("cannot be read"));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_save_is_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.plenary");
    let file = parse(SMALL).expect("the small dossier");
    save(&path, &file).expect("saves");
    assert_eq!(open(&path), Ok(file.clone()));
    save(&path, &ukraine()).expect("saves over");
    assert!(open(&path).expect("opens") == ukraine());
    // What would not open again is not saved, and what was there stays.
    let mut broken = file.clone();
    broken.dossier.members.push(Member::new("AAA", "Twice"));
    let problem = save(&path, &broken).expect_err("refused");
    assert!(problem.message.contains("listed twice"), "{problem}");
    assert!(open(&path).expect("opens") == ukraine());
    assert_eq!(names(folder.path()), ["a.plenary"]);
    let missing = save(&folder.path().join("none/a.plenary"), &file).expect_err("no folder");
    assert!(missing.message.contains("was not saved") && missing.hint.contains("folder that exists"), "{missing}");
    let within = save(folder.path(), &file).expect_err("a folder");
    assert!(within.message.contains("this is a folder"), "{within}");
    assert_eq!(names(folder.path()), ["a.plenary"], "no part of a file is left behind");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_are_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("a.plenary"), folder.path().join("link.plenary"));
    let file = parse(SMALL).expect("the small dossier");
    save(&path, &file).expect("saves");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("a.plenary", &link).expect("a link");
    save(&link, &io::blank()).expect("saves");
    assert_eq!(open(&path), Ok(io::blank()));
    assert!(fs::symlink_metadata(&link).expect("there").file_type().is_symlink());
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    let dangling = folder.path().join("later.plenary");
    symlink("b.plenary", &dangling).expect("a link");
    save(&dangling, &file).expect("saves");
    assert_eq!(names(folder.path()), ["a.plenary", "b.plenary", "later.plenary", "link.plenary"]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("permissions");
    assert!(save(&path, &file).expect_err("read-only").message.contains("read-only"));
    assert_eq!(open(&path), Ok(io::blank()));
}

#[test]
fn the_published_schema_is_up_to_date_and_fits_the_built_in_dossiers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plenary.schema.json");
    let text = json_schema_text().expect("a schema");
    if std::env::var_os("PLENARY_BLESS").is_some() {
        fs::write(&path, &text).expect("writes");
    }
    assert!(fs::read_to_string(&path).expect("the schema") == text, "run this test with PLENARY_BLESS=1");
    let schema = json_schema();
    for file in [ukraine(), io::eu_council(), parse(SMALL).expect("the small dossier")] {
        let value: Value = serde_json::from_str(&write(&file).expect("text")).expect("json");
        fits(&schema, &schema, &value, "");
    }
}

/// Required fields and plain types, through references, lists and maps.
fn fits(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return fits(root, root.pointer(reference.trim_start_matches('#')).expect("a definition"), value, at);
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        // One of several shapes is checked by its own required field only where it is that shape.
        assert!(value.get(name).is_some(), "{at} lacks {name}");
    }
    match (schema["type"].as_str(), value) {
        (Some("object"), Value::Object(fields)) => {
            for (name, value) in fields {
                let inner =
                    schema["properties"].get(name).or(schema.get("additionalProperties")).filter(|s| s.is_object());
                if let Some(inner) = inner {
                    fits(root, inner, value, &format!("{at}/{name}"));
                }
            }
        }
        (Some("array"), Value::Array(list)) => {
            list.iter().enumerate().for_each(|(n, value)| fits(root, &schema["items"], value, &format!("{at}/{n}")));
        }
        (Some("string"), value) => assert!(value.is_string(), "{at} is {value}"),
        (Some("integer"), value) => assert!(value.is_u64(), "{at} is {value}"),
        (Some("boolean"), value) => assert!(value.is_boolean(), "{at} is {value}"),
        (Some(kind @ ("object" | "array")), value) => panic!("{at} is {value} and not {kind}"),
        _ => {}
    }
}

fn pasted(text: &str) -> (Vec<String>, Vec<String>) {
    let pasted = io::votes(text, &ukraine().dossier);
    let votes = pasted.votes.iter().map(|(member, vote)| format!("{member} {}", vote.letter())).collect();
    (votes, pasted.problems.iter().map(|p| format!("{}: {}", p.line.unwrap_or(0), p.message)).collect())
}

#[test]
fn pasted_votes_are_read_in_many_forms() {
    let expected: Vec<String> = ["USA Y", "GBR N", "CIV A", "TUR X"].iter().map(ToString::to_string).collect();
    let forms = [
        "USA\tY\nGBR\tN\nCIV\tA\nTUR\tX\n",
        "Country;Vote\r\nusa;yes\r\nuk;AGAINST\r\ncote d'ivoire;Abstain\r\nturkiye;absent\r\n",
        "\u{feff}member,vote\n\"United States\",+\n\"gbr\",-\n\n\"Côte d'Ivoire\",\"abstained\"\nTurkey,nv",
        "code\tname\tvote\nUSA\tUnited States\tY\nGBR\tUnited Kingdom\tN\nCIV\t\tA\nTUR\tTürkiye\tX\t\t\n",
    ];
    for form in forms {
        assert_eq!(pasted(form), (expected.clone(), vec![]), "{form}");
    }
    assert_eq!(pasted(""), (vec![], vec![]));
}

#[test]
fn nothing_pasted_is_dropped_in_silence() {
    let (votes, problems) = pasted("USA\tY\nAtlantis\tN\nGBR\tmaybe\nFRA\nUSA\tN\nDEU\tY\nDEU\tyes\n\tN\nNOR\t\n");
    assert_eq!(votes, ["USA N", "DEU Y"], "the last vote of a member stands");
    assert_eq!(
        problems,
        [
            "2: \"Atlantis\" is no member",
            "3: \"maybe\" is no vote, so GBR has none",
            "4: The vote of FRA is missing",
            "5: USA was Yes before and is No here",
            "8: \"N\" stands without a member",
            "9: The vote of NOR is missing",
        ]
    );
    // The code of Norway is no vote where the vote is missing.
    let (votes, problems) = pasted("Sweden\tSE\tY\nNorway\tNO\t\nFinland\tFI\tN\n");
    assert_eq!(
        (votes, problems),
        (vec!["SWE Y".to_owned(), "FIN N".into()], vec!["2: The vote of NOR is missing".to_owned()])
    );
    let (votes, problems) = pasted("USA,Y\n\"GBR,N\nFRA,Y\n");
    assert_eq!(votes, ["USA Y"]);
    assert_eq!(problems, ["2: A quotation mark is opened and not closed at \"GBR,N\""]);
}

#[test]
fn an_ambiguous_name_is_a_problem() {
    let mut dossier = ukraine().dossier;
    for member in dossier.members.iter_mut().filter(|m| ["COD", "COG"].contains(&m.id.as_str())) {
        member.aliases.push("The Congo".to_owned());
    }
    let pasted = io::votes("the congo,Y\ncog,N\n", &dossier);
    assert_eq!(pasted.votes, [("COG".into(), Vote::No)]);
    assert_eq!(pasted.problems.len(), 1);
    assert!(pasted.problems[0].message.contains("may be COD or COG"), "{}", pasted.problems[0]);
}
