//! Workbooks: a good one with some bytes changed, or anything at all under one of the endings.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../binary.rs"]
mod binary;
#[path = "../harness.rs"]
mod harness;

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| binary::written(plenary::io::out::xlsx));

fuzz_target!(|data: &[u8]| {
    binary::panics_may_be_caught();
    let bytes = binary::changed(&GOOD, data);
    for name in ["votes.xlsx", "votes.xls", "votes.ods"] {
        harness::read(&[(name, bytes.as_slice())]);
    }
});
