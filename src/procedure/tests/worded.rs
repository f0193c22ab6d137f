//! The wording with amendments worked in, and which of them change the same words.

use super::{
    amendment, draft_with,
    small::{paragraph, text},
    steps,
};
use crate::{
    model::{Edit, Place, Text, TextKind},
    procedure::{Mark, Wording, work_in},
};

fn draft() -> Text {
    Text {
        paragraphs: vec![
            paragraph("PP1", Place::Preambular, "Mourning the loss of life in the conflict,"),
            paragraph("1", Place::Operative, "Urges a swift end to the conflict and a lasting peace;"),
            paragraph("2", Place::Operative, "Überall größte Sorge — “à nouveau”."),
        ],
        ..text("D", TextKind::Draft, "ga-simple")
    }
}

fn replace(paragraph: &str, words: &str, with: &str) -> Edit {
    Edit::Replace { paragraph: paragraph.into(), words: words.into(), with: with.into() }
}

fn delete(paragraph: &str, words: &str) -> Edit {
    Edit::Delete { paragraph: paragraph.into(), words: words.into() }
}

fn insert(after: Option<&str>, id: &str, words: &str) -> Edit {
    Edit::Insert { after: after.map(Into::into), paragraph: paragraph(id, Place::Operative, words) }
}

fn edited(id: &str, edits: Vec<Edit>) -> Text {
    Text { edits, ..amendment(id, None, true) }
}

fn worked(amendments: &[Text]) -> Wording {
    work_in(&draft(), &amendments.iter().collect::<Vec<_>>())
}

/// A paragraph with [-deletions-] and {+insertions+}.
fn marked(wording: &Wording, n: usize) -> String {
    let pieces = wording.paragraphs[n].pieces.iter();
    pieces
        .map(|piece| match piece.mark {
            Mark::Kept => piece.text.clone(),
            Mark::Inserted => format!("{{+{}+}}", piece.text),
            Mark::Deleted => format!("[-{}-]", piece.text),
        })
        .collect()
}

#[test]
fn words_are_replaced_deleted_and_added() {
    let cases = [
        (
            replace("1", "a lasting peace", "a just, lasting peace"),
            "Urges a swift end to the conflict and a {+just, +}lasting peace;",
        ),
        (
            replace("1", "conflict", "full-scale invasion"),
            "Urges a swift end to the [-conflict-]{+full-scale invasion+} and a lasting peace;",
        ),
        (
            replace("1", "peace", "peace in line with the Charter"),
            "Urges a swift end to the conflict and a lasting peace{+ in line with the Charter+};",
        ),
        (replace("1", "swift", "swiftest"), "Urges a [-swift-]{+swiftest+} end to the conflict and a lasting peace;"),
        (delete("1", " and a lasting peace"), "Urges a swift end to the conflict[- and a lasting peace-];"),
        (replace("1", "", "Urges peace;"), "Urges [-a swift end to the conflict and a lasting -]peace;"),
        (delete("1", ""), "[-Urges a swift end to the conflict and a lasting peace;-]"),
    ];
    for (edit, expected) in cases {
        let found = worked(&[edited("A", vec![edit])]);
        assert_eq!(marked(&found, 1), expected);
        assert!(found.problems.is_empty());
        let by = found.paragraphs[1].pieces.iter().filter(|piece| piece.mark != Mark::Kept);
        assert!(
            by.clone().count() > 0 && by.clone().all(|piece| piece.by.as_ref().is_some_and(|id| id.as_str() == "A"))
        );
        let kept: String = found.paragraphs[1]
            .pieces
            .iter()
            .filter(|piece| piece.mark != Mark::Inserted)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(kept, draft().paragraphs[1].text, "nothing of the draft is lost from sight");
    }
    let found = worked(&[edited("A", vec![replace("2", "größte", "große"), delete("2", " “à nouveau”")])]);
    assert_eq!(marked(&found, 2), "Überall [-größte-]{+große+} Sorge —[- “à nouveau”-].");
}

#[test]
fn new_paragraphs_stand_in_the_order_of_voting() {
    let found = worked(&[
        edited("A", vec![insert(Some("1"), "1a", "First;"), insert(None, "0", "Head;")]),
        edited(
            "B",
            vec![insert(Some("1"), "1b", "Second;"), insert(None, "00", "Next;"), insert(Some("1a"), "1aa", "Sub;")],
        ),
    ]);
    let order: Vec<&str> = found.paragraphs.iter().map(|paragraph| paragraph.id.as_str()).collect();
    assert_eq!(order, ["0", "00", "PP1", "1", "1a", "1aa", "1b", "2"]);
    assert_eq!(marked(&found, 4), "{+First;+}");
    // A later amendment may change what an earlier one put in.
    let found = worked(&[
        edited("A", vec![replace("1", "conflict", "full-scale invasion")]),
        edited("B", vec![replace("1", "invasion", "war")]),
    ]);
    assert_eq!(
        marked(&found, 1),
        "Urges a swift end to the [-conflict-]{+full-scale +}[-invasion-]{+war+} and a lasting peace;"
    );
    assert_eq!(found.paragraphs[1].standing(), "Urges a swift end to the full-scale war and a lasting peace;");
}

#[test]
fn what_cannot_be_worked_in_is_said() {
    let found = worked(&[edited(
        "A",
        vec![
            replace("1", "war", "peace"),
            delete("9", ""),
            insert(Some("9"), "9a", "New;"),
            insert(Some("1"), "2", "Twice;"),
            delete("1", ""),
            delete("1", "conflict"),
            delete("1", ""),
        ],
    )]);
    assert_eq!(found.problems.len(), 6, "{:?}", found.problems);
    assert!(found.problems.iter().all(|problem| problem.starts_with("Title of A: ")));
    assert!(found.problems[0].contains("“war”") && found.problems[5].contains("already"));
    assert_eq!(found.paragraphs.len(), 3);
}

#[test]
fn amendments_collide_where_they_change_the_same_words() {
    let cases = [
        (replace("1", "swift end", "quick end"), replace("1", "end to the conflict", "peace"), true),
        (replace("1", "swift", "quick"), replace("1", "conflict", "war"), false),
        (replace("1", "swift", "quick"), replace("1", " end", " stop"), false),
        (delete("1", "conflict"), delete("1", "conflict"), true),
        (delete("1", ""), replace("1", "swift", "quick"), true),
        (delete("1", ""), delete("PP1", ""), false),
        (replace("PP1", "conflict", "war"), replace("1", "conflict", "war"), false),
        (insert(Some("1"), "1a", "New;"), insert(Some("1"), "1b", "New;"), false),
        (insert(Some("1"), "1a", "New;"), delete("1", ""), false),
        // Words that the draft does not show.
        (replace("1", "root causes", "x"), replace("1", "the root causes", "y"), true),
        (replace("7", "a", "x"), replace("7", "b", "y"), false),
        (delete("7", ""), replace("7", "b", "y"), true),
    ];
    for (one, other, expected) in cases {
        let mut small = draft_with([edited("A", vec![one.clone()]), edited("B", vec![other.clone()])]);
        small.dossier.texts[0].paragraphs = draft().paragraphs;
        let agenda = steps(&small);
        assert_eq!(agenda.steps[0].collides == [1], expected, "{one:?} {other:?}");
        assert_eq!(agenda.steps[1].collides == [0], expected);
    }
}
