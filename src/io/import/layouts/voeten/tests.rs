//! Votes and resolutions with every fault that is known, made here and read back.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::pedantic,
    reason = "a test may fail loudly"
)]

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use crate::{
    archive::{Archive, Entry},
    io::import::{Finding, Imported, Input, Kind, Options, Severity, Silent, import, states},
    model::{MemberId, Outcome, TextKind, Vote},
};

const YES: Entry = Entry::Cast(Vote::Yes);
const NO: Entry = Entry::Cast(Vote::No);
const ABSTAIN: Entry = Entry::Cast(Vote::Abstain);
const ABSENT: Entry = Entry::Cast(Vote::Absent);

const RESOLUTIONS: &str =
    "rcid,year,session,abstain,yes,no,importantvote,date,unres,amend,para,short,descr,me,nu,di,hr,co,ec,ident,resid\n";

fn read(files: &[&[u8]]) -> Imported {
    let name = |number: usize| format!("{number}.csv");
    let inputs: Vec<Input> =
        files.iter().enumerate().map(|(number, bytes)| Input::memory(name(number), bytes.to_vec())).collect();
    import(&inputs, &Options::default(), &Silent).expect("a layout that is known")
}

fn votes(text: &str) -> Imported {
    read(&[text.as_bytes()])
}

fn entry(archive: &Archive, id: &str, member: &str) -> Entry {
    let roll_call = archive.roll_calls.iter().position(|roll_call| roll_call.id == id).expect("the roll call");
    archive.entry(roll_call, archive.voter(&MemberId::from(member)).expect("the member"))
}

fn faults(imported: &Imported) -> Vec<&Finding> {
    imported.findings.list().iter().filter(|finding| finding.severity != Severity::Note).collect()
}

/// Where a fault is, and of what kind.
fn places(imported: &Imported) -> Vec<(Kind, u32, u32)> {
    faults(imported).into_iter().map(|finding| (finding.kind, finding.place.line, finding.column)).collect()
}

#[test]
fn codes_members_and_sessions() {
    let imported = votes("rcid,ccode,session,vote\n3,2,1,1\n3,365,1,3\n3,713,1,2\n3,710,1,9\n3,20,1,8\n4,2,2,9\n");
    let archive = &imported.archive;
    let found: Vec<Entry> = ["USA", "RUS", "TWN", "CHN", "CAN"].map(|id| entry(archive, "3", id)).into();
    assert_eq!(found, [YES, NO, ABSTAIN, Entry::NotMember, ABSENT]);
    assert_eq!(entry(archive, "4", "USA"), Entry::NotMember);
    assert_eq!(entry(archive, "4", "CAN"), Entry::Unlisted);
    let day = "1962-10-22".parse().ok();
    assert_eq!(archive.voters[1].name_on(day.as_ref()), "Soviet Union");
    assert_eq!((archive.voters[1].key.as_str(), archive.voters[1].name()), ("365", "Russian Federation"));
    assert_eq!((archive.roll_calls[0].session.as_str(), archive.roll_calls[1].session.as_str()), ("1", "2"));
    assert_eq!((imported.summary.votes, imported.summary.left_out), (6, 0));
    assert!(faults(&imported).is_empty());
}

