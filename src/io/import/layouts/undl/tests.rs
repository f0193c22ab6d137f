//! The readers of rows on every edition, on what goes wrong, and against the csv crate on random tables.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::{Body, rows::read_by};
use crate::{
    archive::RollCall,
    io::import::{
        Imported, Input, Kind, Layout, Options, Severity, Silent, import,
        read::{Job, Part, finish},
    },
    model::{Outcome, Tally, Vote},
};

const HEADER_2026: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
                           agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,\
                           total_ms,undl_link";
const HEADER_SC: &str = "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,\
                         agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,\
                         total_ms,undl_link";

fn by(text: &[u8], body: Body, block: usize) -> Imported {
    let input = Input::memory("votes.csv", text);
    let options = Options::default();
    let mut job = Job::alone(&options, &Silent);
    read_by(&[Part { input: &input, file: 0, role: "votes" }], body, block, &mut job).expect("memory can be read");
    finish(job, &[])
}

fn whole(text: &str) -> Imported {
    import(&[Input::memory("votes.csv", text.as_bytes())], &Options::default(), &Silent).expect("a known layout")
}

/// The votes of a roll call by the ids of the members.
fn votes(imported: &Imported, roll_call: usize) -> BTreeMap<String, Vote> {
    let archive = &imported.archive;
    archive.votes(roll_call).map(|(voter, vote)| (archive.voters[voter].id.to_string(), vote)).collect()
}

fn extra<'a>(roll_call: &'a RollCall, name: &str) -> &'a str {
    roll_call.extra.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

fn of(imported: &Imported, kind: Kind) -> Vec<(Severity, u32, String)> {
    let list = imported.findings.list().iter().filter(|finding| finding.kind == kind);
    list.map(|finding| (finding.severity, finding.place.line, finding.message.clone())).collect()
}

fn two_rows() -> String {
    let rest = "2023-10-27,ES-10,A/RES/ES-10/21,A/ES-10/L.25|A/ES-10/L.26,,A/ES-10/PV.41,Protection of civilians : \
                resolution / adopted by the General Assembly,Illegal Israeli actions,\
                TERRITORIES OCCUPIED BY ISRAEL--SETTLEMENT POLICY|ARMED CONFLICTS,,120.0,14.0,45.0,14.0,193.0,\
                https://example.org/4025240";
    format!("{HEADER_2026}\n4025240,AFG,AFGHANISTAN,Y,{rest}\n4025240,BEN,BENIN,X,{rest}\n")
}

#[test]
fn a_row_says_what_its_resolution_is() {
    let imported = whole(&two_rows());
    assert_eq!(imported.summary.layouts, ["undl-ga"]);
    let archive = &imported.archive;
    let roll_call = &archive.roll_calls[0];
    assert_eq!(roll_call.id, "4025240");
    assert_eq!(roll_call.date.as_ref().expect("a date").as_str(), "2023-10-27");
    assert_eq!((roll_call.session.as_str(), roll_call.symbol.as_str()), ("ES-10", "A/RES/ES-10/21"));
    assert_eq!((roll_call.draft.as_str(), roll_call.meeting.as_str()), ("A/ES-10/L.25|A/ES-10/L.26", "A/ES-10/PV.41"));
    assert_eq!(roll_call.title, "Protection of civilians");
    assert_eq!(extra(roll_call, "title"), "Protection of civilians : resolution / adopted by the General Assembly");
    assert_eq!(roll_call.description, "Illegal Israeli actions");
    assert_eq!(archive.issues, ["ARMED CONFLICTS", "TERRITORIES OCCUPIED BY ISRAEL--SETTLEMENT POLICY"]);
    assert_eq!(roll_call.issues, [0, 1]);
    assert_eq!(extra(roll_call, "subjects"), "TERRITORIES OCCUPIED BY ISRAEL--SETTLEMENT POLICY|ARMED CONFLICTS");
    assert_eq!(roll_call.published, Tally { yes: Some(120), no: Some(14), abstain: Some(45), absent: Some(14) });
    assert_eq!((extra(roll_call, "total_ms"), extra(roll_call, "undl_link")), ("193.0", "https://example.org/4025240"));
    assert_eq!(roll_call.recorded, Some(Outcome::Adopted));
    assert_eq!(archive.forums[0].id.as_str(), "UNGA");
    assert_eq!(votes(&imported, 0), [("AFG".to_owned(), Vote::Yes), ("BEN".to_owned(), Vote::Absent)].into());
    assert_eq!(archive.voters[1].name(), "Benin");
    assert_eq!(imported.summary.left_out, 0);
    assert_eq!(imported.summary.totals.differ, 1);
}

