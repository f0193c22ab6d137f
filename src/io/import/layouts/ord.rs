//! Poole and Rosenthal’s .ord files: fixed width, one line a member, one digit a vote. Columns 1 to 3 are the Congress,
//! 4 to 8 the number of the member, 9 and 10 its state, 11 and 12 the district, 13 to 20 the name of the state, 21 to 23
//! the party, 24 and 25 codes, 26 to 36 the name, and every column from 37 on a roll call.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    congress::{self, House},
    parliament,
};
use crate::{
    archive::{Entry, Place},
    io::{
        Problem,
        import::{
            Finding, Kind, decode,
            read::{Job, Part},
            recognize::Head,
        },
    },
};

/// The place of the first vote in a line.
const VOTES: usize = 36;
/// No Congress comes after this one for a while.
const LAST_CONGRESS: u64 = 130;
/// A Congress with so many lines at most, in a file of another that has so many times as many, is a slip of the pen.
const STRAY: (usize, usize) = (2, 3);
/// How many lines must look like it.
const LOOKED_AT: usize = 5;
/// How many lines are read before it is asked whether to stop.
const BREATH: usize = 64;

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    let lines: Vec<&str> = lines(&head.text).filter(|line| !line.trim().is_empty()).take(LOOKED_AT + 1).collect();
    // The last line may be cut where the beginning ends.
    let whole = if lines.len() > 1 { lines.get(..lines.len() - 1)? } else { lines.as_slice() };
    let like = whole.iter().filter(|line| Line::parse(line).is_some_and(|line| line.votes.len() >= 8)).count();
    let enough = if head.ending == "ord" { 1 } else { whole.len().max(1) };
    (like >= enough).then_some("votes")
}

/// The lines of a text, which end in a line feed, a carriage return, or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// A line, cut at its columns.
struct Line {
    congress: u64,
    icpsr: u64,
    district: u64,
    state: String,
    party: String,
    name: String,
    votes: Vec<char>,
}

impl Line {
    /// None where the numbers at its head are none, or where it has no vote.
    fn parse(line: &str) -> Option<Self> {
        let chars: Vec<char> = line.trim_end().chars().collect();
        let field = |from: usize, to: usize| {
            chars.get(from..to).map(|cells| cells.iter().collect::<String>().trim().to_owned())
        };
        let votes: Vec<char> = chars.get(VOTES..)?.to_vec();
        // Codes of states stand before the names of states, which tells a line of this layout from a row of numbers.
        let _state: u64 = field(8, 10)?.parse().ok()?;
        // A line that a character too many or too few has shifted has numbers where names stand.
        let word = |text: &String| !text.starts_with(|c: char| c.is_ascii_digit());
        (!votes.is_empty()).then_some(())?;
        Some(Self {
            congress: field(0, 3)?.parse().ok().filter(|congress| (1..=LAST_CONGRESS).contains(congress))?,
            icpsr: field(3, 8)?.parse().ok().filter(|icpsr| *icpsr > 0)?,
            district: field(10, 12)?.parse().unwrap_or(0),
            state: field(12, 20).filter(word)?,
            party: field(20, 23)?,
            name: field(25, 36).filter(word).filter(|name| name.chars().any(char::is_alphabetic))?,
            votes,
        })
    }
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    for part in parts {
        file(part, &mut seen, job)?;
        job.done(part.input)?;
    }
    Ok(())
}

fn text(part: &Part<'_>, job: &mut Job<'_>) -> Result<String, Problem> {
    let bytes = part.input.bytes()?;
    let decoded = decode(&bytes, job.options.encoding);
    if let Some(finding) = decoded.finding(part.file) {
        job.findings.push(finding);
    }
    Ok(decoded.text.into_owned())
}

/// Who has a line: chamber, Congress, number.
type Seen = BTreeSet<(House, u64, u64)>;

