//! Columns, pages of members and nearest texts against counting by hand.

use plenary::{
    analysis::{Alike, Bloc, By, bloc_partners, columns_of, lonely, member_record, nearest, partners, verdicts},
    archive::{Archive, Chamber, Columns, Pair, Selection},
    model::Vote,
};

use crate::made_up::{Dice, archive, lettered};

fn took_part(archive: &Archive, n: usize, voter: usize) -> Option<Vote> {
    archive.vote(n, voter).filter(|vote| *vote != Vote::Absent)
}

fn pair(archive: &Archive, a: usize, b: usize, within: &Selection) -> Pair {
    let mut pair = Pair::default();
    for n in within.iter() {
        let (Some(a), Some(b)) = (took_part(archive, n as usize, a), took_part(archive, n as usize, b)) else {
            continue;
        };
        let abstain = u32::from(a == Vote::Abstain) + u32::from(b == Vote::Abstain);
        pair.both += 1;
        pair.same += u32::from(a == b);
        pair.half += u32::from(abstain == 1);
        pair.sided += u32::from(abstain == 0);
        pair.same_side += u32::from(abstain == 0 && a == b);
    }
    pair
}

#[test]
fn columns_hold_the_votes_and_compare_them() {
    // More than one word of roll calls and of members, and sizes at the ends of words.
    for (seed, roll_calls, members) in [(1, 1, 1), (2, 64, 64), (3, 65, 129), (4, 200, 20), (5, 127, 63)] {
        let archive = archive(seed, roll_calls, members);
        let columns = Columns::new(&archive);
        assert_eq!((columns.len(), columns.roll_calls()), (members, roll_calls));
        for voter in 0..members {
            for n in 0..roll_calls {
                assert_eq!(columns.get(voter).expect("one").vote(n as u32), archive.vote(n, voter));
            }
        }
        let mut dice = Dice::new(seed);
        let within = Selection::of(roll_calls, (0..roll_calls as u32).filter(|_| dice.chance(60)));
        for _ in 0..200 {
            let (a, b) = (dice.below(members), dice.below(members));
            assert_eq!(columns.pair(a, b, &within), pair(&archive, a, b, &within));
        }
        let column = columns.get(0).expect("one");
        let counted = within.iter().filter_map(|n| archive.vote(n as usize, 0)).collect();
        assert_eq!(column.counts(&within), counted);
        for _ in 0..50 {
            let (a, b) = (dice.below(roll_calls), dice.below(roll_calls));
            let both = |voter: &usize| took_part(&archive, a, *voter).zip(took_part(&archive, b, *voter));
            let votes: Vec<(Vote, Vote)> = (0..members).filter_map(|voter| both(&voter)).collect();
            let alike = votes.iter().filter(|(a, b)| a == b).count();
            assert_eq!(archive.planes.alike(a, b), (votes.len() as u32, alike as u32));
        }
    }
    assert!(Columns::new(&Archive::default()).is_empty());
}

#[test]
fn selections_are_sets() {
    let chosen = [0, 3, 63, 64, 127, 128, 199, 200, 5000];
    let some = Selection::of(200, chosen);
    assert_eq!(some.iter().collect::<Vec<_>>(), [0, 3, 63, 64, 127, 128, 199]);
    assert_eq!((some.len(), some.contains(63), some.contains(62), some.contains(5000)), (7, true, false, false));
    assert_eq!(Selection::all(130).iter().collect::<Vec<_>>(), (0..130).collect::<Vec<_>>());
    assert!(Selection::all(0).is_empty() && Selection::default().iter().next().is_none());
}

#[test]
fn a_page_says_what_counting_by_hand_says() {
    let archive = archive(51, 400, 40);
    let (columns, told) = (Columns::new(&archive), columns_of(&verdicts(&archive)));
    let parts = (&archive, &columns, &told);
    let within = Selection::of(400, (0..400).filter(|n| n % 3 != 0));
    for voter in [0, 7, 39] {
        let (years, whole) = member_record(voter, By::Year, parts, &within);
        let mut won = (0, 0);
        for n in within.iter() {
            let side = archive.vote(n as usize, voter).filter(|vote| matches!(vote, Vote::Yes | Vote::No));
            if let (Some(vote), Some(outcome)) = (side, told.outcomes[n as usize]) {
                won.0 += u32::from((vote == Vote::Yes) == outcome.is_adopted());
                won.1 += 1;
            }
        }
        assert_eq!((whole.won, whole.decided), won);
        let counted = within.iter().filter_map(|n| archive.vote(n as usize, voter)).collect();
        assert_eq!(whole.counts, counted);
        let dated = |n: &u32| archive.roll_calls[*n as usize].date.is_some();
        let of_years: u32 = years.iter().map(|year| year.counts.total()).sum();
        let listed = within.iter().filter(dated).filter(|n| archive.vote(*n as usize, voter).is_some()).count();
        assert_eq!(of_years as usize, listed);
        for alike in [Alike::Same, Alike::YesNo, Alike::Scaled] {
            let found = partners(voter, alike, 30, &columns, &within);
            let mut plain: Vec<(usize, f64, u32)> = (0..40)
                .filter(|other| *other != voter)
                .filter_map(|other| {
                    let (like, of) = alike.of(&pair(&archive, voter, other, &within));
                    (of >= 30).then(|| (other, like / f64::from(of), of))
                })
                .collect();
            plain.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0)));
            let found: Vec<_> = found.iter().map(|partner| (partner.who, partner.share, partner.of)).collect();
            assert_eq!(found, plain);
            assert!(plain.len() > 5);
        }
    }
    let blocs = [Bloc::fixed("first", 0..10), Bloc::fixed("none", []), Bloc::fixed("last", 30..40)];
    let found = bloc_partners(5, &blocs, Alike::Same, 10, parts, &within);
    assert!(found.len() == 2 && found.iter().all(|partner| partner.who != 1 && partner.of >= 10));
    assert!(partners(99, Alike::Same, 1, &columns, &within).is_empty());
    assert_eq!(member_record(99, By::Year, parts, &within).0, []);
}