#[test]
fn columns_stand_in_any_order_and_quirks_do_no_harm() {
    let plain = votes("rcid,ccode,session,vote\n3,2,1,1\n3,20,1,3\n");
    for text in [
        "vote,session,ccode,rcid\n1,1,2,3\n3,1,20,3\n",
        "\u{feff}rcid,ccode,session,vote\r\n3,2,1,1\r\n3,20,1,3",
        "\"RCID\";\"ccode\";\"session\";\"Vote\"\n\"3\";\"2\";\"1\";\"1\"\n3; 20 ;1;3.0\n\n",
        "\n\nrcid\tccode\tsession\tvote\n\n3\t2\t1\t1\n \n003\t20\t1\t3\n",
        "rcid,ccode,session,vote\r3,2,1,1\r3,20,1,3\r",
        "rcid,ccode,session,vote,note\n3,2,1,1,\"two\nlines\"\n3,20,1,3,\n",
        "rcid,ccode,session,vote\n3,2,1,1\r3,20,1,3\r\n",
    ] {
        let found = votes(text);
        assert!(faults(&found).is_empty(), "{text}: {:?}", faults(&found));
        assert_eq!(found.archive.planes, plain.archive.planes, "{text}");
        assert_eq!(found.archive.voters, plain.archive.voters, "{text}");
        assert_eq!(found.archive.roll_calls[0].session, "1", "{text}");
    }
    let bare = votes("rcid,ccode,vote\n3,2,1\n3,20,3\n");
    assert_eq!((bare.archive.planes, bare.archive.roll_calls[0].session.as_str()), (plain.archive.planes, ""));
}

#[test]
fn bad_rows_are_located_and_good_ones_kept() {
    let text = "rcid,ccode,session,vote\n3,2,1,1\n3,20\n3,x,1,1\n,40,1,1\n3,41,1,7\n3,42,1,NA\n\"3,70,1,1\n3,90,1,1,1\n9999999999,91,1,1\n3,92,1,2\n,,,\n , ,,\r\n";
    let imported = votes(text);
    assert_eq!(
        places(&imported),
        [
            (Kind::BadRow, 3, 0),
            (Kind::BadNumber, 4, 2),
            (Kind::Missing, 5, 1),
            (Kind::UnknownVote, 6, 4),
            (Kind::Missing, 7, 4),
            (Kind::BadRow, 9, 0),
            (Kind::BadNumber, 10, 1),
        ]
    );
    assert!(faults(&imported).iter().all(|finding| finding.severity == Severity::Error));
    assert_eq!((imported.summary.votes, imported.summary.left_out), (3, 7));
    // A stray quote takes no other row with it.
    assert_eq!(entry(&imported.archive, "3", "MEX"), YES);
    assert_eq!(entry(&imported.archive, "3", "SLV"), ABSTAIN);
}

#[test]
fn votes_that_are_listed_twice() {
    let imported = votes("rcid,ccode,session,vote\n3,2,1,1\n3,20,1,3\n3,2,1,1\n3,20,1,1\n");
    let found: Vec<(Severity, u32)> = imported
        .findings
        .list()
        .iter()
        .filter(|finding| finding.kind == Kind::RepeatedVote)
        .map(|finding| (finding.severity, finding.place.line))
        .collect();
    assert_eq!(found, [(Severity::Note, 4), (Severity::Error, 5)]);
    assert_eq!(entry(&imported.archive, "3", "CAN"), NO);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (2, 1));
    // In two files as well.
    let one = b"rcid,ccode,session,vote\n3,2,1,1\n3,20,1,3\n";
    let two = b"rcid,ccode,session,vote\n3,20,1,1\n3,40,1,2\n";
    let imported = read(&[one, two]);
    assert_eq!(places(&imported), [(Kind::RepeatedVote, 2, 0)]);
    assert_eq!(faults(&imported)[0].place.file, 1);
    assert_eq!((entry(&imported.archive, "3", "CAN"), entry(&imported.archive, "3", "CUB")), (NO, ABSTAIN));
}

#[test]
fn sessions_in_words_and_sessions_that_differ() {
    let imported = votes("rcid,ccode,session,vote\n3,2,ES-11,1\n3,20,ES-11,3\n4,2,5,1\n4,20,6,1\n4,40,6,1\n");
    let sessions: Vec<&str> = imported.archive.roll_calls.iter().map(|roll_call| roll_call.session.as_str()).collect();
    assert_eq!(sessions, ["ES-11", "5"]);
    assert_eq!(places(&imported), [(Kind::RepeatedId, 5, 0)]);
    assert_eq!(imported.summary.votes, 5);
}

