//! Briefs: their words in full for votes of the record, the origin of every figure, and the files that they become.
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
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::{Command, Output},
};

use plenary::{
    brief::{Brief, Charts, Length, Origin, Part, Sentence, Span, brief, charts, plain},
    chart::prepare::Source,
    export::brief::{BriefFormat, bytes, html},
    io::{BuiltIn, DossierFile, ukraine},
    model::{Hearing, Lean, Percent, Stance, TextId, Whip},
    scenario::{Scenario, ScenarioId},
};

fn source(file: &DossierFile, scenario: Option<ScenarioId>) -> Source<'_> {
    Source { dossier: &file.dossier, rules: &file.rules, scenarios: &file.scenarios, scenario }
}

fn explained(file: &DossierFile, text: &str, scenario: Option<&str>) -> (Brief, Charts) {
    let named = |name: &str| file.scenarios.iter().find(|s| s.name == name).expect("a scenario").id;
    let source = source(file, scenario.map(named));
    (brief(&source, &text.into()).expect("a brief"), charts(&source, &text.into()))
}

/// The words of a brief of the record, without notes, as one line.
fn words(text: &str, length: Length) -> String {
    one_line(&plain(&explained(&ukraine(), text, None).0, length, false))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// ---- the words, in full

#[test]
fn the_line_of_the_first_vote() {
    assert_eq!(
        words("GA-20250224-L10", Length::Line),
        "A/ES-11/L.10 was adopted by the General Assembly on 24 February 2025, 93–18–65: 93 of 111 present and voting, \
         74 needed."
    );
}

#[test]
fn the_paragraph_of_the_first_vote_with_its_notes() {
    let (brief, _) = explained(&ukraine(), "GA-20250224-L10", None);
    let text = plain(&brief, Length::Paragraph, true);
    let (paragraph, notes) = text.split_once("\n\n").expect("notes");
    assert_eq!(
        one_line(paragraph),
        "A/ES-11/L.10 was adopted by the General Assembly on 24 February 2025, 93–18–65 [1]: 93 [1] of 111 [2] present \
         and voting, 74 [3] needed. Its title is “Advancing a comprehensive, just and lasting peace in Ukraine”; it was \
         put forward by Ukraine and 52 others (reported: all EU + 25 more) [4] and became A/RES/ES-11/7. The rule asks \
         for two-thirds of members present and voting (Charter Art. 18 (2), rules 83, 84 and 86); the 65 [1] members \
         that abstained do not count as voting, so that the base is 111 [2]. It had 19 [5] votes to spare. 17 [1] \
         members took no part; 5 [6] of them could not vote (Charter Art. 19): Afghanistan, Bolivia (Plurinational State \
         of), the Congo, Guinea-Bissau and Venezuela (Bolivarian Republic of). How the main groups split, in \
         favour–against–abstaining: European Union 26–1–0 [7]; NATO 29–2–1 [8]; BRICS 2–1–7 [9]; African Union 13–8–24 \
         [10]; Arab League 6–1–13 [11]; ASEAN 7–0–3 [12]. The smallest change that would have turned it: 20 [13] members \
         from Yes to No, or 29 [14] from Abstain to No, or 58 [15] from Yes to Abstain."
    );
    let notes = one_line(notes);
    for says in [
        "[1] Counted from the roll call of A/ES-11/L.10 (in favour–against–abstaining); the published totals agree. \
         Source: UN Digital Library voting record (via worldcountrygroups); agrees with en.wikipedia ES-11/7 and \
         pravda.com.ua 7499902.",
        "[2] Reckoned: 93 in favour and 18 against; members that abstain or stay away do not count as voting.",
        "[3] Rule: two-thirds of members present and voting (Charter Art. 18 (2), rules 83, 84 and 86): two-thirds of \
         111 is 74.",
        "[5] Reckoned: 93 in favour, 74 needed: 19 to spare.",
        "[6] Could not vote (Charter Art. 19): Afghanistan, Bolivia (Plurinational State of), Congo, Guinea-Bissau and \
         Venezuela (Bolivarian Republic of). Source: un.org, page on Article 19",
        "[7] European Union: 27 members on the floor, their votes counted from the roll call. List of members: ",
        "[13] Computed: 20 members that move from Yes to No; that no fewer are enough is proved. One such set: ALB AND ",
    ] {
        assert!(notes.contains(says), "{says}\n{notes}");
    }
}

#[test]
fn the_amended_text() {
    assert_eq!(
        words("GA-20250224-L11-AMENDED", Length::Paragraph),
        "A/ES-11/L.11 as amended was adopted by the General Assembly on 24 February 2025, 93–8–73: 93 of 101 present and \
         voting, 68 needed. Its title is “The path to peace”; it was put forward by the United States (reported \
         co-sponsors ALB ARG GEO HUN ISR MKD) and became A/RES/ES-11/8. The rule asks for two-thirds of members present \
         and voting (Charter Art. 18 (2), rules 83, 84 and 86); the 73 members that abstained do not count as voting, so \
         that the base is 101. It had 25 votes to spare. 19 members took no part; 5 of them could not vote (Charter \
         Art. 19): Afghanistan, Bolivia (Plurinational State of), the Congo, Guinea-Bissau and Venezuela (Bolivarian \
         Republic of). Against: Belarus, Burkina Faso, Democratic People's Republic of Korea, Mali, Nicaragua, Niger, \
         Russian Federation and Sudan. How the main groups split, in favour–against–abstaining: European Union 26–0–1; \
         NATO 28–0–4; BRICS 2–1–7; African Union 17–4–26; Arab League 6–1–14; ASEAN 8–0–2. The smallest change that \
         would have turned it: 26 members from Yes to No, or 39 from Abstain to No, or 78 from Yes to Abstain."
    );
}

#[test]
fn the_council_adopts() {
    assert_eq!(
        words("SC-20250224-7-RES2774", Length::Paragraph),
        "S/2025/112 was adopted by the Security Council on 24 February 2025, 10–0–5: 10 in favour, 9 needed, and none of \
         the permanent members against. Its title is “The path to peace (US draft, unamended)”; it was put forward by \
         the United States and became S/RES/2774 (2025). The rule asks for nine members in favour and no permanent \
         member against (Charter Art. 27 (3)); an abstention neither helps nor blocks. It had one vote to spare. France \
         and the United Kingdom, of the permanent members, abstained, which is no veto (Charter Art. 27 (3)). \
         Abstaining: Denmark, France, Greece, Slovenia and United Kingdom. The smallest change that would have turned \
         it: one member from Yes to No, or one from Abstain to No, or 2 from Yes to Abstain."
    );
}

#[test]
fn a_veto_names_who_cast_it() {
    assert_eq!(
        words("SC-20240322-S2024-239", Length::Paragraph),
        "S/2024/239 was vetoed by China and the Russian Federation in the Security Council on 22 March 2024, 11–3–1: 11 \
         in favour, 9 needed. Its title is “Gaza: US draft on a ceasefire”; it was put forward by the United States. The \
         rule asks for nine members in favour and no permanent member against (Charter Art. 27 (3)); an abstention \
         neither helps nor blocks. The 11 votes in favour were enough, but China and the Russian Federation, of the \
         permanent members, voted against: that is a veto (Charter Art. 27 (3)). Against: Algeria, China and Russian \
         Federation. Abstaining: Guyana. The smallest change that would have turned it: 2 members from No to Yes, or 2 \
         from No to Abstain."
    );
}

#[test]
fn a_no_without_nine_votes_is_no_veto() {
    let text = words("SC-20250224-2-RUS-AROUND-UKRAINE", Length::Paragraph);
    assert!(
        text.contains(
            "was rejected by the Security Council on 24 February 2025, 1–7–7: 1 in favour, 9 needed. It is an amendment \
             to S/2025/112; it was put forward by the Russian Federation."
        ) && text.contains(
            "It was 8 votes short. France and the United Kingdom, of the permanent members, voted against; with too few \
             votes in favour that is not counted as a veto (Charter Art. 27 (3))."
        ) && text.ends_with("The smallest change that would have turned it: 8 members in a mix of moves."),
        "{text}"
    );
}

#[test]
fn a_veto_known_from_one_vote_and_a_tally() {
    let text = words("SC-20250224-EUR-SOVEREIGNTY", Length::Paragraph);
    assert!(
        text.contains(
            "was vetoed by the Russian Federation in the Security Council on 24 February 2025, 9–1–?: 9 in favour, 9 \
             needed."
        ) && text.ends_with(
            "The single votes that are known: against, the Russian Federation; abstaining, the United States. How many \
             abstained or took no part is not recorded. No roll call is known, so that it cannot be said how the groups \
             voted or whose moves would have turned it."
        ),
        "{text}"
    );
}

#[test]
fn a_result_alone_is_told_as_one() {
    assert_eq!(
        words("GA-20250224-L13", Length::Page),
        "A/ES-11/L.13: Name the full-scale invasion of Ukraine by Russia instead of a Russia-Ukraine conflict General \
         Assembly · 11th emergency special session · 24 February 2025 · As recorded The amendment A/ES-11/L.13 was \
         adopted by the General Assembly on 24 February 2025; how many voted for it and against it is not recorded. It \
         is an amendment to A/ES-11/L.11 as amended: “Name the full-scale invasion of Ukraine by Russia instead of a \
         Russia-Ukraine conflict”; it was put forward by European states (EU except HU, SK; with UK and Ukraine \
         reported); introduced by France. The rule asks for two-thirds of members present and voting (Charter Art. 18 \
         (2), rules 83, 84 and 86); members that abstain do not count as voting. Neither totals nor a roll call are \
         known, so that nothing can be said of the margin, of the groups or of what would have turned it. Why --- ? \
         Two-thirds of members present and voting (Charter Art. 18 (2), rules 83, 84 and 86). ? A majority of members is \
         present (rule 67). Asked of important questions, their amendments and their parts. Exactly two-thirds is \
         enough. Remarks ------- Symbol-to-text mapping inferred. The wording is a paraphrase and not that of the \
         document."
    );
}

#[test]
fn a_tally_alone() {
    let (brief, charts) = explained(&ukraine(), "GA-20231027-CANADA", None);
    assert_eq!(
        one_line(&plain(&brief, Length::Paragraph, true)),
        "The amendment A/ES-10/L.26 was rejected by the General Assembly on 27 October 2023, 88–55–23 [1]: 88 [1] of 143 \
         [2] present and voting, 96 [3] needed. It is an amendment to A/ES-10/L.25: “Amendment to the Jordan draft: \
         condemn the Hamas attacks and hostage-taking”; it was put forward by Canada (with US and over 35) [4]. The rule \
         asks for two-thirds of members present and voting (Charter Art. 18 (2), rules 83, 84 and 86); the 23 [1] \
         members that abstained do not count as voting, so that the base is 143 [2]. It was 8 [5] votes short. 27 [1] \
         members took no part. No roll call is known, so that it cannot be said how the groups voted or whose moves \
         would have turned it. [1] Published for A/ES-10/L.26 (in favour–against–abstaining); no roll call is known. \
         Source: headtopics.com/my 47877629 (AFP/FMT) 88-55-23; kashmirlife.net has 85 (misprint); not_voting derived. \
         [2] Reckoned: 88 in favour and 55 against; members that abstain or stay away do not count as voting. [3] Rule: \
         two-thirds of members present and voting (Charter Art. 18 (2), rules 83, 84 and 86): two-thirds of 143 is more \
         than 95, so that 96 is the least. [4] As the dossier states it: who put A/ES-10/L.26 forward. [5] Reckoned: 88 \
         in favour, 96 needed: 8 short."
    );
    let page = html(&brief, &charts, Length::Page);
    assert_eq!(page.matches("<svg").count(), 1, "the verdict, and no floor that nobody knows");
}

#[test]
fn a_scenario_says_what_it_assumes_and_what_the_record_is() {
    let (brief, _) = explained(&ukraine(), "GA-20250224-L10", Some("US abstains"));
    let text = one_line(&plain(&brief, Length::Paragraph, true));
    assert!(
        text.starts_with(
            "Under the scenario “US abstains”, A/ES-11/L.10 would have been adopted by the General Assembly on 24 \
             February 2025, 93–17–66 [1]: 93 [1] of 110 [2] present and voting, 74 [3] needed. The scenario assumes: \
             United States to Abstain [4]. On the record it was adopted, 93–18–65 [5]; the outcome stays the same. Its \
             title is “Advancing a comprehensive, just and lasting peace in Ukraine”; it was put forward by Ukraine and \
             52 others (reported: all EU + 25 more) [6]. The rule asks for two-thirds of members present and voting \
             (Charter Art. 18 (2), rules 83, 84 and 86); the 66 [1] members that abstain do not count as voting, so that \
             the base is 110 [2]. It would have had 19 [7] votes to spare. 17 [1] members would have taken no part;"
        ),
        "{text}"
    );
    assert!(text.contains("[1] Counted from the roll call of A/ES-11/L.10 (in favour–against–abstaining) with the changes of the scenario “US abstains”."));
    assert!(text.contains("[4] Assumed in the scenario “US abstains”: United States to Abstain."));
    let sourced = explained(&ukraine(), "GA-20250224-L10", Some("Serbia as it meant")).0;
    let text = one_line(&plain(&sourced, Length::Page, true));
    assert!(text.contains("Assumed in the scenario “Serbia as it meant”: Serbia to Abstain. Source: news-pravda.com"));
    assert!(text.contains("What is assumed") && text.contains("should have been an abstention."));
}

#[test]
fn a_scenario_that_says_nothing_of_a_text_is_told_so() {
    let (brief, _) = explained(&ukraine(), "SC-20250224-7-RES2774", Some("US abstains"));
    let text = one_line(&plain(&brief, Length::Paragraph, false));
    assert!(text.starts_with("S/2025/112 was adopted by the Security Council"), "{text}");
    assert!(text.contains("The scenario “US abstains” changes nothing in this vote."), "{text}");
}

#[test]
fn what_a_scenario_leaves_of_the_amendments_is_told() {
    let name = "Assumed: EU abstains unamended";
    let (brief, _) = explained(&ukraine(), "GA-20250224-L11-AMENDED", Some(name));
    let text = one_line(&plain(&brief, Length::Page, false));
    assert!(text.contains("A/ES-11/L.11 as the scenario leaves it would have been adopted"), "{text}");
    assert!(text.contains("As the other votes go in it, 33 members vote otherwise."), "{text}");
    assert!(text.contains("introduced by France. Taken to be rejected in this scenario."), "{text}");
    assert!(text.contains("- Of A/ES-11/L.14: L.14 not adopted."), "{text}");
    let put_off = BuiltIn::China.file();
    let (brief, charts) = explained(&put_off, "GA-19711025-7-RES2758", Some("If the vote is put off"));
    assert!(
        brief.line.text().starts_with("Under the scenario “If the vote is put off”, A/L.630 is not put to the vote.")
    );
    assert!(!html(&brief, &charts, Length::Page).contains("<svg"), "no chart of a vote that is not held");
}

#[test]
fn the_amendments_stand_with_their_results_and_why() {
    let text = words("GA-20250224-L11-AMENDED", Length::Page);
    assert!(
        text.contains(
            "Amendments ---------- ✗ The amendment A/ES-11/L.12: “Add that the end of the conflict should come also by \
             addressing its root causes”, put forward by the Russian Federation. Rejected, 31–71–59: 31 of 102 present \
             and voting, 68 needed."
        ),
        "{text}"
    );
    assert!(
        text.contains("✓ The amendment A/ES-11/L.15:")
            && text.contains("Adopted; how many voted for it and against it is not recorded.")
    );
    let council = words("SC-20250224-7-RES2774", Length::Page);
    assert!(
        council.contains("Vetoed, 11–1–?: 11 in favour, 9 needed; against as a veto: the Russian Federation."),
        "{council}"
    );
}

#[test]
fn a_rule_can_be_another_and_a_quorum_can_fail() {
    let mut file = ukraine();
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "GA-20231027-CANADA".into()).unwrap();
    text.rule = "ga-simple".into();
    text.record.outcome = None;
    let line = explained(&file, "GA-20231027-CANADA", None).0.line.text();
    assert_eq!(
        line,
        "The amendment A/ES-10/L.26 was adopted by the General Assembly on 27 October 2023, 88–55–23: 88 of 143 present \
         and voting, 72 needed."
    );
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "GA-20250224-L10".into()).unwrap();
    for vote in text.record.votes.0.values_mut().skip(40) {
        *vote = plenary::model::Vote::Absent;
    }
    text.record.outcome = None;
    let line = explained(&file, "GA-20250224-L10", None).0.line.text();
    assert!(line.ends_with("present where a quorum asks 97.") && line.contains("was rejected by"), "{line}");
}

