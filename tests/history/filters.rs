//! Filters, facets and orders against asking roll call by roll call.

use std::collections::{BTreeMap, BTreeSet};

use plenary::{
    analysis::{columns_of, verdicts},
    archive::{Archive, Filter, Index, Key, Kind, Order, Query, Verdicts},
    model::{Date, Outcome, Vote},
};

use crate::made_up::{Dice, archive};

const GROUPS: usize = 12;

/// Whether a roll call holds what each group of the filter asks, one after the other.
fn holds(filter: &Filter, n: usize, archive: &Archive, found: &BTreeSet<u32>, verdicts: &Verdicts) -> [bool; GROUPS] {
    let roll = &archive.roll_calls[n];
    let day = |test: &dyn Fn(&str) -> bool| roll.date.as_ref().is_some_and(|date| test(date.as_str()));
    let from = filter.from.as_ref().is_none_or(|from| day(&|date| date >= from.as_str()));
    let until = filter.until.as_ref().is_none_or(|until| {
        day(&|date| if until.as_str().len() == 4 { date[..4] <= *until.as_str() } else { date <= until.as_str() })
    });
    let scale = verdicts.scales[n];
    [
        filter.words.trim().is_empty() || found.contains(&(n as u32)),
        filter.forums.is_empty() || filter.forums.contains(&roll.forum),
        filter.sessions.is_empty() || filter.sessions.iter().any(|session| *session == roll.session),
        from && until,
        filter.issues.is_empty() || filter.issues.iter().any(|issue| roll.issues.contains(issue)),
        filter.kinds.is_empty() || Kind::of(roll).any(|kind| filter.kinds.contains(&kind)),
        filter.outcomes.is_empty() || filter.outcomes.contains(&verdicts.outcomes[n]),
        filter.key_vote.is_none() || roll.key_vote == filter.key_vote,
        filter.margin.is_none_or(|(a, b)| scale.is_some_and(|scale| (a..=b).contains(&scale))),
        filter.members.iter().all(|(voter, votes)| archive.vote(n, *voter).is_some_and(|vote| votes.contains(&vote))),
        !filter.differs || verdicts.differs[n],
        !filter.totals_differ || verdicts.totals_differ[n],
    ]
}

fn random_filter(dice: &mut Dice, archive: &Archive) -> Filter {
    let mut filter = Filter::default();
    let words = ["nuclear", "pal", "\"human rights\"", "A/RES/3", "zone peace", "xyzzy", "  "];
    if dice.chance(30) {
        filter.words = (*dice.pick(&words)).to_owned();
    }
    if dice.chance(30) {
        filter.forums.insert(dice.below(3) as u32);
    }
    for _ in 0..[0, 0, 3, 25][dice.below(4)] {
        filter.sessions.insert(dice.pick(&archive.roll_calls).session.clone());
    }
    let date = |dice: &mut Dice| {
        let year = 1946 + dice.below(79);
        let text = if dice.chance(40) { year.to_string() } else { format!("{year}-06-15") };
        text.parse::<Date>().expect("a date")
    };
    filter.from = dice.chance(25).then(|| date(dice));
    filter.until = dice.chance(25).then(|| date(dice));
    for _ in 0..[0, 0, 1, 3][dice.below(4)] {
        filter.issues.insert(dice.below(7) as u32);
    }
    for _ in 0..[0, 0, 1, 2][dice.below(4)] {
        filter.kinds.insert(*dice.pick(&Kind::ALL));
    }
    for _ in 0..[0, 0, 1, 2][dice.below(4)] {
        let outcomes = [Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed), None];
        filter.outcomes.insert(*dice.pick(&outcomes));
    }
    filter.key_vote = [None, None, Some(true), Some(false)][dice.below(4)];
    if dice.chance(25) {
        let a = dice.below(100) as f64 / 100.0;
        filter.margin = Some((a, a + 0.4));
    }
    for _ in 0..[0, 0, 0, 1, 2][dice.below(5)] {
        let votes = Vote::ALL.into_iter().filter(|_| dice.chance(60)).collect();
        filter.members.push((dice.below(archive.voters.len() + 2), votes));
    }
    filter.differs = dice.chance(10);
    filter.totals_differ = dice.chance(10);
    filter
}

