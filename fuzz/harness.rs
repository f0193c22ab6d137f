//! What holds of every import, however broken the files; shared by the fuzz targets and by tests/import_fuzz.rs. Members
//! and votes of the samples are made up.
#![allow(dead_code, reason = "each target uses a part of it")]

use plenary::{
    analysis::verdicts,
    archive::{Index, Place},
    io::import::{Finding, Imported, Input, Kind, Options, Severity, Silent, import},
};

/// Files of one layout that open without an error.
pub struct Sample {
    /// The name of the layout.
    pub layout: &'static str,
    /// The files, the one that is broken first.
    pub files: &'static [(&'static str, &'static [u8])],
    /// Whether the first file has one vote a row.
    pub rows: bool,
}

macro_rules! sample {
    ($layout:literal, $rows:literal: $($name:literal),+) => {
        Sample {
            layout: $layout,
            files: &[$(($name, include_bytes!(concat!("seeds/", $layout, "/", $name)))),+],
            rows: $rows,
        }
    };
}

/// One of each layout that is text. New ones go to the end, since the first byte of a corpus file counts them.
pub const SAMPLES: &[Sample] = &[
    sample!("voeten", true: "votes.csv", "resolutions.csv"),
    sample!("undl-ga", true: "votes.csv"),
    sample!("undl-ga", true: "plural.csv"),
    sample!("undl-sc", true: "votes.csv"),
    sample!("undl-wide", false: "votes.csv"),
    sample!("unvotes", true: "unvotes.csv", "roll_calls.csv", "issues.csv"),
    sample!("iso-matrix", false: "votes.csv"),
    sample!("voteview", true: "votes.csv", "members.csv", "rollcalls.csv"),
    sample!("ord", false: "sen90.ord"),
    sample!("europarl", true: "votes.csv", "items.csv", "meps.csv"),
    sample!("how-they-vote", true: "member_votes.csv", "votes.csv", "members.csv"),
    sample!("bundestag", true: "votes.csv", "polls.csv", "mandates.csv"),
    sample!("bundestag-sheet", true: "20190201_1-data.csv"),
    sample!("council-record", true: "votes.csv"),
    sample!("name-lists", false: "votes.csv"),
];

/// Reads files from memory. What cannot be opened at all is no fault.
pub fn read(files: &[(&str, &[u8])]) -> Option<Imported> {
    let inputs: Vec<Input> = files.iter().map(|(name, bytes)| Input::memory(*name, bytes.to_vec())).collect();
    let imported = import(&inputs, &Options::default(), &Silent).ok()?;
    consistent(&imported, inputs.len());
    Some(imported)
}

/// What holds of everything that opens.
fn consistent(imported: &Imported, files: usize) {
    let Imported { archive, findings, summary } = imported;
    assert_eq!(summary.roll_calls, archive.roll_calls.len() as u64);
    assert_eq!(summary.members, archive.voters.len() as u64);
    assert_eq!(summary.votes, archive.entries());
    assert_eq!(archive.planes.len(), archive.roll_calls.len());
    assert_eq!(summary.totals.checked, summary.totals.agree + summary.totals.differ);
    assert_eq!(summary.left_out, findings.left_out());
    // Our own tables name the files that they were once read from, behind those that are read now.
    assert!(archive.sources.len() >= files);
    for finding in findings.list() {
        assert!((finding.place.file as usize) < archive.sources.len(), "{finding:?}");
        assert!(!finding.message.is_empty());
    }
    for roll_call in &archive.roll_calls {
        assert!((roll_call.forum as usize) < archive.forums.len(), "{roll_call:?}");
        assert!(roll_call.issues.iter().all(|issue| (*issue as usize) < archive.issues.len()), "{roll_call:?}");
        assert!((roll_call.place.file as usize) < archive.sources.len());
    }
    // What every window asks of a collection first.
    let _ = Index::new(archive);
    for (number, decided) in verdicts(archive).iter().enumerate() {
        assert!(decided.outcome.is_some() || decided.caveat.is_some(), "{:?}", archive.roll_calls[number]);
        assert!(decided.scale.is_none_or(|scale| (0.0..=1.0).contains(&scale)), "{decided:?}");
    }
    if summary.left_out > 0 {
        assert!(!findings.list().is_empty(), "rows are left out in silence");
    }
}

/// How many cells a row has and where it ends, by the letter of the rule: a quotation mark opens a cell at its beginning
/// alone, and a delimiter or the end of the line follows the one that closes it. None where a row breaks the rule.
fn strict(text: &str, delimiter: char) -> Option<(usize, usize)> {
    let (mut cells, mut quoted, mut first) = (1, false, true);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if(|(_, next)| *next == '"').is_some() => {}
            '"' if quoted => {
                quoted = false;
                letters.peek().is_none_or(|(_, next)| *next == delimiter || "\r\n".contains(*next)).then_some(())?;
            }
            _ if quoted => {}
            '"' if first => quoted = true,
            '"' => return None,
            '\n' | '\r' => return Some((cells, at + 1)),
            _ => {}
        }
        first = !quoted && letter == delimiter;
        cells += usize::from(first);
    }
    (!quoted).then_some((cells, text.len()))
}

