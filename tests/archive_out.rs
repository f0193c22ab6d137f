//! Collections out to files and back: nothing is lost in our own tables, a failure leaves nothing behind, dossiers open.
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

#[path = "out/back.rs"]
mod back;
#[path = "out/made_up.rs"]
mod made_up;

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use back::{of_parquet, of_tables, of_workbook};
use made_up::{council, random};
use plenary::{
    archive::{Archive, Entry, Place},
    io::{
        self,
        import::{Input, Options, Silent, Watch, import},
        out::{Context, Format, GENERAL_ASSEMBLY, SECURITY_COUNCIL, about_csv, dossier, long_csv, members_csv},
        out::{parquet, roll_calls_csv, save_as, undl, wide_csv, xlsx},
    },
    model::{FloorPlan, Outcome, Vote},
};

/// What comes back does not know in which files it once stood.
fn bare(archive: &Archive) -> Archive {
    let mut archive = archive.clone();
    archive.sources.clear();
    archive.roll_calls.iter_mut().for_each(|roll| roll.place = Place::default());
    archive
}

fn bytes(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes);
    bytes
}

fn same(archive: &Archive, back: &Archive, what: &str) {
    let (wanted, back) = (bare(archive), bare(back));
    for (a, b) in wanted.roll_calls.iter().zip(&back.roll_calls) {
        assert_eq!(a, b, "{what}");
    }
    for (a, b) in wanted.voters.iter().zip(&back.voters) {
        assert_eq!(a, b, "{what}");
    }
    assert_eq!(wanted, back, "{what}");
}

#[test]
fn tables_lose_nothing() {
    for seed in 0..40 {
        let archive = random(seed);
        let long = bytes(|out| long_csv(&archive, out, &Silent).unwrap());
        let wide = bytes(|out| wide_csv(&archive, out, &Silent).unwrap());
        let roll_calls = bytes(|out| roll_calls_csv(&archive, out).unwrap());
        let members = bytes(|out| members_csv(&archive, out).unwrap());
        let about = bytes(|out| about_csv(&archive, out).unwrap());
        same(&archive, &of_tables(Some(&long), &roll_calls, &members, &about), &format!("long, {seed}"));
        same(&archive, &of_tables(None, &wide, &members, &about), &format!("wide, {seed}"));
        let parquet = bytes(|out| parquet(&archive, out, &Silent).unwrap());
        same(&archive, &of_parquet(parquet.clone()), &format!("Parquet, {seed}"));
        let book = bytes(|out| assert_eq!(xlsx(&archive, out, &Silent).unwrap(), [""; 0]));
        same(&archive, &of_workbook(book.clone()), &format!("workbook, {seed}"));
        assert_eq!(parquet, bytes(|out| io::out::parquet(&archive, out, &Silent).unwrap()), "the same each time");
        assert_eq!(book, bytes(|out| drop(xlsx(&archive, out, &Silent).unwrap())), "the same each time");
    }
}

#[test]
fn a_cell_that_looks_like_a_formula_stays_as_it_is() {
    let mut archive = random(1);
    archive.roll_calls[0].title = "=HYPERLINK(\"x\")".to_owned();
    let text = String::from_utf8(bytes(|out| roll_calls_csv(&archive, out).unwrap())).unwrap();
    assert!(text.contains(",\"=HYPERLINK(\"\"x\"\")\","), "{text}");
}

#[test]
fn the_council_in_the_layout_of_the_library() {
    let archive = council();
    let mut out = Vec::new();
    let remarks = undl(&archive, &mut out, &Silent).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], SECURITY_COUNCIL.join(","));
    assert_eq!(lines.len(), 1 + 11 + 15, "the vetoed draft is left out");
    let usa = lines.iter().find(|line| line.contains(",USA,") && line.contains("2001-02-03")).unwrap();
    assert_eq!(
        *usa,
        "new,USA,UNITED STATES,True,Y,2001-02-03,S/RES/1(2001),,,On a matter,,,,vote,14.0,1.0,0.0,0.0,15.0,"
    );
    assert!(remarks.iter().any(|remark| remark.starts_with("1 roll calls are left out")), "{remarks:?}");
    let read = import(&[Input::memory("sc.csv", text.into_bytes())], &Options::default(), &Silent).unwrap();
    assert_eq!(read.summary.layouts, ["undl-sc"]);
    assert_eq!((read.summary.votes, read.summary.totals.agree), (26, 2));
    let mut archive = archive;
    archive.forums[0].chamber = plenary::archive::Chamber::GeneralAssembly;
    let text = String::from_utf8(bytes(|out| drop(undl(&archive, out, &Silent).unwrap()))).unwrap();
    assert_eq!(text.lines().next().unwrap(), GENERAL_ASSEMBLY.join(","));
    let usa = "new,USA,UNITED STATES,Y,2001-02-03,,S/RES/1(2001),,,,On a matter,,,,14.0,1.0,0.0,0.0,15.0,";
    assert!(text.lines().any(|line| line == usa), "{text}");
}

