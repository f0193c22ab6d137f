//! Analysis against brute force and figures worked by hand.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "a test may fail in any of these ways"
)]

use std::sync::Arc;
use std::time::Instant;

use super::*;
use crate::{
    io::ukraine,
    model::{Ballot, Body, Counts, Date, MemberId, Roster, Seat, Standing, Tally, Vote},
    scenario::floor,
};

fn body() -> Arc<Body> {
    let text = r#"{"id": "B", "name": "Body", "rule": "ga-simple", "seats": {}}"#;
    Arc::new(serde_json::from_str(text).expect("a body"))
}

/// One floor: a letter for each member A, B, C and so on; a dot is a vote not set, a space no seat.
fn ballot(letters: &str) -> Ballot {
    let seats = letters.chars().zip('A'..).filter(|(letter, _)| *letter != ' ').map(|(letter, code)| Seat {
        member: code.to_string().into(),
        vote: Vote::parse(&letter.to_string()),
        standing: Standing::Voting,
    });
    Ballot { body: body(), seats: seats.collect(), tally: None }
}

fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?} is not {expected}");
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }

    fn floors(&mut self, members: usize, count: usize) -> Vec<Ballot> {
        let letters = ['Y', 'Y', 'N', 'A', 'X', '.', ' '];
        (0..count)
            .map(|_| ballot(&(0..members).map(|_| letters[self.below(letters.len())]).collect::<String>()))
            .collect()
    }
}

fn l10() -> Ballot {
    floor(&ukraine().dossier, &[], None, &"GA-20250224-L10".into()).expect("a floor").ballot
}

#[test]
fn cohesion_by_hand() {
    near(agreement_index(26, 1, 0), 25.5 / 27.0);
    near(agreement_index(5, 5, 5), 0.0);
    near(agreement_index(0, 0, 7), 1.0);
    near(agreement_index(1, 1, 0), 0.25);
    assert_eq!(agreement_index(0, 0, 0), None);
    assert_eq!(cohesion(&Counts { absent: 9, ..Counts::default() }), None);
}

#[test]
fn blocs_of_the_24th_of_february() {
    let dossier = ukraine().dossier;
    let ballot = l10();
    let cases = [
        ("EU", [26, 1, 0, 0], 0.944, Some(Vote::Yes)),
        ("NATO", [29, 2, 1, 0], 0.859, Some(Vote::Yes)),
        ("G7", [6, 1, 0, 0], 0.786, Some(Vote::Yes)),
        ("BRICS", [2, 1, 7, 0], 0.550, Some(Vote::Abstain)),
        ("AU", [13, 8, 24, 9], 0.300, Some(Vote::Abstain)),
        ("G77", [46, 12, 59, 16], 0.256, Some(Vote::Abstain)),
    ];
    for (group, [yes, no, abstain, absent], index, majority) in cases {
        let bloc =
            bloc_counts(&ballot, &dossier.group(&group.into()).expect("a group").roster_on(dossier.date.as_ref()));
        assert_eq!(bloc.counts, Counts { yes, no, abstain, absent }, "{group}");
        assert_eq!((bloc.members, bloc.unset, bloc.majority), (yes + no + abstain + absent, 0, majority), "{group}");
        assert!(bloc.cohesion.is_some_and(|found| (found - index).abs() < 0.0005), "{group} {:?}", bloc.cohesion);
    }
}

#[test]
fn a_bloc_counts_its_seats_and_those_without_a_vote() {
    let mut ballot = ballot("YYNN.XA");
    let members: Roster = ["A", "B", "C", "D", "E", "Z"].into_iter().map(MemberId::from).collect();
    let bloc = bloc_counts(&ballot, &members);
    assert_eq!((bloc.members, bloc.unset, bloc.majority), (5, 1, None), "a tie has no majority");
    ballot.seat_mut(&"A".into()).expect("a seat").standing = Standing::NoVote;
    let bloc = bloc_counts(&ballot, &members);
    assert_eq!(bloc.counts, Counts { yes: 1, no: 2, abstain: 0, absent: 2 });
    assert_eq!((bloc.unset, bloc.majority), (1, Some(Vote::No)));
    assert_eq!(plurality(&Counts::default()), None);
}

#[test]
fn agreement_by_hand() {
    let floors = [ballot("YYNX"), ballot("YAN."), ballot("NNY "), ballot("AYA ")];
    let same = agreement(&floors, Credit::Same);
    near(same.get(0, 1), 0.5);
    near(same.get(0, 2), 0.25);
    near(same.get(0, 0), 1.0);
    assert_eq!((same.get(0, 3), same.get(3, 3), same.shared(0, 3), same.get(0, 4)), (None, None, Some(0), None));
    let half = agreement(&floors, Credit::Half);
    near(half.get(0, 1), 0.75);
    near(half.get(1, 2), 0.25);
    let mut totals = ballot("YYYY");
    totals.tally = Some(Tally { yes: Some(4), ..Tally::default() });
    assert_eq!(agreement([&floors[0], &floors[1], &floors[2], &floors[3], &totals], Credit::Same), same);
    assert!(agreement(&[], Credit::Same).is_empty());
}