#[test]
fn filters_and_facets_say_what_a_plain_look_says() {
    let archive = archive(21, 500, 40);
    let (index, verdicts) = (Index::new(&archive), columns_of(&verdicts(&archive)));
    let mut dice = Dice::new(22);
    let (mut some, mut none) = (0, 0);
    for _ in 0..400 {
        let filter = random_filter(&mut dice, &archive);
        let found: BTreeSet<u32> = index.search(&Query::parse(&filter.words)).into_iter().collect();
        let held: Vec<[bool; GROUPS]> = (0..500).map(|n| holds(&filter, n, &archive, &found, &verdicts)).collect();
        let shown: Vec<u32> = (0..500).filter(|n| held[*n as usize].iter().all(|held| *held)).collect();
        let filtered = filter.apply(&archive, &index, &verdicts);
        assert_eq!(filtered.roll_calls, shown, "{filter:?}");
        // A box shows the roll calls of its own that hold all that the other groups ask.
        let but = |group: usize, n: usize| held[n].iter().enumerate().all(|(at, held)| *held || at == group);
        let count =
            |group: usize, own: &dyn Fn(usize) -> bool| (0..500).filter(|n| but(group, *n) && own(*n)).count() as u32;
        let rolls = &archive.roll_calls;
        let facets = &filtered.facets;
        for forum in 0..2 {
            assert_eq!(facets.forums[forum], count(1, &|n| rolls[n].forum as usize == forum));
        }
        for (session, number) in &facets.sessions {
            assert_eq!(*number, count(2, &|n| rolls[n].session == *session), "{session}");
        }
        for issue in 0..6 {
            assert_eq!(facets.issues[issue], count(4, &|n| rolls[n].issues.contains(&(issue as u32))));
        }
        for (kind, number) in &facets.kinds {
            assert_eq!(*number, count(5, &|n| Kind::of(&rolls[n]).any(|own| own == *kind)));
        }
        for outcome in [Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed), None] {
            let number = facets.outcomes.get(&outcome).copied().unwrap_or(0);
            assert_eq!(number, count(6, &|n| verdicts.outcomes[n] == outcome));
        }
        for key in [None, Some(true), Some(false)] {
            assert_eq!(facets.key_votes.get(&key).copied().unwrap_or(0), count(7, &|n| rolls[n].key_vote == key));
        }
        assert_eq!(facets.differs, count(10, &|n| verdicts.differs[n]));
        assert_eq!(facets.totals_differ, count(11, &|n| verdicts.totals_differ[n]));
        if shown.is_empty() { none += 1 } else { some += 1 }
    }
    assert!(some > 80 && none > 30, "{some} {none}");
}

#[test]
fn facets_add_up_where_every_roll_call_is_in_one_box() {
    let archive = archive(5, 300, 20);
    let (index, verdicts) = (Index::new(&archive), columns_of(&verdicts(&archive)));
    let facets = Filter::default().apply(&archive, &index, &verdicts).facets;
    let sum = |counts: &BTreeMap<Kind, u32>| counts.values().sum::<u32>();
    assert_eq!((facets.forums.iter().sum::<u32>(), sum(&facets.kinds)), (300, 300));
    assert_eq!((facets.outcomes.values().sum::<u32>(), facets.key_votes.values().sum::<u32>()), (300, 300));
    assert_eq!(facets.sessions.iter().map(|(_, count)| count).sum::<u32>(), 300);
    // What a box promises is what ticking it alone in its group shows.
    for kind in Kind::ALL {
        let filter = Filter { kinds: BTreeSet::from([kind]), words: "the".into(), ..Filter::default() };
        let shown = filter.apply(&archive, &index, &verdicts);
        assert_eq!(shown.facets.kinds[&kind] as usize, shown.roll_calls.len());
        let unticked = Filter { kinds: BTreeSet::new(), ..filter }.apply(&archive, &index, &verdicts);
        assert_eq!(unticked.facets.kinds, shown.facets.kinds, "the numbers of a group do not hang on its own boxes");
    }
}

