//! Small made-up files, one quirk each.

use super::*;

/// Reads texts under their names.
fn texts(files: &[(&str, &str)]) -> Imported {
    let inputs: Vec<Input> = files.iter().map(|(name, text)| Input::memory(*name, text.as_bytes().to_vec())).collect();
    import(&inputs, &Options::default(), &Silent).expect("files that can be read")
}

fn entry(imported: &Imported, id: &str, member: &str) -> Entry {
    imported.archive.entry(roll(imported, id), voter(imported, member))
}

/// What was found of a kind: file, line, column, gravity.
fn found(imported: &Imported, kind: Kind) -> Vec<(u32, u32, u32, Severity)> {
    let list = imported.findings.list().iter().filter(|finding| finding.kind == kind);
    list.map(|found| (found.place.file, found.place.line, found.column, found.severity)).collect()
}

fn yes() -> Entry {
    Entry::Cast(Vote::Yes)
}

fn no() -> Entry {
    Entry::Cast(Vote::No)
}

fn abstain() -> Entry {
    Entry::Cast(Vote::Abstain)
}

fn absent() -> Entry {
    Entry::Cast(Vote::Absent)
}

const VOTEVIEW: &str = "congress,chamber,rollnumber,icpsr,cast_code,prob\n";

#[test]
fn voteview_numbers_have_a_point_and_every_code_its_vote() {
    let codes = [Entry::NotMember, yes(), absent(), absent(), absent(), absent(), no(), abstain(), abstain(), absent()];
    let mut text = format!("\u{feff}{}", VOTEVIEW.replace('\n', "\r\n"));
    for code in 0..10 {
        text += &format!("\"90\",House,7,{}.0,{code}.0,\r\n", 100 + code);
    }
    let imported = texts(&[("H090_votes.csv", &text)]);
    for (code, expected) in codes.into_iter().enumerate() {
        assert_eq!(entry(&imported, "90-House-7", &(100 + code).to_string()), expected, "code {code}");
    }
    assert_eq!(imported.archive.forums[0].id.as_str(), "US-HOUSE");
    let roll = &imported.archive.roll_calls[0];
    assert_eq!(roll.session, "90");
    for (name, member) in
        [("Paired yea", "102"), ("Announced yea", "103"), ("Announced nay", "104"), ("Paired nay", "105")]
    {
        assert_eq!(extra(&roll.extra, name), Some(member));
    }
    // Pairs and "present" are one note each.
    assert_eq!(imported.findings.of(Kind::Understood), 2);
    assert_eq!(imported.summary.left_out, 0);
}

#[test]
fn voteview_presidents_are_no_members() {
    let votes = format!("{VOTEVIEW}1,Senate,1,99869,1,\n1,Senate,1,500,6,\n1,Senate,1,501,1,\n");
    let alone = texts(&[("S001_votes.csv", &votes)]);
    assert_eq!(entry(&alone, "1-Senate-1", "99869"), Entry::NotMember);
    assert_eq!(alone.archive.counts(0), Counts { yes: 1, no: 1, abstain: 0, absent: 0 });
    assert_eq!(found(&alone, Kind::NotOfTheBody), [(0, 2, 4, Severity::Note)]);
    assert_eq!(extra(&alone.archive.roll_calls[0].extra, "Position of 99869"), Some("Yea"));

    // The list of members knows better than the number.
    let members = "congress,chamber,icpsr,party_code,bioname\n1,President,501,5000,\"OTHER, President\"\n\
                   1,Senate,99869,4000,\"MEMBER, Some\"\n1,Senate,500,4444,\"THIRD, A\"\n2,Senate,500,13,\"THIRD, A\"\n\
                   1,Senate,502,1,\"SILENT, B\"\n";
    let both = texts(&[("S001_votes.csv", &votes), ("S001_members.csv", members)]);
    assert_eq!(entry(&both, "1-Senate-1", "99869"), yes());
    assert_eq!(entry(&both, "1-Senate-1", "501"), Entry::NotMember);
    assert_eq!(extra(&both.archive.roll_calls[0].extra, "Position of OTHER, President (501)"), Some("Yea"));
    let third = &both.archive.voters[voter(&both, "500")];
    assert_eq!(third.name(), "THIRD, A");
    assert_eq!(third.group_on(Some(&"1790-01-01".parse().unwrap())), Some("4444"));
    assert_eq!(third.group_on(Some(&"1792-01-01".parse().unwrap())), Some("Democratic-Republican"));
    assert_eq!(both.summary.members, 3);
    assert!(both.findings.list().iter().any(|f| f.message.starts_with("1 person in the list of members has no vote")));
}