#[test]
fn agreement_by_brute_force() {
    let mut random = Random(7);
    for count in [1, 5, 63, 64, 65, 130] {
        let floors = random.floors(9, count);
        for credit in [Credit::Same, Credit::Half] {
            let matrix = agreement(&floors, credit);
            for (i, a) in matrix.members.iter().enumerate() {
                for (j, b) in matrix.members.iter().enumerate() {
                    let (mut shared, mut sum) = (0.0, 0.0);
                    for ballot in &floors {
                        let part = |m| ballot.seat(m).and_then(|seat| seat.vote).filter(|vote| *vote != Vote::Absent);
                        if let (Some(a), Some(b)) = (part(a), part(b)) {
                            shared += 1.0;
                            let half = credit == Credit::Half && (a == Vote::Abstain || b == Vote::Abstain);
                            sum += if a == b {
                                1.0
                            } else if half {
                                0.5
                            } else {
                                0.0
                            };
                        }
                    }
                    match matrix.get(i, j) {
                        None => assert!(shared < 0.5),
                        found => near(found, sum / shared),
                    }
                    assert_eq!(matrix.get(i, j), matrix.get(j, i));
                }
            }
        }
    }
}

#[test]
fn agreement_of_the_whole_assembly_is_quick() {
    let one = l10();
    let floors: Vec<&Ballot> = vec![&one; 40];
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(agreement(floors.iter().copied(), Credit::Half).len(), 193);
            start.elapsed()
        })
        .min();
    println!("agreement of 193 members in 40 roll calls: {best:?}");
    assert!(best.is_some_and(|best| best.as_millis() < 50), "{best:?}");
}

/// Average linkage from its definition: at each step the two clusters with the least mean distance join.
fn heights_by_definition(matrix: &AgreementMatrix) -> Vec<f64> {
    let distance = |i: usize, j: usize| 1.0 - matrix.get(i, j).expect("all known");
    let mut clusters: Vec<Vec<usize>> = (0..matrix.len()).map(|i| vec![i]).collect();
    let mut heights = Vec::new();
    while clusters.len() > 1 {
        let mut best = (f64::INFINITY, 0, 0);
        for a in 0..clusters.len() {
            for b in a + 1..clusters.len() {
                let pairs = clusters[a].len() * clusters[b].len();
                let sum: f64 = clusters[a].iter().flat_map(|i| clusters[b].iter().map(move |j| distance(*i, *j))).sum();
                let mean = sum / pairs as f64;
                if mean < best.0 {
                    best = (mean, a, b);
                }
            }
        }
        let joined = clusters.remove(best.2);
        clusters[best.1].extend(joined);
        heights.push(best.0);
    }
    heights
}

/// A matrix of full agreement counts without ties: distances are multiples of 1/1009.
fn random_matrix(random: &mut Random, n: usize) -> AgreementMatrix {
    let mut halves = vec![2 * 1009; n * n];
    let mut used = std::collections::BTreeSet::new();
    for i in 0..n {
        for j in i + 1..n {
            let mut value = random.below(1000);
            while !used.insert(value) {
                value = random.below(1000);
            }
            let value = 2 * u32::try_from(value).expect("small");
            halves[i * n + j] = value;
            halves[j * n + i] = value;
        }
    }
    let members = ('A'..).take(n).map(|c| c.to_string().into()).collect();
    AgreementMatrix { members, shared: vec![1009; n * n], halves }
}

