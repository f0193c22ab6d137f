//! A wide matrix of the General Assembly: one row a roll call, one column a state by its ISO code, with the codes of
//! Voeten's data in the cells.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::ControlFlow,
};

use crate::{
    archive::{Entry, Place, RollCall},
    io::{
        Problem,
        import::{
            Finding, Kind, Row, Sheet,
            layouts::unga::{self, Columns, Resolutions},
            mapping::{Answer, answer},
            read::{Job, Part},
            recognize::Head,
            states,
        },
    },
    model::{Date, Vote},
};

/// So many columns of states make a matrix.
const STATES: usize = 20;

/// What a column of ids may be called.
const IDS: [&str; 7] = ["rcid", "id", "roll_call", "rollcall", "roll_call_id", "vote_id", "resolution_id"];

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    // Lines end in a carriage return alone as well.
    let line = head.text.split(['\n', '\r']).find(|line| !line.trim().is_empty())?;
    let cells = line.split([',', ';', '\t', '|']).map(|cell| cell.trim().trim_matches('"'));
    let codes = cells.filter(|cell| is_code(cell) && states::by_code(cell).is_some()).count();
    (codes >= STATES && IDS.iter().any(|name| head.has(&[name]))).then_some("matrix")
}

fn is_code(cell: &str) -> bool {
    cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = unga::forum(job);
    let mut wholes = Wholes::new();
    for part in parts {
        let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
        matrix(&sheet, forum, &mut wholes, job)?;
        job.done(part.input)?;
    }
    Ok(())
}

/// Rows by all that they say, the id included, in all files.
type Wholes = HashSet<(String, Vec<Entry>)>;

/// What is known of the rows so far.
#[derive(Default)]
struct Seen {
    wholes: Wholes,
    /// Rows that repeat one above wholly, with the first of them.
    again: (u32, Place),
    /// How often each id came.
    ids: BTreeMap<String, u32>,
    /// Rows by all that they say but the id, with the first line and id, and how many there are.
    contents: HashMap<(String, Vec<Entry>), (u32, String, u32)>,
    /// Columns with votes that are written as "1.0".
    pointed: BTreeSet<usize>,
    /// Words and letters of votes, with what they were read as.
    words: BTreeMap<String, &'static str>,
    /// Whether somebody voted for Serbia when there was none.
    before_serbia: bool,
}

