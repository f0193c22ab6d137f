//! How far the cells of an old workbook are spread. Its reader makes room for the whole rectangle around the cells before
//! anything can stop it: one damaged number in a small file would ask for more memory than there is, and end the program.

/// The cells that any sheet of an old workbook can have, and some more.
const MOST_CELLS: u64 = 20_000_000;
/// A stream that is shorter than this stands in small sectors.
const SMALL: usize = 4096;
/// The size of those.
const SMALL_SECTOR: usize = 64;
/// From here on a number is no sector.
const RESERVED: u32 = 0xFFFF_FFFA;

/// Whether the sheets of an old workbook can be opened: none of them is spread beyond all measure. None where its parts do
/// not fit together.
pub(super) fn is_sane(bytes: &[u8]) -> Option<bool> {
    let stream = stream(bytes)?;
    let mut room = 0_u64;
    for start in sheets(&stream) {
        room = room.saturating_add(rectangle(stream.get(start..)?));
    }
    Some(room <= MOST_CELLS)
}

fn short(bytes: &[u8], at: usize) -> Option<u32> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(pair.iter().rev().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(short(bytes, at)? | (short(bytes, at.checked_add(2)?)? << 16))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    (0..bytes.len() / 4).filter_map(|place| long(bytes, place * 4))
}

/// The bytes of a chain of sectors.
fn chain(bytes: &[u8], first: usize, size: usize, start: u32, next: &[u32]) -> Option<Vec<u8>> {
    let (mut found, mut sector) = (Vec::new(), start);
    while sector < RESERVED {
        let from = first.checked_add((sector as usize).checked_mul(size)?)?;
        // The last sector of a file may be cut short.
        let part = bytes.get(from..).filter(|part| !part.is_empty())?;
        found.extend_from_slice(part.get(..size).unwrap_or(part));
        if found.len() > bytes.len() {
            return None;
        }
        sector = next.get(sector as usize).copied()?;
    }
    Some(found)
}

/// The stream of records.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size: usize = match short(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sector = |number: u32| {
        let from = size.checked_add((number as usize).checked_mul(size)?)?;
        bytes.get(from..).map(|part| part.get(..size).unwrap_or(part))
    };
    let mut lists: Vec<u32> = longs(bytes.get(76..512)?).collect();
    let (mut more, mut left) = (long(bytes, 68)?, bytes.len() / size + 1);
    while more < RESERVED && left > 0 {
        lists.extend(longs(sector(more)?));
        more = lists.pop()?;
        left -= 1;
    }
    let mut next: Vec<u32> = Vec::new();
    for number in lists.into_iter().filter(|number| *number < RESERVED) {
        next.extend(longs(sector(number)?));
    }
    let folder = chain(bytes, size, size, long(bytes, 48)?, &next)?;
    let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
    let named = |wanted: &str| {
        entries.iter().find(|entry| {
            let letters = entry.get(..64).unwrap_or(&[]).chunks_exact(2).map(|pair| short(pair, 0).unwrap_or(0));
            let name: String = letters.take_while(|c| *c != 0).filter_map(char::from_u32).collect();
            name.eq_ignore_ascii_case(wanted)
        })
    };
    // Their lengths are what room is made for.
    if entries.iter().any(|entry| long(entry, 120).is_none_or(|length| length as usize > bytes.len())) {
        return None;
    }
    let entry = named("Workbook").or_else(|| named("Book"))?;
    let (start, length) = (long(entry, 116)?, long(entry, 120)? as usize);
    let mut found = if length < SMALL {
        let small = chain(bytes, size, size, long(entries.first()?, 116)?, &next)?;
        let list = chain(bytes, size, size, long(bytes, 60)?, &next)?;
        chain(&small, 0, SMALL_SECTOR, start, &longs(&list).collect::<Vec<_>>())?
    } else {
        chain(bytes, size, size, start, &next)?
    };
    found.truncate(length);
    Some(found)
}

/// The kind and the bytes of each record.
fn records(stream: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, at)?, short(stream, at + 2)? as usize);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

const SHEET: u32 = 0x0085;
const SHEET_BEGINS: u32 = 0x0809;
const ENDS: u32 = 0x000A;
const DIMENSIONS: u32 = 0x0200;
const MANY_NUMBERS: u32 = 0x00BD;
/// Number, text, text with fonts, truth value, short number, shared text, formula.
const CELLS: [u32; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];

/// Where the sheets begin.
fn sheets(stream: &[u8]) -> Vec<usize> {
    let globals = records(stream).take_while(|(kind, _)| *kind != ENDS);
    globals.filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| Some(long(data, 0)? as usize)).collect()
}

/// For how many cells room is made.
fn rectangle(sheet: &[u8]) -> u64 {
    let (mut rows, mut columns, mut said) = ((u32::MAX, 0), (u32::MAX, 0), 0_u64);
    let mut depth = 0_u32;
    for (kind, data) in records(sheet) {
        match kind {
            SHEET_BEGINS => depth += 1,
            ENDS if depth <= 1 => break,
            ENDS => depth -= 1,
            DIMENSIONS => {
                let wide = data.len() >= 14;
                let (first, last) =
                    if wide { (long(data, 0), long(data, 4)) } else { (short(data, 0), short(data, 2)) };
                let at = if wide { 8 } else { 4 };
                let height = u64::from(last.unwrap_or(0).saturating_sub(first.unwrap_or(0)));
                let width = short(data, at + 2).unwrap_or(0).saturating_sub(short(data, at).unwrap_or(0));
                said = said.max(height.saturating_mul(u64::from(width)));
            }
            _ if CELLS.contains(&kind) || kind == MANY_NUMBERS => {
                let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else { continue };
                let last =
                    if kind == MANY_NUMBERS { data.len().checked_sub(2).and_then(|at| short(data, at)) } else { None };
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(column).max(last.unwrap_or(0)));
            }
            _ => {}
        }
    }
    let side = |(first, last): (u32, u32)| u64::from(last.saturating_sub(first)) + 1;
    said.max(side(rows).saturating_mul(side(columns)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_behind_the_end_ends_a_chain() {
        let bytes = [7; 4 * 512];
        // The third sector would begin where the file ends, and comes after itself.
        assert_eq!(chain(&bytes, 512, 512, 3, &[1, 2, 3, 3]), None);
        assert_eq!(chain(&bytes, 512, 512, 0, &[1, 2, 2, 3]), None);
        let all = chain(&bytes, 512, 512, 0, &[1, 2, RESERVED, 3]);
        assert_eq!(all.map(|all| all.len()), Some(3 * 512));
    }
}