/// Calls it off after so many steps.
struct Impatient(AtomicU64, u64);

impl Watch for Impatient {
    fn progress(&self, done: u64, total: u64) {
        assert!(done <= total);
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= self.1
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn all_files_are_saved_or_none() {
    let archive = random(3);
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let path = folder.path().join(format!("votes.{}", format.ending()));
        assert_eq!(Format::named(format.id()), Some(format));
        for steps in 1..3 {
            let off = Impatient(AtomicU64::new(0), steps);
            let problem = save_as(&path, &archive, format, &off).unwrap_err();
            assert!(problem.message.contains("called off"), "{problem}");
            assert_eq!(names(folder.path()), [""; 0], "{format:?}");
        }
        let saved = save_as(&path, &archive, format, &Silent).unwrap();
        assert_eq!(saved.files, format.files(&path));
        assert_eq!(names(folder.path()).len(), saved.files.len());
        let before: Vec<Vec<u8>> = saved.files.iter().map(|file| fs::read(file).unwrap()).collect();
        save_as(&path, &random(4), format, &Impatient(AtomicU64::new(0), 2)).unwrap_err();
        let after: Vec<Vec<u8>> = saved.files.iter().map(|file| fs::read(file).unwrap()).collect();
        assert!(before == after, "what was there stays: {format:?}");
        saved.files.iter().for_each(|file| fs::remove_file(file).unwrap());
    }
    // A companion that cannot be written keeps all others from being written.
    fs::create_dir(folder.path().join("votes-members.csv")).unwrap();
    save_as(&folder.path().join("votes.csv"), &archive, Format::LongCsv, &Silent).unwrap_err();
    assert_eq!(names(folder.path()), ["votes-members.csv"]);
    assert_eq!(Format::of(Path::new("a/b.CSV")), Some(Format::LongCsv));
    assert_eq!(Format::of(Path::new("a/b.plenary")), Some(Format::Dossier));
    assert_eq!(Format::of(Path::new("a/b")), None);
}

fn opens(archive: &Archive, numbers: &[usize], context: &Context) -> io::DossierFile {
    let file = dossier(archive, numbers, context);
    let text = io::write(&file).unwrap();
    let checked = io::check(&text);
    assert!(checked.errors.is_empty(), "{}\n{text}", checked.errors[0]);
    assert_eq!(checked.file.unwrap(), file);
    for (text, number) in file.dossier.texts.iter().zip(numbers) {
        let votes: Vec<Vote> = archive.votes(*number).map(|(_, vote)| vote).collect();
        assert_eq!(text.record.votes.0.len(), votes.len());
        assert_eq!(text.record.votes.0.values().copied().collect::<plenary::model::Counts>(), archive.counts(*number));
        let body = file.dossier.body(&text.body).unwrap();
        let seated: Vec<_> = body.members_on(text.date.as_ref()).collect();
        assert!(text.record.votes.0.keys().all(|member| seated.contains(&member)));
    }
    file
}

#[test]
fn any_roll_calls_make_a_dossier_that_opens() {
    let context = Context::new();
    for seed in 0..40 {
        let archive = random(seed);
        let all: Vec<usize> = (0..archive.roll_calls.len()).collect();
        let file = opens(&archive, &all, &context);
        assert_eq!(file.dossier.texts.len(), archive.roll_calls.len());
        for number in all {
            let file = opens(&archive, &[number], &context);
            assert_eq!(file.dossier.members.len(), archive.votes(number).count(), "those that are entitled");
        }
    }
    let file = opens(&random(1), &[], &context);
    assert!(file.dossier.texts.is_empty());
}

#[test]
fn the_council_sits_as_it_did_on_the_day() {
    let (archive, context) = (council(), Context::new());
    let file = opens(&archive, &[0], &context);
    let body = &file.dossier.bodies[0];
    assert_eq!((body.plan, body.seats.len()), (FloorPlan::Horseshoe, 11));
    let permanent: String = body.sets[&plenary::rules::PERMANENT.into()].members.clone().into();
    assert_eq!(permanent, "FRA GBR RUS TWN USA");
    assert_eq!(file.dossier.texts[0].rule.as_str(), "sc-substantive-11");
    let soviet = file.dossier.member(&"RUS".into()).unwrap();
    assert_eq!(soviet.name, "Soviet Union");
    assert!(soviet.aliases.iter().any(|alias| alias == "Russian Federation"));
    let file = opens(&archive, &[1], &context);
    let permanent: String = file.dossier.bodies[0].sets[&plenary::rules::PERMANENT.into()].members.clone().into();
    assert_eq!(permanent, "CHN FRA GBR RUS USA");
    assert_eq!(file.dossier.member(&"RUS".into()).unwrap().name, "Russian Federation");
    let text = &file.dossier.texts[0];
    assert_eq!((text.rule.as_str(), text.resolution.as_str()), ("sc-substantive", "S/RES/1(2001)"));
    assert_eq!(text.source, "A credit; council.csv, line 17");
    assert!(file.dossier.group(&"P5".into()).is_some() && file.dossier.groups.iter().all(|g| g.members.len() >= 2));
    // All three: who sits only in some of them has terms.
    let file = opens(&archive, &[0, 1, 2], &context);
    let body = &file.dossier.bodies[0];
    let on = |date: &str| body.members_on(Some(&date.parse().unwrap())).count();
    assert_eq!((on("1950-01-01"), on("2001-02-03"), on("2001-02-04")), (11, 15, 15));
    assert_eq!(file.dossier.texts[2].record.outcome, Some(Outcome::Vetoed));
}

#[test]
fn parties_belong_in_their_time() {
    let archive = made_up::parliament();
    let file = opens(&archive, &[0, 1], &Context::new());
    let names: Vec<&str> = file.dossier.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["Blues", "Reds"]);
    let on =
        |group: usize, date: &str| String::from(file.dossier.groups[group].roster_on(Some(&date.parse().unwrap())));
    assert_eq!((on(0, "2020-01-01"), on(1, "2020-01-01")), ("c".to_owned(), "a b".to_owned()));
    assert_eq!((on(0, "2020-06-01"), on(1, "2020-06-01")), ("b c".to_owned(), "a".to_owned()));
    let one = opens(&archive, &[1], &Context::new());
    assert_eq!(String::from(one.dossier.groups[0].members.clone()), "b c");
}

