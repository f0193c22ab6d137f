//! A single cell: what it says under its meaning, or what is wrong with it.

use super::{
    form::{Answer, Mapping, Meaning, code},
    words,
};
use crate::io::import::{
    Kind, mend,
    names::names,
    number::{self, is_missing},
};

/// What a cell is understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// Its column is not used.
    Ignored,
    /// It says nothing.
    Nothing,
    /// This.
    As(String),
    /// It cannot be read, for this reason.
    Wrong(String),
}

/// An id as it is kept: a number without a needless ".0", white space as single spaces.
pub(super) fn id(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    number::id(&words.join(" ")).to_owned()
}

/// What one of several columns says: whether it is the one that is filled.
pub(super) fn is_filled(text: &str) -> bool {
    !is_missing(text) && !matches!(code(text).as_str(), "0" | "false" | "no" | "nein" | "non" | "nao" | "falsch" | "-")
}

/// What is wrong with a cell: its kind, and the words for it.
pub(super) type Wrong = (Kind, String);

/// What is wrong with a cell that is no code of a vote.
pub(super) fn no_vote(text: &str) -> Wrong {
    (Kind::UnknownVote, format!("\"{text}\" is no code of a vote that the mapping knows"))
}

/// What is wrong with a cell that is no date.
pub(super) fn no_date(text: &str, mapping: &Mapping) -> Wrong {
    (Kind::BadDate, format!("\"{text}\" is no date in the order {}", lower(mapping.dates.label())))
}

/// What is wrong with a cell that is no total.
pub(super) fn no_total(text: &str) -> Wrong {
    (Kind::BadNumber, format!("\"{text}\" is no total"))
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// What a cell is understood as.
pub(super) fn understand(mapping: &Mapping, meaning: Meaning, text: &str) -> Understood {
    let yes_or_no = |truth: bool| Understood::As(if truth { "Yes" } else { "No" }.to_owned());
    let or = |found: Option<String>, (_, words): Wrong| found.map_or(Understood::Wrong(words), Understood::As);
    match meaning {
        Meaning::Ignore => Understood::Ignored,
        _ if meaning.is_vote() => match mapping.answer(text) {
            Some(Answer::Missing) => Understood::Nothing,
            Some(answer) => Understood::As(answer.label().to_owned()),
            None => Understood::Wrong(no_vote(text).1),
        },
        Meaning::Member if text == "NA" && mapping.namibia => Understood::As("NA (Namibia)".to_owned()),
        Meaning::Answer(answer) => {
            if is_filled(text) {
                Understood::As(answer.label().to_owned())
            } else {
                Understood::Nothing
            }
        }
        _ if is_missing(text) => Understood::Nothing,
        Meaning::Date => or(mapping.dates.read(text).map(|date| date.in_words()), no_date(text, mapping)),
        Meaning::Total(_) => or(number::total(text).ok().flatten().map(|number| number.to_string()), no_total(text)),
        Meaning::Amendment | Meaning::Part | Meaning::KeyVote => {
            words::truth(text).map_or_else(|| Understood::Wrong(format!("\"{text}\" is neither yes nor no")), yes_or_no)
        }
        Meaning::Kind => words::kind(text).map_or_else(
            || Understood::Wrong(format!("\"{text}\" is no kind of text that is known here")),
            |kind| Understood::As(kind.label().to_owned()),
        ),
        Meaning::Outcome => words::outcome(text)
            .map_or_else(|| Understood::As(text.to_owned()), |outcome| Understood::As(outcome.label().to_owned())),
        Meaning::NamesOf(_) => {
            let names = names(text);
            let word = if names.len() == 1 { "name" } else { "names" };
            Understood::As(format!("{} {word}: {}", names.len(), names.join("; ")))
        }
        Meaning::RollCall | Meaning::Member => Understood::As(id(text)),
        _ => Understood::As(mend(text).unwrap_or_else(|| text.to_owned())),
    }
}