fn file(part: &Part<'_>, seen: &mut Seen, job: &mut Job<'_>) -> Result<(), Problem> {
    let text = text(part, job)?;
    let mut members = Vec::new();
    for (number, line) in lines(&text).enumerate() {
        // Old files end with the mark that CP/M put there.
        if line.trim_matches(['\u{1a}', ' ']).is_empty() {
            continue;
        }
        let place = Place { file: part.file, line: number as u32 + 1 };
        match Line::parse(line) {
            Some(line) => members.push((place, line)),
            None => {
                let message = "The line does not have the columns of this layout: numbers, names and votes from 37 on";
                leave_out(job, place, 0, Kind::BadRow, message);
            }
        }
    }
    leave_strays_out(&mut members, job);
    let lines = members;
    let house = chamber(&part.input.name, &lines);
    let width = usual_width(&lines);
    let mut reading = Reading { house, width, file: part.file, seen, rolls: BTreeMap::new(), pairs: BTreeMap::new() };
    for (number, (place, line)) in lines.iter().enumerate() {
        if number % BREATH == 0 {
            job.progress(0)?;
        }
        reading.line(job, *place, line);
    }
    reading.finish(job);
    Ok(())
}

fn leave_out(job: &mut Job<'_>, place: Place, column: usize, kind: Kind, message: impl Into<String>) {
    job.findings.push(Finding::error(kind, message, "The line was left out").at(place, column));
    job.findings.leave_out(1);
}

/// Leaves lines out whose Congress is that of one or two lines in a file of another: their first columns are shifted or
/// misspelt, and their votes would become roll calls of their own.
fn leave_strays_out(lines: &mut Vec<(Place, Line)>, job: &mut Job<'_>) {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for (_, line) in lines.iter() {
        *counts.entry(line.congress).or_default() += 1;
    }
    let Some((usual, most)) = counts.iter().max_by_key(|(_, count)| **count).map(|(a, b)| (*a, *b)) else { return };
    let (few, times) = STRAY;
    lines.retain(|(place, line)| {
        let own = counts.get(&line.congress).copied().unwrap_or(0);
        let stray = own <= few && own * times <= most;
        if stray {
            let message = format!("The line is of Congress {}, and the others are of {usual}", line.congress);
            leave_out(job, *place, 1, Kind::BadRow, message);
        }
        !stray
    });
}

/// Members of the House have districts. Where nobody but the President is listed the name of the file says it.
fn chamber(name: &str, lines: &[(Place, Line)]) -> House {
    let mut members = lines.iter().map(|(_, line)| line).filter(|line| !congress::is_president(line.icpsr)).peekable();
    let house = match members.peek() {
        Some(_) => members.any(|line| line.district > 0),
        None => name.to_lowercase().starts_with('h'),
    };
    if house { House::Representatives } else { House::Senate }
}

/// How many votes most lines of a Congress have; the greater of equals.
fn usual_width(lines: &[(Place, Line)]) -> BTreeMap<u64, usize> {
    let mut counts: BTreeMap<u64, BTreeMap<usize, usize>> = BTreeMap::new();
    for (_, line) in lines {
        *counts.entry(line.congress).or_default().entry(line.votes.len()).or_default() += 1;
    }
    let usual = |widths: BTreeMap<usize, usize>| widths.into_iter().max_by_key(|(_, count)| *count);
    counts.into_iter().filter_map(|(congress, widths)| Some((congress, usual(widths)?.0))).collect()
}

/// A file while it is read.
struct Reading<'s> {
    house: House,
    width: BTreeMap<u64, usize>,
    file: u32,
    seen: &'s mut Seen,
    /// The roll calls of every Congress.
    rolls: BTreeMap<u64, Rc<[usize]>>,
    /// Who is paired or has announced a vote, by roll call and code.
    pairs: BTreeMap<(usize, u64), Vec<String>>,
}