#[test]
fn voteview_bad_rows_are_found_where_they_are() {
    let votes = format!(
        "{VOTEVIEW}1,Senate,1,1,1,\n,Senate,1,2,1,\n1,Sanate,1,2,1,\n1,Senate,x,2,1,\n1,Senate,1,2.5,1,\n\
         1,Senate,1,2,10,\n1,Senate,1,2,,\n1,Senate,1,2,1,,,7\n1,Senate,1,1,1,\n1,Senate,1,1,6,\n1,Senate,1,3,6\n"
    );
    let imported = texts(&[("v.csv", &votes)]);
    let error = Severity::Error;
    assert_eq!(found(&imported, Kind::Missing), [(0, 3, 1, error)]);
    assert_eq!(found(&imported, Kind::BadNumber), [(0, 4, 2, error), (0, 5, 3, error), (0, 6, 4, error)]);
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 7, 5, error), (0, 8, 5, error)]);
    // The last row lacks its last cell, which is not needed.
    assert_eq!(found(&imported, Kind::BadRow), [(0, 9, 0, error), (0, 12, 0, Severity::Warning)]);
    assert_eq!(found(&imported, Kind::RepeatedVote), [(0, 10, 5, Severity::Note), (0, 11, 5, error)]);
    assert_eq!(imported.summary.left_out, 8);
    assert_eq!(entry(&imported, "1-Senate-1", "1"), yes());
    assert_eq!(entry(&imported, "1-Senate-1", "3"), no());
    assert_eq!(imported.summary.votes, 2);
}

#[test]
fn a_stray_quotation_mark_takes_no_other_item_with_it() {
    let items = "identifier,date,report,desc,title,for,against,abstention\n4,2019-07-18,x,y,Am 15,1,2,3\n\
                 5,2019-07-18,x,y,\"Am 16,10,20,3\n6,2019-07-18,x,y,\"Am 17, second part\",1,2,3\n\
                 7,2019-07-18,x,y,\"Am 18\nand 19\",1,2,3\n8,2019-07-18,x,y,Am 20,1,4294967295,3\n";
    let imported = texts(&[("items.csv", items)]);
    let ids: Vec<&str> = imported.archive.roll_calls.iter().map(|roll| roll.id.as_str()).collect();
    assert_eq!(ids, ["4", "6", "7", "8"]);
    assert_eq!(found(&imported, Kind::BadRow), [(0, 3, 0, Severity::Error)]);
    assert_eq!(imported.summary.left_out, 1);
    assert_eq!(imported.archive.roll_calls[2].title, "Am 18\nand 19");
    // A total that no body can have stays blank.
    assert_eq!(found(&imported, Kind::BadNumber), [(0, 7, 7, Severity::Warning)]);
    let published = &imported.archive.roll_calls[3].published;
    assert_eq!((published.yes, published.no, published.abstain), (Some(1), None, Some(3)));
}

#[test]
fn voteview_lists_and_votes_are_matched() {
    let votes = format!("{VOTEVIEW}117,House,1,1,1,\n117,Senate,1,2,6,\n117,House,3,9,1,\n");
    let rolls = "congress,chamber,rollnumber,date,yea_count,nay_count,bill_number,vote_result,vote_desc,vote_question,\
                 dtl_desc,clerk_rollnumber\n117,House,1,2021-01-03,1,0,HR1,Passed,Short,On Passage,\"Short, and more\",5\n\
                 117,House,1,2021-01-04,9,9,,,,,,\n117,House,2,2021-13-04,9,x,,,,,,\n117,Senate,1,,0,2,,,,,,\n";
    let members = "congress,chamber,icpsr,state_abbrev,party_code,bioname\r\n117,House,1,DE,100,\"M\u{dc}LLER, \"\"Al\"\"\"\r\n\
                   117,Senate,2,AL,200,B\r\n";
    // The list of members in the code page of Western Europe.
    let members: Vec<u8> = members.chars().map(|c| c as u8).collect();
    let inputs = [
        Input::memory("v.csv", votes.into_bytes()),
        Input::memory("r.csv", rolls.as_bytes().to_vec()),
        Input::memory("m.csv", members),
    ];
    let imported = import(&inputs, &Options::default(), &Silent).expect("files that can be read");
    assert_eq!(found(&imported, Kind::Encoding), [(2, 2, 0, Severity::Note)]);
    assert_eq!(imported.archive.voters[voter(&imported, "1")].name(), "MÜLLER, \"Al\"");
    assert_eq!(found(&imported, Kind::RepeatedId), [(1, 3, 3, Severity::Error)]);
    assert_eq!(found(&imported, Kind::BadDate), [(1, 4, 4, Severity::Warning)]);
    assert_eq!(found(&imported, Kind::BadNumber), [(1, 4, 6, Severity::Warning)]);
    // House 3 is in no list, member 9 neither, and of House 2 there is no vote.
    let warning = Severity::Warning;
    assert_eq!(found(&imported, Kind::Unmatched), [(0, 4, 0, warning), (0, 4, 0, warning), (1, 4, 0, warning)]);
    // House 1 agrees; Senate 1 has one nay of two.
    assert_eq!((imported.summary.totals.agree, imported.summary.totals.differ), (1, 1));
    assert_eq!(found(&imported, Kind::TotalsDiffer), [(1, 5, 0, warning)]);
    let first = &imported.archive.roll_calls[roll(&imported, "117-House-1")];
    assert_eq!((first.title.as_str(), first.description.as_str()), ("On Passage, HR1", "Short, and more"));
    assert_eq!(first.recorded, Some(Outcome::Adopted));
    assert_eq!(extra(&first.extra, "clerk_rollnumber"), Some("5"));
    assert_eq!(imported.archive.forums.len(), 2);
}