#[test]
fn a_tie_is_told_with_its_rule() {
    let mut file = ukraine();
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "GA-20231027-CANADA".into()).unwrap();
    text.rule = "ga-simple".into();
    text.record.outcome = None;
    (text.record.tally.yes, text.record.tally.no) = (Some(60), Some(60));
    let (brief, _) = explained(&file, "GA-20231027-CANADA", None);
    let text = one_line(&plain(&brief, Length::Paragraph, false));
    assert!(text.contains("The votes were equal. A tie is not adopted: it is voted again within 48 hours,"), "{text}");
}

#[test]
fn a_vote_that_is_to_come_has_the_chance_of_its_whip_count() {
    let mut file = ukraine();
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "SC-20250224-7-RES2774".into()).unwrap();
    text.record = plenary::model::Record::default();
    let lean = |stance, percent| Lean {
        percent: Some(Percent::new(percent)),
        source: Some(Hearing::Capital),
        ..Lean::new(stance)
    };
    // Eight are certain, five abstain, one stays away, and the ninth says Yes in six cases of ten.
    let certain = ["CHN", "DZA", "GUY", "KOR", "PAK", "PAN", "RUS", "SLE"];
    let mut whip = Whip::default();
    whip.leans.extend(certain.map(|code| (code.into(), lean(Stance::FirmYes, 100))));
    whip.leans.extend(["DNK", "FRA", "GBR", "GRC", "SVN"].map(|code| (code.into(), lean(Stance::FirmAbstain, 100))));
    whip.leans.insert("USA".into(), lean(Stance::LikelyAbsent, 100));
    whip.leans.insert("SOM".into(), lean(Stance::LeanYes, 60));
    text.whip = Some(whip);
    let (brief, _) = explained(&file, "SC-20250224-7-RES2774", None);
    assert_eq!(brief.line.text(), "S/2025/112: no vote of the Security Council is recorded.");
    let text = one_line(&plain(&brief, Length::Paragraph, true));
    assert!(text.contains("By the whip count the chance of adoption was reckoned at 60.0 % ["), "{text}");
    assert!(text.contains("Computed from the whip count of 15 members."), "{text}");
}

