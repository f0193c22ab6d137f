//! Texts like a text: those on which the members voted most alike, and those with the most similar words.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::{archive::Archive, model::fold};

/// What makes a text near another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The members voted alike.
    #[default]
    Votes,
    /// Titles and descriptions have the same rare words.
    Words,
    /// Half and half: the mean of both.
    Both,
}

/// A text beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The roll call.
    pub roll_call: u32,
    /// How many members voted the same (Yes, No or Abstain).
    pub alike: u32,
    /// Of how many that took part in both.
    pub of: u32,
    /// The share of those that voted the same; none where too few took part in both.
    pub votes: Option<f64>,
    /// How similar the words are, from 0 to 1.
    pub words: f64,
}

/// The words of all titles and descriptions, weighted. Made once for a collection.
///
/// Texts are compared by the cosine of their words, each word weighing log(N / n) where n of N texts have it (Spärck
/// Jones 1972, "A Statistical Interpretation of Term Specificity and Its Application in Retrieval", Journal of
/// Documentation 28: 11–21). A word counts once a text, however often it stands there.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The words of each roll call by number, ascending.
    words: Vec<Vec<u32>>,
    /// The square of what each word weighs.
    squares: Vec<f64>,
    /// The length of each text as a vector.
    lengths: Vec<f64>,
}

impl Texts {
    /// The words of a collection.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let folded: Vec<String> = archive
            .roll_calls
            .par_iter()
            .map(|roll_call| fold(&format!("{} {}", roll_call.title, roll_call.description)))
            .collect();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut texts = Self::default();
        let mut seen: Vec<u32> = Vec::new();
        for text in &folded {
            let mut words: Vec<u32> = Vec::new();
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                let next = numbers.len() as u32;
                words.push(*numbers.entry(word).or_insert(next));
            }
            words.sort_unstable();
            words.dedup();
            seen.resize(numbers.len(), 0);
            for word in &words {
                if let Some(count) = seen.get_mut(*word as usize) {
                    *count += 1;
                }
            }
            texts.words.push(words);
        }
        let all = folded.len() as f64;
        texts.squares = seen.iter().map(|count| (all / f64::from(*count)).ln().powi(2)).collect();
        let squares = &texts.squares;
        let length = |words: &Vec<u32>| words.iter().filter_map(|word| squares.get(*word as usize)).sum::<f64>().sqrt();
        texts.lengths = texts.words.iter().map(length).collect();
        texts
    }

    /// How similar the words of two roll calls are, from 0 (none in common) to 1 (the same words).
    #[must_use]
    pub fn similar(&self, a: u32, b: u32) -> f64 {
        let of = |number: u32| self.words.get(number as usize).zip(self.lengths.get(number as usize));
        let (Some((first, a)), Some((second, b))) = (of(a), of(b)) else { return 0.0 };
        if *a == 0.0 || *b == 0.0 {
            return 0.0;
        }
        let mut others = second.iter().peekable();
        let mut common = 0.0;
        for word in first {
            while others.next_if(|other| *other < word).is_some() {}
            if others.next_if_eq(&word).is_some() {
                common += self.squares.get(*word as usize).copied().unwrap_or(0.0);
            }
        }
        (common / (a * b)).clamp(0.0, 1.0)
    }
}

/// The roll calls nearest to one, the nearest first and `most` at most. By votes, `least` members must have taken part in
/// both; by words, a word must be in common. Among equals the nearer by the other measure comes first, then the one with
/// more members in common, then the order of the source.
#[must_use]
pub fn nearest(
    roll_call: u32,
    nearness: Nearness,
    least: u32,
    most: usize,
    archive: &Archive,
    texts: &Texts,
) -> Vec<Near> {
    let near = |other: u32| {
        let (of, alike) = archive.planes.alike(roll_call as usize, other as usize);
        let votes = (of >= least.max(1)).then(|| f64::from(alike) / f64::from(of));
        Near { roll_call: other, alike, of, votes, words: texts.similar(roll_call, other) }
    };
    let score = |near: &Near| match nearness {
        Nearness::Votes => near.votes,
        Nearness::Words => (near.words > 0.0).then_some(near.words),
        Nearness::Both => near.votes.map(|votes| (votes + near.words) / 2.0),
    };
    let other = |near: &Near| if nearness == Nearness::Votes { near.words } else { near.votes.unwrap_or(0.0) };
    let mut found: Vec<(f64, Near)> = (0..archive.roll_calls.len() as u32)
        .into_par_iter()
        .filter(|other| *other != roll_call)
        .map(near)
        .filter_map(|near| Some((score(&near)?, near)))
        .collect();
    found.sort_by(|(a_score, a), (b_score, b)| {
        let by_score = b_score.total_cmp(a_score).then(other(b).total_cmp(&other(a)));
        by_score.then(b.of.cmp(&a.of)).then(a.roll_call.cmp(&b.roll_call))
    });
    found.into_iter().map(|(_, near)| near).take(most).collect()
}
