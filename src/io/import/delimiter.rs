//! What stands between the cells of a text.

/// What may stand there; the first of them where two are as likely.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines are looked at where the first one does not tell.
const LINES: usize = 20;

/// The delimiter that the first line that is not empty has most of, outside quotes. Where it has one at most, it may be a
/// title: then the one that most of the first lines have. A comma where there is none.
pub(super) fn delimiter(text: &str) -> u8 {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut lines = lines.take(LINES).map(|line| counts(line.as_bytes()));
    let first = lines.next().unwrap_or_default();
    if first.iter().any(|count| *count > 1) {
        return most(first);
    }
    let mut having = first.map(|count| count.min(1));
    for counts in lines {
        having.iter_mut().zip(counts).for_each(|(having, count)| *having += count.min(1));
    }
    most(having)
}

/// The delimiter of which there are most; the first of equals wins.
pub(super) fn most(counts: [usize; 4]) -> u8 {
    let places = DELIMITERS.iter().zip(counts).rev();
    places.max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| *byte)
}

/// How often a line has each delimiter outside quotes.
pub(super) fn counts(line: &[u8]) -> [usize; 4] {
    let mut counts = [0; 4];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        let known = DELIMITERS.iter().position(|known| !quoted && known == byte);
        if let Some(count) = known.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}