#[test]
fn every_edition_gives_the_same() {
    let text = two_rows();
    let expected = whole(&text);
    let same = |text: &str, why: &str| assert_eq!(whole(text).archive, expected.archive, "{why}");
    same(&format!("\u{FEFF}{text}"), "with its mark");
    same(&text.replace('\n', "\r\n"), "with carriage returns");
    same(text.trim_end(), "without a last line end");
    same(
        &text.replace("\n4025240,BEN", "\n\n  \n4025240,BEN").replace("  \n", ",,,,,,,,,,,,,,,,,,,\n"),
        "with blank rows",
    );
    same(&text.replace("vote_note,", "").replace("ARMED CONFLICTS,,", "ARMED CONFLICTS,"), "of March 2025");
    same(&text.replace("4025240,", "4025240.0,"), "with ids as numbers");
    same(&text.replace("2023-10-27", "2023-10-27 00:00:00"), "with hours");
    same(&text.replace(',', ";"), "with semicolons");
    same(&text.replace(",Illegal Israeli actions,", ",\"Illegal Israeli actions\","), "with quotes");
    // The names of September 2024, and the members' columns at three ends.
    let plural = "ms_codes,undl_id,ms_votes,resolutions,title,modality,draft,committee_report,meeting,agenda_titles,\
                  subjects,date,session,yes,no,abstentions,non_voting,total_ms,undl_link,ms_names";
    let rest = "A/RES/ES-10/21,Protection of civilians,,A/ES-10/L.25|A/ES-10/L.26,,A/ES-10/PV.41,\
                Illegal Israeli actions,ARMED CONFLICTS,2023-10-27,ES-10,120,14,45,14,193,https://example.org/4025240";
    let old = whole(&format!(
        "{plural}\nAFG,4025240,Y,{rest},AFGHANISTAN\nBEN,4025240,NV,{rest},BENIN\nCHL,4025240,,{rest},\n"
    ));
    let mut wanted = votes(&expected, 0);
    wanted.insert("CHL".to_owned(), Vote::Absent);
    assert_eq!(votes(&old, 0), wanted, "{:?}", old.findings);
    let (a, b) = (&old.archive.roll_calls[0], &expected.archive.roll_calls[0]);
    assert_eq!((&a.date, &a.title, &a.published, &a.meeting), (&b.date, &b.title, &b.published, &b.meeting));
    assert_eq!(of(&old, Kind::Understood).len(), 2);
}

