//! The votes of the General Assembly, 1946 to 2020, as Erik Voeten's files have them, where they are at hand.

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use plenary::{
    analysis::{
        Alike, Bloc, By, Caveat, Members, Side, agreement_line, columns_of, lonely, nearest, partners, verdicts,
    },
    archive::{Archive, Builder, Chamber, Columns, Entry, Filter, Forum, Index, Kind, Query, RollCall, Selection},
    model::{Outcome, Tally, TextKind, Vote},
};

/// Where the files of the General Assembly are, if they are at hand.
fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    std::env::var_os("PLENARY_DATA").map_or_else(beside, PathBuf::from).join("unga")
}

fn rows(name: &str, mut each: impl FnMut(&dyn Fn(&str) -> String)) {
    let mut reader = csv::Reader::from_path(folder().join(name)).expect("a file");
    let heads: BTreeMap<String, usize> =
        reader.headers().expect("a header").iter().enumerate().map(|(n, head)| (head.to_owned(), n)).collect();
    for row in reader.byte_records() {
        let row = row.expect("a row");
        each(&|head: &str| String::from_utf8_lossy(&row[heads[head]]).into_owned());
    }
}

fn load() -> Option<Archive> {
    if !folder().join("UNVotes_s01-75_long.csv").exists() {
        println!("skipped: the files of the General Assembly are not here");
        return None;
    }
    let mut builder = Builder::new();
    builder.forum(Forum {
        id: "UNGA".into(),
        name: "General Assembly".into(),
        chamber: Chamber::GeneralAssembly,
        rule: "ga-simple".into(),
    });
    let mut codes: BTreeMap<String, (String, String)> = BTreeMap::new();
    rows("members_codes.csv", |cell| {
        codes.insert(cell("cow_ccode"), (cell("iso3"), cell("cow_name")));
    });
    let mut reader = csv::Reader::from_path(folder().join("UNVotes_s01-75_long.csv")).expect("a file");
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).expect("a row") {
        let roll_call = builder.roll_call(&row[0]);
        let voter = builder.voter(&row[1]);
        let entry = match &row[3] {
            "1" => Entry::Cast(Vote::Yes),
            "2" => Entry::Cast(Vote::Abstain),
            "3" => Entry::Cast(Vote::No),
            "8" => Entry::Cast(Vote::Absent),
            _ => Entry::NotMember,
        };
        builder.cast(roll_call, voter, entry);
        if let Some(roll) = builder.roll_call_mut(roll_call)
            && roll.session.is_empty()
        {
            roll.session = row[2].to_owned();
        }
    }
    let names = ["me", "nu", "di", "hr", "co", "ec"];
    let issues: Vec<u32> = names.iter().map(|name| builder.issue(name)).collect();
    rows("UNVotes_s01-75_resolutions.csv", |cell| {
        let Some(n) = builder.known_roll_call(&cell("rcid")) else { return };
        let roll = builder.roll_call_mut(n).expect("a roll call");
        roll.date = cell("date").parse().ok();
        (roll.symbol, roll.title, roll.description) = (cell("unres"), cell("short"), cell("descr"));
        roll.issues = issues.iter().zip(names).filter(|(_, name)| cell(name) == "1").map(|(n, _)| *n).collect();
        roll.kind = match (cell("amend").as_str(), cell("para").as_str()) {
            ("1", _) => TextKind::Amendment,
            (_, "1") => TextKind::Part,
            _ => TextKind::Draft,
        };
        if (cell("amend").as_str(), cell("para").as_str()) == ("1", "1") {
            roll.extra.push((RollCall::PARAGRAPH.to_owned(), "1".to_owned()));
        }
        let total = |name: &str| Some(cell(name).parse::<u32>().unwrap_or(0));
        roll.published = Tally { yes: total("yes"), no: total("no"), abstain: total("abstain"), absent: None };
    });
    let mut archive = builder.finish();
    for voter in &mut archive.voters {
        if let Some((iso, name)) = codes.get(&voter.key) {
            if !iso.is_empty() {
                voter.id = iso.as_str().into();
            }
            voter.named(name, None);
            voter.settle();
        }
    }
    Some(archive)
}