#[test]
fn lists_without_votes_open_and_say_so() {
    let rolls = "congress,chamber,rollnumber,yea_count,nay_count\n117,House,1,1,0\n";
    let imported = texts(&[("r.csv", rolls)]);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes), (1, 0));
    assert_eq!(imported.archive.roll_calls[0].published.yes, Some(1));
    assert_eq!(found(&imported, Kind::Unmatched), [(0, 0, 0, Severity::Warning)]);
}

/// A line of an .ord file.
fn ord(congress: u32, icpsr: u32, district: u32, name: &str, party: u32, votes: &str) -> String {
    format!("{congress:>3}{icpsr:>5}{:>2}{district:>2}{:<8}{party:>3}{:>2}{name:<11}{votes}\r\n", 41, "ALABAMA", 10)
}

#[test]
fn ord_lines_are_cut_at_their_columns() {
    let text = [
        ord(90, 99902, 0, "JOHNSON", 100, "1600000000"),
        ord(90, 418, 0, "HILL", 100, "1623457890"),
        ord(90, 8764, 0, "SPARKMAN LO", 200, "6199999999"),
    ];
    let imported = texts(&[("sen90kh.ord", &text.concat())]);
    assert_eq!(imported.summary.layouts, ["ord"]);
    assert_eq!((imported.summary.roll_calls, imported.summary.members, imported.summary.votes), (10, 3, 30));
    assert_eq!(imported.summary.left_out, 0);
    let expected =
        [yes(), no(), absent(), absent(), absent(), absent(), abstain(), abstain(), absent(), Entry::NotMember];
    for (number, expected) in expected.into_iter().enumerate() {
        assert_eq!(entry(&imported, &format!("90-Senate-{}", number + 1), "418"), expected);
        assert_eq!(entry(&imported, &format!("90-Senate-{}", number + 1), "99902"), Entry::NotMember);
    }
    assert_eq!(extra(&imported.archive.roll_calls[1].extra, "Position of JOHNSON (99902)"), Some("Nay"));
    assert_eq!(extra(&imported.archive.roll_calls[2].extra, "Paired yea"), Some("HILL (418)"));
    assert_eq!(found(&imported, Kind::NotOfTheBody), [(0, 1, 4, Severity::Note)]);
    let member = &imported.archive.voters[voter(&imported, "8764")];
    assert_eq!((member.name(), member.group_on(None)), ("SPARKMAN LO", Some("Republican")));
    assert_eq!(extra(&member.extra, "state"), Some("ALABAMA"));
    assert_eq!(imported.archive.forums[0].id.as_str(), "US-SENATE");
}

#[test]
fn ord_lines_of_unequal_length_keep_what_they_have() {
    let text = [
        ord(90, 1, 1, "ONE", 100, "111111111"),
        ord(90, 2, 2, "TWO", 100, "6666666"),
        ord(90, 3, 3, "THREE", 200, "1111111116"),
        ord(90, 4, 4, "FOUR", 200, "1x1 11116"),
        "not a line of votes at all, however long it may be\r\n".to_owned(),
        ord(90, 1, 1, "ONE", 100, "666666666"),
        "\u{1a}".to_owned(),
    ];
    let imported = texts(&[("hou90kh.ord", &text.concat())]);
    assert_eq!((imported.summary.roll_calls, imported.summary.members), (9, 4));
    let (warning, error) = (Severity::Warning, Severity::Error);
    assert_eq!(found(&imported, Kind::BadRow), [(0, 2, 43, warning), (0, 3, 46, error), (0, 5, 0, error)]);
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 4, 38, error)]);
    assert_eq!(found(&imported, Kind::RepeatedVote), [(0, 6, 4, error)]);
    // Two lines; one vote too many in line 3, and two in line 4 that are none.
    assert_eq!(imported.summary.left_out, 2 + 1 + 2);
    assert_eq!(entry(&imported, "90-House-7", "2"), no());
    assert_eq!(entry(&imported, "90-House-8", "2"), Entry::Unlisted);
    assert_eq!(entry(&imported, "90-House-2", "4"), Entry::Unlisted);
    assert_eq!(entry(&imported, "90-House-9", "4"), no());
    assert_eq!(entry(&imported, "90-House-1", "1"), yes());
    assert_eq!(imported.summary.votes, 9 + 7 + 9 + 7);
}