#[test]
fn bad_rows_are_left_out_with_their_places() {
    let good = two_rows();
    let row = good.lines().nth(2).expect("two rows");
    let text = format!(
        "{good}shifted,{row}\n{}\n{}\n{}\n{}\n{row}\n{}\n",
        "4025240,CHL,CHILE,Y,2023-10-27",
        row.replace("BEN,BENIN,X", "CHL,CHILE,Q"),
        row.replace("BEN,BENIN,X", ",,"),
        row.replace("BEN,BENIN,X", ",,Y"),
        row.replace("BENIN,X", "BENIN,Y"),
    );
    let imported = whole(&text);
    assert_eq!(imported.archive, whole(&good).archive);
    assert_eq!(imported.summary.left_out, 6);
    let shifted = |cells: usize| format!("The row has {cells} cells and the header 20");
    assert_eq!(of(&imported, Kind::BadRow), [(Severity::Error, 4, shifted(21)), (Severity::Error, 5, shifted(5))]);
    let unknown = "\"Q\" is no vote of this layout (Y, N, A or X)".to_owned();
    assert_eq!(of(&imported, Kind::UnknownVote), [(Severity::Error, 6, unknown)]);
    let missing: Vec<u32> = of(&imported, Kind::Missing).into_iter().map(|(_, line, _)| line).collect();
    assert_eq!(missing, [7, 8]);
    let repeated: Vec<(Severity, u32)> =
        of(&imported, Kind::RepeatedVote).into_iter().map(|(severity, line, _)| (severity, line)).collect();
    assert_eq!(repeated, [(Severity::Warning, 9), (Severity::Error, 10)]);
}

#[test]
fn a_quote_that_is_never_closed_takes_no_good_row_with_it() {
    let good = two_rows();
    let (header, rows) = good.split_once('\n').expect("a header");
    for stray in ["4025240,CHL,\"CHILE,Y,2023-10-27", "\"", "4025240,\"CHL\",CHILE,\"Y"] {
        // At the end, before rows without quotes, and before rows with quotes and line ends in them.
        let quoted = rows.replace("Illegal Israeli actions", "\"Illegal\nIsraeli \"\"actions\"\"\"");
        for rows in [rows, &quoted] {
            let expected = whole(&format!("{header}\n{rows}"));
            let long = format!("{header}\n{stray}\n{rows}").repeat(1);
            for text in [format!("{header}\n{rows}{stray}"), long] {
                let imported = whole(&text);
                assert_eq!(votes(&imported, 0), votes(&expected, 0), "{text}");
                assert_eq!(imported.summary.left_out, 1, "{text}");
            }
        }
    }
    let mut long = format!("{header}\n\"stray\n");
    for number in 0..8_000 {
        long.push_str(&rows.replace("4025240,", &format!("{number},")));
    }
    let imported = whole(&long);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (16_000, 1));
}

#[test]
fn letters_of_windows_are_read_and_said() {
    let text = two_rows().replace("BENIN", "CÔTE").replace("Illegal", "Été");
    let bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let imported = by(&bytes, Body::Assembly, 4096);
    assert_eq!(imported.archive.voters[1].name(), "Côte");
    assert_eq!(imported.archive.roll_calls[0].description, "Été Israeli actions");
    assert_eq!(of(&imported, Kind::Encoding).len(), 1);
    let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(by(&utf16, Body::Assembly, 4096).archive, by(text.as_bytes(), Body::Assembly, 4096).archive);
}

#[test]
fn names_are_those_of_the_time_and_codes_of_two_states_say_so() {
    let row = |id: u32, day: &str, code: &str, name: &str| {
        format!("{id},{code},{name},Y,{day},1,A/RES/{id},,,,Title,,,,,,,,,\n")
    };
    let text = [
        format!("{HEADER_2026}\n"),
        row(2, "1999-01-01", "RUS", "RUSSIAN FEDERATION"),
        row(1, "1960-01-01", "RUS", "UNION OF SOVIET SOCIALIST REPUBLICS"),
        row(1, "1960-01-01", "EGY", "UNITED ARAB REPUBLIC"),
        row(2, "1999-01-01", "EGY", "EGYPT"),
        row(3, "1975-01-01", "GER", "FEDERAL REPUBLIC OF GERMANY"),
        row(3, "1975-01-01", "", "BURKINA FASO"),
    ]
    .concat();
    let imported = whole(&text);
    let archive = &imported.archive;
    let name = |id: &str, day: &str| {
        let voter = &archive.voters[archive.voter(&id.into()).expect("a member")];
        voter.name_on(Some(&day.parse().expect("a date"))).to_owned()
    };
    assert_eq!(name("RUS", "1960-01-01"), "Union of Soviet Socialist Republics");
    assert_eq!(name("RUS", "2020-01-01"), "Russian Federation");
    assert_eq!(name("FRG", "1975-01-01"), "Federal Republic of Germany");
    assert_eq!(name("BFA", "1975-01-01"), "Burkina Faso");
    assert_eq!(of(&imported, Kind::Predecessor).len(), 3);
    assert!(archive.voters[archive.voter(&"EGY".into()).expect("Egypt")].note.contains("United Arab Republic"));
    assert!(archive.roll_calls.iter().all(|roll_call| roll_call.published.is_empty()));
}

