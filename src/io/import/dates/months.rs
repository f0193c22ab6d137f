//! Days whose month is a word, in English, French, German, Spanish and Portuguese.

use crate::model::fold;

/// The names of months and their abbreviations, without accents.
const MONTHS: [&str; 12] = [
    "jan|january|janv|janvier|januar|janner|ene|enero|janeiro",
    "feb|february|fev|fevr|fevrier|februar|febrero|fevereiro",
    "mar|march|mars|mrz|marz|marzo|marco",
    "apr|april|avr|avril|abr|abril",
    "may|mai|mayo|maio",
    "jun|june|juin|juni|junio|junho",
    "jul|july|juil|juillet|juli|julio|julho",
    "aug|august|aout|ago|agosto",
    "sep|sept|september|septembre|septiembre|setiembre|set|setembro",
    "oct|october|octobre|okt|oktober|octubre|out|outubro",
    "nov|november|novembre|noviembre|novembro",
    "dec|december|decembre|dez|dezember|dic|diciembre|dezembro",
];

/// The days of the week, and the words that stand between the parts of a date: "Tuesday, the 5th of January". The
/// abbreviation of "mardi" is that of March, and left out.
const BESIDE: [&str; 6] = [
    "mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday",
    "lun|lundi|mardi|mer|mercredi|jeu|jeudi|ven|vendredi|sam|samedi|dim|dimanche",
    "mo|montag|di|dienstag|mi|mittwoch|do|donnerstag|fr|freitag|sa|samstag|sonnabend|so|sonntag",
    "lunes|martes|mie|miercoles|jue|jueves|vie|viernes|sab|sabado|dom|domingo",
    "seg|segunda|ter|terca|qua|quarta|qui|quinta|sex|sexta|feira",
    "the|of|on|le|den|der|am|el|de|del",
];

/// What may stand behind the number of a day: "1st", "1er", "1.º".
const ORDINALS: [&str; 8] = ["st", "nd", "rd", "th", "er", "re", "º", "ª"];

/// A day and a year have so many parts at most: "Quinta-feira, 5 de outubro de 1971".
const MOST_PARTS: usize = 8;

/// The parts of a date whose month is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worded<'a> {
    pub day: &'a str,
    pub month: u32,
    pub year: &'a str,
}

/// Takes the parts of a date apart: two numbers, of which the second is the year unless the first has four digits, and
/// a month by its whole name or an abbreviation. None where another word stands there, or two months do.
pub(super) fn worded<'a>(parts: &[&'a str]) -> Option<Worded<'a>> {
    let begins_with_word = |part: &&str| part.starts_with(char::is_alphabetic);
    if parts.len() > MOST_PARTS || !parts.iter().any(begins_with_word) {
        return None;
    }
    let (mut found, mut numbers) = (None, Vec::with_capacity(2));
    for part in parts {
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(ORDINALS.iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part));
            continue;
        }
        let word = fold(part);
        let has = |words: &str| words.split('|').any(|known| known == word);
        match MONTHS.iter().position(|names| has(names)) {
            Some(month) if found.is_none_or(|known| known == month) => found = Some(month),
            None if BESIDE.iter().any(|words| has(words)) => {}
            Some(_) | None => return None,
        }
    }
    let month = found? as u32 + 1;
    match numbers.as_slice() {
        [year, day] if year.len() == 4 => Some(Worded { day, month, year }),
        [day, year] => Some(Worded { day, month, year }),
        _ => None,
    }
}