#[test]
fn a_number_of_no_known_state_stands_by_itself() {
    let imported = votes("rcid,ccode,session,vote\n3,2,1,1\n3,5000,1,3\n4,5000,1,3\n");
    assert_eq!(places(&imported), [(Kind::Unmatched, 3, 0)]);
    assert_eq!(entry(&imported.archive, "3", "COW5000"), NO);
}

#[test]
fn resolutions_say_what_was_voted() {
    let votes = b"rcid,ccode,session,vote\n3,2,1,1\n3,20,1,3\n4,2,1,1\n5,2,1,1\n6,2,1,1\n";
    let rows = "\
3,1946,1,0,1,1,0,1946-01-01,R/1/66,1,0,AMENDMENTS,\"WORDS, \\MORE\\ WORDS\",0,1,0,1,0,0,NA,1001
4,1946,1,NA,1,NA,1,1946-01-02,R/1/66,0,1,Arms Trade Treaty\u{c2}\u{a0},,1,0,0,0,0,0,1,1002
5,1946,1,0,2,0,NA,2 January,,1,1,NA,NA,0,0,0,0,0,0,0,1003
7,1946,1,0,2,x,NA,1946-01-03,R/1/67,NA,NA,,A MOTION,0,0,0,0,0,0,0,1004
3,1946,1,0,9,9,0,1946-01-01,R/1/99,0,0,AGAIN,,0,0,0,0,0,0,0,1005
,1946,1,0,9,9,0,1946-01-01,R/1/99,0,0,NONE,,0,0,0,0,0,0,0,1006
";
    let imported = read(&[votes, format!("{RESOLUTIONS}{rows}").as_bytes()]);
    let archive = &imported.archive;
    let [first, second, third, fourth, last] = archive.roll_calls.as_slice() else { panic!("five roll calls") };
    assert_eq!((first.symbol.as_str(), first.title.as_str()), ("R/1/66", "AMENDMENTS"));
    assert_eq!(first.description, "WORDS, \\MORE\\ WORDS");
    let issues: Vec<&str> = first.issues.iter().map(|issue| archive.issues[*issue as usize].as_str()).collect();
    assert_eq!(issues, ["Human rights", "Nuclear weapons and nuclear material"]);
    assert_eq!((first.kind, second.kind, third.kind), (TextKind::Amendment, TextKind::Part, TextKind::Amendment));
    assert_eq!((first.key_vote, second.key_vote, third.key_vote), (Some(false), Some(true), None));
    assert_eq!((second.published.yes, second.published.no, second.published.abstain), (Some(1), Some(0), Some(0)));
    let extra = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(third.extra, [extra("para", "1"), extra("year", "1946"), extra("ident", "0"), extra("resid", "1003")]);
    assert_eq!((third.title.as_str(), third.date.as_ref(), third.recorded), ("", None, None::<Outcome>));
    assert_eq!((fourth.id.as_str(), fourth.published.is_empty()), ("6", true));
    assert_eq!((last.id.as_str(), last.published.no, last.published.yes), ("7", None, Some(2)));
    let mut found: Vec<(Kind, u32, u32, u32)> = imported
        .findings
        .list()
        .iter()
        .map(|finding| (finding.kind, finding.place.file, finding.place.line, finding.column))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (Kind::BadRow, 1, 7, 1),
            (Kind::BadDate, 1, 4, 8),
            (Kind::BadNumber, 1, 5, 6),
            (Kind::Missing, 1, 0, 0),
            (Kind::RepeatedId, 1, 6, 0),
            (Kind::Unmatched, 0, 6, 0),
            (Kind::Unmatched, 1, 5, 0),
            (Kind::TotalsDiffer, 1, 4, 0),
            (Kind::TotalsBlank, 1, 3, 6),
            (Kind::Encoding, 1, 3, 12),
            (Kind::Understood, 1, 0, 0),
        ]
    );
    assert_eq!(imported.summary.left_out, 2);
    let totals = imported.summary.totals;
    assert_eq!((totals.checked, totals.agree, totals.differ), (3, 2, 1));
}