#[test]
fn remarks_and_what_differs_within_a_record() {
    let text = two_rows();
    let noted = text.replace("ARMED CONFLICTS,,", "ARMED CONFLICTS,A remark,");
    assert_eq!(whole(&noted).archive.roll_calls[0].note, "A remark");
    let (first, last) = noted.split_at(noted.rfind("\n4025240").expect("a last row"));
    let one = whole(&format!("{first}{}", last.replace("A remark", "")));
    assert_eq!(one.archive.roll_calls[0].note, "Afghanistan: A remark");
    assert_eq!(one.findings.of(Kind::RepeatedId), 0);
    let (first, last) = text.split_at(text.rfind("\n4025240").expect("a last row"));
    let other = whole(&format!("{first}{}", last.replace("Illegal", "Other")));
    assert_eq!(of(&other, Kind::RepeatedId)[0].2, "Rows of record 4025240 differ in agenda");
    assert_eq!(other.summary.votes, 2);
    let two = whole(&format!("{first}{}", last.replace("A/RES/ES-10/21", "A/RES/ES-10/22")));
    assert_eq!(two.archive.roll_calls[1].id, "4025240 A/RES/ES-10/22");
    assert_eq!((two.summary.roll_calls, two.findings.of(Kind::RepeatedId)), (2, 1));
}

#[test]
fn two_editions_together_count_each_vote_once() {
    let text = two_rows();
    let inputs = [Input::memory("a.csv", text.as_bytes()), Input::memory("b.csv", text.as_bytes())];
    let imported = import(&inputs, &Options::default(), &Silent).expect("a known layout");
    assert_eq!((imported.summary.votes, imported.summary.left_out), (2, 0));
    assert_eq!(
        of(&imported, Kind::RepeatedVote),
        [(Severity::Note, 0, "2 votes stand in an earlier file as well".into())]
    );
}

#[test]
fn the_council_keeps_its_permanent_members_and_its_resolutions_without_a_vote() {
    let row = |id: u32, code: &str, permanent: &str, vote: &str, modality: &str, yes: &str| {
        format!(
            "{id},{code},{code}LAND,{permanent},{vote},2025-07-17,S/RES/{id} (2025),S/2025/1,S/PV.1,[on matters],Agenda,\
             PEACE,,{modality},{yes}.0,0.0,0.0,0.0,2.0,link\n"
        )
    };
    let text = [
        format!("{HEADER_SC}\n"),
        row(1, "CHN", "True", "Y", "vote", "2"),
        row(1, "DZA", "False", "Y", "vote", "2"),
        row(2, "CHN", "True", "X", "without vote", "0"),
        row(2, "DZA", "False", "X", "without vote", "0"),
        row(3, "CHN", "True", "Y", "without vote", "0"),
        row(3, "DZA", "False", "Y", "without vote", "0"),
    ]
    .concat();
    let imported = whole(&text);
    assert_eq!(imported.summary.layouts, ["undl-sc"]);
    let archive = &imported.archive;
    assert_eq!(archive.forums[0].id.as_str(), "UNSC");
    let permanent: Vec<_> = archive.voters.iter().map(|voter| voter.extra.clone()).collect();
    let pair = |value: &str| vec![("permanent_member".to_owned(), value.to_owned())];
    assert_eq!(permanent, [pair("True"), pair("False")]);
    let results: Vec<&str> = archive.roll_calls.iter().map(|roll_call| roll_call.result.as_str()).collect();
    assert_eq!(
        results,
        [
            "",
            "Adopted without a vote; the source lists every member as not voting",
            "Adopted without a vote; the source lists every member in favour",
        ]
    );
    assert_eq!((imported.summary.totals.checked, imported.summary.totals.agree), (1, 1));
    let roll_call = &archive.roll_calls[1];
    assert_eq!(votes(&imported, 1).into_values().collect::<Vec<_>>(), [Vote::Absent; 2]);
    assert_eq!((extra(roll_call, "modality"), extra(roll_call, "total_yes")), ("without vote", "0.0"));
    assert_eq!((roll_call.title.as_str(), roll_call.description.as_str()), ("[on matters]", "Agenda"));
}