#[test]
fn orders_are_stable_and_the_missing_come_last() {
    let archive = archive(9, 400, 25);
    let (index, verdicts) = (Index::new(&archive), columns_of(&verdicts(&archive)));
    let all: Vec<u32> = (0..400).collect();
    let rolls = &archive.roll_calls;
    let share = |n: u32| {
        let counts = archive.counts(n as usize);
        (counts.yes + counts.no > 0).then(|| f64::from(counts.yes) / f64::from(counts.yes + counts.no))
    };
    let fold = |text: &str| plenary::model::fold(text);
    // What each key compares, as a text or number that sorts by itself.
    let value = |key: Key, n: u32| -> Option<(f64, String)> {
        let roll = &rolls[n as usize];
        match key {
            Key::Source => Some((f64::from(n), String::new())),
            Key::Date => roll.date.as_ref().map(|date| (0.0, date.to_string())),
            // One vote missing is as close as none to spare.
            Key::Margin => verdicts.margin(n).map(|margin| (margin.max(-margin - 1) as f64, String::new())),
            Key::Title => Some((0.0, fold(roll.heading()))),
            Key::Symbol | Key::Relevance => None,
            Key::YesShare => share(n).map(|share| (share, String::new())),
            Key::Session => {
                let special = roll.session.strip_prefix("ES-");
                let number: f64 = special.unwrap_or(&roll.session).parse().expect("a number");
                Some((number + if special.is_some() { 1e6 } else { 0.0 }, String::new()))
            }
            Key::Cast => {
                let counts = archive.counts(n as usize);
                Some((f64::from(counts.yes + counts.no + counts.abstain), String::new()))
            }
        }
    };
    for key in [Key::Source, Key::Date, Key::Margin, Key::Title, Key::YesShare, Key::Session, Key::Cast] {
        for descending in [false, true] {
            let mut sorted: Vec<u32> = all.iter().copied().rev().collect();
            Order { key, descending }.sort(&mut sorted, "", &index, &verdicts);
            let mut plain = all.clone();
            plain.sort_by(|a, b| match (value(key, *a), value(key, *b)) {
                (Some(a), Some(b)) => {
                    let by = a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
                    if descending { by.reverse() } else { by }
                }
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
            assert_eq!(sorted, plain, "{key:?} {descending}");
        }
    }
    let mut sorted = all;
    Order { key: Key::Symbol, descending: false }.sort(&mut sorted, "", &index, &verdicts);
    let symbol = |n: &u32| rolls[*n as usize].symbol.clone();
    let place = |wanted: &str| sorted.iter().position(|n| symbol(n).starts_with(wanted)).expect("one");
    assert!(place("A/RES/9/") < place("A/RES/10/") && place("A/RES/70/") < place("A/RES/ES-"));
}

#[test]
fn an_empty_collection_and_one_of_one() {
    let empty = Archive::default();
    let (index, told) = (Index::new(&empty), columns_of(&verdicts(&empty)));
    let filtered = Filter { words: "x".into(), differs: true, ..Filter::default() }.apply(&empty, &index, &told);
    assert!(filtered.roll_calls.is_empty() && filtered.facets.sessions.is_empty());
    assert!(Filter::default().is_empty() && Filter { words: " \" ".into(), ..Filter::default() }.is_empty());
    assert!(!Filter { differs: true, ..Filter::default() }.is_empty());
    let one = archive(1, 1, 1);
    let (index, told) = (Index::new(&one), columns_of(&verdicts(&one)));
    assert_eq!(Filter::default().apply(&one, &index, &told).roll_calls, [0]);
    // Columns that do not fit the collection say nothing and do no harm.
    assert_eq!(Filter::default().apply(&one, &Index::default(), &Verdicts::default()).roll_calls, [0]);
}
