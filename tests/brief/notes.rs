//! Every figure has its note.

use super::*;

/// All sentences and cells of a brief in the order of reading.
pub fn read(brief: &Brief) -> Vec<Vec<Span>> {
    let mut found = vec![brief.line.0.clone()];
    found.extend(brief.reasons.iter().map(|sentence| sentence.0.clone()));
    for part in brief.sections.iter().flat_map(|section| &section.parts) {
        match part {
            Part::Text(sentences) => found.extend(sentences.iter().map(|sentence| sentence.0.clone())),
            Part::Points(points) => found.extend(points.iter().map(|point| point.sentence.0.clone())),
            Part::Table(table) => found.extend(table.rows.clone()),
            Part::Chart(_) => {}
        }
    }
    found
}

pub fn all_cases() -> Vec<(DossierFile, Option<ScenarioId>)> {
    [ukraine(), BuiltIn::China.file()]
        .into_iter()
        .flat_map(|file| {
            let ids: Vec<Option<ScenarioId>> =
                std::iter::once(None).chain(file.scenarios.iter().map(|s| Some(s.id))).collect();
            ids.into_iter().map(move |id| (file.clone(), id))
        })
        .collect()
}

#[test]
fn every_figure_has_a_note_and_no_figure_hides_among_words() {
    for (file, scenario) in all_cases() {
        for text in &file.dossier.texts {
            let brief = brief(&source(&file, scenario), &text.id).expect("a brief");
            let (mut reached, mut origins) = (0, Vec::new());
            for spans in read(&brief) {
                for span in &spans {
                    match span {
                        Span::Words(words) => {
                            assert!(!words.chars().any(|c| c.is_ascii_digit()), "{}: {words:?}", text.id);
                        }
                        Span::Name(_) => {}
                        Span::Figure { words, note } => {
                            assert!(!words.is_empty() && *note <= reached + 1, "{}: {words} [{note}]", text.id);
                            reached = reached.max(*note);
                        }
                    }
                }
            }
            assert_eq!(
                reached,
                brief.notes.len(),
                "{}: notes are numbered as they are read, and all are used",
                text.id
            );
            for (n, note) in brief.notes.iter().enumerate() {
                assert_eq!(note.number, n + 1);
                let words = note.words();
                assert!(
                    words.ends_with(['.', '…', ')', '”']) && !words.contains("..") && !words.contains("  "),
                    "{words}"
                );
                assert!(!origins.contains(&note.origin), "{}: {words} twice", text.id);
                origins.push(note.origin.clone());
            }
        }
    }
}

#[test]
fn sentences_are_well_formed() {
    for (file, scenario) in all_cases() {
        for text in &file.dossier.texts {
            let brief = brief(&source(&file, scenario), &text.id).expect("a brief");
            let sentences = std::iter::once(&brief.line).chain(&brief.reasons).map(Sentence::text);
            for sentence in sentences {
                let wrong = [" ,", " .", "..", "  ", "()", "one members", " 1 members", "one votes", " 1 vote", ": ."];
                for wrong in wrong {
                    assert!(!sentence.contains(wrong), "{wrong:?} in {sentence}");
                }
                assert!(sentence.ends_with(['.', '”', ')']), "{sentence}");
                let first = sentence.chars().next().unwrap();
                assert!(first.is_uppercase() || first.is_ascii_digit() || first == '“', "{sentence}");
            }
        }
    }
}

#[test]
fn the_numbers_of_notes_are_the_same_in_every_length() {
    let (brief, _) = explained(&ukraine(), "GA-20250224-L10", None);
    let [line, paragraph, page] = Length::ALL.map(|length| brief.notes_of(length).len());
    assert_eq!((line, paragraph), (3, 15));
    assert!(page > paragraph && page == brief.notes.len());
    assert!(matches!(brief.note(1).map(|note| &note.origin), Some(Origin::RollCall { agrees: Some(true), .. })));
    assert!(brief.note(0).is_none() && brief.note(page + 1).is_none());
}