#[test]
fn what_is_read_is_written_again_as_it_was() {
    let council = [
        "1,CHN,CHINA,True,Y,2025-07-17,S/RES/1 (2025),S/2025/1,S/PV.1,[on matters],Agenda,PEACE,,vote,2.0,0.0,0.0,0.0,2.0,l",
        "1,DZA,ALGERIA,False,Y,2025-07-17,S/RES/1 (2025),S/2025/1,S/PV.1,[on matters],Agenda,PEACE,,vote,2.0,0.0,0.0,0.0,2.0,l",
        "2,CHN,CHINA,True,Y,2025-07-18,S/RES/2 (2025),,S/PV.2,[on more],,B|A,,without vote,0.0,0.0,0.0,0.0,2.0,l",
        "2,DZA,ALGERIA,False,Y,2025-07-18,S/RES/2 (2025),,S/PV.2,[on more],,B|A,,without vote,0.0,0.0,0.0,0.0,2.0,l",
    ];
    for text in [two_rows(), format!("{HEADER_SC}\n{}\n", council.join("\n"))] {
        let imported = whole(&text);
        let mut written = Vec::new();
        let remarks = crate::io::out::undl(&imported.archive, &mut written, &Silent).expect("memory can be written");
        assert_eq!(String::from_utf8(written).expect("text").replace("\r\n", "\n"), text);
        assert!(remarks.iter().all(|remark| !remark.contains("Columns")), "{remarks:?}");
    }
}

/// A source of choices.
struct Chance(Xoshiro256PlusPlus);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0.next_u64() % most
    }

    fn text(&mut self, odd: bool) -> String {
        let pieces: &[&str] =
            if odd { &["a", "é", ",", "\"", "\n", "\r\n", "  b", ";", "\"\""] } else { &["a", "é", "b c", "-"] };
        (0..self.below(6)).map(|_| pieces[self.below(pieces.len() as u64) as usize]).collect()
    }

    fn cell(&mut self, value: &str) -> String {
        if value.contains([',', '"', '\n', '\r']) || self.below(12) == 0 {
            format!("\"{}\"", value.replace('"', "\"\""))
        } else {
            value.to_owned()
        }
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in (1..list.len()).rev() {
            list.swap(place, self.below(place as u64 + 1) as usize);
        }
    }
}

