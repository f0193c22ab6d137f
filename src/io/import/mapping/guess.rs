//! A first guess at what a table means, from its headings and its cells.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use super::{
    DateOrder,
    form::{Answer, Mapping, Meaning, Shape, code},
    words,
};
use crate::{
    archive::{Chamber, Forum},
    io::import::{
        Sheet,
        dates::order_of,
        layouts::congress,
        names::names,
        number::{is_missing, whole},
    },
};

/// How many rows are looked at.
const ROWS: usize = 2_000;
/// Among so many of them the header is looked for.
const TOP: usize = 30;
/// A column with more different texts holds no codes of votes.
const MOST_CODES: usize = 12;

/// A guess at what a table means. What the guess leaves open is for the user to say: a column that is not understood is
/// not used, a code that is not known has no meaning.
#[must_use]
pub fn guess(sheet: &Sheet) -> Mapping {
    let mut rows = vec![sheet.header.clone()];
    sheet.each(|row| {
        rows.push((0..row.len()).map(|column| row.get(column).to_owned()).collect());
        if rows.len() > ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let above = above(&rows);
    let header = rows.get(above).cloned().unwrap_or_default();
    let mut mapping = Mapping::blank(&header);
    mapping.above = above;
    let cells = rows.get(above + 1..).unwrap_or(&[]);
    let columns: Vec<Seen> = header.iter().enumerate().map(|(place, name)| Seen::of(name, place, cells)).collect();
    let mut meanings = meanings(&columns, cells.len());
    by_pairs(&columns, &mut meanings, cells.len());
    mapping.shape = shape(&columns, &meanings);
    settle(&mut mapping, &columns, meanings);
    mapping.codes = codes(&columns, &mapping);
    let dates = mapping.with(Meaning::Date).filter_map(|place| columns.get(place)).flat_map(Seen::filled);
    let dates: Vec<&str> = dates.collect();
    if !dates.is_empty() {
        // Where day and month cannot be told apart, most of the world writes the day first.
        mapping.dates = order_of(dates.iter().copied()).unwrap_or(DateOrder::Dmy);
    }
    mapping.namibia = mapping.first(Meaning::Member).and_then(|place| columns.get(place)).is_some_and(Seen::is_iso2);
    mapping.body = body(&mapping, &columns);
    mapping
}

/// How many rows stand above the header: titles fill fewer cells than the table has columns.
fn above(rows: &[Vec<String>]) -> usize {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let widths: Vec<usize> = rows.iter().take(TOP).map(filled).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    widths.iter().position(|width| *width * 2 > widest).unwrap_or(0)
}

/// A column as it looks.
struct Seen {
    name: String,
    /// Its cells with what each holds, in order.
    cells: Vec<String>,
    /// Its different texts that are not missing, with how often they are there; none where they are too many for codes.
    texts: BTreeMap<String, usize>,
    many: bool,
}

impl Seen {
    fn of(name: &str, place: usize, rows: &[Vec<String>]) -> Self {
        let cells: Vec<String> = rows.iter().map(|row| row.get(place).cloned().unwrap_or_default()).collect();
        let (mut texts, mut many) = (BTreeMap::new(), false);
        for cell in cells.iter().filter(|cell| !is_missing(cell)) {
            if !many || texts.contains_key(&code(cell)) {
                *texts.entry(code(cell)).or_insert(0) += 1;
            }
            many = texts.len() > MOST_CODES;
        }
        Self { name: name.to_owned(), cells, texts, many }
    }

    fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str).filter(|cell| !is_missing(cell))
    }

    /// Whether most of the cells that are filled pass a test, and there is one.
    fn mostly(&self, test: impl Fn(&str) -> bool) -> bool {
        let (count, pass) =
            self.filled().fold((0_usize, 0_usize), |(count, pass), cell| (count + 1, pass + usize::from(test(cell))));
        count > 0 && pass * 10 >= count * 9
    }

    /// Whether its cells are words of votes: yes or no among them.
    fn is_worded(&self) -> bool {
        let known = |code: &String| words::answer(code).filter(|answer| *answer != Answer::Missing);
        let sides = |code: &String| matches!(words::answer(code), Some(Answer::Yes | Answer::No));
        !self.many
            && !self.texts.is_empty()
            && self.texts.keys().any(sides)
            && self.texts.keys().filter(|code| known(code).is_none()).count() * 3 <= self.texts.len()
    }

    /// Whether its cells are numbers or signs that could be codes of votes.
    fn is_coded(&self) -> bool {
        let number = |text: &String| matches!(text.parse::<i32>(), Ok(-1..=9)) || is_sign(text);
        let others = self.texts.keys().filter(|text| !number(text)).count();
        !self.many && !self.texts.is_empty() && others * 3 <= self.texts.len()
    }

    fn is_vote(&self) -> bool {
        self.is_worded() || self.is_coded()
    }

    /// Whether its cells are nothing but 0 and 1, or marks and nothing.
    fn is_flag(&self) -> bool {
        let texts: Vec<&str> = self.texts.keys().map(String::as_str).collect();
        texts.iter().all(|text| matches!(*text, "0" | "1" | "x" | "true" | "false")) && self.filled().next().is_some()
    }

    fn is_date(&self) -> bool {
        let dated = |text: &str| {
            text.contains(|c: char| !c.is_alphanumeric())
                && DateOrder::ALL.iter().any(|order| order.read(text).is_some())
        };
        self.mostly(dated)
    }

    fn is_number(&self) -> bool {
        self.mostly(|text| whole(text).is_some())
    }

    fn is_code_of(&self, letters: usize) -> bool {
        self.mostly(|text| text.len() == letters && text.bytes().all(|byte| byte.is_ascii_uppercase()))
    }

    /// Whether its cells are codes of states with two letters, of which there are many.
    fn is_iso2(&self) -> bool {
        const MANY: usize = 10;
        let different: BTreeSet<&str> = self.filled().collect();
        different.len() >= MANY && self.is_code_of(2)
    }

    /// Whether its cells are lists of names.
    fn is_list(&self) -> bool {
        let lists = self.filled().filter(|text| names(text).len() > 1).count();
        lists > 0 && lists * 4 >= self.filled().count()
    }

    /// Whether each of its cells is there once.
    fn is_unique(&self) -> bool {
        let different: BTreeSet<&str> = self.filled().collect();
        different.len() == self.filled().count()
    }
}