// ---- every figure has its note

/// All sentences and cells of a brief in the order of reading.
fn read(brief: &Brief) -> Vec<Vec<Span>> {
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

fn all_cases() -> Vec<(DossierFile, Option<ScenarioId>)> {
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

// ---- plain text

#[test]
fn plain_text_keeps_to_its_width() {
    for (file, scenario) in all_cases() {
        for text in &file.dossier.texts {
            let brief = brief(&source(&file, scenario), &text.id).expect("a brief");
            for length in Length::ALL {
                let text = plain(&brief, length, true);
                assert!(text.ends_with('\n') && !text.contains('\u{a0}') && !text.contains("\n\n\n"));
                for line in text.lines() {
                    let unbroken = line.trim_start().split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
                    assert!(line.chars().count() <= 80 || unbroken > 70, "{line}");
                    assert_eq!(line, line.trim_end(), "{line:?}");
                }
                let bare = plain(&brief, length, false);
                assert!(!bare.contains("[1]") && !bare.contains("Where the numbers come from"));
            }
        }
    }
}

// ---- HTML

/// Elements that have opened and closed, each attribute in quotes; panics where something is amiss.
fn parse(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let (mut rest, mut open, mut found) = (page, Vec::new(), Vec::new());
    rest = rest.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>'), "a bare > in {text:?}");
        for (at, _) in text.match_indices('&') {
            let entity = &text[at..text[at..].find(';').map_or(text.len(), |end| at + end + 1)];
            assert!(["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].contains(&entity), "{entity}");
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in order");
            continue;
        }
        let alone = tag.ends_with('/');
        let (name, attributes) =
            tag.trim_end_matches('/').split_once([' ', '\n']).unwrap_or((tag.trim_end_matches('/'), ""));
        let mut values = BTreeMap::new();
        let mut left = attributes.trim();
        while !left.is_empty() {
            let (key, after) = left.split_once("=\"").unwrap_or_else(|| panic!("an attribute in {tag}"));
            let (value, after) = after.split_once('"').expect("a closing quote");
            assert!(values.insert(key.trim().to_owned(), value.to_owned()).is_none(), "{key} twice in {tag}");
            left = after.trim_start();
        }
        found.push((name.to_owned(), values));
        if !alone {
            open.push(name.to_owned());
        }
        if name == "style" {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

fn check_page(page: &str, figures: usize) {
    let elements = parse(page);
    let mut ids = BTreeSet::new();
    for (name, values) in &elements {
        if let Some(id) = values.get("id") {
            assert!(ids.insert(id.clone()), "{id} twice");
        }
        assert!(!["script", "link", "iframe", "img"].contains(&name.as_str()), "{name}");
        assert!(!values.contains_key("src") && values.keys().all(|key| !key.starts_with("on")));
    }
    let mut links = 0;
    for (_, values) in &elements {
        if let Some(href) = values.get("href") {
            assert!(ids.contains(href.strip_prefix('#').expect("a link inside")), "{href}");
            links += 1;
        }
        for id in values.get("aria-labelledby").into_iter().flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(id), "{id}");
        }
        if let Some(clip) = values.get("clip-path") {
            let id = clip.trim_start_matches("url(#").trim_end_matches(')');
            assert!(ids.contains(id), "{clip}");
        }
    }
    assert_eq!(links, figures);
    let names: Vec<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.iter().filter(|name| **name == "h1").count(), 1);
    assert!(elements.contains(&("html".to_owned(), BTreeMap::from([("lang".to_owned(), "en".to_owned())]))));
}

fn figures(brief: &Brief, length: Length) -> usize {
    let spans: Vec<Vec<Span>> = match length {
        Length::Line => vec![brief.line.0.clone()],
        Length::Paragraph => std::iter::once(&brief.line).chain(&brief.reasons).map(|s| s.0.clone()).collect(),
        Length::Page => read(brief),
    };
    spans.iter().flatten().filter(|span| matches!(span, Span::Figure { .. })).count()
}

#[test]
fn the_web_page_is_well_formed_and_every_figure_leads_to_its_note() {
    let file = ukraine();
    for (text, scenario) in [
        ("GA-20250224-L10", None),
        ("GA-20250224-L11-AMENDED", Some("Assumed: EU abstains unamended")),
        ("SC-20240322-S2024-239", None),
        ("GA-20231027-CANADA", None),
        ("GA-20250224-L13", None),
    ] {
        let (brief, charts) = explained(&file, text, scenario);
        for length in Length::ALL {
            check_page(&html(&brief, &charts, length), figures(&brief, length));
        }
    }
}

/// A dossier whose words try to break out of every form.
fn hostile() -> DossierFile {
    let mut file = ukraine();
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "GA-20250224-L10".into()).unwrap();
    text.title = "<script>alert(1)</script> & \"quotes\" 'all' ]]> \u{1}\u{0}\n\ttabs — ✓ 漢字".to_owned();
    text.source = "</style><b>&amp; https://example.org/?a=1&b=2".to_owned();
    text.note = "word ".repeat(6000);
    text.sponsor = "\u{202e}1 < 2 > 0".to_owned();
    let id = ScenarioId(900);
    let note = "a note with </main> in it".to_owned();
    let change = plenary::scenario::Change::votes(
        text.id.clone(),
        "<i>1</i>".to_owned(),
        ["USA".into()],
        plenary::model::Vote::Yes,
    );
    file.scenarios.push(Scenario {
        id,
        name: "“Quoted” <name>".to_owned(),
        base: None,
        note,
        changes: vec![change],
        extra: Default::default(),
    });
    file
}

#[test]
fn words_of_the_dossier_break_out_of_nothing() {
    let file = hostile();
    for scenario in [None, Some("“Quoted” <name>")] {
        let (brief, charts) = explained(&file, "GA-20250224-L10", scenario);
        let page = html(&brief, &charts, Length::Page);
        check_page(&page, figures(&brief, Length::Page));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;"));
        assert!(!page.contains('\u{0}') && !page.contains('\u{1}'));
        let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
        assert!(pdf.starts_with(b"%PDF-"));
    }
}

// ---- PDF

/// The text of a PDF as pdftotext reads it; none where that is not installed.
fn extracted(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.pdf");
    std::fs::write(&path, pdf).expect("a file");
    let Ok(output) = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output() else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}

#[test]
fn the_pdf_holds_the_words_and_a_link_for_every_figure() {
    let (brief, charts) = explained(&ukraine(), "GA-20250224-L10", None);
    let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(count(&pdf, b"/Subtype/Link") >= figures(&brief, Length::Page), "a figure that is broken has two");
    assert!(count(&pdf, b"/Type/Page\n") + count(&pdf, b"/Type/Page/") >= 3);
    for tag in ["/H1", "/H2", "/Figure", "/Table", "/TH", "/LBody"] {
        assert!(count(&pdf, tag.as_bytes()) > 0, "{tag}");
    }
    let Some(text) = extracted(&pdf) else { return };
    let text = one_line(&text);
    for words in [
        "Advancing a comprehensive, just",
        "General Assembly · 11th emergency special session · 24 February 2025 · As recorded",
        "The rule asks for two-thirds of members present and voting",
        "How the groups voted",
        "Each number is proved to be the smallest, with all other votes as they are.",
        "Where the numbers come from",
        "Counted from the roll call of A/ES-11/L.10 (in favour–against–abstaining); the published totals agree.",
        "1 of 3",
        "3 of 3",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_long_remark_goes_over_pages_and_loses_no_word() {
    let (brief, charts) = explained(&hostile(), "GA-20250224-L10", None);
    let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
    let Some(text) = extracted(&pdf) else { return };
    assert_eq!(text.split_whitespace().filter(|word| word.trim_end_matches('.') == "word").count(), 6000);
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    for format in BriefFormat::ALL {
        for length in Length::ALL {
            let once = || {
                let (brief, charts) = explained(&ukraine(), "SC-20250224-7-RES2774", None);
                bytes(&brief, &charts, length, format).expect("a file")
            };
            assert!(once() == once(), "{format:?} {length:?}");
        }
    }
}

// ---- the command line

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
