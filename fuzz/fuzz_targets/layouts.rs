//! Files of every layout that is text, broken: whole files, bodies under a good header, and lines among good ones. The
//! first byte says which sample is broken, the second how, the third where.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../harness.rs"]
mod harness;

use harness::{SAMPLES, good_rows_stay, nothing_dropped, read};

fuzz_target!(|data: &[u8]| {
    let [which, how, place, rest @ ..] = data else { return };
    let Some(sample) = SAMPLES.get(usize::from(*which) % SAMPLES.len()) else { return };
    let place = usize::from(*place);
    if how % 4 == 0 {
        good_rows_stay(sample, rest, place);
        return;
    }
    let broken = place % sample.files.len();
    let mut files: Vec<(&str, Vec<u8>)> = sample.files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
    let Some((_, bytes)) = files.get_mut(broken) else { return };
    // Three times in four the header stays, without which nothing but the recognition is tried.
    let header = if how % 4 == 1 { 0 } else { bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
    bytes.truncate(header);
    bytes.extend_from_slice(rest);
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    if sample.rows && broken == 0 {
        nothing_dropped(&files);
    }
    read(&files);
});