#[test]
fn resolutions_alone_have_totals_only() {
    let row = "3,1946,1,4,29,18,0,1946-01-01,R/1/66,0,0,A,B,0,0,0,0,0,0,0,1001\n";
    let imported = read(&[format!("{RESOLUTIONS}{row}").as_bytes()]);
    assert_eq!((imported.summary.roll_calls, imported.summary.votes, imported.summary.totals.checked), (1, 0, 0));
    assert_eq!(imported.archive.roll_calls[0].published.yes, Some(29));
    assert!(imported.findings.list().iter().any(|finding| finding.kind == Kind::Unmatched));
}

/// A table of votes: each roll call and member once.
fn table(random: &mut Xoshiro256PlusPlus, rolls: u64, members: usize) -> Vec<(u64, u32, u32)> {
    let numbers: Vec<u32> = states::all().iter().filter_map(|state| state.cow).take(members).collect();
    let mut rows = Vec::new();
    for roll in 0..rolls {
        for number in &numbers {
            let code = [1, 2, 3, 8, 9, 0, 0][(random.next_u64() % 7) as usize];
            if code > 0 {
                rows.push((roll * 7 + 3, *number, code));
            }
        }
    }
    rows
}

fn shuffle<T>(random: &mut Xoshiro256PlusPlus, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, (random.next_u64() % (last as u64 + 1)) as usize);
    }
}

/// A table as a file with quirks, and how many rows of junk are in it.
fn written(random: &mut Xoshiro256PlusPlus, rows: &[(u64, u32, u32)]) -> (Vec<u8>, u64) {
    const JUNK: [&str; 12] = [
        "abc",
        "1,2",
        "1,2,3,4,5",
        "x,2,1,1",
        "3,,1,1",
        "3,2,1,7",
        "3,2,1,",
        "\"3",
        "3,2,1,NA",
        "é,è,ê,ë",
        "-3,2,1,1",
        ",,,1",
    ];
    let mut lines: Vec<(String, bool)> = rows
        .iter()
        .map(|(roll, number, code)| {
            let line = match random.next_u64() % 8 {
                0 => format!("\"{roll}\",\"{number}\",\"1\",\"{code}\""),
                1 => format!(" {roll}, {number} ,1,{code}.0"),
                2 => format!("0{roll},{number},1,{code} "),
                _ => format!("{roll},{number},1,{code}"),
            };
            (line, false)
        })
        .collect();
    if random.next_u64().is_multiple_of(2) {
        shuffle(random, &mut lines);
    }
    let mut junk = 0;
    for _ in 0..random.next_u64() % 20 {
        let at = (random.next_u64() % (lines.len() as u64 + 1)) as usize;
        let blank = random.next_u64().is_multiple_of(8);
        let line = if blank { "  " } else { JUNK[(random.next_u64() % JUNK.len() as u64) as usize] };
        lines.insert(at, (line.to_owned(), !blank));
        junk += u64::from(!blank);
    }
    let end = if random.next_u64().is_multiple_of(2) { "\r\n" } else { "\n" };
    let mut text = if random.next_u64().is_multiple_of(3) { "\u{feff}".to_owned() } else { String::new() };
    text.push_str("rcid,ccode,session,vote");
    for (line, _) in &lines {
        text.push_str(end);
        text.push_str(line);
    }
    if random.next_u64().is_multiple_of(2) {
        text.push_str(end);
    }
    let text = if random.next_u64().is_multiple_of(4) { text.replace(',', ";") } else { text };
    // Some files are in Windows-1252.
    let bytes = if random.next_u64().is_multiple_of(4) && !text.starts_with('\u{feff}') {
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
    } else {
        text.into_bytes()
    };
    (bytes, junk)
}