#[test]
fn ord_is_known_without_its_ending_and_numbers_alone_are_not() {
    let lines = [ord(90, 1, 1, "ONE", 100, "111111111"), ord(90, 2, 2, "TWO", 100, "666666666")].concat();
    assert_eq!(texts(&[("house.txt", &lines)]).summary.roll_calls, 9);
    let digits = "1234567890123456789012345678901234567890123456\n".repeat(3);
    let input = Input::memory("digits.ord", digits.into_bytes());
    assert!(import(&[input], &Options::default(), &Silent).is_err());
}

#[test]
fn a_group_that_a_member_comes_back_to_in_rows_of_any_order() {
    let rows =
        ["1,One,for,SD,10,1", "1,One,for,S&D,11,1", "1,One,+,NI,12,1", "1,One,for,NA,13,1", "1,One,for,S&D,14,1"];
    let items = "identifier,date,report,desc,title,for,against,abstention\n\
                 10,2019-07-15,,,a,1,0,0\n11,2019-08-01,,,b,1,0,0\n12,2019-09-01,,,c,1,0,0\n\
                 13,2019-10-02,,,d,1,0,0\n14,2020-01-15,,,e,1,0,0\n";
    for turn in 0..rows.len() {
        let rows: Vec<&str> = (0..rows.len()).map(|n| rows[(n * 3 + turn) % rows.len()]).collect();
        let votes = format!("mepid,name,result,eugroup,identifier,vote_id\n{}\n", rows.join("\n"));
        let imported = texts(&[("v.csv", &votes), ("i.csv", items)]);
        let one = &imported.archive.voters[voter(&imported, "1")];
        let day = |date: &Option<plenary::model::Date>| date.as_ref().expect("a day").to_string();
        let told: Vec<_> =
            one.groups.iter().map(|spell| (spell.value.as_str(), day(&spell.from), day(&spell.until))).collect();
        let expected = [
            ("S&D", "2019-07-15", "2019-08-01"),
            ("NI", "2019-09-01", "2019-10-02"),
            ("S&D", "2020-01-15", "2020-01-15"),
        ];
        assert_eq!(told, expected.map(|(group, from, until)| (group, from.to_owned(), until.to_owned())), "{rows:?}");
        assert_eq!(one.group_on(None), Some("S&D"));
    }
}

#[test]
fn europarl_labels_are_made_one() {
    let votes = "mepid,name,result,eugroup,identifier,vote_id\n1,One,for,PPE,10,1\n1,One,for,EPP,11,1\n\
                 2,\"Two \"\"T\"\"\",against,Verts/ALE,10,2\n3,Three,abstention,NA,10,3\n3,Three,+,NI,11,3\n3,Three,for,ID,12,3\n";
    let items = "identifier,date,report,desc,title,for,against,abstention\n\
                 10,2019-07-15 00:00:00,,,\"Am 3,\ntwo lines\",1,1,1\n11,2019-08-01 10:00:00,,,§ 1,2,0.0,0\n\
                 12,2019-09-01 10:00:00,,,,1,0,0\n13,2019-09-02 10:00:00,A9-1/2019,,secret,,,\n";
    let meps =
        "epid,firstname,lastname,country,eugroup,party,voteid\n101,Una,ONE,pt,PPE,P,1\n103,Tria,OTHER,se,NA,,3\n";
    let imported = texts(&[("v.csv", votes), ("i.csv", items), ("m.csv", meps)]);
    assert_eq!((imported.summary.roll_calls, imported.summary.members, imported.summary.votes), (4, 3, 6));
    assert_eq!((imported.summary.totals.checked, imported.summary.totals.agree), (3, 3));
    let groups = |id: &str| -> Vec<String> {
        imported.archive.voters[voter(&imported, id)].groups.iter().map(|spell| spell.value.clone()).collect()
    };
    assert_eq!(groups("1"), ["EPP"]);
    assert_eq!(groups("2"), ["Greens/EFA"]);
    assert_eq!(groups("3"), ["NI", "ID"]);
    let three = &imported.archive.voters[voter(&imported, "3")];
    assert_eq!(three.group_on(Some(&"2019-08-15".parse().unwrap())), Some("NI"));
    assert_eq!((three.name(), three.note.as_str()), ("Tria OTHER", "In the votes: Three"));
    assert_eq!(imported.archive.voters[voter(&imported, "1")].name(), "Una ONE");
    assert_eq!(extra(&imported.archive.voters[voter(&imported, "1")].extra, "eugroup"), Some("EPP"));
    // Member 2 is not in the list, and 3 is there under another name.
    assert_eq!(found(&imported, Kind::Unmatched).len(), 2);
    assert_eq!(found(&imported, Kind::TotalsBlank), [(1, 6, 0, Severity::Note)]);
    // Three labels, and that absences are not listed.
    assert_eq!(imported.findings.of(Kind::Understood), 4);
    let first = &imported.archive.roll_calls[0];
    assert_eq!((first.title.as_str(), first.kind), ("Am 3,\ntwo lines", TextKind::Amendment));
    assert_eq!(extra(&first.extra, "time"), None);
}