/// A table as text, and how many rows in it are none.
fn table(chance: &mut Chance) -> (String, u64) {
    const COLUMNS: [&str; 9] =
        ["undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "title", "agenda_title"];
    let mut order: Vec<usize> = (0..COLUMNS.len()).collect();
    if chance.below(3) == 0 {
        chance.shuffle(&mut order);
    }
    let odd = chance.below(2) == 0;
    let mut rows = Vec::new();
    let mut junk = 0;
    for record in 0..=chance.below(5) {
        let (title, agenda) = (chance.text(odd), chance.text(odd));
        for member in 0..=chance.below(8) {
            let vote = ["Y", "N", "A", "X"][chance.below(4) as usize];
            let code = format!("{}AA", char::from(b'A' + member as u8));
            let name = if member % 3 == 0 { format!("LAND, {member}") } else { format!("LAND {member}") };
            let mut cells = vec![
                format!("{record}7"),
                code,
                name,
                vote.to_owned(),
                format!("2001-02-0{}", record + 1),
                "ES-10".to_owned(),
                format!("A/RES/{record}"),
                title.trim().to_owned(),
                agenda.trim().to_owned(),
            ];
            match chance.below(14) {
                0 => cells[3] = "maybe".to_owned(),
                1 => cells.push("more".to_owned()),
                2 => cells.truncate(1 + chance.below(7) as usize),
                _ => {}
            }
            let bad = cells.len() != COLUMNS.len() || cells[3] == "maybe";
            junk += u64::from(bad);
            let sorted: Vec<String> = if cells.len() == COLUMNS.len() {
                order.iter().map(|column| cells[*column].clone()).collect()
            } else {
                // Without line ends: whether the second line of a bad row is one is another matter.
                cells.iter().map(|cell| cell.replace(['\n', '\r', '"'], " ")).collect()
            };
            let end = if chance.below(4) == 0 { "\r\n" } else { "\n" };
            let blank = if chance.below(9) == 0 { "\n" } else { "" };
            let line: Vec<String> = sorted.iter().map(|cell| chance.cell(cell)).collect();
            rows.push(format!("{}{end}{blank}", line.join(",")));
        }
    }
    if chance.below(3) == 0 {
        chance.shuffle(&mut rows);
    }
    let header: Vec<&str> = order.iter().map(|column| COLUMNS[*column]).collect();
    let mut text = format!("{}\n{}", header.join(","), rows.concat());
    if chance.below(3) == 0 {
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
    }
    (text, junk)
}

/// The words and votes of every record, as the csv crate reads them.
fn plain(text: &str) -> BTreeMap<String, (Vec<String>, BTreeMap<String, Vote>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut records = BTreeMap::new();
    for row in reader.records() {
        let row = row.expect("text");
        let cell = |name: &str| row[header.iter().position(|known| known == name).expect("a column")].trim().to_owned();
        if row.len() != header.len() {
            continue;
        }
        let Some(vote) = Vote::parse(&cell("ms_vote")) else { continue };
        let words = ["date", "session", "resolution", "title", "agenda_title"].map(cell).to_vec();
        let entry = records.entry(cell("undl_id")).or_insert_with(|| (words.clone(), BTreeMap::new()));
        assert_eq!(entry.0, words);
        entry.1.insert(cell("ms_code"), vote);
    }
    records
}

fn stream(imported: &Imported) -> BTreeMap<String, (Vec<String>, BTreeMap<String, Vote>)> {
    let roll_calls = imported.archive.roll_calls.iter().enumerate();
    let words = |r: &RollCall| {
        let date = r.date.as_ref().expect("a date").to_string();
        vec![date, r.session.clone(), r.symbol.clone(), r.title.clone(), r.description.clone()]
    };
    roll_calls.map(|(number, r)| (r.id.clone(), (words(r), votes(imported, number)))).collect()
}

#[test]
fn random_tables_come_back_in_blocks_of_any_size_and_as_the_csv_crate_reads_them() {
    let mut chance = Chance(Xoshiro256PlusPlus::seed_from_u64(20_231_027));
    for round in 0..3_000 {
        let (text, junk) = table(&mut chance);
        let imported = by(text.as_bytes(), Body::Assembly, 1 << 16);
        assert_eq!(stream(&imported), plain(&text), "{round}: {text}");
        assert_eq!(imported.summary.left_out, junk, "{round}: {text}\n{:?}", imported.findings);
        for block in [1, 5, 64, 333] {
            assert_eq!(by(text.as_bytes(), Body::Assembly, block), imported, "{round} by {block}: {text}");
        }
    }
}

#[test]
fn bytes_at_random_are_read_without_a_panic_and_the_same_in_blocks_of_any_size() {
    let mut chance = Chance(Xoshiro256PlusPlus::seed_from_u64(7));
    for round in 0..3_000 {
        let mut bytes = table(&mut chance).0.into_bytes();
        match round % 3 {
            0 => bytes.truncate(chance.below(bytes.len() as u64 + 1) as usize),
            1 => {
                for _ in 0..=chance.below(8) {
                    let place = chance.below(bytes.len() as u64) as usize;
                    bytes[place] ^= 1 << chance.below(8);
                }
            }
            _ => {
                let header = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
                bytes.truncate(header);
                bytes.extend((0..chance.below(200)).map(|_| chance.below(256) as u8));
            }
        }
        let body = if round % 2 == 0 { Body::Assembly } else { Body::Council };
        let imported = by(&bytes, body, 1 << 16);
        for block in [1, 9, 100] {
            assert_eq!(by(&bytes, body, block), imported, "{round}: {:?}", String::from_utf8_lossy(&bytes));
        }
        let input = [Input::memory("x.csv", bytes)];
        let _ = import(&input, &Options { layout: Some(Layout::UndlGa), ..Options::default() }, &Silent);
    }
}

const HEADER: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes";

#[test]
fn workbooks_and_parquet_are_read_as_text_is() {
    let text = format!(
        "{HEADER},undl_link\n1,FRA,FRANCE,Y,2020-01-01,74,A/RES/74/1,\"Peace, and \"\"more\"\"\nof it\",1.0,\n\
         1,USA,UNITED STATES,?,2020-01-01,74,A/RES/74/1,\"Peace, and \"\"more\"\"\nof it\",1.0,\n"
    );
    let plain = whole(&text);
    let rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            // One row stands free between the rows of votes.
            let row = if row < 2 { row } else { row + 1 };
            sheet.write(row as u32, column as u16, cell.as_str()).expect("room");
        }
    }
    let input = Input::memory("votes.xlsx", book.save_to_buffer().expect("a workbook"));
    let imported = import(&[input], &Options::default(), &Silent).expect("a known layout");
    assert_eq!(imported.summary.layouts, ["undl-ga"]);
    assert_eq!(votes(&imported, 0), [("FRA".to_owned(), Vote::Yes)].into());
    let place = |imported: &Imported| -> Vec<u32> {
        let list = imported.findings.list().iter().filter(|finding| finding.kind == Kind::UnknownVote);
        list.map(|finding| finding.place.line).collect()
    };
    assert_eq!((place(&plain), place(&imported)), (vec![4], vec![4]));
    let (a, b) = (&plain.archive.roll_calls[0], &imported.archive.roll_calls[0]);
    assert_eq!((&a.title, &a.published, a.place.line), (&b.title, &b.published, b.place.line));
    assert_eq!(a.title, "Peace, and \"more\"\nof it");
}

