//! Lines over time against counting by hand; the band against published figures; the Union against facts.

use std::collections::BTreeMap;

use plenary::{
    analysis::{
        Alike, Bloc, By, Cohesion, Members, NINETY, Side, agreement_index, agreement_line, cohesion_line, columns_of,
        participation_line, periods, verdicts, wilson,
    },
    archive::{Archive, Builder, Chamber, Columns, Selection, Verdicts},
    model::{Date, Terms, Vote},
};

use crate::made_up::{Dice, archive, lettered};

#[test]
fn wilson_against_published_figures() {
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics
    // in Medicine 17: 857–872, table I, method 3, 95 %.
    let cases =
        [(81.0, 263, 0.2553, 0.3662), (15.0, 148, 0.0624, 0.1605), (0.0, 20, 0.0, 0.1611), (1.0, 29, 0.0061, 0.1718)];
    for (like, of, low, high) in cases {
        let (a, b) = wilson(like, of, 1.959_963_984_540_054).expect("a band");
        assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{like} of {of}: {a} {b}");
    }
    assert_eq!(wilson(0.0, 0, NINETY), None);
    for of in 1..200 {
        for like in 0..=2 * of {
            let like = f64::from(like) / 2.0;
            let (a, b) = wilson(like, of, NINETY).expect("a band");
            let share = like / f64::from(of);
            assert!(0.0 <= a && a <= share && share <= b && b <= 1.0, "{like} of {of}: {a} {b}");
        }
    }
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn the_union_had_so_many_members() {
    let mut builder = Builder::new();
    let eu = plenary::io::ukraine().dossier.group(&"EU".into()).expect("the group").clone();
    for member in eu.members.iter() {
        builder.voter(member.as_str());
    }
    builder.voter("USA");
    builder.voter("FRG");
    let archive = builder.finish();
    let bloc = Bloc::of_group(&archive, &eu, Members::AtTheTime);
    let count = |day: &str| bloc.mask(Some(&date(day)), 1)[0].count_ones();
    let cases = [
        ("1957-12-31", 0),
        ("1958-01-01", 7),
        ("1972-12-31", 7),
        ("1973-01-01", 10),
        ("1981-01-01", 11),
        ("1986-01-01", 13),
        ("1995-01-01", 16),
        ("2004-04-30", 16),
        ("2004-05-01", 26),
        ("2007-01-01", 28),
        ("2013-06-30", 28),
        ("2013-07-01", 29),
        ("2020-01-31", 29),
        ("2020-02-01", 28),
    ];
    for (day, members) in cases {
        // One more than there were: the Federal Republic stands here under two codes.
        assert_eq!(count(day), members, "{day}");
    }
    assert_eq!(Bloc::of_group(&archive, &eu, Members::Today).members.len(), 28);
    assert_eq!(bloc.mask(None, 1), [0], "on a day that is not known nobody counts for a time");
}

struct Made {
    archive: Archive,
    columns: Columns,
    verdicts: Verdicts,
}

impl Made {
    fn new(archive: Archive) -> Self {
        let (columns, verdicts) = (Columns::new(&archive), columns_of(&verdicts(&archive)));
        Self { archive, columns, verdicts }
    }

    fn parts(&self) -> (&Archive, &Columns, &Verdicts) {
        (&self.archive, &self.columns, &self.verdicts)
    }
}

/// The vote of a side, as slowly as can be.
fn vote(made: &Made, side: &Side, other: &Side, n: usize) -> Option<Vote> {
    let part = |voter: usize| made.archive.vote(n, voter).filter(|vote| *vote != Vote::Absent);
    match side {
        Side::Member(voter) => part(*voter),
        Side::Majority(bloc) => {
            let day = made.archive.roll_calls[n].date.as_ref();
            let sits = |terms: &Terms| day.map_or(*terms == Terms::always(), |day| terms.contains(day));
            let votes: Vec<Vote> = bloc
                .members
                .iter()
                .filter(|(voter, terms)| sits(terms) && *other != Side::Member(*voter))
                .filter_map(|(voter, _)| part(*voter))
                .collect();
            let most = |vote: &&Vote| 2 * votes.iter().filter(|cast| cast == vote).count() > votes.len();
            votes.iter().find(most).copied().filter(|_| votes.len() >= 2)
        }
        Side::Winners => Some(if made.verdicts.outcomes[n]?.is_adopted() { Vote::Yes } else { Vote::No }),
    }
}

#[test]
fn lines_say_what_counting_by_hand_says() {
    let mut dice = Dice::new(41);
    for seed in 0..6 {
        let made = Made::new(archive(seed, 300, [2, 20, 70][seed as usize % 3]));
        let members_in_all = made.archive.voters.len();
        let terms = ["1960..1999", "1950-03-04..1970-01-01, 1980..", ".."];
        let bloc = |dice: &mut Dice| {
            let mut members = Vec::new();
            for voter in 0..members_in_all {
                if dice.chance(40) {
                    let terms = Terms::try_from((*dice.pick(&terms)).to_owned()).expect("terms");
                    members.push((voter, terms));
                }
            }
            Bloc { name: "bloc".into(), members }
        };
        for _ in 0..25 {
            let mut side = || match dice.below(4) {
                0 => Side::Majority(bloc(&mut dice)),
                1 => Side::Winners,
                _ => Side::Member(dice.below(members_in_all)),
            };
            let (a, b) = (side(), side());
            let alike = *dice.pick(&[Alike::Same, Alike::YesNo, Alike::Scaled]);
            let by = *dice.pick(&[By::Session, By::Year, By::Month]);
            let within = Selection::of(300, (0..300).filter(|_| dice.chance(70)));
            check(&made, &a, &b, alike, by, &within);
        }
    }
}

fn check(made: &Made, a: &Side, b: &Side, alike: Alike, by: By, within: &Selection) {
    let line = agreement_line((a, b), alike, by, made.parts(), within);
    let mut plain: BTreeMap<String, [Vec<u32>; 3]> = BTreeMap::new();
    for n in within.iter() {
        let roll = &made.archive.roll_calls[n as usize];
        let name = match by {
            By::Session => roll.session.clone(),
            By::Year => roll.date.as_ref().map_or(String::new(), |date| date.year().to_string()),
            By::Month => roll.date.as_ref().map_or(String::new(), |date| date.as_str().chars().take(7).collect()),
        };
        let (Some(first), Some(second)) = (vote(made, a, b, n as usize), vote(made, b, a, n as usize)) else {
            continue;
        };
        let abstains = first == Vote::Abstain || second == Vote::Abstain;
        if name.is_empty() || (abstains && alike == Alike::YesNo) {
            continue;
        }
        let place = if first == second {
            0
        } else if abstains && alike == Alike::Scaled {
            1
        } else {
            2
        };
        plain.entry(name).or_default()[place].push(n);
    }
    assert_eq!(line.points.len(), plain.len());
    assert!(line.points.is_sorted_by_key(|point| (point.from.is_none(), point.from.clone())));
    for point in &line.points {
        let [like, half, unlike] = &plain[&point.name];
        assert_eq!((&point.like, &point.half, &point.unlike), (like, half, unlike), "{} {a:?} {b:?}", point.name);
        let of = like.len() + half.len() + unlike.len();
        assert_eq!(point.of as usize, of);
        let share = (like.len() as f64 + half.len() as f64 / 2.0) / of as f64;
        assert!((point.share - share).abs() < 1e-12 && point.low <= share && share <= point.high);
    }
}

#[test]
fn a_party_today_and_at_the_time() {
    let mut archive = lettered(Chamber::Parliament, "votes-cast", &["A", "B", "C", "D"], &["1950-01-01 YYNX"]);
    let groups = [
        vec![("S&D", "2019-07-15"), ("NI", "2020-01-01"), ("S&D", "2021-01-01"), ("S&D", "2021-05-05")],
        vec![("S&D", "2019-07-15"), ("NI", "2020-02-02")],
        vec![("NI", "2020-02-02")],
    ];
    for (voter, groups) in archive.voters.iter_mut().zip(&groups) {
        groups.iter().for_each(|(group, day)| voter.grouped(group, day.parse().ok().as_ref()));
        voter.settle();
    }
    // A spell without a value says that no party is known.
    archive.voters[3].groups = vec![plenary::archive::Spell::default()];
    let told = |name: &str, members: Members| -> Vec<(usize, String)> {
        let bloc = Bloc::of_party(&archive, name, members);
        assert_eq!(bloc.name, name);
        bloc.members.into_iter().map(|(place, terms)| (place, String::from(terms))).collect()
    };
    let all = |places: &[usize]| places.iter().map(|place| (*place, "..".to_owned())).collect::<Vec<_>>();
    assert_eq!(told("S&D", Members::Today), all(&[0]));
    assert_eq!(told("NI", Members::Today), all(&[1, 2]));
    let then = [(0, "..2019-07-15, 2021-01-01..".to_owned()), (1, "..2019-07-15".to_owned())];
    assert_eq!(told("S&D", Members::AtTheTime), then);
    let then = [(0, "2020-01-01..2020-01-01".to_owned()), (1, "2020-02-02..".to_owned()), (2, "..".to_owned())];
    assert_eq!(told("NI", Members::AtTheTime), then);
    assert!(told("Greens", Members::Today).is_empty());
}

#[test]
fn cohesion_and_participation_by_hand() {
    let members = ["A", "B", "C", "D"];
    let lines = ["1950-01-01 YYNX", "1950-06-01 YYYA", "1951-01-01 YXXX", "1952-01-01 YNAA", "1952-02-01 AAXN"];
    let made = Made::new(lettered(Chamber::Other, "ga-simple", &members, &lines));
    let all = Selection::all(5);
    let bloc = Bloc::fixed("three", [0, 1, 2]);
    let points = cohesion_line(&bloc, Cohesion::Agreement, By::Year, &made.archive, &all);
    let found: Vec<(&str, f64, usize)> =
        points.iter().map(|point| (point.name.as_str(), point.mean, point.roll_calls.len())).collect();
    // 1951 has one of the three alone.
    let ai = |yes, no, abstain| agreement_index(yes, no, abstain).expect("some");
    let expected = [("1950", (ai(2, 1, 0) + 1.0) / 2.0, 2), ("1952", (ai(1, 1, 1) + 1.0) / 2.0, 2)];
    assert_eq!(found, expected);
    assert!(points.iter().all(|point| point.band.is_some_and(|(low, high)| low <= point.mean && point.mean <= high)));
    let rice = cohesion_line(&bloc, Cohesion::Rice, By::Year, &made.archive, &all);
    let found: Vec<(&str, f64)> = rice.iter().map(|point| (point.name.as_str(), point.mean)).collect();
    assert_eq!(found, [("1950", (1.0 / 3.0 + 1.0) / 2.0), ("1952", 0.0)]);
    // A mean of two has one degree of freedom: 2/3 ± 6.31 · 1/3.
    assert_eq!(rice[0].band, Some((0.0, 1.0)));
    let line = participation_line(3, By::Year, &made.archive, &made.columns, &all);
    let found: Vec<(&str, f64, u32)> =
        line.points.iter().map(|point| (point.name.as_str(), point.share, point.of)).collect();
    assert_eq!(found, [("1950", 0.5, 2), ("1951", 0.0, 1), ("1952", 1.0, 2)]);
    // A collection that lists no absence says nothing of them.
    let listed = Made::new(lettered(Chamber::Other, "ga-simple", &members, &["1950-01-01 YY.N"]));
    let line = participation_line(0, By::Year, &listed.archive, &listed.columns, &Selection::all(1));
    assert!(line.points.is_empty());
}

#[test]
fn a_member_of_a_bloc_is_compared_with_the_others() {
    let made = Made::new(lettered(
        Chamber::Other,
        "ga-simple",
        &["A", "B", "C", "D"],
        &["1950-01-01 YYNN", "1951-01-01 NYYY"],
    ));
    let bloc = Side::Majority(Bloc::fixed("all", 0..4));
    let line = agreement_line((&Side::Member(0), &bloc), Alike::Same, By::Year, made.parts(), &Selection::all(2));
    let found: Vec<(&str, f64)> = line.points.iter().map(|point| (point.name.as_str(), point.share)).collect();
    assert_eq!(found, [("1950", 0.0), ("1951", 0.0)], "in 1950 the other three voted one to two");
}

#[test]
fn periods_go_by_their_first_day() {
    let archive = archive(3, 200, 5);
    let all = Selection::all(200);
    for by in [By::Session, By::Year] {
        let found = periods(&archive, by, &all);
        let mut seen: Vec<u32> = found.iter().flat_map(|period| period.roll_calls.clone()).collect();
        seen.sort_unstable();
        let told = |n: &u32| by == By::Session || archive.roll_calls[*n as usize].date.is_some();
        assert_eq!(seen, (0..200).filter(told).collect::<Vec<_>>(), "each roll call in one");
        assert!(found.is_sorted_by_key(|period| (period.from.is_none(), period.from.clone())));
        for period in found.iter().filter(|period| period.day.is_some()) {
            let (from, until) = (period.from.as_ref().expect("a day"), period.until.as_ref().expect("a day"));
            let day = period.day.expect("a day");
            assert!(from.axis_day() <= day + 1e-9 && day <= until.axis_day() + 1e-9);
        }
    }
}
