//! Broken files, the same ones every time: whatever is done to a file of votes, nothing panics, and no good row is lost.
//! The targets under fuzz/ look for more of them, for as long as they are let.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]

#[path = "../fuzz/harness.rs"]
mod harness;

use harness::{SAMPLES, Sample, good_rows_stay, nothing_dropped, read};
use plenary::io::import::Severity;

/// Numbers that look drawn by lot and are not.
struct Lots(u64);

impl Lots {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// What readers stumble over.
const WORDS: [&[u8]; 26] = [
    b"\"",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b";",
    b"|",
    b"\0",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xE9",
    b"NA",
    b"-1",
    b"1.0",
    b"120.0",
    b"99999999999999999999",
    b"1e400",
    b"nan",
    b"2019-13-45",
    b"31/12/1999",
    b"['a', \"b",
    b"]",
    b" ",
    b"\xC3\x83\xC2\xA9",
    b"",
];

/// A file with a few things done to it.
fn broken(bytes: &[u8], lots: &mut Lots) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=lots.below(4) {
        let at = lots.below(bytes.len() + 1);
        let until = (at + lots.below(40)).min(bytes.len());
        match lots.below(7) {
            0 => drop(bytes.splice(at..at, lots.of(&WORDS).iter().copied())),
            1 => drop(bytes.drain(at..until)),
            2 => bytes.truncate(at),
            3 => {
                let again = bytes[at..until].to_vec();
                drop(bytes.splice(at..at, again));
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = lots.next() as u8;
                }
            }
            5 => drop(bytes.splice(at..until, lots.of(&WORDS).iter().copied())),
            _ => {
                // Two lines change places.
                let mut lines: Vec<Vec<u8>> =
                    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let (a, b) = (lots.below(lines.len()), lots.below(lines.len()));
                if a < lines.len() && b < lines.len() {
                    lines.swap(a, b);
                }
                bytes = lines.concat();
            }
        }
    }
    bytes
}

/// The files of a sample, one of them broken.
fn some_broken(sample: &Sample, which: usize, lots: &mut Lots) -> Vec<(&'static str, Vec<u8>)> {
    let own = |(place, (name, bytes)): (usize, &(&'static str, &'static [u8]))| {
        (*name, if place == which { broken(bytes, lots) } else { bytes.to_vec() })
    };
    sample.files.iter().enumerate().map(own).collect()
}

#[test]
fn the_samples_open_without_an_error() {
    for sample in SAMPLES {
        let whole = read(sample.files).unwrap_or_else(|| panic!("{} does not open", sample.layout));
        assert_eq!(whole.summary.layouts, [sample.layout], "{:?}", whole.findings.list());
        let errors: Vec<_> = whole.findings.list().iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", sample.layout);
        assert!(whole.summary.votes > 0, "{}", sample.layout);
        if sample.rows {
            nothing_dropped(sample.files);
        }
    }
}

#[test]
fn no_broken_file_panics_and_no_row_is_dropped_in_silence() {
    for (number, sample) in SAMPLES.iter().enumerate() {
        let mut lots = Lots(number as u64);
        for turn in 0..120 {
            let which = turn % sample.files.len();
            let files = some_broken(sample, which, &mut lots);
            let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
            if sample.rows && which == 0 { nothing_dropped(&files) } else { drop(read(&files)) }
        }
    }
}

#[test]
fn a_bad_line_loses_none_of_the_good_ones() {
    for (number, sample) in SAMPLES.iter().enumerate() {
        let mut lots = Lots(1_000 + number as u64);
        let lines: Vec<&[u8]> = sample.files[0].1.split(|byte| *byte == b'\n').skip(1).collect();
        for turn in 0..40 {
            let junk = if turn % 2 == 0 {
                broken(lots.of(&lines), &mut lots)
            } else {
                (0..lots.below(12)).flat_map(|_| [lots.of(&WORDS), b","].concat()).collect()
            };
            good_rows_stay(sample, &junk, lots.below(64));
        }
    }
}