#[test]
fn a_file_whose_header_is_not_found_says_so() {
    let imported = by(b"a,b,c\n1,2,3\n", Body::Assembly, 1024);
    assert_eq!(of(&imported, Kind::BadRow).len(), 1, "{:?}", imported.findings);
}

#[test]
fn a_row_that_is_refused_does_not_rename_its_member() {
    let rest = "2020-01-01,74,A/RES/74/1,T,2.0";
    let row = |code: &str, name: &str, vote: &str| format!("1,{code},{name},{vote},{rest}\n");
    let text = [
        format!("{HEADER}\n"),
        row("CHN", "CHINA", "Y"),
        row("CHN", "FRANCE", "Y"),
        row("CHN", "CHAD", "N"),
        row("USA", "MALI", "N"),
        row("na", "NAMIBIA", "Y"),
        row("NAM", "NAMIBIA", "Y"),
        row("ZZZ", "ATLANTIS", "Y"),
        row("", "SPAIN", "Y"),
        row("ITA", "", "Y"),
        "2,USA,MALI,N,2020-01-02,74,A/RES/74/2,T,0.0\n,USA,UNITED STATES,N,2020-01-03,74,A/RES/74/3,T,0.0\n".to_owned(),
    ]
    .concat();
    let imported = whole(&text);
    let china = imported.archive.voters.iter().find(|voter| voter.id.as_str() == "CHN").expect("China");
    let names: Vec<&str> = china.names.iter().map(|spell| spell.value.as_str()).collect();
    assert_eq!(names, ["China"]);
    let lines = |kind| -> Vec<u32> { of(&imported, kind).into_iter().map(|(_, line, _)| line).collect() };
    assert_eq!(lines(Kind::RepeatedVote), [3, 4]);
    assert_eq!(lines(Kind::SharedCode), [3, 5], "once a code: {:?}", imported.findings);
    assert_eq!(lines(Kind::Unmatched), [6, 8]);
    assert_eq!(lines(Kind::Missing), [9, 10, 12]);
}

