//! Files that are no text: good ones to begin with, and what is done to them.

use plenary::{
    archive::Archive,
    io::{
        Problem,
        import::{Silent, Watch},
    },
};

use crate::harness::{SAMPLES, read};

/// The votes of the first sample as a file of another form.
pub fn written(
    write: impl FnOnce(&Archive, &mut (dyn std::io::Write + Send), &dyn Watch) -> Result<Vec<String>, Problem>,
) -> Vec<u8> {
    let good = read(SAMPLES[0].files).expect("a sample opens");
    let mut bytes = Vec::new();
    write(&good.archive, &mut bytes, &Silent).expect("it is written");
    bytes
}

/// Half of the time the data itself, and else the good bytes with some changed: three bytes of the data say where, one
/// what to.
pub fn changed(good: &[u8], data: &[u8]) -> Vec<u8> {
    let Some((how, edits)) = data.split_first() else { return good.to_vec() };
    if how % 2 == 0 {
        return edits.to_vec();
    }
    let mut bytes = good.to_vec();
    for edit in edits.chunks_exact(4) {
        let at = usize::from(edit[0]) << 16 | usize::from(edit[1]) << 8 | usize::from(edit[2]);
        let at = at % bytes.len();
        bytes[at] = edit[3];
    }
    bytes
}

/// The libraries that read these files may panic, which the readers catch. So a panic ends the fuzzing only where it gets
/// as far as the target.
pub fn panics_may_be_caught() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}
