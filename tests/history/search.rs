//! Search against looking through every word of every field.

use plenary::{
    archive::{Archive, Builder, Index, Key, Order, Query, RollCall, Verdicts},
    model::fold,
};

use crate::made_up::{Dice, SUBJECTS, archive};

/// The fields of a roll call as lists of words.
fn fields(archive: &Archive, roll: &RollCall) -> Vec<Vec<String>> {
    let issues: Vec<&str> = roll.issues.iter().map(|issue| archive.issues[*issue as usize].as_str()).collect();
    let issues = issues.join(" ");
    [&roll.title, &roll.symbol, &roll.draft, &roll.id, &roll.session, &issues, &roll.description]
        .into_iter()
        .map(|text| fold(text).split_whitespace().map(str::to_owned).collect())
        .collect()
}

/// Whether a field has these words one after the other, the last one as a beginning unless all must be whole.
fn has(field: &[String], words: &[&str], whole: bool) -> bool {
    (0..field.len()).any(|at| {
        words.iter().enumerate().all(|(n, word)| {
            field.get(at + n).is_some_and(|found| {
                if n + 1 == words.len() && !whole { found.starts_with(word) } else { found == word }
            })
        })
    })
}

/// What was typed as (words, whole) by hand.
fn plain(archive: &Archive, terms: &[(String, bool)]) -> Vec<u32> {
    let fits = |roll: &RollCall| {
        let fields = fields(archive, roll);
        terms.iter().all(|(typed, whole)| {
            let folded = fold(typed);
            let words: Vec<&str> = folded.split_whitespace().collect();
            let year = words.len() == 1
                && typed.len() == 4
                && roll.date.as_ref().is_some_and(|date| date.year().to_string() == *typed);
            words.is_empty() || year || fields.iter().any(|field| has(field, &words, *whole))
        })
    };
    (0..).zip(&archive.roll_calls).filter(|(_, roll)| fits(roll)).map(|(number, _)| number).collect()
}

#[test]
fn every_search_finds_what_a_plain_look_finds() {
    let archive = archive(7, 700, 12);
    let index = Index::new(&archive);
    let mut dice = Dice::new(11);
    let (mut some, mut none) = (0, 0);
    for _ in 0..800 {
        let mut terms: Vec<(String, bool)> = Vec::new();
        let mut typed = String::new();
        for _ in 0..1 + dice.below(3) {
            let roll = dice.pick(&archive.roll_calls);
            let source = match dice.below(6) {
                0 => roll.symbol.clone(),
                1 => roll.session.clone(),
                2 => dice.pick(&SUBJECTS).to_string(),
                3 => roll.date.as_ref().map_or(String::new(), |date| date.year().to_string()),
                _ => roll.description.clone(),
            };
            let words: Vec<&str> = source.split_whitespace().filter(|word| *word < "\u{2e80}").collect();
            if words.is_empty() {
                continue;
            }
            let at = dice.below(words.len());
            if dice.chance(30) {
                let many = words[at..].iter().take(1 + dice.below(3)).copied().collect::<Vec<_>>().join(" ");
                typed.push_str(&format!(" \"{many}\" "));
                terms.push((many, true));
            } else {
                let cut: String = words[at].chars().take(1 + dice.below(9)).collect();
                typed.push_str(&format!(" {cut} "));
                terms.push((cut, false));
            }
        }
        let found = index.search(&Query::parse(&typed));
        assert_eq!(found, plain(&archive, &terms), "{typed}");
        let mut best = found.clone();
        index.sort_by_relevance(&Query::parse(&typed), &mut best);
        best.sort_unstable();
        assert_eq!(best, found, "the order loses and adds nothing: {typed}");
        if found.is_empty() { none += 1 } else { some += 1 }
    }
    assert!(some > 400 && none > 20, "{some} {none}");
}

fn one(symbol: &str, title: &str, date: &str) -> RollCall {
    RollCall { symbol: symbol.into(), title: title.into(), date: date.parse().ok(), ..RollCall::default() }
}

