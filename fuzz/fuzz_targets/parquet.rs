//! Parquet files: a good one with some bytes changed, or anything at all.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use plenary::io::out::parquet;

#[path = "../binary.rs"]
mod binary;
#[path = "../harness.rs"]
mod harness;

static GOOD: LazyLock<Vec<u8>> =
    LazyLock::new(|| binary::written(|archive, out, watch| parquet(archive, out, watch).map(|()| Vec::new())));

fuzz_target!(|data: &[u8]| {
    binary::panics_may_be_caught();
    harness::read(&[("votes.parquet", binary::changed(&GOOD, data).as_slice())]);
});