impl Reading<'_> {
    fn line(&mut self, job: &mut Job<'_>, place: Place, line: &Line) {
        if !self.seen.insert((self.house, line.congress, line.icpsr)) {
            let message = format!("{} ({}) has two lines; the first stands", line.name, line.icpsr);
            return leave_out(job, place, 4, Kind::RepeatedVote, message);
        }
        let width = self.width.get(&line.congress).copied().unwrap_or(0);
        uneven(job, place, line, width);
        let president = congress::is_president(line.icpsr);
        if president {
            let message = format!("{} ({}) is the President, and no member of the chamber", line.name, line.icpsr);
            let done = "The positions stand beside the roll calls and do not count";
            job.findings.push(Finding::note(Kind::NotOfTheBody, message, done).at(place, 4));
        }
        let voter = describe(job, line, president);
        let rolls = self.roll_calls(job, line.congress, width, place);
        let mut unknown: Option<(usize, char, usize)> = None;
        for (number, (digit, roll)) in line.votes.iter().zip(rolls.iter().copied()).enumerate() {
            let code = digit.to_digit(10).map(u64::from);
            let Some((code, entry)) = code.and_then(|code| Some((code, congress::entry(code)?))) else {
                let count = unknown.map_or(1, |(.., count)| count + 1);
                let (column, first, _) = unknown.unwrap_or((VOTES + number + 1, *digit, 0));
                unknown = Some((column, first, count));
                continue;
            };
            self.cast(job, (roll, voter), line, (code, entry), president);
        }
        if let Some((column, digit, count)) = unknown {
            let message = match count {
                1 => format!("{} is no vote of this layout (0 to 9)", parliament::quoted(&digit.to_string())),
                _ => format!("{count} votes of the line are no digits, the first here"),
            };
            let done = "They are not listed; the other votes of the line are";
            job.findings.push(Finding::error(Kind::UnknownVote, message, done).at(place, column));
            job.findings.leave_out(count as u64);
        }
    }

    fn cast(
        &mut self,
        job: &mut Job<'_>,
        at: (usize, usize),
        line: &Line,
        (code, entry): (u64, Entry),
        president: bool,
    ) {
        let entry = if president { Entry::NotMember } else { entry };
        job.builder.cast(at.0, at.1, entry);
        if president && code != 0 {
            let position = (format!("Position of {} ({})", line.name, line.icpsr), congress::word(code).to_owned());
            if let Some(found) = job.builder.roll_call_mut(at.0) {
                found.extra.push(position);
            }
        } else if congress::is_pair(code) {
            self.pairs.entry((at.0, code)).or_default().push(format!("{} ({})", line.name, line.icpsr));
        }
    }

    /// The roll calls of a Congress, as many as its lines have votes.
    fn roll_calls(&mut self, job: &mut Job<'_>, congress: u64, width: usize, place: Place) -> Rc<[usize]> {
        if let Some(known) = self.rolls.get(&congress) {
            return Rc::clone(known);
        }
        let forum = self.house.forum(job);
        let rolls: Rc<[usize]> = (1..=width)
            .map(|number| {
                let key = parliament::roll_call_key(job, &format!("{congress}-{}-{number}", self.house.label()));
                let roll = job.builder.roll_call(&key);
                if let Some(found) = job.builder.roll_call_mut(roll).filter(|found| found.session.is_empty()) {
                    found.forum = forum;
                    found.session = congress.to_string();
                    found.place = place;
                }
                roll
            })
            .collect();
        self.rolls.insert(congress, Rc::clone(&rolls));
        rolls
    }

    fn finish(self, job: &mut Job<'_>) {
        let paired: usize = self.pairs.values().map(Vec::len).sum();
        if paired > 0 {
            let message = format!("{paired} votes are pairs or announcements (codes 2 to 5)");
            let done = "They are no votes cast: the members count as absent, and the pairs stand beside the roll calls";
            parliament::note(job, self.file, message, done);
        }
        for ((roll, code), names) in self.pairs {
            if let Some(found) = job.builder.roll_call_mut(roll) {
                found.extra.push((congress::word(code).to_owned(), names.join("; ")));
            }
        }
    }
}

/// Says where a line has not as many votes as the others.
fn uneven(job: &mut Job<'_>, place: Place, line: &Line, width: usize) {
    let (own, who) = (line.votes.len(), &line.name);
    if own < width {
        let message = format!("The line of {who} has {own} votes, and most lines have {width}");
        let done = "The votes that are there were read, the last are not listed";
        job.findings.push(Finding::warning(Kind::BadRow, message, done).at(place, VOTES + own));
    } else if own > width {
        let message = format!("The line of {who} has {own} votes, and most lines have {width}");
        let done = format!("The first {width} were read, the others left out");
        job.findings.leave_out((own - width) as u64);
        job.findings.push(Finding::error(Kind::BadRow, message, done).at(place, VOTES + width + 1));
    }
}