fn small() -> Archive {
    let rolls = [
        one("A/RES/74/149", "Situation in Myanmar", "2019-12-18"),
        one("R/74/14", "Nuclear-weapon-free zone", "2019-12-12"),
        one("A/RES/ES-11/7", "Comprehensive peace in Ukraine", "2025-02-24"),
        one("A/RES/ES-11/70", "A nuclear test", "2025-02-25"),
        one("A/RES/7/4", "Free the zone: weapons", "1952-10-10"),
        one("", "决议草案 安全理事会", "2001-01-01"),
    ];
    let mut builder = Builder::new();
    for (n, roll) in rolls.into_iter().enumerate() {
        let at = builder.roll_call(&format!("r{n}x"));
        let id = builder.roll_call_mut(at).expect("a roll call").id.clone();
        *builder.roll_call_mut(at).expect("a roll call") = RollCall { id, ..roll };
    }
    let mut archive = builder.finish();
    archive.roll_calls[0].description = "Nuclear-weapon tests are not its subject".into();
    archive
}

#[test]
fn symbols_phrases_and_beginnings() {
    let archive = small();
    let index = Index::new(&archive);
    let cases: [(&str, &[u32]); 19] = [
        ("", &[0, 1, 2, 3, 4, 5]),
        ("  / - ", &[0, 1, 2, 3, 4, 5]),
        ("A/RES/74/149", &[0]),
        ("a/res/74/14", &[0, 1]),
        ("74/149", &[0]),
        ("R/74/14", &[1]),
        ("\"74/14\"", &[1]),
        ("ES-11/7", &[2, 3]),
        ("\"es-11/7\"", &[2]),
        ("nuclear weapon", &[0, 1]),
        ("nuclear-weapon-free", &[1]),
        ("\"weapon free\"", &[1]),
        ("\"weapon fre", &[1]),
        ("\"weapon fre\"", &[]),
        ("zone free", &[1, 4]),
        ("uclear", &[]),
        ("UKRÁINE", &[2]),
        ("2025 nuclear", &[3]),
        ("安全", &[5]),
    ];
    for (typed, expected) in cases {
        assert_eq!(index.search(&Query::parse(typed)), expected, "{typed}");
    }
    assert!(Query::parse(" \"\" / ").is_empty());
}

#[test]
fn the_best_comes_first() {
    let archive = small();
    let index = Index::new(&archive);
    let best = |typed: &str| {
        let mut found = index.search(&Query::parse(typed));
        let order = |descending| Order { key: Key::Relevance, descending };
        order(true).sort(&mut found, typed, &index, &Verdicts::default());
        let worst = found.clone();
        order(false).sort(&mut found, typed, &index, &Verdicts::default());
        assert!(found.iter().rev().eq(&worst), "the other way round: {typed}");
        found
    };
    assert_eq!(best("ES-11/7"), [2, 3], "the symbol as typed");
    assert_eq!(best("74/14"), [1, 0]);
    assert_eq!(best("nuclear"), [3, 1, 0], "titles before descriptions, the latest first");
    assert_eq!(best("r4x"), [4], "an id");
    assert_eq!(best("").len(), 6);
}

#[test]
fn nothing_that_is_typed_is_too_much() {
    let archive = archive(3, 60, 4);
    let index = Index::new(&archive);
    let odd = [
        "\"",
        "\"\"\"",
        "\u{0}",
        "\n",
        "\\",
        "İ",
        "ß",
        "ﬁ",
        "\u{301}",
        "👩\u{200d}🚀",
        "\u{202e}abc",
        "A\u{30a}",
        "٣٤",
        "„x“",
        "«y",
        "x\u{fffd}",
    ];
    let mut dice = Dice::new(5);
    for _ in 0..3000 {
        let typed: String = (0..dice.below(12))
            .map(|_| match dice.below(3) {
                0 => (*dice.pick(&odd)).to_owned(),
                1 => char::from_u32(dice.below(0x11_0000) as u32).map_or(String::new(), String::from),
                _ => char::from_u32(32 + dice.below(95) as u32).map_or(String::new(), String::from),
            })
            .collect();
        let mut found = index.search(&Query::parse(&typed));
        index.sort_by_relevance(&Query::parse(&typed), &mut found);
        assert!(found.len() <= 60 && found.iter().all(|number| *number < 60));
    }
    let empty = Index::new(&Archive::default());
    assert!(empty.search(&Query::parse("x")).is_empty() && empty.search(&Query::parse("")).is_empty());
}
