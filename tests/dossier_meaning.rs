//! What amendments, parts, motions, reactions and changes of scenarios must name, and what they are warned about.
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

use plenary::io::{Problem, check, parse, write};

const SMALL: &str = r#"{
  "format": "plenary",
  "version": 1,
  "dossier": {
    "title": "Small",
    "members": [ { "id": "AAA", "name": "Alpha" }, { "id": "BBB", "name": "Beta" }, { "id": "CCC", "name": "Gamma" } ],
    "groups": [
      { "id": "G", "name": "Group", "members": "AAA BBB" },
      { "id": "H", "name": "Late", "members": "CCC" }
    ],
    "bodies": [
      { "id": "B", "name": "Body", "rule": "ga-simple", "seats": { "AAA": "..", "BBB": "..", "CCC": "2010.." } },
      { "id": "D", "name": "Other", "rule": "ga-simple", "seats": { "CCC": ".." } }
    ],
    "texts": [
      { "id": "T", "title": "Draft", "body": "B", "date": "2005-01-01", "rule": "ga-simple",
        "paragraphs": [
          { "id": "PP1", "place": "preambular", "text": "Fond of tea," },
          { "id": "1", "place": "operative", "text": "Decides to drink tea at noon." }
        ],
        "reactions": [ { "given": [ { "text": "A1", "adopted": true } ], "movers": { "members": "AAA" }, "to": "no" } ],
        "parties": "BBB" },
      { "id": "A1", "title": "One", "kind": "amendment", "body": "B", "date": "2005-01-01", "rule": "ga-simple", "amends": "T",
        "edits": [
          { "replace": { "paragraph": "1", "words": "at noon", "with": "at five" } },
          { "insert": { "after": "PP1", "paragraph": { "id": "PP2", "place": "preambular", "text": "Fond of milk," } } },
          { "delete": { "paragraph": "PP1", "words": "Fond" } }
        ],
        "excludes": [ "A2" ] },
      { "id": "A2", "title": "Two", "kind": "amendment", "body": "B", "date": "2005-01-01", "rule": "ga-simple", "amends": "T" },
      { "id": "A3", "title": "To the amendment", "kind": "amendment", "body": "B", "date": "2005-01-01", "rule": "ga-simple",
        "amends": "A1", "edits": [ { "replace": { "paragraph": "PP2", "words": "milk", "with": "cream" } } ] },
      { "id": "P", "title": "Part", "kind": "part", "body": "B", "date": "2005-01-01", "rule": "ga-simple", "amends": "T",
        "holds": [ "PP1" ] },
      { "id": "M", "title": "Motion", "kind": "motion", "body": "B", "date": "2005-01-01", "rule": "ga-simple", "amends": "T",
        "motion": "division" },
      { "id": "U", "title": "Elsewhere", "body": "B", "date": "2005-01-01", "rule": "ga-simple" }
    ]
  },
  "scenarios": [
    { "id": 1, "name": "S", "changes": [
      { "label": "bloc", "text": "T", "kind": { "bloc": { "group": "G", "vote": "no", "except": "BBB" } } },
      { "label": "order", "text": "T", "kind": { "order": [ "A2", "A1" ] } },
      { "label": "parts", "text": "T", "kind": { "division": [
        { "name": "Tea", "holds": [ "1" ], "moves": [ { "movers": { "group": "G" }, "to": "no" } ] } ] } },
      { "label": "moves", "text": "T", "kind": { "reaction": {
        "given": [ { "text": "P", "adopted": false } ], "movers": { "group": "G" }, "to": "abstain" } } },
      { "label": "parties", "text": "T", "kind": { "parties": "AAA" } },
      { "label": "rank", "text": "T", "kind": { "rank": { "movers": { "members": "BBB" }, "with": [ "A1", "A2" ], "rank": 2 } } },
      { "label": "assume", "text": "M", "kind": { "assume": "adopted" } },
      { "label": "withdraw", "text": "A2", "kind": "withdraw" }
    ] },
    { "id": 2, "name": "Later", "changes": [
      { "label": "later", "text": "T", "kind": { "date": "2015-01-01" } },
      { "label": "the late one", "text": "T", "kind": { "votes": { "no": "CCC" } } }
    ] },
    { "id": 3, "name": "Elsewhere", "changes": [
      { "label": "elsewhere", "text": "U", "kind": { "body": "D" } },
      { "label": "the late bloc", "text": "U", "kind": { "bloc": { "group": "H", "vote": "no" } } }
    ] }
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
    let at = text.find(passage).unwrap_or_else(|| panic!("{passage}")) + into;
    let before = &text[..at];
    (Some(before.matches('\n').count() + 1), Some(before.rsplit('\n').next().unwrap_or("").chars().count() + 1))
}

