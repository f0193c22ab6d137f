//! Random tables written in every layout with random quirks: every good row comes back, and as many are left out as were
//! spoilt. Bytes that are nothing, cut or flipped are read or refused, without a panic.

use std::collections::BTreeSet;

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::*;

/// A source of chance that gives the same every time.
struct Dice(Xoshiro256PlusPlus);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    fn one_in(&mut self, end: usize) -> bool {
        self.below(end) == 0
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let place = self.below(list.len());
        &list[place]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in (1..list.len()).rev() {
            list.swap(place, self.below(place + 1));
        }
    }
}

/// Writes rows with quotes here and there, one kind of line end, and empty lines between.
fn written(dice: &mut Dice, header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let delimiter = *dice.pick(&[",", ";", "\t"]);
    let end = *dice.pick(&["\n", "\r\n"]);
    let mut text = if dice.one_in(2) { "\u{feff}".to_owned() } else { String::new() };
    let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let must = cell.contains(['"', '\n', '\r', ',', ';', '\t']);
                if must || dice.one_in(5) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            })
            .collect();
        text += &cells.join(delimiter);
        text += end;
        if dice.one_in(20) {
            text += end;
        }
    }
    text.into_bytes()
}

/// A number as spreadsheets and data frames write it.
fn number(dice: &mut Dice, number: usize) -> String {
    if dice.one_in(3) { format!("{number}.0") } else { number.to_string() }
}

fn words(dice: &mut Dice) -> String {
    let words = ["", "plain", "two words", "with, comma", "with \"quotes\"", "two\nlines", "Größe; NA", "1"];
    (*dice.pick(&words)).to_owned()
}

/// A layout as this test writes it.
struct Table {
    /// How a header says it.
    header: &'static [&'static str],
    /// The places of the cells that a row cannot do without.
    needed: &'static [usize],
    /// The place of the vote.
    vote: usize,
    /// The words of votes.
    votes: &'static [(&'static str, Entry)],
    /// A row: roll call, member, word.
    row: fn(&mut Dice, usize, usize, &str) -> Vec<String>,
    /// The ids of the roll call and the member in the collection.
    ids: fn(usize, usize) -> (String, String),
}

const YES: Entry = Entry::Cast(Vote::Yes);
const NO: Entry = Entry::Cast(Vote::No);
const ABSTAIN: Entry = Entry::Cast(Vote::Abstain);
const ABSENT: Entry = Entry::Cast(Vote::Absent);

fn tables() -> Vec<Table> {
    vec![
        Table {
            header: &["congress", "chamber", "rollnumber", "icpsr", "cast_code", "prob"],
            needed: &[0, 1, 2, 3],
            vote: 4,
            votes: &[("1", YES), ("6.0", NO), ("7", ABSTAIN), ("9.0", ABSENT), ("2", ABSENT), ("0", Entry::NotMember)],
            row: |dice, roll, member, vote| {
                let (roll, member) = (number(dice, roll), number(dice, member));
                let prob = if dice.one_in(2) { String::new() } else { "99.1".to_owned() };
                vec!["116".to_owned(), "Senate".to_owned(), roll, member, vote.to_owned(), prob]
            },
            ids: |roll, member| (format!("116-Senate-{roll}"), member.to_string()),
        },
        Table {
            header: &["mepid", "name", "result", "eugroup", "identifier", "vote_id"],
            needed: &[0, 4],
            vote: 2,
            votes: &[("for", YES), ("against", NO), ("abstention", ABSTAIN)],
            row: |dice, roll, member, vote| {
                let group = *dice.pick(&["EPP", "PPE", "NA", "NI", "Verts/ALE", ""]);
                let (id, roll) = (number(dice, member), number(dice, roll));
                vec![id, words(dice), vote.to_owned(), group.to_owned(), roll, member.to_string()]
            },
            ids: |roll, member| (roll.to_string(), member.to_string()),
        },
        Table {
            header: &["vote_id", "member_id", "position", "country_code", "group_code"],
            needed: &[0, 1],
            vote: 2,
            votes: &[("FOR", YES), ("AGAINST", NO), ("ABSTENTION", ABSTAIN), ("DID_NOT_VOTE", ABSENT)],
            row: |dice, roll, member, vote| {
                let group = *dice.pick(&["EPP", "SD", "NI", "GREEN_EFA"]);
                let (roll, member) = (number(dice, roll), number(dice, member));
                vec![roll, member, vote.to_owned(), "DEU".to_owned(), group.to_owned()]
            },
            ids: |roll, member| (roll.to_string(), member.to_string()),
        },
        Table {
            header: &[
                "mandate_id",
                "mandate",
                "poll_id",
                "vote",
                "reason_no_show",
                "reason_no_show_other",
                "politician name",
            ],
            needed: &[0, 2],
            vote: 3,
            votes: &[("yes", YES), ("no", NO), ("abstain", ABSTAIN), ("no_show", ABSENT)],
            row: |dice, roll, member, vote| {
                let (member, roll) = (number(dice, member), number(dice, roll));
                vec![member, words(dice), roll, vote.to_owned(), words(dice), words(dice), words(dice)]
            },
            ids: |roll, member| (roll.to_string(), member.to_string()),
        },
    ]
}