#[test]
fn europarl_votes_open_alone_and_bad_ones_are_found() {
    let votes = "\u{feff}mepid;name;result;eugroup;identifier;vote_id\r\n1;One;for;EPP;10;1\r\n;Two;for;EPP;10;2\r\n\
                 3;Three;for;EPP;;3\r\n4;Four;maybe;EPP;10;4\r\n\r\n5;Five;against;;10;5\r\n";
    let imported = texts(&[("v.csv", votes)]);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (2, 3));
    let error = Severity::Error;
    assert_eq!(found(&imported, Kind::Missing), [(0, 3, 1, error), (0, 4, 5, error)]);
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 5, 3, error)]);
    assert_eq!(found(&imported, Kind::Unmatched), []);
    assert_eq!(imported.archive.voters[voter(&imported, "5")].name(), "Five");
    assert_eq!(imported.archive.voters[voter(&imported, "5")].group_on(None), None);
}

#[test]
fn how_they_vote_copes_with_later_columns() {
    let votes = "id,timestamp,display_title,reference,description,amendment_subject,amendment_number,is_main,\
                 procedure_reference,procedure_title,procedure_type,procedure_stage,count_for,count_against,\
                 count_abstention,count_did_not_vote,result,texts_adopted_reference,later\n\
                 162214,2024-01-16T12:05:31,\"A title, with a comma\",A9-0001/2024,Proposition,,,True,2023/0001(COD),P,COD,,\
                 1,1,1,1,ADOPTED,P9_TA(2024)0001,more\n\
                 162215,2024-01-16 12:06:31,,A9-0001/2024,Am 3,Article 1,3,False,,Procedure,,,0,1,0,3,REJECTED,,\n\
                 162216,2024-01-16 12:07:31,T,,§ 1,,,False,,,,,0,0,0,0,LAPSED,,\n";
    let positions = "vote_id,member_id,position,country_code,group_code,later\n162214,1,FOR,FRA,GREEN_EFA,x\n\
                     162214,2,AGAINST,DEU,NI,\n162214,3,ABSTENTION,DEU,EPP,\n162214,4,DID_NOT_VOTE,DEU,EPP,\n\
                     162215,1,DID_NOT_VOTE,FRA,GREEN_EFA,\n162215,2,AGAINST,DEU,NI,\n162215,3,DID_NOT_VOTE,DEU,EPP,\n\
                     162215,4,DID_NOT_VOTE,DEU,EPP,\n162215,5,PRESENT,DEU,EPP,\n";
    let members = "id,first_name,last_name,country_code,date_of_birth,email\n1,Ève,UNE,FRA,1970-01-01,\n2,B,ZWEI,DEU,,\n\
                   3,C,DREI,DEU,,\n";
    let imported = texts(&[("member_votes.csv", positions), ("votes.csv", votes), ("members.csv", members)]);
    assert_eq!(imported.summary.layouts, ["how-they-vote"]);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes, imported.summary.left_out), (3, 8, 1));
    assert_eq!((imported.summary.totals.checked, imported.summary.totals.agree), (2, 2));
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 10, 3, Severity::Error)]);
    // The last roll call has totals of 0 and no votes; member 4 is in no list.
    assert_eq!(found(&imported, Kind::Unmatched).len(), 2);
    let [first, second, third] = imported.archive.roll_calls.as_slice() else { panic!("three roll calls") };
    assert_eq!(
        (first.recorded, second.recorded, third.recorded),
        (Some(Outcome::Adopted), Some(Outcome::Rejected), None)
    );
    assert_eq!((first.kind, second.kind, third.kind), (TextKind::Draft, TextKind::Amendment, TextKind::Part));
    assert_eq!((first.symbol.as_str(), first.draft.as_str()), ("P9_TA(2024)0001", "A9-0001/2024"));
    assert_eq!((first.title.as_str(), second.title.as_str()), ("A title, with a comma", "Procedure"));
    assert_eq!(extra(&first.extra, "later"), Some("more"));
    assert_eq!(extra(&second.extra, "amendment_subject"), Some("Article 1"));
    assert_eq!(extra(&first.extra, "time"), Some("12:05:31"));
    let one = &imported.archive.voters[voter(&imported, "1")];
    assert_eq!((one.name(), one.group_on(None)), ("Ève UNE", Some("Greens/EFA")));
    let four = &imported.archive.voters[voter(&imported, "4")];
    assert_eq!((four.name(), extra(&four.extra, "country_code")), ("4", Some("DEU")));
    assert_eq!(texts(&[("member_votes.csv", positions)]).summary.votes, 8);
}