#[test]
fn clusters_agree_with_the_definition_of_average_linkage() {
    let mut random = Random(11);
    for n in [2, 3, 5, 8, 12] {
        for _ in 0..20 {
            let matrix = random_matrix(&mut random, n);
            let tree = cluster(&matrix, Linkage::Average);
            let expected = heights_by_definition(&matrix);
            assert_eq!(tree.merges.len(), expected.len());
            for (merge, expected) in tree.merges.iter().zip(&expected) {
                assert!((merge.height - expected).abs() < 1e-9, "{n}: {} {expected}", merge.height);
            }
            let mut leaves = tree.order.clone();
            leaves.sort_unstable();
            assert_eq!(leaves, (0..n).collect::<Vec<_>>());
            for k in 0..n + 2 {
                let mut labels = tree.cut(k);
                assert!(labels.is_sorted(), "numbered from left to right");
                labels.dedup();
                assert_eq!(labels, (0..k.clamp(1, n)).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn clusters_by_hand() {
    // A and B always agree, C and D in three of four, the pairs never; E voted apart from all.
    let floors = [ballot("YYNNA"), ballot("YYNNA"), ballot("YYNNA"), ballot("YYNAX")];
    let matrix = agreement(&floors, Credit::Same);
    for method in [Linkage::Average, Linkage::Complete, Linkage::Single, Linkage::Ward] {
        let tree = cluster(&matrix, method);
        assert_eq!(tree.merges[0], Merge { left: 0, right: 1, height: 0.0, size: 2 });
        assert!((tree.merges[1].height - 0.25).abs() < 1e-12 && tree.merges[1].size == 2);
        let labels = tree.cut(3);
        let label = |member: usize| labels[tree.order.iter().position(|leaf| *leaf == member).expect("a leaf")];
        assert_eq!(label(0), label(1));
        assert_eq!(tree, cluster(&matrix, method), "the same every time");
        assert_eq!(tree.imputed, 0);
    }
    // B and C share no roll call with D: D is known to A only at 1, so its distance to B is the mean of both means.
    let floors = [ballot("YYY "), ballot("N  Y")];
    let tree = cluster(&agreement(&floors, Credit::Same), Linkage::Average);
    assert_eq!(tree.imputed, 2);
    // Means: A (0 + 0 + 1) / 3, B 0, C 0, D 1; so B to D and C to D are 0.5, and D joins at (1 + 0.5 + 0.5) / 3.
    assert!((tree.merges[2].height - 2.0 / 3.0).abs() < 1e-12, "{:?}", tree.merges);
    assert_eq!(cluster(&AgreementMatrix::default(), Linkage::Average), Dendrogram::default());
    assert_eq!(cluster(&agreement(&[ballot("Y")], Credit::Same), Linkage::Average).order, [0]);
}

#[test]
fn real_roll_calls_cluster_the_same_every_time() {
    let dossier = ukraine().dossier;
    let floors: Vec<Ballot> = dossier
        .texts
        .iter()
        .filter_map(|text| floor(&dossier, &[], None, &text.id))
        .map(|floor| floor.ballot)
        .collect();
    let matrix = agreement(&floors, Credit::Same);
    for method in [Linkage::Average, Linkage::Complete, Linkage::Single, Linkage::Ward] {
        let tree = cluster(&matrix, method);
        assert!((0..4).all(|_| cluster(&matrix, method) == tree));
        assert!(tree.merges.windows(2).all(|pair| pair[0].height <= pair[1].height));
    }
}

fn roster(codes: &str) -> Roster {
    Roster::from(codes.to_owned())
}

#[test]
fn blocs_against_blocs_by_hand() {
    let floors = [ballot("YYNX"), ballot("YNNX")];
    let matrix = agreement(&floors, Credit::Same);
    // A-B 0.5, A-C 0, B-C 0.5; D shares nothing.
    let (all, ab, c, d) = (roster("A B C"), roster("A B"), roster("C"), roster("D Q"));
    let blocs = bloc_matrix(&matrix, &[&all, &ab, &c, &d]);
    near(blocs.get(0, 0), 1.0 / 3.0);
    near(blocs.get(1, 1), 0.5);
    near(blocs.get(1, 2), 0.25);
    near(blocs.get(0, 1), 1.0 / 3.0);
    assert_eq!((blocs.get(2, 2), blocs.get(3, 0), blocs.get(0, 9)), (None, None, None));
    assert_eq!(blocs.pairs[..4], [3, 3, 2, 0]);
    for i in 0..4 {
        for j in 0..4 {
            assert_eq!(blocs.get(i, j), blocs.get(j, i));
        }
    }
}

#[test]
fn alignment_over_time() {
    let day = |text: &str| Some(text.parse::<Date>().expect("a date"));
    let (one, two, three, four) = (ballot("YYYN"), ballot("NYNN"), ballot("XYNY"), ballot("YYNA"));
    let floors = [(None, &one), (day("2024-05-01"), &two), (day("2023-01-01"), &three), (day("2024-01-01"), &four)];
    let member = Voice::Member("A".into());
    let bloc = Voice::Bloc(roster("A B C D"));
    let found = alignment(&member, &bloc, &floors);
    let rows: Vec<_> = found.points.iter().map(|p| (p.floor, p.first, p.second, p.agree)).collect();
    assert_eq!(
        rows,
        [
            (2, None, Some(Vote::Yes), None),
            (3, Some(Vote::Yes), Some(Vote::Yes), Some(true)),
            (1, Some(Vote::No), Some(Vote::No), Some(true)),
            (0, Some(Vote::Yes), Some(Vote::Yes), Some(true)),
        ]
    );
    let shares: Vec<_> = found.points.iter().map(|p| p.share.map(|s| (s.like, s.of))).collect();
    assert_eq!(shares, [None, Some((1, 3)), Some((2, 3)), Some((2, 3))]);
    assert_eq!(found.years, [AlignmentYear { year: 2024, agree: 2, of: 2 }], "the undated roll call is in no year");
    let pair = alignment(&member, &Voice::Member("B".into()), &floors);
    assert_eq!(pair.years, [AlignmentYear { year: 2024, agree: 1, of: 2 }]);
    assert!(pair.points.iter().all(|point| point.share.is_none()));
    let tied = Voice::Bloc(roster("A D"));
    assert_eq!(tied.vote(&one, None), None);
    assert_eq!(Share::default().value(), None);
    near(Share { like: 1, of: 4 }.value(), 0.25);
}
