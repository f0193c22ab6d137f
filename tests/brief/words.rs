//! The words of a brief, in full.

use super::*;

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