fn is_sign(text: &str) -> bool {
    matches!(text, "+" | "-" | "\u{2212}")
}

/// What each column means by its heading, and where that says nothing by its cells. Of those that can be there only once
/// the one with the clearest heading has it.
fn meanings(columns: &[Seen], rows: usize) -> Vec<Option<Meaning>> {
    // Among columns that are headed Yes and Abstain, "No" is not short for a number.
    let answers = columns.iter().filter(|column| is_answer(column).is_some()).count() > 1;
    let free = |column: &&Seen| answers && is_answer(column).is_some();
    let mut found: Vec<Option<(usize, Meaning)>> =
        columns.iter().map(|column| if free(&column) { None } else { by_heading(column, rows) }).collect();
    for place in 0..found.len() {
        let Some((rank, meaning)) = found.get(place).copied().flatten() else { continue };
        let several = matches!(meaning, Meaning::Name | Meaning::Extra | Meaning::Issue);
        let better = |(other, known): (usize, &Option<(usize, Meaning)>)| {
            known.is_some_and(|(its, known)| known == meaning && (its, other) < (rank, place))
        };
        if !several
            && found.iter().enumerate().any(better)
            && let Some(own) = found.get_mut(place)
        {
            *own = None;
        }
    }
    let mut found: Vec<Option<Meaning>> = found.into_iter().map(|found| found.map(|(_, meaning)| meaning)).collect();
    for (meaning, test) in [
        (Meaning::Date, (|column| column.is_date()) as fn(&Seen) -> bool),
        (Meaning::Member, |column| column.is_code_of(3) && !column.is_worded()),
    ] {
        if found.contains(&Some(meaning)) || (meaning == Meaning::Member && found.contains(&Some(Meaning::Name))) {
            continue;
        }
        let free = columns.iter().zip(&mut found).find(|(column, found)| found.is_none() && test(column));
        if let Some((_, found)) = free {
            *found = Some(meaning);
        }
    }
    found
}

