//! Tables of no known layout, read by the mapping that is guessed for them, and by one that is read itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::io::import::{
    Input, Options, Sheet, Silent, decode, import,
    mapping::{Mapping, guess, preview_sheet},
};

fuzz_target!(|data: &[u8]| {
    // A mapping, and the table after the first line of nothing but a bar.
    let end = data.windows(3).position(|three| three == b"\n|\n");
    let (first, table) = end.map_or((&[][..], data), |end| (&data[..end], &data[end + 3..]));
    let sheet = Sheet::text(0, decode(table, None).text.into_owned());
    let mapping = serde_json::from_slice::<Mapping>(first).unwrap_or_else(|_| guess(&sheet));
    let _ = preview_sheet(&sheet, &mapping);
    let options = Options { mappings: [(mapping.key(), mapping)].into(), ..Options::default() };
    // What cannot be read at all is no fault.
    let _ = import(&[Input::memory("table.csv", table.to_vec())], &options, &Silent);
});