fn describe(job: &mut Job<'_>, line: &Line, president: bool) -> usize {
    let number = parliament::voter(job, &line.icpsr.to_string());
    let Some(voter) = job.builder.voter_mut(number) else { return number };
    voter.named(&line.name, None);
    let days = congress::days(line.congress);
    let party = congress::party_label(&line.party);
    for day in [days.as_ref().map(|(first, _)| first), days.as_ref().map(|(_, last)| last)] {
        voter.grouped(&party, day);
    }
    let district = line.district.to_string();
    for (name, value) in [("state", line.state.as_str()), ("district", district.as_str())] {
        if !value.is_empty() && voter.extra.iter().all(|(known, _)| known != name) {
            voter.extra.push((name.to_owned(), value.to_owned()));
        }
    }
    if president {
        "President of the United States, no member of a chamber".clone_into(&mut voter.note);
    }
    number
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use crate::{
        archive::Archive,
        io::import::{Imported, Input, Kind, Options, Silent, import},
    };

    const SENATE: [&str; 7] = [
        "1169991299 0USA     20000TRUMP      00000000000000000000",
        "1164170541 0AL      10000JONES      11161161611111111111",
        "1169465941 0AL      20000SHELBY     11116611161111111111",
        "1164030081 0AK      20000MURKOWSKI  11116661111119911111",
        "1162130061 0AZ      10000SINEMA     11161161611111111111",
        "1162150161 0AZ      20000MCSALLY    11161111161111111666",
        "1164190561 0AZ      10000KELLY      00000000000000000000",
    ];

    fn read(lines: &[&str], end: &str) -> Imported {
        let text = lines.iter().fold(String::new(), |text, line| text + line + end);
        import(&[Input::memory("sen116kh.ord", text.into_bytes())], &Options::default(), &Silent)
            .expect("a known layout")
    }

    #[test]
    fn line_ends_of_all_systems_are_line_ends() {
        let of = |archive: &Archive| (archive.roll_calls.len(), archive.entries());
        let plain = read(&SENATE, "\n");
        assert_eq!(of(&plain.archive), (20, 6 * 20 + 20));
        for end in ["\r\n", "\r"] {
            assert_eq!(read(&SENATE, end).archive, plain.archive, "{end:?}");
        }
        assert_eq!((plain.archive.roll_calls[0].place.line, plain.archive.roll_calls[0].place.file), (1, 0));
    }

    #[test]
    fn shifted_lines_are_left_out_and_make_no_roll_calls() {
        for bad in [
            "164150081 0AK      20000SULLIVAN   11116611161191111116",
            " 164150081 0AK      20000SULLIVAN   111166111611911111161",
            "116 4150081 0AK      20000SULLIVAN   11116611161191111116",
            "1154150081 0AK      20000SULLIVAN   11116611161191111116",
            "0004150081 0AK      20000SULLIVAN   11116611161191111116",
        ] {
            let mut lines = SENATE.to_vec();
            lines.insert(4, bad);
            let imported = read(&lines, "\n");
            let found: Vec<u32> = imported
                .findings
                .list()
                .iter()
                .filter(|finding| finding.kind == Kind::BadRow)
                .map(|finding| finding.place.line)
                .collect();
            assert_eq!(found, [5], "{bad}");
            assert_eq!((imported.summary.roll_calls, imported.summary.left_out), (20, 1), "{bad}");
        }
    }

    #[test]
    fn votes_of_a_line_that_are_left_out_are_counted() {
        let mut lines = SENATE.to_vec();
        lines[1] = "1164170541 0AL      10000JONES      111x11616111111?1111";
        lines[2] = "1169465941 0AL      20000SHELBY     11116611161111111111666";
        let imported = read(&lines, "\n");
        assert_eq!(imported.summary.left_out, 2 + 3, "{:?}", imported.findings);
    }
}