/// Where there are votes and no heading says who voted: a roll call and a member are two columns of which every pair is
/// there once. The one that changes more often is the member, since roll calls stand together as a rule.
fn by_pairs(columns: &[Seen], meanings: &mut [Option<Meaning>], rows: usize) {
    const LOOKED_AT: usize = 400;
    let has = |meaning: Meaning| meanings.contains(&Some(meaning));
    let free = |place: &usize| meanings.get(*place).copied().flatten().is_none();
    let worded = (0..columns.len()).filter(free).filter(|n| columns.get(*n).is_some_and(Seen::is_worded)).count();
    if has(Meaning::Member) || has(Meaning::Name) || !(has(Meaning::Vote) || worded == 1) {
        return;
    }
    let cells = |place: usize| columns.get(place).map(|column| column.cells.get(..LOOKED_AT.min(rows)).unwrap_or(&[]));
    let changes = |place: usize| {
        cells(place).map_or(0, |cells| cells.windows(2).filter(|pair| pair.first() != pair.last()).count())
    };
    let repeats = |place: &usize| columns.get(*place).is_some_and(|column| !column.is_unique() && !column.is_worded());
    let is_pair = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (cells(a), cells(b)) else { return false };
        let different: BTreeSet<(&String, &String)> = a.iter().zip(b).collect();
        different.len() == a.len() && a.len() > 1
    };
    let known = meanings.iter().position(|meaning| *meaning == Some(Meaning::RollCall));
    let members = (0..columns.len()).filter(free).filter(repeats);
    let members = members.filter(|n| columns.get(*n).is_some_and(|column| !column.is_number() && !column.is_date()));
    let pairs = members.flat_map(|member| {
        let calls: Vec<usize> = match known {
            Some(place) => vec![place],
            None => (0..columns.len()).filter(free).filter(repeats).filter(|place| *place != member).collect(),
        };
        calls.into_iter().filter(move |call| is_pair(*call, member)).map(move |call| (call, member))
    });
    let best = pairs.max_by_key(|(call, member)| (changes(*member), std::cmp::Reverse((changes(*call), *call))));
    let Some((call, member)) = best else { return };
    for (place, meaning) in [(call, Meaning::RollCall), (member, Meaning::Name)] {
        if let Some(found) = meanings.get_mut(place) {
            *found = Some(meaning);
        }
    }
}

/// What a column means by its heading, where its cells do not speak against it.
fn by_heading(column: &Seen, rows: usize) -> Option<(usize, Meaning)> {
    let (rank, meaning) = words::heading(&column.name)?;
    let fits = match meaning {
        Meaning::Vote => column.is_vote(),
        Meaning::Total(_) => column.is_number() && !column.is_flag(),
        Meaning::Amendment | Meaning::Part | Meaning::KeyVote => column.mostly(|text| words::truth(text).is_some()),
        Meaning::Date => column.mostly(|text| DateOrder::ALL.iter().any(|order| order.read(text).is_some())),
        Meaning::Kind => column.mostly(|text| words::kind(text).is_some()),
        // A number of the row, as some programs write it, is no id.
        Meaning::RollCall if words::says_little(rank) => rows == 0 || column.filled().next().is_some(),
        _ => true,
    };
    fits.then_some((rank, meaning))
}

fn is_answer(column: &Seen) -> Option<Answer> {
    let word = code(&column.name);
    let long = ["dafur", "ungultig", "nichtabgegeben"];
    let answer = words::answer(&word).filter(|answer| *answer != Answer::Missing);
    answer.filter(|_| word.len() > 1 || long.contains(&word.as_str()))
}

fn shape(columns: &[Seen], meanings: &[Option<Meaning>]) -> Shape {
    let has = |meaning: Meaning| meanings.contains(&Some(meaning));
    let member = has(Meaning::Member) || has(Meaning::Name);
    let free = || columns.iter().zip(meanings).filter(|(_, meaning)| meaning.is_none()).map(|(column, _)| column);
    let answers = || columns.iter().filter(|column| is_answer(column).is_some());
    let matrix = free().filter(|column| column.is_vote() && is_answer(column).is_none()).count();
    let lists = answers().filter(|column| column.is_list()).count() + free().filter(|c| list_of(c).is_some()).count();
    if has(Meaning::Vote) && member {
        Shape::Long
    } else if lists > 0 && !member {
        Shape::Names
    } else if member && answers().filter(|column| column.is_flag() || column.texts.is_empty()).count() > 1 {
        Shape::Long
    } else if matrix > 2 {
        let of_roll_call = [Meaning::RollCall, Meaning::Date, Meaning::Title, Meaning::Symbol, Meaning::Session];
        if member && !of_roll_call.into_iter().any(|meaning| meaning != Meaning::RollCall && has(meaning)) {
            Shape::Across
        } else {
            Shape::Wide
        }
    } else if member && matrix == 1 {
        Shape::Long
    } else if member && !has(Meaning::Title) && !has(Meaning::Date) {
        Shape::Members
    } else if has(Meaning::RollCall) || has(Meaning::Symbol) || has(Meaning::Title) {
        Shape::RollCalls
    } else {
        Shape::Long
    }
}