#[test]
fn eighty_years_of_the_assembly() {
    let Some(archive) = load() else { return };
    assert_eq!((archive.roll_calls.len(), archive.entries()), (6_299, 1_234_172));
    let n = archive.roll_calls.len();
    let start = Instant::now();
    let decided = verdicts(&archive);
    println!("verdicts: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let told = columns_of(&decided);
    assert_eq!(told.totals_differ.iter().filter(|differ| **differ).count(), 378, "as published and as counted");
    let count = |outcome| decided.iter().filter(|one| one.outcome == Some(outcome)).count();
    let turned: Vec<&str> =
        (0..n).filter(|n| decided[*n].differs()).map(|n| archive.roll_calls[n].id.as_str()).collect();
    println!("adopted {} rejected {}; totals turn {turned:?}", count(Outcome::Adopted), count(Outcome::Rejected));
    assert_eq!(count(Outcome::Adopted) + count(Outcome::Rejected), n, "every roll call is decided");
    // 991 paragraphs, of which 157 are amendments as well.
    let kinds = |kind: Kind| archive.roll_calls.iter().filter(|roll| Kind::of(roll).any(|own| own == kind)).count();
    assert_eq!((kinds(Kind::Part), kinds(Kind::Amendment)), (991, 311));
    // In a few votes less than a majority took part; all the same they were taken.
    let unseen: Vec<&str> = (0..n)
        .filter(|n| decided[*n].caveat == Some(Caveat::QuorumUnseen))
        .map(|n| archive.roll_calls[n].id.as_str())
        .collect();
    println!("quorum not seen: {unseen:?}");
    assert_eq!(unseen.len(), decided.iter().filter(|one| one.caveat.is_some()).count());
    assert!(["3873", "4305", "4834", "5468", "5622", "5675"].iter().all(|id| unseen.contains(id)), "{unseen:?}");
    for n in (0..n).filter(|n| unseen.contains(&archive.roll_calls[*n].id.as_str())) {
        let (counts, carried) = (archive.counts(n), decided[n].outcome == Some(Outcome::Adopted));
        assert_eq!(carried, counts.yes > counts.no, "by more Yes than No alone: {}", archive.roll_calls[n].id);
    }
    // 25 October 1971: the important-question vote was lost 55 to 59 and 2758 carried 76 to 35.
    let of = |yes: u32, no: u32, abstain: u32| {
        let found = (0..n).find(|n| {
            let counts = archive.counts(*n);
            archive.roll_calls[*n].session == "26" && (counts.yes, counts.no, counts.abstain) == (yes, no, abstain)
        });
        found.map(|n| (decided[n].outcome, decided[n].margin))
    };
    assert_eq!(of(55, 59, 15), Some((Some(Outcome::Rejected), Some(-3))));
    assert_eq!(of(76, 35, 17), Some((Some(Outcome::Adopted), Some(20))));
    search(&archive);
    let (columns, all) = (Columns::new(&archive), Selection::all(n));
    let voter = |code: &str| archive.voter(&code.into()).expect("a member");
    let usa = Side::Member(voter("USA"));
    let eu = plenary::io::ukraine().dossier.group(&"EU".into()).expect("the group").clone();
    for bloc in [Members::AtTheTime, Members::Today].map(|members| Bloc::of_group(&archive, &eu, members)) {
        let name = bloc.name.clone();
        let line =
            agreement_line((&usa, &Side::Majority(bloc)), Alike::Same, By::Session, (&archive, &columns, &told), &all);
        let text: Vec<String> =
            line.points.iter().map(|point| format!("{}:{:.0}/{}", point.name, 100.0 * point.share, point.of)).collect();
        println!("USA with {name}: {}", text.join(" "));
        let mean = |sessions: std::ops::RangeInclusive<u32>| {
            let chosen = line.points.iter().filter(|point| sessions.contains(&point.name.parse().unwrap_or(0)));
            let (like, of) = chosen.fold((0, 0), |(like, of), point| (like + point.like.len(), of + point.of as usize));
            like as f64 / of as f64
        };
        // Published work finds the two close in the fifties and sixties and apart from the eighties on.
        assert!(mean(14..=20) > mean(36..=43) + 0.15 && mean(56..=63) < 0.5, "{name}");
    }
    let near = partners(voter("USA"), Alike::Same, 2_000, &columns, &all);
    let name = |who: usize| archive.voters[who].name();
    println!(
        "with the United States most: {:?}",
        near.iter().take(5).map(|p| (name(p.who), (100.0 * p.share).round())).collect::<Vec<_>>()
    );
    println!(
        "least: {:?}",
        near.iter().rev().take(5).map(|p| (name(p.who), (100.0 * p.share).round())).collect::<Vec<_>>()
    );
    let top: Vec<&str> = near.iter().take(4).map(|partner| archive.voters[partner.who].id.as_str()).collect();
    assert!(top.contains(&"ISR") && top.contains(&"GBR"), "{top:?}");
    let alone = lonely(voter("USA"), 0, &archive, &columns, &all);
    println!("the United States alone in {} roll calls", alone.len());
    assert!(alone.len() > 50 && alone.iter().all(|one| one.with.is_empty()));
    let embargo = (0..n as u32)
        .rev()
        .find(|n| archive.roll_calls[*n as usize].description.to_lowercase().contains("embargo imposed"))
        .expect("the embargo on Cuba");
    let near = nearest(embargo, 8, &archive);
    for one in &near {
        let roll = &archive.roll_calls[one.roll_call as usize];
        println!("near {:.3} of {} {}", one.share(), one.of, roll.heading());
    }
    let cuba = near.iter().filter(|one| {
        let roll = &archive.roll_calls[one.roll_call as usize];
        format!("{} {}", roll.title, roll.description).to_lowercase().contains("cuba")
    });
    // By votes alone: what is about the same stands among others on which the Assembly was as much of one mind.
    assert!(cuba.count() >= 2 && near[0].share() > 0.98);
}

fn search(archive: &Archive) {
    let start = Instant::now();
    let index = Index::new(archive);
    println!("index: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    for typed in ["t", "nuclear weapon", "\"nuclear weapon free zone\"", "A/RES/64/156", "R/64/156", "tlatelolco"] {
        let start = Instant::now();
        let found = index.search(&Query::parse(typed));
        println!("search {typed}: {} in {:.2} ms", found.len(), start.elapsed().as_secs_f64() * 1e3);
        assert!(!found.is_empty(), "{typed}");
    }
    let query = Query::parse("A/RES/64/156");
    let mut best = index.search(&query);
    index.sort_by_relevance(&query, &mut best);
    assert_eq!(archive.roll_calls[best[0] as usize].symbol, "R/64/156");
    let told = columns_of(&verdicts(archive));
    let filter = Filter { kinds: [plenary::archive::Kind::Amendment].into(), ..Filter::default() };
    let start = Instant::now();
    let found = filter.apply(archive, &index, &told);
    println!(
        "amendments: {} in {:.2} ms; {:?}",
        found.roll_calls.len(),
        start.elapsed().as_secs_f64() * 1e3,
        found.facets.kinds
    );
    // The amendments to paragraphs stand beside two boxes.
    assert_eq!(found.facets.kinds.values().sum::<u32>(), 6_299 + 157);
}
