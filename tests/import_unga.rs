//! The real files of the General Assembly, where they are at hand: the figures that are known of them.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly and say what it did not do"
)]

use std::path::{Path, PathBuf};

use plenary::{
    archive::{Archive, Entry},
    io::import::{Imported, Input, Kind, Options, Severity, Silent, import},
    model::{Date, MemberId, Vote},
};

/// The files of a folder of data; none where they are not at hand.
fn files(folder: &str, names: &[&str]) -> Option<Vec<Input>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let data = std::env::var_os("PLENARY_DATA").map_or(beside, PathBuf::from);
    let paths: Vec<PathBuf> = names.iter().map(|name| data.join(folder).join(name)).collect();
    if paths.iter().all(|path| path.exists()) {
        return Some(paths.iter().map(|path| Input::file(path)).collect());
    }
    println!("skipped: no data in {}", data.join(folder).display());
    None
}

fn read(inputs: &[Input]) -> Imported {
    import(inputs, &Options::default(), &Silent).expect("the files can be read")
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn entry(archive: &Archive, id: &str, member: &str) -> Entry {
    let roll_call = archive.roll_calls.iter().position(|roll_call| roll_call.id == id).expect("the roll call");
    archive.entry(roll_call, archive.voter(&MemberId::from(member)).expect("the member"))
}

fn of(imported: &Imported, kind: Kind, severity: Severity) -> Vec<(u32, u32)> {
    let list = imported.findings.list().iter();
    list.filter(|finding| finding.kind == kind && finding.severity == severity)
        .map(|finding| (finding.place.file, finding.place.line))
        .collect()
}

const VOETEN: [&str; 2] = ["UNVotes_s01-75_long.csv", "UNVotes_s01-75_resolutions.csv"];

#[test]
fn voeten_s01_to_75() {
    let Some(inputs) = files("unga", &VOETEN) else { return };
    let imported = read(&inputs);
    let (summary, archive) = (&imported.summary, &imported.archive);
    assert_eq!((summary.roll_calls, summary.votes, summary.members, summary.left_out), (6_299, 1_234_172, 200, 0));
    assert_eq!((summary.totals.checked, summary.totals.agree, summary.totals.differ), (6_299, 5_921, 378));
    assert!(archive.bytes() < 64 << 20, "{}", archive.bytes());

    // Each total that differs is listed at its line of the resolutions.
    let differ = of(&imported, Kind::TotalsDiffer, Severity::Warning);
    assert_eq!(differ.len(), 378);
    assert!(differ.iter().all(|(file, line)| *file == 1 && *line > 1) && differ.is_sorted());
    let session = |line: u32| {
        &archive.roll_calls.iter().find(|roll_call| roll_call.place.line == line).expect("the roll call").session
    };
    let worst = |wanted: &str| differ.iter().filter(|(_, line)| session(*line) == wanted).count();
    assert_eq!(worst("71"), 110);
    let off = |roll: usize| {
        let (counts, published) = (archive.counts(roll), archive.roll_calls[roll].published);
        [Vote::Yes, Vote::No, Vote::Abstain]
            .map(|vote| counts.of(vote).abs_diff(published.of(vote).unwrap()))
            .into_iter()
            .max()
    };
    let all: Vec<u32> = (0..archive.roll_calls.len()).filter_map(off).collect();
    let times = |many: u32| all.iter().filter(|most| **most == many).count();
    assert_eq!((times(1), times(2), all.len()), (376, 2, 6_299));

    assert_eq!(of(&imported, Kind::TotalsBlank, Severity::Note).len(), 147);
    assert_eq!(of(&imported, Kind::Encoding, Severity::Note), [(1, 5_211)]);
    assert_eq!(archive.roll_calls.iter().filter(|roll_call| roll_call.key_vote.is_none()).count(), 701);
    assert_eq!(archive.roll_calls.iter().filter(|roll_call| roll_call.key_vote == Some(true)).count(), 411);
    assert_eq!(archive.roll_calls.iter().filter(|roll_call| roll_call.symbol.is_empty()).count(), 159);
    let notes: Vec<&str> = imported.findings.list().iter().map(|finding| finding.message.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("341")) && notes.iter().any(|note| note.contains("159")));
    let issues: Vec<usize> = (0..archive.issues.len() as u32)
        .map(|issue| archive.roll_calls.iter().filter(|roll_call| roll_call.issues.contains(&issue)).count())
        .collect();
    let named: Vec<(&str, usize)> = archive.issues.iter().map(String::as_str).zip(issues).collect();
    assert_eq!(
        named,
        [
            ("Arms control and disarmament", 1_110),
            ("Colonialism", 975),
            ("Economic development", 783),
            ("Human rights", 1_028),
            ("Nuclear weapons and nuclear material", 870),
            ("Palestinian conflict", 1_076),
        ]
    );

    // Members by code and by name on the day.
    let not_members: usize = (0..archive.roll_calls.len())
        .map(|roll| (0..200).filter(|voter| archive.entry(roll, *voter) == Entry::NotMember).count())
        .sum();
    assert_eq!(not_members, 255_406);
    assert_eq!(
        (entry(archive, "3", "USA"), entry(archive, "3", "RUS")),
        (Entry::Cast(Vote::Yes), Entry::Cast(Vote::No))
    );
    let voter = |id: &str| &archive.voters[archive.voter(&MemberId::from(id)).expect("the member")];
    assert_eq!(voter("RUS").name_on(date("1962-10-22").as_ref()), "Soviet Union");
    assert_eq!(voter("SRB").name_on(date("1989-12-06").as_ref()), "Yugoslavia");
    assert_eq!((voter("TWN").key.as_str(), voter("CHN").key.as_str()), ("713", "710"));
    assert_eq!((voter("FRG").key.as_str(), voter("DEU").key.as_str()), ("260", "255"));
    assert_eq!(
        (voter("YAR").key.as_str(), voter("YMD").key.as_str(), voter("YEM").key.as_str()),
        ("678", "680", "679")
    );
    assert!(archive.voters.iter().all(|voter| !voter.id.as_str().starts_with("COW") && !voter.names.is_empty()));
}