/// The votes of a random chamber: roll call, member, place of the word.
fn chamber(dice: &mut Dice, words: usize) -> Vec<(usize, usize, usize)> {
    let (rolls, members) = (1 + dice.below(6), 1 + dice.below(40));
    let mut votes = Vec::new();
    for roll in 1..=rolls {
        for member in 1..=members {
            if !dice.one_in(6) {
                votes.push((roll, member, dice.below(words)));
            }
        }
    }
    votes
}

/// A row that cannot be read: an unknown vote, a cell missing, cells too many.
fn spoilt(dice: &mut Dice, table: &Table, mut row: Vec<String>) -> Vec<String> {
    match dice.below(3) {
        0 => row[table.vote] = (*dice.pick(&["", "perhaps", "10", "1.5", "Ja"])).to_owned(),
        1 => row[*dice.pick(table.needed)] = String::new(),
        _ => row.push("one too many".to_owned()),
    }
    row
}

fn listed(imported: &Imported) -> BTreeMap<(String, String), Entry> {
    let archive = &imported.archive;
    let mut listed = BTreeMap::new();
    for (roll, roll_call) in archive.roll_calls.iter().enumerate() {
        for (voter, who) in archive.voters.iter().enumerate() {
            let entry = archive.entry(roll, voter);
            if entry != Entry::Unlisted {
                listed.insert((roll_call.id.clone(), who.id.as_str().to_owned()), entry);
            }
        }
    }
    listed
}

#[test]
fn every_good_row_comes_back() {
    for (place, table) in tables().iter().enumerate() {
        for seed in 0..150 {
            let mut dice = Dice::new(seed * 10 + place as u64);
            let votes = chamber(&mut dice, table.votes.len());
            let (mut rows, mut expected, mut junk) = (Vec::new(), BTreeMap::new(), 0);
            for (roll, member, word) in votes {
                let (word, entry) = table.votes[word];
                let row = (table.row)(&mut dice, roll, member, word);
                if dice.one_in(12) {
                    rows.push(spoilt(&mut dice, table, row.clone()));
                    junk += 1;
                }
                // Once more, and the same: nothing is left out.
                if dice.one_in(30) {
                    rows.push(row.clone());
                }
                rows.push(row);
                expected.insert((table.ids)(roll, member), entry);
            }
            dice.shuffle(&mut rows);
            let bytes = written(&mut dice, table.header, &rows);
            let imported = import(&[Input::memory("random.csv", bytes)], &Options::default(), &Silent).unwrap();
            assert_eq!(listed(&imported), expected, "layout {place}, seed {seed}");
            assert_eq!(imported.summary.left_out, junk, "layout {place}, seed {seed}");
            assert_eq!(imported.findings.graded(Severity::Error), junk, "layout {place}, seed {seed}");
        }
    }
}