/// The answer of a column of names by the words in its heading: "Countries in favour".
fn list_of(column: &Seen) -> Option<Answer> {
    if !column.is_list() {
        return None;
    }
    let folded = crate::model::fold(&column.name);
    let words = [
        (Answer::NotMember, &["not members", "non members"][..]),
        (Answer::Absent, &["absent", "not voting", "did not vote", "ausente", "non votant"]),
        (Answer::Abstain, &["abst", "enthalt"]),
        (Answer::No, &["against", "contre", "dagegen", "contra", "nays", "noes", "veto", "no votes"]),
        (Answer::Yes, &["favour", "favor", "pour", "dafur", "yeas", "ayes", "for", "yes"]),
    ];
    words.iter().find(|(_, words)| words.iter().any(|word| folded.contains(word))).map(|(answer, _)| *answer)
}

/// Gives each column the meaning that goes with the shape.
fn settle(mapping: &mut Mapping, columns: &[Seen], meanings: Vec<Option<Meaning>>) {
    let shape = mapping.shape;
    let own = shape.meanings();
    let long = shape == Shape::Long;
    let one_hot = long
        && !meanings.contains(&Some(Meaning::Vote))
        && columns.iter().filter(|c| is_answer(c).is_some()).count() > 1;
    let lone = long && !one_hot && !meanings.contains(&Some(Meaning::Vote));
    for ((column, seen), meaning) in mapping.columns.iter_mut().zip(columns).zip(meanings) {
        let answer = is_answer(seen);
        column.meaning = match (shape, meaning) {
            (Shape::Long, _) if one_hot && answer.is_some() => answer.map_or(Meaning::Ignore, Meaning::Answer),
            (Shape::Names, _) if seen.is_list() && answer.or(list_of(seen)).is_some() => {
                answer.or(list_of(seen)).map_or(Meaning::Ignore, Meaning::NamesOf)
            }
            (Shape::Wide | Shape::Across, None) if seen.name.is_empty() => Meaning::Ignore,
            (Shape::Wide, None) if answer.is_some() && seen.is_number() => {
                answer.map_or(Meaning::Ignore, Meaning::Total)
            }
            // A member that never voted has an empty column.
            (Shape::Wide, None) if seen.is_vote() || seen.texts.is_empty() => Meaning::VotesOfMember,
            (Shape::Across, None) if seen.is_vote() || seen.texts.is_empty() => Meaning::VotesOfRollCall,
            (Shape::Long, None) if lone && seen.is_vote() => Meaning::Vote,
            (Shape::RollCalls | Shape::Wide | Shape::Names, None) => match answer {
                Some(answer) if seen.is_number() => Meaning::Total(answer),
                _ if seen.name.is_empty() => Meaning::Ignore,
                _ => Meaning::Extra,
            },
            (Shape::Members, None) if !seen.name.is_empty() => Meaning::Extra,
            (_, Some(meaning)) if own.contains(&meaning) => meaning,
            (Shape::Members | Shape::RollCalls, Some(_)) => Meaning::Extra,
            _ => Meaning::Ignore,
        };
    }
    if long {
        row_number(mapping, columns);
    }
}

/// The id of a row is no id of a roll call: in a table of votes, each of those is there many times.
fn row_number(mapping: &mut Mapping, columns: &[Seen]) {
    const MANY: usize = 20;
    for (column, seen) in mapping.columns.iter_mut().zip(columns) {
        let little = words::heading(&column.name).is_some_and(|(rank, _)| words::says_little(rank));
        if column.meaning == Meaning::RollCall && little && seen.cells.len() > MANY && seen.is_unique() {
            column.meaning = Meaning::Ignore;
        }
    }
}