#[test]
fn voeten_each_file_alone() {
    let Some(inputs) = files("unga", &VOETEN) else { return };
    let votes = read(&inputs[..1]);
    assert_eq!((votes.summary.roll_calls, votes.summary.votes, votes.summary.totals.checked), (6_299, 1_234_172, 0));
    let resolutions = read(&inputs[1..]);
    assert_eq!((resolutions.summary.roll_calls, resolutions.summary.votes), (6_299, 0));
    assert!(resolutions.archive.roll_calls.iter().all(|roll_call| !roll_call.published.is_empty()));
    // The order of the files does not matter.
    let [first, second] = inputs.as_slice() else { panic!("two files") };
    let turned = read(&[second.clone(), first.clone()]);
    let straight = read(&inputs);
    assert_eq!(turned.archive.planes, straight.archive.planes);
    assert_eq!(turned.archive.voters, straight.archive.voters);
}

#[test]
fn unvotes_trio() {
    let Some(inputs) = files("tidytuesday", &["unvotes.csv", "roll_calls.csv", "issues.csv"]) else { return };
    let imported = read(&inputs);
    let (summary, archive) = (&imported.summary, &imported.archive);
    assert_eq!((summary.roll_calls, summary.votes, summary.members, summary.left_out), (6_202, 869_937, 200, 0));
    assert_eq!(imported.findings.graded(Severity::Warning) + imported.findings.graded(Severity::Error), 0);
    assert_eq!(of(&imported, Kind::Encoding, Severity::Note).len(), 6);
    assert_eq!(entry(archive, "3501", "NAM"), Entry::Cast(Vote::Yes));
    assert_eq!(entry(archive, "627", "CIV"), Entry::Cast(Vote::No));
    for code in ["FRG", "DEU", "YAR", "YMD", "YEM", "ZAN", "TWN", "CSK", "DDR"] {
        assert!(archive.voter(&MemberId::from(code)).is_some(), "{code}");
    }
    let tagged: usize = archive.roll_calls.iter().map(|roll_call| roll_call.issues.len()).sum();
    assert_eq!((tagged, archive.issues.len()), (5_745, 6));
    let all = (0..archive.roll_calls.len()).fold([0_u64; 3], |sum, roll| {
        let counts = archive.counts(roll);
        [sum[0] + u64::from(counts.yes), sum[1] + u64::from(counts.no), sum[2] + u64::from(counts.abstain)]
    });
    assert_eq!(all, [693_544, 65_500, 110_893]);
    // Emergency special sessions have numbers of their own, and backslashes stay as they are.
    let palestine = archive.roll_calls.iter().find(|roll_call| roll_call.id == "9001").expect("the roll call");
    assert_eq!(palestine.symbol, "SS/1/59");
    assert!(palestine.description.contains('\\'));
}

#[test]
fn the_wide_matrix() {
    let Some(inputs) = files("unga_wide", &["ungaVoting_003.csv"]) else { return };
    let imported = read(&inputs);
    let (summary, archive) = (&imported.summary, &imported.archive);
    assert_eq!((summary.roll_calls, summary.members, summary.left_out), (6_551, 194, 0));
    assert_eq!(summary.votes, 6_551 * 194);
    let twice: Vec<&str> =
        archive.roll_calls.iter().map(|roll_call| roll_call.id.as_str()).filter(|id| id.ends_with("(2)")).collect();
    assert_eq!(twice, ["427 (2)", "449 (2)", "411 (2)", "495 (2)"]);
    assert_eq!(of(&imported, Kind::RepeatedId, Severity::Warning), [(0, 6_469), (0, 6_470), (0, 6_472), (0, 6_502)]);
    // 128 rows in 52 groups: one note for each that repeats another, and one with the number.
    assert_eq!(of(&imported, Kind::EqualRollCalls, Severity::Note).len(), 76 + 1);
    assert!(imported.findings.list().iter().any(|finding| finding.message.starts_with("128 rows")));
    assert!(imported.findings.list().iter().any(|finding| finding.message.contains("MNE, YEM")));
    assert_eq!(archive.roll_calls.last().and_then(|roll_call| roll_call.date.clone()), date("2024-06-04"));
    let yes: u64 = (0..archive.roll_calls.len()).map(|roll| u64::from(archive.counts(roll).yes)).sum();
    assert_eq!(yes, 729_955 + 3_515);
}