#[test]
fn bundestag_polls_have_line_breaks_and_mandates_are_missing() {
    let votes = "mandate_id,mandate,poll_id,vote,reason_no_show,reason_no_show_other,politician name\n\
                 1,A One (Bundestag 2017 - 2021),9,yes,,,A One\n2,B Two (Bundestag 2017 - 2021),9,no_show,Krankheit,\"a\nb\",\n\
                 3,C Three,9,abstain,,,C Three\n4,D,9,perhaps,,,D\nx,E,9,no,,,E\n5,F,8,no,,,F\n";
    let polls = "poll_id,poll_title,poll_first_committee,poll_description,legislature_id,legislature_period,poll_date\n\
                 9,\"Title, long\",Committee,\"One line\r\nand another \"\"quoted\"\"\",111,Bundestag 2017 - 2021,2020-05-01\n";
    let mandates = "mandate_id,mandate,politician,start_date,fraction_names,fraction_ids,fraction_starts,fraction_ends,\
                    all_parties,party\n1,A One (x),A One,,\"[\"\"fraktionslos seit 01.06.2021\"\"]\",[1],\"[\"\"2021-06-01\"\"]\",\"[\"\"\"\"]\",,\n\
                    2,B Two (x),,2019-01-01,\"[\"\"DIE GR\\u00dcNEN\"\"]\",[2],[null],\"[\"\"\"\"]\",,\n";
    let imported = texts(&[("v.csv", votes), ("p.csv", polls), ("m.csv", mandates)]);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (4, 2));
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 6, 4, Severity::Error)]);
    assert_eq!(found(&imported, Kind::BadNumber), [(0, 7, 1, Severity::Error)]);
    // Mandates 3 and 5, and poll 8.
    assert_eq!(found(&imported, Kind::Unmatched).len(), 3);
    let poll = &imported.archive.roll_calls[0];
    assert_eq!(poll.description, "One line\r\nand another \"quoted\"");
    assert_eq!(extra(&poll.extra, "reason_no_show"), Some("B Two: Krankheit, a\nb"));
    assert_eq!(extra(&poll.extra, "poll_first_committee"), Some("Committee"));
    let names: Vec<&str> = imported.archive.voters.iter().map(plenary::archive::Voter::name).collect();
    assert_eq!(names, ["A One", "B Two", "C Three", "F"]);
    let groups: Vec<Option<&str>> =
        imported.archive.voters.iter().map(|voter| voter.group_on(poll.date.as_ref())).collect();
    assert_eq!(groups, [None, Some("DIE GRÜNEN"), None, None]);
    assert_eq!(found(&imported, Kind::Missing), [(2, 2, 0, Severity::Note)]);
}

const SHEET: &str = "Wahlperiode;Sitzungnr;Abstimmnr;Fraktion/Gruppe;Name;Vorname;Titel;ja;nein;Enthaltung;ungültig;nichtabgegeben;Bezeichnung\n";