fn at(problem: &Problem) -> (Option<usize>, Option<usize>) {
    (problem.line, problem.column)
}

#[test]
fn every_new_field_reads_back_and_raises_no_remark() {
    let checked = check(SMALL);
    assert_eq!((checked.errors, checked.warnings), (vec![], vec![]));
    let file = parse(SMALL).expect("a dossier");
    assert_eq!(parse(&write(&file).expect("text")), Ok(file));
}

#[test]
fn names_that_lead_nowhere_are_errors_at_their_place() {
    // What is replaced, by what, where the error is shown, and what it says.
    let cases = [
        ("\"excludes\": [ \"A2\" ]", "\"excludes\": [ \"A9\" ]", "\"A9\"", 0, "A1 names \"A9\", which is no text"),
        ("\"excludes\": [ \"A2\" ]", "\"excludes\": [ \"A1\" ]", "[ \"A1\" ]", 2, "A1 excludes itself"),
        (
            "{ \"text\": \"A1\", \"adopted\"",
            "{ \"text\": \"A9\", \"adopted\"",
            "\"A9\"",
            0,
            "A reaction of T names \"A9\"",
        ),
        (
            "{ \"members\": \"AAA\" }, \"to\"",
            "{ \"members\": \"XXX\" }, \"to\"",
            "XXX",
            0,
            "A reaction of T names \"XXX\", which is no member",
        ),
        ("\"parties\": \"BBB\"", "\"parties\": \"AAA XXX\"", "XXX", 0, "The parties of T names \"XXX\""),
        (
            "\"holds\": [ \"PP1\" ]",
            "\"holds\": [ \"PP9\" ]",
            "\"PP9\"",
            0,
            "P names the paragraph \"PP9\", which is not there",
        ),
        (
            "\"paragraph\": \"1\", \"words\"",
            "\"paragraph\": \"9\", \"words\"",
            "\"9\"",
            0,
            "A1 names the paragraph \"9\"",
        ),
        ("\"after\": \"PP1\"", "\"after\": \"PP9\"", "\"PP9\"", 0, "A1 names the paragraph \"PP9\""),
        (
            "\"paragraph\": \"PP1\", \"words\"",
            "\"paragraph\": \"PP9\", \"words\"",
            "\"PP9\"",
            0,
            "A1 names the paragraph \"PP9\"",
        ),
        (
            "\"paragraph\": \"PP2\", \"words\"",
            "\"paragraph\": \"PP9\", \"words\"",
            "\"PP9\"",
            0,
            "A3 names the paragraph \"PP9\"",
        ),
        (
            "{ \"id\": \"PP2\",",
            "{ \"id\": \"1\",",
            "\"1\", \"place\": \"preambular\"",
            0,
            "The paragraph \"1\" of A1 is there twice",
        ),
        (
            "{ \"id\": \"1\", \"place\"",
            "{ \"id\": \"PP1\", \"place\"",
            "\"PP1\", \"place\": \"operative\"",
            0,
            "\"PP1\" of T is there twice",
        ),
        ("{ \"id\": \"1\", \"place\"", "{ \"id\": \" \", \"place\"", "\" \"", 0, "A paragraph of T has no id"),
        (
            "\"group\": \"G\", \"vote\"",
            "\"group\": \"X\", \"vote\"",
            "\"X\"",
            0,
            "The scenario \"S\" names \"X\", which is no group",
        ),
        ("\"except\": \"BBB\"", "\"except\": \"XXX\"", "XXX", 0, "names \"XXX\", which is no member"),
        ("[ \"A2\", \"A1\" ]", "[ \"A2\", \"A9\" ]", "\"A9\"", 0, "names \"A9\", which is no text"),
        (
            "\"holds\": [ \"1\" ]",
            "\"holds\": [ \"PP1\", \"9\" ]",
            "\"9\"",
            0,
            "The scenario \"S\" names the paragraph \"9\"",
        ),
        (
            "{ \"group\": \"G\" }, \"to\": \"no\"",
            "{ \"group\": \"X\" }, \"to\": \"no\"",
            "\"X\"",
            0,
            "names \"X\", which is no group",
        ),
        (
            "{ \"text\": \"P\", \"adopted\"",
            "{ \"text\": \"P9\", \"adopted\"",
            "\"P9\"",
            0,
            "names \"P9\", which is no text",
        ),
        (
            "{ \"group\": \"G\" }, \"to\": \"abstain\"",
            "{ \"group\": \"X\" }, \"to\": \"abstain\"",
            "\"X\"",
            0,
            "which is no group",
        ),
        ("\"parties\": \"AAA\"", "\"parties\": \"XXX\"", "XXX", 0, "names \"XXX\", which is no member"),
        ("{ \"members\": \"BBB\" }", "{ \"members\": \"XXX\" }", "XXX", 0, "names \"XXX\", which is no member"),
        ("\"with\": [ \"A1\", \"A2\" ]", "\"with\": [ \"A9\", \"A2\" ]", "\"A9\"", 0, "names \"A9\", which is no text"),
        ("\"body\": \"D\" }", "\"body\": \"X\" }", "\"X\"", 0, "There is no body \"X\""),
    ];
    for (old, new, passage, into, says) in cases {
        let text = with(old, new);
        let problems = check(&text).errors;
        let problem =
            problems.iter().find(|p| p.message.contains(says)).unwrap_or_else(|| panic!("{says}: {problems:?}"));
        assert_eq!(at(problem), place(&text, passage, into), "{problem}");
        assert!(parse(&text).is_err() && check(&text).file.is_none());
    }
}