#[test]
fn the_whole_history_goes_out_and_comes_back() {
    let root = std::env::var_os("PLENARY_DATA").map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        std::path::PathBuf::from,
    );
    let files = ["UNVotes_s01-75_long.csv", "UNVotes_s01-75_resolutions.csv", "members_codes.csv"];
    let inputs: Vec<Input> = files.iter().map(|name| Input::file(&root.join("unga").join(name))).collect();
    if inputs.iter().any(|input| input.path().is_none_or(|path| !path.exists())) {
        println!("skipped: the history of the General Assembly is not there");
        return;
    }
    let archive = import(&inputs, &Options::default(), &Silent).unwrap().archive;
    assert_eq!((archive.roll_calls.len(), archive.entries()), (6299, 1_234_172));
    let time = |what: &str, bytes: usize, start: std::time::Instant| {
        println!("{what}: {bytes} bytes, {:.3} s", start.elapsed().as_secs_f64());
    };
    let start = std::time::Instant::now();
    let long = bytes(|out| long_csv(&archive, out, &Silent).unwrap());
    time("long", long.len(), start);
    let (roll_calls, members) =
        (bytes(|out| roll_calls_csv(&archive, out).unwrap()), bytes(|out| members_csv(&archive, out).unwrap()));
    let about = bytes(|out| about_csv(&archive, out).unwrap());
    same(&archive, &of_tables(Some(&long), &roll_calls, &members, &about), "long");
    let start = std::time::Instant::now();
    let parquet = bytes(|out| parquet(&archive, out, &Silent).unwrap());
    time("Parquet", parquet.len(), start);
    same(&archive, &of_parquet(parquet), "Parquet");
    let start = std::time::Instant::now();
    let all: Vec<usize> = (0..archive.roll_calls.len()).collect();
    let file = dossier(&archive, &all, &Context::new());
    let text = io::write(&file).unwrap();
    time("dossier", text.len(), start);
    let start = std::time::Instant::now();
    assert!(io::parse(&text).unwrap() == file);
    time("dossier opened", text.len(), start);
    let cast = |archive: &Archive| {
        (0..archive.roll_calls.len())
            .flat_map(|roll| (0..archive.voters.len()).map(move |voter| (roll, voter)))
            .filter(|(roll, voter)| matches!(archive.entry(*roll, *voter), Entry::Cast(_)))
            .count()
    };
    let listed: usize = file.dossier.texts.iter().map(|text| text.record.votes.0.len()).sum();
    assert_eq!(listed, cast(&archive));
}