#[test]
fn lonely_votes_by_hand() {
    let lines = [
        "1950-01-01 NYYYYY",
        "1950-01-02 NNYYYY",
        "1950-01-03 NNNYYY",
        "1950-01-04 NNNNNN",
        "1950-01-05 AYYYNN",
        "1950-01-06 AYNYNN",
        "1950-01-07 XYYYYY",
        "1950-01-08 NYXXXX",
        "1950-01-09 NYYYAX",
    ];
    let archive = lettered(Chamber::Other, "ga-simple", &["A", "B", "C", "D", "E", "F"], &lines);
    let columns = Columns::new(&archive);
    let all = Selection::all(9);
    let found = |most| -> Vec<(u32, Vec<usize>, u32)> {
        lonely(0, most, &archive, &columns, &all)
            .into_iter()
            .map(|one| (one.roll_call, one.with, one.against))
            .collect()
    };
    // Not the last but one: one to one is no minority; nor the last, where another stood just as alone.
    assert_eq!(found(0), [(0, vec![], 5), (4, vec![], 5), (5, vec![], 5)]);
    assert_eq!(found(1), [(0, vec![], 5), (4, vec![], 5), (5, vec![], 5), (1, vec![1], 4)]);
    assert_eq!(found(9).len(), 4, "three of six are no minority");
}

#[test]
fn nearest_by_votes() {
    let archive = archive(77, 200, 30);
    for roll_call in [0, 50, 199] {
        let found = nearest(roll_call, 10, &archive);
        let counts = archive.counts(roll_call as usize);
        let least = ((counts.yes + counts.no + counts.abstain) / 2).clamp(1, 20);
        let mut plain: Vec<f64> = (0..200)
            .filter(|other| *other != roll_call)
            .filter_map(|other| {
                let (of, alike) = archive.planes.alike(roll_call as usize, other as usize);
                (of >= least).then(|| f64::from(alike) / f64::from(of))
            })
            .collect();
        plain.sort_by(|a, b| b.total_cmp(a));
        let shares: Vec<f64> = found.iter().map(plenary::analysis::Near::share).collect();
        assert_eq!(shares, plain[..10]);
    }
    assert!(nearest(9, 5, &Archive::default()).is_empty());
    assert!(nearest(0, 5, &crate::made_up::archive(1, 1, 1)).is_empty());
}

#[test]
fn nearest_in_a_council_whose_members_change() {
    // Twenty members, fifteen of which sit at a time, and one stays away: fewer than twenty are ever in common.
    let members: Vec<String> = (0..20).map(|n| format!("M{n:02}")).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let lines = [
        "2020-01-01 YYYYYYYYYYYYYYX.....",
        "2020-02-02 YYYYYYYYYYYYYNN.....",
        "2021-01-01 YYYYYYYYYY.....YYYYY",
        "2021-02-02 NNNNNYYYYY.....YYYYY",
        "2022-01-01 YYY.................",
        "2022-02-02 YYYYYYYYYY.....YYYYY",
    ];
    let mut archive = lettered(Chamber::SecurityCouncil, "sc-substantive", &members, &lines);
    let near = |archive: &Archive, number: u32| -> Vec<(u32, u32, u32)> {
        nearest(number, 9, archive).into_iter().map(|near| (near.roll_call, near.alike, near.of)).collect()
    };
    // Three are fewer than half of fourteen. All ten that took part in 2 and 5 voted alike: 2 stands nearer.
    assert_eq!(near(&archive, 0), [(2, 10, 10), (5, 10, 10), (1, 13, 14), (3, 5, 10)]);
    assert_eq!(near(&archive, 4).len(), 5, "a roll call of three asks for one in common");
    archive.roll_calls[0].issues = vec![3, 8];
    archive.roll_calls[5].issues = vec![8];
    assert_eq!(near(&archive, 0)[..2], [(5, 10, 10), (2, 10, 10)], "what is about the same comes first among equals");
}