#[test]
fn letters_read_in_a_wrong_encoding_are_said_once() {
    let rest = "2020-01-01,74,A/RES/74/1,Situation in CÃ´te dâ€™Ivoire,1.0";
    let imported = whole(&format!(
        "{HEADER}\n1,FRA,FRANCE,Y,{rest}\n1,CIV,CÃ”TE D'IVOIRE,Y,{rest}\n2,CIV,CÃ”TE D'IVOIRE,Y,{rest}\n"
    ));
    assert_eq!(of(&imported, Kind::Encoding).len(), 1, "{:?}", imported.findings);
    assert_eq!(of(&imported, Kind::Encoding)[0].1, 2);
    assert!(of(&imported, Kind::Encoding)[0].2.contains("3 texts"), "{:?}", imported.findings);
}

#[test]
fn a_column_that_differs_from_row_to_row_is_said_once() {
    let mut text = format!(",{HEADER},mark\n");
    for (number, code) in ["FRA", "USA", "CHN", "IND"].iter().cycle().take(40).enumerate() {
        let record = number / 4;
        let row = format!("{number},{record},{code},{code},Y,2020-01-01,74,A/RES/74/{record},T,4.0,m{}\n", number % 4);
        text.push_str(&row);
    }
    let imported = whole(&text);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes), (10, 40));
    let found: Vec<(u32, u32)> = imported
        .findings
        .list()
        .iter()
        .filter(|finding| finding.kind == Kind::RepeatedId)
        .map(|finding| (finding.place.line, finding.column))
        .collect();
    assert_eq!(found, [(3, 11)], "{:?}", imported.findings);
    assert_eq!(extra(&imported.archive.roll_calls[1], "mark"), "m0");
}

#[test]
fn a_row_that_is_too_long_is_one_row() {
    let long = format!("\"{}\"", "x\n".repeat(1 << 20));
    let rest = "2020-01-01,74,A/RES/74/1";
    let text =
        format!("{HEADER}\n1,FRA,FRANCE,Y,{rest},{long},2.0\n2,USA,UNITED STATES,Y,{rest},T,2.0\n2,?,UNITED STATES\n");
    for block in [1 << 12, 1 << 18, 1 << 24] {
        let imported = by(text.as_bytes(), Body::Assembly, block);
        let found = of(&imported, Kind::BadRow);
        assert_eq!(found.iter().map(|(_, line, _)| *line).collect::<Vec<_>>(), [2, (1 << 20) + 4], "{found:?}");
        assert!(found[0].2.contains("bytes long"), "{found:?}");
        assert_eq!((imported.summary.votes, imported.summary.left_out), (1, 2));
    }
}