#[test]
fn what_has_no_effect_is_a_warning_at_its_place() {
    let cases = [
        (
            "\"words\": \"at noon\"",
            "\"words\": \"at dawn\"",
            "\"words\": \"at dawn\"",
            "takes \"at dawn\" out of \"1\", where it does not stand",
        ),
        ("\"words\": \"Fond\"", "\"words\": \"fond\"", "\"words\": \"fond\"", "takes \"fond\" out of \"PP1\""),
        ("\"words\": \"milk\"", "\"words\": \"tea\"", "\"words\": \"tea\"", "A3 takes \"tea\" out of \"PP2\""),
        (
            "\"excludes\": [ \"A2\" ]",
            "\"excludes\": [ \"U\" ]",
            "[ \"U\" ]",
            "A1 excludes U, which amends something else",
        ),
        (
            "\"excludes\": [ \"A2\" ]",
            "\"excludes\": [ \"A3\" ]",
            "\"A3\" ]",
            "A1 excludes A3, which amends something else",
        ),
        (
            "{ \"text\": \"A1\", \"adopted\"",
            "{ \"text\": \"U\", \"adopted\"",
            "\"text\": \"U\"",
            "A reaction on T waits for U, which does not belong to it",
        ),
        (
            "{ \"text\": \"P\", \"adopted\"",
            "{ \"text\": \"U\", \"adopted\"",
            "\"text\": \"U\"",
            "A reaction on T waits for U",
        ),
        ("[ { \"text\": \"P\", \"adopted\": false } ]", "[]", "\"given\": []", "A reaction on T waits for nothing"),
        (
            "[ \"A2\", \"A1\" ]",
            "[ \"U\", \"A1\" ]",
            "[ \"U\", \"A1\" ]",
            "\"order\" names U, which does not belong to T",
        ),
        (
            "\"with\": [ \"A1\", \"A2\" ]",
            "\"with\": [ \"U\" ]",
            "[ \"U\" ]",
            "\"rank\" names U, which does not belong to T",
        ),
        (
            "\"parties\": \"BBB\"",
            "\"parties\": \"BBB CCC\"",
            "\"parties\": \"BBB",
            "T names CCC as parties, with no seat in B",
        ),
        (
            "\"parties\": \"AAA\"",
            "\"parties\": \"CCC\"",
            "\"kind\": { \"parties\"",
            "\"parties\" changes CCC, with no seat in B",
        ),
        (
            "\"group\": \"G\", \"vote\"",
            "\"group\": \"H\", \"vote\"",
            "\"kind\": { \"bloc\"",
            "\"bloc\" changes H, of which nobody sits in this vote",
        ),
        (
            "\"title\": \"Two\", \"kind\": \"amendment\"",
            "\"title\": \"Two\", \"motion\": \"priority\", \"kind\": \"amendment\"",
            "\"motion\": \"priority\"",
            "A2 asks for something as a motion does",
        ),
        (
            "\"date\": \"2015-01-01\"",
            "\"date\": \"2006-01-01\"",
            "\"kind\": { \"votes\"",
            "\"the late one\" changes CCC, with no seat in B",
        ),
        (
            "\"rule\": \"ga-simple\" }\n    ]\n  },",
            "\"rule\": \"sc-substantive\" }\n    ]\n  },",
            "\"body\": \"D\" }",
            "asks for the set \"permanent\", which D does not have",
        ),
    ];
    for (old, new, passage, says) in cases {
        let text = with(old, new);
        let checked = check(&text);
        assert_eq!(checked.errors, [], "{says}");
        let found = checked.warnings.iter().find(|warning| warning.message.contains(says));
        let warning = found.unwrap_or_else(|| panic!("{says}: {:?}", checked.warnings));
        // A text in a list stands two characters behind its bracket.
        let into = usize::from(passage.starts_with("[ ")) * 2;
        assert_eq!(at(warning), place(&text, passage, into), "{warning}");
    }
}