fn same(archive: &Archive, rows: &[(u64, u32, u32)]) {
    assert_eq!(archive.entries(), rows.len() as u64);
    let places: std::collections::BTreeMap<&str, usize> =
        archive.roll_calls.iter().enumerate().map(|(place, roll_call)| (roll_call.id.as_str(), place)).collect();
    let members: std::collections::BTreeMap<&str, usize> =
        archive.voters.iter().enumerate().map(|(place, voter)| (voter.key.as_str(), place)).collect();
    for (roll, number, code) in rows {
        let expected = match code {
            1 => YES,
            2 => ABSTAIN,
            3 => NO,
            8 => ABSENT,
            _ => Entry::NotMember,
        };
        let found = archive.entry(places[roll.to_string().as_str()], members[number.to_string().as_str()]);
        assert_eq!(found, expected, "{roll} {number}");
    }
}

#[test]
fn every_good_row_comes_back_and_every_bad_one_is_counted() {
    for seed in 0..300 {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let (rolls, members) = (random.next_u64() % 12 + 1, (random.next_u64() % 199) as usize + 2);
        let rows = table(&mut random, rolls, members);
        let (text, junk) = written(&mut random, &rows);
        let imported = read(&[&text]);
        assert_eq!(imported.summary.left_out, junk, "seed {seed}");
        assert_eq!(imported.findings.graded(Severity::Error), junk, "seed {seed}");
        same(&imported.archive, &rows);
    }
}

#[test]
fn a_large_file_is_the_same_however_it_is_cut() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    let mut rows = table(&mut random, 900, 200);
    for shuffled in [false, true] {
        if shuffled {
            shuffle(&mut random, &mut rows);
        }
        let (text, junk) = written(&mut random, &rows);
        assert!(text.len() > 1_000_000, "large enough for two threads");
        let imported = read(&[&text]);
        assert_eq!(imported.summary.left_out, junk);
        same(&imported.archive, &rows);
        // The same on one thread and on four, down to the order of members and the lines of findings.
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            assert!(pool.install(|| read(&[&text])) == imported, "{threads} threads");
        }
        // A vote that is listed again at the far end is found there.
        let (roll, number, code) = rows[0];
        let again = format!("\n{roll},{number},1,{}\n", if code == 1 { 3 } else { 1 });
        let delimiter = if text.contains(&b';') { ";" } else { "," };
        let mut longer = text.clone();
        longer.extend(again.replace(',', delimiter).bytes());
        let twice = read(&[&longer]);
        let line = memchr::memchr_iter(b'\n', &longer).count() as u32;
        let found: Vec<(Severity, u32)> = twice
            .findings
            .list()
            .iter()
            .filter(|finding| finding.kind == Kind::RepeatedVote)
            .map(|finding| (finding.severity, finding.place.line))
            .collect();
        assert_eq!(found, [(Severity::Error, line)]);
        assert_eq!(twice.summary.left_out, junk + 1);
        same(&twice.archive, &rows);
    }
}

#[test]
fn damaged_files_never_panic() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
    let rows = table(&mut random, 4, 30);
    let (votes, _) = written(&mut random, &rows);
    let resolution = "3,1946,1,4,29,18,0,1946-01-01,R/1/66,0,0,\"A, \"\"B\"\"\",B,0,0,0,0,0,0,0,1001\n";
    let resolutions = format!("{RESOLUTIONS}{}", resolution.repeat(5)).into_bytes();
    for _ in 0..2_000 {
        let mut files = [votes.clone(), resolutions.clone()];
        for file in &mut files {
            match random.next_u64() % 3 {
                0 => file.truncate((random.next_u64() % (file.len() as u64 + 1)) as usize),
                1 => {
                    for _ in 0..random.next_u64() % 30 {
                        let at = (random.next_u64() % file.len() as u64) as usize;
                        file[at] ^= 1 << (random.next_u64() % 8);
                    }
                }
                _ => {
                    let header = file.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                    file.truncate(header);
                    file.extend((0..random.next_u64() % 300).map(|_| random.next_u64() as u8));
                }
            }
        }
        let inputs: Vec<Input> = files.iter().map(|file| Input::memory("x.csv", file.clone())).collect();
        if let Ok(imported) = import(&inputs, &Options::default(), &Silent) {
            assert_eq!(imported.summary.votes, imported.archive.entries());
        }
    }
}
