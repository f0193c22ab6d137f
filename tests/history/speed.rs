//! How long things take on a collection of the size of the General Assembly's, made up. Only far ends are asserted, since
//! machines differ and are busy.

use std::time::{Duration, Instant};

use plenary::{
    analysis::{Alike, By, Side, agreement_line, columns_of, lonely, member_record, nearest, partners, verdicts},
    archive::{Columns, Filter, Index, Key, Order, Query, Selection},
};

use crate::made_up::archive;

/// How long the threads of this process have run so far, where the system tells: on a busy machine that says more than
/// the clock.
fn run() -> Option<u64> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let time = |path: std::path::PathBuf| {
        std::fs::read_to_string(path.join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok()
    };
    threads.map(|thread| time(thread.ok()?.path())).sum()
}

/// The least of several times.
fn timed<T>(what: &str, most: u64, mut job: impl FnMut() -> T) -> T {
    let mut best = Duration::MAX;
    let (mut last, mut least) = (None, u64::MAX);
    for _ in 0..9 {
        let (start, ran) = (Instant::now(), run());
        last = Some(job());
        best = best.min(start.elapsed());
        least = run().zip(ran).map_or(least, |(now, before)| least.min(now.saturating_sub(before)));
    }
    println!("{what}: {:.3} ms, {:.3} ms of work", best.as_secs_f64() * 1e3, least as f64 / 1e6);
    assert!(best < Duration::from_millis(most), "{what} took {best:?}");
    last.expect("a result")
}

#[test]
fn all_of_an_assembly_is_searched_and_counted_at_once() {
    let archive = archive(1946, 6_300, 200);
    let n = archive.roll_calls.len();
    let all = Selection::all(n);
    let index = timed("index", 2_000, || Index::new(&archive));
    let decided = timed("verdicts", 600, || verdicts(&archive));
    let told = columns_of(&decided);
    let columns = timed("columns", 400, || Columns::new(&archive));
    for typed in ["t", "nuclear", "\"nuclear weapon free\" zone", "A/RES/74/149", "re the of", "xyz"] {
        let found = timed(&format!("search {typed}"), 50, || index.search(&Query::parse(typed)));
        println!("  {} found", found.len());
        let mut found = found;
        timed(&format!("best first {typed}"), 50, || index.sort_by_relevance(&Query::parse(typed), &mut found));
    }
    let filter = Filter {
        words: "t".into(),
        issues: [0, 1].into(),
        margin: Some((0.0, 0.5)),
        from: "1960".parse().ok(),
        members: vec![(0, [plenary::model::Vote::No].into())],
        ..Filter::default()
    };
    timed("filter with facets", 50, || filter.apply(&archive, &index, &told));
    let mut shown = timed("no filter, with facets", 50, || Filter::default().apply(&archive, &index, &told)).roll_calls;
    for key in [Key::Date, Key::Title, Key::Margin] {
        timed(&format!("sort by {key:?}"), 50, || Order { key, descending: true }.sort(&mut shown, "", &index, &told));
    }
    let parts = (&archive, &columns, &told);
    let bloc = Side::Majority(plenary::analysis::Bloc::fixed("bloc", 20..47));
    timed("line with a bloc", 100, || agreement_line((&Side::Member(0), &bloc), Alike::Same, By::Session, parts, &all));
    timed("record", 100, || member_record(0, By::Session, parts, &all));
    timed("partners", 50, || partners(0, Alike::Same, 50, &columns, &all));
    timed("lonely", 100, || lonely(0, 3, &archive, &columns, &all));
    timed("nearest", 100, || nearest(100, 20, &archive));
}