#[test]
fn edits_of_a_text_that_amends_nothing_are_a_warning() {
    let text = with("\"amends\": \"A1\", \"edits\"", "\"edits\"");
    let checked = check(&text);
    assert_eq!(checked.errors, []);
    let [warning] = checked.warnings.as_slice() else { panic!("{:?}", checked.warnings) };
    assert!(warning.message.contains("A3 changes the wording of a text, and does not say of which"), "{warning}");
    assert_eq!(at(warning), place(&text, "\"edits\": [ {", 0));
}

#[test]
fn a_ring_of_amendments_ends() {
    let text = with("\"title\": \"Draft\",", "\"title\": \"Draft\", \"amends\": \"A3\",");
    let errors = check(&text).errors;
    assert!(errors.iter().any(|problem| problem.message.contains("in the end amends it")), "{errors:?}");
}

#[test]
fn a_whip_count_names_members_and_groups_that_are_there() {
    let whip = |whip: &str| with("\"parties\": \"BBB\" }", &format!("\"parties\": \"BBB\",\n \"whip\": {whip} }}"));
    let good = whip(
        r#"{ "leans": { "AAA": { "stance": "lean_yes", "percent": 80, "source": "spoken", "date": "2005-01-01" } },
             "discounts": { "spoken": 20 }, "together": { "all": 40, "bloc": 60, "blocs": [ "G" ] }, "seed": 7 }"#,
    );
    let checked = check(&good);
    assert_eq!((checked.errors, checked.warnings), (vec![], vec![]));
    let file = parse(&good).expect("a dossier");
    assert_eq!(parse(&write(&file).expect("text")), Ok(file));
    let cases = [
        (r#"{ "leans": { "XXX": { "stance": "lean_yes" } } }"#, "\"XXX\"", "The whip count of T names \"XXX\""),
        (r#"{ "together": { "bloc": 10, "blocs": [ "EEK" ] } }"#, "\"EEK\"", "\"EEK\""),
        (r#"{ "together": { "all": 50, "bloc": 51, "blocs": [ "G" ] } }"#, "51", "more than 100 percent"),
    ];
    for (text, passage, said) in cases {
        let text = whip(text);
        let errors = check(&text).errors;
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(at(&errors[0]), place(&text, passage, 0), "{}", errors[0]);
        assert!(errors[0].message.contains(said), "{}", errors[0]);
    }
    let errors = check(&whip(r#"{ "leans": { "AAA": { "stance": "lean_yes", "percent": 101 } } }"#)).errors;
    assert!(errors[0].message.contains("101 is more than 100 percent"), "{}", errors[0]);
}