#[test]
fn bundestag_sheets_are_roll_calls_of_one_collection() {
    let first = format!(
        "{SHEET}20;103;1;BÜ90/GR;Müller;Anna;;1;0;0;0;0;Anna Müller\n20;103;1;SPD;Müller;Max;Dr.;0;1;0;0;0;Dr. Max Müller (Kiel)\n\
         20;103;1;SPD;Müller;Max;;0;0;1;0;0;Max Müller (Ulm)\n20;103;1;SPD;von Berg;Eva;;0;0;0;1;0;\n\
         20;103;1;SPD;Drei;Karl;;1;1;0;0;0;\n20;103;1;SPD;Vier;Karl;;0;0;0;0;0;\n20;103;1;SPD;Fuenf;Karl;;0;2;0;0;0;\n"
    );
    let second = "\u{feff}WAHLPERIODE,SitzungNr,AbstimmNr,Fraktion/Gruppe,AbgNr,Name,Vorname,Titel,Ja,Nein,Enthaltung,Ungültig,\
                  Nichtabgegeben,Bezeichnung,Bemerkung\r\n20,104,2,BÜNDNIS`90/DIE GRÜNEN,11,Müller,Anna,,0.0,0.0,0.0,0.0,1.0,\
                  Anna Müller,krank\r\n20,104,2,CDU/CSU,12,von  Berg,Eva,,1,,,,,Eva von Berg,\r\n";
    let imported = texts(&[("20230512_1.csv", &first), ("20230513_2.csv", second)]);
    assert_eq!(imported.summary.layouts, ["bundestag-sheet"]);
    assert_eq!((imported.summary.roll_calls, imported.summary.members, imported.summary.votes), (2, 4, 6));
    let error = Severity::Error;
    assert_eq!(found(&imported, Kind::UnknownVote), [(0, 6, 0, error), (0, 7, 0, error), (0, 8, 9, error)]);
    assert_eq!(imported.summary.left_out, 3);
    let (one, two) = ("20-103-1", "20-104-2");
    assert_eq!(entry(&imported, one, "Müller_Anna"), yes());
    assert_eq!(entry(&imported, two, "Müller_Anna"), absent());
    assert_eq!(entry(&imported, one, "Müller_Max_(Dr._Max_Müller_(Kiel))"), no());
    assert_eq!(entry(&imported, one, "Müller_Max_(Max_Müller_(Ulm))"), abstain());
    // An invalid ballot is no vote cast, and no abstention.
    assert_eq!(entry(&imported, one, "von_Berg_Eva"), absent());
    assert_eq!(entry(&imported, two, "von_Berg_Eva"), yes());
    every_id_is_whole(&imported);
    let roll_call = &imported.archive.roll_calls[0];
    assert_eq!(extra(&roll_call.extra, "ungültig"), Some("Eva von Berg"));
    assert_eq!(roll_call.date.as_ref().unwrap().as_str(), "2023-05-12");
    assert_eq!((roll_call.session.as_str(), roll_call.meeting.as_str()), ("20", "103"));
    assert_eq!(roll_call.title, "Recorded vote 1 of sitting 103");
    assert_eq!(extra(&imported.archive.roll_calls[1].extra, "Bemerkung"), Some("Anna Müller: krank"));
    let berg = &imported.archive.voters[voter(&imported, "von_Berg_Eva")];
    assert_eq!(berg.group_on(Some(&"2023-05-12".parse().unwrap())), Some("SPD"));
    assert_eq!(berg.group_on(Some(&"2023-05-13".parse().unwrap())), Some("CDU/CSU"));
    let anna = &imported.archive.voters[voter(&imported, "Müller_Anna")];
    assert_eq!(anna.groups.len(), 1);
    assert_eq!(anna.groups[0].value, "BÜ90/GR");
    // The invalid ballot, and two names of one group.
    assert_eq!(imported.findings.of(Kind::Understood), 2);
}

#[test]
fn bundestag_sheets_go_by_number_where_all_have_it_and_may_come_twice() {
    let text = "Wahlperiode,Sitzungnr,Abstimmnr,Fraktion/Gruppe,AbgNr,Name,Vorname,ja,nein,Enthaltung,ungültig,nichtabgegeben\n\
                20,1,1,SPD,11,Alt,Anna,1,0,0,0,0\n20,1,1,SPD,12,Alt,Berta,0,1,0,0,0\n";
    let married = text.replace(",1,1,SPD,11,Alt", ",1,2,SPD,11,Neu").replace("20,1,1,SPD,12", "20,1,2,SPD,12");
    let imported = texts(&[("1.csv", text), ("2.csv", &married), ("again.csv", text)]);
    assert_eq!((imported.summary.roll_calls, imported.summary.members, imported.summary.votes), (2, 2, 4));
    assert_eq!(found(&imported, Kind::RepeatedId), [(2, 2, 0, Severity::Warning)]);
    assert_eq!((imported.summary.left_out, imported.findings.of(Kind::RepeatedVote)), (0, 0));
    let names: Vec<&str> =
        imported.archive.voters[voter(&imported, "11")].names.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(names, ["Anna Alt", "Anna Neu"]);
    let other = text.replace("20,1,1,SPD,12,Alt,Berta,0,1", "20,1,1,SPD,12,Alt,Berta,1,0");
    let differing = texts(&[("1.csv", text), ("other.csv", &other)]);
    assert_eq!((differing.summary.left_out, differing.findings.of(Kind::RepeatedVote)), (1, 1));
    assert_eq!(entry(&differing, "20-1-1", "12"), no());
}