/// What the codes of votes that are there stand for.
fn codes(columns: &[Seen], mapping: &Mapping) -> BTreeMap<String, Answer> {
    let votes = columns.iter().zip(&mapping.columns).filter(|(_, column)| column.meaning.is_vote());
    let texts: BTreeSet<&str> = votes.flat_map(|(seen, _)| seen.texts.keys()).map(String::as_str).collect();
    let numbers: BTreeSet<i32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let signs = texts.iter().any(|text| *text == "+");
    let answer = |text: &str| match (text, text.parse::<i32>()) {
        ("+", _) => Some(Answer::Yes),
        ("-" | "\u{2212}", _) => Some(if signs { Answer::No } else { Answer::Missing }),
        ("0", _) if signs => Some(Answer::Abstain),
        (_, Ok(number)) => numbered(number, &numbers),
        _ => words::answer(text),
    };
    texts.iter().filter_map(|text| Some(((*text).to_owned(), answer(text)?))).collect()
}

/// What a number stands for, among those that are there.
fn numbered(number: i32, all: &BTreeSet<i32>) -> Option<Answer> {
    use Answer::{Absent, Abstain, Missing, No, NotMember, Yes};
    let only = |numbers: &[i32]| all.iter().all(|number| numbers.contains(number));
    let has = |number: i32| all.contains(&number);
    let table: &[(i32, Answer)] = if only(&[1, 2, 3, 8, 9]) && (has(3) || has(8) || has(9)) {
        // As in the data of the General Assembly.
        &[(1, Yes), (2, Abstain), (3, No), (8, Absent), (9, NotMember)]
    } else if only(&[-1, 0, 1, 9]) && has(-1) {
        &[(1, Yes), (-1, No), (0, Abstain), (9, Missing)]
    } else if only(&[0, 1]) {
        &[(1, Yes), (0, No)]
    } else if only(&[1, 2]) {
        &[(1, Yes), (2, No)]
    } else if only(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) && (has(6) || has(7)) {
        // As in the data of the Congress of the United States.
        let entry = congress::entry(u64::try_from(number).ok()?)?;
        return Answer::ALL.into_iter().find(|answer| answer.entry() == entry);
    } else {
        return None;
    };
    table.iter().find(|(known, _)| *known == number).map(|(_, answer)| *answer)
}

/// The body, where the codes of the members or the headings tell it.
fn body(mapping: &Mapping, columns: &[Seen]) -> Forum {
    const MANY: usize = 60;
    let states: BTreeSet<&str> = match mapping.shape {
        Shape::Wide => {
            mapping.with(Meaning::VotesOfMember).filter_map(|n| columns.get(n)).map(|c| c.name.as_str()).collect()
        }
        _ => mapping.first(Meaning::Member).and_then(|n| columns.get(n)).into_iter().flat_map(Seen::filled).collect(),
    };
    let codes =
        states.iter().filter(|text| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())).count();
    if codes >= MANY {
        return Forum {
            id: "UNGA".into(),
            name: "General Assembly".to_owned(),
            chamber: Chamber::GeneralAssembly,
            rule: "ga-simple".into(),
        };
    }
    let parties = mapping.first(Meaning::Group).is_some();
    if parties {
        return Forum {
            id: "PARLIAMENT".into(),
            name: "Parliament".to_owned(),
            chamber: Chamber::Parliament,
            ..Mapping::any_body()
        };
    }
    Mapping::any_body()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{archive::Entry, model::Vote};

    #[test]
    fn the_codes_of_the_congress_are_guessed_as_its_files_are_read() {
        let all: BTreeSet<i32> = (0..=9).collect();
        let guessed = |number| numbered(number, &all).map(Answer::entry);
        let read = |number: i32| u64::try_from(number).ok().and_then(congress::entry);
        for number in 0..=9 {
            assert_eq!(guessed(number), read(number), "{number}");
        }
        let votes =
            (0..=9).filter(|number| matches!(guessed(*number), Some(Entry::Cast(vote)) if vote != Vote::Absent));
        assert_eq!(votes.collect::<Vec<_>>(), [1, 6, 7, 8], "pairs and announcements are no votes cast");
    }
}