#[test]
fn every_good_sheet_comes_back() {
    const HEADER: [&str; 13] = [
        "Wahlperiode",
        "Sitzungnr",
        "Abstimmnr",
        "Fraktion/Gruppe",
        "Name",
        "Vorname",
        "Titel",
        "ja",
        "nein",
        "Enthaltung",
        "ungültig",
        "nichtabgegeben",
        "Bezeichnung",
    ];
    let entries = [YES, NO, ABSTAIN, ABSENT, ABSENT];
    for seed in 0..150 {
        let mut dice = Dice::new(seed);
        let header: Vec<String> =
            HEADER.iter().map(|name| if dice.one_in(3) { name.to_uppercase() } else { (*name).to_owned() }).collect();
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let (mut expected, mut junk, mut inputs) = (BTreeMap::new(), 0, Vec::new());
        let mut sheets: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (roll, member, answer) in chamber(&mut dice, entries.len()) {
            sheets.entry(roll).or_default().push((member, answer));
        }
        for (roll, votes) in sheets {
            let mut rows = Vec::new();
            for (member, answer) in votes {
                let mut row: Vec<String> = [20, 100, roll].iter().map(|cell| number(&mut dice, *cell)).collect();
                let group = *dice.pick(&["SPD", "CDU/CSU", "BÜ90/GR", "Fraktionslos"]);
                row.extend([group, &format!("Name{member}"), "Vor Name", "Dr."].map(str::to_owned));
                for column in 0..entries.len() {
                    row.push(if column == answer { number(&mut dice, 1) } else { number(&mut dice, 0) });
                }
                row.push(format!("Dr. Vor Name{member}"));
                if dice.one_in(12) {
                    let mut bad = row.clone();
                    match dice.below(4) {
                        0 => bad[7 + answer] = "0".to_owned(),
                        1 => bad[7 + (answer + 1) % entries.len()] = "1".to_owned(),
                        2 => bad[dice.below(3)] = "?".to_owned(),
                        _ => bad[7 + answer] = "x".to_owned(),
                    }
                    rows.push(bad);
                    junk += 1;
                }
                rows.push(row);
                expected.insert((format!("20-100-{roll}"), format!("Name{member}_Vor_Name")), entries[answer]);
            }
            dice.shuffle(&mut rows);
            inputs.push(Input::memory(format!("{roll}.csv"), written(&mut dice, &header, &rows)));
        }
        if inputs.is_empty() {
            continue;
        }
        let imported = import(&inputs, &Options::default(), &Silent).unwrap();
        assert_eq!(listed(&imported), expected, "seed {seed}");
        assert_eq!(imported.summary.left_out, junk, "seed {seed}");
    }
}

#[test]
fn every_good_line_comes_back() {
    for seed in 0..150 {
        let mut dice = Dice::new(seed);
        let end = *dice.pick(&["\n", "\r\n"]);
        let (members, votes) = (3 + dice.below(40), 8 + dice.below(90));
        let (mut lines, mut expected, mut junk) = (Vec::new(), BTreeMap::new(), 0);
        for member in 1..=members {
            let digits: Vec<u8> = (0..votes).map(|_| dice.below(10) as u8).collect();
            let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
            let head = format!("{:>3}{member:>5}{:>2}{:>2}{:<8}{:>3}{:>2}", 90, 41, 1, "OHIO", 100, 10);
            lines.push(format!("{head}{:<11}{text}", format!("NAME{member}")));
            for (number, digit) in digits.into_iter().enumerate() {
                let entry = match digit {
                    0 => Entry::NotMember,
                    1 => YES,
                    6 => NO,
                    7 | 8 => ABSTAIN,
                    _ => ABSENT,
                };
                expected.insert((format!("90-House-{}", number + 1), member.to_string()), entry);
            }
            if dice.one_in(12) {
                lines.push((*dice.pick(&["a line of words that says nothing of votes", "123", " 90 x"])).to_owned());
                junk += 1;
            }
        }
        // The first lines tell the layout.
        let keep = lines.iter().position(|line| line.contains("NAME1 ")).unwrap();
        lines.swap(0, keep);
        dice.shuffle(&mut lines[1..]);
        let text = lines.join(end) + end;
        let imported = import(&[Input::memory("random.ord", text.into_bytes())], &Options::default(), &Silent).unwrap();
        assert_eq!(listed(&imported), expected, "seed {seed}");
        assert_eq!(imported.summary.left_out, junk, "seed {seed}");
    }
}