#[test]
fn two_parliaments_at_once_do_not_meet() {
    let senate = format!("{VOTEVIEW}1,Senate,1,7,1,\n");
    let europarl = "mepid,name,result,eugroup,identifier,vote_id\n7,One,against,EPP,1,7\n";
    let imported = texts(&[("s.csv", &senate), ("e.csv", europarl)]);
    assert_eq!((imported.summary.members, imported.summary.roll_calls, imported.summary.votes), (2, 2, 2));
    assert_eq!(entry(&imported, "voteview:1-Senate-1", "voteview:7"), yes());
    assert_eq!(entry(&imported, "europarl:1", "europarl:7"), no());
    assert_eq!(imported.archive.voters[voter(&imported, "europarl:7")].name(), "One");
}

#[test]
fn bundestag_workbooks_are_sheets() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let header = ["Wahlperiode", "Sitzungnr", "Abstimmnr", "Fraktion/Gruppe", "Name", "Vorname", "Titel", "ja", "nein"];
    let header = header.into_iter().chain(["Enthaltung", "ungültig", "nichtabgegeben", "Bezeichnung"]);
    for (column, name) in header.enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    for (row, (name, answer)) in
        [("Eins", 0), ("Zwei", 1), ("Drei", 2), ("Vier", 3), ("Fünf", 4)].into_iter().enumerate()
    {
        let row = row as u32 + 1;
        for (column, number) in [20, 103, 1].into_iter().enumerate() {
            sheet.write_number(row, column as u16, f64::from(number)).unwrap();
        }
        sheet.write_string(row, 3, "SPD").unwrap();
        sheet.write_string(row, 4, name).unwrap();
        sheet.write_string(row, 5, "Vor").unwrap();
        for column in 0..5 {
            sheet.write_number(row, 7 + column, if column == answer { 1.0 } else { 0.0 }).unwrap();
        }
        sheet.write_string(row, 12, format!("Vor {name}")).unwrap();
    }
    sheet.write_number(6, 0, 20.0).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let input = Input::memory("20230512_1-data.xlsx", bytes);
    let imported = import(&[input], &Options::default(), &Silent).expect("a workbook that can be read");
    assert_eq!(imported.summary.layouts, ["bundestag-sheet"]);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes, imported.summary.left_out), (1, 5, 1));
    assert_eq!(found(&imported, Kind::Missing), [(0, 7, 2, Severity::Error)]);
    let names = ["Eins_Vor", "Zwei_Vor", "Drei_Vor", "Vier_Vor", "Fünf_Vor"];
    let entries = names.map(|name| entry(&imported, "20-103-1", name));
    assert_eq!(entries, [yes(), no(), abstain(), absent(), absent()]);
    assert_eq!(extra(&imported.archive.roll_calls[0].extra, "ungültig"), Some("Vor Vier"));
    assert_eq!(imported.archive.roll_calls[0].date.as_ref().unwrap().as_str(), "2023-05-12");
}

#[test]
fn voteview_parties_have_the_names_of_their_list() {
    let votes = format!("{VOTEVIEW}1,Senate,1,7,1,\n1,Senate,1,8,1,\n");
    let members = "congress,chamber,icpsr,party_code,bioname\n1,Senate,7,4444.0,A\n1,Senate,8,200,B\n";
    let parties =
        "congress,chamber,party_code,party_name,n_members\n1,Senate,4444,Some Party,1\n2,Senate,4444,Other,1\n";
    let imported = texts(&[("v.csv", &votes), ("m.csv", members), ("p.csv", parties)]);
    let group = |id: &str| imported.archive.voters[voter(&imported, id)].group_on(None).map(str::to_owned);
    assert_eq!(group("7").as_deref(), Some("Some Party"));
    assert_eq!(group("8").as_deref(), Some("Republican"));
}

#[test]
fn how_they_vote_lists_of_groups_are_not_needed() {
    let positions = "vote_id,member_id,position,country_code,group_code\n1,1,FOR,FRA,EPP\n";
    let groups = "code,official_name,label,short_label\nEPP,European People's Party,EPP,EPP\n";
    let imported = texts(&[("member_votes.csv", positions), ("groups.csv", groups)]);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (1, 0));
    assert_eq!(found(&imported, Kind::Unused), [(1, 0, 0, Severity::Note)]);
}

#[test]
fn reading_stops_when_it_is_called_off() {
    struct Stop;
    impl plenary::io::import::Watch for Stop {
        fn progress(&self, _done: u64, _total: u64) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let votes = format!("{VOTEVIEW}1,Senate,1,7,1,\n");
    let line = ord(90, 1, 1, "ONE", 100, "111111111");
    for (name, text) in [("v.csv", votes.as_str()), ("h.ord", line.as_str())] {
        let input = Input::memory(name, text.as_bytes().to_vec());
        assert!(import(&[input], &Options::default(), &Stop).is_err(), "{name}");
    }
}