/// How many rows of a table have as many cells as its header, counted without any reader: a line that is none by itself
/// or together with those after it is passed over. And how many lines are not empty.
fn rows(bytes: &[u8]) -> (u64, u64) {
    let text = plenary::io::import::decode(bytes, None).text.into_owned();
    let is_blank = |line: &str| line.trim_matches([',', ';', '\t', '|', '"', '\r', '\n', ' ']).is_empty();
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count() as u64;
    let mut rest = text.trim_start_matches(['\n', '\r', ' ']);
    let head = rest.split(['\n', '\r']).next().unwrap_or("");
    let often = |mark: &char| head.matches(*mark).count();
    let delimiter = [',', ';', '\t', '|'].into_iter().rev().max_by_key(often).unwrap_or(',');
    let Some((columns, end)) = strict(rest, delimiter) else { return (0, lines) };
    rest = &rest[end..];
    let mut rows = 0;
    while !rest.is_empty() {
        let line = rest.find(['\n', '\r']).map_or(rest.len(), |end| end + 1);
        match strict(rest, delimiter) {
            Some((cells, end)) if cells == columns => {
                rows += u64::from(!is_blank(&rest[..end]));
                rest = &rest[end..];
            }
            _ => rest = &rest[line..],
        }
    }
    (rows, lines)
}

/// Every row of a table with one vote a row is read, or left out, or says again what another row said.
pub fn nothing_dropped(files: &[(&str, &[u8])]) {
    let (Some(imported), Some((_, bytes))) = (read(files), files.first()) else { return };
    let whole = |finding: &&Finding| finding.severity == Severity::Error && finding.place == Place::default();
    if imported.findings.list().iter().any(|finding| whole(&finding)) {
        // The file is not known for what it was: it is left out whole, which is said.
        return;
    }
    // The same again is a note; another vote of the same member is among what is left out.
    let repeated = |finding: &&Finding| finding.kind == Kind::RepeatedVote && finding.severity == Severity::Note;
    let again = imported.findings.list().iter().filter(repeated).count() as u64;
    let (rows, lines) = rows(bytes);
    let told = imported.summary.votes + imported.summary.left_out;
    let words = String::from_utf8_lossy(bytes);
    assert!(told + again >= rows, "{rows} rows: {:?}, {again} again in {words}", imported.summary);
    // Rows of the other files may be left out as well.
    assert!(imported.summary.votes < lines.max(1), "{lines} lines: {:?} in {words}", imported.summary);
}

/// Puts a line between the lines of a table, from the first under its header on.
pub fn with_line(bytes: &[u8], junk: &[u8], place: usize) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let own = [junk, b"\n"].concat();
    let place = 1 + place % lines.len();
    lines.insert(place.min(lines.len()), &own);
    lines.concat()
}

/// A line of junk among good ones loses none of these: their votes stand, unless the line gives another vote of the
/// same member, which is said. A line end in the junk would make two lines of it, so that none is asked for here.
pub fn good_rows_stay(sample: &Sample, junk: &[u8], place: usize) {
    let plain: Vec<u8> = junk.iter().copied().filter(|byte| !b"\r\n\0".contains(byte)).collect();
    let [(name, bytes), rest @ ..] = sample.files else { return };
    let broken = with_line(bytes, &plain, place);
    let files: Vec<(&str, &[u8])> = [(*name, broken.as_slice())].into_iter().chain(rest.iter().copied()).collect();
    let whole = read(sample.files).expect("a sample opens");
    let after = read(&files).expect("a line of junk does not keep the rest from opening");
    for (number, roll_call) in whole.archive.roll_calls.iter().enumerate() {
        let same = after.archive.roll_calls.iter().position(|other| other.id == roll_call.id);
        let same = same.unwrap_or_else(|| panic!("{} is lost: {:?}", roll_call.id, String::from_utf8_lossy(&plain)));
        for (voter, known) in whole.archive.voters.iter().enumerate() {
            let entry = whole.archive.entry(number, voter);
            // A line with the name of another member makes two of that name, which are numbered.
            let kept = after
                .archive
                .voters
                .iter()
                .enumerate()
                .any(|(now, other)| other.key.starts_with(&known.key) && after.archive.entry(same, now) == entry);
            let words = String::from_utf8_lossy(&plain);
            // A line may come first with the id of a roll call, or with a vote in one: which stands is said.
            let said = after.findings.of(Kind::RepeatedVote) + after.findings.of(Kind::RepeatedId) > 0;
            let listed = entry != plenary::archive::Entry::Unlisted;
            assert!(kept || said || !listed, "{} of {} is lost by {words:?}", known.key, roll_call.id);
        }
    }
}