/// A file of every role of every layout.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let mut dice = Dice::new(7);
    let mut samples: Vec<(&'static str, Vec<u8>)> = Vec::new();
    for table in tables() {
        let mut rows = Vec::new();
        for (roll, member, word) in chamber(&mut dice, table.votes.len()).into_iter().take(60) {
            rows.push((table.row)(&mut dice, roll, member, table.votes[word].0));
        }
        samples.push(("votes.csv", written(&mut dice, table.header, &rows)));
    }
    let texts = [
        "congress,chamber,icpsr,party_code,bioname,born\n116,President,99912,200,\"TRUMP, Donald\",1946\n116,Senate,1,100,A,\n",
        "congress,chamber,rollnumber,date,yea_count,nay_count,vote_result,vote_question,vote_desc,dtl_desc\n\
         116,Senate,1,2019-01-08,1,2.0,Veto Sustained,On the Veto,a,\n116,Senate,99,2019-01-08,,,Passed,,,\n",
        "identifier,date,report,desc,title,for,against,abstention\n1,2019-07-18 11:24:18,A,,§ 13,1,2,3\n2,,,,Am 1,,,\n",
        "epid,firstname,lastname,country,eugroup,party,voteid\n100,Ana,LOPEZ,pt,EPP,P,1\n101,Bo,Ö,se,NA,,2\n",
        "id,timestamp,display_title,count_for,count_against,result\n1,2024-01-16 12:05:31,\"T, t\",1,2,ADOPTED\n",
        "id,first_name,last_name,country_code\n1,Ève,UNE,FRA\n2,B,ZWEI,DEU\n",
        "poll_id,poll_title,poll_description,poll_date,legislature_period\n1,\"T\",\"a\nb\",2020-01-01,19\n",
        "mandate_id,mandate,politician,fraction_names,fraction_starts,fraction_ends\n\
         1,A (x),A,\"[\"\"SPD seit 01.02.2020\"\"]\",\"[\"\"2020-02-01\"\"]\",\"[null]\"\n",
        "Wahlperiode,Sitzungnr,Abstimmnr,Fraktion/Gruppe,Name,Vorname,ja,nein,Enthaltung,ungültig,nichtabgegeben\n\
         20,1,1,SPD,A,B,1,0,0,0,0\n20,1,1,SPD,C,D,0,0,0,1,0\n",
    ];
    samples.extend(texts.into_iter().map(|text| ("list.csv", text.as_bytes().to_vec())));
    let line = |member: usize| format!(" 90{member:>5}41 1OHIO    100 1NAME{member:<7}1669871234\r\n");
    samples.push(("h.ord", (1..8).map(line).collect::<String>().into_bytes()));
    samples
}

fn harm(dice: &mut Dice, bytes: &mut Vec<u8>) {
    match dice.below(5) {
        0 => bytes.truncate(dice.below(bytes.len() + 1)),
        1 => {
            for _ in 0..=dice.below(8) {
                let place = dice.below(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
        2 => {
            let place = dice.below(bytes.len() + 1);
            let noise: Vec<u8> = (0..dice.below(40)).map(|_| dice.below(256) as u8).collect();
            bytes.splice(place..place, noise);
        }
        3 => {
            let place = dice.below(bytes.len() + 1);
            bytes.insert(place, *dice.pick(b"\",;\n\r\0\xff"));
        }
        _ => *bytes = (0..dice.below(300)).map(|_| dice.below(256) as u8).collect(),
    }
}

#[test]
fn harmed_files_never_panic() {
    let samples = samples();
    let mut read = BTreeSet::new();
    for seed in 0..6000 {
        let mut dice = Dice::new(seed);
        let count = 1 + dice.below(3);
        let inputs: Vec<Input> = (0..count)
            .map(|_| {
                let (name, mut bytes) = samples[dice.below(samples.len())].clone();
                if !dice.one_in(4) {
                    harm(&mut dice, &mut bytes);
                }
                Input::memory(name, bytes)
            })
            .collect();
        // Refused or read; what is read adds up.
        if let Ok(imported) = import(&inputs, &Options::default(), &Silent) {
            let summary = &imported.summary;
            assert_eq!(summary.votes, listed(&imported).len() as u64);
            assert_eq!(summary.totals.checked, summary.totals.agree + summary.totals.differ);
            assert!(summary.left_out == 0 || imported.findings.graded(Severity::Error) > 0);
            read.extend(summary.layouts.iter().cloned());
        }
    }
    // Every layout of these was read at least once, so that this test tests something.
    let all = ["bundestag", "bundestag-sheet", "europarl", "how-they-vote", "ord", "voteview"];
    assert!(all.iter().all(|layout| read.contains(*layout)), "{read:?}");
}