fn matrix(sheet: &Sheet, forum: u32, wholes: &mut Wholes, job: &mut Job<'_>) -> Result<(), Problem> {
    let members = members(sheet, job);
    let id = IDS.iter().find_map(|name| sheet.column(name));
    let columns = Columns::of(sheet, id, |column| members.contains_key(&column));
    let mut seen = Seen { wholes: std::mem::take(wholes), ..Seen::default() };
    let mut rows = Resolutions::default();
    let mut stopped = Ok(());
    sheet.each(|row| {
        let spare = has_spare_cells(sheet, &row);
        if spare || row.is_lone() {
            let (message, done) = if spare {
                let done = "The row was left out, since votes may stand under other states";
                (row.count(sheet.header.len()), done)
            } else {
                ("One cell of the row is filled, which makes no roll call".to_owned(), "The row was left out")
            };
            job.findings.push(Finding::error(Kind::BadRow, message, done).at(row.place, 0));
            job.findings.leave_out(1);
            return ControlFlow::Continue(());
        }
        if let Some((roll_call, issues)) = rows.take(&columns, &row) {
            let votes = votes(&row, &members, &mut seen, job);
            add(roll_call, &issues, votes, forum, &mut seen, job);
        }
        if row.place.line % 1024 == 0 {
            stopped = job.progress(row.byte);
        }
        if stopped.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    stopped?;
    job.findings.append(rows.findings());
    summarise(sheet, &members, &seen, job);
    *wholes = seen.wholes;
    Ok(())
}

/// Whether a row has more or fewer cells than the header, blank ones at the end apart.
fn has_spare_cells(sheet: &Sheet, row: &Row<'_>) -> bool {
    let width = sheet.header.len();
    row.len() < width || (width..row.len()).any(|column| !row.get(column).is_empty())
}

/// The members by their columns.
fn members(sheet: &Sheet, job: &mut Job<'_>) -> BTreeMap<usize, usize> {
    let mut members: BTreeMap<usize, usize> = BTreeMap::new();
    let place = Place { file: sheet.file, line: 1 };
    for (column, code) in sheet.header.iter().enumerate().filter(|(_, name)| is_code(name)) {
        let Some(state) = states::by_code(code) else {
            let message = format!("\"{code}\" is the code of no state that is known");
            let done = "The column was kept beside the roll calls, not as votes";
            job.findings.push(Finding::warning(Kind::Unmatched, message, done).at(place, column + 1));
            continue;
        };
        let number = unga::member(job, state, code);
        if members.values().all(|known| *known != number) {
            members.insert(column, number);
            continue;
        }
        // Two columns never become one member in silence.
        let own = format!("{code} ({})", column + 1);
        let message = format!("The column {code} is a second one for {}", state.name_on(None));
        let finding = Finding::warning(Kind::SharedCode, message, format!("Its votes stand under \"{own}\""));
        job.findings.push(finding.at(place, column + 1));
        members.insert(column, job.builder.voter(&own));
    }
    members
}

/// The votes of a row, in the order of the collection's members.
fn votes(row: &Row<'_>, members: &BTreeMap<usize, usize>, seen: &mut Seen, job: &mut Job<'_>) -> Vec<Entry> {
    let width = members.values().max().map_or(0, |most| most + 1);
    let mut votes = vec![Entry::Unlisted; width];
    for (column, member) in members {
        let text = row.get(*column);
        let entry = match text {
            "1" | "2" | "3" | "8" | "9" => text.parse().ok().and_then(unga::entry),
            "" | "NA" => continue,
            _ => match unga::number(text) {
                Some(number) => {
                    let entry = unga::entry(number);
                    if entry.is_some() {
                        seen.pointed.insert(*column);
                    }
                    entry
                }
                None => match word(text, seen) {
                    Some(Entry::Unlisted) => continue,
                    entry => entry,
                },
            },
        };
        let Some(entry) = entry else {
            let message = format!("\"{text}\" is no vote of this layout (1, 2, 3, 8 or 9, or a word such as yes)");
            let finding = Finding::error(Kind::UnknownVote, message, "The vote was left out");
            job.findings.push(finding.at(row.place, column + 1));
            job.findings.leave_out(1);
            continue;
        };
        if let Some(vote) = votes.get_mut(*member) {
            *vote = entry;
        }
    }
    votes
}

/// What a word or a letter says: "Y", "abstain"; nothing listed where it says that there is no vote.
fn word(text: &str, seen: &mut Seen) -> Option<Entry> {
    let entry = match answer(text)? {
        Answer::Yes => Entry::Cast(Vote::Yes),
        Answer::No => Entry::Cast(Vote::No),
        Answer::Abstain => Entry::Cast(Vote::Abstain),
        Answer::Absent => Entry::Cast(Vote::Absent),
        Answer::NotMember => Entry::NotMember,
        Answer::Missing => Entry::Unlisted,
    };
    if entry != Entry::Unlisted && !seen.words.contains_key(text) {
        seen.words.insert(text.to_owned(), unga::word(entry));
    }
    Some(entry)
}

fn add(
    mut roll_call: RollCall,
    issues: &[&'static str],
    votes: Vec<Entry>,
    forum: u32,
    seen: &mut Seen,
    job: &mut Job<'_>,
) {
    let place = roll_call.place;
    let day = roll_call.date.as_ref().map_or("", Date::as_str);
    let words = format!("{day}|{issues:?}|{}|{}|{:?}", roll_call.title, roll_call.description, roll_call.extra);
    let whole = format!("{}|{words}|{}", roll_call.id, rest(&roll_call));
    let listed = votes.iter().rposition(|entry| *entry != Entry::Unlisted).map_or(0, |last| last + 1);
    if !seen.wholes.insert((whole, votes.iter().copied().take(listed).collect())) {
        if seen.again.0 == 0 {
            seen.again.1 = place;
        }
        seen.again.0 += 1;
        return;
    }
    let equal = seen.contents.entry((words, votes.clone())).or_insert_with(|| (place.line, roll_call.id.clone(), 0));
    equal.2 += 1;
    if equal.2 > 1 {
        let message =
            format!("The row equals line {} (roll call {}) but for the id {}", equal.0, equal.1, roll_call.id);
        job.findings.push(Finding::note(Kind::EqualRollCalls, message, "Both were kept").at(place, 0));
    }
    let serbia = job.builder.known_voter("SRB").and_then(|srb| votes.get(srb));
    seen.before_serbia |= serbia.is_some_and(|entry| entry.vote().is_some()) && !day.is_empty() && day < "2003-02-04";
    let count = seen.ids.entry(roll_call.id.clone()).or_insert(0);
    *count += 1;
    let mut key = format!("{}{}", job.prefix, roll_call.id);
    if *count > 1 || job.builder.known_roll_call(&key).is_some() {
        let plain = roll_call.id.clone();
        let mut suffix = (*count).max(2);
        while job.builder.known_roll_call(&format!("{key} ({suffix})")).is_some() {
            suffix += 1;
        }
        key = format!("{key} ({suffix})");
        let message = format!("The id {plain} was used above for another roll call");
        let finding = Finding::warning(Kind::RepeatedId, message, format!("Both were kept; this one is \"{key}\""));
        job.findings.push(finding.at(place, 1));
    }
    let number = job.builder.roll_call(&key);
    roll_call.id = key;
    roll_call.forum = forum;
    roll_call.issues = issues.iter().map(|name| job.builder.issue(name)).collect();
    if let Some(found) = job.builder.roll_call_mut(number) {
        *found = roll_call;
    }
    if let Err(votes) = job.builder.fill(number, votes) {
        for (voter, entry) in votes.into_iter().enumerate().filter(|(_, entry)| *entry != Entry::Unlisted) {
            job.builder.cast(number, voter, entry);
        }
    }
}

/// What a row says besides its id, its day and its texts.
fn rest(roll_call: &RollCall) -> String {
    let RollCall { session, symbol, kind, key_vote, published, .. } = roll_call;
    format!("{session}|{symbol}|{kind:?}|{key_vote:?}|{published:?}")
}

/// What holds for many rows is said once.
fn summarise(sheet: &Sheet, members: &BTreeMap<usize, usize>, seen: &Seen, job: &mut Job<'_>) {
    let whole = Place { file: sheet.file, line: 0 };
    if seen.again.0 > 0 {
        let message = match seen.again.0 {
            1 => "The row repeats one above it wholly, id and all".to_owned(),
            rows => format!("{rows} rows repeat one above them wholly, id and all; this is the first"),
        };
        job.findings.push(Finding::note(Kind::RepeatedId, message, "Each counts once").at(seen.again.1, 0));
    }
    let equal: u32 = seen.contents.values().map(|(_, _, count)| *count).filter(|count| *count > 1).sum();
    if equal > 0 {
        let message = format!("{equal} rows equal another but for the id");
        let done = "All were kept; they may be one vote that was entered twice";
        job.findings.push(Finding::note(Kind::EqualRollCalls, message, done).at(whole, 0));
    }
    let pointed: Vec<&str> =
        seen.pointed.iter().filter_map(|column| sheet.header.get(*column)).map(String::as_str).collect();
    if !pointed.is_empty() {
        let message = format!("Votes are written as numbers with a point (1.0): {}", pointed.join(", "));
        job.findings.push(Finding::note(Kind::Understood, message, "They were read as whole numbers").at(whole, 0));
    }
    if !seen.words.is_empty() {
        let words: Vec<String> = seen.words.iter().map(|(word, meaning)| format!("{word} is {meaning}")).collect();
        let message = format!("Votes are written as words or letters: {}", words.join(", "));
        job.findings.push(Finding::note(Kind::Understood, message, "They were read so").at(whole, 0));
    }
    let yugoslavia = sheet.header.iter().enumerate().any(|(at, code)| code == "YUG" && members.contains_key(&at));
    if seen.before_serbia && !yugoslavia {
        let message = "The column SRB holds votes from before February 2003, when Yugoslavia voted";
        let done = "They stand under SRB, with the name of the time";
        job.findings.push(Finding::note(Kind::Predecessor, message, done).at(whole, 0));
    }
}

#[cfg(test)]
mod tests {
    use rand_xoshiro::{
        Xoshiro256PlusPlus,
        rand_core::{Rng, SeedableRng},
    };

    use super::*;
    use crate::{
        io::import::{Imported, Input, Options, Severity, Silent, import, recognize},
        model::{MemberId, Vote},
    };

    /// Twenty states and the flags.
    const HEADER: &str =
        "rcid,date,me,nu,AFG,AGO,ALB,ARE,ARG,AUS,AUT,BEL,BEN,BFA,BGD,BGR,BOL,BRA,CAN,CHE,CHN,TWN,SRB,YEM";

    fn row(id: &str, rest: &str, votes: &str) -> String {
        let votes: Vec<&str> = votes.split(' ').collect();
        format!("{id},{rest},{}", (0..20).map(|at| *votes.get(at).unwrap_or(&"9")).collect::<Vec<_>>().join(","))
    }

    fn read(lines: &[String]) -> Imported {
        let text = format!("{HEADER}\n{}", lines.join("\n"));
        import(&[Input::memory("x.csv", text.into_bytes())], &Options::default(), &Silent).expect("a matrix")
    }

    fn entry(imported: &Imported, id: &str, member: &str) -> Entry {
        let archive = &imported.archive;
        let roll_call = archive.roll_calls.iter().position(|roll_call| roll_call.id == id).expect("the roll call");
        archive.entry(roll_call, archive.voter(&MemberId::from(member)).expect("the member"))
    }

    fn found(imported: &Imported) -> Vec<(Kind, u32, u32)> {
        imported.findings.list().iter().map(|finding| (finding.kind, finding.place.line, finding.column)).collect()
    }

    #[test]
    fn a_row_is_a_roll_call() {
        let imported = read(&[row("3", "1946-01-01,FALSE,TRUE", "1 2 3 8 9 1.0  NA"), row("4", "1970-01-01,1,0", "")]);
        let votes = ["AFG", "AGO", "ALB", "ARE", "ARG", "AUS", "AUT", "BEL"].map(|code| entry(&imported, "3", code));
        let cast = Entry::Cast;
        let expected = [
            cast(Vote::Yes),
            cast(Vote::Abstain),
            cast(Vote::No),
            cast(Vote::Absent),
            Entry::NotMember,
            cast(Vote::Yes),
            Entry::Unlisted,
            Entry::Unlisted,
        ];
        assert_eq!(votes, expected);
        assert_eq!(imported.archive.issues, ["Nuclear weapons and nuclear material", "Palestinian conflict"]);
        assert_eq!(imported.archive.roll_calls[0].date.as_ref().map(Date::as_str), Some("1946-01-01"));
        // One cell was written with a point, which is said once.
        assert_eq!(found(&imported), [(Kind::Understood, 0, 0)]);
    }

    #[test]
    fn ids_that_come_twice_are_both_kept() {
        let rows = [
            row("411", "1954-12-03,FALSE,FALSE", "1"),
            row("411", "2023-12-04,FALSE,FALSE", "3"),
            row("411", "2023-12-05,FALSE,FALSE", "2"),
        ];
        let imported = read(&rows);
        let ids: Vec<&str> = imported.archive.roll_calls.iter().map(|roll_call| roll_call.id.as_str()).collect();
        assert_eq!(ids, ["411", "411 (2)", "411 (3)"]);
        assert_eq!(entry(&imported, "411 (2)", "AFG"), Entry::Cast(Vote::No));
        assert_eq!(found(&imported), [(Kind::RepeatedId, 3, 1), (Kind::RepeatedId, 4, 1)]);
    }

    #[test]
    fn rows_that_are_equal_but_for_the_id_are_said() {
        let same = "1954-12-03,FALSE,FALSE";
        let imported = read(&[row("1", same, "1"), row("2", same, "1"), row("3", same, "1"), row("4", same, "3")]);
        assert_eq!(imported.summary.roll_calls, 4);
        assert_eq!(
            found(&imported),
            [(Kind::EqualRollCalls, 0, 0), (Kind::EqualRollCalls, 3, 0), (Kind::EqualRollCalls, 4, 0)]
        );
        assert!(imported.findings.list()[0].message.starts_with("3 rows"));
    }

    #[test]
    fn shifted_rows_are_left_out_and_bad_cells_located() {
        let rows = [
            row("1", "1954-12-03,FALSE,FALSE", "1 q 7"),
            format!("{},1", row("2", "1954-12-03,FALSE,FALSE", "1")),
            "3,1954-12-03,FALSE".to_owned(),
            format!("{},,", row("4", "1954-12-04,FALSE,FALSE", "2")),
            row("", "1954-12-05,FALSE,FALSE", "2"),
        ];
        let imported = read(&rows);
        let expected = [
            (Kind::UnknownVote, 2, 6),
            (Kind::UnknownVote, 2, 7),
            (Kind::BadRow, 3, 0),
            (Kind::BadRow, 4, 0),
            (Kind::BadRow, 6, 1),
        ];
        assert_eq!(found(&imported), expected);
        // Two cells, and three rows.
        assert_eq!((imported.summary.roll_calls, imported.summary.left_out), (2, 5));
    }

    #[test]
    fn columns_of_one_state_stay_apart_and_other_columns_are_kept() {
        let text = format!("{HEADER},ROU,ROM,XYZ,topic\n{},1,3,1,\"a\nb\"\n", row("1", "1954-12-03,FALSE,FALSE", "1"));
        let imported =
            import(&[Input::memory("x.csv", text.into_bytes())], &Options::default(), &Silent).expect("a matrix");
        assert_eq!(entry(&imported, "1", "ROU"), Entry::Cast(Vote::Yes));
        assert_eq!(entry(&imported, "1", "ROM (26)"), Entry::Cast(Vote::No));
        let extra = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(imported.archive.roll_calls[0].extra, [extra("XYZ", "1"), extra("topic", "a\nb")]);
        assert_eq!(found(&imported), [(Kind::SharedCode, 1, 26), (Kind::Unmatched, 1, 27)]);
    }

    #[test]
    fn words_and_letters_are_read_in_any_case() {
        let rows = [
            row("1", "1954-12-03,FALSE,FALSE", "Y n A x NA yes No abstain Absent Q"),
            row("2", "1954-12-04,FALSE,FALSE", "1 2 3 8 9"),
        ];
        let imported = read(&rows);
        let votes = ["AFG", "AGO", "ALB", "ARE", "ARG", "AUS", "AUT", "BEL", "BEN", "BFA"];
        let letters: Vec<&str> =
            votes.iter().map(|code| entry(&imported, "1", code).vote().map_or("", Vote::letter)).collect();
        assert_eq!(letters, ["Y", "N", "A", "X", "", "Y", "N", "A", "X", ""]);
        assert_eq!(imported.summary.left_out, 1, "the vote that is none");
        assert_eq!(found(&imported), [(Kind::Understood, 0, 0), (Kind::UnknownVote, 2, 14)]);
    }

    #[test]
    fn a_file_with_carriage_returns_alone_is_known_by_its_first_line() {
        let votes: String = HEADER.split(',').skip(4).flat_map(|code| ["1,2,FOR,", code, "\r"]).collect();
        let text = format!("vote_id,member_id,position,country_code\r{votes}");
        let known = recognize(&Input::memory("x.csv", text.into_bytes())).expect("memory").expect("a known layout");
        assert_eq!(known.layout.id(), "how-they-vote");
    }

    #[test]
    fn votes_of_yugoslavia_under_serbia_are_said() {
        let votes = "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 1 1 9";
        let imported = read(&[row("1", "1954-12-03,FALSE,FALSE", votes)]);
        assert_eq!(found(&imported), [(Kind::Predecessor, 0, 0)]);
        let day = imported.archive.roll_calls[0].date.as_ref();
        let names: Vec<&str> = imported.archive.voters.iter().map(|voter| voter.name_on(day)).collect();
        assert!(names.contains(&"Yugoslavia") && names.contains(&"Republic of China"));
    }

    #[test]
    fn a_matrix_is_known_by_its_columns() {
        let role = |text: &str| {
            recognize(&Input::memory("x.csv", text.as_bytes()))
                .expect("memory")
                .map(|known| (known.layout.id(), known.role))
        };
        assert_eq!(role(&format!("{HEADER}\n")), Some(("iso-matrix", "matrix")));
        assert_eq!(
            role(&format!("\u{feff}{}\r\n", HEADER.replace(',', ";").replace("rcid", "\"id\""))),
            Some(("iso-matrix", "matrix"))
        );
        assert_eq!(role(&HEADER.replace("rcid", "year")), None);
        assert_eq!(role("rcid,date,AFG,AGO,ALB\n"), None);
        assert_eq!(role(&HEADER.to_lowercase()), None);
    }

    #[test]
    fn good_rows_come_back_and_damage_never_panics() {
        for seed in 0..200 {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            let codes = ["1", "2", "3", "8", "9", "1.0"];
            let (mut lines, mut entries, mut junk) = (Vec::new(), 0, 0);
            for id in 0..=random.next_u64() % 30 {
                let votes: Vec<&str> = (0..20).map(|_| codes[(random.next_u64() % 6) as usize]).collect();
                lines.push(row(&id.to_string(), "1970-01-01,TRUE,FALSE", &votes.join(" ")));
                entries += 20;
                if random.next_u64().is_multiple_of(5) {
                    lines.push(
                        ["1,2,3".to_owned(), "x".to_owned(), format!("{},9,9", lines[0])]
                            [(random.next_u64() % 3) as usize]
                            .clone(),
                    );
                    junk += 1;
                }
            }
            let imported = read(&lines);
            assert_eq!((imported.summary.votes, imported.summary.left_out), (entries, junk), "seed {seed}");
            assert_eq!(imported.findings.graded(Severity::Error), junk);
            let mut text = format!("{HEADER}\n{}", lines.join("\r\n")).into_bytes();
            for _ in 0..random.next_u64() % 40 {
                let at = HEADER.len() + 1 + (random.next_u64() % (text.len() - HEADER.len() - 1) as u64) as usize;
                text[at] = random.next_u64() as u8;
            }
            text.truncate(HEADER.len() + 1 + (random.next_u64() % (text.len() - HEADER.len()) as u64) as usize);
            if let Ok(imported) = import(&[Input::memory("x.csv", text)], &Options::default(), &Silent) {
                assert_eq!(imported.summary.votes, imported.archive.entries());
            }
        }
    }
}
